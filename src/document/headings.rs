//! Headings: their anchors, and the lessons they open.

use std::sync::LazyLock;

use pulldown_cmark::{HeadingLevel, TagEnd};
use regex::Regex;

use super::attributes::{self, Attributes};
use super::parser::Parser;
use super::{BlockKind, Heading, HeadingEntry, Inline, Lesson, text, walk};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::did_you_mean;

impl<'a> Parser<'a> {
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        span: Span,
        top: bool,
    ) -> Option<BlockKind> {
        let mut content = self.inlines(TagEnd::Heading(level));
        let escaped = attributes::escaped_braces(self.written(span));
        // The parser takes braces for attributes also if they are escaped.
        let id = id.filter(|_| escaped.is_none());
        if let (Some(braces), Some(Inline::Text(last))) = (escaped, content.last_mut())
            && last.ends_with('\\')
        {
            last.pop();
            last.push_str(braces);
        }
        let title = text::of_inlines(&content);
        self.report_odd_heading(&title, span);
        if level == HeadingLevel::H1 && top && self.document.title.is_none() {
            self.drop_notes(&content, span);
            let attributes = self.attributes_of(span);
            if attributes.classes.iter().any(|class| is_lesson(class)) {
                let span = self.text.trim(span);
                self.breach(Rule::NearMissLesson, span, message!("lesson-title")).help =
                    Some(message!("lesson-title", "help"));
            }
            self.document.title = Some(title);
            self.document.title_span = self.text.trim(span);
            return None;
        }
        let mut has_image = false;
        walk::each_inline(&content, &mut |inline| has_image |= matches!(inline, Inline::Image(_)));
        if title.trim().is_empty() && !has_image {
            let span = self.text.trim(span);
            self.breach(Rule::EmptyHeading, span, message!("heading-empty")).help =
                Some(message!("heading-empty", "help"));
        }
        if level == HeadingLevel::H1 {
            let span = self.text.trim(span);
            self.breach(Rule::HeadingLevel, span, message!("heading-level-one")).help =
                Some(message!("heading-level-one", "help"));
        }
        let reported = self.document.diagnostics.len();
        let attributes = self.attributes_of(span);
        let is_reported = self.document.diagnostics.len() > reported;
        let id = match id {
            Some(id) => self.explicit_anchor(id, span),
            None => self.anchors.of_heading(&title),
        };
        let is_lesson = attributes.classes.iter().any(|class| is_lesson(class));
        let lesson = is_lesson.then(|| {
            let number = self.document.lessons.len() + 1;
            let id = self.anchors.counted("les", number);
            self.document.lessons.push(Lesson {
                number,
                id,
                title: title.clone(),
                themes: attributes.themes.iter().map(ToString::to_string).collect(),
                teaser: String::new(),
                span,
            });
            number - 1
        });
        if !is_lesson && !attributes.themes.is_empty() && !is_reported {
            let span = self.text.trim(span);
            self.breach(Rule::NearMissLesson, span, message!("themes-without-lesson")).help =
                Some(message!("themes-without-lesson", "help"));
        }
        let classes = attributes.classes.iter().filter(|class| !self::is_lesson(class));
        let classes = classes.map(ToString::to_string).collect();
        let level = (level as u8).max(2);
        if self.boxes == 0 {
            self.document.headings.push(HeadingEntry { level, id: id.clone(), title, lesson });
        }
        Some(BlockKind::Heading(Box::new(Heading { level, id, classes, lesson, content })))
    }

    /// Reports a heading that was not meant as it is: text above a line of dashes, signs with spaces
    /// between.
    fn report_odd_heading(&mut self, title: &str, span: Span) {
        let span = self.text.trim(span);
        let words = title.trim_start_matches('#');
        if words != title && words.starts_with(char::is_whitespace) {
            let message = message!("heading-signs-spaced");
            let help = message!("did-you-mean", near = format!("## {}", words.trim()));
            self.breach(Rule::NearMissHeading, span, message).help = Some(help);
        }
        let Some(last) = self.text.lines(span).last() else { return };
        let is_underlined = last != span && self.written(last).ends_with('-');
        let is_text = self.text.lines(span).count() > 2
            || title.ends_with(['.', ':']) && title.split_whitespace().count() > LONGEST_HEADING;
        if is_underlined && FRONT_MATTER.is_match(self.written(span)) {
            let message = message!("heading-front-matter");
            let place = self.text.first_line(span);
            self.breach(Rule::NearMissFrontMatter, place, message).help =
                Some(message!("heading-front-matter", "help"));
        } else if is_underlined && is_text {
            let message = message!("heading-dashes");
            self.breach(Rule::NearMissHeading, self.text.trim(last), message).help =
                Some(message!("heading-dashes", "help"));
        }
    }

    /// The attributes of a heading. The parser splits them at spaces, but a theme may have spaces in
    /// it, so they are read from the source.
    fn attributes_of(&mut self, span: Span) -> Attributes<'a> {
        let written = self.written(span).trim_end_matches(attributes::is_sign);
        let Some((words, block)) = attributes::split(written) else {
            return Attributes::default();
        };
        let attributes = attributes::read(block);
        self.report_attributes(&attributes, self.text.part(span, words.len()..written.len()));
        attributes
    }

    /// Reports attributes that mean nothing, or almost make a lesson.
    pub(super) fn report_attributes(&mut self, attributes: &Attributes<'_>, within: Span) {
        // Other tools have attributes for scripts, which do not concern readers.
        let is_said = |word: &&&str| !word.starts_with("data-");
        for &word in attributes.unknown.iter().filter(is_said) {
            let span = self.text.find_in(within, word).unwrap_or(within);
            let key = word.split('=').next().unwrap_or_default().trim();
            let lesson = did_you_mean(&key.to_lowercase(), LESSON);
            if let Some(lesson) = lesson.filter(|_| !word.contains('=')) {
                let message = message!("lesson-word", word = word);
                self.breach(Rule::NearMissLesson, span, message).help =
                    Some(message!("lesson-word", "help", lesson = lesson));
                continue;
            }
            let message = message!("attribute-unknown", key = key);
            self.breach(Rule::UnknownKey, span, message).help =
                Some(match did_you_mean(&key.to_lowercase(), attributes::THEMES) {
                    Some(_) => message!("did-you-mean", near = "themes"),
                    None => message!("attribute-unknown", "help"),
                });
        }
        for &id in &attributes.unused {
            let span = self.text.find_in(within, id).unwrap_or(within);
            let message = message!("anchor-unused", anchor = id);
            self.breach(Rule::UnknownKey, span, message).help =
                Some(message!("anchor-unused", "help"));
        }
        for &class in attributes.classes.iter().filter(|class| !is_lesson(class)) {
            if let Some(lesson) = did_you_mean(&class.to_lowercase(), LESSON) {
                let span = self.text.find_in(within, class).unwrap_or(within);
                let message = message!("lesson-class", class = class);
                self.breach(Rule::NearMissLesson, span, message).help =
                    Some(message!("lesson-word", "help", lesson = lesson));
            }
        }
    }

    /// Titles also appear in menus and lists, which have no notes.
    fn drop_notes(&mut self, title: &[Inline], span: Span) {
        let mut notes = Vec::new();
        walk::each_inline(title, &mut |inline| {
            if let Inline::FootnoteReference { footnote, .. } = inline {
                notes.push(*footnote);
            }
        });
        for note in notes {
            let mark = self.footnotes.forget_reference(note);
            let span = self.text.find_in(span, &mark).unwrap_or(span);
            self.breach(Rule::Footnote, span, message!("title-footnote")).help =
                Some(message!("title-footnote", "help"));
        }
    }

    pub(super) fn explicit_anchor(&mut self, id: &str, span: Span) -> String {
        if self.chosen.insert(id.to_owned(), span).is_some() {
            self.double_anchor(id, span);
        }
        if id.starts_with("wg-") {
            let span = self.text.trim(span);
            self.breach(Rule::DuplicateAnchor, span, message!("anchor-of-theme")).help =
                Some(message!("anchor-of-theme", "help"));
        }
        id.to_owned()
    }

    pub(super) fn double_anchor(&mut self, id: &str, span: Span) {
        let message = message!("anchor-twice", anchor = id);
        self.breach(Rule::DuplicateAnchor, self.text.trim(span), message).help =
            Some(message!("anchor-twice", "help"));
    }
}

/// Front matter that the parser takes for a heading, as a line of dashes is below it.
static FRONT_MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[ \t]*-*(?i:title|titel|summary|samenvatting|number|nummer|date|datum|updated|authors?|themes?|thema's|goals|aliases|draft|position|lang|banner):[ \t]",
    )
    .expect("a valid expression")
});

/// How many words a heading may have that ends as a sentence does.
const LONGEST_HEADING: usize = 6;

/// The classes that make a heading a lesson.
const LESSON: [&str; 2] = ["les", "lesson"];

fn is_lesson(class: &str) -> bool {
    LESSON.iter().any(|known| class.eq_ignore_ascii_case(known))
}
