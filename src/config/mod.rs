//! `book.toml`: the settings of a guide.
//!
//! Every key is documented on its field. Unknown keys and values of the wrong kind are errors, all
//! reported at once.

mod accessibility;
mod address;
mod check;
mod colour;
mod faults;
mod files;
mod over_lines;
mod parse;
mod preview;
mod print;
mod values;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use accessibility::{Accessibility, Compliance, Evaluation, Issue};
pub use address::PATH as PATH_PLACEHOLDER;
pub use check::Check;
pub use colour::{Colour, PageColours};
pub use parse::language_of;
pub use preview::{Editor, Preview};
pub use print::{CardsBy, Paper, PdfStandard, Print};

use crate::diagnostic::refuse;
use crate::messages::message;
use crate::paths::GuidePath;

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
    /// How its live preview works.
    pub preview: Preview,
    /// What `wijkengids check` looks for.
    pub check: Check,
    /// Its accessibility statement; without this table there is none.
    pub accessibility: Option<Accessibility>,
    /// How it is printed.
    pub print: Print,
}

/// `[book]`: what the publication is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Book {
    /// The title, the only key that is required.
    pub title: String,
    /// A second line below the title.
    pub subtitle: Option<String>,
    /// The edition, as printed: "Tweede, herziene druk".
    pub edition: Option<String>,
    /// When the edition came out. Where a chapter changed later, that date is told instead.
    #[serde(deserialize_with = "accessibility::optional_date")]
    pub date: Option<Date>,
    /// The series that the publication belongs to.
    pub series: Option<String>,
    /// Its number in the series.
    pub series_number: Option<u32>,
    /// The authors, in the order of the title page.
    pub authors: Vec<String>,
    /// Who publishes the guide.
    pub publisher: Option<String>,
    /// The language of the guide, as a BCP 47 tag. The built-in theme has strings for `nl` and
    /// `en`.
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
            date: None,
            series: None,
            series_number: None,
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
    /// The address of the site, for permanent links, the site map and the feed.
    #[serde(deserialize_with = "base_url")]
    pub base_url: Option<String>,
    /// The picture across the top of every page, in place of the theme's.
    pub banner: Option<Picture<GuidePath>>,
    /// A logo beside the title.
    pub logo: Option<Picture<GuidePath>>,
    /// Where readers send remarks: the address of a page, or a mail address. `{number}` and
    /// `{title}` in it are filled in.
    #[serde(deserialize_with = "address::optional_link")]
    pub feedback: Option<String>,
    /// Where the file of a chapter can be edited: an address with `{path}`, which is filled in.
    #[serde(deserialize_with = "address::edit_url")]
    pub edit_url: Option<String>,
    /// What knows when chapters that do not say it themselves were last changed.
    pub updated: Option<DateSource>,
    /// A line of Markdown at the foot of every page.
    pub footer: Option<String>,
    /// Other sites from which chapters may embed videos, maps and images, such as
    /// `https://player.example.org`. Browsers load nothing from sites that are not listed.
    #[serde(deserialize_with = "origins")]
    pub embed: Vec<String>,
    /// Scripts of the guide, as paths relative to `book.toml`, that every page loads. Scripts in
    /// the text of chapters do not run.
    #[serde(deserialize_with = "files::scripts")]
    pub scripts: Vec<GuidePath>,
    /// Style sheets of the guide, as paths relative to `book.toml`, that every page loads.
    #[serde(deserialize_with = "files::styles")]
    pub styles: Vec<GuidePath>,
    /// Whether every text file gets compressed copies beside it, `.gz` and `.br`, for servers that
    /// can send them.
    pub precompress: bool,
    /// Whether a build also makes one file of the whole site, which only the command line asks for.
    #[serde(skip)]
    pub zip: bool,
}

/// What knows when a chapter was last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The last commit of its file.
    Git,
}

impl Site {
    /// The same files, to change their paths.
    pub fn paths_mut(&mut self) -> impl Iterator<Item = &mut GuidePath> {
        let pictures = [&mut self.banner, &mut self.logo].into_iter().flatten();
        let loaded = self.scripts.iter_mut().chain(&mut self.styles);
        pictures.map(|picture| &mut picture.image).chain(loaded)
    }

