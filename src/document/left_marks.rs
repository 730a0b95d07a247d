//! Marks that the Markdown parser left in a text because their other half is missing.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Inline;
use super::inlines::Part;
use super::parser::Parser;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span};

/// An interval of numbers or dates, `[0, 1)`, whose brackets need not match.
static INTERVAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\[\](][-−+\w.∞]{1,12}[,;] ?[-−+\w.∞]{1,12}[)\[\]]").expect("a valid expression")
});

/// A mark of emphasis against a word. An underscore within a word, or in one that looks like a name
/// of a file or of code, is text.
static LEFT_MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s(“‘])(?P<start>__?)\p{L}[\p{L}\p{N}-]*(?:[\s,;:!?)”’]|\.(?:\s|$)|$)|(?:^|[\s(“‘])\p{L}[\p{L}\p{N}-]*(?P<end>__?)(?:[\s,;:!?)”’]|\.(?:\s|$)|$)|(?P<tildes>~~)",
    )
    .expect("a valid expression")
});

/// Marks of bold with a space on both sides, before words and behind them. Between numbers two
/// asterisks raise to a power.
static LOOSE_START: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s(“‘])(?P<mark>\*\*)(?:\s+[“‘]?\p{L}{2}|\s*$)").expect("a valid expression")
});
static LOOSE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s\*\*(?:[\s.,;:!?)”’]|$)").expect("a valid expression"));

/// Underscores with spaces around a whole text. Within one, two of them may be places to fill in.
static LOOSE_UNDERSCORES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?P<mark>__)\s+\p{L}.*\s__$").expect("a valid expression"));

/// An address between parentheses.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\((?:https?://|www\.|mailto:|\.{1,2}/)[^\s()]*\)").expect("a valid expression")
});

/// Words between brackets, and no number of a note.
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[[^\[\]]*\p{L}[^\[\]]*\]$").expect("a valid expression"));

/// The end of a comment, also as smart punctuation sets it.
static COMMENT_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:--|–)>").expect("a valid expression"));

/// A heading that stands behind something else.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[ \t]*(?P<heading>#{2,6}[ \t]+\p{Lu})").expect("a valid expression")
});

