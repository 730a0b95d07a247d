//! The plain text of inlines and blocks: for teasers, tables of contents and search.

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, BlockKind, Definition, Document, Inline, html_text, walk};

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
            Inline::Link(link) if link.content.is_none() => out.push_str(&link.name),
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
            // Terms are between their explanations.
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

/// All the text of a chapter: a line for each heading, paragraph, row of a table and line of code,
/// those of footnotes last.
pub fn of_document(document: &Document) -> String {
    let mut lines = Vec::new();
    push_lines(&mut lines, &document.blocks);
    document.footnotes.iter().for_each(|note| push_lines(&mut lines, &note.blocks));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn push_lines(lines: &mut Vec<String>, blocks: &[Block]) {
    let text = |inlines: &[Inline]| of_inlines(inlines).trim().to_owned();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => lines.push(text(inlines)),
            BlockKind::Heading(heading) => lines.push(text(&heading.content)),
            BlockKind::Code(code) => lines.push(code.text.trim_end().to_owned()),
            BlockKind::Container(container) => {
                lines.push(text(&container.title));
                push_lines(lines, &container.blocks);
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    match part {
                        Definition::Term(term) => lines.push(text(term)),
                        Definition::Details(details) => push_lines(lines, details),
                    }
                }
            }
            BlockKind::Table(table) => {
                lines.extend(table.caption.iter().map(|caption| text(&caption.content)));
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| text(cell)).collect();
                    lines.push(cells.join("\t").trim().to_owned());
                }
            }
            BlockKind::Figure(figure) => lines.push(match &figure.caption {
                Some(caption) => text(&caption.content),
                None => figure.image.alt.clone(),
            }),
            BlockKind::Html(html) => {
                lines.extend(html.caption.iter().map(|caption| text(&caption.content)));
                lines.extend(html_text::lines(html));
            }
            _ => walk::inner(block, |blocks| push_lines(lines, blocks)),
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
