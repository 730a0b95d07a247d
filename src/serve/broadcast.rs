//! Sends updates to browsers: there is a new version, what changed in it, and what is wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use tokio::sync::watch;

use super::editor::{Computer, Editor};
use super::preview::{Change, Preview};
use super::problems::Problems;
use super::words::Words;
use crate::config;
use crate::messages::message;
use crate::paths::PublicationPath;
use crate::system::System;

/// A message to browsers. The last one makes up for any that a browser missed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Update {
    /// Counts the updates of this run.
    number: usize,
    /// Identifies this run: after a restart a browser must reload its page.
    run: u128,
    /// The chapter that was edited.
    chapter: Option<EditedChapter>,
    /// Whether browsers go to that chapter by themselves.
    follow: bool,
    /// How files are opened in an editor, and where they are.
    editor: &'static str,
    folder: String,
    problems: Problems,
    words: Words,
}

#[derive(Debug, Clone, Serialize)]
struct EditedChapter {
    page: PublicationPath,
    /// Says that it was edited.
    offer: String,
}

impl EditedChapter {
    fn new((page, label): (PublicationPath, String)) -> Self {
        Self { page, offer: message!("preview-changed", chapter = label) }
    }
}

/// Sends updates to all browsers.
pub struct Broadcast {
    preview: Arc<Preview>,
    overrides: Overrides,
    sender: watch::Sender<Update>,
    count: AtomicUsize,
    run: u128,
    /// The revision of the problems that were sent last.
    sent: AtomicUsize,
}

/// Settings on the command line that override `book.toml`.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Whether browsers go to the chapter that is edited.
    pub follow: bool,
    /// What opens a file: `none`, `vscode` or a command.
    pub editor: Option<String>,
}

impl Broadcast {
    /// The broadcast of a preview.
    pub fn new(preview: Arc<Preview>, overrides: Overrides) -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let this = Self {
            preview,
            overrides,
            sender: watch::Sender::new(Update::default()),
            count: AtomicUsize::new(0),
            run: since.map_or(0, |since| since.as_millis()),
            sent: AtomicUsize::new(0),
        };
        this.send(None);
        this
    }

    /// What opens files.
    pub fn editor(&self) -> Editor {
        let setting = self.setting().editor;
        Editor::choose(self.overrides.editor.as_deref(), setting, &Computer::THIS)
    }

    fn setting(&self) -> config::Preview {
        let version = self.preview.version();
        version.guide.as_ref().map(|guide| guide.config.preview.clone()).unwrap_or_default()
    }

    /// All updates from now on, after the last one before.
    pub fn subscribe(&self) -> watch::Receiver<Update> {
        self.sender.subscribe()
    }

    /// Sends an update: after a change, or when the list of problems has changed.
    pub fn send(&self, change: Option<&Change>) {
        self.sent.store(self.preview.problem_revision(), Ordering::Relaxed);
        let version = self.preview.version();
        let chapter = change.and_then(|change| change.chapter.clone());
        let editor = self.editor();
        self.sender.send_replace(Update {
            number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
            run: self.run,
            chapter: chapter.map(EditedChapter::new),
            follow: self.overrides.follow || self.setting().follow,
            folder: match editor {
                Editor::VsCode => {
                    System::HERE.plain_path(&self.preview.folder().display().to_string())
                }
                // The path of the guide is sent only to where it is needed.
                _ => String::new(),
            },
            editor: editor.means(),
            problems: Problems::new(&version.problems()),
            words: Words::default(),
        });
    }

    /// Sends an update if the problems are not those that were last sent.
    pub fn send_new_problems(&self) {
        if self.sent.load(Ordering::Relaxed) != self.preview.problem_revision() {
            self.send(None);
        }
    }
}
