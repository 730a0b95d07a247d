//! The numbers of a guide.

use super::of_file;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::number::Number;
use crate::rule::Rule;
use crate::span::Span;
use crate::workspace::Manuscript;

/// Numbers that are skipped between a chapter and the one before it.
pub fn gaps(manuscript: &Manuscript, found: &mut Vec<Diagnostic>) {
    let mut numbers: Vec<Number> =
        manuscript.book.chapters().filter_map(|(_, chapter)| chapter.number.clone()).collect();
    let drafts = manuscript.book.drafts().filter_map(|name| name.parse::<Number>().ok());
    numbers.extend(drafts);
    numbers.sort();
    for (_, chapter) in manuscript.book.chapters() {
        let Some(number) = &chapter.number else { continue };
        let Some(before) = number.sibling(-1) else { continue };
        if numbers.binary_search(&before).is_ok() {
            continue;
        }
        // Between a number and the one before it lies only what is below that one.
        let earlier = &numbers[..numbers.partition_point(|other| other < number)];
        let parent = number.parent();
        let last = earlier
            .iter()
            .rev()
            .take_while(|other| parent.as_ref().is_none_or(|parent| other.is_below(parent)))
            .find(|other| other.parent() == parent && other.is_appendix() == number.is_appendix());
        let (number, missing) = (number.to_string(), before.to_string());
        let help =
            message!("number-gap", "help", missing = missing.as_str(), number = number.as_str());
        let message = match last.map(ToString::to_string) {
            Some(last) => message!("number-gap", number = number, last = last, missing = missing),
            None => message!("number-gap-first", number = number, missing = missing),
        };
        let problem = Diagnostic::of(Rule::NumberGap, message).help(help);
        found.push(match &chapter.source {
            Some(source) => problem.at(&source.text, Span::START),
            None => of_file(problem, format!("{}{}", manuscript.shown, chapter.label())),
        });
    }
}
