//! The guide as a book in PDF, typeset by Typst within this program.
//!
//! The chapters are written as calls of functions that the theme's template `book.typ` defines.

mod export;
mod fonts;
mod problems;
mod source;
mod world;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use typst_layout::PagedDocument;

use super::selection::Selection;
use crate::config::PdfStandard;
use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use crate::messages::{io_reason, message};
use crate::panics::{self, Action};
use crate::paths::split_extension;
use problems::Problems;
use source::{Places, Source};
use world::BookWorld;

/// A book that is to be typeset.
pub struct Job {
    world: BookWorld,
    places: Places,
    standard: PdfStandard,
    /// After how long it is given up: a template may never come to an end.
    pub limit: Duration,
    /// What was found while it was written.
    problems: Vec<Diagnostic>,
}

/// A book that was typeset.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not in it as the authors meant it.
    pub warnings: Vec<Diagnostic>,
}

/// Whether a book is still being typeset that nobody waits for any more.
static ABANDONED: AtomicBool = AtomicBool::new(false);

/// A large guide takes some hundredths of a second a chapter.
fn limit(chapters: usize) -> Duration {
    Duration::from_secs(u64::try_from(chapters).unwrap_or(u64::MAX).saturating_add(120))
}

/// How much a thread may recurse: Typst limits how deep it nests, at several times what threads
/// have by default.
const STACK: usize = 64 << 20;

impl Job {
    /// The book of these chapters.
    pub fn new(guide: &Guide, selection: &Selection) -> Self {
        let Source { main, files, places, problems } = source::write(guide, selection);
        let world = BookWorld::new(guide, main, files, date(guide, selection));
        let limit = limit(selection.chapters().len());
        Self { world, places, standard: guide.config.print.pdf_standard, limit, problems }
    }

    /// A hash of all that the PDF is made of.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(self.standard.name().as_bytes());
        self.world.hash(&mut hasher);
        hasher.finalize()
    }

    /// Typesets the book.
    ///
    /// # Errors
    /// A template that Typst cannot follow, or not within the limit; an earlier book that is still
    /// being typeset after its limit, since no thread can be stopped.
    pub fn run(self) -> Result<Pdf, Vec<Diagnostic>> {
        if ABANDONED.load(Ordering::Acquire) {
            let problem = Diagnostic::error(message!("typeset-still-busy"));
            return Err(problem.help(message!("typeset-still-busy", "help")).into());
        }
        let limit = self.limit;
        let (done, outcome) = mpsc::sync_channel(1);
        let work = move || {
            let subject = || message!("typeset-book");
            let result = panics::guard(Action::Making, subject, || self.in_threads());
            if done.send(result).is_err() {
                ABANDONED.store(false, Ordering::Release);
            }
        };
        let thread = thread::Builder::new().name("typeset".into()).spawn(work);
        thread.map_err(|error| {
            let reason = io_reason(&error);
            Diagnostic::error(message!("typeset-no-thread", reason = reason))
        })?;
        outcome.recv_timeout(limit).unwrap_or_else(|_| {
            ABANDONED.store(true, Ordering::Release);
            let message = message!("typeset-too-slow", seconds = limit.as_secs());
            Err(Diagnostic::error(message).help(message!("typeset-too-slow", "help")))
        })?
    }

    /// Typesets it in threads of its own, which may recurse deeper than others.
    fn in_threads(mut self) -> Result<Pdf, Vec<Diagnostic>> {
        let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
        let result = match threads {
            Ok(threads) => threads.install(|| self.typeset()),
            Err(_) => self.typeset(),
        };
        // The preview typesets again, so what most pages share is kept for a while.
        typst::comemo::evict(3);
        result
    }

    fn typeset(&mut self) -> Result<Pdf, Vec<Diagnostic>> {
        let mut warnings = std::mem::take(&mut self.problems);
        let (mut output, mut said) = compile(&self.world);
        if output.is_err() {
            // A picture may be the cause; all others are worth a second try.
            let broken = self.replace_broken_pictures();
            if !broken.is_empty() {
                warnings.extend(broken);
                (output, said) = compile(&self.world);
            }
        }
        let problems = Problems { world: &self.world, places: &self.places };
        let document = output.map_err(|errors| problems.errors(&errors))?;
        warnings.extend(problems.warnings(&said));
        let exported = export::export(&document, self.standard, self.world.date())
            .map_err(|errors| problems.errors(&errors))?;
        warnings.extend(problems.lacking());
        warnings.extend(problems.breaches(&exported.breaches, self.standard));
        Ok(Pdf { bytes: exported.bytes, warnings })
    }

    /// Puts an empty picture in the place of each that Typst cannot draw.
    fn replace_broken_pictures(&mut self) -> Vec<Diagnostic> {
        const EMPTY: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#;
        let paths: Vec<String> = self.world.files().cloned().collect();
        let mut warnings = Vec::new();
        for path in paths {
            let drawn = match self.world.read(&path) {
                Ok(bytes) => draw(&path, bytes),
                Err(error) => Err(error.to_string()),
            };
            if let Err(reason) = drawn {
                let problems = Problems { world: &self.world, places: &self.places };
                warnings.push(problems.picture(&path, &reason));
                self.world.replace(&path, EMPTY);
            }
        }
        warnings
    }
}

fn compile(world: &BookWorld) -> (SourceResult<PagedDocument>, EcoVec<SourceDiagnostic>) {
    let Warned { output, warnings } = typst::compile(world);
    (output, warnings)
}

/// Whether Typst can draw a picture, whose kind it knows by its name.
fn draw(path: &str, bytes: Bytes) -> Result<(), String> {
    let format = match split_extension(path).1.unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" | "svgz" => None,
        "png" => Some(ExchangeFormat::Png),
        "jpg" | "jpeg" => Some(ExchangeFormat::Jpg),
        "gif" => Some(ExchangeFormat::Gif),
        "webp" => Some(ExchangeFormat::Webp),
        other => return Err(other.to_owned()),
    };
    match format {
        Some(format) => RasterImage::plain(bytes, format).map(drop).map_err(String::from),
        None => SvgImage::new(bytes).map(drop).map_err(|error| format!("{error:?}")),
    }
}

/// The latest date of a chapter in the book: its own clock, so that it is the same every day.
fn date(guide: &Guide, selection: &Selection) -> Option<Date> {
    let dates = selection.chapters().iter().filter_map(|&id| {
        let chapter = &guide.book[id];
        guide.updated(chapter).max(chapter.front_matter().date)
    });
    dates.max()
}
