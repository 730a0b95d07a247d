//! Reads the text of the best sections: matches, phrases, proximity and a snippet.

use std::collections::BTreeMap;
use std::ops::Range;

use super::query::Query;
use super::reader::IndexReader;
use super::resolve::Resolved;
use super::sections::ChapterRecord;
use super::tokens::{Token, tokens};
use super::tuning::TUNING;

/// The texts of a section.
pub struct Passage<'a> {
    title: &'a str,
    heading: &'a str,
    text: &'a str,
    is_first: bool,
}

impl<'a> Passage<'a> {
    /// The texts of a section of a chapter.
    pub fn new(record: &'a ChapterRecord, section: usize) -> Option<Self> {
        let of = record.sections.get(section)?;
        let is_first = section == 0;
        Some(Self { title: &record.title, heading: &of.heading, text: &of.text, is_first })
    }
}

/// The words of the query that a token matches, and how well.
#[derive(Clone, Copy)]
struct Match {
    words: WordSet,
    quality: u64,
}

/// Words of the query: a bit for each. There are at most as many as `TUNING.most_words`.
type WordSet = u32;

/// A text with what its tokens match.
struct MatchedText<'a> {
    tokens: Vec<Token<'a>>,
    matches: Vec<Option<Match>>,
}

/// Reads texts for one query.
pub struct Highlighter<'a> {
    index: &'a IndexReader<'a>,
    words: &'a [Resolved],
    query: &'a Query,
    /// Stem → the word of the query it matches, or all that it is a compound of.
    stems: BTreeMap<&'a str, WordSet>,
}

