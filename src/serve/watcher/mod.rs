//! Tells which files of a guide changed, as soon as they are complete.
//!
//! The system reports changes ([`Backend`]), and [`Debounce`] waits until a save is complete. On
//! network drives, in containers and in WSL the system may report nothing. So everything is also
//! scanned now and then ([`Snapshot`]), and often where reports are missing.

mod backend;
mod debounce;
mod snapshot;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind};
use same_file::Handle;

use self::backend::Backend;
use self::debounce::Debounce;
use self::snapshot::Snapshot;
use crate::config;
use crate::paths::GuidePath;
use crate::source::{CONTENT, is_ignored};
use crate::theme::THEMES;

/// How often all files are compared while the system reports changes.
const RARELY: Duration = Duration::from_secs(2);

/// How often while it does not report them.
const OFTEN: Duration = Duration::from_millis(300);

/// The pause after a scan is this many times as long as the scan itself, so that scanning takes
/// little of the machine; and the longest pause.
const SHARE: u32 = 20;
const SELDOM: Duration = Duration::from_secs(10);

/// How soon a file that could not be read is read again. Every failure doubles the time.
const FIRST_RETRY: Duration = Duration::from_millis(250);
const LAST_RETRY: Duration = Duration::from_secs(2);

/// A message to the thread that waits for changes.
enum Message {
    Reported(Event),
    /// The system can no longer report changes.
    Failed,
    Stop,
}

/// Waits for changes of a guide.
pub struct Watcher {
    /// The folder of the guide as given, perhaps through a symbolic link.
    given: PathBuf,
    /// The folder itself, as the system names it in its reports.
    root: PathBuf,
    /// The identity of the folder, to notice when another takes its place.
    identity: Option<Handle>,
    /// Files outside the guide's own folders that it shows.
    named: BTreeSet<GuidePath>,
    inbox: Receiver<Message>,
    outbox: Sender<Message>,
    is_polling_wanted: bool,
    backend: Backend,
    /// Whether the system reported an error of its own since the last start.
    has_failed: bool,
    debounce: Debounce,
    snapshot: Snapshot,
    next_scan: Instant,
    retry_delay: Duration,
}

/// Ends the waiting of a [`Watcher`].
pub struct Stop(Sender<Message>);

impl Stop {
    /// Ends it.
    pub fn stop(&self) {
        let _ = self.0.send(Message::Stop);
    }
}

impl Watcher {
    /// Watches the guide in `root`; with `poll`, without relying on the system.
    pub fn new(root: &Path, poll: bool) -> Self {
        let (outbox, inbox) = channel();
        Self::with_channel(root, poll, outbox, inbox)
    }

    fn with_channel(
        given: &Path,
        poll: bool,
        outbox: Sender<Message>,
        inbox: Receiver<Message>,
    ) -> Self {
        let root = given.canonicalize().unwrap_or_else(|_| given.to_owned());
        let mut backend = Backend::new(!poll, outbox.clone());
        backend.start(&root, &BTreeSet::new());
        let interval = if backend.is_reliable() { RARELY } else { OFTEN };
        Self {
            given: given.to_owned(),
            identity: Handle::from_path(&root).ok(),
            snapshot: Snapshot::take(&root, &BTreeSet::new()),
            root,
            named: BTreeSet::new(),
            inbox,
            outbox,
            is_polling_wanted: poll,
            backend,
            has_failed: false,
            debounce: Debounce::default(),
            next_scan: Instant::now() + interval,
            retry_delay: FIRST_RETRY,
        }
    }

    /// A fresh watcher of the same guide, for when the state of this one cannot be trusted any
    /// more. Changes in the meantime are not reported.
    pub fn renewed(self) -> Self {
        Self::with_channel(&self.given, self.is_polling_wanted, self.outbox, self.inbox)
    }

    /// A handle to end the waiting from elsewhere.
    pub fn stopper(&self) -> Stop {
        Stop(self.outbox.clone())
    }

    /// Whether it polls for changes.
    pub fn is_polling(&self) -> bool {
        !self.backend.is_reliable()
    }

    /// Watches these files too, which lie outside the guide's own folders. They need not exist yet.
    pub fn watch_also(&mut self, named: BTreeSet<GuidePath>) {
        if named == self.named {
            return;
        }
        for path in named.difference(&self.named) {
            self.snapshot.update(&self.root, path);
        }
        self.named = named;
        self.backend.watch_named(&self.root, &self.named);
    }

    /// Reports these files again in a moment, because they could not be read.
    pub fn retry(&mut self, files: BTreeSet<GuidePath>) {
        if files.is_empty() {
            self.retry_delay = FIRST_RETRY;
            return;
        }
        let due = Instant::now() + self.retry_delay;
        self.retry_delay = (self.retry_delay * 2).min(LAST_RETRY);
        for path in files {
            self.debounce.note_aside(path, due);
        }
    }

