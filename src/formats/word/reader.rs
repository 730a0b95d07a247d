//! The text of a Word document: its paragraphs and tables.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::super::blocks::{
    Block, Inline, Kind, Remark, excerpt, heading, joined, plain, take_bullet, text_inlines,
};
use super::super::limits::MAX_DEPTH;
use super::super::recognise::is_like_a_heading;
use super::lists::{Item, end_list};
use super::styles::{Numbering, Style};
use super::xml::{child, flat_text, text_of, value};

/// Reads the text of a document.
pub struct WordReader {
    pub styles: HashMap<String, Style>,
    pub ordered: Numbering,
    pub relations: HashMap<String, String>,
    /// The text of each paragraph that was read.
    pub paragraphs: Vec<String>,
    pub notes: Vec<Remark>,
    /// The number of the paragraph that is read.
    pub paragraph: usize,
    /// How many elements are open around the one that is read.
    pub depth: usize,
    /// What reviewers said, by the identifiers of their comments.
    pub comments: HashMap<String, String>,
    /// The bookmarks that links lead to, among other words.
    pub linked: HashSet<String>,
    /// How far each list has counted; it goes on after other text between its items.
    pub counts: HashMap<String, u64>,
    /// Text frames of the paragraph that is read; they come after it.
    pub frames: Vec<Block>,
    /// Notes that are given once per document.
    pub said: HashSet<&'static str>,
}

impl WordReader {
    pub fn note(&mut self, message: impl Into<String>) {
        self.notes.push((self.paragraph, message.into()));
    }

