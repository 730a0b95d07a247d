//! Walks everything below a folder.

use std::path::PathBuf;

use walkdir::{DirEntry, WalkDir};

use super::relative::{Base, RelativePath};
use super::root::{FileKind, FileType, Root};
use super::{Cause, FileError};
use crate::diagnostic::FileAction;

/// A file or folder that a walk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkEntry<B: Base> {
    /// Its path; `None` if that is not UTF-8.
    pub path: Option<RelativePath<B>>,
    /// Its path as the user knows it.
    pub shown: PathBuf,
    /// What it is: links are reported, not followed.
    pub kind: FileKind,
}

impl<B: Base> Root<B> {
    /// All files and folders below `folder`, sorted by name, a folder before its contents. Symbolic
    /// links are not followed. Entries whose name `is_seen` rejects are left out, with everything
    /// below them.
    ///
    /// # Errors
    /// A folder that does not exist or lies outside the root. A folder below it that cannot be read
    /// is an item of the walk.
    pub fn walk<'a>(
        &'a self,
        folder: &'a RelativePath<B>,
        is_seen: impl Fn(&str) -> bool + 'a,
    ) -> Result<impl Iterator<Item = Result<WalkEntry<B>, FileError>> + 'a, FileError> {
        // A link may lead to a folder of the root, but not out of it.
        let real = self.resolve(folder)?;
        let start = real.below(&self.path);
        let walk = WalkDir::new(&start).min_depth(1).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(move |entry: &DirEntry| {
            entry.depth() == 0 || is_seen(&entry.file_name().to_string_lossy())
        });
        Ok(walk.map(move |entry| {
            let entry = entry.map_err(|error| walk_error(folder.below(&self.path), error))?;
            let below = RelativePath::<B>::of(&start, entry.path());
            let path = below.and_then(|below| folder.join(below.as_str()).ok());
            Ok(WalkEntry {
                shown: path
                    .as_ref()
                    .map_or_else(|| entry.path().to_owned(), |path| self.locate(path)),
                path,
                kind: entry.file_type().kind(),
            })
        }))
    }

    /// The file whose folders and name are the same as those of a path to `is_same`, in the first
    /// place if there are several.
    pub fn find_alike(
        &self,
        path: &RelativePath<B>,
        is_same: fn(&str, &str) -> bool,
    ) -> Option<RelativePath<B>> {
        let base = RelativePath::base();
        let is_part = |name: &str| path.parts().any(|part| is_same(part, name));
        let mut found = self.walk(&base, is_part).ok()?.flatten();
        let is_alike = |other: &RelativePath<B>| {
            path.parts().count() == other.parts().count()
                && path.parts().zip(other.parts()).all(|(part, name)| is_same(part, name))
        };
        found.find_map(|entry| {
            entry.path.filter(|other| entry.kind == FileKind::File && is_alike(other))
        })
    }
}

fn walk_error(folder: PathBuf, error: walkdir::Error) -> FileError {
    let path = error.path().map_or(folder, ToOwned::to_owned);
    let cause = error.into_io_error().map_or(Cause::Circle, Cause::from);
    FileError { action: FileAction::Read, path, cause }
}
