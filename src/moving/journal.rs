//! Makes a move, completely or not at all.
//!
//! Every change is a rename, from or into a folder of its own beside `content/`: what is renamed
//! goes there first, deepest first, and from there to where it belongs, so that chapters can change
//! places; new texts are written there and take the place of the old. Undoing is the same renames
//! backwards. They are written down before the first is made, so that a move that is cut off can be
//! undone by the next run.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Move;
use crate::diagnostic::Diagnostic;

/// The folder of a move that is being made.
const FOLDER: &str = ".wijkengids-move";

/// The renames of a move in order, all below the guide's folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    steps: Vec<(PathBuf, PathBuf)>,
}

/// Makes the move.
///
/// # Errors
/// What the file system refuses; then all is as it was.
pub fn make(root: &Path, planned: &Move) -> Result<(), Diagnostic> {
    let staging = root.join(FOLDER);
    fs::create_dir(&staging).map_err(|error| Diagnostic::io("make", &staging, &error))?;
    let result = prepare(root, planned).and_then(|journal| {
        run(root, &journal).inspect_err(|_| {
            let _ = undo(root, &journal);
        })
    });
    let _ = fs::remove_dir_all(&staging);
    if result.is_ok() {
        remove_empty_folders(root, planned);
    }
    result.map_err(|problem| problem.help("nothing was changed"))
}

/// Undoes a move that was cut off; says whether there was one.
///
/// # Errors
/// What the file system refuses.
pub fn recover(root: &Path) -> Result<bool, Diagnostic> {
    let staging = root.join(FOLDER);
    if !staging.is_dir() {
        return Ok(false);
    }
    let text = fs::read_to_string(staging.join("journal.json")).unwrap_or_default();
    let journal: Journal = serde_json::from_str(&text).unwrap_or_default();
    undo(root, &journal)?;
    fs::remove_dir_all(&staging).map_err(|error| Diagnostic::io("remove", &staging, &error))?;
    Ok(true)
}

/// Writes down all steps, and the new texts beside them.
fn prepare(root: &Path, planned: &Move) -> Result<Journal, Diagnostic> {
    let staging = PathBuf::from(FOLDER);
    let mut out = Vec::new();
    let mut back = Vec::new();
    for (at, (old, new)) in planned.renames.iter().enumerate() {
        let between = staging.join(format!("moved-{at}"));
        out.push((PathBuf::from(old), between.clone()));
        back.push((between, PathBuf::from(new)));
    }
    let depth = |path: &Path| path.components().count();
    out.sort_by_key(|(old, _)| std::cmp::Reverse(depth(old)));
    back.sort_by_key(|(_, new)| depth(new));
    let mut steps = [out, back].concat();
    for (at, (path, change)) in planned.files.iter().enumerate() {
        let Some((_, text)) = &change.text else { continue };
        let path = PathBuf::from(path);
        let fresh = staging.join(format!("new-{at}"));
        let file = root.join(&fresh);
        fs::write(&file, text).map_err(|error| Diagnostic::io("write", &file, &error))?;
        if let Some(old) = &change.old_path {
            if let Ok(metadata) = fs::metadata(root.join(old)) {
                let _ = fs::set_permissions(&file, metadata.permissions());
            }
            steps.push((path.clone(), staging.join(format!("old-{at}"))));
        }
        steps.push((fresh, path));
    }
    let journal = Journal { steps };
    let file = root.join(FOLDER).join("journal.json");
    let json = serde_json::to_vec(&journal).expect("paths of a guide are UTF-8");
    fs::write(&file, json).map_err(|error| Diagnostic::io("write", &file, &error))?;
    Ok(journal)
}

fn run(root: &Path, journal: &Journal) -> Result<(), Diagnostic> {
    journal.steps.iter().try_for_each(|(from, to)| rename(root, from, to))
}

/// Takes back all steps that were made, the last one first.
///
/// Every step goes where nothing was, so a step was made exactly if its end is there and its start
/// is not.
fn undo(root: &Path, journal: &Journal) -> Result<(), Diagnostic> {
    for (from, to) in journal.steps.iter().rev() {
        if exists(&root.join(to)) && !exists(&root.join(from)) {
            rename(root, to, from)?;
        }
    }
    Ok(())
}

fn rename(root: &Path, from: &Path, to: &Path) -> Result<(), Diagnostic> {
    let (from, to) = (root.join(from), root.join(to));
    if exists(&to) {
        return Err(Diagnostic::error(format!("{} exists already", to.display())));
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| Diagnostic::io("make", folder, &error))?;
    }
    fs::rename(&from, &to).map_err(|error| Diagnostic::io("move", &from, &error))
}

/// Whether there is anything, a symbolic link that leads nowhere included.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Folders that hold nothing any more, which git would not keep either.
fn remove_empty_folders(root: &Path, planned: &Move) {
    for old in planned.renames.keys() {
        let above = Path::new(old).ancestors().skip(1);
        for folder in above.take_while(|folder| folder.components().count() > 1) {
            if fs::remove_dir(root.join(folder)).is_err() {
                break;
            }
        }
    }
}
