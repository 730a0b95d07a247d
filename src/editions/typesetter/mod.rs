//! Makes PDFs with Typst, within this program: what the editions for paper have in common.
//!
//! An edition writes calls of functions that one of the theme's templates defines ([`Source`]), and
//! a [`Job`] typesets them.

mod about;
mod boxes;
mod code;
mod export;
mod fonts;
pub mod language;
mod pictures;
mod problems;
mod source;
mod template;
mod wording;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::civil::Date;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::foundations::Bytes;
use typst::introspection::Introspector;
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use crate::config::PdfStandard;
use crate::diagnostic::Diagnostic;
use crate::guide::{Guide, PageStart};
use crate::messages::{io_reason, message};
use crate::panics::{self, Action};
pub use about::about;
pub use code::{Code, Mark, Place, push_literal, push_words};
pub use pictures::is_known;
use problems::Problems;
pub use source::{Asset, Places, Source};
pub use template::import;
use world::BookWorld;
pub use world::GiveUp;

/// A document that is to be typeset.
pub struct Job {
    world: BookWorld,
    places: Places,
    standard: PdfStandard,
    /// After how long it is given up: a template may never come to an end.
    pub limit: Duration,
    /// What was found while it was written.
    problems: Vec<Diagnostic>,
    targets: BTreeMap<String, (String, Option<String>)>,
}

/// A document that was typeset.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not in it as the authors meant it.
    pub warnings: Vec<Diagnostic>,
    /// What stands first on its pages.
    pub pages: Vec<PageStart>,
}

/// A chapter or card takes some hundredths of a second, and many times that where the compiler did not
/// optimise.
fn limit(pieces: usize) -> Duration {
    const SLOWNESS: u64 = if cfg!(debug_assertions) { 10 } else { 1 };
    let seconds = u64::try_from(pieces).unwrap_or(u64::MAX).saturating_add(120);
    Duration::from_secs(seconds.saturating_mul(SLOWNESS))
}

/// How much a thread may recurse: Typst limits how deep it nests, at several times what threads
/// have by default.
const STACK: usize = 64 << 20;

impl Job {
    /// What was written of a guide, in so many pieces, with the date of the newest.
    pub fn new(guide: &Guide, source: Source, pieces: usize, date: Option<Date>) -> Self {
        let Source { template, main, files, places, problems, targets } = source;
        let world = BookWorld::new(guide, template, main, files, date);
        let standard = guide.config.print.pdf_standard;
        Self { world, places, standard, limit: limit(pieces), problems, targets }
    }

