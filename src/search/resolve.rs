//! A word of a query → the terms of the guide it may mean.

use super::compound;
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
    /// Where it was taken for an error, what was meant.
    pub correction: Option<String>,
}

impl Resolved {
    fn add(&mut self, entry: &Entry, weight: u32) {
        let is_first = self.meanings.is_empty();
        if !self.meanings.iter().any(|meaning| meaning.terms == [entry.term]) {
            self.meanings.push(Meaning { terms: vec![entry.term], weight });
            self.rarity = if is_first { entry.rarity } else { self.rarity.min(entry.rarity) };
        }
    }
}

impl Engine<'_> {
    /// What a word may mean: the word itself; else what it begins, what it is composed of, what
    /// it is part of, or what it is an error for.
    pub(super) fn resolve(&self, word: &Word) -> Resolved {
        let stem = self.stem(&word.form, word.capitals);
        let (rarity, meanings) = (0, Vec::new());
        let mut out = Resolved { word: word.clone(), stem, rarity, meanings, correction: None };
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

    /// A word of the guide, as it is or by its stem.
    pub(super) fn known(&self, form: &str, stem: &str) -> Option<Entry> {
        self.entry(form)
            .or_else(|| self.entry(stem))
            .or_else(|| self.stemmer.variants(stem).iter().find_map(|variant| self.entry(variant)))
    }

    fn exact(&self, out: &mut Resolved) {
        if let Some(entry) = self.entry(&out.stem) {
            out.add(&entry, EXACT);
        }
        if let Some(entry) = self.known(&out.word.form, &out.stem) {
            out.add(&entry, EXACT);
        }
    }

    /// The commonest words that begin with what was typed, and the longest that it begins with.
    fn beginnings(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        let size = form.chars().count();
        if size < 2 {
            return;
        }
        let lexicon = self.lexicon_of(&form);
        let mut found: Vec<&Entry> =
            lexicon.entries.iter().filter(|entry| entry.stem.starts_with(&form)).collect();
        found.sort_by_key(|entry| (entry.rarity, entry.term));
        found.iter().take(MOST).for_each(|entry| out.add(entry, BEGINNING));
        let begun = lexicon.entries.iter().filter(|entry| {
            let length = entry.stem.chars().count();
            length >= 4 && length + 4 >= size && form.starts_with(&entry.stem)
        });
        if let Some(entry) = begun.max_by_key(|entry| entry.stem.len()).filter(|_| found.is_empty())
        {
            out.add(entry, BEGINNING);
        }
    }

    /// Sections that have all parts of a compound, and the compound linked in another way.
    fn compound(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        if !self.manifest.compounds || form.chars().count() < 7 {
            return;
        }
        let known = |part: &str| {
            if self.is_stop_word(part) {
                return None;
            }
            let entry = self.entry(&self.stem(part, false))?;
            Some((part.to_owned(), entry))
        };
        let Some(parts) = compound::split(&form, &known) else { return };
        if let [(head, _), (tail, _)] = parts.as_slice() {
            for form in compound::joined(head, tail) {
                if let Some(entry) = self.entry(&self.stem(&form, false)) {
                    out.add(&entry, OTHER_LINK);
                }
            }
        }
        let terms: Vec<u32> = parts.iter().map(|(_, entry)| entry.term).collect();
        if out.meanings.is_empty() {
            out.rarity = parts.iter().map(|(_, entry)| entry.rarity).max().unwrap_or(1);
        }
        let is_known = !out.meanings.is_empty();
        out.meanings.push(Meaning { terms, weight: ALL_PARTS });
        if !is_known {
            parts.iter().for_each(|(_, entry)| out.add(entry, PIECE));
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
            let forms: Vec<String> = forms.collect();
            let found = forms.iter().filter_map(|form| self.entry(&self.stem(form, false)));
            let meanings: Vec<Meaning> = found
                .map(|entry| Meaning { terms: vec![entry.term], weight: NEIGHBOURS })
                .collect();
            for word in &mut words[at - 1..=at] {
                if word.meanings.is_empty() {
                    word.rarity = RARE;
                }
                word.meanings.extend(meanings.clone());
            }
        }
    }

    /// Words that differ by an error, or have the word within them. Most errors leave the first
    /// letter as it is; only where that finds nothing is the whole vocabulary loaded.
    fn near(&self, out: &mut Resolved) {
        let size = out.word.form.chars().count();
        let first = self.lexicon_of(&out.word.form);
        if size < 4 || self.errors(out, &first.entries, 1, ONE_ERROR) {
            return;
        }
        let all: Vec<Entry> =
            self.letters().flat_map(|letter| self.lexicon(letter).entries.clone()).collect();
        if self.within(out, &all) || self.errors(out, &all, 1, ONE_ERROR) || size < 8 {
            return;
        }
        if !self.errors(out, &all, 2, TWO_ERRORS) && self.manifest.compounds {
            self.pieces(out, &all);
        }
    }

    /// The longest known word that an unknown compound begins or ends with, and words that have
    /// the rest of it within them.
    fn pieces(&self, out: &mut Resolved, entries: &[Entry]) {
        let form = out.word.form.clone();
        let at: Vec<usize> = form.char_indices().map(|(at, _)| at).collect();
        let ends = (5..at.len().saturating_sub(2)).rev();
        let head = ends.map(|end| at[end]).find_map(|end| Some((end, self.word(&form[..end])?)));
        let mut tails = (3..at.len().saturating_sub(4)).map(|start| &form[at[start]..]);
        let tail = tails.find_map(|tail| self.word(tail));
        if let Some((end, head)) = &head {
            out.add(head, PIECE);
            if tail.is_none() && form[*end..].chars().count() >= 5 {
                let stem = self.stem(&form[*end..], false);
                self.containing(out, entries, &stem, PIECE);
            }
        }
        if let Some(tail) = tail {
            out.add(&tail, PIECE);
        }
    }

    fn word(&self, form: &str) -> Option<Entry> {
        if self.is_stop_word(form) { None } else { self.entry(&self.stem(form, false)) }
    }

    fn errors(&self, out: &mut Resolved, entries: &[Entry], most: usize, weight: u32) -> bool {
        let (form, stem) = (out.word.form.clone(), out.stem.clone());
        let is_near = |entry: &&Entry| {
            entry.stem.len() >= 3
                && (distance(&stem, &entry.stem, most) <= most
                    || distance(&form, &entry.display, most) <= most)
        };
        let mut found: Vec<&Entry> = entries.iter().filter(is_near).collect();
        found.sort_by_key(|entry| (entry.rarity, entry.term));
        found.iter().take(MOST).for_each(|entry| out.add(entry, weight));
        out.correction = found.first().map(|entry| entry.display.clone());
        !found.is_empty()
    }

    /// "Netzgerät" in "Hochspannungsnetzgerät", of which the guide knows no other part.
    fn within(&self, out: &mut Resolved, entries: &[Entry]) -> bool {
        let stem = out.stem.clone();
        self.containing(out, entries, &stem, PART)
    }

    fn containing(&self, out: &mut Resolved, entries: &[Entry], part: &str, weight: u32) -> bool {
        let mut found: Vec<&Entry> =
            entries.iter().filter(|entry| entry.stem.contains(part)).collect();
        found.sort_by_key(|entry| (entry.rarity, entry.term));
        found.iter().take(MOST).for_each(|entry| out.add(entry, weight));
        !found.is_empty()
    }
}
