//! Posting lists: which sections contain a term or a bigram.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::codec::{self, Cursor};

/// A section, and one base-64 digit about it: the impact of a term, or the mark of a bigram.
pub type Posting = (u32, u32);

/// Writes postings one by one, in the order of their sections.
#[derive(Debug, Default)]
pub struct Encoder {
    text: String,
    last: u32,
}

impl Encoder {
    /// Writes the next posting.
    pub fn push(&mut self, (section, digit): Posting) {
        codec::push_number(&mut self.text, section - self.last);
        codec::push_digit(&mut self.text, digit);
        self.last = section;
    }

    /// The postings as text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Writes postings that are in the order of their sections.
pub fn encode(list: &[Posting]) -> String {
    let mut out = Encoder::default();
    list.iter().for_each(|&posting| out.push(posting));
    out.finish()
}

/// Reads what [`encode`] has written.
pub fn decode(text: &str) -> Vec<Posting> {
    let mut out = Vec::new();
    let mut cursor = Cursor(text.as_bytes());
    let mut section = 0;
    while !cursor.is_done() {
        section += cursor.number();
        out.push((section, cursor.digit()));
    }
    out
}

/// Divides postings into the `count` with the greatest impact and the rest, both in the order of their
/// sections.
pub fn divide(mut best: Vec<Posting>, count: usize) -> (Vec<Posting>, Vec<Posting>) {
    if best.len() <= count {
        return (best, Vec::new());
    }
    best.select_nth_unstable_by_key(count, |&(section, impact)| (Reverse(impact), section));
    let mut rest = best.split_off(count);
    best.sort_unstable();
    rest.sort_unstable();
    (best, rest)
}

/// Writes the postings of a common word that are not its best: their mean impact, then their
/// sections. The best tell common words apart; of the rest there are many.
pub fn encode_rest(rest: &[Posting]) -> String {
    let sum: u32 = rest.iter().map(|(_, impact)| impact).sum();
    let mut out = String::new();
    codec::push_digit(&mut out, sum / (rest.len() as u32).max(1));
    out + &codec::ascending(rest.iter().map(|(section, _)| *section))
}

/// Reads what [`encode_rest`] has written.
pub fn decode_rest(text: &str) -> Vec<Posting> {
    let mut cursor = Cursor(text.as_bytes());
    let impact = cursor.digit();
    cursor.ascending().into_iter().map(|section| (section, impact)).collect()
}

/// The sections that are in all lists, with the least of their impacts.
pub fn intersection(mut lists: Vec<Vec<Posting>>) -> Vec<Posting> {
    let Some(mut common) = lists.pop() else { return Vec::new() };
    for list in lists {
        let other: HashMap<u32, u32> = list.into_iter().collect();
        common = common
            .into_iter()
            .filter_map(|(section, impact)| Some((section, impact.min(*other.get(&section)?))))
            .collect();
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_survive_encoding() {
        let list = [(0, 63), (5, 1), (70_000, 12)];
        assert_eq!(decode(&encode(&list)), list);
    }

    #[test]
    fn the_best_postings_stay_in_order() {
        let (best, rest) = divide(vec![(1, 3), (2, 9), (3, 1), (4, 5)], 2);
        assert_eq!((best, rest), (vec![(2, 9), (4, 5)], vec![(1, 3), (3, 1)]));
    }

    #[test]
    fn the_rest_has_its_mean_impact() {
        let (_, rest) = divide(vec![(1, 3), (2, 9), (3, 1), (40, 5)], 2);
        assert_eq!(decode_rest(&encode_rest(&rest)), [(1, 2), (3, 2)]);
    }

    #[test]
    fn an_intersection_has_the_least_impact() {
        let lists = vec![vec![(1, 9), (2, 4)], vec![(2, 7), (3, 1)]];
        assert_eq!(intersection(lists), [(2, 4)]);
    }
}
