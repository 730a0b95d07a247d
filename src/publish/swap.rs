//! Replaces one folder by another.

use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::record;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::messages::message;
use crate::paths::{Any, AnyPath, Cause, FileError, FileKind, Publication, Root};

/// The replacement of a folder as a whole, by way of hidden siblings. They are on the same disk, so
/// that a rename puts them in place.
#[derive(Debug, Clone)]
pub struct Swap {
    /// The folder that contains it.
    pub parent: Root<Any>,
    /// The folder itself.
    pub folder: AnyPath,
    /// The new folder, until it takes its place.
    pub staging: AnyPath,
    /// The old folder, between the two renames of a swap in two steps.
    pub previous: AnyPath,
    /// The lock that keeps other builds out.
    pub lock: AnyPath,
}

impl Swap {
    /// Prepares the swap of a folder: resolves links and creates missing parents.
    pub fn of(out: &Path) -> Result<Self, Diagnostic> {
        let path = resolve(out)?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Diagnostic::error(message!("out-disk")).help(message!("choose-out")));
        };
        let Some(name) = name.to_str() else {
            let name = out.display().to_string();
            return Err(Diagnostic::error(message!("name-not-utf8", name = name))
                .help(message!("choose-out")));
        };
        let parent = Root::create(parent)?;
        let below = |name: &str| {
            AnyPath::new(name).map_err(|reason| {
                let (name, reason) = (out.display().to_string(), reason.to_string());
                Diagnostic::error(message!("out-not-replaceable", name = name, reason = reason))
            })
        };
        Ok(Self {
            parent,
            folder: below(name)?,
            staging: below(&format!(".{name}.staging"))?,
            previous: below(&format!(".{name}.previous"))?,
            lock: below(&format!(".{name}.lock"))?,
        })
    }

    /// Where the folder is: its real path.
    pub fn site(&self) -> PathBuf {
        self.parent.locate(&self.folder)
    }

    /// The folder, if there is one.
    pub fn open(&self) -> Result<Option<Root<Publication>>, FileError> {
        match self.parent.link_kind(&self.folder)? {
            None => Ok(None),
            Some(_) => self.parent.descend(&self.folder).map(Some),
        }
    }

    /// Puts the staging folder in its place and removes what was there.
    ///
    /// # Errors
    /// Any I/O error; the folder is then unchanged, or the message says where it is.
    pub fn replace(&self) -> Result<(), Diagnostic> {
        let parent = &self.parent;
        if !parent.exists(&self.folder) {
            return Ok(parent.rename(&self.staging, &self.folder)?);
        }
        if parent.exchange(&self.folder, &self.staging).is_ok() {
            // The new guide is in place; the next build removes any leftovers.
            let _ = parent.remove_all(&self.staging);
            return Ok(());
        }
        record::write(&self.site());
        let result = self.replace_in_two_steps();
        self.settle();
        result
    }

    /// Where folders cannot be exchanged, there is no folder for a moment, between two renames. If
    /// the process is killed then, the next command restores it.
    fn replace_in_two_steps(&self) -> Result<(), Diagnostic> {
        let parent = &self.parent;
        parent
            .rename(&self.folder, &self.previous)
            .map_err(|error| Diagnostic::from(error).help(message!("out-in-use")))?;
        if let Err(error) = parent.rename(&self.staging, &self.folder) {
            let problem = Diagnostic::from(error);
            return Err(match parent.rename(&self.previous, &self.folder) {
                Ok(()) => problem.help(message!("nothing-changed")),
                Err(error) => {
                    let (reason, place) = (error.to_string(), self.place_of_previous());
                    problem.help(message!("site-put-back-later", reason = reason, place = place))
                }
            });
        }
        let _ = self.discard_previous();
        Ok(())
    }

    /// Removes the old folder. It is renamed to a staging folder first, because a partly removed
    /// folder must never be restored.
    fn discard_previous(&self) -> Result<(), FileError> {
        if self.parent.exists(&self.staging) {
            self.parent.remove_all(&self.staging)?;
        }
        self.parent.rename(&self.previous, &self.staging)?;
        self.parent.remove_all(&self.staging)
    }

    /// Removes the record of the swap, unless there is something to mend.
    fn settle(&self) {
        if !self.is_cut_off() {
            record::remove(&self.site());
        }
    }

    /// Whether a build was cut off between two renames, or just after them.
    pub fn is_cut_off(&self) -> bool {
        self.parent.exists(&self.previous)
    }

    /// Restores the site that a killed build had moved aside, if nothing took its place.
    ///
    /// # Errors
    /// Something else in its place; any I/O error.
    pub fn recover(&self) -> Result<(), Diagnostic> {
        let result = self.put_back();
        self.settle();
        result
    }

    fn put_back(&self) -> Result<(), Diagnostic> {
        let parent = &self.parent;
        if parent.link_kind(&self.previous)? != Some(FileKind::Folder) {
            return Ok(());
        }
        let is_site = |path: &AnyPath| -> Result<bool, FileError> {
            Ok(Manifest::read(&parent.descend(path)?).is_some())
        };
        if !is_site(&self.previous)? {
            return Ok(());
        }
        match parent.link_kind(&self.folder)? {
            Some(FileKind::Folder) if is_site(&self.folder)? => self.discard_previous()?,
            Some(FileKind::Folder) => {
                // Only an empty folder can be removed.
                parent.remove_folder(&self.folder).map_err(|error| self.in_the_way(error))?;
                parent.rename(&self.previous, &self.folder)?;
            }
            Some(_) => {
                let cause = Cause::NotAFile(message!("something-else"));
                let path = parent.locate(&self.folder);
                return Err(self.in_the_way(FileError {
                    action: FileAction::Recover,
                    path,
                    cause,
                }));
            }
            None => parent.rename(&self.previous, &self.folder)?,
        }
        Ok(())
    }

    fn in_the_way(&self, error: FileError) -> Diagnostic {
        let place = self.place_of_previous();
        Diagnostic::from(error).help(message!("site-elsewhere", place = place))
    }

    fn place_of_previous(&self) -> String {
        self.parent.locate(&self.previous).display().to_string()
    }
}

