//! Raw HTML with elements in the place of the Markdown in it.

use scraper::node::Element;
use scraper::{ElementRef, Node};

use crate::document::{Block, BlockKind, Caption, Inline, walk};
use crate::editions::typeset::source::elements::{BLOCKS, LEFT_OUT, UNSEEN, begins_line};
use crate::editions::typeset::source::keeping::{is_title, lines_of};
use crate::editions::typeset::source::lengths::{
    LINE, PICTURE, block_leads, caption_length, leads, length, text_length,
};
use crate::editions::typeset::source::notes::text_lines;

/// A piece of Markdown between tags.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Block(&'a Block),
    Inline(&'a Inline),
    Caption(&'a Caption),
}

/// HTML with Markdown in it.
pub(super) struct Mixed<'a> {
    parts: Vec<Part<'a>>,
    /// The name of the elements that stand for the parts. No text of the author contains it.
    name: String,
}

impl<'a> Mixed<'a> {
    /// Nothing yet, beside this HTML of the author.
    pub(super) fn beside(html: &[String]) -> Self {
        let mut name = String::from("wg-part");
        while html.iter().any(|html| html.contains(&name)) {
            name.push('x');
        }
        Self { parts: Vec::new(), name }
    }

    /// The element that stands for a part.
    pub(super) fn place(&mut self, part: Part<'a>) -> String {
        let (name, n) = (&self.name, self.parts.len());
        let element = format!("<{name} n={n}></{name}>");
        self.parts.push(part);
        element
    }

    /// The piece that an element stands for.
    pub(super) fn part(&self, element: &Element) -> Option<Part<'a>> {
        let is_part = element.name() == self.name;
        self.parts.get(element.attr("n").filter(|_| is_part)?.parse::<usize>().ok()?).copied()
    }

    /// Roughly how much of a page what is in a node takes, in characters of running text.
    pub(super) fn length(&self, node: NodeRef<'_>) -> usize {
        let of_part = |part| match part {
            // HTML stands here itself.
            Part::Block(Block { kind: BlockKind::Html(_), .. }) => 0,
            Part::Block(block) => length(std::slice::from_ref(block)),
            Part::Inline(inline) => text_length(std::slice::from_ref(inline)),
            Part::Caption(caption) => caption_length(Some(caption)),
        };
        let of = |node: NodeRef<'_>| match node.value() {
            Node::Text(text) if is_typed(node) => text.len() + LINE * text.matches('\n').count(),
            Node::Text(text) => text.len(),
            Node::Element(element) => match self.part(element) {
                Some(part) => of_part(part),
                None if element.name() == "img" => PICTURE,
                None if begins_line(element.name()) => LINE,
                None => 0,
            },
            _ => 0,
        };
        let is_part = node.value().as_element().is_some_and(|own| self.part(own).is_some());
        node.descendants().skip(usize::from(!is_part)).map(of).sum()
    }

    /// Roughly how many lines a node takes.
    pub(super) fn lines(&self, node: NodeRef<'_>) -> usize {
        let part = node.value().as_element().and_then(|element| self.part(element));
        match part {
            _ if self.is_mark(node) => 0,
            Some(Part::Block(block)) => text_lines(block),
            None if self.holds_blocks(node) => {
                let blocks = node.children().filter(|child| self.is_block(*child));
                blocks.map(|child| self.lines(child)).sum()
            }
            _ => lines_of(self.length(node)),
        }
    }

    /// Whether anything in a node leads elsewhere: a link or the mark of a footnote.
    pub(super) fn leads(&self, node: NodeRef<'_>) -> bool {
        node.descendants().filter_map(|node| node.value().as_element()).any(|element| {
            match self.part(element) {
                Some(Part::Inline(inline)) => leads(std::slice::from_ref(inline)),
                Some(Part::Block(block)) => block_leads(block),
                _ => element.name() == "a" && element.attr("href").is_some(),
            }
        })
    }

    /// The block that comes after that of an element, if there are no tags between them.
    pub(super) fn next_block(&self, element: &Element) -> Option<&'a Block> {
        match self.parts.get(element.attr("n")?.parse::<usize>().ok()? + 1)? {
            Part::Block(block) => Some(block),
            _ => None,
        }
    }

    /// Calls `each` for every inline of Markdown in a node.
    pub(super) fn inlines(&self, node: NodeRef<'_>, each: &mut dyn FnMut(&Inline)) {
        for element in node.descendants().filter_map(|node| node.value().as_element()) {
            match self.part(element) {
                Some(Part::Inline(inline)) => {
                    walk::each_inline(std::slice::from_ref(inline), &mut |inline| each(inline));
                }
                Some(Part::Block(block)) => walk::inlines_within(block, &mut |inline| each(inline)),
                Some(Part::Caption(caption)) => {
                    walk::each_inline(&caption.content, &mut |inline| each(inline));
                }
                None => {}
            }
        }
    }

    /// Whether a node takes lines of its own: as such, or because something in it does.
    pub(super) fn is_block(&self, node: NodeRef<'_>) -> bool {
        let Node::Element(element) = node.value() else { return false };
        let name = element.name();
        match self.part(element) {
            Some(Part::Block(block)) => !matches!(block.kind, BlockKind::Plain(_)),
            Some(_) => false,
            None if BLOCKS.contains(&name) || name == "iframe" => true,
            None if UNSEEN.contains(&name) || LEFT_OUT.contains(&name) => false,
            None => self.holds_blocks(node),
        }
    }

    /// Whether a node only marks the place of HTML that follows.
    pub(super) fn is_mark(&self, node: NodeRef<'_>) -> bool {
        let part = node.value().as_element().and_then(|element| self.part(element));
        matches!(part, Some(Part::Block(block)) if matches!(block.kind, BlockKind::Html(_)))
    }

    /// Whether a node is bold, or nothing but space.
    pub(super) fn is_bold(&self, node: NodeRef<'_>) -> bool {
        match node.value() {
            Node::Text(text) => text.trim_ascii().is_empty(),
            Node::Element(element) => match self.part(element) {
                Some(Part::Inline(inline)) => is_title(std::slice::from_ref(inline)),
                Some(_) => false,
                None => matches!(element.name(), "b" | "strong"),
            },
            _ => true,
        }
    }

    pub(super) fn holds_blocks(&self, node: NodeRef<'_>) -> bool {
        node.children().any(|child| self.is_block(child))
    }
}

/// A node of a tree, by the crate that `scraper` keeps it in.
pub(super) type NodeRef<'a> = <ElementRef<'a> as std::ops::Deref>::Target;

/// Whether text is set in lines as it was typed.
fn is_typed(node: NodeRef<'_>) -> bool {
    let is_pre = |node: NodeRef<'_>| node.value().as_element().is_some_and(|of| of.name() == "pre");
    node.ancestors().any(is_pre)
}
