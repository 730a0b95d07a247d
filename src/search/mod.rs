//! Search: what is indexed, how words are understood, and the engine that answers.
//!
//! An [`Index`] is made of the [`Record`]s of all chapters and written as small [`files`]. Two
//! engines read them: [`Engine`] here, for the terminal, and `search-engine.js` in the reader's
//! browser. They calculate with integers only and give the same answers; all that needs floating
//! point was done when the index was made.

mod analysis;
mod codec;
mod compound;
mod dutch;
mod endings;
mod engine;
mod files;
mod index;
mod lexicon;
mod narrowing;
mod pairs;
mod query;
mod reading;
mod resolve;
mod sections;
mod stem;
mod stopwords;
mod tokens;
mod vocabulary;

pub use analysis::Chapter;
pub use engine::{Answer, Engine, Hit, Options};
pub use files::{Filters, files};
pub use index::Index;
pub use sections::{Record, Section, record};

use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, ChapterId};

/// The index of a book.
pub fn index(book: &Book, language: &str) -> Index {
    let chapters: Vec<ChapterId> = book.iter().map(|(id, _)| id).collect();
    let analysed = |id: &ChapterId| Arc::new(Chapter::new(record(book, *id, language), language));
    Index::new(chapters.par_iter().map(analysed).collect(), language)
}
