//! The YAML block at the top of a chapter.

mod block;
mod comments;
mod faults;
mod lost;
mod values;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;
use serde::de::{self, Deserializer};

use block::FrontMatterBlock;
pub(super) use block::is_dashes;

use crate::config::Picture;
use crate::diagnostic::{Diagnostic, Text, refuse};
use crate::messages::message;
use crate::number::{Number, NumberError};
use crate::rule::Rule;
use crate::span::{Span, controls};
use crate::suggestion::did_you_mean;

/// What a chapter says about itself.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct FrontMatter {
    /// The title; else a first heading of level 1, else the name of the file.
    pub title: Option<String>,
    /// The number, where the name of the file does not say it or must be overruled.
    pub number: Option<NumberChoice>,
    /// The box at the top, the teaser in lists and feed.
    pub summary: Option<String>,
    /// Learning goals.
    pub goals: Vec<String>,
    /// The authors of this chapter.
    pub authors: Vec<String>,
    /// When the chapter was first published.
    pub date: Option<Date>,
    /// When it last changed.
    pub updated: Option<Date>,
    /// What it is about.
    pub themes: Vec<String>,
    /// Former addresses that lead here, such as `2.5.1`, `oude-naam.html` or `oud/naam/`.
    pub aliases: Vec<String>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// The language of this chapter where it differs from that of the guide.
    pub lang: Option<String>,
    /// Where a chapter without a number is.
    pub position: Position,
    /// The banner of this chapter and all below it.
    pub banner: Option<Picture>,
    /// Anything that a custom theme needs.
    pub extra: BTreeMap<String, serde_yaml::Value>,
}

impl FrontMatter {
    /// In quotes, YAML can name control characters: `"\e[31m"`.
    fn without_controls(mut self) -> Self {
        let texts = [&mut self.title, &mut self.summary, &mut self.lang].into_iter().flatten();
        let lists = [&mut self.goals, &mut self.authors, &mut self.themes, &mut self.aliases];
        for text in texts.chain(lists.into_iter().flatten()) {
            if let Cow::Owned(blank) = controls::blank(text) {
                *text = blank;
            }
        }
        self
    }
}

/// The keys of [`FrontMatter`], for "did you mean".
const KEYS: [&str; 14] = [
    "title", "number", "summary", "goals", "authors", "date", "updated", "themes", "aliases",
    "draft", "lang", "position", "banner", "extra",
];

/// What `number:` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberChoice {
    /// This number.
    Number(Number),
    /// No number, whatever the file is called: `number: false`.
    Unnumbered,
}

impl<'de> Deserialize<'de> for NumberChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = NumberChoice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number such as 2.4.8, or false")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<NumberChoice, E> {
                match text {
                    "false" => Ok(NumberChoice::Unnumbered),
                    _ => text.parse().map(NumberChoice::Number).map_err(|error: NumberError| {
                        let message = message!("not-a-number", number = text);
                        let help = match Number::meant(text) {
                            Some(near) => message!("mended", line = format!("number: {near}")),
                            None => error.to_string(),
                        };
                        refuse(&message, &help)
                    }),
                }
            }
        }
        // Asking for a string keeps `2.10` as it is written; as a float it would be 2.1.
        deserializer.deserialize_str(Visitor)
    }
}

/// Where a chapter without a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// Before the numbered chapters.
    #[default]
    Front,
    /// After them.
    Back,
}

/// Reads the front matter of `text` and says where the body starts.
pub fn split(text: &Arc<Text>, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    match block::find(text, diagnostics) {
        FrontMatterBlock::Missing(body) => (FrontMatter::default(), body),
        FrontMatterBlock::Broken => (FrontMatter::default(), text.content.len()),
        FrontMatterBlock::Found(yaml, body) => {
            let mut lost = Vec::new();
            comments::report(text, yaml, &mut lost);
            let front_matter = parse(text, yaml, diagnostics);
            // An entry that cannot be read was reported, with its line as it could be.
            let line = |problem: &Diagnostic| problem.position().map_or(0, |(_, line, _)| line);
            let broken: Vec<_> = diagnostics.iter().map(line).collect();
            let is_told = |lost: &Diagnostic| broken.contains(&line(lost));
            diagnostics.extend(lost.into_iter().filter(|lost| !is_told(lost)));
            report_notes(&front_matter, text, yaml, diagnostics);
            values::report(&front_matter, text, yaml, diagnostics);
            (front_matter, body)
        }
    }
}

