//! Starting and ending the preview.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::guard::Guard;
use super::http::{self, Site};
use super::listener;
use super::news::{Choices, Newsroom};
use super::preview::{Change, Preview};
use super::watcher::{Stop, Watcher};
use crate::workspace::Options;

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
    /// Whether to look for changes instead of being told.
    pub poll: bool,
    /// What the command line chooses over `book.toml`.
    pub choices: Choices,
}

/// What is told about while the preview runs.
pub enum Report<'a> {
    /// A change, how many artifacts it reaches, and how long it took until it could be seen.
    Changed(&'a Change, usize, Duration),
    /// The system does not report changes, so they are looked for.
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
    threads: Vec<JoinHandle<()>>,
}

/// Starts a preview: reads the guide, listens, and watches. `tell` hears of every change.
///
/// # Errors
/// When it cannot listen there.
pub fn start(
    settings: Settings,
    tell: impl Fn(&Preview, &Report<'_>) + Send + 'static,
) -> io::Result<Running> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(listener::bind(&settings.host, settings.port))?;
    let address = listener.local_addr()?;
    // From here on no change is missed, though the guide is still to be read.
    let mut watcher = Watcher::new(&settings.root, settings.poll);
    let preview = Arc::new(Preview::open(&settings.root, &settings.options));
    let newsroom = Arc::new(Newsroom::new(Arc::clone(&preview), settings.choices));
    let (ending, ends) = watch::channel(false);
    let stop = watcher.stopper();

    let site = Site {
        preview: Arc::clone(&preview),
        newsroom: Arc::clone(&newsroom),
        ending: ends.clone(),
    };
    let router = http::router(site, Guard::new(&settings.host));
    let serving = thread::spawn(move || {
        let mut ends = ends;
        let end = async move {
            let _ = ends.wait_for(|ending| *ending).await;
        };
        runtime.block_on(listener::serve(listener, router, end));
        runtime.shutdown_background();
    });
    let watched = Arc::clone(&preview);
    let watching = thread::spawn(move || {
        let mut is_polling = watcher.is_polling();
        watcher.watch_also(watched.pictures());
        while let Some(files) = watcher.wait() {
            let start = Instant::now();
            if let Some(change) = watched.apply(&files) {
                newsroom.tell(Some(&change));
                let time = start.elapsed();
                watcher.watch_also(watched.pictures());
                tell(&watched, &Report::Changed(&change, watched.reach(&change), time));
            }
            if watcher.is_polling() && !is_polling {
                is_polling = true;
                tell(&watched, &Report::Polling);
            }
        }
    });
    Ok(Running { address, preview, ending, stop, threads: vec![serving, watching] })
}

impl Running {
    /// Where a browser finds it.
    pub fn url(&self) -> String {
        listener::url(self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.ending.send(true);
        self.stop.stop();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
