//! What a book has around its chapters: contents, and registers of lessons, figures and tables.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::html;
use super::selection::Selection;
use super::shared::{ChapterLink, TreeItem, book_title, foreign_language, short_title, tree};
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::guide::Guide;
use crate::lessons::LessonEntry;

/// The address of a chapter, or of an anchor in it.
pub type Href = fn(&Guide, ChapterId, Option<&str>) -> String;

/// The contents and registers of the chapters of an edition.
pub struct Registers<'a> {
    pub guide: &'a Guide,
    pub selection: &'a Selection,
    pub href: Href,
}

/// A line of a register.
#[derive(Debug, Serialize)]
pub struct RegisterLine {
    href: String,
    /// "Les 3", "Figuur 2.4.8-1".
    label: String,
    title: String,
    /// The language of the title where it is not that of the guide.
    lang: Option<String>,
}

/// The lessons of a chapter.
#[derive(Debug, Serialize)]
pub struct LessonGroup {
    chapter: ChapterLink,
    lessons: Vec<RegisterLine>,
}

/// The lessons of a theme.
#[derive(Debug, Serialize)]
pub struct ThemeGroup<'a> {
    name: &'a str,
    lessons: Vec<RegisterLine>,
}

impl<'a> Registers<'a> {
    /// A link to a chapter.
    pub fn link(&self, id: ChapterId) -> ChapterLink {
        let chapter = &self.guide.book[id];
        ChapterLink {
            href: (self.href)(self.guide, id, None),
            number: chapter.number_text(),
            title: short_title(book_title(self.guide, id)),
            summary: None,
            lang: foreign_language(self.guide, chapter),
        }
    }

    /// The tree of the chapters. A chapter whose parent is left out takes its place.
    pub fn contents(&self) -> Vec<TreeItem<ChapterLink>> {
        let chapters = self.selection.chapters().iter();
        tree(chapters.map(|&id| (self.selection.depth(&self.guide.book, id), self.link(id))))
    }

    /// The chapters that are below no other, if `[print] include` leaves some out.
    pub fn selected(&self) -> Vec<ChapterLink> {
        let (book, selection) = (&self.guide.book, self.selection);
        let chapters = selection.chapters().iter().filter(|_| selection.is_partial());
        chapters.filter(|&&id| selection.depth(book, id) == 1).map(|&id| self.link(id)).collect()
    }

    /// The latest date of a chapter.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        let date = |&id: &ChapterId| {
            let chapter = &self.guide.book[id];
            self.guide.updated(chapter).max(chapter.front_matter().date)
        };
        self.selection.chapters().iter().filter_map(date).max()
    }

    /// The lessons, by chapter.
    pub fn lessons_by_chapter(&self) -> Vec<LessonGroup> {
        let groups = self.guide.lessons.by_chapter();
        groups
            .filter(|(id, _)| self.selection.contains(*id))
            .map(|(id, entries)| LessonGroup {
                chapter: self.link(id),
                lessons: entries.iter().map(|entry| self.lesson(entry)).collect(),
            })
            .collect()
    }

    fn lesson(&self, entry: &LessonEntry) -> RegisterLine {
        RegisterLine {
            href: (self.href)(self.guide, entry.chapter, Some(&entry.anchor)),
            label: self.guide.theme.strings.fill("lesson_n", &[("n", &entry.number.to_string())]),
            title: entry.title.clone(),
            lang: foreign_language(self.guide, &self.guide.book[entry.chapter]),
        }
    }

    /// The themes in the order of the lesson index, each with its lessons.
    pub fn lessons_by_theme(&self) -> Vec<ThemeGroup<'a>> {
        let mut lessons: HashMap<&str, Vec<RegisterLine>> = HashMap::new();
        let entries = self.guide.lessons.entries.iter();
        for entry in entries.filter(|entry| self.selection.contains(entry.chapter)) {
            let themes: BTreeSet<&str> = entry.themes.iter().map(String::as_str).collect();
            for theme in themes {
                lessons.entry(theme).or_default().push(self.locator(entry));
            }
        }
        let themes = self.guide.lessons.themes.iter();
        themes
            .filter_map(|(name, _)| Some(ThemeGroup { name, lessons: lessons.remove(&**name)? }))
            .collect()
    }

    /// "2.4.8, les 3"
    fn locator(&self, entry: &LessonEntry) -> RegisterLine {
        let line = self.lesson(entry);
        let place = self.guide.book[entry.chapter].number_text();
        let place = place.unwrap_or_else(|| book_title(self.guide, entry.chapter).to_owned());
        RegisterLine { label: format!("{place}, {}", line.label.to_lowercase()), ..line }
    }

    /// The numbered figures or tables.
    pub fn exhibits(&self, kind: ExhibitKind) -> Vec<RegisterLine> {
        let guide = self.guide;
        let of_chapter = |&id: &ChapterId| {
            let chapter = &guide.book[id];
            let exhibits = chapter.document.exhibits.iter();
            exhibits.filter(move |exhibit| exhibit.kind == kind).map(move |exhibit| RegisterLine {
                href: (self.href)(guide, id, Some(&exhibit.id)),
                label: html::exhibit_label(
                    &guide.theme.strings,
                    chapter.number.as_ref(),
                    kind,
                    exhibit.number,
                ),
                title: exhibit.title.clone(),
                lang: foreign_language(guide, chapter),
            })
        };
        self.selection.chapters().iter().flat_map(of_chapter).collect()
    }
}
