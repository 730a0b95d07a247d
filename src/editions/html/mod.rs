//! From the tree of a document to HTML. What differs between editions (where links lead, what
//! anchors are called) is asked of a [`Rendering`].

/// Writes formatted HTML. Values must be escaped already.
macro_rules! html {
    ($writer:expr, $($arguments:tt)*) => {
        // The trait is named here, so that no file that writes HTML has to.
        {
            use std::fmt::Write as _;
            write!($writer.html, $($arguments)*).expect("writing to a string cannot fail")
        }
    };
}

// Below the macro they use.
mod blocks;
mod inlines;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::Picture;
use crate::book::{Chapter, Destination};
use crate::config::RawHtml;
use crate::document::{Block, BlockKind, ExhibitKind};
use crate::theme::Strings;

/// What an edition decides about the HTML of a chapter.
pub trait Rendering {
    /// Where a destination is, seen from the page that is rendered. Nothing if it is broken.
    fn href(&self, destination: &Destination) -> Option<String>;
    /// What an image shows, if it is one of the guide's own.
    fn picture(&self, destination: &Destination) -> Option<&Picture>;
    /// How an anchor of the chapter is called on the page.
    fn id(&self, anchor: &str) -> String;
    /// The text of a link to a destination that has no text of its own.
    fn label(&self, destination: &Destination) -> Vec<LabelPart>;
    /// The themes of a lesson of this chapter, each with the address of its list.
    fn lesson_themes(&self, lesson: usize) -> Vec<(String, String)>;
}

/// A part of a link's text.
pub enum LabelPart {
    /// A chapter's number, which themes set in their own way.
    Number(String),
    /// Text.
    Text(String),
}

/// The HTML of a chapter's body, footnotes included.
pub fn chapter(
    chapter: &Chapter,
    rendering: &dyn Rendering,
    strings: &Strings,
    raw_html: RawHtml,
) -> String {
    let document = &*chapter.document;
    let mut writer = Writer { chapter, rendering, strings, html: String::new() };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
    match raw_html {
        RawHtml::Sanitise if document.has_raw_html => sanitise(&writer.html),
        _ => writer.html,
    }
}

struct Writer<'a> {
    chapter: &'a Chapter,
    rendering: &'a dyn Rendering,
    strings: &'a Strings,
    html: String,
}

impl Writer<'_> {
    fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape_html_body_text(&mut self.html, text).expect("writing to a string cannot fail");
    }

    fn id(&self, anchor: &str) -> String {
        attribute(&self.rendering.id(anchor))
    }

    fn string(&self, key: &str) -> String {
        attribute(self.strings.get(key))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.raw("<p>");
                self.inlines(content);
                self.raw("</p>\n");
            }
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Lesson { index, blocks } => self.lesson(*index, blocks),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Definitions(parts) => self.definitions(parts),
            BlockKind::Quote { alert: None, blocks } => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
            }
            BlockKind::Quote { alert: Some(alert), blocks } => {
                let label = self.strings.get(&format!("alert_{}", alert.name())).to_owned();
                self.note(alert.name(), &[], None, Some(&label), blocks);
            }
            BlockKind::Container(container) => self.container(container),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Html(pieces) => {
                self.pieces(pieces);
                self.raw("\n");
            }
            BlockKind::Rule => self.raw("<hr>\n"),
        }
    }

    fn classes(&mut self, classes: &[String]) {
        if !classes.is_empty() {
            html!(self, " class=\"{}\"", attribute(&classes.join(" ")));
        }
    }
}

/// "Figuur 2.4.8-1", or "Figuur 1" in a chapter without a number.
pub fn exhibit_label(
    strings: &Strings,
    chapter: &Chapter,
    kind: ExhibitKind,
    number: usize,
) -> String {
    let key = match kind {
        ExhibitKind::Figure => "figure_n",
        ExhibitKind::Table => "table_n",
    };
    let number = match &chapter.number {
        Some(of_chapter) => format!("{of_chapter}-{number}"),
        None => number.to_string(),
    };
    strings.fill(key, &[("n", &number)])
}

/// Text escaped for an attribute; it serves for text between tags too.
pub fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_html(&mut escaped, text).expect("writing to a string cannot fail");
    escaped
}

/// An address escaped for an attribute.
pub fn url(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    escape_href(&mut escaped, address).expect("writing to a string cannot fail");
    escaped
}

/// Leaves only harmless elements and attributes, those that this module writes among them.
fn sanitise(html: &str) -> String {
    ammonia::Builder::default()
        .add_tags(["section", "figure", "figcaption", "picture", "source"])
        .add_generic_attributes([
            "id",
            "class",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
        ])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("a", ["rel"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}
