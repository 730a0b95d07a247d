//! A change to a chapter: from one text to the next.
//!
//! Only the bytes change that the change is about. Blocks that become neighbours get an empty line
//! between them; those that were neighbours keep what was between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::blocks::{self, Block, Kind};
use super::chapter::Chapter;
use super::fields::{self, Value};
use super::lines::{has_empty_line, tidy, usual_break, with_breaks_of, with_line_feeds};
use crate::document;
use crate::span::{Edits, Span, Text};

/// A change, as a browser asks for it. Offsets are bytes of the text that the browser knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Change {
    /// A block, or any other part, gets another text.
    Replace {
        /// Where it starts.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Its new text.
        text: String,
    },
    /// New blocks.
    Insert {
        /// Where.
        #[serde(rename = "where")]
        place: Place,
        /// Where the block beside them starts.
        #[serde(default)]
        start: usize,
        /// Where it ends.
        #[serde(default)]
        end: usize,
        /// The new blocks.
        text: String,
    },
    /// A block goes.
    Remove {
        /// Where it starts.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// A block changes places with the one before or after it.
    Move {
        /// Where it starts.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Which way.
        way: Way,
    },
    /// A block becomes part of the one before it.
    Join {
        /// Where it starts.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// What the chapter says about itself.
    Fields {
        /// The new values by name; null for none.
        values: BTreeMap<String, Value>,
    },
    /// The whole file.
    File {
        /// Its new text.
        text: String,
    },
}

/// Where new blocks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Place {
    Before,
    After,
    Start,
    End,
}

/// Which way a block moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Way {
    Up,
    Down,
}

/// A text after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The whole text.
    pub text: String,
    /// The bytes in it that changed.
    pub place: std::ops::Range<usize>,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// Its place is none of the text.
    NoSuchPlace,
    /// The front matter cannot be read.
    FrontMatterUnread,
    /// A field would not read as it is meant.
    FieldUnread(&'static str),
}

impl Change {
    /// The text that a chapter gets by this change.
    ///
    /// # Errors
    /// Offsets that are not in the text, within a character, or not those of a block; a front
    /// matter that cannot be read.
    pub fn apply(&self, chapter: &Chapter) -> Result<Changed, Impossible> {
        let changing = Changing { chapter, text: &chapter.exact };
        match self {
            Self::Replace { start, end, text } => {
                Ok(changing.replace(changing.span(*start, *end)?, text))
            }
            Self::Insert { place: Place::Start, text, .. } => Ok(changing.insert_at_start(text)),
            Self::Insert { place: Place::End, text, .. } => Ok(changing.insert_at_end(text)),
            Self::Insert { place, start, end, text } => {
                let block = changing.block(*start, *end)?;
                Ok(match place {
                    Place::Before => changing.insert_before(block, text),
                    _ => changing.insert_after(block, text),
                })
            }
            Self::Remove { start, end } => Ok(changing.remove(changing.run(*start, *end)?)),
            Self::Move { start, end, way } => Ok(changing.swap(changing.run(*start, *end)?, *way)),
            Self::Join { start, end } => Ok(changing.join(changing.block(*start, *end)?)),
            Self::Fields { values } => {
                let (source, document) = (&chapter.source, &chapter.document);
                let edits =
                    fields::set(source, document, &chapter.exact, values).map_err(|unread| {
                        match unread {
                            fields::Unread::FrontMatter => Impossible::FrontMatterUnread,
                            fields::Unread::Field(field) => Impossible::FieldUnread(field),
                        }
                    })?;
                let text = edits.apply(&chapter.exact);
                Ok(Changed { text, place: 0..0 })
            }
            Self::File { text } => Ok(changing.replace_all(text)),
        }
    }
}

struct Changing<'a> {
    chapter: &'a Chapter,
    text: &'a Arc<Text>,
}

/// Blocks that follow each other in the same text or box, by the first and the last.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
}

impl Run {
    fn of(block: usize) -> Self {
        Self { first: block, last: block }
    }
}

