//! A guide as its authors wrote it, whether or not it can be built.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Options, Workspace, shown, strays};
use crate::book::{self, Book, Extent, MadePages, Parsed};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::document::Side;
use crate::paths::{Cause, ContentPath, FileKind, GuidePath, Root};
use crate::source::{self, Content, Source};

/// The settings and the chapters of a guide, read and bound. Tools for authors work on it: `check`,
/// `move`, `new` and `import`. A copy shares all that is large.
#[derive(Clone)]
pub struct Manuscript {
    /// The folder of the guide.
    pub root: PathBuf,
    /// The prefix of paths in diagnostics, so that they are relative to the current folder.
    pub shown: String,
    /// The text of `book.toml`.
    pub book_toml: Arc<Text>,
    /// What it says.
    pub config: Arc<Config>,
    /// Errors in `book.toml`; the default applies to each key that has one.
    pub config_problems: Vec<Diagnostic>,
    /// What `content/` holds.
    pub content: Content,
    /// The chapters of `content`, parsed, in the same order.
    pub chapters: Vec<Parsed>,
    /// On which side of their tables captions stand.
    pub(super) caption_side: Option<Side>,
    /// The chapters in their tree.
    pub book: Arc<Book>,
    /// All that was found wrong with the guide when it was read, the theme and the files beside the
    /// chapters included.
    pub diagnostics: Vec<Diagnostic>,
}

/// What changed below `content/`.
pub(super) enum Edit {
    /// Nothing.
    None,
    /// The texts of chapters, as indices into the sources.
    Texts(Vec<usize>),
    /// Files beside the chapters came or went.
    Files,
    /// Chapters or folders came or went, or chapters must be parsed in another way.
    Tree,
}

impl Manuscript {
    /// Reads the guide in `root`, whatever is wrong with it.
    ///
    /// # Errors
    /// A `book.toml` that does not exist or is not TOML: then nothing else can be checked.
    pub fn read(root: &Path, drafts: bool) -> Result<Self, Vec<Diagnostic>> {
        let mut workspace = Workspace::new(root, Options { drafts, ..Options::default() });
        let reading = workspace.read_all();
        workspace.into_manuscript(reading.diagnostics)
    }

    /// Reads the guide in `root`, drafts too, for a tool that changes it. The files beside its
    /// chapters are not looked at. Every chapter is read, but what `known` has parsed is not parsed
    /// again.
    ///
    /// # Errors
    /// A `book.toml` with errors: what was meant is not known then.
    pub fn read_to_change(root: &Path, known: Option<&Self>) -> Result<Self, Vec<Diagnostic>> {
        let options = Options { drafts: true, ..Options::default() };
        if let Some(known) = known.filter(|known| known.root == root) {
            let mut workspace = Workspace::knowing(known, options.clone());
            // What cannot be read any more would be taken as it was.
            let is_read = |problem: &Diagnostic| problem.unread.is_none();
            if let Ok(diagnostics) = workspace.read_without_files()
                && diagnostics.iter().all(is_read)
            {
                return workspace.into_manuscript(diagnostics)?.with_sound_config();
            }
        }
        let mut workspace = Workspace::new(root, options);
        let diagnostics = workspace.read_without_files()?;
        workspace.into_manuscript(diagnostics)?.with_sound_config()
    }

    /// The guide as it would be with these chapters and this `book.toml`. The files beside its
    /// chapters are not looked at. Drafts are part of it.
    ///
    /// # Errors
    /// A `book.toml` with errors.
    pub fn with(&self, book_toml: Arc<Text>, content: Content) -> Result<Self, Vec<Diagnostic>> {
        let options = Options { drafts: true, ..Options::default() };
        let mut workspace = Workspace::knowing(self, options);
        let diagnostics = workspace.read_planned(book_toml, content)?;
        workspace.into_manuscript(diagnostics)?.with_sound_config()
    }

    fn with_sound_config(self) -> Result<Self, Vec<Diagnostic>> {
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        if self.config_problems.iter().any(is_error) { Err(self.config_problems) } else { Ok(self) }
    }

