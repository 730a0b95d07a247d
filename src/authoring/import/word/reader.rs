//! The text of a Word document: paragraphs, tables, and what stands in a line.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::super::recognise::is_like_a_heading;
use super::super::tree::{Block, Inline, Kind, heading, plain, take_bullet, words};
use super::fields::Field;
use super::lists::{Item, end_list};
use super::styles::Style;
use super::xml::{attribute, child, is_on, named, own, value};
use super::{Word, endnote_label};

/// Reads the text of a document, and remembers what to look at.
pub struct Reader {
    pub styles: HashMap<String, Style>,
    pub ordered: HashMap<(String, u32), bool>,
    pub relations: HashMap<String, String>,
    pub word: Word,
    pub paragraph: usize,
    /// What reviewers said, by the identifiers of their comments.
    pub comments: HashMap<String, String>,
    /// The bookmarks that links lead to, among other words.
    pub linked: String,
    /// How far each list has counted: it goes on after what stands between its items.
    pub counts: HashMap<String, u64>,
    /// Text frames of the paragraph that is read; they come after it.
    pub frames: Vec<Block>,
    /// What is said once of a document.
    pub said: HashSet<&'static str>,
}

impl Reader {
    pub fn note(&mut self, message: impl Into<String>) {
        self.word.notes.push((self.paragraph, message.into()));
    }

    fn note_once(&mut self, message: &'static str) {
        if self.said.insert(message) {
            self.note(message);
        }
    }

