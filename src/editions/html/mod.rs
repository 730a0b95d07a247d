//! Writes the tree of a document as HTML. What differs between editions (where links lead, what
//! anchors are called) is asked of a [`Rendering`].

/// Writes formatted HTML. Values must be escaped already.
macro_rules! html {
    ($writer:expr, $($arguments:tt)*) => {
        // Imported here, so that the files that write HTML need not import it.
        {
            use std::fmt::Write as _;
            write!($writer.html, $($arguments)*).expect("writing to a string cannot fail")
        }
    };
}

// These use the macro, so they follow it.
mod blocks;
mod highlight;
mod inlines;
mod notes;

use blocks::BoxTitle;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::attachments::Picture;
use crate::book::{Chapter, ChapterId, Destination, FooterLine};
use crate::config::RawHtml;
use crate::document::{Block, BlockKind, Document, ExhibitKind};
use crate::editions::addresses::Addresses;
use crate::editions::levels::Levels;
use crate::guide::Guide;
use crate::number::Number;
use crate::source::{CONTENT, Source};
use crate::theme::Strings;

/// An edition's choices in the HTML of a chapter.
pub trait Rendering {
    /// The guide.
    fn guide(&self) -> &Guide;
    /// The chapter.
    fn chapter(&self) -> ChapterId;
    /// The address of a destination, relative to the page. `None` if the page cannot reach it.
    fn href(&self, destination: &Destination) -> Option<String>;
    /// Dimensions and sizes of an image, if it is one of the guide's own.
    fn picture(&self, destination: &Destination) -> Option<&Picture> {
        match destination {
            Destination::File(path) => self.guide().attachments.content_picture(path),
            _ => None,
        }
    }
    /// The address of an image that the page shows.
    fn src(&self, destination: &Destination) -> Option<String>;
    /// The identifier on the page of an anchor of the chapter: the anchor, if the page has no other
    /// chapter.
    fn id(&self, anchor: &str) -> String {
        anchor.to_owned()
    }
    /// The text of a link whose author gave it none.
    fn label(&self, destination: &Destination) -> Vec<LabelPart>;
    /// The address of the list of a theme's lessons, if the edition has one.
    fn theme_href(&self, _theme: &str) -> Option<String> {
        None
    }
    /// The themes of a lesson of this chapter.
    fn lesson_themes(&self, lesson: usize) -> &[String] {
        let entry = self.guide().lessons.of_chapter(self.chapter()).get(lesson);
        entry.map(|entry| entry.themes.as_slice()).unwrap_or_default()
    }
    /// The language of the guide, and so of the theme's strings.
    fn language(&self) -> &str {
        &self.guide().config.book.language
    }
    /// The level of a heading on the page.
    fn level(&self, level: u8) -> u8 {
        level
    }
    /// What the page is made for.
    fn medium(&self) -> Medium<'_>;
    /// What the page adds for print; `None` if it is only read on a screen.
    fn paper(&self) -> Option<&dyn PrintRendering> {
        match self.medium() {
            Medium::Paper(paper) => Some(paper),
            Medium::Browser | Medium::Reader => None,
        }
    }
    /// Whether blocks carry the file and line they were written at.
    fn has_source_lines(&self) -> bool {
        self.guide().source_lines
    }
}

/// What a page is made for.
#[derive(Clone, Copy)]
pub enum Medium<'a> {
    /// A browser, which chooses among the sizes of an image. Headings link to themselves, so that
    /// readers can copy their addresses.
    Browser,
    /// Paper.
    Paper(&'a dyn PrintRendering),
    /// A reading system, which may show a footnote in front of the text that refers to it.
    Reader,
}

impl Medium<'_> {
    fn is_browser(self) -> bool {
        matches!(self, Self::Browser)
    }
}

/// What an edition for print adds to the HTML of a chapter: notes that an engine for paged media
/// sets at the foot of the page, and the addresses of links, which are invisible on paper. Its
/// headings do not link to themselves.
pub trait PrintRendering {
    /// Where in the publication a link leads, for readers who cannot follow it: `2.4.8, les 3`.
    /// Empty where its text or its position says so already. `None` for other links.
    fn locator(&self, destination: &Destination, text: &str) -> Option<String>;
    /// The address of the chapter itself. Raw HTML of an author gets it where its own address
    /// leads nowhere, since its tag stays.
    fn here(&self) -> String;
}

