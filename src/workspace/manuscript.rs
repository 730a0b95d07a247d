//! A guide as its files describe it, whether or not it can be built: the input of editors' tools.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Options, Workspace};
use crate::book::{Book, Parsed};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::source::Content;

/// The files of a guide, read and bound.
pub struct Manuscript {
    /// The folder of the guide.
    pub root: PathBuf,
    /// The prefix of paths in diagnostics.
    pub shown: String,
    /// The text of `book.toml`.
    pub book_toml: Arc<Text>,
    /// What it says.
    pub config: Arc<Config>,
    /// Diagnostics about `book.toml`.
    pub config_problems: Vec<Diagnostic>,
    /// What `content/` holds.
    pub content: Content,
    /// The chapters of `content`, parsed, in the same order.
    pub chapters: Vec<Parsed>,
    /// The chapters in their tree.
    pub book: Arc<Book>,
    /// All that is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Manuscript {
    /// Reads the guide in `root`, whatever is wrong with it.
    ///
    /// # Errors
    /// A `book.toml` that is not there or is not TOML: then nothing else can be told.
    pub fn read(root: &Path, drafts: bool) -> Result<Self, Vec<Diagnostic>> {
        let mut workspace = Workspace::new(root, Options { drafts, ..Options::default() });
        let reading = workspace.read_all();
        workspace.into_manuscript(reading.diagnostics)
    }

    /// Reads the guide in `root`, drafts too, for a tool that changes it.
    ///
    /// # Errors
    /// A `book.toml` with errors: what was meant is not known then.
    pub fn read_to_change(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        Self::read(root, true)?.with_sound_config()
    }

    fn with_sound_config(self) -> Result<Self, Vec<Diagnostic>> {
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        if self.config_problems.iter().any(is_error) { Err(self.config_problems) } else { Ok(self) }
    }

    /// The guide as it would be with these chapters and this `book.toml`; the files beside the
    /// chapters are not looked at. Drafts are part of it.
    ///
    /// # Errors
    /// A `book.toml` with errors.
    pub fn with(&self, book_toml: Arc<Text>, content: Content) -> Result<Self, Vec<Diagnostic>> {
        let mut workspace =
            Workspace::new(&self.root, Options { drafts: true, ..Options::default() });
        let reading = workspace.read_planned(book_toml, content);
        workspace.into_manuscript(reading.diagnostics)?.with_sound_config()
    }
}
