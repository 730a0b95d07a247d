//! Time and length of every file of a guide, to find changes that were not reported.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::paths::GuidePath;
use crate::source::is_ignored;
use crate::workspace;

/// Time and length of the files of a guide. No file is opened.
#[derive(Debug, Default)]
pub struct Snapshot(HashMap<GuidePath, Metadata>);

/// The time of the last change, and the length. The time of a folder does not count: those of its
/// files do.
type Metadata = (Option<SystemTime>, u64);

impl Snapshot {
    /// Looks at everything a guide can be made of. `named` are files outside its folders.
    pub fn take(root: &Path, named: &BTreeSet<GuidePath>) -> Self {
        let mut snapshot = Self::default();
        for path in named.iter().chain(&workspace::everything()) {
            snapshot.add(root, path);
        }
        snapshot
    }

    /// Looks again at one file, or at everything in a folder.
    pub fn update(&mut self, root: &Path, path: &GuidePath) {
        let was_folder = self.0.remove(path).is_none_or(|(time, _)| time.is_none());
        if was_folder {
            self.0.retain(|other, _| !other.is_within(path));
        }
        self.add(root, path);
    }

    fn add(&mut self, root: &Path, path: &GuidePath) {
        let walk = WalkDir::new(path.below(root)).into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())
        });
        for entry in walk.flatten() {
            let Some(path) = GuidePath::of(root, entry.path()) else { continue };
            let metadata = if entry.file_type().is_dir() {
                Some((None, 0))
            } else {
                entry.metadata().ok().map(|data| (data.modified().ok(), data.len()))
            };
            self.0.extend(metadata.map(|metadata| (path, metadata)));
        }
    }

    /// The paths at which the two differ.
    pub fn differences(&self, other: &Self) -> BTreeSet<GuidePath> {
        let all = self.0.keys().chain(other.0.keys());
        all.filter(|path| self.0.get(*path) != other.0.get(*path)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_removed_and_changed_files_differ() {
        let guide = tempfile::tempdir().unwrap();
        let root = guide.path();
        let take = || Snapshot::take(root, &BTreeSet::new());
        let write = |path: &str, text: &str| std::fs::write(root.join(path), text).unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        write("book.toml", "");
        write("content/1.md", "een");
        write("content/2.md", "twee");
        write("content/.3.md.swp", "");
        let before = take();
        assert!(before.differences(&take()).is_empty());
        write("content/1.md", "langer");
        write("content/.3.md.swp", "langer");
        std::fs::remove_file(root.join("content/2.md")).unwrap();
        write("book.toml", "x");
        write("content/4.md", "");
        let mut after = take();
        let found: Vec<_> = before.differences(&after).into_iter().collect();
        assert_eq!(found, ["book.toml", "content/1.md", "content/2.md", "content/4.md"]);
        write("content/4.md", "vier");
        after.update(root, &GuidePath::new("content/4.md").unwrap());
        assert!(after.differences(&take()).is_empty());
    }
}
