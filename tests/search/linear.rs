//! Indexing and searching take time in proportion to the size of what they are given.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wijkengids::search::{AnalysedChapter, Engine, Index, Options, Record, Section, files};

/// Twice the input may take this many times as long.
const MOST_GROWTH: f64 = 2.6;

/// Expects that a run with twice and four times the size takes proportionally longer.
fn expect_linear(what: &str, size: usize, run: impl Fn(usize) + Sync) {
    let times = [size, size * 2, size * 4].map(|size| best_of_three(|| run(size)));
    for pair in times.windows(2) {
        let growth = pair[1].as_secs_f64() / pair[0].as_secs_f64().max(0.005);
        assert!(growth <= MOST_GROWTH, "{what}: {times:?}");
    }
}

/// The least processor time of three runs on one thread.
fn best_of_three(run: impl Fn() + Sync) -> Duration {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let timed = || {
        let start = Clock::now();
        run();
        start.elapsed()
    };
    (0..3).map(|_| pool.install(timed)).min().unwrap_or_default()
}

/// The processor time of the current thread where Linux tells it, else the time of day.
enum Clock {
    Processor(Duration),
    Day(Instant),
}

impl Clock {
    fn now() -> Self {
        processor_time().map_or_else(|| Self::Day(Instant::now()), Self::Processor)
    }

    fn elapsed(&self) -> Duration {
        match self {
            Self::Processor(start) => processor_time().unwrap_or_default().saturating_sub(*start),
            Self::Day(start) => start.elapsed(),
        }
    }
}

fn processor_time() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn index(records: Vec<Record>) -> BTreeMap<String, Vec<u8>> {
    let chapters = records.into_iter().map(|record| Arc::new(AnalysedChapter::new(record, "nl")));
    files(&Index::new(chapters.collect(), "nl"))
}

fn search(files: &BTreeMap<String, Vec<u8>>, query: &str) -> usize {
    let options = Options { limit: 10, ..Options::default() };
    Engine::new(files).search(query, &options).hits.len()
}

fn section(text: String) -> Section {
    Section { text, ..Section::default() }
}

fn chapter(text: String) -> Record {
    Record {
        title: "Wijk".into(),
        page: "1".into(),
        sections: vec![section(text)],
        ..Record::default()
    }
}

#[test]
fn long_words_and_texts() {
    for unit in ["x", "1", "1.", "a-", "'s", "wijkaanpak", "wijk ", "\u{301}e"] {
        expect_linear(&format!("{unit:?} repeated"), 40_000, |size| {
            let files = index(vec![chapter(unit.repeat(size))]);
            search(&files, "wijk \"de wijk\" -aanpak");
        });
    }
}

#[test]
fn many_different_words() {
    expect_linear("words", 4_000, |size| {
        let word = |n: usize| format!("wijk{:x}aanpak{n} ", n * 7919);
        let files = index(vec![chapter((0..size).map(word).collect())]);
        assert_eq!(search(&files, "wijkaanpak"), 1);
    });
}

#[test]
fn many_lessons() {
    expect_linear("lessons", 5_000, |size| {
        let lesson = |n: usize| Section {
            heading: format!("Les {n} over de wijk"),
            lesson: n + 1,
            ..section("Wat de wijk leert.".into())
        };
        let sections = (0..size).map(lesson).collect();
        let files = index(vec![Record { sections, ..chapter(String::new()) }]);
        assert!(search(&files, "\"de wijk\"") > 0);
    });
}

#[test]
fn long_queries() {
    let files = index(vec![chapter("De aanpak van een wijk.".into())]);
    for unit in ["x", "wijk ", "\"de wijk\" ", "-wijk ", "1.", "\"", " ", "wijkaanpak"] {
        let start = Instant::now();
        search(&files, &unit.repeat(100_000));
        assert!(start.elapsed() < Duration::from_secs(5), "{unit:?} repeated");
    }
}
