//! Numbers, addresses and names of files.

#![no_main]

use libfuzzer_sys::fuzz_target;

use wijkengids::document::Target;
use wijkengids::number::Number;

fuzz_target!(|text: &str| {
    let _ = Target::of_link(text);
    let _ = Target::of_wiki_link(text);
    if let Some((number, _)) = Number::split_name(text) {
        assert_eq!(number.to_string().parse::<Number>().as_ref(), Ok(&number));
    }
});
