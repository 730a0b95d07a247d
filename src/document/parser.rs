//! From Markdown events to the tree of blocks.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, Event, OffsetIter, Options as Extensions, Parser as Events, Tag, TagEnd,
};

use super::anchors::Anchors;
use super::attributes::escaped_braces;
use super::definitions::{Definitions, FOOTNOTE_MARK, Labels};
use super::fences::{self, Fence};
use super::nesting::Nesting;
use super::typography::Typesetter;
use super::{
    Alert, Block, BlockKind, Caption, Container, Definition, Document, Figure, Footnote, Inline,
    Side, letters, structure, tags,
};
use crate::config::RawHtml;
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
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
    /// On which side of their tables captions are in the guide, for chapters that do not show it.
    pub captions: Option<Side>,
}

impl Options {
    /// Those of a text that belongs to no guide: it is read as it is written.
    pub fn of_bare_text() -> Self {
        Self {
            language: String::new(),
            smart_punctuation: false,
            raw_html: RawHtml::Allow,
            embed: Vec::new(),
            captions: None,
        }
    }
}

#[cfg(test)]
impl Options {
    /// Those of a Dutch guide that trusts its authors.
    pub fn of_tests() -> Self {
        Self {
            language: "nl".into(),
            smart_punctuation: true,
            raw_html: RawHtml::Allow,
            embed: Vec::new(),
            captions: None,
        }
    }
}

