//! The lines around a fault, safe to show: no more than a screenful, and no control characters.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::Diagnostic;
use crate::span::{Span, Text, split_at_char};

/// How many characters of a line are shown.
const WIDTH: usize = 200;
/// How many characters are shown before the place, where a line is longer.
const BEFORE: usize = 80;
/// How many lines of a span of many lines are shown.
const HEIGHT: usize = 10;

/// A line of a text, divided around the fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptLine {
    /// From 1.
    pub number: usize,
    /// The text before the fault.
    pub before: String,
    /// The fault itself; empty on the lines around it.
    pub marked: String,
    /// The text after the fault.
    pub after: String,
}

impl fmt::Display for ExcerptLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.marked, self.after)
    }
}

/// The lines that a diagnostic is about, with some before and after them.
pub fn excerpt(diagnostic: &Diagnostic, around: usize) -> Vec<ExcerptLine> {
    let Some((text, span)) = &diagnostic.location else { return Vec::new() };
    if text.content.is_empty() {
        return Vec::new();
    }
    let first = text.position(span.start()).0;
    let end = if span.is_empty() { span.end() } else { span.end() - 1 };
    let last = text.position(end).0.min(first + HEIGHT - 1);
    let numbers = first.saturating_sub(around).max(1)..=last + around;
    numbers.map_while(|number| line(text, *span, number)).collect()
}

fn line(text: &Arc<Text>, span: Span, number: usize) -> Option<ExcerptLine> {
    let whole = text.line(number)?;
    let part = |from: usize, to: usize| {
        let clamp = |at: usize| at.clamp(whole.start(), whole.end());
        text.slice(text.span(clamp(from)..clamp(to)))
    };
    let before = part(whole.start(), span.start());
    let marked = part(span.start(), span.end());
    let after = part(span.end().max(span.start()), whole.end());
    let is_before = span.start() > whole.end();
    // A line above or below the span lies wholly on one side of it.
    let (before, after) = if is_before { (before, "") } else { (before, after) };
    Some(cut(number, before, marked, after))
}

/// Leaves out what is too far from the place.
fn cut(number: usize, before: &str, marked: &str, after: &str) -> ExcerptLine {
    let length = |text: &str| text.chars().take(WIDTH + 1).count();
    if length(before) + length(marked) + length(after) <= WIDTH {
        let (before, marked, after) = (visible(before), visible(marked), visible(after));
        return ExcerptLine { number, before, marked, after };
    }
    // On a line without a mark, its beginning says most.
    let kept = if marked.is_empty() && after.is_empty() { WIDTH } else { BEFORE };
    let before = if kept == WIDTH { head(before, WIDTH) } else { tail(before, kept) };
    let rest = WIDTH.saturating_sub(before.chars().count());
    let marked = head(marked, rest);
    let after = head(after, rest.saturating_sub(marked.chars().count()));
    ExcerptLine { number, before, marked, after }
}

/// The first characters of a text, with a mark where more follow.
fn head(text: &str, count: usize) -> String {
    match count.checked_sub(1) {
        _ if split_at_char(text, count).1.is_empty() => visible(text),
        None => String::new(),
        Some(shown) => visible(split_at_char(text, shown).0) + "…",
    }
}

/// The last characters of a text, with a mark where more precede.
fn tail(text: &str, count: usize) -> String {
    let last = |count: usize| {
        // From the end: the line may be megabytes long.
        let start = text.char_indices().rev().take(count).last();
        start.and_then(|(start, _)| text.get(start..)).unwrap_or_default()
    };
    if last(count).len() == text.len() {
        return visible(text);
    }
    format!("…{}", visible(last(count.saturating_sub(1))))
}

/// A text in which control characters are made visible, so that no terminal obeys them.
pub fn visible(text: &str) -> String {
    text.chars()
        .filter(|&c| c != '\r')
        .map(|c| match c {
            '\t' | '\n' => c,
            '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            // C1 control characters, and marks that change the direction of text.
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(content: &str, words: &str, around: usize) -> Vec<(usize, String)> {
        let text = Text::new("a.md", content);
        let diagnostic = Diagnostic::error("x").at(&text, text.find(words));
        let lines = excerpt(&diagnostic, around).into_iter();
        lines
            .map(|line| (line.number, format!("{}[{}]{}", line.before, line.marked, line.after)))
            .collect()
    }

    #[test]
    fn lines_around_are_shown() {
        let content = "een\ntwee\r\nzie [[9.9]] dan\nvier\nvijf";
        assert_eq!(lines(content, "[[9.9]]", 0), [(3, "zie [[[9.9]]] dan".into())]);
        let shown = lines(content, "[[9.9]]", 2);
        assert_eq!(shown.len(), 5);
        assert_eq!(shown[1], (2, "twee[]".into()));
        assert_eq!(shown[4], (5, "[]vijf".into()));
        assert!(lines("", "x", 1).is_empty());
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let content = format!("{}FOUT{}", "é".repeat(70_000), "x".repeat(70_000));
        let [(1, line)] = &lines(&content, "FOUT", 1)[..] else { panic!() };
        assert!(line.contains("é[FOUT]x") && line.starts_with('…') && line.ends_with('…'));
        assert!(line.chars().count() <= WIDTH + 2, "{}", line.chars().count());
        let [(1, line)] = &lines(&content, &content, 1)[..] else { panic!() };
        assert!(line.chars().count() <= WIDTH + 2);
    }

    #[test]
    fn control_characters_are_made_visible() {
        assert_eq!(visible("a\u{1b}[31m\0\u{7f}\u{9b}\u{202e}\tb"), "a␛[31m␀␡\u{fffd}\u{fffd}\tb");
    }
}
