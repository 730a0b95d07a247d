//! A plain text.

#![no_main]

use libfuzzer_sys::fuzz_target;

use wijkengids::formats::{self, Format};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = formats::read(Format::Plain, bytes) {
        for chapter in document.into_chapters(None) {
            let markdown = formats::to_markdown(&chapter.blocks);
            wijkengids_fuzz::chapter(markdown.as_bytes());
        }
    }
});
