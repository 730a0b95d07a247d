//! A document with numbered headings becomes numbered chapters.
//!
//! The number of a chapter is the one that the document shows. Headings without a number before the
//! numbered ones become front matter, those after them back matter; deeper headings stay sections
//! of their chapter.

use std::collections::{BTreeSet, HashMap};

use super::blocks::{
    Block, Heading, Inline, Kind, Rank, heading, keep_notes, line_text, notes_of, plain, words,
};
use super::chapter::{Chapter, Position};
use super::divide::give_notes;
use super::note::{Remark, note};
use super::recognise::{is_like_a_heading, possible_number, roman_number, typed_number};
use crate::number::Number;

/// How deep a document is divided, and how deep it could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// The levels of headings that become chapters.
    pub levels: usize,
    /// The levels that are numbered.
    pub deepest: usize,
}

/// A document, divided.
#[derive(Debug, Default)]
pub struct Outline {
    /// The title of the document, if it marks one.
    pub title: Option<String>,
    /// How deep it was divided, if it was.
    pub depth: Option<Depth>,
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
}

/// A heading of the document.
struct Entry {
    /// Which block it is.
    at: usize,
    line: usize,
    /// Its level, from 1.
    rank: u8,
    is_title: bool,
    /// Whether it calls itself a part.
    is_part: bool,
    title: String,
    /// The number that the document shows.
    said: Option<Number>,
    /// The number that it has in the guide.
    number: Option<Number>,
    is_counted: bool,
    is_partial: bool,
}

/// What a chapter starts with.
struct Start {
    entry: usize,
    position: Position,
}

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

/// Whether the headings of a text are numbered: more than one is, as one may be the title.
pub fn is_numbered(blocks: &[Block]) -> bool {
    let mut entries = entries(blocks);
    settle(&mut entries);
    entries.iter().filter(|entry| entry.number.is_some()).count() > 1
}

