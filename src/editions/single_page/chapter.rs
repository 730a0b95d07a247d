//! A chapter on the single page.

use serde::Serialize;
use tera::{Context, Value};

use super::rendering::{SinglePage, depth, href};
use super::selection::{Selection, Start};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::plain_line;
use crate::editions::html;
use crate::editions::shared::{foreign_language, summary};
use crate::guide::Guide;

/// A link to a chapter of the page, with those below it.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub href: String,
    pub number: Option<String>,
    pub title: String,
    /// The language of the title where it is not that of the guide.
    pub lang: Option<String>,
    pub children: Vec<Entry>,
}

impl Entry {
    /// A link to one chapter.
    pub fn new(guide: &Guide, id: ChapterId) -> Self {
        let chapter = &guide.book[id];
        Self {
            href: href(guide, id, None),
            number: chapter.number_text(),
            title: title(guide, id).to_owned(),
            lang: foreign_language(guide, chapter),
            children: Vec::new(),
        }
    }
}

/// The title of a chapter. The text of the home page is an introduction here, unless it says
/// itself what it is.
pub fn title(guide: &Guide, id: ChapterId) -> &str {
    let title = &guide.book[id].title;
    if id == ChapterId::HOME && *title == guide.config.book.title {
        guide.theme.strings.get("introduction")
    } else {
        title
    }
}

/// A chapter as its template knows it.
#[derive(Debug, Serialize)]
struct ChapterData {
    id: String,
    number: Option<String>,
    title: String,
    lang: String,
    depth: usize,
    /// The level of its heading.
    level: usize,
    /// `part`, `page` or `below`.
    start: &'static str,
    summary: Option<String>,
    goals: Vec<String>,
    authors: Vec<String>,
    date: Option<String>,
    updated: Option<String>,
    /// The chapters below a part.
    children: Vec<Entry>,
    draft: bool,
    extra: Value,
}

/// The HTML of a chapter.
///
/// # Errors
/// What the template asks for and is not there.
pub fn render(guide: &Guide, selection: &Selection, id: ChapterId) -> Result<String, Diagnostic> {
    let rendering = SinglePage { guide, selection, id, is_line: false };
    let raw_html = guide.config.markdown.raw_html;
    let body = html::chapter(&guide.book[id], &rendering, &guide.theme.strings, raw_html);
    let mut context = Context::new();
    context.insert("chapter", &data(guide, selection, id));
    context.insert_value("body", Value::safe_string(&body));
    guide.theme.render("print-chapter.html", &context)
}

fn data(guide: &Guide, selection: &Selection, id: ChapterId) -> ChapterData {
    let chapter = &guide.book[id];
    let front = chapter.front_matter();
    let depth = depth(guide, selection, id);
    let start = selection.start(id);
    let children = chapter.children.iter().filter(|_| start == Some(Start::Part));
    ChapterData {
        id: super::rendering::id(guide, id, None),
        number: chapter.number_text(),
        title: title(guide, id).to_owned(),
        lang: chapter.language.clone(),
        depth,
        level: depth.min(6),
        start: match start {
            Some(Start::Part) => "part",
            Some(Start::Below) => "below",
            Some(Start::Page) | None => "page",
        },
        summary: summary(chapter),
        goals: front.goals.iter().map(|goal| plain_line(goal, &chapter.language)).collect(),
        authors: front.authors.clone(),
        date: front.date.map(|date| date.to_string()),
        updated: front.updated.map(|date| date.to_string()),
        children: children
            .filter(|&&child| selection.contains(child))
            .map(|&child| Entry::new(guide, child))
            .collect(),
        draft: front.draft,
        extra: Value::from_serializable(&front.extra),
    }
}
