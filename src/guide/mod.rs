//! A guide as a whole: all that an edition renders from.

mod manuscript;
mod workspace;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use manuscript::Manuscript;
pub use workspace::{Reading, Workspace};

use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::editions::{Attachments, Download};
use crate::lessons::LessonIndex;
use crate::revision::Revision;
use crate::search;
use crate::theme::Theme;

/// A guide, read and resolved. It never changes: an edit makes another guide, which shares with
/// this one all that stayed the same.
pub struct Guide {
    /// What `book.toml` says.
    pub config: Arc<Config>,
    /// The chapters.
    pub book: Arc<Book>,
    /// The lessons in them.
    pub lessons: Arc<LessonIndex>,
    /// How it looks.
    pub theme: Theme,
    /// The files that chapters and `book.toml` use.
    pub attachments: Arc<Attachments>,
    /// The PDF that is published with it.
    pub pdf: Option<Download>,
    /// Whether the blocks of a chapter say where they were written.
    pub source_lines: bool,
    /// Since when all that is the same on every page is as it is.
    pub site: Revision,
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// How a guide is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of it.
    pub drafts: bool,
    /// Overrules `[site] base-url`.
    pub base_url: Option<String>,
    /// Whether the blocks of a chapter say where they were written, as an attribute
    /// `data-source`. Nothing else of what is rendered depends on it.
    pub source_lines: bool,
}

impl Guide {
    /// Reads the guide in `root`: the guide, unless there are errors, and all that is wrong.
    pub fn load(root: &Path, options: &Options) -> (Option<Self>, Vec<Diagnostic>) {
        let reading = Workspace::new(root, options.clone()).read_all();
        (reading.guide, reading.diagnostics)
    }

    /// `/gids/` of `https://example.org/gids/`: where the site is on its server, if that is known.
    pub fn base_path(&self) -> Option<String> {
        let (_, rest) = self.config.site.base_url.as_ref()?.split_once("//")?;
        rest.find('/').map(|at| rest[at..].to_owned())
    }

    /// The files of the search index by name, made when they are first asked for.
    pub fn search_files(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search
            .get_or_init(|| search::files(&search::index(&self.book, &self.config.book.language)))
    }
}
