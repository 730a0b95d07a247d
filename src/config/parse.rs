//! Reads the text of `book.toml` into a [`Config`], and reports all its errors.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Book, Config, faults};
use crate::diagnostic::{self, Complaint, Diagnostic, Span, Text};
use crate::messages::message;

impl Config {
    /// Reads `book.toml`. A value that cannot be read is reported, and its default applies.
    ///
    /// # Errors
    /// A text that is not TOML.
    pub fn parse(text: &Arc<Text>) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut table = DeTable::parse(&text.content).map_err(|error| {
            let conflict = diagnostic::conflict(text);
            conflict.unwrap_or_else(|| faults::syntax(text, &error))
        })?;
        // The deserialiser stops at the first fault. Removing what it stopped at and trying again
        // finds all of them.
        let config = loop {
            match Self::deserialize(toml::Deserializer::from(table.clone())) {
                Ok(config) => break config,
                Err(error) => {
                    // What is missing because it was removed is reported already.
                    let is_removed = |problem: &Diagnostic| {
                        let place = problem.location.as_ref().map(|(_, place)| place.start());
                        let span = error.span().unwrap_or_default();
                        place.is_some_and(|place| span.contains(&place))
                    };
                    let is_missing =
                        matches!(Complaint::of(error.message()), Complaint::MissingKey(_));
                    if !(is_missing && diagnostics.iter().any(is_removed)) {
                        diagnostics.push(faults::value(text, &error));
                    }
                    let removed =
                        error.span().is_some_and(|span| remove_at(table.get_mut(), &span));
                    if !removed {
                        break Self::default();
                    }
                }
            }
        };
        if config.book.title.trim().is_empty() && diagnostics.is_empty() {
            diagnostics.push(
                Diagnostic::error(message!("no-title"))
                    .at(text, title_in(text))
                    .help(message!("no-title", "help")),
            );
        }
        Ok((config, diagnostics))
    }
}

