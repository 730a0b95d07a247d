//! Word documents: a zip with the text, its styles, its lists and its images as XML.

pub mod archive;
mod charts;
mod chunk_text;
mod chunks;
mod descriptions;
mod field_results;
mod fields;
mod labels;
mod lists;
mod math;
mod metafile;
mod numbering;
mod reader;
mod runs;
mod styles;
mod symbols;
mod tables;
mod xml;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use roxmltree::Document;

use self::archive::Archive;
use self::chunks::Chunk;
use self::reader::WordReader;
use self::styles::Relation;
use self::xml::{attribute, child, flat_text, named, parse, text_of};
use super::blocks::{Block, Inline, Kind, excerpt, walk, words};
use super::encoding::decode;
use super::limits::MAX_UNPACKED;
use super::note::{Remark, note};
use super::{captions, html, mail, text};
use crate::messages::message;

/// A document as blocks.
#[derive(Debug, Default)]
pub struct Word {
    pub blocks: Vec<Block>,
    /// What its properties say its title is.
    pub title: Option<String>,
    /// The images, by the address that blocks use.
    pub images: BTreeMap<String, Vec<u8>>,
    /// The text of its paragraphs, as the lines that notes refer to.
    pub paragraphs: Vec<String>,
    /// How many of them are those of the text itself; those of footnotes come after them.
    pub length: usize,
    /// Which of them show a number that is not that of a heading or an item.
    pub counted: BTreeSet<usize>,
    /// What was left out, guessed or not understood.
    pub notes: Vec<Remark>,
    /// Pictures and the like that cannot be shown.
    pub losses: Vec<Remark>,
}

/// Reads a document.
///
/// # Errors
/// What is wrong with the file.
pub fn read(bytes: &[u8]) -> Result<Word, String> {
    read_within(bytes, MAX_UNPACKED, false)
}

/// Reads a document, of which at most `limit` bytes may be unpacked. One that is put into another
/// one holds no others.
fn read_within(bytes: &[u8], limit: u64, is_inner: bool) -> Result<Word, String> {
    let mut archive = Archive::open(bytes, limit)?;
    let body = archive.text("word/document.xml")?.ok_or_else(|| message!("word-no-text"))?;
    let mut beside = |name: &str| -> Result<String, String> {
        Ok(archive.text(name)?.unwrap_or_else(|| "<x/>".into()))
    };
    let (style, number) = (beside("word/styles.xml")?, beside("word/numbering.xml")?);
    let (footnotes, endnotes) = (beside("word/footnotes.xml")?, beside("word/endnotes.xml")?);
    let comments = beside("word/comments.xml")?;
    let properties = beside("docProps/core.xml")?;
    let body = parse(&body)?;
    let mut styles = styles::read_styles(&parse(&style)?);
    let instructions = instructions(&body);
    for instruction in &instructions {
        styles.make_headings(&fields::listed_styles(instruction));
    }
    let numbering = styles::read_numbering(&parse(&number)?, &styles);
    styles.find_in_heading_lists(&numbering);
    let mut reader = WordReader {
        numbering,
        styles,
        linked: linked(&body, &instructions),
        with_end: fields::with_end(&body),
        moved: moved(&body),
        ..WordReader::default()
    };
    let mut images = BTreeMap::new();
    enter_part("comments", &mut reader, &mut archive, &mut images)?;
    reader.comments = read_comments(&parse(&comments)?, &mut reader);
    enter_part("document", &mut reader, &mut archive, &mut images)?;
    if !is_inner {
        reader.chunks = read_chunks(&body, &reader, &mut archive, &mut images)?;
    }
    let root = child(body.root_element(), "body").ok_or_else(|| message!("word-no-text"))?;
    let mut blocks = reader.blocks(root);
    let length = reader.paragraph;
    // Fields are those of the text; the rest has its own.
    reader.fields.clear();
    reader.with_end.clear();
    if !reader.captions.is_empty() {
        let is_paragraph = |block: &Block| matches!(block.kind, Kind::Paragraph(_));
        captions::attach(&mut blocks, &|block| {
            reader.captions.get(&block.line).filter(|_| is_paragraph(block)).cloned()
        });
    }
    enter_part("footnotes", &mut reader, &mut archive, &mut images)?;
    read_notes(&parse(&footnotes)?, "footnote", str::to_owned, &mut reader, &mut blocks);
    enter_part("endnotes", &mut reader, &mut archive, &mut images)?;
    read_notes(&parse(&endnotes)?, "endnote", xml::endnote_label, &mut reader, &mut blocks);
    for name in archive.margins() {
        let Some(margin) = archive.text(&name)? else { continue };
        let margin = parse(&margin)?;
        reader.relations = relations(margin_part(&name), &mut archive)?;
        // Its pictures are left out, which is told below.
        let losses = reader.losses.len();
        let text = words(&reader.aside(margin.root_element()));
        reader.losses.truncate(losses);
        // The number of the page is all that many have.
        if text.contains(char::is_alphabetic) {
            reader.note(note!("read-margin", text = text));
        }
        let is_picture = |node: roxmltree::Node<'_, '_>| {
            ["blip", "imagedata"].iter().any(|name| named(node, name))
        };
        if margin.descendants().any(is_picture) {
            reader.note(note!("read-margin-picture"));
        }
    }
    let title = parse(&properties)?
        .root_element()
        .children()
        .find(|node| named(*node, "title"))
        .map(|node| text_of(node).trim().to_owned())
        .filter(|title| !title.is_empty());
    let WordReader { paragraphs, counted, notes, losses, .. } = reader;
    Ok(Word { blocks, title, images, paragraphs, length, counted, notes, losses })
}

