//! Reads a guide, and after an edit only what changed.
//!
//! The first reading is no special case: what is known and did not change is not read again, and at
//! first nothing is known.

mod manuscript;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use manuscript::Manuscript;

use crate::attachments::{Attachment, Attachments};
use crate::book::{self, Book, Extent, Parsed};
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity, Text};
use crate::editions;
use crate::guide::Guide;
use crate::lessons::LessonIndex;
use crate::paths::{ContentPath, FileError, GuidePath, Kind, Root};
use crate::revision::Revision;
use crate::source::{self, CONTENT, Content, Source};
use crate::theme::{THEMES, Theme};

/// How a guide is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of it.
    pub drafts: bool,
    /// Replaces `[site] base-url`.
    pub base_url: Option<String>,
    /// Whether the HTML of each block gets an attribute `data-source` with its place in the file.
    /// Nothing else in a page depends on it.
    pub source_lines: bool,
}

/// Reads the guide in `root`. Returns the guide, unless there are errors, and all diagnostics.
pub fn load(root: &Path, options: &Options) -> (Option<Guide>, Vec<Diagnostic>) {
    let reading = Workspace::new(root, options.clone()).read_all();
    (reading.guide, reading.diagnostics)
}

/// A guide as far as it was read.
pub struct Workspace {
    root: PathBuf,
    /// The prefix of paths in diagnostics, so that they are relative to the current folder.
    shown: String,
    options: Options,
    setup: Option<Setup>,
    /// Why `book.toml` is older than it is on disk.
    unread_config: Option<Diagnostic>,
    content: Content,
    /// The chapters of `content`, parsed, in the same order.
    chapters: Vec<Parsed>,
    bound: Option<Bound>,
    /// Paths that changed while `book.toml` could not be read.
    waiting: BTreeSet<GuidePath>,
    /// What every page shows, and the revisions of the theme and of this.
    site: Option<(tera::Context, Revision, Revision)>,
}

/// The settings and the theme.
struct Setup {
    book_toml: Arc<Text>,
    config: Arc<Config>,
    /// Errors in `book.toml`; the default applies to each key that has one.
    problems: Vec<Diagnostic>,
    theme: Result<Theme, Vec<Diagnostic>>,
}

/// The chapters as a book, and what is collected from it.
struct Bound {
    book: Arc<Book>,
    /// The pages that are made for the guide, to which chapters may link.
    pages: BTreeSet<String>,
    lessons: Arc<LessonIndex>,
    attachments: Arc<Attachments>,
    /// Files that `book.toml` names and that are not there.
    missing: Vec<Diagnostic>,
    /// Pages that want the same address.
    clashes: Vec<Diagnostic>,
}

/// The result of reading.
pub struct Reading {
    /// The guide, unless there are errors.
    pub guide: Option<Guide>,
    /// All diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The chapters that were parsed, by their paths below `content/`.
    pub parsed: Vec<String>,
}

impl Reading {
    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { guide: None, diagnostics, parsed: Vec::new() }
    }
}

/// What changed below `content/`.
enum Edit {
    /// Nothing.
    None,
    /// The texts of chapters, as indices into the sources.
    Texts(Vec<usize>),
    /// Files beside the chapters came or went.
    Files,
    /// Chapters or folders came or went, or chapters must be parsed in another way.
    Tree,
}

impl Workspace {
    /// A workspace for the guide in `root`. Nothing is read yet.
    pub fn new(root: &Path, options: Options) -> Self {
        Self {
            root: root.to_owned(),
            shown: shown(root),
            options,
            setup: None,
            unread_config: None,
            content: Content::default(),
            chapters: Vec::new(),
            bound: None,
            waiting: BTreeSet::new(),
            site: None,
        }
    }

    /// What `book.toml` said when it could last be read.
    pub fn config(&self) -> Option<&Config> {
        self.setup.as_ref().map(|setup| &*setup.config)
    }

    /// Reads everything.
    pub fn read_all(&mut self) -> Reading {
        self.read(&[config::FILE_NAME, CONTENT, THEMES].map(str::to_owned).into())
    }