impl Changing<'_> {
    fn span(&self, start: usize, end: usize) -> Result<Span, Impossible> {
        let span = self.text.span(start..end);
        let is_it = (span.start(), span.end()) == (start, end);
        if is_it { Ok(span) } else { Err(Impossible::NoSuchPlace) }
    }

    fn block(&self, start: usize, end: usize) -> Result<usize, Impossible> {
        self.chapter.block_at(self.span(start, end)?).ok_or(Impossible::NoSuchPlace)
    }

    /// One block, or several that follow each other in the same text or box.
    fn run(&self, start: usize, end: usize) -> Result<Run, Impossible> {
        if let Ok(block) = self.block(start, end) {
            return Ok(Run::of(block));
        }
        let span = self.span(start, end)?;
        let blocks = self.blocks();
        let first = blocks.iter().position(|block| block.span.start() == span.start());
        let first = first.ok_or(Impossible::NoSuchPlace)?;
        let ends =
            |block: &Block| block.parent == blocks[first].parent && block.span.end() == span.end();
        let last = blocks.iter().rposition(ends).filter(|&last| last >= first);
        last.map(|last| Run { first, last }).ok_or(Impossible::NoSuchPlace)
    }

    fn blocks(&self) -> &[Block] {
        &self.chapter.blocks
    }

    fn of(&self, block: usize) -> Span {
        self.blocks()[block].span
    }

    fn of_run(&self, run: Run) -> Span {
        self.of(run.first).to(self.of(run.last))
    }

    /// The block before another in the same text or box.
    fn before(&self, block: usize) -> Option<usize> {
        let parent = self.blocks()[block].parent;
        (0..block).rev().find(|&other| self.blocks()[other].parent == parent)
    }

    /// The block after another in the same text or box.
    fn after(&self, block: usize) -> Option<usize> {
        let parent = self.blocks()[block].parent;
        (block + 1..self.blocks().len()).find(|&other| self.blocks()[other].parent == parent)
    }

    /// What is between two blocks.
    fn between(&self, a: usize, b: usize) -> &str {
        self.text.slice(self.of(a).after().to(self.of(b).before()))
    }

    fn are_apart(&self, a: usize, b: usize) -> bool {
        has_empty_line(self.between(a, b))
    }

    /// The line break that is used at a place: that of its line, or of the line above.
    fn line_break(&self, at: usize) -> &'static str {
        let rest = self.text.span(at..self.text.content.len());
        let after = self.text.slice(rest);
        if after.contains(['\n', '\r']) {
            return usual_break(after);
        }
        let above = self.text.slice(Span::START.to(rest.before()));
        match above.trim_end_matches(|c| !matches!(c, '\n' | '\r')) {
            above if above.ends_with("\r\n") => "\r\n",
            above if above.ends_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// An empty line.
    fn empty_line(&self, at: usize) -> String {
        self.line_break(at).repeat(2)
    }

    /// New blocks, as they are written in this file.
    fn written(&self, text: &str, at: usize) -> String {
        with_breaks_of("", &tidy(text), self.line_break(at))
    }

    /// The text with a part of it replaced by three pieces, the middle one of which is the change.
    fn with(&self, part: Span, before: &str, middle: &str, after: &str) -> Changed {
        let mut edits = Edits::default();
        edits.replace(part, format!("{before}{middle}{after}"));
        let start = part.start() + before.len();
        let text = edits.apply(self.text);
        Changed { text, place: start..start + middle.len() }
    }

    fn unchanged(&self, place: Span) -> Changed {
        Changed { text: self.text.content.clone(), place: place.start()..place.end() }
    }

    fn replace(&self, span: Span, new: &str) -> Changed {
        let old = self.text.slice(span);
        let usual = self.line_break(span.start());
        if with_line_feeds(old) == with_line_feeds(new) {
            return self.unchanged(span);
        }
        let Some(block) = self.chapter.block_at(span) else {
            return self.with(span, "", &with_breaks_of(old, new, usual), "");
        };
        let new = with_breaks_of(old, &tidy(new), usual);
        if new.is_empty() {
            return self.remove(Run::of(block));
        }
        let kind = self.blocks()[block].kind;
        let (first, last) = kinds(&new);
        let touches_above = self.before(block).is_some_and(|above| !self.are_apart(above, block));
        let touches_below = self.after(block).is_some_and(|below| !self.are_apart(block, below));
        let above = if touches_above && first != Some(kind) { usual } else { "" };
        let below = if touches_below && last != Some(kind) { usual } else { "" };
        self.with(span, above, &new, below)
    }

    fn replace_all(&self, new: &str) -> Changed {
        const MARK: char = '\u{feff}';
        let old = &self.text.content;
        let mark = if old.starts_with(MARK) { "\u{feff}" } else { "" };
        let words = old.trim_start_matches(MARK);
        let new = with_breaks_of(words, new.trim_start_matches(MARK), usual_break(old));
        let text = format!("{mark}{new}");
        let same = old.bytes().zip(text.bytes()).take_while(|(old, new)| old == new).count();
        let start = text.floor_char_boundary(same);
        Changed { place: start..start, text }
    }

    fn insert_before(&self, block: usize, new: &str) -> Changed {
        let at = self.of(block).before();
        let new = self.written(new, at.start());
        if new.is_empty() {
            return self.unchanged(at);
        }
        let touches = self.before(block).is_some_and(|above| !self.are_apart(above, block));
        let above = if touches { self.line_break(at.start()) } else { "" };
        self.with(at, above, &new, &self.empty_line(at.start()))
    }

    fn insert_after(&self, block: usize, new: &str) -> Changed {
        let span = self.of(block);
        let at = self.chapter.source.text.rest_of_line(span.end());
        // White space behind the block stays there, and its line break where it is.
        let blank = self.text.slice(at).trim_end_matches('\r').len();
        let at = self.text.part(at, blank..blank);
        let new = self.written(new, at.start());
        if new.is_empty() {
            return self.unchanged(at);
        }
        let touches = self.after(block).is_some_and(|below| !self.are_apart(block, below));
        let below = if touches { self.line_break(at.start()) } else { "" };
        self.with(at, &self.empty_line(at.start()), &new, below)
    }

    /// The blocks that are in no box.
    fn outer(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.blocks().len()).filter(|&block| self.blocks()[block].parent.is_none())
    }

    /// Above the text, but below a title in it.
    fn insert_at_start(&self, new: &str) -> Changed {
        let is_title = |block: usize| self.blocks()[block].level == Some(1);
        let mut outer = self.outer();
        match (outer.next(), outer.next()) {
            (Some(title), _) if is_title(title) => self.insert_after(title, new),
            (Some(first), _) => self.insert_before(first, new),
            (None, _) => self.append(new),
        }
    }

    /// Below the text, but above the notes at its end. A note goes below them.
    fn insert_at_end(&self, new: &str) -> Changed {
        let is_note = |kind: Kind| matches!(kind, Kind::Footnote | Kind::Other);
        let is_new_note = kinds(&tidy(new)).0.is_some_and(is_note);
        let is_above = |block: &usize| is_new_note || !is_note(self.blocks()[*block].kind);
        match self.outer().rev().find(is_above) {
            Some(last) => self.insert_after(last, new),
            None => match self.outer().next() {
                Some(first) => self.insert_before(first, new),
                None => self.append(new),
            },
        }
    }

    /// Writes the first block of a chapter.
    fn append(&self, new: &str) -> Changed {
        let whole = self.text.whole();
        let rest = self.text.slice(whole);
        let kept = rest.trim_end();
        let end = self.text.part(whole, kept.len()..rest.len());
        let new = self.written(new, 0);
        if new.is_empty() {
            return self.unchanged(end);
        }
        let is_blank = kept.trim_start_matches('\u{feff}').is_empty();
        let above = if is_blank { String::new() } else { self.empty_line(0) };
        self.with(end, &above, &new, usual_break(rest))
    }

    /// Of the white space around a block that goes, the longer piece stays.
    fn remove(&self, run: Run) -> Changed {
        let span = self.of_run(run);
        let (above, below) = (self.before(run.first), self.after(run.last));
        let part = match (above, below) {
            (Some(above), Some(below)) => {
                let (before, after) =
                    (self.between(above, run.first), self.between(run.last, below));
                let keeps_before = has_empty_line(before) && !has_empty_line(after);
                if !has_empty_line(before) && !has_empty_line(after) {
                    let part = span.to(self.of(below).before());
                    return self.with(part, self.line_break(span.start()), "", "");
                }
                if keeps_before || before.len() > after.len() {
                    span.to(self.of(below).before())
                } else {
                    self.of(above).after().to(span)
                }
            }
            (Some(above), None) => self.of(above).after().to(span),
            (None, Some(below)) => span.to(self.of(below).before()),
            (None, None) => {
                let end = self.chapter.source.text.rest_of_line(span.end());
                let next = self.text.span(end.start()..end.end() + 1);
                span.to(next)
            }
        };
        self.with(part, "", "", "")
    }

    fn swap(&self, run: Run, way: Way) -> Changed {
        let pair = match way {
            Way::Up => self.before(run.first).map(|above| (Run::of(above), run)),
            Way::Down => self.after(run.last).map(|below| (run, Run::of(below))),
        };
        let Some((upper, lower)) = pair else { return self.unchanged(self.of_run(run)) };
        let line_break = self.line_break(self.of(upper.first).start());
        let touches = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => !self.are_apart(a, b),
            _ => false,
        };
        let above =
            if touches(self.before(upper.first), Some(upper.first)) { line_break } else { "" };
        let below = if touches(Some(lower.last), self.after(lower.last)) { line_break } else { "" };
        let between = match self.between(upper.last, lower.first) {
            between if has_empty_line(between) => between.to_owned(),
            _ => line_break.repeat(2),
        };
        let (a, b) = (self.text.slice(self.of_run(upper)), self.text.slice(self.of_run(lower)));
        let whole = self.of_run(upper).to(self.of_run(lower));
        match way {
            Way::Up => self.with(whole, above, b, &format!("{between}{a}{below}")),
            Way::Down => self.with(whole, &format!("{above}{b}{between}"), a, below),
        }
    }

    /// Only running text can become part of a block that ends with running text.
    fn join(&self, block: usize) -> Changed {
        let kind = self.blocks()[block].kind;
        let Some(above) = self.before(block) else { return self.unchanged(self.of(block)) };
        let words = match kind {
            Kind::Paragraph => self.text.slice(self.of(block)).trim_start(),
            Kind::Heading => heading_words(self.text.slice(self.of(block))),
            _ => return self.unchanged(self.of(block)),
        };
        let end = self.of(above).after();
        let at = match self.blocks()[above].kind {
            Kind::Paragraph | Kind::List | Kind::Quote | Kind::Footnote => end,
            Kind::Heading => {
                let written = self.text.slice(self.of(above));
                let words = heading_with_marks(written).len();
                self.text.part(self.of(above), words..words)
            }
            _ => return self.unchanged(self.of(block)),
        };
        // Who breaks lines goes on doing so.
        let is_broken = [above, block].iter().all(|&one| {
            self.blocks()[one].kind == Kind::Paragraph
                && self.text.slice(self.of(one)).contains(['\n', '\r'])
        });
        let gap = if is_broken { self.line_break(end.start()) } else { " " };
        let marks = self.text.slice(at.to(end));
        let part = at.to(self.of(block));
        self.with(part, gap, words, marks)
    }
}

