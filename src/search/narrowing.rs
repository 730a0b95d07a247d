//! Which sections may be found at all: filters, exact phrases and exclusions.

use super::codec::Reader;
use super::engine::{Engine, Options};
use super::files::Filters;
use super::pairs;
use super::query::Query;

/// Of a phrase so many pairs of words are looked up; the rest is seen in the text.
const PAIRS: usize = 2;

/// The sections that may be found.
pub struct Narrowing {
    /// For every section, whether it may be found.
    pub allowed: Vec<bool>,
    /// Whether all may.
    pub is_open: bool,
}

impl Narrowing {
    /// Whether a section may be found.
    pub fn allows(&self, section: usize) -> bool {
        self.allowed.get(section).copied().unwrap_or_default()
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

impl Engine<'_> {
    /// The sections that a query and its options leave.
    pub(super) fn narrowing(&self, query: &Query, options: &Options) -> Narrowing {
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
                    let Some(entry) = self.known(form, &self.stem(form, false)) else { continue };
                    out.drop(
                        self.postings(entry.term, true).into_iter().map(|(section, _)| section),
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
            let sections = filters.themes.get(theme).map_or("", String::as_str);
            out.keep(Reader(sections.as_bytes()).ascending());
        }
        if options.lessons {
            out.keep(Reader(filters.lessons.as_bytes()).ascending());
        }
    }

    fn part(&self, filters: &Filters, part: usize) -> std::ops::Range<u32> {
        let section = |part: usize, other: u32| {
            let chapter = filters.parts.get(part).map(|(_, chapter)| *chapter as usize);
            chapter.and_then(|chapter| self.firsts.get(chapter)).copied().unwrap_or(other)
        };
        section(part, 0)..section(part + 1, self.section_count() as u32)
    }

    /// The sections in which a phrase may stand; nothing where that is seen in the text only.
    fn with_phrase(&self, phrase: &[String]) -> Option<Vec<u32>> {
        let mut hashes: Vec<(usize, u32)> = phrase
            .windows(2)
            .map(|pair| {
                let common = pair.iter().filter(|form| self.is_stop_word(form)).count();
                (common, pairs::hash_of(&pair[0], &pair[1]))
            })
            .collect();
        hashes.sort_by_key(|&(common, _)| common);
        if let [form] = phrase {
            // Where most who write the word write this form, reading is soon done.
            match self.known(form, &self.stem(form, false)) {
                None => return Some(Vec::new()),
                Some(entry) if entry.display == *form => return None,
                Some(_) => {}
            }
            hashes.push((0, pairs::hash(form)));
        }
        let mut lists = hashes.iter().take(PAIRS).map(|&(_, hash)| self.with_pair(hash));
        let first = lists.next()?;
        Some(lists.fold(first, |all, list| {
            all.into_iter().filter(|section| list.binary_search(section).is_ok()).collect()
        }))
    }

    /// The sections that have a pair.
    fn with_pair(&self, hash: u32) -> Vec<u32> {
        let list =
            self.list("b", &self.pairs, pairs::list(hash, self.manifest.lists.max(1)) as u32);
        let marked = list.into_iter().filter(|&(_, mark)| mark == pairs::mark(hash));
        marked.map(|(section, _)| section).collect()
    }
}
