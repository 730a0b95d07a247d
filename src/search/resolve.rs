//! A word of a query → the terms of the guide it may mean.

use std::collections::BTreeSet;

use super::compound::{self, Words};
use super::endings;
use super::engine::Engine;
use super::lexicon::{Entry, distance};
use super::query::Word;

/// How sure it is that a term is meant, in sixteenths.
const EXACT: u32 = 16;
const OTHER_LINK: u32 = 15;
const NEIGHBOURS: u32 = 14;
const BEGINNING: u32 = 10;
const ALL_PARTS: u32 = 9;
const ONE_ERROR: u32 = 9;
const PART: u32 = 8;
const TWO_ERRORS: u32 = 6;
const PIECE: u32 = 5;

/// So many completions or corrections of a word are taken along.
const MOST: usize = 8;

/// A compound this rare is also looked for by its parts.
const RARE: u32 = 32;

/// A term a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The terms; where there are more, a section must have all of them.
    pub terms: Vec<u32>,
    /// How sure it is.
    pub weight: u32,
}

/// A word of a query and what it may mean.
#[derive(Debug)]
pub struct Resolved {
    /// The word.
    pub word: Word,
    /// The stem of the word.
    pub stem: String,
    /// How rare it is.
    pub rarity: u32,
    /// What it may mean.
    pub meanings: Vec<Meaning>,
    /// The stems of all words it may mean.
    pub stems: BTreeSet<String>,
    /// Where it was taken for an error, what was meant.
    pub correction: Option<String>,
}

impl Resolved {
    fn add(&mut self, entry: &Entry, weight: u32) {
        let is_first = self.meanings.is_empty();
        if !self.meanings.iter().any(|meaning| meaning.terms == [entry.term]) {
            self.meanings.push(Meaning { terms: vec![entry.term], weight });
            self.rarity = if is_first { entry.rarity } else { self.rarity.min(entry.rarity) };
            self.stems.extend(entry.family.iter().cloned());
        }
    }
}

impl Words for Engine<'_> {
    type Word = (String, Entry);

    fn head(&self, word: &str) -> Option<Self::Word> {
        let entry = self.part_of_word(word, |stem| self.entry(stem).cloned());
        Some((word.to_owned(), entry?))
    }

    fn tail(&self, word: &str) -> Option<Self::Word> {
        let entry = self.part_of_word(word, |stem| self.lexicon.last_part(stem));
        Some((word.to_owned(), entry?))
    }
}

