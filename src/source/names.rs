//! What the name of a file or folder says: whether it holds a chapter, and what number it seems to
//! have where it has none.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::number::Number;
use crate::paths::{ContentPath, split_extension};
use crate::rule::Rule;

/// The extensions of chapters, whatever their case.
const CHAPTERS: [&str; 2] = ["md", "markdown"];

/// Other extensions of Markdown, of which nobody offers a file to readers.
const OTHER_MARKDOWN: [&str; 9] =
    ["mdx", "mkd", "mkdn", "mdown", "mdwn", "mdtxt", "mdtext", "rmd", "qmd"];

/// Extensions that programs give to an older version of a file.
const COPIES: [&str; 5] = ["bak", "old", "orig", "backup", "save"];

/// Extensions of texts that are written in another program or markup.
const WRITTEN_ELSEWHERE: [&str; 4] = ["docx", "doc", "odt", "rtf"];
const OTHER_TEXTS: [&str; 8] = ["txt", "html", "htm", "adoc", "rst", "org", "tex", "textile"];

/// Whether an extension is that of a chapter.
pub fn is_chapter_extension(extension: &str) -> bool {
    is_one_of(extension, &CHAPTERS)
}

/// Whether the name of a file without its extension says that it is the text of its folder.
pub fn is_index_stem(stem: &str) -> bool {
    stem.eq_ignore_ascii_case("index")
}

fn is_one_of(extension: &str, known: &[&str]) -> bool {
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// What a file that is not read as a chapter seems to be instead: a text that its editors may take
/// for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// Markdown under another extension.
    Markdown,
    /// A text of a word processor, or in another markup.
    OtherText,
}

/// A name, and its extension without the spaces that nobody sees. What is after the point in "1.4-x"
/// is not an extension.
fn parts(name: &str) -> (&str, Option<&str>) {
    match split_extension(name) {
        (stem, Some(end)) if end.trim().chars().all(char::is_alphanumeric) => {
            (stem, Some(end.trim()))
        }
        _ => (name, None),
    }
}

impl Stray {
    /// What a file seems to be, by its name.
    pub fn of(path: &ContentPath) -> Option<Self> {
        let (stem, extension) = parts(path.name());
        let is_numbered = Number::split_name(stem).is_some();
        let Some(extension) = extension else {
            return is_numbered.then_some(Self::Markdown);
        };
        if is_one_of(extension, &WRITTEN_ELSEWHERE) {
            return Some(Self::OtherText);
        }
        let within = stem.rsplit_once('.').is_some_and(|(_, inner)| is_chapter_extension(inner));
        if is_one_of(extension, &OTHER_MARKDOWN) || is_chapter_extension(extension) || within {
            return Some(Self::Markdown);
        }
        let is_text = is_numbered && is_one_of(extension, &OTHER_TEXTS);
        is_text.then_some(Self::OtherText)
    }

    /// Says that the file is not a chapter.
    pub fn problem(self, path: &ContentPath) -> Diagnostic {
        let problem = Diagnostic::of(
            Rule::NearMissName,
            message!("stray", path = path.in_guide().to_string()),
        );
        match self {
            Self::Markdown => {
                let (stem, end) = parts(path.name());
                let inner = stem.rsplit_once('.').filter(|(_, end)| is_chapter_extension(end));
                let stem = inner.map_or(stem, |(stem, _)| stem);
                // The chapter itself is probably beside its copy.
                if is_one_of(end.unwrap_or_default(), &COPIES) {
                    return problem.help(message!("stray", "copy"));
                }
                problem.help(message!("stray", "rename", name = format!("{stem}.md")))
            }
            Self::OtherText => problem.help(message!("stray", "import")),
        }
    }
}

