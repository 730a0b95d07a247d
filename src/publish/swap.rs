//! Putting one folder in the place of another.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// The real path of the target, with the folders above it made.
pub fn resolve(out: &Path) -> Result<PathBuf, Diagnostic> {
    let failed = |error| Diagnostic::io("make", out, &error);
    if out.exists() {
        let path = out.canonicalize().map_err(failed)?;
        return match (path.is_dir(), path.file_name()) {
            (true, Some(_)) => Ok(path),
            (true, None) => Err(Diagnostic::error("a guide cannot replace a whole disk")),
            (false, _) => Err(Diagnostic::error(format!("{} is a file", out.display()))
                .help("choose a folder with --out")),
        };
    }
    let absolute = std::path::absolute(out).map_err(failed)?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(Diagnostic::error(format!("{} is not the name of a folder", out.display())));
    };
    fs::create_dir_all(parent).map_err(failed)?;
    Ok(parent.canonicalize().map_err(failed)?.join(name))
}

/// A hidden neighbour of the target: on the same disk, so that it can be moved.
pub fn beside(target: &Path, role: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{role}"))
}

/// Puts `staging` in the place of `target` and removes what was there.
pub fn replace(target: &Path, staging: &Path) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| {
        Diagnostic::io("replace", target, &error)
            .help("close the programs that have files of this folder open")
    };
    if !target.exists() {
        return fs::rename(staging, target).map_err(failed);
    }
    if let Ok(before) = fs::metadata(target) {
        // Who may read the site is decided on the folder.
        let _ = fs::set_permissions(staging, before.permissions());
    }
    match exchange(target, staging) {
        Ok(()) => {
            // The new guide stands; what cannot be removed now goes with the next build.
            let _ = fs::remove_dir_all(staging);
            Ok(())
        }
        Err(_) => replace_in_two_steps(target, staging).map_err(failed),
    }
}

/// Exchanges two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Elsewhere there is a moment between two renames in which the target does not exist; the next
/// build puts it back if this one is killed then.
fn replace_in_two_steps(target: &Path, staging: &Path) -> io::Result<()> {
    let previous = beside(target, "previous");
    fs::rename(target, &previous)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(&previous, target)?;
        return Err(error);
    }
    let _ = fs::remove_dir_all(&previous);
    Ok(())
}

/// Puts the guide back that a killed build left aside.
pub fn recover(target: &Path) -> Result<(), Diagnostic> {
    let previous = beside(target, "previous");
    let recovered = match (target.exists(), previous.exists()) {
        (false, true) => fs::rename(&previous, target),
        (true, true) => fs::remove_dir_all(&previous),
        (_, false) => return Ok(()),
    };
    recovered.map_err(|error| Diagnostic::io("recover", target, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(root: &Path, name: &str, content: &str) -> PathBuf {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a"), content).unwrap();
        folder
    }

    fn holds(folder: &Path) -> String {
        fs::read_to_string(folder.join("a")).unwrap()
    }

    #[test]
    fn folders_are_replaced_in_both_ways() {
        let root = tempfile::tempdir().unwrap();
        let target = folder(root.path(), "public", "old");
        replace(&target, &folder(root.path(), ".staging", "new")).unwrap();
        assert_eq!(holds(&target), "new");
        replace_in_two_steps(&target, &folder(root.path(), ".staging", "newer")).unwrap();
        assert_eq!(holds(&target), "newer");
        let left: Vec<_> = fs::read_dir(root.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing is left beside the target");
    }

    #[test]
    fn a_build_killed_between_two_steps_is_undone() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("public");
        folder(root.path(), ".public.previous", "old");
        recover(&target).unwrap();
        assert_eq!(holds(&target), "old");
    }
}
