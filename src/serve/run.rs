//! Starting and ending the preview.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::broadcast::{Broadcast, Overrides};
use super::editing::{Access, DiskState, Editing, Editors, References};
use super::guard::Guard;
use super::http::{self, AppState};
use super::listener;
use super::preview::{Change, Preview};
use super::watcher::{Stop, Watcher};
use crate::panics;
use crate::paths::GuidePath;
use crate::workspace::{self, Options};

/// How long the preview may take to end. Only a read that hangs, on a network drive for example,
/// takes longer.
const END_TIMEOUT: Duration = Duration::from_secs(4);

/// How long to wait after a panic, so that one that keeps recurring does not hog the machine.
const PANIC_PAUSE: Duration = Duration::from_millis(200);

/// What is previewed, and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the guide.
    pub root: PathBuf,
    /// How it is read.
    pub options: Options,
    /// The name or address to listen on.
    pub host: String,
    /// The port; the first free one from 3000 on if it is not chosen.
    pub port: Option<u16>,
    /// Whether to poll for changes instead of relying on the system's reports.
    pub poll: bool,
    /// What the command line chooses over `book.toml`.
    pub overrides: Overrides,
    /// Who may edit the guide in the browser.
    pub editors: Editors,
}

/// What is reported while the preview runs.
pub enum Report<'a> {
    /// A change, how many artifacts it affects, and the time until it could be seen.
    Changed(&'a Change, usize, Duration),
    /// The system does not report changes, so the guide is polled.
    Polling,
}

/// A preview that is running. It ends when this is dropped.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The guide.
    pub preview: Arc<Preview>,
    ending: watch::Sender<bool>,
    stop: Stop,
    /// Closed when both threads have ended.
    ended: Receiver<()>,
}

/// Starts a preview: reads the guide, listens, and watches. Every change is passed to `report`.
///
/// # Errors
/// It cannot listen there.
pub fn start(
    settings: Settings,
    report: impl Fn(&Preview, &Report<'_>) + Send + Sync + 'static,
) -> io::Result<Running> {
    let (root, options) = (settings.root.clone(), settings.options.clone());
    start_with(settings, || Preview::open(&root, &options), report)
}

fn start_with(
    settings: Settings,
    open: impl FnOnce() -> Preview,
    report: impl Fn(&Preview, &Report<'_>) + Send + Sync + 'static,
) -> io::Result<Running> {
    let report = Arc::new(report);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(listener::bind(&settings.host, settings.port))?;
    let address = listener.local_addr()?;
    // From here on no change is missed, though the guide has not been read yet.
    let watcher = Watcher::new(&settings.root, settings.poll);
    let preview = Arc::new(open());
    let access = Arc::new(Access::new(settings.editors, preview.folder())?);
    let broadcast = Arc::new(Broadcast::new(Arc::clone(&preview), settings.overrides));
    let (ending, mut ends) = watch::channel(false);
    let (running, ended) = channel();
    let stop = watcher.stopper();

    let tell = {
        let (preview, broadcast) = (Arc::clone(&preview), Arc::clone(&broadcast));
        let report = Arc::clone(&report);
        move |files: &BTreeSet<GuidePath>| take_in(files, &preview, &broadcast, &*report)
    };
    let editing = Editing {
        access,
        root: settings.root,
        preview: Arc::clone(&preview),
        references: References::default(),
        tell: Box::new(tell),
        state: DiskState::default(),
    };
    let state = AppState {
        preview: Arc::clone(&preview),
        broadcast: Arc::clone(&broadcast),
        ending: ends.clone(),
        editing: editing.into(),
    };
    let router = http::router(state, Guard::new(&settings.host));
    let is_serving = running.clone();
    thread::spawn(move || {
        let end = async move {
            let _ = ends.wait_for(|ending| *ending).await;
        };
        runtime.block_on(listener::serve(listener, router, end));
        runtime.shutdown_background();
        drop(is_serving);
    });
    let watched = Arc::clone(&preview);
    thread::spawn(move || {
        supervise(watcher, &watched, &broadcast, &*report);
        drop(running);
    });
    Ok(Running { address, preview, ending, stop, ended })
}

/// Follows changes until the end. A panic does not end it: everything is then read and watched
/// anew.
fn supervise(
    mut watcher: Watcher,
    preview: &Preview,
    broadcast: &Broadcast,
    report: impl Fn(&Preview, &Report<'_>),
) {
    let mut was_polling = watcher.is_polling();
    let mut follow = |watcher: &mut Watcher| {
        watcher.watch_also(preview.named_files());
        watcher.retry(preview.unread_files());
        while let Some(files) = watcher.wait() {
            take_in(&files, preview, broadcast, &report);
            watcher.retry(preview.unread_files());
            watcher.watch_also(preview.named_files());
            if watcher.is_polling() && !was_polling {
                was_polling = true;
                report(preview, &Report::Polling);
            }
        }
    };
    while panics::catch(|| follow(&mut watcher)).is_err() {
        thread::sleep(PANIC_PAUSE);
        watcher = watcher.renewed();
        // This includes whatever changed in the meantime. A panic that recurs is left for the next
        // change.
        let everything = workspace::everything();
        let _ = panics::catch(|| take_in(&everything, preview, broadcast, &report));
    }
}

/// Reads what changed, and tells browsers and the terminal.
fn take_in(
    files: &BTreeSet<GuidePath>,
    preview: &Preview,
    broadcast: &Broadcast,
    report: &impl Fn(&Preview, &Report<'_>),
) {
    let start = Instant::now();
    if let Some(change) = preview.apply(files) {
        broadcast.send(Some(&change));
        let time = start.elapsed();
        report(preview, &Report::Changed(&change, preview.reach(&change), time));
    }
}

impl Running {
    /// The address for a browser.
    pub fn url(&self) -> String {
        listener::url(self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.ending.send(true);
        self.stop.stop();
        // Nothing is ever sent: this returns when both threads have ended.
        let _ = self.ended.recv_timeout(END_TIMEOUT);
    }
}