impl Parser<'_> {
    /// Reports the first mark that was left in a line: the others may have the same cause.
    pub(super) fn report_left_marks(&mut self, line: &[Part]) {
        let (rule, span, message, help) = if let Some(span) = self.left_backtick(line) {
            let help = message!("left-backtick", "help");
            (Rule::NearMissCode, span, message!("left-backtick"), help)
        } else if let Some(span) = self.left_bracket(line) {
            let help = message!("left-bracket", "help");
            (Rule::NearMissLink, span, message!("left-bracket"), help)
        } else if let Some(span) = self.left_address(line) {
            let help = message!("near-link", "help");
            (Rule::NearMissLink, span, message!("near-link"), help)
        } else if let Some(span) = self.left_asterisk(line).or_else(|| self.loose_bold(line)) {
            let help = message!("near-bold", "help");
            (Rule::NearMissEmphasis, span, message!("left-asterisk"), help)
        } else if let Some(span) = self.left_mark(line).or_else(|| self.left_star(line)) {
            let help = message!("left-mark", "help", mark = self.written(span));
            (Rule::NearMissEmphasis, span, message!("left-mark"), help)
        } else if let Some(span) = self.left_comment_end(line) {
            let help = message!("comment-end-stray", "help");
            (Rule::UnclosedHtml, span, message!("comment-end-stray"), help)
        } else if let Some(span) = self.merged_heading(line) {
            let help = message!("near-heading-merged", "help");
            (Rule::NearMissHeading, span, message!("near-heading-merged"), help)
        } else {
            return;
        };
        self.breach(rule, span, message).help = Some(help);
    }

    fn left_backtick(&self, line: &[Part]) -> Option<Span> {
        line.iter().filter_map(Part::text).find_map(|text| {
            let mut backticks = text.as_str().match_indices('`');
            backticks.find_map(|(at, sign)| self.typed(text, at..at + sign.len()))
        })
    }

    /// The first square bracket without its other half.
    fn left_bracket(&self, line: &[Part]) -> Option<Span> {
        let mut open = Vec::new();
        let mut alone = Vec::new();
        for text in line.iter().filter_map(Part::text) {
            let intervals: Vec<_> =
                INTERVAL.find_iter(text.as_str()).map(|found| found.range()).collect();
            for (at, sign) in text.as_str().match_indices(['[', ']']) {
                let range = at..at + sign.len();
                let is_edge = |found: &Range<usize>| found.start == at || found.end == range.end;
                if intervals.iter().any(is_edge) {
                    continue;
                }
                if sign == "[" {
                    open.push((text, range));
                } else if open.pop().is_none() {
                    alone.push((text, range));
                }
            }
        }
        alone.extend(open);
        alone.into_iter().filter_map(|(text, range)| self.typed(text, range)).min()
    }

    /// An asterisk or underscore against a text that has others around it.
    fn left_asterisk(&self, line: &[Part]) -> Option<Span> {
        let is_mark = |sign: &char| matches!(sign, '*' | '_');
        line.windows(2).find_map(|pair| match pair {
            [Part::Inline(Inline::Emphasis(_) | Inline::Strong(_)), Part::Text(text)] => {
                text.as_str().chars().next().filter(is_mark)?;
                self.typed(text, 0..1)
            }
            [Part::Text(text), Part::Inline(Inline::Emphasis(_) | Inline::Strong(_))] => {
                text.as_str().chars().next_back().filter(is_mark)?;
                self.typed(text, text.as_str().len() - 1..text.as_str().len())
            }
            _ => None,
        })
    }

    /// Marks of bold that stand apart from the words between them.
    fn loose_bold(&self, line: &[Part]) -> Option<Span> {
        let texts = || line.iter().filter_map(Part::text);
        if let [Part::Text(text)] = line
            && let Some(found) = LOOSE_UNDERSCORES.captures(text.as_str())
            && let Some(mark) = found.name("mark")
        {
            return self.typed(text, mark.range());
        }
        let (at, text, mark) = texts().enumerate().find_map(|(at, text)| {
            let mark = LOOSE_START.captures(text.as_str())?.name("mark")?;
            Some((at, text, mark))
        })?;
        let has_end = texts().enumerate().skip(at).any(|(of, text)| {
            let from = if of == at { mark.end() } else { 0 };
            text.as_str().get(from..).is_some_and(|rest| LOOSE_END.is_match(rest))
        });
        has_end.then(|| self.typed(text, mark.range()))?
    }

    /// The address of a link that is on the line below its text.
    fn left_address(&self, line: &[Part]) -> Option<Span> {
        line.windows(3).find_map(|parts| match parts {
            [
                Part::Text(above),
                Part::Inline(Inline::SoftBreak | Inline::HardBreak),
                Part::Text(text),
            ] if BRACKETED.is_match(above.as_str()) => {
                self.typed(text, ADDRESS.find(text.as_str())?.range())
            }
            _ => None,
        })
    }

    /// Tildes or an underscore against a word, without their other half.
    fn left_mark(&self, line: &[Part]) -> Option<Span> {
        let is_edge = |at: Option<usize>| {
            let beside = at.and_then(|at| line.get(at));
            beside.is_none_or(|part| {
                matches!(part, Part::Inline(Inline::SoftBreak | Inline::HardBreak))
            })
        };
        line.iter().enumerate().find_map(|(at, part)| {
            let text = part.text()?;
            let all = LEFT_MARK.captures_iter(text.as_str());
            let mut marks = all.filter_map(|found| {
                let whole = found.get(0)?;
                // What stands before or behind the text may belong to the word.
                let is_whole = (whole.start() > 0 || is_edge(at.checked_sub(1)))
                    && (whole.end() < text.as_str().len() || is_edge(Some(at + 1)));
                let mark = found.name("start").or(found.name("end")).filter(|_| is_whole);
                mark.or(found.name("tildes"))
            });
            marks.find_map(|mark| self.typed(text, mark.range()))
        })
    }

    /// The only asterisk of a line, before a word in it. One behind a word, or at the start of a line,
    /// marks a note.
    fn left_star(&self, line: &[Part]) -> Option<Span> {
        let mut stars = line.iter().filter_map(Part::text).flat_map(|text| {
            text.as_str().match_indices('*').map(move |(at, sign)| (text, at..at + sign.len()))
        });
        let (text, range) = stars.next().filter(|_| stars.next().is_none())?;
        let before = text.as_str().get(..range.start)?.chars().next_back()?;
        let after = text.as_str().get(range.end..)?.chars().next()?;
        (before.is_whitespace() && after.is_lowercase()).then(|| self.typed(text, range))?
    }

    /// The end of a comment that did not begin; smart punctuation makes a dash of its hyphens.
    fn left_comment_end(&self, line: &[Part]) -> Option<Span> {
        line.iter().filter_map(Part::text).find_map(|text| {
            COMMENT_END.find_iter(text.as_str()).find_map(|found| {
                let span = text.span(self.text, found.range());
                (self.written(span) == "-->" && self.is_typed(span)).then_some(span)
            })
        })
    }

    /// A heading behind code, a link or a tag.
    fn merged_heading(&self, line: &[Part]) -> Option<Span> {
        line.windows(2).find_map(|pair| match pair {
            [Part::Inline(before), Part::Text(text)]
                if !matches!(before, Inline::SoftBreak | Inline::HardBreak) =>
            {
                let heading = HEADING.captures(text.as_str())?.name("heading")?;
                self.typed(text, heading.range())
            }
            _ => None,
        })
    }

    /// Where a part of a text stands, unless it was escaped or is made of a character reference.
    fn typed(&self, text: &Mapped, range: Range<usize>) -> Option<Span> {
        let span = text.span(self.text, range.clone());
        let is_written = text.as_str().get(range) == Some(self.written(span));
        (is_written && self.is_typed(span)).then_some(span)
    }
}
