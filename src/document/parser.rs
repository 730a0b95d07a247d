//! From Markdown events to the tree of blocks.

use std::collections::{HashMap, HashSet};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options as Extensions,
    Parser as Events, Tag, TagEnd,
};

use super::anchors::Anchors;
use super::fences::{self, Fence};
use super::typography::{self, Quotes, plain_line};
use super::{
    Alert, Alignment, Block, BlockKind, Caption, Code, Container, Definition, Document, Figure,
    Footnote, Heading, HeadingEntry, HtmlPiece, Inline, Lesson, Reference, Table, Target,
    highlight, raw_html, structure, text,
};
use crate::config::RawHtml;
use crate::diagnostic::{Diagnostic, Text};

/// How a chapter is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language of the chapter, for its quotation marks.
    pub language: String,
    /// Whether straight quotes, `--` and `...` are set as a typesetter would.
    pub smart_punctuation: bool,
    /// What happens to HTML in the chapter.
    pub raw_html: RawHtml,
}

/// Parses the body of a chapter, which starts at byte `body` of `text`.
pub fn parse(text: &Arc<Text>, body: usize, options: &Options) -> Document {
    let original = &text.content[body..];
    let masked = fences::mask(original);
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
    extensions.set(Extensions::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);
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
        document: Document::default(),
    };
    parser.take_explicit_anchors(extensions);
    let mut blocks = parser.blocks(None);
    let mut document = parser.finish();
    structure::arrange(&mut blocks, &mut document);
    document.blocks = blocks;
    document
}

/// Footnotes while they are collected: the text may refer to one before it is defined.
#[derive(Default)]
struct Footnotes {
    order: HashMap<String, usize>,
    list: Vec<Footnote>,
    definitions: HashMap<String, (Vec<Block>, Range<usize>)>,
}

pub(super) struct Parser<'a> {
    text: &'a Arc<Text>,
    body: usize,
    pub(super) original: &'a str,
    masked: &'a str,
    pub(super) options: &'a Options,
    pub(super) quotes: Quotes,
    pub(super) events: Peekable<OffsetIter<'a>>,
    anchors: Anchors,
    /// The anchors chosen by the author that the parser has met.
    chosen: HashSet<String>,
    /// How many boxes and quotations are open; headings within are in no table of contents.
    boxes: usize,
    /// How many elements are open.
    depth: usize,
    /// Whether it was said that there are too many.
    too_deep: bool,
    footnotes: Footnotes,
    pub(super) document: Document,
}

/// How deep elements may be nested: more than anyone writes, and few enough for every stack.
const MAX_DEPTH: usize = 48;