    fn note_deleted(&mut self, node: Node<'_, '_>) {
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

    /// Blocks that do not count among the paragraphs of the text.
    pub fn aside(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let paragraph = self.paragraph;
        let blocks = self.blocks(parent);
        self.paragraph = paragraph;
        blocks
    }

    fn read_into(&mut self, parent: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, blocks, items),
                "tbl" => {
                    end_list(items, blocks);
                    let table = self.table(node);
                    blocks.push(table);
                }
                // A field of a form, or a table of contents, is what stands in it.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.read_into(node, blocks, items);
                }
                "del" | "moveFrom" => self.note_deleted(node),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        self.paragraph += 1;
        let line = self.paragraph;
        // Those of a frame have frames of their own.
        let outer = std::mem::take(&mut self.frames);
        let mut content = Vec::new();
        self.runs(node, &mut content);
        let frames = std::mem::replace(&mut self.frames, outer);
        let content = joined(content);
        self.remember(line, &content);
        self.place(node, line, content, blocks, items);
        if !frames.is_empty() {
            end_list(items, blocks);
            blocks.extend(frames);
        }
    }

    /// Remembers the text of the paragraph that was read, for what is said of it.
    fn remember(&mut self, line: usize, content: &[Inline]) {
        let lines = &mut self.word.paragraphs;
        lines.resize(lines.len().max(line), String::new());
        lines[line - 1] = plain(content);
    }

    /// Puts the content of a paragraph where its style and its list say.
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
        if level.is_none()
            && let Some((depth, number)) = self.place_in_list(list, style)
        {
            let block = Block { kind: Kind::Paragraph(content), line };
            let list = list.and_then(|list| value(list, "numId")).map(str::to_owned);
            items.push(Item { depth, list, number, block });
            return;
        }
        if level.is_none() && take_bullet(&mut content) {
            let block = Block { kind: Kind::Paragraph(content), line };
            items.push(Item { depth: 0, list: None, number: None, block });
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
                    self.note(format!("“{}” is bold and alone: taken for a heading", plain(inner)));
                    heading(3, inner.clone())
                }
                _ => Kind::Paragraph(content),
            },
        };
        blocks.push(Block { kind, line });
    }

    /// How deep a paragraph stands in a list and its number there, if it is an item.
    fn place_in_list(
        &mut self,
        list: Option<Node<'_, '_>>,
        style: Option<Style>,
    ) -> Option<(u32, Option<u64>)> {
        let depth = list
            .and_then(|list| value(list, "ilvl"))
            .and_then(|depth| depth.parse::<u32>().ok())
            .unwrap_or(0);
        let id = list.and_then(|list| value(list, "numId")).filter(|id| *id != "0");
        let counts = match style {
            Some(Style::Bullets) => false,
            Some(Style::Numbers) => true,
            _ => self.ordered.get(&(id?.to_owned(), depth)).copied().unwrap_or(false),
        };
        if !counts {
            return Some((depth, None));
        }
        // What counts by its style alone starts anew each time.
        let Some(id) = id.filter(|_| depth == 0) else { return Some((depth, Some(1))) };
        let count = self.counts.entry(id.to_owned()).or_default();
        *count += 1;
        Some((depth, Some(*count)))
    }

    fn table(&mut self, node: Node<'_, '_>) -> Block {
        let line = self.paragraph + 1;
        let rows: Vec<Vec<Node<'_, '_>>> =
            own(node, "tr", &["tbl"]).into_iter().map(|row| own(row, "tc", &["tbl"])).collect();
        if let [row] = rows.as_slice()
            && let [cell] = row.as_slice()
        {
            let blocks = self.blocks(*cell);
            self.note("a table of one cell is a box now");
            return Block { kind: Kind::Box { title: String::new(), blocks }, line };
        }
        let mut spans = false;
        let mut read: Vec<Vec<Vec<Inline>>> = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                let properties = child(cell, "tcPr");
                let reach = properties.and_then(|properties| value(properties, "gridSpan"));
                let reach = reach.and_then(|reach| reach.parse::<usize>().ok()).unwrap_or(1);
                spans |= reach > 1
                    || properties.is_some_and(|properties| child(properties, "vMerge").is_some());
                cells.push(self.cell(cell));
                // Word allows no more columns than these.
                cells.extend(vec![Vec::new(); reach.min(63).saturating_sub(1)]);
            }
            read.push(cells);
        }
        if spans {
            self.note("cells of this table reach over several rows or columns: look whether it still reads well");
        }
        let head = if read.is_empty() { Vec::new() } else { read.remove(0) };
        Block { kind: Kind::Table { head, rows: read, caption: Vec::new() }, line }
    }

    /// All that stands in a cell, on a line.
    fn cell(&mut self, cell: Node<'_, '_>) -> Vec<Inline> {
        if !own(cell, "tbl", &["txbxContent"]).is_empty() {
            self.note("a table within a table is text in its cell now");
        }
        let mut content = Vec::new();
        for paragraph in own(cell, "p", &["txbxContent"]) {
            self.paragraph += 1;
            if !content.is_empty() {
                content.push(Inline::Text(" ".into()));
            }
            let outer = std::mem::take(&mut self.frames);
            let (line, start) = (self.paragraph, content.len());
            self.runs(paragraph, &mut content);
            self.remember(line, &content[start..]);
            let frames = std::mem::replace(&mut self.frames, outer);
            if !frames.is_empty() {
                content.push(Inline::Text(format!(" {}", words(&frames))));
            }
        }
        joined(content)
    }

    fn runs(&mut self, parent: Node<'_, '_>, out: &mut Vec<Inline>) {
        let mut fields: Vec<Field> = Vec::new();
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => {
                    let ends = begin_fields(node, &mut fields, out.len());
                    self.run(node, out);
                    for field in (0..ends).filter_map(|_| fields.pop()) {
                        end_field(&field, out);
                    }
                }
                "hyperlink" => {
                    let target = attribute(node, "id").and_then(|id| self.relations.get(id));
                    let anchor = attribute(node, "anchor").map(|anchor| format!("#{anchor}"));
                    let address = match (target, anchor) {
                        (Some(target), anchor) => {
                            Some(target.clone() + &anchor.unwrap_or_default())
                        }
                        (None, anchor) => anchor,
                    };
                    self.link(node, address, out);
                }
                "fldSimple" => {
                    let instruction = attribute(node, "instr").unwrap_or_default().to_owned();
                    let address = Field { instruction, start: None }.address();
                    self.link(node, address, out);
                }
                "bookmarkStart" => {
                    let name = attribute(node, "name").unwrap_or_default();
                    if !name.is_empty() && self.linked.contains(name) {
                        out.push(Inline::Anchor(name.to_owned()));
                    }
                }
                "del" | "moveFrom" => self.note_deleted(node),
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "bdo"
                | "dir" => {
                    self.runs(node, out);
                }
                "oMath" | "oMathPara" => {
                    let formula = text_of(node);
                    self.note(format!("a formula is kept as text: “{formula}”"));
                    out.push(Inline::Text(formula));
                }
                _ => {}
            }
        }
    }

    /// Reads what stands in an element as a link, if it leads somewhere.
    fn link(&mut self, node: Node<'_, '_>, address: Option<String>, out: &mut Vec<Inline>) {
        let mut content = Vec::new();
        self.runs(node, &mut content);
        match address {
            Some(address) => out.push(Inline::Link { address, content: joined(content) }),
            None => out.extend(content),
        }
    }

    fn run(&mut self, run: Node<'_, '_>, out: &mut Vec<Inline>) {
        let mut content = Vec::new();
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => content.push(Inline::Text(node.text().unwrap_or_default().to_owned())),
                "tab" | "ptab" => content.push(Inline::Text(" ".into())),
                "noBreakHyphen" => content.push(Inline::Text("\u{2011}".into())),
                "br" | "cr" => content.push(match attribute(node, "type") {
                    None | Some("textWrapping") => Inline::Break,
                    // A new page or column is a space between words.
                    Some(_) => Inline::Text(" ".into()),
                }),
                "sym" => {
                    let font = attribute(node, "font").unwrap_or_default();
                    self.note(format!("a sign of the font {font} is left out: “□” stands there"));
                    content.push(Inline::Text("□".into()));
                }
                "footnoteReference" => {
                    content.push(Inline::Note(attribute(node, "id").unwrap_or_default().into()));
                }
                "endnoteReference" => {
                    let id = attribute(node, "id").unwrap_or_default();
                    content.push(Inline::Note(endnote_label(id)));
                }
                "commentReference" => {
                    let id = attribute(node, "id").unwrap_or_default();
                    if let Some(comment) = self.comments.get(id).cloned() {
                        self.note(format!(
                            "a comment is in the text, where only editors see it: “{comment}”"
                        ));
                        content.push(Inline::Comment(comment));
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(node, &mut content),
                "AlternateContent" => {
                    let choice = node.children().find(Node::is_element);
                    if let Some(choice) = choice {
                        self.run(choice, &mut content);
                    }
                }
                _ => {}
            }
        }
        let properties = child(run, "rPr");
        let vertical = properties.and_then(|properties| value(properties, "vertAlign"));
        // Spaces and notes look the same in every style.
        if !content.iter().any(|part| matches!(part, Inline::Text(text) if !text.trim().is_empty()))
        {
            out.extend(content);
            return;
        }
        match vertical {
            Some("superscript") => content = vec![Inline::Superscript(content)],
            Some("subscript") => content = vec![Inline::Subscript(content)],
            _ => {}
        }
        if is_on(properties, "strike") {
            content = vec![Inline::Strikethrough(content)];
        }
        if is_on(properties, "i") {
            content = vec![Inline::Emphasis(content)];
        }
        if is_on(properties, "b") {
            content = vec![Inline::Strong(content)];
        }
        out.extend(content);
    }

    fn drawing(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let described = node.descendants().find(|node| named(*node, "docPr"));
        let alt = described.and_then(|node| attribute(node, "descr")).unwrap_or_default();
        let images =
            node.descendants().filter(|node| named(*node, "blip") || named(*node, "imagedata"));
        for image in images {
            let id = attribute(image, "embed").or_else(|| attribute(image, "id"));
            if let Some(address) = id.and_then(|id| self.relations.get(id)) {
                out.push(Inline::Image { address: address.clone(), alt: alt.to_owned() });
            }
        }
        // The same frame may stand there once more, for older programs.
        for frame in own(node, "txbxContent", &["txbxContent", "Fallback"]) {
            self.note("a text frame is a box after its paragraph: look where it belongs");
            let line = self.paragraph;
            let blocks = self.blocks(frame);
            self.frames.push(Block { kind: Kind::Box { title: String::new(), blocks }, line });
        }
    }
}

