//! What is around the chapters: title page, contents, indexes, colophon.

use serde::Serialize;
use tera::{Context, Value};

use super::chapter::link;
use super::rendering::{ChapterRendering, href, page_id};
use super::{STYLE, embed, style};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::ExhibitKind;
use crate::editions::registers::{self, Line};
use crate::editions::selection::Selection;
use crate::editions::shared::{ChapterLink, Image, TreeItem, banner, footer, image, tree};
use crate::guide::Guide;

/// A line of an index.
#[derive(Debug, Serialize)]
struct IndexLine {
    href: String,
    /// "Les 3", "Figuur 2.4.8-1".
    label: String,
    title: String,
    /// The language of the title where it is not that of the guide.
    lang: Option<String>,
}

/// The lessons of a chapter.
#[derive(Debug, Serialize)]
struct LessonGroup {
    chapter: ChapterLink,
    lessons: Vec<IndexLine>,
}

/// The lessons of a theme.
#[derive(Debug, Serialize)]
struct ThemeGroup<'a> {
    name: &'a str,
    lessons: Vec<IndexLine>,
}

/// The data for the template of the page, with `marker` where the chapters go.
pub fn context(guide: &Guide, selection: &Selection, marker: &str) -> Result<Context, Diagnostic> {
    let strings = &guide.theme.strings;
    let mut context = Context::new();
    context.insert_value("chapters", Value::safe_string(marker));
    context.insert("contents", &contents(guide, selection));
    context.insert("contents_id", page_id(strings, "page_contents"));
    context.insert("lessons_id", page_id(strings, "page_lessons"));
    context.insert("lessons", &lessons_by_chapter(guide, selection));
    context.insert("lessons_by_theme", &lessons_by_theme(guide, selection));
    context.insert(
        "figures",
        &lines(guide, registers::exhibits(guide, selection, ExhibitKind::Figure)),
    );
    context
        .insert("tables", &lines(guide, registers::exhibits(guide, selection, ExhibitKind::Table)));
    context.insert("date", &selection.latest_change(guide).map(|date| date.to_string()));
    context.insert("selected", &selected(guide, selection));
    context.insert("banner", &banner(guide, ChapterId::HOME).map(|image| shown(guide, image)));
    let logo = guide.config.site.logo.as_ref().and_then(|logo| image(guide, logo));
    context.insert("logo", &logo.map(|image| shown(guide, image)));
    context.insert("footer", &page_footer(guide, selection));
    let inline_style = if guide.config.print.self_contained {
        Some(embed::style(guide, &style::render(guide, selection)?))
    } else {
        None
    };
    context.insert("inline_style", &inline_style);
    context.insert("style_url", STYLE);
    Ok(context)
}

/// The tree of the chapters on the page. A chapter whose parent is left out takes its place.
fn contents(guide: &Guide, selection: &Selection) -> Vec<TreeItem<ChapterLink>> {
    let chapters = selection.chapters().iter();
    tree(chapters.map(|&id| (selection.depth(&guide.book, id), link(guide, id))))
}

fn lessons_by_chapter(guide: &Guide, selection: &Selection) -> Vec<LessonGroup> {
    let groups = registers::lessons_by_chapter(guide, selection).into_iter();
    groups
        .map(|(id, lessons)| LessonGroup {
            chapter: link(guide, id),
            lessons: lines(guide, lessons),
        })
        .collect()
}

fn lessons_by_theme<'a>(guide: &'a Guide, selection: &Selection) -> Vec<ThemeGroup<'a>> {
    let groups = registers::lessons_by_theme(guide, selection).into_iter();
    groups.map(|(name, lessons)| ThemeGroup { name, lessons: lines(guide, lessons) }).collect()
}

fn lines(guide: &Guide, lines: Vec<Line>) -> Vec<IndexLine> {
    let lines = lines.into_iter();
    lines
        .map(|Line { chapter, anchor, label, title, lang }| IndexLine {
            href: href(guide, chapter, Some(&anchor)),
            label,
            title,
            lang,
        })
        .collect()
}

/// The chapters on the page that are below no other, if `[print] include` leaves some out.
fn selected(guide: &Guide, selection: &Selection) -> Vec<ChapterLink> {
    let chapters = selection.chapters().iter().filter(|_| selection.is_partial());
    let top = chapters.filter(|&&id| selection.depth(&guide.book, id) == 1);
    top.map(|&id| link(guide, id)).collect()
}

fn page_footer(guide: &Guide, selection: &Selection) -> Option<String> {
    let rendering = ChapterRendering { guide, selection, id: ChapterId::HOME, is_line: true };
    footer(guide, &rendering)
}

/// An image as the page shows it: by its address, or embedded.
fn shown(guide: &Guide, image: Image) -> Image {
    Image { src: embed::file(guide, &image.src), srcset: None, ..image }
}
