//! Tables in raw HTML.

use std::collections::HashSet;
use std::ops::Range;

use scraper::Node;

use super::{Mixed, NodeRef, Part};
use crate::document::{Caption, ExhibitKind, Inline};
use crate::editions::typeset::source::chapter::Writer;
use crate::editions::typeset::source::keeping::lines_of;
use crate::editions::typeset::source::lengths::{LINE, row_lines, rows_length};
use crate::editions::typeset::source::notes::{BETWEEN_ROWS, Kept};
use crate::editions::typeset::source::tables::goes_along;

/// The most columns of a table. More do not fit on paper.
const MOST_COLUMNS: usize = 60;

/// A cell and its place.
struct Cell<'a> {
    node: NodeRef<'a>,
    is_head: bool,
    x: usize,
    y: usize,
    columns: usize,
    rows: usize,
}

/// The cells of a table.
struct Grid<'a> {
    cells: Vec<Cell<'a>>,
    columns: usize,
    /// How many rows are its head.
    head: usize,
    rows: usize,
    /// Whether there are cells that do not fit.
    has_more: bool,
}

impl Writer<'_> {
    pub(super) fn html_table(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let grid = Grid::of(node);
        if let Some(id) = node.value().as_element().and_then(|element| element.attr("id")) {
            self.anchor(id);
        }
        if grid.has_more {
            self.leave_out("td");
        }
        let caption = node.children().find(|child| is(child, &["caption"]));
        let numbered = caption.and_then(|caption| {
            let mut within = caption.descendants().filter_map(|node| node.value().as_element());
            within.find_map(|element| match mixed.part(element) {
                Some(Part::Caption(caption)) => Some(caption),
                _ => None,
            })
        });
        if grid.cells.is_empty() {
            if let Some(caption) = caption {
                self.flow(caption, mixed, depth + 1);
            }
            return;
        }
        let (notes, lines) = (self.notes_in(node, mixed), lines_of(grid.length(mixed)));
        self.kept_with_notes(Kept::Table, lines, &notes, |writer| {
            writer.turned(grid.columns, |writer| {
                writer.grid(&grid, caption, numbered, mixed, depth);
            });
        });
    }

    fn grid(
        &mut self,
        grid: &Grid<'_>,
        caption: Option<NodeRef<'_>>,
        numbered: Option<&Caption>,
        mixed: &Mixed<'_>,
        depth: usize,
    ) {
        let rows = grid.lengths(mixed);
        // What spans rows may make any of them as high as it is itself.
        let mut spanned = vec![Vec::new(); grid.rows];
        for cell in &grid.cells {
            let length = cell.length(mixed);
            spanned.iter_mut().skip(cell.y).take(cell.rows).for_each(|row| row.push(length));
        }
        let said = caption.map_or(0, |caption| mixed.length(caption));
        self.open_table(grid.columns, rows_length(grid.columns, rows.iter()) + said, &[]);
        if let Some(caption) = numbered {
            self.code.push("caption: ");
            self.caption(ExhibitKind::Table, caption);
            self.code.push(",\n");
        } else if let Some(caption) = caption {
            self.code.push("caption: (name: none, body: [");
            self.line(caption, mixed, depth + 1);
            self.code.push("]),\n");
        }
        let (head, body): (Vec<&Cell<'_>>, Vec<&Cell<'_>>) =
            grid.cells.iter().partition(|cell| cell.y < grid.head);
        let high: Vec<bool> = spanned.iter().map(|row| self.is_high(grid.columns, row)).collect();
        let mut stays_whole = vec![false; grid.rows];
        for group in grid.groups().into_iter().filter(|group| group.len() > 1) {
            // Typst would leave the notes of a group that moves behind, on a page with nothing else.
            let is_low = self.note_lines == 0 && self.are_low(grid.columns, &rows[group.clone()]);
            stays_whole[group].fill(is_low);
        }
        if self.note_lines > 0 {
            self.ask_with_rows(grid, &rows, &stays_whole, mixed);
        }
        let outside = self.columns;
        self.columns = outside.saturating_mul(grid.columns);
        if !head.is_empty() {
            self.open_head(head.iter().any(|cell| mixed.leads(cell.node)));
            self.code.push("\n");
            for cell in head {
                self.cell(cell, grid.call(cell), false, mixed, depth);
            }
            self.code.push("),\n");
        }
        for cell in body {
            // With notes it is not kept with the next.
            let goes_along =
                self.note_lines == 0 && goes_along(cell.y - grid.head, grid.rows - grid.head);
            let may_break = !stays_whole[cell.y] && (cell.rows > 1 || goes_along || high[cell.y]);
            self.cell(cell, grid.call(cell), may_break, mixed, depth);
        }
        self.columns = outside;
        self.code.push(")\n");
    }

    /// Makes the notes of each row, or of rows that stay together, ask for room for these.
    fn ask_with_rows(
        &mut self,
        grid: &Grid<'_>,
        lengths: &[Vec<usize>],
        stays_whole: &[bool],
        mixed: &Mixed<'_>,
    ) {
        for group in grid.groups() {
            let single = || group.clone().map(|y| y..y + 1).collect();
            let units: Vec<Range<usize>> =
                if stays_whole[group.start] { vec![group.clone()] } else { single() };
            for unit in units {
                let own = |y: usize| row_lines(grid.columns, &lengths[y]) as f32 + BETWEEN_ROWS;
                let cells = grid.cells.iter().filter(|cell| unit.contains(&cell.y));
                let notes: Vec<_> = cells
                    .flat_map(|cell| {
                        let others: f32 = (cell.y + 1..unit.end).map(own).sum();
                        let walk = |each: &mut dyn FnMut(&Inline)| mixed.inlines(cell.node, each);
                        let notes = self.notes_of_cell(grid.columns, &lengths[cell.y], walk);
                        notes.into_iter().map(move |(note, below)| (note, below + others))
                    })
                    .collect();
                self.ask_with_row(&notes);
            }
        }
    }

    fn cell(
        &mut self,
        cell: &Cell<'_>,
        call: &str,
        may_break: bool,
        mixed: &Mixed<'_>,
        depth: usize,
    ) {
        let Cell { x, y, columns, rows, .. } = cell;
        self.code.push(&format!("{call}(x: {x}, y: {y}"));
        if *columns > 1 {
            self.code.push(&format!(", colspan: {columns}"));
        }
        if *rows > 1 {
            self.code.push(&format!(", rowspan: {rows}"));
        }
        if may_break {
            self.code.push(", breakable: true");
        }
        let element = cell.node.value().as_element();
        let align = element.and_then(|element| element.attr("align"));
        if let Some(align @ ("left" | "center" | "right")) = align {
            self.code.push(&format!(", align: {align}"));
        }
        self.code.push(")[");
        if let Some(element) = element {
            self.set_language(element);
            self.anchor(element.attr("id").unwrap_or_default());
        }
        if mixed.holds_blocks(cell.node) {
            self.flow(cell.node, mixed, depth + 1);
        } else {
            self.line(cell.node, mixed, depth + 1);
        }
        self.code.push("],\n");
    }
}

