//! Which chapters are removed, who refers to them, and where their addresses lead from now on.

use std::collections::BTreeSet;

use super::{RemoveOptions, Removed};
use crate::book::{Book, Chapter, ChapterId, Destination};
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::number::Number;
use crate::paths::{GuidePath, PublicationPath};
use crate::workspace::Manuscript;

/// The most references that a refusal lists.
const LISTED: usize = 20;

/// A removal that can be made.
pub struct Removal {
    /// The chapters that go.
    pub chapters: BTreeSet<ChapterId>,
    /// The chapter to which their addresses lead.
    pub heir: Option<ChapterId>,
    /// Whether references to them lead there too.
    pub moves_references: bool,
    /// Whether pictures that nothing else uses go too.
    pub with_pictures: bool,
}

impl Removal {
    /// Works out what is removed.
    ///
    /// # Errors
    /// A chapter that does not exist; what the options do not allow.
    pub fn plan(
        manuscript: &Manuscript,
        chapter: &str,
        options: &RemoveOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        let book = &manuscript.book;
        let root = find(book, chapter)?;
        if root == ChapterId::HOME {
            return Err(Diagnostic::error(message!("home-not-removed"))
                .help(message!("home-not-removed", "help"))
                .into());
        }
        let chapters = subtree(book, root);
        if chapters.len() > 1 && !options.with_children {
            return Err(has_children(book, root, &chapters).into());
        }
        let heir = heir(book, root, options)?;
        if heir.is_some_and(|heir| chapters.contains(&heir)) {
            return Err(Diagnostic::error(message!("heir-removed"))
                .help(message!("heir-removed", "help"))
                .into());
        }
        let this = Self {
            chapters,
            heir,
            moves_references: options.redirect_to.is_some(),
            with_pictures: options.with_pictures,
        };
        let references = this.references(manuscript);
        if references.is_empty() || options.anyway || this.moves_references {
            Ok(this)
        } else {
            Err(this.refusal(book, root, references))
        }
    }

    /// The references from other chapters, each with its place.
    pub fn references(&self, manuscript: &Manuscript) -> Vec<Diagnostic> {
        let book = &manuscript.book;
        let mut found = Vec::new();
        for (id, chapter) in book.iter().filter(|(id, _)| !self.chapters.contains(id)) {
            let Some(source) = &chapter.source else { continue };
            let references = chapter.document.references.iter().zip(&chapter.destinations);
            for (reference, _) in references {
                // A place that the chapter does not have leads to the chapter all the same.
                if let Destination::Chapter(to, _) = book.leads_to(id, &reference.target)
                    && self.chapters.contains(&to)
                {
                    let message = message!("leads-to-removed", chapter = book[to].label());
                    let span = source.text.first_line(reference.span);
                    found.push(Diagnostic::warning(message).at(&source.text, span));
                }
            }
        }
        found
    }

    fn refusal(
        &self,
        book: &Book,
        root: ChapterId,
        references: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let (chapter, count) = (book[root].label(), references.len());
        let message = if self.chapters.len() > 1 {
            message!("not-removed-with-children", chapter = chapter, count = count)
        } else {
            message!("not-removed", chapter = chapter, count = count)
        };
        let help = message!("not-removed", "help", name = name_of(&book[root]));
        let first = Diagnostic::error(message).help(help);
        let more = references.len().saturating_sub(LISTED);
        let more = (more > 0).then(|| Diagnostic::warning(message!("more-places", count = more)));
        std::iter::once(first).chain(references.into_iter().take(LISTED)).chain(more).collect()
    }

    /// What is removed, in the order of the book.
    pub fn removed(&self, book: &Book) -> Vec<Removed> {
        let heir = self.heir.map(|heir| book[heir].label());
        let removed = |&id: &ChapterId| {
            let chapter = &book[id];
            let page = PublicationPath::base().child(&format!("{}.html", chapter.name));
            let is_published = !chapter.front_matter().draft;
            Removed {
                id,
                number: chapter.number.clone(),
                title: chapter.title.clone(),
                path: chapter.source.as_ref().map(|source| source.path.clone()),
                text: chapter.source.as_ref().map_or("", |source| &source.text.content).to_owned(),
                address: (page, heir.clone().filter(|_| is_published)),
            }
        };
        self.chapters.iter().map(removed).collect()
    }

