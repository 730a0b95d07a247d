//! A guide of some chapters, from reading to pages.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = [
        "content/1-een.md",
        "content/1.1-twee.md",
        "content/2-deel/index.md",
        "content/2-deel/2.1-drie.md",
        "content/voorwoord.md",
    ];
    wijkengids_fuzz::files(folder.path(), data, &names);
    std::fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Gids\"\n").expect("a file");
    wijkengids_fuzz::guide(folder.path());
});
