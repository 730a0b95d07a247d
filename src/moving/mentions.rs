//! Old numbers in running text. Only an editor can tell whether they mean a chapter.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::number::Number;
use crate::workspace::Manuscript;

/// The places where a text still mentions a number that changed.
pub fn of_old_numbers(
    after: &Manuscript,
    chapters: &[(Number, Number, String)],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (source, document) in &after.chapters {
        for &prose in &document.prose {
            let text = source.text.slice(prose);
            // A number of one component could be any number.
            for (old, new, title) in chapters.iter().filter(|(old, ..)| old.depth() > 1) {
                let written = old.to_string();
                for range in occurrences(text, &written) {
                    found.push(
                        Diagnostic::warning(format!("the text speaks of {old}"))
                            .at(&source.text, source.text.part(prose, range))
                            .help(format!("if it means “{title}”, that is now {new}")),
                    );
                }
            }
        }
    }
    found
}

/// The places of a number that is not part of a longer one.
fn occurrences<'a>(text: &'a str, number: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_whole = |before: &str, after: &str| {
        let goes_on = after.starts_with(char::is_alphanumeric)
            || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '#');
        !goes_on && !before.ends_with(is_part)
    };
    let found = text.match_indices(number).map(|(at, found)| at..at + found.len());
    found.filter(move |range| match (text.get(..range.start), text.get(range.end..)) {
        (Some(before), Some(after)) => is_whole(before, after),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_numbers_are_others() {
        let at = |text| occurrences(text, "2.4").map(|range| range.start).collect::<Vec<_>>();
        assert_eq!(at("zie 2.4. En 2.4, (2.4)"), [4, 12, 18]);
        assert_eq!(at("12.4 2.41 2.4.1 1.2.4 2.4a x/2.4"), [0; 0]);
    }
}
