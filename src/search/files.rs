//! Writes an index as files that a browser loads as it needs them. They are small scripts, because
//! pages opened from a disk may not fetch data.
//!
//! | file         | what it holds                                                |
//! | ------------ | ------------------------------------------------------------ |
//! | `index.js`   | [`Manifest`]                                                 |
//! | `wN.js`      | a shard of the stems in order, see [`lexicon`]               |
//! | `eN.js`      | a shard of the reversed stems                                |
//! | `pN.js`      | the postings of consecutive terms; of common terms, the best |
//! | `fN.js`      | all postings of common term N                                |
//! | `bN.js`      | a shard of the [`bigrams`]                                   |
//! | `cN.js`      | [`ChapterRecord`](super::ChapterRecord) N                                  |
//! | `numbers.js` | the numbers of all chapters                                  |
//! | `filters.js` | [`Filters`]                                                  |
//!
//! [`bigrams`]: super::bigrams

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::codec;
use super::compound::LINKS;
use super::index::Index;
use super::lexicon::{self, Shards};
use super::manifest::{Filters, Manifest};
use super::posting::{self, Posting};
use super::query::LABELS;
use super::sections::ChapterRecord;
use super::stem::Stemmer;
use super::stopwords::stop_words;
use super::tuning::TUNING;
use super::vocabulary::compounds;

/// The size, in characters, at which a shard of postings is closed.
const POSTING_SHARD: usize = 4000;

/// The same for bigrams, of which a query needs two shards at most.
const BIGRAM_SHARD: usize = 12_000;

/// Of a term in more sections than this, the shards have only this many postings.
const COMMON: usize = 1200;

/// How many characters of a hash a version has.
const VERSION_LENGTH: usize = 10;

/// The files of an index, by name.
pub fn files(index: &Index) -> BTreeMap<String, Vec<u8>> {
    let mut files = IndexWriter::default();
    let rarities = index.rarities();
    let words = files.add_words("w", lexicon::in_order(&index.vocabulary, &rarities));
    let ends = files.add_words("e", lexicon::reversed(&index.vocabulary, &rarities));
    let is_common = |list: &[Posting]| list.len() > COMMON;
    let common: Vec<u32> = (0..)
        .zip(&index.postings)
        .filter_map(|(term, list)| is_common(list).then_some(term))
        .collect();
    for &term in &common {
        files.add(&format!("f{term}"), &posting::encode(&index.postings[term as usize]));
    }
    let best = |list: &Vec<Posting>| posting::encode(&posting::best(list, COMMON));
    let best = index.postings.par_iter().map(best).collect();
    let shards = files.add_lists("p", best, POSTING_SHARD);
    let lists = index.bigrams.par_iter().map(|list| posting::encode(list)).collect();
    let bigrams = files.add_lists("b", lists, BIGRAM_SHARD);
    files.add_all("c", &index.records().collect::<Vec<_>>());
    let numbers: Vec<&str> = index.records().map(|record| record.number.as_str()).collect();
    files.add("numbers", &numbers);
    files.add("filters", &filters(index));
    let prefixes = Stemmer::of_queries(&index.language).prefixes();
    let manifest = Manifest {
        version: files.version(),
        tuning: TUNING,
        language: index.language.clone(),
        compounds: compounds(&index.language),
        links: LINKS.map(str::to_owned).to_vec(),
        prefixes: prefixes.iter().map(|&prefix| prefix.to_owned()).collect(),
        labels: LABELS.map(str::to_owned).to_vec(),
        stop: stop_words(&index.language).join(" "),
        endings: index.vocabulary.endings.clone(),
        sections: section_counts(index),
        words,
        ends,
        shards: codec::ascending(shards),
        common: codec::ascending(common),
        bigrams: codec::ascending(bigrams),
        lists: index.bigrams.len(),
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
struct IndexWriter(BTreeMap<String, Vec<u8>>);

impl IndexWriter {
    fn add(&mut self, name: &str, value: &impl Serialize) {
        self.0.insert(format!("{name}.js"), script(name, value));
    }

    /// Adds values, each named by a letter and its place.
    fn add_all(&mut self, letter: &str, values: &[impl Serialize + Sync]) {
        let file = |(at, value)| {
            let name = format!("{letter}{at}");
            (format!("{name}.js"), script(&name, value))
        };
        self.0.extend(values.par_iter().enumerate().map(file).collect::<Vec<_>>());
    }

    /// Adds shards of words, and returns the first word of each.
    fn add_words(&mut self, letter: &str, shards: Shards) -> String {
        self.add_all(letter, &shards.texts);
        shards.firsts
    }

    /// Adds consecutive lists in shards of some `size` characters, and returns the first list of
    /// each.
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
        hasher.finalize().to_hex().chars().take(VERSION_LENGTH).collect()
    }
}

fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    // Only maps whose keys are not strings cannot be written, and there are none.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("wijkengidsSearch.add(\"{name}\",{json})\n").into_bytes()
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
    filters.parts = parts(index);
    filters.lessons = codec::ascending(lessons);
    filters.themes = themes
        .into_iter()
        .map(|(name, sections)| (name.to_owned(), codec::ascending(sections)))
        .collect();
    filters
}

/// The numbered chapters that are below no other. Each ends where the next chapter at the top
/// begins, numbered or not.
fn parts(index: &Index) -> Vec<(String, u32, u32)> {
    let is_top = |record: &ChapterRecord| !record.number.contains('.');
    let tops: Vec<(u32, &ChapterRecord)> =
        (0..).zip(index.records()).filter(|(_, record)| is_top(record)).collect();
    let ends = tops.iter().skip(1).map(|(chapter, _)| *chapter);
    let end = index.records().count() as u32;
    tops.iter()
        .zip(ends.chain([end]))
        .filter(|((_, record), _)| !record.number.is_empty())
        .map(|((start, record), end)| (format!("{} {}", record.number, record.title), *start, end))
        .collect()
}
