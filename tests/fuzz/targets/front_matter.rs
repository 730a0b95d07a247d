//! The block at the top of a chapter.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|yaml: &str| {
    wijkengids_fuzz::chapter(format!("---\n{yaml}\n---\n\nTekst.\n").as_bytes());
});
