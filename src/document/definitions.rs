//! Link reference definitions: `[label]: address "title"`. Readers do not see them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use pulldown_cmark::OffsetIter;
use regex::Regex;

use super::{Block, BlockKind, walk};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// The definitions of a chapter, by label.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    spans: HashMap<String, Span>,
    used: HashSet<String>,
}

/// What may be a definition: its label, and what follows.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t>]*(?P<whole>\[(?P<label>[^\[\]^][^\[\]]*)\]:[ \t]*(?P<address>\S.*))$")
        .expect("a valid expression")
});

/// A reference to a footnote: `[^label]`. What the parser left as text refers to none.
pub(super) static FOOTNOTE_MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\^[^\[\] ^]+\]").expect("a valid expression"));

/// Every label followed by a colon, whether or not the parser takes it for a definition.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Labels followed by a web address.
    addresses: HashSet<String>,
    /// Labels of footnotes, in lower case.
    notes: HashSet<String>,
    /// The same of lines that almost are footnotes: their colon is missing.
    near_notes: HashSet<String>,
}

/// A footnote without its colon.
static NEAR_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^(?:[ \t>]|(?:[-*+]|\d+[.)])[ \t])*\[\^(?P<label>[^\[\] ^]+)\](?:[ \t]*[.)=–-]?[ \t]*|[ \t]+:[ \t]*)\p{L}",
    )
    .expect("a valid expression")
});

impl Labels {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        static LABEL: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\[(?P<note>\^?)(?P<label>[^\[\]]+)\]:(?P<address> http)?")
                .expect("a valid expression")
        });
        let mut labels = Self::default();
        for found in LABEL.captures_iter(text) {
            if !found["note"].is_empty() {
                labels.notes.insert(found["label"].to_lowercase());
            } else if found.name("address").is_some() {
                labels.addresses.insert(found["label"].to_owned());
            }
        }
        let near = NEAR_NOTE.captures_iter(text);
        labels.near_notes = near.map(|found| found["label"].to_lowercase()).collect();
        labels
    }

    /// The label of a line that almost is a footnote.
    pub fn of_line(line: &str) -> Option<&str> {
        Some(NEAR_NOTE.captures(line)?.name("label")?.as_str())
    }

    /// Whether there almost is a footnote of this label.
    pub fn has_near_footnote(&self, label: &str) -> bool {
        self.near_notes.contains(&label.to_lowercase())
    }

    /// Whether a web address follows this label.
    pub fn has_address(&self, label: &str) -> bool {
        self.addresses.contains(label)
    }

    /// Whether this label is that of a footnote.
    pub fn has_footnote(&self, label: &str) -> bool {
        self.notes.contains(&label.to_lowercase())
    }
}

impl Definitions {
    /// Those of a body, which starts at byte `body` of `text`.
    pub fn new(events: &OffsetIter<'_>, text: &Text, body: usize) -> Self {
        let found = events.reference_definitions().iter();
        let spans = found.map(|(label, found)| {
            let span = text.span(body + found.span.start..body + found.span.end);
            (key(label), span)
        });
        Self { spans: spans.collect(), used: HashSet::new() }
    }

    /// Where a label is defined.
    pub fn find(&self, label: &str) -> Option<Span> {
        self.spans.get(&key(label)).copied()
    }

    /// Notes that a link uses a label.
    pub fn mark_used(&mut self, label: &str) {
        self.used.insert(key(label));
    }

    /// Definitions that are unused or duplicated, and a diagnostic for each.
    pub fn unused(
        &self,
        text: &Arc<Text>,
        body: Span,
        blocks: &[Block],
    ) -> (Vec<Span>, Vec<Diagnostic>) {
        let (mut unused, mut found) = (Vec::new(), Vec::new());
        if self.spans.is_empty() {
            return (unused, found);
        }
        for (label, &span) in &self.spans {
            let place = text.trim(span);
            let written = text.slice(place);
            if !self.used.contains(label) && !is_comment(written) {
                let shown = shown_label(written, label);
                let message = message!("link-unused", label = shown);
                let help = message!("link-unused", "help", label = shown);
                found.push(Diagnostic::of(Rule::UnusedLink, message).help(help).at(text, place));
                unused.push(place);
            }
        }
        for (label, first, span) in self.doubled(text, body, blocks) {
            unused.push(span);
            // The same address twice does no harm.
            if text.slice(first).trim_end() == text.slice(span) {
                continue;
            }
            let line = text.position(first.start()).0;
            let message = message!("link-doubled", label = label, line = line);
            let help = message!("link-doubled", "help");
            found.push(Diagnostic::of(Rule::UnusedLink, message).help(help).at(text, span));
        }
        // A hash map has no order.
        found.sort_by_key(|problem| problem.location.as_ref().map(|(_, span)| *span));
        (unused, found)
    }

    /// Later definitions of a label, which the parser ignores.
    fn doubled<'a>(
        &self,
        text: &'a Text,
        body: Span,
        blocks: &[Block],
    ) -> Vec<(&'a str, Span, Span)> {
        let mut others = Vec::new();
        for found in DEFINITION.captures_iter(text.slice(body)) {
            let (Some(whole), Some(label)) = (found.name("whole"), found.name("label")) else {
                continue;
            };
            let Some(first) = self.find(label.as_str()) else { continue };
            let span = text.part(body, whole.range());
            if !is_comment(whole.as_str()) && !first.contains(span.before()) && first < span {
                others.push((label.as_str(), first, text.trim(span)));
            }
        }
        if others.is_empty() {
            return Vec::new();
        }
        let texts = texts(blocks);
        let is_text = |span: Span| texts.iter().any(|text| text.contains(span.before()));
        others.retain(|(.., span)| !is_text(*span));
        others
    }
}

/// A label as the parser compares it: without regard to case and the number of spaces.
fn key(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The label as the author wrote it.
fn shown_label<'a>(written: &'a str, label: &'a str) -> &'a str {
    DEFINITION.captures(written).and_then(|found| found.name("label")).map_or(label, |l| l.as_str())
}

/// Whether a definition is a comment: `[//]: # (note)`.
fn is_comment(written: &str) -> bool {
    DEFINITION.captures(written).is_some_and(|found| {
        let address = found["address"].split_whitespace().next().unwrap_or_default();
        matches!(address, "#" | "<>" | "<#>")
    })
}

/// The spans of blocks that are shown as they are, so that nothing in them is a definition.
fn texts(blocks: &[Block]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut pending: Vec<&[Block]> = vec![blocks];
    while let Some(blocks) = pending.pop() {
        for block in blocks {
            match block.kind {
                BlockKind::Paragraph(_)
                | BlockKind::Plain(_)
                | BlockKind::Heading(_)
                | BlockKind::Code(_)
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Html(_) => found.push(block.span),
                _ => walk::inner(block, |inner| pending.push(inner)),
            }
        }
    }
    found
}
