//! Endings, for languages whose queries are not stemmed. What the stemmer does to the words of the
//! guide shows what it would do to those of a query.

use std::collections::HashMap;

use super::stem::Stemmer;
use super::tuning::TUNING;

/// The maximum number of endings in an index.
const MOST_ENDINGS: usize = 48;

/// An ending, and what the stem has instead.
pub type Ending = (String, String);

/// Common words in all their forms, which a small guide may not have.
fn examples(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("en") => include_str!("endings/en.txt"),
        _ => "",
    }
}

/// The endings of forms with their stems, commonest first.
pub fn learn<'a>(
    forms: impl Iterator<Item = (&'a str, &'a str)>,
    stemmer: &Stemmer,
    language: &str,
) -> Vec<Ending> {
    let mut counts: HashMap<Ending, usize> = HashMap::new();
    let mut count = |form: &str, stem: &str| {
        if let Some(ending) = ending(form, stem) {
            *counts.entry(ending).or_default() += 1;
        }
    };
    forms.for_each(|(form, stem)| count(form, stem));
    examples(language).split_whitespace().for_each(|form| count(form, &stemmer.stem(form)));
    let mut endings: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    endings.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    endings.into_iter().take(MOST_ENDINGS).map(|(ending, _)| ending).collect()
}

fn ending(form: &str, stem: &str) -> Option<Ending> {
    if form == stem || !form.is_ascii() || !stem.is_ascii() {
        return None;
    }
    let shared = form.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
    let (ending, instead) = (form.get(shared..)?, stem.get(shared..)?);
    (shared >= 2).then(|| (ending.to_owned(), instead.to_owned()))
}

/// A form without its ending, or without its last two, likeliest first.
pub fn variants(endings: &[Ending], form: &str) -> Vec<String> {
    let once = without_ending(endings, form);
    let twice: Vec<String> = once.iter().flat_map(|form| without_ending(endings, form)).collect();
    once.into_iter().chain(twice).collect()
}

fn without_ending(endings: &[Ending], form: &str) -> Vec<String> {
    let without = |(ending, instead): &Ending| {
        let root = form.strip_suffix(ending.as_str())?;
        (root.chars().count() >= TUNING.shortest_stem).then(|| format!("{root}{instead}"))
    };
    endings.iter().filter_map(without).collect()
}
