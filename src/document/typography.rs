//! The quotation marks of a language, and lines of plain text set as a typesetter would.

use pulldown_cmark::{Event, Options, Parser};

use crate::span::controls;

/// The quotation marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    double: [&'static str; 2],
    single: [&'static str; 2],
    /// Letters that follow an apostrophe at the start of a word, as in Dutch 's avonds and 't.
    elisions: &'static [&'static str],
}

const ENGLISH: Quotes = Quotes { double: ["“", "”"], single: ["‘", "’"], elisions: &[] };

/// The quotation marks for a language tag; unknown languages get those of English.
pub fn quotes(language: &str) -> Quotes {
    match language.split('-').next().unwrap_or_default() {
        "nl" => Quotes { elisions: &["s", "t", "n", "k", "m", "r", "ns", "er"], ..ENGLISH },
        "de" => Quotes { double: ["„", "“"], single: ["‚", "‘"], ..ENGLISH },
        "fr" => Quotes { double: ["«\u{a0}", "\u{a0}»"], ..ENGLISH },
        "da" | "nb" | "nn" | "no" => Quotes { double: ["«", "»"], ..ENGLISH },
        "sv" | "fi" => Quotes { double: ["”", "”"], single: ["’", "’"], ..ENGLISH },
        "pl" => Quotes { double: ["„", "”"], ..ENGLISH },
        _ => ENGLISH,
    }
}

impl Quotes {
    /// The mark for a quote the parser has turned, given what was typed and what follows it.
    pub fn mark<'a>(&self, turned: &'a str, typed: &str, following: &str) -> &'a str
    where
        'static: 'a,
    {
        match (typed, turned) {
            ("\"", "“") => self.double[0],
            ("\"", "”") => self.double[1],
            ("'", "‘") if self.is_elision(following) => "’",
            ("'", "‘") => self.single[0],
            // Within a word it is an apostrophe in every language.
            ("'", "’") if following.starts_with(char::is_alphabetic) => "’",
            ("'", "’") => self.single[1],
            _ => turned,
        }
    }

    fn is_elision(&self, following: &str) -> bool {
        let end = following.find(|c: char| !c.is_alphabetic()).unwrap_or(following.len());
        self.elisions.contains(&&following[..end])
    }
}

/// A line of plain text, such as a title in front matter, with its quotes and dashes set and
/// without mark-up.
pub fn plain_line(line: &str, language: &str) -> String {
    // With a word before it nothing in the line can start a block: no list, no heading.
    const WORD: &str = "x";
    let text = format!("{WORD} {}", line.trim());
    let quotes = quotes(language);
    let mut plain = String::with_capacity(text.len());
    for (event, range) in
        Parser::new_ext(&text, Options::ENABLE_SMART_PUNCTUATION).into_offset_iter()
    {
        match event {
            Event::Text(turned) => {
                plain.push_str(quotes.mark(&turned, &text[range.clone()], &text[range.end..]));
            }
            Event::Code(code) | Event::InlineHtml(code) => plain.push_str(&code),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    let plain = controls::blank(&plain);
    plain.strip_prefix(WORD).unwrap_or(&plain).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_is_set_in_dutch() {
        let line = |text| plain_line(text, "nl");
        assert_eq!(line("\"Beroepsversnellers\" -- wat?"), "“Beroepsversnellers” – wat?");
        assert_eq!(line("'s Avonds in 't dorp"), "’s Avonds in ’t dorp");
        assert_eq!(line("MKBA's en zo..."), "MKBA’s en zo…");
        assert_eq!(line("een 'goede' wijk"), "een ‘goede’ wijk");
        assert_eq!(line("'toen' en 'nu'"), "‘toen’ en ‘nu’");
    }

    #[test]
    fn other_languages_have_their_own() {
        assert_eq!(plain_line("\"Haus\"", "de-AT"), "„Haus“");
        assert_eq!(plain_line("\"ville\"", "fr"), "«\u{a0}ville\u{a0}»");
        assert_eq!(plain_line("\"town\"", "en"), "“town”");
    }

    #[test]
    fn a_title_is_never_a_block() {
        assert_eq!(plain_line("1. Inleiding", "nl"), "1. Inleiding");
        assert_eq!(plain_line("# Wijk", "nl"), "# Wijk");
        assert_eq!(plain_line("- `code` en *nadruk*", "nl"), "- code en nadruk");
        assert_eq!(plain_line("", "nl"), "");
    }
}
