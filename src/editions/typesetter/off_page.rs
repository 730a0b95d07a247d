//! What runs off its page, at the place where it was written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use typst_layout::PagedDocument;

use super::beyond::{self, Beyond};
use super::problems::{Problems, shortened};
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::span::{Span, Text, split_at_char};

/// A place in a file.
type Found = (Arc<Text>, Span);

/// What is told of a block of which lines run off the paper.
struct Told {
    place: Found,
    lines: BTreeSet<usize>,
    /// How many lines are not told.
    more: usize,
}

impl Problems<'_> {
    /// What a page shows beyond the edges of its paper: some lines of each block, and how many more there are.
    pub fn beyond(&self, document: &PagedDocument) -> Vec<Diagnostic> {
        /// As many of a block as anyone reads.
        const MOST: usize = 4;
        let is_written = |span: typst::syntax::Span| self.in_text(span.into()).is_some();
        let mut unplaced = BTreeSet::new();
        let mut blocks: BTreeMap<_, Told> = BTreeMap::new();
        let mut problems = Vec::new();
        for beyond in beyond::beyond(document, is_written) {
            let problem = problem(&beyond);
            let Some((text, block)) = self.found(&beyond) else {
                problems.extend(unplaced.insert(told(&beyond).to_owned()).then_some(problem));
                continue;
            };
            let line_of = |span: Span| text.position(span.start()).0;
            let place = narrowed(&text, block, &beyond);
            let of_block = blocks.entry((text.path.clone(), line_of(block))).or_insert_with(|| {
                Told { place: (Arc::clone(&text), block), lines: BTreeSet::new(), more: 0 }
            });
            if of_block.lines.len() < MOST && of_block.lines.insert(line_of(place)) {
                problems.push(problem.at(&text, place));
            } else if !of_block.lines.contains(&line_of(place)) {
                of_block.more += 1;
            }
        }
        problems.extend(blocks.into_values().filter(|told| told.more > 0).map(|told| {
            let (text, span) = told.place;
            Diagnostic::warning(message!("pdf-lines-off-page", count = told.more))
                .help(message!("pdf-off-page", "help"))
                .at(&text, span)
        }));
        problems
    }

    /// Where something beyond the edges was written: where its line is, or the word of it that is there.
    fn found(&self, beyond: &Beyond) -> Option<Found> {
        let place = self.place_beyond(beyond);
        let is_there = |words: &str| {
            let within = |(text, span): &Found| text.slice(*span).contains(words);
            place.as_ref().is_some_and(within)
        };
        if !is_word(beyond) && place.is_some() {
            return place;
        }
        let mut elsewhere = None;
        for words in sought(beyond) {
            if is_there(words) {
                return place;
            }
            elsewhere = self.only_place(words, place.as_ref());
            if elsewhere.is_some() {
                break;
            }
        }
        elsewhere.or(place)
    }

    /// The only place in the chapters where words are written, those of a place that is near first.
    fn only_place(&self, words: &str, near: Option<&Found>) -> Option<Found> {
        let place = |text: &Arc<Text>| Some((Arc::clone(text), text.find_in(text.whole(), words)?));
        if let Some(found) = near.and_then(|(text, _)| place(text)) {
            return Some(found);
        }
        let texts: BTreeMap<&str, &Arc<Text>> =
            self.places.iter().map(|(_, text, _)| (text.path.as_str(), text)).collect();
        let mut found = texts.into_values().filter_map(place);
        found.next().filter(|_| found.next().is_none())
    }

    /// Where what is beyond the edges was written. Text that a template only passes on, such as in pieces
    /// or from `guide.json`, is that of the block around it or of a title.
    fn place_beyond(&self, beyond: &Beyond) -> Option<Found> {
        let line = beyond.line.trim();
        let near = |span: Option<typst::syntax::Span>| self.in_text(span?.into());
        let own =
            self.in_template(beyond.span.into()).filter(|_| self.world.own_template().is_some());
        let is_of_own = |(text, span): &Found| text.slice(*span).contains(line);
        let titled = || {
            let at = self.world.main_source().text().find(line).filter(|_| !line.is_empty())?;
            self.places.at(&(at..at)).map(|(text, span)| (Arc::clone(text), span))
        };
        self.in_text(beyond.span.into())
            .or_else(|| own.clone().filter(is_of_own))
            .or_else(|| near(beyond.near))
            .or_else(titled)
            .or_else(|| near(beyond.before))
            .or(own)
    }
}

/// What is said of something beyond the edges.
fn problem(beyond: &Beyond) -> Diagnostic {
    let told = told(beyond);
    if told.is_empty() {
        Diagnostic::warning(message!("pdf-picture-off-page"))
            .help(message!("pdf-picture-off-page", "help"))
    } else {
        Diagnostic::warning(message!("pdf-off-page", text = shortened(told)))
            .help(message!("pdf-off-page", "help"))
    }
}

/// Whether what is beyond the edges has words. Letters that a template has set one by one are none.
fn is_word(beyond: &Beyond) -> bool {
    beyond.words.chars().count() > 3
}

/// The words that are beyond the edges: all of a word of which a template has made pieces; else its line.
fn told(beyond: &Beyond) -> &str {
    if !is_word(beyond) {
        return beyond.line.trim();
    }
    let words = beyond.line.split_whitespace().filter(|word| word.contains(&beyond.words));
    words.max_by_key(|word| word.len()).unwrap_or(&beyond.words)
}

/// What of a line to look for, the longest first: it may have marks in its file.
fn sought(beyond: &Beyond) -> impl Iterator<Item = &str> {
    let line = beyond.line.trim();
    let told = told(beyond);
    [line, told, beginning(told), beginning(&beyond.words)]
        .into_iter()
        .filter(|words| !words.is_empty())
}

/// The first letters of a text: further on it may have marks in its file.
fn beginning(text: &str) -> &str {
    const LETTERS: usize = 30;
    split_at_char(text, LETTERS).0.trim_end()
}

/// Where the longest word of a line stands in the block that it is of, first in the line itself; else all of that.
fn narrowed(text: &Text, block: Span, beyond: &Beyond) -> Span {
    let line = Some(beyond.line.trim()).filter(|line| !line.is_empty());
    let within = line.and_then(|line| text.find_in(block, line)).unwrap_or(block);
    let longest = told(beyond).split_whitespace().max_by_key(|word| word.len());
    longest.and_then(|word| text.find_in(within, word)).unwrap_or(within)
}
