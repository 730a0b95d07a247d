//! The quotation marks of a language, and lines of plain text set as a typesetter would.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::source;
use crate::span::controls;

/// The quotation marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quotes {
    double: [&'static str; 2],
    single: [&'static str; 2],
    /// Words that start with an apostrophe, as in Dutch 's avonds and 't.
    elisions: &'static [&'static str],
    /// Words that may: a quotation can start with the same word without an apostrophe.
    doubtful: &'static [&'static str],
}

const ENGLISH: Quotes = Quotes {
    double: ["“", "”"],
    single: ["‘", "’"],
    elisions: &["tis", "twas", "twere", "twill", "em", "til", "n", "neath", "nuff", "tween"],
    doubtful: &["cause", "bout", "round", "cos", "er", "im", "ere"],
};

fn quotes(language: &str) -> Quotes {
    let plain = Quotes { elisions: &[], doubtful: &[], ..ENGLISH };
    match language.split('-').next().unwrap_or_default() {
        "nl" => Quotes {
            elisions: &["s", "t", "n", "k", "m", "r", "ns", "ie"],
            doubtful: &["er", "tis", "smorgens", "smiddags", "savonds", "snachts", "tzelfde"],
            ..plain
        },
        "de" => Quotes { double: ["„", "“"], single: ["‚", "‘"], ..plain },
        "fr" => Quotes { double: ["«\u{a0}", "\u{a0}»"], ..plain },
        "da" | "nb" | "nn" | "no" => Quotes { double: ["«", "»"], ..plain },
        "sv" | "fi" => Quotes { double: ["”", "”"], single: ["’", "’"], ..plain },
        "pl" => Quotes { double: ["„", "”"], ..plain },
        _ => ENGLISH,
    }
}

/// Sets the quotation marks of a text, one after the other.
///
/// The Markdown parser tells which quotes are quotation marks, but not which of them are pairs,
/// because a word may start with an apostrophe.
#[derive(Debug, Clone, Copy)]
pub struct Typesetter {
    quotes: Quotes,
    /// Whether a quotation in double marks is open, and one in single marks.
    is_open: [bool; 2],
    /// The range searched for a closing single mark, and whether there is one.
    ahead: (usize, usize, bool),
}

/// What is on one side of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing, a space, or punctuation outside the quotation: brackets around it, a full stop
    /// after it.
    Outside,
    /// A letter or digit.
    Word,
    /// Anything else, which proves nothing.
    Either,
}

const APOSTROPHE: &str = "’";

/// Stands for a byte that was taken out of a text in which no place may move.
pub const FILLER: &str = "\u{1}";

/// A text without the bytes that fill it.
pub fn without_fillers(text: &str) -> Cow<'_, str> {
    if text.contains(FILLER) { text.replace(FILLER, "").into() } else { text.into() }
}

impl Typesetter {
    /// Sets texts in a language; unknown languages get the quotation marks of English.
    pub fn new(language: &str) -> Self {
        Self { quotes: quotes(language), is_open: [false; 2], ahead: (0, 0, false) }
    }

    /// Begins a new paragraph, in which no quotation is open.
    pub fn begin(&mut self) {
        self.is_open = [false; 2];
    }

