//! Which number of a chapter a number of Word stands for.

use super::super::blocks::{CountStyle, Label};
use super::numbering::Counted;
use crate::number::Number;

/// The words before the letters or numbers of appendices.
const APPENDIX: [&str; 4] = ["bijlage", "appendix", "annex", "aanhangsel"];

/// The label of a heading; nothing for one that shows no number.
pub fn of_heading(counted: &Counted) -> Option<Label> {
    let (first, rest) = counted.counts.split_first()?;
    let text = counted.text.trim_end_matches(['.', ':', ' ', '-', '–']).to_owned();
    let lower = text.to_lowercase();
    let is_letter = matches!(first.0, CountStyle::LowerLetter | CountStyle::UpperLetter);
    let is_appendix = APPENDIX.iter().any(|word| lower.contains(word))
        || (is_letter && (counted.level == 0 || !rest.is_empty()));
    let first = if is_appendix {
        CountStyle::UpperLetter.mark(first.1.into())
    } else {
        Some(first.1.to_string())
    };
    let rest = rest.iter().map(|(_, count)| count.to_string());
    let number = first.and_then(|first| {
        let parts: Vec<String> = [first].into_iter().chain(rest).collect();
        parts.join(".").parse::<Number>().ok()
    });
    let is_partial = counted.counts.len() == 1 && counted.level > 0 && !is_appendix;
    Some(Label { text, number, is_partial })
}

/// Whether a number begins with the word for an appendix.
pub fn names_appendix(counted: &Counted) -> bool {
    let text = counted.text.trim().to_lowercase();
    APPENDIX.iter().any(|word| text.starts_with(word))
        && of_heading(counted).is_some_and(|label| label.number.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::numbering::NumberFormat;
    use super::*;

    fn label(text: &str, counts: &[(CountStyle, u32)], level: usize) -> Option<(String, bool)> {
        let (style, count) = counts.last().copied().unwrap_or_default();
        let format = NumberFormat::Count(style);
        let counts = counts.to_vec();
        let counted = Counted { text: text.into(), counts, level, count, format };
        let label = of_heading(&counted)?;
        Some((label.number.map(|n| n.to_string()).unwrap_or_default(), label.is_partial))
    }

    #[test]
    fn numbers_and_letters_of_word_are_numbers_of_chapters() {
        let found = |text: &str, partial| Some((text.to_owned(), partial));
        let decimal = |count| (CountStyle::Decimal, count);
        assert_eq!(label("2.1", &[decimal(2), decimal(1)], 1), found("2.1", false));
        assert_eq!(label("Deel II", &[(CountStyle::UpperRoman, 2)], 0), found("2", false));
        assert_eq!(label("Bijlage C:", &[(CountStyle::UpperLetter, 3)], 0), found("C", false));
        assert_eq!(label("Bijlage 2", &[decimal(2)], 6), found("B", false));
        assert_eq!(label("B", &[(CountStyle::UpperLetter, 2)], 0), found("B", false));
        assert_eq!(
            label("A.1", &[(CountStyle::UpperLetter, 1), decimal(1)], 1),
            found("A.1", false)
        );
        assert_eq!(label("b)", &[(CountStyle::LowerLetter, 2)], 1), found("2", true));
        assert_eq!(label("3.", &[decimal(3)], 1), found("3", true));
        assert_eq!(label("Bijlage 40", &[decimal(40)], 0), found("", false));
        assert_eq!(label("Inleiding", &[], 0), None);
    }
}
