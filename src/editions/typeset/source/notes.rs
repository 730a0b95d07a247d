//! Footnotes, and the addresses that links lead to.

use super::chapter::{Writer, foreign};
use super::html::note_language;
use super::keeping::{MOST, lines_of};
use super::lengths::{LINE, length};
use crate::document::{Block, BlockKind, Footnote, Inline, walk};
use crate::editions::addresses;

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

    /// Roughly how many lines a paragraph takes up to its first marks of footnotes, with those notes: with
    /// room for that, a note stands on the page of its mark. `None` if there are none near its start.
    pub(super) fn lines_with_notes(&self, content: &[Inline]) -> Option<usize> {
        if self.in_note {
            return None;
        }
        let (mut before, mut notes, mut lines) = (0, 0, None);
        walk::each_inline(content, &mut |inline| match inline {
            Inline::Text(text) | Inline::Code(text) => before += text.len(),
            Inline::FootnoteReference { footnote, .. } => {
                let note = self.document.footnotes.get(*footnote);
                notes += note.map_or(0, |note| lines_of(length(&note.blocks)));
                // A line more for what parts the notes from the text.
                let here = before / LINE + 1 + notes + 1;
                lines = if here <= MOST { Some(here) } else { lines };
            }
            _ => {}
        });
        lines
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
