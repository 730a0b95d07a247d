//! Footnotes, and the addresses that links lead to.

use super::chapter::{Writer, foreign};
use super::html::note_language;
use crate::document::{Block, BlockKind, Footnote};
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
            self.code.literal(address);
            self.code.push(", [");
            self.code.words(addresses::shown(address));
            self.code.push("]),\n");
        }
        self.code.push(")\n");
    }
}
