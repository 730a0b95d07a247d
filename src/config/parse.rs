//! Reads the text of `book.toml` into a [`Config`], and reports all its errors.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Book, Config};
use crate::diagnostic::{self, Diagnostic, Span, Text};
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

impl Config {
    /// Reads `book.toml`. A value that cannot be read is reported, and its default applies.
    ///
    /// # Errors
    /// A text that is not TOML.
    pub fn parse(text: &Arc<Text>) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut table = DeTable::parse(&text.content).map_err(|error| {
            let conflict = diagnostic::conflict(text);
            conflict.unwrap_or_else(|| at_span(text, error.message(), error.span()))
        })?;
        // The deserialiser stops at the first fault. Removing what it stopped at and trying again
        // finds all of them.
        let config = loop {
            match Self::deserialize(toml::Deserializer::from(table.clone())) {
                Ok(config) => break config,
                Err(error) => {
                    diagnostics.push(explain(text, error.message(), error.span()));
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
                Diagnostic::error("the guide has no title")
                    .at(text, Span::START)
                    .help("write in book.toml:\n[book]\ntitle = \"…\""),
            );
        }
        Ok((config, diagnostics))
    }
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

fn at_span(text: &Arc<Text>, message: &str, span: Option<Range<usize>>) -> Diagnostic {
    Diagnostic::error(message.replace('\n', ", ")).at(text, text.span(span.unwrap_or_default()))
}

/// Rewrites serde's message for editors.
fn explain(text: &Arc<Text>, message: &str, span: Option<Range<usize>>) -> Diagnostic {
    let written = text.slice(text.span(span.clone().unwrap_or_default()));
    let Some((unknown, known)) = unknown_field(message) else {
        let problem = at_span(text, message, span);
        return match () {
            () if message.contains("is not a colour") => {
                problem.help("write a colour as #rrggbb, such as \"#a4371f\"")
            }
            () if message.contains("address of a host") => {
                problem.help("write it without a path, as \"https://player.example.org\"")
            }
            () if message.contains("pages can link to") => problem.help(
                "write an address that starts with https:// or http://, or a mail address",
            ),
            () if message.contains("address of a site") => {
                problem.help("write it as \"https://example.org/gids/\"")
            }
            () if message.contains("cannot be used as a path") => {
                problem.help("write a path below the folder of the guide, such as \"beeld/logo.svg\"")
            }
            () if message.contains("is not the name of a theme") => {
                problem.help("write the name of a folder in themes/, such as \"eigen\"")
            }
            () if message.contains("is not a paper size") => problem.help(
                "choose A3, A4, A5, B5, letter or legal, or write width and height: \"170mm 240mm\"",
            ),
            () => problem,
        };
    };
    let near = || {
        let near = did_you_mean(&unknown, known.iter().map(String::as_str))?;
        Some(format!("did you mean `{near}`?"))
    };
    let elsewhere = || Some(format!("`{unknown}` goes in [{}]", table_of(&unknown)?));
    let help = elsewhere()
        .or_else(near)
        .or_else(|| of_mdbook(written).map(str::to_owned))
        .unwrap_or_else(|| format!("known here: {}", known.join(", ")));
    at_span(text, &format!("book.toml has no key `{unknown}` here"), span).help(help)
}

/// The table that has a key.
fn table_of(key: &str) -> Option<&'static str> {
    const TABLES: [&str; 8] =
        ["book", "site", "theme", "markdown", "lessons", "preview", "accessibility", "print"];
    if Rule::ALL.iter().any(|rule| rule.name() == key) {
        return Some("check");
    }
    TABLES.into_iter().find(|table| keys_of(table).iter().any(|known| known == key))
}

/// The keys of a table, as the deserialiser lists them when it meets one that is none.
fn keys_of(table: &str) -> Vec<String> {
    const NO_KEY: &str = "no-key";
    let text = format!("[{table}]\n{NO_KEY} = 0\n");
    let refusal = toml::from_str::<Config>(&text).err();
    refusal.and_then(|error| unknown_field(error.message())).unwrap_or_default().1
}

/// Advice for keys of mdBook.
fn of_mdbook(key: &str) -> Option<&'static str> {
    match key {
        "src" => Some("chapters always live in the folder content/"),
        "build" => Some("the folder of the result is chosen with `--out`"),
        "output" => Some("what mdBook has in [output.html] is in [site] and [theme] here"),
        "preprocessor" => Some(
            "there are no preprocessors; `wijkengids handbook 3` says what Markdown can do here",
        ),
        _ => None,
    }
}

/// The name and the known names in serde's "unknown field" and "unknown variant" messages.
pub fn unknown_field(message: &str) -> Option<(String, Vec<String>)> {
    if !message.starts_with("unknown field") && !message.contains("unknown field `") {
        return None;
    }
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    Some((names.next()?, names.collect()))
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
