//! Raw HTML in a chapter. It is published as written, except for addresses and anchors, which an
//! edition resolves, and for anything that would run code.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::TagEnd;
use pulldown_cmark_escape::escape_html;
use regex::Regex;

use super::parser::{MAX_DEPTH, Parser};
use super::tags::{self, Attribute, MAX_ATTRIBUTES, Tag};
use super::{BlockKind, Caption, HtmlTag, Inline, Reference, Role, Target, styles};
use crate::config::RawHtml;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span, split_at_char};

/// A block of raw HTML.
#[derive(Debug, Default)]
pub struct Html {
    /// Its pieces, in order.
    pub pieces: Vec<HtmlPiece>,
    /// How many more elements it opens than it closes.
    pub opened: isize,
    /// The caption of its table, with its number, if it has one beside the HTML.
    pub caption: Option<Caption>,
}

impl Html {
    /// Whether it starts a table that has no caption yet.
    pub(super) fn lacks_caption(&self) -> bool {
        self.caption.is_none() && self.pieces.contains(&HtmlPiece::Caption)
    }
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum HtmlPiece {
    /// As it is.
    Text(String),
    /// The value of an attribute that leads somewhere: an index into the document's references.
    Link(usize),
    /// The same of an attribute that names what is shown in its place.
    Source(usize),
    /// The value of an `id` attribute, or of one that names an element by its `id`.
    Id(String),
    /// Where the caption of its table goes.
    Caption,
}

/// What the value of an attribute is to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// An address to follow.
    Link,
    /// The address of an image, a film, a sound, a style sheet.
    Source,
    /// The address of a resource that can run scripts: a frame, an object, part of an SVG.
    Embedded,
    /// Addresses of one image in several sizes.
    Sources,
    /// An address that is followed after some seconds.
    Refresh,
    /// Values that another attribute gets after some time.
    Animation,
    /// An anchor.
    Id,
    /// Anchors of other elements.
    Ids,
    /// Inline style.
    Style,
    /// Classes, which those of an inline style join.
    Class,
    /// Code, which the content security policy blocks.
    Inert,
    /// Anything else.
    Other,
}

impl Meaning {
    /// Whether a quotation mark in the value keeps it from being read.
    fn is_read(self) -> bool {
        !matches!(self, Self::Other | Self::Inert)
    }
}

fn meaning(tag: &Tag, attribute: &str) -> Meaning {
    match (tag.name.as_str(), attribute) {
        ("a", "name") | (_, "id") => Meaning::Id,
        (_, "for" | "list" | "aria-labelledby" | "aria-describedby" | "aria-controls") => {
            Meaning::Ids
        }
        ("a" | "area", "href" | "xlink:href") => Meaning::Link,
        ("link", "href") if loads_nothing(tag) => Meaning::Link,
        ("link" | "image" | "feimage", "href" | "xlink:href") => Meaning::Source,
        ("use" | "script", "href" | "xlink:href") => Meaning::Embedded,
        (_, "href" | "xlink:href" | "action" | "formaction") => Meaning::Link,
        ("iframe" | "frame" | "embed", "src") | ("object", "data") => Meaning::Embedded,
        (_, "src" | "poster" | "background") => Meaning::Source,
        (_, "srcset" | "imagesrcset") => Meaning::Sources,
        ("meta", "content") if is_refresh(tag) => Meaning::Refresh,
        ("animate" | "set", "to" | "from" | "by" | "values") => Meaning::Animation,
        (_, "style") => Meaning::Style,
        (_, "class") => Meaning::Class,
        (_, name) if name.starts_with("on") => Meaning::Inert,
        _ => Meaning::Other,
    }
}

/// Whether a `link` only refers to a page, such as a translation, and loads nothing.
fn loads_nothing(tag: &Tag) -> bool {
    const LOADED: [&str; 7] = [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "preload",
        "modulepreload",
        "prefetch",
        "manifest",
    ];
    let rel = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
    !rel.split_ascii_whitespace().any(|word| LOADED.contains(&word))
}

fn is_refresh(tag: &Tag) -> bool {
    tag.attribute("http-equiv").is_some_and(|value| value.trim().eq_ignore_ascii_case("refresh"))
}

/// Whether a script holds data that pages may read, and no code.
fn is_data(tag: &Tag) -> bool {
    let kind = tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.ends_with("json") && kind != "importmap+json"
}

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