/// The attribute with the file and line that a block was written at: "content/2.4.8-opgaven.md:12".
pub const SOURCE_ATTRIBUTE: &str = "data-source";

/// A part of the text of a link.
pub enum LabelPart {
    /// A chapter's number, which themes style.
    Number(String),
    /// Text in the language of the guide.
    Words(String),
    /// A title and its language.
    Title(String, String),
}

/// The HTML of a chapter's body, footnotes included.
pub fn chapter(
    chapter: &Chapter,
    rendering: &dyn Rendering,
    strings: &Strings,
    raw_html: RawHtml,
) -> String {
    let body = Body {
        document: &chapter.document,
        destinations: &chapter.destinations,
        language: &chapter.language,
        chapter: Some(chapter),
    };
    body.write(rendering, strings, raw_html)
}

/// The HTML of a line of `book.toml` in a language, without a paragraph around it. Raw HTML in it
/// is kept.
pub fn line(
    line: &FooterLine,
    language: &str,
    rendering: &dyn Rendering,
    strings: &Strings,
) -> String {
    let FooterLine { document, destinations, .. } = line;
    let body = Body { document, destinations, language, chapter: None };
    let html = body.write(rendering, strings, RawHtml::Allow);
    let html = html.trim();
    let line = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    line.unwrap_or(html).to_owned()
}

/// A text that is written.
#[derive(Clone, Copy)]
struct Body<'a> {
    document: &'a Document,
    /// Where its references lead, in the same order.
    destinations: &'a [Destination],
    language: &'a str,
    /// The chapter whose text it is.
    chapter: Option<&'a Chapter>,
}

impl Body<'_> {
    fn write(self, rendering: &dyn Rendering, strings: &Strings, raw_html: RawHtml) -> String {
        let document = self.document;
        let source = self.chapter.and_then(|chapter| chapter.source.as_deref());
        let source = source.filter(|_| rendering.has_source_lines());
        let mut writer = Writer {
            body: self,
            rendering,
            strings,
            levels: Levels::default(),
            source_lines: source.map(SourceLines::new),
            html: String::new(),
            source_line_bytes: 0,
            in_paragraph: false,
            at_foot: vec![false; document.footnotes.len()],
            addresses: Addresses::default(),
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

    /// The number of its chapter.
    fn number(&self) -> Option<&Number> {
        self.chapter?.number.as_ref()
    }
}

struct Writer<'a> {
    body: Body<'a>,
    rendering: &'a dyn Rendering,
    strings: &'a Strings,
    levels: Levels,
    /// The lines of the chapter's file, if blocks carry theirs.
    source_lines: Option<SourceLines<'a>>,
    html: String,
    /// How much of `html` are source attributes, which only the preview writes.
    source_line_bytes: usize,
    /// Whether running text is being written, which can hold a note.
    in_paragraph: bool,
    /// Which footnotes stand at the foot of the page.
    at_foot: Vec<bool>,
    addresses: Addresses,
}

/// The lines of a chapter's file.
struct SourceLines<'a> {
    path: &'a str,
    /// Where each line ends, in bytes.
    ends: Vec<usize>,
}

