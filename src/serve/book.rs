//! The PDFs of a guide that is being written: made in the background when they are asked for, and
//! one at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::cache::Rendered;
use crate::attachments::Attachments;
use crate::diagnostic::Diagnostic;
use crate::editions::typesetter::Running;
use crate::editions::{self, Printed};
use crate::guide::Guide;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::revision::Revision;

/// How long a browser waits for a PDF before it is told that it is being made.
const PATIENCE: Duration = Duration::from_secs(2);

/// The PDFs, and whether another is being made.
#[derive(Default)]
pub struct BookPreview {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_busy: bool,
    last: BTreeMap<Printed, Book>,
    /// One that took too long: no thread can be stopped.
    abandoned: Option<Running>,
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
    /// A PDF of a guide; `None` while it is being made.
    pub fn get(self: &Arc<Self>, guide: &Arc<Guide>, printed: Printed) -> Option<Book> {
        let start = Instant::now();
        let mut state = self.lock();
        loop {
            if let Some(book) = state.last.get(&printed).filter(|book| book.version.is_of(guide)) {
                return Some(book.clone());
            }
            if state.abandoned.as_ref().is_some_and(Running::goes_on) {
                let problem = Diagnostic::error(message!("typeset-still-busy"))
                    .help(message!("typeset-still-busy", "help"));
                let version = BookVersion::of(guide);
                return Some(Book { version, pdf: None, problems: problem.into() });
            }
            if !state.is_busy {
                state.is_busy = true;
                let (this, guide) = (Arc::clone(self), Arc::clone(guide));
                let work = move || this.make(&guide, printed);
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

    fn make(&self, guide: &Guide, printed: Printed) {
        let start = || editions::typeset(guide, printed).start();
        let started = panics::guard(Action::Making, || message!("typeset-book"), start).flatten();
        let result = match &started {
            Ok(running) => running.wait(),
            Err(problem) => Err(problem.clone().into()),
        };
        let version = BookVersion::of(guide);
        let book = match result {
            Ok(pdf) => {
                Book { version, pdf: Some(Rendered::new(pdf.bytes)), problems: pdf.warnings }
            }
            Err(problems) => Book { version, pdf: None, problems },
        };
        let mut state = self.lock();
        state.abandoned = started.ok();
        state.last.insert(printed, book);
        state.is_busy = false;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
