//! The index: the sections that each term occurs in, and how much each section is about it.

use std::sync::Arc;

use rayon::prelude::*;

use super::analysis::{AnalysedChapter, FIELDS, Field, Form, SectionWords};
use super::bigrams;
use super::posting::Posting;
use super::sections::{ChapterRecord, Section};
use super::stopwords::stop_words;
use super::vocabulary::{Forms, TermId, Vocabulary};

/// The greatest impact and the greatest rarity: one base-64 digit.
const MAX: f64 = 63.0;

/// k1 of BM25: how soon further occurrences stop counting. b of BM25: how much less a word counts
/// in a long section.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.6;

/// The weight of an occurrence, by where it is.
const TITLE: f64 = 6.0;
const TITLE_OF_OTHER_SECTION: f64 = 1.5;
const LESSON: f64 = 5.0;
const HEADING: f64 = 4.0;
const LINK_LIST: f64 = 0.15;
const CODE: f64 = 0.2;

/// The weight of a word within a compound; the word on its own weighs 1.
const PART: f64 = 0.6;

/// The index of a guide.
pub struct Index {
    /// The language of the guide.
    pub language: String,
    /// The chapters in reading order, the home page first.
    pub chapters: Vec<Arc<AnalysedChapter>>,
    /// The words of the guide.
    pub vocabulary: Vocabulary,
    /// The postings of each term.
    pub postings: Vec<Vec<Posting>>,
    /// The lists of `bigrams`.
    pub bigrams: Vec<Vec<Posting>>,
}

/// A section as indexed.
struct Indexed {
    impacts: Vec<(TermId, u32)>,
    bigrams: Vec<u32>,
}

impl Index {
    /// Indexes chapters. They are shared, so that a preview keeps those that did not change.
    pub fn new(chapters: Vec<Arc<AnalysedChapter>>, language: &str) -> Self {
        let vocabulary = Vocabulary::new(&forms(&chapters), language, &stop_words(language));
        let average = average_length(&chapters);
        let sections: Vec<Indexed> = chapters
            .par_iter()
            .flat_map_iter(|chapter| indexed(chapter, &vocabulary, average))
            .collect();
        let mut postings = vec![Vec::new(); vocabulary.terms.len()];
        for (section, indexed) in (0..).zip(&sections) {
            for &(term, impact) in &indexed.impacts {
                postings[term as usize].push((section, impact));
            }
        }
        let bigrams = bigrams::lists(sections.iter().map(|indexed| indexed.bigrams.as_slice()));
        Self { language: language.to_owned(), chapters, vocabulary, postings, bigrams }
    }

    /// All sections, each with its record, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&ChapterRecord, &Section)> {
        self.records()
            .flat_map(|record| record.sections.iter().map(move |section| (record, section)))
    }

    /// The records of all chapters, in order.
    pub fn records(&self) -> impl Iterator<Item = &ChapterRecord> {
        self.chapters.iter().map(|chapter| &chapter.record)
    }

    /// The rarity of each term, from 1 to 63: its idf.
    pub fn rarities(&self) -> Vec<u32> {
        let sections = self.sections().count() as f64;
        self.postings.iter().map(|postings| rarity(sections, postings.len() as f64)).collect()
    }
}

fn rarity(sections: f64, with: f64) -> u32 {
    let idf = (1.0 + (sections - with + 0.5) / (with + 0.5)).log2();
    (idf * 4.0).round().clamp(1.0, MAX) as u32
}

/// How often each form occurs.
fn forms(chapters: &[Arc<AnalysedChapter>]) -> Forms<'_> {
    // Few large pieces, because merging two counts costs as much as counting.
    let size = chapters.len().div_ceil(rayon::current_num_threads()).max(1);
    let counted = chapters.par_chunks(size).map(|chapters| {
        sum(chapters.iter().flat_map(|chapter| &chapter.forms).map(|(form, count)| (form, *count)))
    });
    counted.reduce_with(|a, b| sum(a.into_iter().chain(b))).unwrap_or_default()
}

