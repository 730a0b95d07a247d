//! A chapter, as it is recognised in a document.

use super::blocks::Block;
use super::note::Remark;
use crate::number::Number;

/// The place of a chapter among the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Position {
    /// By its number, or as a text of its own.
    #[default]
    Numbered,
    /// Before all others: the cover of the document.
    Home,
    /// Without a number, before the numbered chapters.
    Front,
    /// Without a number, after the numbered chapters.
    Back,
}

/// The parts of a chapter.
#[derive(Debug, Default)]
pub struct Chapter {
    /// Its number, where the text has one.
    pub number: Option<Number>,
    /// The number that the document shows, by which the text refers to it.
    pub said: Option<Number>,
    /// Its title, where the text has one.
    pub title: Option<String>,
    /// Where it is.
    pub position: Position,
    /// What is above the title: an image, or the words that described one.
    pub banner: Vec<Block>,
    /// The text below the title.
    pub blocks: Vec<Block>,
    /// The anchors of its title.
    pub anchors: Vec<String>,
    /// The line of its title.
    pub line: usize,
    /// What to look at.
    pub notes: Vec<Remark>,
}
