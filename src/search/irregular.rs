//! Dutch words whose forms follow no rule. What these tables say is stored in the index, so that
//! the browser needs none of them.

use std::collections::HashMap;

use super::dutch::{INSEPARABLE, SEPARABLE};

/// A line for each verb: infinitive, past tense in singular and plural, participle, and the third
/// person if that is irregular. Forms that are also another word are left out, such as "reden" of
/// "rijden".
const VERBS: &str = include_str!("dutch/verbs.txt");

/// A line for each noun: singular and plural.
const PLURALS: &str = include_str!("dutch/plurals.txt");

/// Nouns that look like a form of a verb: "buurt" is not a form of "buren".
const NOUNS: &str = include_str!("dutch/nouns.txt");

/// Words whose forms cannot be found by rule.
pub struct Irregular {
    /// Stem → the words it is a form of, as places in `families`.
    of_stem: HashMap<String, Vec<(Inflection, usize)>>,
    /// The stems of each word, first the one that names it.
    families: Vec<Family>,
    nouns: Vec<String>,
}

/// Which form of a word a stem is, and so which prefixes it can have.
#[derive(Clone, Copy, PartialEq)]
enum Inflection {
    /// A noun: no prefix.
    Plural,
    /// An infinitive or a finite verb: any prefix.
    Finite,
    /// A participle with "ge": a separable prefix.
    Participle,
    /// A participle without "ge": an inseparable prefix.
    Bare,
}

type Family = Vec<(Inflection, String)>;

impl Irregular {
    /// Reads the tables, given how words are stemmed.
    pub fn new(stem: impl Fn(&str) -> String) -> Self {
        let mut families: Vec<Family> = Vec::new();
        for line in VERBS.lines() {
            let mut family: Family = Vec::new();
            for (at, word) in line.split(' ').enumerate().filter(|(_, word)| *word != "-") {
                if at != 3 {
                    family.push((Inflection::Finite, stem(word)));
                } else {
                    family.push((Inflection::Participle, stem(word)));
                    let bare = word.strip_prefix("ge").map(&stem);
                    family.extend(bare.map(|bare| (Inflection::Bare, bare)));
                }
            }
            families.push(family);
        }
        for line in PLURALS.lines() {
            families.push(line.split(' ').map(|word| (Inflection::Plural, stem(word))).collect());
        }
        let mut of_stem: HashMap<String, Vec<(Inflection, usize)>> = HashMap::new();
        for (at, family) in families.iter().enumerate() {
            for (form, word) in family {
                of_stem.entry(word.clone()).or_default().push((*form, at));
            }
        }
        let nouns = NOUNS.split_whitespace().map(stem).collect();
        Self { of_stem, families, nouns }
    }

    /// Whether a stem that looks like a form of a verb is a noun, or a compound that ends in one.
    pub fn is_noun(&self, stem: &str) -> bool {
        self.nouns
            .iter()
            .any(|noun| stem.strip_suffix(noun.as_str()).is_some_and(|rest| rest.len() != 1))
    }

    /// All stems of the word that a stem is a form of, first the one that names it.
    pub fn family(&self, stem: &str) -> Option<Vec<String>> {
        let prefixes = INSEPARABLE.iter().chain(&SEPARABLE).copied();
        std::iter::once("").chain(prefixes).find_map(|prefix| {
            let found = self.of_stem.get(stem.strip_prefix(prefix)?)?;
            let (_, family) = found.iter().find(|(form, _)| goes_with(*form, prefix))?;
            let all = &self.families[*family];
            let forms = all.iter().filter(|(form, _)| goes_with(*form, prefix));
            Some(forms.map(|(_, stem)| format!("{prefix}{stem}")).collect())
        })
    }
}

fn goes_with(form: Inflection, prefix: &str) -> bool {
    match form {
        Inflection::Plural => prefix.is_empty(),
        Inflection::Finite => true,
        Inflection::Participle => !INSEPARABLE.contains(&prefix),
        Inflection::Bare => INSEPARABLE.contains(&prefix),
    }
}
