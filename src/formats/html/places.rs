//! Finds the lines that texts of a page stand on in its source, since the parsed tree has none.

/// Finds texts in a source, searching on from the last one found.
pub struct Places<'a> {
    source: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// Where the search goes on.
    seen: usize,
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
        Self { source, starts, seen: 0, budget: (source.len() + 1024) * SEARCHES }
    }

    /// The line of a text; later searches go on from there.
    pub fn pass(&mut self, text: &str) -> usize {
        self.seen = self.find(text);
        self.current()
    }

    /// The line of a text; later searches go on from where they were, as parts of it are still to
    /// be read.
    pub fn look_ahead(&mut self, text: &str) -> usize {
        let at = self.find(text);
        self.line_at(at)
    }

    /// The line of the last text that was passed.
    pub fn current(&self) -> usize {
        self.line_at(self.seen)
    }

    /// Finds a text by the longest ASCII word at its start, which needs no entities.
    fn find(&mut self, text: &str) -> usize {
        const LOOKED_AT: usize = 400;
        let start = &text[..text.floor_char_boundary(LOOKED_AT)];
        let words = start.split(|c: char| !c.is_ascii_alphanumeric());
        let word = words.max_by_key(|word| word.len()).filter(|word| !word.is_empty());
        let Some(word) = word else { return self.seen };
        let rest = &self.source[self.seen..];
        let rest = &rest[..rest.floor_char_boundary(self.budget.min(rest.len()))];
        let ahead = rest.find(word);
        self.budget = self.budget.saturating_sub(ahead.unwrap_or(rest.len()));
        self.seen + ahead.unwrap_or(0)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }
}
