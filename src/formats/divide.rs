//! Documents of several chapters.

use std::collections::{BTreeSet, HashMap};

use super::blocks::{Block, Inline, Kind, line_text, walk};
use super::recognise::{FIRST, has_capital, numbered};

/// Divides a text into its chapters. Each starts at a number that follows the one before, or at the
/// banner above it if every number has the same banner.
pub fn divide(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    divide_at(blocks, |_| true)
}

/// The same for a text whose headings are marked: if the first number is in a heading, only
/// headings start a chapter, so that a table of contents does not.
pub fn divide_at_headings(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let is_note = |block: &Block| matches!(block.kind, Kind::Note { .. });
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
    let (notes, blocks): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_note);
    let mut chapters = divide_at(blocks, is_heading);
    give_notes(&mut chapters.iter_mut().collect::<Vec<_>>(), notes);
    chapters
}

/// Gives each footnote to the chapters that refer to it; one that none refers to to the last.
pub fn give_notes(chapters: &mut [&mut Vec<Block>], notes: Vec<Block>) {
    let mut homes: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (at, blocks) in chapters.iter().enumerate() {
        walk::each_inline(blocks, &mut |inline| {
            if let Inline::Note(label) = inline {
                homes.entry(label.clone()).or_default().insert(at);
            }
        });
    }
    let last = chapters.len().saturating_sub(1);
    for note in notes {
        let Kind::Note { label, .. } = &note.kind else { continue };
        for home in homes.get(label).cloned().unwrap_or_else(|| BTreeSet::from([last])) {
            if let Some(blocks) = chapters.get_mut(home) {
                blocks.push(note.clone());
            }
        }
    }
}

fn divide_at(mut blocks: Vec<Block>, may_start: impl Fn(&Block) -> bool) -> Vec<Vec<Block>> {
    let number = |block: &Block| numbered(&line_text(block)?).map(|(number, _)| number);
    let first = blocks.iter().take(FIRST).position(|block| number(block).is_some());
    let Some(first) = first else { return vec![blocks] };
    let any_may_start = !may_start(&blocks[first]);
    let banner: Vec<_> = blocks[..first].iter().map(|block| block.kind.clone()).collect();
    let mut last = number(&blocks[first]);
    let mut starts = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(first + 1) {
        let next = number(block).filter(|_| any_may_start || may_start(block)).filter(|next| {
            let is_beside = last.as_ref().is_some_and(|last| {
                // "2. Vooraf" may as well be a heading.
                next > last && next.depth() > 1 && next.parent() == last.parent()
            });
            // "2.5 miljoen"
            is_beside && line_text(block).is_some_and(|text| has_capital(&text))
        });
        if next.is_none() {
            continue;
        }
        last = next;
        let is_same = |&(above, kind): &(&Block, &Kind)| above.kind == *kind;
        let same = blocks[..at].iter().rev().zip(banner.iter().rev()).take_while(is_same).count();
        starts.push(at - same);
    }
    let mut chapters: Vec<_> = starts.iter().rev().map(|&at| blocks.split_off(at)).collect();
    chapters.push(blocks);
    chapters.reverse();
    chapters
}

#[cfg(test)]
mod tests {
    use super::super::blocks::text_inlines;
    use super::*;

    #[test]
    fn a_text_of_several_chapters_is_divided_at_their_numbers() {
        let lines = [
            "banier",
            "2.4.8 Een",
            "Tekst.",
            "2.5 miljoen",
            "2.4.8.1 Kop",
            "3. Kop",
            "banier",
            "2.4.9 Twee",
            "2.4.7 Terug",
        ];
        let block = |said: &&str| Block { kind: Kind::Paragraph(text_inlines(*said)), line: 1 };
        let chapters = divide(lines.iter().map(block).collect());
        assert_eq!(chapters.iter().map(Vec::len).collect::<Vec<_>>(), [6, 3]);
    }
}