impl Cell<'_> {
    /// Roughly how much of a page it takes, in characters of running text.
    fn length(&self, mixed: &Mixed<'_>) -> usize {
        // A cell begins a line, as the row does, and a block counts for one below it, which the last has not.
        let last = if mixed.holds_blocks(self.node) { LINE } else { 0 };
        mixed.length(self.node).saturating_sub(LINE + last) / self.columns.max(1)
    }
}

impl<'a> Grid<'a> {
    /// The same of the cells that begin in each row.
    fn lengths(&self, mixed: &Mixed<'_>) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); self.rows];
        self.cells.iter().for_each(|cell| rows[cell.y].push(cell.length(mixed)));
        rows
    }

    /// The same of all of them.
    fn length(&self, mixed: &Mixed<'_>) -> usize {
        rows_length(self.columns, self.lengths(mixed).iter())
    }

    /// Places the cells as a browser does, but no cell over another.
    fn of(table: NodeRef<'a>) -> Self {
        let mut grid = Self { cells: Vec::new(), columns: 0, head: 0, rows: 0, has_more: false };
        let mut sections: Vec<NodeRef<'a>> =
            table.children().filter(|child| is(child, &["thead", "tbody", "tfoot"])).collect();
        // Wherever they are written, the first head stands above the rest, and the first foot below.
        if let Some(head) = sections.iter().position(|section| is(section, &["thead"])) {
            sections[..=head].rotate_right(1);
        }
        if let Some(foot) = sections.iter().position(|section| is(section, &["tfoot"])) {
            sections[foot..].rotate_left(1);
        }
        let mut taken = HashSet::new();
        for section in sections {
            let rows: Vec<NodeRef<'a>> =
                section.children().filter(|child| is(child, &["tr"])).collect();
            let end = grid.rows + rows.len();
            let is_head = is(&section, &["thead"]);
            for row in rows {
                grid.row(row, end, &mut taken);
                let mut last = grid.cells.iter().filter(|cell| cell.y + 1 == grid.rows).peekable();
                // A first row of heads only is a head too.
                let is_of_heads = last.peek().is_some() && last.all(|cell| cell.is_head);
                let goes_on = is_head && grid.head + 1 == grid.rows;
                if goes_on || (grid.rows == 1 && is_of_heads) {
                    grid.head = grid.rows;
                }
            }
        }
        grid.fit();
        grid
    }

