//! Tells which files of a guide changed, as soon as they are worth reading.
//!
//! The system reports every step an editor takes while it saves: a temporary file, a file that is
//! emptied and then written, a rename over the old one. [`Pending`] waits until a step is the last.
//!
//! On network drives, in containers and in WSL the system may report nothing. So everything is also
//! looked through now and then: if that finds changes nobody reported, it is done often from then
//! on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::stamps::Stamps;
use crate::config;
use crate::source::{CONTENT, is_ignored, relative};
use crate::theme::THEMES;

/// How long after each step of saving a file it is read, unless another step follows.
mod delay {
    use super::Duration;

    /// It was closed, or renamed to its name: it is whole.
    pub const WHOLE: Duration = Duration::ZERO;
    /// It was written, and may be written on. Where the end of writing is reported too, that is
    /// what is waited for.
    pub const WRITTEN: Duration =
        Duration::from_millis(if cfg!(target_os = "linux") { 200 } else { 15 });
    /// It is new, or no chapter: what an editor makes on the way to the file it saves.
    pub const PASSING: Duration = Duration::from_millis(50);
    /// It is gone, perhaps to come back.
    pub const GONE: Duration = Duration::from_millis(80);
    /// A chapter without a text, which is rarely what was meant: its text is still to come.
    pub const EMPTY: Duration = Duration::from_millis(400);
}

/// How often everything is looked through while the system reports changes, and while it does not.
const RARELY: Duration = Duration::from_secs(2);
const OFTEN: Duration = Duration::from_millis(300);

/// How many unreported changes it takes to stop relying on reports: one may be a coincidence.
const UNRELIABLE: usize = 2;

/// What the thread that waits for changes is told.
enum Message {
    Reported(Event),
    Stop,
}

/// Waits for changes of a guide.
pub struct Watcher {
    root: PathBuf,
    /// Files outside the guide's own folders that it shows.
    others: Vec<String>,
    messages: Receiver<Message>,
    sender: Sender<Message>,
    /// Nothing where the system reports nothing.
    reports: Option<RecommendedWatcher>,
    pending: Pending,
    stamps: Stamps,
    next_look: Instant,
    unreported: usize,
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
    /// Watches the guide in `root`. With `poll` it does not rely on the system at all.
    pub fn new(root: &Path, poll: bool) -> Self {
        // Reports have whole paths, without symbolic links.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, messages) = channel();
        let reports = (!poll).then(|| reports(sender.clone())).flatten();
        let mut this = Self {
            stamps: Stamps::take(&root, &[]),
            root,
            others: Vec::new(),
            messages,
            sender,
            reports,
            pending: Pending::default(),
            next_look: Instant::now(),
            unreported: 0,
        };
        this.watch_folders();
        this.next_look = Instant::now() + this.interval();
        this
    }

    /// Ends the waiting from elsewhere.
    pub fn stopper(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Whether it looks for changes by itself.
    pub fn is_polling(&self) -> bool {
        self.reports.is_none()
    }

    /// Watches these files too, which lie outside the guide's own folders.
    pub fn watch_also(&mut self, others: Vec<String>) {
        for file in others.iter().filter(|file| !self.others.contains(file)) {
            self.stamps.update(&self.root, file);
            let folder = self.root.join(file).parent().map(Path::to_owned);
            if let (Some(reports), Some(folder)) = (&mut self.reports, folder) {
                // What cannot be watched is found when everything is looked through.
                let _ = reports.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
        self.others = others;
    }

    /// Waits until something changed: paths in the guide's folder. Nothing when it was stopped.
    pub fn wait(&mut self) -> Option<BTreeSet<String>> {
        loop {
            let due = self.pending.due().map_or(self.next_look, |due| due.min(self.next_look));
            match self.messages.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Message::Reported(event)) => self.note(&event),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            // All that is known already is taken in one go.
            loop {
                match self.messages.try_recv() {
                    Ok(Message::Reported(event)) => self.note(&event),
                    Ok(Message::Stop) => return None,
                    Err(_) => break,
                }
            }
            let now = Instant::now();
            if now >= self.next_look {
                self.look(now);
            }
            self.pending.postpone_empty(&self.root, now);
            let (changed, unreported) = self.pending.take(now);
            if unreported {
                self.distrust();
            }
            if !changed.is_empty() {
                for path in &changed {
                    self.stamps.update(&self.root, path);
                }
                return Some(changed);
            }
        }
    }

    fn watch_folders(&mut self) {
        let Some(reports) = &mut self.reports else { return };
        let root = reports.watch(&self.root, RecursiveMode::NonRecursive);
        let folders = [CONTENT, THEMES].map(|folder| self.root.join(folder));
        let mut folders = folders.iter().filter(|folder| folder.is_dir());
        let all = folders.try_for_each(|folder| reports.watch(folder, RecursiveMode::Recursive));
        // A system may watch only so many folders.
        if root.and(all).is_err() {
            self.reports = None;
        }
    }

    /// Takes note of what the system reports.
    fn note(&mut self, event: &Event) {
        let now = Instant::now();
        if event.need_rescan() {
            self.next_look = now;
        }
        let last = event.paths.len().saturating_sub(1);
        for (at, path) in event.paths.iter().enumerate() {
            let Some(path) = self.own(path) else { continue };
            if path == CONTENT || path == THEMES {
                self.watch_folders();
            }
            let is_chapter = path.ends_with(".md") || path == config::FILE_NAME;
            let delay = match event.kind {
                EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
                    delay::GONE
                }
                EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if at < last => delay::GONE,
                _ if !is_chapter && !path.starts_with(THEMES) => delay::PASSING,
                EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(_)) => delay::WHOLE,
                EventKind::Create(_) => delay::PASSING,
                _ => delay::WRITTEN,
            };
            self.pending.note(path, now + delay, true);
        }
    }

