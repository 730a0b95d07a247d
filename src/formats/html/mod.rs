//! HTML pages, whatever made them.

mod inlines;
mod lists;
mod math;
mod nodes;
mod office;
mod places;
mod reader;
mod spaces;
mod tables;

use std::borrow::Cow;
use std::ops::Range;

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use self::nodes::{HEADINGS, SILENT};
use self::reader::HtmlReader;
use self::spaces::squeeze;
use super::blocks::Block;
use super::note::{Remark, note};
use super::recognise::join_single_items;
use crate::document::tags::{self, MAX_ATTRIBUTES};
use crate::document::{MAX_OPEN, Nesting};
use crate::span::{Edits, Text};

/// A page as blocks.
#[derive(Debug, Default)]
pub struct Page {
    pub blocks: Vec<Block>,
    /// The title in the head of the page.
    pub title: Option<String>,
    /// What was left out or not understood.
    pub notes: Vec<Remark>,
}

/// Where pages keep their text.
const MAIN: [&str; 6] = ["main", "[role=main]", "article", "#content", "#main", ".content"];

/// Reads a page.
pub fn read(content: &str) -> Page {
    let (bounded, cuts) = bounded(content);
    let html = Html::parse_document(&bounded);
    let title = first(&html, "title").map(|title| squeeze(&title.text().collect::<String>()));
    let title = title.filter(|title| !title.is_empty());
    let body = first(&html, "body");
    let main = MAIN.iter().find_map(|selector| only(&html, selector));
    let Some(root) = main.or(body) else { return Page { title, ..Page::default() } };
    let mut reader = HtmlReader::new(content, linked(&html), main.is_some());
    if let (Some(main), Some(body)) = (main, body) {
        reader.notes.extend(words_outside(body, main));
    }
    let blocks = reader.blocks(root);
    reader.notes.extend(cuts.notes(reader.is_too_deep()));
    let gaps = reader.gaps;
    let blocks = join_single_items(blocks, |above, below| {
        gaps.get(gaps.partition_point(|&gap| gap < above)).is_some_and(|&gap| gap < below)
    });
    Page { blocks, title, notes: reader.notes }
}

/// The first lines on which a page exceeds a limit, so that something of it is cut.
#[derive(Debug, Default)]
struct Cuts {
    tags: Option<usize>,
    attributes: Option<usize>,
}

impl Cuts {
    /// Notes about what is left out, without one about the depth if the reader has made that note.
    fn notes(&self, is_depth_noted: bool) -> impl Iterator<Item = Remark> {
        let tags = self.tags.filter(|_| !is_depth_noted);
        let tags = tags.map(|line| (line, note!("read-tags-deep", most = MAX_OPEN)));
        let attributes = self.attributes;
        let attributes =
            attributes.map(|line| (line, note!("read-attributes-many", most = MAX_ATTRIBUTES)));
        tags.into_iter().chain(attributes)
    }
}

/// Blanks what would take an HTML parser too long: tags that nest too deep, and attributes beyond
/// the limit. All text is kept, and every offset stays the same.
fn bounded(page: &str) -> (Cow<'_, str>, Cuts) {
    let mut nesting = Nesting::default();
    let (mut too_deep, mut surplus) = (Vec::new(), Vec::new());
    for tag in tags::read(page).tags {
        if nesting.note(&tag) {
            too_deep.push(tag.range);
        } else {
            surplus.extend(tag.surplus());
        }
    }
    if too_deep.is_empty() && surplus.is_empty() {
        return (Cow::Borrowed(page), Cuts::default());
    }
    let page = Text::new("", page);
    let line = |range: Option<&Range<usize>>| range.map(|range| page.position(range.start).0);
    let cuts = Cuts { tags: line(too_deep.first()), attributes: line(surplus.first()) };
    let mut edits = Edits::default();
    for range in too_deep.into_iter().chain(surplus) {
        let blank = " ".repeat(range.len());
        edits.replace(page.span(range), blank);
    }
    (Cow::Owned(edits.apply(&page)), cuts)
}

/// The first element that a selector finds.
fn first<'a>(html: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    html.select(&Selector::parse(selector).ok()?).next()
}

/// The element that a selector finds, if it is the only one: if there are several articles, none of
/// them is the text.
fn only<'a>(html: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok()?;
    let mut found = html.select(&selector);
    found.next().filter(|_| found.next().is_none())
}

/// The anchors that links on the page lead to, except those of headings to themselves.
fn linked(html: &Html) -> std::collections::BTreeSet<String> {
    let mut linked = std::collections::BTreeSet::new();
    nodes::walk(html.root_element(), &HEADINGS, |node, in_heading| {
        let link = ElementRef::wrap(node).filter(|link| link.value().name() == "a" && !in_heading);
        let id = link.and_then(|link| link.attr("href")?.strip_prefix('#'));
        linked.extend(id.map(str::to_owned));
    });
    linked
}

/// A note of how many words outside the main element are left out.
fn words_outside(body: ElementRef<'_>, main: ElementRef<'_>) -> Option<Remark> {
    let count = |element| {
        let mut count: usize = 0;
        nodes::walk(element, &SILENT, |node, is_silent| {
            if let (Node::Text(text), false) = (node.value(), is_silent) {
                count += text.split_whitespace().count();
            }
        });
        count
    };
    let outside = count(body).saturating_sub(count(main));
    let name = main.value().name();
    (outside > 0).then(|| (1, note!("read-words-outside", count = outside, name = name)))
}
