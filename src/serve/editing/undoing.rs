//! Undoes what was edited, and makes it again.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde::Serialize;

use super::Editing;
use super::files;
use super::journal::{Direction, FileChange, History, Journal, Step};
use super::merge;
use super::refusal::Refusal;
use crate::messages::message;
use crate::paths::{GuidePath, PublicationPath, Root};

/// What was undone or made again, and what comes next.
#[derive(Debug, Serialize)]
pub struct Undone {
    label: String,
    /// The page of a chapter that changed.
    page: Option<PublicationPath>,
    #[serde(flatten)]
    history: History,
}

/// The labels of the steps that come next.
///
/// # Errors
/// A journal that cannot be read.
pub fn history(editing: &Editing) -> Result<History, Refusal> {
    let journal = Journal::of_guide(&editing.root)?;
    Ok(journal.map(|journal| journal.history()).unwrap_or_default())
}

/// Undoes the last step, or makes the last one that was undone again. A file that has changed since
/// gets both changes, unless they touch.
///
/// # Errors
/// Nothing to do; a file that has changed since; what the file system refuses.
pub fn go(editing: &Editing, direction: Direction) -> Result<Undone, Refusal> {
    let claim = editing.claim()?;
    let root = claim.root();
    let Some(mut journal) = editing.journal(root)? else { return Err(nothing(direction)) };
    loop {
        let step = journal.next(direction).ok_or_else(|| nothing(direction))?;
        let Some(step) = as_on_disk(root, &step)? else {
            journal.skip(direction);
            continue;
        };
        journal.begin(direction, &step)?;
        let made = files::change(root, &step.files);
        journal.end(made.is_ok())?;
        made?;
        drop(claim);
        let paths: BTreeSet<GuidePath> = step.files.iter().map(|file| file.path.clone()).collect();
        (editing.tell)(&paths);
        let chapters = step.files.iter().filter(|file| file.after.is_some());
        let mut pages =
            chapters.filter_map(|file| editing.preview.page_of(&file.path.in_content()?));
        let page = pages.next();
        return Ok(Undone { label: step.label, page, history: journal.history() });
    }
}

/// Ends what was cut off: what is not as it should be, and is as it was, is made so.
///
/// # Errors
/// What the file system refuses.
pub fn end_cut_off(root: &Root, journal: &mut Journal) -> Result<(), Refusal> {
    let Some(direction) = journal.under_way() else { return Ok(()) };
    if let Some(step) = journal.next(direction) {
        let mut left = Vec::new();
        for file in step.files {
            if files::read(root, &file.path)? == file.before {
                left.push(file);
            }
        }
        files::change(root, &left)?;
    }
    Ok(journal.end(true)?)
}

/// A step as it is to be made in the files as they are; `None` if they are so already.
fn as_on_disk(root: &Root, step: &Step) -> Result<Option<Step>, Refusal> {
    let mut files = Vec::new();
    for file in &step.files {
        let now = files::read(root, &file.path)?;
        let after = match &now {
            now if *now == file.before => file.after.clone(),
            now if *now == file.after => continue,
            _ => Some(merged(file, now.as_deref()).ok_or_else(|| conflict(root, &file.path))?),
        };
        files.push(FileChange { path: file.path.clone(), before: now, after });
    }
    Ok((!files.is_empty()).then(|| Step { label: step.label.clone(), files }))
}

fn merged(file: &FileChange, now: Option<&[u8]>) -> Option<Vec<u8>> {
    let text = |bytes: Option<&[u8]>| Some(std::str::from_utf8(bytes?).ok()?.to_owned());
    let base = text(file.before.as_deref())?;
    let merged = merge::merge(&base, &text(now)?, &text(file.after.as_deref())?)?;
    Some(merged.into_bytes())
}

fn nothing(direction: Direction) -> Refusal {
    let message = match direction {
        Direction::Undo => message!("nothing-to-undo"),
        Direction::Redo => message!("nothing-to-redo"),
    };
    Refusal::new(StatusCode::CONFLICT, message)
}

fn conflict(root: &Root, path: &GuidePath) -> Refusal {
    let path = root.locate(path).display().to_string();
    let help = message!("not-undone-changed", "help");
    Refusal::new(StatusCode::CONFLICT, message!("not-undone-changed", path = path)).help(help)
}