    /// A hash of all that the PDF is made of.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(self.standard.name().as_bytes());
        self.world.hash(&mut hasher);
        hasher.finalize()
    }

    /// Typesets it.
    ///
    /// # Errors
    /// A template that Typst cannot follow, or not within the limit.
    pub fn run(self) -> Result<Pdf, Vec<Diagnostic>> {
        self.start()?.wait()
    }

    /// Begins to typeset it in a thread.
    ///
    /// # Errors
    /// The system has no thread.
    pub fn start(self) -> Result<Running, Diagnostic> {
        let (limit, give_up) = (self.limit, self.world.give_up());
        let (done, outcome) = mpsc::sync_channel(1);
        let work = move || {
            let subject = || message!("typeset-book");
            // Nobody waits any more after the limit.
            let _ = done.send(panics::guard(Action::Making, subject, || self.in_threads()));
        };
        match thread::Builder::new().name("typeset".into()).spawn(work) {
            Ok(thread) => Ok(Running { thread, outcome, limit, give_up }),
            Err(error) => {
                let reason = io_reason(&error);
                Err(Diagnostic::error(message!("typeset-no-thread", reason = reason)))
            }
        }
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
        warnings.extend(problems.cut(&document));
        let lacking = problems.lacking();
        let undated =
            self.world.date().is_none().then(|| problems::undated(self.standard)).flatten();
        // A box is no character, whatever a reader of the file makes of it.
        let is_kept = lacking.is_none() && undated.is_none();
        let standard = if is_kept { self.standard } else { PdfStandard::Pdf17 };
        let exported = export::export(&document, standard, self.world.date())
            .map_err(|errors| problems.errors(&errors))?;
        let breaches = problems.breaches(&exported.breaches, standard);
        let is_claimed = breaches.is_empty() && standard == self.standard;
        warnings.extend(lacking);
        warnings.extend(undated);
        warnings.extend(breaches);
        warnings.extend((!is_claimed).then(|| problems::unclaimed(self.standard)));
        Ok(Pdf { bytes: exported.bytes, warnings, pages: self.page_starts(&document) })
    }

    /// The first place on each page to which a link may lead.
    fn page_starts(&self, document: &PagedDocument) -> Vec<PageStart> {
        let introspector = document.introspector();
        let mut starts: Vec<PageStart> = Vec::new();
        for element in introspector.query_labelled() {
            let target = element.label().and_then(|label| self.targets.get(&*label.resolve()));
            let page = element.location().and_then(|location| introspector.page(location));
            // A note stands elsewhere in an e-book.
            let (Some((chapter, anchor)), Some(page)) = (target, page) else { continue };
            let (page, is_note) = (page.get(), element.is::<FootnoteElem>());
            if !is_note && starts.last().is_none_or(|last| last.page < page) {
                starts.push(PageStart { page, chapter: chapter.clone(), anchor: anchor.clone() });
            }
        }
        starts
    }

    /// Puts its alternative text, or an empty picture, in the place of each that Typst cannot draw, and
    /// leaves out of drawings what they link to.
    fn replace_broken_pictures(&mut self) -> Vec<Diagnostic> {
        let paths: Vec<String> = self.world.pictures().cloned().collect();
        let mut warnings = Vec::new();
        let mut undrawn = BTreeSet::new();
        for path in paths {
            let read = self.world.read(&path).ok();
            let plain = read.as_deref().and_then(|bytes| pictures::without_links(&path, bytes));
            let bytes = plain.clone().map(Bytes::new).or(read);
            let problems = Problems { world: &self.world, places: &self.places };
            if !bytes.is_some_and(|bytes| pictures::is_drawn(&path, bytes)) {
                warnings.push(problems.undrawn(&path));
                self.world.replace(&path, pictures::empty(&path));
                undrawn.insert(path);
            } else if let Some(plain) = plain {
                warnings.push(problems.linked(&path));
                self.world.replace(&path, plain);
            }
        }
        if !undrawn.is_empty() {
            let main = pictures::without_pictures(self.world.main_source().text(), &undrawn);
            self.world.replace_main(main);
        }
        warnings
    }
}

/// A document that is being typeset.
pub struct Running {
    thread: JoinHandle<()>,
    outcome: Receiver<Result<Result<Pdf, Vec<Diagnostic>>, Diagnostic>>,
    /// After how long it is given up.
    pub limit: Duration,
    give_up: GiveUp,
}

impl Running {
    /// Waits for the PDF, until its limit.
    ///
    /// # Errors
    /// Those of [`Job::run`].
    pub fn wait(&self) -> Result<Pdf, Vec<Diagnostic>> {
        self.wait_for(self.limit).unwrap_or_else(|| Err(self.too_slow().into()))
    }

    /// Waits for the PDF for so long; `None` if it is not done by then.
    pub fn wait_for(&self, time: Duration) -> Option<Result<Pdf, Vec<Diagnostic>>> {
        let outcome = self.outcome.recv_timeout(time).ok()?;
        Some(outcome.unwrap_or_else(|fault| Err(fault.into())))
    }

    /// Gives it up after its limit.
    pub fn too_slow(&self) -> Diagnostic {
        self.give_up.ask();
        let message = message!("typeset-too-slow", seconds = self.limit.as_secs());
        Diagnostic::error(message).help(message!("typeset-too-slow", "help"))
    }

    /// Asks it to stop.
    pub fn give_up(&self) -> GiveUp {
        self.give_up.clone()
    }

