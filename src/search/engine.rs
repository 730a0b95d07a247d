//! The engine: a query → the sections that answer it, in order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::de::DeserializeOwned;

use super::codec::Reader;
use super::files::{Filters, Manifest};
use super::index::Posting;
use super::lexicon::{Entry, Lexicon};
use super::narrowing::Narrowing;
use super::query::Query;
use super::reading::{Passage, Reader as TextReader};
use super::resolve::Resolved;
use super::sections::Record;
use super::stem::Stemmer;

/// Where not all chapters are right that look so, so many times more are read.
const READ: usize = 3;

/// So many sections of a chapter are shown at most.
const SECTIONS: usize = 4;

/// What results are narrowed to.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// So many chapters.
    pub limit: usize,
    /// Only the part with this label's number, from 0 in [`Filters::parts`].
    pub part: Option<usize>,
    /// Only sections with this theme.
    pub theme: Option<String>,
    /// Only lessons.
    pub lessons: bool,
}

/// A section that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// Which chapter, from 0 for the home page.
    pub chapter: usize,
    /// Which section of it, from 0.
    pub section: usize,
    /// How well it answers.
    pub score: u64,
    /// A piece of its text; every second string is a hit.
    pub snippet: Vec<String>,
}

/// The answer to a query.
#[derive(Debug, Default)]
pub struct Answer {
    /// The sections, best first; those of one chapter stand together.
    pub hits: Vec<Hit>,
    /// The query without its errors.
    pub suggestion: Option<String>,
}

/// Answers queries from the files of an index.
pub struct Engine<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    pub(super) manifest: Manifest,
    pub(super) stemmer: Stemmer,
    pub(super) lexicon: Lexicon,
    stop: BTreeSet<String>,
    /// The first section of every chapter, and the number of sections at the end.
    pub(super) firsts: Vec<u32>,
    /// The first list of every shard of postings, and of every shard of pairs.
    shards: Vec<u32>,
    pub(super) pairs: Vec<u32>,
    common: Vec<u32>,
}

/// A chapter that may answer: its best score, which it is, and the sections with their scores.
type Candidate = (u64, usize, Vec<(usize, u64)>);

/// What the words of a query add up to in a section, before its text is read.
struct Scores {
    /// For every word, the impact on every section.
    words: Vec<Vec<u32>>,
    rarities: Vec<u64>,
    required: Vec<bool>,
}

impl Scores {
    /// The sum, less where words are missing.
    fn of(&self, impact: impl Fn(&[u32]) -> u32) -> u64 {
        let (mut sum, mut matched, mut total) = (0, 0, 0);
        for (word, rarity) in self.words.iter().zip(&self.rarities) {
            let impact = u64::from(impact(word));
            sum += impact * rarity;
            total += rarity;
            matched += if impact > 0 { *rarity } else { 0 };
        }
        if total == 0 { 0 } else { sum * (matched + total) / (2 * total) }
    }

    /// Whether a section has all words that must be there.
    fn has_required(&self, at: usize) -> bool {
        self.words.iter().zip(&self.required).all(|(word, required)| !required || word[at] > 0)
    }
}

impl<'a> Engine<'a> {
    /// An engine over the files of an index.
    pub fn new(files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let manifest: Manifest = read(files, "index");
        let mut firsts = vec![0];
        let mut reader = Reader(manifest.sections.as_bytes());
        while !reader.is_done() {
            firsts.push(firsts.last().unwrap_or(&0) + reader.number());
        }
        let shards: Vec<String> = (0..manifest.words.split(' ').count())
            .map(|at| read(files, &format!("w{at}")))
            .collect();
        Self {
            files,
            stemmer: Stemmer::of_queries(&manifest.language),
            lexicon: Lexicon::decode(shards.iter().map(String::as_str)),
            stop: manifest.stop.split(' ').map(str::to_owned).collect(),
            firsts,
            shards: Reader(manifest.shards.as_bytes()).ascending(),
            pairs: Reader(manifest.pairs.as_bytes()).ascending(),
            common: Reader(manifest.common.as_bytes()).ascending(),
            manifest,
        }
    }

    /// The record of a chapter.
    pub fn record(&self, chapter: usize) -> Record {
        read(self.files, &format!("c{chapter}"))
    }

    /// What results can be narrowed to.
    pub fn filters(&self) -> Filters {
        read(self.files, "filters")
    }

    /// Answers a query.
    pub fn search(&self, text: &str, options: &Options) -> Answer {
        let query = Query::parse(text);
        let narrowing = self.narrowing(&query, options);
        if let Some(hits) = self.by_number(&query, &narrowing, options.limit) {
            return Answer { hits, suggestion: None };
        }
        let words = self.words(&query);
        let mut groups = self.ranked(&words, &query, &narrowing, options.limit, false);
        // The best sections for the words may all be among those that are not wanted.
        if !narrowing.is_open && groups.len() < options.limit {
            groups = self.ranked(&words, &query, &narrowing, options.limit, true);
        }
        let hits = groups.into_iter().flatten().collect();
        Answer { hits, suggestion: suggestion(text, &words) }
    }

