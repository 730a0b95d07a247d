//! What the attributes of raw HTML mean, and where they lead.

use super::super::parser::Parser;
use super::super::tags::{Attribute, Tag};
use super::super::{Reference, Role, Target, styles};
use super::HtmlPiece;
use super::pieces::{Pieces, escaped};
use super::values::{ids, srcset_parts};
use crate::config::RawHtml;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

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

impl Parser<'_> {
    /// Takes the addresses and anchors out of the attributes of a tag.
    pub(super) fn attributes(&mut self, tag: &Tag, pieces: &mut Pieces<'_>) {
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
}
