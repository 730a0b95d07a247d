//! The plain text of inlines and blocks: for teasers, tables of contents and search.

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, BlockKind, Definition, Inline, Link, walk};

/// The text of inlines, without mark-up.
pub fn of_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(&mut out, inlines);
    out
}

fn push_inlines(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Link(Link { content: None, name, .. }) => out.push_str(name),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            _ => push_inlines(out, walk::within(inline)),
        }
    }
}

/// The running text of blocks, a space between them; code, tables and headings are passed over.
pub fn of_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                if !out.is_empty() {
                    out.push(' ');
                }
                push_inlines(out, inlines);
            }
            // Terms stand between their explanations.
            BlockKind::Definitions(parts) => {
                for part in parts {
                    match part {
                        Definition::Term(term) => push_inlines(out, term),
                        Definition::Details(details) => push_blocks(out, details),
                    }
                }
            }
            _ => walk::inner(block, |blocks| push_blocks(out, blocks)),
        }
    }
}

/// The first sentence of a text.
pub fn first_sentence(text: &str) -> &str {
    text.unicode_sentences().next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_it_ends() {
        assert_eq!(
            first_sentence("Een wijk is 2.4 km groot. En meer."),
            "Een wijk is 2.4 km groot."
        );
        assert_eq!(first_sentence("Wat is dat eigenlijk? Dit."), "Wat is dat eigenlijk?");
        assert_eq!(first_sentence("Zonder punt"), "Zonder punt");
        assert_eq!(first_sentence(""), "");
    }
}
