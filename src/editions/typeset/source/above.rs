//! What stands right above a table.

/// What is not parted from a table right below it: the opening of a chapter, the head of a lesson, a
/// heading.
pub(super) struct Above {
    /// Where it starts in the code; the opening of a chapter is written before all of it.
    pub(super) start: Option<usize>,
    pub(super) end: usize,
    /// Closes the calls that it leaves open for the text.
    pub(super) close: String,
    /// Opens others for the text below the table.
    pub(super) reopen: String,
}

impl Above {
    /// The opening of a chapter, whose text is in calls that are closed and opened again like this.
    pub(super) fn of_chapter(close: &str, reopen: &str) -> Self {
        Self { start: None, end: 0, close: close.to_owned(), reopen: reopen.to_owned() }
    }
}

/// The start of the call for what may need a page that is turned.
pub(super) fn turned(columns: usize) -> String {
    format!("#turned({})[\n", columns.max(1))
}
