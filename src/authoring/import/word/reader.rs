//! The text of a Word document: paragraphs, tables, and what stands in a line.

use std::collections::HashMap;

use roxmltree::Node;

use super::super::tree::{Block, Inline, Kind, plain};
use super::lists::{Item, end_list};
use super::styles::Style;
use super::xml::{attribute, child, is_on, named, value};
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
}

impl Reader {
    pub fn note(&mut self, message: impl Into<String>) {
        self.word.notes.push((self.paragraph, message.into()));
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
                "del" | "moveFrom" => {
                    self.note("what was deleted with tracked changes is left out");
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, blocks: &mut Vec<Block>, items: &mut Vec<Item>) {
        self.paragraph += 1;
        let line = self.paragraph;
        let mut content = Vec::new();
        self.runs(node, &mut content);
        let content = joined(content);
        let is_empty = plain(&content).is_empty()
            && !content.iter().any(|part| matches!(part, Inline::Image { .. }));
        if is_empty {
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
        let list = properties.and_then(|properties| child(properties, "numPr"));
        let depth = list
            .and_then(|list| value(list, "ilvl"))
            .and_then(|depth| depth.parse::<u32>().ok())
            .unwrap_or(0);
        let id = list.and_then(|list| value(list, "numId")).filter(|id| *id != "0");
        let counts = id.and_then(|id| self.ordered.get(&(id.to_owned(), depth))).copied();
        let is_heading = matches!(style, Some(Style::Title | Style::Heading(_)));
        let in_list = match style {
            Some(Style::Bullets) => Some(false),
            Some(Style::Numbers) => Some(true),
            _ => id.map(|_| counts.unwrap_or(false)),
        };
        if let Some(ordered) = in_list.filter(|_| !is_heading) {
            let block = Block { kind: Kind::Paragraph(content), line };
            items.push(Item { depth, ordered, block });
            return;
        }
        end_list(items, blocks);
        let heading =
            |level| Kind::Heading { level, content: content.clone(), id: None, lesson: false };
        let kind = match (style, outline) {
            (Some(Style::Title), _) => heading(1),
            (Some(Style::Heading(level)), _) => heading(level.min(6)),
            (None, Some(level)) => heading((level + 1).min(6)),
            (Some(Style::Quote), _) => {
                Kind::Quote(vec![Block { kind: Kind::Paragraph(content), line }])
            }
            (Some(Style::Caption), _) if caption(&content, blocks) => return,
            _ => match content.as_slice() {
                [Inline::Image { address, alt }] => Kind::Figure {
                    address: address.clone(),
                    alt: alt.clone(),
                    caption: String::new(),
                },
                _ => Kind::Paragraph(content),
            },
        };
        blocks.push(Block { kind, line });
    }

    fn table(&mut self, node: Node<'_, '_>) -> Block {
        let line = self.paragraph + 1;
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut spans = false;
        for row in node.children().filter(|node| named(*node, "tr")) {
            let mut cells = Vec::new();
            for cell in row.descendants().filter(|node| named(*node, "tc")) {
                let properties = child(cell, "tcPr");
                spans |= properties.is_some_and(|properties| {
                    child(properties, "gridSpan").or(child(properties, "vMerge")).is_some()
                });
                let mut content = Vec::new();
                for paragraph in cell.descendants().filter(|node| named(*node, "p")) {
                    self.paragraph += 1;
                    if !content.is_empty() {
                        content.push(Inline::Text(" ".into()));
                    }
                    self.runs(paragraph, &mut content);
                }
                cells.push(joined(content));
            }
            rows.push(cells);
        }
        if spans {
            self.note("cells of this table reach over several rows or columns: look whether it still reads well");
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block { kind: Kind::Table { head, rows, caption: Vec::new() }, line }
    }

    fn runs(&mut self, parent: Node<'_, '_>, out: &mut Vec<Inline>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, out),
                "hyperlink" => {
                    let mut content = Vec::new();
                    self.runs(node, &mut content);
                    let content = joined(content);
                    let target = attribute(node, "id").and_then(|id| self.relations.get(id));
                    match target {
                        Some(address) => {
                            out.push(Inline::Link { address: address.clone(), content });
                        }
                        None => {
                            if let Some(anchor) = attribute(node, "anchor") {
                                let message =
                                    format!("the link to the bookmark “{anchor}” is text now");
                                self.note(message);
                            }
                            out.extend(content);
                        }
                    }
                }
                "del" | "moveFrom" => {
                    self.note("what was deleted with tracked changes is left out");
                }
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple"
                | "customXml" => {
                    self.runs(node, out);
                }
                "oMath" | "oMathPara" => {
                    let formula: String =
                        node.descendants().filter_map(|node| node.text()).collect();
                    self.note(format!("a formula is kept as text: “{formula}”"));
                    out.push(Inline::Text(formula));
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, out: &mut Vec<Inline>) {
        let mut content = Vec::new();
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => content.push(Inline::Text(node.text().unwrap_or_default().to_owned())),
                "tab" => content.push(Inline::Text(" ".into())),
                "noBreakHyphen" => content.push(Inline::Text("\u{2011}".into())),
                "br" | "cr" if attribute(node, "type").is_none() => content.push(Inline::Break),
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
        let text: Vec<Node<'_, '_>> =
            node.descendants().filter(|node| named(*node, "txbxContent")).collect();
        for frame in text {
            self.note(
                "the text of a text frame stands between the paragraphs: look where it belongs",
            );
            for paragraph in frame.children().filter(|node| named(*node, "p")) {
                out.push(Inline::Text(" ".into()));
                self.runs(paragraph, out);
            }
        }
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
