//! The links a move rewrites: to chapters by their new numbers, to files by their new paths.

use super::numbers::Renumbering;
use super::paths::Paths;
use super::removal::Removal;
use crate::book::{ChapterId, Destination};
use crate::diagnostic::Text;
use crate::document::{Document, Reference, Syntax, Target, as_address};
use crate::paths::{ContentPath, GuidePath};
use crate::source::{is_chapter_extension, is_index_stem};
use crate::span::Edits;
use crate::workspace::Manuscript;

/// Rewrites the links of a guide.
pub struct Links<'a> {
    /// The guide before the move.
    pub manuscript: &'a Manuscript,
    /// The numbers that change.
    pub renumbering: &'a Renumbering,
    /// The paths that change.
    pub paths: &'a Paths<'a>,
    /// The chapters that are removed, if any.
    pub removal: Option<&'a Removal>,
}

impl Links<'_> {
    /// Rewrites the links in the text of the file at `path`.
    pub fn rewrite(&self, text: &Text, document: &Document, path: &ContentPath, edits: &mut Edits) {
        let from = self.manuscript.book.by_path(path).unwrap_or(ChapterId::HOME);
        for reference in &document.references {
            if let Some(new) = self.address_of_heir(reference, from, path) {
                edits.replace(reference.address, new);
                continue;
            }
            let written = without_place(text.slice(reference.address), reference.syntax);
            if let Some(new) = self.new_address(reference, written, from, path) {
                edits.replace(text.part(reference.address, 0..written.len()), new);
            }
        }
    }

    /// The address of the chapter to which a reference to a removed one leads from now on.
    fn address_of_heir(
        &self,
        reference: &Reference,
        from: ChapterId,
        path: &ContentPath,
    ) -> Option<String> {
        let removal = self.removal.filter(|removal| removal.moves_references)?;
        let book = &self.manuscript.book;
        match book.leads_to(from, &reference.target) {
            Destination::Chapter(id, _) if removal.chapters.contains(&id) => {}
            _ => return None,
        }
        let heir = &book[removal.heir?];
        match (&reference.target, &heir.source, &heir.number) {
            (Target::Path(..), Some(source), _) => {
                let relative = source.path.relative_to(&path.folder());
                Some(as_address(&relative))
            }
            (_, _, Some(number)) => Some(number.to_string()),
            (Target::Name(..), ..) => Some(heir.name.clone()),
            _ => Some(format!("{}.html", heir.name)),
        }
    }

    /// The new address, if it changes, without its anchor.
    fn new_address(
        &self,
        reference: &Reference,
        written: &str,
        from: ChapterId,
        path: &ContentPath,
    ) -> Option<String> {
        let book = &self.manuscript.book;
        match &reference.target {
            Target::Number(number, _) => {
                book.by_number(number)?;
                Some(self.renumbering.of(number)?.to_string())
            }
            Target::Path(target, _) => {
                let new = match book.leads_to(from, &reference.target) {
                    Destination::File(file) => self.new_relative(target, path, &file)?,
                    Destination::Chapter(id, _) => self.new_page(target, path, id)?,
                    _ => return None,
                };
                // Within angle brackets and wiki links nothing needs escaping.
                let is_bare = reference.syntax != Syntax::Wiki && !written.contains(' ');
                let new = if is_bare { as_address(&new) } else { new };
                Some(if reference.syntax == Syntax::Html { new.replace('&', "&amp;") } else { new })
            }
            _ => None,
        }
    }

    /// The new address of a chapter that is named by its file or by its page.
    fn new_page(&self, target: &str, path: &ContentPath, id: ChapterId) -> Option<String> {
        let chapter = &self.manuscript.book[id];
        let by_file = chapter.source.as_ref().and_then(|source| {
            let full = path.folder().join(target).ok()?;
            let rest = source.path.as_str().strip_prefix(full.as_str())?;
            is_left_out(rest).then_some((source, rest))
        });
        if let Some((source, rest)) = by_file {
            let whole = self.new_relative(&format!("{target}{rest}"), path, &source.path)?;
            let slash = if target.ends_with('/') { "/" } else { "" };
            return Some(format!("{}{slash}", whole.strip_suffix(rest).unwrap_or(&whole)));
        }
        let extension = if target.ends_with(".html") { ".html" } else { "" };
        Some(format!("{}{extension}", self.renumbering.of(chapter.number.as_ref()?)?))
    }

    /// The new relative path to a file, if it changes. A path from `content/` stays one.
    pub fn new_relative(
        &self,
        written: &str,
        path: &ContentPath,
        file: &ContentPath,
    ) -> Option<String> {
        let new_folder = self.paths.new_path(path).folder();
        let new_file = self.paths.new_path(file);
        let stays = new_folder == path.folder() && new_file == *file;
        if stays || new_folder.join(written).as_ref() == Ok(&new_file) {
            return None;
        }
        if written.starts_with('/') {
            return Some(format!("/{new_file}"));
        }
        let relative = new_file.relative_to(&new_folder);
        let dot = written.starts_with("./") && !relative.starts_with("../");
        Some(if dot { format!("./{relative}") } else { relative })
    }

    /// The new path of a file that `book.toml` names, if it changes.
    pub fn new_picture(&self, path: &GuidePath) -> Option<GuidePath> {
        let before = path.in_content()?;
        let new = self.paths.new_path(&before);
        (new != before).then(|| new.in_guide())
    }
}

/// Whether an address may lack this end of the path of a chapter.
fn is_left_out(end: &str) -> bool {
    let (stem, extension) = end.rsplit_once('.').unwrap_or((end, "md"));
    let is_index = stem.strip_prefix('/').is_some_and(is_index_stem);
    end.is_empty() || is_chapter_extension(extension) && (stem.is_empty() || is_index)
}

/// An address up to the place within the page. In HTML `&#` starts a character by its number.
fn without_place(written: &str, syntax: Syntax) -> &str {
    let mut parts = written.match_indices('#').filter_map(|(at, _)| written.get(..at));
    let place = parts.find(|before| syntax != Syntax::Html || !before.ends_with('&'));
    place.unwrap_or(written)
}
