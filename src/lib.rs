//! wijkengids turns numbered Markdown chapters into a themed, searchable static guide.

pub mod book;
pub mod collation;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod number;
pub mod search;
pub mod source;
