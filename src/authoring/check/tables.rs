//! Tables.

use super::Chapter;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, text, walk};
use crate::rule::Rule;

/// Tables whose columns have no names, which a screen reader cannot explain.
pub fn without_header(chapter: &Chapter<'_>, found: &mut Vec<Diagnostic>) {
    let mut report = |span| {
        let problem = Diagnostic::of(Rule::TableWithoutHeader, "this table has no header")
            .help("name the columns in its first row: a screen reader says them with every cell");
        found.push(chapter.at(problem, &span));
    };
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && table.head.iter().all(|cell| text::of_inlines(cell).trim().is_empty())
        {
            report(block.span.clone());
        }
    });
    for html in &chapter.spans.html {
        let text = chapter.source.text.content[html.clone()].to_ascii_lowercase();
        if let Some(at) = text.find("<table")
            && text.contains("</table")
            && !text.contains("<th")
        {
            report(html.start + at..html.end);
        }
    }
}
