//! The elements of a line.

use scraper::ElementRef;
use scraper::node::Node;

use super::super::blocks::{Inline, plain};
use super::super::encoding::is_control;
use super::super::note::note;
use super::super::spaces::tidy;
use super::math;
use super::nodes::{NodeRef, SILENT, is_hidden, is_inline};
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
            "strong" | "b" => line.push(Inline::Strong(inner(self))),
            "em" | "i" | "cite" | "dfn" => line.push(Inline::Emphasis(inner(self))),
            "del" | "s" | "strike" => line.push(Inline::Strikethrough(inner(self))),
            "sup" => line.push(Inline::Superscript(inner(self))),
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
            _ => line.extend(inner(self)),
        }
    }
}