/// The references to notes in a line of text.
fn note_marks(line: &str) -> impl Iterator<Item = &str> {
    NOTE.find_iter(line).map(|note| note.as_str())
}

/// A line without references to notes.
pub fn without_notes(line: &str) -> Cow<'_, str> {
    NOTE.replace_all(line, "")
}

static NOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\^[^\[\]\s^]+\]").expect("a valid expression"));

/// Titles and summaries also appear in menus and lists, which have no notes.
fn report_notes(
    front_matter: &FrontMatter,
    text: &Arc<Text>,
    yaml: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let FrontMatter { title, summary, goals, .. } = front_matter;
    for line in title.iter().chain(summary).chain(goals) {
        for mark in note_marks(line) {
            let place = text.find_in(yaml, mark).unwrap_or(yaml.before());
            diagnostics.push(
                Diagnostic::of(Rule::Footnote, message!("front-matter-footnote"))
                    .help(message!("front-matter-footnote", "help"))
                    .at(text, place),
            );
        }
    }
}

/// Reads YAML. A value that cannot be read is reported and left out, and the rest is read.
fn parse(text: &Arc<Text>, place: Span, diagnostics: &mut Vec<Diagnostic>) -> FrontMatter {
    let mut yaml = text.slice(place).to_owned();
    let lines: Vec<Span> = text.lines(place).collect();
    // Each fault costs another pass, and more than this helps nobody.
    for faults in 0.. {
        let Some(line) = too_deep(&yaml) else { break };
        let place = lines.get(line - 1).map_or(place, |&line| text.first_line(line));
        diagnostics.push(
            Diagnostic::error(message!("front-matter-deep")).at(text, place).help(message!(
                "front-matter-deep",
                "help",
                most = MAX_DEPTH
            )),
        );
        if faults == MAX_FAULTS || !blank_entry(&mut yaml, line) {
            return FrontMatter::default();
        }
    }
    for _ in 0..MAX_FAULTS {
        if yaml.trim().is_empty() {
            return FrontMatter::default();
        }
        match serde_yaml::from_str::<FrontMatter>(&yaml) {
            Ok(front_matter) => {
                lost::report(text, &lines, &yaml, diagnostics);
                warn_unknown_keys(text, &lines, &yaml, diagnostics);
                return front_matter.without_controls();
            }
            Err(error) => {
                let fault = faults::explain(text, place, &yaml, &error);
                diagnostics.push(fault.problem);
                if !blank_entry(&mut yaml, fault.line + 1) {
                    return FrontMatter::default();
                }
            }
        }
    }
    FrontMatter::default()
}

/// How many faults are reported per front matter.
const MAX_FAULTS: usize = 20;
/// How deep brackets may be nested.
const MAX_DEPTH: usize = 64;
/// How many brackets may be open in all entries together.
const MAX_OPEN: usize = 1000;

/// The first line (from 1) with too many open brackets, for which YAML parsers take quadratic time.
pub fn too_deep(yaml: &str) -> Option<usize> {
    let mut depth = 0_usize;
    // Within brackets, what looks like another entry is none.
    let mut open = 0_usize;
    for (at, line) in yaml.lines().enumerate() {
        if is_key(line) {
            depth = 0;
        }
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => (depth, open) = (depth + 1, open + 1),
                b']' | b'}' => (depth, open) = (depth.saturating_sub(1), open.saturating_sub(1)),
                _ => {}
            }
            if depth > MAX_DEPTH || open > MAX_OPEN {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Whether a line starts an entry of the mapping. Asterisks and bullets are typed for items.
fn is_key(line: &str) -> bool {
    !line.starts_with(['-', '#', '*', '•'])
        && !line.starts_with(char::is_whitespace)
        && !line.is_empty()
}

/// Empties the entry of the mapping that `line` (from 1) belongs to, keeping all other lines
/// where they are. Says whether there was anything to empty.
fn blank_entry(yaml: &mut String, line: usize) -> bool {
    let lines: Vec<&str> = yaml.lines().collect();
    let within = line.clamp(1, lines.len().max(1)) - 1;
    let Some(start) = (0..=within).rev().find(|&at| lines.get(at).is_some_and(|l| is_key(l)))
    else {
        return false;
    };
    let end = (start + 1..lines.len()).find(|&at| is_key(lines[at])).unwrap_or(lines.len());
    let kept: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if (start..end).contains(&at) { "" } else { line })
        .collect();
    *yaml = kept.join("\n");
    true
}

/// The key that was meant by a Dutch word for it, or by its name in another tool.
fn meant(key: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 10] = [
        ("title", &["titel"]),
        ("number", &["nummer"]),
        ("summary", &["samenvatting", "beschrijving", "omschrijving", "description"]),
        ("goals", &["doelen", "leerdoelen"]),
        ("authors", &["author", "auteur", "auteurs"]),
        ("date", &["datum"]),
        ("updated", &["bijgewerkt", "gewijzigd"]),
        ("themes", &["theme", "thema", "themas", "thema's", "tags"]),
        ("draft", &["concept"]),
        ("lang", &["taal", "language"]),
    ];
    let key = key.to_lowercase().replace('’', "'");
    let known = WORDS.iter().find(|(_, words)| words.contains(&key.as_str()));
    known.map(|(meant, _)| *meant)
}

