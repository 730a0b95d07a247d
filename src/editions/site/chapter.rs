//! The page of a chapter.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use tera::{Context, Value};

use super::citation::Citation;
use super::{link, metadata, navigation, rendering};
use crate::book::{Chapter, ChapterId};
use crate::document::Lesson;
use crate::editions::shared::{ChapterData, ChapterLink, plain_lines};
use crate::guide::Guide;
use crate::number::Number;

/// The data for the template of a chapter.
#[derive(Debug, Serialize)]
struct PageChapter {
    #[serde(flatten)]
    chapter: ChapterData,
    title: String,
    depth: usize,
    themes: Vec<String>,
    toc: Vec<TocEntry>,
    lessons: Vec<LessonLink>,
    children: Vec<ChapterLink>,
    breadcrumb: Vec<ChapterLink>,
    backlinks: Vec<ChapterLink>,
    previous: Option<ChapterLink>,
    next: Option<ChapterLink>,
    citation: Citation,
    feedback: Option<String>,
    /// The PDF of the part it belongs to.
    part_pdf: Option<String>,
    has_code: bool,
}

/// A heading in the table of contents of a page.
#[derive(Debug, Serialize)]
struct TocEntry {
    href: String,
    title: String,
    /// The number of the lesson it opens.
    lesson: Option<usize>,
    children: Vec<TocEntry>,
}

/// A lesson in the list at the top of its chapter.
#[derive(Debug, Serialize)]
struct LessonLink {
    href: String,
    number: usize,
    title: String,
}

/// The data for the page of a chapter.
pub fn context(guide: &Guide, id: ChapterId) -> Context {
    let mut context = Context::new();
    context.insert("page", &metadata::of_chapter(guide, id));
    let mut chapter = Value::from_serializable(&data(guide, id)).into_map().unwrap_or_default();
    chapter.insert("navigation".into(), navigation::around(guide, id));
    context.insert_value("chapter", chapter.into());
    context.insert_value("body", Value::safe_string(&rendering::body(guide, id)));
    context
}

fn data(guide: &Guide, id: ChapterId) -> PageChapter {
    let book = &guide.book;
    let chapter = &book[id];
    let links = |ids: &[ChapterId]| ids.iter().map(|&id| link(guide, id)).collect();
    PageChapter {
        chapter: ChapterData::new(guide, chapter),
        title: chapter.title.clone(),
        depth: chapter.number.as_ref().map_or(1, Number::depth),
        themes: plain_lines(&chapter.front_matter().themes, chapter),
        toc: table_of_contents(chapter),
        lessons: lessons(chapter),
        children: links(&chapter.children),
        breadcrumb: links(&book.breadcrumb(id)),
        backlinks: links(&chapter.backlinks),
        previous: book.previous(id).map(|id| link(guide, id)),
        next: book.next(id).map(|id| link(guide, id)),
        citation: Citation::new(guide, id),
        feedback: feedback(guide, chapter),
        part_pdf: part_pdf(guide, id),
        has_code: chapter.document.has_code,
    }
}

/// The address of the PDF of the part that a chapter opens or belongs to.
fn part_pdf(guide: &Guide, id: ChapterId) -> Option<String> {
    let mut chapters = guide.book.breadcrumb(id).into_iter().chain([id]);
    chapters.find_map(|id| Some(guide.parts.get(&id)?.path.to_string()))
}

/// Headings of the first two levels, and all lessons; what is not of the first level goes below it.
fn table_of_contents(chapter: &Chapter) -> Vec<TocEntry> {
    let mut toc: Vec<TocEntry> = Vec::new();
    let top = chapter.document.headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    for heading in &chapter.document.headings {
        if heading.level > top + 1 && heading.lesson.is_none() {
            continue;
        }
        let lesson = heading.lesson.map(|index| index + 1);
        let of_lesson = heading.lesson.and_then(|index| chapter.document.lessons.get(index));
        let anchor = of_lesson.map_or(&heading.id, |lesson| &lesson.id);
        let entry = TocEntry {
            href: format!("#{anchor}"),
            title: heading.title.clone(),
            lesson,
            children: Vec::new(),
        };
        match toc.last_mut() {
            Some(above) if heading.level > top => above.children.push(entry),
            _ => toc.push(entry),
        }
    }
    toc
}

fn lessons(chapter: &Chapter) -> Vec<LessonLink> {
    let link = |lesson: &Lesson| LessonLink {
        href: format!("#{}", lesson.id),
        number: lesson.number,
        title: lesson.title.clone(),
    };
    chapter.document.lessons.iter().map(link).collect()
}

/// Characters that need no escaping anywhere in an address (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The feedback address, with the chapter's number and title filled in.
fn feedback(guide: &Guide, chapter: &Chapter) -> Option<String> {
    let pattern = guide.config.site.feedback.as_ref()?;
    let encode = |text: &str| utf8_percent_encode(text, UNRESERVED).to_string();
    let number = chapter.number_text().unwrap_or_default();
    let pattern = if pattern.contains(':') || !pattern.contains('@') {
        pattern.replace(' ', "%20")
    } else {
        format!("mailto:{pattern}?subject={{number}}%20{{title}}")
    };
    Some(pattern.replace("{number}", &encode(&number)).replace("{title}", &encode(&chapter.title)))
}
