//! The index as files a browser loads one by one: small scripts, so that a guide opened from a
//! disk, where a page may not fetch, can be searched as well.
//!
//! | file         | what it holds                                              |
//! | ------------ | ---------------------------------------------------------- |
//! | `index.js`   | [`Manifest`]                                               |
//! | `wN.js`      | a shard of the stems in order, see [`lexicon`]             |
//! | `eN.js`      | a shard of the stems read backwards                        |
//! | `pN.js`      | the postings of a run of terms, of common terms the best   |
//! | `fN.js`      | all postings of common term N                              |
//! | `bN.js`      | a shard of the words next to each other, see [`pairs`]     |
//! | `cN.js`      | [`Record`](super::Record) N: what results show             |
//! | `numbers.js` | the numbers of all chapters                                |
//! | `filters.js` | [`Filters`]                                                |
//!
//! [`pairs`]: super::pairs

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::codec;
use super::endings::Ending;
use super::index::{Index, Posting};
use super::lexicon::{self, Shards};
use super::stopwords::stop_words;
use super::vocabulary::compounds;

/// A shard of postings is closed when it has this many characters, and one of pairs when it has
/// this many: of those a query needs two at most.
const SHARD: usize = 4000;
const PAIRS: usize = 12_000;

/// Of a term that occurs in more sections than this, the best are kept apart.
const COMMON: usize = 1200;

/// What the browser loads first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Changes whenever another file of the index does.
    pub version: String,
    /// The language.
    pub language: String,
    /// Whether it writes compounds as one word.
    pub compounds: bool,
    /// The stop words, a space between them.
    pub stop: String,
    /// How words end, where queries are not stemmed.
    pub endings: Vec<Ending>,
    /// How many sections each chapter has, in numbers.
    pub sections: String,
    /// The first word of every shard of stems in order, a space between them.
    pub words: String,
    /// The first of every shard of stems read backwards.
    pub ends: String,
    /// The first term of every shard of postings, ascending.
    pub shards: String,
    /// The terms of which a shard has only the best postings, ascending.
    pub common: String,
    /// The first list of every shard of pairs, ascending, and how many lists there are.
    pub pairs: String,
    /// How many lists of pairs there are.
    pub lists: usize,
}

/// What results can be narrowed to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Filters {
    /// The parts: their labels, and the first of their chapters.
    pub parts: Vec<(String, u32)>,
    /// For every theme, its sections, ascending.
    pub themes: BTreeMap<String, String>,
    /// The sections that are lessons, ascending.
    pub lessons: String,
}

/// The files of an index, by name.
pub fn files(index: &Index) -> BTreeMap<String, Vec<u8>> {
    let mut files = Files::default();
    let rarities = index.rarities();
    let words = files.add_words("w", lexicon::in_order(&index.vocabulary, &rarities));
    let ends = files.add_words("e", lexicon::backwards(&index.vocabulary, &rarities));
    let is_common = |list: &[Posting]| list.len() > COMMON;
    let common: Vec<u32> = (0..)
        .zip(&index.postings)
        .filter_map(|(term, list)| is_common(list).then_some(term))
        .collect();
    for &term in &common {
        files.add(&format!("f{term}"), &encoded(&index.postings[term as usize]));
    }
    let best = index.postings.par_iter().map(|list| encoded(&best(list))).collect();
    let shards = files.add_lists("p", best, SHARD);
    let lists = index.pairs.par_iter().map(|list| encoded(list)).collect();
    let pairs = files.add_lists("b", lists, PAIRS);
    files.add_all("c", &index.records().collect::<Vec<_>>());
    let numbers: Vec<&str> = index.records().map(|record| record.number.as_str()).collect();
    files.add("numbers", &numbers);
    files.add("filters", &filters(index));
    let manifest = Manifest {
        version: files.version(),
        language: index.language.clone(),
        compounds: compounds(&index.language),
        stop: stop_words(&index.language).join(" "),
        endings: index.vocabulary.endings.clone(),
        sections: section_counts(index),
        words,
        ends,
        shards: codec::ascending(shards),
        common: codec::ascending(common),
        pairs: codec::ascending(pairs),
        lists: index.pairs.len(),
    };
    files.add("index", &manifest);
    files.0
}

fn section_counts(index: &Index) -> String {
    let mut out = String::new();
    for record in index.records() {
        codec::push_number(&mut out, record.sections.len() as u32);
    }
    out
}

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn add(&mut self, name: &str, value: &impl Serialize) {
        self.0.insert(format!("{name}.js"), script(name, value));
    }

    /// Adds values under a letter and their place.
    fn add_all(&mut self, letter: &str, values: &[impl Serialize + Sync]) {
        let file = |(at, value)| {
            let name = format!("{letter}{at}");
            (format!("{name}.js"), script(&name, value))
        };
        self.0.extend(values.par_iter().enumerate().map(file).collect::<Vec<_>>());
    }

    /// Adds shards of words; what is returned are the first words of all of them.
    fn add_words(&mut self, letter: &str, shards: Shards) -> String {
        self.add_all(letter, &shards.texts);
        shards.firsts
    }

    /// Adds lists in a row, in shards that are closed when they have `size` characters; what is
    /// returned is which list is the first of each.
    fn add_lists(&mut self, letter: &str, lists: Vec<String>, size: usize) -> Vec<u32> {
        let (mut firsts, mut shards): (Vec<u32>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
        let mut length = usize::MAX;
        for (at, list) in (0..).zip(lists) {
            if length > size {
                firsts.push(at);
                shards.push(Vec::new());
                length = 0;
            }
            length += list.len();
            if let Some(shard) = shards.last_mut() {
                shard.push(list);
            }
        }
        self.add_all(letter, &shards);
        firsts
    }

    fn version(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        self.0.values().for_each(|file| {
            hasher.update(file);
        });
        hasher.finalize().to_hex()[..10].to_owned()
    }
}

fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    // Only a map with keys other than strings cannot be written; there is none.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("wijkengidsSearch.add(\"{name}\",{json})\n").into_bytes()
}

/// The postings with the greatest impact, in order.
fn best(list: &[Posting]) -> Vec<Posting> {
    let mut list = list.to_vec();
    if list.len() > COMMON {
        list.sort_by_key(|&(section, impact)| (std::cmp::Reverse(impact), section));
        list.truncate(COMMON);
        list.sort_unstable();
    }
    list
}

fn encoded(list: &[Posting]) -> String {
    let mut out = String::new();
    let mut last = 0;
    for &(section, digit) in list {
        codec::push_number(&mut out, section - last);
        codec::push_digit(&mut out, digit);
        last = section;
    }
    out
}

fn filters(index: &Index) -> Filters {
    let mut filters = Filters::default();
    let mut themes: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut lessons = Vec::new();
    for (id, (record, section)) in (0..).zip(index.sections()) {
        if section.lesson > 0 {
            lessons.push(id);
        }
        for theme in record.themes.iter().chain(&section.themes) {
            let of_theme = themes.entry(theme).or_default();
            if of_theme.last() != Some(&id) {
                of_theme.push(id);
            }
        }
    }
    for (chapter, record) in (0..).zip(index.records()) {
        let is_part = !record.number.contains('.');
        if is_part && (!record.number.is_empty() || !filters.parts.is_empty()) {
            filters
                .parts
                .push((format!("{} {}", record.number, record.title).trim().to_owned(), chapter));
        }
    }
    filters.lessons = codec::ascending(lessons);
    filters.themes = themes
        .into_iter()
        .map(|(name, sections)| (name.to_owned(), codec::ascending(sections)))
        .collect();
    filters
}
