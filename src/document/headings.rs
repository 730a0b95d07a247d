//! Headings: their anchors, and the lessons they open.

use pulldown_cmark::{HeadingLevel, TagEnd};

use super::parser::Parser;
use super::{BlockKind, Heading, HeadingEntry, Lesson, text};
use crate::rule::Rule;
use crate::span::Span;

impl Parser<'_> {
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        mut classes: Vec<String>,
        span: Span,
        top: bool,
    ) -> Option<BlockKind> {
        let content = self.inlines(TagEnd::Heading(level));
        let title = text::of_inlines(&content);
        if level == HeadingLevel::H1 && top && self.document.title.is_none() {
            self.document.title = Some(title);
            return None;
        }
        if level == HeadingLevel::H1 {
            let span = self.text.trim(span);
            self.breach(Rule::HeadingLevel, span, "level 1 is for the title of the chapter").help =
                Some("start headings within a chapter with ##".into());
        }
        let id = match id {
            Some(id) => self.explicit_anchor(id, span),
            None => self.anchors.of_heading(&title),
        };
        let is_lesson = |class: &String| matches!(class.as_str(), "les" | "lesson");
        let lesson = classes.iter().any(is_lesson).then(|| {
            self.document.lessons.push(Lesson {
                number: self.document.lessons.len() + 1,
                title: title.clone(),
                themes: themes(self.written(span)),
                teaser: String::new(),
                span,
            });
            let index = self.document.lessons.len() - 1;
            self.anchors.take(&Lesson::id(index + 1));
            index
        });
        classes.retain(|class| !is_lesson(class));
        let level = (level as u8).max(2);
        if self.boxes == 0 {
            self.document.headings.push(HeadingEntry { level, id: id.clone(), title, lesson });
        }
        Some(BlockKind::Heading(Heading { level, id, classes, lesson, content }))
    }

    pub(super) fn explicit_anchor(&mut self, id: &str, span: Span) -> String {
        if !self.chosen.insert(id.to_owned()) {
            self.double_anchor(id, span);
        }
        id.to_owned()
    }

    pub(super) fn take_anchor(&mut self, id: &str, span: Span) {
        if !self.anchors.take(id) {
            self.double_anchor(id, span);
        }
    }

    pub(super) fn double_anchor(&mut self, id: &str, span: Span) {
        self.breach(
            Rule::DuplicateAnchor,
            self.text.trim(span),
            format!("the anchor `{id}` is used twice in this chapter"),
        )
        .help = Some("give one of the two another name".into());
    }
}

/// The themes in a heading's attributes. The parser splits attributes at spaces, but a theme may
/// have spaces in it, so they are read from the source.
fn themes(heading: &str) -> Vec<String> {
    let Some((_, value)) = heading.rsplit_once("themes=") else {
        return Vec::new();
    };
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split([' ', '}']).next(),
    };
    value
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|theme| !theme.is_empty())
        .map(str::to_owned)
        .collect()
}
