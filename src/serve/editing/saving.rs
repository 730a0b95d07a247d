//! Reads a chapter for a browser, and saves a change to it.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{Change, Changed, Impossible};
use super::chapter::{Chapter, Shown};
use super::journal::{FileChange, Step};
use super::merge;
use super::rebase::Yours;
use super::refusal::Refusal;
use super::{Editing, labels};
use super::{fields, files};
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{ContentPath, FileKind, GuidePath, Root};
use crate::span::Text;

/// Which chapter is asked for: by its file or its page.
#[derive(Debug, Deserialize)]
pub struct Asked {
    file: Option<String>,
    page: Option<String>,
}

/// A change to a chapter, and the text it was made in.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The file.
    pub file: String,
    /// The text as the browser knows it.
    pub base: String,
    /// The change.
    pub change: Change,
}

/// A change that was saved.
#[derive(Debug, Serialize)]
pub struct Saved {
    chapter: Shown,
    first_line: usize,
    last_line: usize,
    changed: bool,
    /// What the writer should know of it.
    note: Option<String>,
}

/// A chapter as it is on disk.
///
/// # Errors
/// A chapter that is not there, or cannot be read.
pub fn chapter(editing: &Editing, asked: &Asked) -> Result<Shown, Refusal> {
    let found = match (&asked.file, &asked.page) {
        (Some(file), _) => Some(path(editing, file)?),
        (None, Some(page)) => editing.preview.file_of(page),
        (None, None) => None,
    };
    let path = found.ok_or_else(no_chapter)?;
    let root = editing.open()?;
    let text = read(editing, &root, &path)?;
    Ok(shown(editing, &root, &path, &text))
}

/// What a browser is told of a chapter with a text.
pub fn shown(editing: &Editing, root: &Root, path: &ContentPath, text: &str) -> Shown {
    let file = path.in_guide();
    let reason = || message!("file-is-read-only", path = file.to_string());
    let read_only = files::is_read_only(root, &file).then(reason);
    parsed(editing, path, text).shown(editing.preview.page_of(path), read_only)
}

/// A chapter as it would be read with a text.
pub fn parsed(editing: &Editing, path: &ContentPath, text: &str) -> Chapter {
    Chapter::new(editing.preview.parse_as(path, text.as_bytes()), text)
}

/// The path of a chapter. A browser may ask for anything.
///
/// # Errors
/// Anything but a chapter of the guide.
pub fn path(editing: &Editing, file: &str) -> Result<ContentPath, Refusal> {
    let path = GuidePath::new(file).ok().and_then(|path| path.in_content());
    let path = path.ok_or_else(no_chapter)?;
    if editing.preview.has_chapter(&path) { Ok(path) } else { Err(instead(editing, &path)) }
}

/// Why there is no chapter at a path: what stands there instead.
fn instead(editing: &Editing, path: &ContentPath) -> Refusal {
    let Ok(root) = editing.open() else { return no_chapter() };
    let file = path.in_guide();
    let shown = file.to_string();
    let message = match root.link_kind(&file) {
        Ok(Some(FileKind::Link)) => message!("chapter-is-link", path = shown),
        Ok(Some(FileKind::Folder)) => message!("chapter-is-folder", path = shown),
        Ok(Some(FileKind::Other(_))) => message!("chapter-is-no-file", path = shown),
        _ => return no_chapter(),
    };
    Diagnostic::error(message).help(message!("chapter-not-there", "instead")).into()
}

fn no_chapter() -> Refusal {
    let help = message!("chapter-not-there", "help");
    Refusal::new(StatusCode::NOT_FOUND, message!("chapter-not-there")).help(help)
}

/// The text of a chapter, byte for byte.
///
/// # Errors
/// A file that is not there, or no text.
pub fn read(editing: &Editing, root: &Root, path: &ContentPath) -> Result<String, Refusal> {
    let bytes = files::read(root, &path.in_guide())?.ok_or_else(no_chapter)?;
    String::from_utf8(bytes).map_err(|error| {
        let (source, _) = editing.preview.parse_as(path, error.as_bytes());
        let problem = source.diagnostics.first().cloned();
        problem.map_or_else(no_chapter, Refusal::from)
    })
}

/// Makes a change in a text.
///
/// # Errors
/// A change that is none of the text.
pub fn changed(chapter: &Chapter, change: &Change) -> Result<Changed, Refusal> {
    change.apply(chapter).map_err(|impossible| match impossible {
        Impossible::NoSuchPlace => {
            let help = message!("edit-no-place", "help");
            Refusal::new(StatusCode::BAD_REQUEST, message!("edit-no-place")).help(help)
        }
        Impossible::FrontMatterUnread => {
            let help = message!("edit-front-matter", "help");
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, message!("edit-front-matter")).help(help)
        }
        Impossible::FieldUnread(field) => fields::unread(field).into(),
    })
}

/// Saves a change. If the file is not what the browser knows, both changes are made, unless they
/// touch.
///
/// # Errors
/// A conflict; what the file system refuses.
pub fn save(editing: &Editing, request: &Request) -> Result<Saved, Refusal> {
    let path = path(editing, &request.file)?;
    let parse = |text: &str| parsed(editing, &path, text);
    let before = parse(&request.base);
    let mut yours =
        Yours { base: request.base.clone(), changed: changed(&before, &request.change)? };
    let claim = editing.claim()?;
    let root = claim.root();
    let theirs = read(editing, root, &path)?;
    if theirs != request.base {
        yours = yours.meeting(&parse(&theirs), &request.change, &before, parse);
    }
    let Some(text) = yours.merged(&theirs) else {
        return Err(conflict(&yours, &theirs, &shown(editing, root, &path, &theirs)));
    };
    let is_changed = text != theirs;
    let mut note = None;
    if is_changed {
        let chapter = editing.preview.label_of(&path);
        let file = FileChange {
            path: path.in_guide(),
            before: Some(theirs.into_bytes()),
            after: Some(text.clone().into_bytes()),
        };
        let label = labels::of(&request.change, &before, &chapter);
        note = editing.make(&claim, &Step::of_files(label, vec![file]))?.note;
    }
    let (first_line, last_line) = lines_in(&text, &yours.changed);
    drop(claim);
    if is_changed {
        (editing.tell)(&[path.in_guide()].into());
    }
    let chapter = shown(editing, &editing.open()?, &path, &text);
    Ok(Saved { chapter, first_line, last_line, changed: is_changed, note })
}

/// The lines (from 1) in which a change stands in a text that it was merged into.
fn lines_in(text: &str, Changed { text: yours, place }: &Changed) -> (usize, usize) {
    let written = Text::new("", yours.as_str());
    let first = written.position(place.start).0;
    let last = written.position(place.end.max(1) - 1).0.max(first);
    if text == yours {
        return (first, last);
    }
    let moved = merge::line_in(yours, text, first - 1) + 1;
    (moved, moved + last - first)
}

/// Both versions, for the writer to choose from.
fn conflict(yours: &Yours, theirs: &str, shown: &Shown) -> Refusal {
    let details = json!({
        "base": yours.base,
        "theirs": theirs,
        "yours": yours.changed.text,
        "chapter": shown,
    });
    let help = message!("save-conflict", "help");
    Refusal::new(StatusCode::CONFLICT, message!("save-conflict")).help(help).with(details)
}
