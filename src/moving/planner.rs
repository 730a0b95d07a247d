//! What a move changes, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::Links;
use super::numbers::Renumbering;
use super::paths::Paths;
use super::removal::Removal;
use super::{Change, Move, front_matter, mentions, pictures, verify};
use crate::book::{Chapter, ChapterId, page_name};
use crate::config;
use crate::diagnostic::{Diagnostic, Text};
use crate::document::{self, Document};
use crate::messages::message;
use crate::new;
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath};
use crate::source::{Folder, Source};
use crate::span::Edits;
use crate::workspace::Manuscript;

/// Plans what happens to every file of a guide when numbers change.
pub struct Planner<'a> {
    /// The guide before the move.
    pub manuscript: &'a Manuscript,
    /// The numbers that change.
    pub renumbering: &'a Renumbering,
    /// The paths that change.
    pub paths: &'a Paths<'a>,
    /// The chapter that is made, if any.
    pub made: Option<&'a Made>,
    /// The chapters that are removed, if any.
    pub removal: Option<&'a Removal>,
}

/// A new chapter.
pub struct Made {
    pub number: Number,
    pub path: ContentPath,
    pub text: String,
}

impl<'a> Planner<'a> {
    /// Plans what follows when only numbers change.
    pub fn new(
        manuscript: &'a Manuscript,
        renumbering: &'a Renumbering,
        paths: &'a Paths<'a>,
    ) -> Self {
        Self { manuscript, renumbering, paths, made: None, removal: None }
    }

