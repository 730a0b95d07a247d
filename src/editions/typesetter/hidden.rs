//! Which functions of a guide's own template show nothing of the text that they are given.
//!
//! Text in a call that is shown nowhere may be lost in it or in a call around it, or the template may have
//! passed it on in a way in which Typst loses where it was written. So the document is typeset again with a
//! word of its own in each such call, to see how far that gets.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use typst::layout::{Frame, FrameItem};
use typst::syntax::ast::{Expr, Named, Str};
use typst::syntax::{LinkedNode, Span, SyntaxKind};
use typst_layout::PagedDocument;
use unicode_normalization::UnicodeNormalization;

use super::calls::{self, called};
use super::template;
use super::world::BookWorld;

/// A call of which no text is shown.
#[derive(Debug)]
pub struct Call {
    pub function: String,
    /// Whether no other call of it shows text either.
    pub is_suspect: bool,
    pub range: Range<usize>,
    /// What its text is in.
    pub kind: TextKind,
    /// Where a word can be put before its text: where that starts, or each of its strings.
    starts: Vec<usize>,
}

/// What the text of a call is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Content.
    Content,
    /// A string of its own.
    String,
    /// Arguments with names, such as a title.
    Named,
    /// Lists only, in arguments with names: it may show something else instead.
    Lists,
}

/// Whether a document has no letter or picture.
pub fn is_blank(document: &PagedDocument) -> bool {
    Shown::on(document).spans.is_empty()
}

/// Whether two documents have the same words.
pub fn are_alike(one: &PagedDocument, other: &PagedDocument) -> bool {
    Shown::on(one).words() == Shown::on(other).words()
}

/// The calls of functions of the guide's own template that show no text, in their order: one may be the cause of
/// the others. None if each function shows that of another call.
pub fn calls(document: &PagedDocument, world: &BookWorld) -> Vec<Call> {
    let Some(own) = template::defined(world) else { return Vec::new() };
    let root = LinkedNode::new(world.main_source().root());
    let shown = Shown::on(document).spans;
    let mut search = Search { own, world, shown, calls: Vec::new(), innocent: BTreeSet::new() };
    search.node(&root);
    let Search { calls, innocent, .. } = search;
    let marked = calls.into_iter().map(|call| {
        let is_suspect = !innocent.contains(&call.function);
        Call { is_suspect, ..call }
    });
    let calls: Vec<Call> = marked.collect();
    if calls.iter().any(|call| call.is_suspect) { calls } else { Vec::new() }
}

/// What the text is in that a function is given.
pub fn kind(function: &str, calls: &[Call]) -> Option<TextKind> {
    calls.iter().find(|call| call.function == function).map(|call| call.kind)
}

/// The document with a word of its own in each of these calls.
pub fn probed(main: &str, calls: &[Call]) -> String {
    let starts = calls.iter().enumerate().flat_map(|(at, call)| {
        let word = match call.kind {
            TextKind::Content => format!("#\"{}\"", probe(at)),
            TextKind::String => probe(at),
            TextKind::Named | TextKind::Lists => format!("{} ", probe(at)),
        };
        call.starts.iter().map(move |start| (*start, word.clone()))
    });
    let starts: BTreeMap<usize, String> = starts.collect();
    let mut main = main.to_owned();
    for (start, word) in starts.into_iter().rev() {
        main.insert_str(start, &word);
    }
    main
}

/// The functions that lose their text: it comes as far as a call of them, and no farther. One that shows that of
/// another call does not: a word may be parted by the end of a page.
pub fn losing(probed: &PagedDocument, calls: &[Call]) -> BTreeSet<String> {
    let text = Shown::on(probed).words();
    let mut found = BTreeSet::new();
    let mut showing = BTreeSet::new();
    // The calls around the next, and whether their text is shown.
    let mut around: Vec<(usize, bool)> = Vec::new();
    for (at, call) in calls.iter().enumerate() {
        while around.last().is_some_and(|(end, _)| *end <= call.range.start) {
            around.pop();
        }
        let is_reached = around.last().is_none_or(|(_, is_shown)| *is_shown);
        let is_shown = text.contains(&probe(at));
        if is_reached && !is_shown && call.is_suspect {
            found.insert(call.function.clone());
        } else if is_shown {
            showing.insert(&call.function);
        }
        around.push((call.range.end, is_shown));
    }
    found.retain(|function| !showing.contains(function));
    found
}

/// A word that no text has.
fn probe(at: usize) -> String {
    format!("qzx{at}xzq")
}

/// What is on the pages.
#[derive(Default)]
struct Shown {
    /// Where it was written.
    spans: HashSet<Span>,
    text: String,
}

impl Shown {
    fn on(document: &PagedDocument) -> Self {
        let mut shown = Self::default();
        document.pages().iter().for_each(|page| shown.see(&page.frame));
        shown
    }

    fn see(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.see(&group.frame),
                FrameItem::Text(text) => {
                    self.spans.extend(text.glyphs.iter().map(|glyph| glyph.span.0));
                    self.text.push_str(text.text.trim());
                }
                FrameItem::Image(_, _, span) => {
                    self.spans.insert(*span);
                }
                _ => {}
            }
        }
    }

    /// The text, however its letters are set and words are divided.
    fn words(&self) -> String {
        let is_hyphen = |c: &char| matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{200b}');
        let letters: String = self.text.nfkc().filter(|c| !is_hyphen(c)).collect();
        letters.to_lowercase()
    }
}

