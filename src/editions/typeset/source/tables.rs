//! Tables.

use super::chapter::Writer;
use super::lengths::table_length;
use crate::document::{Alignment, ExhibitKind, Inline, Table};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.turned(table.alignments.len(), |writer| writer.table_of(table));
    }

    fn table_of(&mut self, table: &Table) {
        let aligned: Vec<&str> = table.alignments.iter().copied().map(aligned).collect();
        self.open_table(table.alignments.len(), table_length(table), &aligned);
        if let Some(caption) = &table.caption {
            self.code.push("caption: ");
            self.caption(ExhibitKind::Table, caption);
            self.code.push(",\n");
        }
        let has_head = has_head(table);
        if has_head {
            self.code.push("table.header(");
            self.cells(&table.head);
            self.code.push("),\n");
        }
        for row in &table.rows {
            // Without a head, what is first in a row says what it is about.
            match row.split_first().filter(|_| !has_head) {
                Some((name, others)) => {
                    self.code.push("row-name");
                    self.cells(std::slice::from_ref(name));
                    self.cells(others);
                }
                None => self.cells(row),
            }
            self.code.push("\n");
        }
        self.code.push(")\n");
    }

    /// The call of a table up to its caption and cells.
    pub(super) fn open_table(&mut self, columns: usize, length: usize, aligned: &[&str]) {
        let length = length.saturating_mul(self.columns);
        self.code.push(&format!("#tabular(columns: {}, length: {length}, ", columns.max(1)));
        if aligned.iter().any(|aligned| *aligned != "auto") {
            self.code.push(&format!("align: ({},), ", aligned.join(", ")));
        }
        self.code.push("\n");
    }

    fn cells(&mut self, cells: &[Vec<Inline>]) {
        for cell in cells {
            self.code.push("[");
            self.inlines(cell);
            self.code.push("], ");
        }
    }
}

fn has_head(table: &Table) -> bool {
    table.head.iter().any(|cell| !cell.is_empty())
}

fn aligned(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "auto",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}
