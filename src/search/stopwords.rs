//! Words that say little about what a reader looks for. They count only in queries that have no
//! others.

/// The stop words of a language, folded.
pub fn stop_words(language: &str) -> Vec<&'static str> {
    let list = match language.split('-').next() {
        Some("nl") => include_str!("stopwords/nl.txt"),
        Some("en") => include_str!("stopwords/en.txt"),
        _ => "",
    };
    list.split_whitespace().collect()
}