    /// The files of the guide that it names, and whether pages show them as images.
    pub fn files(&self) -> impl Iterator<Item = (&GuidePath, bool)> {
        let pictures = [&self.banner, &self.logo].into_iter().flatten();
        let loaded = self.scripts.iter().chain(&self.styles);
        pictures.map(|picture| (&picture.image, true)).chain(loaded.map(|path| (path, false)))
    }
}

/// A picture and its alternative text. `P` is the type of its path.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture<P = String> {
    /// The path of the file, relative to the file that names it.
    pub image: P,
    /// The alternative text; empty if the picture is decoration.
    #[serde(default)]
    pub alt: String,
}

/// `[theme]`: how the guide looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Theme {
    /// The name of the theme. Files in `themes/<name>/` replace those of the built-in theme one by
    /// one.
    #[serde(deserialize_with = "files::theme")]
    pub name: String,
    /// The accent colour on a light background, as `#rrggbb`. It is changed as far as it must if
    /// text in it would be illegible.
    pub accent: Option<Colour>,
    /// The accent colour on a dark background, as `#rrggbb`. It is changed likewise.
    pub accent_dark: Option<Colour>,
    /// The only colour scheme, for a house style that has one. Otherwise readers choose.
    pub color_scheme: Option<ColorScheme>,
}

impl Theme {
    /// The accent on a light page and on a dark one, legible on both.
    pub fn accents(&self, pages: PageColours) -> Option<(Colour, Colour)> {
        let light = self.accent.or(self.accent_dark)?;
        let dark = self.accent_dark.map(|dark| dark.legible(pages.dark));
        Some((light.legible(pages.light), dark.unwrap_or_else(|| light.on_dark(pages.dark))))
    }
}

/// The colours of a page: dark on light, or light on dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorScheme {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// The name of the built-in theme.
pub const DEFAULT_THEME: &str = "wijkengids";

impl Default for Theme {
    fn default() -> Self {
        Self { name: DEFAULT_THEME.into(), accent: None, accent_dark: None, color_scheme: None }
    }
}

/// `[markdown]`: how chapters are read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Markdown {
    /// What happens to HTML that is written in a chapter.
    #[serde(alias = "raw_html")]
    pub raw_html: RawHtml,
    /// Whether straight quotes, `--` and `...` become typographic ones.
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
    /// It is kept: the editors are trusted.
    #[default]
    Allow,
    /// It is shown as text.
    Escape,
    /// Only harmless elements and attributes are kept.
    Sanitise,
}

/// `[lessons]`: how lessons are listed.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lessons {
    /// The themes in the order in which readers see them; others follow alphabetically.
    pub themes: Vec<String>,
}

fn base_url<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let mut url = String::deserialize(input)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains([' ', '"', '<', '?', '#'])) {
        return Err(refuse(&message!("not-a-site", url = url), &message!("not-a-site", "help")));
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    Ok(Some(url))
}

/// Reads sites without a path, as a Content-Security-Policy lists them.
fn origins<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    let origins = Vec::<String>::deserialize(input)?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    for origin in &origins {
        let host = origin.strip_prefix("https://").map(|host| host.trim_end_matches('/'));
        if host.is_none_or(|host| host.is_empty() || !host.chars().all(is_host)) {
            let message = message!("not-a-host", origin = origin.as_str());
            return Err(refuse(&message, &message!("not-a-host", "help")));
        }
    }
    Ok(origins.into_iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect())
}

/// Checks and normalises an address given on the command line, as `[site] base-url` is.
///
/// # Errors
/// What is wrong with it, as [`refused`](crate::diagnostic::refused) says it.
pub fn parse_base_url(url: &str) -> Result<String, String> {
    let input = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(url);
    match base_url(input) {
        Ok(url) => Ok(url.unwrap_or_default()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_in_a_slash() {
        assert_eq!(parse_base_url("https://x.nl/gids").unwrap(), "https://x.nl/gids/");
        assert!(parse_base_url("x.nl").is_err());
        assert!(parse_base_url("https://").is_err());
    }
}
