//! The settings of a guide.

#![no_main]

use libfuzzer_sys::fuzz_target;

use wijkengids::config::Config;
use wijkengids::diagnostic::Text;

fuzz_target!(|toml: &str| match Config::parse(&Text::new("book.toml", toml)) {
    Ok((_, problems)) => wijkengids_fuzz::report(&problems),
    Err(problem) => wijkengids_fuzz::report(&[problem]),
});
