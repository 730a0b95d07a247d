//! The languages of elements, and which way they run.

use scraper::node::Element;
use scraper::{Html as Tree, Node};

use super::chapter::Writer;
use super::elements::shows;
use crate::document::{Block, BlockKind, Inline};
use crate::editions::typeset::source::lengths::html_of;
use crate::editions::typesetter::language;

impl Writer<'_> {
    /// What follows in the same call is in the language of an element, and runs its way.
    pub(super) fn set_language(&mut self, element: &Element) {
        let language = language_of(element);
        if !language.is_empty() {
            self.code.push(&format!("#set text({language})\n"));
        }
    }

    pub(super) fn in_language(&mut self, lang: &str, inner: impl FnOnce(&mut Self)) {
        if lang.is_empty() {
            inner(self);
        } else {
            self.within(&format!("text({lang})"), inner);
        }
    }
}

/// The language of an element and which way it runs, as arguments of Typst's `text`.
pub(super) fn language_of(element: &Element) -> String {
    let language = element.attr("lang").map(language::arguments).unwrap_or_default();
    let direction = match element.attr("dir") {
        Some("rtl") => "dir: rtl",
        Some("ltr") => "dir: ltr",
        _ => "",
    };
    joined(&[&language, direction])
}

/// Arguments, without those that are empty.
pub(super) fn joined(arguments: &[&str]) -> String {
    let some: Vec<&str> = arguments.iter().copied().filter(|some| !some.is_empty()).collect();
    some.join(", ")
}

/// The language of a note that is one element as a whole, as arguments of Typst's `text`.
pub fn note_language(blocks: &[Block]) -> Option<String> {
    let [Block { kind: BlockKind::Paragraph(content), .. }] = blocks else { return None };
    let html: String = content
        .iter()
        .map(|inline| match inline {
            Inline::Html(pieces) => html_of(pieces, ""),
            Inline::SoftBreak => String::from(" "),
            Inline::Text(text) if text.trim().is_empty() => String::from(" "),
            // Whatever it is, it shows something.
            _ => String::from("x"),
        })
        .collect();
    let tree = Tree::parse_fragment(&html);
    let mut shown = tree.root_element().children().filter(|node| shows(node.value()));
    let (Some(only), None) = (shown.next(), shown.next()) else { return None };
    let Node::Element(element) = only.value() else { return None };
    Some(language_of(element)).filter(|language| !language.is_empty())
}
