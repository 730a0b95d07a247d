//! Into which groups the cards are divided.

use std::collections::HashMap;

use crate::book::ChapterId;
use crate::config::CardsBy;
use crate::editions::selection::Selection;
use crate::guide::Guide;
use crate::lessons::LessonEntry;

/// Lessons that belong together.
pub struct Group<'a> {
    /// What they have in common.
    pub subject: Subject<'a>,
    /// The lessons, in the order of the book.
    pub lessons: Vec<&'a LessonEntry>,
}

/// What the lessons of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// They are in this chapter, or in chapters below it.
    Chapter(ChapterId),
    /// They have this theme.
    Theme(&'a str),
    /// They have no theme.
    Other,
}

/// The lessons of the chosen chapters in groups. A lesson with more themes is with the first, as
/// there is one card of it.
pub fn groups<'a>(guide: &'a Guide, selection: &Selection) -> Vec<Group<'a>> {
    let subject = |entry: &'a LessonEntry| match guide.config.print.cards_by {
        CardsBy::Chapter => Subject::Chapter(entry.chapter),
        CardsBy::Part => Subject::Chapter(part(guide, entry.chapter)),
        CardsBy::Theme => entry.themes.first().map_or(Subject::Other, |name| Subject::Theme(name)),
    };
    let chosen = guide.lessons.entries.iter().filter(|entry| selection.contains(entry.chapter));
    let mut lessons: Vec<_> = chosen.map(|entry| (subject(entry), entry)).collect();
    let themes = guide.lessons.themes.iter().zip(0..);
    let themes: HashMap<&str, usize> = themes.map(|((name, _), at)| (&**name, at)).collect();
    // Chapters are in order already.
    lessons.sort_by_key(|(subject, _)| match subject {
        Subject::Chapter(_) => 0,
        Subject::Theme(name) => themes.get(name).copied().unwrap_or(usize::MAX),
        Subject::Other => usize::MAX,
    });
    let groups = lessons.chunk_by(|(a, _), (b, _)| a == b);
    groups
        .map(|group| Group {
            subject: group[0].0,
            lessons: group.iter().map(|(_, entry)| *entry).collect(),
        })
        .collect()
}

/// The part of the guide that a chapter is in, or the chapter itself if it is in none.
fn part(guide: &Guide, id: ChapterId) -> ChapterId {
    let above = guide.book.breadcrumb(id).into_iter();
    above.filter(|&above| above != ChapterId::HOME).chain([id]).next().unwrap_or(id)
}
