//! The pages around the chapters: home, contents, lessons, search, not found, redirects.

use serde::Serialize;
use tera::{Context, Value};

use super::metadata::{self, PageData};
use super::{file, link, rendering};
use crate::book::ChapterId;
use crate::editions::shared::{ChapterLink, TreeItem, foreign_language, matter, tree};
use crate::guide::Guide;
use crate::lessons::LessonEntry;

/// A part of the guide, or a chapter that is in none.
#[derive(Debug, Serialize)]
struct Part {
    #[serde(flatten)]
    link: ChapterLink,
    /// `front`, `body`, `appendix` or `back`.
    matter: &'static str,
    /// The chapters directly below it, where the page shows them.
    children: Vec<TreeItem<ChapterLink>>,
}

impl Part {
    fn new(guide: &Guide, id: ChapterId) -> Self {
        let (link, matter) = (link(guide, id), matter(&guide.book[id]));
        Self { link, matter, children: Vec::new() }
    }

    fn with_children(guide: &Guide, id: ChapterId) -> Self {
        let children = guide.book[id].children.iter().map(|&child| (0, link(guide, child)));
        Self { children: tree(children), ..Self::new(guide, id) }
    }
}

/// The chapters directly below the home page.
fn parts(guide: &Guide) -> impl Iterator<Item = ChapterId> {
    guide.book.home().children.iter().copied()
}

/// The data for the home page.
pub fn home(guide: &Guide) -> Context {
    let mut context = page(&metadata::of_home(guide));
    let home = guide.book.home();
    context.insert("lang", &home.language);
    let (numbered, others): (Vec<_>, Vec<_>) =
        parts(guide).partition(|&id| guide.book[id].number.is_some());
    let numbered = numbered.into_iter().map(|id| Part::with_children(guide, id));
    context.insert("parts", &numbered.collect::<Vec<_>>());
    context.insert("others", &tree(others.into_iter().map(|id| (0, link(guide, id)))));
    context.insert("first", &guide.book.next(ChapterId::HOME).map(|id| link(guide, id)));
    context.insert_value("body", Value::safe_string(&rendering::body(guide, ChapterId::HOME)));
    context
}

/// The data for the contents.
pub fn contents(guide: &Guide) -> Context {
    let strings = &guide.theme.strings;
    let url = file(strings.get("page_contents"), "html");
    let mut context =
        page(&metadata::of_page(guide, "contents", strings.get("contents"), url.as_str()));
    let chapters = guide.book.chapters();
    let chapters = chapters.map(|(id, _)| (guide.book.breadcrumb(id).len(), link(guide, id)));
    context.insert("chapters", &tree(chapters));
    context
}

/// A lesson in the index.
#[derive(Debug, Serialize)]
struct LessonItem<'a> {
    href: String,
    number: usize,
    title: &'a str,
    teaser: &'a str,
    themes: &'a [String],
    /// The language of title and teaser, if it is not that of the guide.
    lang: Option<String>,
    /// The chapter's number, else its title.
    chapter: String,
}

impl<'a> LessonItem<'a> {
    fn new(guide: &Guide, entry: &'a LessonEntry) -> Self {
        let chapter = &guide.book[entry.chapter];
        Self {
            href: format!("{}.html#{}", chapter.name, entry.anchor),
            number: entry.number,
            title: &entry.title,
            teaser: &entry.teaser,
            themes: &entry.themes,
            lang: foreign_language(guide, chapter),
            chapter: chapter.number.as_ref().map_or(chapter.title.clone(), ToString::to_string),
        }
    }
}

#[derive(Debug, Serialize)]
struct LessonGroup<'a> {
    chapter: ChapterLink,
    lessons: Vec<LessonItem<'a>>,
}

#[derive(Debug, Serialize)]
struct Letter<'a> {
    letter: char,
    lessons: Vec<LessonItem<'a>>,
}

#[derive(Debug, Serialize)]
struct ThemeFilter<'a> {
    name: &'a str,
    href: String,
    count: usize,
}

/// The data for the lesson index.
pub fn lessons(guide: &Guide) -> Context {
    let strings = &guide.theme.strings;
    let url = file(strings.get("page_lessons"), "html");
    let mut context =
        page(&metadata::of_page(guide, "lessons", strings.get("lessons"), url.as_str()));
    let groups: Vec<_> = guide
        .lessons
        .by_chapter()
        .map(|(chapter, entries)| LessonGroup {
            chapter: link(guide, chapter),
            lessons: entries.iter().map(|entry| LessonItem::new(guide, entry)).collect(),
        })
        .collect();
    let letters: Vec<_> = guide
        .lessons
        .by_letter(&guide.config.book.language)
        .into_iter()
        .map(|(letter, entries)| Letter {
            letter,
            lessons: entries.into_iter().map(|entry| LessonItem::new(guide, entry)).collect(),
        })
        .collect();
    let themes: Vec<_> = guide
        .lessons
        .themes
        .iter()
        .map(|(name, count)| ThemeFilter {
            name,
            href: rendering::theme_href(guide, name),
            count: *count,
        })
        .collect();
    context.insert("groups", &groups);
    context.insert("letters", &letters);
    context.insert("themes", &themes);
    context
}

/// The data for the search page.
pub fn search(guide: &Guide) -> Context {
    let strings = &guide.theme.strings;
    let url = file(strings.get("page_search"), "html");
    page(&metadata::of_page(guide, "search", strings.get("search"), url.as_str()).unlisted())
}

/// The data for the page for unknown addresses.
pub fn not_found(guide: &Guide) -> Context {
    let title = guide.theme.strings.get("not_found");
    let mut context = page(&metadata::of_page(guide, "not-found", title, "404.html").unlisted());
    context.insert("parts", &parts(guide).map(|id| Part::new(guide, id)).collect::<Vec<_>>());
    context
}

/// The data for a former address, `depth` folders below the other pages.
pub fn redirect(guide: &Guide, id: ChapterId, depth: usize) -> Context {
    let mut to = link(guide, id);
    let title = guide.book[id].label();
    let mut context = page(&metadata::of_page(guide, "redirect", &title, &to.href).unlisted());
    to.href.insert_str(0, &"../".repeat(depth));
    context.insert("to", &to);
    context
}

pub fn page(page: &PageData) -> Context {
    let mut context = Context::new();
    context.insert("page", page);
    context
}
