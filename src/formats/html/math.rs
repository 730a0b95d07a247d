//! Formulas of a page (MathML) as text in their line.

use scraper::ElementRef;
use scraper::node::Node;

use super::super::blocks::{Inline, joined, plain};
use super::super::limits::MAX_DEPTH;
use super::nodes::{NodeRef, flat_text};
use super::spaces::squeeze;

/// A formula: a fraction has a slash, what is above or below its line is raised or lowered.
pub fn inlines(formula: ElementRef<'_>) -> Vec<Inline> {
    joined(element(formula, 0))
}

fn element(formula: ElementRef<'_>, depth: usize) -> Vec<Inline> {
    if depth == MAX_DEPTH {
        return text(&flat_text(formula));
    }
    let node = |node: NodeRef<'_>| match node.value() {
        Node::Text(said) => text(said),
        _ => ElementRef::wrap(node).map(|below| element(below, depth + 1)).unwrap_or_default(),
    };
    let parts = || formula.children().filter_map(ElementRef::wrap);
    let part =
        |nth: usize| parts().nth(nth).map(|part| element(part, depth + 1)).unwrap_or_default();
    let raised = |nth: usize| Inline::Superscript(part(nth));
    let lowered = |nth: usize| Inline::Subscript(part(nth));
    let inside = || formula.children().flat_map(node).collect::<Vec<_>>();
    match formula.value().name() {
        "annotation" | "annotation-xml" => Vec::new(),
        "mfrac" => [grouped(part(0)), text("/"), grouped(part(1))].concat(),
        "msup" | "mover" => [part(0), vec![raised(1)]].concat(),
        "msub" | "munder" => [part(0), vec![lowered(1)]].concat(),
        "msubsup" | "munderover" => [part(0), vec![lowered(1), raised(2)]].concat(),
        "msqrt" => [text("√"), grouped(inside())].concat(),
        "mroot" => [vec![raised(1)], text("√"), grouped(part(0))].concat(),
        "mfenced" => [text("("), inside(), text(")")].concat(),
        _ => inside(),
    }
}

/// A part of a formula, in brackets if it is more than a word or a number.
fn grouped(part: Vec<Inline>) -> Vec<Inline> {
    let is_word = plain(&part).chars().all(char::is_alphanumeric);
    if is_word { part } else { [text("("), part, text(")")].concat() }
}

fn text(said: &str) -> Vec<Inline> {
    let said = squeeze(said).trim().to_owned();
    if said.is_empty() { Vec::new() } else { vec![Inline::Text(said)] }
}
