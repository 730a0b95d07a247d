//! Words → stems, for the language of the guide.

use rust_stemmers::{Algorithm, Stemmer as Snowball};

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

    /// The stemmer for queries. The browser has one for Dutch only; in other languages the index
    /// knows all forms of the guide, so that queries need none.
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
            Some(snowball) if !starts_with_digit(form) => snowball.stem(form).into_owned(),
            _ => form.to_owned(),
        }
    }

    /// Stems of which this one may be an inflection that Snowball leaves alone, the likeliest
    /// first: "bewaart" and "gewerkt" keep their t. Only a stem the guide knows is meant.
    pub fn variants(&self, stem: &str) -> Vec<String> {
        let mut out = Vec::new();
        if !self.dutch {
            return out;
        }
        // Snowball leaves a plural alone whose word ends in a vowel: functies, ideeën.
        let plural = stem.strip_suffix('s').filter(|root| root.ends_with('e'));
        let plural = plural.or_else(|| stem.strip_suffix("en").filter(|root| root.ends_with('e')));
        if let Some(root) = plural.filter(|root| root.len() >= 4) {
            out.push(self.stem(root));
            return out;
        }
        let prefixed =
            ["ge", "be", "ver", "ont", "her"].iter().any(|prefix| stem.starts_with(prefix));
        let ending = stem.strip_suffix('t');
        let ending = ending.or_else(|| stem.strip_suffix('d').filter(|_| prefixed));
        let Some(root) = ending.filter(|root| root.len() >= 4) else {
            return out;
        };
        out.push(self.stem(root));
        if let Some(root) = root.strip_prefix("ge").filter(|root| root.len() >= 4) {
            out.push(self.stem(root));
        }
        out.retain(|variant| variant.len() >= 3 && variant != stem);
        out
    }

    /// Stems that mean the same word.
    pub fn irregular(&self) -> &'static [(&'static str, &'static str)] {
        if self.dutch { DUTCH_IRREGULAR } else { &[] }
    }
}

fn starts_with_digit(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
}

/// Plurals that change their vowel or have an ending of their own, as stems.
const DUTCH_IRREGULAR: &[(&str, &str)] = &[
    ("stad", "sted"),
    ("kind", "kinder"),
    ("lid", "led"),
    ("schip", "schep"),
    ("smid", "smed"),
    ("ei", "eier"),
    ("blad", "blader"),
    ("rund", "runder"),
    ("lied", "lieder"),
    ("gemoed", "gemoeder"),
    ("goed", "goeder"),
    ("volk", "volker"),
    ("koe", "koei"),
    ("vlo", "vlooi"),
    ("museum", "musea"),
    ("centrum", "centra"),
    ("criterium", "criteria"),
    ("medium", "media"),
    ("forum", "fora"),
    ("technicus", "technici"),
    ("politicus", "politici"),
    ("medicus", "medici"),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stems_of_the_table_are_stems() {
        let dutch = Stemmer::new("nl");
        for (one, many) in [
            ("stad", "steden"),
            ("kind", "kinderen"),
            ("lid", "leden"),
            ("schip", "schepen"),
            ("ei", "eieren"),
            ("blad", "bladeren"),
            ("koe", "koeien"),
            ("museum", "musea"),
            ("criterium", "criteria"),
            ("politicus", "politici"),
        ] {
            let stems = (dutch.stem(one), dutch.stem(many));
            assert!(
                dutch.irregular().contains(&(stems.0.as_str(), stems.1.as_str())),
                "{one} {many} {stems:?}"
            );
        }
    }

    #[test]
    fn plurals_after_a_vowel_are_known() {
        let dutch = Stemmer::new("nl");
        for (one, many) in [("corporatie", "corporaties"), ("idee", "ideeen")] {
            assert_eq!(dutch.variants(&dutch.stem(many)), [dutch.stem(one)]);
        }
    }

    #[test]
    fn verbs_lose_their_endings() {
        let dutch = Stemmer::new("nl");
        assert_eq!(dutch.variants(&dutch.stem("bewaart"))[0], dutch.stem("bewaren"));
        assert!(dutch.variants(&dutch.stem("gewerkt")).contains(&dutch.stem("werken")));
        assert!(dutch.variants(&dutch.stem("wet")).is_empty());
    }
}
