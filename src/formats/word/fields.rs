//! Fields: what Word computes. Each has an instruction, followed by its result.

use std::collections::HashSet;

use roxmltree::{Document, NodeId};

use super::xml::{attribute, named};

/// A field that has begun.
#[derive(Debug, Default)]
pub struct Field {
    pub instruction: String,
    /// The line in which its result starts, and where in it.
    pub start: Option<(usize, usize)>,
    /// Whether its end is in the text.
    pub has_end: bool,
}

impl Field {
    /// Whether its result is part of the text.
    pub fn shows(&self) -> bool {
        self.start.is_some() && !(self.has_end && is_contents(&self.instruction))
    }
}

/// Whether a field is a table of contents, of figures or an index: the site makes its own.
pub fn is_contents(instruction: &str) -> bool {
    matches!(name(instruction), "TOC" | "TOA" | "INDEX")
}

/// Whether a field is an index.
pub fn is_index(instruction: &str) -> bool {
    name(instruction) == "INDEX"
}

/// The font and the code of a sign that a field shows.
pub fn symbol(instruction: &str) -> Option<(&str, u32)> {
    let mut words = instruction.split_whitespace();
    let code = words.next().filter(|name| *name == "SYMBOL").and(words.next())?;
    let code = match code.strip_prefix("0x") {
        Some(code) => u32::from_str_radix(code, 16),
        None => code.parse(),
    };
    let (_, font) = instruction.split_once("\\f")?;
    let font = quoted(font).or_else(|| font.split_whitespace().next())?;
    Some((font, code.ok()?))
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
pub fn sequence(instruction: &str) -> Option<&str> {
    let mut words = instruction.split_whitespace();
    (words.next() == Some("SEQ")).then(|| words.next().unwrap_or_default())
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
        assert_eq!(symbol(r#" SYMBOL 252 \f "Wingdings" \s 12 "#), Some(("Wingdings", 252)));
        assert_eq!(symbol(r" SYMBOL 0xFC \f Wingdings"), Some(("Wingdings", 252)));
        assert_eq!(symbol(" PAGE "), None);
    }
}
