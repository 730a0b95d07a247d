//! Word documents: a zip with the text, its styles, its lists and its images as XML.

pub mod archive;
mod fields;
mod lists;
mod reader;
mod runs;
mod styles;
mod tables;
mod xml;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use roxmltree::Document;

use self::archive::Archive;
use self::reader::WordReader;
use self::xml::{attribute, child, named, parse};
use super::blocks::{Block, Kind, Remark, words};
use super::limits::MAX_UNPACKED;

/// A document as blocks.
#[derive(Debug, Default)]
pub struct Word {
    pub blocks: Vec<Block>,
    /// The images, by the address that blocks use.
    pub images: BTreeMap<String, Vec<u8>>,
    /// The text of its paragraphs, as the lines that notes refer to.
    pub paragraphs: Vec<String>,
    /// What was left out, guessed or not understood.
    pub notes: Vec<Remark>,
}

/// Reads a document.
///
/// # Errors
/// What is wrong with the file.
pub fn read(bytes: &[u8]) -> Result<Word, String> {
    let mut archive = Archive::open(bytes, MAX_UNPACKED)?;
    let body = archive.text("word/document.xml")?.ok_or("it has no text that can be read")?;
    let mut beside = |name: &str| -> Result<String, String> {
        Ok(archive.text(&format!("word/{name}"))?.unwrap_or_else(|| "<x/>".into()))
    };
    let (style, number) = (beside("styles.xml")?, beside("numbering.xml")?);
    let relation = beside("_rels/document.xml.rels")?;
    let (footnotes, endnotes) = (beside("footnotes.xml")?, beside("endnotes.xml")?);
    let comments = beside("comments.xml")?;
    let body = parse(&body)?;
    let mut reader = WordReader {
        styles: styles::read_styles(&parse(&style)?),
        ordered: styles::read_numbering(&parse(&number)?),
        relations: styles::read_relations(&parse(&relation)?),
        paragraphs: Vec::new(),
        notes: Vec::new(),
        paragraph: 0,
        depth: 0,
        comments: HashMap::new(),
        linked: linked(&body),
        counts: HashMap::new(),
        frames: Vec::new(),
        said: HashSet::new(),
    };
    reader.comments = read_comments(&parse(&comments)?, &mut reader);
    let root = child(body.root_element(), "body").ok_or("it has no text that can be read")?;
    let mut blocks = reader.blocks(root);
    read_notes(&parse(&footnotes)?, "footnote", str::to_owned, &mut reader, &mut blocks);
    read_notes(&parse(&endnotes)?, "endnote", xml::endnote_label, &mut reader, &mut blocks);
    for name in archive.margins() {
        let Some(margin) = archive.text(&name)? else { continue };
        let margin = parse(&margin)?;
        let text = words(&reader.aside(margin.root_element()));
        // The number of the page is all that many have.
        if text.contains(char::is_alphabetic) {
            reader.note(format!("“{text}” stands above or below every page and is left out"));
        }
    }
    let mut images = BTreeMap::new();
    // Two relations may name one image.
    let targets: BTreeSet<&String> =
        reader.relations.values().filter(|target| target.starts_with("media/")).collect();
    for target in targets {
        if let Some(bytes) = archive.bytes(&format!("word/{target}"))? {
            images.insert(target.clone(), bytes);
        }
    }
    let WordReader { paragraphs, notes, .. } = reader;
    Ok(Word { blocks, images, paragraphs, notes })
}

/// The bookmarks that links and fields of the text name, among other words.
fn linked(body: &Document<'_>) -> HashSet<String> {
    let mut linked = HashSet::new();
    // A long instruction may be cut anywhere, so its pieces are joined first.
    let mut instructions = String::new();
    for node in body.descendants().filter(roxmltree::Node::is_element) {
        linked.extend(attribute(node, "anchor").map(str::to_owned));
        if named(node, "fldChar") {
            instructions.push(' ');
        } else if named(node, "instrText") {
            instructions.push_str(node.text().unwrap_or_default());
        }
        if let Some(instruction) = attribute(node, "instr") {
            instructions.push_str(&format!(" {instruction} "));
        }
    }
    let names = instructions.split(|c: char| c.is_whitespace() || c == '"');
    linked.extend(names.map(str::to_owned));
    linked
}

fn read_notes(
    xml: &Document<'_>,
    kind: &str,
    label: impl Fn(&str) -> String,
    reader: &mut WordReader,
    blocks: &mut Vec<Block>,
) {
    for note in xml.root_element().children().filter(|node| named(*node, kind)) {
        let id = attribute(note, "id").unwrap_or_default();
        let inner = reader.blocks(note);
        // Those with a type are the lines that separate text and notes.
        if attribute(note, "type").is_none() && !inner.is_empty() {
            let kind = Kind::Note { label: label(id), blocks: inner };
            blocks.push(Block { kind, line: reader.paragraph });
        }
    }
}

fn read_comments(xml: &Document<'_>, reader: &mut WordReader) -> HashMap<String, String> {
    let mut comments = HashMap::new();
    for comment in xml.root_element().children().filter(|node| named(*node, "comment")) {
        let id = attribute(comment, "id").unwrap_or_default();
        let author = attribute(comment, "author").unwrap_or_default();
        let text = words(&reader.aside(comment));
        comments.insert(id.to_owned(), format!("{author}: {text}"));
    }
    comments
}
