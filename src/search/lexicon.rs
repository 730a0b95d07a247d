//! The stems of a guide as text: in their order, and from the end of the words.
//!
//! Words are found by how they begin, but a reader's error may be there, and a compound is known
//! by its last part. So there are two lists, each in shards:
//!
//! * stems in order, after the number of the first term: how many letters are those of the stem before, the others, a space, the
//!   commonest form of the term and its other stems with commas between them, a space, and how
//!   rare the term is. A stem that does not name its term has the stem that does instead, and 0.
//! * stems read backwards, in that order: how many letters are those of the one before, the
//!   others, a space, how rare the term is, and the term.
//!
//! A word is written as what it makes of the stem: "2-ad" makes "stad" of "sted".

use std::collections::BTreeMap;

use super::codec::{self, Reader};
use super::vocabulary::Vocabulary;

/// A shard of stems is closed when it has this many bytes.
const SHARD: usize = 4000;

/// A stem of the guide, with what is known of its term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The stem.
    pub stem: String,
    /// The commonest form of its term, or the stem where that is not known.
    pub display: String,
    /// How rare its term is, from 1 to 63.
    pub rarity: u32,
    /// Its term.
    pub term: u32,
    /// All stems of the term that are known, this one among them.
    pub family: Vec<String>,
}

/// Shards of text, and the first word of each with spaces between them.
#[derive(Debug, Default)]
pub struct Shards {
    /// The shards.
    pub texts: Vec<String>,
    /// Their first words.
    pub firsts: String,
    last: String,
}

impl Shards {
    /// Adds a word, and what follows it; a new shard begins with `start`.
    fn push(&mut self, word: &str, rest: &str, start: &str) {
        if self.texts.last().is_none_or(|text| text.len() > SHARD) {
            if !self.texts.is_empty() {
                self.firsts.push(' ');
            }
            self.firsts.push_str(word);
            self.texts.push(start.to_owned());
            self.last.clear();
        }
        let Some(text) = self.texts.last_mut() else { return };
        let shared = shared(&self.last, word).min(63);
        codec::push_digit(text, shared as u32);
        text.push_str(&word[shared..]);
        text.push(' ');
        text.push_str(rest);
        word.clone_into(&mut self.last);
    }
}

/// How many letters two words begin with; letters that the browser counts in another way than
/// this are none.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b && a.is_ascii()).count()
}

/// What makes one word of another.
fn change(from: &str, to: &str) -> String {
    let shared = shared(from, to);
    match from[shared..].encode_utf16().count() {
        0 => to[shared..].to_owned(),
        cut => format!("{cut}-{}", &to[shared..]),
    }
}

fn changed(from: &str, change: &str) -> String {
    let Some((cut, rest)) = change.split_once('-') else { return format!("{from}{change}") };
    let units: Vec<u16> = from.encode_utf16().collect();
    let kept = units.len().saturating_sub(cut.parse().unwrap_or(0));
    format!("{}{rest}", String::from_utf16_lossy(&units[..kept]))
}

/// The stems of a vocabulary, in order.
pub fn in_order(words: &Vocabulary, rarities: &[u32]) -> Shards {
    let families = words.families();
    let mut shards = Shards::default();
    let mut term_count = 0;
    for (stem, &term) in &words.stems {
        let at = term as usize;
        let (name, mut rest) = (&words.terms[at], String::new());
        if name == stem {
            rest.push_str(&change(stem, &words.display[at]));
            for other in &families[at] {
                rest.push(',');
                rest.push_str(&change(stem, other));
            }
            rest.push(' ');
            codec::push_digit(&mut rest, rarities[at]);
        } else {
            rest.push_str(&change(stem, name));
            rest.push(' ');
            codec::push_digit(&mut rest, 0);
        }
        let mut start = String::new();
        codec::push_number(&mut start, term_count);
        term_count += u32::from(name == stem);
        shards.push(stem, &rest, &start);
    }
    shards
}

