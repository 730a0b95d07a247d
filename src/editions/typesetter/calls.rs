//! Calls in `main.typ` of the functions that a template defines.

use std::ops::Range;

use typst::diag::SourceDiagnostic;
use typst::syntax::ast::{Closure, Expr, FuncCall, ShowRule};
use typst::syntax::{LinkedNode, Side, SyntaxKind};
use typst::{World, WorldExt};

use super::wording;
use super::world::BookWorld;

/// A call that fails.
pub struct Call {
    pub function: String,
    /// The argument that the function does not know, if that is why.
    pub unknown: Option<String>,
}

/// The call that an error is about, if it is about one.
pub fn of(error: &SourceDiagnostic, world: &BookWorld) -> Option<Call> {
    let unknown = wording::unknown_argument(&error.message).map(ToOwned::to_owned);
    let source = world.source(error.span.id()?).ok()?;
    let range = world.range(error.span)?;
    let node = LinkedNode::new(source.root()).leaf_at(range.start, Side::After)?;
    let function = if source.id() == world.main() {
        // What is called within an argument is not what takes it; what lacks an argument is.
        let lacks = wording::missing_argument(&error.message).is_some();
        ancestors(&node).find_map(|node| called(&node).filter(|_| lacks || node.range() != range))
    } else {
        // A show rule has no arguments that could be pointed at.
        let parameters = ancestors(&node).find(|node| node.kind() == SyntaxKind::Params);
        let closure = parameters.filter(|node| node.range() == range)?.parent()?.get();
        closure.cast::<Closure<'_>>()?.name().map(|name| name.as_str().to_owned())
    };
    Some(Call { function: function?, unknown })
}

/// The call in `main.typ` that is given a label to show, and where it begins in the text: the outermost of
/// those that are not within the text of another.
pub fn given(label: &str, world: &BookWorld) -> Option<(String, usize)> {
    /// Calls that only lead to a label.
    const LEADING: [&str; 7] =
        ["to", "link", "label", "address-mark", "note-again", "pages", "part-contents"];
    let source = world.main_source();
    let root = LinkedNode::new(source.root());
    let literal = format!("\"{label}\"");
    source.text().match_indices(&literal).find_map(|(at, _)| {
        let node = root.leaf_at(at, Side::After)?;
        let mut calls = ancestors(&node).take_while(|node| node.kind() != SyntaxKind::Markup);
        let inner = calls.find_map(|node| called(&node).map(|name| (name, node)))?;
        if LEADING.contains(&inner.0.as_str()) {
            return None;
        }
        let (function, call) =
            calls.filter_map(|node| called(&node).map(|name| (name, node))).last().unwrap_or(inner);
        let before = call.prev_sibling().filter(|before| before.kind() == SyntaxKind::Hash)?;
        Some((function, before.offset()))
    })
}

/// The function that a node calls.
pub fn called(node: &LinkedNode<'_>) -> Option<String> {
    let callee = node.cast::<FuncCall<'_>>().map(FuncCall::callee);
    callee.or_else(|| node.cast::<ShowRule<'_>>().map(ShowRule::transform)).and_then(name)
}

/// Where the document begins in `main.typ`, behind the rule that shows all of it.
pub fn start(world: &BookWorld) -> Option<usize> {
    let root = LinkedNode::new(world.main_source().root());
    let rule = root.children().find(|node| node.kind() == SyntaxKind::ShowRule)?;
    // It ends at the end of its line.
    Some(rule.range().end + 1)
}

/// How deep calls are nested in `main.typ`, and where they are nested deepest.
pub fn deepest(world: &BookWorld) -> (usize, Range<usize>) {
    deepest_in(&LinkedNode::new(world.main_source().root()))
}

/// The same within a node. What is written for templates is never nested deeper than chapters may be.
fn deepest_in(node: &LinkedNode<'_>) -> (usize, Range<usize>) {
    let within = node.children().map(|child| deepest_in(&child)).max_by_key(|(depth, _)| *depth);
    let (depth, range) = within.unwrap_or_else(|| (0, node.range()));
    (depth + usize::from(node.cast::<FuncCall<'_>>().is_some()), range)
}

fn ancestors<'a>(node: &LinkedNode<'a>) -> impl Iterator<Item = LinkedNode<'a>> {
    std::iter::successors(Some(node.clone()), |node| node.parent().cloned())
}

/// The name of what is called: `book` of `book.with(footer: [])` too.
fn name(called: Expr<'_>) -> Option<String> {
    match called {
        Expr::Ident(name) => Some(name.as_str().to_owned()),
        Expr::FieldAccess(access) => name(access.target()),
        Expr::FuncCall(call) => name(call.callee()),
        _ => None,
    }
}