    /// Waits until something changes, and returns its paths in the guide's folder; `None` once
    /// stopped.
    pub fn wait(&mut self) -> Option<BTreeSet<GuidePath>> {
        loop {
            let due =
                self.debounce.next_due().map_or(self.next_scan, |due| due.min(self.next_scan));
            match self.inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(message) => self.hear(message),
                Err(RecvTimeoutError::Timeout) => {}
            }
            // Everything known by now is one change.
            while let Ok(message) = self.inbox.try_recv() {
                if matches!(message, Message::Stop) {
                    return None;
                }
                self.hear(message);
            }
            let now = Instant::now();
            if now >= self.next_scan {
                self.scan(now);
            }
            let changed = self.take(now);
            if !changed.is_empty() {
                return Some(changed);
            }
        }
    }

    /// What can be read now.
    fn take(&mut self, now: Instant) -> BTreeSet<GuidePath> {
        let due = self.debounce.take(&self.root, now);
        // A named file may lie in a folder that cannot be watched; a missing report of it means
        // nothing.
        if due.unreported.iter().any(|path| !self.named.contains(path)) {
            self.backend.note_missed(&self.root, &self.named);
        } else if due.files.len() > due.unreported.len() {
            self.backend.note_reported();
        }
        for path in &due.files {
            self.snapshot.update(&self.root, path);
        }
        due.files
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Reported(event) => self.note(&event),
            // A restart may fail in the same way, so it waits for the next scan.
            Message::Failed => self.has_failed = true,
            Message::Stop => {}
        }
    }

    /// Notes what the system reports.
    fn note(&mut self, event: &Event) {
        let now = Instant::now();
        if event.need_rescan() {
            self.next_scan = now;
        }
        let last = event.paths.len().saturating_sub(1);
        for (at, path) in event.paths.iter().enumerate() {
            // Of a file whose name is not UTF-8 the folder can be named.
            let mut named = path.ancestors().filter_map(|path| GuidePath::of(&self.root, path));
            let Some(path) = named.next() else { continue };
            if path == *CONTENT || path == *THEMES {
                self.backend.watch_folders(&self.root);
            }
            self.note_named_below(&path, now);
            if !self.is_own(&path) {
                continue;
            }
            let delay = debounce::delay(event.kind, &path, at < last);
            match event.kind {
                // Editors set permissions after saving, and that must not delay what was saved.
                EventKind::Modify(ModifyKind::Metadata(_)) => {
                    self.debounce.note_aside(path, now + delay);
                }
                _ => self.debounce.note(path, now + delay, true),
            }
        }
    }

    /// Notes the named files in a folder that appeared or disappeared.
    fn note_named_below(&mut self, folder: &GuidePath, now: Instant) {
        let is_below =
            |path: &&GuidePath| !folder.is_base() && *path != folder && path.is_within(folder);
        let below: Vec<GuidePath> = self.named.iter().filter(is_below).cloned().collect();
        if below.is_empty() {
            return;
        }
        self.backend.watch_named(&self.root, &self.named);
        for path in below {
            self.debounce.note(path, now + debounce::GONE, true);
        }
    }

    /// Whether a path can be part of the guide.
    fn is_own(&self, path: &GuidePath) -> bool {
        let is_in_folder = matches!(path.parts().next(), Some(CONTENT | THEMES));
        let is_own = is_in_folder || *path == *config::FILE_NAME || self.named.contains(path);
        is_own && !path.parts().any(is_ignored)
    }

    /// Compares all files, to find changes that were not reported.
    fn scan(&mut self, now: Instant) {
        let is_excused = self.move_along() || self.revive();
        let snapshot = Snapshot::take(&self.root, &self.named);
        for path in self.snapshot.differences(&snapshot) {
            // The report may still be on its way.
            let delay = if self.is_polling() { debounce::WHOLE } else { debounce::GONE };
            self.debounce.note(path, now + delay, is_excused);
        }
        self.snapshot = snapshot;
        let interval = if self.is_polling() { OFTEN } else { RARELY };
        self.next_scan = Instant::now() + interval.max((now.elapsed() * SHARE).min(SELDOM));
    }

    /// Watches another folder if one has taken the place of the guide's: it was recreated, or a
    /// link to it leads elsewhere. Returns whether that is so.
    fn move_along(&mut self) -> bool {
        // A guide that is away may come back.
        let Ok(root) = self.given.canonicalize() else { return false };
        let identity = Handle::from_path(&root).ok();
        if root == self.root && identity == self.identity {
            return false;
        }
        (self.root, self.identity) = (root, identity);
        self.backend.start(&self.root, &self.named);
        true
    }

    /// Restarts reports that ended or failed; returns whether they had.
    fn revive(&mut self) -> bool {
        let is_dead = std::mem::take(&mut self.has_failed) || self.backend.is_dead();
        if is_dead {
            self.backend.start(&self.root, &self.named);
        } else if self.is_polling() && !self.is_polling_wanted {
            self.backend.try_start(&self.root, &self.named);
        }
        is_dead
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;

    fn guide() -> tempfile::TempDir {
        let guide = tempfile::tempdir().unwrap();
        fs::create_dir(guide.path().join("content")).unwrap();
        fs::write(guide.path().join("book.toml"), "").unwrap();
        fs::write(guide.path().join("content/1.md"), "een").unwrap();
        guide
    }

    /// Waits until a path is reported, and returns how long that took.
    fn wait_for(watcher: &mut Watcher, path: &str) -> Duration {
        let start = Instant::now();
        let stop = watcher.stopper();
        let (told, is_told) = channel::<()>();
        thread::spawn(move || {
            if is_told.recv_timeout(Duration::from_secs(60)) == Err(RecvTimeoutError::Timeout) {
                stop.stop();
            }
        });
        // A folder stands for everything in it.
        let path = GuidePath::new(path).unwrap();
        let is_meant = |told: &GuidePath| path.is_within(told);
        while let Some(files) = watcher.wait() {
            if files.iter().any(is_meant) {
                drop(told);
                return start.elapsed();
            }
        }
        panic!("{path} is never reported");
    }

    #[test]
    fn reports_that_end_are_restarted() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        for n in 0..3 {
            watcher.backend.break_down();
            fs::write(guide.path().join("content/1.md"), format!("versie {n}")).unwrap();
            wait_for(&mut watcher, "content/1.md");
            assert!(!watcher.backend.is_dead());
            assert!(!watcher.is_polling(), "the system is not to blame");
        }
    }

    #[test]
    fn an_error_of_the_system_restarts_reports() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        watcher.backend.break_down();
        fs::write(guide.path().join("content/1.md"), "anders").unwrap();
        watcher.outbox.send(Message::Failed).unwrap();
        wait_for(&mut watcher, "content/1.md");
        assert!(!watcher.backend.is_dead() && !watcher.is_polling());
    }

    #[test]
    fn a_touch_counts_as_a_report() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        for n in 0..4 {
            let file = fs::File::open(guide.path().join("content/1.md")).unwrap();
            let time = std::time::SystemTime::now() - Duration::from_secs(1000 + n);
            file.set_modified(time).unwrap();
            wait_for(&mut watcher, "content/1.md");
        }
        assert!(!watcher.is_polling());
    }

    #[test]
    fn a_named_file_is_noticed_when_its_folder_appears() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        watcher.watch_also([GuidePath::new("beeld/logo/a.svg").unwrap()].into());
        fs::create_dir_all(guide.path().join("beeld/logo")).unwrap();
        fs::write(guide.path().join("beeld/logo/a.svg"), "<svg/>").unwrap();
        assert!(wait_for(&mut watcher, "beeld/logo/a.svg") < RARELY);
        assert!(!watcher.is_polling());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_whose_name_is_not_utf8_is_reported_by_its_folder() {
        use std::os::unix::ffi::OsStrExt;

        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        let name = std::ffi::OsStr::from_bytes(b"2-\xff.md");
        fs::write(guide.path().join("content").join(name), "twee").unwrap();
        assert!(wait_for(&mut watcher, "content/2.md") < RARELY);
        fs::remove_file(guide.path().join("content").join(name)).unwrap();
        assert!(wait_for(&mut watcher, "content/2.md") < RARELY);
        assert!(!watcher.is_polling());
    }

    #[test]
    fn unreadable_files_are_reported_again() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        for _ in 0..3 {
            watcher.retry([GuidePath::new("content/1.md").unwrap()].into());
            assert!(wait_for(&mut watcher, "content/1.md") < LAST_RETRY);
        }
        assert_eq!(watcher.retry_delay, LAST_RETRY);
        watcher.retry(BTreeSet::new());
        assert_eq!(watcher.retry_delay, FIRST_RETRY);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_is_followed() {
        let (one, two) = (guide(), guide());
        fs::write(two.path().join("content/2.md"), "twee").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("gids");
        std::os::unix::fs::symlink(one.path(), &link).unwrap();
        let mut watcher = Watcher::new(&link, false);
        fs::write(one.path().join("content/1.md"), "anders").unwrap();
        assert!(wait_for(&mut watcher, "content/1.md") < RARELY);
        fs::remove_file(&link).unwrap();
        std::os::unix::fs::symlink(two.path(), &link).unwrap();
        wait_for(&mut watcher, "content/2.md");
        fs::write(two.path().join("content/2.md"), "anders").unwrap();
        assert!(wait_for(&mut watcher, "content/2.md") < RARELY);
        assert!(!watcher.is_polling());
    }

    #[test]
    fn a_recreated_guide_is_watched_again() {
        let guide = guide();
        let mut watcher = Watcher::new(guide.path(), false);
        for n in 0..3 {
            fs::remove_dir_all(guide.path()).unwrap();
            wait_for(&mut watcher, "content/1.md");
            fs::create_dir_all(guide.path().join("content")).unwrap();
            fs::write(guide.path().join("content/1.md"), format!("{n}")).unwrap();
            wait_for(&mut watcher, "content/1.md");
        }
        for n in 0..6 {
            fs::write(guide.path().join("content/1.md"), format!("versie {n}")).unwrap();
            wait_for(&mut watcher, "content/1.md");
        }
        assert!(!watcher.is_polling());
    }
}
