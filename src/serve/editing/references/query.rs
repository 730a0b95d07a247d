//! What was typed to find something to refer to, and how well it is answered.

use super::{ChapterTargets, Entry, TargetKind};
use crate::guide::Guide;
use crate::span::split_at_char;
use crate::suggestion::words;

/// The ranks of what a number stands for: the chapter itself comes first, with rank 0.
const PART: u32 = 5;
const BELOW: u32 = 10;
const LATE_PART: u32 = 12;
const ANCHOR: u32 = 15;

/// The ranks of what answers by its words come after those.
const WORDS: u32 = 30;

/// What was typed, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The number of a chapter, or the start of one.
    number: Option<String>,
    /// What follows the number: the count of a lesson, figure or table, and of which of these.
    count: Option<(Option<TargetKind>, usize)>,
    /// The words after the number.
    rest: Phrase,
    /// The start of an anchor.
    anchor: Option<String>,
    /// All words.
    words: Phrase,
    /// An anchor of the chapter that is being written.
    is_own: bool,
    /// All of it, for the search.
    pub text: String,
    /// Whether the text of a chapter may say it.
    pub may_be_text: bool,
}

impl Query {
    /// Reads what was typed.
    pub fn read(typed: &str, guide: &Guide) -> Self {
        let typed =
            split_at_char(typed.trim().trim_start_matches('[').trim_end_matches(']'), 200).0;
        let (before, anchor) = match typed.split_once('#') {
            Some((before, anchor)) => (before, Some(anchor)),
            None => (typed, None),
        };
        let before = before.trim_start_matches('§').trim_start();
        let mut rest = before;
        let (first, second) = before.split_once(char::is_whitespace).unwrap_or((before, ""));
        let mut number = number_in(first);
        if number.is_some() {
            rest = second;
        } else if CHAPTERS.contains(&words(first).as_str()) {
            let (first, after) =
                second.trim().split_once(char::is_whitespace).unwrap_or((second.trim(), ""));
            number = number_in(first);
            rest = if number.is_some() { after } else { rest };
        }
        let mut count = None;
        // "2.4.8-1" is how a figure is called.
        if let Some((of, nth)) = number.as_ref().and_then(|number| number.split_once('-')) {
            count = nth.parse().ok().map(|nth| (None, nth));
            number = Some(of.to_owned());
        }
        let rest: Vec<String> = split(&format!("{rest} {}", anchor.unwrap_or_default()));
        if let [kind, nth] = rest.as_slice()
            && let Some(kind) = kind_of(kind, guide)
            && let Ok(nth) = nth.parse()
        {
            count = Some((Some(kind), nth));
        }
        Self {
            is_own: before.trim().is_empty() && anchor.is_some(),
            may_be_text: number.is_none() && anchor.is_none() && typed.chars().count() > 2,
            number,
            count,
            rest: Phrase::new(&rest),
            anchor: anchor.map(words).filter(|anchor| !anchor.is_empty()),
            words: Phrase::new(&split(typed)),
            text: typed.to_owned(),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.number.is_none() && self.words.words.is_empty()
    }

    /// How well an entry answers; the smaller the better. Of many parts of a chapter, those that are late
    /// come after the chapters below it.
    pub fn rank(
        &self,
        of: &ChapterTargets,
        entry: &Entry,
        is_own: bool,
        is_late: bool,
    ) -> Option<u32> {
        if self.is_own {
            let rest = || self.rest_of(of, entry);
            return (is_own && entry.anchor.is_some()).then(|| self.counted(entry, rest)).flatten();
        }
        if let Some(number) = &self.number
            && let Some(place) = of.number.as_ref().and_then(|own| relation(own, number))
        {
            if self.rest.words.is_empty() && self.count.is_none() {
                return match (place, entry.kind) {
                    (place, TargetKind::Chapter) => Some(place * BELOW),
                    (0, TargetKind::Anchor) => Some(ANCHOR),
                    (0, _) if is_late => Some(LATE_PART),
                    (0, _) => Some(PART),
                    _ => None,
                };
            }
            let rest = || self.rest_of(of, entry);
            return self.counted(entry, rest).map(|rank| place * BELOW + rank);
        }
        let all = || wording(&self.words, of, entry).map(|rank| WORDS + rank);
        let far = if is_own { 0 } else { 5 };
        match self.count {
            Some(_) if self.number.is_none() => {
                self.counted(entry, || None).map(|rank| rank + far).or_else(all)
            }
            _ => all(),
        }
    }

    /// How the words after a number, or the start of an anchor, answer.
    fn rest_of(&self, of: &ChapterTargets, entry: &Entry) -> Option<u32> {
        let begins = self.anchor.as_ref().zip(entry.anchor.as_ref());
        let begins = begins.is_some_and(|(typed, anchor)| anchor.starts_with(typed));
        wording(&self.rest, of, entry).or_else(|| begins.then_some(5))
    }

    /// Whether an entry is the one that was counted to, else how its words answer.
    fn counted(&self, entry: &Entry, words: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let is_counted = self.count.is_some_and(|(kind, nth)| {
            let is_exhibit = matches!(entry.kind, TargetKind::Figure | TargetKind::Table);
            nth == entry.count && kind.map_or(is_exhibit, |kind| kind == entry.kind)
        });
        if is_counted { Some(0) } else { words() }
    }
}

/// What people write before the number of a chapter.
const CHAPTERS: [&str; 8] =
    ["hoofdstuk", "paragraaf", "bijlage", "deel", "chapter", "section", "appendix", "part"];

/// The kind that a word means, in the language of the guide or in ours.
fn kind_of(word: &str, guide: &Guide) -> Option<TargetKind> {
    let is_word = |key| words(&guide.theme.strings.fill(key, &[("n", "")])) == word;
    let among = |names: &[&str]| names.contains(&word);
    if among(&["les", "lesson"]) || is_word("lesson_n") {
        Some(TargetKind::Lesson)
    } else if among(&["figuur", "fig", "afbeelding", "figure"]) || is_word("figure_n") {
        Some(TargetKind::Figure)
    } else if among(&["tabel", "tab", "table"]) || is_word("table_n") {
        Some(TargetKind::Table)
    } else {
        None
    }
}

/// The number, or start of one, that a word is. A letter alone is one if it is a capital.
fn number_in(word: &str) -> Option<String> {
    let word = word.trim_end_matches(['.', ':', ',']);
    let mut parts = word.split('.');
    let first = parts.next()?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = first.len() == 1 && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_first = is_digits(first)
        || is_letter && (word.contains('.') || first.bytes().all(|byte| byte.is_ascii_uppercase()));
    let (last, nth) = word.split_once('-').unwrap_or((word, "1"));
    let are_rest = last.split('.').skip(1).all(is_digits) && is_digits(nth);
    let is_counted = word.contains('-') && is_digits(last.split('.').next().unwrap_or_default());
    (are_rest && (is_first || is_counted)).then(|| word.to_ascii_uppercase())
}

/// How a number stands to what was typed: the same 0, below it 1, or it begins so 2.
fn relation(number: &str, typed: &str) -> Option<u32> {
    let rest = number.strip_prefix(typed)?;
    match rest.chars().next() {
        None => Some(0),
        Some('.') => Some(1),
        Some(_) => Some(2),
    }
}

fn split(text: &str) -> Vec<String> {
    words(text).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words that were typed, each after a dash as in the words of a title.
#[derive(Debug, Default, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    /// All of them in a row.
    phrase: String,
}

impl Phrase {
    fn new(words: &[String]) -> Self {
        let words: Vec<String> = words.iter().map(|word| format!("-{word}")).collect();
        Self { phrase: words.concat(), words }
    }
}

/// How well the words of a title answer.
fn wording(typed: &Phrase, of: &ChapterTargets, entry: &Entry) -> Option<u32> {
    let Phrase { words, phrase } = typed;
    if words.is_empty() {
        return None;
    }
    let title = entry.words.as_str();
    if title == *phrase {
        return Some(0);
    }
    if title.starts_with(phrase) {
        return Some(1);
    }
    let has = |title: &str, word: &str| title.contains(word);
    if title.contains(phrase)
        || entry.anchor.as_ref().is_some_and(|anchor| phrase.strip_prefix('-') == Some(anchor))
    {
        return Some(2);
    }
    if words.iter().all(|word| has(title, word)) {
        return Some(3);
    }
    let chapter = of.entries.first().map_or("", |chapter| chapter.words.as_str());
    let is_about = entry.kind != TargetKind::Chapter
        && words.iter().any(|word| has(title, word))
        && words.iter().all(|word| has(title, word) || has(chapter, word));
    is_about.then_some(4)
}
