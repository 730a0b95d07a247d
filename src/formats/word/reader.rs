//! The text of a Word document: its paragraphs and tables.

use std::collections::{BTreeSet, HashMap, HashSet};

use roxmltree::{Node, NodeId};

use super::super::blocks::{
    Block, Heading, Inline, Kind, Label, Rank, excerpt, figure, guessed_heading, heading, joined,
    notes_of, plain, take_bullet, text_inlines, walk, without_anchors, without_pictures,
};
use super::super::captions::{self, Caption};
use super::super::limits::MAX_DEPTH;
use super::super::note::{Note, NoteKind, Remark, note};
use super::super::recognise::is_like_a_heading;
use super::super::spaces::tidy;
use super::chunks::Chunk;
use super::fields::{Field, is_index};
use super::labels;
use super::lists::{Item, end_list};
use super::numbering::{Counted, Counter, NumberFormat, Numbering};
use super::styles::{Marks, Meaning, Relation, Styles};
use super::xml::{attribute, child, flat_text, named, text_of, value};

/// Reads the text of a document.
#[derive(Default)]
pub struct WordReader {
    pub styles: Styles,
    pub numbering: Numbering,
    pub counter: Counter,
    pub relations: HashMap<String, Relation>,
    /// The words in diagrams, by the file they are in.
    pub diagrams: HashMap<String, Vec<String>>,
    /// The addresses of pictures that were converted, by the files they were in.
    pub converted: HashMap<String, String>,
    /// What charts say, by the file they are in.
    pub charts: HashMap<String, Kind>,
    /// The documents that are put into this one, by the files they are in.
    pub chunks: HashMap<String, Chunk>,
    /// The text of each paragraph that was read.
    pub paragraphs: Vec<String>,
    pub notes: Vec<Remark>,
    /// Pictures and the like that cannot be shown.
    pub losses: Vec<Remark>,
    /// The number of the paragraph that is read.
    pub paragraph: usize,
    /// How many elements are open around the one that is read.
    pub depth: usize,
    /// What reviewers said, by the identifiers of their comments.
    pub comments: HashMap<String, String>,
    /// The bookmarks that links lead to, among other words.
    pub linked: HashSet<String>,
    /// Text frames of the paragraph that is read; they come after it.
    pub frames: Vec<Block>,
    /// The fields that have begun.
    pub fields: Vec<Field>,
    /// The beginnings of fields that have an end.
    pub with_end: HashSet<NodeId>,
    /// Which line of inlines is read; each has its own number.
    pub line: usize,
    pub lines: usize,
    /// What a field in the paragraph that is read counts.
    pub sequence: Option<String>,
    /// The captions among the paragraphs, by their numbers.
    pub captions: HashMap<usize, Caption>,
    /// The paragraphs that show a number which is not that of a heading or an item.
    pub counted: BTreeSet<usize>,
    /// All text that was moved to where it stands now.
    pub moved: String,
    /// How the paragraph that is read looks, as far as its style says.
    pub marks: Marks,
    /// The hidden text of the paragraph that is read.
    pub hidden: String,
    /// Whether the text is that of a cell, in which nothing is a heading.
    pub in_cell: bool,
    /// The content of paragraphs whose end was deleted; it goes on in the next.
    pub pending: Vec<Inline>,
    /// Anchors before the next paragraph.
    pub waiting: Vec<Inline>,
    /// The number of an empty paragraph, such as "Hoofdstuk 2"; it is that of the heading below it.
    pub number_above: Option<Label>,
    /// The level of the last heading that is marked as one.
    pub last_level: u8,
    /// Notes that are given once per document.
    pub said: HashSet<NoteKind>,
}

impl WordReader {
    pub fn note(&mut self, note: Note) {
        self.notes.push((self.paragraph, note));
    }

    pub fn report_loss(&mut self, note: Note) {
        self.losses.push((self.paragraph, note));
    }

