//! The single page: the whole guide, to read offline, to print and to turn into a PDF.
//!
//! The page grows with the guide, so it is never in memory as a whole: the frame is rendered with a
//! marker where the chapters go, and the chapters are rendered in batches, in parallel, and written
//! in order.

mod chapter;
mod embed;
mod frame;
mod rendering;
mod style;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;

use rayon::prelude::*;

use super::selection::Selection;
use super::{Failure, guarded_chapter};
use crate::book::ChapterId;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use crate::messages::message;
use crate::paths::PublicationPath;

/// A file of the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SinglePageFile {
    /// The page.
    Page,
    /// Its style sheet: paper size, and the margins of each chapter's pages.
    Style,
}

/// The name of the page.
pub const PAGE: &str = "print.html";

/// The name of its style sheet. It has no hash, since its content is unknown until it is rendered;
/// no other page refers to it.
pub const STYLE: &str = "print.css";

/// The path of the page.
pub fn page() -> PublicationPath {
    PublicationPath::base().child(PAGE)
}

/// The files of the edition by path.
pub fn files(config: &Config) -> Vec<(PublicationPath, SinglePageFile)> {
    let mut files = vec![(page(), SinglePageFile::Page)];
    if !config.print.self_contained {
        files.push((PublicationPath::base().child(STYLE), SinglePageFile::Style));
    }
    files
}

/// Marks in the frame where the chapters go. No text of a guide can contain it, since nobody knows
/// what it will be.
fn marker() -> String {
    format!("<chapters-{:x}>", RandomState::new().build_hasher().finish())
}

/// How many chapters are in memory as HTML at a time.
const BATCH: usize = 64;

/// Writes a file of the edition.
///
/// # Errors
/// A template that fails, a picture that cannot be read, a writer that refuses.
pub fn write(file: SinglePageFile, guide: &Guide, out: &mut dyn Write) -> Result<(), Failure> {
    let selection = Selection::of_guide(guide);
    match file {
        SinglePageFile::Style => Ok(out.write_all(style::render(guide, &selection)?.as_bytes())?),
        SinglePageFile::Page => write_page(guide, &selection, out),
    }
}

fn render_chapter(
    guide: &Guide,
    selection: &Selection,
    id: ChapterId,
) -> Result<String, Diagnostic> {
    guarded_chapter(guide, Some(id), PAGE, || chapter::render(guide, selection, id))
}

fn write_page(guide: &Guide, selection: &Selection, out: &mut dyn Write) -> Result<(), Failure> {
    let marker = marker();
    let frame = guide.theme.render("print.html", frame::context(guide, selection, &marker)?)?;
    let (before, after) = frame.split_once(&marker).ok_or_else(|| {
        Diagnostic::error(message!("template-no-chapters")).help(message!(
            "template-no-chapters",
            "help",
            tag = "{{ chapters }}"
        ))
    })?;
    out.write_all(before.as_bytes())?;
    for batch in selection.chapters().chunks(BATCH) {
        let chapters: Vec<Result<String, Diagnostic>> =
            batch.par_iter().map(|&id| render_chapter(guide, selection, id)).collect();
        for chapter in chapters {
            out.write_all(chapter?.as_bytes())?;
        }
    }
    Ok(out.write_all(after.as_bytes())?)
}
