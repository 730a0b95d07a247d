//! One document, typeset in this process.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::Date;
use typst::World;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::foundations::Bytes;
use typst::introspection::Introspector;
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use super::hidden::{self, TextKind};
use super::problems::{self, Problems};
use super::source::{Asset, Places, Source};
use super::template::{self, Unknown};
use super::world::{BookWorld, Given};
use super::{calls, export, pictures, push_literal, wording};
use crate::config::PdfStandard;
use crate::diagnostic::Diagnostic;
use crate::guide::{Guide, PageStart};
use crate::messages::message;

/// A document that is to be typeset.
pub struct Job {
    pub(super) world: BookWorld,
    pub(super) places: Places,
    pub(super) standard: PdfStandard,
    /// When it is given up.
    pub limits: Limits,
    /// What was found while it was written.
    pub(super) problems: Vec<Diagnostic>,
    pub(super) targets: BTreeMap<String, (String, Option<String>)>,
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

/// A PDF, or what keeps it from being made.
pub type Outcome = Result<Pdf, Vec<Diagnostic>>;

/// When a document is given up: a template may never come to an end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// After how long.
    pub time: Duration,
    /// With how many bytes of memory, where it is typeset in a process of its own.
    pub memory: u64,
}

impl Limits {
    /// Those of so many pieces, with so many bytes of code and pixels of pictures. A chapter or card takes
    /// some hundredths of a second, and many times that where the compiler did not optimise; a byte of code
    /// takes some four hundred bytes of memory.
    fn new(pieces: usize, code: usize, pixels: u64) -> Self {
        const SLOWNESS: u64 = if cfg!(debug_assertions) { 10 } else { 1 };
        let many =
            |count: usize, each: u64| u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(each);
        let seconds = many(pieces, 1).saturating_add(120).saturating_mul(SLOWNESS);
        let sizes = [1 << 30, many(pieces, 1 << 20), many(code, 1 << 10), pixels.saturating_mul(8)];
        let memory = sizes.into_iter().fold(0, u64::saturating_add);
        Self { time: Duration::from_secs(seconds), memory }
    }
}

/// From how many bytes of code on a document is large: it takes some gigabytes of memory.
const LARGE: usize = 2 << 20;

/// How much a thread may recurse: Typst limits how deep it nests, at several times what threads
/// have by default.
const STACK: usize = 64 << 20;

impl Job {
    /// What was written of a guide, in so many pieces, with the date of the newest.
    pub fn new(guide: &Guide, source: Source, pieces: usize, date: Option<Date>) -> Self {
        let Source { template, main, files, places, problems, targets } = source;
        let limits = Limits::new(pieces, main.len(), pixels(guide, &files));
        let world = BookWorld::new(Given::new(guide, template, main, files, date));
        let standard = guide.config.print.pdf_standard;
        Self { world, places, standard, limits, problems, targets }
    }

