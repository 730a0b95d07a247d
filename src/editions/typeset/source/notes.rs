//! Footnotes, and the addresses that links lead to.

use super::chapter::{Writer, foreign};
use super::html::note_language;
use super::keeping::{FEWEST, MOST, lines_of};
use super::lengths::{LINE, length};
use crate::document::{Block, BlockKind, Footnote, Inline, walk};
use crate::editions::addresses;

/// The most lines of notes that a note asks for.
const MOST_NOTES: usize = 16;

/// A note of which the mark comes next.
struct NewNote {
    footnote: usize,
    /// How many characters of its block stand before its mark.
    place: usize,
    lines: usize,
}

/// Roughly how many lines of text a block takes.
fn text_lines(block: &Block) -> usize {
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
        let lines = text_lines(block) + in_text_lines(&notes);
        let is_low = !notes.is_empty() && lines <= self.third_of_page();
        match &block.kind {
            BlockKind::Paragraph(content) => {
                if is_low {
                    self.ask(&notes, 0, 0);
                } else {
                    self.ask_by_line(&notes);
                }
                let function = if is_low { "noted" } else { "par" };
                self.paragraph_in(function, |writer| writer.inlines(content));
                return;
            }
            BlockKind::Heading(_) => self.ask_with_next(block, next),
            // The template measures whether these stay whole: where they do not, each is for itself.
            BlockKind::Table(_)
            | BlockKind::Container(_)
            | BlockKind::Quote { alert: Some(_), .. }
                if lines <= 2 * self.third_of_page() =>
            {
                self.ask(&notes, 0, 2);
            }
            _ if is_low => self.ask(&notes, 0, 0),
            _ => {}
        }
        let of_notes = notes.iter().map(|note| note.lines).sum();
        let outside = std::mem::replace(&mut self.note_lines, of_notes);
        let stays_whole = matches!(
            block.kind,
            BlockKind::List { .. }
                | BlockKind::Definitions(_)
                | BlockKind::Quote { alert: None, .. }
        );
        if is_low && stays_whole {
            self.code.push("#together[\n");
            self.block_of(&block.kind);
            self.code.push("]\n");
        } else {
            self.block_of(&block.kind);
        }
        self.note_lines = outside;
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
                self.rooms[note.footnote] = Some(room);
            }
            let room = (lines + each + below.min(MOST) * 5 / 4).min(MOST_NOTES);
            self.rooms[first.footnote] = Some(room);
        }
    }

    /// Makes each of the notes of a paragraph that may break ask for the room of those that may have their
    /// marks on the same line, and of one more line, from which that may not be parted.
    fn ask_by_line(&mut self, notes: &[NewNote]) {
        for (at, note) in notes.iter().enumerate() {
            let on_line = notes[at + 1..].iter().filter(|next| next.place < note.place + LINE);
            let lines: usize = on_line.map(|note| note.lines).sum();
            self.rooms[note.footnote] = Some((note.lines.min(3) + lines + 2).min(MOST_NOTES));
        }
    }

    /// How many lines a note asks for, if nothing else was said: its first ones, and the line of its mark.
    fn room_of(&self, footnote: usize) -> usize {
        let lines = || lines_of(length(&self.document.footnotes[footnote].blocks));
        self.rooms[footnote].unwrap_or_else(|| lines().min(3) + 1)
    }

    /// Makes the notes of a row of so many lines, which does not break, ask for room for it, unless something
    /// else was said.
    pub(super) fn ask_with_row(&mut self, row: &[Vec<Inline>], lines: usize) {
        let mut each = |inline: &Inline| {
            let Inline::FootnoteReference { footnote, .. } = inline else { return };
            if let Some(room @ None) = self.rooms.get_mut(*footnote) {
                let own = lines_of(length(&self.document.footnotes[*footnote].blocks));
                *room = Some((own.min(3) + 1 + lines * 5 / 4).min(MOST_NOTES));
            }
        };
        row.iter().for_each(|cell| walk::each_inline(cell, &mut each));
    }

    /// Roughly how many lines a block takes with its notes.
    fn lines_with_notes(&self, block: &Block) -> usize {
        text_lines(block) + in_text_lines(&self.new_notes(block))
    }

    /// The notes of a block of which no mark was written yet, in their order.
    fn new_notes(&self, block: &Block) -> Vec<NewNote> {
        let (mut place, mut notes) = (0, Vec::<NewNote>::new());
        walk::inlines_within(block, &mut |inline| match inline {
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
