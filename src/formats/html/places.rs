//! Finds the lines of texts in the source of a page, as the parsed tree has no positions.

/// Finds texts in a source, searching on from the last one found.
pub struct Places<'a> {
    source: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// The part in which the search goes on.
    rest: &'a str,
    /// How many bytes may still be searched. A text written with entities is never found, and would
    /// cost a search to the end each time.
    budget: usize,
}

impl<'a> Places<'a> {
    /// Starts at the beginning of a source.
    pub fn new(source: &'a str) -> Self {
        const SEARCHES: usize = 32;
        let starts = source.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(starts).collect();
        Self { source, starts, rest: source, budget: (source.len() + 1024) * SEARCHES }
    }

    /// The line of a text; later searches go on from there.
    pub fn pass(&mut self, text: &str) -> usize {
        self.rest = self.find(text);
        self.current()
    }

    /// The line of a text; later searches go on from where they were, as parts of it are still to
    /// be read.
    pub fn look_ahead(&mut self, text: &str) -> usize {
        let found = self.find(text);
        self.line_of(found)
    }

    /// The line of the last text that was passed.
    pub fn current(&self) -> usize {
        self.line_of(self.rest)
    }

    /// The source from a text on, which is found by the longest ASCII word at its start, as that
    /// needs no entities.
    fn find(&mut self, text: &str) -> &'a str {
        const LOOKED_AT: usize = 400;
        let words = start(text, LOOKED_AT).split(|c: char| !c.is_ascii_alphanumeric());
        let word = words.max_by_key(|word| word.len()).filter(|word| !word.is_empty());
        let Some(word) = word else { return self.rest };
        let searched = start(self.rest, self.budget);
        let ahead = searched.find(word);
        self.budget = self.budget.saturating_sub(ahead.unwrap_or(searched.len()));
        ahead.and_then(|ahead| self.rest.get(ahead..)).unwrap_or(self.rest)
    }

    /// The line on which the rest of the source starts.
    fn line_of(&self, rest: &str) -> usize {
        let offset = self.source.len() - rest.len();
        self.starts.partition_point(|&start| start <= offset)
    }
}

/// The start of a text, of at most this many bytes.
fn start(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}
