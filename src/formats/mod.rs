//! Reads Word, HTML and plain text into blocks, and writes blocks as Markdown.
//!
//! Pure: bytes in, blocks and notes out. Nothing here knows a guide or a file system, so whatever
//! takes text from elsewhere can use it. The input is not trusted: what it may cost is bounded by
//! `limits`.
//!
//! ```
//! use wijkengids::formats::{self, Format};
//!
//! let document = formats::read(Format::Html, b"<h1>2.1 Plein</h1><p>Een <b>buurt</b>.</p>").unwrap();
//! let chapter = &document.into_chapters(None)[0];
//! assert_eq!(chapter.title.as_deref(), Some("Plein"));
//! assert_eq!(formats::to_markdown(&chapter.blocks), "Een **buurt**.\n");
//! ```

mod addresses;
mod blocks;
mod captions;
mod chapter;
mod divide;
mod encoding;
mod escape;
mod footnotes;
mod fragment;
mod grid;
mod html;
mod inlines;
mod lessons;
mod limits;
mod mail;
mod markdown;
mod note;
mod outline;
mod recognise;
mod spaces;
#[cfg(test)]
mod tests;
mod text;
mod word;

use std::collections::{BTreeMap, BTreeSet};

pub use self::blocks::{
    Block, Cell, CountStyle, Exhibit, Graphic, Grid, Heading, Inline, Kind, Label, Lost, Rank,
    excerpt, line_text, plain, text_inlines, walk, words,
};
pub use self::chapter::{Chapter, Position};
pub use self::encoding::{Decoded, decode};
pub use self::escape::{escape, escape_line};
pub use self::fragment::{Fragment, read as read_fragment};
pub use self::limits::MAX_FILE;
pub use self::markdown::write as to_markdown;
pub(crate) use self::note::note;
pub use self::note::{Note, NoteKind, Remark};
pub use self::outline::{Depth, Outline, first_line, number_of};
pub use self::recognise::{possible_number, typed_number};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, as it is pasted from a page or a mail.
    Plain,
    /// A page of HTML.
    Html,
    /// A Word document (.docx).
    Word,
}

impl Format {
    /// The format of a file, by its extension in lower case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "txt" | "text" => Some(Self::Plain),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" | "docm" => Some(Self::Word),
            _ => None,
        }
    }
}

/// A document, read.
#[derive(Debug)]
pub struct Document {
    /// Its text and structure.
    pub blocks: Vec<Block>,
    /// What it says its own title is, where the format has a place for that.
    pub title: Option<String>,
    /// The images inside it, by the address that blocks use.
    pub images: BTreeMap<String, Vec<u8>>,
    /// The text whose lines notes and blocks refer to: the file itself, or for Word a line a
    /// paragraph.
    pub source: String,
    /// Its last line, if lines of footnotes come after it.
    pub last_line: Option<usize>,
    /// What was left out, guessed or not understood.
    pub notes: Vec<Remark>,
    /// Pictures and the like that cannot be shown.
    pub losses: Vec<Remark>,
    format: Format,
}

/// Reads a document.
///
/// # Errors
/// Why the bytes cannot be read as this format.
pub fn read(format: Format, bytes: &[u8]) -> Result<Document, String> {
    // The paragraphs that a program counts.
    let mut counted = BTreeSet::new();
    let mut document = match format {
        Format::Plain => {
            let decoded = decode(bytes);
            let content = decoded.content.replace('\u{ad}', "");
            let (blocks, mut notes) = text::read(&content);
            notes.splice(0..0, decoded.notes);
            let (title, images) = (None, BTreeMap::new());
            let (source, last_line, losses) = (decoded.content, None, Vec::new());
            Document { blocks, title, images, source, last_line, notes, losses, format }
        }
        Format::Html => {
            let decoded = decode(bytes);
            let mut page = html::read(&decoded.content);
            page.notes.splice(0..0, decoded.notes);
            let html::Page { blocks, title, notes } = page;
            let images = BTreeMap::new();
            let (source, last_line, losses) = (decoded.content, None, Vec::new());
            Document { blocks, title, images, source, last_line, notes, losses, format }
        }
        Format::Word => {
            let word = word::read(bytes)?;
            counted = word.counted;
            let word::Word { blocks, title, images, paragraphs, length, notes, losses, .. } = word;
            let (source, last_line) = (paragraphs.join("\n"), Some(length));
            Document { blocks, title, images, source, last_line, notes, losses, format }
        }
    };
    if format == Format::Html {
        captions::attach(&mut document.blocks, &captions::typed);
    }
    if format != Format::Plain {
        addresses::link_all(&mut document.blocks);
        recognise::find_headings(&mut document.blocks, &counted, &mut document.notes);
    }
    outline::mark_numbered(&mut document.blocks);
    Ok(document)
}

/// How a document is divided.
#[derive(Debug, Clone, Copy, Default)]
pub struct Division {
    /// Whether headings after an introduction become lessons; by default, if the text announces
    /// lessons.
    pub lessons: Option<bool>,
    /// How many levels of headings become chapters; by default, what suits the document.
    pub levels: Option<u8>,
}

impl Document {
    /// The chapters of the document; most have one. `lessons` says whether headings after an
    /// introduction become lessons; by default they do if the text announces lessons.
    pub fn into_chapters(self, lessons: Option<bool>) -> Vec<Chapter> {
        self.divide(Division { lessons, levels: None }, &mut Vec::new()).chapters
    }

    /// Divides the document into chapters. One whose headings are numbered has as many as there are
    /// numbers on the first levels.
    pub fn divide(self, division: Division, notes: &mut Vec<Remark>) -> Outline {
        let Division { lessons, levels } = division;
        let mut blocks = self.blocks;
        if levels.is_some() || outline::is_numbered(&blocks) {
            match outline::divide(blocks, levels, notes) {
                Ok(mut outline) => {
                    for chapter in &mut outline.chapters {
                        recognise::finish(chapter, lessons);
                        footnotes::pair(&mut chapter.blocks);
                    }
                    return outline;
                }
                Err(whole) => {
                    notes.push((1, note!("read-undivided")));
                    blocks = whole;
                }
            }
        }
        let parts = match self.format {
            Format::Plain => divide::divide(blocks),
            Format::Html | Format::Word => divide::divide_at_headings(blocks),
        };
        let has_banner = self.format != Format::Word;
        let chapters = parts.into_iter().map(|blocks| {
            let mut chapter = recognise::recognise(blocks, has_banner, lessons);
            footnotes::pair(&mut chapter.blocks);
            chapter
        });
        Outline { chapters: chapters.collect(), ..Outline::default() }
    }
}
