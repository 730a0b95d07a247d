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
    let step = |hash: u32, unit: u16| (hash ^ u32::from(unit)).wrapping_mul(16_777_619);
    let hash = text.encode_utf16().fold(2_166_136_261, step);
    hash ^ (hash >> 15)
}

/// The hashes of all pairs in a row of words.
pub fn of(tokens: &[Token]) -> impl Iterator<Item = u32> + '_ {
    tokens.windows(2).map(|pair| hash(&joined(&pair[0].form, &pair[1].form)))
}

/// Two words as they are hashed.
pub fn joined(first: &str, second: &str) -> String {
    format!("{first} {second}")
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
