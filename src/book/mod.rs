//! All chapters in their tree: order, neighbours, and where every link leads.

mod advice;
mod drafts;
mod line;
mod outline;
mod reads;
mod replace;
mod resolve;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

pub use line::FooterLine;
pub use reads::{Reads, Recorder};
pub use replace::Extent;
pub use resolve::Destination;

use crate::config::Config;
use crate::diagnostic::{self, Diagnostic};
use crate::document::{self, CaptionSides, Document, Side};
use crate::messages::message;
use crate::number::Number;
use crate::panics::{self, Action};
use crate::paths::{ContentPath, PublicationPath};
use crate::revision::Revision;
use crate::rule::Rule;
use crate::source::{self, Content, FrontMatter, Source};
use crate::span::Span;

/// Which chapter of a [`Book`]: an index into [`Book::chapters`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChapterId(usize);

impl ChapterId {
    /// The home page, the root of the tree.
    pub const HOME: Self = Self(0);

    /// Its place in the book, from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

/// The part of a publication a chapter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The home page.
    Home,
    /// Unnumbered, before the numbered chapters.
    Front,
    /// Numbered.
    Body,
    /// Unnumbered, after them.
    Back,
}

/// A chapter and its place in the book.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Changes when anything changes that its own page shows.
    pub revision: Revision,
    /// Changes when anything changes that other pages may show: title, summary, headings, …
    pub outline: Revision,
    /// The number, unless it is front or back matter.
    pub number: Option<Number>,
    /// The title, set and without mark-up.
    pub title: String,
    /// The name of its page without extension: `2.4.8`, `voorwoord`.
    pub name: String,
    /// What part of the publication it belongs to.
    pub matter: Matter,
    /// Its file; `None` if the chapter exists only as a folder name.
    pub source: Option<Arc<Source>>,
    /// Its text.
    pub document: Arc<Document>,
    /// The language it is written in.
    pub language: String,
    /// The chapter above it; none for the home page.
    pub parent: Option<ChapterId>,
    /// The chapters directly below it, in order.
    pub children: Vec<ChapterId>,
    /// Where the document's references lead, in the same order.
    pub destinations: Vec<Destination>,
    /// Its own banner: where the image is, and its alternative text.
    pub banner: Option<(Destination, String)>,
    /// The chapters that refer to this one, in order.
    pub backlinks: Vec<ChapterId>,
}

impl Chapter {
    /// What the chapter says about itself.
    pub fn front_matter(&self) -> &FrontMatter {
        static NOTHING: LazyLock<FrontMatter> = LazyLock::new(FrontMatter::default);
        self.source.as_ref().map_or(&NOTHING, |source| &source.front_matter)
    }

    /// The number as text, if it has one.
    pub fn number_text(&self) -> Option<String> {
        self.number.as_ref().map(ToString::to_string)
    }

    /// The name that its page would have if no page of the site had it.
    pub fn wanted_name(&self) -> Option<String> {
        match (&self.number, &self.source) {
            _ if self.matter == Matter::Home => None,
            (Some(number), _) => Some(number.to_string()),
            (None, Some(source)) => Some(slug::slugify(outline::unnumbered_name(source))),
            (None, None) => None,
        }
    }

    /// Its language, where that is not the guide's.
    pub fn foreign_language(&self, of_guide: &str) -> Option<&str> {
        (self.language != of_guide).then_some(self.language.as_str())
    }

    /// Number and title, as a link to the chapter reads.
    pub fn label(&self) -> String {
        match &self.number {
            Some(number) => format!("{number} {}", self.title),
            None => self.title.clone(),
        }
    }
}

/// A book: its chapters in reading order, the home page first.
///
/// A copy shares its chapters and its registers with the original until one of them changes.
#[derive(Debug, Clone)]
pub struct Book {
    chapters: Arc<Vec<Arc<Chapter>>>,
    registers: Arc<Registers>,
    /// Diagnostics about the tree.
    misplaced: Vec<Diagnostic>,
    /// The links of chapters that lead nowhere.
    unresolved: BTreeMap<ChapterId, Vec<Diagnostic>>,
    /// Changes with the tree: which chapters there are, their order and their addresses.
    pub shape: Revision,
    /// Changes when anything in the book changes.
    pub revision: Revision,
    recorder: Recorder,
}

