//! `book.toml`: what an editor can set for a guide.
//!
//! Every key is documented on its field. A key that does not exist is an error, and so is a value
//! of the wrong kind; all of them are reported at once.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::Error as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Text, did_you_mean};

/// The name of the configuration file, in the guide's folder.
pub const FILE_NAME: &str = "book.toml";

/// The whole of `book.toml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// What the publication is.
    pub book: Book,
    /// How the site presents it.
    pub site: Site,
    /// How it looks.
    pub theme: Theme,
    /// How its Markdown is read.
    pub markdown: Markdown,
    /// How its lessons are listed.
    pub lessons: Lessons,
}

/// `[book]`: what the publication is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Book {
    /// The title; the only key a guide must have.
    pub title: String,
    /// A second line below the title.
    pub subtitle: Option<String>,
    /// The edition, as it is printed: "Tweede, herziene druk".
    pub edition: Option<String>,
    /// The authors, in the order of the title page.
    pub authors: Vec<String>,
    /// Who publishes the guide.
    pub publisher: Option<String>,
    /// The language of the guide as a BCP 47 tag; the theme has strings for `nl` and `en`.
    pub language: String,
    /// One or two sentences for search engines and link previews.
    pub description: Option<String>,
    /// The licence, as a name ("CC BY 4.0") or an address.
    pub licence: Option<String>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: None,
            edition: None,
            authors: Vec::new(),
            publisher: None,
            language: "nl".into(),
            description: None,
            licence: None,
        }
    }
}

/// `[site]`: how the site presents the publication.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Site {
    /// Where the site will be, for permanent links, the site map and the feed.
    #[serde(deserialize_with = "base_url")]
    pub base_url: Option<String>,
    /// The picture across the top of every page; the theme brings one.
    pub banner: Option<Picture>,
    /// A logo beside the title.
    pub logo: Option<Picture>,
    /// Where readers send remarks: an address of a page or of mail, in which `{number}` and
    /// `{title}` are filled in.
    pub feedback: Option<String>,
    /// A line of Markdown at the foot of every page.
    pub footer: Option<String>,
}

/// A picture and the text that replaces it for who cannot see it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The file: in `book.toml` relative to that file, in a chapter relative to the chapter.
    pub image: String,
    /// The alternative text; empty where the picture only decorates.
    #[serde(default)]
    pub alt: String,
}

/// `[theme]`: how the guide looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Theme {
    /// The theme; files in `themes/<name>/` replace those of the built-in theme one by one.
    pub name: String,
    /// The accent colour on a light background, as `#rrggbb`.
    #[serde(deserialize_with = "colour")]
    pub accent: Option<String>,
    /// The accent colour on a dark background, as `#rrggbb`.
    #[serde(deserialize_with = "colour")]
    pub accent_dark: Option<String>,
}

/// The name of the theme that is part of the program.
pub const DEFAULT_THEME: &str = "wijkengids";

impl Default for Theme {
    fn default() -> Self {
        Self { name: DEFAULT_THEME.into(), accent: None, accent_dark: None }
    }
}

/// `[markdown]`: how chapters are read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Markdown {
    /// What happens to HTML that is written in a chapter.
    #[serde(alias = "raw_html")]
    pub raw_html: RawHtml,
    /// Whether straight quotes, `--` and `...` become what a typesetter would use.
    #[serde(alias = "smart_punctuation")]
    pub smart_punctuation: bool,
}

impl Default for Markdown {
    fn default() -> Self {
        Self { raw_html: RawHtml::Allow, smart_punctuation: true }
    }
}

/// What happens to HTML that is written in a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RawHtml {
    /// It goes into the page as it is: the editors are trusted.
    #[default]
    Allow,
    /// It is shown as text.
    Escape,
    /// Only harmless elements and attributes stay.
    Sanitise,
}

/// `[lessons]`: how lessons are listed.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lessons {
    /// The themes in the order in which readers may choose them; others follow by the alphabet.
    pub themes: Vec<String>,
}

