//! A guide as the browser sees it while it is being written: the last version that is sound, and
//! what is wrong with the newest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::cache::{Cache, Rendered};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editions::{self, Artifact, Publication, site};
use crate::guide::Guide;
use crate::source::CONTENT;
use crate::workspace::{Options, Reading, Workspace};

/// A guide that is served while it is edited.
pub struct Preview {
    folder: PathBuf,
    workspace: Mutex<Workspace>,
    version: RwLock<Arc<Version>>,
    pages: Cache,
    /// Where the search index is made, so that an edit never waits for it. Nothing if the system
    /// gives no thread; then it is made where all else is.
    indexing: Option<rayon::ThreadPool>,
}

/// One state of the guide. Requests are answered from the newest, which replaces the one before
/// in a single step.
#[derive(Default)]
pub struct Version {
    /// The guide as it was when it was last sound; nothing if it never was.
    pub guide: Option<Arc<Guide>>,
    publication: Arc<Publication>,
    /// What is wrong with it now.
    pub diagnostics: Vec<Diagnostic>,
    /// Pages that could not be rendered, and why.
    faults: Mutex<BTreeMap<String, Diagnostic>>,
}

/// What came of a change.
pub struct Change {
    /// The files that changed, relative to the guide's folder.
    pub files: Vec<String>,
    /// The chapters that were parsed again, by their paths below `content/`.
    pub parsed: Vec<String>,
    /// The last of them that has a page: its path and its label.
    pub chapter: Option<(String, String)>,
    /// Whether there is a new version to be seen.
    pub is_sound: bool,
}

/// What a path of the publication leads to.
pub enum Answer {
    /// A file of the publication.
    Found(Rendered),
    /// Nothing; the page that says so, if the guide has one.
    Missing(Option<Rendered>),
    /// Something that cannot be shown now. What is wrong is among the problems.
    Broken,
}

impl Preview {
    /// Reads the guide in `root`.
    pub fn open(root: &Path, options: &Options) -> Self {
        let options = Options { source_lines: true, ..options.clone() };
        let mut workspace = Workspace::new(root, options);
        let reading = workspace.read_all();
        let (version, _) = Version::after(&Version::default(), reading);
        Self {
            // An editor that is started from elsewhere needs the whole path.
            folder: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            workspace: workspace.into(),
            version: RwLock::new(version.into()),
            pages: Cache::default(),
            indexing: rayon::ThreadPoolBuilder::new().num_threads(1).build().ok(),
        }
    }

