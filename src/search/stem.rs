//! Stems words in the language of the guide.

use rust_stemmers::{Algorithm, Stemmer as Snowball};

use super::dutch;
use super::irregular::Irregular;
use super::tuning::TUNING;

/// Stems the words of one language.
pub struct Stemmer {
    snowball: Option<Snowball>,
    dutch: bool,
}

impl Stemmer {
    /// The stemmer of a language. Words of a language that has none are their own stem.
    pub fn new(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        Self { snowball: algorithm(language).map(Snowball::create), dutch: language == "nl" }
    }

    /// The stemmer of queries. The browser has one for Dutch only; for other languages the index
    /// has [`super::endings`].
    pub fn of_queries(language: &str) -> Self {
        let this = Self::new(language);
        if this.dutch { this } else { Self { snowball: None, dutch: false } }
    }

    /// Whether the words of queries are stemmed.
    pub fn stems_queries(&self) -> bool {
        self.dutch
    }

    /// What can come before "ge" in a participle.
    pub fn prefixes(&self) -> &'static [&'static str] {
        if self.dutch { &dutch::SEPARABLE } else { &[] }
    }

    /// The stem of a folded word.
    pub fn stem(&self, form: &str) -> String {
        match &self.snowball {
            // A word in another script is not Dutch.
            Some(snowball) if !starts_with_digit(form) && (form.is_ascii() || !self.dutch) => {
                let stem = |word: &str| snowball.stem(word).into_owned();
                if self.dutch { dutch::stem(form, stem) } else { stem(form) }
            }
            _ => form.to_owned(),
        }
    }

    /// Stems of which this one may be an inflection that Snowball does not know, likeliest first.
    /// Only those that the guide has are meant.
    pub fn variants(&self, stem: &str) -> Vec<String> {
        let mut out = Vec::new();
        for root in self.dutch.then(|| dutch::roots(stem)).into_iter().flatten() {
            let variant = self.stem(&root);
            if variant.len() >= TUNING.shortest_stem && variant != stem && !out.contains(&variant) {
                out.push(variant);
            }
        }
        out
    }

    /// The stem of a related word.
    pub fn related(&self, stem: &str) -> Option<String> {
        let verb = self.dutch.then(|| dutch::verb_of_noun(stem)).flatten()?;
        Some(self.stem(verb))
    }

    /// The words whose forms follow no rule.
    pub fn irregular(&self) -> Option<Irregular> {
        self.dutch.then(|| Irregular::new(|word| self.stem(word)))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is_variant(of: &str, word: &str) -> bool {
        let dutch = Stemmer::new("nl");
        let stem = dutch.stem(word);
        stem == dutch.stem(of) || dutch.variants(&stem).contains(&dutch.stem(of))
    }

    #[test]
    fn inflections_lead_to_their_word() {
        for (word, of) in [
            ("plannen", "plan"),
            ("huizen", "huis"),
            ("brieven", "brief"),
            ("schrijft", "schrijven"),
            ("corporaties", "corporatie"),
            ("ideeen", "idee"),
            ("bureaus", "bureau"),
            ("huisje", "huis"),
            ("wijkjes", "wijk"),
            ("tuintje", "tuin"),
            ("boompjes", "boom"),
            ("bloemetje", "bloem"),
            ("woninkje", "woning"),
            ("bewaart", "bewaren"),
            ("bewaarde", "bewaren"),
            ("woonden", "wonen"),
            ("gewerkt", "werken"),
            ("gepest", "pesten"),
            ("opgestart", "opstarten"),
            ("fietsen", "fiets"),
            ("kansen", "kans"),
            ("grenzen", "grens"),
            ("aangevraagd", "aanvragen"),
        ] {
            assert!(is_variant(of, word), "{word} of {of}");
        }
        for noun in ["wijkbudget", "klacht", "klimaat", "wet"] {
            let dutch = Stemmer::new("nl");
            assert!(dutch.variants(&dutch.stem(noun)).is_empty(), "{noun}");
        }
    }

    /// Words with their stems, the words they may be inflections of and a related one. The engine
    /// in the browser is asked for the same in `tests/browser/search.spec.ts`.
    #[test]
    fn words_have_the_stems_that_the_browser_finds_too() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/stems.txt");
        let known = std::fs::read_to_string(path).unwrap();
        let dutch = Stemmer::of_queries("nl");
        let line = |word: &str| {
            let stem = dutch.stem(word);
            let (variants, related) = (dutch.variants(&stem), dutch.related(&stem));
            let related = related.unwrap_or_default();
            format!("{word} {stem} [{}] {related}", variants.join(" ")).trim_end().to_owned() + "\n"
        };
        let words = known.lines().filter_map(|line| line.split(' ').next());
        let found: String = words.map(line).collect();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            return std::fs::write(path, &found).unwrap();
        }
        similar_asserts::assert_eq!(known, found);
    }

    #[test]
    fn irregular_words_have_families() {
        let dutch = Stemmer::new("nl");
        let irregular = dutch.irregular().unwrap();
        for (one, other) in [
            ("stad", "steden"),
            ("museum", "musea"),
            ("schrijven", "geschreven"),
            ("beschrijven", "beschreven"),
            ("omschreef", "omschrijven"),
            ("meegenomen", "meenemen"),
            ("besloten", "besluiten"),
        ] {
            let family = irregular.family(&dutch.stem(one));
            assert!(family.unwrap_or_default().contains(&dutch.stem(other)), "{one} {other}");
        }
        assert_eq!(irregular.family("vergunn"), None);
    }
}
