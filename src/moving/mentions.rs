//! Old numbers in running text. Only an editor can tell whether they mean a chapter.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Removed;
use crate::diagnostic::{Diagnostic, Span};
use crate::messages::message;
use crate::number::Number;
use crate::workspace::Manuscript;

/// The places where a text still mentions a number that changed.
pub fn of_old_numbers(
    after: &Manuscript,
    chapters: &[(Number, Number, String)],
) -> Vec<Diagnostic> {
    let moved = chapters.iter().map(|(old, new, title)| {
        let (title, new) = (title.as_str(), new.to_string());
        (old, message!("text-speaks-of", "moved", title = title, new = new))
    });
    find(after, &moved.collect::<Vec<_>>())
}

/// The places where a text still mentions a chapter that was removed.
pub fn of_removed(after: &Manuscript, removed: &[Removed]) -> Vec<Diagnostic> {
    let numbered = removed.iter().filter_map(|chapter| {
        let help = message!("text-speaks-of", "removed", title = chapter.title.as_str());
        Some((chapter.number.as_ref()?, help))
    });
    find(after, &numbered.collect::<Vec<_>>())
}

/// The places that mention numbers, with the advice for each number.
fn find(after: &Manuscript, numbers: &[(&Number, String)]) -> Vec<Diagnostic> {
    // A number of one component could be any number.
    let numbers = numbers.iter().filter(|(number, _)| number.depth() > 1);
    let written: Vec<(String, &str)> = numbers
        .flat_map(|(number, help)| {
            let forms = BTreeSet::from([number.to_string(), number.plain().to_string()]);
            forms.into_iter().map(|form| (form, help.as_str()))
        })
        .collect();
    let mut found = Vec::new();
    for (source, document) in &after.chapters {
        // The address of a reference is right; only what people read may be out of date.
        let is_address = |span: Span| {
            let mut addresses = document.references.iter().map(|reference| reference.address);
            addresses.any(|address| address.start() <= span.start() && span.end() <= address.end())
        };
        for &prose in &document.prose {
            let text = source.text.slice(prose);
            for (number, help) in &written {
                for range in occurrences(text, number) {
                    let span = source.text.part(prose, range);
                    if !is_address(span) {
                        let message = message!("text-speaks-of", number = number.as_str());
                        found.push(Diagnostic::warning(message).at(&source.text, span).help(*help));
                    }
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