/// The stems of a vocabulary read backwards, in order.
pub fn backwards(words: &Vocabulary, rarities: &[u32]) -> Shards {
    let stems: BTreeMap<String, u32> =
        words.stems.iter().map(|(stem, &term)| (stem.chars().rev().collect(), term)).collect();
    let mut shards = Shards::default();
    for (stem, term) in &stems {
        let mut rest = String::new();
        codec::push_digit(&mut rest, rarities[*term as usize]);
        codec::push_number(&mut rest, *term);
        shards.push(stem, &rest, "");
    }
    shards
}

/// All stems of a guide, read from the shards in order.
#[derive(Debug, Default)]
pub struct Lexicon(BTreeMap<String, Entry>);

impl Lexicon {
    /// Reads all shards. Terms are counted in the order of the stems that name them.
    pub fn decode<'a>(shards: impl Iterator<Item = &'a str>) -> Self {
        let mut names = BTreeMap::new();
        let mut others = Vec::new();
        for shard in shards {
            let mut reader = Reader(shard.as_bytes());
            let (mut stem, mut term) = (String::new(), reader.number());
            while !reader.is_done() {
                let shared = reader.digit() as usize;
                stem = format!("{}{}", stem.get(..shared).unwrap_or_default(), reader.word());
                let words = reader.word();
                let mut words = words.split(',').map(|change| changed(&stem, change));
                let first = words.next().unwrap_or_default();
                let rarity = reader.digit();
                if rarity == 0 {
                    others.push((stem.clone(), first));
                    continue;
                }
                let family = std::iter::once(stem.clone()).chain(words).collect();
                let entry = Entry { stem: stem.clone(), display: first, rarity, term, family };
                names.insert(stem.clone(), entry);
                term += 1;
            }
        }
        let mut all = names.clone();
        for (stem, name) in others {
            if let Some(entry) = names.get(&name) {
                all.insert(stem.clone(), Entry { stem, ..entry.clone() });
            }
        }
        Self(all)
    }

    /// The entry of a stem.
    pub fn get(&self, stem: &str) -> Option<&Entry> {
        self.0.get(stem)
    }

    /// The entries of stems that begin in a way, but for those of words that begin in another.
    pub fn beginning<'a>(&'a self, with: &'a str) -> impl Iterator<Item = &'a Entry> {
        let entries = self.0.range(with.to_owned()..).map(|(_, entry)| entry);
        let start: String = with.chars().take(2).collect();
        entries
            .take_while(move |entry| entry.stem.starts_with(with))
            .filter(move |entry| entry.family[0].starts_with(&start))
    }

    /// The entries of stems that end in a way, as the list of stems read backwards has them:
    /// there, nothing is known but the stem.
    pub fn ending<'a>(&'a self, with: &'a str) -> impl Iterator<Item = Entry> {
        self.0.values().filter(move |entry| entry.stem.ends_with(with)).map(Entry::alone)
    }

    /// What the list of stems read backwards has of a stem.
    pub fn last_part(&self, stem: &str) -> Option<Entry> {
        self.get(stem).map(Entry::alone)
    }
}

impl Entry {
    fn alone(&self) -> Self {
        let stem = &self.stem;
        Self { display: stem.clone(), family: vec![stem.clone()], ..self.clone() }
    }
}

/// How many letters must be changed, added, left out or swapped to make one word the other;
/// `most + 1` where it is more than `most`.
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
    fn a_word_is_written_as_what_it_makes_of_another() {
        for (from, to) in [("sted", "stad"), ("wijk", "wijken"), ("bewar", "bewaart"), ("é", "e")]
        {
            assert_eq!(changed(from, &change(from, to)), to);
        }
        assert_eq!(change("sted", "stad"), "2-ad");
    }

    #[test]
    fn distances() {
        assert_eq!(distance("wijk", "wijk", 2), 0);
        assert_eq!(distance("wjik", "wijk", 2), 1);
        assert_eq!(distance("critera", "criteria", 2), 1);
        assert_eq!(distance("geloofwardigheit", "geloofwaardigheid", 2), 2);
        assert_eq!(distance("huis", "wijk", 2), 3);
        assert_eq!(distance("huis", "huisartsen", 2), 3);
    }
}
