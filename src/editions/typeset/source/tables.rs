//! Tables.

use super::chapter::Writer;
use super::lengths::{LINE, leads, row_length, table_length, text_length};
use crate::document::walk::each_inline;
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
            self.open_head(table.head.iter().any(|cell| leads(cell)));
            self.cells(&table.head, "");
            self.code.push("),\n");
        }
        for (y, row) in table.rows.iter().enumerate() {
            let lengths: Vec<usize> = row.iter().map(|cell| text_length(cell)).collect();
            // With notes it is not kept with the next.
            let may_break = (self.note_lines == 0 && goes_along(y, table.rows.len()))
                || self.is_high(table.alignments.len(), &lengths);
            if self.note_lines > 0 {
                let of_cell = |cell| {
                    self.notes_of_cell(table.alignments.len(), &lengths, |each| {
                        each_inline(cell, &mut |inline| each(inline));
                    })
                };
                let notes: Vec<_> = row.iter().flat_map(|cell| of_cell(cell)).collect();
                self.ask_with_row(&notes);
            }
            let call = if may_break { "table.cell(breakable: true)" } else { "" };
            // Without a head, what is first in a row says what it is about.
            match row.split_first().filter(|_| !has_head) {
                Some((name, others)) => {
                    let name_call =
                        if may_break { "row-name(breakable: true)" } else { "row-name" };
                    self.cells(std::slice::from_ref(name), name_call);
                    self.cells(others, call);
                }
                None => self.cells(row, call),
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
        if self.note_lines > 0 {
            self.code.push(&format!("notes: {}, ", self.note_lines));
        }
        self.code.push("\n");
    }

    /// The call of the head of a table. One that leads elsewhere stands there once: what is repeated on the
    /// next page is no text for screen readers, and may hold no links.
    pub(super) fn open_head(&mut self, leads: bool) {
        self.code.push(if leads { "table.header(repeat: false, " } else { "table.header(" });
    }

    /// Whether a row of cells of these lengths is higher than about a third of a page: it may break, which
    /// no other row does.
    pub(super) fn is_high(&self, columns: usize, lengths: &[usize]) -> bool {
        self.row_room(columns, lengths) > self.third_of_page() * LINE
    }

    /// Whether rows of cells of these lengths surely take less than half a page together.
    pub(super) fn are_low(&self, columns: usize, rows: &[Vec<usize>]) -> bool {
        let room: usize = rows.iter().map(|row| LINE + self.row_room(columns, row)).sum();
        room < self.third_of_page() * LINE
    }

    /// Roughly how much of a page a row takes, in characters of running text.
    fn row_room(&self, columns: usize, lengths: &[usize]) -> usize {
        // Many columns are narrow, and have a word a line.
        let longest = lengths.iter().max().copied().unwrap_or_default();
        let narrow = if columns > 4 { longest.saturating_mul(columns) } else { 0 };
        row_length(columns, lengths).max(narrow).saturating_mul(self.columns)
    }

    /// Roughly how many lines fit on a third of a page.
    pub(super) fn third_of_page(&self) -> usize {
        /// A page has a line for so many millimetres of its height, whatever the size of its letters.
        const LINE_HEIGHT: f32 = 6.5;
        (self.guide.config.print.paper.height / LINE_HEIGHT / 3.0) as usize
    }

    /// Cells, each by this call of the template, if any.
    fn cells(&mut self, cells: &[Vec<Inline>], call: &str) {
        for cell in cells {
            self.code.push(call);
            self.code.push("[");
            self.inlines(cell);
            self.code.push("], ");
        }
    }
}

/// Whether a template keeps a row and the next on one page: only what may break can be told of the room
/// that it needs.
pub(super) fn goes_along(y: usize, rows: usize) -> bool {
    rows > 1 && (y == 0 || (rows > 3 && y + 2 == rows))
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

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    #[test]
    fn only_high_rows_may_break() {
        let high = "woord ".repeat(300);
        let rows = "| d | e |\n".repeat(3);
        let table = body(&format!("| a | b |\n|---|---|\n{rows}| c | {high} |\n{rows}"));
        // Those that go along with the next may too.
        assert_eq!(table.matches("table.cell(breakable: true)").count(), 3 * 2, "{table}");
        let headless = body(&format!("| | |\n|---|---|\n| c | {high} |\n"));
        assert!(headless.contains("row-name(breakable: true)[#\"c\"]"), "{headless}");
        let html =
            body(&format!("<table><tr><td>a<td>b<tr><td rowspan=2>a<td>b<tr><td>{high}</table>\n"));
        assert_eq!(html.matches("breakable: true").count(), 4, "{html}");
        let low = body("<table><tr><td>b<td>c</table>\n\n| a |\n|---|\n| b |\n");
        assert!(!low.contains("breakable"), "{low}");
    }
}
