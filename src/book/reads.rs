//! Which parts of a book were looked at.
//!
//! What is rendered from a book need not be rendered again as long as all it looked at is as it
//! was. Nobody has to declare what that is: [`recording`] watches.

use std::cell::RefCell;
use std::collections::HashMap;

use super::ChapterId;
use crate::revision::Revision;

/// What was looked at.
#[derive(Debug, Default)]
pub struct Reads {
    /// Chapters, and the outline they had.
    pub outlines: HashMap<ChapterId, Revision>,
    /// Files beside the chapters, and the address they had.
    pub attachments: HashMap<String, Option<String>>,
}

thread_local! {
    static READS: RefCell<Option<Reads>> = const { RefCell::new(None) };
}

/// Calls `work`, and says what it looked at. What it looks at in other threads is not seen.
pub fn recording<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    READS.set(Some(Reads::default()));
    let result = work();
    (result, READS.take().unwrap_or_default())
}

pub(super) fn note_outline(id: ChapterId, outline: Revision) {
    note(|reads| {
        reads.outlines.insert(id, outline);
    });
}

/// Notes that the address of a file was looked at.
pub fn note_attachment(path: &str, url: Option<&str>) {
    note(|reads| {
        reads.attachments.insert(path.to_owned(), url.map(str::to_owned));
    });
}

fn note(add: impl FnOnce(&mut Reads)) {
    READS.with_borrow_mut(|reads| {
        if let Some(reads) = reads {
            add(reads);
        }
    });
}