impl<'a> SourceLines<'a> {
    fn new(source: &'a Source) -> Self {
        let ends = source.text.content.match_indices('\n').map(|(at, _)| at).collect();
        Self { path: source.path.as_str(), ends }
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

    /// The `lang` attribute of text in a language; empty where the text around it has the same.
    fn lang(&self, language: &str) -> String {
        if language == self.body.language {
            String::new()
        } else {
            format!(" lang=\"{}\"", attribute(language))
        }
    }

    /// The `lang` attribute of the theme's strings within the text of a chapter.
    fn words_lang(&self) -> String {
        self.lang(self.rendering.language())
    }

    /// The `lang` attribute of the chapter's own text within an element marked by
    /// [`words_lang`](Self::words_lang).
    fn own_lang(&self) -> String {
        if self.words_lang().is_empty() {
            String::new()
        } else {
            format!(" lang=\"{}\"", attribute(self.body.language))
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
        // Raw HTML and plain text have no tag of ours to carry the attribute.
        if !matches!(block.kind, BlockKind::Html(_) | BlockKind::Plain(_)) {
            self.mark_source(start, block.span.start());
        }
    }

    /// Adds the source attribute to the element that was written at `at`.
    fn mark_source(&mut self, at: usize, start: usize) {
        let Some(lines) = &self.source_lines else { return };
        let Some(element) = self.html.get(at..).and_then(|html| html.strip_prefix('<')) else {
            return;
        };
        let name = element.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !name.is_empty() {
            let attribute = lines.attribute(start);
            self.html.insert_str(at + "<".len() + name.len(), &attribute);
            self.source_line_bytes += attribute.len();
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
            BlockKind::List { start, style, items } => self.list(*start, *style, items),
            BlockKind::Definitions(parts) => self.definitions(parts),
            BlockKind::Quote { alert: None, blocks } => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
            }
            BlockKind::Quote { alert: Some(alert), blocks } => {
                let key = format!("alert_{}", alert.name());
                let title = BoxTitle::Words(self.strings.get(&key));
                self.note(alert.name(), &[], None, Some(&title), blocks);
            }
            BlockKind::Container(container) => self.container(container),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Html(html) => {
                self.pieces(&html.pieces, html.caption.as_ref());
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

/// "Figuur 2.4.8-1" in the chapter of that number, or "Figuur 1" in one without.
pub fn exhibit_label(
    strings: &Strings,
    of_chapter: Option<&Number>,
    kind: ExhibitKind,
    number: usize,
) -> String {
    let key = match kind {
        ExhibitKind::Figure => "figure_n",
        ExhibitKind::Table => "table_n",
    };
    let number = match of_chapter {
        Some(of_chapter) => format!("{of_chapter}-{number}"),
        None => number.to_string(),
    };
    strings.fill(key, &[("n", &number)])
}

/// Text escaped for an attribute, which also suits text between tags.
pub fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_html(&mut escaped, text).expect("writing to a string cannot fail");
    escaped
}

/// An address escaped for an attribute. Brackets are escaped too, but not those around a host.
pub fn url(address: &str) -> String {
    let escaped = |part: &str| {
        let mut escaped = String::with_capacity(part.len());
        escape_href(&mut escaped, part).expect("writing to a string cannot fail");
        escaped
    };
    let (before, host, after) = numbered_host(address).unwrap_or((address, "", ""));
    escaped(before) + host + &escaped(after)
}

/// A host such as `[2001:db8::1]`, with what stands before and after it.
fn numbered_host(address: &str) -> Option<(&str, &str, &str)> {
    let start = address.find("://[")? + "://".len();
    let (before, rest) = address.split_at_checked(start)?;
    let (host, after) = rest.split_at_checked(rest.find(']')? + 1)?;
    let is_number = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '[' | ']');
    let is_scheme = before.trim_end_matches("://").chars().all(|c| c.is_ascii_alphanumeric());
    (is_scheme && host.chars().all(is_number)).then_some((before, host, after))
}

/// HTML as a browser parses it, so that no element reaches out of the chapter.
fn balanced(html: &str) -> String {
    scraper::Html::parse_fragment(html).root_element().inner_html()
}

/// Whether a link relation only describes its link. Others do not: an engine that makes a PDF, for
/// one, embeds the file that `rel=attachment` links to.
fn is_harmless_rel(rel: &str) -> bool {
    const HARMLESS: [&str; 8] =
        ["author", "external", "help", "license", "nofollow", "noopener", "noreferrer", "tag"];
    HARMLESS.contains(&rel)
}

/// Keeps harmless elements and attributes only, among them those that this module writes.
fn sanitise(html: &str, has_source_lines: bool) -> String {
    let source = has_source_lines.then_some(SOURCE_ATTRIBUTE);
    ammonia::Builder::default()
        .add_generic_attributes(source)
        .add_tags(["section", "figure", "figcaption", "picture", "source"])
        .add_generic_attributes([
            "id",
            "class",
            "epub:type",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
            notes::LOCATOR,
        ])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("a", ["rel"])
        .link_rel(None)
        .attribute_filter(|_, attribute, value| {
            let is_kept = attribute != "rel" || value.split_whitespace().all(is_harmless_rel);
            is_kept.then_some(value.into())
        })
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_escaped_but_around_a_host() {
        for (address, expected) in [
            ("http://[2001:db8::1]:8080/[a]?b=1&c", "http://[2001:db8::1]:8080/%5Ba%5D?b=1&amp;c"),
            ("https://example.org/[a]", "https://example.org/%5Ba%5D"),
            ("http://[\"x]/a", "http://%5B%22x%5D/a"),
            ("a://[b", "a://%5Bb"),
        ] {
            assert_eq!(url(address), expected);
        }
    }
}
