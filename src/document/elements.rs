//! Code, raw HTML, lists and tables.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::parser::Parser;
use super::{
    Alignment, Block, BlockKind, Code, Definition, HtmlPiece, Inline, Reference, Table, Target,
    highlight, raw_html,
};
use crate::config::RawHtml;

impl Parser<'_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>) -> Code {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '{', '\t'])
                .next()
                .filter(|language| !language.is_empty())
                .map(str::to_owned),
            CodeBlockKind::Indented => None,
        };
        let text = self.verbatim(TagEnd::CodeBlock);
        let (html, label) = highlight::highlight(language.as_deref(), &text);
        self.document.has_code = true;
        Code { language, label: label.filter(|label| !label.is_empty()), text, html }
    }

    /// The text up to `end`, with the fences that were masked in it as they were written.
    pub(super) fn verbatim(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => {
                    let original = &self.original[range.clone()];
                    if self.masked[range] == *original {
                        text.push_str(&piece);
                    } else {
                        text.push_str(original);
                    }
                }
                _ => {}
            }
        }
        text
    }

    pub(super) fn html_block(&mut self, range: &Range<usize>) -> Option<BlockKind> {
        let html = self.verbatim(TagEnd::HtmlBlock);
        if raw_html::is_comment(&html) {
            return None;
        }
        if self.options.raw_html == RawHtml::Escape {
            let text = html.trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        Some(BlockKind::Html(self.html(&html, range.start)))
    }

    /// Takes the addresses and anchors out of raw HTML. `start` is where it stands in the body.
    pub(super) fn html(&mut self, html: &str, start: usize) -> Vec<HtmlPiece> {
        self.document.has_raw_html = true;
        let mut pieces = Vec::new();
        let mut written = 0;
        for attribute in raw_html::attributes(html) {
            let end = attribute.start + attribute.value.len();
            let piece = match attribute.name {
                "id" => {
                    self.anchors.take(attribute.value);
                    HtmlPiece::Id(attribute.value.to_owned())
                }
                "href" | "src" | "poster" => match Target::of_link(attribute.value) {
                    Target::External(_) if attribute.name == "src" => {
                        let start = (start + attribute.start).min(self.original.len());
                        self.warn_third_party(start..start);
                        continue;
                    }
                    Target::External(_) | Target::Nowhere => continue,
                    target => {
                        let end = (start + end).min(self.original.len());
                        let range = (start + attribute.start).min(end)..end;
                        HtmlPiece::Reference(self.refer(target, attribute.name != "href", &range))
                    }
                },
                _ => continue,
            };
            pieces.push(HtmlPiece::Text(html[written..attribute.start].to_owned()));
            pieces.push(piece);
            written = end;
        }
        pieces.push(HtmlPiece::Text(html[written..].to_owned()));
        pieces
    }

    /// Notes where something leads.
    pub(super) fn refer(&mut self, target: Target, is_image: bool, range: &Range<usize>) -> usize {
        let span = self.span(range);
        self.document.references.push(Reference { target, is_image, span });
        self.document.references.len() - 1
    }

    pub(super) fn items(&mut self, ordered: bool) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        for _ in 0.. {
            match self.events.next() {
                Some((Event::Start(Tag::Item), _)) => items.push(self.blocks(Some(TagEnd::Item))),
                Some((Event::End(tag), _)) if tag == TagEnd::List(ordered) => break,
                None => break,
                _ => {}
            }
        }
        items
    }

    pub(super) fn definitions(&mut self) -> Vec<Definition> {
        let mut parts = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(TagEnd::DefinitionList) => break,
                Event::Start(Tag::DefinitionListTitle) => {
                    parts.push(Definition::Term(self.inlines(TagEnd::DefinitionListTitle)));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let end = Some(TagEnd::DefinitionListDefinition);
                    parts.push(Definition::Details(self.blocks(end)));
                }
                _ => {}
            }
        }
        parts
    }

    pub(super) fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
        let mut table = Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
            caption: None,
        };
        let mut row = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                _ => {}
            }
        }
        table
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
