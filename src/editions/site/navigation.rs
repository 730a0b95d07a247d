//! The sidebar: the path to a chapter and its surroundings, never the whole guide.

use serde::Serialize;

use crate::book::{Chapter, ChapterId};
use crate::editions::shared::{TreeItem, foreign_language, page_of, short_title, tree};
use crate::guide::Guide;

/// The most chapters that a list in the sidebar shows.
const WINDOW: usize = 30;

/// A line of the sidebar: a chapter, or a gap where chapters before the first or after the last one
/// shown are left out. Unlike a `ChapterLink` it has no summary, which would be processed for every
/// sidebar.
#[derive(Debug, Default, Serialize)]
pub struct NavigationItem {
    /// The address of the chapter; `None` for a gap.
    href: Option<String>,
    number: Option<String>,
    title: String,
    lang: Option<String>,
    /// Whether it is the page's own.
    current: bool,
}

/// The parts of the guide, the path from them to the chapter, its siblings and its children.
pub fn around(guide: &Guide, id: ChapterId) -> Vec<TreeItem<NavigationItem>> {
    let mut path = guide.book.breadcrumb(id);
    path.push(id);
    let mut items = Vec::new();
    add_children(guide, &path, 0, &mut items);
    tree(items)
}

/// Adds the children of the first chapter of `path`; below the next one on the path, its children
/// in turn.
fn add_children(
    guide: &Guide,
    path: &[ChapterId],
    depth: usize,
    items: &mut Vec<(usize, NavigationItem)>,
) {
    let Some((id, rest)) = path.split_first() else { return };
    let children = &guide.book[*id].children;
    let next = rest.first();
    // Children are in the order of the book.
    let open = next.and_then(|next| children.binary_search(next).ok());
    // Between the parts and the siblings, only the path is shown.
    let shown = match (open, rest.len()) {
        (Some(open), length) if length > 1 && *id != ChapterId::HOME => open..open + 1,
        (open, _) => window(children.len(), open.unwrap_or(0)),
    };
    let left_out = || (depth, NavigationItem::default());
    if shown.start > 0 {
        items.push(left_out());
    }
    for &child in &children[shown.clone()] {
        let is_current = rest == [child];
        items.push((depth, shown_chapter(guide, child, is_current)));
        if Some(&child) == next {
            add_children(guide, rest, depth + 1, items);
        }
    }
    if shown.end < children.len() {
        items.push(left_out());
    }
}

fn shown_chapter(guide: &Guide, id: ChapterId, current: bool) -> NavigationItem {
    let chapter = &guide.book[id];
    NavigationItem {
        href: Some(page_of(chapter).to_string()),
        number: chapter.number_text(),
        title: short_title(&chapter.title),
        lang: foreign_language(guide, chapter),
        current,
    }
}

/// At most [`WINDOW`] of `length` indices, with `middle` in the middle if possible.
fn window(length: usize, middle: usize) -> std::ops::Range<usize> {
    let start = middle.saturating_sub(WINDOW / 2).min(length.saturating_sub(WINDOW));
    start..(start + WINDOW).min(length)
}

/// A row of [`all_chapters`]: depth, page name, number, title, and the language if it is another.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Own(usize, &'a str, String, &'a str),
    Foreign(usize, &'a str, String, &'a str, &'a str),
}

/// The script with all chapters in order, for the sidebar.
pub fn all_chapters(guide: &Guide) -> Vec<u8> {
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

/// The name of a chapter's page, unless it follows from its number.
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
