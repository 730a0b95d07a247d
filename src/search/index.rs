//! The index: for every term the sections it occurs in, and how much each of them is about it.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::sections::{Record, Section};
use super::stopwords::stop_words;
use super::tokens::{Token, tokens};
use super::vocabulary::{Forms, TermId, Vocabulary};

/// The strongest impact and idf: one base-64 digit.
const MAX: f64 = 63.0;

/// How fast a further occurrence adds less (k1 of BM25), and how much long sections count for
/// less (b of BM25).
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.6;

/// What an occurrence counts for, by where it stands.
const TITLE: f64 = 6.0;
const TITLE_OF_OTHER_SECTION: f64 = 1.5;
const LESSON: f64 = 5.0;
const HEADING: f64 = 4.0;
const CODE: f64 = 0.2;

/// What a word within a compound counts for, beside the word on its own.
const PART: f64 = 0.6;

/// A section and the impact of a term on it.
pub type Posting = (u32, u32);

/// What a guide's search knows.
pub struct Index {
    /// The language of the guide.
    pub language: String,
    /// The chapters in reading order, the home page first.
    pub records: Vec<Record>,
    /// The words.
    pub vocabulary: Vocabulary,
    /// For every term, its postings in the order of the sections.
    pub postings: Vec<Vec<Posting>>,
}

/// The words of a section.
struct Words {
    title: Vec<Token>,
    heading: Vec<Token>,
    text: Vec<Token>,
    code: Vec<Token>,
    /// Its first section stands for the whole chapter.
    is_first: bool,
    is_lesson: bool,
}

impl Index {
    /// Indexes chapters.
    pub fn new(records: Vec<Record>, language: &str) -> Self {
        let words: Vec<Words> = records.par_iter().flat_map_iter(words_of).collect();
        let mut forms = Forms::new();
        for token in words.iter().flat_map(Words::all) {
            *forms.entry((token.form.clone(), token.capitals)).or_default() += 1;
        }
        let vocabulary = Vocabulary::new(&forms, language, &stop_words(language));
        let postings = postings(&words, &vocabulary);
        Self { language: language.to_owned(), records, vocabulary, postings }
    }

    /// All sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&Record, &Section)> {
        self.records
            .iter()
            .flat_map(|record| record.sections.iter().map(move |section| (record, section)))
    }

    /// How rare every term is, from 1 to 63.
    pub fn rarities(&self) -> Vec<u32> {
        let sections = self.sections().count() as f64;
        self.postings.iter().map(|postings| rarity(sections, postings.len() as f64)).collect()
    }
}

fn rarity(sections: f64, with: f64) -> u32 {
    let idf = (1.0 + (sections - with + 0.5) / (with + 0.5)).log2();
    (idf * 4.0).round().clamp(1.0, MAX) as u32
}

fn words_of(record: &Record) -> impl Iterator<Item = Words> + '_ {
    record.sections.iter().enumerate().map(|(at, section)| Words {
        title: with_hyphens_closed(tokens(&record.title)),
        heading: with_hyphens_closed(tokens(&section.heading)),
        text: with_hyphens_closed(tokens(&section.text)),
        code: tokens(&section.code),
        is_first: at == 0,
        is_lesson: section.lesson > 0,
    })
}

/// "co-creatie" is also found as "cocreatie".
fn with_hyphens_closed(tokens: Vec<Token>) -> Vec<Token> {
    let closed: Vec<Token> = tokens
        .windows(2)
        .filter(|pair| {
            pair[1].joined && pair.iter().all(|t| t.form.chars().all(char::is_alphabetic))
        })
        .map(|pair| Token {
            form: format!("{}{}", pair[0].form, pair[1].form),
            capitals: false,
            joined: false,
            span: pair[0].span.start..pair[1].span.end,
        })
        .collect();
    tokens.into_iter().chain(closed).collect()
}

impl Words {
    fn all(&self) -> impl Iterator<Item = &Token> {
        self.title.iter().chain(&self.heading).chain(&self.text).chain(&self.code)
    }

    /// Every field with what an occurrence in it counts for.
    fn fields(&self, average: f64) -> [(&[Token], f64); 4] {
        let title = if self.is_first { TITLE } else { TITLE_OF_OTHER_SECTION };
        let heading = if self.is_lesson { LESSON } else { HEADING };
        let length = 1.0 - LENGTH + LENGTH * self.text.len() as f64 / average;
        [
            (&self.title, title),
            (&self.heading, heading),
            (&self.text, 1.0 / length),
            (&self.code, CODE),
        ]
    }

    /// For every term, how often it occurs as a word and as part of one, weighed.
    fn frequencies(&self, vocabulary: &Vocabulary, average: f64) -> HashMap<TermId, (f64, f64)> {
        let mut out: HashMap<TermId, (f64, f64)> = HashMap::new();
        for (tokens, weight) in self.fields(average) {
            for term in tokens.iter().filter_map(|token| vocabulary.term(token)) {
                out.entry(term).or_default().0 += weight;
                for &part in vocabulary.parts.get(term as usize).into_iter().flatten() {
                    out.entry(part).or_default().1 += weight;
                }
            }
        }
        out
    }
}

fn postings(words: &[Words], vocabulary: &Vocabulary) -> Vec<Vec<Posting>> {
    let total: usize = words.iter().map(|words| words.text.len()).sum();
    let average = (total as f64 / words.len().max(1) as f64).max(1.0);
    let impacts: Vec<BTreeMap<TermId, u32>> = words
        .par_iter()
        .map(|words| {
            let frequencies = words.frequencies(vocabulary, average);
            frequencies
                .into_iter()
                .map(|(term, (whole, part))| (term, impact(whole, part)))
                .collect()
        })
        .collect();
    let mut postings = vec![Vec::new(); vocabulary.terms.len()];
    for (section, impacts) in (0..).zip(impacts) {
        for (term, impact) in impacts {
            if let Some(postings) = postings.get_mut(term as usize) {
                postings.push((section, impact));
            }
        }
    }
    postings
}

fn impact(whole: f64, part: f64) -> u32 {
    let saturated = |frequency: f64| frequency / (SATURATION + frequency);
    let best = saturated(whole).max(PART * saturated(whole + part));
    (MAX * best).round().max(1.0) as u32
}
