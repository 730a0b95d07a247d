//! The chapters of a printed edition, and which of them start a new sheet of paper.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::book::{Book, Chapter, ChapterId};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::guide::Guide;
use crate::messages::message;
use crate::number::Number;
use crate::suggestion::{COMPARED, did_you_mean};

/// How a chapter begins in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A part of the guide: on a right-hand page of its own.
    Part,
    /// On a new page.
    Page,
    /// Below the chapter before it, which leaves most of its page empty.
    Below,
}

/// The chapters of a printed edition, in order.
pub struct Selection {
    chapters: Vec<ChapterId>,
    /// How each chapter of the book begins; `None` if it is left out.
    starts: Vec<Option<Start>>,
    /// Whether chapters are left out.
    partial: bool,
}

/// A chapter shorter than this many bytes leaves most of its page to the next.
const SHORT: usize = 1200;

impl Selection {
    /// The chapters that `[print] include` chooses, or all that have something to show.
    pub fn of_guide(guide: &Guide) -> Self {
        Self::of(&guide.book, &guide.config)
    }

    /// The same of a book.
    pub fn of(book: &Book, config: &Config) -> Self {
        let include = &config.print.include;
        let roots = include.iter().filter_map(|entry| find(book, entry)).collect();
        Self::below(book, &roots, !include.is_empty())
    }

    /// A chapter with all below it.
    pub fn of_part(book: &Book, part: ChapterId) -> Self {
        Self::below(book, &[part].into(), true)
    }

    /// These chapters with those below them if it is `partial`, else all that have something to
    /// show.
    fn below(book: &Book, roots: &HashSet<ChapterId>, partial: bool) -> Self {
        let mut this = Self { chapters: Vec::new(), starts: Vec::new(), partial };
        // How much of the page is filled; nothing may follow a part on its page.
        let mut filled = usize::MAX;
        for (id, chapter) in book.iter() {
            let is_chosen = if partial {
                // The parent comes first, so whether it is on the page is known by now.
                let parent = chapter.parent.filter(|&parent| parent != ChapterId::HOME);
                roots.contains(&id) || parent.is_some_and(|parent| this.contains(parent))
            } else {
                id != ChapterId::HOME || !chapter.document.blocks.is_empty()
            };
            let start = is_chosen.then(|| start(id, chapter, filled));
            if let Some(start) = start {
                filled = match start {
                    Start::Part => usize::MAX,
                    Start::Page => length(chapter),
                    Start::Below => filled.saturating_add(length(chapter)),
                };
                this.chapters.push(id);
            }
            this.starts.push(start);
        }
        this
    }

    /// The chapters in order.
    pub fn chapters(&self) -> &[ChapterId] {
        &self.chapters
    }

    /// Whether chapters of the guide are left out.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// The chapters that are parts of the guide.
    pub fn parts(&self) -> impl Iterator<Item = ChapterId> {
        let parts = self.chapters.iter().copied();
        parts.filter(|&id| self.start(id) == Some(Start::Part))
    }

    /// Whether a chapter is among them.
    pub fn contains(&self, id: ChapterId) -> bool {
        self.start(id).is_some()
    }

    /// The depth of a chapter: 1, and one more for each chapter above it that is among them too.
    pub fn depth(&self, book: &Book, id: ChapterId) -> usize {
        let above = book.breadcrumb(id).into_iter();
        1 + above.filter(|&above| above != ChapterId::HOME && self.contains(above)).count()
    }

    /// The latest date of a chapter among them, or that of the edition if it is later.
    pub fn latest_change(&self, guide: &Guide) -> Option<Date> {
        let dates = self.chapters.iter().filter_map(|&id| {
            let chapter = &guide.book[id];
            guide.updated(chapter).max(chapter.front_matter().date)
        });
        dates.max().max(guide.config.book.date)
    }

    /// How a chapter begins; `None` if it is left out.
    pub fn start(&self, id: ChapterId) -> Option<Start> {
        self.starts.get(id.index()).copied().flatten()
    }
}

fn start(id: ChapterId, chapter: &Chapter, filled: usize) -> Start {
    let is_top = chapter.parent == Some(ChapterId::HOME) && chapter.number.is_some();
    match () {
        () if is_top && !chapter.children.is_empty() => Start::Part,
        () if id == ChapterId::HOME || chapter.number.is_none() || is_top => Start::Page,
        () if filled < SHORT => Start::Below,
        () => Start::Page,
    }
}

/// Roughly how much of a page a chapter takes, in bytes of text.
fn length(chapter: &Chapter) -> usize {
    const HEADING: usize = 250;
    const FIGURE: usize = 900;
    let text = chapter.source.as_ref().map_or(0, |source| source.text.content.len() - source.body);
    HEADING + text + FIGURE * chapter.document.exhibits.len()
}

/// The chapter that an entry of `[print] include` names.
fn find(book: &Book, entry: &str) -> Option<ChapterId> {
    match entry.parse::<Number>() {
        Ok(number) => book.by_number(&number),
        Err(_) => book.by_name(entry),
    }
}

/// Entries of `[print] include` that name no chapter.
pub fn problems(book: &Book, config: &Config, book_toml: &Arc<Text>) -> Vec<Diagnostic> {
    let names: Vec<&str> = book.chapters().map(|(_, chapter)| &*chapter.name).collect();
    let unknown = config.print.include.iter().filter(|entry| find(book, entry).is_none());
    unknown
        .enumerate()
        .map(|(count, entry)| {
            let names = names.iter().copied().filter(|_| count < COMPARED);
            let message = message!("print-no-chapter", name = entry.as_str());
            let problem =
                Diagnostic::error(message).at(book_toml, book_toml.find(&format!("\"{entry}\"")));
            problem.help(match did_you_mean(entry, names) {
                Some(near) => message!("did-you-mean", near = near),
                None => message!("print-no-chapter", "help"),
            })
        })
        .collect()
}
