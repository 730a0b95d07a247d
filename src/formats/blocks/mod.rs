//! The blocks and inlines of an imported text.

pub mod walk;

use self::walk::{Part, each_within};
pub use crate::document::CountStyle;
use crate::number::Number;
use crate::span::split_at_char;

/// A block, and the line of the source it starts at.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is and holds.
    pub kind: Kind,
    /// Its first line, from 1.
    pub line: usize,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are named after what they hold")]
pub enum Kind {
    /// A heading.
    Heading(Heading),
    /// Plain text.
    Paragraph(Vec<Inline>),
    /// A list; one that has a start is numbered from there, in the style of its counts.
    List { start: Option<u64>, style: CountStyle, items: Vec<Vec<Block>> },
    /// Terms, each with its definitions.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code in a language, which may be unknown.
    Code { language: String, text: String },
    /// A table.
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
        caption: Vec<Inline>,
        exhibit: Exhibit,
    },
    /// A table with cells that span others or hold more than a line.
    Grid(Grid),
    /// An image on its own.
    Figure { address: String, alt: String, caption: Vec<Inline>, exhibit: Exhibit },
    /// A boxed text.
    Box { title: String, blocks: Vec<Block> },
    /// A footnote.
    Note { label: String, blocks: Vec<Block> },
    /// A horizontal rule.
    Rule,
}

/// A heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// Its text.
    pub content: Vec<Inline>,
    /// Its anchor.
    pub id: Option<String>,
    /// Whether it is that of a lesson.
    pub lesson: bool,
    /// The number that a program shows before it, which is not part of its text.
    pub label: Option<Label>,
    /// What the document calls it.
    pub rank: Rank,
}

/// What makes a line a heading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rank {
    /// The document marks it as a heading.
    #[default]
    Marked,
    /// The document marks it as the title of all.
    Title,
    /// It only looks like one.
    Guessed,
}

/// A number that a program counts for a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// As it is shown: `2.1`, `Bijlage A`.
    pub text: String,
    /// The number of a chapter that it stands for.
    pub number: Option<Number>,
    /// Whether it shows only the count of its own level, although the level above counts too.
    pub is_partial: bool,
}

/// How the text refers to a figure or table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exhibit {
    /// The anchors of its caption.
    pub anchors: Vec<String>,
    /// What the text calls it, in lower case: `figuur 3`.
    pub name: Option<String>,
}

/// A table of cells that span others, or hold more than a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the top are its header.
    pub head: usize,
    /// Its caption.
    pub caption: Vec<Inline>,
    /// How the text refers to it.
    pub exhibit: Exhibit,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub blocks: Vec<Block>,
    /// How many columns it spans.
    pub columns: usize,
    /// How many rows it spans.
    pub rows: usize,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are named after what they hold")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Code.
    Code(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// Superscript.
    Superscript(Vec<Inline>),
    /// Subscript.
    Subscript(Vec<Inline>),
    /// A link.
    Link { address: String, content: Vec<Inline> },
    /// A reference to a chapter of the guide or a place in it, with its text.
    Reference { target: String, content: Vec<Inline> },
    /// A link whose target is gone: its text, with the address in a comment.
    LostLink { address: String, content: Vec<Inline> },
    /// What stands for a picture that is lost.
    Lost(Lost),
    /// An image within a line.
    Image { address: String, alt: String },
    /// A reference to the footnote with this label.
    Note(String),
    /// A place that links lead to.
    Anchor(String),
    /// A comment, which only editors see.
    Comment(String),
    /// A line break.
    Break,
}

/// A picture that is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its description, which may be empty.
    pub alt: String,
    /// What kind of picture it was.
    pub graphic: Graphic,
}

impl Lost {
    /// What the text says in its place, in a language.
    pub fn said(&self, language: &str) -> &str {
        if self.alt.is_empty() { self.graphic.name(language) } else { &self.alt }
    }
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Graphic {
    Picture,
    Chart,
    Diagram,
    Drawing,
    Object,
}

impl Graphic {
    /// Its name in the language of a guide.
    pub fn name(self, language: &str) -> &'static str {
        let is_dutch = language.split('-').next() == Some("nl");
        let (dutch, english) = match self {
            Self::Picture => ("afbeelding", "picture"),
            Self::Chart => ("grafiek", "chart"),
            Self::Diagram => ("diagram", "diagram"),
            Self::Drawing => ("tekening", "drawing"),
            Self::Object => ("object", "object"),
        };
        if is_dutch { dutch } else { english }
    }
}

impl Inline {
    /// The inlines inside this one, such as the text of a link.
    pub fn inner(&self) -> Option<&[Self]> {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Link { content: inner, .. }
            | Self::Reference { content: inner, .. }
            | Self::LostLink { content: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Lost(_)
            | Self::Image { .. }
            | Self::Note(_)
            | Self::Anchor(_)
            | Self::Comment(_)
            | Self::Break => None,
        }
    }

    /// The same, mutable.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Link { content: inner, .. }
            | Self::Reference { content: inner, .. }
            | Self::LostLink { content: inner, .. } => Some(inner),
            _ => None,
        }
    }
}

/// A text as inlines.
pub fn text_inlines(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

/// A short quotation for a note: the start of a text that is too long to be quoted whole.
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 100;
    match split_at_char(text, LONGEST) {
        (whole, "") => whole.to_owned(),
        (start, _) => format!("{start}…"),
    }
}

/// The text of a block that is one line: a heading or a paragraph.
pub fn line_text(block: &Block) -> Option<String> {
    match &block.kind {
        Kind::Heading(Heading { content, .. }) | Kind::Paragraph(content) => Some(plain(content)),
        _ => None,
    }
}

