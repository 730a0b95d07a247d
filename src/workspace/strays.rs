//! Files below `content/` that look like chapters, are not read as such, and that no chapter offers
//! to its readers.

use std::collections::BTreeSet;

use super::Manuscript;
use crate::book::Destination;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::paths::ContentPath;
use crate::source::Stray;

/// A warning for every such file.
pub fn of(manuscript: &Manuscript) -> Vec<Diagnostic> {
    let files = manuscript.content.files.iter();
    let strays: Vec<(&ContentPath, Stray)> =
        files.filter_map(|path| Some((path, Stray::of(path)?))).collect();
    if strays.is_empty() {
        return Vec::new();
    }
    let used: BTreeSet<&ContentPath> = manuscript
        .book
        .iter()
        .flat_map(|(_, chapter)| &chapter.destinations)
        .filter_map(|destination| match destination {
            Destination::File(path) => Some(path),
            _ => None,
        })
        .collect();
    // A draft that is left out may link to them too.
    let drafts = manuscript.content.sources.iter().filter(|source| source.front_matter.draft);
    let drafts: Vec<&str> = drafts.map(|source| source.text.content.as_str()).collect();
    let sought = manuscript.book.sought();
    strays
        .into_iter()
        .filter(|(path, _)| {
            !used.contains(path)
                && !sought.contains(&path.stem().to_lowercase())
                && !drafts.iter().any(|draft| draft.contains(path.name()))
        })
        .map(|(path, stray)| {
            let nothing = Text::new(format!("{}{}", manuscript.shown, path.in_guide()), "");
            stray.problem(path).at(&nothing, Span::START)
        })
        .collect()
}