/// A name that seems to start with a number but has none.
pub fn near_number(name: &str, extension: &str) -> Option<Diagnostic> {
    let copied = COPY.find(name).and_then(|copy| name.get(copy.end()..));
    let (number, rest) = match copied {
        Some(name) => number_of_copy(name)?,
        None => near_start(name)?,
    };
    let dash = if rest.is_empty() { "" } else { "-" };
    let dot = if extension.is_empty() { "" } else { "." };
    let whole = format!("{name}{dot}{extension}");
    let problem = Diagnostic::of(
        Rule::NearMissName,
        match Number::split_name(name) {
            Some((read, _)) => message!(
                "near-number-other",
                name = whole,
                read = read.to_string(),
                number = number.to_string()
            ),
            None => message!("near-number", name = whole, number = number.to_string()),
        },
    );
    let better = format!("{number}{dash}{rest}{dot}{extension}");
    Some(problem.help(if copied.is_some() {
        message!("stray", "copy")
    } else if extension.is_empty() {
        // A folder has no front matter.
        message!("near-number", "folder", name = better)
    } else {
        message!("near-number", "help", name = better)
    }))
}

/// The number of a chapter of which a file is a copy, and the rest of its name.
fn number_of_copy(name: &str) -> Option<(Number, &str)> {
    let read = || Number::split_name(name).filter(|(number, _)| number.to_string().contains('.'));
    near_start(name).or_else(read)
}

/// The number that a name has or seems to have: `1.2-huren`, `hoofdstuk 1.2`, `§1.2`.
pub fn number_meant(name: &str) -> Option<Number> {
    near_start(name).or_else(|| Number::split_name(name)).map(|(number, _)| number)
}

/// A name without its extension, which is short and without signs: `1.2-huren` has none.
pub fn without_extension(name: &str) -> &str {
    let is_extension = |end: &str| {
        (1..=8).contains(&end.len())
            && end.chars().all(char::is_alphanumeric)
            && end.contains(char::is_alphabetic)
    };
    name.rsplit_once('.').filter(|(_, end)| is_extension(end)).map_or(name, |(stem, _)| stem)
}

/// The number that a name seems to start with, and the rest of the name.
fn near_start(name: &str) -> Option<(Number, &str)> {
    let found = NEAR_NUMBERS.iter().find_map(|expression| expression.captures(name))?;
    let written = found.name("number")?.as_str();
    let title = found.name("rest").map_or("", |rest| rest.as_str().trim()).to_lowercase();
    if OF_VERSIONS.iter().any(|word| title.split([' ', '-', '_']).any(|part| part == *word)) {
        return None;
    }
    let number = as_typed(written).to_ascii_uppercase();
    let parts = number.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let number: Number = parts.collect::<Vec<_>>().join(".").parse().ok()?;
    // Behind a word it is the version of a program.
    if title.starts_with(char::is_alphabetic)
        && name.starts_with(char::is_alphabetic)
        && written.ends_with(".0")
    {
        return None;
    }
    let is_read = Number::split_name(name).is_some_and(|(read, _)| read == number);
    (!is_read).then(|| (number, rest(&found)))
}

fn rest<'a>(found: &Captures<'a>) -> &'a str {
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    rest.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A number with plain digits: those of double width look alike, and so do letters behind a digit.
fn as_typed(number: &str) -> String {
    let has_digits = number.starts_with(|c: char| c.is_numeric());
    let digit = |c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        'O' | 'o' if has_digits => Some('0'),
        'I' | 'l' if has_digits => Some('1'),
        _ => None,
    };
    number.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Words with the number of a version or a standard behind them.
const OF_VERSIONS: [&str; 9] =
    ["versie", "version", "v", "release", "wcag", "iso", "nen", "norm", "richtlijn"];

/// How programs begin the name of a copy.
static COPY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:kopie van|copy of|kopie|copy)[ _-]+").expect("a valid expression")
});

