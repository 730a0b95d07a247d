//! Reads a guide, and after an edit only what changed.
//!
//! What the authors wrote is the [`Manuscript`]: settings and chapters, parsed and bound, whatever
//! is wrong with them. With the theme and the files beside the chapters it becomes a [`Guide`],
//! unless there are errors. A [`Workspace`] keeps both up to date.
//!
//! The first reading is no special case: what is known and did not change is not read again, and at
//! first nothing is known.

mod manuscript;
mod search_index;
mod strays;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use manuscript::Edit;
pub use manuscript::Manuscript;
pub use search_index::{SearchFiles, search_index};
use unicode_normalization::UnicodeNormalization;

use crate::attachments::{Attachment, Attachments};
use crate::book::{self, Extent, FooterLine, MadePages, Parsed};
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity, Text};
use crate::editions;
use crate::guide::Guide;
use crate::history::History;
use crate::lessons::LessonIndex;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::paths::{ContentPath, FileError, GuidePath, Root};
use crate::revision::Revision;
use crate::source::{CONTENT, Content, Source};
use crate::theme::{THEMES, Theme};

/// How a guide is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of it.
    pub drafts: bool,
    /// Whether drafts are part of it for those who write: what leads to one from a chapter that is
    /// published is told.
    pub shows_drafts: bool,
    /// Replaces `[site] base-url`.
    pub base_url: Option<String>,
    /// Whether a PDF is made, whatever `book.toml` says.
    pub pdf: bool,
    /// Whether an e-book is made, whatever `book.toml` says.
    pub epub: bool,
    /// Whether one file of the whole site is made.
    pub zip: bool,
    /// Whether the HTML of each block gets an attribute `data-source` with its place in the file.
    /// Nothing else in a page depends on it.
    pub source_lines: bool,
}

/// Reads the guide in `root`. Returns the guide, unless there are errors, and all diagnostics.
pub fn load(root: &Path, options: &Options) -> (Option<Guide>, Vec<Diagnostic>) {
    let reading = Workspace::new(root, options.clone()).read_all();
    (reading.guide, reading.diagnostics)
}

/// All that a guide is read from.
pub fn everything() -> BTreeSet<GuidePath> {
    [config::FILE_NAME, CONTENT, THEMES].map(|name| GuidePath::base().child(name)).into()
}

/// A guide as far as it was read, kept up to date.
pub struct Workspace {
    root: PathBuf,
    options: Options,
    /// `None` until `book.toml` has been read once.
    manuscript: Option<Manuscript>,
    theme: Result<Theme, Vec<Diagnostic>>,
    /// Why an older `book.toml` is used than the one on disk.
    unread_config: Option<Diagnostic>,
    /// What was made of the manuscript as it is bound now.
    derived: Option<Derived>,
    /// Paths that changed while `book.toml` could not be read.
    waiting: BTreeSet<GuidePath>,
    /// When the files last changed. It is asked once, not after every edit.
    history: Option<Arc<History>>,
    /// What every page shows, and the revisions of the theme and of this.
    site: Option<(tera::Context, Revision, Revision)>,
}

/// What is collected from the book.
#[derive(Default, Clone)]
struct Derived {
    /// The pages that are made for the guide, to which chapters may link.
    pages: MadePages,
    footer: Option<Arc<FooterLine>>,
    lessons: Arc<LessonIndex>,
    attachments: Arc<Attachments>,
    /// Files that `book.toml` names and that are not there.
    missing: Vec<Diagnostic>,
    /// Pages that want the same address.
    clashes: Vec<Diagnostic>,
}

/// Which guide is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// One without errors.
    Sound,
    /// One that can be shown, whatever is wrong with it.
    Any,
}

/// The result of reading.
pub struct Reading {
    /// The guide, unless there are errors.
    pub guide: Option<Guide>,
    /// All diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The chapters that were parsed.
    pub parsed: Vec<ContentPath>,
}

impl Reading {
    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { guide: None, diagnostics, parsed: Vec::new() }
    }
}

impl Workspace {
    /// A workspace for the guide in `root`. Nothing is read yet.
    pub fn new(root: &Path, options: Options) -> Self {
        Self {
            root: root.to_owned(),
            options,
            manuscript: None,
            theme: Err(Vec::new()),
            unread_config: None,
            derived: None,
            waiting: BTreeSet::new(),
            history: None,
            site: None,
        }
    }

