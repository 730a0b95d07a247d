//! What the file system says of every file of a guide, to find what changed without being told.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::config;
use crate::source::{CONTENT, is_ignored, relative};
use crate::theme::THEMES;

/// When files last changed, and how long they are, by path in the guide's folder.
#[derive(Debug, Default)]
pub struct Stamps(HashMap<String, Stamp>);

type Stamp = (Option<SystemTime>, u64);

impl Stamps {
    /// Looks at everything a guide can be made of. `others` are files outside its folders.
    pub fn take(root: &Path, others: &[String]) -> Self {
        let mut stamps = Self::default();
        for path in others.iter().map(String::as_str).chain([CONTENT, THEMES, config::FILE_NAME]) {
            stamps.add(root, path);
        }
        stamps
    }

    /// Takes note of how a file is now, or all that is in a folder.
    pub fn update(&mut self, root: &Path, path: &str) {
        if self.0.remove(path).is_none_or(|(time, _)| time.is_none()) {
            let is_within =
                |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            self.0.retain(|other, _| !is_within(other));
        }
        self.add(root, path);
    }

    fn add(&mut self, root: &Path, path: &str) {
        let walk = WalkDir::new(root.join(path)).into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())
        });
        for entry in walk.flatten() {
            let Some(path) = relative(root, entry.path()) else { continue };
            // The time of a folder says nothing that its files do not say.
            let stamp = if entry.file_type().is_dir() {
                Some((None, 0))
            } else {
                entry.metadata().ok().map(|data| (data.modified().ok(), data.len()))
            };
            self.0.extend(stamp.map(|stamp| (path, stamp)));
        }
    }

    /// The paths that are not alike in both.
    pub fn differences(&self, other: &Self) -> BTreeSet<String> {
        let all = self.0.keys().chain(other.0.keys());
        all.filter(|path| self.0.get(*path) != other.0.get(*path)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_went_or_changed_differs() {
        let guide = tempfile::tempdir().unwrap();
        let root = guide.path();
        let write = |path: &str, text: &str| std::fs::write(root.join(path), text).unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        write("book.toml", "");
        write("content/1.md", "een");
        write("content/2.md", "twee");
        write("content/.3.md.swp", "");
        let before = Stamps::take(root, &[]);
        assert!(before.differences(&Stamps::take(root, &[])).is_empty());
        write("content/1.md", "langer");
        write("content/.3.md.swp", "langer");
        std::fs::remove_file(root.join("content/2.md")).unwrap();
        write("book.toml", "x");
        write("content/4.md", "");
        let mut after = Stamps::take(root, &[]);
        let found: Vec<_> = before.differences(&after).into_iter().collect();
        assert_eq!(found, ["book.toml", "content/1.md", "content/2.md", "content/4.md"]);
        write("content/4.md", "vier");
        after.update(root, "content/4.md");
        assert!(after.differences(&Stamps::take(root, &[])).is_empty());
    }
}