    /// Reads again what changed. `changed` has paths relative to the guide's folder, with forward
    /// slashes; a folder means everything in it.
    pub fn read(&mut self, changed: &BTreeSet<String>) -> Reading {
        self.waiting.extend(changed.iter().filter_map(|path| GuidePath::new(path).ok()));
        let root = match Root::open(&self.root) {
            Ok(root) => root,
            Err(error) => return Reading::failed(no_guide(error, &self.root).into()),
        };
        let before = self.setup.as_ref().map(|setup| Arc::clone(&setup.config));
        if self.setup.is_none() || self.waiting.contains(config::FILE_NAME) {
            self.unread_config = None;
            let result = match read_config(&root, &self.shown) {
                Ok(book_toml) => self.set_up(book_toml),
                Err(problem) if problem.unread.is_some() && self.setup.is_some() => {
                    self.unread_config = Some(problem.with_older_text());
                    Ok(())
                }
                Err(problem) => Err(problem.into()),
            };
            if let Err(problems) = result {
                return Reading::failed(problems);
            }
        } else if self.waiting.iter().any(|path| path.parts().next() == Some(THEMES)) {
            self.read_theme();
        }
        let changed = std::mem::take(&mut self.waiting);
        let Some(setup) = &self.setup else { return Reading::failed(Vec::new()) };
        let (config, theme) = (Arc::clone(&setup.config), setup.theme.clone());

        let reads_otherwise = before.as_ref().is_none_or(|before| !is_read_alike(before, &config));
        let has_other_config = before.is_none_or(|before| !Arc::ptr_eq(&before, &config));
        let mut edit = self.read_content(&root, &changed);
        if has_other_config {
            edit = Edit::Tree;
        }
        let parsed = self.parse(&edit, &config, reads_otherwise);
        let extent = self.bind(&edit, &config, theme.as_ref().ok());
        self.gather(extent, &config, theme.as_ref().ok());
        self.attach(&config, &changed);
        self.finish(parsed, theme)
    }

    /// Reads a guide that is not on disk yet: all but the files beside its chapters.
    fn read_planned(&mut self, book_toml: Arc<Text>, content: Content) -> Reading {
        if let Err(problems) = self.set_up(book_toml) {
            return Reading::failed(problems);
        }
        let Some(setup) = &self.setup else { return Reading::failed(Vec::new()) };
        let (config, theme) = (Arc::clone(&setup.config), setup.theme.clone());
        self.content = content;
        let parsed = self.parse(&Edit::Tree, &config, true);
        let extent = self.bind(&Edit::Tree, &config, theme.as_ref().ok());
        self.gather(extent, &config, theme.as_ref().ok());
        self.finish(parsed, theme)
    }

    /// What was read, for editors' tools; only the diagnostics if `book.toml` could not be read.
    fn into_manuscript(self, diagnostics: Vec<Diagnostic>) -> Result<Manuscript, Vec<Diagnostic>> {
        let (Some(setup), Some(bound)) = (self.setup, self.bound) else { return Err(diagnostics) };
        Ok(Manuscript {
            root: self.root,
            shown: self.shown,
            book_toml: setup.book_toml,
            config: setup.config,
            config_problems: setup.problems,
            content: self.content,
            chapters: self.chapters,
            book: bound.book,
            diagnostics,
        })
    }

    fn set_up(&mut self, book_toml: Arc<Text>) -> Result<(), Vec<Diagnostic>> {
        let (mut config, problems) = Config::parse(&book_toml)?;
        if self.options.base_url.is_some() {
            config.site.base_url.clone_from(&self.options.base_url);
        }
        let theme = Err(Vec::new());
        self.setup = Some(Setup { book_toml, config: config.into(), problems, theme });
        self.read_theme();
        Ok(())
    }

    fn read_theme(&mut self) {
        if let Some(setup) = &mut self.setup {
            setup.theme = Theme::load(&self.root, &self.shown, &setup.config, &setup.book_toml);
        }
    }

    /// Reads the files below `content/` that changed.
    fn read_content(&mut self, root: &Root, changed: &BTreeSet<GuidePath>) -> Edit {
        let below: Vec<ContentPath> = changed
            .iter()
            .filter_map(GuidePath::in_content)
            .filter(|path| !path.parts().any(source::is_ignored))
            // What could not be read then is still to be read.
            .chain(self.content.to_retry(root))
            .collect();
        // What was found while looking through the folders may be over now.
        let is_calm = self.content.diagnostics.is_empty();
        if let Some(texts) = is_calm.then(|| self.read_texts(root, &below)).flatten() {
            return if texts.is_empty() { Edit::None } else { Edit::Texts(texts) };
        }
        let before: HashMap<&ContentPath, &Arc<Source>> =
            self.content.sources.iter().map(|source| (&source.path, source)).collect();
        let known = |path: &ContentPath| {
            let known = before.get(path)?;
            let has_changed = below.iter().any(|changed| path.is_within(changed));
            (!has_changed || is_on_disk(root, known)).then(|| Arc::clone(known))
        };
        let mut content = source::scan(root, &self.shown, &known);
        content.keep_unread(&self.content, root);
        let before = std::mem::replace(&mut self.content, content);
        match (before.has_same_tree(&self.content), before.files == self.content.files) {
            (true, true) => Edit::None,
            (true, false) => Edit::Files,
            (false, _) => Edit::Tree,
        }
    }