    /// A manuscript for which only the text of `book.toml` was read.
    pub(super) fn unread(root: &Path, book_toml: &Arc<Text>) -> Self {
        let (content, config) = (Content::default(), Config::default());
        Self {
            root: root.to_owned(),
            shown: shown(root),
            book_toml: Arc::clone(book_toml),
            config_problems: Vec::new(),
            book: Book::new(&content, &[], &config, MadePages::default(), false).into(),
            config: config.into(),
            content,
            chapters: Vec::new(),
            caption_side: None,
            diagnostics: Vec::new(),
        }
    }

    /// What is wrong with the settings and the chapters themselves.
    pub(super) fn own_diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = self.config_problems.clone();
        found.extend(self.content.diagnostics.iter().cloned());
        found.extend(book::diagnostics(&self.book, &self.chapters));
        found.extend(strays::of(self));
        found
    }

    /// Reads the files below `content/` that changed.
    pub(super) fn read_content(&mut self, root: &Root, changed: &BTreeSet<GuidePath>) -> Edit {
        // Files that could not be read before are tried again.
        let (stuck, to_retry): (BTreeSet<_>, BTreeSet<_>) =
            self.content.to_retry(root).partition(|path| is_unreadable(root, path));
        let below: BTreeSet<ContentPath> = changed
            .iter()
            .filter_map(GuidePath::in_content)
            .filter(|path| !path.parts().any(source::is_ignored))
            .filter(|path| !stuck.contains(path))
            .chain(to_retry)
            .collect();
        let is_calm = !self.content.is_reported_of(&below);
        if let Some(texts) = is_calm.then(|| self.read_texts(root, &below)).flatten() {
            return if texts.is_empty() { Edit::None } else { Edit::Texts(texts) };
        }
        let before: HashMap<&ContentPath, &Arc<Source>> =
            self.content.sources.iter().map(|source| (&source.path, source)).collect();
        let known = |path: &ContentPath| {
            let known = before.get(path)?;
            (!path.is_within_any(&below) || is_on_disk(root, known)).then(|| Arc::clone(known))
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
    fn read_texts(&mut self, root: &Root, changed: &BTreeSet<ContentPath>) -> Option<Vec<usize>> {
        let mut read = Vec::new();
        for path in changed {
            let found = root.link_kind(&path.in_guide()).ok()?;
            let is_file = found == Some(FileKind::File);
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
    pub(super) fn parse(&mut self, edit: &mut Edit, all: bool) -> Vec<ContentPath> {
        let mut new: Vec<usize> = match edit {
            Edit::None | Edit::Files => Vec::new(),
            Edit::Texts(places) => places.clone(),
            Edit::Tree => {
                let missing = self.arrange_chapters();
                if all { (0..self.chapters.len()).collect() } else { missing }
            }
        };
        self.parse_at(&new);
        let side = book::caption_side(&self.chapters);
        if std::mem::replace(&mut self.caption_side, side) != side {
            let others: Vec<usize> = book::chapters_in_doubt(&self.chapters).collect();
            self.parse_at(&others);
            new.extend(others);
            new.sort_unstable();
            new.dedup();
            if let Edit::Texts(places) = edit {
                places.clone_from(&new);
            }
        }
        new.iter().map(|&at| self.content.sources[at].path.clone()).collect()
    }

    fn parse_at(&mut self, places: &[usize]) {
        let read: Vec<_> = places.iter().map(|&at| Arc::clone(&self.content.sources[at])).collect();
        let parsed = book::parse(&read, &self.config, self.caption_side);
        for (&at, parsed) in places.iter().zip(parsed) {
            self.chapters[at] = parsed;
        }
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

    /// Binds all chapters into a book. `pages` are those that are made for the guide.
    pub(super) fn bind(&mut self, pages: MadePages, drafts: bool) {
        self.book = Book::new(&self.content, &self.chapters, &self.config, pages, drafts).into();
    }

    /// Updates the book, and returns which pages may show the edit; `None` if it must be bound anew.
    pub(super) fn rebind(&mut self, edit: &Edit, drafts: bool) -> Option<Extent> {
        match edit {
            Edit::None => Some(Extent::Bodies),
            Edit::Files => {
                Arc::make_mut(&mut self.book).replace_files(&self.content);
                Some(Extent::Bodies)
            }
            Edit::Texts(places) => {
                let changed: Vec<_> = places.iter().map(|&at| self.chapters[at].clone()).collect();
                let book = Arc::make_mut(&mut self.book);
                book.replace(&changed, &self.content, &self.config, drafts)
            }
            Edit::Tree => None,
        }
    }
}

/// Whether the system does not let us read a file or folder.
fn is_unreadable(root: &Root, path: &ContentPath) -> bool {
    let path = path.in_guide();
    let error = match root.kind(&path) {
        Ok(Some(FileKind::File)) => root.open_file(&path).err(),
        Ok(Some(FileKind::Folder)) => match root.walk(&path, |_| false) {
            Ok(mut walk) => walk.next().and_then(Result::err),
            Err(error) => Some(error),
        },
        Ok(_) => None,
        Err(error) => Some(error),
    };
    error.is_some_and(|error| matches!(error.cause, Cause::Io(_)))
}

/// Whether a chapter is on disk as it was read.
fn is_on_disk(root: &Root, source: &Source) -> bool {
    let bytes = root.read(&source.path.in_guide());
    bytes.is_ok_and(|bytes| bytes == source.text.content.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::paths::faults::{self, Operation};

    #[test]
    fn what_is_known_is_parsed_again_only_where_it_changed() {
        let guide = tempfile::tempdir().unwrap();
        let root = guide.path();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        fs::create_dir(root.join("content")).unwrap();
        write("book.toml", "[book]\ntitle = \"Proef\"\n");
        write("content/1.md", "---\ntitle: A\n---\nEen.\n");
        write("content/2.md", "---\ntitle: B\ndraft: true\n---\nTwee.\n");
        let known = Manuscript::read(root, false).ok().unwrap();
        let read = || Manuscript::read_to_change(root, Some(&known));
        let is_known =
            |now: &Manuscript, at: usize| Arc::ptr_eq(&now.chapters[at].1, &known.chapters[at].1);
        let now = read().ok().unwrap();
        assert!(is_known(&now, 0) && is_known(&now, 1));
        assert_eq!((known.book.written(), now.book.written()), (1, 2), "drafts too");

        write("content/1.md", "---\ntitle: A\n---\nAnders.\n");
        let now = read().ok().unwrap();
        assert!(!is_known(&now, 0) && is_known(&now, 1));
        assert!(now.chapters[0].0.text.content.contains("Anders."));

        write("book.toml", "[book]\ntitle = \"Proef\"\nlanguage = \"en\"\n");
        let now = read().ok().unwrap();
        assert!(!is_known(&now, 1), "settings decide how chapters are read");

        write("book.toml", "[book\n");
        assert!(read().is_err(), "no older settings are used");
        fs::remove_file(root.join("book.toml")).unwrap();
        assert!(read().is_err());
    }

    #[test]
    fn what_cannot_be_read_any_more_is_not_taken_as_it_was() {
        let guide = tempfile::tempdir().unwrap();
        let root = guide.path();
        fs::create_dir(root.join("content")).unwrap();
        fs::write(root.join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
        fs::write(root.join("content/1.md"), "Een.\n").unwrap();
        let known = Manuscript::read(root, false).ok().unwrap();
        let faults = faults::inject(root, |operation, path| {
            let fails = operation == Operation::Read && path.ends_with("1.md");
            if fails { Err(std::io::Error::other("injected")) } else { Ok(()) }
        });
        let now = Manuscript::read_to_change(root, Some(&known)).ok().unwrap();
        drop(faults);
        assert_eq!(now.book.written(), 0);
        assert!(now.diagnostics.iter().any(|problem| problem.severity == Severity::Error));
    }
}
