//! Files of a guide, changed together or not at all.

use super::journal::FileChange;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{GuidePath, Root};
use crate::source::CONTENT;

/// The bytes of a file, or none if it is not there.
///
/// # Errors
/// What cannot be read.
pub fn read(root: &Root, path: &GuidePath) -> Result<Option<Vec<u8>>, Diagnostic> {
    match root.read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.cause.is_missing() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Why a file that is there cannot be changed, if its permissions say so.
pub fn is_read_only(root: &Root, path: &GuidePath) -> bool {
    root.metadata(path).is_ok_and(|found| found.permissions().readonly())
}

/// Refuses a file that its owner made read-only: to replace it would be possible, but not meant.
///
/// # Errors
/// A file that is read-only.
pub fn must_be_writable(root: &Root, path: &GuidePath) -> Result<(), Diagnostic> {
    if !is_read_only(root, path) {
        return Ok(());
    }
    let path = root.locate(path).display().to_string();
    let help = message!("file-is-read-only", "help");
    Err(Diagnostic::error(message!("file-is-read-only", path = path)).help(help))
}

/// Makes all changes, or none.
///
/// # Errors
/// What the file system refuses.
pub fn change(root: &Root, files: &[FileChange]) -> Result<(), Diagnostic> {
    for file in files.iter().filter(|file| file.before.is_some()) {
        must_be_writable(root, &file.path)?;
    }
    // What goes first makes room for what comes.
    let goes = files.iter().filter(|file| file.after.is_none());
    let comes = files.iter().filter(|file| file.after.is_some());
    let mut done: Vec<&FileChange> = Vec::new();
    for file in goes.chain(comes) {
        if let Err(problem) = put(root, &file.path, file.after.as_deref()) {
            for file in done.into_iter().rev() {
                let _ = put(root, &file.path, file.before.as_deref());
            }
            return Err(problem);
        }
        done.push(file);
    }
    Ok(())
}

/// Lets a file hold these bytes, or not be there.
fn put(root: &Root, path: &GuidePath, bytes: Option<&[u8]>) -> Result<(), Diagnostic> {
    if let Some(bytes) = bytes {
        root.create_folders(&path.folder())?;
        return Ok(root.replace(path, bytes)?);
    }
    match root.remove_file(path) {
        Err(error) if !error.cause.is_missing() => return Err(error.into()),
        _ => {}
    }
    // A folder that is empty now came with the file.
    let mut folder = path.folder();
    while folder.parts().count() > 1
        && folder.parts().next() == Some(CONTENT)
        && root.remove_folder(&folder).is_ok()
    {
        folder = folder.folder();
    }
    Ok(())
}
