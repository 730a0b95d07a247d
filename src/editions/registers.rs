//! What the registers of a printed edition list: lessons, figures and tables.

use std::collections::{BTreeSet, HashMap};

use super::html;
use super::selection::Selection;
use super::shared::{foreign_language, printed_title, shortened};
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::guide::Guide;
use crate::lessons::LessonEntry;

/// The most characters of a title in a register: what a longer one says stands where the line leads.
const LONGEST: usize = 200;

/// A line of a register.
#[derive(Debug)]
pub struct Line {
    /// The chapter it leads to.
    pub chapter: ChapterId,
    /// The anchor there.
    pub anchor: String,
    /// "Les 3", "Figuur 2.4.8-1".
    pub label: String,
    /// The title of what it leads to, as far as a line shows it.
    pub title: String,
    /// The language of the title where it is not that of the guide.
    pub lang: Option<String>,
}

/// Whether the chosen chapters have lessons.
pub fn has_lessons(guide: &Guide, selection: &Selection) -> bool {
    guide.lessons.entries.iter().any(|entry| selection.contains(entry.chapter))
}

/// The lessons of each chapter that has any.
pub fn lessons_by_chapter(guide: &Guide, selection: &Selection) -> Vec<(ChapterId, Vec<Line>)> {
    let groups = guide.lessons.by_chapter().filter(|(id, _)| selection.contains(*id));
    groups
        .map(|(id, entries)| (id, entries.iter().map(|entry| lesson(guide, entry)).collect()))
        .collect()
}

/// A lesson in a list of those of its chapter: "Les 3".
pub fn lesson(guide: &Guide, entry: &LessonEntry) -> Line {
    Line {
        chapter: entry.chapter,
        anchor: entry.anchor.clone(),
        label: guide.theme.strings.fill("lesson_n", &[("n", &entry.number.to_string())]),
        title: shortened(&entry.title, LONGEST),
        lang: foreign_language(guide, &guide.book[entry.chapter]),
    }
}

/// The themes in the order of the lesson index, each with its lessons.
pub fn lessons_by_theme<'a>(guide: &'a Guide, selection: &Selection) -> Vec<(&'a str, Vec<Line>)> {
    let mut lessons: HashMap<&str, Vec<Line>> = HashMap::new();
    for entry in guide.lessons.entries.iter().filter(|entry| selection.contains(entry.chapter)) {
        let themes: BTreeSet<&str> = entry.themes.iter().map(String::as_str).collect();
        for theme in themes {
            lessons.entry(theme).or_default().push(locator(guide, entry));
        }
    }
    let themes = guide.lessons.themes.iter();
    themes.filter_map(|(name, _)| Some((name.as_str(), lessons.remove(&**name)?))).collect()
}

/// A lesson in a list of those of several chapters: "2.4.8, les 3".
pub fn locator(guide: &Guide, entry: &LessonEntry) -> Line {
    let line = lesson(guide, entry);
    let chapter = &guide.book[entry.chapter];
    let title = || printed_title(guide, entry.chapter).to_owned();
    let place = chapter.number_text().unwrap_or_else(title);
    Line { label: format!("{place}, {}", line.label.to_lowercase()), ..line }
}

/// The figures or the tables that have a caption.
pub fn exhibits(guide: &Guide, selection: &Selection, kind: ExhibitKind) -> Vec<Line> {
    let strings = &guide.theme.strings;
    let of_chapter = |&id: &ChapterId| {
        let chapter = &guide.book[id];
        let exhibits = chapter.document.exhibits.iter().filter(move |exhibit| exhibit.kind == kind);
        exhibits.map(move |exhibit| Line {
            chapter: id,
            anchor: exhibit.id.clone(),
            label: html::exhibit_label(strings, chapter.number.as_ref(), kind, exhibit.number),
            title: shortened(&exhibit.title, LONGEST),
            lang: foreign_language(guide, chapter),
        })
    };
    selection.chapters().iter().flat_map(of_chapter).collect()
}
