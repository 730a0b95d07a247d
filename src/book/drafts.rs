//! Drafts that are shown to those who write, while readers do not get them.

use std::sync::Arc;

use super::{Book, ChapterId, Destination};
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::source::Source;
use crate::span::Span;

impl Book {
    /// Where other chapters refer to this one.
    pub fn references_to(&self, id: ChapterId) -> impl Iterator<Item = (&Arc<Source>, Span)> {
        let others = self[id].backlinks.iter().filter(move |&&from| from != id);
        others.flat_map(move |&from| {
            let chapter = &self[from];
            let references = chapter.document.references.iter().zip(&chapter.destinations);
            let leads_here = move |destination: &Destination| {
                matches!(destination, Destination::Chapter(to, _) if *to == id)
            };
            let found = references.filter(move |(_, destination)| leads_here(destination));
            found.filter_map(|(reference, _)| {
                let source = chapter.source.as_ref()?;
                Some((source, source.text.first_line(reference.span)))
            })
        })
    }

    /// What leads from chapters that are published to drafts: it leads nowhere once these are left
    /// out.
    pub fn references_to_drafts(&self) -> Vec<Diagnostic> {
        let drafts = self.iter().filter(|(_, chapter)| chapter.front_matter().draft);
        let found = drafts.flat_map(|(id, draft)| {
            let published = self.references_to(id).filter(|(from, _)| !from.front_matter.draft);
            published.map(move |(source, span)| {
                let message = message!("leads-to-draft", chapter = draft.label());
                let help = message!("leads-to-draft", "help");
                Diagnostic::warning(message).at(&source.text, span).help(help)
            })
        });
        found.collect()
    }
}
