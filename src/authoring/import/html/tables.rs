//! Tables in HTML: those with data, and those that older pages are laid out with.

use scraper::ElementRef;

use super::super::tree::{Block, Kind};
use super::Reader;

/// What stands in the cells of a table only where that lays out a page.
const LAID_OUT: [&str; 13] =
    ["table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"];

impl Reader<'_> {
    pub(super) fn table(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let line = self.line(&element.text().collect::<String>());
        if is_layout(element) {
            let message =
                "a table that lays out the page is taken apart: its cells follow each other";
            self.page.notes.push((line, message.into()));
            for cell in own(element, &["td", "th"]) {
                blocks.extend(self.blocks(cell));
            }
            return;
        }
        let mut head = Vec::new();
        let mut rows = Vec::new();
        let mut caption = Vec::new();
        let mut spans = false;
        for child in own(element, &["caption", "tr"]) {
            match child.value().name() {
                "caption" => caption = self.line_of(child),
                "tr" => {
                    let cells: Vec<_> = child.children().filter_map(ElementRef::wrap).collect();
                    spans |= cells
                        .iter()
                        .any(|cell| cell.attr("colspan").or(cell.attr("rowspan")).is_some());
                    let is_head = cells.iter().all(|cell| cell.value().name() == "th");
                    let row: Vec<_> = cells.into_iter().map(|cell| self.line_of(cell)).collect();
                    match is_head && head.is_empty() && rows.is_empty() {
                        true => head = row,
                        false => rows.push(row),
                    }
                }
                _ => {}
            }
        }
        let mut note = |message: &str| self.page.notes.push((line, message.to_owned()));
        if spans {
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

/// The elements of these names in a table, without those of tables within it.
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
    is_said || (!has_names && below.any(|below| LAID_OUT.contains(&below.value().name())))
}
