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

mod blocks;
mod chapter;
mod divide;
mod encoding;
mod html;
mod lessons;
mod limits;
mod markdown;
mod recognise;
#[cfg(test)]
mod tests;
mod text;
mod word;

use std::collections::BTreeMap;

pub use self::blocks::{Block, Inline, Kind, Remark, each_inline, excerpt, text_inlines, words};
pub use self::chapter::Chapter;
pub use self::encoding::{Decoded, decode};
pub use self::limits::MAX_FILE;
pub use self::markdown::{escape, write as to_markdown};

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
            "docx" => Some(Self::Word),
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
    /// What was left out, guessed or not understood.
    pub notes: Vec<Remark>,
    format: Format,
}

/// Reads a document.
///
/// # Errors
/// Why the bytes cannot be read as this format.
pub fn read(format: Format, bytes: &[u8]) -> Result<Document, String> {
    let mut document = match format {
        Format::Plain => {
            let decoded = decode(bytes);
            let content = decoded.content.replace('\u{ad}', "");
            let (blocks, mut notes) = text::read(&content);
            notes.splice(0..0, decoded.notes);
            let (title, images) = (None, BTreeMap::new());
            Document { blocks, title, images, source: decoded.content, notes, format }
        }
        Format::Html => {
            let decoded = decode(bytes);
            let mut page = html::read(&decoded.content);
            page.notes.splice(0..0, decoded.notes);
            let html::Page { blocks, title, notes } = page;
            let images = BTreeMap::new();
            Document { blocks, title, images, source: decoded.content, notes, format }
        }
        Format::Word => {
            let word::Word { blocks, images, paragraphs, notes } = word::read(bytes)?;
            let source = paragraphs.join("\n");
            Document { blocks, title: None, images, source, notes, format }
        }
    };
    if format != Format::Plain {
        recognise::find_headings(&mut document.blocks, &mut document.notes);
    }
    Ok(document)
}

impl Document {
    /// The chapters of the document; most have one. `lessons` says whether headings after an
    /// introduction become lessons; if it says nothing, the text may announce them.
    pub fn into_chapters(self, lessons: Option<bool>) -> Vec<Chapter> {
        let parts = match self.format {
            Format::Plain => divide::divide(self.blocks),
            Format::Html | Format::Word => divide::divide_at_headings(self.blocks),
        };
        parts.into_iter().map(|blocks| recognise::recognise(blocks, lessons)).collect()
    }
}
