//! A chapter on the single page.

use serde::Serialize;
use tera::{Context, Value};

use super::rendering::{ChapterRendering, href};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::editions::html;
use crate::editions::register_links::RegisterLinks;
use crate::editions::selection::{Selection, Start};
use crate::editions::shared::{ChapterData, ChapterLink, TreeItem, printed_title, tree};
use crate::guide::Guide;

/// The data for the template of a chapter.
#[derive(Debug, Serialize)]
struct PrintedChapter {
    #[serde(flatten)]
    chapter: ChapterData,
    id: String,
    title: String,
    depth: usize,
    /// The level of its heading.
    level: usize,
    /// `part`, `page` or `below`.
    start: &'static str,
    /// The chapters below, if it is a part.
    children: Vec<TreeItem<ChapterLink>>,
}

/// The HTML of a chapter.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn render(guide: &Guide, selection: &Selection, id: ChapterId) -> Result<String, Diagnostic> {
    let rendering = ChapterRendering { guide, selection, id, is_line: false };
    let raw_html = guide.config.markdown.raw_html;
    let body = html::chapter(&guide.book[id], &rendering, &guide.theme.strings, raw_html);
    let mut context = Context::new();
    context.insert("chapter", &data(guide, selection, id));
    context.insert_value("body", Value::safe_string(&body));
    guide.theme.render("print-chapter.html", context)
}

fn data(guide: &Guide, selection: &Selection, id: ChapterId) -> PrintedChapter {
    let chapter = &guide.book[id];
    let depth = selection.depth(&guide.book, id);
    let registers = RegisterLinks { guide, selection, href };
    let start = selection.start(id);
    let children = chapter.children.iter().filter(|_| start == Some(Start::Part));
    PrintedChapter {
        chapter: ChapterData::new(guide, chapter),
        id: super::rendering::id(guide, id, None),
        title: printed_title(guide, id).to_owned(),
        depth,
        level: depth.min(6),
        start: match start {
            Some(Start::Part) => "part",
            Some(Start::Below) => "below",
            Some(Start::Page) | None => "page",
        },
        children: tree(
            children
                .filter(|&&child| selection.contains(child))
                .map(|&child| (0, registers.chapter(child))),
        ),
    }
}
