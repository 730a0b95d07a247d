//! Tables: of data, and those that older pages use for layout.

use scraper::ElementRef;

use super::super::blocks::{Block, Inline, Kind};
use super::nodes::first_words;
use super::reader::HtmlReader;

/// A longer cell holds no data but a page.
const LONGEST_CELL: usize = 600;

/// What only the cells of a layout table hold.
const LAID_OUT: [&str; 13] =
    ["table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"];

impl HtmlReader<'_> {
    pub fn table(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let line = self.places.look_ahead(&first_words(element));
        if is_layout(element) {
            let message =
                "a table that lays out the page is taken apart: its cells follow each other";
            self.notes.push((line, message.into()));
            for cell in own(element, &["caption", "td", "th"]) {
                blocks.extend(self.blocks(cell));
            }
            return;
        }
        let mut head = Vec::new();
        let mut rows = Vec::new();
        let mut caption = Vec::new();
        let mut spans = Spans::default();
        for child in own(element, &["caption", "tr"]) {
            match child.value().name() {
                "caption" => caption = self.line_of(child),
                "tr" => {
                    self.pass(child);
                    let cells: Vec<_> = child.children().filter_map(ElementRef::wrap).collect();
                    let is_head = cells.iter().all(|cell| cell.value().name() == "th");
                    let mut row = Vec::new();
                    for cell in cells {
                        spans.skip(&mut row);
                        let content = self.line_of(cell);
                        spans.place(&mut row, content, cell);
                    }
                    spans.skip(&mut row);
                    if is_head && head.is_empty() && rows.is_empty() {
                        head = row;
                    } else {
                        rows.push(row);
                    }
                }
                _ => {}
            }
        }
        let mut note = |message: &str| self.notes.push((line, message.to_owned()));
        if spans.any {
            note(
                "cells of this table reach over several rows or columns: look whether it still reads well",
            );
        }
        if head.is_empty() && !rows.is_empty() {
            note("this table has no header: its first row is taken for one");
            head = rows.remove(0);
        }
        blocks.push(Block { kind: Kind::Table { head, rows, caption }, line });
    }
}

/// Cells that span several rows or columns; Markdown has empty cells in the rest of the span.
#[derive(Default)]
struct Spans {
    /// For how many more rows each column is spanned from above.
    rows_left: Vec<usize>,
    any: bool,
}

impl Spans {
    /// Fills the columns that are spanned from above.
    fn skip(&mut self, row: &mut Vec<Vec<Inline>>) {
        while let Some(left) = self.rows_left.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(Vec::new());
        }
    }

    fn place(&mut self, row: &mut Vec<Vec<Inline>>, content: Vec<Inline>, cell: ElementRef<'_>) {
        // No page has more; a larger number is a mistake.
        const MOST: usize = 100;
        let reach = |name: &str| {
            let reach = cell.attr(name).and_then(|reach| reach.trim().parse::<usize>().ok());
            reach.unwrap_or(1).clamp(1, MOST)
        };
        let (columns, rows) = (reach("colspan"), reach("rowspan"));
        self.any |= columns > 1 || rows > 1;
        let start = row.len();
        row.push(content);
        // A row without end costs what its cells cost, not what they claim.
        let columns = if start < MOST { columns } else { 1 };
        row.resize(start + columns, Vec::new());
        self.rows_left.resize(self.rows_left.len().max(row.len()), 0);
        self.rows_left[start..].iter_mut().take(columns).for_each(|left| *left = rows - 1);
    }
}

/// The elements of these names in a table, without those of tables inside it.
fn own<'a>(table: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    let is_own = |element: &ElementRef<'_>| {
        let mut above = element.ancestors().filter_map(ElementRef::wrap);
        above.find(|above| above.value().name() == "table") == Some(table)
    };
    let below = table.descendants().filter_map(ElementRef::wrap);
    below.filter(|below| names.contains(&below.value().name())).filter(is_own).collect()
}

fn is_layout(table: ElementRef<'_>) -> bool {
    let mut below = table.descendants().skip(1).filter_map(ElementRef::wrap);
    let is_said = matches!(table.attr("role"), Some("presentation" | "none"));
    let has_names = !own(table, &["th", "caption"]).is_empty();
    let cells = own(table, &["td", "th"]);
    let is_long = |cell: &ElementRef<'_>| cell.text().map(str::len).sum::<usize>() > LONGEST_CELL;
    if cells.len() == 1 || cells.iter().any(is_long) {
        return true;
    }
    is_said || (!has_names && below.any(|below| LAID_OUT.contains(&below.value().name())))
}