fn sum<'a>(counts: impl Iterator<Item = (&'a Form, u32)>) -> Forms<'a> {
    let mut forms = Forms::new();
    counts.for_each(|(form, count)| *forms.entry(form).or_default() += count);
    forms
}

/// The average length of a section, rounded to a power of two, so that an edit of one chapter
/// seldom changes the impacts of all others.
fn average_length(chapters: &[Arc<AnalysedChapter>]) -> f64 {
    let sections = || chapters.iter().flat_map(|chapter| &chapter.sections);
    let total: usize = sections().map(|words| words.length).sum();
    let average = (total as f64 / sections().count().max(1) as f64).max(1.0);
    2_f64.powf(average.log2().round())
}

fn indexed(
    chapter: &AnalysedChapter,
    vocabulary: &Vocabulary,
    average: f64,
) -> impl Iterator<Item = Indexed> {
    let terms: Vec<Option<TermId>> =
        chapter.forms.iter().map(|(form, _)| vocabulary.term(form)).collect();
    let sections = chapter.record.sections.iter().zip(&chapter.sections).enumerate();
    let sections: Vec<Indexed> = sections
        .map(|(at, (section, words))| Indexed {
            impacts: impacts(words, &weights(at, section, words, average), &terms, vocabulary),
            bigrams: bigrams_of(words, chapter, &terms, vocabulary),
        })
        .collect();
    sections.into_iter()
}

/// The weight of an occurrence in each [`Field`].
fn weights(at: usize, section: &Section, words: &SectionWords, average: f64) -> [f64; FIELDS] {
    let mut weights = [0.0; FIELDS];
    weights[Field::Title as usize] = if at == 0 { TITLE } else { TITLE_OF_OTHER_SECTION };
    weights[Field::Heading as usize] = if section.lesson > 0 { LESSON } else { HEADING };
    weights[Field::Text as usize] = 1.0 / (1.0 - LENGTH + LENGTH * words.length as f64 / average);
    weights[Field::LinkList as usize] = LINK_LIST * weights[Field::Text as usize];
    weights[Field::Code as usize] = CODE;
    weights
}

/// How much a section is about each of its terms.
fn impacts(
    words: &SectionWords,
    weights: &[f64; FIELDS],
    terms: &[Option<TermId>],
    vocabulary: &Vocabulary,
) -> Vec<(TermId, u32)> {
    // Terms with their weighted frequency as a word, and as part of a word.
    let mut found: Vec<(TermId, f64, f64)> = Vec::new();
    for (form, counts) in &words.counts {
        let Some(term) = terms[*form as usize] else { continue };
        let weight: f64 =
            counts.iter().zip(weights).map(|(n, weight)| f64::from(*n) * weight).sum();
        found.push((term, weight, 0.0));
        let parts = &vocabulary.parts[term as usize];
        found.extend(parts.iter().map(|&part| (part, 0.0, weight)));
    }
    found.sort_by_key(|&(term, ..)| term);
    let sum = |all: &[(TermId, f64, f64)]| {
        let (whole, part) = all.iter().fold((0.0, 0.0), |(a, b), (_, c, d)| (a + c, b + d));
        (all[0].0, impact(whole, part))
    };
    found.chunk_by(|(a, ..), (b, ..)| a == b).map(sum).collect()
}

fn impact(whole: f64, part: f64) -> u32 {
    let saturated = |frequency: f64| frequency / (SATURATION + frequency);
    let best = saturated(whole).max(PART * saturated(whole + part));
    (MAX * best).round().max(1.0) as u32
}

/// The bigrams of a section, and those of its forms that are not the commonest of their term: a
/// quoted word asks for that very form.
fn bigrams_of(
    words: &SectionWords,
    chapter: &AnalysedChapter,
    terms: &[Option<TermId>],
    vocabulary: &Vocabulary,
) -> Vec<u32> {
    let rare = words.counts.iter().filter_map(|(form, _)| {
        let (term, (form, _)) = (terms[*form as usize]?, &chapter.forms[*form as usize].0);
        (vocabulary.display[term as usize] != *form).then(|| bigrams::hash(form))
    });
    let mut all = words.bigrams.clone();
    all.extend(rare);
    all
}
