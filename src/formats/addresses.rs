//! Turns web and mail addresses in running text into links.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::walk::{self, LineRole, PartMut};
use super::blocks::{Block, Inline, text_inlines};

/// A text with its addresses as links.
pub fn linked(said: &str) -> Vec<Inline> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?:https?://|\bwww\.)[^\s<>"“”’|]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"#)
            .expect("a valid expression")
    });
    let mut line = Vec::new();
    let mut rest = said;
    while let Some(found) = ADDRESS.find(rest) {
        let written = without_end(found.as_str());
        let Some((before, after)) = rest.split_once(written).filter(|_| !written.is_empty()) else {
            break;
        };
        let full = match written {
            _ if written.starts_with("http") => written.to_owned(),
            _ if written.starts_with("www.") => format!("https://{written}"),
            _ => format!("mailto:{written}"),
        };
        line.extend((!before.is_empty()).then(|| Inline::Text(before.to_owned())));
        // "www." alone is not an address.
        let says_more = written.trim_end_matches(['.', '/']).contains(['.', '@'])
            || written.starts_with("http");
        line.push(if says_more {
            Inline::Link { address: full, content: text_inlines(written) }
        } else {
            Inline::Text(written.to_owned())
        });
        rest = after;
    }
    line.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
    line
}

/// An address without the punctuation of the sentence it is in. A closing bracket is part of it
/// if the opening one is.
fn without_end(address: &str) -> &str {
    let mut address = address;
    loop {
        let is_end =
            |c: char| !c.is_alphanumeric() && !matches!(c, '/' | '=' | '_' | '-' | ')' | '#');
        let shorter = address.trim_end_matches(is_end);
        let count = |sign| shorter.matches(sign).count();
        let shorter = match shorter.strip_suffix(')') {
            Some(before) if count(')') > count('(') => before,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// Turns the addresses in blocks into links.
pub fn link_all(blocks: &mut [Block]) {
    for block in blocks {
        walk::parts_mut(block, |part| match part {
            PartMut::Line(LineRole::Paragraph | LineRole::Cell, content) => link_in(content),
            PartMut::Line(..) => {}
            PartMut::Blocks(blocks) => link_all(blocks),
        });
    }
}

fn link_in(content: &mut Vec<Inline>) {
    let may_have = |text: &str| text.contains("www.") || text.contains("://") || text.contains('@');
    let mut out = Vec::with_capacity(content.len());
    for mut part in std::mem::take(content) {
        match &mut part {
            Inline::Text(text) if may_have(text) => out.extend(linked(text)),
            Inline::Strong(inner) | Inline::Emphasis(inner) => {
                link_in(inner);
                out.push(part);
            }
            _ => out.push(part),
        }
    }
    *content = out;
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Kind;
    use super::super::markdown::write;
    use super::*;

    fn read_as(text: &str, expected: &str) {
        let block = Block { kind: Kind::Paragraph(linked(text)), line: 1 };
        assert_eq!(write(&[block]), format!("{expected}\n"));
    }

    #[test]
    fn brackets_of_a_sentence_are_no_part_of_an_address() {
        read_as(
            "(zie https://nl.wikipedia.org/wiki/Wijk_(stad)).",
            "(zie [https://nl.wikipedia.org/wiki/Wijk\\_(stad)](<https://nl.wikipedia.org/wiki/Wijk_(stad)>)).",
        );
        read_as("(www.almere.nl)", "([www.almere.nl](https://www.almere.nl))");
        read_as("Kijk op www. of @home", "Kijk op www. of @home");
    }
}
