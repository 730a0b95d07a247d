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
mod levels;
mod notes;

use blocks::BoxTitle;
use levels::Levels;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::attachments::Picture;
use crate::book::{Chapter, Destination};
use crate::config::RawHtml;
use crate::document::{Block, BlockKind, ExhibitKind};
use crate::source::{CONTENT, Source};
use crate::theme::Strings;

/// What an edition decides about the HTML of a chapter.
pub trait Rendering {
    /// Where a destination is, seen from the page that is rendered. Nothing if it cannot be
    /// reached from there.
    fn href(&self, destination: &Destination) -> Option<String>;
    /// What an image shows, if it is one of the guide's own.
    fn picture(&self, destination: &Destination) -> Option<&Picture>;
    /// Where a picture is that is shown on the page.
    fn src(&self, destination: &Destination) -> Option<String>;
    /// How an anchor of the chapter is called on the page.
    fn id(&self, anchor: &str) -> String;
    /// The text of a link to a destination that has no text of its own.
    fn label(&self, destination: &Destination) -> Vec<LabelPart>;
    /// The themes of a lesson of this chapter, each with the address of its list if it has one.
    fn lesson_themes(&self, lesson: usize) -> Vec<(String, Option<String>)>;
    /// The language of the guide, which the words of the theme are in.
    fn language(&self) -> &str;
    /// The level a heading has on the page.
    fn level(&self, level: u8) -> u8;
    /// How the page is prepared for paper; nothing if it is only read on a screen.
    fn paper(&self) -> Option<&dyn Paper>;
    /// Whether blocks say where they were written.
    fn has_source_lines(&self) -> bool;
}

/// What an edition that may be printed adds to the HTML of a chapter: notes that an engine which
/// knows paged media sets at the foot of the page, and the addresses of links, which cannot be
/// seen on paper. Headings do not lead to themselves there.
pub trait Paper {
    /// Where a link with a text of its own leads within the publication, for who cannot follow
    /// it: `2.4.8, les 3`. Empty where the reader knows that already from the text or the place.
    fn place(&self, destination: &Destination, text: &str) -> Option<String>;
    /// The address of the chapter itself: where links lead whose tags the author wrote, if what
    /// they lead to is not there.
    fn here(&self) -> String;
}

/// The attribute in which a block says where it was written: "content/2.4.8-opgaven.md:12".
pub const SOURCE_ATTRIBUTE: &str = "data-source";

/// A part of a link's text.
pub enum LabelPart {
    /// A chapter's number, which themes set in their own way.
    Number(String),
    /// Words in the language of the guide.
    Words(String),
    /// A title, and its language.
    Title(String, String),
}

/// The HTML of a chapter's body, footnotes included.
pub fn chapter(
    chapter: &Chapter,
    rendering: &dyn Rendering,
    strings: &Strings,
    raw_html: RawHtml,
) -> String {
    let document = &*chapter.document;
    let source = chapter.source.as_deref().filter(|_| rendering.has_source_lines());
    let mut writer = Writer {
        chapter,
        rendering,
        strings,
        levels: Levels::default(),
        places: source.map(Places::new),
        html: String::new(),
        in_paragraph: false,
        at_foot: vec![false; document.footnotes.len()],
        addresses: Vec::new(),
    };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
    writer.addresses();
    match raw_html {
        RawHtml::Sanitise if document.has_raw_html => {
            sanitise(&writer.html, rendering.has_source_lines())
        }
        RawHtml::Allow if document.has_raw_html => balanced(&writer.html),
        _ => writer.html,
    }
}

struct Writer<'a> {
    chapter: &'a Chapter,
    rendering: &'a dyn Rendering,
    strings: &'a Strings,
    levels: Levels,
    /// Where blocks were written, if they are to say that.
    places: Option<Places<'a>>,
    html: String,
    /// Whether running text is written, in which a note can stand.
    in_paragraph: bool,
    /// Which footnotes stand at the foot of the page.
    at_foot: Vec<bool>,
    /// The addresses of links, in the order in which they are numbered.
    addresses: Vec<String>,
}

/// The lines of a chapter's file.
struct Places<'a> {
    path: &'a str,
    /// Where each line ends, in bytes.
    ends: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(source: &'a Source) -> Self {
        let ends = source.text.content.match_indices('\n').map(|(at, _)| at).collect();
        Self { path: &source.path, ends }
    }

    /// The attribute of a block that starts at a byte of the file.
    fn attribute(&self, start: usize) -> String {
        let line = self.ends.partition_point(|&end| end < start) + 1;
        format!(" {SOURCE_ATTRIBUTE}=\"{CONTENT}/{}:{line}\"", attribute(self.path))
    }
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

    /// The attribute of what is in another language than the text around it.
    fn lang(&self, language: &str) -> String {
        if language == self.chapter.language {
            String::new()
        } else {
            format!(" lang=\"{}\"", attribute(language))
        }
    }

    /// The attribute of words of the theme in the text of a chapter.
    fn words_lang(&self) -> String {
        self.lang(self.rendering.language())
    }

    /// The attribute of the chapter's own text within an element that has words of the theme.
    fn own_lang(&self) -> String {
        if self.words_lang().is_empty() {
            String::new()
        } else {
            format!(" lang=\"{}\"", attribute(&self.chapter.language))
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let start = self.html.len();
        self.block_of(&block.kind);
        // What is not written here, or is no element, has no tag of its own to say it in.
        if !matches!(block.kind, BlockKind::Html(_) | BlockKind::Plain(_)) {
            self.say_place(start, block.span.start());
        }
    }

    /// Lets the element that was written at `at` say where in the file it starts.
    fn say_place(&mut self, at: usize, start: usize) {
        let Some(places) = &self.places else { return };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
        let name = self.html.as_bytes()[at..].iter().skip(1).take_while(|byte| is_name(byte));
        let end = at + 1 + name.count();
        if self.html[at..].starts_with('<') && end > at + 1 {
            self.html.insert_str(end, &places.attribute(start));
        }
    }

    fn block_of(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content) => {
                self.raw("<p>");
                self.running_text(content);
                self.raw("</p>\n");
            }
            BlockKind::Plain(content) => self.running_text(content),
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
                let key = format!("alert_{}", alert.name());
                let title = BoxTitle { text: self.strings.get(&key), lang: self.words_lang() };
                self.note(alert.name(), &[], None, Some(&title), blocks);
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

/// As a browser would understand it, so that no element reaches out of the chapter.
fn balanced(html: &str) -> String {
    scraper::Html::parse_fragment(html).root_element().inner_html()
}

/// Leaves only harmless elements and attributes, those that this module writes among them.
fn sanitise(html: &str, has_source_lines: bool) -> String {
    let places = has_source_lines.then_some(SOURCE_ATTRIBUTE);
    ammonia::Builder::default()
        .add_generic_attributes(places)
        .add_tags(["section", "figure", "figcaption", "picture", "source"])
        .add_generic_attributes([
            "id",
            "class",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
            notes::PLACE,
        ])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("a", ["rel"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}
