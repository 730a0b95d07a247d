//! The headings of a document, and the numbers that they show.

use super::super::blocks::{Block, Heading, Kind, Rank, line_text, notes_of, plain};
use super::super::recognise::{possible_number, roman_number, typed_number};
use super::numbers::{follows, number_of};
use crate::number::Number;

/// A heading of the document.
pub struct Entry {
    /// Which block it is.
    pub at: usize,
    pub line: usize,
    /// Its level, from 1.
    pub rank: u8,
    pub is_title: bool,
    /// Whether it calls itself a part.
    pub is_part: bool,
    pub title: String,
    /// The number that the document shows.
    pub said: Option<Number>,
    /// The number that it has in the guide.
    pub number: Option<Number>,
    pub is_counted: bool,
    pub is_partial: bool,
}

/// The headings of a text in order.
pub fn entries(blocks: &[Block]) -> Vec<Entry> {
    let marked = |(at, block): (usize, &Block)| match block.kind {
        Kind::Heading(ref heading) if heading.rank != Rank::Guessed => Some((at, block.line)),
        _ => None,
    };
    let heading_at = |at: usize| match &blocks[at].kind {
        Kind::Heading(heading) => Some(heading),
        _ => None,
    };
    let places: Vec<(usize, usize)> = blocks.iter().enumerate().filter_map(marked).collect();
    let headings: Vec<&Heading> = places.iter().filter_map(|(at, _)| heading_at(*at)).collect();
    let is_roman = counts_in_roman(&headings);
    let mut entries: Vec<Entry> = Vec::new();
    // The number of a heading that says itself that it is an appendix, and its letter.
    let mut lettered: Option<(Number, Number)> = None;
    for ((at, line), heading) in places.into_iter().zip(headings) {
        let text = plain(&heading.content);
        let last = entries.iter().rev().find_map(|entry| entry.said.as_ref());
        let found = roman_number(&text).filter(|_| is_roman && heading.label.is_none());
        let found = found.or_else(|| number_of(heading)).or_else(|| next_number(heading, last));
        let said = found.as_ref().map(|(number, _)| number.clone());
        let mut title = found.map_or_else(|| text.clone(), |(_, title)| title);
        let mut number = said.clone();
        if let Some(counted) = said.as_ref().filter(|number| !number.is_appendix()) {
            lettered = lettered.filter(|(from, _)| counted.is_below(from));
            let own = typed_number(&text).filter(|_| heading.label.is_some());
            let own = own.filter(|(own, _)| own.is_appendix());
            match (own, &lettered) {
                (Some((letter, rest)), _) => {
                    lettered = Some((counted.clone(), letter.clone()));
                    (number, title) = (Some(letter), rest);
                }
                (None, Some((from, to))) => number = counted.rebased(from, to),
                (None, None) => {}
            }
        }
        entries.push(Entry {
            at,
            line,
            rank: heading.level,
            is_title: heading.rank == Rank::Title,
            is_part: heading.label.is_none() && is_part(&text),
            title,
            number,
            said,
            is_counted: heading.label.is_some(),
            is_partial: heading.label.as_ref().is_some_and(|label| label.is_partial),
        });
    }
    unnumber_parts(&mut entries, blocks);
    entries
}

/// Whether the chapters of a text count in roman numerals: I, II, … and no digits beside them.
fn counts_in_roman(headings: &[&Heading]) -> bool {
    let chapter = |number: Number| (number.depth() == 1 && !number.is_appendix()).then_some(number);
    let other = headings
        .iter()
        .any(|heading| number_of(heading).is_some_and(|(n, _)| chapter(n).is_some()));
    let roman = headings.iter().filter_map(|heading| roman_number(&plain(&heading.content)));
    let roman: Vec<String> =
        roman.filter_map(|(n, _)| chapter(n)).map(|number| number.to_string()).collect();
    let in_order = roman.iter().enumerate().all(|(at, number)| *number == (at + 1).to_string());
    !other && in_order && roman.len() > 1
}

