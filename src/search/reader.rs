//! Reads the files of an index.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::codec::Cursor;
use super::endings;
use super::lexicon::{Lexicon, Term};
use super::manifest::{Filters, Manifest};
use super::posting::{self, Posting};
use super::sections::ChapterRecord;
use super::shards::{self, Firsts};
use super::stem::Stemmer;
use super::tuning::TUNING;

/// An index that was opened for searching.
pub struct IndexReader<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    pub manifest: Manifest,
    pub stemmer: Stemmer,
    pub lexicon: Lexicon,
    stop_words: BTreeSet<String>,
    /// The first section of every chapter, and the number of sections at the end.
    firsts: Vec<u32>,
    /// The first chapter of every file of records, and the first list of every shard of bigrams.
    records: Vec<u32>,
    lists: Vec<u32>,
    postings: Firsts,
    rests: Firsts,
}

impl<'a> IndexReader<'a> {
    /// Opens an index.
    pub fn new(files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let manifest: Manifest = read(files, "index");
        let mut firsts = vec![0];
        let mut counts = Cursor(manifest.sections.as_bytes());
        while !counts.is_done() {
            firsts.push(firsts.last().unwrap_or(&0) + counts.number());
        }
        let stems: Vec<String> = if manifest.stems.is_empty() {
            let firsts = Firsts::new(&manifest.words);
            firsts.iter().map(|first| read(files, &shards::name("w", first))).collect()
        } else {
            vec![manifest.stems.clone()]
        };
        Self {
            files,
            stemmer: Stemmer::of_queries(&manifest.language),
            lexicon: Lexicon::decode(stems.iter().map(String::as_str)),
            stop_words: manifest.stop.split(' ').map(str::to_owned).collect(),
            firsts,
            records: Cursor(manifest.records.as_bytes()).ascending(),
            lists: Cursor(manifest.lists.as_bytes()).ascending(),
            postings: Firsts::new(&manifest.postings),
            rests: Firsts::new(&manifest.rests),
            manifest,
        }
    }

    /// The record of a chapter.
    pub fn record(&self, chapter: usize) -> ChapterRecord {
        let (first, at) = place_in(&self.records, chapter);
        let mut records: Vec<ChapterRecord> = read(self.files, &format!("c{first}"));
        if at < records.len() { records.swap_remove(at) } else { ChapterRecord::default() }
    }

    /// The numbers of all chapters.
    pub fn numbers(&self) -> Vec<String> {
        read(self.files, "numbers")
    }

    /// What results can be narrowed to.
    pub fn filters(&self) -> Filters {
        read(self.files, "filters")
    }

    /// The number of chapters.
    pub fn chapter_count(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The number of sections of all chapters together.
    pub fn section_count(&self) -> usize {
        self.firsts.last().map_or(0, |&count| count as usize)
    }

    /// The sections of a chapter, numbered through all chapters.
    pub fn sections(&self, chapter: usize) -> Range<usize> {
        let first = |chapter| self.firsts.get(chapter).map(|&first| first as usize);
        let end = self.section_count();
        first(chapter).unwrap_or(end)..first(chapter + 1).unwrap_or(end)
    }

    /// The postings of a term. Of a common term they are the best, unless all are asked for.
    pub fn postings(&self, term: &str, is_complete: bool) -> Vec<Posting> {
        let list = |letter, firsts: &Firsts| {
            let name = shards::name(letter, firsts.before(term));
            read::<BTreeMap<String, String>>(self.files, &name).remove(term)
        };
        let best = list("p", &self.postings).map(|list| posting::decode(&list));
        let mut all = best.unwrap_or_default();
        if is_complete
            && all.len() >= TUNING.common
            && let Some(rest) = list("r", &self.rests)
        {
            all.extend(posting::decode_rest(&rest));
        }
        all
    }

    /// A list of bigrams.
    pub fn bigrams(&self, list: usize) -> Vec<Posting> {
        let (first, at) = place_in(&self.lists, list);
        let lists: Vec<String> = read(self.files, &format!("b{first}"));
        lists.get(at).map(|list| posting::decode(list)).unwrap_or_default()
    }

    /// Whether a form is a stop word.
    pub fn is_stop_word(&self, form: &str) -> bool {
        self.stop_words.contains(form)
    }

    /// The stem of a form.
    pub fn stem(&self, form: &str, capitals: bool) -> String {
        if capitals { form.to_owned() } else { self.stemmer.stem(form) }
    }

    /// The term of a stem.
    pub fn term(&self, stem: &str) -> Option<&Term> {
        self.lexicon.get(stem)
    }

    /// The term of a form: as it is, by its stem, as an inflection, or as the plural of an
    /// abbreviation ("tvs" for "tv's").
    pub fn known(&self, form: &str, stem: &str) -> Option<&Term> {
        let variants = || self.variants(form, stem).into_iter();
        self.term(form)
            .or_else(|| self.term(stem))
            .or_else(|| variants().find_map(|variant| self.term(&variant)))
            .or_else(|| self.term(abbreviation(form)?))
    }

    /// Stems of which a form may be an inflection, likeliest first.
    pub fn variants(&self, form: &str, stem: &str) -> Vec<String> {
        let mut out = self.stemmer.variants(stem);
        out.extend(endings::variants(&self.manifest.endings, form));
        out
    }
}

/// The number of the file that has an item, and the item's place in it, if files are numbered by their
/// first items.
fn place_in(firsts: &[u32], item: usize) -> (usize, usize) {
    let before = firsts.partition_point(|&first| first as usize <= item).checked_sub(1);
    let first = before.and_then(|at| firsts.get(at)).map_or(0, |&first| first as usize);
    (first, item.saturating_sub(first))
}

/// The abbreviation of which a form is the plural. An abbreviation is read letter by letter: it has
/// no vowel.
fn abbreviation(form: &str) -> Option<&str> {
    let is_abbreviation = |word: &&str| {
        word.chars().nth(1).is_some() && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    form.strip_suffix('s').filter(is_abbreviation)
}

fn read<T: DeserializeOwned + Default>(files: &BTreeMap<String, Vec<u8>>, name: &str) -> T {
    let file = files.get(&format!("{name}.js")).map(Vec::as_slice).unwrap_or_default();
    let value = file.splitn(2, |&byte| byte == b',').nth(1).unwrap_or(file);
    let value = value.strip_suffix(b")\n").unwrap_or(value);
    serde_json::from_slice(value).unwrap_or_default()
}