impl<'a> Highlighter<'a> {
    /// Reads texts for a query whose words are resolved.
    pub fn new(index: &'a IndexReader<'a>, words: &'a [Resolved], query: &'a Query) -> Self {
        let mut stems = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            for stem in &word.stems {
                stems.entry(stem.as_str()).or_insert(1 << at);
            }
        }
        for (at, word) in words.iter().enumerate() {
            for stem in &word.joined {
                *stems.entry(stem.as_str()).or_default() |= 1 << at;
            }
        }
        Self { index, words, query, stems }
    }

    /// What the text of a section adds to its score, and a snippet; `None` if a phrase is missing
    /// or an excluded one is there.
    pub fn read(&self, passage: &Passage<'_>) -> Option<(u64, Vec<String>)> {
        let fields = [passage.title, passage.heading, passage.text].map(|text| self.field(text));
        // The title belongs to the whole chapter; its phrases are found in the first section.
        let said = if passage.is_first { &fields[..] } else { &fields[1..] };
        let has = |phrase: &Vec<String>| said.iter().any(|field| field.find(phrase).is_some());
        if !self.query.phrases.iter().all(has) || self.query.without.iter().any(has) {
            return None;
        }
        let [title, heading, text] = &fields;
        let mut bonus = self.form_bonus(&fields);
        bonus += self.proximity(text) + self.proximity(heading) * TUNING.heading_bonus;
        if passage.is_first {
            bonus += self.proximity(title) * TUNING.title_bonus;
        }
        Some((bonus, self.snippet(text, passage.text)))
    }

    fn field<'t>(&self, text: &'t str) -> MatchedText<'t> {
        let tokens = tokens(text);
        let matches = tokens.iter().map(|token| self.match_of(token)).collect();
        MatchedText { tokens, matches }
    }

    fn match_of(&self, token: &Token<'_>) -> Option<Match> {
        if let Some(word) = self.words.iter().position(|word| word.word.form == token.form) {
            return Some(Match { words: 1 << word, quality: TUNING.same_form });
        }
        if self.index.is_stop_word(&token.form) {
            return None;
        }
        let stem = self.index.stem(&token.form, token.capitals);
        if let Some(&words) = self.stems.get(stem.as_str()) {
            // Words that stand loose in the query and joined in the text are written in another way.
            let is_joined = self.words.iter().any(|word| word.joined.contains(&stem));
            let quality = if is_joined { TUNING.same_form } else { TUNING.same_stem };
            return Some(Match { words, quality });
        }
        let within = |word: &Resolved| {
            word.stem.chars().count() >= TUNING.within_from && token.form.contains(&word.stem)
        };
        let word = self.words.iter().position(within)?;
        Some(Match { words: 1 << word, quality: TUNING.within })
    }

    /// Rewards the best match of each word.
    fn form_bonus(&self, fields: &[MatchedText<'_>; 3]) -> u64 {
        let best = |at: usize| {
            let all = fields.iter().flat_map(|field| field.matches.iter().flatten());
            all.filter(|found| found.has(at)).map(|found| found.quality).max().unwrap_or(0)
        };
        let bonus =
            |(at, word): (usize, &Resolved)| best(at) * TUNING.form_bonus * u64::from(word.rarity);
        self.words.iter().enumerate().map(bonus).sum()
    }

    /// The score of the best window.
    fn proximity(&self, field: &MatchedText<'_>) -> u64 {
        self.best_window(field).map_or(0, |(_, score)| score)
    }

    /// The start of the window in which most words of the query are near each other, and its score.
    fn best_window(&self, field: &MatchedText<'_>) -> Option<(usize, u64)> {
        let hits: Vec<(usize, Match)> = field
            .matches
            .iter()
            .enumerate()
            .filter_map(|(at, found)| found.map(|found| (at, found)))
            .collect();
        let mut best: Option<(usize, u64)> = None;
        for (first, &(start, _)) in hits.iter().enumerate() {
            let mut quality = vec![0; self.words.len()];
            for &(at, found) in
                hits.iter().skip(first).take_while(|(at, _)| at - start < TUNING.window)
            {
                let matched = quality.iter_mut().enumerate().filter(|(word, _)| found.has(*word));
                matched.for_each(|(_, best)| *best = found.quality.max(*best));
                let words = quality.iter().filter(|&&quality| quality > 0).count() as u64;
                let rarity: u64 =
                    quality.iter().zip(self.words).map(|(q, w)| q * u64::from(w.rarity)).sum();
                let score =
                    TUNING.proximity * rarity * (words - 1) / (at - start + 1) as u64 + rarity;
                if best.is_none_or(|(_, most)| score > most) {
                    best = Some((start, score));
                }
            }
        }
        best
    }

    /// The text around a phrase or the best window; every second string is a match.
    fn snippet(&self, field: &MatchedText<'_>, text: &str) -> Vec<String> {
        let tokens = &field.tokens;
        let phrase = self.query.phrases.iter().find_map(|phrase| field.find(phrase));
        let start = phrase.or_else(|| self.best_window(field).map(|(at, _)| at)).unwrap_or(0);
        let mut first = start.saturating_sub(TUNING.lead);
        if tokens.len() < first + TUNING.snippet {
            first = tokens.len().saturating_sub(TUNING.snippet);
        }
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let mut at = if first == 0 { 0 } else { tokens[first].span.start };
        let mut out = Vec::new();
        for (token, found) in tokens.iter().zip(&field.matches).skip(first).take(TUNING.snippet) {
            if found.is_some() && token.span.start >= at {
                out.push(part(at..token.span.start).to_owned());
                out.push(part(token.span.clone()).to_owned());
                at = token.span.end;
            }
        }
        let rest = tokens.get(first + TUNING.snippet);
        let end = rest.map_or(text.len(), |token| token.span.start);
        let more = if rest.is_some() { " …" } else { "" };
        out.push(format!("{}{more}", part(at..end).trim_end()));
        if first > 0 {
            out[0].insert_str(0, "… ");
        }
        out
    }
}

impl Match {
    /// Whether a word of the query is among those that match.
    fn has(self, word: usize) -> bool {
        self.words & (1 << word) != 0
    }
}

impl MatchedText<'_> {
    /// The place of a phrase.
    fn find(&self, phrase: &[String]) -> Option<usize> {
        let same = |window: &[Token<'_>]| {
            window.iter().map(|token| &*token.form).eq(phrase.iter().map(String::as_str))
        };
        self.tokens.windows(phrase.len().max(1)).position(same)
    }
}

/// The beginning of a text, as a snippet without matches.
pub fn opening(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    match tokens.get(TUNING.snippet) {
        Some(next) => {
            let start = text.get(..next.span.start).unwrap_or_default();
            vec![format!("{} …", start.trim())]
        }
        None => vec![text.trim().to_owned()],
    }
}
