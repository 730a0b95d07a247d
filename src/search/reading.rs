//! Reading the text of the best sections: hits, phrases, nearness and a snippet.

use std::collections::BTreeMap;

use super::engine::Engine;
use super::query::Query;
use super::resolve::Resolved;
use super::sections::Record;
use super::tokens::{Token, tokens};

/// How many words of text a snippet has, and how many of them stand before the first hit.
const SNIPPET: usize = 32;
const BEFORE: usize = 6;

/// Words this far apart are near each other.
const NEAR: usize = 12;

/// A section's texts.
pub struct Passage<'a> {
    title: &'a str,
    heading: &'a str,
    text: &'a str,
    is_first: bool,
}

impl<'a> Passage<'a> {
    /// The texts of a section of a chapter.
    pub fn new(record: &'a Record, section: usize) -> Option<Self> {
        let of = record.sections.get(section)?;
        let is_first = section == 0;
        Some(Self { title: &record.title, heading: &of.heading, text: &of.text, is_first })
    }
}

/// How a token meets a word of the query: which, and how well.
#[derive(Clone, Copy)]
struct Match {
    word: usize,
    quality: u64,
}

/// A field as read: its tokens and what they match.
struct Field {
    tokens: Vec<Token>,
    matches: Vec<Option<Match>>,
}

/// Reads texts for one query.
pub struct Reader<'a> {
    engine: &'a Engine<'a>,
    words: &'a [Resolved],
    query: &'a Query,
    /// Stem → the word of the query it matches.
    stems: BTreeMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    /// A reader that knows what the words of the query mean.
    pub fn new(engine: &'a Engine<'a>, words: &'a [Resolved], query: &'a Query) -> Self {
        let mut stems = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            for stem in &word.stems {
                stems.entry(stem.as_str()).or_insert(at);
            }
        }
        Self { engine, words, query, stems }
    }

    /// What a section's text adds to its score, and a snippet; nothing where a phrase is missing
    /// or an excluded one is not.
    pub fn read(&self, passage: &Passage<'_>) -> Option<(u64, Vec<String>)> {
        let fields = [passage.title, passage.heading, passage.text].map(|text| self.field(text));
        // A title is said of the whole chapter, which its first section stands for.
        let said = if passage.is_first { &fields[..] } else { &fields[1..] };
        let has = |phrase: &Vec<String>| said.iter().any(|field| field.find(phrase).is_some());
        if !self.query.phrases.iter().all(has) || self.query.without.iter().any(has) {
            return None;
        }
        let [title, heading, text] = &fields;
        let mut bonus = self.form_bonus(&fields);
        bonus += self.nearness(text) + self.nearness(heading) * 2;
        if passage.is_first {
            bonus += self.nearness(title) * 3;
        }
        Some((bonus, self.snippet(text, passage.text)))
    }

    /// The beginning of a text, as a snippet without hits.
    pub fn opening(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        match tokens.get(SNIPPET) {
            Some(next) => vec![format!("{} …", text[..next.span.start].trim())],
            None => vec![text.trim().to_owned()],
        }
    }

    fn field(&self, text: &str) -> Field {
        let tokens = tokens(text);
        let matches = tokens.iter().map(|token| self.match_of(token)).collect();
        Field { tokens, matches }
    }

    fn match_of(&self, token: &Token) -> Option<Match> {
        if let Some(word) = self.words.iter().position(|word| word.word.form == token.form) {
            return Some(Match { word, quality: 3 });
        }
        if self.engine.is_stop_word(&token.form) {
            return None;
        }
        let stem = self.engine.stem(&token.form, token.capitals);
        if let Some(&word) = self.stems.get(stem.as_str()) {
            return Some(Match { word, quality: 2 });
        }
        let within =
            |word: &Resolved| word.stem.chars().count() >= 4 && token.form.contains(&word.stem);
        self.words.iter().position(within).map(|word| Match { word, quality: 1 })
    }

    /// The very form of a word is better than another of its stem.
    fn form_bonus(&self, fields: &[Field; 3]) -> u64 {
        let best = |at: usize| {
            let all = fields.iter().flat_map(|field| field.matches.iter().flatten());
            all.filter(|found| found.word == at).map(|found| found.quality).max().unwrap_or(0)
        };
        let bonus = |(at, word): (usize, &Resolved)| best(at) * 256 * u64::from(word.rarity);
        self.words.iter().enumerate().map(bonus).sum()
    }

    /// The best stretch of text: many words of the query near each other.
    fn nearness(&self, field: &Field) -> u64 {
        self.stretch(field).map_or(0, |(_, score)| score)
    }

    fn stretch(&self, field: &Field) -> Option<(usize, u64)> {
        let hits: Vec<(usize, Match)> = field
            .matches
            .iter()
            .enumerate()
            .filter_map(|(at, found)| found.map(|found| (at, found)))
            .collect();
        let mut best: Option<(usize, u64)> = None;
        for (first, &(start, _)) in hits.iter().enumerate() {
            let mut quality = vec![0; self.words.len()];
            for &(at, found) in hits[first..].iter().take_while(|(at, _)| at - start < NEAR) {
                quality[found.word] = found.quality.max(quality[found.word]);
                let words = quality.iter().filter(|&&quality| quality > 0).count() as u64;
                let rarity: u64 =
                    quality.iter().zip(self.words).map(|(q, w)| q * u64::from(w.rarity)).sum();
                let score = 64 * rarity * (words - 1) / (at - start + 1) as u64 + rarity;
                if best.is_none_or(|(_, most)| score > most) {
                    best = Some((start, score));
                }
            }
        }
        best
    }

    /// The text around the best stretch; every second string is a hit.
    fn snippet(&self, field: &Field, text: &str) -> Vec<String> {
        let tokens = &field.tokens;
        let phrase = self.query.phrases.iter().find_map(|phrase| field.find(phrase));
        let start = phrase.or_else(|| self.stretch(field).map(|(at, _)| at)).unwrap_or(0);
        let mut first = start.saturating_sub(BEFORE);
        if tokens.len() < first + SNIPPET {
            first = tokens.len().saturating_sub(SNIPPET);
        }
        let mut at = if first == 0 { 0 } else { tokens[first].span.start };
        let mut out = Vec::new();
        for (token, found) in tokens.iter().zip(&field.matches).skip(first).take(SNIPPET) {
            if found.is_some() && token.span.start >= at {
                out.push(text[at..token.span.start].to_owned());
                out.push(text[token.span.clone()].to_owned());
                at = token.span.end;
            }
        }
        let rest = tokens.get(first + SNIPPET);
        let end = rest.map_or(text.len(), |token| token.span.start);
        let more = if rest.is_some() { " …" } else { "" };
        out.push(format!("{}{more}", text[at..end].trim_end()));
        if first > 0 {
            out[0].insert_str(0, "… ");
        }
        out
    }
}

impl Field {
    /// Where forms stand one after the other.
    fn find(&self, phrase: &[String]) -> Option<usize> {
        let same = |window: &[Token]| window.iter().map(|t| &t.form).eq(phrase);
        self.tokens.windows(phrase.len().max(1)).position(same)
    }
}
