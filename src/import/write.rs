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
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, Imported};
use crate::diagnostic::{self, Diagnostic, FileAction, Severity};
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
            let message = format!("{} is in the way of the import", place.display());
            return Err(Diagnostic::error(message).help("remove it"));
        }
    }
    let journal = guide.link_kind(&journal_path())?;
    if journal == Some(FileKind::File) {
        let file = guide.open_lock(&journal_path())?;
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            let message = format!("another import into {} is running", into.display());
            return Err(Diagnostic::error(message).help("wait until it is done"));
        }
        // One that cannot be read was being written, before any other file.
        let bytes = guide.read(&journal_path())?;
        let journal: Journal = serde_json::from_slice(&bytes).unwrap_or_default();
        let removed = undo(&guide, &journal)?;
        if removed > 0 {
            let message = format!(
                "an earlier import was broken off: the {removed} files that it had written are \
                 removed first"
            );
            draft.notes.push(Diagnostic::warning(message));
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
            let help = "nothing was written; move it away, or import into another folder with \
                        --into";
            let problem = Diagnostic::error(format!("{} exists already", place.display()));
            draft.problems.push(problem.help(help));
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
            Err(error) => problems.push(Diagnostic::from(error).help(
                "some of the files that were written are still there; the next import into this \
                 guide removes them",
            )),
        }
        return Err(problems);
    }
    let chapters = draft.files.keys().filter(|path| path.extension() == Some("md")).count();
    let made: Vec<PathBuf> = draft.files.keys().map(|file| file.below(into)).collect();
    diagnostic::sort(&mut draft.notes);
    let notes = grouped(draft.notes);
    Ok(Imported { made, chapters, notes, outcome: draft.outcome })
}

/// Notes of one kind about one file as one that tells all their lines, if there are many; what is
/// lost comes first.
fn grouped(notes: Vec<Diagnostic>) -> Vec<Diagnostic> {
    const FEW: usize = 3;
    let mut kinds: Vec<(String, Vec<Diagnostic>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for note in notes {
        let kind = kind_of(&note);
        let at = *places.entry(kind.clone()).or_insert(kinds.len());
        match kinds.get_mut(at) {
            Some((_, notes)) => notes.push(note),
            None => kinds.push((kind, vec![note])),
        }
    }
    let mut grouped: Vec<Diagnostic> = Vec::new();
    for (_, mut notes) in kinds {
        if notes.len() <= FEW {
            grouped.append(&mut notes);
            continue;
        }
        let lines: Vec<String> = notes.iter().filter_map(line_of).collect();
        let count = notes.len();
        let mut first = notes.swap_remove(0);
        first.message = format!("{count} times, first here: {}", first.message);
        let lines = format!("look at lines {}", lines.join(", "));
        first.help = Some(first.help.map_or(lines.clone(), |help| format!("{help}; {lines}")));
        grouped.push(first);
    }
    grouped.sort_by_key(|note| note.severity != Severity::Error);
    grouped
}

fn line_of(note: &Diagnostic) -> Option<String> {
    let (text, span) = note.location.as_ref()?;
    Some(text.position(span.start()).0.to_string())
}

/// What a note says apart from what it quotes and counts, and which file it is about.
fn kind_of(note: &Diagnostic) -> String {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"“[^”]*”?|\d+|(?:link to|picture|at) \S+|\([^)]*\)")
            .expect("a valid expression")
    });
    let Some((text, _)) = &note.location else { return note.message.clone() };
    let path = &text.path;
    format!("{path}\n{:?}\n{}", note.severity, OWN.replace_all(&note.message, "…"))
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
