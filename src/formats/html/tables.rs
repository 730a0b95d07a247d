//! Tables: of data, and those that older pages use for layout.

use scraper::ElementRef;

use super::super::blocks::{Block, Cell, Grid, Kind};
use super::super::captions;
use super::super::grid::table_of;
use super::super::note::note;
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
            self.notes.push((line, note!("read-layout-table")));
            for cell in own(element, &["caption", "td", "th"]) {
                blocks.extend(self.blocks(cell));
            }
            return;
        }
        let mut rows = Vec::new();
        let mut head = 0;
        let mut caption = Vec::new();
        for child in own(element, &["caption", "tr"]) {
            if child.value().name() == "caption" {
                caption = self.line_of(child);
                continue;
            }
            self.pass(child);
            let cells: Vec<_> = child.children().filter_map(ElementRef::wrap).collect();
            let is_head = cells.iter().all(|cell| cell.value().name() == "th");
            if is_head && head == rows.len() {
                head += 1;
            }
            let row: Vec<Cell> = cells.into_iter().map(|cell| self.cell(cell)).collect();
            rows.push(row);
        }
        if head == 0 && !rows.is_empty() {
            self.notes.push((line, note!("read-table-headless")));
            head = 1;
        }
        let (caption, named) = captions::labelled(caption);
        let mut kind = table_of(rows, head, caption);
        if let Kind::Table { exhibit, .. } | Kind::Grid(Grid { exhibit, .. }) = &mut kind {
            *exhibit = named;
        }
        blocks.push(Block { kind, line });
    }

    fn cell(&mut self, element: ElementRef<'_>) -> Cell {
        // No page has more; a larger number is a mistake.
        const MOST: usize = 100;
        let reach = |name: &str| {
            let reach = element.attr(name).and_then(|reach| reach.trim().parse::<usize>().ok());
            reach.unwrap_or(1).clamp(1, MOST)
        };
        let outer = std::mem::replace(&mut self.in_cell, true);
        let blocks = self.blocks(element);
        self.in_cell = outer;
        Cell { blocks, columns: reach("colspan"), rows: reach("rowspan") }
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
