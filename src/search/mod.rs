//! Search: analysing text, the index and its files, and the engine that answers queries.
//!
//! An [`Index`] is made of the [`ChapterRecord`]s of all chapters and written as small [`files`]. Two
//! engines read those: [`Engine`] for the terminal, and the scripts in `browser/` for readers. They
//! give the same answers, because they use the same weights and only integers; what needs floating
//! point is done when the index is made.
//!
//! * Text becomes an index: `sections` → `analysis` → `vocabulary` → `index` → `files`.
//! * A query becomes an answer: `query` → `resolve` → `narrowing` → `ranking` → `highlight` →
//!   `engine`, which know the index only through `reader`.
//! * Both share `manifest`, `lexicon`, `shards` and `posting`, and the weights in `tuning`.

mod analysis;
mod bigrams;
mod codec;
mod compound;
mod dutch;
mod endings;
mod engine;
mod files;
mod highlight;
mod index;
mod irregular;
mod lexicon;
mod manifest;
mod narrowing;
mod posting;
mod query;
mod ranking;
mod reader;
mod resolve;
mod sections;
mod shards;
mod stem;
mod stopwords;
mod tokens;
mod tuning;
mod vocabulary;

pub use engine::{Answer, Engine, Hit};
pub use files::files;
pub use index::Index;
pub use manifest::Filters;
pub use narrowing::Options;
pub use sections::{ChapterRecord, Section, record};

use rayon::prelude::*;

use crate::book::{Book, ChapterId};
use analysis::AnalysedChapters;

/// In how many pieces chapters are analysed for each thread: some take longer than others.
const PIECES: usize = 4;

/// The index of a book.
pub fn index(book: &Book, language: &str) -> Index {
    let chapters: Vec<ChapterId> = book.iter().map(|(id, _)| id).collect();
    let size = chapters.len().div_ceil(rayon::current_num_threads() * PIECES).max(1);
    let analysed = |chapters: &[ChapterId]| {
        let records = chapters.iter().map(|&id| record(book, id, language)).collect();
        AnalysedChapters::new(records, language)
    };
    Index::new(chapters.par_chunks(size).map(analysed).collect(), language)
}
