//! The PDFs of a guide that is being written: made in the background when they are asked for, and
//! one at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::cache::Rendered;
use crate::attachments::Attachments;
use crate::diagnostic::Diagnostic;
use crate::editions::typesetter::{GiveUp, Pdf, Running};
use crate::editions::{self, Printed};
use crate::guide::Guide;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::revision::Revision;

/// How long a browser waits for a PDF before it is told that it is being made.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a book that is not wanted any more may take to notice.
const GRACE: Duration = Duration::from_secs(1);

/// How many books that do not notice may go on beside the one that is wanted.
const MOST_ABANDONED: usize = 2;

/// The PDFs, and whether another is being made.
#[derive(Default)]
pub struct BookPreview {
    state: Mutex<State>,
    changed: Condvar,
}

/// A PDF that is being made.
struct Busy {
    version: BookVersion,
    /// What stops it, once it has begun.
    give_up: Option<GiveUp>,
    is_unwanted: bool,
}

impl Busy {
    /// Stops it, if it is not of this guide: nobody wants what was made before an edit.
    fn heed(&mut self, guide: &Guide) {
        self.is_unwanted |= !self.version.is_of(guide);
        self.stop_if_unwanted();
    }

    fn stop_if_unwanted(&self) {
        self.give_up.iter().filter(|_| self.is_unwanted).for_each(GiveUp::ask);
    }
}

#[derive(Default)]
struct State {
    busy: Option<Busy>,
    last: BTreeMap<Printed, Book>,
    /// Those that were given up and go on: a thread cannot be stopped from outside.
    abandoned: Vec<Running>,
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
            state.abandoned.retain(Running::goes_on);
            if state.abandoned.len() >= MOST_ABANDONED {
                let problem = Diagnostic::error(message!("typeset-still-busy"))
                    .help(message!("typeset-still-busy", "help"));
                let version = BookVersion::of(guide);
                return Some(Book { version, pdf: None, problems: problem.into() });
            }
            match &mut state.busy {
                Some(busy) => busy.heed(guide),
                None => {
                    let version = BookVersion::of(guide);
                    state.busy = Some(Busy { version, give_up: None, is_unwanted: false });
                    let (this, guide) = (Arc::clone(self), Arc::clone(guide));
                    let work = move || this.make(&guide, printed);
                    if thread::Builder::new().spawn(work).is_err() {
                        state.busy = None;
                        return None;
                    }
                }
            }
            let left = PATIENCE.checked_sub(start.elapsed())?;
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Stops what is being made of another guide than this, which the guide has become.
    pub fn heed(&self, guide: &Guide) {
        self.lock().busy.iter_mut().for_each(|busy| busy.heed(guide));
    }

    fn make(&self, guide: &Guide, printed: Printed) {
        let start = || editions::typeset(guide, printed).start();
        let started = panics::guard(Action::Making, || message!("typeset-book"), start).flatten();
        let result = match &started {
            Ok(running) => self.outcome(running),
            Err(problem) => Some(Err(problem.clone().into())),
        };
        let version = BookVersion::of(guide);
        let book = result.map(|result| match result {
            Ok(pdf) => {
                Book { version, pdf: Some(Rendered::new(pdf.bytes)), problems: pdf.warnings }
            }
            Err(problems) => Book { version, pdf: None, problems },
        });
        let mut state = self.lock();
        state.abandoned.extend(started);
        if let Some(book) = book {
            state.last.insert(printed, book);
        }
        state.busy = None;
        self.changed.notify_all();
    }

    /// What becomes of a book; `None` if nobody wants it any more.
    fn outcome(&self, running: &Running) -> Option<Result<Pdf, Vec<Diagnostic>>> {
        let give_up = running.give_up();
        if let Some(busy) = &mut self.lock().busy {
            busy.give_up = Some(give_up.clone());
            busy.stop_if_unwanted();
        }
        let end = Instant::now() + running.limit;
        loop {
            if let Some(outcome) = running.wait_for(GRACE) {
                return Some(outcome).filter(|_| !give_up.is_asked());
            }
            if give_up.is_asked() {
                return None;
            }
            if Instant::now() > end {
                return Some(Err(running.too_slow().into()));
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
