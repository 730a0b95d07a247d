//! The strings of a theme in the language of the guide.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::files::in_folder;
use super::{Files, not_utf8};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::paths::AnyPath;

/// The strings of one language, by key.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Strings(Arc<BTreeMap<String, String>>);

impl Strings {
    /// Reads `strings/<language>.toml`; for `nl-BE`, that of `nl` if it has none.
    pub(super) fn load(
        files: &Files,
        language: &str,
        book_toml: &Arc<Text>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let of = |language| {
            let folder = AnyPath::base().child("strings");
            files.get(&folder.child(&format!("{language}.toml")))
        };
        let Some(file) = of(language).or_else(|| of(primary)) else {
            let place = book_toml.find(&format!("\"{language}\""));
            diagnostics.push(no_such_language(files, language).at(book_toml, place));
            return Self::default();
        };
        let Ok(content) = std::str::from_utf8(&file.bytes) else {
            diagnostics.push(not_utf8(file));
            return Self::default();
        };
        match toml::from_str::<BTreeMap<String, String>>(content) {
            Ok(mut strings) => {
                complete(&mut strings, primary);
                Self(Arc::new(strings))
            }
            Err(error) => {
                let text = Text::new(&file.shown, content);
                let span = text.span(error.span().unwrap_or_default());
                diagnostics.push(
                    Diagnostic::error(message!("theme-strings-unreadable"))
                        .at(&text, span)
                        .help(message!("theme-strings-unreadable", "help")),
                );
                Self::default()
            }
        }
    }

    /// A string, or its key if there is none, so that the lack is visible.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// A string in which values replace `{name}`.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = self.get(key).to_owned();
        for (name, value) in values {
            filled = put(&filled, name, value);
        }
        filled
    }

    /// How large a file is, for readers: "412 kB", "1,2 MB".
    pub fn size(&self, bytes: u64) -> String {
        const KILO: u64 = 1000;
        match bytes {
            ..1_000_000 => format!("{} kB", bytes.div_ceil(KILO)),
            _ => {
                let tenths = (bytes + 50 * KILO) / (100 * KILO);
                format!("{}{}{} MB", tenths / 10, self.get("decimal_mark"), tenths % 10)
            }
        }
    }

    /// A date such as 2026-11-24, written in the language.
    pub fn date(&self, date: &str) -> String {
        let Ok(date) = date.parse::<jiff::civil::Date>() else {
            return date.to_owned();
        };
        let month = self.get("months").split(' ').nth(usize::from(date.month().unsigned_abs()) - 1);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let values = [("day", day.as_str()), ("month", month.unwrap_or_default()), ("year", &year)];
        self.fill("date", &values)
    }
}

/// A string in which a value replaces `{name}`.
pub(super) fn put(pattern: &str, name: &str, value: &str) -> String {
    pattern.replace(&format!("{{{name}}}"), value)
}

/// Adds the strings of the built-in theme that a guide's own strings lack.
fn complete(strings: &mut BTreeMap<String, String>, language: &str) {
    for language in [language, "en"] {
        for (key, text) in of_built_in(language) {
            strings.entry(key).or_insert(text);
        }
    }
}

/// The strings of the built-in theme in a language; none if it has none in that language.
pub(super) fn of_built_in(language: &str) -> BTreeMap<String, String> {
    super::files::BuiltIn::get(&format!("strings/{language}.toml"))
        .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
        .and_then(|content| toml::from_str(&content).ok())
        .unwrap_or_default()
}

fn no_such_language(files: &Files, language: &str) -> Diagnostic {
    let known = in_folder(files, "strings").filter(|(path, _)| path.extension() == Some("toml"));
    let known: Vec<String> = known.map(|(path, _)| path.stem().to_owned()).collect();
    Diagnostic::error(message!("theme-lacks-language", language = language)).help(message!(
        "theme-lacks-language",
        "help",
        language = language,
        known = known.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: &str) -> BTreeMap<String, String> {
        let file = super::super::files::BuiltIn::get(&format!("strings/{language}.toml")).unwrap();
        toml::from_str(std::str::from_utf8(&file.data).unwrap()).unwrap()
    }

    #[test]
    fn every_language_has_every_string() {
        let nl: Vec<_> = keys("nl").into_keys().collect();
        let en: Vec<_> = keys("en").into_keys().collect();
        assert_eq!(nl, en);
    }

    #[test]
    fn translations_fill_in_the_same_values() {
        let (nl, en) = (keys("nl"), keys("en"));
        let holes = |text: &str| {
            let mut holes: Vec<_> = text
                .split('{')
                .skip(1)
                .filter_map(|t| Some(t.split_once('}')?.0.to_owned()))
                .collect();
            holes.sort();
            holes
        };
        for (key, text) in &nl {
            assert_eq!(holes(text), holes(&en[key]), "{key}");
        }
    }

    #[test]
    fn sizes_are_rounded() {
        let strings = Strings(Arc::new(keys("nl")));
        assert_eq!(strings.size(1), "1 kB");
        assert_eq!(strings.size(411_501), "412 kB");
        assert_eq!(strings.size(1_249_999), "1,2 MB");
        assert_eq!(strings.size(9_960_000), "10,0 MB");
    }

    #[test]
    fn dates_are_written_out() {
        let strings = |language| Strings(Arc::new(keys(language)));
        assert_eq!(strings("nl").date("2026-11-04"), "4 november 2026");
        assert_eq!(strings("en").date("2026-11-04"), "4 November 2026");
        assert_eq!(strings("nl").date("ooit"), "ooit");
    }
}
