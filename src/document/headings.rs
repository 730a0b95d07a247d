//! Headings: their anchors, and the lessons they open.

use std::sync::LazyLock;

use pulldown_cmark::{HeadingLevel, TagEnd};
use regex::Regex;

use super::attributes::{self, Attributes};
use super::parser::Parser;
use super::{BlockKind, Heading, HeadingEntry, Inline, Lesson, text, walk};
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
                self.breach(Rule::NearMissLesson, span, "a chapter is no lesson").help =
                    Some("write a heading with {.les} below the title".into());
            }
            self.document.title = Some(title);
            self.document.title_span = self.text.trim(span);
            return None;
        }
        let mut has_image = false;
        walk::each_inline(&content, &mut |inline| has_image |= matches!(inline, Inline::Image(_)));
        if title.trim().is_empty() && !has_image {
            let span = self.text.trim(span);
            self.breach(Rule::EmptyHeading, span, "this heading has no text").help =
                Some("write what comes below it, or remove the line".into());
        }
        if level == HeadingLevel::H1 {
            let span = self.text.trim(span);
            self.breach(Rule::HeadingLevel, span, "level 1 is for the title of the chapter").help =
                Some("start headings within a chapter with ##".into());
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
            self.breach(Rule::NearMissLesson, span, "only lessons have themes").help =
                Some("did you mean {.les themes=\"…\"}?".into());
        }
        let classes = attributes.classes.iter().filter(|class| !self::is_lesson(class));
        let classes = classes.map(ToString::to_string).collect();
        let level = (level as u8).max(2);
        if self.boxes == 0 {
            self.document.headings.push(HeadingEntry { level, id: id.clone(), title, lesson });
        }
        Some(BlockKind::Heading(Heading { level, id, classes, lesson, content }))
    }

    /// Reports a heading that was not meant as it is: text above a line of dashes, signs with spaces
    /// between.
    fn report_odd_heading(&mut self, title: &str, span: Span) {
        let span = self.text.trim(span);
        let words = title.trim_start_matches('#');
        if words != title && words.starts_with(char::is_whitespace) {
            let message = "these signs are shown: there is a space between them";
            let help = format!("did you mean `## {}`?", words.trim());
            self.breach(Rule::NearMissHeading, span, message).help = Some(help);
        }
        let Some(last) = self.text.lines(span).last() else { return };
        let is_underlined = last != span && self.written(last).ends_with('-');
        let is_text = self.text.lines(span).count() > 2
            || title.ends_with(['.', ':']) && title.split_whitespace().count() > LONGEST_HEADING;
        if is_underlined && FRONT_MATTER.is_match(self.written(span)) {
            let message = "this is shown as a heading: front matter stands at the top of a file";
            let place = self.text.first_line(span);
            self.breach(Rule::NearMissFrontMatter, place, message).help =
                Some("move it to the first line, between lines of three dashes".into());
        } else if is_underlined && is_text {
            let message = "this line of dashes makes a heading of the text above it";
            self.breach(Rule::NearMissHeading, self.text.trim(last), message).help =
                Some("leave the line above it empty for a line across the page".into());
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
                let message = format!("`{word}` makes no lesson");
                self.breach(Rule::NearMissLesson, span, message).help =
                    Some(format!("did you mean {{.{lesson}}}?"));
                continue;
            }
            let message = format!("`{key}` means nothing in braces");
            self.breach(Rule::UnknownKey, span, message).help =
                Some(match did_you_mean(&key.to_lowercase(), attributes::THEMES) {
                    Some(_) => "did you mean `themes`?".into(),
                    None => {
                        "write a class as .class, an anchor as #anchor, and themes as themes=\"…\""
                            .into()
                    }
                });
        }
        for &class in attributes.classes.iter().filter(|class| !is_lesson(class)) {
            if let Some(lesson) = did_you_mean(&class.to_lowercase(), LESSON) {
                let span = self.text.find_in(within, class).unwrap_or(within);
                let message = format!("the class `{class}` makes no lesson");
                self.breach(Rule::NearMissLesson, span, message).help =
                    Some(format!("did you mean {{.{lesson}}}?"));
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
            self.breach(Rule::Footnote, span, "a title cannot refer to a footnote").help =
                Some("refer to it in the text".into());
        }
    }

    pub(super) fn explicit_anchor(&mut self, id: &str, span: Span) -> String {
        if self.chosen.insert(id.to_owned(), span).is_some() {
            self.double_anchor(id, span);
        }
        if id.starts_with("wg-") {
            let span = self.text.trim(span);
            self.breach(Rule::DuplicateAnchor, span, "anchors with `wg-` are those of the theme")
                .help = Some("choose another name".into());
        }
        id.to_owned()
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

/// Front matter that the parser takes for a heading, as a line of dashes stands below it.
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