fn warn_unknown_keys(
    text: &Arc<Text>,
    lines: &[Span],
    yaml: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // The key of a text of which nothing is on its own line, and what goes on with it.
    let mut open: Option<Continued<'_>> = None;
    // Emptied entries are shorter, but all lines keep their numbers.
    for (line, &original) in yaml.lines().zip(lines) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let key = key.trim_end();
        if KEYS.contains(&key) && !value.is_empty() && !value.starts_with([' ', '\t', '\r']) {
            diagnostics.push(
                Diagnostic::of(Rule::NearMissFrontMatter, message!("front-matter-no-space"))
                    .at(text, text.first_line(original))
                    .help(message!("did-you-mean", near = format!("{key}: {}", value.trim()))),
            );
        }
        if KEYS.contains(&key) {
            diagnostics.extend(open.take().and_then(|above| above.problem(text)));
            let is_open = matches!(key, "title" | "summary") && value.trim().is_empty();
            open = is_open.then(|| Continued { key, place: None, text: Vec::new() });
            continue;
        }
        if line.starts_with([' ', '\t', '-', '#', '"', '\'']) {
            continue;
        }
        // One word behind another is a key of another tool; more words are a sentence.
        let is_text = meant(key).is_none() && (key.contains(' ') || value.trim().contains(' '));
        if let Some(above) = open.as_mut().filter(|_| is_text) {
            above.place.get_or_insert(text.trim(original));
            above.text.push(line.trim());
            continue;
        }
        let place = text.find_in(original, key).unwrap_or(original);
        let near = meant(key).or_else(|| did_you_mean(&key.to_lowercase(), KEYS));
        diagnostics.push(
            Diagnostic::of(Rule::UnknownKey, message!("front-matter-unknown-key", key = key))
                .at(text, place)
                .help(match near {
                    Some(near) => message!("did-you-mean", near = near),
                    None => message!("front-matter-unknown-key", "help"),
                }),
        );
    }
    diagnostics.extend(open.and_then(|above| above.problem(text)));
}

/// The text of a key, which begins below it as if it were keys of its own.
struct Continued<'a> {
    key: &'a str,
    /// The first line of the text.
    place: Option<Span>,
    text: Vec<&'a str>,
}

