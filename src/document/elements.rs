//! Code, raw HTML, lists and tables.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::parser::Parser;
use super::{
    Alignment, Block, BlockKind, Code, Definition, HtmlPiece, Inline, Reference, Role, Table,
    Target, highlight, raw_html,
};
use crate::config::RawHtml;
use crate::rule::Rule;
use crate::span::{Mapped, Span};

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
        let text = self.verbatim(TagEnd::CodeBlock).into_string();
        let (html, label) = highlight::highlight(language.as_deref(), &text);
        self.document.has_code = true;
        Code { language, label: label.filter(|label| !label.is_empty()), text, html }
    }

    /// The text up to `end`, with the fences that were masked in it as they were written.
    pub(super) fn verbatim(&mut self, end: TagEnd) -> Mapped {
        let mut text = Mapped::default();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => {
                    let piece =
                        if self.is_masked(span) { self.written(span) } else { piece.as_ref() };
                    text.push(piece, self.text, span);
                }
                _ => {}
            }
        }
        text
    }

    pub(super) fn html_block(&mut self) -> Option<BlockKind> {
        let html = self.verbatim(TagEnd::HtmlBlock);
        if raw_html::is_comment(html.as_str()) {
            return None;
        }
        if self.options.raw_html == RawHtml::Escape {
            let text = html.as_str().trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        Some(BlockKind::Html(self.html(&html)))
    }

    /// Takes the addresses and anchors out of raw HTML.
    pub(super) fn html(&mut self, source: &Mapped) -> Vec<HtmlPiece> {
        self.document.has_raw_html = true;
        self.check_inline_code(source);
        self.check_tags(source);
        let html = source.as_str();
        let mut pieces = Vec::new();
        let mut written = 0;
        for attribute in raw_html::attributes(html) {
            let end = attribute.start + attribute.value.len();
            let span = source.span(self.text, attribute.start..end);
            let piece = match attribute.name {
                "id" => {
                    self.anchors.take(attribute.value);
                    HtmlPiece::Id(attribute.value.to_owned())
                }
                "for" | "list" | "aria-labelledby" | "aria-describedby" | "aria-controls"
                    if !attribute.value.contains(char::is_whitespace) =>
                {
                    HtmlPiece::Id(attribute.value.to_owned())
                }
                "href" | "src" | "poster" => match Target::of_link(attribute.value) {
                    Target::External(address) if attribute.name == "src" => {
                        self.check_embedded(&address, span.before());
                        continue;
                    }
                    Target::External(_) | Target::Nowhere => continue,
                    target => {
                        let reference = self.refer(target, span);
                        match attribute.name {
                            "href" => HtmlPiece::Link(reference),
                            _ => {
                                self.document.references[reference].role = Role::Source;
                                HtmlPiece::Source(reference)
                            }
                        }
                    }
                },
                name => {
                    self.check_inert(name, span.before());
                    continue;
                }
            };
            pieces.push(HtmlPiece::Text(html[written..attribute.start].to_owned()));
            pieces.push(piece);
            written = end;
        }
        pieces.push(HtmlPiece::Text(html[written..].to_owned()));
        pieces
    }

    /// What is not closed would hold the rest of the page, and what closes nothing would close
    /// what the theme has opened.
    fn check_tags(&mut self, source: &Mapped) {
        for tag in raw_html::tags(source.as_str()) {
            let span = source.span(self.text, tag.start..tag.start + tag.text.len());
            if tag.is("iframe") && !tag.is_end && !tag.has("title") {
                self.breach(Rule::FrameWithoutTitle, span, "this frame has no title").help =
                    Some("say what it shows: title=\"…\"".into());
            }
            if let Some(instead) = tag.instead().filter(|_| !tag.is_end) {
                let message = format!("`{}` is no part of HTML any more", tag.name);
                self.breach(Rule::OutdatedHtml, span, message).help = Some(instead.into());
            }
            if !tag.needs_end() {
                continue;
            }
            if !tag.is_end {
                self.elements.push((tag.name.to_owned(), span));
            } else if let Some(at) = self.elements.iter().rposition(|(open, _)| tag.is(open)) {
                self.elements.remove(at);
            } else {
                self.breach(Rule::UnclosedHtml, span, format!("{} closes nothing", tag.text))
                    .help = Some("remove it, or open the element before it".into());
            }
        }
    }

    fn check_inline_code(&mut self, source: &Mapped) {
        let lower = source.as_str().to_ascii_lowercase();
        for element in ["<script>", "<style"] {
            for (at, _) in lower.match_indices(element) {
                let span = source.span(self.text, at..at);
                let name = element.trim_matches(['<', '>']);
                self.breach(
                    Rule::IgnoredHtml,
                    span,
                    format!("browsers ignore the element `{name}` here"),
                )
                .help = Some("put it into a file in assets/ of your theme".into());
            }
        }
    }

    /// Pages run no code and take no styles that stand in their text: whoever can write a chapter
    /// could otherwise make readers' browsers do anything.
    fn check_inert(&mut self, attribute: &str, span: Span) {
        let attribute = attribute.to_ascii_lowercase();
        let help = match attribute.as_str() {
            "style" => "give it a class, and style that in assets/house-style.css of your theme",
            name if name.starts_with("on") => "put the script into a template of your theme",
            _ => return,
        };
        self.breach(
            Rule::IgnoredHtml,
            span,
            format!("browsers ignore the attribute `{attribute}` here"),
        )
        .help = Some(help.into());
    }

    /// Notes where something leads.
    pub(super) fn refer(&mut self, target: Target, span: Span) -> usize {
        self.document.references.push(Reference { target, role: Role::Link, span });
        self.document.references.len() - 1
    }

    /// Notes where an image is.
    pub(super) fn refer_to_image(&mut self, target: Target, span: Span) -> usize {
        let reference = self.refer(target, span);
        self.document.references[reference].role = Role::Image;
        reference
    }

    pub(super) fn items(&mut self, ordered: bool) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        for _ in 0.. {
            match self.next() {
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
        while let Some((event, _)) = self.next() {
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
        while let Some((event, _)) = self.next() {
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