    /// The addresses that the chapters had, of those that were published.
    pub fn addresses(&self, book: &Book) -> Vec<String> {
        let published = self.chapters.iter().map(|&id| &book[id]);
        let published = published.filter(|chapter| !chapter.front_matter().draft);
        let all = published.flat_map(|chapter| {
            std::iter::once(chapter.name.clone()).chain(chapter.front_matter().aliases.clone())
        });
        all.collect()
    }

    /// Files that only the removed chapters used.
    pub fn unused(&self, manuscript: &Manuscript) -> BTreeSet<GuidePath> {
        let book = &manuscript.book;
        let of = |is_removed: bool| -> BTreeSet<GuidePath> {
            let chapters = book.iter().filter(|(id, _)| self.chapters.contains(id) == is_removed);
            let used = chapters.flat_map(|(_, chapter)| {
                chapter.destinations.iter().chain(chapter.banner.iter().map(|(image, _)| image))
            });
            let files = used.filter_map(|destination| match destination {
                Destination::File(path) => Some(path.in_guide()),
                _ => None,
            });
            files.collect()
        };
        let site = manuscript.config.site.files().map(|(path, _)| path.clone());
        let kept: BTreeSet<GuidePath> = of(false).into_iter().chain(site).collect();
        of(true).difference(&kept).cloned().collect()
    }
}

/// The chapter of a number, or of a name if it has none.
fn find(book: &Book, chapter: &str) -> Result<ChapterId, Diagnostic> {
    let number: Option<Number> = chapter.parse().ok();
    let by_number = number.and_then(|number| book.by_number(&number));
    let name = chapter.strip_suffix(".html").unwrap_or(chapter);
    by_number.or_else(|| book.by_name(name)).ok_or_else(|| {
        Diagnostic::error(message!("no-chapter", number = chapter)).help(
            match meant(book, chapter) {
                Some(near) => message!("did-you-mean", near = name_of(near)),
                None => message!("no-chapter-to-remove", "help"),
            },
        )
    })
}

/// The only chapter of a title, or of a file.
fn meant<'a>(book: &'a Book, written: &str) -> Option<&'a Chapter> {
    let title = slug::slugify(written);
    let file = written.trim_start_matches("content/");
    let is_file = |path: &str| path == file || path.ends_with(&format!("/{file}"));
    let is_meant = |chapter: &&Chapter| {
        slug::slugify(&chapter.title) == title
            || chapter.source.as_ref().is_some_and(|source| is_file(source.path.as_str()))
    };
    let mut found = book.iter().map(|(_, chapter)| chapter).filter(is_meant);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// How a chapter is named on the command line.
fn name_of(chapter: &Chapter) -> String {
    chapter.number_text().unwrap_or_else(|| chapter.name.clone())
}

/// A chapter and all below it.
fn subtree(book: &Book, root: ChapterId) -> BTreeSet<ChapterId> {
    let mut found = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        found.insert(id);
        open.extend(&book[id].children);
    }
    found
}

fn has_children(book: &Book, root: ChapterId, chapters: &BTreeSet<ChapterId>) -> Diagnostic {
    let below: Vec<String> =
        chapters.iter().filter(|&&id| id != root).map(|&id| book[id].label()).collect();
    let chapter = &book[root];
    let message = message!("has-children", chapter = chapter.label(), below = below.join("; "));
    Diagnostic::error(message).help(message!("has-children", "help", name = name_of(chapter)))
}

/// The chapter to which addresses lead: the one that was named, else the nearest above that has
/// a text. The home page takes no addresses.
fn heir(
    book: &Book,
    root: ChapterId,
    options: &RemoveOptions,
) -> Result<Option<ChapterId>, Diagnostic> {
    if options.without_redirect {
        return Ok(None);
    }
    if let Some(name) = &options.redirect_to {
        let heir = find(book, name)?;
        if heir == ChapterId::HOME {
            return Err(
                Diagnostic::error(message!("heir-is-home")).help(message!("heir-is-home", "help"))
            );
        }
        if book[heir].source.is_none() {
            return Err(Diagnostic::error(message!("heir-without-text", name = name.as_str()))
                .help(message!("heir-without-text", "help")));
        }
        return Ok(Some(heir));
    }
    let above = std::iter::successors(book[root].parent, |&id| book[id].parent);
    let with_text = |id: &ChapterId| *id != ChapterId::HOME && book[*id].source.is_some();
    Ok(above.into_iter().find(with_text))
}
