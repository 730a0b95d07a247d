//! Footnotes, and the addresses that links lead to.

use super::chapter::{Writer, foreign};
use super::keeping::{FEWEST, MOST, lines_of};
use super::languages::note_language;
use super::lengths::{LINE, length, row_lines};
use crate::document::{Block, BlockKind, Footnote, Inline, walk};
use crate::editions::addresses;

/// The most lines of notes that a note asks for.
const MOST_NOTES: usize = 16;

/// The space below the last line of a row of a table, in lines.
pub(super) const BETWEEN_ROWS: f32 = 0.45;

/// How what has notes is kept on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It has asked for room itself.
    ByItself,
    /// The template measures whether it stays whole; else its rows do.
    Table,
    /// The template measures whether it stays whole; else each note is for itself.
    Box,
    /// It stays whole where it is low.
    Together,
    /// It may break.
    Apart,
}

/// A note of which the mark comes next.
pub(super) struct NewNote {
    footnote: usize,
    /// How many characters of its block stand before its mark.
    place: usize,
    lines: usize,
}

/// Roughly how many lines of text a block takes.
pub(super) fn text_lines(block: &Block) -> usize {
    match &block.kind {
        BlockKind::List { items, .. } => items.iter().flatten().map(text_lines).sum(),
        _ => lines_of(length(std::slice::from_ref(block))),
    }
}

/// How many lines of text notes take, of which the letters are smaller.
fn in_text_lines(notes: &[NewNote]) -> usize {
    (notes.iter().map(|note| note.lines).sum::<usize>() * 4).div_ceil(5)
}

