//! A chapter, as it is recognised in a document.

use super::blocks::{Block, Remark};
use crate::number::Number;

/// The parts of a chapter.
#[derive(Debug, Default)]
pub struct Chapter {
    /// Its number, where the text has one.
    pub number: Option<Number>,
    /// Its title, where the text has one.
    pub title: Option<String>,
    /// What stands above the title: an image, or the words that described one.
    pub banner: Vec<Block>,
    /// The text below the title.
    pub blocks: Vec<Block>,
    /// What to look at.
    pub notes: Vec<Remark>,
}