/// A typed number that might be text, if it is the next after the last one: "2.2 materiaal" after
/// 2.1.
fn next_number(heading: &Heading, last: Option<&Number>) -> Option<(Number, String)> {
    let is_typed = heading.label.is_none() && heading.rank == Rank::Marked;
    let typed = possible_number(&plain(&heading.content)).filter(|_| is_typed)?;
    follows(&typed.number, last?).then_some((typed.number, typed.title))
}

/// Whether a heading is that of a part, which holds chapters: "Deel II".
fn is_part(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    ["deel", "part"].contains(&word.to_lowercase().as_str())
}

/// Parts have no number of their own where the chapters in them are counted too.
fn unnumber_parts(entries: &mut [Entry], blocks: &[Block]) {
    let is_chapter = |entry: &Entry| {
        let number = entry.number.as_ref().filter(|number| number.depth() == 1);
        !entry.is_part && number.is_some_and(|number| !number.is_appendix())
    };
    if !entries.iter().any(is_chapter) {
        return;
    }
    for entry in entries.iter_mut().filter(|entry| entry.is_part && entry.number.is_some()) {
        entry.number = None;
        entry.said = None;
        entry.title = line_text(&blocks[entry.at]).unwrap_or_default();
    }
}

/// Decides which numbers are those of chapters. One that restarts below a numbered heading shows
/// only its own level: what a program counted stands for a number below that heading, what was
/// typed is part of the text.
pub fn settle(entries: &mut [Entry]) {
    // The numbered headings above, each with its level.
    let mut above: Vec<(u8, Number)> = Vec::new();
    // The level at which a typed number was found to be text.
    let mut text: Option<u8> = None;
    for entry in entries {
        above.retain(|(rank, _)| *rank < entry.rank);
        if text.is_some_and(|rank| entry.rank < rank) {
            text = None;
        }
        let Some(number) = entry.number.clone() else { continue };
        if let Some((_, parent)) = above.last()
            && !number.is_below(parent)
            && !number.is_appendix()
            && number.depth() <= parent.depth()
        {
            if entry.is_counted {
                entry.number = format!("{parent}.{}", last_part(&number)).parse().ok();
                entry.said =
                    entry.number.clone().filter(|_| entry.is_partial).or(entry.said.take());
            } else if text.is_some() || number <= *parent || number.parent() != parent.parent() {
                text = Some(entry.rank);
                entry.number = None;
                entry.said = None;
                continue;
            }
        }
        above.extend(entry.number.clone().map(|number| (entry.rank, number)));
    }
}

/// The count of the last level of a number.
fn last_part(number: &Number) -> String {
    let text = number.to_string();
    text.rsplit('.').next().unwrap_or_default().to_owned()
}

/// Numbers headings that have no numbers, in their order.
pub fn count(entries: &mut [Entry]) {
    let mut above: Vec<(u8, Number)> = Vec::new();
    for entry in entries.iter_mut().filter(|entry| !entry.is_title) {
        let before = above.iter().position(|(rank, _)| *rank >= entry.rank);
        let last = before.and_then(|at| above.drain(at..).next());
        let first = || match above.last() {
            Some((_, parent)) => format!("{parent}.1").parse().ok(),
            None => "1".parse().ok(),
        };
        let number = last.and_then(|(_, last)| last.sibling(1)).or_else(first);
        above.extend(number.clone().map(|number| (entry.rank, number)));
        entry.number = number;
    }
}

/// Takes the title of the document out of the text: the lines marked as such before all headings.
pub fn take_title(entries: &mut Vec<Entry>, blocks: &mut [Block]) -> Option<String> {
    let count = entries.iter().take_while(|entry| entry.is_title).count();
    let titles: Vec<Entry> = entries.drain(..count).collect();
    for entry in &titles {
        if let Kind::Heading(heading) = &blocks[entry.at].kind {
            blocks[entry.at].kind = Kind::Paragraph(notes_of(&heading.content));
        }
    }
    let words: Vec<&str> = titles.iter().map(|entry| entry.title.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