/// The first line of a whole page.
static DOCTYPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?i:<!doctype)\s[^>]*>\s*$").expect("a valid expression"));

/// Endings that almost close a comment.
static NEAR_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"--[ \t]+>|--!>|[–—]>|- ->|-[ \t]*>").expect("a valid expression")
});

/// Whether the HTML is one comment: a note of the author, which readers need not see.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}

/// Whether the HTML starts with a comment that contains the start of another.
pub(super) fn holds_comment(html: &str) -> bool {
    let comment = html.trim_start().strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
    comment.is_some_and(|(comment, _)| comment.contains("<!--"))
}

/// Whether the HTML is a declaration or a processing instruction.
pub(super) fn is_declaration(html: &str) -> bool {
    let html = html.trim_start();
    html.starts_with("<?") || html.starts_with("<!") && !html.starts_with("<!--")
}

impl Parser<'_> {
    pub(super) fn html_block(&mut self) -> Option<BlockKind> {
        let html = self.verbatim(TagEnd::HtmlBlock);
        if holds_comment(html.as_str()) {
            let span = html.span(self.text, 0..html.as_str().len());
            self.report_open_comment(span, message!("comment-hides"));
        }
        if is_comment(html.as_str()) {
            self.note_prose(html.span(self.text, 0..html.as_str().len()));
            return None;
        }
        if html.as_str().trim_start().starts_with("<!--") && !html.as_str().contains("-->") {
            let span = html.span(self.text, 0..html.as_str().len());
            self.note_prose(span);
            self.report_open_comment(span, message!("comment-hides"));
            return None;
        }
        if DOCTYPE.is_match(html.as_str()) {
            let span = html.span(self.text, 0..html.as_str().len());
            self.report_page("!DOCTYPE", self.text.trim(span));
            return None;
        }
        if is_declaration(html.as_str()) {
            self.report_declaration(html.span(self.text, 0..html.as_str().len()));
            let text = html.as_str().trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        if self.options.raw_html == RawHtml::Escape {
            let text = html.as_str().trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        self.report_markdown(&html);
        Some(BlockKind::Html(Box::new(self.html(&html))))
    }

    /// Reports marks of Markdown that stand in raw HTML and are shown as text.
    fn report_markdown(&mut self, source: &Mapped) {
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
    pub(super) fn report_declaration(&mut self, span: Span) {
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
    pub(super) fn report_open_comment(&mut self, span: Span, message: String) {
        /// More than anyone writes in a comment.
        const MOST: usize = 1000;
        let help = match NEAR_END.find(split_at_char(self.to_end(span), MOST).0) {
            Some(found) => message!("comment-open", "near", written = found.as_str()),
            None => message!("comment-open", "help"),
        };
        let place = self.text.first_line(self.text.trim(span));
        self.breach(Rule::UnclosedHtml, place, message).help = Some(help);
    }

    /// Takes the addresses and anchors out of raw HTML.
    pub(super) fn html(&mut self, source: &Mapped) -> Html {
        self.document.has_raw_html = true;
        let html = source.as_str();
        let found = tags::read(html);
        let mut pieces = Pieces { html, source, written: 0, pieces: Vec::new() };
        let mut opened = 0;
        let has_caption = found.tags.iter().any(|tag| tag.name == "caption");
        let table = found.tags.iter().find(|tag| tag.name == "table" && !tag.is_end);
        let table = table.filter(|_| !has_caption);
        for (at, tag) in found.tags.iter().enumerate() {
            if self.is_of_page(tag) {
                self.report_page(&tag.name, source.span(self.text, tag.range.clone()));
                pieces.leave_out(tag.range.clone());
                continue;
            }
            self.check_tag(tag, source);
            if tag.needs_end() {
                opened += if tag.is_end { -1 } else { 1 };
            }
            if tag.range.start < pieces.written || tag.is_end {
                continue;
            }
            match tag.name.as_str() {
                "script" if !is_data(tag) => {
                    let end = found.tags.get(at + 1).filter(|next| next.name == "script");
                    let end = end.map_or(html.len(), |end| end.range.end);
                    self.script(tag, end, &mut pieces);
                }
                "base" => {
                    let span = source.span(self.text, tag.range.clone());
                    self.breach(Rule::IgnoredHtml, span, message!("html-base")).help =
                        Some(message!("html-base", "help"));
                    pieces.leave_out(tag.range.clone());
                }
                _ => self.attributes(tag, &mut pieces),
            }
            if table.is_some_and(|table| table.range == tag.range) {
                pieces.text_to(tag.range.end);
                pieces.pieces.push(HtmlPiece::Caption);
            }
        }
        if let Some(start) = found.unfinished {
            let span = source.span(self.text, start..html.len());
            self.breach(
                Rule::UnclosedHtml,
                self.text.first_line(span),
                message!("html-tag-open"),
            )
            .help = Some(message!("html-tag-open", "help"));
            pieces.escape_from(start);
        }
        if let Some(start) = found.open_comment {
            let span = source.span(self.text, start..html.len());
            self.report_open_comment(span, message!("comment-hides"));
            pieces.leave_out(start..html.len());
        }
        Html { pieces: pieces.finish(), opened, caption: None }
    }

    /// Whether a tag is one of a whole page, of which a chapter is a part. A drawing has a title too.
    fn is_of_page(&self, tag: &Tag) -> bool {
        let is_drawing = || self.elements.get("svg").is_some_and(|open| !open.is_empty());
        OF_PAGE.contains(&tag.name.as_str()) && !(tag.name == "title" && is_drawing())
    }

    /// Reports once a chapter that its tags of a whole page are left out; their text stays.
    fn report_page(&mut self, name: &str, span: Span) {
        if !std::mem::replace(&mut self.has_page_tags, true) {
            let message = message!("html-of-page", name = name);
            self.breach(Rule::IgnoredHtml, span, message).help =
                Some(message!("html-of-page", "help"));
        }
    }

    /// A script up to its end. Pages load the scripts that the guide lists, and run no others, so it
    /// is left out.
    fn script(&mut self, tag: &Tag, end: usize, pieces: &mut Pieces<'_>) {
        let whole = tag.range.start..end;
        let span = pieces.span(self.text, tag.range.clone());
        let is_address = |attribute: &&Attribute| {
            matches!(attribute.name.as_str(), "src" | "href" | "xlink:href")
        };
        let Some(address) = tag.attributes.iter().find(is_address) else {
            self.breach(Rule::IgnoredHtml, span.before(), message!("html-script")).help =
                Some(message!("html-script", "help"));
            pieces.leave_out(whole);
            return;
        };
        let target = Target::of_link(&address.value);
        if matches!(target, Target::External(_) | Target::Nowhere) {
            self.breach(Rule::IgnoredHtml, span, message!("html-script-foreign")).help =
                Some(message!("html-script", "help"));
            pieces.leave_out(whole);
            return;
        }
        let value = pieces.span(self.text, address.value_range.clone());
        self.refer(Reference::of_html(target, Role::Script, value));
        pieces.leave_out(whole);
    }

    fn attributes(&mut self, tag: &Tag, pieces: &mut Pieces<'_>) {
        let style = self.style(tag, pieces);
        let has_class = tag.attribute("class").is_some();
        self.report_quotes(tag, pieces);
        for attribute in &tag.attributes {
            let value = attribute.value.as_str();
            let span = pieces.span(self.text, attribute.value_range.clone());
            let meaning = meaning(tag, &attribute.name);
            if self.is_refused(meaning, value, tag) {
                self.refuse(pieces.span(self.text, attribute.range.clone()));
                pieces.leave_out(attribute.range.clone());
                continue;
            }
            if attribute.is_curly() && meaning.is_read() {
                if meaning == Meaning::Style {
                    pieces.leave_out(attribute.range.clone());
                }
                continue;
            }
            match meaning {
                Meaning::Id if !value.is_empty() => {
                    self.anchors.take(value);
                    // Old pages name an element in both ways.
                    let is_repeated =
                        attribute.name == "name" && tag.attribute("id") == Some(value);
                    if !is_repeated {
                        self.explicit_anchor(value, span);
                    }
                    pieces.value(attribute, vec![HtmlPiece::Id(value.to_owned())]);
                }
                Meaning::Ids if !value.is_empty() => pieces.value(attribute, ids(value)),
                Meaning::Link => {
                    if let Some(link) = self.address(value, Role::Link, span) {
                        pieces.value(attribute, vec![HtmlPiece::Link(link)]);
                    }
                }
                Meaning::Source | Meaning::Embedded => {
                    if let Some(source) = self.address(value, Role::Source, span) {
                        pieces.value(attribute, vec![HtmlPiece::Source(source)]);
                    }
                }
                Meaning::Sources => {
                    let new = self.sources(value, span);
                    pieces.value(attribute, new);
                }
                Meaning::Refresh => {
                    if let Some((before, address)) = refresh_address(value)
                        && let Some(link) = self.address(address, Role::Link, span)
                    {
                        let before = HtmlPiece::Text(escaped(before));
                        pieces.value(attribute, vec![before, HtmlPiece::Link(link)]);
                    }
                }
                Meaning::Class => {
                    if let Some(class) = &style {
                        let classes = escaped(&format!("{value} {class}"));
                        pieces.value(attribute, vec![HtmlPiece::Text(classes)]);
                    }
                }
                Meaning::Style if value.is_empty() => {}
                Meaning::Style => {
                    pieces.leave_out(attribute.range.clone());
                    if let Some(class) = style.as_ref().filter(|_| !has_class) {
                        pieces.pieces.push(HtmlPiece::Text(format!("class=\"{class}\"")));
                    }
                }
                Meaning::Inert => {
                    let message = message!("html-attribute", name = attribute.name.as_str());
                    self.breach(Rule::IgnoredHtml, span.before(), message).help =
                        Some(message!("html-attribute", "help"));
                }
                Meaning::Id | Meaning::Ids | Meaning::Animation | Meaning::Other => {}
            }
        }
    }

    /// Reports once a tag that a value is between curly quotation marks, or that one of its words
    /// became an attribute.
    fn report_quotes(&mut self, tag: &Tag, pieces: &Pieces<'_>) {
        let is_curly = |attribute: &&Attribute| {
            attribute.is_curly()
                && (!attribute.is_quoted || meaning(tag, &attribute.name).is_read())
        };
        let (place, message, help) = if let Some(found) = tag.attributes.iter().find(is_curly) {
            (found, message!("html-curly"), message!("html-curly", "help"))
        } else if let Some(found) = tag.word() {
            let message = message!("html-word", word = found.name.as_str());
            (found, message, message!("html-word", "help"))
        } else {
            return;
        };
        let span = pieces.span(self.text, place.range.clone());
        self.breach(Rule::NearMissHtml, span, message).help = Some(help);
    }

    /// The class that replaces the harmless part of the style of an element.
    fn style(&mut self, tag: &Tag, pieces: &Pieces<'_>) -> Option<String> {
        let is_style = |attribute: &&Attribute| attribute.name == "style" && !attribute.is_curly();
        let attribute = tag.attributes.iter().find(is_style)?;
        let style = styles::read(&attribute.value);
        let value = pieces.span(self.text, attribute.value_range.clone());
        for refused in style.refused {
            let span = self.text.find_in(value, refused).unwrap_or(value);
            let message = message!("html-style-refused", style = refused);
            self.breach(Rule::IgnoredHtml, span, message).help =
                Some(message!("html-style-refused", "help"));
        }
        if style.declarations.is_empty() {
            return None;
        }
        let class = styles::class(&style.declarations);
        self.document.styles.insert(class.clone(), style.declarations);
        Some(class)
    }

    /// Notes where an attribute leads. Nothing if its value can stay as it is.
    fn address(&mut self, value: &str, role: Role, span: Span) -> Option<usize> {
        let target = Target::of_link(value);
        if target == Target::Nowhere {
            return None;
        }
        self.check_local(&target, span.before());
        if let Target::External(address) = &target
            && role == Role::Source
            && !target.is_local()
        {
            self.check_embedded(address, span.before());
        }
        let is_external = matches!(target, Target::External(_));
        let reference = self.refer(Reference::of_html(target, role, span));
        (!is_external).then_some(reference)
    }

    /// The addresses in a `srcset`, with the text between them.
    fn sources(&mut self, value: &str, span: Span) -> Vec<HtmlPiece> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        for [before, address, descriptor] in srcset_parts(value) {
            text.push_str(before);
            match self.address(address, Role::Source, span) {
                Some(source) => {
                    pieces.push(HtmlPiece::Text(escaped(&text)));
                    pieces.push(HtmlPiece::Source(source));
                    text.clear();
                }
                None => text.push_str(address),
            }
            text.push_str(descriptor);
        }
        pieces.push(HtmlPiece::Text(escaped(&text)));
        pieces
    }

    fn is_refused(&self, meaning: Meaning, value: &str, tag: &Tag) -> bool {
        let runs = |address: &str| Target::of_link(address).runs_code();
        match meaning {
            Meaning::Link | Meaning::Embedded => Target::of_link(value).is_dangerous(),
            Meaning::Source => {
                runs(value) || tag.name == "link" && Target::of_link(value).is_dangerous()
            }
            Meaning::Sources => srcset_parts(value).any(|[_, address, _]| runs(address)),
            Meaning::Refresh => refresh_address(value)
                .is_some_and(|(_, address)| Target::of_link(address).is_dangerous()),
            Meaning::Animation => {
                value.split(';').any(|value| Target::of_link(value).is_dangerous())
            }
            Meaning::Id
            | Meaning::Ids
            | Meaning::Style
            | Meaning::Class
            | Meaning::Inert
            | Meaning::Other => false,
        }
    }

    /// Reports an address that runs code. Where a chapter is sanitised it is left out as other
    /// code is.
    fn refuse(&mut self, span: Span) {
        let rule = if self.options.raw_html == RawHtml::Sanitise {
            Rule::IgnoredHtml
        } else {
            Rule::UnsafeLink
        };
        self.breach(rule, span, message!("link-runs-code")).help =
            Some(message!("link-runs-code", "help"));
    }

    /// What is not closed would hold the rest of the page, and what closes nothing would close
    /// what the theme has opened.
    fn check_tag(&mut self, tag: &Tag, source: &Mapped) {
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

/// HTML while it is divided into pieces.
struct Pieces<'a> {
    html: &'a str,
    source: &'a Mapped,
    /// How far it is divided.
    written: usize,
    pieces: Vec<HtmlPiece>,
}

impl<'a> Pieces<'a> {
    /// The span in the chapter of a range of the HTML.
    fn span(&self, text: &crate::span::Text, range: Range<usize>) -> Span {
        self.source.span(text, range)
    }

    /// What is not divided yet, up to `end`.
    fn take_to(&mut self, end: usize) -> &'a str {
        let text = self.html.get(self.written..end).unwrap_or_default();
        self.written = end;
        text
    }

    fn text_to(&mut self, end: usize) {
        let text = self.take_to(end);
        if !text.is_empty() {
            self.pieces.push(HtmlPiece::Text(text.to_owned()));
        }
    }

    /// Puts pieces in the place of a value, between quotes that they cannot end.
    fn value(&mut self, attribute: &Attribute, pieces: Vec<HtmlPiece>) {
        let quote = usize::from(attribute.is_quoted);
        self.text_to(attribute.value_range.start - quote);
        self.pieces.push(HtmlPiece::Text("\"".into()));
        self.pieces.extend(pieces);
        self.pieces.push(HtmlPiece::Text("\"".into()));
        self.written = attribute.value_range.end + quote;
    }

    fn leave_out(&mut self, range: Range<usize>) {
        self.text_to(range.start);
        self.written = range.end;
    }

    fn escape_from(&mut self, start: usize) {
        self.text_to(start);
        let rest = self.take_to(self.html.len());
        self.pieces.push(HtmlPiece::Text(escaped(rest)));
    }

    fn finish(mut self) -> Vec<HtmlPiece> {
        self.text_to(self.html.len());
        self.pieces
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_html(&mut out, text).expect("writing to a string cannot fail");
    out
}

/// Anchors with spaces between.
fn ids(value: &str) -> Vec<HtmlPiece> {
    let mut pieces = Vec::new();
    for id in value.split_ascii_whitespace() {
        if !pieces.is_empty() {
            pieces.push(HtmlPiece::Text(" ".into()));
        }
        pieces.push(HtmlPiece::Id(id.to_owned()));
    }
    pieces
}

/// What comes before an address in a `srcset`, the address, and its descriptor. The address ends
/// at a space, its descriptor at a comma. A comma in parentheses ends nothing, but nothing with
/// parentheses is in use. At the end of the value the address is empty.
static SRCSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([ \t\n\f\r,]*)([^ \t\n\f\r,](?:[^ \t\n\f\r]*[^ \t\n\f\r,])?|\z)(,+|[^,]*,?)")
        .expect("a valid expression")
});

/// The parts of a `srcset`; together they are the whole value.
fn srcset_parts(value: &str) -> impl Iterator<Item = [&str; 3]> {
    SRCSET.captures_iter(value).map(|found| found.extract().1)
}

/// `5; url=…`: what comes before the address, with a quotation mark that opens it, and the rest.
static REFRESH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)^([^;,]*[;,]\s*(?:(?i:url)\s*=\s*)?["']?)(.*)"#).expect("a valid expression")
});