    /// Goes one element deeper, unless that is too deep; what is there is then read as plain text.
    pub fn enter(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.note_once(note!("read-text-deep"));
            return false;
        }
        self.depth += 1;
        true
    }

    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    fn note_once(&mut self, note: Note) {
        if self.said.insert(note.kind.clone()) {
            self.note(note);
        }
    }

    pub fn note_contents(&mut self) {
        self.note_once(note!(nothing "read-table-of-contents"));
    }

    /// Notes a field that the site makes itself.
    pub fn note_made(&mut self, instruction: &str) {
        if is_index(instruction) {
            self.note_once(note!("read-index"));
        } else {
            self.note_contents();
        }
    }

    /// Notes a text that was deleted. One that was moved stands elsewhere.
    pub fn note_deleted(&mut self, node: Node<'_, '_>) {
        let text = text_of(node);
        let is_moved = || named(node, "moveFrom") && self.moved.contains(&solid(&text));
        if !text.trim().is_empty() && !is_moved() {
            self.note(note!("read-deleted", text = text));
        }
    }

    pub fn blocks(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        let outer = std::mem::take(&mut self.pending);
        self.read_into(parent, &mut blocks, &mut items);
        end_list(&mut items, &mut blocks);
        let pending = std::mem::replace(&mut self.pending, outer);
        if !plain(&pending).is_empty() {
            let content = tidy(joined(pending));
            blocks.push(Block { kind: Kind::Paragraph(content), line: self.paragraph });
        }
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
                    let table = self.table(node);
                    if !table.is_empty() {
                        end_list(items, blocks);
                        blocks.extend(table);
                    }
                }
                "bookmarkStart" => {
                    let anchor = self.bookmark(node);
                    self.waiting.extend(anchor);
                }
                "sdt" if is_contents(node) => self.note_contents(),
                // Form fields and insertions are transparent.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.read_into(node, blocks, items);
                }
                "del" | "moveFrom" => self.note_deleted(node),
                "AlternateContent" => self.alternative_blocks(node, blocks, items),
                "altChunk" => {
                    end_list(items, blocks);
                    blocks.extend(self.chunk(node));
                }
                // What is not known here may still hold text.
                _ if holds(node, "p") => self.read_into(node, blocks, items),
                _ if holds(node, "t") => self.paragraph(node, blocks, items),
                _ => {}
            }
        }
        self.leave();
    }

    /// Reads what a newer program shows, or if that is nothing, what there is for older ones.
    fn alternative_blocks(
        &mut self,
        node: Node<'_, '_>,
        blocks: &mut Vec<Block>,
        items: &mut Vec<Item>,
    ) {
        for choice in node.children().filter(Node::is_element) {
            let before = (blocks.len(), items.len());
            self.read_into(choice, blocks, items);
            if (blocks.len(), items.len()) != before {
                return;
            }
        }
    }

    /// The anchor of a bookmark, if a link leads to it.
    pub fn bookmark(&self, node: Node<'_, '_>) -> Option<Inline> {
        let name = attribute(node, "name").filter(|name| !name.is_empty())?;
        self.linked.contains(name).then(|| Inline::Anchor(name.to_owned()))
    }

    fn paragraph(&mut self, node: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        let line = self.paragraph + 1;
        let (content, frames) = self.content(node);
        let properties = child(node, "pPr");
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        let ends = |name: &str| mark.is_some_and(|mark| child(mark, name).is_some());
        if ends("del") || ends("moveFrom") {
            self.pending.extend(content);
        } else {
            let mut whole = std::mem::take(&mut self.pending);
            whole.extend(content);
            let is_hidden = ends("vanish") || self.style_marks(node).hidden == Some(true);
            if self.style_meaning(node) == Some(Meaning::Code) && !self.in_cell && is_code(&whole) {
                end_list(items, blocks);
                let (anchors, code) = without_anchors(whole);
                self.waiting.extend(anchors.into_iter().map(Inline::Anchor));
                push_code(&code, line, blocks);
            } else {
                self.place(properties, line, tidy(joined(whole)), is_hidden, blocks, items);
            }
        }
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
        let style = self.style_marks(node);
        let outer_marks = std::mem::replace(&mut self.marks, style);
        let outer_hidden = std::mem::take(&mut self.hidden);
        self.sequence = None;
        let mut content = std::mem::take(&mut self.waiting);
        content.extend(self.line_of(node));
        self.marks = outer_marks;
        let hidden = std::mem::replace(&mut self.hidden, outer_hidden);
        if !hidden.trim().is_empty() {
            let hidden = excerpt(hidden.trim());
            self.notes.push((line, note!("read-hidden", text = hidden)));
        }
        let frames = std::mem::replace(&mut self.frames, outer);
        let lines = &mut self.paragraphs;
        lines.resize(lines.len().max(line), String::new());
        lines[line - 1] = plain(&content);
        (content, frames)
    }

    /// What the style of a paragraph means.
    fn style_meaning(&self, node: Node<'_, '_>) -> Option<Meaning> {
        let style = child(node, "pPr").and_then(|properties| value(properties, "pStyle"))?;
        self.styles.meaning(style)
    }

    /// What the style of a paragraph says of its runs and is no matter of looks.
    fn style_marks(&self, node: Node<'_, '_>) -> Marks {
        let style = child(node, "pPr").and_then(|properties| value(properties, "pStyle"));
        let hidden = style.and_then(|style| self.styles.marks(style).hidden);
        Marks { hidden, ..Marks::default() }
    }

    /// The inlines of an element, as a line of their own.
    pub fn line_of(&mut self, node: Node<'_, '_>) -> Vec<Inline> {
        self.lines += 1;
        let outer = std::mem::replace(&mut self.line, self.lines);
        let mut content = Vec::new();
        self.runs(node, &mut content);
        self.link_open_field(outer, &mut content);
        self.line = outer;
        content
    }

    /// The list of a paragraph and its number there, as its properties and its style say.
    fn counted(&mut self, properties: Option<Node<'_, '_>>) -> Option<(String, Counted)> {
        let own = properties.and_then(|properties| child(properties, "numPr"));
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let of_style = style.and_then(|style| self.styles.list(style, &self.numbering));
        let own_list = own.and_then(|own| value(own, "numId")).map(str::to_owned);
        let own_level = own.and_then(|own| value(own, "ilvl"));
        let list = own_list.or_else(|| of_style.as_ref().map(|(list, _)| list.clone()))?;
        let level = match (own_level.and_then(|level| level.parse().ok()), style) {
            (Some(level), _) => level,
            (None, Some(style)) => self.styles.level(style, &list, &self.numbering),
            (None, None) => 0,
        };
        // List 0 is not a list.
        let counted = self.counter.count(&self.numbering, &list, level);
        counted.filter(|_| list != "0").map(|counted| (list, counted))
    }

    /// Makes a block of a paragraph, as its style and its list say.
    fn place(
        &mut self,
        properties: Option<Node<'_, '_>>,
        line: usize,
        mut content: Vec<Inline>,
        is_hidden: bool,
        blocks: &mut Vec<Block>,
        items: &mut Vec<Item>,
    ) {
        let has_more = |part: &Inline| {
            matches!(part, Inline::Image { .. } | Inline::Note(_) | Inline::Comment(_))
        };
        let is_empty = plain(&content).is_empty() && !content.iter().any(has_more);
        if is_empty && (is_hidden || !self.is_shown()) {
            return;
        }
        let meaning = properties
            .and_then(|properties| value(properties, "pStyle"))
            .and_then(|style| self.styles.meaning(style));
        if meaning == Some(Meaning::Contents) {
            if !is_empty {
                self.note_contents();
            }
            return;
        }
        // Word gives no number to an empty paragraph that only ends a section.
        let ends_section = is_empty && properties.is_some_and(|all| child(all, "sectPr").is_some());
        let counted = if ends_section { None } else { self.counted(properties) };
        if is_empty {
            let label = counted.as_ref().and_then(|(_, counted)| labels::of_heading(counted));
            let has_word = |label: &Label| label.text.contains(char::is_alphabetic);
            self.number_above = label.filter(has_word).or(self.number_above.take());
            // An empty line within a list is only space.
            if items.last().is_some_and(|item| item.list.is_none()) {
                end_list(items, blocks);
            }
            let anchors = content.into_iter().filter(|part| matches!(part, Inline::Anchor(_)));
            self.waiting.extend(anchors);
            return;
        }
        let outline = properties
            .and_then(|properties| value(properties, "outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok());
        let level = match (meaning, outline) {
            (Some(Meaning::Title), _) => Some(1),
            (_, Some(level)) if level < 9 => Some(level + 1),
            (Some(Meaning::Heading(_)), Some(_)) => None,
            (Some(Meaning::InHeadingList(level)), None) => {
                is_like_a_heading(&plain(&content)).then_some(level)
            }
            (Some(Meaning::Heading(level)), None) => Some(level),
            (None, None) => self.level_of_appendix(properties, &content, counted.as_ref()),
            _ => None,
        };
        if let Some(level) = level {
            end_list(items, blocks);
            let counted = counted.as_ref().map(|(_, counted)| counted);
            self.marked_heading(level.min(6), line, content, meaning, counted, blocks);
            return;
        }
        self.number_above = None;
        let is_styled = meaning == Some(Meaning::Caption);
        let counts = self.sequence.is_some();
        if let Some(kind) = captions::take_picture(is_styled, counts, &mut content) {
            end_list(items, blocks);
            blocks.push(Block { kind, line });
        }
        if let Some(caption) = captions::of_paragraph(is_styled, counts, &content) {
            end_list(items, blocks);
            if caption.is_bare {
                let text = plain(&content);
                self.notes.push((line, note!("read-caption-bare", text = text)));
            }
            self.captions.insert(line, caption);
            blocks.push(Block { kind: Kind::Paragraph(content), line });
            return;
        }
        let off = properties.and_then(|properties| child(properties, "numPr"));
        let off = off.and_then(|list| value(list, "numId")) == Some("0");
        let item = match (&counted, meaning) {
            (Some((list, counted)), _) => Item::of(counted, list, meaning),
            (None, Some(Meaning::Item { counts, depth })) if !off && self.numbering.is_empty() => {
                Some(Item::by_style(counts, depth))
            }
            _ => None,
        };
        if let Some(mut item) = item {
            take_bullet(&mut content);
            item.blocks.push(Block { kind: Kind::Paragraph(content), line });
            items.push(item);
            return;
        }
        let is_unmarked =
            counted.as_ref().is_some_and(|(_, one)| one.format == NumberFormat::Hidden);
        if let Some((_, counted)) = counted.filter(|(_, counted)| !counted.text.is_empty()) {
            // A list cannot say "2.1.3": the number is in the text.
            self.counted.insert(line);
            content.insert(0, Inline::Text(format!("{} ", counted.text)));
        } else if (meaning == Some(Meaning::GoesOn) || is_unmarked)
            && let Some(item) = items.last_mut().filter(|item| item.list.is_some())
        {
            item.blocks.push(Block { kind: Kind::Paragraph(content), line });
            return;
        } else if !off && take_bullet(&mut content) {
            let mut item = Item::by_style(false, 0);
            item.blocks.push(Block { kind: Kind::Paragraph(content), line });
            items.push(item);
            return;
        }
        end_list(items, blocks);
        self.text(meaning, line, content, blocks);
    }

    /// The level of a paragraph whose style counts it among the appendices.
    fn level_of_appendix(
        &self,
        properties: Option<Node<'_, '_>>,
        content: &[Inline],
        counted: Option<&(String, Counted)>,
    ) -> Option<u8> {
        let style = properties.and_then(|properties| value(properties, "pStyle"))?;
        self.styles.list(style, &self.numbering)?;
        let (_, counted) = counted?;
        let is_heading = labels::names_appendix(counted) && is_like_a_heading(&plain(content));
        u8::try_from(counted.level + 1).ok().filter(|_| is_heading)
    }

    /// A heading, and below it the pictures in it. Pictures alone head nothing.
    fn marked_heading(
        &mut self,
        level: u8,
        line: usize,
        content: Vec<Inline>,
        meaning: Option<Meaning>,
        counted: Option<&Counted>,
        blocks: &mut Vec<Block>,
    ) {
        let (figures, content) =
            if self.in_cell { (Vec::new(), content) } else { without_pictures(content) };
        if figures.is_empty() || !plain(&content).is_empty() || !notes_of(&content).is_empty() {
            let kind = self.heading(level, tidy(joined(content)), meaning, counted);
            blocks.push(Block { kind, line });
        } else {
            self.waiting.extend(without_anchors(content).0.into_iter().map(Inline::Anchor));
        }
        blocks.extend(figures.into_iter().map(|kind| Block { kind, line }));
    }

    /// Makes a block of a paragraph that is neither heading nor item.
    fn text(
        &mut self,
        meaning: Option<Meaning>,
        line: usize,
        content: Vec<Inline>,
        blocks: &mut Vec<Block>,
    ) {
        let is_picture = |part: &Inline| match part {
            Inline::Image { .. } | Inline::Anchor(_) | Inline::Break => true,
            Inline::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        let has_image = content.iter().any(|part| matches!(part, Inline::Image { .. }));
        if has_image && content.iter().all(is_picture) {
            for part in content {
                match part {
                    Inline::Image { address, alt } => {
                        blocks.push(Block { kind: figure(address, alt), line });
                    }
                    anchor @ Inline::Anchor(_) => self.waiting.push(anchor),
                    _ => {}
                }
            }
            return;
        }
        let kind = match content.as_slice() {
            _ if meaning == Some(Meaning::Quote) => {
                let paragraph = Block { kind: Kind::Paragraph(content), line };
                match blocks.last_mut() {
                    Some(Block { kind: Kind::Quote(above), .. }) if is_above(above, line) => {
                        above.push(paragraph);
                        return;
                    }
                    _ => Kind::Quote(vec![paragraph]),
                }
            }
            _ if meaning == Some(Meaning::Term) => match blocks.last_mut() {
                Some(Block { kind: Kind::Definitions(entries), .. }) => {
                    entries.push((content, Vec::new()));
                    return;
                }
                _ => Kind::Definitions(vec![(content, Vec::new())]),
            },
            _ if meaning == Some(Meaning::Definition)
                && let Some(Block { kind: Kind::Definitions(entries), .. }) = blocks.last_mut()
                && let Some((_, meanings)) = entries.last_mut() =>
            {
                meanings.push(vec![Block { kind: Kind::Paragraph(content), line }]);
                return;
            }
            all if !self.in_cell && is_bold(all) && is_like_a_heading(&plain(all)) => {
                let text = excerpt(&plain(all));
                self.note(note!("read-bold-heading", text = text));
                let level = if self.last_level == 0 { 3 } else { self.last_level + 1 };
                guessed_heading(level.min(6), without_marks(content))
            }
            _ => Kind::Paragraph(content),
        };
        blocks.push(Block { kind, line });
    }

    fn heading(
        &mut self,
        level: u8,
        content: Vec<Inline>,
        meaning: Option<Meaning>,
        counted: Option<&Counted>,
    ) -> Kind {
        let above = self.number_above.take().filter(|_| meaning != Some(Meaning::Title));
        let label = counted.and_then(labels::of_heading).or(above);
        if self.in_cell {
            let label = label.map(|label| Inline::Text(format!("{} ", label.text)));
            return Kind::Paragraph(label.into_iter().chain(content).collect());
        }
        let is_title = meaning == Some(Meaning::Title);
        if !is_title {
            self.last_level = level;
        }
        match heading(level, without_marks(content)) {
            Kind::Heading(heading) => {
                let rank = if is_title { Rank::Title } else { Rank::Marked };
                Kind::Heading(Heading { label, rank, ..heading })
            }
            kind => kind,
        }
    }
}

/// A text without spaces.
pub fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether there is an element of this name in another one.
fn holds(node: Node<'_, '_>, name: &str) -> bool {
    node.descendants().any(|below| named(below, name))
}

/// Whether the last of these blocks is the paragraph before a line.
fn is_above(blocks: &[Block], line: usize) -> bool {
    blocks.last().is_some_and(|block| block.line + 1 == line)
}

/// Whether a line has text and nothing that code cannot hold.
fn is_code(content: &[Inline]) -> bool {
    let mut holds = !plain(content).is_empty();
    walk::each_within(content, &mut |inline| {
        holds &= !matches!(inline, Inline::Image { .. } | Inline::Note(_) | Inline::Comment(_));
    });
    holds
}

/// Adds lines of code to those directly above.
fn push_code(content: &[Inline], line: usize, blocks: &mut Vec<Block>) {
    let mut code = String::new();
    walk::each_within(content, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) => code.push_str(text),
        Inline::Break => code.push('\n'),
        _ => {}
    });
    match blocks.last_mut() {
        Some(Block { kind: Kind::Code { text, .. }, line: last })
            if *last + text.lines().count() >= line =>
        {
            text.push('\n');
            text.push_str(&code);
        }
        _ => {
            let kind = Kind::Code { language: String::new(), text: code };
            blocks.push(Block { kind, line });
        }
    }
}

