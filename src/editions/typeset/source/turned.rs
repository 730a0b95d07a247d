//! A wide table may have a page that is turned. What stands right above it goes along.

use super::chapter::Writer;

/// What is not parted from a table right below it: the opening of a chapter, the head of a lesson, a
/// heading.
pub(super) struct Above {
    /// Where it starts in the code; the opening of a chapter is written before all of it.
    start: Option<usize>,
    end: usize,
    /// Closes the calls that it leaves open for the text.
    close: String,
    /// Opens others for the text below the table.
    reopen: String,
}

impl Above {
    /// The opening of a chapter, whose text is in calls that are closed and opened again like this.
    pub(super) fn of_chapter(close: &str, reopen: &str) -> Self {
        Self { start: None, end: 0, close: close.to_owned(), reopen: reopen.to_owned() }
    }
}

impl Writer<'_> {
    /// Notes that what was written from here on goes along with a table right below it.
    pub(super) fn goes_along(&mut self, start: usize, close: &str, reopen: &str) {
        self.forget_unless_at(start);
        let (start, end) = (Some(start), self.code.end());
        let (close, reopen) = (close.to_owned(), reopen.to_owned());
        self.above.push(Above { start, end, close, reopen });
    }

    /// Notes that what was written from here on is no text, so that it parts nothing from a table.
    pub(super) fn parts_nothing(&mut self, start: usize) {
        let end = self.code.end();
        if let Some(above) = self.above.last_mut().filter(|above| above.end == start) {
            above.end = end;
        }
    }

    /// A table of so many columns, which may need a page that is turned.
    pub(super) fn turned(&mut self, columns: usize, table: impl FnOnce(&mut Self)) {
        if !self.is_on_page {
            return table(self);
        }
        let end = self.code.end();
        self.forget_unless_at(end);
        let above = std::mem::take(&mut self.above);
        let call = turned(columns);
        match above.first().map(|first| first.start) {
            Some(Some(start)) => self.code.insert(start, &call),
            Some(None) => self.opening_turned = Some(columns),
            None => self.code.push(&call),
        }
        self.contained(table);
        above.iter().rev().for_each(|above| self.code.push(&above.close));
        self.code.push("]\n");
        above.iter().for_each(|above| self.code.push(&above.reopen));
    }

    /// What is in something else than the page itself, so that no page can begin there.
    pub(super) fn contained(&mut self, inner: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.is_on_page, false);
        inner(self);
        self.is_on_page = outside;
    }

    /// Forgets what other text parts from this place.
    fn forget_unless_at(&mut self, place: usize) {
        if self.above.last().is_some_and(|above| above.end != place) {
            self.above.clear();
        }
    }
}

/// The start of the call for what may need a page that is turned.
pub(super) fn turned(columns: usize) -> String {
    format!("#turned({})[\n", columns.max(1))
}
