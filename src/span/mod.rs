//! Texts, and checked places in them.
//!
//! A [`Span`] is only made by a [`Text`], which moves its ends to character boundaries within the
//! text. So slicing by a span cannot panic, whatever its offsets were computed from. A place in a
//! transformed copy of a text is traced back to the original by [`Mapped`]. [`Edits`] change a text
//! by span.

pub mod controls;
mod edits;
mod mapped;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use edits::Edits;
pub use mapped::Mapped;

/// A part of a text, from one character boundary to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The empty span at the beginning of every text.
    pub const START: Self = Self { start: 0, end: 0 };

    /// Where it starts, in bytes.
    pub fn start(self) -> usize {
        self.start
    }

    /// Where it ends, in bytes.
    pub fn end(self) -> usize {
        self.end
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The empty span where it starts.
    #[must_use]
    pub fn before(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The empty span where it ends.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// From the start of this span to the end of a later one in the same text.
    #[must_use]
    pub fn to(self, later: Self) -> Self {
        Self { start: self.start, end: later.end.max(self.start) }
    }

    /// Whether another span lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A file's text and the name it is shown under.
#[derive(Debug, Default)]
pub struct Text {
    /// The path as the author knows it, with forward slashes.
    pub path: String,
    /// The whole text of the file.
    pub content: String,
    index: OnceLock<LineIndex>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.content == other.content
    }
}

impl Eq for Text {}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

/// Makes looking up positions cheap, even on a line of megabytes.
#[derive(Debug)]
struct LineIndex {
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters start before each block of bytes.
    characters: Vec<usize>,
}

impl LineIndex {
    fn new(content: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', content.as_bytes());
        let lines = std::iter::once(0).chain(breaks.map(|at| at + 1));
        let mut lines: Vec<usize> = lines.collect();
        lines.shrink_to_fit();
        let mut count = 0;
        let mut characters = Vec::with_capacity(content.len() / BLOCK + 1);
        for block in content.as_bytes().chunks(BLOCK) {
            characters.push(count);
            count += count_characters(block);
        }
        characters.push(count);
        Self { lines, characters }
    }
}

/// How many characters start in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

impl Text {
    /// A text under the name `path`.
    pub fn new(path: impl Into<String>, content: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), content: content.into(), index: OnceLock::new() })
    }

    /// A span of these bytes. What lies outside the text or within a character is moved down to
    /// the nearest boundary.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.content.floor_char_boundary(range.start);
        Span { start, end: self.content.floor_char_boundary(range.end).max(start) }
    }

    /// The whole text.
    pub fn whole(&self) -> Span {
        Span { start: 0, end: self.content.len() }
    }

    /// What a span covers. A span of another text gives other words or nothing; it never panics.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.start..span.end).unwrap_or_default()
    }

    /// A part of a span, by bytes counted from its start.
    pub fn part(&self, span: Span, range: Range<usize>) -> Span {
        let part = self.span(span.start + range.start..span.start + range.end);
        Span { start: part.start.min(span.end), end: part.end.min(span.end) }
    }

    /// The span without white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let text = self.slice(span);
        let start = text.len() - text.trim_start().len();
        self.part(span, start..start + text.trim().len())
    }

    /// The lines in a span, each with its line break.
    pub fn lines(&self, span: Span) -> impl Iterator<Item = Span> {
        let mut at = span.start;
        self.slice(span).split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            Span { start, end: at }
        })
    }

    /// The part of a span on its first line.
    pub fn first_line(&self, span: Span) -> Span {
        let line = self.slice(span).lines().next().unwrap_or_default();
        self.part(span, 0..line.len())
    }

    /// A line by its number, from 1, without its line break.
    pub fn line(&self, number: usize) -> Option<Span> {
        let start = *self.index().lines.get(number.checked_sub(1)?)?;
        let is_end = start == self.content.len() && number > 1;
        (!is_end).then(|| self.rest_of_line(start))
    }

    /// The rest of the line from `offset` on, without its line break.
    pub fn rest_of_line(&self, offset: usize) -> Span {
        let rest = self.span(offset..self.content.len());
        let lines = &self.index().lines;
        let next = lines.get(lines.partition_point(|&start| start <= rest.start));
        Span { start: rest.start, end: next.map_or(rest.end, |next| next - 1) }
    }

    /// The first occurrence of `words`, else the beginning.
    pub fn find(&self, words: &str) -> Span {
        self.find_in(self.whole(), words).unwrap_or_default()
    }

    /// The first occurrence of `words` in a span.
    pub fn find_in(&self, span: Span, words: &str) -> Option<Span> {
        let at = self.slice(span).find(words)?;
        Some(self.part(span, at..at + words.len()))
    }

    /// All occurrences of `words`.
    pub fn find_all<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Span> + 'a {
        self.content.match_indices(words).map(|(at, found)| self.span(at..at + found.len()))
    }

    /// Line and column (both from 1, columns in characters) of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.content.floor_char_boundary(offset);
        let lines = &self.index().lines;
        let line = lines.partition_point(|&start| start <= offset);
        let column = self.characters_before(offset) - self.characters_before(lines[line - 1]);
        (line, column + 1)
    }

    /// The byte offset of a line and column (both from 1, columns in characters).
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.index().lines.get(line.saturating_sub(1)).copied();
        let rest = self.rest_of_line(start.unwrap_or(self.content.len()));
        let ahead = self.slice(rest).char_indices().nth(column.saturating_sub(1));
        ahead.map_or(rest.end, |(ahead, _)| rest.start + ahead)
    }

    /// How many characters start before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let counted = self.index().characters.get(block).copied().unwrap_or_default();
        let bytes = self.content.as_bytes().get(block * BLOCK..offset);
        counted + count_characters(bytes.unwrap_or_default())
    }

    fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.content))
    }
}

