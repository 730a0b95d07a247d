//! Fields: what Word computes. Each has an instruction, followed by its result.

use std::collections::HashSet;

use roxmltree::{Document, Node, NodeId};

use super::super::blocks::{Inline, joined, plain};
use super::reader::WordReader;
use super::xml::{attribute, named};

/// A field that has begun.
#[derive(Debug, Default)]
pub struct Field {
    instruction: String,
    /// The line in which its result starts, and where in it.
    start: Option<(usize, usize)>,
    /// Whether its end is in the text.
    has_end: bool,
}

impl Field {
    /// Whether its result is part of the text.
    fn shows(&self) -> bool {
        self.start.is_some() && !(self.has_end && is_contents(&self.instruction))
    }
}

/// Whether a field is a table of contents, of figures or an index: the site makes its own.
pub fn is_contents(instruction: &str) -> bool {
    matches!(name(instruction), "TOC" | "TOA" | "INDEX")
}

/// The styles that a table of contents lists, with their levels: they are headings.
pub fn listed_styles(instruction: &str) -> Vec<(String, u8)> {
    if name(instruction) != "TOC" {
        return Vec::new();
    }
    let switches = instruction.split(" \\t").skip(1).filter_map(quoted);
    let mut listed = Vec::new();
    for switch in switches {
        let parts: Vec<&str> = switch.split([';', ',']).map(str::trim).collect();
        for pair in parts.chunks(2) {
            if let [style, level] = pair
                && let Ok(level) = level.parse()
            {
                listed.push((style.to_lowercase(), level));
            }
        }
    }
    listed
}

/// The name of a field.
fn name(instruction: &str) -> &str {
    instruction.split_whitespace().next().unwrap_or_default()
}

/// The beginnings of the fields whose end is in the text too.
pub fn with_end(body: &Document<'_>) -> HashSet<NodeId> {
    let mut open = Vec::new();
    let mut with_end = HashSet::new();
    for node in body.descendants().filter(|node| named(*node, "fldChar")) {
        match attribute(node, "fldCharType") {
            Some("begin") => open.push(node.id()),
            Some("end") => with_end.extend(open.pop()),
            _ => {}
        }
    }
    with_end
}

/// Where a field leads if it is a link: to an address, a bookmark, or a bookmark at an address.
pub fn address(instruction: &str) -> Option<String> {
    let mut words = instruction.split_whitespace();
    match words.next()? {
        "HYPERLINK" => {
            let (before, bookmark) = match instruction.split_once("\\l") {
                Some((before, rest)) => (before, quoted(rest)),
                None => (instruction, None),
            };
            // Other switches have arguments of their own.
            let before = before.split(" \\").next().unwrap_or_default();
            match (quoted(before), bookmark) {
                (Some(address), Some(bookmark)) => Some(format!("{address}#{bookmark}")),
                (Some(address), None) => Some(address.to_owned()),
                (None, bookmark) => bookmark.map(|bookmark| format!("#{bookmark}")),
            }
        }
        "REF" | "PAGEREF" => {
            let bookmark = words.next()?;
            // Without a switch, the field may repeat a text that it does not refer to.
            let refers = bookmark.starts_with("_Ref")
                || words.any(|word| matches!(word, "\\h" | "\\r" | "\\n" | "\\w" | "\\p"));
            refers.then(|| format!("#{bookmark}"))
        }
        _ => None,
    }
}

/// What a field counts: figures, tables.
fn sequence(instruction: &str) -> Option<&str> {
    let mut words = instruction.split_whitespace();
    (words.next() == Some("SEQ")).then(|| words.next().unwrap_or_default())
}

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
                        self.note_contents();
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
            return self.note_contents();
        }
        let start = Some((self.line, out.len()));
        self.runs(node, out);
        self.end_field(&Field { instruction, start, has_end: true }, out);
    }

    /// Makes a link of the result of a field, if the field is a link. There are no links inside
    /// links.
    fn end_field(&mut self, field: &Field, out: &mut Vec<Inline>) {
        let Some((_, start)) = field.start.filter(|(line, _)| *line == self.line) else { return };
        let start = start.min(out.len());
        if let Some(name) = sequence(&field.instruction) {
            self.sequence.get_or_insert_with(|| name.to_owned());
        }
        let Some(address) = address(&field.instruction) else { return };
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
}

fn quoted(text: &str) -> Option<&str> {
    text.split('"').nth(1).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lead_where_their_instruction_says() {
        assert_eq!(address(r#" HYPERLINK "https://a.nl/" \o "tip" "#).unwrap(), "https://a.nl/");
        assert_eq!(address(r#" HYPERLINK "https://a.nl/" \l "x" "#).unwrap(), "https://a.nl/#x");
        assert_eq!(address(r#" HYPERLINK \l "_Ref1" \h "#).unwrap(), "#_Ref1");
        assert_eq!(address(r" REF _Ref1 \h ").unwrap(), "#_Ref1");
        assert_eq!(address(r" REF _Ref1 ").unwrap(), "#_Ref1");
        assert_eq!(address(r" PAGEREF doel \h ").unwrap(), "#doel");
        assert_eq!(address(" REF titel "), None);
        assert_eq!(address(" PAGE "), None);
        assert_eq!(address(""), None);
    }

    #[test]
    fn fields_of_contents_are_told_from_others() {
        assert!(is_contents(r#" TOC \o "1-3" \h "#));
        assert!(is_contents(r#"TOC \c "Figuur""#));
        assert!(!is_contents(" TC x "));
        let listed = listed_styles(r#" TOC \o "1-2" \h \t "Hoofdstuk x;1;Paragraaf;2" "#);
        assert_eq!(listed, [("hoofdstuk x".to_owned(), 1), ("paragraaf".to_owned(), 2)]);
        assert_eq!(listed_styles(r#" TOC \o "1-2" "#), []);
        assert_eq!(sequence(r" SEQ Tabel \* ARABIC "), Some("Tabel"));
        assert_eq!(sequence(" PAGE "), None);
    }
}