    /// A workspace that knows what was read of its guide: what is so still is not parsed again.
    fn knowing(known: &Manuscript, options: Options) -> Self {
        Self { manuscript: Some(known.clone()), ..Self::new(&known.root, options) }
    }

    /// What `book.toml` said when it could last be read.
    pub fn config(&self) -> Option<&Config> {
        self.manuscript.as_ref().map(|manuscript| &*manuscript.config)
    }

    /// Reads everything.
    pub fn read_all(&mut self) -> Reading {
        self.read(&everything())
    }

    /// Reads again what changed; a folder means everything in it.
    pub fn read(&mut self, changed: &BTreeSet<GuidePath>) -> Reading {
        self.waiting.extend(changed.iter().cloned());
        let changed = self.waiting.clone();
        match self.read_chapters() {
            Ok(parsed) => {
                self.attach(&changed);
                self.finish(parsed, Wanted::Sound)
            }
            Err(reading) => *reading,
        }
    }

    /// Reads everything but the files beside the chapters, and returns what is wrong.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_without_files(&mut self) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        self.waiting = everything();
        let parsed = self.read_chapters().map_err(|reading| reading.diagnostics)?;
        Ok(self.finish(parsed, Wanted::Sound).diagnostics)
    }

    /// Reads and binds the chapters that changed, and returns which were parsed.
    ///
    /// # Errors
    /// The outcome of a reading that could not go on, or had to begin again.
    fn read_chapters(&mut self) -> Result<Vec<ContentPath>, Box<Reading>> {
        let root = match Root::open(&self.root) {
            Ok(root) => root,
            Err(error) => return Err(Reading::failed(no_guide(error, &self.root).into()).into()),
        };
        let before = self.manuscript.as_ref().map(|manuscript| Arc::clone(&manuscript.config));
        let mut is_theme_new = self.waiting.iter().any(|path| path.parts().next() == Some(THEMES));
        if before.is_none() || self.waiting.contains(config::FILE_NAME) {
            self.unread_config = None;
            match read_config(&root, &shown(&self.root)) {
                Ok(book_toml) => {
                    if let Err(problems) = self.set_up(book_toml) {
                        return Err(Reading::failed(problems).into());
                    }
                    is_theme_new = true;
                }
                Err(problem) if problem.unread.is_some() && before.is_some() => {
                    self.unread_config = Some(problem.with_older_text());
                }
                Err(problem) => return Err(Reading::failed(problem.into()).into()),
            }
        }
        self.read_history();
        let changed = std::mem::take(&mut self.waiting);
        let Some(manuscript) = &mut self.manuscript else {
            return Err(Reading::failed(Vec::new()).into());
        };
        let (is_read_alike, has_same_config) = match &before {
            Some(before) => (
                config_reads_alike(before, &manuscript.config),
                Arc::ptr_eq(before, &manuscript.config),
            ),
            None => (false, false),
        };
        let theme = ThemeFiles::of(manuscript);
        let (theme, (edit, parsed)) = rayon::join(
            || is_theme_new.then(|| theme.load()),
            || {
                let mut edit = manuscript.read_content(&root, &changed);
                if !has_same_config {
                    edit = Edit::Tree;
                }
                let parsed = manuscript.parse(&mut edit, !is_read_alike);
                (edit, parsed)
            },
        );
        if let Some(theme) = theme {
            self.theme = theme;
        }
        let extent = match self.try_to_bind(&edit) {
            Ok(extent) => extent,
            Err(fault) => return Err(self.begin_again(fault, before.is_some()).into()),
        };
        self.gather(extent);
        Ok(parsed)
    }

    /// What the authors wrote, as it was last read.
    pub fn manuscript(&self) -> Option<&Manuscript> {
        self.manuscript.as_ref()
    }

    /// Whether there is a chapter at a path.
    pub fn has_chapter(&self, path: &ContentPath) -> bool {
        let content = self.manuscript.as_ref().map(|manuscript| &manuscript.content);
        content.is_some_and(|content| {
            content.unread.contains(path)
                || content.sources.iter().any(|source| source.path == *path)
        })
    }

    /// A chapter as it would be read if its file held these bytes, as it was read if it does.
    pub fn parse_as(&self, path: &ContentPath, bytes: &[u8]) -> Parsed {
        let is_known =
            |(source, _): &&Parsed| source.path == *path && source.text.content.as_bytes() == bytes;
        let known = self.manuscript.as_ref();
        if let Some(known) = known.and_then(|known| known.chapters.iter().find(is_known)) {
            return known.clone();
        }
        let source = self.source_as(path, bytes);
        let parsed = match &self.manuscript {
            Some(Manuscript { config, caption_side, .. }) => {
                book::parse(&[Arc::clone(&source)], config, *caption_side)
            }
            None => book::parse(&[Arc::clone(&source)], &Config::default(), None),
        };
        parsed.into_iter().next().unwrap_or_else(|| (source, Arc::default()))
    }

    /// The source of a chapter if its file held these bytes.
    fn source_as(&self, path: &ContentPath, bytes: &[u8]) -> Arc<Source> {
        let shown = format!("{}{}", shown(&self.root), path.in_guide());
        Source::read(path, &shown, bytes).into()
    }

    /// The guide as it would be read if the file of a chapter held these bytes. There is a guide
    /// even if there are errors. Nothing of this stays; `None` if there is no such chapter.
    pub fn draft(&mut self, path: &ContentPath, bytes: &[u8]) -> Option<Reading> {
        let draft = self.source_as(path, bytes);
        let manuscript = self.manuscript.as_mut()?;
        let at = manuscript.content.sources.iter().position(|source| source.path == *path)?;
        let kept = (
            std::mem::replace(&mut manuscript.content.sources[at], draft),
            manuscript.chapters.clone(),
            manuscript.caption_side,
            Arc::clone(&manuscript.book),
        );
        let (derived, site) = (self.derived.clone(), self.site.clone());
        let mut edit = Edit::Texts(vec![at]);
        let parsed = manuscript.parse(&mut edit, false);
        let reading = match self.try_to_bind(&edit) {
            Ok(extent) => {
                self.gather(extent);
                self.attach(&BTreeSet::new());
                self.finish(parsed, Wanted::Any)
            }
            Err(fault) => Reading::failed(fault.into()),
        };
        if let Some(manuscript) = &mut self.manuscript {
            manuscript.content.sources[at] = kept.0;
            (manuscript.chapters, manuscript.caption_side, manuscript.book) =
                (kept.1, kept.2, kept.3);
        }
        (self.derived, self.site) = (derived, site);
        Some(reading)
    }

    /// Forgets what a panic left half done, and reads everything once more if that may help.
    fn begin_again(&mut self, fault: Diagnostic, may_help: bool) -> Reading {
        *self = Self::new(&self.root, self.options.clone());
        if may_help {
            return self.read_all();
        }
        self.waiting = everything();
        Reading::failed(fault.into())
    }

    /// Reads a guide that is not on disk, all but the files beside its chapters, and returns what
    /// is wrong.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_planned(
        &mut self,
        book_toml: Arc<Text>,
        content: Content,
    ) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let before = self.config().cloned();
        self.set_up(book_toml)?;
        let Some(manuscript) = &mut self.manuscript else { return Err(Vec::new()) };
        let is_read_alike =
            before.is_some_and(|before| config_reads_alike(&before, &manuscript.config));
        self.theme = ThemeFiles::of(manuscript).load();
        manuscript.content = content;
        let parsed = manuscript.parse(&mut Edit::Tree, !is_read_alike);
        let extent = self.try_to_bind(&Edit::Tree).map_err(Vec::from)?;
        self.gather(extent);
        Ok(self.finish(parsed, Wanted::Sound).diagnostics)
    }

    /// What was read; only the diagnostics if `book.toml` could not be read.
    fn into_manuscript(self, diagnostics: Vec<Diagnostic>) -> Result<Manuscript, Vec<Diagnostic>> {
        match self.manuscript {
            Some(manuscript) => Ok(Manuscript { diagnostics, ..manuscript }),
            None => Err(diagnostics),
        }
    }

    fn set_up(&mut self, book_toml: Arc<Text>) -> Result<(), Vec<Diagnostic>> {
        let (mut config, problems) = Config::parse(&book_toml)?;
        if self.options.base_url.is_some() {
            config.site.base_url.clone_from(&self.options.base_url);
        }
        config.print.pdf |= self.options.pdf;
        config.print.epub |= self.options.epub;
        config.site.zip |= self.options.zip;
        if let Ok(root) = Root::open(&self.root) {
            config.site.paths_mut().for_each(|path| *path = as_on_disk(&root, path));
        }
        let manuscript =
            self.manuscript.get_or_insert_with(|| Manuscript::unread(&self.root, &book_toml));
        manuscript.book_toml = book_toml;
        manuscript.config = config.into();
        manuscript.config_problems = problems;
        Ok(())
    }

    fn read_history(&mut self) {
        let is_wanted = self.config().is_some_and(|config| config.site.updated.is_some());
        if is_wanted && self.history.is_none() {
            self.history = Some(History::read(&self.root).into());
        }
    }

    fn try_to_bind(&mut self, edit: &Edit) -> Result<Option<Extent>, Diagnostic> {
        let root = self.root.clone();
        let subject = || message!("chapters-of-guide", path = root.display().to_string());
        panics::guard(Action::Binding, subject, || self.bind(edit))
    }

    /// Updates the book, and returns which pages may show the edit; `None` means all of them.
    fn bind(&mut self, edit: &Edit) -> Option<Extent> {
        let drafts = self.options.drafts || self.options.shows_drafts;
        let manuscript = self.manuscript.as_mut()?;
        let made = |theme: &Theme| {
            let has_lessons = manuscript.chapters.iter().any(|(source, document)| {
                (drafts || !source.front_matter.draft) && !document.lessons.is_empty()
            });
            editions::made_pages(&theme.strings, &manuscript.config, has_lessons)
        };
        let pages = self.theme.as_ref().map(made).unwrap_or_default();
        if self.derived.as_ref().is_some_and(|derived| derived.pages == pages) {
            let extent = manuscript.rebind(edit, drafts);
            if extent.is_some() {
                return extent;
            }
        }
        manuscript.bind(pages.clone(), drafts);
        let before = self.derived.take().unwrap_or_default();
        let (missing, clashes) = (Vec::new(), Vec::new());
        self.derived = Some(Derived { pages, missing, clashes, ..before });
        None
    }

    /// Collects what is spread over the chapters, lessons and clashing addresses, and what refers to
    /// them, the footer.
    fn gather(&mut self, extent: Option<Extent>) {
        let (Some(manuscript), Some(derived)) = (&self.manuscript, &mut self.derived) else {
            return;
        };
        let Manuscript { book, config, .. } = manuscript;
        let footer = config.site.footer.as_ref();
        derived.footer = footer.map(|footer| FooterLine::new(book, config, footer).into());
        // Any edit may move the line of a diagnostic about clashing addresses.
        if extent == Some(Extent::Bodies) && derived.clashes.is_empty() {
            return;
        }
        keep_if_equal(&mut derived.lessons, LessonIndex::new(book, config));
        let has_lessons = !derived.lessons.entries.is_empty();
        let clashes = |theme: &Theme| editions::clashes(book, config, &theme.strings, has_lessons);
        derived.clashes = self.theme.as_ref().map(clashes).unwrap_or_default();
    }

    /// Reads the images and downloads that chapters use.
    fn attach(&mut self, changed: &BTreeSet<GuidePath>) {
        let (Some(manuscript), Some(derived)) = (&self.manuscript, &mut self.derived) else {
            return;
        };
        let before = Arc::clone(&derived.attachments);
        let known = |path: &GuidePath| -> Option<Attachment> {
            before.get(path).filter(|_| !path.is_within_any(changed)).cloned()
        };
        let Manuscript { book, config, book_toml, .. } = manuscript;
        let footer = derived.footer.as_deref();
        let (attachments, missing) =
            Attachments::collect(&self.root, book, footer, config, book_toml, &known);
        keep_if_equal(&mut derived.attachments, attachments);
        derived.missing = missing;
    }

    fn finish(&mut self, parsed: Vec<ContentPath>, wanted: Wanted) -> Reading {
        let (Some(manuscript), Some(derived)) = (&self.manuscript, &self.derived) else {
            return Reading::failed(Vec::new());
        };
        let Manuscript { book, config, book_toml, .. } = manuscript;
        let mut diagnostics = manuscript.own_diagnostics();
        diagnostics.extend(self.unread_config.clone());
        diagnostics.extend(derived.missing.iter().chain(&derived.clashes).cloned());
        diagnostics.extend(derived.footer.iter().flat_map(|footer| footer.problems(book_toml)));
        if self.options.shows_drafts && !self.options.drafts {
            diagnostics.extend(book.references_to_drafts());
        }
        diagnostics.extend(editions::problems(book, config, book_toml, &derived.attachments));
        diagnostics.extend(match &self.theme {
            Ok(theme) => theme.warnings.clone(),
            Err(problems) => problems.clone(),
        });
        let history = self.history.as_ref().filter(|_| config.site.updated.is_some());
        diagnostics.extend(
            history
                .iter()
                .flat_map(|history| &history.problems)
                .map(|problem| problem.clone().at(book_toml, book_toml.find("updated"))),
        );
        config.check.weigh(&mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        let failed = wanted == Wanted::Sound
            && diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        let theme = self.theme.as_ref().ok().filter(|_| !failed);
        let guide = theme.map(|theme| Guide {
            config: Arc::clone(config),
            book_toml: Arc::clone(book_toml),
            book: Arc::clone(book),
            footer: derived.footer.clone(),
            lessons: Arc::clone(&derived.lessons),
            history: history.cloned().unwrap_or_default(),
            theme: theme.clone(),
            attachments: Arc::clone(&derived.attachments),
            downloads: None,
            parts: BTreeMap::new(),
            pages: Vec::new(),
            source_lines: self.options.source_lines,
            site: Revision::new(),
            sidebar_lines: book.iter().map(|_| OnceLock::new()).collect(),
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

/// What a theme is read from.
struct ThemeFiles {
    root: PathBuf,
    shown: String,
    config: Arc<Config>,
    book_toml: Arc<Text>,
}

impl ThemeFiles {
    fn of(manuscript: &Manuscript) -> Self {
        Self {
            root: manuscript.root.clone(),
            shown: manuscript.shown.clone(),
            config: Arc::clone(&manuscript.config),
            book_toml: Arc::clone(&manuscript.book_toml),
        }
    }

    fn load(&self) -> Result<Theme, Vec<Diagnostic>> {
        Theme::load(&self.root, &self.shown, &self.config, &self.book_toml)
    }
}

/// The path of a file as it is on disk, where the same letters may be written in another form of
/// Unicode.
fn as_on_disk(root: &Root, path: &GuidePath) -> GuidePath {
    let is_same = |a: &str, b: &str| a.nfc().eq(b.nfc());
    let other = || root.find_alike(path, is_same);
    let is_found = path.as_str().is_ascii() || root.exists(path);
    if is_found { path.clone() } else { other().unwrap_or_else(|| path.clone()) }
}

/// Whether chapters are parsed in the same way with both configurations.
fn config_reads_alike(a: &Config, b: &Config) -> bool {
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
    let path = GuidePath::base().child(config::FILE_NAME);
    let bytes = root.read(&path).map_err(|error| no_guide(error, root.path()))?;
    let path = root.locate(&path);
    let content = String::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(message!("not-utf8", path = path.display().to_string()))
            .help(message!("not-utf8", "help"))
    })?;
    Ok(Text::new(format!("{shown}{}", config::FILE_NAME), content))
}

/// Why `book.toml` cannot be read.
pub fn no_guide(error: FileError, root: &Path) -> Diagnostic {
    if error.cause.is_missing() {
        let path = root.join(config::FILE_NAME).display().to_string();
        return Diagnostic::error(message!("no-guide-here", path = path))
            .help(where_guide_is(root));
    }
    error.into()
}

/// What to do where there is no guide: its settings may have another name, or be one folder up.
fn where_guide_is(folder: &Path) -> String {
    let settings = GuidePath::base().child(config::FILE_NAME);
    let is_alike = |_: &str, name: &str| {
        let name = name.to_lowercase();
        name == config::FILE_NAME || name.strip_suffix(".txt") == Some(config::FILE_NAME)
    };
    let found = Root::open(folder).ok().and_then(|root| root.find_alike(&settings, is_alike));
    if let Some(found) = found {
        return message!("no-guide-here", "alike", found = found.to_string());
    }
    let above = folder.canonicalize().ok().and_then(|folder| Some(folder.parent()?.to_owned()));
    match above.filter(|above| above.join(config::FILE_NAME).is_file()) {
        Some(above) => message!("no-guide-here", "above", folder = above.display().to_string()),
        None => message!("no-guide-here", "help"),
    }
}
