//! A workspace that survives panics.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::book::Parsed;
use crate::diagnostic::Diagnostic;
use crate::panics::{self, Action};
use crate::paths::{ContentPath, GuidePath};
use crate::source::CONTENT;
use crate::theme::THEMES;
use crate::workspace::{self, Manuscript, Options, Reading, Workspace};

/// Reads what changed in a guide; tests replace it by one that fails.
pub type Read = fn(&mut Workspace, &BTreeSet<GuidePath>) -> Reading;

/// A workspace that is recreated when reading panics.
pub struct ResilientWorkspace {
    root: PathBuf,
    options: Options,
    read: Read,
    workspace: Workspace,
    /// The identity of the folder that the workspace reads, since another may take its name.
    folder: Option<Handle>,
    /// Whether the workspace is up to date with the last reading. If not, everything must be read.
    is_intact: bool,
}

impl ResilientWorkspace {
    /// A workspace for the guide in `root`. Nothing is read yet.
    pub fn new(root: &Path, options: Options, read: Read) -> Self {
        let workspace = Workspace::new(root, options.clone());
        let folder = Handle::from_path(root).ok();
        Self { root: root.to_owned(), options, read, workspace, folder, is_intact: false }
    }

    /// Reads again what changed, or everything if that is needed.
    pub fn read(&mut self, changed: &BTreeSet<GuidePath>) -> Reading {
        if Handle::from_path(&self.root).ok() != self.folder {
            self.begin_again();
        }
        if self.is_intact
            && let Ok(reading) = self.try_to_read(changed)
        {
            return reading;
        }
        // A panic leaves the workspace in an unknown state.
        match self.try_to_read(&workspace::everything()) {
            Ok(reading) => reading,
            Err(panic) => Reading {
                guide: None,
                diagnostics: fault(changed, &panic).into(),
                parsed: Vec::new(),
            },
        }
    }

    fn try_to_read(&mut self, changed: &BTreeSet<GuidePath>) -> Result<Reading, String> {
        let result = panics::catch(|| (self.read)(&mut self.workspace, changed));
        self.is_intact = result.is_ok();
        if !self.is_intact {
            self.begin_again();
        }
        result
    }

    fn begin_again(&mut self) {
        self.workspace = Workspace::new(&self.root, self.options.clone());
        self.folder = Handle::from_path(&self.root).ok();
        self.is_intact = false;
    }

    /// What the authors wrote.
    pub fn manuscript(&self) -> Option<&Manuscript> {
        self.workspace.manuscript()
    }

    /// Whether there is a chapter at a path.
    pub fn has_chapter(&self, path: &ContentPath) -> bool {
        self.workspace.has_chapter(path)
    }

    /// A chapter as it would be read if its file held these bytes.
    pub fn parse_as(&self, path: &ContentPath, bytes: &[u8]) -> Parsed {
        self.workspace.parse_as(path, bytes)
    }

    /// The guide as it would be read if the file of a chapter held these bytes.
    pub fn draft(&mut self, path: &ContentPath, bytes: &[u8]) -> Option<Reading> {
        let draft = panics::catch(|| self.workspace.draft(path, bytes));
        draft.unwrap_or_else(|panic| {
            // The next reading reads everything.
            self.begin_again();
            let guide = [path.in_guide()].into();
            let diagnostics = fault(&guide, &panic).into();
            Some(Reading { guide: None, diagnostics, parsed: Vec::new() })
        })
    }

    /// Files outside the folders for chapters and themes that `book.toml` names, whether or not
    /// they are there.
    pub fn named_files(&self) -> BTreeSet<GuidePath> {
        let Some(config) = self.workspace.config() else { return BTreeSet::new() };
        let paths = config.site.files().map(|(path, _)| path);
        paths.filter(|path| !is_watched(path)).cloned().collect()
    }
}

/// Whether a path lies in a folder that is always watched.
fn is_watched(path: &GuidePath) -> bool {
    matches!(path.parts().next(), Some(CONTENT | THEMES))
}

/// A panic as a diagnostic that names the files that were being read.
fn fault(changed: &BTreeSet<GuidePath>, panic: &str) -> Diagnostic {
    let files: Vec<&str> = changed.iter().map(GuidePath::as_str).take(SHOWN).collect();
    let more = if changed.len() > SHOWN { ", …" } else { "" };
    panics::diagnostic(Action::Reading, &format!("{}{more}", files.join(", ")), panic)
}

/// How many files the diagnostic names.
const SHOWN: usize = 5;
