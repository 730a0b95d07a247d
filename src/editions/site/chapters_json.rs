//! `chapters.json`: all chapters as data, for other programs.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::book::{Chapter, ChapterId};
use crate::document::text;
use crate::editions::shared::{page_of, plain_lines, summary};
use crate::guide::Guide;
use crate::lessons::LessonEntry;

/// A chapter. What it lacks is an empty text, an empty list or `null`.
#[derive(Debug, Serialize)]
struct ChapterRecord<'a> {
    /// Its number; empty if it has none.
    number: String,
    title: &'a str,
    summary: String,
    /// Where it is, relative to the site.
    url: String,
    /// Where the chapter above it is; `null` for the home page.
    parent: Option<String>,
    language: &'a str,
    authors: &'a [String],
    themes: Vec<String>,
    date: Option<String>,
    updated: Option<String>,
    /// Its text without mark-up, a line for each paragraph.
    text: String,
    lessons: Vec<LessonRecord<'a>>,
}

/// A lesson in a chapter.
#[derive(Debug, Serialize)]
struct LessonRecord<'a> {
    /// From 1, in the order of the chapter.
    lesson: usize,
    title: &'a str,
    /// Its first sentence.
    teaser: &'a str,
    themes: &'a [String],
    /// Where it is, relative to the site.
    url: String,
}

/// Writes an array of all chapters in the order of the book, the home page first.
///
/// # Errors
/// Those of the writer.
pub fn write(guide: &Guide, out: &mut dyn Write) -> io::Result<()> {
    // One record after the other: together they have all the text of the guide.
    let records = guide.book.iter().map(|(id, chapter)| record(guide, id, chapter));
    serde_json::Serializer::pretty(&mut *out).collect_seq(records)?;
    out.write_all(b"\n")
}

/// The same in memory.
pub fn render(guide: &Guide) -> Vec<u8> {
    let mut json = Vec::new();
    write(guide, &mut json).expect("a vector takes every byte");
    json
}

fn record<'a>(guide: &'a Guide, id: ChapterId, chapter: &'a Chapter) -> ChapterRecord<'a> {
    let front = chapter.front_matter();
    let lesson = |entry: &'a LessonEntry| LessonRecord {
        lesson: entry.number,
        title: &entry.title,
        teaser: &entry.teaser,
        themes: &entry.themes,
        url: format!("{}#{}", page_of(chapter), entry.anchor),
    };
    ChapterRecord {
        number: chapter.number_text().unwrap_or_default(),
        title: &chapter.title,
        summary: summary(chapter).unwrap_or_default(),
        url: page_of(chapter).to_string(),
        parent: chapter.parent.map(|above| page_of(&guide.book[above]).to_string()),
        language: &chapter.language,
        authors: &front.authors,
        themes: plain_lines(&front.themes, chapter),
        date: front.date.map(|date| date.to_string()),
        updated: guide.updated(chapter).map(|date| date.to_string()),
        text: text::of_document(&chapter.document),
        lessons: guide.lessons.of_chapter(id).iter().map(lesson).collect(),
    }
}
