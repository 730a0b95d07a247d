//! A book or site as it was read, before it is converted.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_yaml::Mapping;
use url::Url;

use super::source_folder::SourceFolder;
use crate::diagnostic::Text;
use crate::document::Document;
use crate::number::Number;
use crate::paths::{AnyPath, Base, ContentPath, RelativePath};

/// The folder of the pages of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pages {}
impl Base for Pages {}

/// A path from the folder of the pages, as the links of the book name it.
pub type PagePath = RelativePath<Pages>;

/// How many levels of numbers a book may have. Deeper chapters become siblings.
pub const MAX_LEVELS: usize = Number::MAX_DEPTH;

/// The role of a page in its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageRole {
    /// The home page.
    Home,
    /// Front matter: without a number, before the others.
    Front,
    /// A numbered chapter.
    Numbered(Number),
    /// Back matter: without a number, after the others.
    Back,
}

/// A page of the book.
#[derive(Debug)]
pub struct Page {
    /// Its file in the folder that is imported; `None` if there is only a title.
    pub source: Option<AnyPath>,
    /// What the table of contents calls it.
    pub title: String,
    /// Whether that is only what its file or its own text is called: it is listed without a title.
    pub is_title_own: bool,
    pub role: PageRole,
    /// Whether there are pages below it.
    pub is_parent: bool,
    /// Whether it is announced but not written.
    pub is_draft: bool,
    /// Its source.
    pub text: Arc<Text>,
    /// Its Markdown, with everything that it includes.
    pub body: String,
    /// Keys for its front matter.
    pub front_matter: Mapping,
    /// Former addresses of it in the book, besides its own.
    pub aliases: Vec<String>,
}

impl Page {
    /// A page without text.
    pub fn empty(title: String, role: PageRole, is_parent: bool, text: Arc<Text>) -> Self {
        Self {
            source: None,
            title,
            is_title_own: false,
            role,
            is_parent,
            is_draft: false,
            text,
            body: String::new(),
            front_matter: Mapping::new(),
            aliases: Vec::new(),
        }
    }
}

/// What differs between the tools that make books.
pub struct Dialect {
    /// The anchor of a heading.
    pub anchor: Box<dyn Fn(&str) -> String>,
    /// The anchor of the n-th repetition of a heading.
    pub repeated_anchor: fn(&str, usize) -> String,
    /// The address of a page, relative to the published book.
    pub published: fn(&PagePath) -> String,
    /// Whether the terms of definition lists have anchors too.
    pub terms_have_anchors: bool,
}

/// A book or site that was read.
pub struct SourceBook {
    pub pages: Vec<Page>,
    /// What the book is called.
    pub name: String,
    /// The folder that is imported.
    pub folder: Rc<SourceFolder>,
    /// The folder in it with the pages.
    pub pages_folder: AnyPath,
    /// Another folder with files of the same paths.
    pub shared_folder: Option<AnyPath>,
    /// The language that files may name before their extension: `image.en.png`.
    pub language: Option<String>,
    pub dialect: Dialect,
    /// Where the book stood on the web.
    pub base_url: Option<Url>,
}

impl SourceBook {
    /// The address that a page had in the book; `None` for one that is only a title, or lies
    /// outside the folder of the pages.
    pub fn address(&self, page: &Page) -> Option<String> {
        let path = page.source.as_ref()?.strip_prefix(&self.pages_folder)?;
        Some((self.dialect.published)(&path))
    }

    /// What a path in a folder of the book means; one that starts with a slash starts at the
    /// folder of the pages.
    pub fn join(&self, folder: &AnyPath, path: &str) -> Option<AnyPath> {
        match path.strip_prefix('/') {
            Some(path) => Some(self.pages_folder.append(&PagePath::base().join(path).ok()?)),
            None => folder.join(path).ok(),
        }
    }

    /// Where a file that pages refer to may be.
    pub fn candidates(&self, path: &PagePath) -> Vec<AnyPath> {
        let own = self.language.as_ref().and_then(|language| {
            let name = format!("{}.{language}.{}", path.stem(), path.extension()?);
            Some(path.folder().child(&name))
        });
        let paths: Vec<&PagePath> = own.iter().chain([path]).collect();
        let folders = [Some(&self.pages_folder), self.shared_folder.as_ref()].into_iter().flatten();
        folders.flat_map(|folder| paths.iter().map(|path| folder.append(path))).collect()
    }
}

/// The name of a page without its extension.
pub fn stem<B: Base>(page: &RelativePath<B>) -> &str {
    page.name().strip_suffix(".md").unwrap_or(page.name())
}

/// A parsed page, and where it goes.
pub struct ParsedPage {
    /// The path of its chapter.
    pub path: ContentPath,
    pub document: Document,
    /// The anchors of the book's own tool, each with the place of its heading among the headings
    /// of the page; the title has none.
    pub anchors: HashMap<String, Option<usize>>,
    /// The anchors of terms, and where each term starts.
    pub terms: HashMap<String, usize>,
}