    /// The path in the guide's folder of a file that can be part of the guide.
    fn own(&self, path: &Path) -> Option<String> {
        let path = relative(&self.root, path)?;
        let is_own = path == config::FILE_NAME
            || [CONTENT, THEMES].into_iter().any(|folder| {
                path.strip_prefix(folder)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            || self.others.contains(&path);
        (is_own && !path.split('/').any(is_ignored)).then_some(path)
    }

    /// Looks through everything for changes that were not reported.
    fn look(&mut self, now: Instant) {
        let stamps = Stamps::take(&self.root, &self.others);
        for path in self.stamps.differences(&stamps) {
            // A report may be on its way.
            let delay = if self.is_polling() { delay::WHOLE } else { delay::GONE };
            self.pending.note(path, now + delay, false);
        }
        self.stamps = stamps;
        self.next_look = Instant::now() + self.interval().max(now.elapsed() * 20);
    }

    fn interval(&self) -> Duration {
        if self.is_polling() { OFTEN } else { RARELY }
    }

    /// Changes come without being reported.
    fn distrust(&mut self) {
        self.unreported += 1;
        if self.unreported == UNRELIABLE {
            self.reports = None;
            self.next_look = Instant::now();
        }
    }
}

/// The system's reports, without those of files that were only read. Nothing where it has none.
fn reports(sender: Sender<Message>) -> Option<RecommendedWatcher> {
    let is_telling = |kind: &EventKind| match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        // Permissions and times change no page. Not every system tells them from the text.
        EventKind::Modify(ModifyKind::Metadata(_)) => !cfg!(target_os = "linux"),
        _ => true,
    };
    notify::recommended_watcher(move |event: notify::Result<Event>| {
        let event = event.unwrap_or_else(|_| {
            // Something was missed.
            Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan)
        });
        if event.need_rescan() || is_telling(&event.kind) {
            let _ = sender.send(Message::Reported(event));
        }
    })
    .ok()
}

/// Changes that are not read yet.
#[derive(Default)]
struct Pending(BTreeMap<String, Waiting>);

struct Waiting {
    due: Instant,
    /// Whether the system reported it.
    is_reported: bool,
    /// Since when it waits although it is empty.
    empty_since: Option<Instant>,
}

impl Pending {
    /// Takes note of a change. The last step decides, but what is whole stays so.
    fn note(&mut self, path: String, due: Instant, is_reported: bool) {
        let waiting = self.0.entry(path).or_insert(Waiting { due, is_reported, empty_since: None });
        waiting.due = due;
        waiting.is_reported |= is_reported;
    }

    /// When the next one can be read.
    fn due(&self) -> Option<Instant> {
        self.0.values().map(|waiting| waiting.due).min()
    }

    /// Lets a chapter wait that is empty for the moment.
    fn postpone_empty(&mut self, root: &Path, now: Instant) {
        let due = self.0.iter_mut().filter(|(_, waiting)| waiting.due <= now);
        for (path, waiting) in due.filter(|(path, _)| path.ends_with(".md")) {
            let is_empty =
                root.join(path).metadata().is_ok_and(|data| data.is_file() && data.len() == 0);
            let since = *waiting.empty_since.get_or_insert(now);
            if is_empty && now < since + delay::EMPTY {
                waiting.due = now + delay::PASSING;
            }
        }
    }

    /// What can be read now, and whether any of it was not reported.
    fn take(&mut self, now: Instant) -> (BTreeSet<String>, bool) {
        let mut due = BTreeSet::new();
        let mut unreported = false;
        self.0.retain(|path, waiting| {
            let is_due = waiting.due <= now;
            if is_due {
                due.insert(path.clone());
                unreported |= !waiting.is_reported;
            }
            !is_due
        });
        (due, unreported)
    }
}