/// Whether a block of content is a table of contents.
fn is_contents(node: Node<'_, '_>) -> bool {
    let gallery = node
        .descendants()
        .find(|below| below.is_element() && below.tag_name().name() == "docPartGallery");
    let of_this = gallery.filter(|gallery| {
        let mut above = gallery.ancestors();
        above.find(|above| above.is_element() && above.tag_name().name() == "sdt") == Some(node)
    });
    of_this.and_then(|gallery| attribute(gallery, "val")) == Some("Table of Contents")
}

/// Whether all words of a line are bold. Spaces and notes look the same in every style.
fn is_bold(content: &[Inline]) -> bool {
    let is_strong = |part: &Inline| matches!(part, Inline::Strong(_));
    let is_neither = |part: &Inline| match part {
        Inline::Text(text) => text.trim().is_empty(),
        part => matches!(part, Inline::Anchor(_) | Inline::Note(_)),
    };
    content.iter().any(is_strong) && content.iter().all(|part| is_strong(part) || is_neither(part))
}

/// A heading in which all is bold is as bold as any.
fn without_marks(content: Vec<Inline>) -> Vec<Inline> {
    if !is_bold(&content) {
        return content;
    }
    let parts = content.into_iter().flat_map(|part| match part {
        Inline::Strong(inner) => inner,
        part => vec![part],
    });
    joined(parts.collect())
}
