//! How much of a page blocks take.

use super::elements::begins_line;
use crate::document::{
    Block, BlockKind, Caption, Definition, HtmlPiece, Inline, Table, text, walk,
};
use crate::editions::html::attribute;

/// The characters of a line.
pub(super) const LINE: usize = 70;

/// What a picture between words may take: it is as wide as the text, and no icon.
pub(super) const PICTURE: usize = 1200;

/// What a reference takes beside the number that an author wrote: the title and the page of its destination.
const DESTINATION: usize = 45;

/// Roughly how much of a page blocks take, in characters of running text.
pub(super) fn length(blocks: &[Block]) -> usize {
    const FIGURE: usize = 1500;
    let mut sum = 0;
    for block in blocks {
        sum += LINE / 2;
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                sum += line_length(content) + LINE / 2;
            }
            BlockKind::Heading(heading) => sum += 3 * LINE + text_length(&heading.content),
            BlockKind::Code(code) => {
                sum += LINE * code.text.lines().count() + code.text.len();
            }
            BlockKind::Table(table) => sum += table_length(table),
            BlockKind::Figure(figure) => sum += FIGURE + caption_length(figure.caption.as_ref()),
            BlockKind::Html(html) => {
                sum += html_length(&html.pieces) + PICTURE * pictures(&html.pieces);
            }
            kind => {
                match kind {
                    BlockKind::Container(container) => sum += text_length(&container.title),
                    BlockKind::Definitions(parts) => sum += terms_length(parts),
                    _ => {}
                }
                walk::inner(block, |blocks| sum += length(blocks));
            }
        }
    }
    sum
}

/// The same of a table.
pub(super) fn table_length(table: &Table) -> usize {
    let row = |cells: &[Vec<Inline>]| cells.iter().map(|cell| line_length(cell)).collect();
    let rows: Vec<Vec<usize>> = table.rows.iter().map(|cells| row(cells)).collect();
    let columns = table.alignments.len();
    rows_length(columns, [&row(&table.head)].into_iter().chain(&rows))
        + caption_length(table.caption.as_ref())
}

/// The same of rows of cells, of which these are the lengths.
pub(super) fn rows_length<'a>(columns: usize, rows: impl Iterator<Item = &'a Vec<usize>>) -> usize {
    rows.map(|cells| LINE + row_length(columns, cells)).sum::<usize>() + LINE
}

/// The same of a row. It is as high as its highest cell, which takes more lines the more columns there
/// are, but the more of its row it has the wider it is.
pub(super) fn row_length(columns: usize, cells: &[usize]) -> usize {
    let longest = cells.iter().max().copied().unwrap_or_default();
    cells.iter().sum::<usize>().max(longest.saturating_mul(columns) / 2)
}

/// Roughly how many lines of text it has.
pub(super) fn row_lines(columns: usize, cells: &[usize]) -> usize {
    row_length(columns, cells).div_ceil(LINE).max(1)
}

pub(super) fn caption_length(caption: Option<&Caption>) -> usize {
    caption.map_or(0, |caption| text_length(&caption.content))
}

fn terms_length(parts: &[Definition]) -> usize {
    let term = |part: &Definition| match part {
        Definition::Term(term) => text_length(term),
        Definition::Details(_) => 0,
    };
    parts.iter().map(term).sum()
}

/// The same of running text with the pictures in it.
fn line_length(content: &[Inline]) -> usize {
    let mut count = 0;
    walk::each_inline(content, &mut |inline| match inline {
        Inline::Image(_) => count += 1,
        Inline::Html(pieces) => count += pictures(pieces),
        _ => {}
    });
    text_length(content) + PICTURE * count
}

/// How many pictures HTML has.
fn pictures(pieces: &[HtmlPiece]) -> usize {
    html_of(pieces, "").matches("<img").count()
}

/// The same of running text, in which a break begins a line.
pub(super) fn text_length(content: &[Inline]) -> usize {
    let mut sum = text::of_inlines(content).len();
    walk::each_inline(content, &mut |inline| match inline {
        Inline::HardBreak => sum += LINE,
        Inline::Html(pieces) => sum += html_length(pieces),
        Inline::Link(link) if link.content.is_none() => sum += DESTINATION,
        _ => {}
    });
    sum
}

/// The same of HTML: of its text, and of its elements that begin a line.
fn html_length(pieces: &[HtmlPiece]) -> usize {
    let html = html_of(pieces, "");
    let of_tag = |tag: &str| {
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let line = if begins_line(&name.to_ascii_lowercase()) { LINE } else { 0 };
        line + tag.split_once('>').map_or(0, |(_, text)| text.trim().len())
    };
    let (text, tags) = html.split_once('<').unwrap_or((&html, ""));
    // Each line of what is set as it was typed is one on the page.
    let typed = if html.contains("<pre") { LINE * html.matches('\n').count() } else { 0 };
    text.trim().len() + tags.split('<').map(of_tag).sum::<usize>() + typed
}

/// Whether anything in running text leads elsewhere: a link or the mark of a footnote.
pub(super) fn leads(content: &[Inline]) -> bool {
    walk::any_inline(content, inline_leads)
}

fn inline_leads(inline: &Inline) -> bool {
    match inline {
        Inline::Link(_) | Inline::FootnoteReference { .. } => true,
        // Not `<abbr>`.
        Inline::Html(pieces) => html_of(pieces, "").contains("<a "),
        _ => false,
    }
}

/// Whether anything in a block does.
pub(super) fn block_leads(block: &Block) -> bool {
    let mut found = false;
    walk::inlines_within(block, &mut |inline| found |= inline_leads(inline));
    found
}

/// The HTML of pieces, with the index of a reference as the value of an attribute that leads
/// somewhere.
pub(super) fn html_of(pieces: &[HtmlPiece], caption: &str) -> String {
    let mut html = String::new();
    for piece in pieces {
        match piece {
            HtmlPiece::Text(text) => html.push_str(text),
            HtmlPiece::Link(reference) | HtmlPiece::Source(reference) => {
                html.push_str(&reference.to_string());
            }
            HtmlPiece::Id(id) => html.push_str(&attribute(id)),
            HtmlPiece::Caption => html.push_str(caption),
        }
    }
    html
}
