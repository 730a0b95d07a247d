//! Text → words. The browser's engine has the same rules, see `words.js`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word without case and accents.
    pub form: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it is written in capitals, as abbreviations are: those have no stem.
    pub capitals: bool,
    /// Whether only a hyphen parts it from the word before: `doe-democratie`.
    pub joined: bool,
}

/// Numbers such as 2.4.8 are one word; a word ends at a hyphen or apostrophe.
static WORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+").ok());

/// The words of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in WORD.iter().flat_map(|word| word.find_iter(text)) {
        let before = text[..word.start()].chars().next_back();
        let is_single = word.as_str().chars().nth(1).is_none();
        if is_single && matches!(before, Some('\'' | '’')) {
            continue; // the end of "foto's" and "zo'n"
        }
        let form = fold(word.as_str());
        if form.is_empty() {
            continue;
        }
        let end = tokens.last().map_or(usize::MAX, |last| last.span.end);
        tokens.push(Token {
            form,
            span: word.range(),
            capitals: is_abbreviation(word.as_str()),
            joined: before == Some('-') && end == word.start().saturating_sub(1),
        });
    }
    tokens
}

/// A word without case and accents: "Coöperatie" and "cooperatie" are the same.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c)) {
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
    out
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.form).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            forms("Coöperatie géén ĲSBERG Straße"),
            ["cooperatie", "geen", "ijsberg", "strasse"]
        );
    }

    #[test]
    fn numbers_stay_whole_and_apostrophes_end_words() {
        assert_eq!(
            forms("In 2.4.8: foto's, MKBA’s en zo'n 40+-wijk."),
            ["in", "2.4.8", "foto", "mkba", "en", "zo", "40", "wijk"]
        );
    }

    #[test]
    fn capitals_and_hyphens_are_told() {
        let all = tokens("De MKBA van een doe-democratie");
        assert!(all[1].capitals && !all[0].capitals);
        assert!(all[5].joined && !all[4].joined);
    }
}
