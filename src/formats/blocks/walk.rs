//! Visitors for blocks and inlines.

use super::{Block, Heading, Inline, Kind};

/// What a line is to the block it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// The text of a heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A term of a definition list.
    Term,
    /// A cell of a simple table.
    Cell,
    /// The caption of a figure or table.
    Caption,
}

/// What is directly in a block.
#[derive(Debug)]
pub enum Part<'a> {
    /// A line.
    Line(LineRole, &'a [Inline]),
    /// Blocks, such as those of an item.
    Blocks(&'a [Block]),
}

/// [`Part`], to change it.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// A line.
    Line(LineRole, &'a mut Vec<Inline>),
    /// Blocks, such as those of an item.
    Blocks(&'a mut Vec<Block>),
}

/// Calls `visit` for everything directly in a block, in reading order.
pub fn parts<'a>(block: &'a Block, mut visit: impl FnMut(Part<'a>)) {
    match &block.kind {
        Kind::Heading(Heading { content, .. }) => visit(Part::Line(LineRole::Heading, content)),
        Kind::Paragraph(content) => visit(Part::Line(LineRole::Paragraph, content)),
        Kind::List { items, .. } => items.iter().for_each(|item| visit(Part::Blocks(item))),
        Kind::Definitions(entries) => {
            for (term, meanings) in entries {
                visit(Part::Line(LineRole::Term, term));
                meanings.iter().for_each(|meaning| visit(Part::Blocks(meaning)));
            }
        }
        Kind::Quote(blocks) | Kind::Box { blocks, .. } | Kind::Note { blocks, .. } => {
            visit(Part::Blocks(blocks));
        }
        Kind::Table { head, rows, caption, .. } => {
            let cells = head.iter().chain(rows.iter().flatten());
            cells.for_each(|cell| visit(Part::Line(LineRole::Cell, cell)));
            visit(Part::Line(LineRole::Caption, caption));
        }
        Kind::Grid(grid) => {
            let cells = grid.rows.iter().flatten();
            cells.for_each(|cell| visit(Part::Blocks(&cell.blocks)));
            visit(Part::Line(LineRole::Caption, &grid.caption));
        }
        Kind::Figure { caption, .. } => visit(Part::Line(LineRole::Caption, caption)),
        Kind::Code { .. } | Kind::Rule => {}
    }
}

/// [`parts`], to change them.
pub fn parts_mut(block: &mut Block, mut visit: impl FnMut(PartMut<'_>)) {
    match &mut block.kind {
        Kind::Heading(Heading { content, .. }) => visit(PartMut::Line(LineRole::Heading, content)),
        Kind::Paragraph(content) => visit(PartMut::Line(LineRole::Paragraph, content)),
        Kind::List { items, .. } => items.iter_mut().for_each(|item| visit(PartMut::Blocks(item))),
        Kind::Definitions(entries) => {
            for (term, meanings) in entries {
                visit(PartMut::Line(LineRole::Term, term));
                meanings.iter_mut().for_each(|meaning| visit(PartMut::Blocks(meaning)));
            }
        }
        Kind::Quote(blocks) | Kind::Box { blocks, .. } | Kind::Note { blocks, .. } => {
            visit(PartMut::Blocks(blocks));
        }
        Kind::Table { head, rows, caption, .. } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| visit(PartMut::Line(LineRole::Cell, cell)));
            visit(PartMut::Line(LineRole::Caption, caption));
        }
        Kind::Grid(grid) => {
            let cells = grid.rows.iter_mut().flatten();
            cells.for_each(|cell| visit(PartMut::Blocks(&mut cell.blocks)));
            visit(PartMut::Line(LineRole::Caption, &mut grid.caption));
        }
        Kind::Figure { caption, .. } => visit(PartMut::Line(LineRole::Caption, caption)),
        Kind::Code { .. } | Kind::Rule => {}
    }
}

/// Calls `visit` for every inline in the blocks, however deep, in reading order.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        parts(block, |part| match part {
            Part::Line(_, content) => each_within(content, visit),
            Part::Blocks(blocks) => each_inline(blocks, visit),
        });
    }
}

/// Calls `visit` for every inline, however deep, outer before inner.
pub fn each_within<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        each_within(inline.inner().unwrap_or_default(), visit);
    }
}

/// Calls `visit` for every inline, however deep, inner before outer, so that it may replace one.
pub fn each_within_mut(inlines: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        if let Some(inner) = inline.inner_mut() {
            each_within_mut(inner, visit);
        }
        visit(inline);
    }
}