impl Engine<'_> {
    /// What a word may mean: the word itself; else what it begins, what it is composed of, what
    /// it is part of, or what it is an error for.
    pub(super) fn resolve(&self, word: &Word) -> Resolved {
        let mut out = Resolved {
            word: word.clone(),
            stem: self.stem(&word.form, word.capitals),
            rarity: 0,
            meanings: Vec::new(),
            stems: BTreeSet::new(),
            correction: None,
        };
        self.exact(&mut out);
        let is_known = !out.meanings.is_empty();
        if is_known && out.rarity < RARE {
            return out;
        }
        if !is_known && word.open {
            self.beginnings(&mut out);
        }
        self.compound(&mut out);
        if out.meanings.is_empty() {
            self.near(&mut out);
        }
        out
    }

    /// A word of the guide, as it is, by its stem, or as an inflection.
    pub(super) fn known(&self, form: &str, stem: &str) -> Option<&Entry> {
        let variants = || self.variants(form, stem).into_iter();
        self.entry(form)
            .or_else(|| self.entry(stem))
            .or_else(|| variants().find_map(|variant| self.entry(&variant)))
    }

    /// Stems of which a word may be an inflection, the likeliest first.
    fn variants(&self, form: &str, stem: &str) -> Vec<String> {
        let mut out = self.stemmer.variants(stem);
        out.extend(endings::variants(&self.manifest.endings, form));
        out
    }

    /// A part of a compound.
    fn part_of_word(&self, word: &str, get: impl Fn(&str) -> Option<Entry>) -> Option<Entry> {
        if self.is_stop_word(word) {
            return None;
        }
        let stem = self.stem(word, false);
        let variants = || self.variants(word, &stem).into_iter();
        let akin = || get(&self.stemmer.akin(&stem)?);
        get(&stem).or_else(|| variants().find_map(|variant| get(&variant))).or_else(akin)
    }

    fn exact(&self, out: &mut Resolved) {
        if let Some(entry) = self.entry(&out.stem) {
            out.add(entry, EXACT);
        }
        if let Some(entry) = self.known(&out.word.form, &out.stem) {
            out.add(entry, EXACT);
        }
    }

    /// The commonest words that begin with what was typed, and the longest that it begins with.
    fn beginnings(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        if size(&form) < 2 {
            return;
        }
        let found = commonest(self.lexicon.beginning(&form).cloned().collect());
        found.iter().for_each(|entry| out.add(entry, BEGINNING));
    }

    /// Sections that have all parts of a compound, and the compound linked in another way.
    fn compound(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        if !self.manifest.compounds || size(&form) < 7 {
            return;
        }
        let Some(parts) = compound::split(&form, self) else { return };
        if let [(head, _), (tail, _)] = parts.as_slice() {
            for form in compound::joined(head, tail) {
                if let Some(entry) = self.entry(&self.stem(&form, false)) {
                    out.add(entry, OTHER_LINK);
                }
            }
        }
        let terms: Vec<u32> = parts.iter().map(|(_, entry)| entry.term).collect();
        if out.meanings.is_empty() {
            out.rarity = parts.iter().map(|(_, entry)| entry.rarity).max().unwrap_or(1);
        }
        let is_known = !out.meanings.is_empty();
        out.meanings.push(Meaning { terms, weight: ALL_PARTS });
        for (_, entry) in &parts {
            out.stems.extend(entry.family.iter().cloned());
            if !is_known {
                out.add(entry, PIECE);
            }
        }
    }

    /// Words of one compound that the reader wrote apart, in either order: "wijk aanpak",
    /// "vergunning kap".
    pub(super) fn neighbours(&self, words: &mut [Resolved]) {
        for at in 1..words.len() {
            let (head, tail) = (&words[at - 1].word, &words[at].word);
            if !self.manifest.compounds || head.at + 1 != tail.at {
                continue;
            }
            let stem = &words[at - 1].stem;
            let forms = compound::joined(&head.form, &tail.form)
                .chain(std::iter::once(format!("{stem}{}", tail.form)))
                .chain(compound::joined(&tail.form, &head.form));
            let found: Vec<&Entry> =
                forms.filter_map(|form| self.entry(&self.stem(&form, false))).collect();
            for word in &mut words[at - 1..=at] {
                for entry in &found {
                    if word.meanings.is_empty() {
                        word.rarity = RARE;
                    }
                    word.meanings.push(Meaning { terms: vec![entry.term], weight: NEIGHBOURS });
                    word.stems.extend(entry.family.iter().cloned());
                }
            }
        }
    }

    /// Words that have the word within them, or differ by an error or two; else what comes nearest.
    fn near(&self, out: &mut Resolved) {
        let size = size(&out.word.form);
        let found = size >= 4
            && (self.within(out)
                || self.errors(out, 1, ONE_ERROR)
                || (size >= 5 && self.begun_with_error(out))
                || (size >= 8 && self.errors(out, 2, TWO_ERRORS)));
        if !found && size >= 5 {
            self.edges(out);
        }
    }

    /// "Netzgerät" in "Hochspannungsnetzgerät", of which the guide knows no other part; and what
    /// is akin.
    fn within(&self, out: &mut Resolved) -> bool {
        let stem = out.stem.clone();
        if let Some(entry) = self.stemmer.akin(&stem).and_then(|akin| self.entry(&akin)) {
            out.add(entry, PART);
        }
        if size(&stem) >= 4 {
            self.add_commonest(out, self.with_edge(&stem, &stem), PART);
        }
        !out.meanings.is_empty()
    }

    fn add_commonest(&self, out: &mut Resolved, entries: Vec<Entry>, weight: u32) -> bool {
        let found = commonest(entries);
        found.iter().for_each(|entry| out.add(entry, weight));
        !found.is_empty()
    }

    /// The entries that begin in one way or end in another.
    fn with_edge(&self, start: &str, end: &str) -> Vec<Entry> {
        let mut found: Vec<Entry> = self.lexicon.beginning(start).cloned().collect();
        let stems: BTreeSet<String> = found.iter().map(|entry| entry.stem.clone()).collect();
        found.extend(self.lexicon.ending(end).filter(|entry| !stems.contains(&entry.stem)));
        found
    }

    /// Words that are so many errors away. The errors leave the beginning of a word as it is or
    /// its end, so only words with the same are compared: a browser cannot load all.
    fn errors(&self, out: &mut Resolved, most: usize, weight: u32) -> bool {
        let (form, stem) = (out.word.form.clone(), out.stem.clone());
        let start = first(&form, (size(&form) / (most + 1)).max(2));
        let end = match most {
            1 => size(&stem).saturating_sub(size(start)).max(2),
            _ => (size(&stem) / 3).max(3),
        };
        let mut near = self.with_edge(start, last(&stem, end));
        // Two letters in the middle, one of the beginning and one of the end, may be swapped.
        near.extend(self.entry(&self.stem(&swapped(&form), false)).cloned());
        near.retain(|entry| {
            size(&entry.stem) >= 3
                && (distance(&stem, &entry.stem, most) <= most
                    || distance(&form, &entry.display, most) <= most)
        });
        near.sort_by(|a, b| {
            let key = |entry: &Entry| {
                let is_other = first(&entry.stem, 1) != first(&form, 1);
                (is_other, entry.rarity, entry.term, entry.stem.clone())
            };
            key(a).cmp(&key(b))
        });
        near.iter().take(MOST).for_each(|entry| out.add(entry, weight));
        let best = near.first().and_then(|entry| self.entry(&entry.stem));
        out.correction = best.map(|entry| entry.display.clone());
        !near.is_empty()
    }

    /// Longer words that begin with the word but for an error: of "beelscherm", "beeldschermbril".
    fn begun_with_error(&self, out: &mut Resolved) -> bool {
        let form = out.word.form.clone();
        let length = size(&form);
        let is_begun = |entry: &&Entry| {
            let near = |end| distance(&form, first(&entry.stem, end), 1) <= 1;
            size(&entry.stem) > length && (length - 1..=length + 1).any(near)
        };
        let start = first(&form, length / 2);
        let found = self.lexicon.beginning(start).filter(is_begun).cloned().collect();
        self.add_commonest(out, found, TWO_ERRORS)
    }

    /// The words that begin most like this one, and those that end most like it.
    fn edges(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        let size = size(&form);
        for end in (size.div_ceil(2).max(4)..size).rev() {
            let found = self.lexicon.beginning(first(&form, end)).cloned().collect();
            if self.add_commonest(out, found, PIECE) {
                break;
            }
        }
        for length in (4..=size.saturating_sub(3)).rev().filter(|_| self.manifest.compounds) {
            let end = last(&form, length);
            let stem = self.stem(end, false);
            if let Some((_, tail)) = self.tail(end) {
                return out.add(&tail, PIECE);
            }
            if self::size(&stem) >= 6
                && self.add_commonest(out, self.lexicon.ending(&stem).collect(), PIECE)
            {
                return;
            }
        }
    }
}

fn commonest(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| (a.rarity, a.term, &a.stem).cmp(&(b.rarity, b.term, &b.stem)));
    entries.truncate(MOST);
    entries
}

fn size(word: &str) -> usize {
    word.chars().count()
}

fn first(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(at, _)| &word[..at])
}

fn last(word: &str, letters: usize) -> &str {
    let start = size(word).saturating_sub(letters);
    word.char_indices().nth(start).map_or("", |(at, _)| &word[at..])
}

/// A word with its two middle letters swapped.
fn swapped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    letters.into_iter().collect()
}
