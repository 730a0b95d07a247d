//! A chapter as it lies on disk.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| wijkengids_fuzz::chapter(bytes));