/// What comes before the address in `5; url=…`, and the address.
fn refresh_address(value: &str) -> Option<(&str, &str)> {
    let (_, [before, rest]) = REFRESH.captures(value)?.extract();
    let address = match before.chars().next_back() {
        Some(quote @ ('"' | '\'')) => rest.split_once(quote).map_or(rest, |(address, _)| address),
        _ => rest.trim_end(),
    };
    Some((before, address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::document::{self, Document, Options, walk};

    #[test]
    fn a_srcset_has_several_addresses() {
        let found = |value: &str| -> Vec<String> {
            assert_eq!(srcset_parts(value).flatten().collect::<String>(), value);
            let addresses = srcset_parts(value).map(|[_, address, _]| address.to_owned());
            addresses.filter(|address| !address.is_empty()).collect()
        };
        assert_eq!(found("a.png 1x, b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(found(" a.png, b.png 300w ,c.png"), ["a.png", "b.png", "c.png"]);
        assert_eq!(found("é,è.png,, ü.png 2x\n, "), ["é,è.png", "ü.png"]);
        assert_eq!(found(","), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_refresh_has_one_address() {
        let found = |value: &str| refresh_address(value).map(|(_, address)| address.to_owned());
        assert_eq!(found("5; url=1.2").as_deref(), Some("1.2"));
        assert_eq!(found("0;URL = 'a b.html' x").as_deref(), Some("a b.html"));
        assert_eq!(found("0, javascript:x").as_deref(), Some("javascript:x"));
        assert_eq!(found("5"), None);
        assert_eq!(found("5;é").as_deref(), Some("é"));
        assert_eq!(found("5; url=\"é ").as_deref(), Some("é "));
        assert_eq!(refresh_address("0; URL = 'x'"), Some(("0; URL = '", "x")));
    }

    #[test]
    fn comments_are_notes_of_the_author() {
        assert!(is_comment("<!-- a -->\n"));
        assert!(!is_comment("<!-- a --><b>"));
        assert!(!is_comment("<b>"));
    }

    fn parse(body: &str, raw_html: RawHtml) -> Document {
        let options = Options { raw_html, ..Options::of_tests() };
        document::parse(&Text::new("", body), 0, &options)
    }

    /// The HTML of a body, with references in braces.
    fn written(body: &str) -> String {
        let document = parse(body, RawHtml::Allow);
        let mut out = String::new();
        walk::blocks(&document, &mut |block| {
            if let BlockKind::Html(html) = &block.kind {
                write(&mut out, &html.pieces);
            }
            walk::inlines(block, &mut |inline| {
                if let Inline::Html(pieces) = inline {
                    write(&mut out, pieces);
                }
            });
        });
        out
    }

    fn write(out: &mut String, pieces: &[HtmlPiece]) {
        for piece in pieces {
            match piece {
                HtmlPiece::Text(text) => out.push_str(text),
                HtmlPiece::Link(at) | HtmlPiece::Source(at) => out.push_str(&format!("{{{at}}}")),
                HtmlPiece::Id(id) => out.push_str(&format!("{{{id}}}")),
                HtmlPiece::Caption => {}
            }
        }
    }

    #[test]
    fn every_way_to_name_an_address_is_understood() {
        for (html, targets) in [
            ("<a href=1.2>", "1.2"),
            ("<A HREF=\"1.9\">", "1.9"),
            ("<IMG SRC=x.png>", "x.png"),
            ("<img srcset='x.png 1x, y.png 2x'>", "x.png y.png"),
            ("<source src=&#120;.mp4>", "x.mp4"),
            ("<object data=\"x.pdf\"></object>", "x.pdf"),
            ("<use href=\"s.svg#i\"/>", "s.svg"),
            ("<use xlink:href=\"s.svg\"/>", "s.svg"),
            ("<form action=1.2></form>", "1.2"),
            ("<button formaction=1.2></button>", "1.2"),
            ("<meta http-equiv=Refresh content='0; url=1.2'>", "1.2"),
            ("<link rel=stylesheet href=x.css>", "x.css"),
            ("<table background=x.png></table>", "x.png"),
            ("<video poster=x.png></video>", "x.png"),
            ("<a href='x.md\n'>", "x.md"),
        ] {
            let document = parse(html, RawHtml::Allow);
            let found: Vec<_> = document.references.iter().map(|r| target(&r.target)).collect();
            assert_eq!(found.join(" "), targets, "{html}");
            assert!(written(html).contains("=\"{0}") || html.contains("url="), "{}", written(html));
        }
    }

    fn target(target: &Target) -> String {
        match target {
            Target::Number(number, _) => number.to_string(),
            Target::Path(path, _) => path.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn addresses_that_run_code_are_left_out() {
        for html in [
            "<a href=javascript:alert(1)>",
            "<A HREF=' JaVaScRiPt:x'>",
            "<a href=\"&#106;avascript:x\">",
            "<a href=\"java&Tab;script&NewLine;:x\">",
            "<a href=\"&#1;javascript:x\">",
            "<a href=vbscript:x>",
            "<a href=data:text/html,x>",
            "<form action=javascript:x></form>",
            "<button formaction=javascript:x></button>",
            "<iframe title=x src=javascript:x></iframe>",
            "<iframe title=x src=data:text/html,x></iframe>",
            "<object data=data:image/svg+xml,x></object>",
            "<img alt='' src=javascript:x>",
            "<img alt='' srcset='x.png 1x, javascript:x 2x'>",
            "<use xlink:href=data:x />",
            "<svg><a><animate attributeName=href values='1;javascript:x' /></a></svg>",
            "<meta http-equiv=refresh content='0;url=javascript:x'>",
            "<a href=javascript&colon;x>",
        ] {
            let document = parse(html, RawHtml::Allow);
            let rules: Vec<_> = document.diagnostics.iter().filter_map(|d| d.rule).collect();
            assert!(rules.contains(&Rule::UnsafeLink), "{html}: {:?}", document.diagnostics);
            let written = written(html).to_ascii_lowercase();
            assert!(!written.contains("script") && !written.contains("data:"), "{written}");
        }
    }

    #[test]
    fn scripts_are_left_out() {
        assert_eq!(written("<div><SCRIPT>alert('<b>')</SCRIPT></div>"), "<div></div>");
        assert_eq!(written("<script src=//x.nl/z.js></script>"), "");
        assert_eq!(written("<script src=\"z.js\">x</script><b></b>"), "<b></b>");
        assert_eq!(written("<svg><script xlink:href=z.js /></svg>"), "<svg></svg>");
        assert_eq!(written("<base href=\"https://x.nl\"><b></b>"), "<b></b>");
        let data = "<script type=\"application/ld+json\">{}</script>";
        assert_eq!(written(data), data);
        let document = parse("<script src=z.js></script>", RawHtml::Allow);
        assert_eq!(document.references[0].role, Role::Script);
    }

    #[test]
    fn values_cannot_end_their_quotes() {
        assert_eq!(written("<b id='a&quot;b' class=x>"), "<b id=\"{a\"b}\" class=x>");
        assert_eq!(
            written("<label for=a aria-labelledby='a b'>x</label>"),
            "<label for=\"{a}\" aria-labelledby=\"{a} {b}\"></label>"
        );
        assert_eq!(
            written("<img alt=\"\" srcset='x.png &quot;'>"),
            "<img alt=\"\" srcset=\"{0} &quot;\">"
        );
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("{}x{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert!(parse(&nested(MAX_DEPTH), RawHtml::Allow).diagnostics.is_empty());
        let problems = parse(&nested(MAX_DEPTH + 9), RawHtml::Allow).diagnostics;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("elements are nested"), "{problems:?}");
        assert!(parse(&nested(3).repeat(100), RawHtml::Allow).diagnostics.is_empty());
    }

    #[test]
    fn attributes_are_bounded() {
        let tag = |count: usize| {
            let attributes = (0..count).map(|at| format!(" a{at}=x"));
            format!("<div{}></div>", attributes.collect::<String>())
        };
        assert!(parse(&tag(MAX_ATTRIBUTES), RawHtml::Allow).diagnostics.is_empty());
        let problems = parse(&tag(MAX_ATTRIBUTES + 1), RawHtml::Allow).diagnostics;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("attributes"), "{problems:?}");
    }

    #[test]
    fn a_tag_without_an_end_is_text() {
        let html = "<div>\n<a href=\"1";
        assert_eq!(written(html), "<div>\n&lt;a href=&quot;1");
        let rules: Vec<_> =
            parse(html, RawHtml::Allow).diagnostics.iter().filter_map(|d| d.rule).collect();
        assert_eq!(rules, [Rule::UnclosedHtml, Rule::UnclosedHtml]);
    }
}
