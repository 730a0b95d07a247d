//! Numbers that are typed or counted before headings, and lines that are headings because of them.

use std::collections::HashMap;

use super::super::blocks::{Block, Heading, Inline, Kind, Rank, heading, plain};
use super::super::recognise::{is_like_a_heading, typed_number};
use crate::number::Number;

/// The number of a heading and its title: counted by a program, or typed.
pub fn number_of(heading: &Heading) -> Option<(Number, String)> {
    let text = plain(&heading.content);
    match &heading.label {
        Some(label) => Some((label.number.clone()?, text)),
        None => {
            let (number, title) = typed_number(&text).filter(|_| heading.rank == Rank::Marked)?;
            Some((number, title))
        }
    }
}

/// Marks the lines that only look like headings as such, if no heading is marked and their typed
/// numbers count as those of chapters do: 1, 1.1, 1.2, 2.
pub fn mark_numbered(blocks: &mut [Block]) {
    const FEWEST: usize = 3;
    let is_marked = |block: &Block| matches!(&block.kind, Kind::Heading(heading) if heading.rank == Rank::Marked);
    if blocks.iter().any(is_marked) {
        return;
    }
    let chain = typed_chain(blocks);
    let is_heading = |at: usize| matches!(blocks[at].kind, Kind::Heading(_));
    if chain.iter().filter(|(at, _)| is_heading(*at)).count() < FEWEST {
        return;
    }
    for (at, number) in chain {
        let level = u8::try_from(number.depth()).unwrap_or(6).min(6);
        let kind = &mut blocks[at].kind;
        match kind {
            Kind::Heading(heading) => (heading.level, heading.rank) = (level, Rank::Marked),
            Kind::Paragraph(content) => *kind = heading(level, std::mem::take(content)),
            _ => {}
        }
    }
}

/// The lines whose typed numbers follow each other, from 1 on. Where a number stands in a typed
/// table of contents too, the line is the one that has text.
fn typed_chain(blocks: &[Block]) -> Vec<(usize, Number)> {
    let found: Vec<(usize, Number)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| Some((at, number_of_line(block)?)))
        .collect();
    let last: HashMap<&Number, usize> = found.iter().map(|(at, number)| (number, *at)).collect();
    let mut chain: Vec<(usize, Number)> = Vec::new();
    for (nth, (at, number)) in found.iter().enumerate() {
        let next = found.get(nth + 1).filter(|(next, _)| *next == at + 1);
        if next.is_some() && last[number] > *at {
            continue;
        }
        let is_heading = matches!(blocks[*at].kind, Kind::Heading(_));
        // A paragraph may as well be an item of a list, unless it says that it is no such thing.
        let is_above = next.is_some_and(|(_, next)| is_first_below(next, number));
        let is_sure = is_heading || number.depth() > 1 || is_above;
        match chain.last() {
            None if number.to_string() == "1" => {}
            None if is_heading => return Vec::new(),
            Some((_, last)) if is_sure && follows(number, last) => {}
            _ => continue,
        }
        chain.push((*at, number.clone()));
    }
    chain
}

/// The typed number of a line that may be a heading.
fn number_of_line(block: &Block) -> Option<Number> {
    let is_plain = |part: &Inline| matches!(part, Inline::Text(_) | Inline::Anchor(_));
    let text = match &block.kind {
        Kind::Heading(heading) if heading.rank == Rank::Guessed => plain(&heading.content),
        Kind::Paragraph(content) if content.iter().all(is_plain) => plain(content),
        _ => return None,
    };
    typed_number(&text).filter(|_| is_like_a_heading(&text)).map(|(number, _)| number)
}

/// Whether a number is the next after another one: below it, beside it, or beside one above it. The
/// first appendix comes after any chapter.
pub fn follows(number: &Number, last: &Number) -> bool {
    let is_next = |before: Number| before.sibling(1).as_ref() == Some(number);
    is_first_below(number, last)
        || is_next(last.clone())
        || last.ancestors().any(is_next)
        || (number.to_string() == "A" && !last.is_appendix())
}

fn is_first_below(number: &Number, above: &Number) -> bool {
    number.to_string() == format!("{above}.1")
}
