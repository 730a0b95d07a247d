//! Texts from elsewhere become chapters.
//!
//! Everything is read and checked before the first file is written:
//!
//! 1. `input` finds out what a path stands for;
//! 2. `texts` reads texts through [`formats`](crate::formats), `mdbook` and `mkdocs` read
//!    whole books and sites, which `convert` turns into chapters; all of them put files and notes
//!    into one `draft::Draft`;
//! 3. `write` writes the draft, or nothing.
//!
//! Nothing is lost on the way: what is not understood is kept as text, and what is left out is
//! reported with its line. The sources are not trusted: only what lies in the
//! `source_folder` is read, and only the guide's folder is written to.

mod addresses;
mod admonish;
mod book_links;
mod convert;
mod draft;
mod front_matter;
mod includes;
mod input;
mod literal;
mod mdbook;
mod mentions;
mod mkdocs;
mod native;
mod pages;
mod places;
mod plan;
mod python_markdown;
mod references;
mod source_folder;
mod summary;
mod text_links;
mod texts;
mod write;

use std::path::PathBuf;

use self::draft::Draft;
pub use self::draft::{Imported, Options, Outcome, ReferenceCounts};
use self::input::Input;
pub use self::literal::literal;
pub use self::text_links::data as data_image;
use crate::diagnostic::Diagnostic;
use crate::lock::{self, Mode};
use crate::paths::Root;

/// Imports texts, or a whole book or site, into a guide.
///
/// # Errors
/// A file that cannot be read, a number that is taken, a file that exists. Nothing is written.
pub fn import(paths: &[PathBuf], options: &Options) -> Result<Imported, Vec<Diagnostic>> {
    let mut draft = Draft::default();
    // An existing guide is locked against builds, moves and imports until all files are written.
    let guide = Root::open(&options.into).ok();
    let _lock = guide.as_ref().map(|guide| lock::guide(guide, Mode::Exclusive)).transpose()?;
    write::recover(&options.into, &mut draft)?;
    let mut texts = Vec::new();
    for path in paths {
        match input::find(path, &mut draft) {
            Ok(Input::MdBook(root)) => mdbook::read(&root, options, &mut draft),
            Ok(Input::MkDocs(file)) => mkdocs::read(&file, options, &mut draft),
            Ok(Input::Texts(files)) => texts.extend(files),
            Err(problem) => draft.problems.push(problem),
        }
    }
    texts::read(&texts, options, &mut draft)?;
    write::write(draft, &options.into)
}
