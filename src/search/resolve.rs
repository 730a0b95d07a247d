//! Finds the terms of the guide that a word of a query may mean.

use std::collections::BTreeSet;

use super::compound::{self, Dictionary};
use super::lexicon::{Term, distance};
use super::query::Word;
use super::reader::IndexReader;
use super::tuning::TUNING;
use crate::span::split_at_char;

/// What a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The names of its terms. A section must have all of them.
    pub terms: Vec<String>,
    /// How certain that is, in sixteenths.
    pub weight: u32,
}

/// A word of a query, and what it may mean.
#[derive(Debug)]
pub struct Resolved {
    /// The word.
    pub word: Word,
    /// The stem of the word.
    pub stem: String,
    /// Its rarity.
    pub rarity: u32,
    /// What it may mean.
    pub meanings: Vec<Meaning>,
    /// The stems of everything it may mean.
    pub stems: BTreeSet<String>,
    /// The stems of compounds of this word and a neighbour.
    pub joined: BTreeSet<String>,
    /// What was meant, if it has a typing error.
    pub correction: Option<String>,
}

impl Resolved {
    fn add(&mut self, term: &Term, weight: u32) {
        let is_first = self.meanings.is_empty();
        if !self.meanings.iter().any(|meaning| meaning.terms == [term.name.as_str()]) {
            self.meanings.push(Meaning { terms: vec![term.name.clone()], weight });
            self.rarity = if is_first { term.rarity } else { self.rarity.min(term.rarity) };
            self.stems.extend(term.family.iter().cloned());
        }
    }
}

impl Dictionary for IndexReader<'_> {
    type Word = (String, Term);

    fn head(&self, word: &str) -> Option<Self::Word> {
        let term = self.part_of_word(word, |stem| self.term(stem).cloned());
        Some((word.to_owned(), term?))
    }

    fn tail(&self, word: &str) -> Option<Self::Word> {
        let term = self.part_of_word(word, |stem| self.lexicon.last_part(stem));
        Some((word.to_owned(), term?))
    }
}