/// Divides a text at its headings down to a level; by default, as deep as suits it.
///
/// # Errors
/// A text without headings comes back whole.
pub fn divide(
    mut blocks: Vec<Block>,
    levels: Option<u8>,
    notes: &mut Vec<Remark>,
) -> Result<Outline, Vec<Block>> {
    let mut entries = entries(&blocks);
    settle(&mut entries);
    if entries.iter().filter(|entry| entry.number.is_some()).count() < 2 {
        count(&mut entries);
    }
    let titles = entries.iter().take_while(|entry| entry.is_title).count();
    let Some(base) = Base::of(&entries[titles..]) else { return Err(blocks) };
    let title = take_title(&mut entries, &mut blocks);
    let deepest = entries.iter().filter_map(|entry| base.depth(entry)).max().unwrap_or(1);
    let levels = levels.map_or_else(|| base.choose(&entries, &blocks, deepest), usize::from);
    let mut starts = starts(&entries, &base, levels, notes);
    renumber(&mut entries, &mut starts, notes);
    let chapters = cut(blocks, &entries, &starts, notes);
    let depth = Some(Depth { levels, deepest });
    let mut outline = Outline { title, depth, chapters };
    if outline.title.is_none() {
        outline.title = title_of_first(&mut outline.chapters, &entries, &base, &starts);
    }
    Ok(outline)
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

fn entries(blocks: &[Block]) -> Vec<Entry> {
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

/// Whether a number is the next after another one: below it, beside it, or beside one above it. The
/// first appendix comes after any chapter.
fn follows(number: &Number, last: &Number) -> bool {
    let is_next = |before: Number| before.sibling(1).as_ref() == Some(number);
    is_first_below(number, last)
        || is_next(last.clone())
        || last.ancestors().any(is_next)
        || (number.to_string() == "A" && !last.is_appendix())
}

fn is_first_below(number: &Number, above: &Number) -> bool {
    number.to_string() == format!("{above}.1")
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
fn settle(entries: &mut [Entry]) {
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
fn count(entries: &mut [Entry]) {
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
fn take_title(entries: &mut Vec<Entry>, blocks: &mut [Block]) -> Option<String> {
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

/// Where the levels of a document start.
struct Base {
    /// The level of the highest numbered headings.
    rank: u8,
    /// The depth of their numbers.
    depth: usize,
}

impl Base {
    fn of(entries: &[Entry]) -> Option<Self> {
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
    fn depth(&self, entry: &Entry) -> Option<usize> {
        let number = entry.number.as_ref()?;
        if number.is_appendix() {
            return Some(number.depth());
        }
        let first = usize::from(self.rank).min(self.depth);
        Some((number.depth() + first).saturating_sub(self.depth))
    }

    /// The levels that become chapters by default: two, or three if chapters would otherwise be
    /// too long.
    fn choose(&self, entries: &[Entry], blocks: &[Block], deepest: usize) -> usize {
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
fn starts(entries: &[Entry], base: &Base, levels: usize, notes: &mut Vec<Remark>) -> Vec<Start> {
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
/// stands in, the next that is free where it is,
/// and those below it theirs.
fn renumber(entries: &mut [Entry], starts: &mut [Start], notes: &mut Vec<Remark>) {
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

/// Cuts the text into chapters.
fn cut(
    blocks: Vec<Block>,
    entries: &[Entry],
    starts: &[Start],
    notes: &mut Vec<Remark>,
) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> =
        vec![Chapter { position: Position::Home, ..Chapter::default() }];
    let mut next = starts.iter().peekable();
    let mut footnotes = Vec::new();
    let mut notes_of_titles = Vec::new();
    for (at, block) in blocks.into_iter().enumerate() {
        if let Kind::Note { .. } = block.kind {
            footnotes.push(block);
            continue;
        }
        let start = next.next_if(|start| entries[start.entry].at == at);
        let (Some(start), Kind::Heading(heading)) = (start, &block.kind) else {
            let is_gap = matches!(&block.kind, Kind::Paragraph(content) if content.is_empty());
            if let Some(chapter) = chapters.last_mut().filter(|_| !is_gap) {
                chapter.blocks.push(block);
            }
            continue;
        };
        let entry = &entries[start.entry];
        notes_of_titles.push((chapters.len(), notes_of(&heading.content)));
        let label = || heading.label.as_ref().map(|label| label.text.clone());
        let whole = || Some(plain(&heading.content)).filter(|text| !text.is_empty());
        let own = Some(entry.title.clone()).filter(|title| !title.is_empty());
        let title = own.or_else(whole).or_else(label).unwrap_or_default();
        chapters.push(Chapter {
            number: entry.number.clone(),
            said: entry.said.clone(),
            title: Some(title),
            position: start.position,
            line: block.line,
            anchors: super::blocks::anchors_of(heading),
            ..Chapter::default()
        });
    }
    for (at, notes) in notes_of_titles {
        let chapter = &mut chapters[at];
        keep_notes(notes, chapter.line, &mut chapter.blocks);
    }
    drop_empty(&mut chapters, notes);
    let mut homes: Vec<&mut Vec<Block>> =
        chapters.iter_mut().map(|chapter| &mut chapter.blocks).collect();
    give_notes(&mut homes, footnotes);
    chapters
}

/// Drops headings without a text: of a table of contents, or above appendices.
fn drop_empty(chapters: &mut Vec<Chapter>, notes: &mut Vec<Remark>) {
    const CONTENTS: [&str; 6] =
        ["inhoud", "inhoudsopgave", "inhoudsopave", "contents", "table of contents", "index"];
    let mut kept: Vec<Chapter> = Vec::new();
    let mut rest = std::mem::take(chapters).into_iter().peekable();
    while let Some(chapter) = rest.next() {
        let title = chapter.title.clone().unwrap_or_default();
        let is_numbered = chapter.position == Position::Numbered;
        let heads_appendices = chapter.position == Position::Back
            && rest.peek().and_then(|next| next.number.as_ref()).is_some_and(Number::is_appendix);
        let is_contents = CONTENTS.contains(&title.to_lowercase().trim_end_matches(':').trim());
        if chapter.blocks.is_empty() && !is_numbered && (heads_appendices || is_contents) {
            let note = if is_contents {
                note!(nothing "read-contents", title = title)
            } else {
                note!(nothing "read-appendices", title = title)
            };
            notes.push((chapter.line, note));
        } else if !(chapter.blocks.is_empty() && chapter.position == Position::Home) {
            kept.push(chapter);
        }
    }
    *chapters = kept;
}

/// The title of a document that has it as a heading above all others: a first heading without a
/// number, higher than those with one. What is below it goes to the home page.
fn title_of_first(
    chapters: &mut Vec<Chapter>,
    entries: &[Entry],
    base: &Base,
    starts: &[Start],
) -> Option<String> {
    let first = starts.first().filter(|start| start.position == Position::Front)?;
    let is_only = starts.iter().filter(|start| start.position == Position::Front).count() == 1;
    let entry = &entries[first.entry];
    if entry.rank >= base.rank || !is_only {
        return None;
    }
    let at = chapters.iter().position(|chapter| chapter.position == Position::Front)?;
    let chapter = chapters.remove(at);
    match chapters.first_mut().filter(|chapter| chapter.position == Position::Home) {
        Some(home) => home.blocks.extend(chapter.blocks),
        None if chapter.blocks.is_empty() => {}
        None => {
            let home = Chapter { position: Position::Home, title: None, ..chapter };
            chapters.insert(0, home);
        }
    }
    Some(entry.title.clone())
}

/// The first line of a text that could name it.
pub fn first_line(blocks: &[Block]) -> Option<String> {
    const LONGEST: usize = 120;
    let lines = blocks.iter().filter_map(line_text);
    lines.into_iter().find(|line| !line.is_empty()).filter(|line| line.chars().count() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Label, text_inlines};
    use super::*;

    /// A heading of a level, with a number that Word counted after a bar: `1|2.1|Titel`.
    fn block(line: usize, said: &str) -> Block {
        let parts: Vec<&str> = said.split('|').collect();
        let kind = match parts.as_slice() {
            [level, label, title] => {
                let number: Option<Number> = label.trim_start_matches("Bijlage ").parse().ok();
                let label = (!label.is_empty()).then(|| Label {
                    text: (*label).to_owned(),
                    is_partial: false,
                    number,
                });
                let (rank, level) = match *level {
                    "t" => (Rank::Title, 1),
                    "g" => (Rank::Guessed, 1),
                    level => (Rank::Marked, level.parse().unwrap()),
                };
                let content = text_inlines(*title);
                Kind::Heading(Heading { level, content, label, rank, ..Heading::default() })
            }
            _ => Kind::Paragraph(text_inlines(said)),
        };
        Block { kind, line }
    }

    fn outline(lines: &[&str], levels: Option<u8>) -> (Outline, Vec<Remark>) {
        let blocks = lines.iter().enumerate().map(|(at, line)| block(at + 1, line)).collect();
        let mut notes = Vec::new();
        let outline = divide(blocks, levels, &mut notes).unwrap();
        (outline, notes)
    }

    fn shown(outline: &Outline) -> Vec<String> {
        let of = |chapter: &Chapter| {
            let name = match (&chapter.number, chapter.position) {
                (Some(number), _) => number.to_string(),
                (None, position) => format!("{position:?}").to_lowercase(),
            };
            let title = chapter.title.clone().unwrap_or_default();
            format!("{name} {title}: {}", words(&chapter.blocks))
        };
        outline.chapters.iter().map(of).collect()
    }

    #[test]
    fn numbered_headings_become_chapters_and_others_go_before_and_behind() {
        let lines = [
            "t||Plan",
            "Gemeente",
            "1||Inhoud",
            "1||Voorwoord",
            "Dank.",
            "1|1|Inleiding",
            "a",
            "2|1.1|Doel",
            "b",
            "3|1.1.1|Detail",
            "c",
            "2||Los",
            "1|2|Slot",
            "g||2024 Een jaar",
            "1||Bijlagen",
            "1|Bijlage A|Begrippen",
            "d",
            "1||Literatuur",
            "e",
        ];
        let (outline, notes) = outline(&lines, None);
        assert_eq!(outline.title.as_deref(), Some("Plan"));
        assert_eq!(outline.depth, Some(Depth { levels: 2, deepest: 3 }));
        assert_eq!(
            shown(&outline),
            [
                "home : Gemeente",
                "front Voorwoord: Dank.",
                "1 Inleiding: a",
                "1.1 Doel: b Detail c Los",
                "2 Slot: 2024 Een jaar",
                "A Begrippen: d",
                "back Literatuur: e",
            ]
        );
        let notes: Vec<_> = notes.iter().map(|(_, note)| note.message.as_str()).collect();
        assert_eq!(
            notes,
            [
                "“Inhoud” is left out: the site makes its own contents",
                "“Bijlagen” has no text and is above appendices: it is left out",
            ]
        );
        let (one, _) = self::outline(&lines, Some(1));
        assert_eq!(one.chapters.iter().filter(|chapter| chapter.number.is_some()).count(), 3);
        let (three, _) = self::outline(&lines, Some(3));
        assert!(shown(&three).contains(&"1.1.1 Detail: c Los".to_owned()), "{:?}", shown(&three));
    }

    #[test]
    fn typed_numbers_divide_at_every_depth() {
        for lines in [
            ["1||1 Een", "2||1.1 Deel", "1||2 Twee", "2||Bijlage B: Extra"],
            ["1||1 Een", "1||1.1 Deel", "1||2. Twee", "1||Bijlage 2 Extra"],
            ["2||1 Een", "3||1.1 Deel", "2||Hoofdstuk 2: Twee", "2||Bijlage II – Extra"],
        ] {
            let (outline, notes) = outline(&lines, None);
            let expected = ["1 Een: ", "1.1 Deel: ", "2 Twee: ", "B Extra: "];
            assert_eq!(shown(&outline), expected, "{lines:?}");
            assert_eq!(notes, []);
        }
    }

    #[test]
    fn numbers_that_restart_below_a_chapter_are_no_chapters_of_that_number() {
        let typed = ["1||2.4.8 Opgaven", "2||1. Eerste", "2||2. Tweede"];
        let blocks: Vec<Block> = typed.iter().map(|line| block(1, line)).collect();
        assert!(!is_numbered(&blocks));
        let (outline, _) =
            outline(&["1|1|Een", "2|1|Deel", "2|2|Ander", "1|2|Twee", "2|1|Deel"], None);
        assert_eq!(
            shown(&outline),
            ["1 Een: ", "1.1 Deel: ", "1.2 Ander: ", "2 Twee: ", "2.1 Deel: "]
        );
    }

    #[test]
    fn a_number_that_stands_twice_is_that_of_the_first() {
        let lines = ["1|1|Een", "1|2|Twee", "2|2.1|Deel", "1|2|Nog eens", "2|2.1|Deel", "1|3|Drie"];
        let (outline, notes) = outline(&lines, None);
        assert_eq!(
            shown(&outline),
            ["1 Een: ", "2 Twee: ", "2.1 Deel: ", "4 Nog eens: ", "4.1 Deel: ", "3 Drie: "]
        );
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].1.message.contains("“Nog eens” is 4 here"), "{notes:?}");
    }

    #[test]
    fn a_number_that_stands_twice_moves_to_where_it_stands() {
        let lines = [
            "1|1|Een", "2|1.1|a", "2|1.2|b", "1|2|Twee", "2|1.1|c", "2|1.2|d", "1|2|Drie",
            "2|2.1|e",
        ];
        let (outline, notes) = outline(&lines, None);
        let expected = [
            "1 Een: ", "1.1 a: ", "1.2 b: ", "2 Twee: ", "2.1 c: ", "2.2 d: ", "3 Drie: ",
            "3.1 e: ",
        ];
        assert_eq!(shown(&outline), expected);
        assert_eq!(notes.len(), 3, "{notes:?}");
    }

    #[test]
    fn numbers_that_count_back_stay_in_the_chapter_where_they_stand() {
        let lines = [
            "1|1|Een",
            "2|1.1|a",
            "2|1.2|b",
            "1|2|Twee",
            "2|1.1|c",
            "2|1.2|d",
            "2|1.3|e",
            "3|1.3.1|f",
            "2|1.4|g",
            "1|3|Drie",
            "2|3.1|h",
        ];
        let (outline, notes) = outline(&lines, Some(3));
        let expected = [
            "1 Een: ",
            "1.1 a: ",
            "1.2 b: ",
            "2 Twee: ",
            "2.1 c: ",
            "2.2 d: ",
            "2.3 e: ",
            "2.3.1 f: ",
            "2.4 g: ",
            "3 Drie: ",
            "3.1 h: ",
        ];
        assert_eq!(shown(&outline), expected);
        let told: Vec<&str> = notes.iter().map(|(_, note)| note.message.as_str()).collect();
        let below = "1.3 stands below 2 in the document: “e” is 2.3 here";
        assert_eq!((told.len(), told[2]), (4, below), "{told:?}");
        // A heading of a lower level than its number says counts on.
        let (on, notes) = self::outline(&["1|1|Een", "1|2|Twee", "2|3|Drie", "2|3.1|Deel"], None);
        assert_eq!(shown(&on).last().map(String::as_str), Some("3.1 Deel: "), "{:?}", shown(&on));
        assert_eq!(notes, []);
    }

    #[test]
    fn chapters_may_count_in_roman_numerals() {
        for lines in [
            ["1||I. Inleiding", "2||1.1 Doel", "1||II Aanpak"],
            ["1||Hoofdstuk I Inleiding", "2||1.1 Doel", "1||Hoofdstuk II: Aanpak"],
            ["1||I Inleiding", "2||I.1 Doel", "1||II Aanpak"],
            ["1||Deel I Inleiding", "2||1.1 Doel", "1||Deel II Aanpak"],
        ] {
            let expected = ["1 Inleiding: ", "1.1 Doel: ", "2 Aanpak: "];
            assert_eq!(shown(&outline(&lines, None).0), expected, "{lines:?}");
        }
        let (one, _) = outline(&["1||I Robot", "1||1 Een", "1||2 Twee"], None);
        assert_eq!(shown(&one), ["front I Robot: ", "1 Een: ", "2 Twee: "]);
    }

    #[test]
    fn parts_leave_the_numbers_to_the_chapters_in_them() {
        let lines = ["1||Deel I Kader", "2||1 Een", "2||2 Twee", "1||Deel II Aanpak", "2||3 Drie"];
        let (outline, _) = outline(&lines, None);
        let numbered =
            shown(&outline).into_iter().filter(|shown| shown.starts_with(['1', '2', '3']));
        assert_eq!(numbered.collect::<Vec<_>>(), ["1 Een: ", "2 Twee: Deel II Aanpak", "3 Drie: "]);
    }

    #[test]
    fn a_small_letter_after_a_number_is_a_title_if_the_number_is_the_next() {
        let lines = ["1||1 Een", "2||1.1 Deel", "2||1.2 materiaal", "1||2 twee", "1||3 redenen"];
        let (in_order, _) = outline(&lines, None);
        let expected = ["1 Een: ", "1.1 Deel: ", "1.2 materiaal: ", "2 twee: ", "3 redenen: "];
        assert_eq!(shown(&in_order), expected);
        let (others, _) =
            outline(&["1||1 Een", "1||2 Twee", "2||5 redenen", "2||1.5 miljoen"], None);
        assert_eq!(shown(&others), ["1 Een: ", "2 Twee: 5 redenen 1.5 miljoen"]);
    }

    #[test]
    fn a_counted_heading_that_calls_itself_an_appendix_is_one() {
        let lines =
            ["1|1|Een", "1|2|Bijlage A Begrippen", "2|2.1|Deel", "1|3|Bijlage", "1|4|Bijlage B"];
        let (outline, _) = outline(&lines, None);
        let expected = ["1 Een: ", "A Begrippen: ", "A.1 Deel: ", "3 Bijlage: ", "B Bijlage B: "];
        assert_eq!(shown(&outline), expected);
        assert_eq!(outline.chapters[2].said.as_ref().unwrap().to_string(), "2.1");
    }

    #[test]
    fn a_heading_above_all_numbers_names_the_whole() {
        let lines = ["1||Rapport", "Vooraf.", "2|1.1|Aanpak", "a", "3|1.1.1|Detail", "2|1.2|Slot"];
        let (outline, _) = outline(&lines, None);
        assert_eq!(outline.title.as_deref(), Some("Rapport"));
        assert_eq!(shown(&outline), ["home : Vooraf.", "1.1 Aanpak: a Detail", "1.2 Slot: "]);
    }

    #[test]
    fn typed_numbers_that_count_mark_headings_where_none_is_marked() {
        let marked = |lines: &[&str]| {
            let blocks = lines.iter().enumerate().map(|(at, line)| block(at + 1, line));
            let mut blocks: Vec<Block> = blocks.collect();
            mark_numbered(&mut blocks);
            if !is_numbered(&blocks) {
                return Vec::new();
            }
            shown(&divide(blocks, None, &mut Vec::new()).unwrap())
        };
        let lines = [
            "t||Plan",
            "1 Inleiding",
            "1.1 Doel",
            "2 Aanpak",
            "g||1 Inleiding",
            "a",
            "g||Los",
            "g||1.1 Doel",
            "b",
            "1.2 Opzet",
            "c",
            "2. Geen kop",
            "g||2 Aanpak",
            "d",
            "g||Bijlage A Namen",
            "e",
        ];
        assert_eq!(
            marked(&lines),
            [
                "home : 1 Inleiding 1.1 Doel 2 Aanpak",
                "1 Inleiding: a Los",
                "1.1 Doel: b",
                "1.2 Opzet: c 2. Geen kop",
                "2 Aanpak: d",
                "A Namen: e",
            ]
        );
        let none: [&str; 0] = [];
        // A real heading outranks them, and so do too few, or others before them.
        assert_eq!(marked(&["1||Kop", "g||1 Een", "g||2 Twee", "g||3 Drie"]), none);
        assert_eq!(marked(&["g||1 Een", "g||2 Twee", "a"]), none);
        assert_eq!(marked(&["g||2.4 Plein", "g||1 Een", "g||2 Twee", "g||3 Drie"]), none);
        assert_eq!(marked(&["1. Appels", "2. Peren", "3. Bananen", "a"]), none);
    }

    #[test]
    fn a_text_without_headings_stays_whole() {
        let blocks = vec![block(1, "t||Plan"), block(2, "a"), block(3, "g||Kop")];
        assert_eq!(divide(blocks.clone(), Some(2), &mut Vec::new()).unwrap_err(), blocks);
    }

    #[test]
    fn headings_without_numbers_are_counted_if_that_is_asked_for() {
        let lines = ["t||Boek", "1||Een", "2||Deel", "3||Diep", "1||Twee"];
        let (outline, _) = outline(&lines, Some(2));
        assert_eq!(shown(&outline), ["1 Een: ", "1.1 Deel: Diep", "2 Twee: "]);
    }
}
