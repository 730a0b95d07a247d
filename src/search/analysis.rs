//! The words of chapters. They depend on those chapters alone, so that runs of chapters are analysed
//! in parallel.

use hashbrown::HashMap;

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

impl Field {
    const ALL: [Self; FIELDS] =
        [Self::Title, Self::Heading, Self::Text, Self::LinkList, Self::Code];
}

impl AnalysedChapters {
    /// Analyses chapters of a guide in a language.
    pub fn new(records: Vec<ChapterRecord>, language: &str) -> Self {
        let stop_words = stop_words(language);
        let mut analysis = Analysis {
            language,
            stop_words,
            ids: HashMap::new(),
            forms: Vec::new(),
            known: Vec::new(),
        };
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
    /// What bigrams need to know of each of `forms`.
    known: Vec<Known>,
}

/// What bigrams need to know of a form.
#[derive(Clone, Copy)]
struct Known {
    /// How its hash begins.
    begun: u32,
    is_stop: bool,
}

/// A word of a text, and the place of its form.
struct Word<'a> {
    token: Token<'a>,
    id: u32,
}

/// A form and the field it is in, as one number: the lowest bits are the field. Numbers are sorted in
/// half the time that pairs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u32);

impl Occurrence {
    const FIELD_BITS: u32 = 3;

    fn new(form: u32, field: Field) -> Self {
        Self(form << Self::FIELD_BITS | field as u32)
    }

    fn form(self) -> u32 {
        self.0 >> Self::FIELD_BITS
    }

    fn field(self) -> Field {
        Field::ALL[(self.0 & ((1 << Self::FIELD_BITS) - 1)) as usize]
    }
}

impl Analysis<'_> {
    fn chapter(&mut self, record: &ChapterRecord) -> Vec<SectionWords> {
        let title = self.words(&record.title);
        let words = |(at, section)| self.section(&title, section, at == 0);
        record.sections.iter().enumerate().map(words).collect()
    }

    fn words<'t>(&mut self, text: &'t str) -> Vec<Word<'t>> {
        let word = |token: Token<'t>| Word { id: self.id(&token.form, token.capitals), token };
        tokens(text).into_iter().map(word).collect()
    }

    fn section(&mut self, title: &[Word<'_>], section: &Section, is_first: bool) -> SectionWords {
        let (heading, text) = (self.words(&section.heading), self.words(&section.text));
        let mut found: Vec<Occurrence> = Vec::with_capacity(title.len() + text.len());
        self.find(title, Field::Title, &mut found);
        self.find(&heading, Field::Heading, &mut found);
        let is_link = |word: &Word<'_>| section.is_in_link_list(word.token.span.start);
        for run in text.chunk_by(|a, b| is_link(a) == is_link(b)) {
            let field = if is_link(&run[0]) { Field::LinkList } else { Field::Text };
            self.find(run, field, &mut found);
        }
        let code = self.words(&section.code);
        self.find(&code, Field::Code, &mut found);
        let title = if is_first { title } else { &[] };
        let bigrams_of = |words: &[Word<'_>]| {
            bigrams::of(words.iter().map(|word| {
                let Known { begun, is_stop } = self.known[word.id as usize];
                bigrams::Word { form: &word.token.form, begun, is_stop }
            }))
        };
        let all = [title, &heading, &text].into_iter().flat_map(bigrams_of);
        let mut bigrams: Vec<u32> = all.map(|(_, hash)| hash).collect();
        bigrams.sort_unstable();
        bigrams.dedup();
        SectionWords { counts: counts(found), length: text.len(), bigrams }
    }

    /// Records the forms of some words, and the field they are in.
    fn find(&mut self, words: &[Word<'_>], field: Field, found: &mut Vec<Occurrence>) {
        let mut add = |id: u32, forms: &mut Vec<(Form, u32)>| {
            forms[id as usize].1 += 1;
            found.push(Occurrence::new(id, field));
        };
        words.iter().for_each(|word| add(word.id, &mut self.forms));
        for pair in words.windows(2).filter(|pair| is_hyphened(pair)) {
            let id = self.id(&format!("{}{}", pair[0].token.form, pair[1].token.form), false);
            add(id, &mut self.forms);
        }
        if self.language.starts_with("nl") {
            for verb in words.windows(3).filter_map(divided_infinitive) {
                let id = self.id(&verb, false);
                add(id, &mut self.forms);
            }
        }
    }

    /// The place of a form, which is new if it was not met before.
    fn id(&mut self, form: &str, capitals: bool) -> u32 {
        let slot = usize::from(capitals);
        let next = self.forms.len() as u32;
        let id = match self.ids.get_mut(form) {
            Some(ids) => *ids[slot].get_or_insert(next),
            None => *self.ids.entry(form.to_owned()).or_default()[slot].insert(next),
        };
        if id == next {
            self.forms.push(((form.to_owned(), capitals), 0));
            let is_stop = self.stop_words.contains(form);
            self.known.push(Known { begun: bigrams::begin(form), is_stop });
        }
        id
    }
}

/// How often each form occurs in each field.
fn counts(mut found: Vec<Occurrence>) -> Vec<FormCount> {
    found.sort_unstable();
    let count = |of: &[Occurrence]| FormCount {
        form: of[0].form(),
        field: of[0].field(),
        count: u16::try_from(of.len()).unwrap_or(u16::MAX),
    };
    found.chunk_by(|a, b| a == b).map(count).collect()
}

/// Whether a hyphen joins two words: "co-creatie" is also found as "cocreatie".
fn is_hyphened(pair: &[Word<'_>]) -> bool {
    let is_of_letters = |word: &Word<'_>| word.token.form.chars().all(char::is_alphabetic);
    pair[1].token.joined && pair.iter().all(is_of_letters)
}

/// "aanvragen", if the words are "aan te vragen".
fn divided_infinitive(words: &[Word<'_>]) -> Option<String> {
    let [prefix, te, verb] = words else { return None };
    let [prefix, te, verb] = [prefix, te, verb].map(|word| &*word.token.form);
    let is_divided = te == "te" && verb.ends_with('n') && dutch::is_separable(prefix);
    is_divided.then(|| format!("{prefix}{verb}"))
}