    /// The chapters that answer best, each with its hits.
    fn ranked(
        &self,
        words: &[Resolved],
        query: &Query,
        narrowing: &Narrowing,
        limit: usize,
        is_complete: bool,
    ) -> Vec<Vec<Hit>> {
        // Every section with a phrase is among those that are left.
        let is_complete = is_complete && query.phrases.is_empty();
        let scores = self.scores(words, is_complete);
        let chapters = self.best_chapters(&scores, narrowing, query, limit);
        let mut groups = self.read_chapters(words, query, chapters, limit);
        groups.sort_by_key(|group| {
            let best = group.first().map_or((0, 0), |hit| (hit.score, hit.chapter));
            (std::cmp::Reverse(best.0), best.1)
        });
        groups
    }

    /// The words that decide: all, but stop words only where there are no others.
    fn words(&self, query: &Query) -> Vec<Resolved> {
        let mut seen = BTreeSet::new();
        let has_other = query.words.iter().any(|word| !self.is_stop_word(&word.form));
        let mut words: Vec<Resolved> = query
            .words
            .iter()
            .filter(|word| !has_other || !self.is_stop_word(&word.form))
            .filter(|word| seen.insert(word.form.clone()))
            .map(|word| self.resolve(word))
            .collect();
        self.neighbours(&mut words);
        words.retain(|word| !word.meanings.is_empty());
        words
    }

    /// The chapter with a number, or the lesson of it, and the chapters below it.
    fn by_number(&self, query: &Query, narrowing: &Narrowing, limit: usize) -> Option<Vec<Hit>> {
        let (number, lesson) = query.number.as_ref()?;
        let numbers: Vec<String> = read(self.files, "numbers");
        let chapter = numbers.iter().position(|other| other == number);
        let hit = |chapter: usize, section: usize, score: u64| {
            let text = self.record(chapter).sections.get(section)?.text.clone();
            Some(Hit { chapter, section, score, snippet: TextReader::opening(&text) })
        };
        if *lesson > 0 {
            let chapter = chapter?;
            let sections = self.record(chapter).sections;
            let section = sections.iter().position(|section| section.lesson == *lesson)?;
            return Some(hit(chapter, section, 2).into_iter().collect());
        }
        let below = format!("{number}.");
        let below = (0..numbers.len()).filter(|&other| numbers[other].starts_with(&below));
        let found: Vec<usize> = chapter.into_iter().chain(below).collect();
        let score = |other| if Some(other) == chapter { 2 } else { 1 };
        let hits = found.iter().filter_map(|&other| {
            let section = self.sections(other).find(|&at| narrowing.allows(at))?;
            hit(other, section - self.sections(other).start, score(other))
        });
        (!found.is_empty()).then(|| hits.take(limit).collect())
    }

    /// The sections of a chapter, counted through all chapters.
    fn sections(&self, chapter: usize) -> std::ops::Range<usize> {
        self.firsts[chapter] as usize..self.firsts[chapter + 1] as usize
    }

    /// For every word, how strongly it speaks for every section.
    fn scores(&self, words: &[Resolved], is_complete: bool) -> Scores {
        let impacts = |word: &Resolved| {
            let mut out = vec![0; self.section_count()];
            for meaning in &word.meanings {
                let lists: Vec<Vec<Posting>> =
                    meaning.terms.iter().map(|&term| self.postings(term, is_complete)).collect();
                for (section, impact) in intersection(lists) {
                    if let Some(best) = out.get_mut(section as usize) {
                        *best = (impact * meaning.weight).max(*best);
                    }
                }
            }
            out
        };
        Scores {
            words: words.iter().map(impacts).collect(),
            rarities: words.iter().map(|word| u64::from(word.rarity)).collect(),
            required: words.iter().map(|word| word.word.required).collect(),
        }
    }

