//! The contents and the registers of a book as links, for templates.

use serde::Serialize;

use super::registers::{self, Line};
use super::selection::Selection;
use super::shared::{ChapterLink, TreeItem, foreign_language, printed_title, short_title, tree};
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::guide::Guide;

/// The address of a chapter, or of an anchor in it.
pub type Href = fn(&Guide, ChapterId, Option<&str>) -> String;

/// The contents and registers of the chapters of an edition.
#[derive(Clone, Copy)]
pub struct RegisterLinks<'a> {
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

impl<'a> RegisterLinks<'a> {
    /// A link to a chapter.
    pub fn chapter(&self, id: ChapterId) -> ChapterLink {
        let chapter = &self.guide.book[id];
        ChapterLink {
            href: (self.href)(self.guide, id, None),
            number: chapter.number_text(),
            title: short_title(printed_title(self.guide, id)),
            summary: None,
            lang: foreign_language(self.guide, chapter),
        }
    }

    /// The tree of the chapters. A chapter whose parent is left out takes its place.
    pub fn contents(&self) -> Vec<TreeItem<ChapterLink>> {
        let depth = |id| self.selection.depth(&self.guide.book, id);
        tree(self.selection.chapters().iter().map(|&id| (depth(id), self.chapter(id))))
    }

    /// The chapters that are below no other, if `[print] include` leaves some out.
    pub fn selected(&self) -> Vec<ChapterLink> {
        let (book, selection) = (&self.guide.book, self.selection);
        let chapters = selection.chapters().iter().filter(|_| selection.is_partial());
        let top = chapters.filter(|&&id| selection.depth(book, id) == 1);
        top.map(|&id| self.chapter(id)).collect()
    }

    /// The lessons, by chapter.
    pub fn lessons_by_chapter(&self) -> Vec<LessonGroup> {
        let groups = registers::lessons_by_chapter(self.guide, self.selection).into_iter();
        let group =
            |(id, lessons)| LessonGroup { chapter: self.chapter(id), lessons: self.lines(lessons) };
        groups.map(group).collect()
    }

    /// The lessons, by theme.
    pub fn lessons_by_theme(&self) -> Vec<ThemeGroup<'a>> {
        let groups = registers::lessons_by_theme(self.guide, self.selection).into_iter();
        groups.map(|(name, lessons)| ThemeGroup { name, lessons: self.lines(lessons) }).collect()
    }

    /// The numbered figures or tables.
    pub fn exhibits(&self, kind: ExhibitKind) -> Vec<RegisterLine> {
        self.lines(registers::exhibits(self.guide, self.selection, kind))
    }

    fn lines(&self, lines: Vec<Line>) -> Vec<RegisterLine> {
        let lines = lines.into_iter();
        lines
            .map(|Line { chapter, anchor, label, title, lang }| RegisterLine {
                href: (self.href)(self.guide, chapter, Some(&anchor)),
                label,
                title,
                lang,
            })
            .collect()
    }
}
