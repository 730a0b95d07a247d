//! Parses what a reader typed.

use std::sync::LazyLock;

use regex::Regex;

use super::tokens::{Token, tokens};
use super::tuning::TUNING;
use crate::span::split_at_char;

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub form: String,
    /// Whether it is written in capitals.
    pub capitals: bool,
    /// Whether the reader may still be typing it.
    pub open: bool,
    /// Its place in the query: neighbours may be one compound.
    pub at: usize,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Whether it must be found, because it is quoted alone. (The words of a phrase are found with
    /// the phrase.)
    pub required: bool,
}

/// A query.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All words, including those of phrases.
    pub words: Vec<Word>,
    /// Phrases that a section must contain.
    pub phrases: Vec<Vec<String>>,
    /// Words and phrases that it may not contain.
    pub without: Vec<Vec<String>>,
    /// The number of a chapter, and of a lesson in it (0 for none), in every way that the query can
    /// be read: "h.3" is that of an appendix, and else that of chapter 3.
    pub numbers: Vec<(String, usize)>,
}

/// A phrase or a run without spaces, either with or without a minus in front.
static PIECE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(-?)"([^"]*)("?)|([^\s"]+)"#).ok());

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*([0-9]+(?:\.[0-9]+)*|[a-z](?:\.[0-9]+)*)\.?(?:[ #]+(?:les|lesson)[ -]*([0-9]+))?\s*$")
        .ok()
});

/// What readers write before the number of a chapter.
pub const LABELS: [&str; 24] = [
    "hoofdstuk",
    "hfdst",
    "hfst",
    "hst",
    "h",
    "paragraaf",
    "par",
    "sectie",
    "deel",
    "bijlage",
    "bijl",
    "nummer",
    "nr",
    "chapter",
    "chap",
    "ch",
    "section",
    "sect",
    "sec",
    "part",
    "appendix",
    "number",
    "§",
    "§§",
];

static LABEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)^\s*(§+|\p{Alphabetic}+)\.?\s*(.*)$").ok());

/// The part of a query that is used.
pub fn bounded(text: &str) -> &str {
    split_at_char(text, TUNING.longest_query).0
}

impl Query {
    /// Parses a query. Every text is one.
    pub fn parse(text: &str) -> Self {
        let mut query = Self { numbers: numbers(text), ..Self::default() };
        let text = &text.replace(['“', '”', '„', '«', '»'], "\"");
        let mut room = TUNING.most_words;
        for piece in PIECE.iter().flat_map(|piece| piece.captures_iter(text)) {
            let group = |n: usize| piece.get(n).map_or("", |group| group.as_str());
            let (text, quoted) = match piece.get(4) {
                Some(bare) => (bare.as_str(), false),
                None => (group(2), true),
            };
            let minus = group(1) == "-" || (!quoted && text.starts_with('-'));
            let mut found = tokens(text);
            found.truncate(room);
            room -= found.len();
            let forms: Vec<String> = found.iter().map(|token| token.form.to_string()).collect();
            if forms.is_empty() {
                continue;
            }
            if minus {
                query.without.push(forms);
            } else {
                let is_phrase = quoted && group(3) == "\"";
                query.add(found, is_phrase);
                if is_phrase {
                    query.phrases.push(forms);
                }
            }
        }
        let is_open = text.ends_with(|c: char| c.is_alphanumeric());
        if let Some(last) = query.words.last_mut() {
            last.open = is_open;
        }
        query
    }

    fn add(&mut self, found: Vec<Token<'_>>, quoted: bool) {
        let required = quoted && found.len() == 1;
        for token in found {
            let at = self.words.len();
            let Token { form, capitals, .. } = token;
            let form = form.into_owned();
            self.words.push(Word { form, capitals, open: false, at, quoted, required });
        }
    }
}

fn numbers(text: &str) -> Vec<(String, usize)> {
    let number = |text| {
        let found = NUMBER.as_ref()?.captures(text)?;
        let lesson = found.get(2).and_then(|lesson| lesson.as_str().parse().ok());
        Some((found.get(1)?.as_str().to_uppercase(), lesson.unwrap_or(0)))
    };
    [Some(text), without_label(text)].into_iter().flatten().filter_map(number).collect()
}

/// "1.2" of "hoofdstuk 1.2" and of "§ 1.2".
fn without_label(text: &str) -> Option<&str> {
    let found = LABEL.as_ref()?.captures(text)?;
    let (_, [label, rest]) = found.extract();
    LABELS.contains(&label.to_lowercase().as_str()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_exclusions() {
        let query = Query::parse("Wijk \"lange adem\" -geld");
        let words: Vec<_> = query.words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(words, ["wijk", "lange", "adem"]);
        assert_eq!(query.phrases, [["lange", "adem"]]);
        assert_eq!(query.without, [["geld"]]);
        assert!(query.words[2].open);
        assert!(!Query::parse("wijk ").words[0].open);
    }

    #[test]
    fn an_unfinished_phrase_is_words() {
        let query = Query::parse("\"lange ad");
        assert!(query.phrases.is_empty());
        assert_eq!(query.words.len(), 2);
    }

    #[test]
    fn numbers_and_lessons() {
        let first = |text: &str| Query::parse(text).numbers.into_iter().next();
        assert_eq!(first("2.4.8"), Some(("2.4.8".into(), 0)));
        assert_eq!(first(" 2.4.8 les 3"), Some(("2.4.8".into(), 3)));
        assert_eq!(first("2.4.8#les-3"), Some(("2.4.8".into(), 3)));
        assert_eq!(first("a.1"), Some(("A.1".into(), 0)));
        assert_eq!(first("wijk 2.4.8"), None);
        for label in ["hoofdstuk ", "Paragraaf ", "par. ", "hfst ", "hfst.", "H ", "nr. "] {
            let text = format!("{label}2.4");
            assert_eq!(first(&text), Some(("2.4".into(), 0)), "{text}");
        }
        for text in ["§ 2.4", "§2.4", "§§ 2.4.", "Chapter 2.4", "ch. 2.4", "sec. 2.4", "par.2.4"]
        {
            assert_eq!(first(text), Some(("2.4".into(), 0)), "{text}");
        }
        assert_eq!(first("bijlage a"), Some(("A".into(), 0)));
        assert_eq!(first("hoofdstuk 2.4 les 3"), Some(("2.4".into(), 3)));
        assert_eq!(first("hoofdstuk"), None);
        let both = [("H.2.4".into(), 0), ("2.4".into(), 0)];
        assert_eq!(Query::parse("h.2.4").numbers, both);
    }

    #[test]
    fn a_query_is_bounded() {
        let long = "é ".repeat(50_000);
        assert_eq!(bounded(&long).chars().count(), TUNING.longest_query);
        let query = Query::parse("\"een twee\" -drie vier ".repeat(50).as_str());
        let without: usize = query.without.iter().map(Vec::len).sum();
        assert_eq!(query.words.len() + without, TUNING.most_words);
    }
}