    /// What to set for a part of `text` that the parser has `turned`.
    pub fn mark<'a>(&mut self, turned: &'a str, text: &str, at: Range<usize>) -> &'a str {
        let is_turned = |quote: &str| text.get(at.clone()) == Some(quote) && turned != quote;
        let Some(place) = QuoteContext::new(text, at.start) else { return turned };
        if is_turned("\"") {
            self.double(place)
        } else if is_turned("'") {
            self.single(place, at.start)
        } else {
            turned
        }
    }

    fn double(&mut self, place: QuoteContext<'_>) -> &'static str {
        let is_open = self.is_open[0];
        // A mark that closes the quotation may follow that of a measure: "een scherm van 24"".
        if place.is_measure() && (!is_open || place.after.starts_with('"')) {
            return "″";
        }
        let opens = place.opens(is_open);
        self.is_open[0] = opens;
        self.quotes.double[usize::from(!opens)]
    }

    fn single(&mut self, place: QuoteContext<'_>, at: usize) -> &'static str {
        // Two of them after a figure are typed for the mark of inches and seconds.
        let is_open = self.is_open[1];
        if !is_open && place.is_measure() && place.after.starts_with('\'') {
            return "″";
        }
        let is_second = || place.before.strip_suffix('\'').is_some_and(ends_in_digit);
        if !is_open && is_second() && after(place.after) != Side::Word {
            return "";
        }
        if place.sides() == (Side::Word, Side::Word) {
            let measures = ends_in_digit(place.before)
                && place.after.starts_with(|c: char| c.is_ascii_digit());
            return if measures { "′" } else { APOSTROPHE };
        }
        if place.opens(is_open) {
            if self.is_elision(place, is_open) || !self.closes_ahead(place.after, at) {
                return APOSTROPHE;
            }
            self.is_open[1] = true;
            return self.quotes.single[0];
        }
        self.is_open[1] = false;
        if !is_open && place.is_measure() { "′" } else { self.quotes.single[1] }
    }

    /// Whether an elided word or year starts here: 's avonds, '90.
    fn is_elision(&self, place: QuoteContext<'_>, is_open: bool) -> bool {
        let following = place.after;
        let rest = following.trim_start_matches(char::is_alphanumeric);
        let word = following.strip_suffix(rest).unwrap_or(following);
        if let Some(rest) = rest.strip_prefix('\'') {
            return word.eq_ignore_ascii_case("n") && place.joins_words(rest);
        }
        let digits = word.trim_end_matches('s');
        let is_year = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        let is_in = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        // The word T-shirt starts with a capital letter of its own.
        let is_letter = word.len() == 1 && word.starts_with(|c: char| c.is_uppercase());
        let is_part = is_letter
            && rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        !is_part
            && (is_year || is_in(self.quotes.elisions) || is_open && is_in(self.quotes.doubtful))
    }

    /// Whether a single mark that could close a quotation follows the one at `at` in the same
    /// paragraph.
    fn closes_ahead(&mut self, following: &str, at: usize) -> bool {
        let (from, to, found) = self.ahead;
        if from <= at && at < to {
            return found;
        }
        let closing = closing_mark(following);
        let end = at + 1 + closing.unwrap_or_else(|end| end);
        self.ahead = (at, end, closing.is_ok());
        closing.is_ok()
    }
}

/// How far ahead the next single mark stands that could close a quotation.
///
/// # Errors
/// How far ahead the paragraph ends, if there is none.
fn closing_mark(text: &str) -> Result<usize, usize> {
    for (at, found) in text.match_indices(['\'', '\n']) {
        let Some(place) = QuoteContext::new(text, at) else { continue };
        if found == "\n" {
            let line = place.after.lines().next().unwrap_or_default();
            if line.trim_matches([' ', '\t', '>']).is_empty() {
                return Err(at);
            }
        } else if matches!(place.sides(), (Side::Word | Side::Either, Side::Outside | Side::Either))
        {
            return Ok(at);
        }
    }
    Err(text.len())
}

/// What comes before and after a quote.
#[derive(Debug, Clone, Copy)]
struct QuoteContext<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> QuoteContext<'a> {
    fn new(text: &'a str, at: usize) -> Option<Self> {
        let (before, rest) = text.split_at_checked(at)?;
        let mut after = rest.chars();
        after.next()?;
        let before = before.strip_suffix(FILLER).unwrap_or(before);
        let after = after.as_str();
        Some(Self { before, after: after.strip_prefix(FILLER).unwrap_or(after) })
    }

    fn sides(self) -> (Side, Side) {
        (before(self.before), after(self.after))
    }

    /// Whether the quote opens a quotation rather than closing one.
    fn opens(self, is_open: bool) -> bool {
        match self.sides() {
            // A quotation may start with a mark, as an ellipsis, but not with a space.
            (Side::Outside, Side::Outside) => {
                !is_open
                    && neighbour(self.after.chars()).is_some_and(|c| !c.is_whitespace())
                    && neighbour(self.before.chars().rev()).is_none_or(|c| !is_closing(c))
            }
            (Side::Outside, _) => true,
            (Side::Word, Side::Word) | (Side::Either, Side::Word | Side::Either) => !is_open,
            (Side::Word | Side::Either, _) => false,
        }
    }

    /// Whether the quote comes after a figure: 24" and 5'.
    fn is_measure(self) -> bool {
        ends_in_digit(self.before) && after(self.after) != Side::Word
    }

    /// Whether the one letter between this quote and `rest` stands for "and" between two words:
    /// rock 'n' roll.
    fn joins_words(self, rest: &str) -> bool {
        let before = self.before.trim_end_matches(' ');
        let is_spaced = before.len() < self.before.len() && rest.starts_with(' ');
        is_spaced
            && before.ends_with(char::is_alphabetic)
            && !before.ends_with("letter")
            && rest.trim_start().starts_with(char::is_alphabetic)
    }
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a mark ends what comes before it.
fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '”' | '’' | '»')
}

fn before(text: &str) -> Side {
    match neighbour(text.chars().rev()) {
        None | Some('(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '¡' | '¿' | '|') => {
            Side::Outside
        }
        Some(c) => side(c),
    }
}

