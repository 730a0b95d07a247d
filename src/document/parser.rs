//! From Markdown events to the tree of blocks.

use std::collections::{HashMap, HashSet};
use std::iter::Peekable;
use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, Event, OffsetIter, Options as Extensions, Parser as Events, Tag, TagEnd,
};

use super::anchors::Anchors;
use super::nesting::Nesting;
use super::reference::{Definitions, definitions};
use super::typography::{self, Quotes};
use super::{
    Alert, Block, BlockKind, Caption, Container, Document, Figure, Footnote, Inline, fences,
    structure,
};
use crate::config::RawHtml;
use crate::diagnostic::{Diagnostic, Text};
use crate::rule::Rule;
use crate::span::{Span, controls};

/// How a chapter is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language of the chapter, for its quotation marks.
    pub language: String,
    /// Whether straight quotes, `--` and `...` are set as a typesetter would.
    pub smart_punctuation: bool,
    /// What happens to HTML in the chapter.
    pub raw_html: RawHtml,
    /// The sites that chapters may embed content from.
    pub embed: Vec<String>,
}

/// Parses the body of a chapter, which starts at byte `body` of `text`.
pub fn parse(text: &Arc<Text>, body: usize, options: &Options) -> Document {
    let body = text.span(body..text.content.len());
    let clean = controls::blank(text.slice(body));
    let masked = fences::mask(&clean);
    let extensions = extensions(options.smart_punctuation);
    let events = Events::new_ext(&masked, extensions).into_offset_iter();
    let mut parser = Parser {
        text,
        body: body.start(),
        clean: &clean,
        masked: &masked,
        options,
        quotes: typography::quotes(&options.language),
        definitions: definitions(&events),
        events: events.peekable(),
        read_to: Span::START,
        anchors: Anchors::default(),
        chosen: HashSet::new(),
        boxes: 0,
        depth: 0,
        too_deep: false,
        footnotes: Footnotes::default(),
        elements: HashMap::new(),
        open_elements: 0,
        nesting: Nesting::default(),
        document: Document::default(),
    };
    parser.take_explicit_anchors(extensions);
    let mut blocks = parser.blocks(None);
    let mut document = parser.finish();
    structure::arrange(&mut blocks, &mut document);
    document.blocks = blocks;
    document
}

