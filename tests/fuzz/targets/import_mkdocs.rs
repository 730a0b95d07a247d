//! A site of MkDocs.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = ["mkdocs.yml", "docs/index.md", "docs/een.md", "docs/deel/twee.md"];
    wijkengids_fuzz::files(folder.path(), data, &names);
    wijkengids_fuzz::import(folder.path());
});