/// The words of a heading, without its marks and attributes.
fn heading_words(written: &str) -> &str {
    let line = written.lines().next().unwrap_or_default();
    heading_with_marks(line).trim_start().trim_start_matches('#').trim()
}

/// A heading up to the end of its words.
fn heading_with_marks(written: &str) -> &str {
    let line = written.lines().next().unwrap_or_default().trim_end();
    let words = line.strip_suffix('}').and_then(|line| line.rsplit_once('{'));
    let line = words.map_or(line, |(words, _)| words).trim_end();
    let open = line.trim_end_matches('#');
    if open.ends_with([' ', '\t']) && open.len() < line.len() { open.trim_end() } else { line }
}

/// The kinds of the first and the last block of a text.
fn kinds(text: &str) -> (Option<Kind>, Option<Kind>) {
    let text = Text::new("", text);
    let blocks =
        blocks::of(&text, 0, &document::parse(&text, 0, &document::Options::of_bare_text()));
    let outer = || blocks.iter().filter(|block| block.parent.is_none());
    (outer().next().map(|block| block.kind), outer().next_back().map(|block| block.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of some words in a text.
    fn place(text: &str, words: &str) -> (usize, usize) {
        let is_start = |at: &usize| *at == 0 || text[..*at].ends_with('\n');
        let mut found = text.match_indices(words).map(|(at, _)| at);
        let start = found.clone().find(is_start).or_else(|| found.next()).unwrap();
        (start, start + words.len())
    }

    fn apply(text: &str, change: &Change) -> String {
        let changed = change.apply(&Chapter::of_tests(text)).unwrap();
        assert!(changed.text.get(changed.place.clone()).is_some());
        if !text.contains('\n') {
            return changed.text;
        }
        // A file with one kind of line break keeps it.
        let other = text.replace('\n', "\r\n");
        let shifted = |at: usize| at + text[..at].matches('\n').count();
        let mut there = change.clone();
        match &mut there {
            Change::Replace { start, end, .. }
            | Change::Insert { start, end, .. }
            | Change::Remove { start, end }
            | Change::Move { start, end, .. }
            | Change::Join { start, end } => (*start, *end) = (shifted(*start), shifted(*end)),
            Change::Fields { .. } | Change::File { .. } => {}
        }
        let again = there.apply(&Chapter::of_tests(&other)).unwrap();
        assert_eq!(again.text, changed.text.replace('\n', "\r\n"), "{text}");
        changed.text
    }

    fn replaced(text: &str, old: &str, new: &str) -> String {
        let (start, end) = place(text, old);
        apply(text, &Change::Replace { start, end, text: new.into() })
    }

    fn inserted(text: &str, place_: Place, beside: &str, new: &str) -> String {
        let (start, end) = place(text, beside);
        apply(text, &Change::Insert { place: place_, start, end, text: new.into() })
    }

    fn removed(text: &str, old: &str) -> String {
        let (start, end) = place(text, old);
        apply(text, &Change::Remove { start, end })
    }

    fn moved(text: &str, old: &str, way: Way) -> String {
        let (start, end) = place(text, old);
        apply(text, &Change::Move { start, end, way })
    }

    fn joined(text: &str, old: &str) -> String {
        let (start, end) = place(text, old);
        apply(text, &Change::Join { start, end })
    }

    #[test]
    fn a_block_gets_another_text_and_nothing_else_changes() {
        for (text, old, new, expected) in [
            ("a\n\nb  \n\nc\n", "b", "x\ny\n\n", "a\n\nx\ny  \n\nc\n"),
            ("a\n\nb", "b", "\n\nx", "a\n\nx"),
            ("## A\nb\n- c\n", "b", "d", "## A\nd\n- c\n"),
            ("## A\nb\n- c\n", "b", "> d", "## A\n\n> d\n\n- c\n"),
            ("## A\nb\n", "## A", "A", "A\n\nb\n"),
            ("::: kader\na\n:::\n", "a", "- b\n- c", "::: kader\n- b\n- c\n:::\n"),
            ("a\n\nb\n\nc\n", "b", "  \n", "a\n\nc\n"),
            ("a\n\n    b\n", "    b", "    b\n    c", "a\n\n    b\n    c\n"),
            ("a\n\nb\n", "b", "x\n\ny", "a\n\nx\n\ny\n"),
            ("een twee drie\n", "twee", " 2 ", "een  2  drie\n"),
        ] {
            assert_eq!(replaced(text, old, new), expected, "{text}");
        }
    }

    #[test]
    fn several_blocks_are_moved_and_removed_together() {
        let text = "a\n\nb\n\n- c\n- d\n\ne\n";
        let both = "b\n\n- c\n- d";
        assert_eq!(removed(text, both), "a\n\ne\n");
        assert_eq!(moved(text, both, Way::Up), "b\n\n- c\n- d\n\na\n\ne\n");
        assert_eq!(moved(text, both, Way::Down), "a\n\ne\n\nb\n\n- c\n- d\n");
        assert_eq!(removed(text, "a\n\nb\n\n- c\n- d\n\ne"), "");
        let change = Change::Remove { start: 0, end: 6 };
        assert!(change.apply(&Chapter::of_tests(text)).is_err(), "no block ends there");
    }

    #[test]
    fn new_blocks_have_empty_lines_around_them() {
        use Place::*;
        for (text, place, beside, new, expected) in [
            ("a\n\nb\n", After, "a", "x", "a\n\nx\n\nb\n"),
            ("a  \nb\n", After, "a  \nb", "x\n", "a  \nb\n\nx\n"),
            ("a\n\nb\n", Before, "b", "x", "a\n\nx\n\nb\n"),
            ("a", After, "a", "x", "a\n\nx"),
            ("## A\nb\n", After, "## A", "x", "## A\n\nx\n\nb\n"),
            ("## A\nb\n", Before, "b", "x", "## A\n\nx\n\nb\n"),
            ("::: kader\na\n:::\n", After, "a", "x", "::: kader\na\n\nx\n:::\n"),
            ("::: kader\na\n:::\n", Before, "a", "x", "::: kader\nx\n\na\n:::\n"),
            ("---\ntitle: A\n---\na\n", Before, "a", "x", "---\ntitle: A\n---\nx\n\na\n"),
            ("a\n\nb\n", After, "a", " \n", "a\n\nb\n"),
        ] {
            assert_eq!(inserted(text, place, beside, new), expected, "{text}");
        }
    }

    #[test]
    fn text_begins_below_a_title_and_ends_above_notes() {
        let at = |text: &str, place, new: &str| {
            apply(text, &Change::Insert { place, start: 0, end: 0, text: new.into() })
        };
        for (text, place, new, expected) in [
            ("", Place::Start, "x", "x\n"),
            ("---\ntitle: A\n---\n", Place::End, "x", "---\ntitle: A\n---\n\nx\n"),
            ("---\ntitle: A\n---\n\n", Place::Start, "x", "---\ntitle: A\n---\n\nx\n"),
            ("# T\n\na\n", Place::Start, "x", "# T\n\nx\n\na\n"),
            ("a\n", Place::Start, "x", "x\n\na\n"),
            ("a\n", Place::End, "x", "a\n\nx\n"),
            ("a[^1]\n\n[^1]: b\n", Place::End, "x", "a[^1]\n\nx\n\n[^1]: b\n"),
            ("a[^1]\n\n[^1]: b\n", Place::End, "[^2]: c", "a[^1]\n\n[^1]: b\n\n[^2]: c\n"),
            ("[x]: y\n", Place::End, "a", "a\n\n[x]: y\n"),
        ] {
            assert_eq!(at(text, place, new), expected, "{text}");
        }
    }

    #[test]
    fn a_block_goes_with_the_white_space_beside_it() {
        for (text, old, expected) in [
            ("a\n\nb\n\nc\n", "b", "a\n\nc\n"),
            ("a\n\n\nb\n\nc\n", "b", "a\n\n\nc\n"),
            ("a\n\nb\n", "b", "a\n"),
            ("a\n\nb\n", "a", "b\n"),
            ("---\ntitle: A\n---\n\nx\n", "x", "---\ntitle: A\n---\n\n"),
            ("## A\nb\n- c\n", "b", "## A\n\n- c\n"),
            ("## A\nb\n\nc\n", "b", "## A\n\nc\n"),
            ("::: kader\na\n\nb\n:::\n", "a", "::: kader\nb\n:::\n"),
            ("::: kader\na\n\nb\n:::\n", "b", "::: kader\na\n:::\n"),
        ] {
            assert_eq!(removed(text, old), expected, "{text}");
        }
    }

    #[test]
    fn a_block_passes_its_neighbour() {
        for (text, old, way, expected) in [
            ("a\n\nb\n\n\nc\n", "b", Way::Up, "b\n\na\n\n\nc\n"),
            ("a\n\nb\n\n\nc\n", "b", Way::Down, "a\n\nc\n\n\nb\n"),
            ("a\n\nb", "b", Way::Up, "b\n\na"),
            ("bb\n- c\n", "- c", Way::Up, "- c\n\nbb\n"),
            ("## A\nbb\n\nc\n", "bb", Way::Down, "## A\n\nc\n\nbb\n"),
            ("a\n\nb\n", "a", Way::Up, "a\n\nb\n"),
            ("::: kader\naa\n:::\n\nb\n", "aa", Way::Down, "::: kader\naa\n:::\n\nb\n"),
        ] {
            assert_eq!(moved(text, old, way), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_becomes_part_of_the_block_above_it() {
        for (text, old, expected) in [
            ("a\n\nb\n\nc\n", "b", "a b\n\nc\n"),
            ("a\nb\n\nc\nd\n", "c\nd", "a\nb\nc\nd\n"),
            ("## A {.les}\n\nbb\n", "bb", "## A bb {.les}\n"),
            ("## A ##\n\nbb\n", "bb", "## A bb ##\n"),
            ("- a\n- b\n\nc\n", "c", "- a\n- b c\n"),
            ("a\n\n## Kop {#x}\n", "## Kop {#x}", "a Kop\n"),
            ("***\n\nb\n", "b", "***\n\nb\n"),
            ("b\n", "b", "b\n"),
        ] {
            assert_eq!(joined(text, old), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_file_keeps_its_mark_and_its_line_breaks() {
        let chapter = Chapter::of_tests("\u{feff}a\r\nb\nc");
        let changed = Change::File { text: "a\nx\nb\nc\n".into() }.apply(&chapter).unwrap();
        assert_eq!(changed.text, "\u{feff}a\r\nx\r\nb\nc\n");
    }

    #[test]
    fn what_is_none_of_the_text_is_refused() {
        let chapter = Chapter::of_tests("één\n\ntwee\n");
        for (start, end) in [(1, 3), (0, 99), (7, 3)] {
            let change = Change::Replace { start, end, text: "x".into() };
            assert_eq!(change.apply(&chapter), Err(Impossible::NoSuchPlace));
        }
        let change = Change::Remove { start: 0, end: 1 };
        assert_eq!(change.apply(&chapter), Err(Impossible::NoSuchPlace));
    }
}