/// The Markdown that chapters are written in.
fn extensions(smart_punctuation: bool) -> Extensions {
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_SUPERSCRIPT
        | Extensions::ENABLE_SUBSCRIPT
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_WIKILINKS;
    extensions.set(Extensions::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    extensions
}

/// Footnotes so far: the text may refer to one before its definition.
#[derive(Default)]
pub(super) struct Footnotes {
    order: HashMap<String, usize>,
    list: Vec<Footnote>,
    definitions: HashMap<String, (Vec<Block>, Span)>,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a Arc<Text>,
    pub(super) body: usize,
    /// The body without control characters.
    pub(super) clean: &'a str,
    /// The same with underscores for the fences of containers.
    pub(super) masked: &'a str,
    pub(super) options: &'a Options,
    pub(super) quotes: Quotes,
    pub(super) events: Peekable<OffsetIter<'a>>,
    /// Where links by reference are defined.
    pub(super) definitions: Definitions,
    /// Where the text of the innermost link ends, as read so far.
    pub(super) read_to: Span,
    pub(super) anchors: Anchors,
    /// The explicit anchors so far.
    pub(super) chosen: HashSet<String>,
    /// How many boxes and quotations are open; headings within are in no table of contents.
    pub(super) boxes: usize,
    /// How many elements are open.
    pub(super) depth: usize,
    /// Whether the nesting limit was reported.
    pub(super) too_deep: bool,
    pub(super) footnotes: Footnotes,
    /// The elements of raw HTML that are open, and where their tags are.
    pub(super) elements: HashMap<String, Vec<Span>>,
    /// How many of them there are.
    pub(super) open_elements: usize,
    /// The elements of raw HTML that browsers take to be open.
    pub(super) nesting: Nesting,
    pub(super) document: Document,
}

/// The nesting limit: more than anyone writes, and small enough for every stack.
pub(super) const MAX_DEPTH: usize = 48;

/// A container whose closing fence is still to come.
pub(super) struct OpenContainer {
    pub(super) container: Container,
    pub(super) span: Span,
    /// The blocks before it, to return to.
    pub(super) before: Vec<Block>,
}

impl<'a> Parser<'a> {
    /// Explicit anchors take precedence over those made from headings, also later in the text.
    fn take_explicit_anchors(&mut self, extensions: Extensions) {
        if !self.masked.contains("{#") && !self.masked.contains(" #") {
            return;
        }
        for event in Events::new_ext(self.masked, extensions) {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.anchors.take(&id);
            }
        }
    }

    fn finish(mut self) -> Document {
        let mut notes = std::mem::take(&mut self.footnotes.list);
        for note in &mut notes {
            if let Some((blocks, _)) = self.footnotes.definitions.remove(&note.label) {
                note.blocks = blocks;
            }
        }
        let unused = std::mem::take(&mut self.footnotes.definitions);
        for (label, (_, span)) in unused {
            let span = self.label(span, &label);
            self.breach(Rule::Footnote, span, format!("nothing refers to footnote `{label}`"))
                .help = Some(format!("refer to it in the text with [^{label}], or remove it"));
        }
        for (name, tag) in self.unclosed() {
            self.breach(Rule::UnclosedHtml, tag, format!("the element `{name}` is not closed"))
                .help = Some(format!("write </{name}> where it ends, or `<{name}>` for the text"));
        }
        self.document.footnotes = notes;
        self.document.anchors = self.anchors.into_set();
        self.document
    }

    /// The elements of raw HTML that are open, in the order of their tags.
    fn unclosed(&mut self) -> Vec<(String, Span)> {
        let open = std::mem::take(&mut self.elements).into_iter();
        let mut open: Vec<_> = open
            .flat_map(|(name, tags)| tags.into_iter().map(move |tag| (name.clone(), tag)))
            .collect();
        open.sort_by_key(|(_, tag)| *tag);
        open
    }

    /// The next event, with the span of the file it was read from.
    pub(super) fn next(&mut self) -> Option<(Event<'a>, Span)> {
        let (event, range) = self.events.next()?;
        let span = self.text.span(self.body + range.start..self.body + range.end);
        self.note_read(&event, span);
        Some((event, span))
    }

    /// What was written in a span of the body, before fences were masked.
    pub(super) fn written(&self, span: Span) -> &'a str {
        self.clean.get(span.start() - self.body..span.end() - self.body).unwrap_or_default()
    }

    /// Notes that a span is running text.
    pub(super) fn note_prose(&mut self, span: Span) {
        match self.document.prose.last_mut() {
            Some(last) if last.end() == span.start() => *last = last.to(span),
            _ => self.document.prose.push(span),
        }
    }

    /// Whether part of a fence was masked in a span.
    pub(super) fn is_masked(&self, span: Span) -> bool {
        let masked = self.masked.get(span.start() - self.body..span.end() - self.body);
        masked != Some(self.written(span))
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Diagnostic::error(message).at(self.text, span))
    }

    pub(super) fn breach(
        &mut self,
        rule: Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Diagnostic::of(rule, message).at(self.text, span))
    }

    fn report(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.document.diagnostics.push(diagnostic);
        self.document.diagnostics.last_mut().expect("just pushed")
    }

    /// Reads blocks up to the end of the enclosing element.
    pub(super) fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Vec<OpenContainer> = Vec::new();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Rule => self.rule_or_fence(span, &mut blocks, &mut open),
                Event::Start(tag) if is_block(&tag) => {
                    let top = end.is_none() && open.is_empty() && blocks.is_empty();
                    if let Some(kind) = self.block(tag, span, top) {
                        blocks.push(Block { kind, span });
                    }
                }
                inline => {
                    let content = self.line(inline, span);
                    blocks.push(Block { kind: BlockKind::Plain(content), span });
                }
            }
        }
        while let Some(container) = open.pop() {
            let name = container.container.name.clone();
            let fence = container.span;
            self.error(fence, format!("the container `{name}` is not closed")).help =
                Some("close it with a line of three colons: :::".into());
            blocks = self.close(container, blocks, fence.before());
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, span: Span, top: bool) -> Option<BlockKind> {
        if !self.descend(span) {
            return None;
        }
        let kind = self.block_of(tag, span, top);
        self.ascend();
        kind
    }

    /// Goes one level up.
    pub(super) fn ascend(&mut self) {
        self.depth -= 1;
    }

    /// Goes one level down. Beyond the limit, reports the element and skips it.
    pub(super) fn descend(&mut self, span: Span) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        self.report_depth(span);
        let mut open = 1;
        while open > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    /// Reports once that a chapter is nested too deeply.
    pub(super) fn report_depth(&mut self, span: Span) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = format!("more than {MAX_DEPTH} elements are nested here");
            let span = self.text.first_line(span);
            self.error(self.text.part(span, 0..span.len().min(80)), message).help =
                Some("divide the text into chapters or sections".into());
        }
    }

    fn block_of(&mut self, tag: Tag<'a>, span: Span, top: bool) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, id, classes, .. } => {
                let classes = classes.iter().map(ToString::to_string).collect();
                return self.heading(level, id.as_deref(), classes, span, top);
            }
            Tag::BlockQuote(kind) => {
                self.boxes += 1;
                let blocks = self.blocks(Some(TagEnd::BlockQuote(kind)));
                self.boxes -= 1;
                BlockKind::Quote { alert: kind.map(alert), blocks }
            }
            Tag::CodeBlock(kind) => BlockKind::Code(self.code(&kind)),
            Tag::HtmlBlock => return self.html_block(),
            Tag::List(start) => BlockKind::List { start, items: self.items(start.is_some()) },
            Tag::DefinitionList => BlockKind::Definitions(self.definitions()),
            Tag::Table(alignments) => BlockKind::Table(self.table(&alignments)),
            Tag::FootnoteDefinition(label) => {
                self.footnote_definition(&label, span);
                return None;
            }
            _ => return None,
        })
    }

    /// An image alone in its paragraph is a figure.
    fn paragraph(&mut self) -> BlockKind {
        let mut content = self.inlines(TagEnd::Paragraph);
        let image = match content.as_slice() {
            [Inline::Image(_)] => content.pop(),
            _ => None,
        };
        let Some(Inline::Image(mut image)) = image else {
            return BlockKind::Paragraph(content);
        };
        let caption = image
            .title
            .take()
            .map(|title| Caption { number: 0, content: vec![Inline::Text(title)] });
        BlockKind::Figure(Figure { image, caption })
    }

    fn footnote_definition(&mut self, label: &str, span: Span) {
        let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        if let Some((_, first)) = self.footnotes.definitions.get(label) {
            let line = self.text.position(first.start()).0;
            let message = format!("footnote `{label}` stands at line {line} too");
            let span = self.label(span, label);
            self.breach(Rule::Footnote, span, message).help =
                Some("give it another name, or remove it: only the first is shown".into());
            return;
        }
        self.footnotes.definitions.insert(label.to_owned(), (blocks, span));
    }

    /// The `[^label]` that opens a footnote.
    fn label(&self, footnote: Span, label: &str) -> Span {
        self.text.part(footnote, 0..label.len() + 3)
    }

    /// A reference to a footnote: its index, and how often it was referred to so far.
    pub(super) fn footnote_reference(&mut self, label: &str) -> Inline {
        let notes = &mut self.footnotes;
        let footnote = *notes.order.entry(label.to_owned()).or_insert_with(|| {
            notes.list.push(Footnote { label: label.to_owned(), blocks: Vec::new(), uses: 0 });
            notes.list.len() - 1
        });
        notes.list[footnote].uses += 1;
        Inline::FootnoteReference { footnote, nth: notes.list[footnote].uses }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
