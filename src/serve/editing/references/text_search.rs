//! Finds what only the text of a guide says.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::lock;
use crate::guide::Guide;
use crate::panics;
use crate::revision::Revision;
use crate::search::{Engine, Options};

/// How long an answer waits for what the text says.
const PATIENCE: Duration = Duration::from_millis(30);

/// An index is made again when the last one was in use this many times longer than its making took.
const SHARE: u32 = 10;

/// A place that the search found.
#[derive(Debug)]
pub struct Place {
    /// The name of its chapter's page.
    pub page: String,
    /// The anchor of its section; empty for the start of the chapter.
    pub anchor: String,
}

/// A question to the thread that has an index.
struct Question {
    text: String,
    limit: usize,
    answer: Sender<Vec<Place>>,
}

/// The search in texts. An index takes seconds to make for a large guide, so one is used until the
/// next is there, and nobody waits for the first.
#[derive(Default)]
pub struct TextSearch {
    ready: Option<Ready>,
    is_busy: bool,
}

/// An index that can be asked.
struct Ready {
    of: Revision,
    ask: Sender<Question>,
    since: Instant,
    cost: Duration,
}

impl TextSearch {
    /// The places whose text answers, as far as an index is there.
    pub fn ask(
        this: &Arc<Mutex<Self>>,
        guide: &Arc<Guide>,
        text: &str,
        limit: usize,
    ) -> Vec<Place> {
        Self::follow(this, guide);
        let ask = lock(this).ready.as_ref().map(|ready| ready.ask.clone());
        let Some(ask) = ask else { return Vec::new() };
        let (answer, answered) = channel();
        let question = Question { text: text.to_owned(), limit, answer };
        if ask.send(question).is_err() {
            lock(this).ready = None;
            return Vec::new();
        }
        answered.recv_timeout(PATIENCE).unwrap_or_default()
    }

    /// Makes an index of this version, if there is none or it is due.
    pub fn follow(this: &Arc<Mutex<Self>>, guide: &Arc<Guide>) {
        let mut state = lock(this);
        let is_due = state.ready.as_ref().is_none_or(|ready| {
            ready.of != guide.book.revision && ready.since.elapsed() > ready.cost * SHARE
        });
        if state.is_busy || !is_due {
            return;
        }
        state.is_busy = true;
        let (shared, guide) = (Arc::clone(this), Arc::clone(guide));
        let work = move || {
            let (ask, asked) = channel();
            let start = Instant::now();
            let is_made = panics::catch(|| make_index(&guide)).is_ok();
            let (of, cost, since) = (guide.book.revision, start.elapsed(), Instant::now());
            {
                let mut state = lock(&shared);
                state.is_busy = false;
                if is_made {
                    state.ready = Some(Ready { of, ask, since, cost });
                }
            }
            drop(shared);
            let _ = panics::catch(|| answer(&guide, &asked));
        };
        state.is_busy = thread::Builder::new().spawn(work).is_ok();
    }
}

/// Makes the index with one thread, so that no edit waits for it.
fn make_index(guide: &Guide) {
    match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(threads) => threads.install(|| guide.search_files()),
        Err(_) => guide.search_files(),
    };
}

/// Answers questions until a newer index takes the place of this one.
fn answer(guide: &Guide, asked: &Receiver<Question>) {
    let engine = Engine::new(guide.search_files());
    while let Ok(question) = asked.recv() {
        let options = Options { limit: question.limit, ..Options::default() };
        let hits = engine.search(&question.text, &options).hits.into_iter();
        let mut seen = BTreeSet::new();
        let places = hits.filter(|hit| seen.insert((hit.chapter, hit.section))).filter_map(|hit| {
            let record = engine.record(hit.chapter);
            let anchor = record.sections.get(hit.section)?.anchor.clone();
            Some(Place { page: record.page, anchor })
        });
        // Whoever asked may wait no longer.
        let _ = question.answer.send(places.take(question.limit).collect());
    }
}
