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
        let mut counts: HashMap<u32, [u32; 4]> = HashMap::new();
        self.count(title, Field::Title, &mut counts);
        self.count(&heading, Field::Heading, &mut counts);
        self.count(&text, Field::Text, &mut counts);
        self.count(&tokens(&section.code), Field::Code, &mut counts);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable();
        let title = if is_first { title } else { &[] };
        let mut pairs: Vec<u32> = [title, &heading, &text].into_iter().flat_map(pairs::of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Words { counts, length: text.len(), pairs }
    }

    fn count(&mut self, tokens: &[Token], field: Field, counts: &mut HashMap<u32, [u32; 4]>) {
        let is_dutch = self.language.starts_with("nl");
        let mut add = |form: &str, capitals| {
            counts.entry(self.id(form, capitals)).or_default()[field as usize] += 1;
        };
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
            None => self.ids.entry(form.to_owned()).or_default()[slot]
                .insert(self.forms.len() as u32),
        };
        let id = *id;
        match self.forms.get_mut(id as usize) {
            Some((_, count)) => *count += 1,
            None => self.forms.push(((form.to_owned(), capitals), 1)),
        }
        id
    }
}

/// "co-creatie" is also found as "cocreatie".
fn is_hyphened(pair: &[Token]) -> bool {
    pair[1].joined && pair.iter().all(|token| token.form.chars().all(char::is_alphabetic))
}
