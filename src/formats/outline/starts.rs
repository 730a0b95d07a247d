//! Where chapters start, and the number that each has in the guide.

use std::collections::BTreeSet;

use super::super::blocks::{Block, words};
use super::super::chapter::Position;
use super::super::note::{Remark, note};
use super::entries::Entry;
use crate::number::Number;

/// What a chapter starts with.
pub struct Start {
    pub entry: usize,
    pub position: Position,
}

/// Where the levels of a document start.
pub struct Base {
    /// The level of the highest numbered headings.
    pub rank: u8,
    /// The depth of their numbers.
    depth: usize,
}

impl Base {
    /// That of a document, if any of its headings has a number.
    pub fn of(entries: &[Entry]) -> Option<Self> {
        let body = || {
            entries.iter().filter_map(|entry| {
                let number = entry.number.as_ref().filter(|number| !number.is_appendix())?;
                Some((number.depth(), entry.rank))
            })
        };
        let appendices = || entries.iter().filter(|entry| entry.number.is_some());
        let least = body().min();
        let (depth, rank) = least.or_else(|| appendices().map(|entry| (1, entry.rank)).next())?;
        Some(Self { rank, depth })
    }

    /// The level of a numbered heading, from 1.
    pub fn depth(&self, entry: &Entry) -> Option<usize> {
        let number = entry.number.as_ref()?;
        if number.is_appendix() {
            return Some(number.depth());
        }
        let first = usize::from(self.rank).min(self.depth);
        Some((number.depth() + first).saturating_sub(self.depth))
    }

    /// The levels that become chapters by default: two, or three if chapters would otherwise be
    /// too long.
    pub fn choose(&self, entries: &[Entry], blocks: &[Block], deepest: usize) -> usize {
        const LONG: usize = 4000;
        if deepest < 3 {
            return deepest.min(2);
        }
        // How many words there are up to the next chapter, and whether they could be divided.
        let mut length = 0;
        let mut can_divide = false;
        let mut next = entries.iter().peekable();
        for (at, block) in blocks.iter().enumerate() {
            if let Some(entry) = next.next_if(|entry| entry.at == at) {
                match self.depth(entry) {
                    Some(1 | 2) => (length, can_divide) = (0, false),
                    Some(3) => can_divide = true,
                    _ => {}
                }
            }
            length += words(std::slice::from_ref(block)).split(' ').count();
            if length > LONG && can_divide {
                return 3;
            }
        }
        2
    }
}

/// Where chapters start, and what each is.
pub fn starts(
    entries: &[Entry],
    base: &Base,
    levels: usize,
    notes: &mut Vec<Remark>,
) -> Vec<Start> {
    let is_start = |entry: &Entry| base.depth(entry).is_some_and(|depth| depth <= levels);
    let is_body = |entry: &Entry| {
        is_start(entry) && entry.number.as_ref().is_some_and(|number| !number.is_appendix())
    };
    let first = entries.iter().position(is_start).unwrap_or(entries.len());
    let last = entries.iter().rposition(is_body).unwrap_or(first);
    let front = entries[..first].iter().map(|entry| entry.rank).min().unwrap_or(1);
    let mut starts = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let position = match at {
            _ if is_start(entry) => Position::Numbered,
            _ if entry.number.is_some() => continue,
            _ if at < first && entry.rank <= front => Position::Front,
            _ if at > last && at > first && entry.rank <= base.rank => Position::Back,
            _ if at > first && entry.rank <= base.rank => {
                notes.push((entry.line, note!("read-unnumbered", title = entry.title.as_str())));
                continue;
            }
            _ => continue,
        };
        starts.push(Start { entry: at, position });
    }
    starts
}

/// The numbers that stay: each is that of the first heading with it, unless a heading above that one
/// moves.
fn kept(entries: &[Entry], starts: &[Start]) -> BTreeSet<Number> {
    let mut kept = BTreeSet::new();
    let mut moved: Vec<&Number> = Vec::new();
    for said in starts.iter().filter_map(|start| entries[start.entry].number.as_ref()) {
        moved.retain(|from| said.is_below(from));
        if !moved.is_empty() || !kept.insert(said.clone()) {
            moved.push(said);
        }
    }
    kept
}

/// Whether a number counts back to before the heading that it stands below: 1.7 below 2.
fn restarts(number: &Number, parent: &Number) -> bool {
    number < parent
        && !number.is_below(parent)
        && !number.is_appendix()
        && number.depth() > parent.depth()
}

/// Gives a chapter whose number was taken by an earlier one, or is that of another chapter than it
/// stands in, the next that is free where it is, and those below it theirs.
pub fn renumber(entries: &mut [Entry], starts: &mut [Start], notes: &mut Vec<Remark>) {
    let kept = kept(entries, starts);
    let mut taken: BTreeSet<Number> = BTreeSet::new();
    let mut moved: Vec<(Number, Number)> = Vec::new();
    // The chapters above, each with the level of its heading.
    let mut above: Vec<(u8, Number)> = Vec::new();
    for start in starts {
        let entry = &mut entries[start.entry];
        above.retain(|(rank, _)| *rank < entry.rank);
        let Some(said) = entry.number.clone() else { continue };
        // A heading of the same level or higher ends what was moved.
        moved.retain(|(from, _)| said.is_below(from));
        let rebased = moved.iter().rev().find_map(|(from, to)| said.rebased(from, to));
        let parent = above.last().map(|(_, parent)| parent.clone());
        let restarted = parent.clone().filter(|parent| restarts(&said, parent));
        let is_double = taken.contains(&said);
        if rebased.is_none() && restarted.is_none() && !is_double {
            taken.insert(said.clone());
            above.push((entry.rank, said));
            continue;
        }
        let is_free = |number: &Number| !taken.contains(number) && !kept.contains(number);
        let first = match (&rebased, parent) {
            (Some(rebased), _) => Some(rebased.clone()),
            (None, Some(parent)) if !said.is_below(&parent) => format!("{parent}.1").parse().ok(),
            (None, _) => said.sibling(1),
        };
        let free = std::iter::successors(first, |number| number.sibling(1)).find(is_free);
        let Some(free) = free else {
            start.position = Position::Back;
            entry.number = None;
            notes.push((entry.line, note!("read-no-number-free", title = entry.title.as_str())));
            continue;
        };
        if rebased.is_none() {
            let (number, title) = (said.to_string(), entry.title.as_str());
            let free = free.to_string();
            let note = match restarted.filter(|_| !is_double) {
                Some(parent) => {
                    let parent = parent.to_string();
                    note!(
                        "read-number-below",
                        said = number,
                        parent = parent,
                        title = title,
                        free = free
                    )
                }
                None => note!("read-number-twice", said = number, title = title, free = free),
            };
            notes.push((entry.line, note));
        }
        taken.insert(free.clone());
        moved.push((said, free.clone()));
        above.push((entry.rank, free.clone()));
        entry.number = Some(free);
    }
}
