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
use crate::paths::{AnyPath, ContentPath};

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
    /// The path of its source below the folder of the pages, with forward slashes; `None` if there
    /// is only a title.
    pub key: Option<String>,
    /// What the table of contents calls it.
    pub title: String,
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
            key: None,
            title,
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
    pub published: fn(&str) -> String,
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
    /// The folder in it that the keys of pages start from.
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
    /// Where a file that pages refer to may be.
    pub fn candidates(&self, path: &str) -> Vec<AnyPath> {
        let own = self.language.as_ref().and_then(|language| {
            let (stem, extension) = path.rsplit_once('.')?;
            Some(format!("{stem}.{language}.{extension}"))
        });
        let names: Vec<&str> = own.as_deref().into_iter().chain([path]).collect();
        let folders = [Some(&self.pages_folder), self.shared_folder.as_ref()].into_iter().flatten();
        folders.flat_map(|folder| names.iter().filter_map(|name| folder.join(name).ok())).collect()
    }
}

/// The folder of a key, and the name in it.
pub fn split(key: &str) -> (&str, &str) {
    key.rsplit_once('/').unwrap_or(("", key))
}

/// The key for a path relative to a folder of the pages; `None` if it leads out of them.
pub fn join(folder: &str, path: &str) -> Option<String> {
    Some(AnyPath::new(folder).ok()?.join(path).ok()?.to_string())
}

/// A page that was parsed, and where it goes.
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