/// Parses the body of a chapter, which starts at byte `body` of `text`.
pub fn parse(text: &Arc<Text>, body: usize, options: &Options) -> Document {
    let body = text.span(body..text.content.len());
    let clean = controls::blank(text.slice(body));
    let masked = letters::mask(fences::mask(&clean));
    let extensions = extensions(options.smart_punctuation);
    let events = Events::new_ext(&masked, extensions).into_offset_iter();
    let mut parser = Parser {
        text,
        body: body.start(),
        clean: &clean,
        masked: &masked,
        options,
        typesetter: Typesetter::new(&options.language),
        definitions: Definitions::new(&events, text, body.start()),
        labels: OnceCell::new(),
        events: events.peekable(),
        read_to: Span::START,
        anchors: Anchors::default(),
        chosen: HashMap::new(),
        has_page_tags: false,
        looked_to: 0,
        near_missed: None,
        boxes: 0,
        unclosed: Vec::new(),
        stray_ends: BTreeSet::new(),
        open_code: Vec::new(),
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
    parser.report_fences();
    let (unused, problems) = parser.definitions.unused(text, body, &blocks);
    parser.document.unused = unused;
    parser.document.diagnostics.extend(problems);
    let (mut document, mut anchors) = parser.finish();
    structure::arrange(&mut blocks, &mut document, text, options.captions, &mut anchors);
    document.blocks = blocks;
    document.prose.shrink_to_fit();
    document.anchors = anchors.into_set();
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

/// Footnotes so far: the text may refer to one before its definition.
#[derive(Default)]
pub(super) struct Footnotes {
    order: HashMap<String, usize>,
    list: Vec<Footnote>,
    definitions: HashMap<String, (Vec<Block>, Span)>,
}

impl Footnotes {
    /// Takes back the last reference to a note, and returns its mark.
    pub(super) fn forget_reference(&mut self, note: usize) -> String {
        let note = &mut self.list[note];
        note.uses -= 1;
        format!("[^{}]", note.label)
    }
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a Arc<Text>,
    pub(super) body: usize,
    /// The body without control characters.
    pub(super) clean: &'a str,
    /// The same with headings for the fences of containers.
    pub(super) masked: &'a str,
    pub(super) options: &'a Options,
    pub(super) typesetter: Typesetter,
    pub(super) events: Peekable<OffsetIter<'a>>,
    /// Where links by reference are defined.
    pub(super) definitions: Definitions,
    pub(super) labels: OnceCell<Labels>,
    /// Where the text of the innermost link ends, as read so far.
    pub(super) read_to: Span,
    pub(super) anchors: Anchors,
    /// The explicit anchors so far, and where they were chosen.
    pub(super) chosen: HashMap<String, Span>,
    /// Whether it was reported that tags of a whole page are left out.
    pub(super) has_page_tags: bool,
    /// How far lines were looked at for text that almost is mark-up.
    pub(super) looked_to: usize,
    /// The near miss of the last line that was one, and its number.
    pub(super) near_missed: Option<(Rule, usize)>,
    /// How many boxes and quotations are open; headings within are in no table of contents.
    pub(super) boxes: usize,
    /// The containers that are not closed where they were opened, by name.
    pub(super) unclosed: Vec<(String, Span)>,
    /// The fences that close no container where they are.
    pub(super) stray_ends: BTreeSet<Span>,
    /// The blocks of code without an end that took one of a container, and the fences that end
    /// them.
    pub(super) open_code: Vec<(Span, String)>,
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

/// Whether a text may have explicit anchors, in attributes or in tags. To know which, it is read twice.
fn may_have_anchors(text: &str) -> bool {
    let has_sign =
        |attributes: &str| attributes.split('}').next().unwrap_or_default().contains('#');
    text.split('{').skip(1).any(has_sign)
        || text.contains('<') && ["id", "ID", "name"].iter().any(|name| text.contains(name))
}

impl<'a> Parser<'a> {
    /// The labels in front of a colon in the body.
    pub(super) fn labels(&self) -> &Labels {
        self.labels.get_or_init(|| Labels::of(self.clean))
    }

    /// Explicit anchors take precedence over those that are made, also later in the text.
    fn take_explicit_anchors(&mut self, extensions: Extensions) {
        if !may_have_anchors(self.clean) {
            return;
        }
        let mut html = String::new();
        for (event, range) in Events::new_ext(self.masked, extensions).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => {
                    let heading = self.clean.get(range).unwrap_or_default();
                    if escaped_braces(heading).is_none() {
                        self.anchors.take(&id);
                    }
                }
                Event::Start(Tag::Heading { .. }) => {
                    if let Some(Fence::Open { attributes, .. }) =
                        fences::read(self.clean.get(range).unwrap_or_default())
                    {
                        attributes.id.iter().for_each(|id| _ = self.anchors.take(id));
                    }
                }
                Event::InlineHtml(piece) | Event::Html(piece) => html.push_str(&piece),
                _ => {}
            }
        }
        tags::anchors(&html).iter().for_each(|id| _ = self.anchors.take(id));
    }

    fn finish(mut self) -> (Document, Anchors) {
        let mut notes = std::mem::take(&mut self.footnotes.list);
        for note in &mut notes {
            let Some((blocks, span)) = self.footnotes.definitions.remove(&note.label) else {
                continue;
            };
            if blocks.is_empty() {
                let label = &note.label;
                let span = self.label(span, label);
                let message = message!("footnote-empty", label = label.as_str());
                self.breach(Rule::Footnote, span, message).help =
                    Some(message!("footnote-empty", "help", label = label.as_str()));
            }
            note.blocks = blocks;
        }
        self.check_notes(&notes);
        let front_matter = self.text.slice(self.text.span(0..self.body));
        let marked: HashSet<&str> =
            FOOTNOTE_MARK.find_iter(front_matter).map(|mark| mark.as_str()).collect();
        let unused = std::mem::take(&mut self.footnotes.definitions);
        let mut unused: Vec<_> = unused.into_iter().collect();
        unused.sort_by_key(|(_, (_, span))| *span);
        for (label, (blocks, span)) in unused {
            // That front matter refers to it was reported, and nothing is lost.
            if marked.contains(&*format!("[^{label}]")) {
                notes.push(Footnote { label, blocks, uses: 0 });
                continue;
            }
            let span = self.label(span, &label);
            let message = message!("footnote-unused", label = label.as_str());
            self.breach(Rule::Footnote, span, message).help =
                Some(message!("footnote-unused", "help", label = label));
        }
        for (name, tag) in self.unclosed() {
            let message = if tags::hides_text(&name) {
                message!("html-unclosed", "hides", name = name.as_str())
            } else {
                message!("html-unclosed", name = name.as_str())
            };
            self.breach(Rule::UnclosedHtml, tag, message).help =
                Some(message!("html-unclosed", "help", name = name));
        }
        self.document.footnotes = notes;
        (self.document, self.anchors)
    }

    /// Reports anchors of the author that the notes of the chapter have.
    fn check_notes(&mut self, notes: &[Footnote]) {
        for (at, note) in notes.iter().enumerate() {
            let of_references = (1..=note.uses).map(|nth| Footnote::reference_id(at + 1, nth));
            for id in of_references.chain([Footnote::id(at + 1)]) {
                if let Some(&span) = self.chosen.get(&id) {
                    self.double_anchor(&id, span);
                }
            }
        }
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
        self.in_body(span).and_then(|range| self.clean.get(range)).unwrap_or_default()
    }

    /// The range in the body of a span in it.
    fn in_body(&self, span: Span) -> Option<Range<usize>> {
        Some(span.start().checked_sub(self.body)?..span.end().checked_sub(self.body)?)
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
        let masked = self.in_body(span).and_then(|range| self.masked.get(range));
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
                Event::Rule => {
                    blocks.push(Block { kind: BlockKind::Rule, span: self.text.trim(span) });
                }
                Event::Start(Tag::Heading { level, .. }) if self.is_fence(span) => {
                    self.fence(level, span, &mut blocks, &mut open);
                }
                Event::Start(tag) if is_block(&tag) => {
                    let top = end.is_none() && open.is_empty() && blocks.is_empty();
                    if let Some(kind) = self.block(tag, span, top) {
                        let span = own_span(&kind, span);
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
            self.unclosed.push((name, fence));
            blocks = self.close(container, blocks, fence.before());
        }
        // Most lists of blocks have one, and a guide has many of them.
        blocks.shrink_to_fit();
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, span: Span, top: bool) -> Option<BlockKind> {
        self.typesetter.begin();
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
        self.document.is_costly = true;
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = message!("nested-deep", most = MAX_DEPTH);
            let span = self.text.first_line(span);
            self.error(self.text.part(span, 0..span.len().min(80)), message).help =
                Some(message!("nested-deep", "help"));
        }
    }

    fn block_of(&mut self, tag: Tag<'a>, span: Span, top: bool) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, id, .. } => {
                return self.heading(level, id.as_deref(), span, top);
            }
            Tag::BlockQuote(kind) => {
                self.boxes += 1;
                let blocks = self.blocks(Some(TagEnd::BlockQuote(kind)));
                self.boxes -= 1;
                BlockKind::Quote { alert: kind.map(alert), blocks }
            }
            Tag::CodeBlock(kind) => BlockKind::Code(self.code(&kind, span)),
            Tag::HtmlBlock => return self.html_block(),
            Tag::List(start) => {
                let letters = start.and_then(|_| letters::read(self.written(span)));
                let (style, first) = letters.unwrap_or_default();
                let start = letters.map(|_| first).or(start);
                BlockKind::List { start, style, items: self.items(start.map(|_| style)) }
            }
            Tag::DefinitionList => BlockKind::Definitions(self.definitions()),
            Tag::Table(alignments) => {
                let table = self.table(&alignments);
                self.report_ragged_rows(span, alignments.len());
                self.report_dashes(span);
                BlockKind::Table(Box::new(table))
            }
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
        let caption = image.title.take().map(|title| {
            let place = self.document.references[image.reference].title;
            let content = place.and_then(|place| self.caption(place));
            Caption::new(content.unwrap_or_else(|| vec![Inline::Text(title)]))
        });
        BlockKind::Figure(Box::new(Figure { image: *image, caption }))
    }

    fn footnote_definition(&mut self, label: &str, span: Span) {
        let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        self.document.notes.push(span);
        // The parser finds notes in any case.
        let key = label.to_lowercase();
        if let Some((_, first)) = self.footnotes.definitions.get(&key) {
            let line = self.text.position(first.start()).0;
            let message = message!("footnote-twice", label = label, line = line);
            let span = self.label(span, label);
            self.breach(Rule::Footnote, span, message).help =
                Some(message!("footnote-twice", "help"));
            return;
        }
        self.footnotes.definitions.insert(key, (blocks, span));
    }

    /// The `[^label]` that opens a footnote.
    fn label(&self, footnote: Span, label: &str) -> Span {
        self.text.part(footnote, 0..label.len() + 3)
    }

    /// A reference to a footnote: its index, and how often it was referred to so far.
    pub(super) fn footnote_reference(&mut self, label: &str) -> Inline {
        let notes = &mut self.footnotes;
        let label = label.to_lowercase();
        let footnote = *notes.order.entry(label.clone()).or_insert_with(|| {
            notes.list.push(Footnote { label, blocks: Vec::new(), uses: 0 });
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

/// The span of a block. That of a list of definitions reaches over the paragraph below the list, and
/// over what stands between them.
fn own_span(kind: &BlockKind, span: Span) -> Span {
    let BlockKind::Definitions(parts) = kind else { return span };
    let last = parts.iter().rev().find_map(|part| match part {
        Definition::Details(blocks) => blocks.last(),
        Definition::Term(_) => None,
    });
    last.map_or(span, |last| span.before().to(last.span))
}
