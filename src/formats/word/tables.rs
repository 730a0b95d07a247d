//! Tables, and boxes, which are drawn as tables of one cell.

use roxmltree::Node;

use super::super::blocks::{Block, Cell, Kind, Rank};
use super::super::grid::table_of;
use super::super::note::note;
use super::reader::WordReader;
use super::xml::{attribute, child, own, switch, text_of, value};

/// Word allows no more columns.
const MOST_COLUMNS: usize = 63;

/// How many rows of a header may be one.
const MOST_HEAD: usize = 4;

/// A cell, and where it is.
struct Placed {
    column: usize,
    cell: Cell,
    /// Whether it goes on from the row above.
    goes_on: bool,
}

impl WordReader {
    /// The blocks that a table becomes: itself, or what was in its only cell.
    pub fn table(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let line = self.paragraph + 1;
        let rows = own(node, "tr", &["tbl"]).into_iter();
        let (rows, deleted): (Vec<_>, Vec<_>) = rows.partition(|row| !is_deleted(*row));
        for row in deleted {
            let text = own(row, "delText", &[]).into_iter().chain(own(row, "t", &[]));
            let text = text.map(text_of).collect::<Vec<_>>().join(" ");
            self.note(note!("read-row-deleted", text = text));
        }
        let cells = |row: &Node<'_, '_>| own(*row, "tc", &["tbl"]).len();
        if let [row] = rows.as_slice()
            && cells(row) == 1
        {
            let blocks = self.blocks(own(*row, "tc", &["tbl"])[0]);
            // One with a heading is only drawn around a part of the text.
            let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
            let is_marked = |block: &Block| match &block.kind {
                Kind::Heading(heading) => heading.rank != Rank::Guessed,
                _ => false,
            };
            let is_drawn = blocks.iter().all(is_heading) || blocks.iter().any(is_marked);
            if self.in_cell || is_drawn {
                return blocks;
            }
            self.note(note!("read-box"));
            return vec![Block { kind: Kind::Box { title: String::new(), blocks }, line }];
        }
        let mut said_head = rows.iter().take_while(|row| is_head(**row)).count();
        let outer = std::mem::replace(&mut self.in_cell, true);
        let placed: Vec<Vec<Placed>> = rows.iter().map(|row| self.row(*row)).collect();
        self.in_cell = outer;
        let mut rows = with_spans(placed);
        // An empty row above the header is only space.
        while rows.len() > 1 && rows[0].iter().all(is_empty) {
            rows.remove(0);
            said_head = said_head.saturating_sub(1);
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let tallest = rows[0].iter().map(|cell| cell.rows).max().unwrap_or(1);
        let head = said_head.max(tallest).min(MOST_HEAD).min(rows.len());
        vec![Block { kind: table_of(rows, head, Vec::new()), line }]
    }

    fn row(&mut self, row: Node<'_, '_>) -> Vec<Placed> {
        let number = |properties: Option<Node<'_, '_>>, name: &str| {
            properties
                .and_then(|properties| value(properties, name))
                .and_then(|number| number.parse::<usize>().ok())
        };
        let mut column = number(child(row, "trPr"), "gridBefore").unwrap_or(0).min(MOST_COLUMNS);
        let mut placed = Vec::new();
        if column > 0 {
            let cell = Cell { blocks: Vec::new(), columns: column, rows: 1 };
            placed.push(Placed { column: 0, cell, goes_on: false });
        }
        for node in own(row, "tc", &["tbl"]) {
            let properties = child(node, "tcPr");
            let columns = number(properties, "gridSpan").unwrap_or(1);
            let columns = columns.clamp(1, MOST_COLUMNS.saturating_sub(column).max(1));
            let merge = properties.and_then(|properties| child(properties, "vMerge"));
            let goes_on = merge.is_some_and(|merge| attribute(merge, "val") != Some("restart"));
            let blocks = self.blocks(node);
            placed.push(Placed { column, cell: Cell { blocks, columns, rows: 1 }, goes_on });
            column += columns;
        }
        placed
    }
}

/// Joins cells that go on from the row above with the one they go on from.
fn with_spans(placed: Vec<Vec<Placed>>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<(usize, Cell)>> = Vec::new();
    // Where the cell that a column goes on from is.
    let mut open: std::collections::HashMap<usize, (usize, usize)> =
        std::collections::HashMap::new();
    for (at, row) in placed.into_iter().enumerate() {
        let mut made: Vec<(usize, Cell)> = Vec::new();
        for Placed { column, cell, goes_on } in row {
            let above = open.get(&column).copied().filter(|_| goes_on);
            let above =
                above.and_then(|(row, nth): (usize, usize)| rows.get_mut(row)?.get_mut(nth));
            match above.filter(|(_, above)| above.columns == cell.columns) {
                Some((_, above)) => {
                    above.rows += 1;
                    above.blocks.extend(cell.blocks);
                }
                None => {
                    open.insert(column, (at, made.len()));
                    made.push((column, cell));
                }
            }
        }
        rows.push(made);
    }
    rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect()
}

fn is_empty(cell: &Cell) -> bool {
    cell.blocks.is_empty() && cell.rows == 1
}

fn is_head(row: Node<'_, '_>) -> bool {
    child(row, "trPr").and_then(|properties| switch(properties, "tblHeader")) == Some(true)
}

fn is_deleted(row: Node<'_, '_>) -> bool {
    child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some())
}
