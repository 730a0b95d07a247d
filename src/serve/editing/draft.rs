//! A chapter as it would be shown, while one types.

use serde::Serialize;

use super::Editing;
use super::change::Changed;
use super::chapter::Shown;
use super::refusal::Refusal;
use super::saving::{self, Request};
use crate::diagnostic::{Diagnostic, limit};
use crate::serve::problems::Problem;

/// A chapter with a change that is not saved.
#[derive(Debug, Serialize)]
pub struct Draft {
    /// Its page as the preview serves it; empty if it cannot be shown.
    html: String,
    /// What is wrong with the chapter.
    problems: Vec<Problem>,
    /// The lines that changed.
    first_line: usize,
    last_line: usize,
    chapter: Shown,
}

/// A chapter as it would be with a change.
///
/// # Errors
/// A chapter that is not there; a change that is none of its text.
pub fn draft(editing: &Editing, request: &Request) -> Result<Draft, Refusal> {
    let path = saving::path(editing, &request.file)?;
    let before = saving::parsed(editing, &path, &request.base);
    let Changed { text, place } = saving::changed(&before, &request.change)?;
    let after = saving::parsed(editing, &path, &text);
    let (first_line, last_line) = after.lines_of(after.exact.span(place));
    let draft = editing.preview.draft(&path, text.as_bytes());
    let (page, html, diagnostics) = match draft {
        Some(draft) => (draft.page, draft.html, draft.diagnostics),
        None => (None, None, Vec::new()),
    };
    let own = |problem: &Diagnostic| {
        let text = problem.location.as_ref().map(|(text, _)| &text.path);
        text == Some(&after.source.text.path)
    };
    let own: Vec<Diagnostic> = diagnostics.into_iter().filter(own).collect();
    Ok(Draft {
        html: html.map(|html| String::from_utf8_lossy(&html).into_owned()).unwrap_or_default(),
        problems: limit(&own).0.into_iter().map(Problem::new).collect(),
        first_line,
        last_line,
        chapter: after.shown(page, None),
    })
}