/// The first so many characters of a text, and the rest.
pub fn split_at_char(text: &str, count: usize) -> (&str, &str) {
    let end = text.char_indices().nth(count).map(|(end, _)| end);
    end.and_then(|end| text.split_at_checked(end)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(split_at_char("één €", 3), ("één", " €"));
        assert_eq!(split_at_char("één", 0), ("", "één"));
        assert_eq!(split_at_char("één", 3), ("één", ""));
        assert_eq!(split_at_char("één", 9), ("één", ""));
    }

    #[test]
    fn every_span_slices_its_text() {
        let text = Text::new("a.md", "één\ntwee\n€");
        for start in 0..text.content.len() + 3 {
            for end in 0..text.content.len() + 3 {
                let span = text.span(start..end);
                assert!(text.content.get(span.start()..span.end()).is_some());
                assert!(text.content.is_char_boundary(text.part(span, 1..2).start()));
                text.first_line(span);
            }
        }
        assert_eq!(text.slice(text.find("twee")), "twee");
        assert_eq!(text.slice(text.find("drie")), "");
        assert_eq!(Text::new("b.md", "é").slice(text.span(1..9)), "");
    }

    #[test]
    fn positions_count_lines_and_characters() {
        let text = Text::new("a.md", "één\ntwee\n");
        assert_eq!(text.position(0), (1, 1));
        assert_eq!(text.position("éé".len()), (1, 3));
        assert_eq!(text.position("één\nt".len()), (2, 2));
        assert_eq!(text.position(999), (3, 1));
        assert_eq!(Text::new("a.md", "").position(9), (1, 1));
    }

    #[test]
    fn positions_on_long_lines_are_counted_from_blocks() {
        let text = Text::new("a.md", format!("x\n{}", "aé€".repeat(2000)));
        let mut column = 0;
        for (offset, _) in text.content.char_indices().skip(2) {
            column += 1;
            assert_eq!(text.position(offset), (2, column));
        }
    }

    #[test]
    fn offsets_are_the_inverse_of_positions() {
        let text = Text::new("a.md", "één\ntwee\n");
        for (offset, _) in text.content.char_indices() {
            let (line, column) = text.position(offset);
            assert_eq!(text.offset(line, column), offset);
        }
        assert_eq!(text.offset(9, 9), text.content.len());
        assert_eq!(text.offset(0, 0), 0);
    }
}