/// The name under which a chapter that is left out is known: its number without leading zeros.
fn known_as(number: &Number) -> String {
    number.plain().to_string()
}

/// The name of the page of a numbered chapter: its number, unless that is the name of the page for
/// unknown addresses.
pub fn page_name(number: &Number) -> String {
    match number.to_string() {
        name if name == NOT_FOUND => beside(&name),
        name => name,
    }
}

/// The name of the page of a chapter whose own name is that of a page of the site.
pub fn beside(name: &str) -> String {
    format!("chapter-{name}")
}

/// The pages that are made for a guide, besides those of its chapters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MadePages {
    /// Those to which chapters may link.
    pub linked: BTreeSet<PublicationPath>,
    /// The names that may be needed for them, so that no chapter can have them.
    pub names: BTreeSet<String>,
}

/// The name of the page that a server shows for an unknown address.
pub const NOT_FOUND: &str = "404";

/// Where chapters and files are found.
#[derive(Debug, Clone, Default)]
struct Registers {
    by_number: BTreeMap<Number, ChapterId>,
    by_name: HashMap<String, ChapterId>,
    by_path: HashMap<ContentPath, ChapterId>,
    /// The chapters by what links may leave out: the extension, or the name of the file that is the
    /// text of its folder.
    by_place: HashMap<ContentPath, ChapterId>,
    files: BTreeSet<ContentPath>,
    /// The paths that are not plain ASCII, by one of the forms that Unicode has for them.
    forms: HashMap<String, ContentPath>,
    /// The files that may run as scripts, as `book.toml` lists them.
    scripts: BTreeSet<ContentPath>,
    pages: MadePages,
    /// Numbers and names of the drafts that are left out.
    drafts: BTreeSet<String>,
    /// Their titles, as slugs.
    draft_titles: BTreeSet<String>,
    faulty: Faulty,
}

/// Chapters that are not in the book because of an error, which is reported. What refers to them is
/// not reported too.
#[derive(Debug, Clone, Default)]
struct Faulty {
    /// Their numbers and names.
    names: BTreeSet<String>,
    /// Their files, and folders that cannot be read.
    paths: BTreeSet<ContentPath>,
}

impl Faulty {
    fn add(&mut self, path: &ContentPath, number: Option<&Number>) {
        let folder = path.folder();
        let name = if source::is_index_stem(path.stem()) { folder.name() } else { path.stem() };
        let of_name = Number::split_name(name);
        let number = number.or(of_name.as_ref().map(|(number, _)| number));
        self.names.insert(number.map_or_else(|| slug::slugify(name), known_as));
        self.paths.insert(path.clone());
    }

    /// Whether a path, with or without its extension, is that of such a chapter, or lies in such a
    /// folder.
    fn holds(&self, path: &ContentPath) -> bool {
        let as_written = [path.to_string(), format!("{path}.md"), format!("{path}/index.md")];
        as_written.iter().any(|path| self.paths.contains(path.as_str()))
            || path.folders().any(|folder| self.paths.contains(&folder))
            || self.names.contains(path.stem())
    }
}

impl Registers {
    /// The path of a file or chapter as it is on disk, where the same letters may be written in
    /// another form of Unicode.
    fn as_on_disk(&self, path: ContentPath) -> ContentPath {
        let is_known = |path: &ContentPath| {
            self.files.contains(path)
                || self.by_path.contains_key(path)
                || self.by_place.contains_key(path)
        };
        if path.as_str().is_ascii() || is_known(&path) {
            return path;
        }
        self.forms.get(&form(&path)).cloned().unwrap_or(path)
    }

    /// Registers a chapter under its path.
    fn add_path(&mut self, source: &Source, id: ChapterId) {
        let path = &source.path;
        let place =
            if source.is_index() { path.folder() } else { path.folder().child(path.stem()) };
        if source.is_index() {
            self.by_place.entry(place).or_insert(id);
        } else {
            self.by_place.insert(place, id);
        }
        self.by_path.insert(path.clone(), id);
    }

    /// Notes the forms of all paths.
    fn note_forms(&mut self) {
        let paths = self.files.iter().chain(self.by_path.keys()).chain(self.by_place.keys());
        let mut paths: Vec<_> = paths.filter(|path| !path.as_str().is_ascii()).collect();
        // Of two paths of one form the first is kept, whatever the order of a hash map.
        paths.sort_by(|a, b| b.cmp(a));
        self.forms = paths.into_iter().map(|path| (form(path), path.clone())).collect();
    }
}

