//! A text from elsewhere as a tree.

/// A block, and the line of its source it starts at.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub kind: Kind,
    pub line: usize,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Heading { level: u8, content: Vec<Inline>, id: Option<String>, lesson: bool },
    Paragraph(Vec<Inline>),
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Quote(Vec<Block>),
    Code { language: String, text: String },
    Table { head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>>, caption: Vec<Inline> },
    Figure { address: String, alt: String, caption: String },
    Box { title: String, blocks: Vec<Block> },
    Note { label: String, blocks: Vec<Block> },
    Rule,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Superscript(Vec<Inline>),
    Subscript(Vec<Inline>),
    Link {
        address: String,
        content: Vec<Inline>,
    },
    /// A link that leads nowhere any more: its text, and where it led in a comment.
    LostLink {
        address: String,
        content: Vec<Inline>,
    },
    Image {
        address: String,
        alt: String,
    },
    Note(String),
    /// A place that links lead to.
    Anchor(String),
    /// What only who edits the text sees.
    Comment(String),
    Break,
}

impl Inline {
    /// What stands within it, such as the text of a link.
    pub fn inner(&self) -> Option<&[Self]> {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Link { content: inner, .. }
            | Self::LostLink { content: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Image { .. }
            | Self::Note(_)
            | Self::Anchor(_)
            | Self::Comment(_)
            | Self::Break => None,
        }
    }

    /// The same, to change it.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Link { content: inner, .. }
            | Self::LostLink { content: inner, .. } => Some(inner),
            _ => None,
        }
    }
}

/// The text of inlines, without mark-up.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    each_within(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => {
            out.push_str(text);
        }
        Inline::Break => out.push(' '),
        _ => {}
    });
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading. The first of the places within it is its own anchor.
pub fn heading(level: u8, content: Vec<Inline>) -> Kind {
    let (anchors, mut content) = without_anchors(content);
    let mut anchors = anchors.into_iter();
    let id = anchors.next();
    content.splice(0..0, anchors.map(Inline::Anchor));
    Kind::Heading { level, content, id, lesson: false }
}

/// The places within a line, and the line without them.
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

/// What people type for a bullet. The hyphen is last, so that it can stand in a class of an
/// expression.
pub const BULLETS: &str = "•●▪■◦‣·∙\u{f0b7}*–-";

/// Takes the bullet that somebody typed from the start of a line, if one stands there.
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

/// The text of blocks on one line, without mark-up.
pub fn words(blocks: &[Block]) -> String {
    let of = |block: &Block| match &block.kind {
        Kind::Heading { content, .. } | Kind::Paragraph(content) => plain(content),
        Kind::List { items, .. } => {
            items.iter().map(|item| words(item)).collect::<Vec<_>>().join(" ")
        }
        Kind::Definitions(entries) => entries
            .iter()
            .flat_map(|(term, meanings)| {
                [plain(term)].into_iter().chain(meanings.iter().map(|meaning| words(meaning)))
            })
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Quote(blocks) | Kind::Note { blocks, .. } => words(blocks),
        Kind::Box { title, blocks } => format!("{title} {}", words(blocks)),
        Kind::Code { text, .. } => text.clone(),
        Kind::Table { head, rows, caption } => {
            let cells = head.iter().chain(rows.iter().flatten()).chain([caption]);
            cells.map(|cell| plain(cell)).collect::<Vec<_>>().join(" ")
        }
        Kind::Figure { alt, caption, .. } => format!("{alt} {caption}"),
        Kind::Rule => String::new(),
    };
    let text = blocks.iter().map(of).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Visits all that stands in the lines of blocks, in order.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        match &block.kind {
            Kind::Heading { content, .. } | Kind::Paragraph(content) => each_within(content, visit),
            Kind::List { items, .. } => items.iter().for_each(|item| each_inline(item, visit)),
            Kind::Definitions(entries) => {
                for (term, meanings) in entries {
                    each_within(term, visit);
                    meanings.iter().for_each(|meaning| each_inline(meaning, visit));
                }
            }
            Kind::Quote(blocks) | Kind::Box { blocks, .. } | Kind::Note { blocks, .. } => {
                each_inline(blocks, visit);
            }
            Kind::Table { head, rows, caption } => {
                let cells = head.iter().chain(rows.iter().flatten()).chain([caption]);
                cells.for_each(|cell| each_within(cell, visit));
            }
            Kind::Code { .. } | Kind::Figure { .. } | Kind::Rule => {}
        }
    }
}

fn each_within<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        if let Some(inner) = inline.inner() {
            each_within(inner, visit);
        }
    }
}
