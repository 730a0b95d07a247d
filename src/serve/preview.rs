//! A guide as browsers see it while it is being written.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

#[cfg(feature = "typeset")]
use super::book::BookPreview;
use super::cache::{Cache, Rendered};
use super::resilient::{Read, ResilientWorkspace};
use super::version::Version;
use crate::book::{ChapterId, Parsed};
use crate::check;
use crate::diagnostic::Diagnostic;
#[cfg(feature = "typeset")]
use crate::editions::Printed;
use crate::editions::{self, Artifact, Dependencies, site};
use crate::guide::Guide;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::paths::{ContentPath, GuidePath, PublicationPath};
use crate::workspace::{self, Manuscript, Options, Reading, Workspace};

/// A guide that is served while it is edited.
pub struct Preview {
    /// The folder of the guide as given, and its real path.
    given: PathBuf,
    folder: PathBuf,
    workspace: Mutex<ResilientWorkspace>,
    version: RwLock<Arc<Version>>,
    problem_revision: AtomicUsize,
    pages: Cache,
    render: Render,
    /// The thread pool that makes the search index, so that an edit never waits for it. `None` if
    /// no thread can be started; the index is then made in the global pool.
    indexing: Option<rayon::ThreadPool>,
    #[cfg(feature = "typeset")]
    book: Arc<BookPreview>,
}