/// The real path of a folder that may not exist yet.
fn resolve(out: &Path) -> Result<PathBuf, Diagnostic> {
    let failed = |error| Diagnostic::io(FileAction::Make, out, &error);
    if out.exists() {
        let path = out.canonicalize().map_err(failed)?;
        if path.is_dir() {
            return Ok(path);
        }
        let name = out.display().to_string();
        return Err(
            Diagnostic::error(message!("out-is-file", name = name)).help(message!("choose-out"))
        );
    }
    if let Ok(link) = out.read_link() {
        // The folder it leads to may be missing because a build was cut off.
        let led_to = out.parent().unwrap_or(Path::new("")).join(link);
        if led_to.read_link().is_err() {
            return resolve(&led_to);
        }
        let name = out.display().to_string();
        return Err(Diagnostic::error(message!("out-leads-nowhere", name = name))
            .help(message!("out-leads-nowhere", "help")));
    }
    let absolute = std::path::absolute(out).map_err(failed)?;
    let Some(name) = absolute.file_name() else {
        let name = out.display().to_string();
        return Err(
            Diagnostic::error(message!("out-no-folder", name = name)).help(message!("choose-out"))
        );
    };
    let parent = absolute.parent().unwrap_or(Path::new("/"));
    std::fs::create_dir_all(parent).map_err(failed)?;
    Ok(parent.canonicalize().map_err(failed)?.join(name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::paths::PublicationPath;
    use crate::paths::faults;

    fn folder(root: &Path, name: &str, content: &str) {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a"), content).unwrap();
        let root = Root::open(&folder).unwrap();
        Manifest::new([PublicationPath::base().child("a")]).write(&root).unwrap();
    }

    fn content(root: &Path, folder: &str) -> Option<String> {
        fs::read_to_string(root.join(folder).join("a")).ok()
    }

    fn names(root: &Path) -> Vec<String> {
        let names = fs::read_dir(root).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn folders_are_replaced_in_both_ways() {
        let root = tempfile::tempdir().unwrap();
        folder(root.path(), "public", "old");
        let swap = Swap::of(&root.path().join("public")).unwrap();
        folder(root.path(), ".public.staging", "new");
        swap.replace().unwrap();
        assert_eq!(content(root.path(), "public").unwrap(), "new");
        folder(root.path(), ".public.staging", "newer");
        swap.replace_in_two_steps().unwrap();
        assert_eq!(content(root.path(), "public").unwrap(), "newer");
        assert_eq!(names(root.path()), ["public"], "nothing is left beside it");
    }

    /// Every step in turn either stops everything, as a kill does, or fails alone.
    #[test]
    fn a_build_that_is_cut_off_between_two_renames_is_mended() {
        for is_killed in [true, false] {
            for step in 0..4 {
                let root = tempfile::tempdir().unwrap();
                folder(root.path(), "public", "old");
                folder(root.path(), ".public.staging", "new");
                let swap = Swap::of(&root.path().join("public")).unwrap();
                let fault = if is_killed { faults::stop_after } else { faults::fail_at };
                let injected = fault(root.path(), step);
                let result = swap.replace_in_two_steps();
                drop(injected);
                let found = content(root.path(), "public");
                if !is_killed {
                    let expected = if result.is_ok() { "new" } else { "old" };
                    assert_eq!(found.as_deref(), Some(expected), "step {step}");
                }
                if let Err(problem) = &result
                    && found.is_none()
                {
                    let help = problem.help.as_deref().unwrap_or_default();
                    assert!(help.contains(".public.previous"), "step {step}: {help}");
                }
                swap.recover().unwrap();
                let expected = if found.as_deref() == Some("new") { "new" } else { "old" };
                assert_eq!(content(root.path(), "public").unwrap(), expected, "step {step}");
                assert!(!swap.is_cut_off(), "step {step}");
            }
        }
    }

    #[test]
    fn recovery_removes_nothing_but_an_empty_folder() {
        let root = tempfile::tempdir().unwrap();
        folder(root.path(), ".public.previous", "old");
        fs::create_dir(root.path().join("public")).unwrap();
        let swap = Swap::of(&root.path().join("public")).unwrap();
        fs::write(root.path().join("public/own"), "").unwrap();
        let problem = swap.recover().unwrap_err();
        assert!(problem.help.unwrap().contains(".public.previous"));
        assert_eq!(content(root.path(), ".public.previous").unwrap(), "old");
        fs::remove_file(root.path().join("public/own")).unwrap();
        swap.recover().unwrap();
        assert_eq!(content(root.path(), "public").unwrap(), "old");
    }
}
