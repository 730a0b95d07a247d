//! What a move changes, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::Links;
use super::numbers::Renumbering;
use super::paths::Paths;
use super::{Change, Move, front_matter, mentions, verify};
use crate::config::{self, RawHtml};
use crate::diagnostic::{Diagnostic, Text};
use crate::document::{self, Document};
use crate::edits::Edits;
use crate::new;
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath};
use crate::source::Source;
use crate::workspace::Manuscript;

/// Plans what happens to every file of a guide when numbers change.
pub struct Planner<'a> {
    /// The guide before the move.
    pub manuscript: &'a Manuscript,
    /// The numbers that change.
    pub renumbering: &'a Renumbering,
    /// The paths that change.
    pub paths: &'a Paths<'a>,
}

impl Planner<'_> {
    /// The whole move, if it keeps every link.
    ///
    /// # Errors
    /// What the move would break.
    pub fn plan(&self) -> Result<Move, Vec<Diagnostic>> {
        let mut files = self.chapters();
        files.extend(self.made_for_folders());
        files.extend(self.attachments());
        files.extend(self.book_toml());
        let mut planned = Move {
            chapters: self.moved().map(|(a, b, title)| (a, b, title.to_owned())).collect(),
            renames: self.paths.renames(self.manuscript),
            files,
            notes: self.lost_addresses(),
        };
        let after = verify::verify(self.manuscript, &planned, self.renumbering)?;
        planned.notes.extend(mentions::of_old_numbers(&after, &planned.chapters));
        Ok(planned)
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
        let links =
            Links { manuscript: self.manuscript, renumbering: self.renumbering, paths: self.paths };
        let pages = self.new_pages();
        let moved_from: BTreeSet<String> = self.moved().map(|(old, ..)| old.to_string()).collect();
        let mut changes = BTreeMap::new();
        for (source, document) in &self.manuscript.chapters {
            let mut edits = Edits::default();
            links.rewrite(&source.text, document, &source.path, &mut edits);
            let chapter = self.manuscript.book.by_path(&source.path);
            let chapter = chapter.map(|id| &self.manuscript.book[id]);
            let number = chapter.and_then(|chapter| chapter.number.as_ref());
            let renumbered = number.and_then(|number| self.renumbering.of(number));
            if let Some(new) = &renumbered {
                front_matter::set_number(source, new, &mut edits);
            }
            // An address leads to one page: the chapter that has it as its number now, or else the
            // one that had it last.
            let old_address = renumbered.as_ref().and(number).map(ToString::to_string);
            let name = |alias: &String| alias.trim_end_matches(".html").to_owned();
            let kept = source.front_matter.aliases.iter().filter(|alias| {
                !pages.contains(&name(alias)) && !moved_from.contains(&name(alias))
            });
            let added = old_address.filter(|address| !pages.contains(address));
            let aliases: Vec<String> = kept.cloned().chain(added).collect();
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
        let mut made = BTreeMap::new();
        for (_, chapter) in self.manuscript.book.chapters() {
            let (Some(number), None) = (&chapter.number, &chapter.source) else { continue };
            let folders = &self.manuscript.content.folders;
            let Some(folder) = folders.iter().find(|f| f.number == *number) else { continue };
            let text = match self.renumbering.of(number) {
                Some(_) if !pages.contains(&number.to_string()) => {
                    format!("---\naliases: [\"{number}\"]\n---\n")
                }
                None if !self.keeps_chapters(number) => new::front_matter(&chapter.title),
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

    /// Whether any chapter with a text lies below a number after the move.
    fn keeps_chapters(&self, number: &Number) -> bool {
        self.manuscript.book.chapters().any(|(_, chapter)| {
            let below = chapter.number.as_ref().map(|n| self.renumbering.after(n));
            chapter.source.is_some() && below.is_some_and(|below| below.is_below(number))
        })
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
        let links =
            Links { manuscript: self.manuscript, renumbering: self.renumbering, paths: self.paths };
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
        let chapters = self.manuscript.book.chapters();
        chapters
            .map(|(_, chapter)| match &chapter.number {
                Some(number) => self.renumbering.after(number).to_string(),
                None => chapter.name.clone(),
            })
            .collect()
    }

    /// Old addresses that another chapter takes, so that they cannot redirect to the moved one.
    fn lost_addresses(&self) -> Vec<Diagnostic> {
        let pages = self.new_pages();
        let published = |number: &Number| {
            self.manuscript
                .book
                .by_number(number)
                .is_some_and(|id| !self.manuscript.book[id].front_matter().draft)
        };
        self.moved()
            .filter(|(old, ..)| pages.contains(&old.to_string()) && published(old))
            .map(|(old, new, title)| {
                Diagnostic::warning(format!(
                    "who has the address {old}.html for “{title}” now finds another chapter there"
                ))
                .help(format!("it cannot redirect to {new}: two chapters would have one address"))
            })
            .collect()
    }
}

/// A text from `book.toml`, parsed.
fn as_document(text: &Arc<Text>) -> Document {
    let options = document::Options {
        language: String::new(),
        smart_punctuation: false,
        raw_html: RawHtml::Allow,
        embed: Vec::new(),
    };
    document::parse(text, 0, &options)
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