/// The relations of a part of a document, such as its footnotes: an identifier means something else
/// in each part.
fn relations(part: &str, archive: &mut Archive<'_>) -> Result<HashMap<String, Relation>, String> {
    let relations = archive.text(&format!("word/_rels/{part}.xml.rels"))?;
    Ok(styles::read_relations(&parse(relations.as_deref().unwrap_or("<x/>"))?))
}

/// The part that is a file with a header or footer of pages.
fn margin_part(file: &str) -> &str {
    file.trim_start_matches("word/").trim_end_matches(".xml")
}

/// Goes on to a part of a document: its links lead where its own relations say, and its pictures are
/// those that these name.
fn enter_part(
    part: &str,
    reader: &mut WordReader,
    archive: &mut Archive<'_>,
    images: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    reader.relations = relations(part, archive)?;
    let diagrams = read_diagrams(reader, archive)?;
    reader.diagrams.extend(diagrams);
    let charts = read_charts(reader, archive)?;
    reader.charts.extend(charts);
    read_images(reader, archive, images)
}

/// Reads the images of a part, by the address that blocks use. Those that browsers cannot show are
/// converted, if they can be.
fn read_images(
    reader: &mut WordReader,
    archive: &mut Archive<'_>,
    images: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    // Two relations may name one image.
    let targets = reader.relations.values().map(|relation| relation.target.clone());
    let targets: BTreeSet<String> = targets.filter(|target| target.starts_with("media/")).collect();
    for target in targets {
        // Another part may show it too.
        if images.contains_key(&target) || reader.converted.contains_key(&target) {
            continue;
        }
        let Some(bytes) = archive.bytes(&format!("word/{target}"))? else { continue };
        let stem = target.rsplit_once('.').map_or(target.as_str(), |(stem, _)| stem);
        if let Some(png) = metafile::png_of(&bytes) {
            let address = format!("{stem}-emf.png");
            images.insert(address.clone(), png);
            reader.converted.insert(target, address);
        } else {
            images.insert(target, bytes);
        }
    }
    Ok(())
}

