//! The words of one chapter. They depend on that chapter alone, so that chapters are analysed in
//! parallel, and after an edit only those that changed.

use std::collections::HashMap;

use super::bigrams;
use super::dutch;
use super::sections::{ChapterRecord, Section};
use super::tokens::{Token, tokens};

/// A folded word, and whether it is written in capitals.
pub type Form = (String, bool);

/// A chapter that is ready to be indexed.
#[derive(Debug)]
pub struct AnalysedChapter {
    /// What results show.
    pub record: ChapterRecord,
    /// Its distinct forms, with how often each occurs.
    pub forms: Vec<(Form, u32)>,
    /// The words of its sections.
    pub sections: Vec<SectionWords>,
}

/// The words of a section.
#[derive(Debug)]
pub struct SectionWords {
    /// Forms, by their place in [`AnalysedChapter::forms`], with how often each occurs in every
    /// [`Field`].
    pub counts: Vec<(u32, [u32; FIELDS])>,
    /// How many words its text has.
    pub length: usize,
    /// Its distinct [`bigrams`].
    pub bigrams: Vec<u32>,
}

/// The number of [`Field`]s.
pub const FIELDS: usize = 5;

/// The part of a section that a word occurs in.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "their names say it")]
pub enum Field {
    Title,
    Heading,
    Text,
    LinkList,
    Code,
}

impl AnalysedChapter {
    /// Analyses a chapter of a guide in a language.
    pub fn new(record: ChapterRecord, language: &str) -> Self {
        let mut analysis = Analysis { language, ids: HashMap::new(), forms: Vec::new() };
        let title = tokens(&record.title);
        let words = |(at, section)| analysis.section(&title, section, at == 0);
        let sections = record.sections.iter().enumerate().map(words).collect();
        Self { forms: analysis.forms, sections, record }
    }
}

struct Analysis<'a> {
    language: &'a str,
    /// Form → its place in `forms`, in lower case and in capitals.
    ids: HashMap<String, [Option<u32>; 2]>,
    forms: Vec<(Form, u32)>,
}

impl Analysis<'_> {
    fn section(&mut self, title: &[Token], section: &Section, is_first: bool) -> SectionWords {
        let (heading, text) = (tokens(&section.heading), tokens(&section.text));
        let mut found: Vec<(u32, usize)> = Vec::new();
        self.find(title, Field::Title, &mut found);
        self.find(&heading, Field::Heading, &mut found);
        let is_link = |token: &Token| section.is_in_link_list(token.span.start);
        for run in text.chunk_by(|a, b| is_link(a) == is_link(b)) {
            let field = if is_link(&run[0]) { Field::LinkList } else { Field::Text };
            self.find(run, field, &mut found);
        }
        self.find(&tokens(&section.code), Field::Code, &mut found);
        let title = if is_first { title } else { &[] };
        let mut bigrams: Vec<u32> =
            [title, &heading, &text].into_iter().flat_map(bigrams::of).collect();
        bigrams.sort_unstable();
        bigrams.dedup();
        SectionWords { counts: counts(found), length: text.len(), bigrams }
    }

    /// Records the forms of some words, and the field they are in.
    fn find(&mut self, tokens: &[Token], field: Field, found: &mut Vec<(u32, usize)>) {
        let is_dutch = self.language.starts_with("nl");
        let mut add = |form: &str, capitals| found.push((self.id(form, capitals), field as usize));
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
fn counts(mut found: Vec<(u32, usize)>) -> Vec<(u32, [u32; FIELDS])> {
    found.sort_unstable();
    let mut counts: Vec<(u32, [u32; FIELDS])> = Vec::new();
    for (form, field) in found {
        if counts.last().is_none_or(|(last, _)| *last != form) {
            counts.push((form, [0; FIELDS]));
        }
        if let Some((_, fields)) = counts.last_mut() {
            fields[field] += 1;
        }
    }
    counts
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
