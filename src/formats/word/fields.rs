//! Fields: what Word computes. Each has an instruction, followed by its result.

use roxmltree::Node;

use super::super::blocks::{Inline, joined, plain};
use super::xml::attribute;

/// A field that has begun, and where in the line its result starts.
#[derive(Default)]
pub struct Field {
    instruction: String,
    start: Option<usize>,
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
            let before = before.split('\\').next().unwrap_or_default();
            match (quoted(before), bookmark) {
                (Some(address), Some(bookmark)) => Some(format!("{address}#{bookmark}")),
                (Some(address), None) => Some(address.to_owned()),
                (None, bookmark) => bookmark.map(|bookmark| format!("#{bookmark}")),
            }
        }
        "REF" if words.clone().any(|word| word == "\\h") => Some(format!("#{}", words.next()?)),
        _ => None,
    }
}

/// Follows the fields that begin in a run, and returns how many end in it.
pub fn begin_fields(run: Node<'_, '_>, fields: &mut Vec<Field>, at: usize) -> usize {
    let mut ends = 0;
    for node in run.children().filter(Node::is_element) {
        match (node.tag_name().name(), attribute(node, "fldCharType")) {
            ("fldChar", Some("begin")) => fields.push(Field::default()),
            ("fldChar", Some("separate")) => {
                if let Some(field) = fields.last_mut() {
                    field.start = Some(at);
                }
            }
            ("fldChar", Some("end")) => ends += 1,
            ("instrText", _) => {
                if let Some(field) = fields.last_mut() {
                    field.instruction.push_str(node.text().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    ends
}

/// Makes a link of the result of a field, if the field is a link. There are no links inside links.
pub fn end_field(field: &Field, out: &mut Vec<Inline>) {
    let (Some(address), Some(start)) = (address(&field.instruction), field.start) else { return };
    let start = start.min(out.len());
    if out[start..].iter().any(|part| matches!(part, Inline::Link { .. })) {
        return;
    }
    let content = joined(out.split_off(start));
    if !plain(&content).is_empty() {
        out.push(Inline::Link { address, content });
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
        assert_eq!(address(" PAGE "), None);
        assert_eq!(address(""), None);
    }
}
