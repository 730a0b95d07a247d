//! Edits of a text by span, which leave the rest of it untouched.

use super::{Span, Text};

/// Changes that do not overlap; the same change may be asked for twice.
#[derive(Debug, Default, Clone)]
pub struct Edits(Vec<(Span, String)>);

impl Edits {
    /// Replaces what a span covers.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with the changes made. Of changes that overlap, the first one is made.
    pub fn apply(self, text: &Text) -> String {
        self.apply_within(text, text.whole())
    }

    /// A part of the text, with the changes made that lie within it.
    pub fn apply_within(mut self, text: &Text, part: Span) -> String {
        self.0.retain(|(span, _)| part.contains(*span));
        // Stable, so that insertions at one place keep the order in which they were asked for.
        self.0.sort_by_key(|(span, _)| *span);
        let mut done: Vec<(Span, String)> = Vec::with_capacity(self.0.len());
        let mut out = String::with_capacity(part.len());
        let mut rest = part;
        for (span, replacement) in self.0 {
            // Changes of the same span are adjacent, and so are duplicates.
            let same = done.iter().rev().take_while(|(other, _)| *other == span);
            if span.start() < rest.start() || same.clone().any(|(_, text)| *text == replacement) {
                continue;
            }
            out.push_str(text.slice(rest.before().to(span.before())));
            out.push_str(&replacement);
            rest = span.after().to(part);
            done.push((span, replacement));
        }
        out.push_str(text.slice(rest));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_else_stays() {
        let text = Text::new("", "a - b.");
        let mut edits = Edits::default();
        edits.replace(text.span(4..5), "twee");
        edits.replace(text.span(0..1), "een");
        edits.replace(text.span(0..1), "een");
        edits.replace(text.span(6..6), "!");
        assert_eq!(edits.clone().apply(&text), "een - twee.!");
        assert_eq!(edits.apply_within(&text, text.span(2..5)), "- twee");
    }
}
