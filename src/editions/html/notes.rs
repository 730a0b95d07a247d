//! Footnotes, and the notes that say on paper where links lead.
//!
//! A page for print has every footnote twice: where the text refers to it, for engines that set
//! notes at the foot of the page, and in the list after the text, for all others. The style sheet
//! shows one of the two.

use super::{Medium, Writer, attribute, url};
use crate::book::Destination;
use crate::document::{Block, BlockKind, Footnote, Inline, Link, text, walk};
use crate::editions::addresses;

/// The attribute that says where in the publication a link leads.
pub(super) const LOCATOR: &str = "data-place";

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, footnote: usize, nth: usize) {
        let number = footnote + 1;
        let back = self.id(&Footnote::reference_id(number, nth));
        let to = url(&self.rendering.id(&Footnote::id(number)));
        let label = self.strings.fill("footnote_n", &[("n", &number.to_string())]);
        let first_at_foot = !self.at_foot[footnote] && self.can_stand_at_foot(footnote);
        self.at_foot[footnote] |= first_at_foot;
        html!(
            self,
            "<sup><a class=\"footnote-reference{}\" id=\"{back}\" href=\"#{to}\"{} role=\"doc-noteref\" aria-label=\"{}\"{}>{number}</a></sup>",
            if self.at_foot[footnote] { " at-foot" } else { "" },
            if self.is_for_reader() { " epub:type=\"noteref\"" } else { "" },
            attribute(&label),
            self.words_lang()
        );
        if first_at_foot {
            self.footnote_at_foot(footnote);
        }
    }

    fn is_for_reader(&self) -> bool {
        matches!(self.rendering.medium(), Medium::Reader)
    }

    /// Whether the text being written can carry a footnote to the foot of its page.
    fn can_stand_at_foot(&self, footnote: usize) -> bool {
        self.rendering.paper().is_some()
            && self.in_paragraph
            && fits_a_line(&self.body.document.footnotes[footnote])
    }

    /// The footnote itself, within the text.
    fn footnote_at_foot(&mut self, footnote: usize) {
        let document = self.body.document;
        html!(
            self,
            "<span class=\"footnote\"><span class=\"footnote-number\">{}</span> ",
            footnote + 1
        );
        for (index, block) in document.footnotes[footnote].blocks.iter().enumerate() {
            if index > 0 {
                self.raw("<br>");
            }
            if let BlockKind::Paragraph(content) | BlockKind::Plain(content) = &block.kind {
                self.inlines(content);
            }
        }
        self.raw("</span>");
    }

    pub(super) fn footnotes(&mut self, footnotes: &[Footnote]) {
        if footnotes.is_empty() {
            return;
        }
        let title = self.title("footnotes");
        let all_at_foot = self.at_foot.iter().all(|&at_foot| at_foot);
        let any_at_foot = self.at_foot.contains(&true);
        let (lang, own_lang) = (self.words_lang(), self.own_lang());
        if self.is_for_reader() {
            html!(self, "<section class=\"footnotes\" aria-label=\"{title}\"{lang}>\n");
            for (index, footnote) in footnotes.iter().enumerate() {
                self.aside(index + 1, footnote);
            }
            self.raw("</section>\n");
            return;
        }
        html!(
            self,
            "<section class=\"footnotes{}\" role=\"doc-endnotes\" aria-label=\"{title}\"{lang}>\n<ol{own_lang}>\n",
            if all_at_foot { " at-foot" } else { "" },
        );
        for (index, footnote) in footnotes.iter().enumerate() {
            let number = index + 1;
            html!(self, "<li id=\"{}\"", self.id(&Footnote::id(number)));
            if self.at_foot[index] {
                self.raw(" class=\"at-foot\"");
            } else if any_at_foot {
                // The style sheet may hide items before this one, which must not change its number.
                html!(self, " value=\"{number}\"");
            }
            self.raw(">");
            self.note_text(number, footnote);
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }

    /// A footnote that a reading system may show by itself, so its number is part of its text.
    fn aside(&mut self, number: usize, footnote: &Footnote) {
        let id = self.id(&Footnote::id(number));
        let own_lang = self.own_lang();
        html!(
            self,
            "<aside id=\"{id}\" epub:type=\"footnote\" role=\"doc-footnote\"{own_lang}>\n<p class=\"footnote-number\">{number}</p>\n<div>"
        );
        self.note_text(number, footnote);
        self.raw("</div>\n</aside>\n");
    }

    /// The text of a footnote, with the links back to where it is referred to.
    fn note_text(&mut self, number: usize, footnote: &Footnote) {
        self.blocks(&footnote.blocks);
        // The link back goes at the end of the last paragraph, not below it.
        let paragraph = self.html.ends_with("</p>\n");
        if paragraph {
            self.html.truncate(self.html.len() - "</p>\n".len());
        }
        for nth in 1..=footnote.uses {
            let back = url(&self.rendering.id(&Footnote::reference_id(number, nth)));
            let (label, lang) = (self.string("footnote_back"), self.words_lang());
            // Several links back are numbered.
            let (name, mark) = match footnote.uses {
                1 => (String::new(), String::new()),
                _ => (format!(" ({nth})"), format!("<sup>{nth}</sup>")),
            };
            html!(
                self,
                " <a class=\"footnote-back\" href=\"#{back}\" role=\"doc-backlink\" aria-label=\"{label}{name}\"{lang}>↩{mark}</a>"
            );
        }
        if paragraph {
            self.raw("</p>");
        }
    }

    /// The title of a section. On the single page other chapters have the same section, so it
    /// names its chapter.
    fn title(&self, key: &str) -> String {
        let title = self.strings.get(key);
        match self.body.chapter.filter(|_| self.rendering.paper().is_some()) {
            Some(chapter) => attribute(&format!("{title}: {}", chapter.label())),
            None => attribute(title),
        }
    }

    /// Adds to the tag of a link where it leads, if its text is the author's own.
    pub(super) fn locator(&mut self, link: &Link, destination: &Destination) {
        let Some(paper) = self.rendering.paper() else { return };
        let Some(content) = &link.content else { return };
        if let Some(locator) = paper.locator(destination, &text::of_inlines(content)) {
            html!(self, " {LOCATOR}=\"{}\"", attribute(&locator));
        }
    }

    /// The number of the note with the address of a link, unless its text is that address.
    pub(super) fn address_mark(&mut self, link: &Link, href: &str) {
        if self.rendering.paper().is_none() || href.starts_with('#') {
            return;
        }
        let shown = link.content.as_deref().map(text::of_inlines).unwrap_or_default();
        if addresses::is_said(href, &shown) {
            return;
        }
        let number = self.addresses.number(href);
        let to = url(&self.rendering.id(&address_id(number)));
        html!(self, "<a class=\"address-mark\" href=\"#{to}\">[{number}]</a>");
    }

    /// The list of the chapter's addresses.
    pub(super) fn addresses(&mut self) {
        let ordered = std::mem::take(&mut self.addresses).into_ordered();
        if ordered.is_empty() {
            return;
        }
        let title = self.title("addresses");
        let lang = self.words_lang();
        html!(self, "<section class=\"addresses\" aria-label=\"{title}\"{lang}>\n<ol>\n");
        for (index, address) in ordered.iter().enumerate() {
            let id = self.id(&address_id(index + 1));
            let shown = addresses::shown(address);
            html!(
                self,
                "<li id=\"{id}\"><a href=\"{}\">{}</a></li>\n",
                url(address),
                attribute(shown)
            );
        }
        self.raw("</ol>\n</section>\n");
    }
}

fn address_id(number: usize) -> String {
    format!("adr-{number}")
}

/// Whether a footnote is running text without identifiers, which must be unique on a page.
fn fits_a_line(note: &Footnote) -> bool {
    !note.blocks.is_empty()
        && note.blocks.iter().all(|Block { kind, .. }| {
            matches!(kind, BlockKind::Paragraph(content) | BlockKind::Plain(content) if is_plain(content))
        })
}

fn is_plain(inlines: &[Inline]) -> bool {
    !walk::any_inline(inlines, |inline| {
        matches!(inline, Inline::FootnoteReference { .. } | Inline::Html(_))
    })
}