    /// Reads chapters that were known and still exist, and returns those with another text.
    /// Returns `None` if files came or went: then all folders must be walked again.
    fn read_texts(&mut self, root: &Root, changed: &[ContentPath]) -> Option<Vec<usize>> {
        let mut read = Vec::new();
        for path in changed {
            let found = root.link_kind(&path.in_guide()).ok()?;
            let is_file = found == Some(Kind::File);
            match self.content.sources.iter().position(|source| source.path == *path) {
                Some(at) if is_file => {
                    read.push((at, source::read(root, &self.shown, path).ok()?));
                }
                None if is_file && self.content.files.contains(path) => {}
                // Some editors create a file and remove it at once.
                None if !path.is_base() && found.is_none() && !self.content.holds(path) => {}
                _ => return None,
            }
        }
        let sources = &mut self.content.sources;
        read.retain(|(at, source)| sources[*at].text != source.text);
        let places = read.iter().map(|(at, _)| *at).collect();
        for (at, source) in read {
            sources[at] = source;
        }
        Some(places)
    }

    /// Parses the chapters whose text changed, or `all`, and returns their paths.
    fn parse(&mut self, edit: &Edit, config: &Config, all: bool) -> Vec<String> {
        let new: Vec<usize> = match edit {
            Edit::None | Edit::Files => Vec::new(),
            Edit::Texts(places) => places.clone(),
            Edit::Tree => {
                let missing = self.arrange_chapters();
                if all { (0..self.chapters.len()).collect() } else { missing }
            }
        };
        let read: Vec<_> = new.iter().map(|&at| Arc::clone(&self.content.sources[at])).collect();
        for (at, parsed) in new.into_iter().zip(book::parse(&read, config)) {
            self.chapters[at] = parsed;
        }
        read.iter().map(|source| source.path.to_string()).collect()
    }

    /// Sorts the parsed chapters like their sources, and returns the indices of those not parsed.
    fn arrange_chapters(&mut self) -> Vec<usize> {
        let before = std::mem::take(&mut self.chapters).into_iter();
        let mut before: HashMap<*const Source, Parsed> =
            before.map(|parsed| (Arc::as_ptr(&parsed.0), parsed)).collect();
        let mut missing = Vec::new();
        for (at, source) in self.content.sources.iter().enumerate() {
            self.chapters.push(before.remove(&Arc::as_ptr(source)).unwrap_or_else(|| {
                missing.push(at);
                (Arc::clone(source), Arc::default())
            }));
        }
        missing
    }

    /// Updates the book, and returns which pages may show the edit; `None` means all of them.
    fn bind(&mut self, edit: &Edit, config: &Config, theme: Option<&Theme>) -> Option<Extent> {
        let has_lessons = self.chapters.iter().any(|(_, document)| !document.lessons.is_empty());
        let pages = theme.map(|theme| editions::made_pages(&theme.strings, config, has_lessons));
        let pages = pages.unwrap_or_default();
        let drafts = self.options.drafts;
        if let Some(bound) = self.bound.as_mut().filter(|bound| bound.pages == pages) {
            let extent = match edit {
                Edit::None => Some(Extent::Bodies),
                Edit::Files => {
                    Arc::make_mut(&mut bound.book).replace_files(&self.content);
                    Some(Extent::Bodies)
                }
                Edit::Texts(places) => {
                    let changed: Vec<_> =
                        places.iter().map(|&at| self.chapters[at].clone()).collect();
                    let book = Arc::make_mut(&mut bound.book);
                    book.replace(&changed, &self.content, config, drafts)
                }
                Edit::Tree => None,
            };
            if extent.is_some() {
                return extent;
            }
        }
        let book = Book::new(&self.content, &self.chapters, config, pages.clone(), drafts);
        let before = self.bound.take();
        let (lessons, attachments) =
            before.map(|before| (before.lessons, before.attachments)).unwrap_or_default();
        let (missing, clashes) = (Vec::new(), Vec::new());
        let book = book.into();
        self.bound = Some(Bound { book, pages, lessons, attachments, missing, clashes });
        None
    }

    /// Collects what is spread over the chapters: lessons and clashing addresses.
    fn gather(&mut self, extent: Option<Extent>, config: &Config, theme: Option<&Theme>) {
        // Any edit may move the line of a diagnostic about clashing addresses.
        let is_needed =
            |bound: &&mut Bound| extent != Some(Extent::Bodies) || !bound.clashes.is_empty();
        let Some(bound) = self.bound.as_mut().filter(is_needed) else { return };
        keep_if_equal(&mut bound.lessons, LessonIndex::new(&bound.book, config));
        let has_lessons = !bound.lessons.entries.is_empty();
        let clashes =
            theme.map(|theme| editions::clashes(&bound.book, config, &theme.strings, has_lessons));
        bound.clashes = clashes.unwrap_or_default();
    }