    /// Whether it goes on, also after it was given up: a loop in a template asks for nothing, so that
    /// it does not notice.
    pub fn goes_on(&self) -> bool {
        !self.thread.is_finished()
    }
}

fn compile(world: &BookWorld) -> (SourceResult<PagedDocument>, EcoVec<SourceDiagnostic>) {
    let Warned { output, warnings } = typst::compile(world);
    (output, warnings)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::workspace::{self, Options};

    /// A guide with these templates.
    fn guide(folder: &Path, settings: &str, templates: &[(&str, &str)]) -> Guide {
        let theme = folder.join("themes/wijkengids/templates");
        fs::create_dir_all(&theme).unwrap();
        fs::create_dir(folder.join("content")).unwrap();
        fs::write(folder.join("content/1-een.md"), "---\ntitle: Een\n---\n\nTekst.\n").unwrap();
        let book = format!("[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n{settings}");
        fs::write(folder.join("book.toml"), book).unwrap();
        for (name, text) in templates {
            fs::write(theme.join(name), text).unwrap();
        }
        workspace::load(folder, &Options::default()).0.expect("a sound guide")
    }

    fn source(main: &str) -> Source {
        Source {
            template: "book.typ",
            main: main.to_owned(),
            files: BTreeMap::new(),
            places: Places::default(),
            problems: Vec::new(),
            targets: BTreeMap::new(),
        }
    }

    fn job(guide: &Guide, main: &str) -> Job {
        Job::new(guide, source(main), 0, None)
    }

    const START: &str = "#set document(title: \"Proef\")\n#set text(lang: \"nl\")\n";

    /// What becomes of a book with the template `eigen.typ`.
    fn with_template(template: &str) -> Result<Pdf, Vec<Diagnostic>> {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[("eigen.typ", template)]);
        job(&guide, &format!("{START}#include \"eigen.typ\"\n")).run()
    }

    fn error(template: &str) -> Diagnostic {
        let mut problems = with_template(template).expect_err(template);
        problems.remove(0)
    }

    #[test]
    fn a_book_is_accessible_and_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        let make = || job(&guide, &format!("{START}= Een\nTekst.\n")).run().unwrap();
        let pdf = make();
        assert!(pdf.warnings.is_empty(), "{:?}", pdf.warnings);
        assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&pdf.bytes);
        assert!(text.contains("pdfuaid") && text.contains("wijkengids"));
        assert_eq!(make().bytes, pdf.bytes);
    }

    #[test]
    fn templates_see_nothing_but_the_book() {
        for template in [
            "#read(\"/etc/passwd\")",
            "#read(\"../../../../book.toml\")",
            "#toml(\"book.toml\")",
            "#import \"@preview/cetz:0.4.0\"",
            "#image(\"https://example.org/x.png\")",
            "#plugin(bytes((0, 97, 115, 109, 1, 0, 0, 0)))",
            "#std.plugin(bytes((0, 97, 115, 109, 1, 0, 0, 0)))",
            "#include \"weg.typ\"",
            "#datetime.today()",
        ] {
            let problem = error(&format!("Tekst.\n\n{template}\n"));
            let (path, line, _) = problem.position().expect("a place");
            assert!(path.ends_with("themes/wijkengids/templates/eigen.typ"), "{template}: {path}");
            assert_eq!(line, 3, "{template}: {problem}");
        }
        // What belongs to the theme can be seen.
        assert!(with_template("#image(\"assets/banner.svg\", alt: \"Wijk\")").is_ok());
    }

    #[test]
    fn a_template_without_an_end_is_stopped() {
        for template in [
            "#while true {}",
            "#let f() = f()\n#f()",
            "#show heading: it => it\n#show \"a\": [aa]\na",
            "#let f(x) = [#f(x)]\n#f(1)",
            "#context { counter(page).step(); context { } }\n#show par: it => [#it]\n",
        ] {
            let outcome = with_template(template);
            assert!(outcome.is_ok() || outcome.is_err(), "it came to an end");
        }
        let slow = "#for a in range(9999) { for b in range(9999) { if a + b < 0 [x] } }";
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[("eigen.typ", slow)]);
        let mut job = job(&guide, "#include \"eigen.typ\"");
        job.limit = Duration::from_millis(100);
        let running = job.start().unwrap();
        let problems = running.wait().unwrap_err();
        assert!(problems[0].message.contains("within 0 seconds"), "{}", problems[0]);
        assert!(running.goes_on());
    }

    #[test]
    fn what_breaks_the_standard_is_reported_and_not_claimed() {
        let pdf = with_template("= Een\nTekst.\n#image(\"assets/banner.svg\")\n").unwrap();
        let said: Vec<String> = pdf.warnings.iter().map(ToString::to_string).collect();
        let last = said.last().expect("warnings");
        assert!(last.contains("does not claim to be PDF/UA-1"), "{said:?}");
        assert!(said.iter().any(|said| said.contains("eigen.typ:3:")), "{said:?}");
        let text = String::from_utf8_lossy(&pdf.bytes);
        assert!(!text.contains("pdfuaid") && text.contains("/StructTreeRoot"));
        assert!(text.contains("/DisplayDocTitle true"), "the window has a title");
        assert!(lopdf::Document::load_mem(&pdf.bytes).is_ok(), "all of its objects are found");
    }

    #[test]
    fn a_character_without_a_glyph_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        // Nobody assigned this character.
        let pdf = job(&guide, &format!("{START}= Een\nX \u{378} Y")).run().unwrap();
        assert!(pdf.warnings[0].message.contains("U+0378"), "{:?}", pdf.warnings);
    }

    #[test]
    fn all_standards_can_be_kept() {
        for (standard, mark) in [("ua-1", "pdfuaid"), ("a-2a", "pdfaid"), ("a-3a", "pdfaid")] {
            let folder = tempfile::tempdir().unwrap();
            let settings = format!("[print]\npdf-standard = \"{standard}\"\n");
            let guide = guide(folder.path(), &settings, &[]);
            let date = "2026-11-27".parse().ok();
            let pdf = Job::new(&guide, source(&format!("{START}= Een\nTekst.\n")), 0, date)
                .run()
                .unwrap();
            assert!(pdf.warnings.is_empty(), "{standard}: {:?}", pdf.warnings);
            let text = String::from_utf8_lossy(&pdf.bytes);
            assert!(text.contains(mark), "{standard}");
            assert!(text.contains("/DisplayDocTitle true"), "{standard}");
        }
    }

    #[test]
    fn an_archive_asks_for_a_date() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "[print]\npdf-standard = \"a-2a\"\n", &[]);
        let pdf = job(&guide, &format!("{START}= Een\nTekst.\n")).run().unwrap();
        assert!(pdf.warnings[0].message.contains("PDF/A-2a asks for a date"), "{:?}", pdf.warnings);
        assert!(!String::from_utf8_lossy(&pdf.bytes).contains("pdfaid"));
    }

    #[test]
    fn the_hash_covers_templates_and_settings() {
        let hash = |settings: &str, template: &str, main: &str| {
            let folder = tempfile::tempdir().unwrap();
            job(&guide(folder.path(), settings, &[("eigen.typ", template)]), main).hash()
        };
        let one = hash("", "a", "x");
        assert_eq!(one, hash("", "a", "x"));
        assert_ne!(one, hash("", "b", "x"));
        assert_ne!(one, hash("", "a", "y"));
        assert_ne!(one, hash("[print]\npdf-standard = \"1.7\"\n", "a", "x"));
    }

    #[test]
    fn a_broken_picture_leaves_an_empty_place() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        let main = format!("{START}= Een\n#image(\"x.png\", alt: \"x\")\n");
        let mut source = source(&main);
        source.files.insert("x.png".to_owned(), Asset::Theme("favicon.svg".to_owned()));
        let pdf = Job::new(&guide, source, 0, None).run().unwrap();
        assert!(pdf.warnings[0].message.contains("cannot draw favicon.svg"), "{:?}", pdf.warnings);
    }
}
