//! From Markdown events to inlines.

use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use regex::Regex;

use super::definitions::FOOTNOTE_MARK;
use super::links::Opening;
use super::parser::{Parser, is_block};
use super::typography::without_fillers;
use super::{Inline, html};
use crate::config::RawHtml;
use crate::diagnostic::Text;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span, controls};

impl<'a> Parser<'a> {
    /// Reads inlines up to the end of the enclosing element.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(tag) if tag == end => break,
                event => self.inline(event, span, &mut line),
            }
        }
        self.finish_line(line)
    }

    /// Reads the inlines directly in a tight list item, starting with `event`.
    pub(super) fn line(&mut self, event: Event<'a>, span: Span) -> Vec<Inline> {
        self.typesetter.begin();
        let mut line = Line::default();
        self.inline(event, span, &mut line);
        while let Some((event, _)) = self.events.peek() {
            let ends = match event {
                Event::Start(tag) => is_block(tag),
                Event::End(_) | Event::Rule => true,
                _ => false,
            };
            if ends {
                break;
            }
            if let Some((event, span)) = self.next() {
                self.inline(event, span, &mut line);
            }
        }
        self.finish_line(line)
    }

    fn inline(&mut self, event: Event<'a>, span: Span, line: &mut Line) {
        match event {
            Event::Text(text) => {
                self.note_prose(span);
                self.look_at_line(span);
                // Colons where no fence is possible are plain text.
                let set = if self.is_masked(span) {
                    self.written(span)
                } else {
                    let range = span.start() - self.body..span.end() - self.body;
                    self.typesetter.mark(&text, self.clean, range)
                };
                // Numeric character references can be control characters: `&#27;`.
                let set = without_fillers(set);
                line.push_text(&controls::blank(&set), self.text, span);
            }
            Event::Code(code) => line.push(Inline::Code(without_fillers(&code).into_owned())),
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(&html, span, line),
            Event::SoftBreak => line.push(Inline::SoftBreak),
            Event::HardBreak => line.push(Inline::HardBreak),
            Event::TaskListMarker(done) => line.push(Inline::Checkbox(done)),
            Event::FootnoteReference(label) => {
                let reference = self.footnote_reference(&label);
                line.push(reference);
            }
            Event::Start(tag) => {
                if let Some(inline) = self.span_of(tag, span) {
                    line.push(inline);
                }
            }
            Event::End(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn inline_html(&mut self, html: &CowStr<'_>, span: Span, line: &mut Line) {
        if html::holds_comment(html) {
            self.report_open_comment(span, message!("comment-hides"));
        }
        if html::is_comment(html) {
            self.note_prose(span);
        } else if html::is_declaration(html) {
            self.report_declaration(span);
            line.push(Inline::Text(html.to_string()));
        } else if self.options.raw_html == RawHtml::Escape {
            line.push(Inline::Text(html.to_string()));
        } else {
            let mut source = Mapped::default();
            source.push(html, self.text, span);
            line.push(Inline::Html(self.html(&source).pieces));
        }
    }

    fn span_of(&mut self, tag: Tag<'a>, span: Span) -> Option<Inline> {
        if !self.descend(span) {
            return None;
        }
        let inline = self.span_at_depth(tag, span);
        self.ascend();
        inline
    }

    fn span_at_depth(&mut self, tag: Tag<'a>, span: Span) -> Option<Inline> {
        Some(match tag {
            Tag::Emphasis => Inline::Emphasis(self.inlines(TagEnd::Emphasis)),
            Tag::Strong => Inline::Strong(self.inlines(TagEnd::Strong)),
            Tag::Strikethrough => Inline::Strikethrough(self.inlines(TagEnd::Strikethrough)),
            Tag::Superscript => {
                self.document.scripts.push(span);
                Inline::Superscript(self.inlines(TagEnd::Superscript))
            }
            Tag::Subscript => {
                self.document.scripts.push(span);
                Inline::Subscript(self.inlines(TagEnd::Subscript))
            }
            Tag::Link { link_type, dest_url, title, id } => self.link(&Opening {
                link_type,
                address: &dest_url,
                title: &title,
                label: &id,
                span,
            }),
            Tag::Image { link_type, dest_url, title, id } => self.image(&Opening {
                link_type,
                address: &dest_url,
                title: &title,
                label: &id,
                span,
            }),
            _ => return None,
        })
    }

    /// Reports what looks like a footnote or a link but is none, and sets sub- and superscript
    /// within words.
    fn finish_line(&mut self, line: Line) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(line.0.len());
        let reported = self.document.diagnostics.len();
        let mut has_signs = false;
        for text in line.texts() {
            if may_have_signs(text.as_str()) {
                has_signs = true;
                self.report_lost(text);
            }
            self.report_look_alikes(text);
        }
        // One message a cause.
        if has_signs && self.document.diagnostics.len() == reported {
            self.report_left_marks(&line.0);
        }
        for part in line.0 {
            match part {
                Part::Inline(inline) => inlines.push(inline),
                Part::Text(text) if has_signs => split_scripts(text.into_string(), &mut inlines),
                Part::Text(text) => inlines.push(Inline::Text(text.into_string())),
            }
        }
        inlines.shrink_to_fit();
        inlines
    }

    /// Reports what the Markdown parser left as text because nothing defines it, or because an
    /// address has spaces.
    fn report_lost(&mut self, text: &Mapped) {
        self.report_spaces(text);
        self.report_near_misses(text);
        for lost in FOOTNOTE_MARK.find_iter(text.as_str()) {
            let label = lost.as_str().trim_matches(['[', '^', ']']);
            // Where the note should be is reported.
            if self.labels().has_near_footnote(label) {
                continue;
            }
            let span = text.span(self.text, lost.range());
            self.breach(Rule::Footnote, span, message!("footnote-missing", label = label)).help =
                Some(message!("footnote-missing", "help", label = label));
        }
        for lost in LOST_LINK.find_iter(text.as_str()) {
            // An empty name is the same as the text.
            let mut parts = lost.as_str().split(['[', ']']).filter(|part| !part.is_empty());
            let name = parts.next_back().unwrap_or_default();
            // Such a line that is shown as text is reported itself.
            if self.labels().has_address(name) {
                continue;
            }
            let span = text.span(self.text, lost.range());
            self.breach(Rule::UndefinedLink, span, message!("link-undefined", name = name)).help =
                Some(message!("link-undefined", "help", name = name));
        }
    }
}

/// Whether anything in a text may be mark-up that the parser left as text. Nearly all texts have no such
/// sign, which their bytes tell in a fraction of the time that expressions take.
fn may_have_signs(text: &str) -> bool {
    let is_sign = |byte| {
        matches!(
            byte,
            b'[' | b']' | b'{' | b'}' | b'<' | b'>' | b'*' | b'_' | b'~' | b'^' | b'`' | b'#'
        ) || matches!(byte, b'=' | b'|' | b'&')
    };
    controls::has_byte(text, is_sign) || text.contains(".les")
}

/// The inlines of a line while they are collected; neighbouring text becomes one.
#[derive(Default)]
struct Line(Vec<Part>);

/// An inline, or text that stands between inlines.
pub(super) enum Part {
    Inline(Inline),
    Text(Mapped),
}

impl Part {
    pub(super) fn text(&self) -> Option<&Mapped> {
        match self {
            Self::Text(text) => Some(text),
            Self::Inline(_) => None,
        }
    }
}

impl Line {
    fn texts(&self) -> impl Iterator<Item = &Mapped> {
        self.0.iter().filter_map(Part::text)
    }

    fn push(&mut self, inline: Inline) {
        self.0.push(Part::Inline(inline));
    }

    /// Joins text only if it is adjacent in the source: no backslash between.
    fn push_text(&mut self, made: &str, original: &Text, span: Span) {
        match self.0.last_mut() {
            Some(Part::Text(last)) if last.end() == Some(span.start()) => {
                last.push(made, original, span);
            }
            _ => {
                let mut text = Mapped::default();
                text.push(made, original, span);
                self.0.push(Part::Text(text));
            }
        }
    }
}

/// A `[text][name]` that the parser left as text because nothing defines the name.
static LOST_LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[[^\[\]]+\]\[[^\[\]^]*\]").expect("a valid expression"));

/// `H~2~O` and `m^2^`: the Markdown parser only accepts these marks at the edge of a word.
fn split_scripts(text: String, out: &mut Vec<Inline>) {
    let mut rest = text.as_str();
    while let Some((before, script, after)) = split_script(rest) {
        out.extend([Inline::Text(before.to_owned()), script]);
        rest = after;
    }
    if rest.len() == text.len() {
        out.push(Inline::Text(text));
    } else if !rest.is_empty() {
        out.push(Inline::Text(rest.to_owned()));
    }
}

/// What comes before the first sub- or superscript, the script, and what follows it.
fn split_script(text: &str) -> Option<(&str, Inline, &str)> {
    text.match_indices(['~', '^']).find_map(|(at, mark)| {
        let (before, rest) = text.split_at_checked(at)?;
        let (content, after) = rest.strip_prefix(mark)?.split_once(mark)?;
        let is_script = before.ends_with(|c: char| c.is_alphanumeric() || c == ')')
            && !content.is_empty()
            && content.chars().all(is_script_character);
        if !is_script {
            return None;
        }
        let inner = vec![Inline::Text(content.to_owned())];
        let script =
            if mark == "~" { Inline::Subscript(inner) } else { Inline::Superscript(inner) };
        Some((before, script, after))
    })
}

fn is_script_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '–')
}
