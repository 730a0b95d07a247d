//! Old numbers in running text. Only an editor can tell whether they mean a chapter.

use std::collections::HashMap;

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
    let written: HashMap<String, &str> = numbers
        .flat_map(|(number, help)| {
            let forms = [number.to_string(), number.plain().to_string()];
            forms.map(|form| (form, help.as_str()))
        })
        .collect();
    let mut found = Vec::new();
    if written.is_empty() {
        return found;
    }
    for (source, document) in &after.chapters {
        // The address of a reference is right; only what people read may be out of date.
        let is_address = |span: Span| {
            let mut addresses = document.references.iter().map(|reference| reference.address);
            addresses.any(|address| address.start() <= span.start() && span.end() <= address.end())
        };
        for &prose in &document.prose {
            for (at, number) in dotted(source.text.slice(prose)) {
                let Some(&help) = written.get(number) else { continue };
                let span = source.text.part(prose, at..at + number.len());
                if !is_address(span) {
                    let message = message!("text-speaks-of", number = number);
                    found.push(Diagnostic::warning(message).at(&source.text, span).help(help));
                }
            }
        }
    }
    found
}

/// The words of a text that may be numbers: those with a dot in them, and where they start. None is
/// part of a longer number, path or anchor.
fn dotted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '#');
    let mut past = 0;
    text.match_indices('.').filter_map(move |(dot, _)| {
        let before = text.get(past..dot)?;
        let start = dot
            - before.chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
        let rest = text.get(start..)?;
        past = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let word = rest.split(|c: char| !c.is_alphanumeric() && c != '.').next()?;
        let word = word.split("..").next()?.trim_end_matches('.');
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_numbers_are_others() {
        let at = |text| -> Vec<usize> {
            dotted(text).filter(|(_, word)| *word == "2.4").map(|(at, _)| at).collect()
        };
        assert_eq!(at("zie 2.4. En 2.4, (2.4), 2.4…"), [4, 12, 18, 24]);
        assert_eq!(at("2.4"), [0]);
        assert_eq!(at("é2.4 2.4/2.5 2.4... 2.4.. 3"), [6, 14, 21]);
        assert_eq!(at("12.4 2.41 2.4.1 1.2.4 2.4a x/2.4 #2.4 .2.4 2.4.x"), [0; 0]);
    }
}
