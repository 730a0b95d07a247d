//! Replaces changed chapters in a book whose tree stays the same.

use std::sync::Arc;

use super::outline::{Placed, Placing};
use super::{Book, Chapter, ChapterId, Parsed};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::revision::Revision;
use crate::source::Content;

/// Which pages may show a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Only the pages of the chapters themselves show it.
    Bodies,
    /// Other pages may show it too.
    Outlines,
}

impl Book {
    /// Replaces changed chapters, and resolves the references that the change may affect.
    ///
    /// Returns `None` and does nothing if the book must be bound anew: a chapter has another
    /// number, place or address, or the tree has an error there.
    pub fn replace(
        &mut self,
        changed: &[Parsed],
        content: &Content,
        config: &Config,
        drafts: bool,
    ) -> Option<Extent> {
        let registers = Arc::clone(&self.registers);
        let mut placing = Placing::new(content, config, &registers.pages.names, drafts);
        let known = placing.diagnostics.len();
        let mut replacements = Vec::new();
        for (source, document) in changed {
            let id = self.by_path(&source.path)?;
            let Placed::Chapter(chapter) = placing.place(source, document) else { return None };
            if !has_same_place(&self[id], &chapter) || self.is_misplaced(&chapter) {
                return None;
            }
            replacements.push((id, *chapter));
        }
        if placing.diagnostics.len() > known {
            return None;
        }
        let ids: Vec<ChapterId> = replacements.iter().map(|(id, _)| *id).collect();
        self.revision = Revision::new();
        let outlines: Vec<ChapterId> = replacements
            .into_iter()
            .filter_map(|(id, chapter)| self.put(id, chapter).then_some(id))
            .collect();
        ids.into_iter().for_each(|id| self.resolve(id));
        if outlines.is_empty() {
            return Some(Extent::Bodies);
        }
        self.resolve_around(&outlines);
        Some(Extent::Outlines)
    }

    /// Updates which other files there are beside the chapters.
    pub fn replace_files(&mut self, content: &Content) {
        let registers = Arc::make_mut(&mut self.registers);
        registers.files.clone_from(&content.files);
        registers.note_forms();
        self.revision = Revision::new();
        self.resolve_all();
    }

    /// Whether the tree was found wrong at this chapter.
    fn is_misplaced(&self, chapter: &Chapter) -> bool {
        let path = chapter.source.as_ref().map(|source| &source.text.path);
        let at =
            |problem: &Diagnostic| problem.location.as_ref().map(|(text, _)| text.path.clone());
        self.misplaced.iter().any(|problem| at(problem).as_ref() == path)
    }

    /// Puts a chapter in the place of the one before. Says whether others see a difference.
    fn put(&mut self, id: ChapterId, new: Chapter) -> bool {
        let before = &self.chapters[id.0];
        let differs = !has_same_outline(before, &new);
        let outline = if differs { new.outline } else { before.outline };
        // Its place in the tree and its links stay, until the links are resolved again.
        let chapter = Arc::new(Chapter {
            outline,
            parent: before.parent,
            children: before.children.clone(),
            destinations: before.destinations.clone(),
            banner: before.banner.clone(),
            backlinks: before.backlinks.clone(),
            ..new
        });
        Arc::make_mut(&mut self.chapters)[id.0] = chapter;
        differs
    }

    /// Resolves what may lead elsewhere now that these chapters have other anchors and titles:
    /// what leads to them, and what led nowhere.
    fn resolve_around(&mut self, changed: &[ChapterId]) {
        let leading_there = changed.iter().flat_map(|&id| self.chapters[id.0].backlinks.clone());
        let mut affected: Vec<ChapterId> =
            leading_there.chain(self.unresolved.keys().copied()).collect();
        affected.sort_unstable();
        affected.dedup();
        affected.into_iter().for_each(|id| self.resolve(id));
    }
}

/// Whether a chapter kept its place in the tree and its addresses.
fn has_same_place(before: &Chapter, after: &Chapter) -> bool {
    before.number == after.number
        && before.name == after.name
        && before.matter == after.matter
        && before.front_matter().aliases == after.front_matter().aliases
}

/// Whether all that other chapters, lists and feeds show of a chapter is the same.
fn has_same_outline(before: &Chapter, after: &Chapter) -> bool {
    let (old, new) = (&before.document, &after.document);
    before.title == after.title
        && before.language == after.language
        && before.front_matter() == after.front_matter()
        && old.headings == new.headings
        && old.exhibits == new.exhibits
        && old.boxes == new.boxes
        && old.anchors == new.anchors
        && old.lessons.len() == new.lessons.len()
        && old.lessons.iter().zip(&new.lessons).all(|(old, new)| old.is_alike(new))
}
