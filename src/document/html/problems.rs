//! What is wrong with raw HTML.

use std::sync::LazyLock;

use regex::Regex;

use super::super::HtmlTag;
use super::super::parser::{MAX_DEPTH, Parser};
use super::super::tags::{self, MAX_ATTRIBUTES, Tag};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span, split_at_char};

/// What Markdown would read, were it not in HTML.
static MARKDOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^[ \t]*(?:#{2,6}[ \t]+\S.*|```.*|:::.*|[-*+][ \t]+\p{L}.*|\|.*\|[ \t]*)$|\*\*[^\s*][^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)|\[\[[^\]\n]+\]\]|`[^`\n]+`|\[\^[\w-]+\]",
    )
    .expect("a valid expression")
});

/// The fence of a box.
static FENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*:::.*").expect("a valid expression"));

/// Elements whose text is not that of a page, or is shown as it was typed.
const VERBATIM: [&str; 10] =
    ["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template", "textarea"];

/// Elements that make a page, or divide its window. In a chapter browsers pass over their tags, or
/// hide what is in them.
const OF_PAGE: [&str; 7] = ["body", "frame", "frameset", "head", "html", "noframes", "title"];

/// Endings that almost close a comment.
static NEAR_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"--[ \t]+>|--!>|[–—]>|- ->|-[ \t]*>").expect("a valid expression")
});

impl Parser<'_> {
    /// Reports marks of Markdown that stand in raw HTML and are shown as text.
    pub(super) fn report_markdown(&mut self, source: &Mapped) {
        let html = source.as_str();
        let found = tags::read(html);
        // That a box is not closed is said as well: this is why.
        if let Some(fence) = FENCE.find(html) {
            let span = source.span(self.text, fence.range());
            self.report_unread(span);
            return;
        }
        let end = Tag { range: html.len()..html.len(), ..Tag::default() };
        let (mut start, mut verbatim) = (0, 0_usize);
        for tag in found.tags.iter().chain([&end]) {
            let text = html.get(start..tag.range.start).unwrap_or_default();
            if verbatim == 0
                && !text.contains("<!--")
                && let Some(mark) = MARKDOWN.find(text)
            {
                let span = source.span(self.text, start + mark.start()..start + mark.end());
                self.report_unread(span);
                return;
            }
            if VERBATIM.contains(&tag.name.as_str()) && !tag.is_self_closing {
                verbatim = if tag.is_end { verbatim.saturating_sub(1) } else { verbatim + 1 };
            }
            start = start.max(tag.range.end);
        }
    }

    fn report_unread(&mut self, mark: Span) {
        self.breach(Rule::NearMissHtml, self.text.trim(mark), message!("near-markdown")).help =
            Some(message!("near-markdown", "help"));
    }

    /// Reports what browsers would take for a comment; it is shown as text.
    pub(in crate::document) fn report_declaration(&mut self, span: Span) {
        let place = self.text.first_line(self.text.trim(span));
        let message = message!("html-declaration");
        self.breach(Rule::IgnoredHtml, place, message).help =
            Some(message!("html-declaration", "help"));
    }

    /// A comment up to where it ends.
    fn to_end(&self, comment: Span) -> &str {
        let written = self.written(comment);
        written.split_once("-->").map_or(written, |(comment, _)| comment)
    }

    /// Reports a comment that does not end.
    pub(in crate::document) fn report_open_comment(&mut self, span: Span, message: String) {
        /// More than anyone writes in a comment.
        const MOST: usize = 1000;
        let help = match NEAR_END.find(split_at_char(self.to_end(span), MOST).0) {
            Some(found) => message!("comment-open", "near", written = found.as_str()),
            None => message!("comment-open", "help"),
        };
        let place = self.text.first_line(self.text.trim(span));
        self.breach(Rule::UnclosedHtml, place, message).help = Some(help);
    }

    /// Whether a tag is one of a whole page, of which a chapter is a part. A drawing has a title too.
    pub(super) fn is_of_page(&self, tag: &Tag) -> bool {
        let is_drawing = || self.elements.get("svg").is_some_and(|open| !open.is_empty());
        OF_PAGE.contains(&tag.name.as_str()) && !(tag.name == "title" && is_drawing())
    }

    /// Reports once a chapter that its tags of a whole page are left out; their text stays.
    pub(super) fn report_page(&mut self, name: &str, span: Span) {
        if !std::mem::replace(&mut self.has_page_tags, true) {
            let message = message!("html-of-page", name = name);
            self.breach(Rule::IgnoredHtml, span, message).help =
                Some(message!("html-of-page", "help"));
        }
    }

    /// What is not closed would hold the rest of the page, and what closes nothing would close
    /// what the theme has opened.
    pub(super) fn check_tag(&mut self, tag: &Tag, source: &Mapped) {
        let span = source.span(self.text, tag.range.clone());
        self.document.tags.push(HtmlTag {
            name: tag.name.clone(),
            is_end: tag.is_end,
            has_alt: tag.attribute("alt").is_some(),
            is_layout: matches!(tag.attribute("role"), Some("presentation" | "none")),
            span,
        });
        let name = &tag.name;
        if !tag.is_end {
            let has_title = tag.attribute("title").is_some_and(|title| !title.trim().is_empty());
            if name == "iframe" && !has_title {
                self.breach(Rule::FrameWithoutTitle, span, message!("frame-untitled")).help =
                    Some(message!("frame-untitled", "help"));
            }
            if name == "style" {
                self.breach(Rule::IgnoredHtml, span.before(), message!("html-style")).help =
                    Some(message!("html-style", "help"));
            }
            if let Some(instead) = tag.instead() {
                let message = message!("html-outdated", name = name.as_str());
                self.breach(Rule::OutdatedHtml, span, message).help = Some(instead);
            }
        }
        if tag.surplus().is_some() {
            self.document.is_costly = true;
            let message = message!("html-attributes-many", most = MAX_ATTRIBUTES);
            self.error(self.text.first_line(span), message).help =
                Some(message!("html-attributes-many", "help"));
        }
        if self.nesting.note(tag) {
            self.report_depth(span);
        }
        if !tag.needs_end() {
            return;
        }
        if !tag.is_end {
            self.elements.entry(name.clone()).or_default().push(span);
            self.open_elements += 1;
            // HTML parsers take time that is quadratic in the depth.
            if self.open_elements > MAX_DEPTH {
                self.report_depth(span);
            }
        } else if self.elements.get_mut(name).and_then(Vec::pop).is_some() {
            self.open_elements -= 1;
        } else {
            let written = source.as_str().get(tag.range.clone()).unwrap_or_default();
            let message = message!("html-end-stray", tag = written);
            self.breach(Rule::UnclosedHtml, span, message).help =
                Some(message!("html-end-stray", "help"));
        }
    }
}
