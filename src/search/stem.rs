//! Words → stems, for the language of the guide.

use rust_stemmers::{Algorithm, Stemmer as Snowball};

use super::dutch;

/// The stems of one language.
pub struct Stemmer {
    snowball: Option<Snowball>,
    dutch: bool,
}

impl Stemmer {
    /// The stemmer of a language; words of a language without one are taken as they are.
    pub fn new(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        Self { snowball: algorithm(language).map(Snowball::create), dutch: language == "nl" }
    }

    /// The stemmer for queries. The browser has one for Dutch only; for other languages the index
    /// has the endings of the guide's own words, see [`super::endings`].
    pub fn of_queries(language: &str) -> Self {
        let this = Self::new(language);
        if this.dutch { this } else { Self { snowball: None, dutch: false } }
    }

    /// Whether queries have their words stemmed.
    pub fn stems_queries(&self) -> bool {
        self.dutch
    }

    /// The stem of a folded word.
    pub fn stem(&self, form: &str) -> String {
        match &self.snowball {
            Some(snowball) if !starts_with_digit(form) => {
                let stem = |word: &str| snowball.stem(word).into_owned();
                if self.dutch { dutch::stem(form, &stem) } else { stem(form) }
            }
            _ => form.to_owned(),
        }
    }

    /// Stems of which this one may be an inflection that Snowball leaves alone, the likeliest
    /// first. Only one the guide knows is meant.
    pub fn variants(&self, stem: &str) -> Vec<String> {
        if self.dutch { dutch::variants(self, stem) } else { Vec::new() }
    }

    /// A stem that is akin to this one.
    pub fn akin(&self, stem: &str) -> Option<String> {
        if self.dutch { dutch::verb_of_noun(self, stem) } else { None }
    }

    /// The words whose forms cannot be found by rule.
    pub fn irregular(&self) -> Option<dutch::Irregular> {
        self.dutch.then(|| dutch::Irregular::new(self))
    }
}

fn starts_with_digit(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
