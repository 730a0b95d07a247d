//! Inlines as mark-up.

use std::sync::Arc;

use super::chapter::Writer;
use crate::attachments::Picture;
use crate::book::Destination;
use crate::diagnostic::Diagnostic;
use crate::document::{Image, Inline, Link, Reference, text};
use crate::editions::addresses;
use crate::editions::html::LabelPart;
use crate::editions::labels;
use crate::editions::registers;
use crate::editions::shared::{chapter_address, on_site};
use crate::editions::typesetter::{Asset, is_known, language, title_place};
use crate::messages::message;

/// How deep mark-up within a line is followed. Typst itself refuses what is much deeper.
const DEEPEST: usize = 12;

/// Where a link leads in a book.
pub(super) enum Target {
    /// A label of the book.
    Label(String),
    /// An address outside it.
    Address(String),
}

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        if inlines.iter().any(|inline| matches!(inline, Inline::Html(_))) {
            self.html_inlines(inlines);
        } else {
            for inline in inlines {
                self.inline(inline);
            }
        }
    }

    pub(super) fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.code.words(text),
            Inline::Code(code) => self.inline_code(code),
            Inline::Emphasis(inner) => self.element("emph", inner),
            Inline::Strong(inner) => self.element("strong", inner),
            Inline::Strikethrough(inner) => self.element("strike", inner),
            Inline::Superscript(inner) => self.element("super", inner),
            Inline::Subscript(inner) => self.element("sub", inner),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.picture(image),
            Inline::FootnoteReference { footnote, .. } => self.footnote(*footnote),
            Inline::Checkbox(done) => self.checkbox(*done),
            // These are written together with what is between them.
            Inline::Html(_) => {}
            Inline::SoftBreak => self.code.words(" "),
            Inline::HardBreak => self.code.push("#linebreak()"),
        }
    }

    fn element(&mut self, function: &str, inner: &[Inline]) {
        self.within(function, |writer| writer.inlines(inner));
    }

    /// What is written inside a function, if it is not too deep.
    pub(super) fn within(&mut self, function: &str, inner: impl FnOnce(&mut Self)) {
        // PDF/UA knows no line through or below what has one.
        let is_line = matches!(function, "strike" | "underline");
        let is_near = self.inline_depth < DEEPEST && !(is_line && self.in_lined);
        let outside = self.in_lined;
        self.in_lined |= is_line;
        self.inline_depth += 1;
        if is_near {
            self.code.push(&format!("#{function}["));
        }
        inner(self);
        if is_near {
            self.code.push("]");
        }
        self.inline_depth -= 1;
        self.in_lined = outside;
    }

    pub(super) fn inline_code(&mut self, code: &str) {
        self.code.push("#raw(");
        self.code.literal(code);
        self.code.push(")");
    }

    pub(super) fn checkbox(&mut self, done: bool) {
        // In a list of tasks it stands in the place of the bullet.
        if !std::mem::take(&mut self.has_box) {
            self.code.push(&format!("#task({done})"));
        }
    }

    fn link(&mut self, link: &Link) {
        let destinations = self.destinations;
        let Some(destination) = destinations.get(link.reference) else { return };
        let Some(target) = self.target(link.reference, destination) else {
            return self.link_text(link, destination);
        };
        let said = link.content.as_deref().map(text::of_inlines);
        self.link_to(&target, destination, said.as_deref(), |writer| {
            writer.link_text(link, destination);
        });
    }

    /// A link whose text, if the author gave one, says `said`.
    pub(super) fn link_to(
        &mut self,
        target: &Target,
        destination: &Destination,
        said: Option<&str>,
        inner: impl FnOnce(&mut Self),
    ) {
        // Links cannot be nested.
        if std::mem::replace(&mut self.in_link, true) {
            return inner(self);
        }
        match target {
            Target::Label(label) => {
                self.code.push(if self.is_line { "#link(label(" } else { "#to(" });
                self.code.literal(label);
                if self.is_line {
                    self.code.push(")");
                } else {
                    let place = said.map_or(String::new(), |said| self.place(destination, said));
                    if !place.is_empty() {
                        self.code.push(", place: ");
                        self.code.literal(&place);
                    }
                }
                self.code.push(")[");
                inner(self);
                self.code.push("]");
            }
            Target::Address(address) => {
                self.code.push("#link(");
                self.code.literal(&addresses::uri(address));
                self.code.push(")[");
                inner(self);
                self.code.push("]");
                if !self.is_line && !addresses::is_said(address, said.unwrap_or_default()) {
                    let number = self.addresses.number(address);
                    let label = self.label(&format!("adr-{number}"));
                    self.code.push(&format!("#address-mark({number}, "));
                    self.code.literal(&label);
                    self.code.push(")");
                }
            }
        }
        self.in_link = false;
    }

    fn link_text(&mut self, link: &Link, destination: &Destination) {
        match &link.content {
            Some(content) => self.inlines(content),
            None => self.label_of(destination),
        }
    }

    /// The text of a link to which the author gave none.
    pub(super) fn label_of(&mut self, destination: &Destination) {
        let parts = labels::of_link(self.guide, self.id, destination);
        if let Destination::Chapter(id, _) = destination
            && let Some(place) = title_place(self.guide, *id)
        {
            self.code.mark(place);
        }
        for part in parts {
            match part {
                LabelPart::Number(number) => self.code.words(&number),
                LabelPart::Words(words) => {
                    let language = self.guide.config.book.language.clone();
                    self.words_in(&words, &language);
                }
                LabelPart::Title(title, language) => self.words_in(&title, &language),
            }
        }
        self.mark();
    }

    /// Text in a language that may be another than the chapter's.
    fn words_in(&mut self, words: &str, tag: &str) {
        let arguments = if tag == self.language { String::new() } else { language::arguments(tag) };
        if arguments.is_empty() {
            self.code.words(words);
        } else {
            self.code.push(&format!("#text({arguments})["));
            self.code.words(words);
            self.code.push("]");
        }
    }

    /// Where a link leads; `None` if nobody can follow it.
    pub(super) fn target(&self, reference: usize, destination: &Destination) -> Option<Target> {
        match destination {
            // Typst knows no empty address.
            Destination::External(address) if address.is_empty() => None,
            Destination::External(address) => Some(Target::Address(address.clone())),
            Destination::Chapter(id, anchor) if self.selection.contains(*id) => {
                let anchors = &self.guide.book[*id].document.anchors;
                let anchor = anchor.as_deref().filter(|anchor| anchors.contains(*anchor));
                Some(Target::Label(super::label(self.guide, *id, anchor)))
            }
            Destination::Chapter(id, anchor) => {
                self.on_site(&chapter_address(self.guide, *id, anchor.as_deref()))
            }
            Destination::File(path) => {
                let url = self.guide.attachments.content_url(path)?;
                let place = self.document.references.get(reference).and_then(Reference::place);
                let place = place.map(|place| format!("#{place}")).unwrap_or_default();
                self.on_site(&format!("{url}{place}"))
            }
            Destination::Page(page) => {
                let strings = &self.guide.theme.strings;
                let is = |key| strings.get(key) == page.stem();
                match () {
                    () if is("page_contents") => Some(Target::Label("contents".into())),
                    () if is("page_lessons")
                        && registers::has_lessons(self.guide, self.selection) =>
                    {
                        Some(Target::Label("lessons".into()))
                    }
                    () => self.on_site(page.as_str()),
                }
            }
            Destination::Broken => None,
        }
    }

    /// The permanent address of a file of the site, if it is known.
    fn on_site(&self, path: &str) -> Option<Target> {
        on_site(self.guide, path).map(Target::Address)
    }

    /// Where in the book a link leads, besides the page: `2.4.8, les 3`. Empty where its text or
    /// its position says so.
    fn place(&self, destination: &Destination, said: &str) -> String {
        let Destination::Chapter(id, anchor) = destination else { return String::new() };
        labels::place(self.guide, self.id, *id, anchor.as_deref(), said)
    }

    pub(super) fn picture(&mut self, image: &Image) {
        let destinations = self.destinations;
        let destination = destinations.get(image.reference);
        self.picture_of(destination, &image.alt, None);
    }

    /// An image, or its alternative text if there is none to show.
    pub(super) fn picture_of(
        &mut self,
        destination: Option<&Destination>,
        alt: &str,
        width: Option<u32>,
    ) {
        let Some(Destination::File(path)) = destination else {
            return self.code.words(alt);
        };
        let Some(attachment) = self.guide.attachments.get(&path.in_guide()) else {
            return self.code.words(alt);
        };
        let file = attachment.path.to_string();
        if !is_known(path.name()) {
            let message = message!("book-image-format", path = path.to_string());
            self.report(Diagnostic::warning(message).help(message!("book-image-format", "help")));
            return self.code.words(alt);
        }
        self.code.push("#picture(");
        self.code.literal(&file);
        if let Some(Picture { width: own, height, .. }) = &attachment.picture {
            let shown = width.unwrap_or(*own).clamp(1, 10_000);
            let high = f64::from(*height) * f64::from(shown) / f64::from((*own).max(1));
            self.code.push(&format!(", width: {shown}, height: {:.0}", high.max(1.0)));
        }
        if !alt.trim().is_empty() {
            self.code.push(", alt: ");
            self.code.literal(alt);
        }
        self.code.push(")");
        self.files.insert(file, Asset::Attachment(path.in_guide()));
    }

    /// Reports something about the block that is being written.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        let source = self.chapter.and_then(|chapter| chapter.source.as_ref());
        self.problems.push(match source {
            Some(source) => problem.at(&Arc::clone(&source.text), self.span),
            None => problem,
        });
    }
}
