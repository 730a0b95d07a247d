//! The system's reports of changes: started, restarted when they fail, and no longer relied on if
//! they prove incomplete.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Message;
use crate::paths::GuidePath;
use crate::source::CONTENT;
use crate::theme::THEMES;

/// How many changes must go unreported before reports are not relied on: one may be a coincidence.
const UNRELIABLE: usize = 2;

/// How many changes must be reported after that before they are relied on again.
const RELIABLE: usize = 5;

/// How long to wait after a start that failed, or that did not help.
const RETRY_DELAY: Duration = Duration::from_secs(30);

/// The system's reports. There are none if they were not requested or are not available.
pub struct Backend {
    outbox: Sender<Message>,
    is_wanted: bool,
    active: Option<Active>,
    next_start: Instant,
    /// Changes without a report.
    missed: usize,
    /// Changes with a report since the last one without.
    reported: usize,
}

struct Active {
    watcher: RecommendedWatcher,
    /// Lives as long as the thread that makes the reports.
    thread: Weak<()>,
}

impl Backend {
    /// A backend that sends reports to `outbox`. It must be started first.
    pub fn new(is_wanted: bool, outbox: Sender<Message>) -> Self {
        let next_start = Instant::now();
        Self { outbox, is_wanted, active: None, next_start, missed: 0, reported: 0 }
    }

    /// Whether all changes are reported, as far as is known.
    pub fn is_reliable(&self) -> bool {
        self.active.is_some() && self.missed < UNRELIABLE
    }

    /// Whether the thread that makes the reports has ended by itself.
    pub fn is_dead(&self) -> bool {
        self.active.as_ref().is_some_and(|active| active.thread.strong_count() == 0)
    }

    /// Starts or restarts: the path may lead to another folder by now.
    pub fn start(&mut self, root: &Path, named: &BTreeSet<GuidePath>) {
        self.active = None;
        self.next_start = Instant::now() + RETRY_DELAY;
        if !self.is_wanted {
            return;
        }
        self.active = listen(self.outbox.clone());
        self.watch_folders(root);
        self.watch_named(root, named);
    }

    /// Restarts, unless it was started recently.
    pub fn try_start(&mut self, root: &Path, named: &BTreeSet<GuidePath>) {
        if Instant::now() >= self.next_start {
            self.start(root, named);
        }
    }

    /// Watches the folder of the guide, and all of its chapters and themes.
    pub fn watch_folders(&mut self, root: &Path) {
        let Some(Active { watcher, .. }) = &mut self.active else { return };
        let own = watcher.watch(root, RecursiveMode::NonRecursive);
        let folders = [CONTENT, THEMES].map(|folder| root.join(folder));
        let mut folders = folders.iter().filter(|folder| folder.is_dir());
        let all = folders.try_for_each(|folder| watcher.watch(folder, RecursiveMode::Recursive));
        // The number of watched folders is limited. A guide that is away may come back.
        if own.and(all).is_err() && root.is_dir() {
            self.active = None;
        }
    }

    /// Watches the folders of files that `book.toml` names. A folder that cannot be watched yet is
    /// covered by the periodic scan.
    pub fn watch_named(&mut self, root: &Path, named: &BTreeSet<GuidePath>) {
        let Some(Active { watcher, .. }) = &mut self.active else { return };
        let folders: BTreeSet<GuidePath> = named.iter().flat_map(GuidePath::folders).collect();
        for folder in folders {
            let _ = watcher.watch(&folder.below(root), RecursiveMode::NonRecursive);
        }
    }

    /// A change was reported.
    pub fn note_reported(&mut self) {
        self.reported += 1;
        if self.reported >= RELIABLE {
            self.missed = 0;
        }
    }

    /// A change was found that was not reported. It may be that another folder has taken the place
    /// of the one that is watched.
    pub fn note_missed(&mut self, root: &Path, named: &BTreeSet<GuidePath>) {
        self.missed += 1;
        self.reported = 0;
        if self.missed < UNRELIABLE {
            self.start(root, named);
        } else {
            self.try_start(root, named);
        }
    }

    /// Ends the reports silently, as a system may.
    #[cfg(test)]
    pub fn break_down(&mut self) {
        let Active { watcher, thread } = self.active.take().expect("reports");
        drop(watcher);
        while thread.strong_count() > 0 {
            std::thread::yield_now();
        }
        let watcher = notify::recommended_watcher(|_: notify::Result<Event>| ()).unwrap();
        self.active = Some(Active { watcher, thread });
    }
}

fn listen(outbox: Sender<Message>) -> Option<Active> {
    let alive = Arc::new(());
    let thread = Arc::downgrade(&alive);
    let handle = move |event: notify::Result<Event>| {
        // It lives as long as this thread runs.
        let _alive = &alive;
        let message = match event {
            Ok(event) if event.need_rescan() || is_change(event.kind) => Message::Reported(event),
            Ok(_) => return,
            Err(_) => Message::Failed,
        };
        let _ = outbox.send(message);
    };
    // A link may lead to endless folders; no chapter is read through one.
    let config = Config::default().with_follow_symlinks(false);
    let watcher = RecommendedWatcher::new(handle, config).ok()?;
    Some(Active { watcher, thread })
}

/// Whether a file may have changed, rather than only been read.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_relied_on_again_when_they_come() {
        let folder = tempfile::tempdir().unwrap();
        let (outbox, _inbox) = std::sync::mpsc::channel();
        let mut backend = Backend::new(true, outbox);
        let named = BTreeSet::new();
        backend.start(folder.path(), &named);
        assert!(backend.is_reliable());
        backend.note_missed(folder.path(), &named);
        assert!(backend.is_reliable(), "one may be a coincidence");
        backend.note_missed(folder.path(), &named);
        assert!(!backend.is_reliable());
        for _ in 0..RELIABLE {
            backend.note_reported();
        }
        assert!(backend.is_reliable());
    }
}
