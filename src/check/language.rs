//! The text itself: notes of what is still to be done, and long sentences.

use std::sync::LazyLock;

use regex::{Match, Regex};
use unicode_segmentation::UnicodeSegmentation;

use super::CheckedChapter;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, text, walk};
use crate::messages::message;
use crate::rule::Rule;

/// Marks that say something is still to be done, in comments too; not in code.
pub fn todo(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(TODO|FIXME|XXX|TBD|NTB|PM)\b:?|\?\?\?").expect("a valid expression")
    });
    let source = &chapter.source.text;
    let front_matter = chapter.source.front_matter_span();
    for prose in std::iter::once(front_matter).chain(chapter.document.prose.iter().copied()) {
        let text = source.slice(prose);
        let mut last_line = None;
        let is_mark = |mark: &Match<'_>| !text.get(mark.end()..).is_some_and(goes_on);
        for mark in MARK.find_iter(text).filter(is_mark) {
            // Marks on one line are one thing to do.
            let span = source.part(prose, mark.range());
            let line = source.position(span.start()).0;
            if last_line.replace(line) == Some(line) {
                continue;
            }
            let problem = Diagnostic::of(Rule::Todo, message!("todo", mark = mark.as_str()))
                .help(message!("todo", "help"));
            found.push(chapter.at(problem, span));
        }
    }
}

/// Whether a word goes on after a mark: "TODO-lijst" speaks of something else.
fn goes_on(rest: &str) -> bool {
    rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// Sentences with more words than readers can keep in mind.
pub fn long_sentences(chapter: &CheckedChapter<'_>, limit: usize, found: &mut Vec<Diagnostic>) {
    if !chapter.language.starts_with("nl") {
        return;
    }
    walk::blocks(chapter.document, &mut |block| {
        let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &block.kind else {
            return;
        };
        let said = text::of_inlines(content);
        for sentence in said.unicode_sentences() {
            let words = sentence.unicode_words().count();
            if words <= limit {
                continue;
            }
            let message = message!("long-sentence", words = words, limit = limit);
            let problem =
                Diagnostic::of(Rule::LongSentence, message).help(message!("long-sentence", "help"));
            let text = &chapter.source.text;
            let start = place(text.slice(block.span), sentence);
            found.push(chapter.at(problem, text.part(block.span, start..block.span.len())));
        }
    });
}

/// The offset at which a sentence starts in its source: that of its first words, however they are
/// spaced.
fn place(source: &str, sentence: &str) -> usize {
    let opening: Vec<String> = sentence.unicode_words().take(3).map(regex::escape).collect();
    let pattern = opening.join(r"[^\p{Alphabetic}\p{Nd}]+");
    Regex::new(&pattern).ok().and_then(|regex| regex.find(source)).map_or(0, |found| found.start())
}
