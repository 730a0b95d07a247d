//! A source map: from a transformed text back to the original.

use std::ops::Range;

use super::{Span, Text};

/// A text assembled from parts of an original, and where each part came from: lines without the
/// markers of the block quote around them, typographic quotes, and so on.
#[derive(Debug, Default, Clone)]
pub struct Mapped {
    text: String,
    parts: Vec<Segment>,
}

/// A part of the transformed text, and its original.
#[derive(Debug, Clone, Copy)]
struct Segment {
    /// Where it starts in the transformed text.
    start: usize,
    from: Span,
    /// Whether it equals the original byte for byte.
    is_verbatim: bool,
}

impl Mapped {
    /// Appends `made`, the transformed text of `from`.
    pub fn push(&mut self, made: &str, original: &Text, from: Span) {
        let is_verbatim = original.slice(from) == made;
        let start = self.text.len();
        self.text.push_str(made);
        match self.parts.last_mut() {
            Some(last) if is_verbatim && last.is_verbatim && last.from.end == from.start => {
                last.from.end = from.end;
            }
            _ => self.parts.push(Segment { start, from, is_verbatim }),
        }
    }

    /// The transformed text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The transformed text alone, in no more memory than it needs.
    pub fn into_string(mut self) -> String {
        self.text.shrink_to_fit();
        self.text
    }

    /// Where the original of the last part ends.
    pub fn end(&self) -> Option<usize> {
        self.parts.last().map(|part| part.from.end)
    }

    /// The span of the original that a range of the transformed text was made from. A part that is
    /// not verbatim is indivisible.
    pub fn span(&self, original: &Text, range: Range<usize>) -> Span {
        let start = self.part_at(range.start).map_or(0, |part| {
            let ahead = if part.is_verbatim { range.start - part.start } else { 0 };
            (part.from.start + ahead).min(part.from.end)
        });
        if range.is_empty() {
            return original.span(start..start);
        }
        let end = self.part_at(range.end - 1).map_or(0, |part| {
            let ahead = if part.is_verbatim { range.end - part.start } else { usize::MAX };
            part.from.start.saturating_add(ahead).min(part.from.end)
        });
        original.span(start..end)
    }

    fn part_at(&self, at: usize) -> Option<Segment> {
        let after = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(after.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_has_its_original() {
        let text = Text::new("a.md", "> <p>é\n> \"x\"\n");
        let mut mapped = Mapped::default();
        mapped.push("<p>é\n", &text, text.span(2..8));
        mapped.push("“", &text, text.span(10..11));
        mapped.push("x", &text, text.span(11..12));
        mapped.push("”", &text, text.span(12..13));
        assert_eq!(mapped.as_str(), "<p>é\n“x”");
        let original = |words: &str| {
            let at = mapped.as_str().find(words).unwrap();
            text.slice(mapped.span(&text, at..at + words.len()))
        };
        assert_eq!(original("é"), "é");
        assert_eq!(original("x"), "x");
        assert_eq!(original("“x”"), "\"x\"");
        assert_eq!(original("é\n“x"), "é\n> \"x");
        for start in 0..20 {
            for end in 0..20 {
                text.slice(mapped.span(&text, start..end));
            }
        }
    }
}
