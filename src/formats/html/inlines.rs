//! The elements of a line.

use scraper::ElementRef;
use scraper::node::Node;

use super::super::blocks::{Inline, plain};
use super::super::encoding::is_control;
use super::super::note::note;
use super::super::spaces::tidy;
use super::math;
use super::nodes::{NodeRef, SILENT, is_hidden, is_inline};
use super::office::{self, Script, TextStyle};
use super::reader::HtmlReader;
use super::spaces::squeeze;

impl HtmlReader<'_> {
    /// An element as one line.
    pub fn line_of(&mut self, element: ElementRef<'_>) -> Vec<Inline> {
        let mut line = Vec::new();
        self.children(element, &mut line);
        tidy(line)
    }

    fn children(&mut self, element: ElementRef<'_>, line: &mut Vec<Inline>) {
        let read = |reader: &mut Self| {
            let mut line = Vec::new();
            for child in element.children() {
                // Block elements inside a line, such as the paragraphs of a cell, are parts of it.
                let is_block = ElementRef::wrap(child).is_some_and(|child| !is_inline(child));
                if is_block && !line.is_empty() {
                    line.push(Inline::Text(" ".into()));
                }
                reader.inline(child, &mut line);
            }
            line
        };
        line.extend(self.deeper(element, read, |_, flat| flat));
    }

    pub fn inline(&mut self, node: NodeRef<'_>, line: &mut Vec<Inline>) {
        if let Node::Text(text) = node.value() {
            let text = text.chars().filter(|&c| !is_control(c));
            line.push(Inline::Text(text.collect()));
            return;
        }
        let Some(element) = ElementRef::wrap(node) else { return };
        line.extend(self.anchor(element).map(Inline::Anchor));
        let inner = |reader: &mut Self| {
            let mut inner = Vec::new();
            reader.children(element, &mut inner);
            inner
        };
        match element.value().name() {
            name if SILENT.contains(&name) => {}
            _ if is_hidden(element) => self.note_hidden(element),
            _ if self.in_word_list && office::is_marker(element) => {}
            "del" | "s" | "strike" => line.push(Inline::Strikethrough(inner(self))),
            "sup" => {
                let inner = inner(self);
                let note = office::only_note(&inner);
                line.push(note.unwrap_or(Inline::Superscript(inner)));
            }
            "sub" => line.push(Inline::Subscript(inner(self))),
            "code" | "kbd" | "samp" | "tt" => {
                line.push(Inline::Code(squeeze(&element.text().collect::<String>())));
            }
            "br" => line.push(Inline::Break),
            "math" => {
                let formula = math::inlines(element);
                let text = plain(&formula);
                self.note(&text, note!("read-formula", text = text.as_str()));
                line.extend(formula);
            }
            "img" => line.push(Inline::Image {
                address: element.attr("src").unwrap_or_default().into(),
                alt: squeeze(element.attr("alt").unwrap_or_default()),
            }),
            "a" => match element.attr("href") {
                Some(address) if office::is_back_link(address) => {}
                Some(address) if office::note_referred_to(address).is_some() => {
                    line.extend(office::note_referred_to(address).map(Inline::Note));
                }
                Some(address) if !address.trim().is_empty() => {
                    let content = inner(self);
                    line.push(Inline::Link { address: address.trim().into(), content });
                }
                _ => line.extend(inner(self)),
            },
            name @ ("input" | "button" | "select" | "textarea") => {
                let text = squeeze(&element.text().collect::<String>());
                self.note(&text, note!("read-form", name = name).about(name));
            }
            name => self.styled(name, element, line),
        }
    }

    /// An element whose name or style says how its text looks.
    fn styled(&mut self, name: &str, element: ElementRef<'_>, line: &mut Vec<Inline>) {
        let style = TextStyle::of(element);
        let is_bold = style.is_bold.unwrap_or(matches!(name, "strong" | "b"));
        let is_italic = style.is_italic.unwrap_or(matches!(name, "em" | "i" | "cite" | "dfn"));
        // What is bold already gets no bolder, and a heading is bold in any case.
        let (bold, italic) = (is_bold && !self.is_bold, is_italic && !self.is_italic);
        let before = (self.is_bold, self.is_italic);
        (self.is_bold, self.is_italic) = (before.0 || is_bold, before.1 || is_italic);
        let mut inner = Vec::new();
        self.children(element, &mut inner);
        (self.is_bold, self.is_italic) = before;
        if style.is_struck {
            inner = vec![Inline::Strikethrough(inner)];
        }
        if office::only_note(&inner).is_none() {
            match style.script {
                Some(Script::Super) => inner = vec![Inline::Superscript(inner)],
                Some(Script::Sub) => inner = vec![Inline::Subscript(inner)],
                None => {}
            }
        }
        if italic {
            inner = vec![Inline::Emphasis(inner)];
        }
        if bold {
            inner = vec![Inline::Strong(inner)];
        }
        line.extend(inner);
    }
}
