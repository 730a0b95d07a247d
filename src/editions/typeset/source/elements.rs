//! What elements of HTML take of a page.

use scraper::Node;

/// Elements that take lines of their own.
pub const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
    "video",
];

/// Whether an element of this name begins a line, or is as high as one.
pub fn begins_line(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "br" | "img" | "iframe" | "svg" | "th")
}

/// Elements of which a page shows nothing.
pub const UNSEEN: [&str; 13] = [
    "base", "col", "colgroup", "datalist", "head", "link", "meta", "param", "script", "source",
    "style", "template", "title",
];

/// Elements that paper cannot show.
pub const LEFT_OUT: [&str; 18] = [
    "audio", "button", "canvas", "embed", "frame", "frameset", "iframe", "input", "map", "math",
    "meter", "noscript", "object", "progress", "select", "svg", "textarea", "video",
];

/// Whether a paragraph may begin with a node.
pub fn shows(node: &Node) -> bool {
    match node {
        Node::Text(text) => !text.trim_ascii().is_empty(),
        Node::Element(element) => !UNSEEN.contains(&element.name()) && element.name() != "br",
        _ => false,
    }
}