    /// The chapters with the best sections, each with the best of its sections.
    fn best_chapters(
        &self,
        scores: &Scores,
        narrowing: &Narrowing,
        query: &Query,
        limit: usize,
    ) -> Vec<(usize, Vec<(usize, u64)>)> {
        let has_phrase = !query.phrases.is_empty();
        // A phrase of words too common to tell sections apart is found all the same.
        let least = u64::from(has_phrase && !narrowing.is_open);
        let mut chapters: Vec<Candidate> = Vec::new();
        for chapter in 0..self.firsts.len() - 1 {
            let all = self.sections(chapter);
            let together = scores
                .of(|word| word[all.clone()].iter().copied().max().unwrap_or_default())
                .max(least);
            if together == 0 {
                continue;
            }
            let mut sections: Vec<(usize, u64)> = all
                .clone()
                .filter(|&at| narrowing.allows(at) && scores.has_required(at))
                .map(|at| (at - all.start, scores.of(|word| word[at]).max(least)))
                .filter(|(_, score)| *score > 0)
                .map(|(section, score)| (section, score * 2 + together))
                .collect();
            sections.sort_by_key(|&(section, score)| (std::cmp::Reverse(score), section));
            let Some(&(_, best)) = sections.first() else { continue };
            if !has_phrase {
                sections.retain(|(_, score)| score * 2 >= best);
                sections.truncate(SECTIONS);
            }
            chapters.push((best, chapter, sections));
        }
        chapters.sort_by_key(|&(best, chapter, _)| (std::cmp::Reverse(best), chapter));
        let most = if has_phrase { limit * READ } else { limit };
        chapters.into_iter().take(most).map(|(_, chapter, of)| (chapter, of)).collect()
    }

    /// Reads the text of the best sections: how near the words are, and whether phrases stand
    /// there as they are.
    fn read_chapters(
        &self,
        words: &[Resolved],
        query: &Query,
        chapters: Vec<(usize, Vec<(usize, u64)>)>,
        limit: usize,
    ) -> Vec<Vec<Hit>> {
        let reader = TextReader::new(self, words, query);
        let mut groups = Vec::new();
        for (chapter, sections) in chapters {
            if groups.len() == limit {
                break;
            }
            let record = self.record(chapter);
            let mut hits: Vec<Hit> = Vec::new();
            for (section, score) in sections {
                let Some(passage) = Passage::new(&record, section) else { continue };
                if let Some((bonus, snippet)) = reader.read(&passage) {
                    hits.push(Hit { chapter, section, score: score + bonus, snippet });
                }
            }
            hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.section));
            hits.truncate(SECTIONS);
            if !hits.is_empty() {
                groups.push(hits);
            }
        }
        groups
    }

    pub(super) fn section_count(&self) -> usize {
        self.firsts.last().map_or(0, |&count| count as usize)
    }

    /// The postings of a term: of a common one the best, unless all are needed.
    pub(super) fn postings(&self, term: u32, is_complete: bool) -> Vec<Posting> {
        if is_complete && self.common.binary_search(&term).is_ok() {
            return postings(&read::<String>(self.files, &format!("f{term}")));
        }
        self.list("p", &self.shards, term)
    }

    /// A list of a shard.
    pub(super) fn list(&self, letter: &str, firsts: &[u32], at: u32) -> Vec<Posting> {
        let shard = firsts.partition_point(|&first| first <= at).saturating_sub(1);
        let lists: Vec<String> = read(self.files, &format!("{letter}{shard}"));
        let at = at - firsts.get(shard).copied().unwrap_or(at);
        lists.get(at as usize).map(|list| postings(list)).unwrap_or_default()
    }

    pub(super) fn is_stop_word(&self, form: &str) -> bool {
        self.stop.contains(form)
    }

    pub(super) fn stem(&self, form: &str, capitals: bool) -> String {
        if capitals { form.to_owned() } else { self.stemmer.stem(form) }
    }

    pub(super) fn entry(&self, stem: &str) -> Option<&Entry> {
        self.lexicon.get(stem)
    }
}

fn read<T: DeserializeOwned + Default>(files: &BTreeMap<String, Vec<u8>>, name: &str) -> T {
    let file = files.get(&format!("{name}.js")).map(Vec::as_slice).unwrap_or_default();
    let value = file.iter().position(|&byte| byte == b',').map_or(file, |comma| &file[comma + 1..]);
    let value = value.strip_suffix(b")\n").unwrap_or(value);
    serde_json::from_slice(value).unwrap_or_default()
}

fn postings(text: &str) -> Vec<Posting> {
    let mut out = Vec::new();
    let mut reader = Reader(text.as_bytes());
    let mut section = 0;
    while !reader.is_done() {
        section += reader.number();
        out.push((section, reader.digit()));
    }
    out
}

/// The sections that are in all lists, with the least of their impacts.
fn intersection(mut lists: Vec<Vec<Posting>>) -> Vec<Posting> {
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

/// The query with its errors put right.
fn suggestion(text: &str, words: &[Resolved]) -> Option<String> {
    let mut out = text.trim().to_lowercase();
    let mut is_other = false;
    for word in words {
        if let Some(correction) = &word.correction {
            let before = out.clone();
            out = out.replacen(&word.word.form, correction, 1);
            is_other |= before != out;
        }
    }
    is_other.then_some(out)
}
