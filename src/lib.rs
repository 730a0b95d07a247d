//! wijkengids turns numbered Markdown chapters into a themed, searchable static guide.
pub mod authoring;
pub mod book;
pub mod cli;
pub mod collation;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod editions;
pub mod guide;
pub mod lessons;
pub mod number;
pub mod publish;
pub mod search;
pub mod source;
pub mod theme;
