//! The PDF of a guide that is being written: made in the background when it is asked for, and one
//! at a time.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::cache::Rendered;
use crate::attachments::Attachments;
use crate::diagnostic::Diagnostic;
use crate::editions::selection::Selection;
use crate::editions::typeset::Job;
use crate::guide::Guide;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::revision::Revision;

/// The name of the PDF in the preview, whatever the title of the guide.
pub const PATH: &str = "book.pdf";

/// How long a browser waits for a PDF before it is told that it is being made.
const PATIENCE: Duration = Duration::from_secs(2);

/// The PDF, and whether another is being made.
#[derive(Default)]
pub struct BookPreview {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_busy: bool,
    last: Option<Book>,
}

/// A PDF that was made, or failed.
#[derive(Clone)]
pub struct Book {
    version: BookVersion,
    /// The file; `None` if it could not be made.
    pub pdf: Option<Rendered>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// What a PDF was made of.
#[derive(Clone)]
struct BookVersion {
    site: Revision,
    book: Revision,
    attachments: Arc<Attachments>,
}

impl BookVersion {
    fn of(guide: &Guide) -> Self {
        let attachments = Arc::clone(&guide.attachments);
        Self { site: guide.site, book: guide.book.revision, attachments }
    }

    fn is_of(&self, guide: &Guide) -> bool {
        self.site == guide.site
            && self.book == guide.book.revision
            && Arc::ptr_eq(&self.attachments, &guide.attachments)
    }
}

impl BookPreview {
    /// The PDF of a guide; `None` while it is being made.
    pub fn get(self: &Arc<Self>, guide: &Arc<Guide>) -> Option<Book> {
        let start = Instant::now();
        let mut state = self.lock();
        loop {
            if let Some(book) = state.last.as_ref().filter(|book| book.version.is_of(guide)) {
                return Some(book.clone());
            }
            if !state.is_busy {
                state.is_busy = true;
                let (this, guide) = (Arc::clone(self), Arc::clone(guide));
                let work = move || this.set(make(&guide));
                if thread::Builder::new().spawn(work).is_err() {
                    state.is_busy = false;
                    return None;
                }
            }
            let left = PATIENCE.checked_sub(start.elapsed())?;
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn set(&self, book: Book) {
        let mut state = self.lock();
        state.last = Some(book);
        state.is_busy = false;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make(guide: &Guide) -> Book {
    let write = || Job::new(guide, &Selection::of_guide(guide));
    let job = panics::guard(Action::Making, || message!("typeset-book"), write);
    let made = job.map_err(Vec::from).and_then(Job::run);
    let version = BookVersion::of(guide);
    match made {
        Ok(pdf) => {
            Book { version, pdf: Some(Rendered::new(pdf.bytes)), problems: pdf.warnings }
        }
        Err(problems) => Book { version, pdf: None, problems },
    }
}
