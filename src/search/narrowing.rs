//! Narrows the sections that may be found: by filters, exact phrases and exclusions.

use std::ops::Range;

use super::bigrams;
use super::codec::Cursor;
use super::manifest::Filters;
use super::query::Query;
use super::reader::IndexReader;
use super::tuning::TUNING;

/// What results are narrowed to.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// At most this many chapters.
    pub limit: usize,
    /// Only this part, from 0 in [`Filters::parts`].
    pub part: Option<usize>,
    /// Only sections with this theme.
    pub theme: Option<String>,
    /// Only lessons.
    pub lessons: bool,
}

/// The sections that may be found.
pub struct Narrowing {
    /// Whether each section may be found.
    pub allowed: Vec<bool>,
    /// Whether all sections may be found.
    pub is_open: bool,
}

impl Narrowing {
    /// Whether a section may be found.
    pub fn allows(&self, section: usize) -> bool {
        self.allowed.get(section).copied().unwrap_or_default()
    }

    /// How many sections may be found.
    pub fn count(&self) -> usize {
        self.allowed.iter().filter(|allowed| **allowed).count()
    }

    fn keep(&mut self, sections: impl IntoIterator<Item = u32>) {
        let mut kept = vec![false; self.allowed.len()];
        sections.into_iter().for_each(|at| set(&mut kept, at, true));
        self.allowed.iter_mut().zip(kept).for_each(|(allowed, kept)| *allowed &= kept);
        self.is_open = false;
    }

    fn drop(&mut self, sections: impl IntoIterator<Item = u32>) {
        sections.into_iter().for_each(|at| set(&mut self.allowed, at, false));
        self.is_open = false;
    }
}

fn set(all: &mut [bool], at: u32, value: bool) {
    if let Some(one) = all.get_mut(at as usize) {
        *one = value;
    }
}

impl IndexReader<'_> {
    /// The sections that a query and its options leave.
    pub fn narrowing(&self, query: &Query, options: &Options) -> Narrowing {
        let mut out = Narrowing { allowed: vec![true; self.section_count()], is_open: true };
        if options.part.is_some() || options.theme.is_some() || options.lessons {
            self.filter(&mut out, options);
        }
        for sections in query.phrases.iter().filter_map(|phrase| self.with_phrase(phrase)) {
            out.keep(sections);
        }
        for phrase in &query.without {
            match phrase.as_slice() {
                [form] => {
                    let Some(term) = self.known(form, &self.stem(form, false)) else { continue };
                    out.drop(
                        self.postings(&term.name, true).into_iter().map(|(section, _)| section),
                    );
                }
                _ => out.drop(self.with_phrase(phrase).unwrap_or_default()),
            }
        }
        out
    }

    fn filter(&self, out: &mut Narrowing, options: &Options) {
        let filters = self.filters();
        if let Some(part) = options.part {
            out.keep(self.part(&filters, part));
        }
        if let Some(theme) = &options.theme {
            let sections = filters.themes.iter().find(|(name, _)| name == theme);
            out.keep(Cursor(sections.map_or("", |(_, of)| of).as_bytes()).ascending());
        }
        if options.lessons {
            out.keep(Cursor(filters.lessons.as_bytes()).ascending());
        }
    }

    fn part(&self, filters: &Filters, part: usize) -> Range<u32> {
        let Some(&(_, start, end)) = filters.parts.get(part) else { return 0..0 };
        let last = (end as usize).saturating_sub(1);
        self.sections(start as usize).start as u32..self.sections(last).end as u32
    }

    /// The sections that may contain a phrase; `None` if only their text can tell.
    fn with_phrase(&self, phrase: &[String]) -> Option<Vec<u32>> {
        let words = phrase.iter().map(|form| bigrams::Word::new(form, self.is_stop_word(form)));
        let mut hashes = bigrams::of(words);
        hashes.sort_by_key(|&(common, _)| common);
        if let [form] = phrase {
            // If this is the commonest form of its term, most sections with the term have it.
            match self.known(form, &self.stem(form, false)) {
                None => return Some(Vec::new()),
                Some(term) if term.display == *form => return None,
                Some(_) => {}
            }
            hashes.push((0, bigrams::hash(form)));
        }
        let mut lists = hashes.iter().map(|&(_, hash)| self.with_bigram(hash));
        let mut all = lists.next()?;
        // Few sections are read sooner than further bigrams.
        while all.len() > TUNING.few
            && let Some(list) = lists.next()
        {
            all.retain(|section| list.binary_search(section).is_ok());
        }
        Some(all)
    }

    /// The sections that contain a bigram.
    fn with_bigram(&self, hash: u32) -> Vec<u32> {
        let list = self.bigrams(self.manifest.bigrams.of(hash));
        let marked = list.into_iter().filter(|&(_, mark)| mark == bigrams::mark(hash));
        marked.map(|(section, _)| section).collect()
    }
}
