//! One chapter's Markdown as a tree.
//!
//! [`parse`] is pure: it knows no file system, no theme and no other chapter. Links stay
//! [`Target`]s until a book resolves them, and identifiers stay bare until an edition writes them,
//! so that every edition renders from the same tree.

mod anchors;
mod attributes;
mod captions;
mod containers;
mod counts;
mod definitions;
mod elements;
mod fences;
mod foreign_commands;
mod headings;
mod html;
pub mod html_text;
mod inlines;
mod left_marks;
mod letters;
mod links;
mod look_alikes;
mod names;
mod near_misses;
mod nesting;
mod parser;
mod reference;
mod rows;
mod spaces;
mod structure;
mod styles;
pub mod tags;
pub mod text;
mod typography;
pub mod walk;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

pub use anchors::Anchors;
pub use counts::CountStyle;

pub use html::{Html, HtmlPiece};
pub use names::Named;
pub use nesting::{MAX_OPEN, Nesting};
pub use parser::{Options, parse};
pub use reference::{Reference, Role, Syntax, Target, as_address, is_image, telephone};
pub use typography::plain_line;

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A chapter's body, parsed.
#[derive(Debug, Default)]
pub struct Document {
    /// The body from top to bottom, without footnotes.
    pub blocks: Vec<Block>,
    /// A first heading of level 1, which is a title and no part of the body.
    pub title: Option<String>,
    /// Where that heading is.
    pub title_span: Span,
    /// The footnotes in the order in which they are first referred to.
    pub footnotes: Vec<Footnote>,
    /// Where footnotes are defined, used or not.
    pub notes: Vec<Span>,
    /// The headings of the body, without those in boxes.
    pub headings: Vec<HeadingEntry>,
    /// The lessons in order.
    pub lessons: Vec<Lesson>,
    /// The numbered figures and tables in order.
    pub exhibits: Vec<Exhibit>,
    /// The titles of boxes that have an anchor.
    pub boxes: HashMap<String, String>,
    /// Where links and images lead; links in the tree are indices into this list.
    pub references: Vec<Reference>,
    /// The tags of raw HTML.
    pub tags: Vec<HtmlTag>,
    /// The spans of prose, including comments and excluding code.
    pub prose: Vec<Span>,
    /// The spans of sub- and superscript, including their marks.
    pub scripts: Vec<Span>,
    /// The styles that authors gave elements of raw HTML: the declarations of each class.
    pub styles: BTreeMap<String, String>,
    names: names::Names,
    /// Everything a link can lead to within the chapter.
    pub anchors: HashSet<String>,
    /// Whether there is a block of code.
    pub has_code: bool,
    /// Whether there is raw HTML.
    pub has_raw_html: bool,
    /// Whether HTML parsers would take very long over it. That is an error, so no page shows it.
    pub is_costly: bool,
    /// The lines that say where links lead that there are not.
    pub unused: Vec<Span>,
    /// On which side of their tables its captions stand.
    pub caption_sides: CaptionSides,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A side of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Side {
    Above,
    Below,
}

/// How many captions are certainly above or below their table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaptionSides {
    /// Above: there is no table above the caption.
    pub above: usize,
    /// Below: there is no table below the caption.
    pub below: usize,
    /// Whether there is a caption between two tables.
    pub has_doubt: bool,
}

impl CaptionSides {
    /// The side on which most captions stand, if there is one.
    pub fn most(self) -> Option<Side> {
        match self.above.cmp(&self.below) {
            Ordering::Greater => Some(Side::Above),
            Ordering::Less => Some(Side::Below),
            Ordering::Equal => None,
        }
    }

    /// Whether all captions that are certain are on one side, and there are any.
    pub fn is_clear(self) -> bool {
        (self.above == 0) != (self.below == 0)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            above: self.above + other.above,
            below: self.below + other.below,
            has_doubt: self.has_doubt || other.has_doubt,
        }
    }
}

/// A block and the bytes of the file it was read from.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its span in the file.
    pub span: Span,
}

/// What a block is. What is large and rare is in a box: a guide has hundreds of thousands of blocks.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names are those of Markdown and HTML")]
pub enum BlockKind {
    Paragraph(Vec<Inline>),
    /// Text of a tight list item: a paragraph without its margins.
    Plain(Vec<Inline>),
    Heading(Box<Heading>),
    /// A lesson with its heading; `index` counts from 0 in [`Document::lessons`].
    Lesson {
        index: usize,
        blocks: Vec<Block>,
    },
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// How its numbers are written.
        style: CountStyle,
        items: Vec<Vec<Block>>,
    },
    Definitions(Vec<Definition>),
    Quote {
        alert: Option<Alert>,
        blocks: Vec<Block>,
    },
    Container(Box<Container>),
    Code(Code),
    Table(Box<Table>),
    Figure(Box<Figure>),
    Html(Box<Html>),
    Rule,
}

/// A heading within a chapter.
#[derive(Debug)]
pub struct Heading {
    /// 2 to 6: level 1 is the title.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// Classes the author gave, without those that make it a lesson.
    pub classes: Vec<String>,
    /// Which lesson it opens, from 0.
    pub lesson: Option<usize>,
    /// The text.
    pub content: Vec<Inline>,
}

