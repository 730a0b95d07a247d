//! Splits text into words. The browser does it by the same rules, in `browser/words.js`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tuning::TUNING;
use crate::span::split_at_char;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word, folded and cut to a bounded length.
    pub form: Cow<'a, str>,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Whether it is written in capitals, as abbreviations are. Those are not stemmed.
    pub capitals: bool,
    /// Whether a hyphen joins it to the word before: `doe-democratie`.
    pub joined: bool,
}

/// What the browser looks for with `[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+`, without the time
/// that an expression takes: a number such as 2.4.8 is one word; hyphens and apostrophes end a word.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = end_of(text, at, |c| !is_of_word(c));
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        at = match dotted_number(rest) {
            Some(length) => start + length,
            None => end_of(text, start, is_of_word),
        };
        Some(start..at)
    })
}

/// Where characters of a kind end that begin at `at`. Most are ASCII, which need no decoding.
fn end_of(text: &str, mut at: usize, is_wanted: impl Fn(char) -> bool) -> usize {
    while let Some(&byte) = text.as_bytes().get(at) {
        let c = if byte.is_ascii() {
            char::from(byte)
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            c
        };
        if !is_wanted(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphabetic() || c.is_numeric() || is_combining_mark(c)
}

/// The length of a number with dots that a text begins with.
fn dotted_number(text: &str) -> Option<usize> {
    let digits = |at: usize| {
        let bytes = text.bytes().skip(at);
        bytes.take_while(u8::is_ascii_digit).count()
    };
    let first = digits(0);
    let mut end = first;
    while end > 0 && text.as_bytes().get(end) == Some(&b'.') {
        match digits(end + 1) {
            0 => break,
            more => end += 1 + more,
        }
    }
    (end > first).then_some(end)
}

/// The words of a text. Letters with dots between them are one word: "b.v." is "bv".
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    // The letters of an abbreviation so far.
    let mut letters = 0;
    for span in words(text) {
        let word = text.get(span.clone()).unwrap_or_default();
        let before = text.get(..span.start).and_then(|before| before.chars().next_back());
        let is_single = word.chars().nth(1).is_none();
        if is_single && matches!(before, Some('\'' | '’')) {
            continue; // the end of "foto's" and "zo'n"
        }
        let mut form = fold(word);
        if form.len() > TUNING.longest_word {
            form = split_at_char(&form, TUNING.longest_word).0.to_owned().into();
        }
        if form.is_empty() {
            continue;
        }
        let end = tokens.last().map_or(usize::MAX, |last| last.span.end);
        let is_letter = is_single && word.chars().all(char::is_alphabetic);
        let follows_dot = before == Some('.') && end == span.start.saturating_sub(1);
        letters = match (is_letter, follows_dot) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => letters + 1,
        };
        if letters > 1
            && letters <= TUNING.longest_word
            && let Some(abbreviation) = tokens.last_mut()
        {
            let is_capital = !word.chars().any(char::is_lowercase);
            abbreviation.capitals = is_capital && (letters == 2 || abbreviation.capitals);
            abbreviation.form.to_mut().push_str(&form);
            abbreviation.span.end = span.end;
            continue;
        }
        tokens.push(Token {
            form,
            capitals: is_abbreviation(word),
            joined: before == Some('-') && end == span.start.saturating_sub(1),
            span,
        });
    }
    tokens
}

/// A word without case and accents: "Coöperatie" and "cooperatie" are the same.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        // Most words, and as they are.
        let is_folded = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_folded { word.into() } else { word.to_ascii_lowercase().into() };
    }
    let mut out = String::with_capacity(word.len());
    // In this order, since letters such as 𝐀 have no small ones of their own.
    let plain: String = word.nfkd().collect();
    for c in plain.to_lowercase().chars().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ł' => out.push('l'),
            c => out.push(c),
        }
    }
    out.into()
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    proptest! {
        #[test]
        fn words_are_those_of_the_expression(text in "[a-z0-9. é\u{301}٣½Ⅷ'’-]{0,40}|\\PC{0,20}") {
            let expression = r"[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+";
            let expected: Vec<_> =
                Regex::new(expression).unwrap().find_iter(&text).map(|word| word.range()).collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), expected);
        }
    }

    fn forms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.form.into_owned()).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            forms("Coöperatie géén ĲSBERG Straße"),
            ["cooperatie", "geen", "ijsberg", "strasse"]
        );
        assert_eq!(forms("𝐀anpak ℂ İ 𐐀"), ["aanpak", "c", "i", "𐐨"]);
    }

    #[test]
    fn numbers_stay_whole_and_apostrophes_end_words() {
        assert_eq!(
            forms("In 2.4.8: foto's, MKBA’s en zo'n 40+-wijk."),
            ["in", "2.4.8", "foto", "mkba", "en", "zo", "40", "wijk"]
        );
    }

    #[test]
    fn capitals_and_hyphens_are_recognised() {
        let all = tokens("De MKBA van een doe-democratie");
        assert!(all[1].capitals && !all[0].capitals);
        assert!(all[5].joined && !all[4].joined);
    }

    #[test]
    fn letters_with_dots_are_one_word() {
        assert_eq!(
            forms("De B.V. en de A.P.V., t.a.v. de o.g.v. en i.o. A. B. 1.a"),
            ["de", "bv", "en", "de", "apv", "tav", "de", "ogv", "en", "io", "a", "b", "1", "a"]
        );
        let all = tokens("B.V. b.v. B.v");
        assert!(all[0].capitals && !all[1].capitals && !all[2].capitals);
        assert_eq!(all[0].span, 0..3);
    }

    #[test]
    fn words_are_cut_to_a_bounded_length() {
        let long = "é".repeat(16_000);
        let tokens = tokens(&long);
        assert_eq!(tokens[0].form, "e".repeat(TUNING.longest_word));
        assert_eq!(tokens[0].span, 0..long.len());
    }
}
