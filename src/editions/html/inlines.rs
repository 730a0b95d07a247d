//! What stands within a line as HTML, and the footnotes it refers to.

use super::super::Picture;
use super::{LabelPart, Writer, attribute, url};
use crate::book::Destination;
use crate::document::{Footnote, HtmlPiece, Image, Inline, Link};

/// How wide an image in the text is shown: a column, or a phone without its margins.
const SIZES: &str = "(min-width: 44rem) 39rem, 92vw";

impl Writer<'_> {
    pub(super) fn image(&mut self, image: &Image) {
        let Some(src) = self.address(image.reference) else {
            self.text(&image.alt);
            return;
        };
        let destination = self.chapter.destinations.get(image.reference);
        let picture = destination.and_then(|destination| self.rendering.picture(destination));
        let srcset = picture.and_then(Picture::srcset);
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
        self.raw(" loading=\"lazy\"");
        if let Some(title) = &image.title {
            html!(self, " title=\"{}\"", attribute(title));
        }
        self.raw(if srcset.is_some() { "></picture>" } else { ">" });
    }

    pub(super) fn address(&self, reference: usize) -> Option<String> {
        self.rendering.href(self.chapter.destinations.get(reference)?)
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
            Inline::Html(pieces) => self.pieces(pieces),
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
        let destination = self.chapter.destinations.get(link.reference);
        let Some((destination, href)) =
            destination.and_then(|to| Some((to, self.rendering.href(to)?)))
        else {
            self.inlines(link.content.as_deref().unwrap_or_default());
            return;
        };
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
        self.raw(">");
        match &link.content {
            Some(content) => self.inlines(content),
            None => self.label(destination),
        }
        if external {
            let note = self.string("external_link");
            html!(self, "<span class=\"visually-hidden\"> ({note})</span>");
        }
        self.raw("</a>");
    }

    pub(super) fn label(&mut self, destination: &Destination) {
        for part in self.rendering.label(destination) {
            match part {
                LabelPart::Number(number) => {
                    html!(self, "<span class=\"number\">{}</span>", attribute(&number));
                }
                LabelPart::Text(text) => self.text(&text),
            }
        }
    }

    pub(super) fn footnote_reference(&mut self, footnote: usize, nth: usize) {
        let number = footnote + 1;
        let back = self.id(&footnote_back(number, nth));
        let to = url(&self.rendering.id(&format!("fn-{number}")));
        let label = self.strings.fill("footnote_n", &[("n", &number.to_string())]);
        html!(
            self,
            "<sup><a class=\"footnote-reference\" id=\"{back}\" href=\"#{to}\" role=\"doc-noteref\" aria-label=\"{}\">{number}</a></sup>",
            attribute(&label)
        );
    }

    pub(super) fn footnotes(&mut self, footnotes: &[Footnote]) {
        if footnotes.is_empty() {
            return;
        }
        let title = self.string("footnotes");
        html!(
            self,
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"
        );
        for (index, footnote) in footnotes.iter().enumerate() {
            let number = index + 1;
            html!(self, "<li id=\"{}\">", self.id(&format!("fn-{number}")));
            self.blocks(&footnote.blocks);
            // The way back stands at the end of the last paragraph, not below it.
            let paragraph = self.html.ends_with("</p>\n");
            if paragraph {
                self.html.truncate(self.html.len() - "</p>\n".len());
            }
            for nth in 1..=footnote.uses {
                let back = url(&self.rendering.id(&footnote_back(number, nth)));
                let label = self.string("footnote_back");
                html!(
                    self,
                    " <a class=\"footnote-back\" href=\"#{back}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"
                );
            }
            self.raw(if paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        self.raw("</ol>\n</section>\n");
    }

    pub(super) fn checkbox(&mut self, done: bool) {
        let (mark, key) = if done { ("☑", "task_done") } else { ("☐", "task_open") };
        html!(
            self,
            "<span class=\"task\" role=\"img\" aria-label=\"{}\">{mark}</span> ",
            self.string(key)
        );
    }

    pub(super) fn pieces(&mut self, pieces: &[HtmlPiece]) {
        for piece in pieces {
            match piece {
                HtmlPiece::Text(html) => self.raw(html),
                HtmlPiece::Id(id) => html!(self, "{}", self.id(id)),
                HtmlPiece::Reference(reference) => {
                    let address = self.address(*reference).unwrap_or_default();
                    html!(self, "{}", url(&address));
                }
            }
        }
    }
}

fn footnote_back(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{nth}"),
    }
}

fn is_web(destination: &Destination) -> bool {
    matches!(destination, Destination::External(address)
        if address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//"))
}
