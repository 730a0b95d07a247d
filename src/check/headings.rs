//! Headings: their levels, their texts, their length.

use std::collections::HashMap;

use super::{CheckedChapter, of_file};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Heading, text, walk};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::workspace::Manuscript;

/// The headings of a chapter in order, with their places.
fn headings<'a>(chapter: &CheckedChapter<'a>) -> Vec<(&'a Heading, Span)> {
    let mut headings = Vec::new();
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Heading(heading) = &block.kind {
            headings.push((&**heading, block.span));
        }
    });
    headings
}

/// A heading one level deeper than the one before, but no more.
pub fn levels(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    let mut above = 1;
    for (heading, span) in headings(chapter) {
        if heading.level > above + 1 {
            let message = message!("heading-level", level = heading.level, above = above);
            let signs = "#".repeat(usize::from(above) + 1);
            let help = message!("heading-level", "help", signs = signs);
            found.push(chapter.at(Diagnostic::of(Rule::HeadingLevel, message).help(help), span));
        }
        above = heading.level;
    }
}

/// Headings with the same text, which neither readers nor references can tell apart.
pub fn doubled(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for (heading, span) in headings(chapter) {
        let title = text::of_inlines(&heading.content);
        if title.trim().is_empty() {
            continue;
        }
        let line = chapter.source.text.position(span.start()).0;
        match first.get(&title.to_lowercase()).copied() {
            Some(first) => {
                let message = message!("heading-doubled", title = title, line = first);
                let help = message!("heading-doubled", "help");
                found.push(
                    chapter.at(Diagnostic::of(Rule::DoubledHeading, message).help(help), span),
                );
            }
            None => {
                first.insert(title.to_lowercase(), line);
            }
        }
    }
}

/// Headings may be half as long again as titles: those of lessons are whole sentences.
pub fn long(chapter: &CheckedChapter<'_>, limit: usize, found: &mut Vec<Diagnostic>) {
    let limit = limit + limit / 2;
    for (heading, span) in headings(chapter) {
        let length = text::of_inlines(&heading.content).chars().count();
        if length > limit {
            let message = message!("heading-long", length = length, limit = limit);
            found.push(chapter.at(too_long(message), span));
        }
    }
}

/// Titles that are too long for menus, browser tabs and search results.
pub fn titles(manuscript: &Manuscript, found: &mut Vec<Diagnostic>) {
    let limit = manuscript.config.check.title_length;
    for (_, chapter) in manuscript.book.chapters() {
        let length = chapter.title.chars().count();
        if length <= limit {
            continue;
        }
        let problem = too_long(message!("title-long", length = length, limit = limit));
        found.push(match &chapter.source {
            Some(source) => {
                let key = source.text.find_in(source.front_matter_span(), "\ntitle:");
                let at = key.map_or(source.body, |key| key.start() + 1);
                problem.at(&source.text, source.text.rest_of_line(at))
            }
            None => of_file(problem, manuscript.shown.clone() + &chapter.label()),
        });
    }
}

fn too_long(message: String) -> Diagnostic {
    Diagnostic::of(Rule::LongTitle, message).help(message!("title-long", "help"))
}
