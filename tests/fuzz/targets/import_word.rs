//! A Word document, as XML that is zipped first, or as bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;

use std::io::{Cursor, Write};

use wijkengids::formats::{self, Format};
use zip::write::{SimpleFileOptions, ZipWriter};

fn zipped(xml: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let (body, styles) = xml.split_once("%%\n").unwrap_or((xml, "<w:styles/>"));
    for (name, part) in [("word/document.xml", body), ("word/styles.xml", styles)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a new part");
        zip.write_all(part.as_bytes()).expect("a written part");
    }
    zip.finish().expect("a finished archive").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let zip = std::str::from_utf8(bytes).map_or_else(|_| bytes.to_vec(), zipped);
    if let Ok(document) = formats::read(Format::Word, &zip) {
        for chapter in document.into_chapters(None) {
            let markdown = formats::to_markdown(&chapter.blocks);
            wijkengids_fuzz::chapter(markdown.as_bytes());
        }
    }
});