    /// A hash of all that the PDF is made of.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(self.standard.name().as_bytes());
        self.world.hash(&mut hasher);
        hasher.finalize()
    }

    /// Says that it was given up after its time.
    pub(super) fn too_slow(&self) -> Diagnostic {
        let message = message!("typeset-too-slow", seconds = self.limits.time.as_secs());
        let problem = Diagnostic::error(message);
        self.in_own_template(problem.help(message!("typeset-too-slow", "help")))
    }

    /// Names the guide's own template, if it has this one: nobody knows the line.
    pub(super) fn in_own_template(&self, problem: Diagnostic) -> Diagnostic {
        match self.world.own_template() {
            Some(text) => problem.help(message!("typeset-own-template", path = text.path.as_str())),
            None => problem,
        }
    }

    /// Typesets it in threads of its own, which may recurse deeper than others.
    pub(super) fn in_threads(mut self) -> Outcome {
        let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
        let result = match threads {
            Ok(threads) => threads.install(|| self.typeset()),
            Err(_) => self.typeset(),
        };
        // The preview typesets again, so what most pages share is kept for a while.
        typst::comemo::evict(3);
        result
    }

    /// Whether it is exported in the memory that its layout took, even if the next one then takes longer.
    fn is_large(&self) -> bool {
        let main = self.world.source(self.world.main());
        main.is_ok_and(|main| main.text().len() > LARGE)
    }

    fn typeset(&mut self) -> Outcome {
        let mut warnings = std::mem::take(&mut self.problems);
        if let Some(own) = self.world.own_template().filter(|own| own.content.trim().is_empty()) {
            let message = message!("typst-empty", path = own.path.as_str());
            return Err(Diagnostic::error(message).help(message!("typst-empty", "help")).into());
        }
        let (mut output, mut said) = compile(&self.world);
        let mut unknown = Unknown::new();
        while let Some((function, argument)) = self.unknown_argument(&output) {
            // What is still not known once it is left out has another cause.
            if !unknown.entry(function.clone()).or_default().insert(argument.clone()) {
                break;
            }
            self.leave_out(&function, &argument);
            (output, said) = compile(&self.world);
        }
        let mut unlabelled = BTreeMap::new();
        while self.add_labels(&output, &mut unlabelled) {
            (output, said) = compile(&self.world);
        }
        let is_forced = self.force_labels(&output, &mut unlabelled);
        let errors = if is_forced {
            let forced = compile(&self.world);
            said = forced.1;
            std::mem::replace(&mut output, forced.0).err()
        } else {
            None
        };
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
        let calls = hidden::calls(&document, &self.world);
        let mut losing = self.losing(&document, &calls);
        let is_blank = self.world.own_template().is_some() && hidden::is_blank(&document);
        if is_blank && losing.is_empty() {
            // What passes through a template as data has no calls to be told apart.
            losing.insert(self.world.given().template.trim_end_matches(".typ").to_owned());
        }
        let problems = Problems { world: &self.world, places: &self.places };
        if let Some(errors) = errors.filter(|_| losing.is_empty()) {
            return Err(problems.errors(&errors));
        }
        let severity = if is_blank { Diagnostic::error } else { Diagnostic::warning };
        let hidden = losing
            .iter()
            .map(|function| problems.hidden(function, hidden::kind(function, &calls), severity));
        if is_blank {
            return Err(hidden.collect());
        }
        warnings.extend(hidden);
        unlabelled.retain(|_, function| !losing.contains(function));
        warnings.extend(template::lacking(&self.world));
        warnings.extend(template::dropped(&unknown, &self.world));
        warnings.extend(template::unlabelled(unlabelled.values(), &self.world));
        warnings.extend(problems.warnings(&said));
        // What was cut off before it came to a template is told already.
        let told: BTreeSet<String> = warnings.iter().map(Diagnostic::to_string).collect();
        let cut = problems.cut(&document).into_iter();
        warnings.extend(cut.filter(|problem| !told.contains(&problem.to_string())));
        warnings.extend(problems.beyond(&document));
        let lacking = problems.lacking();
        let undated =
            self.world.date().is_none().then(|| problems::undated(self.standard)).flatten();
        // A box is no character, whatever a reader of the file makes of it.
        let is_kept = lacking.is_none() && undated.is_none();
        let standard = if is_kept { self.standard } else { PdfStandard::Pdf17 };
        if self.is_large() {
            typst::comemo::evict(0);
        }
        let exported = export::export(&document, standard, self.world.date())
            .map_err(|errors| problems.errors(&errors))?;
        let breaches = problems.breaches(&exported.breaches, standard);
        let is_claimed = breaches.is_empty() && standard == self.standard;
        warnings.extend(lacking);
        warnings.extend(undated);
        if exported.is_tagged {
            warnings.extend(breaches);
            warnings.extend((!is_claimed).then(|| problems::unclaimed(self.standard)));
        } else {
            warnings.extend(problems.untagged(&exported.breaches, self.standard));
        }
        Ok(Pdf { bytes: exported.bytes, warnings, pages: self.page_starts(&document) })
    }

    /// The argument that a function of the guide's own template does not know, if that is why the document
    /// cannot be typeset.
    fn unknown_argument(&self, output: &SourceResult<PagedDocument>) -> Option<(String, String)> {
        let errors = output.as_ref().err()?;
        let call = errors.iter().find_map(|error| calls::of(error, &self.world))?;
        template::definition(&call.function, &self.world)?;
        Some((call.function, call.unknown?))
    }

    /// Calls a function of the guide's own template without an argument that it does not know.
    fn leave_out(&mut self, function: &str, argument: &str) {
        let mut main = self.world.main_source().text().to_owned();
        let (at, code) = (template::end_of_import(&main), template::without(function, argument));
        main.insert_str(at, &code);
        self.places.make_room(at, code.len());
        self.world.replace_main(main);
    }

    /// Adds the labels that functions of the guide's own template were given and do not show, where something
    /// leads to them; each has the function that was called. Returns whether there were any more.
    fn add_labels(
        &mut self,
        output: &SourceResult<PagedDocument>,
        unlabelled: &mut BTreeMap<String, String>,
    ) -> bool {
        let Err(errors) = output else { return false };
        let mut is_changed = false;
        for label in errors.iter().filter_map(|error| wording::missing_label(&error.message)) {
            if self.world.own_template().is_none() || unlabelled.contains_key(label) {
                continue;
            }
            let Some((function, at)) = calls::given(label, &self.world) else { continue };
            unlabelled.insert(label.to_owned(), function);
            let code = labelled(label);
            let mut main = self.world.main_source().text().to_owned();
            main.insert_str(at, &code);
            self.places.make_room(at, code.len());
            self.world.replace_main(main);
            is_changed = true;
        }
        is_changed
    }

    /// Puts the labels that are missing still at the start of the document: what they were added to is lost with
    /// all else that a function is given. Returns whether that is all that was wrong.
    fn force_labels(
        &mut self,
        output: &SourceResult<PagedDocument>,
        unlabelled: &mut BTreeMap<String, String>,
    ) -> bool {
        let (Err(errors), Some(_)) = (output, self.world.own_template()) else { return false };
        let labels: Option<BTreeSet<&str>> =
            errors.iter().map(|error| wording::missing_label(&error.message)).collect();
        let mut main = self.world.main_source().text().to_owned();
        let (Some(labels), Some(at)) = (labels, calls::start(&self.world)) else { return false };
        unlabelled.retain(|label, _| !labels.contains(label.as_str()));
        let code: String = labels.into_iter().map(labelled).collect();
        main.insert_str(at, &code);
        self.places.make_room(at, code.len());
        self.world.replace_main(main);
        true
    }

    /// The functions that lose their text, by calls that may be the cause.
    fn losing(&mut self, document: &PagedDocument, calls: &[hidden::Call]) -> BTreeSet<String> {
        if calls.is_empty() {
            return BTreeSet::new();
        }
        let main = self.world.main_source().text();
        let probed = self.compile_once(hidden::probed(main, calls));
        let mut losing = probed.map(|probed| hidden::losing(&probed, calls)).unwrap_or_default();
        losing.retain(|function| {
            let has_text = hidden::kind(function, calls) != Some(TextKind::Lists);
            has_text || self.shows_nothing(function, document)
        });
        losing
    }

    /// Whether a document is the same without what a function makes.
    fn shows_nothing(&mut self, function: &str, document: &PagedDocument) -> bool {
        let mut main = self.world.main_source().text().to_owned();
        main.insert_str(
            template::end_of_import(&main),
            &format!("#let {function}(..rest) = none\n"),
        );
        self.compile_once(main).is_ok_and(|without| hidden::are_alike(&without, document))
    }

    /// Typesets something else for a moment.
    fn compile_once(&mut self, main: String) -> SourceResult<PagedDocument> {
        let own = self.world.main_source().text().to_owned();
        self.world.replace_main(main);
        let output = compile(&self.world).0;
        self.world.replace_main(own);
        output
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
                self.world.replace(&path, Ok(pictures::empty(&path)));
                undrawn.insert(path);
            } else if let Some(plain) = plain {
                warnings.push(problems.linked(&path));
                self.world.replace(&path, Ok(plain));
            }
        }
        if !undrawn.is_empty() {
            let main = pictures::without_pictures(self.world.main_source().text(), &undrawn);
            self.world.replace_main(main);
        }
        warnings
    }
}

/// Nothing, with a label.
fn labelled(label: &str) -> String {
    let mut code = "#[#metadata(none)#std.label(".to_owned();
    push_literal(&mut code, label);
    code.push_str(")]");
    code
}

/// How many pixels the pictures of a guide among these files have.
fn pixels(guide: &Guide, files: &BTreeMap<String, Asset>) -> u64 {
    let picture = |asset: &Asset| match asset {
        Asset::Attachment(path) => guide.attachments.picture(path),
        Asset::Theme(_) | Asset::Made(_) => None,
    };
    let pictures = files.values().filter_map(picture);
    let pixels = pictures.map(|picture| u64::from(picture.width) * u64::from(picture.height));
    pixels.fold(0, u64::saturating_add)
}

fn compile(world: &BookWorld) -> (SourceResult<PagedDocument>, EcoVec<SourceDiagnostic>) {
    let Warned { output, warnings } = typst::compile(world);
    (output, warnings)
}
