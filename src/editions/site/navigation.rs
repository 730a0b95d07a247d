//! The sidebar: the path to a chapter and its surroundings, never the whole guide.

use serde::Serialize;
use tera::{Context, Value};

use crate::book::{Chapter, ChapterId};
use crate::editions::shared::{TreeItem, foreign_language, page_of, short_title, tree};
use crate::guide::Guide;

/// The most chapters that a list in the sidebar shows.
const WINDOW: usize = 30;

/// A line of the sidebar: a chapter, or a gap where chapters before the first or after the last one
/// shown are left out. Unlike a `ChapterLink` it has no summary, which would be processed for every
/// sidebar.
#[derive(Debug, Default, Serialize)]
struct NavigationItem {
    /// The address of the chapter; `None` for a gap.
    href: Option<String>,
    number: Option<String>,
    title: String,
    lang: Option<String>,
    /// Whether it is the page's own.
    current: bool,
}

/// The parts of the guide, the path from them to the chapter, its siblings and its children: the lines
/// of the sidebar, as templates see them.
pub fn around(guide: &Guide, id: ChapterId) -> Value {
    let mut path = guide.book.breadcrumb(id);
    path.push(id);
    let mut lines = Vec::new();
    add_children(guide, &path, 0, &mut lines);
    let lines = tree(lines).into_iter();
    lines.map(|line| line_of(guide, id, &line)).collect::<Vec<Value>>().into()
}

/// A line of the sidebar of a chapter. Nearly all lines are the same on all pages that have them.
fn line_of(guide: &Guide, page: ChapterId, line: &TreeItem<Option<ChapterId>>) -> Value {
    let Some(id) = line.item else { return to_value(&line.with(NavigationItem::default())) };
    // It is looked up also if its line is known, so that it is recorded that the page shows it.
    let chapter = &guide.book[id];
    let item = |current| item_of(guide, chapter, current);
    match guide.sidebar_lines.get(id.index()) {
        Some(known) if line.is_plain() && id != page => {
            known.get_or_init(|| rendered(guide, to_value(&line.with(item(false))))).clone()
        }
        _ => to_value(&line.with(item(id == page))),
    }
}

/// A line with what the theme makes of it, which is the same on all pages.
fn rendered(guide: &Guide, item: Value) -> Value {
    let mut arguments = Context::new();
    arguments.insert_value("item", item.clone());
    let Some(html) = guide.theme.component("NavigationLine", &arguments) else { return item };
    let mut item = item.into_map().unwrap_or_default();
    item.insert("line".into(), Value::safe_string(&html));
    item.into()
}

fn to_value(line: &TreeItem<NavigationItem>) -> Value {
    Value::from_serializable(line)
}

/// Adds the children of the first chapter of `path`, each with its depth; below the next one on the path,
/// its children in turn. `None` is a gap.
fn add_children(
    guide: &Guide,
    path: &[ChapterId],
    depth: usize,
    lines: &mut Vec<(usize, Option<ChapterId>)>,
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
    if shown.start > 0 {
        lines.push((depth, None));
    }
    for &child in &children[shown.clone()] {
        lines.push((depth, Some(child)));
        if Some(&child) == next {
            add_children(guide, rest, depth + 1, lines);
        }
    }
    if shown.end < children.len() {
        lines.push((depth, None));
    }
}

fn item_of(guide: &Guide, chapter: &Chapter, current: bool) -> NavigationItem {
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
