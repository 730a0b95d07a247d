//! Lists that count with letters or roman numerals, which the Markdown parser does not know.
//!
//! The mark of an item, `a)` or `iv)`, is masked with digits, byte for byte: to the parser it is an
//! item of a numbered list wherever that may stand, and plain text wherever it may not. No position
//! moves, and what was masked can be read back from the original.

use std::borrow::Cow;
use std::ops::Range;

/// How the counts of a list are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CountStyle {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerLetter,
    /// A, B, C
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

impl CountStyle {
    /// The value of the attribute `type` of an `ol`; nothing for digits, which need none.
    pub fn html_type(self) -> Option<&'static str> {
        match self {
            Self::Decimal => None,
            Self::LowerLetter => Some("a"),
            Self::UpperLetter => Some("A"),
            Self::LowerRoman => Some("i"),
            Self::UpperRoman => Some("I"),
        }
    }
}

/// The roman numerals that count, from 1: no list and no set of appendices is longer.
pub const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
];

/// A count in a style, as it stands before its bracket; nothing for one that Markdown would read
/// as another.
pub fn mark_of(count: u64, style: CountStyle) -> Option<String> {
    let place = usize::try_from(count.checked_sub(1)?).ok()?;
    let mark = match style {
        CountStyle::Decimal => return None,
        CountStyle::LowerLetter | CountStyle::UpperLetter => {
            ('a'..='z').nth(place).map(String::from)?
        }
        CountStyle::LowerRoman | CountStyle::UpperRoman => (*ROMAN.get(place)?).to_owned(),
    };
    Some(match style {
        CountStyle::UpperLetter | CountStyle::UpperRoman => mark.to_uppercase(),
        _ => mark,
    })
}

/// Replaces the letters of every mark by as many digits. Only a list that starts with its first
/// count can follow a line of text, as in every numbered list.
pub fn mask(body: Cow<'_, str>) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    let mut done = 0;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if let Some(mark) = mark_in(line) {
            let out = masked.get_or_insert_with(|| String::with_capacity(body.len()));
            let (start, end) = (at + mark.start, at + mark.end);
            out.push_str(body.get(done..start).unwrap_or_default());
            let is_first = body.get(start..end).is_some_and(|mark| {
                mark.eq_ignore_ascii_case("a") || mark.eq_ignore_ascii_case("i")
            });
            out.push_str(&if is_first { "1" } else { "2" }.repeat(mark.len()));
            done = end;
        }
        at += line.len();
    }
    match masked {
        Some(mut out) => {
            out.push_str(body.get(done..).unwrap_or_default());
            Cow::Owned(out)
        }
        None => body,
    }
}

/// Where the letters of the mark stand in a line that starts with one.
fn mark_in(line: &str) -> Option<Range<usize>> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let (mark, rest) = text.split_once(')')?;
    let start = line.len() - text.len();
    (rest.starts_with([' ', '\t']) && !rest.trim().is_empty() && is_mark(mark))
        .then(|| start..start + mark.len())
}

fn is_mark(mark: &str) -> bool {
    let is_letter = mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_alphabetic());
    let lower = mark.to_lowercase();
    let is_one_case = mark == lower || mark == mark.to_uppercase();
    is_letter || (is_one_case && ROMAN.contains(&lower.as_str()))
}

/// How a list counts, and its first count, by the text at its start; nothing if it has digits.
pub fn read(list: &str) -> Option<(CountStyle, u64)> {
    let (mark, _) = list.trim_start().split_once(')').filter(|(mark, _)| is_mark(mark))?;
    let lower = mark.to_lowercase();
    let is_upper = mark != lower;
    let place = |place: usize| u64::try_from(place + 1).unwrap_or(1);
    let letter = lower.chars().next().filter(|_| lower.len() == 1 && lower != "i");
    Some(match letter {
        Some(letter) => {
            let count = place(('a'..='z').position(|known| known == letter)?);
            (if is_upper { CountStyle::UpperLetter } else { CountStyle::LowerLetter }, count)
        }
        None => {
            let count = place(ROMAN.iter().position(|known| *known == lower)?);
            (if is_upper { CountStyle::UpperRoman } else { CountStyle::LowerRoman }, count)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_masked_and_text_is_not() {
        let masked = |body| mask(Cow::Borrowed(body)).into_owned();
        assert_eq!(masked("a) x\nb) y\n"), "1) x\n2) y\n");
        assert_eq!(masked("> iv) x\n  A) é\n"), "> 22) x\n  1) é\n");
        for text in ["ja) nee", "(a) x", "a)x", "a)", "Iv) x", "ab) x", "a. x", "é) x"] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn lists_say_how_they_count() {
        assert_eq!(read("a) x"), Some((CountStyle::LowerLetter, 1)));
        assert_eq!(read("C) x"), Some((CountStyle::UpperLetter, 3)));
        assert_eq!(read("i) x"), Some((CountStyle::LowerRoman, 1)));
        assert_eq!(read("IV) x"), Some((CountStyle::UpperRoman, 4)));
        assert_eq!(read("3) x"), None);
        assert_eq!(read("- x (a) y"), None);
    }

    #[test]
    fn counts_are_written_as_they_are_read() {
        use CountStyle::{Decimal, LowerLetter, LowerRoman, UpperLetter, UpperRoman};
        for style in [LowerLetter, UpperLetter, LowerRoman, UpperRoman] {
            let mark = mark_of(2, style).unwrap();
            assert_eq!(read(&format!("{mark}) x")), Some((style, 2)));
        }
        assert_eq!(mark_of(27, LowerLetter), None);
        assert_eq!(mark_of(1, Decimal), None);
    }
}