/// A heading as tables of contents list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingEntry {
    /// 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The text without mark-up.
    pub title: String,
    /// Which lesson it opens, from 0.
    pub lesson: Option<usize>,
}

/// A lesson: what a heading with the class `les` opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// From 1, in the order of the chapter.
    pub number: usize,
    /// The anchor.
    pub id: String,
    /// The text of the heading.
    pub title: String,
    /// The themes the heading names.
    pub themes: Vec<String>,
    /// The first sentence.
    pub teaser: String,
    /// The heading in the file.
    pub span: Span,
}

impl Lesson {
    /// Whether two lessons are equal apart from their place in the file.
    pub fn is_alike(&self, other: &Self) -> bool {
        (self.number, &self.id, &self.title, &self.themes, &self.teaser)
            == (other.number, &other.id, &other.title, &other.themes, &other.teaser)
    }
}

/// Part of a definition list.
#[derive(Debug)]
pub enum Definition {
    /// What is defined.
    Term(Vec<Inline>),
    /// What it means.
    Details(Vec<Block>),
}

/// The kinds of alert that forges know, `> [!NOTE]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the forges")]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Alert {
    /// The name in style sheets and strings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A `:::` container.
#[derive(Debug, Default)]
pub struct Container {
    /// Its kind: `kader`, `tip`, `voorbeeld`, `citaat` or whatever class the author chose.
    pub name: String,
    /// The rest of the opening line; empty if there is none.
    pub title: Vec<Inline>,
    /// Further classes.
    pub classes: Vec<String>,
    /// An anchor.
    pub id: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A block of code.
#[derive(Debug)]
pub struct Code {
    /// The language as the author wrote it.
    pub language: Option<String>,
    /// The code.
    pub text: String,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// For each column.
    pub alignments: Vec<Alignment>,
    /// The cells of the header.
    pub head: Vec<Vec<Inline>>,
    /// The cells of the other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The caption with its number.
    pub caption: Option<Caption>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// An image on its own.
#[derive(Debug)]
pub struct Figure {
    /// The image.
    pub image: Image,
    /// The caption with its number.
    pub caption: Option<Caption>,
}

/// The caption of a figure or table.
#[derive(Debug)]
pub struct Caption {
    /// The n-th figure or table with a caption in the chapter, from 1.
    pub number: usize,
    /// The anchor.
    pub id: String,
    /// The text.
    pub content: Vec<Inline>,
    /// Where it is, if it is a paragraph of its own.
    pub place: Option<Span>,
}

impl Caption {
    /// A caption that is not counted yet.
    fn new(content: Vec<Inline>) -> Self {
        Self { number: 0, id: String::new(), content, place: None }
    }
}

/// Whether a numbered exhibit is a figure or a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExhibitKind {
    /// "Figuur 2.4.8-1"
    Figure,
    /// "Tabel 2.4.8-1"
    Table,
}

/// A figure or table with a caption, as registers list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// Figure or table.
    pub kind: ExhibitKind,
    /// From 1, figures and tables each on their own.
    pub number: usize,
    /// The anchor.
    pub id: String,
    /// The caption without mark-up.
    pub title: String,
}

/// An image in the text.
#[derive(Debug)]
pub struct Image {
    /// The index of its address in [`Document::references`].
    pub reference: usize,
    /// The alternative text.
    pub alt: String,
    /// The title, where it is not a caption.
    pub title: Option<String>,
}

/// A footnote.
#[derive(Debug)]
pub struct Footnote {
    /// What the author calls it.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// How often the text refers to it.
    pub uses: usize,
}

impl Footnote {
    /// The anchor of the n-th footnote.
    pub fn id(number: usize) -> String {
        format!("fn-{number}")
    }

    /// The anchor of the `nth` reference to it.
    pub fn reference_id(number: usize, nth: usize) -> String {
        match nth {
            1 => format!("fnref-{number}"),
            _ => format!("fnref-{number}-{nth}"),
        }
    }
}

/// Inline content, of which a guide has millions.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names are those of Markdown and HTML")]
pub enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Superscript(Vec<Inline>),
    Subscript(Vec<Inline>),
    Link(Box<Link>),
    Image(Box<Image>),
    /// The `nth` reference (from 1) to a footnote (index into [`Document::footnotes`]).
    FootnoteReference {
        footnote: usize,
        nth: usize,
    },
    Checkbox(bool),
    Html(Vec<HtmlPiece>),
    SoftBreak,
    HardBreak,
}

/// A tag of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlTag {
    /// The element, in lower case.
    pub name: String,
    /// Whether it closes the element.
    pub is_end: bool,
    /// Whether it has an alternative text, which may be empty.
    pub has_alt: bool,
    /// Whether it says that it only lays out what is in it.
    pub is_layout: bool,
    /// All of it, from `<` to `>`.
    pub span: Span,
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// The index of its address in [`Document::references`].
    pub reference: usize,
    /// Its text; `None` if it takes the text of its destination.
    pub content: Option<Vec<Inline>>,
    /// The number or name to show while the destination is not resolved.
    pub name: String,
    /// The title.
    pub title: Option<String>,
}