impl Writer<'_> {
    /// A reference to a footnote; the first is followed by the note itself, which Typst sets at the
    /// foot of the page.
    pub(super) fn footnote(&mut self, footnote: usize) {
        let document = self.document;
        let Some(note) = document.footnotes.get(footnote) else { return };
        let number = footnote + 1;
        let label = self.label(&Footnote::id(number));
        let is_first = !std::mem::replace(&mut self.noted[footnote], true);
        if !is_first {
            // A note that refers to itself would never end.
            if self.in_note {
                self.code.push(&format!("#super[{number}]"));
            } else {
                self.code.push(&format!("#note-again({number}, "));
                self.code.literal(&label);
                self.code.push(")");
            }
            return;
        }
        self.code.push(&format!("#note({number}, "));
        self.code.literal(&label);
        self.written.insert(Footnote::id(number));
        // At the foot of a page nothing is known of the chapter.
        let language = note_language(&note.blocks).or_else(|| foreign(self.guide, self.id));
        if let Some(language) = language {
            self.code.push(&format!(", language: ({language})"));
        }
        if !self.in_note {
            self.code.push(&format!(", room: {}", self.room_of(footnote)));
        }
        self.code.push(")[");
        let outside = std::mem::replace(&mut self.in_note, true);
        let link = std::mem::replace(&mut self.in_link, false);
        // The first paragraph stands beside the number.
        self.contained(|writer| match note.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), .. }, others)) => {
                writer.inlines(content);
                writer.blocks(others);
            }
            _ => writer.blocks(&note.blocks),
        });
        (self.in_note, self.in_link) = (outside, link);
        self.code.push("]");
    }

    /// A block with its notes, if it stands on the page itself and nothing around it moves with them. Typst
    /// puts a mark on the page of its note where what the mark is in cannot break, and of several notes looks
    /// at the first only: that asks for the room of all.
    pub(super) fn with_notes(&mut self, block: &Block, next: Option<&Block>) {
        let notes = if self.is_on_page { self.new_notes(block) } else { Vec::new() };
        let lines = text_lines(block);
        let kept = match &block.kind {
            BlockKind::Paragraph(content) => {
                let is_low = self.is_low(lines, &notes);
                if is_low {
                    self.ask(&notes, 0, 0);
                } else {
                    self.ask_by_line(&notes);
                }
                let function = if is_low { "noted" } else { "par" };
                self.paragraph_in(function, |writer| writer.inlines(content));
                return;
            }
            BlockKind::Heading(_) => {
                self.ask_with_next(block, next);
                Kept::ByItself
            }
            BlockKind::Table(_) => Kept::Table,
            BlockKind::Container(_) | BlockKind::Quote { alert: Some(_), .. } => Kept::Box,
            BlockKind::List { .. }
            | BlockKind::Definitions(_)
            | BlockKind::Quote { alert: None, .. } => Kept::Together,
            _ => Kept::Apart,
        };
        self.kept_with_notes(kept, lines, &notes, |writer| writer.block_of(&block.kind));
    }

    /// What takes so many lines, with its notes.
    pub(super) fn kept_with_notes(
        &mut self,
        kept: Kept,
        lines: usize,
        notes: &[NewNote],
        write: impl FnOnce(&mut Self),
    ) {
        let is_low = self.is_low(lines, notes);
        let total = lines + in_text_lines(notes);
        match kept {
            Kept::ByItself => {}
            // Its rows ask for their notes, of which the first asks for all where it may stay whole.
            Kept::Table => {
                if let Some(first) = notes.first().filter(|_| total <= self.third_of_page() * 4 / 3)
                {
                    let lines: usize = notes.iter().map(|note| note.lines).sum();
                    self.rooms[first.footnote] = Some((lines + 2).min(MOST_NOTES) as f32);
                }
            }
            Kept::Box if total <= 2 * self.third_of_page() => {
                self.ask(notes, 0, 2);
            }
            _ if is_low => self.ask(notes, 0, 0),
            _ => {}
        }
        let of_notes = notes.iter().map(|note| note.lines).sum();
        let outside = std::mem::replace(&mut self.note_lines, of_notes);
        if is_low && kept == Kept::Together {
            self.code.push("#together[\n");
            write(self);
            self.code.push("]\n");
        } else {
            write(self);
        }
        self.note_lines = outside;
    }

    /// Whether so many lines and these notes take little of a page.
    fn is_low(&self, lines: usize, notes: &[NewNote]) -> bool {
        !notes.is_empty() && lines + in_text_lines(notes) <= self.third_of_page()
    }

    /// Makes the notes of what stands as a title ask for room for the start of what comes next too.
    pub(super) fn ask_with_next(&mut self, title: &Block, next: Option<&Block>) {
        let below = next.map_or(FEWEST, |next| {
            let is_title = matches!(next.kind, BlockKind::Heading(_));
            self.lines_with_notes(next) + if is_title { 2 * FEWEST } else { 0 }
        });
        self.ask(&self.new_notes(title), below, 0);
    }

    /// Makes the first of these notes ask for the room of all, and of so many lines of text; each of the
    /// others for itself and so many lines, if any.
    fn ask(&mut self, notes: &[NewNote], below: usize, each: usize) {
        if let Some(first) = notes.first() {
            let lines: usize = notes.iter().map(|note| note.lines).sum();
            for note in notes {
                let room = if each > 0 { note.lines.min(3) + each } else { 0 };
                self.rooms[note.footnote] = Some(room as f32);
            }
            let room = (lines + each + below.min(MOST) * 5 / 4).min(MOST_NOTES);
            self.rooms[first.footnote] = Some(room as f32);
        }
    }

    /// Makes each of the notes of a paragraph that may break ask for the room of those that may have their
    /// marks on the same line, and of one more line, from which that may not be parted.
    fn ask_by_line(&mut self, notes: &[NewNote]) {
        for (at, note) in notes.iter().enumerate() {
            let on_line = notes[at + 1..].iter().filter(|next| next.place < note.place + LINE);
            let lines: usize = on_line.map(|note| note.lines).sum();
            self.rooms[note.footnote] =
                Some((note.lines.min(3) + lines + 2).min(MOST_NOTES) as f32);
        }
    }

    /// How many lines a note asks for, if nothing else was said: its first ones, and the line of its mark.
    fn room_of(&self, footnote: usize) -> f32 {
        let lines = || lines_of(length(&self.document.footnotes[footnote].blocks));
        self.rooms[footnote].unwrap_or_else(|| (lines().min(3) + 1) as f32)
    }

    /// Makes the notes of cells that stay on one page, each with the lines of its row below its mark, ask for room
    /// for these and for the notes after them, unless something else was said: with less the row would leave a
    /// note behind, with more a note the row.
    pub(super) fn ask_with_row(&mut self, notes: &[(NewNote, f32)]) {
        for (at, (note, below)) in notes.iter().enumerate() {
            let lines: usize = notes[at..].iter().map(|(note, _)| note.lines).sum();
            if let Some(room @ None) = self.rooms.get_mut(note.footnote) {
                *room = Some(lines.min(MOST_NOTES) as f32 + below);
            }
        }
    }

    /// The notes of a cell, each with the lines below its mark in its row.
    pub(super) fn notes_of_cell(
        &self,
        columns: usize,
        row: &[usize],
        walk: impl FnOnce(&mut dyn FnMut(&Inline)),
    ) -> Vec<(NewNote, f32)> {
        let lines = row_lines(columns, row);
        let longest = row.iter().max().copied().unwrap_or_default().max(1);
        let below = |note: NewNote| {
            let above = (note.place * lines / longest).min(lines - 1);
            (note, (lines - 1 - above) as f32 + BETWEEN_ROWS)
        };
        self.new_notes_of(walk).into_iter().map(below).collect()
    }

    /// Roughly how many lines a block takes with its notes.
    fn lines_with_notes(&self, block: &Block) -> usize {
        text_lines(block) + in_text_lines(&self.new_notes(block))
    }

    /// The notes of a block of which no mark was written yet, in their order.
    fn new_notes(&self, block: &Block) -> Vec<NewNote> {
        self.new_notes_of(|each| walk::inlines_within(block, &mut |inline| each(inline)))
    }

    /// The same of all inlines that are walked.
    pub(super) fn new_notes_of(&self, walk: impl FnOnce(&mut dyn FnMut(&Inline))) -> Vec<NewNote> {
        let (mut place, mut notes) = (0, Vec::<NewNote>::new());
        walk(&mut |inline| match inline {
            Inline::Text(text) | Inline::Code(text) => place += text.len(),
            Inline::FootnoteReference { footnote, .. } => {
                let is_new = self.noted.get(*footnote) == Some(&false)
                    && notes.iter().all(|note| note.footnote != *footnote);
                if let Some(note) = self.document.footnotes.get(*footnote).filter(|_| is_new) {
                    let lines = lines_of(length(&note.blocks));
                    notes.push(NewNote { footnote: *footnote, place, lines });
                }
            }
            _ => {}
        });
        notes
    }

    /// The list of the chapter's addresses.
    pub(super) fn address_list(&mut self) {
        let ordered = std::mem::take(&mut self.addresses).into_ordered();
        if ordered.is_empty() {
            return;
        }
        self.code.push("#addresses(\n");
        for (index, address) in ordered.iter().enumerate() {
            let label = self.label(&format!("adr-{}", index + 1));
            self.code.push("(");
            self.code.literal(&label);
            self.code.push(", ");
            self.code.literal(&addresses::uri(address));
            self.code.push(", [");
            self.code.words(addresses::shown(address));
            self.code.push("]),\n");
        }
        self.code.push(")\n");
    }
}
