//! Undoes what was edited, and makes it again.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use serde::Serialize;

use super::Editing;
use super::files;
use super::journal::{Direction, FileChange, History, Journal, Step};
use super::merge;
use super::refusal::Refusal;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::moving::Effect;
use crate::paths::{ContentPath, GuidePath, PublicationPath, Root};

/// What was undone or made again, and what comes next.
#[derive(Debug, Serialize)]
pub struct Undone {
    label: String,
    /// The page of a chapter that changed.
    page: Option<PublicationPath>,
    #[serde(flatten)]
    history: History,
}

/// The labels of the steps that come next; none without a journal that can be read.
pub fn history(editing: &Editing) -> History {
    if editing.state.is_journal_behind.load(Ordering::Relaxed) {
        return History::default();
    }
    let journal = Journal::of_guide(&editing.root).ok().flatten();
    journal.map(|journal| journal.history()).unwrap_or_default()
}

/// Undoes the last step, or makes the last one that was undone again. A file that has changed since
/// gets both changes, unless they touch: then the step is given up, so that others can be undone.
///
/// # Errors
/// Nothing to do; a file that has changed since; what the file system refuses.
pub fn go(editing: &Editing, direction: Direction) -> Result<Undone, Refusal> {
    let claim = editing.claim()?;
    let root = claim.root();
    let Some(mut journal) = editing.journal(root)? else { return Err(nothing(direction)) };
    loop {
        let step = journal.next(direction).ok_or_else(|| nothing(direction))?;
        if let Some(effect) = &step.effect {
            if is_made(root, effect)? {
                journal.skip(direction);
                continue;
            }
            let effect = effect_on_disk(root, effect)?;
            let step = Step { effect: Some(effect.clone()), ..step };
            journal.begin(direction, &step)?;
            let back = match claim.take_effect(&effect) {
                Ok(back) => back,
                Err(problem) => {
                    journal.end(false)?;
                    return Err(Refusal::conflict(problem));
                }
            };
            journal.turn(direction, &back)?;
            drop(claim);
            (editing.tell)(&effect.paths());
            let page = page_after(editing, &effect);
            return Ok(Undone { label: step.label, page, history: journal.history() });
        }
        let step = match as_on_disk(root, &step) {
            Ok(Some(step)) => step,
            Ok(None) => {
                journal.skip(direction);
                continue;
            }
            Err(Unmade::Refused(problem)) => return Err(problem.into()),
            Err(Unmade::Changed(path, now)) => {
                journal.give_up(direction)?;
                let help = message!("not-undone-changed", "given-up", step = step.label);
                return Err(conflict(&path, now).help(help));
            }
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
        if let Some(effect) = &step.effect {
            // A change of chapters is made as a whole, or not at all.
            let is_done = is_made(root, effect)?;
            let back = is_done.then(|| effect.inverse());
            return Ok(match back {
                Some(back) => journal.turn(direction, &back),
                None => journal.end(false),
            }?);
        }
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

/// Why a step cannot be made.
enum Unmade {
    /// A file has changed since in the same place, or is gone.
    Changed(GuidePath, Now),
    /// What the file system refuses.
    Refused(Diagnostic),
}

/// What became of a file that has changed since.
#[derive(Clone, Copy)]
enum Now {
    Other,
    Gone,
}

impl Now {
    fn of(bytes: Option<&[u8]>) -> Self {
        if bytes.is_some() { Self::Other } else { Self::Gone }
    }
}

impl From<Diagnostic> for Unmade {
    fn from(problem: Diagnostic) -> Self {
        Self::Refused(problem)
    }
}

/// A step as it is to be made in the files as they are; `None` if they are so already.
fn as_on_disk(root: &Root, step: &Step) -> Result<Option<Step>, Unmade> {
    let mut files = Vec::new();
    for file in &step.files {
        let now = files::read(root, &file.path)?;
        let after = match &now {
            now if *now == file.before => file.after.clone(),
            now if *now == file.after => continue,
            _ => match merged(file, now.as_deref()) {
                Some(merged) => Some(merged),
                None => return Err(Unmade::Changed(file.path.clone(), Now::of(now.as_deref()))),
            },
        };
        files.push(FileChange { path: file.path.clone(), before: now, after });
    }
    Ok((!files.is_empty()).then(|| Step::of_files(step.label.clone(), files)))
}

/// Whether the guide is already as an effect makes it.
fn is_made(root: &Root, effect: &Effect) -> Result<bool, Diagnostic> {
    for text in &effect.texts {
        let is_so = match (&text.old, &text.new) {
            (_, Some(new)) => files::read(root, new)?.as_deref() == Some(text.after.as_ref()),
            (Some(old), None) => !root.exists(old),
            (None, None) => true,
        };
        if !is_so {
            return Ok(false);
        }
    }
    let mut renames = effect.renames.iter();
    let has_left = || effect.renames.keys().any(|old| !root.exists(&old.in_guide()));
    Ok(renames.all(|(_, new)| root.exists(&new.in_guide()))
        && (!effect.texts.is_empty() || has_left()))
}

/// An effect as it is made in the files as they are: texts that have changed since get both
/// changes, unless they touch.
fn effect_on_disk(root: &Root, effect: &Effect) -> Result<Effect, Refusal> {
    let mut effect = effect.clone();
    for text in &mut effect.texts {
        let Some(path) = text.old.clone() else { continue };
        let now = files::read(root, &path)?;
        if now.as_deref() == Some(text.before.as_ref()) {
            continue;
        }
        let what = Now::of(now.as_deref());
        let now = now.and_then(|now| String::from_utf8(now).ok()).filter(|_| text.new.is_some());
        let merged = now
            .as_ref()
            .and_then(|now| merge::merge(text.before.as_text()?, now, text.after.as_text()?));
        let (Some(now), Some(merged)) = (now, merged) else { return Err(conflict(&path, what)) };
        (text.before, text.after) = (now.into(), merged.into());
    }
    Ok(effect)
}

/// The page of the first chapter that has another place now, else of one with another text.
fn page_after(editing: &Editing, effect: &Effect) -> Option<PublicationPath> {
    let moved = effect.renames.values().flat_map(|new| [new.clone(), new.child("index.md")]);
    let made = effect.texts.iter().filter(|text| text.old.is_none());
    let changed = effect.texts.iter().filter(|text| text.old.is_some());
    let written = made.chain(changed).filter_map(|text| text.new.as_ref()?.in_content());
    let made: Vec<ContentPath> = written.collect();
    moved.chain(made).find_map(|path| editing.preview.page_of(&path))
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

fn conflict(path: &GuidePath, now: Now) -> Refusal {
    let path = path.to_string();
    let message = match now {
        Now::Other => message!("not-undone-changed", path = path),
        Now::Gone => message!("not-undone-gone", path = path),
    };
    Refusal::new(StatusCode::CONFLICT, message).help(message!("not-undone-changed", "help"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cache;
    use crate::moving::{self, Claim, To};

    /// All files below `content/`, by name.
    fn files(root: &std::path::Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(root.join("content"))
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn an_undoing_of_a_move_that_is_cut_off_is_done_or_not() {
        cache::use_folder(&std::env::temp_dir().join("wijkengids-tests"));
        let guide = tempfile::tempdir().unwrap();
        fs::create_dir(guide.path().join("content")).unwrap();
        fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
        fs::write(guide.path().join("content/1-a.md"), "Zie [[2]].\n").unwrap();
        fs::write(guide.path().join("content/2-b.md"), "B.\n").unwrap();
        let before = files(guide.path());
        let (from, to) = ("2".parse().unwrap(), To::Number("3".parse().unwrap()));
        let manuscript = moving::read(guide.path(), None).unwrap();
        let planned = moving::plan(&manuscript, &from, &to).unwrap();
        let claim = Claim::new(guide.path()).unwrap();
        let journal = || Journal::of_guide(guide.path()).unwrap().unwrap();
        let step = |effect| Step { label: "x".into(), files: Vec::new(), effect: Some(effect) };
        journal().add(&step(planned.effect().inverse())).unwrap();
        let back = claim.make(&planned).unwrap();
        journal().made(&back).unwrap();
        let after = files(guide.path());

        // Cut off before anything has moved.
        journal().begin(Direction::Undo, &step(back.clone())).unwrap();
        let mut cut_off = journal();
        end_cut_off(claim.root(), &mut cut_off).unwrap();
        assert_eq!(journal().history().undo.as_deref(), Some("x"), "it can still be undone");
        assert_eq!(files(guide.path()), after);

        // Cut off when everything has moved.
        journal().begin(Direction::Undo, &step(back.clone())).unwrap();
        claim.take_effect(&back).unwrap();
        let mut cut_off = journal();
        end_cut_off(claim.root(), &mut cut_off).unwrap();
        assert_eq!(journal().history().redo.as_deref(), Some("x"), "it is undone");
        assert_eq!(files(guide.path()), before);
        let again = journal().next(Direction::Redo).unwrap().effect.unwrap();
        claim.take_effect(&again).unwrap();
        assert_eq!(files(guide.path()), after);
    }
}