/// The words in the diagrams of a document, by the file they are in.
fn read_diagrams(
    reader: &WordReader,
    archive: &mut Archive<'_>,
) -> Result<HashMap<String, Vec<String>>, String> {
    let mut diagrams = HashMap::new();
    let targets = reader.relations.values().map(|relation| &relation.target);
    for target in targets.filter(|target| target.starts_with("diagrams/data")) {
        let Some(data) = archive.text(&format!("word/{target}"))? else { continue };
        let data = parse(&data)?;
        let points = data.descendants().filter(|node| named(*node, "pt"));
        // The text of a point is a `t` that holds paragraphs, with a `t` for each run.
        let texts = points.map(|point| {
            let text = flat_text(point);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        diagrams.insert(target.clone(), texts.filter(|text| !text.is_empty()).collect());
    }
    Ok(diagrams)
}

/// What the charts of a document say, by the file they are in.
fn read_charts(
    reader: &WordReader,
    archive: &mut Archive<'_>,
) -> Result<HashMap<String, Kind>, String> {
    let mut charts = HashMap::new();
    let targets = reader.relations.values().map(|relation| &relation.target);
    for target in targets.filter(|target| target.starts_with("charts/chart")) {
        let Some(chart) = archive.text(&format!("word/{target}"))? else { continue };
        charts.extend(charts::table(&parse(&chart)?).map(|table| (target.clone(), table)));
    }
    Ok(charts)
}

/// The documents that are put into a document, by the file they are in. Those of a kind that cannot
/// be read are left out.
fn read_chunks(
    body: &Document<'_>,
    reader: &WordReader,
    archive: &mut Archive<'_>,
    images: &mut BTreeMap<String, Vec<u8>>,
) -> Result<HashMap<String, Chunk>, String> {
    let nodes = body.descendants().filter(|node| named(*node, "altChunk"));
    let targets = nodes.filter_map(|node| reader.relations.get(attribute(node, "id")?));
    let targets: BTreeSet<&String> = targets.map(|relation| &relation.target).collect();
    let limit = MAX_UNPACKED / u64::try_from(targets.len().max(1)).unwrap_or(1);
    let mut chunks = HashMap::new();
    for (at, target) in targets.into_iter().enumerate() {
        let Some(bytes) = archive.bytes(&format!("word/{target}"))? else { continue };
        let extension = target.rsplit('.').next().unwrap_or_default().to_lowercase();
        let prefix = format!("chunk{}/", at + 1);
        let of_page = |content: &str| {
            let page = html::read(content);
            let notes = page.notes.into_iter().map(|(_, note)| note).collect();
            Chunk { blocks: page.blocks, notes, losses: Vec::new() }
        };
        let chunk = match extension.as_str() {
            "htm" | "html" | "xhtml" => Some(of_page(&decode(&bytes).content)),
            "mht" | "mhtml" => mail::page(&bytes).map(|page| of_page(&page)),
            "txt" => {
                let (blocks, _) = text::read(&decode(&bytes).content);
                Some(Chunk { blocks, ..Chunk::default() })
            }
            "docx" | "docm" => read_within(&bytes, limit, true).ok().map(|word| {
                let own =
                    |remarks: Vec<Remark>| remarks.into_iter().map(|(_, note)| note).collect();
                let (notes, losses) = (own(word.notes), own(word.losses));
                let mut chunk = Chunk { blocks: word.blocks, notes, losses };
                chunk.prefix(&prefix);
                let inner = word.images.into_iter();
                images.extend(inner.map(|(address, bytes)| (format!("{prefix}{address}"), bytes)));
                chunk
            }),
            _ => None,
        };
        chunks.extend(chunk.map(|chunk| (target.clone(), chunk)));
    }
    Ok(chunks)
}

/// The instructions of the fields in a text. A long one may be cut anywhere, so that its pieces are
/// joined.
fn instructions(body: &Document<'_>) -> Vec<String> {
    let mut instructions = vec![String::new()];
    for node in body.descendants().filter(roxmltree::Node::is_element) {
        if named(node, "fldChar") {
            instructions.push(String::new());
        } else if named(node, "instrText")
            && let Some(last) = instructions.last_mut()
        {
            last.push_str(node.text().unwrap_or_default());
        }
        if let Some(instruction) = attribute(node, "instr") {
            instructions.push(instruction.to_owned());
            instructions.push(String::new());
        }
    }
    instructions
}

/// The text that was moved to where it stands now, without its spaces.
fn moved(body: &Document<'_>) -> String {
    let moved = body.descendants().filter(|node| named(*node, "moveTo"));
    moved.map(|node| reader::solid(&text_of(node))).collect()
}

/// The bookmarks that links and fields of the text name, among other words.
fn linked(body: &Document<'_>, instructions: &[String]) -> HashSet<String> {
    let nodes = body.descendants().filter(roxmltree::Node::is_element);
    let anchors = nodes.filter_map(|node| attribute(node, "anchor"));
    let is_end = |c: char| c.is_whitespace() || c == '"';
    let names = instructions.iter().flat_map(|instruction| instruction.split(is_end));
    anchors.chain(names).map(str::to_owned).collect()
}

fn read_notes(
    xml: &Document<'_>,
    kind: &str,
    label: impl Fn(&str) -> String,
    reader: &mut WordReader,
    blocks: &mut Vec<Block>,
) {
    let mut referred: HashSet<String> = HashSet::new();
    walk::each_inline(blocks, &mut |inline| {
        if let Inline::Note(label) = inline {
            referred.insert(label.clone());
        }
    });
    for note in xml.root_element().children().filter(|node| named(*node, kind)) {
        let label = label(attribute(note, "id").unwrap_or_default());
        let inner = reader.blocks(note);
        // Those with a type are the lines that separate text and notes.
        if attribute(note, "type").is_some() {
            continue;
        }
        let is_referred = referred.contains(&label);
        if inner.is_empty() {
            if is_referred {
                reader.note(note!(nothing "read-note-empty"));
            }
            continue;
        }
        if !is_referred {
            reader.note(note!("read-note-unreferred", text = excerpt(&words(&inner))));
        }
        let kind = Kind::Note { label, blocks: inner };
        blocks.push(Block { kind, line: reader.paragraph });
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