impl IndexReader<'_> {
    /// What a word may mean: itself, else a term that it begins, is composed of, is part of, or
    /// misspells.
    pub fn resolve(&self, word: &Word) -> Resolved {
        let mut out = Resolved {
            word: word.clone(),
            stem: self.stem(&word.form, word.capitals),
            rarity: 0,
            meanings: Vec::new(),
            stems: BTreeSet::new(),
            joined: BTreeSet::new(),
            correction: None,
        };
        self.exact(&mut out);
        let is_known = !out.meanings.is_empty();
        if is_known && out.rarity < TUNING.rare {
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

    /// A part of a compound.
    fn part_of_word(&self, word: &str, get: impl Fn(&str) -> Option<Term>) -> Option<Term> {
        if self.is_stop_word(word) {
            return None;
        }
        let stem = self.stem(word, false);
        let variants = || self.variants(word, &stem).into_iter();
        let related = || get(&self.stemmer.related(&stem)?);
        get(&stem).or_else(|| variants().find_map(|variant| get(&variant))).or_else(related)
    }

    fn exact(&self, out: &mut Resolved) {
        if let Some(term) = self.term(&out.stem) {
            out.add(term, TUNING.exact);
        }
        if let Some(term) = self.known(&out.word.form, &out.stem) {
            out.add(term, TUNING.exact);
        }
    }

    /// The commonest terms that begin with what was typed.
    fn beginnings(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        if size(&form) < TUNING.shortest_word {
            return;
        }
        let found = commonest(self.lexicon.beginning(&form).cloned().collect());
        found.iter().for_each(|term| out.add(term, TUNING.beginning));
    }

    /// All parts of a compound together, and the compound with another link.
    fn compound(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        if !self.manifest.compounds || size(&form) < TUNING.compound_from {
            return;
        }
        let Some(parts) = compound::split(&form, self) else { return };
        if let [(head, _), (tail, _)] = parts.as_slice() {
            for form in compound::joined(head, tail) {
                if let Some(term) = self.term(&self.stem(&form, false)) {
                    out.add(term, TUNING.other_link);
                }
            }
        }
        let terms = parts.iter().map(|(_, term)| term.name.clone()).collect();
        if out.meanings.is_empty() {
            out.rarity = parts.iter().map(|(_, term)| term.rarity).max().unwrap_or(1);
        }
        let is_known = !out.meanings.is_empty();
        out.meanings.push(Meaning { terms, weight: TUNING.all_parts });
        for (_, term) in &parts {
            out.stems.extend(term.family.iter().cloned());
            if !is_known {
                out.add(term, TUNING.piece);
            }
        }
    }

    /// Compounds that were written as two words, in either order: "wijk aanpak", "vergunning kap". Words of a
    /// phrase are as they are.
    pub fn neighbours(&self, words: &mut [Resolved]) {
        if !self.manifest.compounds {
            return;
        }
        for count in 2..=TUNING.joined_words {
            for at in 0..(words.len() + 1).saturating_sub(count) {
                let run = &words[at..at + count];
                let are_beside = run.windows(2).all(|w| w[0].word.at + 1 == w[1].word.at);
                let are_words = run.iter().all(|w| size(&w.word.form) >= TUNING.shortest_word);
                let is_phrase = run.iter().all(|w| w.word.quoted);
                if !are_beside || !are_words || is_phrase {
                    continue;
                }
                let found: Vec<(&Term, u32)> = forms_of_run(run)
                    .into_iter()
                    .filter_map(|(form, weight)| {
                        Some((self.term(&self.stem(&form, false))?, weight))
                    })
                    .collect();
                for word in words.iter_mut().skip(at).take(count) {
                    for &(term, weight) in &found {
                        if word.meanings.is_empty() {
                            word.rarity = TUNING.rare;
                        }
                        word.meanings.push(Meaning { terms: vec![term.name.clone()], weight });
                        word.joined.extend(term.family.iter().cloned());
                    }
                }
            }
        }
    }

    /// Terms that contain the word or differ from it by an error or two, else share an edge with
    /// it.
    fn near(&self, out: &mut Resolved) {
        let size = size(&out.word.form);
        let found = size >= TUNING.fuzzy_from
            && (self.within(out)
                || self.errors(out, 1, TUNING.one_error)
                || (size >= TUNING.begun_from && self.begun_with_error(out))
                || (size >= TUNING.two_errors_from && self.errors(out, 2, TUNING.two_errors)));
        if !found && size >= TUNING.begun_from {
            self.edges(out);
        }
    }

    /// Terms that the word begins or ends ("Netzgerät" in "Hochspannungsnetzgerät"), and a related
    /// one.
    fn within(&self, out: &mut Resolved) -> bool {
        let stem = out.stem.clone();
        if let Some(term) = self.stemmer.related(&stem).and_then(|related| self.term(&related)) {
            out.add(term, TUNING.part);
        }
        if size(&stem) >= TUNING.fuzzy_from {
            self.add_commonest(out, self.with_edge(&stem, &stem), TUNING.part);
        }
        !out.meanings.is_empty()
    }

    fn add_commonest(&self, out: &mut Resolved, terms: Vec<Term>, weight: u32) -> bool {
        let found = commonest(terms);
        found.iter().for_each(|term| out.add(term, weight));
        !found.is_empty()
    }

    /// The terms with a prefix or with a suffix.
    fn with_edge(&self, start: &str, end: &str) -> Vec<Term> {
        let mut found: Vec<Term> = self.lexicon.beginning(start).cloned().collect();
        let stems: BTreeSet<String> = found.iter().map(|term| term.stem.clone()).collect();
        found.extend(self.lexicon.ending(end).filter(|term| !stems.contains(&term.stem)));
        found
    }

    /// Terms that differ by at most `most` errors. A browser cannot load all terms, so only those
    /// are compared that share the beginning of the word or its end, one of which the errors leave
    /// intact …
    fn errors(&self, out: &mut Resolved, most: usize, weight: u32) -> bool {
        let (form, stem) = (out.word.form.clone(), out.stem.clone());
        let start = first(&form, (size(&form) / (most + 1)).max(TUNING.shared_start));
        let end = match most {
            1 => size(&stem).saturating_sub(size(start)),
            _ => size(&stem) / (most + 1),
        };
        let mut near = self.with_edge(start, last(&stem, end.max(most + 1)));
        // … unless they swap the two middle letters.
        near.extend(self.term(&self.stem(&swapped(&form), false)).cloned());
        near.retain(|term| {
            size(&term.stem) >= TUNING.shortest_stem
                && (distance(&stem, &term.stem, most) <= most
                    || distance(&form, &term.display, most) <= most)
        });
        near.sort_by(|a, b| {
            let key = |term: &Term| {
                let is_other = first(&term.stem, 1) != first(&form, 1);
                (is_other, term.rarity, term.name.clone(), term.stem.clone())
            };
            key(a).cmp(&key(b))
        });
        near.iter().take(TUNING.candidates).for_each(|term| out.add(term, weight));
        let best = near.first().and_then(|term| self.term(&term.stem));
        out.correction = best.map(|term| term.display.clone());
        !near.is_empty()
    }

    /// Longer terms that begin with the word, but for an error: "beeldschermbril" for "beelscherm".
    fn begun_with_error(&self, out: &mut Resolved) -> bool {
        let form = out.word.form.clone();
        let length = size(&form);
        let is_begun = |term: &&Term| {
            let near = |end| distance(&form, first(&term.stem, end), 1) <= 1;
            size(&term.stem) > length && (length - 1..=length + 1).any(near)
        };
        let start = first(&form, length / 2);
        let found = self.lexicon.beginning(start).filter(is_begun).cloned().collect();
        self.add_commonest(out, found, TUNING.two_errors)
    }

    /// The terms that share the longest beginning with the word, and those that share the longest
    /// end.
    fn edges(&self, out: &mut Resolved) {
        let form = out.word.form.clone();
        let size = size(&form);
        for end in (size.div_ceil(2).max(TUNING.fuzzy_from)..size).rev() {
            let found = self.lexicon.beginning(first(&form, end)).cloned().collect();
            if self.add_commonest(out, found, TUNING.piece) {
                break;
            }
        }
        for length in (TUNING.fuzzy_from..=size.saturating_sub(TUNING.shortest_part))
            .rev()
            .filter(|_| self.manifest.compounds)
        {
            let end = last(&form, length);
            let stem = self.stem(end, false);
            if let Some((_, tail)) = self.tail(end) {
                return out.add(&tail, TUNING.piece);
            }
            if self::size(&stem) >= TUNING.tail_from
                && self.add_commonest(out, self.lexicon.ending(&stem).collect(), TUNING.piece)
            {
                return;
            }
        }
    }
}

/// The compounds that neighbouring words may make, with their weights: in their order, and two also
/// in the other.
fn forms_of_run(run: &[Resolved]) -> Vec<(String, u32)> {
    let first = run.first().map_or("", |word| word.word.form.as_str());
    let mut forms = vec![first.to_owned()];
    for word in run.iter().skip(1) {
        let tail = &word.word.form;
        forms = forms.iter().flat_map(|head| compound::joined(head, tail)).collect();
    }
    let mut forms: Vec<_> = forms.into_iter().map(|form| (form, TUNING.neighbours)).collect();
    if let [head, tail] = run {
        let (stem, head, tail) = (&head.stem, &head.word.form, &tail.word.form);
        forms.push((format!("{stem}{tail}"), TUNING.neighbours));
        forms.extend(compound::joined(tail, head).map(|form| (form, TUNING.swapped_neighbours)));
    }
    forms
}

fn commonest(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by(|a, b| (a.rarity, &a.name, &a.stem).cmp(&(b.rarity, &b.name, &b.stem)));
    terms.truncate(TUNING.candidates);
    terms
}

fn size(word: &str) -> usize {
    word.chars().count()
}

fn first(word: &str, letters: usize) -> &str {
    split_at_char(word, letters).0
}

fn last(word: &str, letters: usize) -> &str {
    split_at_char(word, size(word).saturating_sub(letters)).1
}

/// A word with its two middle letters swapped.
fn swapped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    letters.into_iter().collect()
}