    fn links(&self) -> Links<'a> {
        let Self { manuscript, renumbering, paths, removal, .. } = *self;
        Links { manuscript, renumbering, paths, removal }
    }

    fn is_removed(&self, id: ChapterId) -> bool {
        self.removal.is_some_and(|removal| removal.chapters.contains(&id))
    }

    /// The chapters that stay.
    fn kept(&self) -> impl Iterator<Item = &Chapter> {
        let chapters = self.manuscript.book.chapters();
        chapters.filter(|(id, _)| !self.is_removed(*id)).map(|(_, chapter)| chapter)
    }

    /// The whole move, if it keeps every link.
    ///
    /// # Errors
    /// What the move would break.
    pub fn plan(&self) -> Result<Move, Vec<Diagnostic>> {
        let mut files = self.chapters();
        files.extend(self.made_for_folders());
        files.extend(self.attachments());
        files.extend(self.book_toml());
        files.extend(self.made.map(|made| {
            let text = Some((String::new(), made.text.clone()));
            (made.path.in_guide(), Change { old_path: None, text })
        }));
        let book = &self.manuscript.book;
        let unused = self.removal.map(|removal| removal.unused(self.manuscript));
        let unused = unused.unwrap_or_default();
        let spare = |removal| pictures::spare(removal, self.manuscript, &unused);
        let spare_pictures = self.removal.map(spare).unwrap_or_default();
        let removed_pictures = match self.removal {
            Some(Removal { with_pictures: true, .. }) => {
                pictures::read(self.manuscript, &spare_pictures)?
            }
            _ => BTreeMap::new(),
        };
        let mut planned = Move {
            chapters: self.moved().map(|(a, b, title)| (a, b, title.to_owned())).collect(),
            renames: self.paths.renames(self.manuscript),
            files,
            made: self.made.map(|made| made.path.in_guide()),
            removed: self.removal.map(|removal| removal.removed(book)).unwrap_or_default(),
            spare_pictures,
            removed_pictures,
            leaves_references: self.removal.is_some_and(|removal| !removal.moves_references),
            notes: self.lost_addresses(),
        };
        let after = verify::verify(self.manuscript, &planned, self.renumbering)?;
        planned.notes.extend(self.removal.iter().flat_map(|removal| self.left_over(removal)));
        let left = unused.iter().filter(|path| !planned.removed_pictures.contains_key(*path));
        planned.notes.extend(
            left.map(|file| {
                Diagnostic::warning(message!("no-longer-used", file = file.as_str()))
                    .help(message!("no-longer-used", "help"))
            })
            .collect::<Vec<_>>(),
        );
        planned.notes.extend(mentions::of_old_numbers(&after, &planned.chapters));
        planned.notes.extend(mentions::of_removed(&after, &planned.removed));
        Ok(planned)
    }

    /// What a removal leaves to be mended.
    fn left_over(&self, removal: &Removal) -> Vec<Diagnostic> {
        if removal.moves_references {
            return Vec::new();
        }
        let references = removal.references(self.manuscript).into_iter();
        references.map(|link| link.help(message!("leads-to-removed", "help"))).collect()
    }

    /// The chapters whose numbers change: old, new, title.
    fn moved(&self) -> impl Iterator<Item = (Number, Number, &str)> {
        self.manuscript.book.chapters().filter_map(|(_, chapter)| {
            let number = chapter.number.clone()?;
            let new = self.renumbering.of(&number)?;
            Some((number, new, chapter.title.as_str()))
        })
    }

    /// Every chapter's text with its links, number and aliases as they will be.
    fn chapters(&self) -> BTreeMap<GuidePath, Change> {
        let links = self.links();
        let pages = self.new_pages();
        let moved_from: BTreeSet<String> = self.moved().map(|(old, ..)| page_name(&old)).collect();
        let mut changes = BTreeMap::new();
        for (source, document) in &self.manuscript.chapters {
            let mut edits = Edits::default();
            let id = self.manuscript.book.by_path(&source.path);
            if id.is_some_and(|id| self.is_removed(id)) {
                continue;
            }
            links.rewrite(&source.text, document, &source.path, &mut edits);
            let chapter = id.map(|id| &self.manuscript.book[id]);
            let number = chapter.and_then(|chapter| chapter.number.as_ref());
            let renumbered = number.and_then(|number| self.renumbering.of(number));
            if let Some(new) = &renumbered {
                front_matter::set_number(source, new, &mut edits);
            }
            // An address leads to one page: the chapter that has it as its number now, else the
            // one that had it last.
            let old_address = renumbered.as_ref().and(number).map(page_name);
            let kept = source.front_matter.aliases.iter().filter(|alias| {
                !pages.contains(page_of(alias)) && !moved_from.contains(page_of(alias))
            });
            let added = old_address.filter(|address| !pages.contains(address));
            let inherited = self.removal.filter(|removal| id.is_some() && removal.heir == id);
            let inherited = inherited.map(|removal| removal.addresses(&self.manuscript.book));
            let aliases: Vec<String> =
                kept.cloned().chain(added).chain(inherited.into_iter().flatten()).collect();
            front_matter::set_aliases(source, &aliases, &mut edits);
            self.rewrite_banner(source, &links, &mut edits);
            let text = (!edits.is_empty())
                .then(|| (source.text.content.clone(), edits.apply(&source.text)));
            self.add(&mut changes, &source.path, text);
        }
        changes
    }

    fn rewrite_banner(&self, source: &Source, links: &Links<'_>, edits: &mut Edits) {
        let Some(banner) = &source.front_matter.banner else { return };
        let file = source.folder().join(&banner.image).ok();
        let Some(file) = file.filter(|file| self.manuscript.content.files.contains(file)) else {
            return;
        };
        let front_matter = source.front_matter_span();
        if let Some(new) = links.new_relative(&banner.image, &source.path, &file)
            && let Some(key) = source.text.find_in(front_matter, "image:")
            && let Some(span) = source.text.find_in(key.to(front_matter), &banner.image)
        {
            edits.replace(span, new);
        }
    }

    fn add(
        &self,
        changes: &mut BTreeMap<GuidePath, Change>,
        path: &ContentPath,
        text: Option<(String, String)>,
    ) {
        let new = self.paths.new_path(path);
        if new != *path || text.is_some() {
            let old_path = Some(path.in_guide());
            changes.insert(new.in_guide(), Change { old_path, text });
        }
    }

    /// A folder without a text of its own gets one in two cases: to keep its old address as an
    /// alias, or because it would be no chapter any more when all chapters have left it.
    fn made_for_folders(&self) -> BTreeMap<GuidePath, Change> {
        let pages = self.new_pages();
        let with_chapters = self.numbers_with_chapters();
        // Of two folders with one number the first holds the chapter.
        let folders = self.manuscript.content.folders.iter().rev();
        let folders: BTreeMap<&Number, &Folder> =
            folders.map(|folder| (&folder.number, folder)).collect();
        let mut made = BTreeMap::new();
        for chapter in self.kept() {
            let (Some(number), None) = (&chapter.number, &chapter.source) else { continue };
            let Some(folder) = folders.get(number) else { continue };
            let text = match self.renumbering.of(number) {
                Some(_) if !pages.contains(&page_name(number)) => {
                    format!("---\naliases: [\"{}\"]\n---\n", page_name(number))
                }
                None if !with_chapters.contains(number) && !self.is_made(number) => {
                    new::front_matter(&chapter.title)
                }
                _ => continue,
            };
            let path = self.paths.new_path(&folder.path).child("index.md");
            made.insert(
                path.in_guide(),
                Change { old_path: None, text: Some((String::new(), text)) },
            );
        }
        made
    }

    /// Whether the new chapter is the text of a folder that had none.
    fn is_made(&self, number: &Number) -> bool {
        self.made.is_some_and(|made| made.number == *number)
    }

    /// The numbers below which a chapter with a text lies after the move.
    fn numbers_with_chapters(&self) -> BTreeSet<Number> {
        let written = self.kept().filter(|chapter| chapter.source.is_some());
        let numbers = written.filter_map(|chapter| chapter.number.as_ref());
        numbers
            .flat_map(|number| self.renumbering.after(number).ancestors().collect::<Vec<_>>())
            .collect()
    }

    fn attachments(&self) -> BTreeMap<GuidePath, Change> {
        let mut changes = BTreeMap::new();
        for path in &self.manuscript.content.files {
            self.add(&mut changes, path, None);
        }
        changes
    }

    /// `book.toml` names files by their paths, and its footer may have links.
    fn book_toml(&self) -> Option<(GuidePath, Change)> {
        let links = self.links();
        let text = &self.manuscript.book_toml;
        let site = &self.manuscript.config.site;
        let mut edits = Edits::default();
        for (file, _) in site.files() {
            if let Some(new) = links.new_picture(file) {
                for span in text.find_all(file.as_str()) {
                    edits.replace(span, new.as_str());
                }
            }
        }
        if let Some(footer) = &site.footer {
            let mut of_footer = Edits::default();
            let footer = Text::new(config::FILE_NAME, footer.as_str());
            let document = as_document(&footer);
            let home = ContentPath::base().child("index.md");
            links.rewrite(&footer, &document, &home, &mut of_footer);
            for (old, new) in links_with_edits(&footer, &document, &of_footer) {
                // How the string is quoted decides whether its links are in it literally.
                for (old, new) in [(escaped(&old), escaped(&new)), (old, new)] {
                    for span in text.find_all(&old) {
                        edits.replace(span, new.clone());
                    }
                }
            }
        }
        (!edits.is_empty()).then(|| {
            let path = GuidePath::base().child(config::FILE_NAME);
            let text = Some((text.content.clone(), edits.apply(text)));
            (path.clone(), Change { old_path: Some(path), text })
        })
    }

    /// The names of all pages after the move.
    fn new_pages(&self) -> BTreeSet<String> {
        let pages = self.kept().map(|chapter| match &chapter.number {
            Some(number) => page_name(&self.renumbering.after(number)),
            None => chapter.name.clone(),
        });
        pages.chain(self.made.map(|made| page_name(&made.number))).collect()
    }

    /// Old addresses that another chapter takes, so that they cannot redirect to the one that had
    /// them.
    fn lost_addresses(&self) -> Vec<Diagnostic> {
        let pages = self.new_pages();
        let mut lost = self.lost_pages(&pages);
        for chapter in self.kept() {
            for alias in chapter.front_matter().aliases.iter() {
                let page = page_of(alias);
                if !pages.contains(page) {
                    continue;
                }
                let (page, title) = (format!("{page}.html"), chapter.title.as_str());
                let message = message!("address-was-alias", page = page, title = title);
                lost.push(Diagnostic::warning(message).help(message!("address-was-alias", "help")));
            }
        }
        lost
    }

    /// The pages of chapters that have moved away and whose addresses another chapter takes; of many
    /// it is said once.
    fn lost_pages(&self, pages: &BTreeSet<String>) -> Vec<Diagnostic> {
        let published = |number: &Number| {
            self.manuscript
                .book
                .by_number(number)
                .is_some_and(|id| !self.manuscript.book[id].front_matter().draft)
        };
        let lost: Vec<_> = self
            .moved()
            .filter(|(old, ..)| pages.contains(&page_name(old)) && published(old))
            .collect();
        let name = |number: &Number| format!("{}.html", page_name(number));
        let told = |message: String| {
            Diagnostic::warning(message).help(message!("address-goes-to-other", "help"))
        };
        match lost.as_slice() {
            [(first, ..), _, .., (last, ..)] => {
                let (count, first, last) = (lost.len(), name(first), name(last));
                vec![told(message!(
                    "addresses-go-to-others",
                    count = count,
                    first = first,
                    last = last
                ))]
            }
            few => few
                .iter()
                .map(|(old, new, title)| {
                    let (old, new, title) = (name(old), name(new), title.to_owned());
                    told(message!("address-goes-to-other", title = title, old = old, new = new))
                })
                .collect(),
        }
    }
}

/// The name of the page that an alias stands for.
fn page_of(alias: &str) -> &str {
    alias.trim_end_matches(".html")
}

/// A text from `book.toml`, parsed.
fn as_document(text: &Arc<Text>) -> Document {
    document::parse(text, 0, &document::Options::of_bare_text())
}

/// A text as it is written between quotation marks in TOML.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

/// The links of a text that edits change, before and after.
fn links_with_edits(text: &Text, document: &Document, edits: &Edits) -> Vec<(String, String)> {
    document
        .references
        .iter()
        .filter_map(|link| {
            let old = text.slice(link.span).to_owned();
            let new = edits.clone().apply_within(text, link.span);
            (new != old).then_some((old, new))
        })
        .collect()
}