/// What people write who mean a number.
static NEAR_NUMBERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // `1..2-x`, `1 .2-x`: a dot or space too many.
        r"^(?P<number>[0-9]{1,3}(?:(?: +\.|\.{2,3})[0-9]{1,3}|\.[0-9]{1,3})+)(?P<rest>[^0-9.].*)?$",
        // `1.8Onderwerp`, `1.4–x`, `§ 1.7 x`, `(1.2) x`: a number with dots, and no space or dash
        // after it or something before it.
        r"^[^\p{L}\p{N}]*(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})+)(?P<rest>[^0-9].*)?$",
        // `1,4-x`, `1·4-x`, `１.4-x`: other signs for dots, and digits of double width.
        r"^(?P<number>[0-9０-９]{1,3}(?:[.,:;·•‧∙．][0-9０-９]{1,3})+)(?P<rest>[^0-9０-９].*)?$",
        // `1.O-x`: a letter that looks like a digit.
        r"^(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*\.[OolI](?:\.[0-9]{1,3})*)(?P<rest>[-_ ].*)?$",
        // `1-4-onderwerp`, `1_4_onderwerp`: dashes for dots.
        r"^(?P<number>[0-9]{1,2}(?:[-_][0-9]{1,2})+)(?P<rest>[-_ ]\p{L}.*)?$",
        // `3) x`, `3–x`, `(3) x`: a mark that no number has around it.
        r"^(?P<number>[0-9]{1,3})(?P<rest>[)\]:–—].*)$",
        r"^[(\[](?P<number>[0-9]{1,3})(?P<rest>[)\]].*)$",
        // `a.1-x`: a small letter for an appendix.
        r"^(?P<number>[a-z](?:\.[0-9]{1,3})+)(?P<rest>[^0-9\p{L}].*)?$",
        // `H1.3-x`: a letter for the word. `H.1.3` is in appendix H.
        r"^[Hh][ _-]?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})+)(?P<rest>[^0-9].*)?$",
        // `Hoofdstuk 1.6`, `chapter-3`, `Bijlage B`: a word before the number.
        r"(?i)^(?:hoofdstuk|hfst\.?|paragraaf|par\.?|deel|chapter|section|part|§)[ _-]*(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*)(?P<rest>[^0-9].*)?$",
        r"(?i)^(?:bijlage|appendix)[ _-]+(?P<number>[a-z](?:\.[0-9]{1,3})*)(?P<rest>[^0-9\p{L}].*)?$",
        // `Wonen 1.2`: a number with dots behind the title.
        r"^(?P<rest>\p{L}[^0-9.]*)[ _-](?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})+)$",
    ]
    .map(|expression| Regex::new(expression).expect("a valid expression"))
    .into()
});

