//! The stems of a guide as text, in order and reversed.
//!
//! Words are found by their beginning, but an error may be there, and a compound is recognised by
//! its last part. So there are two lists, each in shards:
//!
//! * The stems in order. For each stem follow the length of the prefix it shares with the one
//!   before, the rest of it, a space, the commonest form of its term and the other stems of that
//!   term with commas between them, a space, and the rarity of the term. A stem that does not name
//!   its term has the stem that does instead of those forms, and rarity 0.
//! * The reversed stems in order. For each follow the length of the shared prefix, the rest, a
//!   space, the name of its term, a space, and the rarity of the term.
//!
//! A form is written as a change of the stem: "2-ad" makes "stad" of "sted".

use std::collections::BTreeMap;

use super::codec::{self, Cursor};
use super::vocabulary::Vocabulary;

/// A term of the guide, as known by one of its stems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The stem.
    pub stem: String,
    /// Its commonest form, or the stem if that is not known.
    pub display: String,
    /// Its rarity, from 1 to 63.
    pub rarity: u32,
    /// The stem that names it, by which its postings are found.
    pub name: String,
    /// All its known stems, among them this one.
    pub family: Vec<String>,
}

/// A word of a list, and what follows it.
pub type ShardEntry = (String, String);

/// Writes the entries of a shard.
pub fn encode(entries: &[ShardEntry]) -> String {
    let mut text = String::new();
    let mut last = "";
    for (word, rest) in entries {
        let shared = shared(last, word).min(63);
        codec::push_digit(&mut text, shared as u32);
        text.push_str(rest_of(word, shared));
        text.push(' ');
        text.push_str(rest);
        last = word;
    }
    text
}

/// The length of the prefix that two words share. Only ASCII counts, because a browser measures
/// other letters differently.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b && a.is_ascii()).count()
}

/// What follows a prefix that is shared with another word.
fn rest_of(word: &str, shared: usize) -> &str {
    word.get(shared..).unwrap_or_default()
}

/// The change that makes one word of another.
fn change(from: &str, to: &str) -> String {
    let shared = shared(from, to);
    let new = rest_of(to, shared);
    match rest_of(from, shared).encode_utf16().count() {
        0 => new.to_owned(),
        cut => format!("{cut}-{new}"),
    }
}

fn changed(from: &str, change: &str) -> String {
    let Some((cut, rest)) = change.split_once('-') else { return format!("{from}{change}") };
    let units: Vec<u16> = from.encode_utf16().collect();
    let kept = units.len().saturating_sub(cut.parse().unwrap_or(0));
    let kept: Vec<u16> = units.into_iter().take(kept).collect();
    format!("{}{rest}", String::from_utf16_lossy(&kept))
}

/// The stems of a vocabulary in order.
pub fn in_order(words: &Vocabulary, rarities: &[u32]) -> Vec<ShardEntry> {
    let families = words.families();
    let entry = |(stem, &term): (&String, &u32)| {
        let at = term as usize;
        let name = &words.terms[at];
        if name != stem {
            return (stem.clone(), with_rarity(change(stem, name), 0));
        }
        let mut forms = change(stem, &words.display[at]);
        for other in &families[at] {
            forms.push(',');
            forms.push_str(&change(stem, other));
        }
        (stem.clone(), with_rarity(forms, rarities[at]))
    };
    words.stems.iter().map(entry).collect()
}

/// The reversed stems of a vocabulary in order.
pub fn reversed(words: &Vocabulary, rarities: &[u32]) -> Vec<ShardEntry> {
    let entry = |(stem, &term): (&String, &u32)| {
        let at = term as usize;
        let rest = with_rarity(change(stem, &words.terms[at]), rarities[at]);
        (stem.chars().rev().collect(), rest)
    };
    let mut entries: Vec<ShardEntry> = words.stems.iter().map(entry).collect();
    entries.sort_unstable();
    entries
}

fn with_rarity(mut forms: String, rarity: u32) -> String {
    forms.push(' ');
    codec::push_digit(&mut forms, rarity);
    forms
}

/// All stems of a guide.
#[derive(Debug, Default)]
pub struct Lexicon(BTreeMap<String, Term>);

impl Lexicon {
    /// Reads all shards of stems in order.
    pub fn decode<'a>(shards: impl Iterator<Item = &'a str>) -> Self {
        let mut names = BTreeMap::new();
        let mut others = Vec::new();
        for shard in shards {
            let mut cursor = Cursor(shard.as_bytes());
            let mut stem = String::new();
            while !cursor.is_done() {
                let shared = cursor.digit() as usize;
                stem = format!("{}{}", stem.get(..shared).unwrap_or_default(), cursor.word());
                let words = cursor.word();
                let mut words = words.split(',').map(|change| changed(&stem, change));
                let first = words.next().unwrap_or_default();
                let rarity = cursor.digit();
                if rarity == 0 {
                    others.push((stem.clone(), first));
                    continue;
                }
                let family = std::iter::once(stem.clone()).chain(words).collect();
                let (stem, name) = (stem.clone(), stem.clone());
                names.insert(stem.clone(), Term { stem, display: first, rarity, name, family });
            }
        }
        let mut all = names.clone();
        for (stem, name) in others {
            if let Some(term) = names.get(&name) {
                all.insert(stem.clone(), Term { stem, ..term.clone() });
            }
        }
        Self(all)
    }

    /// The term of a stem.
    pub fn get(&self, stem: &str) -> Option<&Term> {
        self.0.get(stem)
    }

    /// The terms of stems with a prefix, but not those whose name does not begin like it.
    pub fn beginning<'a>(&'a self, with: &'a str) -> impl Iterator<Item = &'a Term> {
        let terms = self.0.range(with.to_owned()..).map(|(_, term)| term);
        let start: String = with.chars().take(2).collect();
        terms
            .take_while(move |term| term.stem.starts_with(with))
            .filter(move |term| term.family[0].starts_with(&start))
    }

    /// The terms of stems with a suffix, as the reversed stems have them: with that stem only.
    pub fn ending<'a>(&'a self, with: &'a str) -> impl Iterator<Item = Term> {
        self.0.values().filter(move |term| term.stem.ends_with(with)).map(Term::alone)
    }

    /// The term of a stem, as the reversed stems have it.
    pub fn last_part(&self, stem: &str) -> Option<Term> {
        self.get(stem).map(Term::alone)
    }
}

impl Term {
    /// The term with this stem only.
    fn alone(&self) -> Self {
        let stem = &self.stem;
        Self { display: stem.clone(), family: vec![stem.clone()], ..self.clone() }
    }
}

/// The edit distance of two words, in which swapping two neighbouring letters is one edit;
/// `most + 1` if it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|&cell| cell > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_makes_one_word_of_another() {
        for (from, to) in [("sted", "stad"), ("wijk", "wijken"), ("bewar", "bewaart"), ("é", "e")]
        {
            assert_eq!(changed(from, &change(from, to)), to);
        }
        assert_eq!(change("sted", "stad"), "2-ad");
    }

    /// The engine in the browser is asked for the same in `tests/browser/search.spec.ts`.
    #[test]
    fn words_are_as_far_apart_as_in_the_browser() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/distances.txt");
        let list = std::fs::read_to_string(path).unwrap();
        for line in list.lines().filter(|line| !line.starts_with("# ")) {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [a, b, most, expected] = parts[..] else { panic!("{line}") };
            let found = distance(a, b, most.parse().unwrap());
            assert_eq!(found.to_string(), expected, "{line}");
        }
    }
}