impl Continued<'_> {
    fn problem(self, text: &Arc<Text>) -> Option<Diagnostic> {
        let whole = faults::quoted(&self.text.join(" "));
        let message = message!("front-matter-continued", key = self.key);
        let problem = Diagnostic::of(Rule::NearMissFrontMatter, message).help(message!(
            "mended-lines",
            key = self.key,
            line = format!("{}: {whole}", self.key)
        ));
        Some(problem.at(text, self.place?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> (FrontMatter, String, Vec<Diagnostic>) {
        let text = Text::new("a.md", content);
        let mut diagnostics = Vec::new();
        let (front_matter, body) = split(&text, &mut diagnostics);
        (front_matter, content[body..].to_owned(), diagnostics)
    }

    #[test]
    fn reads_what_is_there() {
        let (front, body, problems) = read(
            "---\ntitle: Wijk\nnumber: 2.10\ngoals:\n  - een\n  - twee\ndate: 2026-11-24\n---\nTekst\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(front.title.as_deref(), Some("Wijk"));
        assert_eq!(front.number, Some(NumberChoice::Number("2.10".parse().unwrap())));
        assert_eq!(front.goals, ["een", "twee"]);
        assert_eq!(front.date, Some(jiff::civil::date(2026, 11, 24)));
        assert_eq!(body, "Tekst\n");
    }

    #[test]
    fn is_optional_and_may_be_empty() {
        assert_eq!(read("Tekst").1, "Tekst");
        assert_eq!(read("---\n---\nTekst").1, "Tekst");
        assert_eq!(read("\u{feff}---\r\ntitle: x\r\n---\r\nTekst").0.title.unwrap(), "x");
    }

    #[test]
    fn a_number_can_be_refused() {
        assert_eq!(read("---\nnumber: false\n---\n").0.number, Some(NumberChoice::Unnumbered));
        assert_eq!(read("---\ntitle: 2024\n---\n").0.title.unwrap(), "2024");
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let (front, _, problems) = read(
            "---\ntitle: Wijk\nnumber: 2..4\ndate: gisteren\ngoals: geen lijst\nthemas: [a]\n---\n",
        );
        let mut lines: Vec<_> = problems.iter().map(|p| p.position().unwrap().1).collect();
        lines.sort_unstable();
        assert_eq!(lines, [3, 4, 5, 6], "{problems:#?}");
        assert_eq!(front.title.as_deref(), Some("Wijk"));
        let typo = problems.iter().find(|p| p.message.contains("themas")).unwrap();
        assert_eq!(typo.help.as_deref(), Some("did you mean `themes`?"));
    }

    #[test]
    fn faults_beside_letters_with_accents_have_their_places() {
        let (front, _, problems) =
            read("---\ndate: gisteren\nsummary: één café\nsamenvating: ü\n---\n");
        let lines: Vec<_> = problems.iter().map(|p| p.position().unwrap().1).collect();
        assert_eq!(lines, [2, 4], "{problems:#?}");
        assert_eq!(front.summary.as_deref(), Some("één café"));
    }

    #[test]
    fn nesting_is_bounded_and_the_rest_is_read() {
        let (front, _, problems) =
            read(&format!("---\ntitle: a\nextra: {}\nlang: nl\n---\n", "[".repeat(100_000)));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].position().unwrap().1, 3);
        assert_eq!((front.title.as_deref(), front.lang.as_deref()), (Some("a"), Some("nl")));
    }

    #[test]
    fn brackets_on_lines_of_their_own_are_bounded_too() {
        for line in ["[\n", "a: [\n", "{\n", "a: {\n", "\"a\": [\n"] {
            let (front, body, problems) =
                read(&format!("---\ntitle: a\nextra: [\n{}---\nTekst\n", line.repeat(20_000)));
            assert_eq!(front, FrontMatter::default(), "{line}");
            assert_eq!(body, "Tekst\n");
            assert!(problems[0].message.contains("nested too deeply"), "{problems:?}");
        }
    }

    #[test]
    fn a_note_is_reported_where_it_stands() {
        let (front, _, problems) = read("---\ntitle: Noten[^x]\nsummary: a [^1]\n---\n");
        let places: Vec<_> = problems.iter().map(|p| p.position().unwrap()).collect();
        assert_eq!(places, [("a.md", 2, 13), ("a.md", 3, 12)]);
        assert_eq!(without_notes(&front.title.unwrap()), "Noten");
    }

    #[test]
    fn a_colon_without_a_space_is_reported() {
        let (_, _, problems) = read("---\ntitle:\"Een: twee\"\nlang: nl\n---\n");
        let help = problems[0].help.as_deref().unwrap();
        assert_eq!((problems.len(), help), (1, "did you mean `title: \"Een: twee\"`?"));
    }

    #[test]
    fn other_words_for_a_key_are_known() {
        let (_, _, problems) = read("---\nsamenvatting: a\nTitle: b\ndatum: c\nfoo: d\n---\n");
        let help: Vec<_> = problems.iter().filter_map(|p| p.help.as_deref()).collect();
        assert!(help[0].contains("`summary`") && help[1].contains("`title`"), "{help:?}");
        assert!(help[2].contains("`date`") && help[3].contains("`extra:`"), "{help:?}");
    }

    #[test]
    fn control_characters_are_spaces() {
        assert_eq!(read("---\ntitle: \"a\\e[1m\"\n---\n").0.title.unwrap(), "a [1m");
    }

    #[test]
    fn an_open_end_is_an_error() {
        let (_, body, problems) = read("---\ntitle: Wijk\n\nTekst\n");
        assert_eq!(body, "");
        assert_eq!(problems[0].position().unwrap().1, 1);
        assert!(problems[0].message.contains("does not end"));
    }

    #[test]
    fn broken_yaml_has_a_place() {
        let (_, _, problems) = read("---\ntitle: Wijk: een gids\n---\n");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].position().unwrap().1, 2);
        assert_eq!(problems[0].help.as_deref(), Some("write: title: \"Wijk: een gids\""));
    }
}
