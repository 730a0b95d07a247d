//! Visitors for blocks and inlines.

use super::{Block, BlockKind, Definition, Document, Inline};

/// Calls `each` for every block, outer before inner, those of footnotes last.
pub fn blocks<'a>(document: &'a Document, each: &mut impl FnMut(&'a Block)) {
    in_blocks(&document.blocks, each);
    document.footnotes.iter().for_each(|note| in_blocks(&note.blocks, each));
}

fn in_blocks<'a>(blocks: &'a [Block], each: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        each(block);
        inner(block, |blocks| in_blocks(blocks, each));
    }
}

/// Calls `each` for every inline of a block and of the blocks within it, however deep.
pub fn inlines_within<'a>(block: &'a Block, each: &mut impl FnMut(&'a Inline)) {
    in_blocks(std::slice::from_ref(block), &mut |block| inlines(block, each));
}

/// Calls `each` for every list of blocks directly within a block.
pub fn inner<'a>(block: &'a Block, mut each: impl FnMut(&'a [Block])) {
    match &block.kind {
        BlockKind::Lesson { blocks, .. } | BlockKind::Quote { blocks, .. } => each(blocks),
        BlockKind::Container(container) => each(&container.blocks),
        BlockKind::List { items, .. } => items.iter().for_each(|item| each(item)),
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Details(blocks) = part {
                    each(blocks);
                }
            }
        }
        BlockKind::Paragraph(_)
        | BlockKind::Plain(_)
        | BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Html(_)
        | BlockKind::Rule => {}
    }
}

/// [`inner`], to change the lists.
pub fn inner_mut(block: &mut Block, mut each: impl FnMut(&mut Vec<Block>)) {
    match &mut block.kind {
        BlockKind::Lesson { blocks, .. } | BlockKind::Quote { blocks, .. } => each(blocks),
        BlockKind::Container(container) => each(&mut container.blocks),
        BlockKind::List { items, .. } => items.iter_mut().for_each(each),
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Details(blocks) = part {
                    each(blocks);
                }
            }
        }
        BlockKind::Paragraph(_)
        | BlockKind::Plain(_)
        | BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Html(_)
        | BlockKind::Rule => {}
    }
}

/// Calls `each` for every inline of a block, but not of the blocks within it.
pub fn inlines<'a>(block: &'a Block, each: &mut impl FnMut(&'a Inline)) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => each_inline(content, each),
        BlockKind::Heading(heading) => each_inline(&heading.content, each),
        BlockKind::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            cells.for_each(|cell| each_inline(cell, each));
            table.caption.iter().for_each(|caption| each_inline(&caption.content, each));
        }
        BlockKind::Container(container) => each_inline(&container.title, each),
        BlockKind::Html(html) => {
            html.caption.iter().for_each(|caption| each_inline(&caption.content, each));
        }
        BlockKind::Figure(figure) => {
            figure.caption.iter().for_each(|caption| each_inline(&caption.content, each));
        }
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Term(term) = part {
                    each_inline(term, each);
                }
            }
        }
        BlockKind::Lesson { .. }
        | BlockKind::List { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Code(_)
        | BlockKind::Rule => {}
    }
}

/// Calls `each` for every inline, however deep.
pub fn each_inline<'a>(inlines: &'a [Inline], each: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        each(inline);
        each_inline(within(inline), each);
    }
}

/// Whether any inline is as asked, however deep.
pub fn any_inline(inlines: &[Inline], is: impl Fn(&Inline) -> bool) -> bool {
    let mut found = false;
    each_inline(inlines, &mut |inline| found |= is(inline));
    found
}

/// The inlines directly within an inline.
pub fn within(inline: &Inline) -> &[Inline] {
    match inline {
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Strikethrough(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner) => inner,
        Inline::Link(link) => link.content.as_deref().unwrap_or_default(),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Image(_)
        | Inline::FootnoteReference { .. }
        | Inline::Checkbox(_)
        | Inline::Html(_)
        | Inline::SoftBreak
        | Inline::HardBreak => &[],
    }
}