fn after(text: &str) -> Side {
    // An apostrophe that was typed as one.
    if text.strip_prefix('’').is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        return Side::Word;
    }
    match neighbour(text.chars()) {
        None | Some('›' | '|') => Side::Outside,
        Some(c) if is_closing(c) => Side::Outside,
        Some('(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '‚') => Side::Word,
        Some(c) => side(c),
    }
}

fn side(c: char) -> Side {
    if c.is_whitespace() || c.is_control() {
        Side::Outside
    } else if c.is_alphanumeric() {
        Side::Word
    } else {
        Side::Either
    }
}

/// The next character that is neither a quote nor a mark of emphasis or code.
fn neighbour(chars: impl Iterator<Item = char>) -> Option<char> {
    /// More marks than anyone writes in a row.
    const MOST: usize = 16;
    chars.take(MOST).find(|c| !matches!(c, '"' | '\'' | '*' | '_' | '~' | '`'))
}

/// A line of plain text, such as a title in front matter, with its quotes and dashes set and
/// without mark-up: a reference by number becomes that number, and a note disappears.
pub fn plain_line(line: &str, language: &str) -> String {
    // With a word before it nothing in the line can start a block: no list, no heading.
    const WORD: &str = "x";
    let text = format!("{WORD} {}", line.trim());
    let mut typesetter = Typesetter::new(language);
    let mut plain = String::with_capacity(text.len());
    let extensions = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_WIKILINKS;
    for (event, range) in Parser::new_ext(&text, extensions).into_offset_iter() {
        match event {
            Event::Text(turned) => plain.push_str(typesetter.mark(&turned, &text, range)),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {}
            // A title has no lines, and `<T>` is no tag.
            Event::InlineHtml(tag) if is_tag(&tag) => {
                plain.push_str(if tag.starts_with("<br") { " " } else { "" });
            }
            Event::Code(code) | Event::InlineHtml(code) => plain.push_str(&code),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    let plain = controls::blank(&plain);
    let plain = source::without_notes(&plain);
    plain.strip_prefix(WORD).unwrap_or(&plain).trim().to_owned()
}

/// Whether HTML in a line of text marks a part of it.
fn is_tag(html: &str) -> bool {
    const ELEMENTS: [&str; 22] = [
        "a", "abbr", "b", "bdi", "br", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
    ];
    let name = html.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ELEMENTS.contains(&name)
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
    fn apostrophes_within_quotations_are_no_quotation_marks() {
        for (typed, set) in [
            ("Hij zei: 'Ik zag 't niet.'", "Hij zei: ‘Ik zag ’t niet.’"),
            ("'Dat is 'm.'", "‘Dat is ’m.’"),
            ("'Hij is in 's-Hertogenbosch geweest'", "‘Hij is in ’s-Hertogenbosch geweest’"),
            ("''t Is mooi,' zei ze", "‘’t Is mooi,’ zei ze"),
            ("\"'Ik zag 't,' zei hij\"", "“‘Ik zag ’t,’ zei hij”"),
            ("'T IS NIETS", "’T IS NIETS"),
            ("zo'n foto's van z'n A'dam", "zo’n foto’s van z’n A’dam"),
            ("jaren '60 en '70", "jaren ’60 en ’70"),
            ("de letter 's' en '60'", "de letter ‘s’ en ‘60’"),
            ("*'nadruk'* en '*nadruk*'", "‘nadruk’ en ‘nadruk’"),
            ("(\"ja\") en zei:\"nee\"", "(“ja”) en zei:“nee”"),
            ("\"...en toen\"", "“…en toen”"),
            ("niet-'echte' vragen/\"antwoorden\"", "niet-‘echte’ vragen/“antwoorden”"),
            ("[\"titel\"](a.md) en \"[titel](a.md)\"", "“titel” en “titel”"),
        ] {
            assert_eq!(plain_line(typed, "nl"), set, "{typed}");
        }
        for (typed, set) in [
            ("'Tis the owners' choice", "’Tis the owners’ choice"),
            ("She said: 'Don't ask 'em.'", "She said: ‘Don’t ask ’em.’"),
            ("the '90s", "the ’90s"),
        ] {
            assert_eq!(plain_line(typed, "en"), set, "{typed}");
        }
    }

    /// What is typed, and how it is set.
    const DUTCH: &[(&str, &str)] = &[
        ("Rock 'n' roll", "Rock ’n’ roll"),
        ("'Rock 'n' roll' zei hij", "‘Rock ’n’ roll’ zei hij"),
        ("de letter 'n' en", "de letter ‘n’ en"),
        ("10''", "10″"),
        ("een wiel van 28'' breed", "een wiel van 28″ breed"),
        ("50° 30' 15''", "50° 30′ 15″"),
        ("5' 10\"", "5′ 10″"),
        ("\"een scherm van 24\"\"", "“een scherm van 24″”"),
        ("een 24\"-scherm", "een 24″-scherm"),
        ("'’t Kan'", "‘’t Kan’"),
        ("\"’s Avonds\"", "“’s Avonds”"),
        ("'s-Gravenhage en 's Avonds", "’s-Gravenhage en ’s Avonds"),
        ("'s-Hertogenbosch' stond er", "’s-Hertogenbosch’ stond er"),
        ("d'r, foto's, zo'n, A'dam, '90, '80s, z'n", "d’r, foto’s, zo’n, A’dam, ’90, ’80s, z’n"),
        ("van '85-'95 en '05/'06", "van ’85-’95 en ’05/’06"),
        ("'Er is geen tijd', zei ze", "‘Er is geen tijd’, zei ze"),
        ("'T-shirts zijn te koop'", "‘T-shirts zijn te koop’"),
        ("\"Hij zei: 'Nee.'\"", "“Hij zei: ‘Nee.’”"),
        ("'Hij zei: \"Nee.\"'", "‘Hij zei: “Nee.”’"),
        ("\"'t Is\" en \"'s avonds\"", "“’t Is” en “’s avonds”"),
        ("een \"?\" en een '!'", "een “?” en een ‘!’"),
        ("\", zei hij\"", "“, zei hij”"),
        ("(\"ja\"), [\"nee\"] en \"(misschien)\"", "(“ja”), [“nee”] en “(misschien)”"),
        ("\"a\"-\"b\" of \"c\"/\"d\"", "“a”-“b” of “c”/“d”"),
        ("Hij zei --\"kom\"-- en ging", "Hij zei –“kom”– en ging"),
        ("\"Wacht...\" en '...kom'", "“Wacht…” en ‘…kom’"),
        ("*\"nadruk\"*, \"*nadruk*\" en '**vet**'", "“nadruk”, “nadruk” en ‘vet’"),
        ("\"`code`\" en '`code`'", "“code” en ‘code’"),
        ("\"<https://x.nl>\" en '[[2.1]]'", "“https://x.nl” en ‘2.1’"),
        ("de \"wijk\"'s plein", "de “wijk”’s plein"),
        ("een '(klein)' plein en 'nog een'.", "een ‘(klein)’ plein en ‘nog een’."),
        ("1.500'", "1.500′"),
    ];

    #[test]
    fn quotes_are_set_as_a_dutch_typesetter_would() {
        for (typed, set) in DUTCH {
            assert_eq!(plain_line(typed, "nl"), *set, "{typed}");
        }
    }

    #[test]
    fn quotes_are_set_as_an_english_typesetter_would() {
        for (typed, set) in [
            ("Rock 'n' roll", "Rock ’n’ roll"),
            ("the dogs' owners said 'yes'", "the dogs’ owners said ‘yes’"),
            ("'Cause and effect,' she said", "‘Cause and effect,’ she said"),
            ("He went 'cause he could", "He went ’cause he could"),
            ("'Don't ask 'em, 'cause they're busy.'", "‘Don’t ask ’em, ’cause they’re busy.’"),
            ("the '80s and the 1990s'", "the ’80s and the 1990s’"),
            ("6' 2'' tall", "6′ 2″ tall"),
            ("\"What's 'up'?\"", "“What’s ‘up’?”"),
            ("a \"!\" and \"...\"", "a “!” and “…”"),
        ] {
            assert_eq!(plain_line(typed, "en"), set, "{typed}");
        }
    }

    #[test]
    fn measures_have_no_opening_marks() {
        let line = |text| plain_line(text, "nl");
        assert_eq!(line("24\" en 5' 10\""), "24″ en 5′ 10″");
        assert_eq!(line("5'10\" lang"), "5′10″ lang");
        assert_eq!(line("een \"scherm\" van 24\" breed"), "een “scherm” van 24″ breed");
        assert_eq!(line("\"in 2024\" en 'in 2025'"), "“in 2024” en ‘in 2025’");
        assert!(!line("Een 24\" en \"een 24\" scherm\".").contains("“ "));
    }

    #[test]
    fn a_title_shows_no_brackets() {
        assert_eq!(plain_line("Noten[^x] bij [[1.1]]", "nl"), "Noten bij 1.1");
        assert_eq!(plain_line("Zie [[1.1|de *kern*]]", "nl"), "Zie de kern");
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
