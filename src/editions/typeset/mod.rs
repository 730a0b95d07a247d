//! The guide as a book in PDF, typeset by Typst within this program.
//!
//! The chapters are written as calls of functions that the theme's template `book.typ` defines.

mod source;

use super::selection::Selection;
use super::typesetter::Job;
use crate::guide::Guide;

/// The book of these chapters.
pub fn job(guide: &Guide, selection: &Selection) -> Job {
    let source = source::write(guide, selection);
    Job::new(guide, source, selection.chapters().len(), selection.latest_change(guide))
}