/// The text of inlines, without markup.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    each_within(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => {
            out.push_str(text);
        }
        Inline::Lost(lost) => out.push_str(lost.said("nl")),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Joins neighbours of one style: many programs cut their text into pieces.
pub fn joined(parts: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Inline::Text(last)), Inline::Text(text))
            | (Some(Inline::Code(last)), Inline::Code(text)) => last.push_str(&text),
            (Some(Inline::Strong(last)), Inline::Strong(more))
            | (Some(Inline::Emphasis(last)), Inline::Emphasis(more))
            | (Some(Inline::Strikethrough(last)), Inline::Strikethrough(more))
            | (Some(Inline::Superscript(last)), Inline::Superscript(more))
            | (Some(Inline::Subscript(last)), Inline::Subscript(more)) => {
                last.extend(more);
                *last = joined(std::mem::take(last));
            }
            (_, part) => out.push(part),
        }
    }
    out
}

/// A heading. The first anchor inside it becomes its own.
pub fn heading(level: u8, content: Vec<Inline>) -> Kind {
    let (anchors, mut content) = without_anchors(content);
    let mut anchors = anchors.into_iter();
    let id = anchors.next();
    content.splice(0..0, anchors.map(Inline::Anchor));
    Kind::Heading(Heading { level, content, id, ..Heading::default() })
}

/// A heading that only looks like one.
pub fn guessed_heading(level: u8, content: Vec<Inline>) -> Kind {
    match heading(level, content) {
        Kind::Heading(heading) => Kind::Heading(Heading { rank: Rank::Guessed, ..heading }),
        kind => kind,
    }
}

/// All anchors of a heading.
pub fn anchors_of(heading: &Heading) -> Vec<String> {
    let mut anchors: Vec<String> = heading.id.iter().cloned().collect();
    each_within(&heading.content, &mut |inline| {
        if let Inline::Anchor(id) = inline {
            anchors.push(id.clone());
        }
    });
    anchors
}

/// Takes the anchors out of a line.
pub fn without_anchors(line: Vec<Inline>) -> (Vec<String>, Vec<Inline>) {
    let mut anchors = Vec::new();
    let mut rest = Vec::with_capacity(line.len());
    for part in line {
        match part {
            Inline::Anchor(id) => anchors.push(id),
            part => rest.push(part),
        }
    }
    (anchors, rest)
}

/// A picture on its own, without a caption.
pub fn figure(address: String, alt: String) -> Kind {
    Kind::Figure { address, alt, caption: Vec::new(), exhibit: Exhibit::default() }
}

/// Takes the pictures out of a line that can hold none, such as a heading, and makes figures of
/// them.
pub fn without_pictures(line: Vec<Inline>) -> (Vec<Kind>, Vec<Inline>) {
    let mut figures = Vec::new();
    let mut rest = Vec::with_capacity(line.len());
    for mut part in line {
        if let Inline::Image { address, alt } = part {
            figures.push(figure(address, alt));
            continue;
        }
        if let Some(inner) = part.inner_mut() {
            let (found, left) = without_pictures(std::mem::take(inner));
            *inner = left;
            let is_gone = inner.is_empty() && !found.is_empty();
            figures.extend(found);
            if is_gone {
                continue;
            }
        }
        rest.push(part);
    }
    (figures, rest)
}

/// The references to footnotes in a line.
pub fn notes_of(line: &[Inline]) -> Vec<Inline> {
    let mut notes = Vec::new();
    each_within(line, &mut |inline| {
        if matches!(inline, Inline::Note(_)) {
            notes.push(inline.clone());
        }
    });
    notes
}

/// Puts the footnotes of a title, which can hold none, at the end of the first paragraph below it.
pub fn keep_notes(notes: Vec<Inline>, line: usize, blocks: &mut Vec<Block>) {
    if notes.is_empty() {
        return;
    }
    let first = blocks.iter_mut().find_map(|block| match &mut block.kind {
        Kind::Paragraph(content) => Some(content),
        _ => None,
    });
    match first {
        Some(content) => content.extend(notes),
        None => blocks.insert(0, Block { kind: Kind::Paragraph(notes), line }),
    }
}

/// What people type for a bullet. The hyphen is last, so that the whole can be used in a character
/// class of a regular expression.
pub const BULLETS: &str = "•●▪■◦‣·∙\u{f0b7}*–-";

/// Removes a typed bullet from the start of a line, if there is one.
pub fn take_bullet(line: &mut [Inline]) -> bool {
    let Some(Inline::Text(text)) = line.first_mut() else { return false };
    let rest = text
        .trim_start()
        .strip_prefix(|c| BULLETS.contains(c))
        .filter(|rest| rest.starts_with(char::is_whitespace));
    match rest.map(|rest| rest.trim_start().to_owned()) {
        Some(rest) => {
            *text = rest;
            true
        }
        None => false,
    }
}

/// The text of blocks on one line, without markup.
pub fn words(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match &block.kind {
            Kind::Box { title, .. } => push_words(&mut out, title),
            Kind::Code { text, .. } => push_words(&mut out, text),
            Kind::Figure { alt, .. } => push_words(&mut out, alt),
            _ => {}
        }
        walk::parts(block, |part| match part {
            Part::Line(_, content) => push_words(&mut out, &plain(content)),
            Part::Blocks(blocks) => push_words(&mut out, &words(blocks)),
        });
    }
    out
}

/// Appends words, each after a space.
fn push_words(out: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}