    /// Reads the images and downloads that chapters use.
    fn attach(&mut self, config: &Config, changed: &BTreeSet<GuidePath>) {
        let (Some(bound), Some(setup)) = (&mut self.bound, &self.setup) else { return };
        let before = Arc::clone(&bound.attachments);
        let known = |path: &str| -> Option<Attachment> {
            let file = GuidePath::new(path).ok()?;
            let has_changed = changed.iter().any(|changed| file.is_within(changed));
            before.get(path).filter(|_| !has_changed).cloned()
        };
        let (attachments, missing) =
            Attachments::collect(&self.root, &bound.book, config, &setup.book_toml, &known);
        keep_if_equal(&mut bound.attachments, attachments);
        bound.missing = missing;
    }

    fn finish(&mut self, parsed: Vec<String>, theme: Result<Theme, Vec<Diagnostic>>) -> Reading {
        let (Some(setup), Some(bound)) = (&self.setup, &self.bound) else {
            return Reading::failed(Vec::new());
        };
        let mut diagnostics = setup.problems.clone();
        diagnostics.extend(self.unread_config.clone());
        diagnostics.extend(self.content.diagnostics.iter().cloned());
        for (source, document) in &self.chapters {
            diagnostics.extend(source.diagnostics.iter().chain(&document.diagnostics).cloned());
        }
        diagnostics.extend(bound.book.diagnostics().cloned());
        diagnostics.extend(bound.missing.iter().chain(&bound.clashes).cloned());
        diagnostics.extend(editions::problems(&bound.book, &setup.config, &setup.book_toml));
        let theme = theme.map_err(|problems| diagnostics.extend(problems)).ok();
        setup.config.check.weigh(&mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        let failed = diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        let theme = theme.filter(|_| !failed);
        let guide = theme.map(|theme| Guide {
            config: Arc::clone(&setup.config),
            book: Arc::clone(&bound.book),
            lessons: Arc::clone(&bound.lessons),
            theme,
            attachments: Arc::clone(&bound.attachments),
            pdf: None,
            source_lines: self.options.source_lines,
            site: Revision::new(),
            search: Arc::default(),
        });
        Reading { guide: guide.map(|guide| self.with_globals(guide)), diagnostics, parsed }
    }

    /// Gives the theme the values that all templates may use.
    fn with_globals(&mut self, mut guide: Guide) -> Guide {
        let globals = editions::globals(&guide);
        guide.site = match &self.site {
            // The theme is read again with `book.toml`, so its revision covers both.
            Some((before, theme, since))
                if *before == globals && *theme == guide.theme.revision =>
            {
                *since
            }
            _ => Revision::new(),
        };
        self.site = Some((globals.clone(), guide.theme.revision, guide.site));
        guide.theme = guide.theme.with_globals(globals);
        guide
    }
}

/// Whether a chapter is on disk as it was read.
fn is_on_disk(root: &Root, source: &Source) -> bool {
    let bytes = root.read(&source.path.in_guide());
    bytes.is_ok_and(|bytes| bytes == source.text.content.as_bytes())
}

/// Whether chapters are parsed in the same way with both configurations.
fn is_read_alike(a: &Config, b: &Config) -> bool {
    a.markdown == b.markdown && a.book.language == b.book.language && a.site.embed == b.site.embed
}

/// Replaces a value only if the new one differs, so that equal values stay shared.
fn keep_if_equal<T: PartialEq>(place: &mut Arc<T>, new: T) {
    if **place != new {
        *place = Arc::new(new);
    }
}

/// The prefix of paths in diagnostics, so that they are relative to the current folder.
fn shown(root: &Path) -> String {
    if root == Path::new(".") {
        String::new()
    } else {
        let root = root.display().to_string().replace('\\', "/");
        format!("{}/", root.trim_end_matches('/'))
    }
}

fn read_config(root: &Root, shown: &str) -> Result<Arc<Text>, Diagnostic> {
    let path = GuidePath::new(config::FILE_NAME).expect("a plain name");
    let bytes = root.read(&path).map_err(|error| no_guide(error, root.path()))?;
    let path = root.locate(&path);
    let content = String::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(format!("{} is not UTF-8", path.display())).help("save it again as UTF-8")
    })?;
    Ok(Text::new(format!("{shown}{}", config::FILE_NAME), content))
}

/// Why `book.toml` cannot be read.
fn no_guide(error: FileError, root: &Path) -> Diagnostic {
    if error.cause.is_missing() {
        let path = root.join(config::FILE_NAME);
        return Diagnostic::error(format!("there is no guide here: {} is missing", path.display()))
            .help("go to the folder of a guide, or start one with `wijkengids init`");
    }
    error.into()
}
