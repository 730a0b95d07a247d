//! What stands around the chapters: title page, contents, registers, colophon.

use serde::Serialize;
use tera::{Context, Value};

use super::chapter::{Entry, title};
use super::rendering::{SinglePage, href, lesson_href, page_id};
use super::selection::Selection;
use super::{CHAPTERS, STYLE, inline, style};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::ExhibitKind;
use crate::editions::html;
use crate::editions::shared::{Image, banner, foreign_language, picture, snippet};
use crate::guide::Guide;
use crate::lessons;

/// A line of a register.
#[derive(Debug, Serialize)]
struct Line {
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
    chapter: Entry,
    lessons: Vec<Line>,
}

/// The places where lessons of a theme stand.
#[derive(Debug, Serialize)]
struct Theme<'a> {
    name: &'a str,
    lessons: Vec<Line>,
}

/// What the template of the page may use.
pub fn context(guide: &Guide, selection: &Selection) -> Result<Context, Diagnostic> {
    let strings = &guide.theme.strings;
    let mut context = Context::new();
    context.insert_value("chapters", Value::safe_string(CHAPTERS));
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
    let logo = guide.config.site.logo.as_ref().and_then(|logo| picture(guide, logo));
    context.insert("logo", &logo.map(|image| shown(guide, image)));
    context.insert("footer", &footer(guide, selection));
    let inline_style = if guide.config.print.self_contained {
        Some(inline::style(guide, &style::render(guide, selection)?))
    } else {
        None
    };
    context.insert("inline_style", &inline_style);
    context.insert("style_url", STYLE);
    Ok(context)
}

/// The tree of the chapters on the page. A chapter whose parent is left out stands where that
/// would.
fn contents(guide: &Guide, selection: &Selection) -> Vec<Entry> {
    let home = selection.contains(ChapterId::HOME).then(|| Entry::new(guide, ChapterId::HOME));
    home.into_iter().chain(below(guide, selection, ChapterId::HOME)).collect()
}

fn below(guide: &Guide, selection: &Selection, id: ChapterId) -> Vec<Entry> {
    let children = guide.book[id].children.iter();
    children
        .flat_map(|&child| {
            let children = below(guide, selection, child);
            if selection.contains(child) {
                vec![Entry { children, ..Entry::new(guide, child) }]
            } else {
                children
            }
        })
        .collect()
}

fn lessons_by_chapter(guide: &Guide, selection: &Selection) -> Vec<LessonGroup> {
    let groups = guide.lessons.by_chapter().filter(|(id, _)| selection.contains(*id));
    groups
        .map(|(id, entries)| LessonGroup {
            chapter: Entry::new(guide, id),
            lessons: entries.iter().map(|entry| lesson(guide, entry)).collect(),
        })
        .collect()
}

fn lesson(guide: &Guide, entry: &lessons::Entry) -> Line {
    Line {
        href: lesson_href(guide, entry.chapter, entry.number),
        label: guide.theme.strings.fill("lesson_n", &[("n", &entry.number.to_string())]),
        title: entry.title.clone(),
        lang: foreign_language(guide, &guide.book[entry.chapter]),
    }
}

/// Themes by the alphabet or as configured, each with the places of its lessons.
fn lessons_by_theme<'a>(guide: &'a Guide, selection: &Selection) -> Vec<Theme<'a>> {
    let entries = guide.lessons.entries.iter().filter(|entry| selection.contains(entry.chapter));
    let entries: Vec<&lessons::Entry> = entries.collect();
    let themes = guide.lessons.themes.iter().map(|(name, _)| Theme {
        name,
        lessons: entries
            .iter()
            .filter(|entry| entry.themes.contains(name))
            .map(|entry| place(guide, entry))
            .collect(),
    });
    themes.filter(|theme| !theme.lessons.is_empty()).collect()
}

/// "2.4.8, les 3"
fn place(guide: &Guide, entry: &lessons::Entry) -> Line {
    let line = lesson(guide, entry);
    let chapter = &guide.book[entry.chapter];
    let place = chapter.number_text().unwrap_or_else(|| title(guide, entry.chapter).to_owned());
    Line { label: format!("{place}, {}", line.label.to_lowercase()), ..line }
}

fn exhibits(guide: &Guide, selection: &Selection, kind: ExhibitKind) -> Vec<Line> {
    let strings = &guide.theme.strings;
    let of_chapter = |&id: &ChapterId| {
        let chapter = &guide.book[id];
        let exhibits = chapter.document.exhibits.iter().filter(move |exhibit| exhibit.kind == kind);
        exhibits.map(move |exhibit| Line {
            href: href(guide, id, Some(&kind.id(exhibit.number))),
            label: html::exhibit_label(strings, chapter, kind, exhibit.number),
            title: exhibit.title.clone(),
            lang: foreign_language(guide, chapter),
        })
    };
    selection.chapters().iter().flat_map(of_chapter).collect()
}

/// The latest date of a chapter on the page.
fn date(guide: &Guide, selection: &Selection) -> Option<String> {
    let dates = selection.chapters().iter().filter_map(|&id| {
        let front = guide.book[id].front_matter();
        front.updated.max(front.date)
    });
    dates.max().map(|date| date.to_string())
}

/// What is printed, if it is not all of the guide: the chapters that `[print] include` names.
fn selected(guide: &Guide, selection: &Selection) -> Vec<Entry> {
    if selection.is_partial() { contents(guide, selection) } else { Vec::new() }
}

fn footer(guide: &Guide, selection: &Selection) -> Option<String> {
    let rendering = SinglePage { guide, selection, id: ChapterId::HOME, is_line: true };
    let footer = guide.config.site.footer.as_ref()?;
    Some(snippet(guide, footer, &rendering))
}

/// An image as the page shows it: where it is, or all of it.
fn shown(guide: &Guide, image: Image) -> Image {
    Image { src: inline::file(guide, &image.src), srcset: None, ..image }
}
