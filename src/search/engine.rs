//! Answers queries.

use std::collections::{BTreeMap, BTreeSet};

use super::highlight::{Highlighter, Passage, opening};
use super::manifest::Filters;
use super::narrowing::{Narrowing, Options};
use super::query::{self, Query};
use super::ranking::Candidate;
use super::reader::IndexReader;
use super::resolve::Resolved;
use super::sections::ChapterRecord;
use super::tuning::TUNING;

/// A section that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// The chapter, from 0 for the home page.
    pub chapter: usize,
    /// The section of it, from 0.
    pub section: usize,
    /// How well it answers.
    pub score: u64,
    /// An excerpt; every second string is a match.
    pub snippet: Vec<String>,
}

/// The answer to a query.
#[derive(Debug, Default)]
pub struct Answer {
    /// The sections, best first; those of one chapter together.
    pub hits: Vec<Hit>,
    /// The query without its typing errors.
    pub suggestion: Option<String>,
}

/// Answers queries from the files of an index.
pub struct Engine<'a> {
    index: IndexReader<'a>,
}

impl<'a> Engine<'a> {
    /// An engine over the files of an index.
    pub fn new(files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        Self { index: IndexReader::new(files) }
    }

    /// The record of a chapter.
    pub fn record(&self, chapter: usize) -> ChapterRecord {
        self.index.record(chapter)
    }

    /// What results can be narrowed to.
    pub fn filters(&self) -> Filters {
        self.index.filters()
    }

    /// Answers a query.
    pub fn search(&self, text: &str, options: &Options) -> Answer {
        let text = query::bounded(text);
        let query = Query::parse(text);
        let narrowing = self.index.narrowing(&query, options);
        if let Some(hits) = self.by_number(&query, &narrowing, options.limit) {
            return Answer { hits, suggestion: None };
        }
        let words = self.words(&query);
        let mut groups = self.ranked(&words, &query, &narrowing, options.limit, false);
        // The best postings of common words may all be in sections that are ruled out.
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
        // A phrase has already narrowed the sections to those that may have it.
        let is_complete = is_complete && query.phrases.is_empty();
        let scores = self.index.scores(&ranking(words, query, narrowing), is_complete);
        let chapters = self.index.best_chapters(&scores, narrowing, query, limit);
        let mut groups = self.read_chapters(words, query, chapters, limit);
        // In pairs, so that the first can be shown before the texts of the others are there.
        for few in groups.chunks_mut(TUNING.first) {
            few.sort_by_key(|group| {
                let best = group.first().map_or((0, 0), |hit| (hit.score, hit.chapter));
                (std::cmp::Reverse(best.0), best.1)
            });
        }
        groups
    }

    /// The words that count: stop words only if there are no others.
    fn words(&self, query: &Query) -> Vec<Resolved> {
        let mut seen = BTreeSet::new();
        let has_other = query.words.iter().any(|word| !self.index.is_stop_word(&word.form));
        let mut words: Vec<Resolved> = query
            .words
            .iter()
            .filter(|word| !has_other || !self.index.is_stop_word(&word.form))
            .filter(|word| seen.insert(word.form.clone()))
            .map(|word| self.index.resolve(word))
            .collect();
        self.index.neighbours(&mut words);
        words.retain(|word| !word.meanings.is_empty());
        words
    }

    /// The chapter with a number and the chapters below it, or a lesson.
    fn by_number(&self, query: &Query, narrowing: &Narrowing, limit: usize) -> Option<Vec<Hit>> {
        query.numbers.iter().find_map(|(number, lesson)| {
            self.of_number(&without_zeros(number), *lesson, narrowing, limit)
        })
    }

    fn of_number(
        &self,
        number: &str,
        lesson: usize,
        narrowing: &Narrowing,
        limit: usize,
    ) -> Option<Vec<Hit>> {
        let numbers: Vec<String> =
            self.index.numbers().iter().map(|number| without_zeros(number)).collect();
        let chapter = numbers.iter().position(|other| *other == number);
        let hit = |chapter: usize, section: usize, score: u64| {
            let text = self.record(chapter).sections.get(section)?.text.clone();
            Some(Hit { chapter, section, score, snippet: opening(&text) })
        };
        if lesson > 0 {
            let chapter = chapter?;
            let sections = self.record(chapter).sections;
            let section = sections.iter().position(|section| section.lesson == lesson)?;
            return Some(hit(chapter, section, 2).into_iter().collect());
        }
        let below = format!("{number}.");
        let below = (0..numbers.len()).filter(|&other| numbers[other].starts_with(&below));
        let found: Vec<usize> = chapter.into_iter().chain(below).collect();
        let score = |other| if Some(other) == chapter { 2 } else { 1 };
        let hits = found.iter().filter_map(|&other| {
            let section = self.index.sections(other).find(|&at| narrowing.allows(at))?;
            hit(other, section - self.index.sections(other).start, score(other))
        });
        (!found.is_empty()).then(|| hits.take(limit).collect())
    }

    /// Reads the text of the best sections: how near each other the words are, and whether phrases
    /// are there.
    fn read_chapters(
        &self,
        words: &[Resolved],
        query: &Query,
        chapters: Vec<Candidate>,
        limit: usize,
    ) -> Vec<Vec<Hit>> {
        let highlighter = Highlighter::new(&self.index, words, query);
        let mut groups = Vec::new();
        for (chapter, sections) in chapters {
            if groups.len() == limit {
                break;
            }
            let record = self.record(chapter);
            let mut hits: Vec<Hit> = Vec::new();
            for (section, score) in sections {
                let Some(passage) = Passage::new(&record, section) else { continue };
                if let Some((bonus, snippet)) = highlighter.read(&passage) {
                    hits.push(Hit { chapter, section, score: score + bonus, snippet });
                }
            }
            hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.section));
            hits.truncate(TUNING.sections);
            if !hits.is_empty() {
                groups.push(hits);
            }
        }
        groups
    }
}

/// The words that rank sections: none if few may have a phrase, since these are all read.
fn ranking<'a>(words: &'a [Resolved], query: &Query, narrowing: &Narrowing) -> Vec<&'a Resolved> {
    let is_few = !query.phrases.is_empty() && narrowing.count() <= TUNING.few;
    let is_required = words.iter().any(|word| word.word.required);
    if is_few && !is_required { Vec::new() } else { words.iter().collect() }
}

/// A number without the zeros that some write in front of its parts: 5.1 of 5.01.
fn without_zeros(number: &str) -> String {
    let part = |part: &str| match part.trim_start_matches('0') {
        "" => part.get(..1).unwrap_or_default().to_owned(),
        significant => significant.to_owned(),
    };
    number.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// The query with its typing errors corrected.
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
