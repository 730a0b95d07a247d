//! Word documents: a zip with the text, its styles, its lists and its images as XML.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use roxmltree::Document;
use zip::ZipArchive;

use super::tree::{Block, Kind, plain};

mod lists;
mod reader;
mod styles;
mod xml;

use reader::Reader;
use xml::{attribute, child, named};

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
    let mut beside = |name: &str| xml(&format!("word/{name}")).unwrap_or_else(|| "<x/>".into());
    let [style, number, relation] =
        ["styles.xml", "numbering.xml", "_rels/document.xml.rels"].map(&mut beside);
    let [footnotes, endnotes, comments] =
        ["footnotes.xml", "endnotes.xml", "comments.xml"].map(&mut beside);
    let margins = MARGINS.map(&mut beside);
    let body = parsed(&body)?;
    let mut reader = Reader {
        styles: styles::read_styles(&parsed(&style)?),
        ordered: styles::read_numbering(&parsed(&number)?),
        relations: styles::read_relations(&parsed(&relation)?),
        word: Word::default(),
        paragraph: 0,
        comments: HashMap::new(),
    };
    reader.comments = read_comments(&parsed(&comments)?, &mut reader);
    let root = child(body.root_element(), "body").ok_or("it has no text that can be read")?;
    let mut blocks = reader.blocks(root);
    read_notes(&parsed(&footnotes)?, "footnote", str::to_owned, &mut reader, &mut blocks);
    read_notes(&parsed(&endnotes)?, "endnote", endnote_label, &mut reader, &mut blocks);
    for margin in margins {
        let margin = parsed(&margin)?;
        let text = text(&reader.aside(margin.root_element()));
        if !text.is_empty() {
            reader.note(format!("“{text}” stands above or below every page and is left out"));
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

/// What is printed above and below the pages: the first, those at the left, and the others.
const MARGINS: [&str; 6] =
    ["header1.xml", "header2.xml", "header3.xml", "footer1.xml", "footer2.xml", "footer3.xml"];

fn parsed(xml: &str) -> Result<Document<'_>, String> {
    Document::parse(xml).map_err(|error| format!("its XML is broken: {error}"))
}

/// How an endnote is called among the footnotes.
fn endnote_label(id: &str) -> String {
    format!("eind-{id}")
}

fn read_notes(
    xml: &Document<'_>,
    kind: &str,
    label: impl Fn(&str) -> String,
    reader: &mut Reader,
    blocks: &mut Vec<Block>,
) {
    for note in xml.root_element().children().filter(|node| named(*node, kind)) {
        let id = attribute(note, "id").unwrap_or_default();
        let inner = reader.blocks(note);
        // Two of them are the lines between text and notes.
        if attribute(note, "type").is_none() && !inner.is_empty() {
            let kind = Kind::Note { label: label(id), blocks: inner };
            blocks.push(Block { kind, line: reader.paragraph });
        }
    }
}

fn read_comments(xml: &Document<'_>, reader: &mut Reader) -> HashMap<String, String> {
    let mut comments = HashMap::new();
    for comment in xml.root_element().children().filter(|node| named(*node, "comment")) {
        let id = attribute(comment, "id").unwrap_or_default();
        let author = attribute(comment, "author").unwrap_or_default();
        let text = text(&reader.aside(comment));
        comments.insert(id.to_owned(), format!("{author}: {text}"));
    }
    comments
}

/// The text of paragraphs, on a line.
fn text(blocks: &[Block]) -> String {
    let of = |block: &Block| match &block.kind {
        Kind::Paragraph(content) | Kind::Heading { content, .. } => plain(content),
        Kind::List { items, .. } => {
            items.iter().map(|item| text(item)).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    };
    blocks.iter().map(of).collect::<Vec<_>>().join(" ").trim().to_owned()
}