    fn row(&mut self, row: NodeRef<'a>, end: usize, taken: &mut HashSet<(usize, usize)>) {
        let y = self.rows;
        self.rows += 1;
        let mut x = 0;
        for node in row.children().filter(|child| is(child, &["td", "th"])) {
            while taken.contains(&(x, y)) {
                x += 1;
            }
            if x >= MOST_COLUMNS {
                self.has_more = true;
                break;
            }
            let Node::Element(element) = node.value() else { continue };
            let number = |name| element.attr(name).and_then(|n| n.trim().parse::<usize>().ok());
            let wanted = number("colspan").unwrap_or(1).clamp(1, MOST_COLUMNS - x);
            let columns = (1..=wanted).take_while(|&n| !taken.contains(&(x + n - 1, y))).count();
            let rows = match number("rowspan").unwrap_or(1) {
                0 => end - y,
                rows => rows.min(end - y),
            };
            for (dx, dy) in (0..columns).flat_map(|dx| (0..rows).map(move |dy| (dx, dy))) {
                taken.insert((x + dx, y + dy));
            }
            let is_head = element.name() == "th";
            self.cells.push(Cell { node, is_head, x, y, columns, rows });
            x += columns;
            self.columns = self.columns.max(x);
        }
    }

    /// The rows that belong together: those over which a cell reaches, and any other by itself.
    fn groups(&self) -> Vec<Range<usize>> {
        let mut ends: Vec<usize> = (1..=self.rows).collect();
        for cell in &self.cells {
            ends[cell.y] = ends[cell.y].max(cell.y + cell.rows);
        }
        let (mut groups, mut start, mut reach) = (Vec::new(), 0, 0);
        for (y, end) in ends.into_iter().enumerate() {
            reach = reach.max(end);
            if reach == y + 1 {
                groups.push(start..reach);
                start = reach;
            }
        }
        groups
    }

    /// What makes a cell. Without any head, what is first in a row says what it is about.
    fn call(&self, cell: &Cell<'_>) -> &'static str {
        let has_heads = self.head > 0 || self.cells.iter().any(|cell| cell.is_head);
        match () {
            () if cell.is_head => "head-cell",
            () if cell.x == 0 && !has_heads => "row-name",
            () => "table.cell",
        }
    }

    /// No cell reaches from the head into the body.
    fn fit(&mut self) {
        for cell in &mut self.cells {
            if cell.y < self.head {
                cell.rows = cell.rows.min(self.head - cell.y);
            }
        }
    }
}

fn is(node: &NodeRef<'_>, names: &[&str]) -> bool {
    matches!(node.value(), Node::Element(element) if names.contains(&element.name()))
}
