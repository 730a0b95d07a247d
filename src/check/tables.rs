//! Tables.

use super::CheckedChapter;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, text, walk};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// Tables whose columns have no names, which a screen reader cannot explain. One that only lays out
/// what is in it needs none.
pub fn without_header(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    let mut report = |span| {
        let problem = Diagnostic::of(Rule::TableWithoutHeader, message!("table-without-header"))
            .help(message!("table-without-header", "help"));
        found.push(chapter.at(problem, span));
    };
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && table.head.iter().all(|cell| text::of_inlines(cell).trim().is_empty())
        {
            report(block.span);
        }
    });
    // Of each open table in HTML: where it starts, and whether it has a header.
    let mut open: Vec<(Span, bool)> = Vec::new();
    for tag in &chapter.document.tags {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => open.push((tag.span, tag.is_layout)),
            ("th" | "thead", false) => {
                if let Some((_, has_header)) = open.last_mut() {
                    *has_header = true;
                }
            }
            ("table", true) => {
                if let Some((start, false)) = open.pop() {
                    report(start.to(tag.span));
                }
            }
            _ => {}
        }
    }
}
