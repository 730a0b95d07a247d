//! What the anchors of a chapter name.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Document, Exhibit};

/// What an anchor names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// A figure or table.
    Exhibit(&'a Exhibit),
    /// A section or a box with this title.
    Title(&'a str),
}

/// Figures, tables and headings by anchor, as indices into the lists of the document. It is made
/// when a label is first needed.
#[derive(Debug, Default)]
pub(super) struct Names(OnceLock<HashMap<String, Name>>);

#[derive(Debug, Clone, Copy)]
enum Name {
    Exhibit(usize),
    Heading(usize),
}

impl Document {
    /// What an anchor of the chapter names; `None` for a lesson and for an unknown anchor.
    pub fn named(&self, anchor: &str) -> Option<Named<'_>> {
        let names = self.names.0.get_or_init(|| self.collect_names());
        match names.get(anchor) {
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
            .map(|(index, exhibit)| (exhibit.kind.id(exhibit.number), Name::Exhibit(index)));
        headings.chain(exhibits).collect()
    }
}
