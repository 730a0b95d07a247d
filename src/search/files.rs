//! Writes an index as files that a browser loads as it needs them. They are small scripts, because
//! pages opened from a disk may not fetch data.
//!
//! | file         | what it holds                                                                     |
//! | ------------ | --------------------------------------------------------------------------------- |
//! | `index.js`   | [`Manifest`], which has the stems in order if they are few                       |
//! | `wX.js`      | a shard of the stems in order, see [`lexicon`], unless they are few               |
//! | `eX.js`      | a shard of the reversed stems, unless they are few                                |
//! | `pX.js`      | a shard of the postings by term; of common terms, the best                        |
//! | `rX.js`      | a shard of the rest of the postings of common terms                               |
//! | `bN.js`      | a shard of the lists of [`bigrams`], from list N on                               |
//! | `cN.js`      | the [`ChapterRecord`](super::ChapterRecord)s of a few chapters, from chapter N on |
//! | `numbers.js` | the numbers of all chapters                                                       |
//! | `filters.js` | [`Filters`]                                                                       |
//!
//! X is the hash of the letters it begins with, see [`shards`](super::shards). An edit changes only the files
//! that have what it changed: neither names nor borders depend on what other files hold.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::codec;
use super::compound::LINKS;
use super::index::Index;
use super::lexicon::{self, ShardEntry};
use super::manifest::{Filters, Manifest};
use super::posting::{self, Posting};
use super::query::LABELS;
use super::sections::ChapterRecord;
use super::shards::{self, Shard};
use super::stem::Stemmer;
use super::stopwords::stop_words;
use super::tuning::TUNING;
use super::vocabulary::{Vocabulary, compounds};

/// The largest size, in characters, of the shards of each kind: a query needs many postings, but the
/// rests of common terms only if it excludes something.
const STEMS: usize = 8200;
const POSTINGS: usize = 9000;
const RESTS: usize = 40_000;

/// If the stems in order have at most this many characters, they are in the manifest, which is read with
/// every query and changes with every edit in any case. The reversed stems follow from them.
const FEW_STEMS: usize = 40_000;

/// How many chapters a file of records has, unless they are longer than this many characters.
const RECORDS: usize = 11;
const LONGEST_RECORDS: usize = 48_000;

/// Shards of bigrams are not longer than this many characters: common words have many bigrams, rare ones
/// few, so each shard has as many lists as fit.
const LONGEST_BIGRAMS: usize = 22_000;

/// How many characters of a hash a version has.
const VERSION_LENGTH: usize = 10;

/// The files of an index, by name. What they are made of is freed as it is written: each of the two is
/// large.
pub fn files(mut index: Index) -> BTreeMap<String, Vec<u8>> {
    let mut files = IndexWriter::default();
    let numbers: Vec<&str> = index.records.iter().map(|record| record.number.as_str()).collect();
    files.add("numbers", &numbers);
    files.add("filters", &filters(&index));
    let sections = section_counts(&index);
    let records = files.add_records(std::mem::take(&mut index.records));
    let (bigrams, lists) = std::mem::take(&mut index.bigrams);
    let lists_of_shards = files.add_bigrams(&lists);
    drop(lists);
    let stems = files.add_stems(&index.vocabulary, &index.rarities);
    let (best, rests) = postings(&index.vocabulary.terms, index.postings);
    let postings = files.add_shards("p", &best, POSTINGS, by_name);
    let rests = files.add_shards("r", &rests, RESTS, by_name);
    let prefixes = Stemmer::of_queries(&index.language).prefixes();
    let manifest = Manifest {
        version: files.version(),
        tuning: TUNING,
        compounds: compounds(&index.language),
        links: LINKS.map(str::to_owned).to_vec(),
        prefixes: prefixes.iter().map(|&prefix| prefix.to_owned()).collect(),
        labels: LABELS.map(str::to_owned).to_vec(),
        stop: joined(stop_words(&index.language).iter().copied()),
        language: index.language,
        endings: index.vocabulary.endings,
        sections,
        records: codec::ascending(records),
        stems: stems.few,
        words: stems.words,
        ends: stems.ends,
        postings,
        rests,
        bigrams,
        lists: codec::ascending(lists_of_shards),
    };
    files.add("index", &manifest);
    files.0
}

fn section_counts(index: &Index) -> String {
    let mut out = String::new();
    for record in &index.records {
        codec::push_number(&mut out, record.sections.len() as u32);
    }
    out
}

/// The best postings of every term, and the rest of those of common ones.
fn postings(terms: &[String], postings: Vec<Vec<Posting>>) -> (Vec<ShardEntry>, Vec<ShardEntry>) {
    let encoded = |(term, list): (&String, Vec<Posting>)| {
        let (best, rest) = posting::divide(list, TUNING.common);
        let is_common = !rest.is_empty();
        let rest = is_common.then(|| (term.clone(), posting::encode_rest(&rest)));
        ((term.clone(), posting::encode(&best)), rest)
    };
    let all = terms.par_iter().zip(postings).map(encoded);
    let (best, rests): (Vec<ShardEntry>, Vec<Option<ShardEntry>>) = all.unzip();
    (best, rests.into_iter().flatten().collect())
}

