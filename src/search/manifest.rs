//! What an engine reads first.

use serde::{Deserialize, Serialize};

use super::bigrams::Lists;
use super::endings::Ending;
use super::tuning::Tuning;

/// What every query needs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Changes whenever any other file does.
    pub version: String,
    /// The weights and limits of a search.
    pub tuning: Tuning,
    /// The language of the guide.
    pub language: String,
    /// Whether that language writes compounds as one word.
    pub compounds: bool,
    /// What can link the parts of a compound.
    pub links: Vec<String>,
    /// What can come before "ge" in a participle, if queries are stemmed.
    pub prefixes: Vec<String>,
    /// What readers write before the number of a chapter.
    pub labels: Vec<String>,
    /// The stop words, separated by spaces.
    pub stop: String,
    /// The endings of words, if queries are not stemmed.
    pub endings: Vec<Ending>,
    /// The number of sections of each chapter.
    pub sections: String,
    /// The first chapter of every file of records, ascending.
    pub records: String,
    /// The stems in order, if they are few; else they are in shards.
    pub stems: String,
    /// The first word of every shard of stems, separated by spaces.
    pub words: String,
    /// The first word of every shard of reversed stems.
    pub ends: String,
    /// The first term of every shard of postings.
    pub postings: String,
    /// The first term of every shard of the rest of the postings of common terms.
    pub rests: String,
    /// The lists of bigrams.
    pub bigrams: Lists,
    /// The first list of every shard of them, ascending.
    pub lists: String,
}

/// What results can be narrowed to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Filters {
    /// The label of each part, its first chapter, and the first one after it.
    pub parts: Vec<(String, u32, u32)>,
    /// The themes in order, each with its sections, ascending.
    pub themes: Vec<(String, String)>,
    /// The sections that are lessons, ascending.
    pub lessons: String,
}