/// A container whose closing fence is still to come.
struct OpenContainer {
    container: Container,
    span: Range<usize>,
    /// The blocks before it, to return to.
    before: Vec<Block>,
}

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
            self.warn(
                span.start..span.start + label.len() + 3,
                format!("nothing refers to footnote `{label}`"),
            )
            .help = Some(format!("refer to it in the text with [^{label}], or remove it"));
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

    pub(super) fn warn(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let span = self.span(&range);
        self.report(Diagnostic::warning(message).at(self.text, span))
    }

    fn report(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.document.diagnostics.push(diagnostic);
        self.document.diagnostics.last_mut().expect("just pushed")
    }

    /// Reads blocks up to the end of the element they stand in.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
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

    /// A thematic break, unless it is the mask of a container's fence.
    fn rule_or_fence(
        &mut self,
        range: &Range<usize>,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        let original = self.original;
        let fence = original[range.clone()].trim_end();
        let range = range.start..range.start + fence.len();
        match fences::read(fence) {
            None => blocks.push(Block { kind: BlockKind::Rule, span: self.span(&range) }),
            Some(Fence::Nameless) => {
                self.error(range, "this container has no name").help =
                    Some("name it, as in `::: kader` or `::: tip`".into());
            }
            Some(Fence::Close) => match open.pop() {
                Some(container) => {
                    let inner = std::mem::take(blocks);
                    *blocks = self.close(container, inner, range.end);
                }
                None => {
                    self.error(range, "there is no open container to close here").help =
                        Some("remove the line, or open a container with `::: kader`".into());
                }
            },
            Some(Fence::Open { .. }) if self.boxes >= MAX_DEPTH => self.report_depth(&range),
            Some(Fence::Open { name, title, classes, id }) => {
                let title = title.map(|(title, _)| plain_line(title, &self.options.language));
                if let Some(id) = id {
                    self.take_anchor(id, &range);
                    let title = title.clone().into_iter();
                    self.document.boxes.extend(title.map(|title| (id.to_owned(), title)));
                }
                self.boxes += 1;
                open.push(OpenContainer {
                    container: Container {
                        name: name.to_owned(),
                        title,
                        classes: classes.into_iter().map(str::to_owned).collect(),
                        id: id.map(str::to_owned),
                        blocks: Vec::new(),
                    },
                    span: self.span(&range),
                    before: std::mem::take(blocks),
                });
            }
        }
    }

    /// Puts a container with its blocks behind the blocks before it.
    fn close(&mut self, open: OpenContainer, inner: Vec<Block>, end: usize) -> Vec<Block> {
        self.boxes -= 1;
        let mut blocks = open.before;
        blocks.push(Block {
            kind: BlockKind::Container(Container { blocks: inner, ..open.container }),
            span: open.span.start..self.body + end,
        });
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
    fn report_depth(&mut self, range: &Range<usize>) {
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

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        mut classes: Vec<String>,
        range: &Range<usize>,
        top: bool,
    ) -> Option<BlockKind> {
        let content = self.inlines(TagEnd::Heading(level));
        let title = text::of_inlines(&content);
        if level == HeadingLevel::H1 && top && self.document.title.is_none() {
            self.document.title = Some(title);
            return None;
        }
        if level == HeadingLevel::H1 {
            self.warn(range.start..range.end, "level 1 is for the title of the chapter").help =
                Some("start headings within a chapter with ##".into());
        }
        let id = match id {
            Some(id) => self.explicit_anchor(id, range),
            None => self.anchors.of_heading(&title),
        };
        let is_lesson = |class: &String| matches!(class.as_str(), "les" | "lesson");
        let lesson = classes.iter().any(is_lesson).then(|| {
            self.document.lessons.push(Lesson {
                number: self.document.lessons.len() + 1,
                title: title.clone(),
                themes: themes(&self.original[range.clone()]),
                teaser: String::new(),
                span: self.span(range),
            });
            let index = self.document.lessons.len() - 1;
            self.anchors.take(&Lesson::id(index + 1));
            index
        });
        classes.retain(|class| !is_lesson(class));
        let level = (level as u8).max(2);
        if self.boxes == 0 {
            self.document.headings.push(HeadingEntry { level, id: id.clone(), title, lesson });
        }
        Some(BlockKind::Heading(Heading { level, id, classes, lesson, content }))
    }

    fn explicit_anchor(&mut self, id: &str, range: &Range<usize>) -> String {
        if !self.chosen.insert(id.to_owned()) {
            self.double_anchor(id, range);
        }
        id.to_owned()
    }

    fn take_anchor(&mut self, id: &str, range: &Range<usize>) {
        if !self.anchors.take(id) {
            self.double_anchor(id, range);
        }
    }

    fn double_anchor(&mut self, id: &str, range: &Range<usize>) {
        let line = self.original[range.clone()].trim_end().len();
        self.error(
            range.start..range.start + line,
            format!("the anchor `{id}` is used twice in this chapter"),
        )
        .help = Some("give one of the two another name".into());
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Code {
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
    fn verbatim(&mut self, end: TagEnd) -> String {
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

    fn html_block(&mut self, range: &Range<usize>) -> Option<BlockKind> {
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
                        HtmlPiece::Reference(self.refer(target, &range))
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
    pub(super) fn refer(&mut self, target: Target, range: &Range<usize>) -> usize {
        let span = self.span(range);
        self.document.references.push(Reference { target, span });
        self.document.references.len() - 1
    }

    fn items(&mut self, ordered: bool) -> Vec<Vec<Block>> {
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

    fn definitions(&mut self) -> Vec<Definition> {
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

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
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

    fn footnote_definition(&mut self, label: &str, range: &Range<usize>) {
        let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        let definition = (blocks, range.clone());
        self.footnotes.definitions.insert(label.to_owned(), definition);
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

/// The themes in a heading's attributes. The parser splits attributes at spaces, but a theme may
/// have spaces in it, so they are read from the source.
fn themes(heading: &str) -> Vec<String> {
    let Some((_, value)) = heading.rsplit_once("themes=") else {
        return Vec::new();
    };
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split([' ', '}']).next(),
    };
    value
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|theme| !theme.is_empty())
        .map(str::to_owned)
        .collect()
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

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
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
