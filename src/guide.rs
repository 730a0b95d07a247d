//! A guide as a whole: all that an edition renders from.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attachments::Attachments;
use crate::book::{Book, Chapter, ChapterId, FooterLine, Recorder};
use crate::config::Config;
use crate::diagnostic::Text;
use crate::history::History;
use crate::lessons::LessonIndex;
use crate::paths::PublicationPath;
use crate::revision::Revision;
use crate::search;
use crate::theme::Theme;

/// A guide, read and resolved. It is immutable: an edit makes another guide, which shares with this
/// one all that stayed the same.
pub struct Guide {
    /// What `book.toml` says.
    pub config: Arc<Config>,
    /// The text of it.
    pub book_toml: Arc<Text>,
    /// The chapters.
    pub book: Arc<Book>,
    /// The footer of every page.
    pub footer: Option<Arc<FooterLine>>,
    /// The lessons in the chapters.
    pub lessons: Arc<LessonIndex>,
    /// How it looks.
    pub theme: Theme,
    /// When its files last changed, if `book.toml` asks for that.
    pub history: Arc<History>,
    /// The files that chapters and `book.toml` use.
    pub attachments: Arc<Attachments>,
    /// The sizes in bytes of the files that were made for readers to download. `None` while none is
    /// made, as in the preview.
    pub downloads: Option<BTreeMap<PublicationPath, u64>>,
    /// The PDFs of its parts that are published with it.
    pub parts: BTreeMap<ChapterId, Download>,
    /// What stands first on the pages of its PDF, if one is made of the same chapters.
    pub pages: Vec<PageStart>,
    /// Whether the blocks of a chapter carry the file and line they were written at.
    pub source_lines: bool,
    /// Changes when anything changes that every page shows.
    pub site: Revision,
    /// The lines of the chapters in the sidebars of other pages, each made on first use.
    pub(crate) sidebar_lines: Arc<[OnceLock<tera::Value>]>,
    /// The files of the search index, made on first use.
    pub(crate) search: Arc<OnceLock<BTreeMap<String, Vec<u8>>>>,
}

/// A file made from the publication for readers to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Where it is.
    pub path: PublicationPath,
    /// How large it is.
    pub bytes: u64,
}

/// The first place on a page of a PDF to which a link may lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The number of the page.
    pub page: usize,
    /// The name of the chapter.
    pub chapter: String,
    /// The anchor in it; `None` for its title.
    pub anchor: Option<String>,
}

impl Guide {
    /// The same guide, for one rendering that is recorded.
    #[must_use]
    pub fn recorded(&self, recorder: &Recorder) -> Self {
        Self {
            config: Arc::clone(&self.config),
            book_toml: Arc::clone(&self.book_toml),
            book: self.book.recorded(recorder).into(),
            footer: self.footer.clone(),
            lessons: Arc::clone(&self.lessons),
            theme: self.theme.clone(),
            history: Arc::clone(&self.history),
            attachments: self.attachments.recorded(recorder).into(),
            downloads: self.downloads.clone(),
            parts: self.parts.clone(),
            pages: self.pages.clone(),
            source_lines: self.source_lines,
            site: self.site,
            sidebar_lines: Arc::clone(&self.sidebar_lines),
            search: Arc::clone(&self.search),
        }
    }

    /// When a chapter was last changed: what it says itself, else what its history says.
    pub fn updated(&self, chapter: &Chapter) -> Option<Date> {
        let path = || chapter.source.as_ref().map(|source| source.path.in_guide());
        let in_history = || path().and_then(|path| self.history.last_change(&path));
        chapter.front_matter().updated.or_else(in_history)
    }

    /// `/gids/` of `https://example.org/gids/`: where the site is on its server, if that is known.
    pub fn base_path(&self) -> Option<String> {
        let (_, rest) = self.config.site.base_url.as_ref()?.split_once("//")?;
        rest.split_once('/').map(|(_, path)| format!("/{path}"))
    }

    /// The files of the search index by name, made when they are first asked for.
    pub fn search_files(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search
            .get_or_init(|| search::files(search::index(&self.book, &self.config.book.language)))
    }
}
