//! Soft hyphens in the cells of tables. Many reading systems know no hyphens for any language, and would break
//! words there anywhere, without a hyphen.

use std::borrow::Cow;

use ego_tree::NodeRef;
use hypher::Lang;
use scraper::Node;

/// The shortest word that gets them, in letters.
const SHORTEST: usize = 8;

const SOFT_HYPHEN: &str = "\u{ad}";

/// Elements of which the text is no words of a language.
const NO_WORDS: [&str; 8] = ["code", "kbd", "math", "pre", "samp", "svg", "textarea", "var"];

/// The language of a text in a cell, if its words are hyphenated.
pub fn language(text: NodeRef<'_, Node>) -> Option<Lang> {
    let mut is_in_cell = false;
    let mut tag = None;
    for element in text.ancestors().filter_map(|node| node.value().as_element()) {
        if NO_WORDS.contains(&element.name()) && !is_in_cell {
            return None;
        }
        is_in_cell |= matches!(element.name(), "td" | "th");
        tag = tag.or(element.attr("lang").or(element.attr("xml:lang")));
    }
    let code = tag?.as_bytes().first_chunk::<2>().filter(|_| is_in_cell)?;
    let is_whole = tag?.as_bytes().get(2).is_none_or(|next| *next == b'-');
    Lang::from_iso(code.map(|letter| letter.to_ascii_lowercase())).filter(|_| is_whole)
}

/// A text with soft hyphens in its long words, but in no addresses or names of files.
pub fn hyphenated(text: &str, language: Lang) -> Cow<'_, str> {
    if !text.split(|c: char| !c.is_alphabetic()).any(is_long) {
        return text.into();
    }
    let pieces = text.split_inclusive(char::is_whitespace);
    let hyphenated = |piece: &str| {
        if is_name(piece) { piece.to_owned() } else { word(piece, language) }
    };
    pieces.map(hyphenated).collect::<String>().into()
}

/// What stands between spaces, each of its words hyphenated.
fn word(piece: &str, language: Lang) -> String {
    let parts = piece.split_inclusive(|c: char| !c.is_alphabetic());
    let hyphenated = |part: &str| {
        let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let behind = part.strip_prefix(letters).unwrap_or_default();
        let syllables = is_long(letters).then(|| hypher::hyphenate(letters, language));
        syllables.map_or(part.to_owned(), |syllables| syllables.join(SOFT_HYPHEN) + behind)
    };
    parts.map(hyphenated).collect()
}

fn is_long(word: &str) -> bool {
    word.len() >= SHORTEST && word.chars().count() >= SHORTEST
}

/// Whether a word is an address, the name of a file or of something in code, or is hyphenated already.
fn is_name(word: &str) -> bool {
    let within = word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut letters = within.chars().skip_while(|c| c.is_uppercase());
    word.starts_with(['@', '#'])
        || within.contains(|c: char| c.is_numeric() || "/@_:.\\=\u{ad}".contains(c))
        // `CamelCase`; a word of capitals alone is one.
        || letters.any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_get_soft_hyphens() {
        for (text, expected) in [
            ("de verantwoordelijkheid, dus", "de ver-ant-woor-de-lijk-heid, dus"),
            ("kort woord", "kort woord"),
            (
                "https://example.org/verantwoordelijkheid",
                "https://example.org/verantwoordelijkheid",
            ),
            ("verantwoordelijkheid.docx", "verantwoordelijkheid.docx"),
            ("(samenwerking)/x", "(samenwerking)/x"),
            ("«samenwerking»", "«sa-men-wer-king»"),
            ("Samenwerking", "Sa-men-wer-king"),
            ("@samenwerking #samenwerking", "@samenwerking #samenwerking"),
            ("NaamVanBestanden", "NaamVanBestanden"),
        ] {
            let found = hyphenated(text, Lang::Dutch);
            assert_eq!(found.replace(SOFT_HYPHEN, "-"), expected);
        }
    }
}
