//! Changes to a text by span, so that nothing else in it changes.

use std::ops::Range;

/// Changes that do not overlap; the same change may be asked for twice.
#[derive(Debug, Default, Clone)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Replaces the bytes in `span`.
    pub fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        let edit = (span, text.into());
        if !self.0.contains(&edit) {
            self.0.push(edit);
        }
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changes within a part of the text, as changes to that part.
    #[must_use]
    pub fn within(&self, part: &Range<usize>) -> Self {
        let inside = self
            .0
            .iter()
            .filter(|(span, _)| part.start <= span.start && span.end <= part.end)
            .map(|(span, text)| (span.start - part.start..span.end - part.start, text.clone()));
        Self(inside.collect())
    }

    /// The text with the changes made. Of changes that overlap, the first one is made.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (span, replacement) in self.0 {
            if span.start >= at {
                out.push_str(&text[at..span.start]);
                out.push_str(&replacement);
                at = span.end;
            }
        }
        out.push_str(&text[at..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_else_stays() {
        let mut edits = Edits::default();
        edits.replace(4..5, "twee");
        edits.replace(0..1, "een");
        edits.replace(0..1, "een");
        edits.replace(6..6, "!");
        assert_eq!(edits.apply("a - b."), "een - twee.!");
    }
}