/// All text below an element.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// Follows the fields that begin in a run, and returns how many end in it.
fn begin_fields(run: Node<'_, '_>, fields: &mut Vec<Field>, at: usize) -> usize {
    let mut ends = 0;
    for node in run.children().filter(Node::is_element) {
        match (node.tag_name().name(), attribute(node, "fldCharType")) {
            ("fldChar", Some("begin")) => fields.push(Field::default()),
            ("fldChar", Some("separate")) => {
                if let Some(field) = fields.last_mut() {
                    field.start = Some(at);
                }
            }
            ("fldChar", Some("end")) => ends += 1,
            ("instrText", _) => {
                if let Some(field) = fields.last_mut() {
                    field.instruction.push_str(node.text().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    ends
}

/// What a field gave is a link, if the field is one.
fn end_field(field: &Field, out: &mut Vec<Inline>) {
    let (Some(address), Some(start)) = (field.address(), field.start) else { return };
    let content = joined(out.split_off(start.min(out.len())));
    if !plain(&content).is_empty() {
        out.push(Inline::Link { address, content });
    }
}

/// Gives a caption to the figure or table before it.
fn caption(content: &[Inline], blocks: &mut [Block]) -> bool {
    let text = plain(content);
    // "Figuur 3: ..." is counted anew.
    let words = text.split_once(": ").filter(|(label, _)| label.len() < 16).map(|(_, rest)| rest);
    let words = words.unwrap_or(&text).to_owned();
    match blocks.last_mut().map(|block| &mut block.kind) {
        Some(Kind::Figure { caption, .. }) => *caption = words,
        Some(Kind::Table { caption, .. }) => *caption = vec![Inline::Text(words)],
        _ => return false,
    }
    true
}

/// Neighbours that look the same are one: Word cuts its text into many pieces.
fn joined(parts: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Strong(last)), Inline::Strong(more))
            | (Some(Inline::Emphasis(last)), Inline::Emphasis(more)) => {
                last.extend(more);
                *last = joined(std::mem::take(last));
            }
            (_, part) => out.push(part),
        }
    }
    out
}
