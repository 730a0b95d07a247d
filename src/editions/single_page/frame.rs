//! What is around the chapters: title page, contents, indexes, colophon.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use tera::{Context, Value};

use super::chapter::{link, title};
use super::rendering::{ChapterRendering, depth, href, page_id};
use super::{STYLE, embed, style};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::ExhibitKind;
use crate::editions::html;
use crate::editions::selection::Selection;
use crate::editions::shared::{
    ChapterLink, Image, TreeItem, banner, footer, foreign_language, image, tree,
};
use crate::guide::Guide;
use crate::lessons;

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
    context.insert("figures", &exhibits(guide, selection, ExhibitKind::Figure));
    context.insert("tables", &exhibits(guide, selection, ExhibitKind::Table));
    context.insert("date", &date(guide, selection));
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
    tree(chapters.map(|&id| (depth(guide, selection, id), link(guide, id))))
}

fn lessons_by_chapter(guide: &Guide, selection: &Selection) -> Vec<LessonGroup> {
    let groups = guide.lessons.by_chapter().filter(|(id, _)| selection.contains(*id));
    groups
        .map(|(id, entries)| LessonGroup {
            chapter: link(guide, id),
            lessons: entries.iter().map(|entry| lesson(guide, entry)).collect(),
        })
        .collect()
}

fn lesson(guide: &Guide, entry: &lessons::LessonEntry) -> IndexLine {
    IndexLine {
        href: href(guide, entry.chapter, Some(&entry.anchor)),
        label: guide.theme.strings.fill("lesson_n", &[("n", &entry.number.to_string())]),
        title: entry.title.clone(),
        lang: foreign_language(guide, &guide.book[entry.chapter]),
    }
}

/// The themes in the order of the lesson index, each with its lessons.
fn lessons_by_theme<'a>(guide: &'a Guide, selection: &Selection) -> Vec<ThemeGroup<'a>> {
    let mut lessons: HashMap<&str, Vec<IndexLine>> = HashMap::new();
    for entry in guide.lessons.entries.iter().filter(|entry| selection.contains(entry.chapter)) {
        let themes: BTreeSet<&str> = entry.themes.iter().map(String::as_str).collect();
        for theme in themes {
            lessons.entry(theme).or_default().push(locator(guide, entry));
        }
    }
    let themes = guide.lessons.themes.iter();
    themes
        .filter_map(|(name, _)| Some(ThemeGroup { name, lessons: lessons.remove(&**name)? }))
        .collect()
}

/// "2.4.8, les 3"
fn locator(guide: &Guide, entry: &lessons::LessonEntry) -> IndexLine {
    let line = lesson(guide, entry);
    let chapter = &guide.book[entry.chapter];
    let place = chapter.number_text().unwrap_or_else(|| title(guide, entry.chapter).to_owned());
    IndexLine { label: format!("{place}, {}", line.label.to_lowercase()), ..line }
}

fn exhibits(guide: &Guide, selection: &Selection, kind: ExhibitKind) -> Vec<IndexLine> {
    let strings = &guide.theme.strings;
    let of_chapter = |&id: &ChapterId| {
        let chapter = &guide.book[id];
        let exhibits = chapter.document.exhibits.iter().filter(move |exhibit| exhibit.kind == kind);
        exhibits.map(move |exhibit| IndexLine {
            href: href(guide, id, Some(&exhibit.id)),
            label: html::exhibit_label(strings, chapter.number.as_ref(), kind, exhibit.number),
            title: exhibit.title.clone(),
            lang: foreign_language(guide, chapter),
        })
    };
    selection.chapters().iter().flat_map(of_chapter).collect()
}

/// The latest date of a chapter on the page.
fn date(guide: &Guide, selection: &Selection) -> Option<String> {
    let dates = selection.chapters().iter().filter_map(|&id| {
        let chapter = &guide.book[id];
        guide.updated(chapter).max(chapter.front_matter().date)
    });
    dates.max().map(|date| date.to_string())
}

/// The chapters on the page that are below no other, if `[print] include` leaves some out.
fn selected(guide: &Guide, selection: &Selection) -> Vec<ChapterLink> {
    let chapters = selection.chapters().iter().filter(|_| selection.is_partial());
    let top = chapters.filter(|&&id| depth(guide, selection, id) == 1);
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
