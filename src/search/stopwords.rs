//! Words that say little about what a reader looks for. They count only in queries that have no
//! others.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The stop words of a language, folded.
pub type StopWords = BTreeSet<&'static str>;

static DUTCH: LazyLock<StopWords> = LazyLock::new(|| read(include_str!("stopwords/nl.txt")));
static ENGLISH: LazyLock<StopWords> = LazyLock::new(|| read(include_str!("stopwords/en.txt")));
static NONE: StopWords = StopWords::new();

fn read(list: &'static str) -> StopWords {
    list.split_whitespace().collect()
}

/// The stop words of a language.
pub fn stop_words(language: &str) -> &'static StopWords {
    match language.split('-').next() {
        Some("nl") => &DUTCH,
        Some("en") => &ENGLISH,
        _ => &NONE,
    }
}
