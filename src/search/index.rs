//! The index: the sections that each term occurs in, and how much each section is about it.

use rayon::prelude::*;

use super::analysis::{AnalysedChapters, FIELDS, Field, FormCount, SectionWords};
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
    pub records: Vec<ChapterRecord>,
    /// The words of the guide.
    pub vocabulary: Vocabulary,
    /// The postings of each term.
    pub postings: Vec<Vec<Posting>>,
    /// The rarity of each term, from 1 to 63: its idf.
    pub rarities: Vec<u32>,
    /// The lists of `bigrams`, as they are published.
    pub bigrams: (bigrams::Lists, Vec<String>),
}

/// A section as indexed.
struct Indexed {
    impacts: Vec<(TermId, u32)>,
    bigrams: Vec<u32>,
}

impl Index {
    /// Indexes all chapters, in runs.
    pub fn new(runs: Vec<AnalysedChapters>, language: &str) -> Self {
        let vocabulary = Vocabulary::new(&forms(&runs), language, stop_words(language));
        let average = average_length(&runs);
        let runs: Vec<(Vec<ChapterRecord>, Vec<Indexed>)> =
            runs.into_par_iter().map(|run| indexed(run, &vocabulary, average)).collect();
        let (mut records, mut sections) = (Vec::new(), Vec::new());
        for (of_run, indexed) in runs {
            records.extend(of_run);
            sections.extend(indexed);
        }
        let postings = postings(&mut sections, vocabulary.terms.len());
        let rarities = rarities(&postings, sections.len());
        let bigrams = sections.into_iter().map(|indexed| indexed.bigrams).collect();
        let bigrams = bigrams::Lists::write(bigrams);
        Self { language: language.to_owned(), records, vocabulary, postings, rarities, bigrams }
    }

    /// All sections, each with its record, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&ChapterRecord, &Section)> {
        let records = self.records.iter();
        records.flat_map(|record| record.sections.iter().map(move |section| (record, section)))
    }
}

fn rarities(postings: &[Vec<Posting>], sections: usize) -> Vec<u32> {
    postings.iter().map(|with| rarity(sections as f64, with.len() as f64)).collect()
}

/// Four times the idf, rounded to a half of it: a finer one finds no more, and changes with every edit.
fn rarity(sections: f64, with: f64) -> u32 {
    let idf = (1.0 + (sections - with + 0.5) / (with + 0.5)).log2();
    ((idf * 2.0).round() * 2.0).clamp(1.0, MAX) as u32
}

/// How often each form occurs.
fn forms(runs: &[AnalysedChapters]) -> Forms<'_> {
    let mut forms = Forms::new();
    for (form, count) in runs.iter().flat_map(|run| &run.forms) {
        *forms.entry(form).or_default() += count;
    }
    forms
}

/// The average length of a section, rounded to a power of two, so that an edit of one chapter
/// seldom changes the impacts of all others.
fn average_length(runs: &[AnalysedChapters]) -> f64 {
    let sections = || runs.iter().flat_map(|run| run.chapters.iter().flatten());
    let total: usize = sections().map(|words| words.length).sum();
    let average = (total as f64 / sections().count().max(1) as f64).max(1.0);
    2_f64.powf(average.log2().round())
}

/// A length rounded to a quarter of a power of two, so that a word more or less in a section seldom
/// changes the impacts of its other words.
fn rounded(length: f64) -> f64 {
    2_f64.powf((length.max(1.0).log2() * 4.0).round() / 4.0)
}

/// The postings of each term. A guide has millions, so every list gets the room it needs, and what
/// it is made of is freed.
fn postings(sections: &mut [Indexed], terms: usize) -> Vec<Vec<Posting>> {
    let mut lengths = vec![0; terms];
    for (term, _) in sections.iter().flat_map(|indexed| &indexed.impacts) {
        lengths[*term as usize] += 1;
    }
    let mut postings: Vec<Vec<Posting>> = lengths.into_iter().map(Vec::with_capacity).collect();
    for (section, indexed) in (0..).zip(sections) {
        for (term, impact) in std::mem::take(&mut indexed.impacts) {
            postings[term as usize].push((section, impact));
        }
    }
    postings
}

/// The chapters of a run, and their sections as indexed.
fn indexed(
    run: AnalysedChapters,
    vocabulary: &Vocabulary,
    average: f64,
) -> (Vec<ChapterRecord>, Vec<Indexed>) {
    let terms: Vec<Option<TermId>> =
        run.forms.iter().map(|(form, _)| vocabulary.term(form)).collect();
    let rare: Vec<Option<u32>> = run
        .forms
        .iter()
        .zip(&terms)
        .map(|((form, _), term)| rare_form(&form.0, (*term)?, vocabulary))
        .collect();
    let mut sections = Vec::new();
    for (record, chapter) in run.records.iter().zip(&run.chapters) {
        for (at, (section, words)) in record.sections.iter().zip(chapter).enumerate() {
            sections.push(Indexed {
                impacts: impacts(words, &weights(at, section, words, average), &terms, vocabulary),
                bigrams: bigrams_of(words, &rare),
            });
        }
    }
    (run.records, sections)
}

/// The hash of a form that is not the commonest of its term: a quoted word asks for that very form.
fn rare_form(form: &str, term: TermId, vocabulary: &Vocabulary) -> Option<u32> {
    (vocabulary.display[term as usize] != form).then(|| bigrams::hash(form))
}

/// The weight of an occurrence in each [`Field`].
fn weights(at: usize, section: &Section, words: &SectionWords, average: f64) -> [f64; FIELDS] {
    let mut weights = [0.0; FIELDS];
    weights[Field::Title as usize] = if at == 0 { TITLE } else { TITLE_OF_OTHER_SECTION };
    weights[Field::Heading as usize] = if section.lesson > 0 { LESSON } else { HEADING };
    let length = rounded(words.length as f64);
    weights[Field::Text as usize] = 1.0 / (1.0 - LENGTH + LENGTH * length / average);
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
    for of_form in words.counts.chunk_by(|a, b| a.form == b.form) {
        let Some(term) = terms[of_form[0].form as usize] else { continue };
        let weight = |of: &FormCount| f64::from(of.count) * weights[of.field as usize];
        let weight: f64 = of_form.iter().map(weight).sum();
        found.push((term, weight, 0.0));
        let parts = &vocabulary.parts[term as usize];
        found.extend(parts.iter().map(|&part| (part, 0.0, weight)));
    }
    // Their sum may not depend on the order in which forms were met.
    found
        .sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
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

/// The bigrams of a section, and those of its rare forms.
fn bigrams_of(words: &SectionWords, rare: &[Option<u32>]) -> Vec<u32> {
    let mut all = words.bigrams.clone();
    let forms = words.counts.chunk_by(|a, b| a.form == b.form);
    all.extend(forms.filter_map(|of_form| rare[of_form[0].form as usize]));
    all.sort_unstable();
    all.dedup();
    all
}
