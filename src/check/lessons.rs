//! Lessons and their themes.

use std::collections::HashSet;

use super::CheckedChapter;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, walk};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::{COMPARED, did_you_mean};

/// Lessons that are nothing but a heading.
pub fn without_text(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Lesson { index, blocks } = &block.kind
            && blocks.iter().all(|block| matches!(block.kind, BlockKind::Heading(_)))
        {
            let number = index + 1;
            let message = message!("lesson-empty", number = number);
            let problem = Diagnostic::of(Rule::LessonWithoutText, message)
                .help(message!("lesson-empty", "help"));
            found.push(chapter.at(problem, chapter.document.lessons[*index].span));
        }
    });
}

/// Themes that are not in the guide's list, if it has one.
pub fn unknown_themes(chapter: &CheckedChapter<'_>, known: &[String], found: &mut Vec<Diagnostic>) {
    if known.is_empty() {
        return;
    }
    let names: HashSet<&String> = known.iter().collect();
    let mut compared = 0;
    let mut check = |theme: &String, within: Span| {
        if names.contains(theme) {
            return;
        }
        compared += 1;
        let near =
            did_you_mean(theme, known.iter().map(String::as_str).filter(|_| compared <= COMPARED));
        let help = match near {
            Some(near) => message!("meant", near = format!("“{near}”")),
            None => message!("lesson-theme-unknown", "help"),
        };
        let span = chapter.source.text.find_in(within, theme).unwrap_or(within);
        let message = message!("lesson-theme-unknown", theme = theme.as_str());
        let problem = Diagnostic::of(Rule::UnknownTheme, message).help(help);
        found.push(chapter.at(problem, span));
    };
    let text = &chapter.source.text;
    let front_matter = chapter.source.front_matter_span();
    let key = text.find_in(front_matter, "\nthemes:").map(Span::after).unwrap_or_default();
    for theme in &chapter.source.front_matter.themes {
        check(theme, key.to(front_matter));
    }
    for lesson in &chapter.document.lessons {
        let start = text.slice(lesson.span).rfind("themes=").unwrap_or_default();
        for theme in &lesson.themes {
            check(theme, text.part(lesson.span, start..lesson.span.len()));
        }
    }
}
