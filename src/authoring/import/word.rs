//! Word documents: a zip with the text, its styles, its lists and its images as XML.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::tree::{Block, Inline, Kind, plain};

/// More than any text: what is larger is no document but an attack.
const LARGEST: u64 = 200 * 1024 * 1024;

/// A document as blocks.
#[derive(Debug, Default)]
pub struct Word {
    pub blocks: Vec<Block>,
    /// The images by the name that addresses in the blocks use.
    pub images: HashMap<String, Vec<u8>>,
    /// What to look at, by paragraph.
    pub notes: Vec<(usize, String)>,
}

/// Reads a document.
///
/// # Errors
/// What is wrong with the file.
pub fn read(bytes: &[u8]) -> Result<Word, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("it is no Word document (.docx): {error}"))?;
    let mut part = |name: &str| -> Option<Vec<u8>> {
        let file = archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let mut xml = |name: &str| part(name).and_then(|bytes| String::from_utf8(bytes).ok());
    let body = xml("word/document.xml").ok_or("it has no text that can be read")?;
    let styles = xml("word/styles.xml").unwrap_or_else(|| "<x/>".into());
    let numbering = xml("word/numbering.xml").unwrap_or_else(|| "<x/>".into());
    let relations = xml("word/_rels/document.xml.rels").unwrap_or_else(|| "<x/>".into());
    let footnotes = xml("word/footnotes.xml").unwrap_or_else(|| "<x/>".into());
    let parse = |text: &'_ str| -> Result<(), String> {
        Document::parse(text).map(|_| ()).map_err(|error| format!("its XML is broken: {error}"))
    };
    for text in [&body, &styles, &numbering, &relations, &footnotes] {
        parse(text)?;
    }
    let (Ok(styles), Ok(numbering), Ok(relations), Ok(footnotes), Ok(body)) = (
        Document::parse(&styles),
        Document::parse(&numbering),
        Document::parse(&relations),
        Document::parse(&footnotes),
        Document::parse(&body),
    ) else {
        return Err("its XML is broken".into());
    };
    let mut reader = Reader {
        styles: read_styles(&styles),
        ordered: read_numbering(&numbering),
        relations: read_relations(&relations),
        word: Word::default(),
        paragraph: 0,
    };
    let root = child(body.root_element(), "body").ok_or("it has no text that can be read")?;
    let mut blocks = reader.blocks(root);
    for note in footnotes.root_element().children().filter(|node| named(*node, "footnote")) {
        let id = attribute(note, "id").unwrap_or_default();
        // Two of them are the lines between text and footnotes.
        let inner = reader.blocks(note);
        if attribute(note, "type").is_none() && !inner.is_empty() {
            let kind = Kind::Note { label: id.to_owned(), blocks: inner };
            blocks.push(Block { kind, line: reader.paragraph });
        }
    }
    let mut word = reader.word;
    word.blocks = blocks;
    for target in reader.relations.into_values().filter(|target| target.starts_with("media/")) {
        if let Some(bytes) = part(&format!("word/{target}")) {
            word.images.insert(target, bytes);
        }
    }
    Ok(word)
}

fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| named(*child, name))
}

/// An attribute by its name, whatever its namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a property such as bold is switched on.
fn is_on(properties: Option<Node<'_, '_>>, name: &str) -> bool {
    properties
        .and_then(|properties| child(properties, name))
        .is_some_and(|property| !matches!(attribute(property, "val"), Some("0" | "false" | "none")))
}

/// What a style means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    Heading(u8),
    Bullets,
    Numbers,
    Quote,
    Caption,
}

/// Styles by their identifiers: Word translates the identifiers, but not the names.
fn read_styles(xml: &Document<'_>) -> HashMap<String, Style> {
    let mut styles = HashMap::new();
    for style in xml.root_element().children().filter(|node| named(*node, "style")) {
        let name = value(style, "name").unwrap_or_default().to_lowercase();
        let outline = child(style, "pPr").and_then(|properties| value(properties, "outlineLvl"));
        let outline = outline.and_then(|level| level.parse::<u8>().ok());
        let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        let meaning = match name.as_str() {
            "title" => Some(Style::Title),
            "caption" => Some(Style::Caption),
            "quote" | "intense quote" => Some(Style::Quote),
            name if name.starts_with("list bullet") => Some(Style::Bullets),
            name if name.starts_with("list number") => Some(Style::Numbers),
            _ => level.or(outline.map(|level| level + 1)).map(Style::Heading),
        };
        if let (Some(id), Some(meaning)) = (attribute(style, "styleId"), meaning) {
            styles.insert(id.to_owned(), meaning);
        }
    }
    styles
}

/// Which lists count, by list and level; the others have bullets.
fn read_numbering(xml: &Document<'_>) -> HashMap<(String, u32), bool> {
    let root = xml.root_element();
    let mut kinds: HashMap<(&str, u32), bool> = HashMap::new();
    for list in root.children().filter(|node| named(*node, "abstractNum")) {
        let id = attribute(list, "abstractNumId").unwrap_or_default();
        for level in list.children().filter(|node| named(*node, "lvl")) {
            let depth = attribute(level, "ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
            let counts = !matches!(value(level, "numFmt"), Some("bullet" | "none") | None);
            kinds.insert((id, depth), counts);
        }
    }
    let mut lists = HashMap::new();
    for list in root.children().filter(|node| named(*node, "num")) {
        let id = attribute(list, "numId").unwrap_or_default();
        let of = value(list, "abstractNumId").unwrap_or_default();
        for ((kind, depth), counts) in &kinds {
            if *kind == of {
                lists.insert((id.to_owned(), *depth), *counts);
            }
        }
    }
    lists
}

fn read_relations(xml: &Document<'_>) -> HashMap<String, String> {
    xml.root_element()
        .children()
        .filter_map(|node| Some((attribute(node, "Id")?, attribute(node, "Target")?)))
        .map(|(id, target)| (id.to_owned(), target.trim_start_matches("/word/").to_owned()))
        .collect()
}

/// A paragraph of a list, before it is known what belongs together.
struct Item {
    depth: u32,
    ordered: bool,
    block: Block,
}

struct Reader {
    styles: HashMap<String, Style>,
    ordered: HashMap<(String, u32), bool>,
    relations: HashMap<String, String>,
    word: Word,
    paragraph: usize,
}

impl Reader {
    fn note(&mut self, message: impl Into<String>) {
        self.word.notes.push((self.paragraph, message.into()));
    }

    fn blocks(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        self.read_into(parent, &mut blocks, &mut items);
        end_list(&mut items, &mut blocks);
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
                "endnoteReference" => self.note("an endnote is left out: Word keeps it elsewhere"),
                "commentReference" => self.note("a comment is left out"),
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

/// The items that were collected, as a list.
fn end_list(items: &mut Vec<Item>, blocks: &mut Vec<Block>) {
    let items = std::mem::take(items);
    let mut rest = items.as_slice();
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|item| item.depth > first.depth || item.ordered == first.ordered)
            .count();
        blocks.push(tree(&rest[..same]));
        rest = &rest[same..];
    }
}

fn tree(items: &[Item]) -> Block {
    let (depth, ordered, line) =
        items.first().map_or((0, false, 1), |item| (item.depth, item.ordered, item.block.line));
    let mut out = Vec::new();
    let mut rest = items;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|item| item.depth > depth).count();
        let mut item = vec![first.block.clone()];
        if below > 0 {
            item.push(tree(&after[..below]));
        }
        out.push(item);
        rest = &after[below..];
    }
    Block { kind: Kind::List { start: ordered.then_some(1), items: out }, line }
}
