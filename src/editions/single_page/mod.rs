//! The single page: the whole guide to read offline, to print and to make a PDF of.
//!
//! The page is larger than any other and grows with the guide, so it is never in memory as a
//! whole: the frame is rendered with a mark where the chapters go, and the chapters are rendered a
//! few at a time, in parallel, and written in order.

mod chapter;
mod frame;
mod inline;
mod rendering;
mod selection;
mod style;

use std::io::Write;

use rayon::prelude::*;

pub use selection::problems;

use super::Failure;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use selection::Selection;

/// A file of the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The page.
    Page,
    /// Its style sheet: the paper, and what stands in the margins of each chapter's pages.
    Style,
}

/// The path of the page.
pub const PAGE: &str = "print.html";

/// The path of its style sheet. It has no hash in its name because its content is not known
/// before it is rendered; no other page refers to it.
pub const STYLE: &str = "print.css";

/// The files of the edition by path.
pub fn parts(config: &Config) -> Vec<(&'static str, Part)> {
    let mut parts = vec![(PAGE, Part::Page)];
    if !config.print.self_contained {
        parts.push((STYLE, Part::Style));
    }
    parts
}

/// Stands in the frame where the chapters go. No template and no chapter can hold a NUL.
const CHAPTERS: &str = "\0chapters\0";

/// How many chapters are in memory as HTML at a time.
const BATCH: usize = 64;

/// Writes a file of the edition.
///
/// # Errors
/// A template that fails, a picture that cannot be read, a writer that refuses.
pub fn write(part: Part, guide: &Guide, out: &mut dyn Write) -> Result<(), Failure> {
    let selection = Selection::of_guide(guide);
    match part {
        Part::Style => Ok(out.write_all(style::render(guide, &selection)?.as_bytes())?),
        Part::Page => write_page(guide, &selection, out),
    }
}

fn write_page(guide: &Guide, selection: &Selection, out: &mut dyn Write) -> Result<(), Failure> {
    let frame = guide.theme.render("print.html", &frame::context(guide, selection)?)?;
    let (before, after) = frame.split_once(CHAPTERS).ok_or_else(|| {
        Diagnostic::error("the template print.html has no place for the chapters")
            .help("put {{ chapters }} where they go")
    })?;
    out.write_all(before.as_bytes())?;
    for batch in selection.chapters().chunks(BATCH) {
        let chapters: Vec<Result<String, Diagnostic>> =
            batch.par_iter().map(|&id| chapter::render(guide, selection, id)).collect();
        for chapter in chapters {
            out.write_all(chapter?.as_bytes())?;
        }
    }
    Ok(out.write_all(after.as_bytes())?)
}
