//! Writes a draft, all of it or nothing.
//!
//! While files are written a journal in the guide's folder lists them with their hashes. An import
//! that was killed leaves it behind, and the next one removes the files that it lists and that
//! still are what was written. A journal may come with a guide from a stranger: all it can do is
//! remove files below the guide whose whole content it knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::TryLockError;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::draft::{Draft, Imported, Noted};
use crate::diagnostic::{self, Diagnostic, FileAction, Severity};
use crate::formats::{NoteKind, note};
use crate::messages::message;
use crate::paths::{FileError, FileKind, GuidePath, Root};

/// The folder, below that of the guide, with the journal and the file that is being written.
const FOLDER: &str = ".wijkengids-import";

/// What an import writes.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    /// The files, with the hashes of their contents.
    files: BTreeMap<GuidePath, String>,
    /// The folders that are made for them.
    folders: BTreeSet<GuidePath>,
}

/// The folder of an import that is being written.
fn folder() -> GuidePath {
    GuidePath::base().child(FOLDER)
}

fn journal_path() -> GuidePath {
    folder().child("journal.json")
}

/// Removes what an earlier import left that was killed.
///
/// # Errors
/// An import that is running; what cannot be removed.
pub fn recover(into: &Path, draft: &mut Draft) -> Result<(), Diagnostic> {
    if !into.is_dir() {
        return Ok(());
    }
    let guide = Root::open(into)?;
    let folder = folder();
    match guide.link_kind(&folder)? {
        None => return Ok(()),
        Some(FileKind::Folder) => {}
        Some(_) => {
            let place = guide.locate(&folder);
            let message = message!("import-in-the-way", path = place.display().to_string());
            return Err(Diagnostic::error(message).help(message!("import-in-the-way", "help")));
        }
    }
    let journal = guide.link_kind(&journal_path())?;
    if journal == Some(FileKind::File) {
        let file = guide.open_lock(&journal_path())?;
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            let message = message!("import-running", folder = into.display().to_string());
            return Err(Diagnostic::error(message).help(message!("import-running", "help")));
        }
        // One that cannot be read was being written, before any other file.
        let bytes = guide.read(&journal_path())?;
        let journal: Journal = serde_json::from_slice(&bytes).unwrap_or_default();
        let removed = undo(&guide, &journal)?;
        if removed > 0 {
            draft.tell(note!(nothing "import-broken-off", count = removed));
        }
        guide.remove_file(&journal_path())?;
    }
    guide.remove_all(&folder)?;
    Ok(())
}

/// Removes the files of a journal that are as they were written, and returns how many.
fn undo(guide: &Root, journal: &Journal) -> Result<usize, FileError> {
    let mut removed = 0;
    for (file, hash) in &journal.files {
        if guide.link_kind(file)? != Some(FileKind::File) {
            continue;
        }
        let bytes = guide.read(file)?;
        // An empty file is the claim on a path for which the content was not there yet.
        if bytes.is_empty() || blake3::hash(&bytes).to_hex().as_str() == hash {
            guide.remove_file(file)?;
            removed += 1;
        }
    }
    for folder in journal.folders.iter().rev() {
        // One that holds something else stays.
        drop(guide.remove_folder(folder));
    }
    Ok(removed)
}

/// Writes everything, if there are no problems and nothing is in the way.
///
/// # Errors
/// The problems; a file that exists; a file that cannot be written. Then nothing is written.
pub fn write(mut draft: Draft, into: &Path) -> Result<Imported, Vec<Diagnostic>> {
    let is_new = !into.exists();
    if !is_new && draft.problems.is_empty() {
        let guide = Root::open(into)?;
        for file in draft.files.keys().filter(|file| guide.exists(file)) {
            let place = guide.locate(file);
            let message = message!("import-exists", path = place.display().to_string());
            let problem = Diagnostic::error(message).help(message!("import-exists", "help"));
            draft.problems.push(problem);
        }
    }
    if !draft.problems.is_empty() {
        return Err(draft.problems);
    }
    let guide = Root::create(into)?;
    let journal = journal_of(&guide, &draft);
    if let Err(error) = write_files(&guide, &draft, &journal) {
        let mut problems: Vec<Diagnostic> = vec![error.into()];
        match undo(&guide, &journal).and_then(|_| end(&guide)) {
            Ok(()) if is_new => drop(std::fs::remove_dir(into)),
            Ok(()) => {}
            Err(error) => {
                problems.push(Diagnostic::from(error).help(message!("import-files-left")));
            }
        }
        return Err(problems);
    }
    let chapters = draft.files.keys().filter(|path| path.extension() == Some("md")).count();
    let made: Vec<PathBuf> = draft.files.keys().map(|file| file.below(into)).collect();
    draft.notes.sort_by_cached_key(|note| diagnostic::order(&note.told));
    let notes = grouped(draft.notes);
    Ok(Imported { made, chapters, notes, outcome: draft.outcome })
}