fn by_name(entries: &[ShardEntry]) -> BTreeMap<&str, &str> {
    entries.iter().map(|(name, list)| (name.as_str(), list.as_str())).collect()
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct IndexWriter(BTreeMap<String, Vec<u8>>);

impl IndexWriter {
    fn add(&mut self, name: &str, value: &impl Serialize) {
        self.0.insert(format!("{name}.js"), script(name, value));
    }

    /// Adds entries in shards of some `size`, each in the form that `encode` gives it, and returns
    /// the letters that each begins with.
    fn add_shards<'a, T: Serialize>(
        &mut self,
        letter: &str,
        entries: &'a [ShardEntry],
        size: usize,
        encode: impl Fn(&'a [ShardEntry]) -> T + Sync,
    ) -> String {
        let sizes = entries.iter().map(|(word, rest)| (word.as_str(), word.len() + rest.len()));
        let shards = shards::cut(sizes, size);
        let file = |shard: &Shard<'_>| {
            let name = shards::name(letter, shard.first);
            (format!("{name}.js"), script(&name, &encode(&entries[shard.range.clone()])))
        };
        self.0.extend(shards.par_iter().map(file).collect::<Vec<_>>());
        joined(shards.iter().map(|shard| shard.first))
    }

    /// Adds the stems in order and reversed, unless they are few.
    fn add_stems(&mut self, vocabulary: &Vocabulary, rarities: &[u32]) -> Stems {
        let stems = lexicon::in_order(vocabulary, rarities);
        let size: usize = stems.iter().map(|(stem, rest)| stem.len() + rest.len()).sum();
        if size <= FEW_STEMS {
            return Stems { few: lexicon::encode(&stems), ..Stems::default() };
        }
        let words = self.add_shards("w", &stems, STEMS, lexicon::encode);
        let stems = lexicon::reversed(vocabulary, rarities);
        let ends = self.add_shards("e", &stems, STEMS, lexicon::encode);
        Stems { words, ends, ..Stems::default() }
    }

    /// Adds lists of bigrams, and returns the first list of each shard.
    fn add_bigrams(&mut self, lists: &[String]) -> Vec<u32> {
        let texts: Vec<String> = lists.par_iter().map(json).collect();
        self.add_numbered(halved("b", 0, &texts, LONGEST_BIGRAMS).into_par_iter())
    }

    /// Adds the records of all chapters, some in a file, and returns the first of each.
    fn add_records(&mut self, records: Vec<ChapterRecord>) -> Vec<u32> {
        let files = records.into_par_iter().chunks(RECORDS).enumerate();
        let files = files.flat_map_iter(|(at, records)| {
            let texts: Vec<String> = records.iter().map(json).collect();
            halved("c", at * RECORDS, &texts, LONGEST_RECORDS)
        });
        self.add_numbered(files)
    }

    /// Adds files, and returns their numbers.
    fn add_numbered(&mut self, files: impl ParallelIterator<Item = NumberedFile>) -> Vec<u32> {
        let (numbers, files): (Vec<u32>, Vec<_>) = files.unzip();
        self.0.extend(files);
        numbers
    }

    fn version(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        self.0.values().for_each(|file| {
            hasher.update(file);
        });
        hasher.finalize().to_hex().chars().take(VERSION_LENGTH).collect()
    }
}

/// What the manifest says of the stems: all of them if they are few; else what their shards begin with, in
/// order and reversed.
#[derive(Default)]
struct Stems {
    few: String,
    words: String,
    ends: String,
}

/// The number of a file, its name and what it holds.
type NumberedFile = (u32, (String, Vec<u8>));

/// Consecutive items as one file, or as two if they are too `long` for one. So an edit of an item moves
/// no other to another file, but at most its few neighbours.
fn halved(letter: &str, first: usize, items: &[String], long: usize) -> Vec<NumberedFile> {
    let size: usize = items.iter().map(String::len).sum();
    if size > long && items.len() > 1 {
        let (start, end) = items.split_at(items.len() / 2);
        let mut files = halved(letter, first, start, long);
        files.extend(halved(letter, first + start.len(), end, long));
        return files;
    }
    let name = format!("{letter}{first}");
    let script = script_of(&name, &["[", &items.join(","), "]"].concat());
    vec![(first as u32, (format!("{name}.js"), script))]
}

fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    script_of(name, &json(value))
}

fn script_of(name: &str, json: &str) -> Vec<u8> {
    // In no more memory than it needs.
    ["wijkengidsSearch.add(\"", name, "\",", json, ")\n"].concat().into_bytes()
}

fn json(value: &impl Serialize) -> String {
    // Only maps whose keys are not strings cannot be written, and there are none.
    serde_json::to_string(value).unwrap_or_default()
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
        (0..).zip(index.records.iter()).filter(|(_, record)| is_top(record)).collect();
    let ends = tops.iter().skip(1).map(|(chapter, _)| *chapter);
    let end = index.records.len() as u32;
    tops.iter()
        .zip(ends.chain([end]))
        .filter(|((_, record), _)| !record.number.is_empty())
        .map(|((start, record), end)| (format!("{} {}", record.number, record.title), *start, end))
        .collect()
}