/// Renders an artifact; tests replace it by one that fails.
type Render = for<'a> fn(&Artifact, &'a Guide) -> Result<(Cow<'a, [u8]>, Dependencies), Diagnostic>;

/// The outcome of a change.
pub struct Change {
    /// The files that changed.
    pub files: Vec<GuidePath>,
    /// The chapters that were parsed again.
    pub parsed: Vec<ContentPath>,
    /// The last of them that has a page: that page, and its label.
    pub chapter: Option<(PublicationPath, String)>,
    /// Whether there is a new version to show.
    pub is_sound: bool,
}

/// A chapter as it would be shown with another text.
pub struct Draft {
    /// Its page, if it has one.
    pub page: Option<PublicationPath>,
    /// That page, if it can be shown.
    pub html: Option<Vec<u8>>,
    /// The chapter as it was read for that page.
    pub parsed: Option<Parsed>,
    /// What would be wrong with the guide.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a path of the publication leads to.
pub enum Answer {
    /// A file of the publication.
    Found(Rendered),
    /// Nothing; the error page, if the guide has one.
    Missing(Option<Rendered>),
    /// Something that cannot be shown now; the reason is among the problems.
    Broken,
    /// Something that is being made, and will be there on a later request.
    Waiting,
}

/// The page for addresses that do not exist.
const NOT_FOUND: &str = "404.html";

impl Preview {
    /// Reads the guide in `root`.
    pub fn open(root: &Path, options: &Options) -> Self {
        Self::with(root, options, Workspace::read, editions::render)
    }

    /// Reads the guide with other functions to read and to render, for tests.
    pub(super) fn with(root: &Path, options: &Options, read: Read, render: Render) -> Self {
        let options = Options { source_lines: true, ..options.clone() };
        let this = Self {
            given: root.to_owned(),
            // An editor started elsewhere needs the absolute path.
            folder: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            workspace: ResilientWorkspace::new(root, options, read).into(),
            version: RwLock::default(),
            problem_revision: AtomicUsize::new(0),
            pages: Cache::default(),
            render,
            indexing: rayon::ThreadPoolBuilder::new().num_threads(1).build().ok(),
            #[cfg(feature = "typeset")]
            book: Arc::default(),
        };
        this.apply(&workspace::everything());
        this
    }

    /// The folder of the guide.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The newest version.
    pub fn version(&self) -> Arc<Version> {
        Arc::clone(&self.version.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A count that grows whenever the list of problems changes.
    pub fn problem_revision(&self) -> usize {
        self.problem_revision.load(Ordering::Acquire)
    }

    /// Reads what changed on disk; `None` if the guide is still the same.
    pub fn apply(&self, files: &BTreeSet<GuidePath>) -> Option<Change> {
        let mut workspace = self.workspace();
        let before = self.version();
        let reading = workspace.read(files);
        let parsed = reading.parsed.clone();
        let arrange = || Version::after(&before, reading);
        let version = panics::guard(Action::Making, || message!("pages-of-guide"), arrange)
            .unwrap_or_else(|fault| Version::broken(&before, fault.into()));
        if version.is_like(&before) {
            return None;
        }
        let (chapter, is_sound) = (version.page_of(&parsed), version.is_sound);
        #[cfg(feature = "typeset")]
        version.guide.iter().for_each(|guide| self.book.heed(guide));
        *self.version.write().unwrap_or_else(PoisonError::into_inner) = version.into();
        self.problem_revision.fetch_add(1, Ordering::Release);
        Some(Change { files: files.iter().cloned().collect(), parsed, chapter, is_sound })
    }

    /// Whether there is a chapter at a path.
    pub fn has_chapter(&self, path: &ContentPath) -> bool {
        self.workspace().has_chapter(path)
    }

    /// A chapter as it would be read if its file held these bytes.
    pub fn parse_as(&self, path: &ContentPath, bytes: &[u8]) -> Parsed {
        self.workspace().parse_as(path, bytes)
    }

    /// A chapter as it would be shown if its file held these bytes, whatever is wrong with the
    /// guide. No other request sees anything of it. `None` if there is no such chapter.
    pub fn draft(&self, path: &ContentPath, bytes: &[u8]) -> Option<Draft> {
        let Reading { guide, mut diagnostics, .. } = self.workspace().draft(path, bytes)?;
        let mut draft = Draft { page: None, html: None, parsed: None, diagnostics: Vec::new() };
        if let Some(guide) = guide
            && let Some(id) = guide.book.by_path(path)
        {
            let chapter = &guide.book[id];
            let page = editions::page_of(chapter);
            let source = chapter.source.as_ref();
            draft.parsed = source.map(|source| (Arc::clone(source), Arc::clone(&chapter.document)));
            let artifact = Artifact::Page(match id {
                ChapterId::HOME => site::Page::Home,
                id => site::Page::Chapter(id),
            });
            let render = || (self.render)(&artifact, &guide).map(|(html, _)| html.into_owned());
            let is_shown = !chapter.document.is_costly;
            match is_shown.then(|| editions::guarded(&guide, &page, &artifact, render)) {
                Some(Ok(html)) => draft.html = Some(html),
                Some(Err(fault)) => diagnostics.push(fault),
                None => {}
            }
            draft.page = Some(page);
            diagnostics = check::with_chapter(diagnostics, &guide.book, id, &guide.config);
        }
        Some(Draft { diagnostics, ..draft })
    }

    /// Reads from what the authors wrote; `None` if nothing could be read yet.
    pub fn with_manuscript<T>(&self, read: impl FnOnce(&Manuscript) -> T) -> Option<T> {
        self.workspace().manuscript().map(read)
    }

    /// The page of the chapter in a file.
    pub fn page_of(&self, file: &ContentPath) -> Option<PublicationPath> {
        let guide = self.version().guide.clone()?;
        let id = guide.book.by_path(file)?;
        Some(editions::page_of(&guide.book[id]))
    }

    /// What the chapter in a file is called.
    pub fn label_of(&self, file: &ContentPath) -> String {
        let guide = self.version().guide.clone();
        let label = guide.and_then(|guide| Some(guide.book[guide.book.by_path(file)?].label()));
        label.unwrap_or_else(|| file.in_guide().to_string())
    }

    /// The file of the chapter that a page shows.
    pub fn file_of(&self, page: &str) -> Option<ContentPath> {
        let guide = self.version().guide.clone()?;
        let mut chapters = guide.book.iter().map(|(_, chapter)| chapter);
        let chapter = chapters.find(|chapter| editions::page_of(chapter).as_str() == page)?;
        Some(chapter.source.as_ref()?.path.clone())
    }

    fn workspace(&self) -> MutexGuard<'_, ResilientWorkspace> {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to a request for a path of the publication.
    pub fn answer(&self, path: &str) -> Answer {
        let version = self.version();
        let Some(guide) = &version.guide else { return Answer::Broken };
        #[cfg(feature = "typeset")]
        if let Some((path, printed)) = printed(guide, path) {
            return self.book(&version, guide, &path, printed);
        }
        if let Some((path, artifact)) = version.publication.get_key_value(path) {
            return self.render(&version, guide, path, artifact);
        }
        if let Some(answer) = self.search_answer(&version, guide, path) {
            return answer;
        }
        let page = version.publication.get_key_value(NOT_FOUND);
        match page.map(|(path, artifact)| self.render(&version, guide, path, artifact)) {
            Some(Answer::Found(page)) => Answer::Missing(Some(page)),
            _ => Answer::Missing(None),
        }
    }

    /// A file of the search index, which is made when its first file is requested.
    fn search_answer(&self, version: &Version, guide: &Guide, path: &str) -> Option<Answer> {
        let path = &PublicationPath::new(path).ok()?;
        if path.folder() != site::search_folder() {
            return None;
        }
        let make = || editions::search_artifact(guide, path);
        // No other request waits while the index is made.
        let index = || message!("search-index");
        let made = panics::guard(Action::Making, index, || match &self.indexing {
            Some(threads) => threads.install(make),
            None => make(),
        });
        match made {
            Ok(artifact) => Some(self.render(version, guide, path, &artifact?)),
            Err(fault) => Some(self.answer_with(version, path, Err(fault))),
        }
    }

    fn render(
        &self,
        version: &Version,
        guide: &Guide,
        path: &PublicationPath,
        artifact: &Artifact,
    ) -> Answer {
        let rendered = editions::guarded(guide, path, artifact, || match artifact {
            Artifact::Page(_) | Artifact::SinglePage(_) | Artifact::Epub => {
                self.pages.get(path, guide, || (self.render)(artifact, guide))
            }
            // These need no rendering: they are in memory or on disk.
            _ => artifact.render(guide).map(|bytes| Rendered::new(bytes.into_owned())),
        });
        self.answer_with(version, path, rendered)
    }

    /// An artifact, or its last good version if it is broken now.
    fn answer_with(
        &self,
        version: &Version,
        path: &PublicationPath,
        rendered: Result<Rendered, Diagnostic>,
    ) -> Answer {
        let (shown, fault) = match rendered {
            Ok(rendered) => (Some(rendered), None),
            Err(fault) => (self.pages.last(path), Some(fault)),
        };
        self.note(version, path, fault.into_iter().collect());
        shown.map_or(Answer::Broken, Answer::Found)
    }

    /// A PDF of the guide as it stands.
    #[cfg(feature = "typeset")]
    fn book(
        &self,
        version: &Version,
        guide: &Arc<Guide>,
        path: &PublicationPath,
        printed: Printed,
    ) -> Answer {
        let Some(book) = self.book.get(guide, printed) else { return Answer::Waiting };
        self.note(version, path, book.problems);
        book.pdf.map_or(Answer::Broken, Answer::Found)
    }

    /// Notes what is wrong with an artifact, if anything.
    fn note(&self, version: &Version, path: &PublicationPath, faults: Vec<Diagnostic>) {
        if version.note_faults(path, faults) {
            self.problem_revision.fetch_add(1, Ordering::Release);
        }
    }

    /// How many of the artifacts shown so far a change affects: they are rendered again on their
    /// next request. A changed chapter's own page counts in any case.
    pub fn reach(&self, change: &Change) -> usize {
        let version = self.version();
        let Some(guide) = version.guide.as_ref().filter(|_| change.is_sound) else { return 0 };
        let mut pages: BTreeSet<_> = self.pages.newly_stale(guide).into_iter().collect();
        let parsed = change.parsed.iter().filter_map(|path| guide.book.by_path(path));
        pages.extend(parsed.map(|id| editions::page_of(&guide.book[id])));
        pages.len()
    }

    /// How many pages were rendered so far.
    pub fn renders(&self) -> usize {
        self.pages.renders()
    }

    /// The chapter's file at a path relative to the guide's folder, if there is one.
    pub fn source_file(&self, path: &str) -> Option<PathBuf> {
        let guide = self.version().guide.clone()?;
        let path = GuidePath::new(path).ok()?;
        guide.book.by_path(&path.in_content()?)?;
        Some(path.below(&self.folder))
    }

    /// Files and folders that could not be read.
    pub fn unread_files(&self) -> BTreeSet<GuidePath> {
        let version = self.version();
        let unread = version.diagnostics.iter().filter_map(|problem| problem.unread.as_ref());
        unread.filter_map(|path| self.relative(path)).collect()
    }

    fn relative(&self, path: &Path) -> Option<GuidePath> {
        let root = if self.given == Path::new(".") { Path::new("") } else { &self.given };
        GuidePath::of(root, path)
    }

    /// Files outside the folders for chapters and themes that the guide names, whether or not they
    /// are there.
    pub fn named_files(&self) -> BTreeSet<GuidePath> {
        self.workspace().named_files()
    }
}

/// The PDF at a path, if the preview has one there.
#[cfg(feature = "typeset")]
fn printed(guide: &Guide, path: &str) -> Option<(PublicationPath, Printed)> {
    let book = (PublicationPath::base().child(editions::PREVIEWED_PDF), Printed::Guide);
    let cards = editions::cards_path(guide).map(|path| (path, Printed::Cards));
    [Some(book), cards].into_iter().flatten().find(|(known, _)| known.as_str() == path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The text in a chapter that makes reading or rendering panic.
    const PANIC: &str = "PANIEK";

    fn read(workspace: &mut Workspace, changed: &BTreeSet<GuidePath>) -> Reading {
        let reading = workspace.read(changed);
        for (_, chapter) in reading.guide.iter().flat_map(|guide| guide.book.iter()) {
            let text = chapter.source.as_ref().map_or("", |source| &source.text.content);
            assert!(!text.contains(PANIC), "{PANIC} bij lezen");
        }
        reading
    }

    fn render<'a>(
        artifact: &Artifact,
        guide: &'a Guide,
    ) -> Result<(Cow<'a, [u8]>, Dependencies), Diagnostic> {
        let page = editions::render(artifact, guide)?;
        assert!(!String::from_utf8_lossy(&page.0).contains(PANIC), "{PANIC} bij tonen");
        Ok(page)
    }

    fn guide() -> tempfile::TempDir {
        let guide = tempfile::tempdir().unwrap();
        fs::create_dir(guide.path().join("content")).unwrap();
        fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
        write(&guide, "content/1.md", "Een.");
        write(&guide, "content/2.md", "Twee.");
        guide
    }

    fn write(guide: &tempfile::TempDir, path: &str, text: &str) {
        fs::write(guide.path().join(path), format!("---\ntitle: T\n---\n\n{text}\n")).unwrap();
    }

    fn changed(path: &str) -> BTreeSet<GuidePath> {
        [GuidePath::new(path).unwrap()].into()
    }

    fn page(preview: &Preview, path: &str) -> String {
        match preview.answer(path) {
            Answer::Found(page) => String::from_utf8(page.bytes.to_vec()).unwrap(),
            _ => String::new(),
        }
    }

    #[test]
    fn a_panic_while_reading_is_reported_and_over_with_the_next_good_save() {
        let guide = guide();
        let preview = Preview::with(guide.path(), &Options::default(), read, editions::render);
        for n in 0..3 {
            write(&guide, "content/1.md", PANIC);
            let change = preview.apply(&changed("content/1.md")).expect("a change");
            assert!(!change.is_sound);
            let [problem] = &preview.version().problems()[..] else { panic!("one problem") };
            for words in ["content/1.md", "PANIEK bij lezen"] {
                assert!(problem.message.contains(words), "{problem}");
            }
            assert!(page(&preview, "2.html").contains("Twee."), "the last good version stays");
            // Changes in the meantime are not lost.
            write(&guide, "content/2.md", &format!("Twee. Versie {n}."));
            preview.apply(&changed("content/2.md"));
            write(&guide, "content/1.md", &format!("Weer goed {n}."));
            assert!(preview.apply(&changed("content/1.md")).unwrap().is_sound);
            assert!(preview.version().problems().is_empty());
            assert!(page(&preview, "1.html").contains(&format!("Weer goed {n}.")));
            assert!(page(&preview, "2.html").contains(&format!("Versie {n}.")));
        }
    }

    #[test]
    fn a_panic_at_the_start_is_over_with_the_next_good_save() {
        let guide = guide();
        write(&guide, "content/1.md", PANIC);
        let preview = Preview::with(guide.path(), &Options::default(), read, editions::render);
        assert!(matches!(preview.answer("index.html"), Answer::Broken));
        assert!(preview.version().is_broken());
        write(&guide, "content/1.md", "Goed.");
        assert!(preview.apply(&changed("content/1.md")).unwrap().is_sound);
        assert!(page(&preview, "1.html").contains("Goed."));
    }

    #[test]
    fn a_panic_while_rendering_is_a_fault_of_that_page() {
        let guide = guide();
        let preview = Preview::with(guide.path(), &Options::default(), Workspace::read, render);
        assert!(page(&preview, "1.html").contains("Een."));
        let revision = preview.problem_revision();
        write(&guide, "content/1.md", PANIC);
        preview.apply(&changed("content/1.md"));
        assert!(page(&preview, "1.html").contains("Een."), "the page is what it was");
        assert!(page(&preview, "2.html").contains("Twee."), "other pages are not in the way");
        let [problem] = &preview.version().problems()[..] else { panic!("one problem") };
        assert!(problem.to_string().contains("content/1.md:1:1: "), "{problem}");
        assert!(problem.message.contains("1.md: PANIEK bij tonen"), "{problem}");
        assert!(preview.problem_revision() > revision + 1);
        write(&guide, "content/1.md", "Weer goed.");
        preview.apply(&changed("content/1.md"));
        assert!(page(&preview, "1.html").contains("Weer goed."));
        assert!(preview.version().problems().is_empty());
    }
}
