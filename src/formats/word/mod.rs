//! Word documents: a zip with the text, its styles, its lists and its images as XML.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use roxmltree::Document;
use zip::ZipArchive;

use super::tree::{Block, Kind, words};

mod fields;
mod lists;
mod reader;
mod runs;
mod styles;
mod tables;
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
    /// The text of its paragraphs, as the lines that notes point at.
    pub paragraphs: Vec<String>,
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
    let margins = margins(&archive);
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
    let margins: Vec<String> = margins.iter().map(|name| beside(name)).collect();
    let body = parsed(&body)?;
    let mut reader = Reader {
        styles: styles::read_styles(&parsed(&style)?),
        ordered: styles::read_numbering(&parsed(&number)?),
        relations: styles::read_relations(&parsed(&relation)?),
        word: Word::default(),
        paragraph: 0,
        comments: HashMap::new(),
        linked: linked(&body),
        counts: HashMap::new(),
        frames: Vec::new(),
        said: HashSet::new(),
    };
    reader.comments = read_comments(&parsed(&comments)?, &mut reader);
    let root = child(body.root_element(), "body").ok_or("it has no text that can be read")?;
    let mut blocks = reader.blocks(root);
    read_notes(&parsed(&footnotes)?, "footnote", str::to_owned, &mut reader, &mut blocks);
    read_notes(&parsed(&endnotes)?, "endnote", endnote_label, &mut reader, &mut blocks);
    for margin in margins {
        let margin = parsed(&margin)?;
        let text = words(&reader.aside(margin.root_element()));
        // The number of the page is all that many have.
        if text.contains(char::is_alphabetic) {
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

/// The parts with what is printed above and below the pages.
fn margins(archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let names = names.filter_map(|name| name.strip_prefix("word/").map(str::to_owned));
    let is_margin = |name: &String| {
        (name.starts_with("header") || name.starts_with("footer")) && name.ends_with(".xml")
    };
    let mut margins: Vec<_> = names.filter(is_margin).collect();
    margins.sort();
    margins
}

/// The bookmarks that links in the text lead to, and the instructions of its fields, which may name
/// others.
fn linked(body: &Document<'_>) -> String {
    let links = body.descendants().filter_map(|node| attribute(node, "anchor"));
    let fields = body.descendants().filter(|node| named(*node, "instrText"));
    let simple = body.descendants().filter_map(|node| attribute(node, "instr"));
    // A long instruction may be cut anywhere.
    let fields = fields.filter_map(|field| field.text()).collect::<String>();
    links.chain(simple).chain([fields.as_str()]).collect::<Vec<_>>().join(" ")
}

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
        let text = words(&reader.aside(comment));
        comments.insert(id.to_owned(), format!("{author}: {text}"));
    }
    comments
}
