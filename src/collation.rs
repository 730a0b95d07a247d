//! Alphabetical order as readers of a language know it, with numbers in their natural order.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// Compares texts of one language.
pub struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// The order of a language by its BCP 47 tag; an unknown one gets the root rules of Unicode.
    pub fn new(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(
            Collator::try_new(preferences, CollatorOptions::default())
                .or_else(|_| {
                    Collator::try_new(CollatorPreferences::default(), CollatorOptions::default())
                })
                .expect("the root collation is compiled in"),
        )
    }

    /// The order of two texts.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b)
    }

    /// The letter a register files a text under: its first letter without marks, else `#`.
    pub fn initial(text: &str) -> char {
        let Some(first) = text.chars().find(|c| c.is_alphanumeric()) else {
            return '#';
        };
        let folded = slug::slugify(first.to_string());
        match folded.chars().next() {
            Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase(),
            _ if first.is_alphabetic() => first.to_uppercase().next().unwrap_or(first),
            _ => '#',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_as_a_reader_would() {
        let collation = Collation::new("nl");
        let mut words = ["zorg", "Élan", "stap 10", "De wijk", "eland", "stap 9", "\"aan\""];
        words.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(words, ["\"aan\"", "De wijk", "Élan", "eland", "stap 9", "stap 10", "zorg"]);
    }

    #[test]
    fn files_under_plain_letters() {
        assert_eq!(Collation::initial("Élan"), 'E');
        assert_eq!(Collation::initial("“Beroepsversnellers”"), 'B');
        assert_eq!(Collation::initial("40 wijken"), '#');
        assert_eq!(Collation::initial("…"), '#');
    }
}
