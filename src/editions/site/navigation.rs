//! The sidebar: the way to a chapter and what lies around it, never the whole guide.

use serde::Serialize;

use super::file;
use crate::book::{Chapter, ChapterId};
use crate::editions::shared::foreign_language;
use crate::guide::Guide;

/// How many chapters a list in the sidebar shows at most.
const WINDOW: usize = 30;

/// A chapter in the sidebar.
#[derive(Debug, Serialize)]
pub struct NavigationItem {
    href: String,
    number: Option<String>,
    title: String,
    lang: Option<String>,
    /// Whether this is the page itself.
    current: bool,
    children: Vec<NavigationItem>,
    /// Whether chapters before the first or after the last child are left out.
    more_before: bool,
    more_after: bool,
}

/// The parts of the guide, the way down from them to the chapter, its siblings and children.
pub fn around(guide: &Guide, id: ChapterId) -> Vec<NavigationItem> {
    let mut path = guide.book.breadcrumb(id);
    path.push(id);
    let mut root = NavigationItem::new(guide, ChapterId::HOME, id);
    root.open(guide, &path, id);
    root.children
}

impl NavigationItem {
    fn new(guide: &Guide, id: ChapterId, current: ChapterId) -> Self {
        let chapter = &guide.book[id];
        // No summary is shown here, so none is set in type for every chapter of every sidebar.
        Self {
            href: file(&chapter.name, "html"),
            number: chapter.number_text(),
            title: chapter.title.clone(),
            lang: foreign_language(guide, chapter),
            current: id == current,
            children: Vec::new(),
            more_before: false,
            more_after: false,
        }
    }

    /// Lists the children of the first chapter of `path`, and opens the next chapter in it.
    fn open(&mut self, guide: &Guide, path: &[ChapterId], current: ChapterId) {
        let Some((id, rest)) = path.split_first() else { return };
        let children = &guide.book[*id].children;
        let next = rest.first();
        let place = next.and_then(|next| children.iter().position(|child| child == next));
        // Between the parts and the siblings the path alone is enough.
        let shown = match (place, rest.len()) {
            (Some(place), depth) if depth > 1 && *id != ChapterId::HOME => place..place + 1,
            (place, _) => window(children.len(), place.unwrap_or(0)),
        };
        self.more_before = shown.start > 0;
        self.more_after = shown.end < children.len();
        for &child in &children[shown] {
            let mut item = Self::new(guide, child, current);
            if Some(&child) == next {
                item.open(guide, rest, current);
            }
            self.children.push(item);
        }
    }
}

/// At most [`WINDOW`] of `length` places, with `place` in the middle where that is possible.
fn window(length: usize, place: usize) -> std::ops::Range<usize> {
    let start = place.saturating_sub(WINDOW / 2).min(length.saturating_sub(WINDOW));
    start..(start + WINDOW).min(length)
}

/// A row of [`tree`]: depth, page, number, title, and the language where it is another.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Own(usize, &'a str, String, &'a str),
    Foreign(usize, &'a str, String, &'a str, &'a str),
}

/// All chapters as a script for the sidebar, in order.
pub fn tree(guide: &Guide) -> Vec<u8> {
    let rows: Vec<Row<'_>> =
        guide.book.chapters().map(|(id, chapter)| row(guide, id, chapter)).collect();
    let json = serde_json::to_string(&rows).expect("rows are plain data");
    format!("wijkengids.chapters({json});\n").into_bytes()
}

fn row<'a>(guide: &Guide, id: ChapterId, chapter: &'a Chapter) -> Row<'a> {
    let depth = guide.book.breadcrumb(id).len();
    let number = chapter.number_text().unwrap_or_default();
    if chapter.language == guide.config.book.language {
        Row::Own(depth, name(chapter), number, &chapter.title)
    } else {
        Row::Foreign(depth, name(chapter), number, &chapter.title, &chapter.language)
    }
}

/// The page of a chapter, unless its number says it.
fn name(chapter: &Chapter) -> &str {
    match chapter.number {
        Some(_) => "",
        None => &chapter.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_bounded() {
        assert_eq!(window(5, 2), 0..5);
        assert_eq!(window(1000, 0), 0..WINDOW);
        assert_eq!(window(1000, 500), 485..515);
        assert_eq!(window(1000, 999), 970..1000);
    }
}
