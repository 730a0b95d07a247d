//! The words of one chapter. What is found here depends on nothing but the chapter, so that all
//! chapters are analysed at once, and after an edit only the one that changed.

use std::collections::HashMap;

use super::dutch;
use super::pairs;
use super::sections::{Record, Section};
use super::tokens::{Token, tokens};

/// A word as it is written, without case and accents; those in capitals apart.
pub type Form = (String, bool);

/// A chapter as search knows it: what results show, and its words.
#[derive(Debug)]
pub struct Chapter {
    /// What results show.
    pub record: Record,
    /// The forms in it, each once, with how often it occurs.
    pub forms: Vec<(Form, u32)>,
    /// The words of its sections.
    pub sections: Vec<Words>,
}

/// The words of a section.
#[derive(Debug)]
pub struct Words {
    /// For every form, by its place in [`Chapter::forms`], how often it occurs in each [`Field`].
    pub counts: Vec<(u32, [u32; 4])>,
    /// How many words of text.
    pub length: usize,
    /// The words that stand next to each other, see [`pairs`]; each once.
    pub pairs: Vec<u32>,
}

/// Where in a section a word occurs.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "their names say it")]
pub enum Field {
    Title,
    Heading,
    Text,
    Code,
}

impl Chapter {
    /// Analyses a chapter of a guide in a language.
    pub fn new(record: Record, language: &str) -> Self {
        let mut analysis = Analysis { language, ids: HashMap::new(), forms: Vec::new() };
        let title = tokens(&record.title);
        let words = |(at, section)| analysis.section(&title, section, at == 0);
        let sections = record.sections.iter().enumerate().map(words).collect();
        Self { forms: analysis.forms, sections, record }
    }
}

struct Analysis<'a> {
    language: &'a str,
    /// Form → its place in `forms`, for small letters and for capitals.
    ids: HashMap<String, [Option<u32>; 2]>,
    forms: Vec<(Form, u32)>,
}

impl Analysis<'_> {
    fn section(&mut self, title: &[Token], section: &Section, is_first: bool) -> Words {
        let (heading, text) = (tokens(&section.heading), tokens(&section.text));
        let mut found: Vec<(u32, usize)> = Vec::new();
        self.find(title, Field::Title, &mut found);
        self.find(&heading, Field::Heading, &mut found);
        self.find(&text, Field::Text, &mut found);
        self.find(&tokens(&section.code), Field::Code, &mut found);
        let title = if is_first { title } else { &[] };
        let mut pairs: Vec<u32> =
            [title, &heading, &text].into_iter().flat_map(pairs::of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Words { counts: counts(found), length: text.len(), pairs }
    }

    /// Notes every form of some words, and where it is.
    fn find(&mut self, tokens: &[Token], field: Field, found: &mut Vec<(u32, usize)>) {
        let is_dutch = self.language.starts_with("nl");
        let mut add = |form: &str, capitals| found.push((self.id(form, capitals), field as usize));
        tokens.iter().for_each(|token| add(&token.form, token.capitals));
        for pair in tokens.windows(2).filter(|pair| is_hyphened(pair)) {
            add(&format!("{}{}", pair[0].form, pair[1].form), false);
        }
        if is_dutch {
            let verbs = tokens.windows(3).filter_map(dutch::divided_infinitive);
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

/// How often every form is in every field.
fn counts(mut found: Vec<(u32, usize)>) -> Vec<(u32, [u32; 4])> {
    found.sort_unstable();
    let mut counts: Vec<(u32, [u32; 4])> = Vec::new();
    for (form, field) in found {
        if counts.last().is_none_or(|(last, _)| *last != form) {
            counts.push((form, [0; 4]));
        }
        if let Some((_, fields)) = counts.last_mut() {
            fields[field] += 1;
        }
    }
    counts
}

/// "co-creatie" is also found as "cocreatie".
fn is_hyphened(pair: &[Token]) -> bool {
    pair[1].joined && pair.iter().all(|token| token.form.chars().all(char::is_alphabetic))
}
