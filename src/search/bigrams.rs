//! Bigrams: which words are next to each other in which sections, for exact phrases.
//!
//! A bigram is a number, the hash of its words. The high bits tell which of a fixed number of lists
//! has its sections; the low bits are its mark there, which tells it from the other bigrams of that
//! list. Two bigrams are confused about once in a hundred thousand times, which shows when the text
//! is read.

use super::posting::Posting;

/// The maximum number of lists.
const MOST_LISTS: usize = 8192;

/// How many postings a list should have on average.
const LIST_LENGTH: usize = 64;

/// The maximum size of a shard, in characters.
const SHARD: usize = 20_000;

/// The hash of a text: FNV-1a over UTF-16, in which browsers keep text.
pub fn hash(text: &str) -> u32 {
    finish(extend(OFFSET, text))
}

/// The hash of two words with stop words between them.
fn hash_across(first: &str, second: &str) -> u32 {
    finish(extend(extend(extend(OFFSET, first), "  "), second))
}

/// The hash of two words with a space between them.
fn hash_of(first: &str, second: &str) -> u32 {
    finish(extend(extend(extend(OFFSET, first), " "), second))
}

/// The bigrams of a sequence of words, each of which is told to be a stop word or not; and how many
/// words of each bigram are. Two stop words stand next to each other nearly everywhere: instead of
/// those, the words before and after them are a bigram.
pub fn of<'a>(forms: impl Iterator<Item = (&'a str, bool)>) -> Vec<(usize, u32)> {
    let mut out = Vec::new();
    // The word before, and the last one that is no stop word with the number of those after it.
    let mut before: Option<(&str, bool)> = None;
    let mut said: Option<(&str, usize)> = None;
    for (form, is_stop) in forms {
        if let Some((first, was_stop)) = before
            && !(was_stop && is_stop)
        {
            out.push((usize::from(was_stop) + usize::from(is_stop), hash_of(first, form)));
        }
        before = Some((form, is_stop));
        if is_stop {
            said = said.map(|(word, stops)| (word, stops + 1));
        } else if let Some((first, stops)) = said.replace((form, 0))
            && stops > 1
        {
            out.push((0, hash_across(first, form)));
        }
    }
    out
}

const OFFSET: u32 = 2_166_136_261;

fn extend(hash: u32, text: &str) -> u32 {
    let step = |hash: u32, unit: u16| (hash ^ u32::from(unit)).wrapping_mul(16_777_619);
    if text.is_ascii() {
        return text.bytes().map(u16::from).fold(hash, step);
    }
    text.encode_utf16().fold(hash, step)
}

fn finish(hash: u32) -> u32 {
    hash ^ (hash >> 15)
}

/// The mark of a bigram.
pub fn mark(hash: u32) -> u32 {
    hash & 63
}

/// Which of `lists` lists has a bigram; their number is a power of two.
pub fn list(hash: u32, lists: usize) -> usize {
    (hash >> 6) as usize & (lists - 1)
}

/// All lists: ascending sections, each with the marks of its bigrams.
pub fn lists<'a>(sections: impl Iterator<Item = &'a [u32]> + Clone) -> Vec<Vec<Posting>> {
    let total: usize = sections.clone().map(<[u32]>::len).sum();
    let count = (total / LIST_LENGTH).next_power_of_two().min(MOST_LISTS);
    let mut lengths = vec![0; count];
    for &hash in sections.clone().flatten() {
        lengths[list(hash, count)] += 1;
    }
    let mut lists: Vec<Vec<Posting>> = lengths.into_iter().map(Vec::with_capacity).collect();
    for (section, hashes) in (0..).zip(sections) {
        for &hash in hashes {
            lists[list(hash, count)].push((section, mark(hash)));
        }
    }
    lists
}

/// How many lists go in a shard, if they have this many characters together. Hashes spread them
/// evenly, and a power of two seldom changes.
pub fn lists_in_shard(lists: usize, characters: usize) -> usize {
    let shards = characters.div_ceil(SHARD).next_power_of_two();
    (lists / shards).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_two_words_is_that_of_the_phrase() {
        assert_eq!(hash_of("lange", "adem"), hash("lange adem"));
    }

    #[test]
    fn words_around_stop_words_are_a_bigram() {
        let forms = ["wijk", "in", "een", "buurt", "en"];
        let forms = forms.map(|form| (form, ["in", "een"].contains(&form)));
        let expected = [
            (1, hash("wijk in")),
            (1, hash("een buurt")),
            (0, hash("wijk  buurt")),
            (0, hash("buurt en")),
        ];
        assert_eq!(of(forms.into_iter()), expected);
    }

    #[test]
    fn a_section_is_in_the_list_of_each_of_its_bigrams() {
        let bigrams = [hash("lange adem"), hash("korte klap")];
        let sections = [vec![bigrams[0]], vec![bigrams[1]], bigrams.to_vec()];
        let lists = lists(sections.iter().map(Vec::as_slice));
        for bigram in bigrams {
            let list = &lists[list(bigram, lists.len())];
            let with: Vec<u32> =
                list.iter().filter(|(_, of)| *of == mark(bigram)).map(|(at, _)| *at).collect();
            assert_eq!(with, if bigram == bigrams[0] { [0, 2] } else { [1, 2] });
        }
    }
}
