//! Waits until a file that is being saved is complete.
//!
//! The system reports every step an editor takes while it saves: a temporary file, a file that is
//! emptied and then written, a rename over the old one. How long to wait after a step depends on
//! what it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use notify::EventKind;
use notify::event::{ModifyKind, RenameMode};

use crate::config;
use crate::paths::GuidePath;
use crate::theme::THEMES;

/// After it was closed, or renamed into place: it is complete.
pub const WHOLE: Duration = Duration::ZERO;
/// After a write: more may follow. Linux also reports that the file was closed, so this is only a
/// fallback there and may be long.
const WRITTEN: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 200 } else { 15 });
/// After it was created, or if it is not a chapter: it may be a step on the way to the saved file.
const PASSING: Duration = Duration::from_millis(50);
/// After it was removed: it may come back.
pub const GONE: Duration = Duration::from_millis(80);
/// How long a chapter may be empty before it counts as empty: its text is probably still to come.
const EMPTY: Duration = Duration::from_millis(400);

/// How long to wait after a step of saving `path`. A rename has two paths, and `is_source` tells
/// that this is the first.
pub fn delay(kind: EventKind, path: &GuidePath, is_source: bool) -> Duration {
    let is_text = is_chapter(path) || *path == *config::FILE_NAME;
    match kind {
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => GONE,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if is_source => GONE,
        _ if !is_text && path.parts().next() != Some(THEMES) => PASSING,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(_)) => WHOLE,
        EventKind::Create(_) => PASSING,
        _ => WRITTEN,
    }
}

fn is_chapter(path: &GuidePath) -> bool {
    path.extension() == Some("md")
}

/// Changes that are not read yet, by path.
#[derive(Default)]
pub struct Debounce(BTreeMap<GuidePath, Pending>);

struct Pending {
    due: Instant,
    is_reported: bool,
    empty_since: Option<Instant>,
}

/// The changes that can be read now.
#[derive(Default)]
pub struct Due {
    /// Their paths.
    pub files: BTreeSet<GuidePath>,
    /// Those of them that the system did not report.
    pub unreported: BTreeSet<GuidePath>,
}

impl Debounce {
    /// Notes a step; the last one decides how long to wait.
    pub fn note(&mut self, path: GuidePath, due: Instant, is_reported: bool) {
        let pending = self.0.entry(path).or_insert(Pending { due, is_reported, empty_since: None });
        pending.due = due;
        pending.is_reported |= is_reported;
    }

    /// Notes a reported change that must not delay other changes of the same file.
    pub fn note_aside(&mut self, path: GuidePath, due: Instant) {
        let pending =
            self.0.entry(path).or_insert(Pending { due, is_reported: true, empty_since: None });
        pending.is_reported = true;
    }

    /// When the next change can be read.
    pub fn next_due(&self) -> Option<Instant> {
        self.0.values().map(|pending| pending.due).min()
    }

    /// Takes out what can be read now. A chapter that is empty stays for a while.
    pub fn take(&mut self, root: &Path, now: Instant) -> Due {
        let mut due = Due::default();
        self.0.retain(|path, pending| {
            if pending.due <= now {
                pending.postpone_if_empty(root, path, now);
            }
            if pending.due > now {
                return true;
            }
            due.files.insert(path.clone());
            if !pending.is_reported {
                due.unreported.insert(path.clone());
            }
            false
        });
        due
    }
}

impl Pending {
    fn postpone_if_empty(&mut self, root: &Path, path: &GuidePath, now: Instant) {
        let is_empty =
            || path.below(root).metadata().is_ok_and(|data| data.is_file() && data.len() == 0);
        if !is_chapter(path) || !is_empty() {
            return;
        }
        let since = *self.empty_since.get_or_insert(now);
        if now < since + EMPTY {
            self.due = now + PASSING;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> GuidePath {
        GuidePath::new(text).unwrap()
    }

    #[test]
    fn the_last_step_decides_and_a_touch_delays_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let now = Instant::now();
        let mut debounce = Debounce::default();
        debounce.note(path("content/1.md"), now + WRITTEN, true);
        debounce.note(path("content/1.md"), now + WHOLE, false);
        debounce.note_aside(path("content/1.md"), now + PASSING);
        debounce.note(path("content/2.md"), now + GONE, false);
        let due = debounce.take(folder.path(), now);
        assert_eq!((due.files.len(), due.unreported.len()), (1, 0));
        let due = debounce.take(folder.path(), now + GONE);
        assert_eq!(due.unreported, [path("content/2.md")].into());
        assert!(debounce.next_due().is_none());
    }

    #[test]
    fn an_empty_chapter_waits_for_its_text_and_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("1.md"), "").unwrap();
        let start = Instant::now();
        let mut debounce = Debounce::default();
        debounce.note(path("1.md"), start, true);
        assert!(debounce.take(folder.path(), start).files.is_empty());
        assert!(debounce.take(folder.path(), start + PASSING).files.is_empty());
        assert_eq!(debounce.take(folder.path(), start + EMPTY).files.len(), 1);
    }
}