    /// The folder of the guide.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The newest version.
    pub fn version(&self) -> Arc<Version> {
        Arc::clone(&self.version.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in what changed on disk: paths relative to the guide's folder. Nothing if that made
    /// no difference to the guide.
    pub fn apply(&self, files: &BTreeSet<String>) -> Option<Change> {
        let mut workspace = lock(&self.workspace);
        let reading = workspace.read(files);
        let before = self.version();
        let parsed = reading.parsed.clone();
        let (version, is_sound) = Version::after(&before, reading);
        let chapter = version.page_of(&parsed);
        if version.is_like(&before) {
            return None;
        }
        *self.version.write().unwrap_or_else(PoisonError::into_inner) = version.into();
        Some(Change { files: files.iter().cloned().collect(), parsed, chapter, is_sound })
    }

    /// What is at a path of the publication.
    pub fn answer(&self, path: &str) -> Answer {
        let version = self.version();
        let Some(guide) = &version.guide else { return Answer::Broken };
        let artifact = version.publication.get(path).cloned();
        match artifact.or_else(|| self.search_artifact(guide, path)) {
            Some(artifact) => match self.render(&version, guide, path, &artifact) {
                Some(page) => Answer::Found(page),
                None => Answer::Broken,
            },
            None => {
                let artifact = version.publication.get(NOT_FOUND);
                Answer::Missing(
                    artifact.and_then(|artifact| self.render(&version, guide, NOT_FOUND, artifact)),
                )
            }
        }
    }

    fn search_artifact(&self, guide: &Guide, path: &str) -> Option<Artifact> {
        // Nothing else waits for an index that is being made.
        path.strip_prefix(site::SEARCH)?;
        let make = || editions::search_artifact(guide, path);
        match &self.indexing {
            Some(threads) => threads.install(make),
            None => make(),
        }
    }

    /// An artifact, else what it was before it broke.
    fn render(
        &self,
        version: &Version,
        guide: &Guide,
        path: &str,
        artifact: &Artifact,
    ) -> Option<Rendered> {
        let rendered = match artifact {
            Artifact::Page(_) | Artifact::SinglePage(_) => self.pages.get(path, artifact, guide),
            // These are in memory or on disk as they are.
            _ => artifact.render(guide).map(|bytes| Rendered::new(bytes.into_owned())),
        };
        let mut faults = lock(&version.faults);
        match rendered {
            Ok(rendered) => {
                faults.remove(path);
                Some(rendered)
            }
            Err(fault) => {
                faults.insert(path.to_owned(), fault);
                self.pages.last(path)
            }
        }
    }

    /// How many artifacts a change reaches, of those that were shown: they are made again when
    /// they are next asked for. A changed chapter's own page counts in any case.
    pub fn reach(&self, change: &Change) -> usize {
        let version = self.version();
        let Some(guide) = version.guide.as_ref().filter(|_| change.is_sound) else { return 0 };
        let mut pages: BTreeSet<String> = self.pages.newly_stale(guide).into_iter().collect();
        pages.extend(change.parsed.iter().filter_map(|path| page_of(guide, path)));
        pages.len()
    }

    /// How many pages were rendered so far.
    pub fn renders(&self) -> usize {
        self.pages.renders()
    }

    /// The chapter's file at a path relative to the guide's folder, if there is one.
    pub fn source_file(&self, path: &str) -> Option<PathBuf> {
        let guide = self.version().guide.clone()?;
        let below = path.strip_prefix(CONTENT)?.strip_prefix('/')?;
        guide.book.by_path(below)?;
        Some(self.folder.join(path))
    }

    /// Files outside the folders for chapters and themes that the guide shows.
    pub fn pictures(&self) -> Vec<String> {
        let Some(guide) = self.version().guide.clone() else { return Vec::new() };
        guide.config.site.files().map(|(file, _)| file.to_string()).collect()
    }
}

/// The page for addresses that do not exist.
const NOT_FOUND: &str = "404.html";

impl Version {
    /// The version that a reading makes of the one before, and whether it is sound.
    fn after(before: &Self, reading: Reading) -> (Self, bool) {
        let (diagnostics, faults) = (reading.diagnostics, Mutex::default());
        match reading.guide {
            Some(guide) => {
                let publication = before.publication_of(&guide);
                (Self { guide: Some(guide.into()), publication, diagnostics, faults }, true)
            }
            None => {
                let (guide, publication) = (before.guide.clone(), Arc::clone(&before.publication));
                (Self { guide, publication, diagnostics, faults }, false)
            }
        }
    }

    /// The artifacts of a guide: those of before, where no address can have changed.
    fn publication_of(&self, guide: &Guide) -> Arc<Publication> {
        let has_same_addresses = self.guide.as_ref().is_some_and(|before| {
            before.book.shape == guide.book.shape
                && before.site == guide.site
                && Arc::ptr_eq(&before.attachments, &guide.attachments)
        });
        if has_same_addresses {
            Arc::clone(&self.publication)
        } else {
            editions::without_search(guide).into()
        }
    }

    /// Whether nothing can be seen to differ from another version.
    fn is_like(&self, other: &Self) -> bool {
        let is_same_guide = match (&self.guide, &other.guide) {
            (Some(a), Some(b)) => {
                a.book.revision == b.book.revision
                    && a.site == b.site
                    && Arc::ptr_eq(&a.attachments, &b.attachments)
            }
            (None, None) => true,
            _ => false,
        };
        let said = |version: &Self| -> Vec<String> {
            version.diagnostics.iter().map(ToString::to_string).collect()
        };
        is_same_guide && said(self) == said(other)
    }

    /// The last of these files that is a chapter with a page: its path, and the chapter's label.
    fn page_of(&self, files: &[String]) -> Option<(String, String)> {
        let guide = self.guide.as_ref()?;
        files.iter().rev().find_map(|file| {
            let id = guide.book.by_path(file)?;
            Some((page_of(guide, file)?, guide.book[id].label()))
        })
    }

    /// The addresses of all files but those of the search index.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.publication.keys()
    }

    /// All that is wrong: with the guide, and with pages that were asked for.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let faults = lock(&self.faults);
        // A fault in a template shows on every page that uses it, and is one fault.
        let faults: BTreeMap<String, &Diagnostic> =
            faults.values().map(|fault| (fault.to_string(), fault)).collect();
        self.diagnostics.iter().chain(faults.into_values()).cloned().collect()
    }

    /// Whether the newest text is not what is shown.
    pub fn is_broken(&self) -> bool {
        self.problems().iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// The page of the chapter in a file below `content/`.
fn page_of(guide: &Guide, file: &str) -> Option<String> {
    let id = guide.book.by_path(file)?;
    Some(format!("{}.html", guide.book[id].name))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is guarded here is replaced as a whole, so that a panic leaves nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
