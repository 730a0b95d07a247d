//! The words of chapters. They depend on those chapters alone, so that runs of chapters are analysed
//! in parallel.

use std::collections::HashMap;

use super::bigrams;
use super::dutch;
use super::sections::{ChapterRecord, Section};
use super::stopwords::{StopWords, stop_words};
use super::tokens::{Token, tokens};

/// A folded word, and whether it is written in capitals.
pub type Form = (String, bool);

/// Consecutive chapters that are ready to be indexed.
#[derive(Debug)]
pub struct AnalysedChapters {
    /// What results show.
    pub records: Vec<ChapterRecord>,
    /// The distinct forms of all, with how often each occurs.
    pub forms: Vec<(Form, u32)>,
    /// The words of the sections of each.
    pub chapters: Vec<Vec<SectionWords>>,
}

/// The words of a section.
#[derive(Debug)]
pub struct SectionWords {
    /// How often each form occurs in every field, in order.
    pub counts: Vec<FormCount>,
    /// How many words its text has.
    pub length: usize,
    /// Its distinct [`bigrams`].
    pub bigrams: Vec<u32>,
}

/// How often a form occurs in a field.
#[derive(Debug, Clone, Copy)]
pub struct FormCount {
    /// The form, by its place in [`AnalysedChapters::forms`].
    pub form: u32,
    /// The field.
    pub field: Field,
    /// How often it occurs there.
    pub count: u16,
}

/// The number of [`Field`]s.
pub const FIELDS: usize = 5;

/// The part of a section that a word occurs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "their names say it")]
pub enum Field {
    Title,
    Heading,
    Text,
    LinkList,
    Code,
}

impl AnalysedChapters {
    /// Analyses chapters of a guide in a language.
    pub fn new(records: Vec<ChapterRecord>, language: &str) -> Self {
        let stop_words = stop_words(language);
        let mut analysis =
            Analysis { language, stop_words, ids: HashMap::new(), forms: Vec::new() };
        let chapters = records.iter().map(|record| analysis.chapter(record)).collect();
        Self { forms: analysis.forms, chapters, records }
    }
}

struct Analysis<'a> {
    language: &'a str,
    stop_words: &'static StopWords,
    /// Form → its place in `forms`, in lower case and in capitals.
    ids: HashMap<String, [Option<u32>; 2]>,
    forms: Vec<(Form, u32)>,
}

impl Analysis<'_> {
    fn chapter(&mut self, record: &ChapterRecord) -> Vec<SectionWords> {
        let title = tokens(&record.title);
        let words = |(at, section)| self.section(&title, section, at == 0);
        record.sections.iter().enumerate().map(words).collect()
    }

    fn section(&mut self, title: &[Token], section: &Section, is_first: bool) -> SectionWords {
        let (heading, text) = (tokens(&section.heading), tokens(&section.text));
        let mut found: Vec<(u32, Field)> = Vec::new();
        self.find(title, Field::Title, &mut found);
        self.find(&heading, Field::Heading, &mut found);
        let is_link = |token: &Token| section.is_in_link_list(token.span.start);
        for run in text.chunk_by(|a, b| is_link(a) == is_link(b)) {
            let field = if is_link(&run[0]) { Field::LinkList } else { Field::Text };
            self.find(run, field, &mut found);
        }
        self.find(&tokens(&section.code), Field::Code, &mut found);
        let title = if is_first { title } else { &[] };
        let bigrams_of = |tokens: &[Token]| {
            let forms = tokens.iter().map(|token| token.form.as_str());
            bigrams::of(forms, |form| self.stop_words.contains(form))
        };
        let all = [title, &heading, &text].into_iter().flat_map(bigrams_of);
        let mut bigrams: Vec<u32> = all.map(|(_, hash)| hash).collect();
        bigrams.sort_unstable();
        bigrams.dedup();
        SectionWords { counts: counts(found), length: text.len(), bigrams }
    }

    /// Records the forms of some words, and the field they are in.
    fn find(&mut self, tokens: &[Token], field: Field, found: &mut Vec<(u32, Field)>) {
        let is_dutch = self.language.starts_with("nl");
        let mut add = |form: &str, capitals| found.push((self.id(form, capitals), field));
        tokens.iter().for_each(|token| add(&token.form, token.capitals));
        for pair in tokens.windows(2).filter(|pair| is_hyphened(pair)) {
            add(&format!("{}{}", pair[0].form, pair[1].form), false);
        }
        if is_dutch {
            let verbs = tokens.windows(3).filter_map(divided_infinitive);
            verbs.for_each(|verb| add(&verb, false));
        }
    }

    fn id(&mut self, form: &str, capitals: bool) -> u32 {
        let slot = usize::from(capitals);
        let id = match self.ids.get_mut(form) {
            Some(ids) => ids[slot].get_or_insert(self.forms.len() as u32),
            None => {
                self.ids.entry(form.to_owned()).or_default()[slot].insert(self.forms.len() as u32)
            }
        };
        let id = *id;
        match self.forms.get_mut(id as usize) {
            Some((_, count)) => *count += 1,
            None => self.forms.push(((form.to_owned(), capitals), 1)),
        }
        id
    }
}

/// How often each form occurs in each field.
fn counts(mut found: Vec<(u32, Field)>) -> Vec<FormCount> {
    found.sort_unstable();
    let count = |of: &[(u32, Field)]| FormCount {
        form: of[0].0,
        field: of[0].1,
        count: u16::try_from(of.len()).unwrap_or(u16::MAX),
    };
    found.chunk_by(|a, b| a == b).map(count).collect()
}

/// Whether a hyphen joins two words: "co-creatie" is also found as "cocreatie".
fn is_hyphened(pair: &[Token]) -> bool {
    pair[1].joined && pair.iter().all(|token| token.form.chars().all(char::is_alphabetic))
}

/// "aanvragen", if the words are "aan te vragen".
fn divided_infinitive(words: &[Token]) -> Option<String> {
    match words {
        [prefix, te, verb] if te.form == "te" && verb.form.ends_with('n') => {
            dutch::is_separable(&prefix.form).then(|| format!("{}{}", prefix.form, verb.form))
        }
        _ => None,
    }
}