/// A path in the form of Unicode in which equal letters are equal characters.
fn form(path: &ContentPath) -> String {
    path.as_str().nfc().collect()
}

impl std::ops::Index<ChapterId> for Book {
    type Output = Chapter;

    fn index(&self, id: ChapterId) -> &Chapter {
        let chapter = &self.chapters[id.0];
        self.recorder.outline(id, chapter.outline);
        chapter
    }
}

/// A chapter as it was written, and the same chapter parsed.
pub type Parsed = (Arc<Source>, Arc<Document>);

/// On which side of their tables the captions of a guide stand, as far as it shows one.
pub fn caption_side(chapters: &[Parsed]) -> Option<Side> {
    let sides = chapters.iter().map(|(_, document)| document.caption_sides);
    sides.fold(CaptionSides::default(), CaptionSides::and).most()
}

/// The chapters in which captions stand as those of the guide do.
pub fn chapters_in_doubt(chapters: &[Parsed]) -> impl Iterator<Item = usize> {
    let sides = chapters.iter().map(|(_, document)| document.caption_sides).enumerate();
    sides.filter(|(_, sides)| sides.has_doubt && !sides.is_clear()).map(|(at, _)| at)
}

/// How many chapters a thread takes at a time: few, so that no thread is left with the last many.
const PIECE: usize = 8;

/// Parses chapters, in parallel and in order. `captions` is the side on which those of the guide
/// stand.
pub fn parse(sources: &[Arc<Source>], config: &Config, captions: Option<Side>) -> Vec<Parsed> {
    sources
        .par_iter()
        .with_max_len(PIECE)
        .map(|source| {
            let language = language(source, config);
            let options = document::Options { captions, ..options(config, language) };
            let parse = || document::parse(&source.text, source.body, &options);
            let document = panics::guard(Action::Parsing, || source.text.path.clone(), parse);
            let mut document = document.unwrap_or_else(|fault| unparsed(source, fault));
            document.diagnostics.extend(lost_title(source, &document));
            (Arc::clone(source), Arc::new(document))
        })
        .collect()
}

/// A heading that says another title than the front matter, and so is not shown.
fn lost_title(source: &Source, document: &Document) -> Option<Diagnostic> {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (shown, title) = (source.front_matter.title.as_ref()?, document.title.as_ref()?);
    // A number may come before either.
    let (said, lost) = (letters(shown), letters(title));
    if said.ends_with(&lost) || lost.ends_with(&said) {
        return None;
    }
    let problem = Diagnostic::of(Rule::HeadingLevel, message!("lost-title"))
        .help(message!("lost-title", "help"));
    Some(problem.at(&source.text, document.title_span))
}

/// A chapter on which the program failed.
fn unparsed(source: &Source, fault: Diagnostic) -> Document {
    let mut document = Document::default();
    document.diagnostics.push(fault.at(&source.text, Span::START));
    document
}

/// Parses and binds the chapters of a guide that need not be on disk, drafts too, and gathers all
/// that is wrong with them, in order.
pub fn read(content: &Content, config: &Config) -> (Book, Vec<Diagnostic>) {
    let mut chapters = parse(&content.sources, config, None);
    let side = caption_side(&chapters);
    for at in chapters_in_doubt(&chapters).filter(|_| side.is_some()).collect::<Vec<_>>() {
        let source = Arc::clone(&chapters[at].0);
        chapters.splice(at..=at, parse(&[source], config, side));
    }
    let book = Book::new(content, &chapters, config, MadePages::default(), true);
    let mut found = content.diagnostics.clone();
    found.extend(diagnostics(&book, &chapters));
    diagnostic::sort(&mut found);
    (book, found)
}

