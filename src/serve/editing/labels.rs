//! What a step is called in the journal.

use super::blocks::Kind;
use super::change::Change;
use super::chapter::Chapter;
use crate::messages::message;

/// What a change does, in words.
pub fn of(change: &Change, before: &Chapter, chapter: &str) -> String {
    let kind = |start: usize, end: usize| {
        let block = before.block_at(before.exact.span(start..end));
        block.map_or("other", |block| name(before.blocks[block].kind))
    };
    match change {
        Change::Replace { start, end, .. } => {
            message!("step-replace", kind = kind(*start, *end), chapter = chapter)
        }
        Change::Insert { .. } => message!("step-insert", chapter = chapter),
        Change::Remove { start, end } => {
            message!("step-remove", kind = kind(*start, *end), chapter = chapter)
        }
        Change::Move { start, end, .. } => {
            message!("step-move", kind = kind(*start, *end), chapter = chapter)
        }
        Change::Join { .. } => message!("step-join", chapter = chapter),
        Change::Fields { .. } => message!("step-fields", chapter = chapter),
        Change::File { .. } => message!("step-file", chapter = chapter),
    }
}

/// The name by which messages choose their words.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Paragraph => "paragraph",
        Kind::Heading => "heading",
        Kind::List => "list",
        Kind::Quote => "quote",
        Kind::Box => "box",
        Kind::Example => "example",
        Kind::Table => "table",
        Kind::Figure => "figure",
        Kind::Code => "code",
        Kind::Html => "html",
        Kind::Rule => "rule",
        Kind::Footnote => "footnote",
        Kind::Definitions => "definitions",
        Kind::Other => "other",
    }
}
