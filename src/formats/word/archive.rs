//! The files inside a Word document, which is a zip.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::limits::MAX_ENTRY;
use crate::messages::message;

/// A document's files. A small zip may unpack to more than fits in memory, so the unpacked size is
/// limited, whatever the zip claims.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a document, from which at most `limit` bytes may be unpacked.
    pub fn open(bytes: &'a [u8], limit: u64) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| message!("word-other"))?;
        Ok(Self { zip, left: limit })
    }

    /// The bytes of a file, if it exists.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Ok(file) = self.zip.by_name(name) else { return Ok(None) };
        let limit = MAX_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| message!("word-part-broken", part = name))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limit {
            let most = limit / 1024 / 1024;
            return Err(message!("word-part-large", part = name, most = most));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// A file as text, if it exists and is text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        Ok(self.bytes(name)?.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The files with the headers and footers of pages.
    pub fn margins(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        let is_margin = |name: &String| {
            name.strip_prefix("word/").is_some_and(|name| {
                (name.starts_with("header") || name.starts_with("footer")) && name.ends_with(".xml")
            })
        };
        let mut margins: Vec<_> = names.map(|name| name.to_string()).filter(is_margin).collect();
        margins.sort();
        margins
    }
}
