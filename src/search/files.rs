//! The index as files a browser loads one by one: small scripts, so that a guide opened from a
//! disk, where a page may not fetch, can be searched as well.
//!
//! | file         | what it holds                                                            |
//! | ------------ | ------------------------------------------------------------------------ |
//! | `index.js`   | [`Manifest`]                                                             |
//! | `w-A.js`     | the stems with the first letter A: what they mean, and how rare they are |
//! | `pN.js`      | the postings of a run of terms, of common terms only the best            |
//! | `fN.js`      | all postings of a common term                                            |
//! | `cN.js`      | [`Record`](super::Record) N: what results show                           |
//! | `numbers.js` | the numbers of all chapters                                              |
//! | `filters.js` | [`Filters`]                                                              |

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codec;
use super::index::{Index, Posting};
use super::stopwords::stop_words;
use super::vocabulary::compounds;

/// A shard of postings is closed when it has this many characters.
const SHARD: usize = 4000;

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
    /// How many sections each chapter has, in numbers.
    pub sections: String,
    /// The first characters of all stems.
    pub letters: String,
    /// The first term of every shard of postings, ascending.
    pub shards: String,
    /// The terms of which a shard has only the best postings, ascending.
    pub common: String,
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
    let letters = files.add_lexicon(index, &rarities);
    let shards = files.add_postings(&index.postings);
    let common = (0..).zip(&index.postings).filter(|(_, list)| list.len() > COMMON);
    for (number, record) in index.records.iter().enumerate() {
        files.add(&format!("c{number}"), record);
    }
    let numbers: Vec<&str> = index.records.iter().map(|record| record.number.as_str()).collect();
    files.add("numbers", &numbers);
    files.add("filters", &filters(index));
    let version = files.version();
    files.add(
        "index",
        &Manifest {
            version,
            language: index.language.clone(),
            compounds: compounds(&index.language),
            stop: stop_words(&index.language).join(" "),
            sections: section_counts(index),
            letters,
            shards: codec::ascending(shards),
            common: codec::ascending(common.map(|(term, _)| term)),
        },
    );
    files.0
}

fn section_counts(index: &Index) -> String {
    let mut out = String::new();
    for record in &index.records {
        codec::push_number(&mut out, record.sections.len() as u32);
    }
    out
}

/// The name of the file with the stems that begin with a character.
pub fn lexicon_name(letter: char) -> String {
    match letter {
        'a'..='z' | '0'..='9' => format!("w-{letter}"),
        other => format!("w-u{:x}", u32::from(other)),
    }
}

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn add(&mut self, name: &str, value: &impl Serialize) {
        // Only a map with keys other than strings cannot be written; there is none.
        let json = serde_json::to_string(value).unwrap_or_default();
        let script = format!("wijkengidsSearch.add(\"{name}\",{json})\n");
        self.0.insert(format!("{name}.js"), script.into_bytes());
    }

    fn version(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        self.0.values().for_each(|file| {
            hasher.update(file);
        });
        hasher.finalize().to_hex()[..10].to_owned()
    }

    /// Stems by first letter: how many letters are those of the stem before, the others, how its
    /// commonest form goes on, how rare it is, and its term: 0 for the next, else its id + 1.
    fn add_lexicon(&mut self, index: &Index, rarities: &[u32]) -> String {
        let words = &index.vocabulary;
        let mut chunks: BTreeMap<char, Chunk<'_>> = BTreeMap::new();
        for (stem, &term) in &words.stems {
            let Some(letter) = stem.chars().next() else { continue };
            let (at, chunk) = (term as usize, chunks.entry(letter).or_default());
            if chunk.text.is_empty() {
                let first = words.terms.partition_point(|name| name.as_str() < stem.as_str());
                chunk.next = first as u32;
                codec::push_number(&mut chunk.text, chunk.next);
            }
            chunk.push(stem, &words.display[at], rarities[at], term, words.terms[at] == *stem);
        }
        for (letter, chunk) in &chunks {
            self.add(&lexicon_name(*letter), &chunk.text);
        }
        chunks.keys().collect()
    }

    /// Postings of terms in a row; what is returned are the first terms of all shards.
    fn add_postings(&mut self, postings: &[Vec<Posting>]) -> Vec<u32> {
        let mut firsts = Vec::new();
        let mut shard: Vec<String> = Vec::new();
        let mut size = 0;
        for (term, list) in (0..).zip(postings) {
            if size > SHARD {
                self.add(&format!("p{}", firsts.len() - 1), &shard);
                (shard, size) = (Vec::new(), 0);
            }
            if shard.is_empty() {
                firsts.push(term);
            }
            if list.len() > COMMON {
                self.add(&format!("f{term}"), &encoded(list));
            }
            let list = encoded(&best(list));
            size += list.len();
            shard.push(list);
        }
        if !shard.is_empty() {
            self.add(&format!("p{}", firsts.len() - 1), &shard);
        }
        firsts
    }
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
    for &(section, impact) in list {
        codec::push_number(&mut out, section - last);
        codec::push_digit(&mut out, impact);
        last = section;
    }
    out
}

#[derive(Default)]
struct Chunk<'a> {
    text: String,
    last: &'a str,
    next: u32,
}

impl<'a> Chunk<'a> {
    fn push(&mut self, stem: &'a str, display: &str, rarity: u32, term: u32, names: bool) {
        let same = |(a, b): &(u8, u8)| a == b && a.is_ascii();
        let shared = stem.bytes().zip(self.last.bytes()).take(63).take_while(same).count();
        codec::push_digit(&mut self.text, shared as u32);
        self.text.push_str(&stem[shared..]);
        self.text.push(' ');
        self.text.push_str(display.strip_prefix(stem).unwrap_or_default());
        self.text.push(' ');
        codec::push_digit(&mut self.text, rarity);
        if names {
            codec::push_number(&mut self.text, 0);
            self.next += 1;
        } else {
            codec::push_number(&mut self.text, term + 1);
        }
        self.last = stem;
    }
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
    for (chapter, record) in (0..).zip(&index.records) {
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