/// A file in a numbered folder that other tools take for the text of the folder.
pub fn near_index(path: &ContentPath) -> Option<Diagnostic> {
    let is_index_elsewhere =
        ["readme", "_index"].iter().any(|name| path.stem().eq_ignore_ascii_case(name));
    if !is_index_elsewhere || Number::split_name(path.folder().name()).is_none() {
        return None;
    }
    let message = message!("near-index", name = path.name());
    let problem = Diagnostic::of(Rule::NearMissName, message);
    Some(problem.help(message!("near-index", "help")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Option<(String, String)> {
        near_start(name).map(|(number, rest)| (number.to_string(), rest.to_owned()))
    }

    #[test]
    fn names_that_seem_to_have_a_number() {
        for (name, number, rest) in [
            ("1.8Onderwerp", "1.8", "Onderwerp"),
            ("1.8a", "1.8", "a"),
            ("1.4–x", "1.4", "x"),
            ("§ 1.7 x", "1.7", "x"),
            ("_1.2-x", "1.2", "x"),
            ("(1.2) x", "1.2", "x"),
            ("1,4-x", "1.4", "x"),
            ("1,4", "1.4", ""),
            ("2:3 kop", "2.3", "kop"),
            ("1-4-onderwerp", "1.4", "onderwerp"),
            ("01_02_intro", "01.02", "intro"),
            ("3) x", "3", "x"),
            ("3–x", "3", "x"),
            ("(3) x", "3", "x"),
            ("a.1-x", "A.1", "x"),
            ("b.2.3", "B.2.3", ""),
            ("Hoofdstuk 1.6", "1.6", ""),
            ("hoofdstuk-3-geld", "3", "geld"),
            ("Deel 2", "2", ""),
            ("Chapter_04_money", "04", "money"),
            ("section 1.2", "1.2", ""),
            ("Bijlage b", "B", ""),
            ("appendix-C-words", "C", "words"),
            ("1..2-x", "1.2", "x"),
            ("1 .11-x", "1.11", "x"),
            ("1.2 .3-x", "1.2.3", "x"),
            ("１.1-x", "1.1", "x"),
            ("１．１０-x", "1.10", "x"),
            ("1·2-x", "1.2", "x"),
            ("1.O-x", "1.0", "x"),
            ("2.l.3 x", "2.1.3", "x"),
            ("H1.3-x", "1.3", "x"),
            ("h 1.3", "1.3", ""),
            ("Wonen 1.2", "1.2", "Wonen"),
            ("wonen-en-zorg-1.2.3", "1.2.3", "wonen-en-zorg"),
        ] {
            assert_eq!(meant(name), Some((number.into(), rest.into())), "{name}");
        }
    }

    #[test]
    fn names_that_have_their_number_or_need_none() {
        for name in [
            "1.8-onderwerp",
            "1.8 Onderwerp",
            "1.8_x",
            "2.4.8",
            "2. Wijkaanpak",
            "5.01.01-x",
            "A.1-x",
            "A-lijst",
            "2024-verslag",
            "2024-11-26-verslag",
            "2de-druk",
            "1e-hulp",
            "3d-modellen",
            "10-tips",
            "24-uurszorg",
            "voorwoord",
            "deelname",
            "deel",
            "parttime",
            "a-z",
            "e.h.b.o",
            "bijlagen",
            "bijlage-aanvraag",
            "appendix",
            "partners",
            "sectionals",
            "covid-19",
            "b2b",
            "§",
            "",
            "artikel-12",
            "les-1",
            "v1.2-release",
            "één",
            "1. 11 tips",
            "2...",
            "1.oefening",
            "H2O-meten",
            "H.1.3-x",
            "h1-titel",
            "H1N1-griep",
            "WCAG 2.2",
            "Web 2.0",
            "toelichting-versie-1.2",
            "verslag 2024",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn a_copy_of_a_chapter_is_told_as_one() {
        for name in ["Kopie van 1.16-x", "Copy of 1,16-x", "kopie-1.16 x"] {
            let problem = near_number(name, "md").unwrap();
            assert!(problem.message.contains("1.16"), "{name}: {problem}");
            assert!(problem.help.unwrap().contains("older copy"), "{name}");
        }
        assert!(near_number("Kopie van de akte", "md").is_none());
        assert!(near_number("copy 2", "md").is_none());
        let folder = near_number("deel 3", "").unwrap();
        assert_eq!(folder.help.as_deref(), Some("name the folder 3"));
    }

    #[test]
    fn files_that_seem_to_be_chapters() {
        let stray = |name| Stray::of(&ContentPath::new(name).unwrap());
        for name in [
            "1.4-x.md.txt",
            "x.mdx",
            "x.MKD",
            "1.4-x",
            "8 Slot",
            "deel/x.markdown.txt",
            "1.2-x.md ",
            "1.2-x.md.",
        ] {
            assert_eq!(stray(name), Some(Stray::Markdown), "{name}");
        }
        for name in ["1.5-x.docx", "1.md.docx", "notitie.odt", "x.DOC", "1.6-x.txt", "2.html"] {
            assert_eq!(stray(name), Some(Stray::OtherText), "{name}");
        }
        for name in ["robots.txt", "x.pdf", "1.png", "kaart.html", "readme", "data.csv"] {
            assert_eq!(stray(name), None, "{name}");
        }
    }
}
