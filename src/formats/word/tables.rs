//! Tables, and boxes, which are drawn as tables of one cell.

use roxmltree::Node;

use super::super::blocks::{Block, Inline, Kind, joined, words};
use super::reader::WordReader;
use super::xml::{child, own, value};

impl WordReader {
    pub fn table(&mut self, node: Node<'_, '_>) -> Block {
        let line = self.paragraph + 1;
        let rows: Vec<Vec<Node<'_, '_>>> =
            own(node, "tr", &["tbl"]).into_iter().map(|row| own(row, "tc", &["tbl"])).collect();
        if let [row] = rows.as_slice()
            && let [cell] = row.as_slice()
        {
            let blocks = self.blocks(*cell);
            self.note("a table of one cell is a box now");
            return Block { kind: Kind::Box { title: String::new(), blocks }, line };
        }
        let mut spans = false;
        let mut read: Vec<Vec<Vec<Inline>>> = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                let properties = child(cell, "tcPr");
                let reach = properties.and_then(|properties| value(properties, "gridSpan"));
                let reach = reach.and_then(|reach| reach.parse::<usize>().ok()).unwrap_or(1);
                spans |= reach > 1
                    || properties.is_some_and(|properties| child(properties, "vMerge").is_some());
                cells.push(self.cell(cell));
                // Word allows no more columns.
                let covered = reach.min(63_usize.saturating_sub(cells.len())).saturating_sub(1);
                cells.extend(vec![Vec::new(); covered]);
            }
            read.push(cells);
        }
        if spans {
            self.note("cells of this table reach over several rows or columns: look whether it still reads well");
        }
        let head = if read.is_empty() { Vec::new() } else { read.remove(0) };
        Block { kind: Kind::Table { head, rows: read, caption: Vec::new() }, line }
    }

    /// The content of a cell on one line.
    fn cell(&mut self, cell: Node<'_, '_>) -> Vec<Inline> {
        if !own(cell, "tbl", &["txbxContent"]).is_empty() {
            self.note("a table within a table is text in its cell now");
        }
        let mut content = Vec::new();
        for paragraph in own(cell, "p", &["txbxContent"]) {
            if !content.is_empty() {
                content.push(Inline::Text(" ".into()));
            }
            let (own, frames) = self.content(paragraph);
            content.extend(own);
            if !frames.is_empty() {
                content.push(Inline::Text(format!(" {}", words(&frames))));
            }
        }
        joined(content)
    }
}
