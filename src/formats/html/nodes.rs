//! Elements by their names, and walking through them.

use scraper::ElementRef;
use scraper::node::Node;

use super::super::encoding::is_control;

/// Elements around the text of a page: they are left out, and that is reported.
pub const AROUND: [&str; 5] = ["nav", "header", "footer", "aside", "dialog"];

/// Those that are left out inside the text too; there the others are part of it.
pub const NEVER_TEXT: [&str; 2] = ["nav", "dialog"];

/// Elements without text.
pub const SILENT: [&str; 7] = ["script", "style", "template", "noscript", "link", "meta", "head"];

/// Headings.
pub const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that are part of a line.
const INLINE: [&str; 47] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "center", "cite", "code",
    "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math",
    "noscript", "picture", "q", "s", "samp", "script", "select", "small", "source", "span",
    "strike", "strong", "style", "sub", "sup", "template", "textarea", "time", "tt", "u", "var",
    "wbr",
];

/// Elements with a text of their own, and those that hold such elements.
const BLOCKS: [&str; 17] = [
    "article",
    "blockquote",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// A node of the tree that scraper reads.
pub type NodeRef<'a> = <ElementRef<'a> as std::ops::Deref>::Target;

/// Whether an element is part of a line. A link or emphasis around whole blocks, as older pages
/// have, counts as a block.
pub fn is_inline(element: ElementRef<'_>) -> bool {
    let mut below = element.descendants().filter_map(ElementRef::wrap);
    INLINE.contains(&element.value().name())
        && !below.any(|below| BLOCKS.contains(&below.value().name()))
}

/// Whether an element is invisible to readers.
pub fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let mut style = style.split(';').filter_map(|rule| rule.split_once(':'));
    element.attr("hidden").is_some()
        || style.any(|(name, value)| name.trim() == "display" && value.trim() == "none")
}

/// Visits an element and everything below it in order, and says of each node whether it is, or
/// lies in, one of the named elements. It needs no recursion, however deep elements are nested.
pub fn walk<'a>(element: ElementRef<'a>, names: &[&str], mut visit: impl FnMut(NodeRef<'a>, bool)) {
    let is_named = |node: NodeRef<'a>| {
        ElementRef::wrap(node).is_some_and(|element| names.contains(&element.value().name()))
    };
    let mut inside: usize = 0;
    let mut node: NodeRef<'a> = *element;
    loop {
        inside += usize::from(is_named(node));
        visit(node, inside > 0);
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            inside -= usize::from(is_named(node));
            if node.id() == element.id() {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
        }
    }
}

/// The text of an element without its structure: a space between blocks is all that is left.
pub fn flat_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    walk(element, &SILENT, |node, is_silent| match node.value() {
        Node::Text(piece) if !is_silent => text.push_str(piece),
        Node::Element(element) if !INLINE.contains(&element.name()) || element.name() == "br" => {
            text.push(' ');
        }
        _ => {}
    });
    text.retain(|c| !is_control(c));
    text
}

/// The first words of an element, by which its place in the source is found.
pub fn first_words(element: ElementRef<'_>) -> String {
    const COUNT: usize = 5;
    let words = element.text().flat_map(str::split_whitespace).take(COUNT);
    words.collect::<Vec<_>>().join(" ")
}

/// Whether there is a main heading in an element.
pub fn has_heading(element: ElementRef<'_>) -> bool {
    let mut below = element.descendants().filter_map(ElementRef::wrap);
    below.any(|below| matches!(below.value().name(), "h1" | "h2"))
}

/// Whether a list starts with a term; some pages use such lists for layout.
pub fn has_terms(list: ElementRef<'_>) -> bool {
    let first = list
        .descendants()
        .filter_map(ElementRef::wrap)
        .find(|below| matches!(below.value().name(), "dt" | "dd"));
    first.is_some_and(|first| first.value().name() == "dt")
}
