//! From Markdown events to the tree of blocks.

use std::collections::{HashMap, HashSet};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, Event, OffsetIter, Options as Extensions, Parser as Events, Tag, TagEnd,
};

use super::anchors::Anchors;
use super::containers::OpenContainer;
use super::typography::{self, Quotes};
use super::{
    Alert, Block, BlockKind, Caption, Document, Figure, Footnote, Inline, fences, structure,
};
use crate::config::RawHtml;
use crate::diagnostic::{Diagnostic, Text};
use crate::rule::Rule;

/// How a chapter is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language of the chapter, for its quotation marks.
    pub language: String,
    /// Whether straight quotes, `--` and `...` are set as a typesetter would.
    pub smart_punctuation: bool,
    /// What happens to HTML in the chapter.
    pub raw_html: RawHtml,
    /// The sites from which a chapter may show something.
    pub embed: Vec<String>,
}

/// Parses the body of a chapter, which starts at byte `body` of `text`.
pub fn parse(text: &Arc<Text>, body: usize, options: &Options) -> Document {
    let original = &text.content[body..];
    let masked = fences::mask(original);
    let extensions = extensions(options.smart_punctuation);
    let mut parser = Parser {
        text,
        body,
        original,
        masked: &masked,
        options,
        quotes: typography::quotes(&options.language),
        events: Events::new_ext(&masked, extensions).into_offset_iter().peekable(),
        anchors: Anchors::default(),
        chosen: HashSet::new(),
        boxes: 0,
        depth: 0,
        too_deep: false,
        footnotes: Footnotes::default(),
        elements: Vec::new(),
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
pub(super) fn extensions(smart_punctuation: bool) -> Extensions {
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

/// Footnotes while they are collected: the text may refer to one before it is defined.
#[derive(Default)]
pub(super) struct Footnotes {
    order: HashMap<String, usize>,
    list: Vec<Footnote>,
    definitions: HashMap<String, (Vec<Block>, Range<usize>)>,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a Arc<Text>,
    pub(super) body: usize,
    pub(super) original: &'a str,
    pub(super) masked: &'a str,
    pub(super) options: &'a Options,
    pub(super) quotes: Quotes,
    pub(super) events: Peekable<OffsetIter<'a>>,
    pub(super) anchors: Anchors,
    /// The anchors chosen by the author that the parser has met.
    pub(super) chosen: HashSet<String>,
    /// How many boxes and quotations are open; headings within are in no table of contents.
    pub(super) boxes: usize,
    /// How many elements are open.
    pub(super) depth: usize,
    /// Whether it was said that there are too many.
    pub(super) too_deep: bool,
    pub(super) footnotes: Footnotes,
    /// The elements of raw HTML that are open, and where their tags are.
    pub(super) elements: Vec<(String, Range<usize>)>,
    pub(super) document: Document,
}

/// How deep elements may be nested: more than anyone writes, and few enough for every stack.
pub(super) const MAX_DEPTH: usize = 48;

impl<'a> Parser<'a> {
    /// Anchors that authors chose go before those made of headings, wherever they stand.
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
            self.breach(
                Rule::Footnote,
                span.start..span.start + label.len() + 3,
                format!("nothing refers to footnote `{label}`"),
            )
            .help = Some(format!("refer to it in the text with [^{label}], or remove it"));
        }
        for (name, tag) in std::mem::take(&mut self.elements) {
            self.breach(Rule::UnclosedHtml, tag, format!("the element `{name}` is not closed"))
                .help = Some(format!("write </{name}> where it ends, or `<{name}>` for the text"));
        }
        self.document.footnotes = notes;
        self.document.anchors = self.anchors.into_set();
        self.document
    }

    /// A range of the body as a range of the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        self.body + range.start..self.body + range.end
    }

    pub(super) fn error(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let span = self.span(&range);
        self.report(Diagnostic::error(message).at(self.text, span))
    }

    pub(super) fn breach(
        &mut self,
        rule: Rule,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let span = self.span(&range);
        self.report(Diagnostic::of(rule, message).at(self.text, span))
    }

    fn report(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.document.diagnostics.push(diagnostic);
        self.document.diagnostics.last_mut().expect("just pushed")
    }

    /// Reads blocks up to the end of the element they stand in.
    pub(super) fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Vec<OpenContainer> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Rule => self.rule_or_fence(&range, &mut blocks, &mut open),
                Event::Start(tag) if is_block(&tag) => {
                    let top = end.is_none() && open.is_empty() && blocks.is_empty();
                    if let Some(kind) = self.block(tag, &range, top) {
                        let span = self.span(&range);
                        blocks.push(Block { kind, span });
                    }
                }
                inline => {
                    let content = self.line(inline, range.clone());
                    let span = self.span(&range);
                    blocks.push(Block { kind: BlockKind::Plain(content), span });
                }
            }
        }
        while let Some(container) = open.pop() {
            let name = container.container.name.clone();
            let start = container.span.start - self.body;
            self.error(
                start..container.span.end - self.body,
                format!("the container `{name}` is not closed"),
            )
            .help = Some("close it with a line of three colons: :::".into());
            blocks = self.close(container, blocks, start);
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>, top: bool) -> Option<BlockKind> {
        if !self.descend(range) {
            return None;
        }
        let kind = self.block_of(tag, range, top);
        self.ascend();
        kind
    }

    /// Goes one level up.
    pub(super) fn ascend(&mut self) {
        self.depth -= 1;
    }

    /// Goes one level down. Beyond the limit the element is reported and passed over instead.
    pub(super) fn descend(&mut self, range: &Range<usize>) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        self.report_depth(range);
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    /// Says once that a chapter is nested too deeply.
    pub(super) fn report_depth(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = format!("more than {MAX_DEPTH} elements are nested here");
            let line = self.original[range.clone()].lines().next().unwrap_or_default().len();
            self.error(range.start..range.start + line.min(80), message).help =
                Some("divide the text into chapters or sections".into());
        }
    }

    fn block_of(&mut self, tag: Tag<'a>, range: &Range<usize>, top: bool) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, id, classes, .. } => {
                let classes = classes.iter().map(ToString::to_string).collect();
                return self.heading(level, id.as_deref(), classes, range, top);
            }
            Tag::BlockQuote(kind) => {
                self.boxes += 1;
                let blocks = self.blocks(Some(TagEnd::BlockQuote(kind)));
                self.boxes -= 1;
                BlockKind::Quote { alert: kind.map(alert), blocks }
            }
            Tag::CodeBlock(kind) => BlockKind::Code(self.code(&kind)),
            Tag::HtmlBlock => return self.html_block(range),
            Tag::List(start) => BlockKind::List { start, items: self.items(start.is_some()) },
            Tag::DefinitionList => BlockKind::Definitions(self.definitions()),
            Tag::Table(alignments) => BlockKind::Table(self.table(&alignments)),
            Tag::FootnoteDefinition(label) => {
                self.footnote_definition(&label, range);
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

    fn footnote_definition(&mut self, label: &str, range: &Range<usize>) {
        let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        if let Some((_, first)) = self.footnotes.definitions.get(label) {
            let line = self.text.position(self.body + first.start).0;
            let message = format!("footnote `{label}` stands at line {line} too");
            self.breach(Rule::Footnote, range.start..range.start + label.len() + 3, message).help =
                Some("give it another name, or remove it: only the first is shown".into());
            return;
        }
        self.footnotes.definitions.insert(label.to_owned(), (blocks, range.clone()));
    }

    /// A reference to a footnote: which one, and for the how-manieth time.
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
