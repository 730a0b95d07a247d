//! Cuts lists of words into shards. A browser loads the shard that has a word, so they are small; a
//! host carries all of them, so they are few.
//!
//! What an edit adds or removes moves no border but those beside it: a shard ends before the word
//! with the least hash of all that it could end before, and its file is named after its first word.

use std::collections::HashSet;
use std::ops::Range;

use super::bigrams;

/// The name of the file of a shard: the letter of its kind and the hash of its first word.
pub fn name(letter: &str, first: &str) -> String {
    format!("{letter}{:x}", bigrams::hash(first))
}

/// Cuts words, each with the size of what goes with it, into shards of about some `size`.
pub fn cut<'a>(items: impl Iterator<Item = (&'a str, usize)>, size: usize) -> Vec<Range<usize>> {
    let items: Vec<(u32, usize)> = items.map(|(word, size)| (bigrams::hash(word), size)).collect();
    let (mut shards, mut names) = (Vec::new(), HashSet::new());
    let mut start = 0;
    while let Some(&(name, _)) = items.get(start) {
        names.insert(name);
        let end = end_of(&items[start..], size, &names).map_or(items.len(), |end| start + end);
        shards.push(start..end);
        start = end;
    }
    shards
}

/// Where the first shard of items ends, if they are too many for one. Two shards cannot begin with
/// words of the same hash.
fn end_of(items: &[(u32, usize)], size: usize, names: &HashSet<u32>) -> Option<usize> {
    let (least, most) = (size / 2, size + size / 2);
    let mut length = 0;
    let mut best: Option<(u32, usize)> = None;
    for (at, &(hash, of)) in items.iter().enumerate() {
        let can_end = at > 0 && !names.contains(&hash);
        if length + of > most && (best.is_some() || can_end) {
            return best.map(|(_, at)| at).or(Some(at));
        }
        // The hashes of like words are alike in their high bits.
        let mixed = hash.wrapping_mul(0x9e37_79b1);
        if can_end && length >= least && best.is_none_or(|(least, _)| mixed < least) {
            best = Some((mixed, at));
        }
        length += of;
    }
    None
}

/// The first words of shards, in order.
#[derive(Debug, Default)]
pub struct Firsts(Vec<String>);

impl Firsts {
    /// Reads them from a manifest.
    pub fn new(text: &str) -> Self {
        Self(text.split(' ').map(str::to_owned).collect())
    }

    /// The first word of the shard that has a word, if any has.
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
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let shards = cut(words.iter().map(|word| (*word, 40)), 1000);
        assert!(shards.iter().flat_map(Clone::clone).eq(0..words.len()));
        assert!(shards.iter().all(|shard| shard.len() * 40 <= 1500));
        shards.iter().map(|shard| words[shard.start]).collect()
    }

    #[test]
    fn a_word_more_moves_few_borders() {
        let words: BTreeSet<String> = (0..2000).map(|at| format!("woord{}", at * 7919)).collect();
        let before = firsts(&words);
        let mut moved = 0;
        for at in 0..100 {
            let mut more = words.clone();
            more.insert(format!("woord{at}nieuw"));
            moved += before.symmetric_difference(&firsts(&more)).count();
        }
        assert!(before.len() > 50 && moved < 60, "{moved} borders of {}", before.len());
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