/// Notes of one kind about one file as one that tells all their lines, if there are many; what is
/// lost comes first.
fn grouped(notes: Vec<Noted>) -> Vec<Diagnostic> {
    const FEW: usize = 3;
    let mut kinds: Vec<Vec<Noted>> = Vec::new();
    let mut places: HashMap<(NoteKind, Severity, Option<String>), usize> = HashMap::new();
    for note in notes {
        let file = note.told.location.as_ref().map(|(text, _)| text.path.clone());
        let key = (note.kind.clone(), note.told.severity, file);
        let at = *places.entry(key).or_insert(kinds.len());
        match kinds.get_mut(at) {
            Some(notes) => notes.push(note),
            None => kinds.push(vec![note]),
        }
    }
    let mut grouped: Vec<Diagnostic> = Vec::new();
    for mut notes in kinds {
        if notes.len() <= FEW {
            grouped.extend(notes.into_iter().map(in_chapter));
            continue;
        }
        let places = places_of(&notes);
        let count = notes.len();
        let mut first = notes.swap_remove(0).told;
        first.message = message!("grouped", count = count, message = first.message);
        first.help = Some(match first.help {
            Some(help) => message!("grouped", "help", help = help, places = places),
            None => message!("grouped", "lines", places = places),
        });
        grouped.push(first);
    }
    grouped.sort_by_key(|note| note.severity != Severity::Error);
    grouped
}

/// A note with the chapter that it is about: what reads as one line here may be on any page of the
/// document.
fn in_chapter(note: Noted) -> Diagnostic {
    let Noted { mut told, chapter, .. } = note;
    if let Some(chapter) = chapter {
        told.help = Some(match told.help {
            Some(help) => message!("import-in-chapter", "help", help = help, chapter = chapter),
            None => message!("import-in-chapter", chapter = chapter),
        });
    }
    told
}

/// The lines of notes, by chapter.
fn places_of(notes: &[Noted]) -> String {
    let mut places = Vec::new();
    for notes in notes.chunk_by(|a, b| a.chapter == b.chapter) {
        let mut lines: Vec<String> = notes.iter().filter_map(line_of).collect();
        lines.dedup();
        let chapter = notes.first().and_then(|note| note.chapter.clone());
        let lines = lines.join(", ");
        places.push(match chapter {
            Some(chapter) => message!("grouped", "chapter", chapter = chapter, lines = lines),
            None => message!("grouped", "places", lines = lines),
        });
    }
    places.join(", ")
}

fn line_of(note: &Noted) -> Option<String> {
    let (text, span) = note.told.location.as_ref()?;
    Some(text.position(span.start()).0.to_string())
}

/// What will be written.
fn journal_of(guide: &Root, draft: &Draft) -> Journal {
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let files = draft.files.iter().map(|(path, bytes)| (path.clone(), hash(bytes)));
    let folders = draft.files.keys().flat_map(GuidePath::folders);
    let new = folders.filter(|folder| !guide.exists(folder));
    Journal { files: files.collect(), folders: new.collect() }
}

fn write_files(guide: &Root, draft: &Draft, journal: &Journal) -> Result<(), FileError> {
    guide.create_folder(&folder())?;
    let mut file = guide.create_file(&journal_path())?;
    // Where the system has no locks, two imports at once are the user's own care.
    drop(file.file().try_lock());
    let failed = |cause: std::io::Error| FileError {
        action: FileAction::Write,
        path: guide.locate(&journal_path()),
        cause: cause.into(),
    };
    let json = serde_json::to_vec(journal).expect("a journal is plain data");
    file.write_all(&json).map_err(failed)?;
    let part = folder().child("part");
    for (target, bytes) in &draft.files {
        guide.create_folders(&target.folder())?;
        guide.create_new(&part, bytes)?;
        // The empty file claims the path, so that nothing is ever replaced but that.
        guide.create_new(target, b"")?;
        guide.rename(&part, target)?;
    }
    end(guide)
}

/// Ends an import. The journal goes first: without it nothing is removed any more, and the next
/// import removes a folder that is left.
fn end(guide: &Root) -> Result<(), FileError> {
    if guide.exists(&journal_path()) {
        guide.remove_file(&journal_path())?;
    }
    drop(guide.remove_all(&folder()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Note;
    use crate::span::Text;

    fn told(notes: Vec<Note>) -> Vec<(String, Option<String>)> {
        let text = Text::new("a.txt", "een\ntwee\ndrie\nvier\nvijf\n");
        let mut draft = Draft::default();
        for (at, note) in notes.into_iter().enumerate() {
            draft.note(&text, at + 1, note);
        }
        grouped(draft.notes).into_iter().map(|note| (note.message, note.help)).collect()
    }

    #[test]
    fn many_notes_of_one_kind_are_told_as_one() {
        let hidden = |text: &&str| note!("read-hidden", text = text.to_string());
        let notes = ["a", "b", "c", "d"].iter().map(hidden).collect();
        let [(message, help)] = told(notes).try_into().unwrap();
        assert_eq!(message, "4 times, first here: “a” is hidden text and is left out");
        assert!(help.is_some_and(|help| help.ends_with("; look at lines 1, 2, 3, 4")));
        assert_eq!(told(["a", "b", "c"].iter().map(hidden).collect()).len(), 3);
    }

    #[test]
    fn notes_that_name_what_they_are_about_are_all_told() {
        let plugin = |name: &&str| note!("import-plugin", name = name.to_string()).about(name);
        assert_eq!(told(["a", "b", "c", "d"].iter().map(plugin).collect()).len(), 4);
        assert_eq!(told(["a"; 5].iter().map(plugin).collect()).len(), 1);
    }
}