/// The line with the title, else the start.
fn title_in(text: &Arc<Text>) -> Span {
    let is_title = |line: &Span| {
        let rest = text.slice(*line).trim_start().strip_prefix("title");
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines(text.whole()).find(is_title).map_or(Span::START, |line| text.trim(line))
}

/// Removes the innermost entry around `span`; returns whether there was one.
fn remove_at(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let within = |outer: Range<usize>| outer.start <= span.start && span.end <= outer.end;
    let mut doomed = None;
    for (key, value) in table.iter_mut() {
        let inner: &mut Spanned<DeValue<'_>> = value;
        // The span of a `[table]` is its header alone, so its entries are searched in any case.
        if let DeValue::Table(below) = inner.get_mut()
            && remove_at(below, span)
        {
            return true;
        }
        if within(key.span()) || within(inner.span()) {
            doomed = Some(key.clone());
        }
    }
    doomed.is_some_and(|key| table.remove(&key).is_some())
}

/// The language of a guide by the text of its `book.toml`, which need not be right: it is also the
/// language in which the reader is told what is wrong with it.
pub fn language_of(text: &str) -> String {
    static KEY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?m)^[^#\n]*\blanguage\s*=\s*["']?([A-Za-z-]+)"#).expect("a valid expression")
    });
    match KEY.captures(text) {
        Some(found) => found[1].to_owned(),
        None => Book::default().language,
    }
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULT_THEME;
    use super::*;
    use crate::rule::Rule;

    fn parse(toml: &str) -> (Config, Vec<Diagnostic>) {
        Config::parse(&Text::new("book.toml", toml)).expect("this is TOML")
    }

    #[test]
    fn the_language_is_found_in_broken_settings_too() {
        for (text, language) in [
            ("[book]\ntitle = \"x\"\nlanguage = \"en\"\n", "en"),
            ("title: x\nlanguage = 'en-GB\n", "en-GB"),
            ("book = { language = \"de\" }", "de"),
            ("# language = \"en\"\n[book]\n", "nl"),
        ] {
            assert_eq!(language_of(text), language, "{text}");
        }
    }

    #[test]
    fn what_is_on_another_site_is_reported_once_and_at_its_place() {
        for (written, place) in [
            ("scripts = [\"https://x.nl/a.js\"]", "https://x.nl/a.js"),
            ("styles = [\"//x.nl/a.css\"]", "//x.nl/a.css"),
            ("logo = { image = \"https://x.nl/a.png\" }", "https://x.nl/a.png"),
            ("banner = { image = \"http://x.nl/a.png\", alt = \"\" }", "http://x.nl/a.png"),
        ] {
            let (_, problems) = parse(&format!("[book]\ntitle = \"x\"\n[site]\n{written}\n"));
            let [problem] = problems.as_slice() else { panic!("{written}: {problems:?}") };
            let (text, span) = problem.location.as_ref().expect("a place");
            assert!(text.slice(*span).contains(place), "{written}: {}", text.slice(*span));
            assert!(problem.message.contains(&format!("`{place}` is on another site")));
        }
    }

    #[test]
    fn a_title_is_enough() {
        let (config, diagnostics) = parse("[book]\ntitle = \"Gids\"\n");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(config.book.title, "Gids");
        assert_eq!(config.book.language, "nl");
        assert_eq!(config.theme.name, DEFAULT_THEME);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let (config, diagnostics) = parse(
            "[book]\ntitel = \"x\"\ntitle = \"Gids\"\nauthors = 3\n\n[stie]\n\n[theme]\naccent = \"red\"\n\n[site]\nbase-url = \"nergens\"\nbanner = { image = \"a.svg\", atl = \"\" }\n",
        );
        let mut found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.position().unwrap().1, d.help.clone().unwrap_or_default()))
            .collect();
        found.sort();
        assert_eq!(
            found.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [2, 4, 6, 9, 12, 13],
            "{diagnostics:#?}"
        );
        assert_eq!(found[0].1, "did you mean `title`?");
        assert_eq!(found[2].1, "did you mean `site`?");
        assert_eq!(found[5].1, "did you mean `alt`?");
        assert_eq!(config.book.title, "Gids", "the rest is read");
    }

    #[test]
    fn a_key_in_the_wrong_table_is_told_where_it_goes() {
        let help = |toml: &str| {
            let (_, diagnostics) = parse(&format!("[book]\ntitle = \"x\"\n{toml}"));
            diagnostics[0].help.clone().unwrap()
        };
        for (toml, table) in [
            ("[site]\ntitle = \"x\"\n", "book"),
            ("[site]\nlanguage = \"nl\"\n", "book"),
            ("base-url = \"https://x.nl\"\n", "site"),
            ("[site]\naccent = \"#123456\"\n", "theme"),
            ("accent-dark = \"#123456\"\n", "theme"),
            ("[theme]\nlogo = \"x\"\n", "site"),
            ("raw-html = \"allow\"\n", "markdown"),
            ("vague-link = \"off\"\n", "check"),
            ("[theme]\npaper = \"A4\"\n", "print"),
        ] {
            assert!(help(toml).ends_with(&format!("goes in [{table}]")), "{toml}: {}", help(toml));
        }
        let (_, top) = parse("title = \"x\"\n");
        assert_eq!(top[0].help.as_deref(), Some("`title` goes in [book]"));
    }

    #[test]
    fn a_merge_that_was_not_finished_is_named() {
        let text = "[book]\n<<<<<<< HEAD\ntitle = \"a\"\n=======\ntitle = \"b\"\n>>>>>>> main\n";
        let problem = Config::parse(&Text::new("book.toml", text)).unwrap_err();
        assert_eq!(problem.rule, Some(Rule::MergeConflict));
        assert_eq!(problem.position().unwrap().1, 2);
    }

    #[test]
    fn broken_toml_has_a_place() {
        let problem =
            Config::parse(&Text::new("book.toml", "[book]\ntitle = \"Gids\n")).unwrap_err();
        assert_eq!(problem.position().unwrap().1, 2);
    }

    #[test]
    fn a_missing_title_is_an_error() {
        let (_, diagnostics) = parse("[site]\n");
        assert!(diagnostics[0].message.contains("no title"));
    }

    #[test]
    fn keys_of_mdbook_get_advice() {
        let (_, diagnostics) = parse("[book]\ntitle = \"x\"\nsrc = \"src\"\n");
        assert!(diagnostics[0].help.as_ref().unwrap().contains("content/"));
    }
}