/// The text that a call is given.
struct GivenText<'a> {
    kind: TextKind,
    starts: Vec<usize>,
    words: Vec<LinkedNode<'a>>,
}

struct Search<'a> {
    /// The functions of the guide's own template.
    own: BTreeSet<String>,
    world: &'a BookWorld,
    /// Where what is shown was written.
    shown: HashSet<Span>,
    calls: Vec<Call>,
    /// The functions of which a call shows some of its text.
    innocent: BTreeSet<String>,
}

impl Search<'_> {
    fn node(&mut self, node: &LinkedNode<'_>) {
        let function = called(node).filter(|function| self.own.contains(function));
        if let Some((function, text)) = function.and_then(|f| Some((f, self.text_of(node)?))) {
            if text.words.iter().any(|word| self.shown.contains(&word.span())) {
                self.innocent.insert(function);
            } else if !text.words.is_empty() {
                let is_rule = node.kind() == SyntaxKind::ShowRule;
                let end = if is_rule { usize::MAX } else { node.range().end };
                self.calls.push(Call {
                    function,
                    is_suspect: true,
                    range: node.range().start..end,
                    kind: text.kind,
                    starts: text.starts,
                });
            }
        }
        node.children().for_each(|child| self.node(&child));
    }

    /// The text that a call is given: its last argument without a name, else those with one, or all that
    /// follows a rule.
    fn text_of<'a>(&self, call: &LinkedNode<'a>) -> Option<GivenText<'a>> {
        let mut words = Vec::new();
        if call.kind() == SyntaxKind::ShowRule {
            let after = std::iter::successors(call.next_sibling(), LinkedNode::next_sibling);
            let after: Vec<LinkedNode<'_>> = after.collect();
            after.iter().for_each(|node| collect(node, &mut words));
            if words.is_empty() {
                after.iter().for_each(|node| self.collect_strings(node, &mut words));
            }
            let starts = vec![calls::start(self.world)?];
            return Some(GivenText { kind: TextKind::Content, starts, words });
        }
        let arguments = call.children().find(|child| child.kind() == SyntaxKind::Args)?;
        let mut unnamed = arguments
            .children()
            .filter(|child| child.kind() != SyntaxKind::Named && child.is::<Expr<'_>>());
        let Some(last) = unnamed.next_back() else {
            self.collect_strings(&arguments, &mut words);
            let starts = words.iter().map(|word| word.range().start + 1).collect();
            let is_own = |word: &LinkedNode<'_>| {
                word.parent().and_then(LinkedNode::parent).map(LinkedNode::range)
                    == Some(arguments.range())
            };
            let kind = if words.iter().any(is_own) { TextKind::Named } else { TextKind::Lists };
            return Some(GivenText { kind, starts, words });
        };
        if let Some(text) = last.cast::<Str<'_>>() {
            let starts = vec![last.range().start + 1];
            let is_word = !self.is_name(&text.get()) && has_words(text);
            return is_word.then(|| GivenText {
                kind: TextKind::String,
                starts,
                words: vec![last],
            });
        }
        collect(&last, &mut words);
        let first = words.first()?;
        let inner = std::iter::successors(Some(first.clone()), |node| node.parent().cloned());
        let inner = inner.take_while(|node| {
            node.kind() != SyntaxKind::Args || node.range() != arguments.range()
        });
        let block = inner.filter(|node| node.kind() == SyntaxKind::ContentBlock).last()?;
        let starts = vec![block.range().start + 1];
        Some(GivenText { kind: TextKind::Content, starts, words })
    }

    /// The strings in arguments with names, but not those that nobody reads.
    fn collect_strings<'a>(&self, node: &LinkedNode<'a>, words: &mut Vec<LinkedNode<'a>>) {
        /// Arguments that lead somewhere or say how a text is set.
        const UNREAD: [&str; 5] = ["id", "address", "code", "language", "lang"];
        let name = node.cast::<Named<'_>>().map(Named::name);
        if name.is_some_and(|name| UNREAD.contains(&name.as_str())) {
            return;
        }
        if node.cast::<Str<'_>>().is_some_and(|text| !self.is_name(&text.get()) && has_words(text))
        {
            words.push(node.clone());
        }
        node.children().for_each(|child| self.collect_strings(&child, words));
    }

    /// Whether a string is a label or the path of a file, which nobody reads.
    fn is_name(&self, text: &str) -> bool {
        text.starts_with("ch-") || self.world.given().files.contains_key(text)
    }
}

/// The words of authors in content: strings that stand where text does.
fn collect<'a>(node: &LinkedNode<'a>, words: &mut Vec<LinkedNode<'a>>) {
    let is_text = node.prev_sibling_kind() == Some(SyntaxKind::Hash);
    if node.cast::<Str<'_>>().is_some_and(|text| is_text && has_words(text)) {
        words.push(node.clone());
    }
    node.children().for_each(|child| collect(&child, words));
}

fn has_words(text: Str<'_>) -> bool {
    text.get().contains(char::is_alphanumeric)
}
