//! Lessons and their themes.

use std::ops::Range;

use super::Chapter;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, walk};
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

/// Lessons that are nothing but a heading.
pub fn without_text(chapter: &Chapter<'_>, found: &mut Vec<Diagnostic>) {
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Lesson { index, blocks } = &block.kind
            && blocks.iter().all(|block| matches!(block.kind, BlockKind::Heading(_)))
        {
            let message = format!("lesson {} has no text", index + 1);
            let problem = Diagnostic::of(Rule::LessonWithoutText, message)
                .help("write below the heading what there is to learn, or take `.les` away");
            found.push(chapter.at(problem, &chapter.document.lessons[*index].span));
        }
    });
}

/// Themes that are not in the guide's list, if it has one.
pub fn unknown_themes(chapter: &Chapter<'_>, known: &[String], found: &mut Vec<Diagnostic>) {
    if known.is_empty() {
        return;
    }
    let mut check = |theme: &String, within: Range<usize>| {
        if known.contains(theme) {
            return;
        }
        let near = did_you_mean(theme, known.iter().map(String::as_str));
        let help = match near {
            Some(near) => format!("did you mean “{near}”?"),
            None => {
                "add it to `themes` below [lessons] in book.toml, or choose one of those".into()
            }
        };
        let text = &chapter.source.text;
        let at = text.content[within.clone()].find(theme.as_str());
        let span = at.map_or(within.clone(), |at| {
            let start = within.start + at;
            start..start + theme.len()
        });
        let message = format!("the guide has no theme “{theme}”");
        let problem = Diagnostic::of(Rule::UnknownTheme, message).help(help);
        found.push(chapter.at(problem, &span));
    };
    let front_matter = &chapter.source.text.content[..chapter.source.body];
    let start = front_matter.find("\nthemes:").map_or(0, |at| at + 1);
    for theme in &chapter.source.front_matter.themes {
        check(theme, start..chapter.source.body);
    }
    for lesson in &chapter.document.lessons {
        let heading = &chapter.source.text.content[lesson.span.clone()];
        let start = heading.rfind("themes=").map_or(0, |at| at + "themes=".len());
        for theme in &lesson.themes {
            check(theme, lesson.span.start + start..lesson.span.end);
        }
    }
}