/// What is wrong with chapters: how they are written, where they stand and where their links lead.
pub fn diagnostics(book: &Book, chapters: &[Parsed]) -> Vec<Diagnostic> {
    let of_chapters = chapters.iter().flat_map(|(source, document)| {
        // What two texts below each other break comes of the merge.
        let is_conflict = |problem: &Diagnostic| problem.rule == Some(Rule::MergeConflict);
        let is_merged = !source.diagnostics.iter().any(is_conflict);
        let own = document.diagnostics.iter().filter(move |_| is_merged);
        // That its number is taken tells what its name almost says.
        let is_doubled = book.misplaced.iter().any(|problem| {
            let place = problem.location.as_ref();
            problem.rule == Some(Rule::DuplicateNumber)
                && place.is_some_and(|(text, _)| Arc::ptr_eq(text, &source.text))
        });
        let is_told =
            move |problem: &&Diagnostic| is_doubled && problem.rule == Some(Rule::NearMissName);
        source.diagnostics.iter().filter(move |problem| !is_told(problem)).chain(own)
    });
    of_chapters.chain(book.diagnostics()).cloned().collect()
}

/// How Markdown in a language is read.
fn options(config: &Config, language: String) -> document::Options {
    document::Options {
        language,
        smart_punctuation: config.markdown.smart_punctuation,
        raw_html: config.markdown.raw_html,
        embed: config.site.embed.clone(),
        captions: None,
    }
}

fn language(source: &Source, config: &Config) -> String {
    let own = source.front_matter.lang.as_ref();
    own.unwrap_or(&config.book.language).clone()
}

impl Book {
    /// Binds parsed chapters into a book. Drafts are left out unless `drafts` is set. `pages` are
    /// those that are made for the guide, to which chapters may link.
    pub fn new(
        content: &Content,
        chapters: &[Parsed],
        config: &Config,
        pages: MadePages,
        drafts: bool,
    ) -> Self {
        let mut book = outline::bind(content, chapters, config, pages, drafts);
        book.resolve_all();
        book
    }

    /// Diagnostics about the tree and about links that lead nowhere.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.misplaced.iter().chain(self.unresolved.values().flatten())
    }

    /// The chapters in reading order, the home page first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ChapterId, &Chapter)> {
        (0..self.chapters.len()).map(|at| (ChapterId(at), &self[ChapterId(at)]))
    }

    /// The chapters in reading order, without the home page.
    pub fn chapters(&self) -> impl DoubleEndedIterator<Item = (ChapterId, &Chapter)> {
        self.iter().filter(|(id, _)| *id != ChapterId::HOME)
    }

    /// How many chapters have a text, the home page not counted.
    pub fn written(&self) -> usize {
        self.chapters().filter(|(_, chapter)| chapter.source.is_some()).count()
    }

    /// The home page.
    pub fn home(&self) -> &Chapter {
        &self[ChapterId::HOME]
    }

    /// Numbers and names of the drafts that are left out.
    pub fn drafts(&self) -> impl Iterator<Item = &str> {
        self.registers.drafts.iter().map(String::as_str)
    }

    /// The chapter with a number.
    pub fn by_number(&self, number: &Number) -> Option<ChapterId> {
        self.registers.by_number.get(number).copied()
    }

    /// The chapter with a page of this name, without extension.
    pub fn by_name(&self, name: &str) -> Option<ChapterId> {
        self.registers.by_name.get(name).copied()
    }

    /// The chapter that was read from a file.
    pub fn by_path(&self, path: &ContentPath) -> Option<ChapterId> {
        // A file whose page was taken is registered, but is not a chapter.
        let id = self.registers.by_path.get(path).copied()?;
        let source = self.chapters.get(id.0)?.source.as_ref()?;
        (source.path == *path).then_some(id)
    }

    /// The chapter read before this one; the home page before the first.
    pub fn previous(&self, id: ChapterId) -> Option<ChapterId> {
        id.0.checked_sub(1).map(ChapterId)
    }

    /// The chapter read after this one.
    pub fn next(&self, id: ChapterId) -> Option<ChapterId> {
        (id.0 + 1 < self.chapters.len()).then_some(ChapterId(id.0 + 1))
    }

    /// The chapters above this one, from the home page down.
    pub fn breadcrumb(&self, id: ChapterId) -> Vec<ChapterId> {
        let above = |id: &ChapterId| self[*id].parent;
        let mut path: Vec<_> = std::iter::successors(above(&id), above).collect();
        path.reverse();
        path
    }

    /// The banner of a chapter: its own, or that of the nearest chapter above it that has one.
    pub fn banner(&self, id: ChapterId) -> Option<&(Destination, String)> {
        std::iter::successors(Some(id), |&id| self[id].parent)
            .find_map(|id| self[id].banner.as_ref())
    }
}
