//! Reads Word, HTML and plain text into blocks, and writes blocks as Markdown.
//!
//! Each reader is pure: bytes or text in, blocks and notes out. Nothing here knows a guide or a
//! file system, so whatever takes text from elsewhere can use it.

pub(crate) mod divide;
pub(crate) mod html;
mod lessons;
pub(crate) mod markdown;
pub(crate) mod recognise;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod word;
