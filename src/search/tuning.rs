//! The weights and limits of a search. They are written here once: this program uses them as they
//! are, and the manifest of the index carries them to the engine in the browser.

use serde::{Deserialize, Serialize};

/// What both engines use.
pub const TUNING: Tuning = Tuning {
    longest_query: 1000,
    most_words: 32,
    longest_word: 64,
    exact: 16,
    other_link: 15,
    neighbours: 24,
    joined_words: 3,
    swapped_neighbours: 14,
    beginning: 10,
    all_parts: 9,
    one_error: 9,
    part: 8,
    two_errors: 6,
    piece: 5,
    candidates: 8,
    rare: 32,
    compound_from: 7,
    fuzzy_from: 4,
    begun_from: 5,
    shared_start: 2,
    two_errors_from: 8,
    tail_from: 6,
    shortest_word: 2,
    shortest_stem: 3,
    shortest_root: 4,
    shortest_part: 3,
    shortest_compound: 7,
    long_head: 5,
    long_tail: 4,
    common: 1200,
    few: 2,
    first: 2,
    sections: 4,
    overfetch: 3,
    snippet: 32,
    lead: 6,
    window: 12,
    same_form: 3,
    same_stem: 2,
    within: 1,
    within_from: 4,
    form_bonus: 256,
    proximity: 64,
    title_bonus: 3,
    heading_bonus: 2,
};

/// The weights and limits of a search.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tuning {
    /// A query is cut to this many characters …
    pub longest_query: usize,
    /// … and to this many words.
    pub most_words: usize,
    /// Words are cut to this many characters, in texts and in queries.
    pub longest_word: usize,

    /// The weight, in sixteenths, of a term that is the word itself.
    pub exact: u32,
    /// A compound of the same parts, linked in another way.
    pub other_link: u32,
    /// A compound of two words that are next to each other in the query. It outweighs both words
    /// apart: who writes "inkoop strategie" means "inkoopstrategie".
    pub neighbours: u32,
    /// Compounds of at most this many neighbouring words are looked for.
    pub joined_words: usize,
    /// A compound of two such words in the other order.
    pub swapped_neighbours: u32,
    /// A term that begins with the word.
    pub beginning: u32,
    /// All parts of a compound together.
    pub all_parts: u32,
    /// A term that differs by one letter.
    pub one_error: u32,
    /// A compound that the word is part of.
    pub part: u32,
    /// A term that differs by two letters.
    pub two_errors: u32,
    /// A term that is part of the word.
    pub piece: u32,

    /// At most this many completions or corrections of a word are used.
    pub candidates: usize,
    /// A compound of at least this rarity is also searched for by its parts.
    pub rare: u32,
    /// Words are split as compounds from this length on.
    pub compound_from: usize,
    /// Errors are corrected in words from this length on.
    pub fuzzy_from: usize,
    /// Longer words that begin with this one, but for an error, are found from this length on.
    pub begun_from: usize,
    /// A term that shares the beginning of a word with errors shares at least this many letters.
    pub shared_start: usize,
    /// Two errors are corrected in words from this length on.
    pub two_errors_from: usize,
    /// A stem that ends an unknown word is looked for within other words from this length on.
    pub tail_from: usize,

    /// What is typed is completed, and joined to the word beside it, if it has this many letters.
    pub shortest_word: usize,
    /// A stem that a word may be an inflection of, or be mistaken for, has this many letters …
    pub shortest_stem: usize,
    /// … and what an inflection leaves of the word this many.
    pub shortest_root: usize,
    /// A part of a compound has this many letters …
    pub shortest_part: usize,
    /// … and two parts together this many, since two short ones are more often a coincidence
    /// ("best" + "uur"), …
    pub shortest_compound: usize,
    /// … of which the first has this many …
    pub long_head: usize,
    /// … or the last this many.
    pub long_tail: usize,

    /// Of a term in more sections than this, its postings are the best this many, and the rest is
    /// apart.
    pub common: usize,
    /// The bigrams of a phrase are looked up one by one, while more sections than this may have it. The text
    /// tells which do.
    pub few: usize,
    /// The text of this many chapters is read before any is shown, and then of as many more.
    pub first: usize,
    /// At most this many sections of a chapter are shown.
    pub sections: usize,
    /// When chapters may be ruled out once they are read, this many times more are read.
    pub overfetch: usize,

    /// How many words a snippet has.
    pub snippet: usize,
    /// How many of them come before the first hit.
    pub lead: usize,
    /// Words within a window of this many words are near each other.
    pub window: usize,
    /// The quality of a match with the form itself …
    pub same_form: u64,
    /// … with another form of the same stem …
    pub same_stem: u64,
    /// … and with a longer word that contains the stem.
    pub within: u64,
    /// Stems are matched within longer words from this length on.
    pub within_from: usize,
    /// The weight of the quality of matches.
    pub form_bonus: u64,
    /// The weight of how near each other the words are …
    pub proximity: u64,
    /// … in a title …
    pub title_bonus: u64,
    /// … and in a heading.
    pub heading_bonus: u64,
}

impl Default for Tuning {
    fn default() -> Self {
        TUNING
    }
}
