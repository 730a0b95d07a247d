//! The results of fields, as they come among the runs of a text.

use roxmltree::Node;

use super::super::blocks::{Inline, joined, plain};
use super::super::note::note;
use super::fields::{Field, address, is_contents, sequence, symbol};
use super::math;
use super::reader::WordReader;
use super::xml::attribute;

impl WordReader {
    /// Whether what is read is part of the text: not the instruction of a field, nor a table of
    /// contents.
    pub fn is_shown(&self) -> bool {
        self.fields.iter().all(Field::shows)
    }

    /// Follows a mark of a field.
    pub fn field_mark(&mut self, mark: Node<'_, '_>, out: &mut Vec<Inline>) {
        match attribute(mark, "fldCharType") {
            Some("begin") => {
                let has_end = self.with_end.contains(&mark.id());
                self.fields.push(Field { has_end, ..Field::default() });
            }
            Some("separate") => {
                let start = (self.line, out.len());
                if let Some(field) = self.fields.last_mut() {
                    field.start = Some(start);
                    if field.has_end && is_contents(&field.instruction) {
                        let instruction = field.instruction.clone();
                        self.note_made(&instruction);
                    }
                }
            }
            Some("end") => {
                let field = self.fields.pop();
                if let Some(field) = field.filter(|_| self.is_shown()) {
                    self.end_field(&field, out);
                }
            }
            _ => {}
        }
    }

    /// Adds a piece to the instruction of the field that began last.
    pub fn field_instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.start.is_none()) {
            field.instruction.push_str(text);
        }
    }

    /// Reads a field whose instruction is an attribute.
    pub fn simple_field(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let instruction = attribute(node, "instr").unwrap_or_default().to_owned();
        if is_contents(&instruction) {
            return self.note_made(&instruction);
        }
        let start = Some((self.line, out.len()));
        self.runs(node, out);
        self.end_field(&Field { instruction, start, has_end: true }, out);
    }

    /// Makes a link of the result of a field, if the field is a link.
    fn end_field(&mut self, field: &Field, out: &mut Vec<Inline>) {
        let shows = field.start.is_some_and(|(line, start)| {
            line == self.line && !plain(out.get(start..).unwrap_or_default()).is_empty()
        });
        if let Some(formula) = math::of_field(&field.instruction).filter(|_| !shows) {
            self.note(note!("read-formula", text = plain(&formula)));
            return out.extend(formula);
        }
        if let Some((font, code)) = symbol(&field.instruction).filter(|_| !shows) {
            let sign = self.sign(font, &format!("{code:X}"));
            return out.push(Inline::Text(sign.into()));
        }
        let Some((line, start)) = field.start else { return };
        if line != self.line {
            return link_to_site(field, 0, out);
        }
        if let Some(name) = sequence(&field.instruction) {
            self.sequence.get_or_insert_with(|| name.to_owned());
        }
        if let Some(address) = address(&field.instruction) {
            link(address, start, out);
        }
    }

    /// Makes a link of what a paragraph has of a link that goes on in the next one. `around` is the
    /// line that the paragraph stands in, if it is that of a text box.
    pub fn link_open_field(&self, around: usize, out: &mut Vec<Inline>) {
        let open = self.fields.last().filter(|field| field.has_end && self.is_shown());
        let Some((field, (line, start))) = open.and_then(|field| Some((field, field.start?)))
        else {
            return;
        };
        if line != around {
            link_to_site(field, if line == self.line { start } else { 0 }, out);
        }
    }
}

/// Makes a link to another site of the text from `start` on, if that is where a field leads.
fn link_to_site(field: &Field, start: usize, out: &mut Vec<Inline>) {
    if let Some(address) = address(&field.instruction).filter(|address| !address.starts_with('#')) {
        link(address, start, out);
    }
}

/// Makes a link of the text from `start` on. There are no links inside links.
fn link(address: String, start: usize, out: &mut Vec<Inline>) {
    let start = start.min(out.len());
    if out[start..].iter().any(|part| matches!(part, Inline::Link { .. })) {
        return;
    }
    let content = joined(out.split_off(start));
    if plain(&content).is_empty() {
        out.extend(content);
    } else {
        out.push(Inline::Link { address, content });
    }
}
