//! Inlines as HTML.

use super::{LabelPart, Medium, PrintRendering, Writer, attribute, url};
use crate::attachments::Picture;
use crate::book::Destination;
use crate::document::{Caption, ExhibitKind, HtmlPiece, Image, Inline, Link, Reference};

/// The width of an image in the text: a column, or a phone's screen without margins.
const SIZES: &str = "(min-width: 44rem) 39rem, 92vw";

/// How much of a chapter's HTML, in bytes, a large window shows without scrolling. Images in it
/// load at once: a lazy image waits for the layout.
const FOLD: usize = 1_000;

impl Writer<'_> {
    pub(super) fn image(&mut self, image: &Image) {
        let destination = self.body.destinations.get(image.reference);
        let Some(src) = destination.and_then(|picture| self.rendering.src(picture)) else {
            self.text(&image.alt);
            return;
        };
        let picture = destination.and_then(|destination| self.rendering.picture(destination));
        // Paper shows every pixel, and a self-contained file has no other files beside it.
        let is_in_browser = self.rendering.medium().is_browser();
        let srcset = picture.filter(|_| is_in_browser).and_then(Picture::srcset);
        if let Some(srcset) = &srcset {
            html!(
                self,
                "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">",
                attribute(srcset)
            );
        }
        html!(self, "<img src=\"{}\" alt=\"{}\"", url(&src), attribute(&image.alt));
        if let Some(Picture { width, height, .. }) = picture {
            html!(self, " width=\"{width}\" height=\"{height}\"");
        }
        // Not every browser fetches lazy images before it prints.
        if is_in_browser && self.html.len() - self.source_line_bytes > FOLD {
            self.raw(" loading=\"lazy\"");
        }
        if let Some(title) = &image.title {
            html!(self, " title=\"{}\"", attribute(title));
        }
        self.raw(if srcset.is_some() { "></picture>" } else { ">" });
    }

    /// An address in an author's raw HTML, whose tag stays whether or not it leads anywhere.
    fn raw_address(&self, reference: usize, is_source: bool) -> String {
        let destination = self.body.destinations.get(reference);
        let address = destination.and_then(|destination| {
            if is_source {
                self.rendering.src(destination)
            } else {
                self.rendering.href(destination)
            }
        });
        match (address, destination) {
            (Some(address), Some(destination)) => self.with_place(reference, destination, address),
            _ => self.rendering.paper().map(PrintRendering::here).unwrap_or_default(),
        }
    }

    /// The address of a file with the place in it that its author named: a page of a PDF, a moment
    /// of a film, a part of a drawing.
    fn with_place(&self, reference: usize, destination: &Destination, address: String) -> String {
        let place = self.body.document.references.get(reference).and_then(Reference::place);
        match (destination, place) {
            (Destination::File(_), Some(place)) => format!("{address}#{place}"),
            _ => address,
        }
    }

    /// Text that can hold a note.
    pub(super) fn running_text(&mut self, inlines: &[Inline]) {
        let outside = std::mem::replace(&mut self.in_paragraph, true);
        self.inlines(inlines);
        self.in_paragraph = outside;
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    pub(super) fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(code) => {
                self.raw("<code>");
                self.text(code);
                self.raw("</code>");
            }
            Inline::Emphasis(inner) => self.element("em", inner),
            Inline::Strong(inner) => self.element("strong", inner),
            Inline::Strikethrough(inner) => self.element("del", inner),
            Inline::Superscript(inner) => self.element("sup", inner),
            Inline::Subscript(inner) => self.element("sub", inner),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::FootnoteReference { footnote, nth } => self.footnote_reference(*footnote, *nth),
            Inline::Checkbox(done) => self.checkbox(*done),
            Inline::Html(pieces) => self.pieces(pieces, None),
            Inline::SoftBreak => self.raw("\n"),
            Inline::HardBreak => self.raw("<br>\n"),
        }
    }

    pub(super) fn element(&mut self, tag: &str, inner: &[Inline]) {
        html!(self, "<{tag}>");
        self.inlines(inner);
        html!(self, "</{tag}>");
    }

    pub(super) fn link(&mut self, link: &Link) {
        let Some(destination) = self.body.destinations.get(link.reference) else { return };
        let Some(href) = self.rendering.href(destination) else {
            self.link_text(link, destination);
            return;
        };
        let href = self.with_place(link.reference, destination, href);
        let external = is_web(destination);
        html!(self, "<a href=\"{}\"", url(&href));
        if external {
            self.raw(" class=\"external\" rel=\"noopener\"");
        } else if link.content.is_none() {
            self.raw(" class=\"reference\"");
        }
        if let Some(title) = &link.title {
            html!(self, " title=\"{}\"", attribute(title));
        }
        self.locator(link, destination);
        self.raw(">");
        self.link_text(link, destination);
        // A reading system tells by itself that a link leaves the book.
        if external && !matches!(self.rendering.medium(), Medium::Reader) {
            let note = self.string("external_link");
            html!(self, "<span class=\"visually-hidden\"{}> ({note})</span>", self.words_lang());
        }
        self.raw("</a>");
        self.address_mark(link, &href);
    }

    fn link_text(&mut self, link: &Link, destination: &Destination) {
        match &link.content {
            Some(content) => self.inlines(content),
            None => self.label(destination),
        }
    }

    pub(super) fn label(&mut self, destination: &Destination) {
        for part in self.rendering.label(destination) {
            match part {
                LabelPart::Number(number) => {
                    html!(self, "<span class=\"number\">{}</span>", attribute(&number));
                }
                LabelPart::Words(words) => self.part(&words, self.rendering.language()),
                LabelPart::Title(title, language) => self.part(&title, &language),
            }
        }
    }

    /// Text that may be in another language than the chapter.
    fn part(&mut self, text: &str, language: &str) {
        match self.lang(language).as_str() {
            "" => self.text(text),
            lang => html!(self, "<span{lang}>{}</span>", attribute(text)),
        }
    }

    pub(super) fn checkbox(&mut self, done: bool) {
        let (mark, key) = if done { ("☑", "task_done") } else { ("☐", "task_open") };
        html!(
            self,
            "<span class=\"task\" role=\"img\" aria-label=\"{}\"{}>{mark}</span> ",
            self.string(key),
            self.words_lang()
        );
    }

    pub(super) fn pieces(&mut self, pieces: &[HtmlPiece], caption: Option<&Caption>) {
        for piece in pieces {
            match piece {
                HtmlPiece::Caption => {
                    if let Some(caption) = caption {
                        html!(self, "<caption id=\"{}\">", self.id(&caption.id));
                        self.caption(ExhibitKind::Table, caption);
                        self.raw("</caption>");
                    }
                }
                HtmlPiece::Text(html) => self.raw(html),
                HtmlPiece::Id(id) => html!(self, "{}", self.id(id)),
                HtmlPiece::Link(reference) | HtmlPiece::Source(reference) => {
                    let is_source = matches!(piece, HtmlPiece::Source(_));
                    html!(self, "{}", url(&self.raw_address(*reference, is_source)));
                }
            }
        }
    }
}

fn is_web(destination: &Destination) -> bool {
    matches!(destination, Destination::External(address)
        if address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//"))
}
