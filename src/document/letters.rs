//! Lists that count with letters or roman numerals, which the Markdown parser does not know.
//!
//! The mark of an item, `a)` or `iv)`, is masked with digits, byte for byte: to the parser it is an
//! item of a numbered list wherever that may stand, and plain text wherever it may not. No position
//! moves, and what was masked can be read back from the original.

use std::borrow::Cow;
use std::ops::Range;

use super::counts::CountStyle;

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

/// Where the letters of the mark are in a line that starts with one.
fn mark_in(line: &str) -> Option<Range<usize>> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let (mark, rest) = text.split_once(')')?;
    let start = line.len() - text.len();
    (rest.starts_with([' ', '\t']) && !rest.trim().is_empty() && is_mark(mark))
        .then(|| start..start + mark.len())
}

fn is_mark(mark: &str) -> bool {
    let is_letter = mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_numeral = |style: CountStyle| style.read(mark).is_some();
    is_letter || is_numeral(CountStyle::LowerRoman) || is_numeral(CountStyle::UpperRoman)
}

/// How a list counts, and its first count, by the text at its start; nothing if it has digits.
pub fn read(list: &str) -> Option<(CountStyle, u64)> {
    let (mark, _) = list.trim_start().split_once(')').filter(|(mark, _)| is_mark(mark))?;
    let is_letter = mark.len() == 1 && !mark.eq_ignore_ascii_case("i");
    let is_lower = mark.starts_with(|c: char| c.is_ascii_lowercase());
    let style = match (is_letter, is_lower) {
        (true, true) => CountStyle::LowerLetter,
        (true, false) => CountStyle::UpperLetter,
        (false, true) => CountStyle::LowerRoman,
        (false, false) => CountStyle::UpperRoman,
    };
    Some((style, style.read(mark)?))
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
}
