//! What readers type in the search box.

#![no_main]

use libfuzzer_sys::fuzz_target;

use std::sync::LazyLock;

use wijkengids::guide::Guide;
use wijkengids::search::{Engine, Options};
use wijkengids::workspace;

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../search/municipality");
    let (guide, problems) = workspace::load(root.as_ref(), &workspace::Options::default());
    guide.unwrap_or_else(|| panic!("{problems:?}"))
});

fuzz_target!(|query: &str| {
    Engine::new(GUIDE.search_files()).search(query, &Options::default());
});
