//! A book of mdBook.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = ["src/SUMMARY.md", "src/een.md", "src/deel/twee.md", "book.toml"];
    wijkengids_fuzz::files(folder.path(), data, &names);
    wijkengids_fuzz::import(folder.path());
});
