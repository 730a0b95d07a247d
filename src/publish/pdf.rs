//! The PDFs among the files that are published.

use std::time::Duration;

use super::target::Target;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::editions::{self, Artifact, Printed, single_page};
use crate::guide::{Guide, PageStart};
use crate::messages::message;
use crate::paths::{Publication, PublicationPath, Root};
use crate::pdf::{Engine, Pages, Program};

/// The PDFs that are to be made.
pub struct Pdfs<'a> {
    /// What makes those of the guide; cards have no other than the typesetter.
    engine: Option<&'a Engine>,
    /// Where each is published.
    pub files: Vec<(PublicationPath, Printed)>,
}

/// A PDF that was made, or kept since nothing changed.
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// A hash of what it was made of, if that tells all about it.
    pub of: Option<String>,
    /// What is not in it as the authors meant it.
    pub warnings: Vec<Diagnostic>,
    /// What stands first on its pages, as far as it is known.
    pub pages: Vec<PageStart>,
}

/// A publication on its way into the staging folder.
pub struct Place<'a> {
    /// What was written there so far.
    pub written: &'a [Written],
    /// What is to be replaced.
    pub target: &'a Target,
    /// The folder.
    pub staging: &'a Root<Publication>,
}

impl<'a> Pdfs<'a> {
    /// The PDF of a guide if there is an engine for it, and those of its parts and of its cards if
    /// `book.toml` asks for them. `None` if there are none.
    pub fn new(engine: Option<&'a Engine>, guide: &Guide) -> Option<Self> {
        let mut files = Vec::new();
        if let Some(engine) = engine {
            files.push((editions::pdf_path(guide), Printed::Guide));
            if guide.config.print.parts && !matches!(engine, Engine::Program(_)) {
                let parts = editions::parts(guide).into_iter();
                files.extend(parts.map(|(id, path)| (path, Printed::Part(id))));
            }
        }
        files.extend(editions::cards_path(guide).map(|path| (path, Printed::Cards)));
        (!files.is_empty()).then_some(Self { engine, files })
    }

    /// Whether an artifact must be there before the PDFs are made: a program that prints the single
    /// page reads the page, and what it shows.
    pub fn needs(&self, artifact: &Artifact) -> bool {
        match artifact {
            Artifact::SinglePage(_) | Artifact::Asset(_) | Artifact::Attachment(_) => {
                matches!(self.engine, Some(Engine::Program(_)))
            }
            Artifact::Page(_)
            | Artifact::Epub
            | Artifact::Style(_)
            | Artifact::Variant(..)
            | Artifact::Search(_) => false,
        }
    }

    /// Makes a PDF, or keeps the one that was made of the same.
    pub fn make(
        &self,
        guide: &Guide,
        path: &PublicationPath,
        printed: Printed,
        place: &Place<'_>,
    ) -> Result<Made, Vec<Diagnostic>> {
        match (self.engine, printed) {
            (Some(Engine::Program(program)), Printed::Guide) => print(program, guide, path, place),
            #[cfg(feature = "typeset")]
            _ => typeset(guide, path, printed, place.target),
            #[cfg(not(feature = "typeset"))]
            _ => unreachable!("without the typesetter, only the guide is printed"),
        }
    }
}

/// The PDF that an earlier build made of the same.
fn earlier(target: &Target, path: &PublicationPath, of: &str) -> Option<Made> {
    let bytes = target.earlier(path, of)?;
    let pages = target.manifest.pages.get(path).cloned().unwrap_or_default();
    Some(Made { bytes, of: Some(of.to_owned()), warnings: Vec::new(), pages })
}

/// Typesets a PDF, unless the one of an earlier build was made of the same.
#[cfg(feature = "typeset")]
fn typeset(
    guide: &Guide,
    path: &PublicationPath,
    printed: Printed,
    target: &Target,
) -> Result<Made, Vec<Diagnostic>> {
    let job = editions::typeset(guide, printed);
    let of = job.hash().to_hex().to_string();
    // The e-book needs to know the pages, which an earlier build may not have noted.
    let needs_pages = printed == Printed::Guide && guide.config.print.epub;
    let is_enough = |made: &Made| !needs_pages || !made.pages.is_empty();
    if let Some(made) = earlier(target, path, &of).filter(is_enough) {
        return Ok(made);
    }
    let pdf = job.run()?;
    // A PDF with warnings is made again, so that they are not said only once.
    let of = pdf.warnings.is_empty().then_some(of);
    Ok(Made { bytes: pdf.bytes, of, warnings: pdf.warnings, pages: pdf.pages })
}

/// A program that hangs must not keep an editor for ever. For a large guide the slowest of them
/// takes about half a second a chapter.
fn timeout(guide: &Guide) -> Duration {
    let chapters = u64::try_from(guide.book.written()).unwrap_or(u64::MAX);
    Duration::from_secs(chapters.saturating_mul(5).saturating_add(300))
}

fn print(
    program: &Program,
    guide: &Guide,
    path: &PublicationPath,
    place: &Place<'_>,
) -> Result<Made, Vec<Diagnostic>> {
    let of = source(program, place)?;
    if let Some(made) = earlier(place.target, path, &of) {
        return Ok(made);
    }
    let file = |file: &Written| (file.path.clone(), place.staging.locate(&file.path));
    let files = place.written.iter().map(file).collect();
    let pages = Pages { page: single_page::page(), files };
    let bytes = program.print(pages, timeout(guide))?;
    let unmade = || {
        let message = message!("pdf-parts-unmade", program = program.name());
        Diagnostic::warning(message).help(message!("pdf-parts-unmade", "help"))
    };
    let warnings = guide.config.print.parts.then(unmade).into_iter().collect();
    Ok(Made { bytes, of: Some(of), warnings, pages: Vec::new() })
}

/// A hash of what a program prints, and of the program. All that the page shows has a hash in its
/// name, but for the page's style sheet.
fn source(program: &Program, place: &Place<'_>) -> Result<String, Diagnostic> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.name().as_bytes());
    let of_page =
        |file: &&Written| [single_page::PAGE, single_page::STYLE].contains(&file.path.as_str());
    for file in place.written.iter().filter(of_page) {
        hasher.update(&file.bytes.to_le_bytes()).update(&place.staging.read(&file.path)?);
    }
    Ok(hasher.finalize().to_hex().to_string())
}
