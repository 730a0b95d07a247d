//! A chapter as it would be shown, while one types.

use serde::Serialize;

use super::Editing;
use super::change::Changed;
use super::chapter::{Chapter, Shown};
use super::refusal::Refusal;
use super::saving::{self, Request};
use crate::diagnostic::{Diagnostic, Mend, limit};
use crate::messages::message;
use crate::serve::problems::Problem;

/// A chapter with a change that is not saved.
#[derive(Debug, Serialize)]
pub struct Draft {
    /// Its page as the preview serves it; empty if it cannot be shown.
    html: String,
    /// What is wrong with the chapter.
    problems: Vec<DraftProblem>,
    /// The lines that changed.
    first_line: usize,
    last_line: usize,
    chapter: Shown,
}

/// Something wrong, and what mends it.
#[derive(Debug, Serialize)]
struct DraftProblem {
    #[serde(flatten)]
    problem: Problem,
    mends: Vec<ShownMend>,
}

/// A text for a part of the draft.
#[derive(Debug, Serialize)]
struct ShownMend {
    label: String,
    start: usize,
    end: usize,
    text: String,
}

impl DraftProblem {
    fn new(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.location.as_ref().map(|(_, span)| *span);
        let mend = |mend: &Mend| {
            let span = mend.span.or(place)?;
            let text = mend.text.clone();
            let label = message!("mend-with", text = text.as_str());
            Some(ShownMend { label, start: span.start(), end: span.end(), text })
        };
        let mends = diagnostic.mends.iter().filter_map(mend).collect();
        Self { problem: Problem::new(diagnostic), mends }
    }
}

/// A chapter as it would be with a change.
///
/// # Errors
/// A chapter that is not there; a change that is none of its text.
pub fn draft(editing: &Editing, request: &Request) -> Result<Draft, Refusal> {
    let path = saving::path(editing, &request.file)?;
    let before = saving::parsed(editing, &path, &request.base);
    let Changed { text, place } = saving::changed(&before, &request.change)?;
    let draft = editing.preview.draft(&path, text.as_bytes());
    let (page, html, parsed, diagnostics) = match draft {
        Some(draft) => (draft.page, draft.html, draft.parsed, draft.diagnostics),
        None => (None, None, None, Vec::new()),
    };
    let after = match parsed {
        Some(parsed) => Chapter::new(parsed, &text),
        None => saving::parsed(editing, &path, &text),
    };
    let (first_line, last_line) = after.lines_of(after.exact.span(place));
    let own = |problem: &Diagnostic| {
        let text = problem.location.as_ref().map(|(text, _)| &text.path);
        text == Some(&after.source.text.path)
    };
    let own: Vec<Diagnostic> = diagnostics.into_iter().filter(own).collect();
    Ok(Draft {
        html: html.map(|html| String::from_utf8_lossy(&html).into_owned()).unwrap_or_default(),
        problems: limit(&own).0.into_iter().map(DraftProblem::new).collect(),
        first_line,
        last_line,
        chapter: after.shown(page, None),
    })
}
