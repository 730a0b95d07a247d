//! Cuts lists of words into shards. A browser loads the shard that has a word, so they are small; a
//! host carries all of them, so they are few.
//!
//! Words are cut in two, and each half again, until they are few enough. A half begins with letters that
//! no word of the other half begins with, and its file is named after those. They are few, whatever is
//! written, so what an edit adds or removes seldom moves a border.

use std::collections::HashSet;
use std::ops::Range;

use super::bigrams;

/// How much of the words, in per cent, is in the middle, where they may be cut.
const MIDDLE: usize = 40;

/// The name of the file of a shard: the letter of its kind and the hash of the letters it begins with.
pub fn name(letter: &str, first: &str) -> String {
    format!("{letter}{:x}", bigrams::hash(first))
}

/// Some words in order, and the letters they begin with: a word before these is in another shard. Those of
/// the first shard are none, so that its name stays, whatever the first word is.
#[derive(Debug)]
pub struct Shard<'a> {
    /// Which words.
    pub range: Range<usize>,
    /// The letters.
    pub first: &'a str,
}

/// Cuts words, each with the size of what goes with it, into shards of at most some `size`, unless one
/// word is larger.
pub fn cut<'a>(items: impl Iterator<Item = (&'a str, usize)>, size: usize) -> Vec<Shard<'a>> {
    let mut last = "";
    let item = |(word, size): (&'a str, usize)| {
        let shared = word.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        let first = word.chars().take(shared.count() + 1).map(char::len_utf8).sum();
        last = word;
        Item { first: word.get(..first).unwrap_or(word), size }
    };
    let mut items: Vec<Item<'_>> = items.map(item).collect();
    let mut cutting = Cutting { size, names: HashSet::new(), shards: Vec::new() };
    if let Some(item) = items.first_mut() {
        item.first = "";
        cutting.names.insert(bigrams::hash(item.first));
        cutting.cut(&items, 0);
    }
    cutting.shards
}

/// A word.
struct Item<'a> {
    /// The letters with which it begins, and the word before does not.
    first: &'a str,
    /// The size of what goes with it.
    size: usize,
}

/// Shards, as they are cut.
struct Cutting<'a> {
    size: usize,
    /// The hashes of their letters: two shards cannot have the same name.
    names: HashSet<u32>,
    shards: Vec<Shard<'a>>,
}

impl<'a> Cutting<'a> {
    /// Cuts words in two until they are few enough.
    fn cut(&mut self, items: &[Item<'a>], start: usize) {
        let total: usize = items.iter().map(|item| item.size).sum();
        let border = (total > self.size).then(|| self.border(items, total)).flatten();
        let Some(border) = border else {
            self.shards.push(Shard { range: start..start + items.len(), first: items[0].first });
            return;
        };
        self.names.insert(bigrams::hash(items[border].first));
        let (left, right) = items.split_at(border);
        self.cut(left, start);
        self.cut(right, start + border);
    }

    /// Where to cut words that have some size in `total`: in the middle, before the fewest letters and
    /// of those before the ones with the least hash; else as near to the middle as can be.
    fn border(&self, items: &[Item<'a>], total: usize) -> Option<usize> {
        let mut before = 0_usize;
        let border = |(at, item): (usize, &Item<'a>)| {
            let from_middle = (2 * before).abs_diff(total);
            before += item.size;
            let hash = bigrams::hash(item.first);
            let order = if from_middle <= total / 100 * MIDDLE {
                // The hashes of like words are alike in their high bits.
                (0, item.first.len(), hash.wrapping_mul(0x9e37_79b1))
            } else {
                (1, from_middle, 0)
            };
            (at > 0 && !self.names.contains(&hash)).then_some((order, at))
        };
        items.iter().enumerate().filter_map(border).min().map(|(_, at)| at)
    }
}

/// The letters that shards begin with, in order.
#[derive(Debug, Default)]
pub struct Firsts(Vec<String>);

impl Firsts {
    /// Reads them from a manifest.
    pub fn new(text: &str) -> Self {
        Self(text.split(' ').map(str::to_owned).collect())
    }

    /// Those of the shard that has a word, if any has.
    pub fn before(&self, word: &str) -> &str {
        let next = self.0.partition_point(|first| first.as_str() <= word);
        self.0.get(next.saturating_sub(1)).map_or("", String::as_str)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn firsts(words: &BTreeSet<String>) -> BTreeSet<&str> {
        let all: Vec<&str> = words.iter().map(String::as_str).collect();
        let shards = cut(all.iter().map(|word| (*word, 40)), 1000);
        assert!(shards.iter().flat_map(|shard| shard.range.clone()).eq(0..all.len()));
        assert!(shards.iter().all(|shard| shard.range.len() * 40 <= 1000));
        let begins = |shard: &Shard<'_>| {
            let at = shard.range.start;
            all[at].starts_with(shard.first) && (at == 0 || all[at - 1] < shard.first)
        };
        assert!(shards.iter().all(begins));
        shards.iter().map(|shard| shard.first).collect()
    }

    #[test]
    fn a_word_more_or_less_moves_few_borders() {
        let words: BTreeSet<String> = (0..2000).map(|at| format!("woord{}", at * 7919)).collect();
        let before = firsts(&words);
        let mut moved = 0;
        for at in 0..100 {
            let mut other = words.clone();
            other.insert(format!("woord{at}nieuw"));
            other.remove(&format!("woord{}", at * 20 * 7919));
            moved += before.symmetric_difference(&firsts(&other)).count();
        }
        assert!(before.len() > 70 && moved < 20, "{moved} borders of {}", before.len());
    }

    #[test]
    fn a_word_is_in_the_last_shard_that_does_not_begin_after_it() {
        let firsts = Firsts::new("aanpak kans wijk");
        for (word, first) in [("a", "aanpak"), ("kans", "kans"), ("les", "kans"), ("zorg", "wijk")]
        {
            assert_eq!(firsts.before(word), first);
        }
        assert_eq!(Firsts::new("").before("wijk"), "");
    }
}
