//! Which words stand next to each other in which sections, for exact phrases.
//!
//! A pair of words is a number, its hash. The lower bits are its mark, the others say in which of
//! a fixed number of lists its sections are. A list has the sections of many pairs, each with the
//! mark of the pair, so that another pair is taken for the one asked for once in some hundred
//! thousand times; and that is found out when the text is read.

use super::index::Posting;
use super::tokens::Token;

/// So many lists at most.
const MOST: usize = 8192;

/// So many entries a list should have.
const ENTRIES: usize = 64;

/// The hash of a text: FNV-1a over UTF-16, which is what the browser has.
pub fn hash(text: &str) -> u32 {
    finish(extend(OFFSET, text))
}

/// The hash of two words with a space between them.
pub fn hash_of(first: &str, second: &str) -> u32 {
    finish(extend(extend(extend(OFFSET, first), " "), second))
}

/// The hashes of all pairs in a row of words.
pub fn of(tokens: &[Token]) -> impl Iterator<Item = u32> + '_ {
    tokens.windows(2).map(|pair| hash_of(&pair[0].form, &pair[1].form))
}

const OFFSET: u32 = 2_166_136_261;

fn extend(hash: u32, text: &str) -> u32 {
    let step = |hash: u32, unit: u16| (hash ^ u32::from(unit)).wrapping_mul(16_777_619);
    text.encode_utf16().fold(hash, step)
}

fn finish(hash: u32) -> u32 {
    hash ^ (hash >> 15)
}

/// The mark of a pair.
pub fn mark(hash: u32) -> u32 {
    hash & 63
}

/// In which of `lists` lists a pair is; their number is a power of two.
pub fn list(hash: u32, lists: usize) -> usize {
    (hash >> 6) as usize & (lists - 1)
}

/// The lists: sections, ascending, with the marks of the pairs in them.
pub fn lists<'a>(sections: impl Iterator<Item = &'a [u32]> + Clone) -> Vec<Vec<Posting>> {
    let total: usize = sections.clone().map(<[u32]>::len).sum();
    let count = (total / ENTRIES).next_power_of_two().min(MOST);
    let mut lists = vec![Vec::new(); count];
    for (section, hashes) in (0..).zip(sections) {
        for &hash in hashes {
            lists[list(hash, count)].push((section, mark(hash)));
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_hashed_as_they_are_written() {
        assert_eq!(hash_of("lange", "adem"), hash("lange adem"));
    }

    #[test]
    fn a_section_is_in_the_list_of_each_of_its_pairs() {
        let pairs = [hash("lange adem"), hash("korte klap")];
        let sections = [vec![pairs[0]], vec![pairs[1]], pairs.to_vec()];
        let lists = lists(sections.iter().map(Vec::as_slice));
        for pair in pairs {
            let list = &lists[list(pair, lists.len())];
            let with: Vec<u32> =
                list.iter().filter(|(_, of)| *of == mark(pair)).map(|(at, _)| *at).collect();
            assert_eq!(with, if pair == pairs[0] { [0, 2] } else { [1, 2] });
        }
    }
}
