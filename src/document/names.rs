//! What the anchors of a chapter name.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Document, Exhibit, Lesson};

/// What an anchor names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// A lesson.
    Lesson(&'a Lesson),
    /// A figure or table.
    Exhibit(&'a Exhibit),
    /// A section or a box with this title.
    Title(&'a str),
}

/// Lessons, figures, tables and headings by anchor, as indices into the lists of the document. It is made
/// when a label is first needed.
#[derive(Debug, Default)]
pub(super) struct Names(OnceLock<HashMap<String, Name>>);

#[derive(Debug, Clone, Copy)]
enum Name {
    Lesson(usize),
    Exhibit(usize),
    Heading(usize),
}

impl Document {
    /// What an anchor of the chapter names; `None` for an unknown anchor.
    pub fn named(&self, anchor: &str) -> Option<Named<'_>> {
        let names = self.names.0.get_or_init(|| self.collect_names());
        match names.get(anchor) {
            Some(Name::Lesson(index)) => Some(Named::Lesson(&self.lessons[*index])),
            Some(Name::Exhibit(index)) => Some(Named::Exhibit(&self.exhibits[*index])),
            Some(Name::Heading(index)) => Some(Named::Title(&self.headings[*index].title)),
            None => self.boxes.get(anchor).map(|title| Named::Title(title)),
        }
    }

    fn collect_names(&self) -> HashMap<String, Name> {
        let headings = self.headings.iter().enumerate();
        let headings = headings.map(|(index, heading)| (heading.id.clone(), Name::Heading(index)));
        let exhibits = self
            .exhibits
            .iter()
            .enumerate()
            .map(|(index, exhibit)| (exhibit.id.clone(), Name::Exhibit(index)));
        let lessons = self.lessons.iter().enumerate();
        let lessons = lessons.map(|(index, lesson)| (lesson.id.clone(), Name::Lesson(index)));
        headings.chain(exhibits).chain(lessons).collect()
    }
}