fn base_url<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let mut url = String::deserialize(input)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains([' ', '"', '<', '?', '#'])) {
        return Err(D::Error::custom(format!("`{url}` is not the address of a site")));
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    Ok(Some(url))
}

fn colour<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let colour = String::deserialize(input)?;
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(Some(colour))
    } else {
        Err(D::Error::custom(format!("`{colour}` is not a colour")))
    }
}

/// Checks and normalises an address given on the command line, as `[site] base-url` is.
///
/// # Errors
/// What is wrong with it, for the user.
pub fn parse_base_url(url: &str) -> Result<String, String> {
    let input = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(url);
    match base_url(input) {
        Ok(url) => Ok(url.unwrap_or_default()),
        Err(error) => Err(format!("{error}; write it as https://example.org/gids/")),
    }
}

impl Config {
    /// Reads `book.toml`. What cannot be read is left at its default and reported.
    pub fn parse(text: &Arc<Text>) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut table = match DeTable::parse(&text.content) {
            Ok(table) => table,
            Err(error) => {
                let problem = at_span(text, error.message(), error.span());
                return (Self::default(), vec![problem]);
            }
        };
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
                    .at(text, 0..0)
                    .help("write in book.toml:\n[book]\ntitle = \"…\""),
            );
        }
        (config, diagnostics)
    }
}

/// Removes the innermost entry that `span` lies in; says whether there was one.
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
    Diagnostic::error(message.replace('\n', ", ")).at(text, span.unwrap_or(0..0))
}

/// Puts serde's message into the editor's terms.
fn explain(text: &Arc<Text>, message: &str, span: Option<Range<usize>>) -> Diagnostic {
    let written = span.as_ref().and_then(|span| text.content.get(span.clone())).unwrap_or_default();
    let Some((unknown, known)) = unknown_field(message) else {
        let problem = at_span(text, message, span);
        return match () {
            () if message.contains("is not a colour") => {
                problem.help("write a colour as #rrggbb, such as \"#a4371f\"")
            }
            () if message.contains("address of a site") => {
                problem.help("write it as \"https://example.org/gids/\"")
            }
            () => problem,
        };
    };
    let help = match did_you_mean(&unknown, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match of_mdbook(written) {
            Some(advice) => advice.into(),
            None => format!("known here: {}", known.join(", ")),
        },
    };
    at_span(text, &format!("book.toml has no key `{unknown}` here"), span).help(help)
}

/// What readers of mdBook's manual may look for.
fn of_mdbook(key: &str) -> Option<&'static str> {
    match key {
        "src" => Some("chapters always live in the folder content/"),
        "build" => Some("the folder of the result is chosen with `--out`"),
        "output" => Some("what mdBook has in [output.html] is in [site] and [theme] here"),
        "preprocessor" => {
            Some("there are no preprocessors; Markdown is extended as the handbook says")
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(toml: &str) -> (Config, Vec<Diagnostic>) {
        Config::parse(&Text::new("book.toml", toml))
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
        assert_eq!(config.book.title, "Gids", "what can be read is read");
    }

    #[test]
    fn broken_toml_has_a_place() {
        let (_, diagnostics) = parse("[book]\ntitle = \"Gids\n");
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].position().unwrap().1, 2);
    }

    #[test]
    fn a_missing_title_is_an_error() {
        let (_, diagnostics) = parse("[site]\n");
        assert!(diagnostics[0].message.contains("no title"));
    }

    #[test]
    fn mdbook_users_are_helped() {
        let (_, diagnostics) = parse("[book]\ntitle = \"x\"\nsrc = \"src\"\n");
        assert!(diagnostics[0].help.as_ref().unwrap().contains("content/"));
    }

    #[test]
    fn addresses_end_in_a_slash() {
        assert_eq!(parse_base_url("https://x.nl/gids").unwrap(), "https://x.nl/gids/");
        assert!(parse_base_url("x.nl").is_err());
        assert!(parse_base_url("https://").is_err());
    }
}
