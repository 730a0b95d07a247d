//! The stems a file of the index holds, and how far words are apart.

use std::collections::BTreeMap;

use super::codec::Reader;

/// A stem of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The stem.
    pub stem: String,
    /// The commonest form of its term.
    pub display: String,
    /// How rare its term is, from 1 to 63.
    pub rarity: u32,
    /// Its term.
    pub term: u32,
}

/// The stems with the same first letter, in order.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The stems in order.
    pub entries: Vec<Entry>,
    by_stem: BTreeMap<String, usize>,
}

impl Lexicon {
    /// Reads a file of stems.
    pub fn decode(text: &str) -> Self {
        let mut this = Self::default();
        let mut reader = Reader(text.as_bytes());
        let mut next = reader.number();
        while !reader.is_done() {
            let shared = reader.digit() as usize;
            let mut stem = this.entries.last().map_or("", |last| &last.stem).to_owned();
            stem.truncate(shared);
            stem.push_str(&word(&mut reader));
            let display = format!("{stem}{}", word(&mut reader));
            let rarity = reader.digit();
            let term = match reader.number() {
                0 => {
                    next += 1;
                    next - 1
                }
                term => term - 1,
            };
            this.by_stem.insert(stem.clone(), this.entries.len());
            this.entries.push(Entry { stem, display, rarity, term });
        }
        this
    }

    /// The entry of a stem.
    pub fn get(&self, stem: &str) -> Option<&Entry> {
        self.entries.get(*self.by_stem.get(stem)?)
    }
}

/// Reads to the next space.
fn word(reader: &mut Reader<'_>) -> String {
    let end = reader.0.iter().position(|&byte| byte == b' ').unwrap_or(reader.0.len());
    let (word, rest) = reader.0.split_at(end);
    reader.0 = rest.get(1..).unwrap_or_default();
    String::from_utf8_lossy(word).into_owned()
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
    fn distances() {
        assert_eq!(distance("wijk", "wijk", 2), 0);
        assert_eq!(distance("wjik", "wijk", 2), 1);
        assert_eq!(distance("critera", "criteria", 2), 1);
        assert_eq!(distance("geloofwardigheit", "geloofwaardigheid", 2), 2);
        assert_eq!(distance("huis", "wijk", 2), 3);
        assert_eq!(distance("huis", "huisartsen", 2), 3);
    }
}
