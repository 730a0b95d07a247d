//! A guide as its files say it is, whether or not it can be built: what editors' tools look at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::book::{self, Book};
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, Text};
use crate::document::Document;
use crate::editions::{self, Attachments, single_page};
use crate::guide;
use crate::source::{self, Content};
use crate::theme::Theme;

/// The files of a guide, read and bound.
pub struct Manuscript {
    /// The folder of the guide.
    pub root: PathBuf,
    /// What is put before paths in diagnostics.
    pub shown: String,
    /// The text of `book.toml`.
    pub book_toml: Arc<Text>,
    /// What it says.
    pub config: Config,
    /// What `content/` holds.
    pub content: Content,
    /// The documents of `content.sources`, in the same order.
    pub documents: Vec<Arc<Document>>,
    /// The chapters in their tree.
    pub book: Book,
    /// All that is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Manuscript {
    /// Reads the guide in `root`.
    ///
    /// # Errors
    /// A `book.toml` that is not there or cannot be read: then nothing else can be told.
    pub fn read(root: &Path, drafts: bool) -> Result<Self, Vec<Diagnostic>> {
        let shown = guide::shown(root);
        let book_toml = guide::read_config(root, &shown)?;
        let content = source::scan(root, &shown, &|_| None);
        let mut this = Self::bind(root, &shown, book_toml, content, drafts)?;
        let (_, missing) =
            Attachments::collect(root, &this.book, &this.config, &this.book_toml, &|_| None);
        this.diagnostics.extend(missing);
        this.finish_diagnostics();
        Ok(this)
    }

    /// Binds files that are read already.
    ///
    /// # Errors
    /// A `book.toml` that cannot be read.
    pub fn bind(
        root: &Path,
        shown: &str,
        book_toml: Arc<Text>,
        mut content: Content,
        drafts: bool,
    ) -> Result<Self, Vec<Diagnostic>> {
        let (config, problems) = Config::parse(&book_toml);
        if !problems.is_empty() {
            return Err(problems);
        }
        let chapters = book::parse(&content.sources, &config);
        let theme = Theme::load(root, shown, &config, &book_toml);
        let has_lessons = chapters.iter().any(|(_, document)| !document.lessons.is_empty());
        let pages = theme.as_ref().map_or_else(
            |_| BTreeSet::new(),
            |theme| editions::made_pages(&theme.strings, &config, has_lessons),
        );
        let book = Book::new(&content, &chapters, &config, pages, drafts);
        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        diagnostics.extend(content.sources.iter().flat_map(|source| source.diagnostics.clone()));
        for (_, document) in &chapters {
            diagnostics.extend(document.diagnostics.iter().cloned());
        }
        diagnostics.extend(book.diagnostics().cloned());
        diagnostics.extend(single_page::problems(&book, &config, &book_toml));
        diagnostics.extend(theme.err().into_iter().flatten());
        let mut this = Self {
            root: root.to_owned(),
            shown: shown.to_owned(),
            book_toml,
            config,
            content,
            documents: chapters.into_iter().map(|(_, document)| document).collect(),
            book,
            diagnostics,
        };
        this.finish_diagnostics();
        Ok(this)
    }

    fn finish_diagnostics(&mut self) {
        self.config.check.weigh(&mut self.diagnostics);
        diagnostic::sort(&mut self.diagnostics);
    }
}