    /// Goes one element deeper, unless that is too deep; what is there is then read as plain text.
    pub fn enter(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.note_once("the text is nested too deep: what is deeper is plain text now");
            return false;
        }
        self.depth += 1;
        true
    }

    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    fn note_once(&mut self, message: &'static str) {
        if self.said.insert(message) {
            self.note(message);
        }
    }

    pub fn note_deleted(&mut self, node: Node<'_, '_>) {
        let text = text_of(node);
        if !text.trim().is_empty() {
            self.note(format!("“{text}” was deleted with tracked changes and is left out"));
        }
    }

    pub fn blocks(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        self.read_into(parent, &mut blocks, &mut items);
        end_list(&mut items, &mut blocks);
        blocks
    }

    /// Reads blocks that do not count among the paragraphs of the text.
    pub fn aside(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let paragraph = self.paragraph;
        let blocks = self.blocks(parent);
        self.paragraph = paragraph;
        blocks
    }

    fn read_into(&mut self, parent: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        if !self.enter() {
            let content = text_inlines(flat_text(parent));
            blocks.push(Block { kind: Kind::Paragraph(content), line: self.paragraph + 1 });
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, blocks, items),
                "tbl" => {
                    end_list(items, blocks);
                    let table = self.table(node);
                    blocks.push(table);
                }
                // Form fields, tables of contents and insertions are transparent.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.read_into(node, blocks, items);
                }
                "del" | "moveFrom" => self.note_deleted(node),
                _ => {}
            }
        }
        self.leave();
    }

    fn paragraph(&mut self, node: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        let line = self.paragraph + 1;
        let (content, frames) = self.content(node);
        self.place(node, line, joined(content), blocks, items);
        if !frames.is_empty() {
            end_list(items, blocks);
            blocks.extend(frames);
        }
    }

    /// The content of the next paragraph, and the text frames anchored in it. Its text is kept for
    /// notes about it.
    pub fn content(&mut self, node: Node<'_, '_>) -> (Vec<Inline>, Vec<Block>) {
        self.paragraph += 1;
        let line = self.paragraph;
        // Paragraphs inside a frame may have frames of their own.
        let outer = std::mem::take(&mut self.frames);
        let mut content = Vec::new();
        self.runs(node, &mut content);
        let frames = std::mem::replace(&mut self.frames, outer);
        let lines = &mut self.paragraphs;
        lines.resize(lines.len().max(line), String::new());
        lines[line - 1] = plain(&content);
        (content, frames)
    }

    /// Makes a block of a paragraph, as its style and its list say.
    fn place(
        &mut self,
        node: Node<'_, '_>,
        line: usize,
        mut content: Vec<Inline>,
        blocks: &mut Vec<Block>,
        items: &mut Vec<Item>,
    ) {
        let has_more = |part: &Inline| {
            matches!(part, Inline::Image { .. } | Inline::Note(_) | Inline::Comment(_))
        };
        if plain(&content).is_empty() && !content.iter().any(has_more) {
            end_list(items, blocks);
            return;
        }
        let properties = child(node, "pPr");
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let style = style.and_then(|style| self.styles.get(style)).copied();
        let outline = properties
            .and_then(|properties| value(properties, "outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|&level| level < 9);
        let level = match (style, outline) {
            (Some(Style::Title), _) => Some(1),
            (Some(Style::Heading { level, .. }), _) => Some(level.min(6)),
            (None, Some(level)) => Some((level + 1).min(6)),
            _ => None,
        };
        let list = properties.and_then(|properties| child(properties, "numPr"));
        let of_list = level.is_none().then(|| self.place_in_list(list, style)).flatten();
        // A bullet may have been typed.
        let is_item = of_list.is_some() || (level.is_none() && take_bullet(&mut content));
        if is_item {
            let (depth, number) = of_list.unwrap_or((0, None));
            let list = of_list.and(list).and_then(|list| value(list, "numId"));
            let block = Block { kind: Kind::Paragraph(content), line };
            items.push(Item { depth, list: list.map(str::to_owned), number, block });
            return;
        }
        end_list(items, blocks);
        if let Some(level) = level {
            if list.is_some() || matches!(style, Some(Style::Heading { counts: true, .. })) {
                self.note_once("Word numbers its headings: those numbers are not in the text");
            }
            blocks.push(Block { kind: heading(level, content), line });
            return;
        }
        let kind = match style {
            Some(Style::Quote) => Kind::Quote(vec![Block { kind: Kind::Paragraph(content), line }]),
            Some(Style::Caption) if caption(&content, blocks) => return,
            Some(Style::Contents) => {
                return self.note_once("a table of contents is left out: the site makes its own");
            }
            _ => match content.as_slice() {
                [Inline::Image { address, alt }] => Kind::Figure {
                    address: address.clone(),
                    alt: alt.clone(),
                    caption: String::new(),
                },
                [Inline::Strong(inner)] if is_like_a_heading(&plain(inner)) => {
                    let text = excerpt(&plain(inner));
                    self.note(format!("“{text}” is bold and alone: taken for a heading"));
                    heading(3, inner.clone())
                }
                _ => Kind::Paragraph(content),
            },
        };
        blocks.push(Block { kind, line });
    }

    /// The level of a paragraph in a list and its number there, if it is an item.
    fn place_in_list(
        &mut self,
        list: Option<Node<'_, '_>>,
        style: Option<Style>,
    ) -> Option<(u32, Option<u64>)> {
        let depth = list
            .and_then(|list| value(list, "ilvl"))
            .and_then(|depth| depth.parse::<u32>().ok())
            // Word has nine levels.
            .map_or(0, |depth| depth.min(8));
        let id = list.and_then(|list| value(list, "numId")).filter(|id| *id != "0");
        let counts = match style {
            Some(Style::Bullets) => false,
            Some(Style::Numbers) => true,
            _ => self.ordered.is_numbered(id?, depth),
        };
        if !counts {
            return Some((depth, None));
        }
        // What is numbered by its style alone starts at 1 each time.
        let Some(id) = id.filter(|_| depth == 0) else { return Some((depth, Some(1))) };
        let count = self.counts.entry(id.to_owned()).or_default();
        *count += 1;
        Some((depth, Some(*count)))
    }
}

/// Makes a paragraph the caption of the figure or table before it.
fn caption(content: &[Inline], blocks: &mut [Block]) -> bool {
    let text = plain(content);
    // The guide numbers figures itself: "Figuur 3: …".
    let words = text.split_once(": ").filter(|(label, _)| label.len() < 16).map(|(_, rest)| rest);
    let words = words.unwrap_or(&text).to_owned();
    match blocks.last_mut().map(|block| &mut block.kind) {
        Some(Kind::Figure { caption, .. }) => *caption = words,
        Some(Kind::Table { caption, .. }) => *caption = vec![Inline::Text(words)],
        _ => return false,
    }
    true
}
