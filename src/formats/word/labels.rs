//! Which number of a chapter a number of Word stands for.

use super::super::blocks::Label;
use super::numbering::{Counted, Format};
use crate::number::Number;

/// The words before the letters or numbers of appendices.
const APPENDIX: [&str; 4] = ["bijlage", "appendix", "annex", "aanhangsel"];

/// The label of a heading; nothing for one that shows no number.
pub fn of_heading(counted: &Counted) -> Option<Label> {
    let (first, rest) = counted.counts.split_first()?;
    let text = counted.text.trim_end_matches(['.', ':', ' ', '-', '–']).to_owned();
    let lower = text.to_lowercase();
    let is_letter = matches!(first.0, Format::LowerLetter | Format::UpperLetter);
    let is_appendix = APPENDIX.iter().any(|word| lower.contains(word))
        || (is_letter && (counted.level == 0 || !rest.is_empty()));
    let first = if is_appendix { letter(first.1) } else { Some(first.1.to_string()) };
    let rest = rest.iter().map(|(_, count)| count.to_string());
    let number = first.and_then(|first| {
        let parts: Vec<String> = [first].into_iter().chain(rest).collect();
        parts.join(".").parse::<Number>().ok()
    });
    let is_partial = counted.counts.len() == 1 && counted.level > 0 && !is_appendix;
    Some(Label { text, number, is_partial })
}

/// The letter of the n-th appendix.
fn letter(count: u32) -> Option<String> {
    let place = u8::try_from(count.checked_sub(1)?).ok().filter(|place| *place < 26)?;
    Some(char::from(b'A' + place).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str, counts: &[(Format, u32)], level: usize) -> Option<(String, bool)> {
        let (format, count) = counts.last().copied().unwrap_or_default();
        let counts = counts.to_vec();
        let counted = Counted { text: text.into(), counts, level, count, format };
        let label = of_heading(&counted)?;
        Some((label.number.map(|n| n.to_string()).unwrap_or_default(), label.is_partial))
    }

    #[test]
    fn numbers_and_letters_of_word_are_numbers_of_chapters() {
        let found = |text: &str, partial| Some((text.to_owned(), partial));
        let decimal = |count| (Format::Decimal, count);
        assert_eq!(label("2.1", &[decimal(2), decimal(1)], 1), found("2.1", false));
        assert_eq!(label("Deel II", &[(Format::UpperRoman, 2)], 0), found("2", false));
        assert_eq!(label("Bijlage C:", &[(Format::UpperLetter, 3)], 0), found("C", false));
        assert_eq!(label("Bijlage 2", &[decimal(2)], 6), found("B", false));
        assert_eq!(label("B", &[(Format::UpperLetter, 2)], 0), found("B", false));
        assert_eq!(label("A.1", &[(Format::UpperLetter, 1), decimal(1)], 1), found("A.1", false));
        assert_eq!(label("b)", &[(Format::LowerLetter, 2)], 1), found("2", true));
        assert_eq!(label("3.", &[decimal(3)], 1), found("3", true));
        assert_eq!(label("Bijlage 40", &[decimal(40)], 0), found("", false));
        assert_eq!(label("Inleiding", &[], 0), None);
    }
}
