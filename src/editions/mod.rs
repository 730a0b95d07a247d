//! What is published: an edition arranges the documents of a book into artifacts.
//!
//! A publication maps paths to [`Artifact`]s that can render themselves. A build renders all of
//! them; the preview renders those that a browser asks for.

mod addresses;
#[cfg(feature = "typeset")]
mod cards;
mod dependencies;
mod downloads;
mod epub;
mod html;
mod labels;
mod levels;
mod lost_links;
mod register_links;
mod registers;
mod selection;
mod shared;
pub mod single_page;
pub mod site;
#[cfg(feature = "typeset")]
mod typeset;
#[cfg(feature = "typeset")]
pub mod typesetter;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

pub use dependencies::{Dependencies, render};
pub use downloads::{Format, Offer, PREVIEWED_PDF, file_name, offers};
pub use html::{SOURCE_ATTRIBUTE, exhibit_label};
pub use selection::Selection;
pub use shared::page_of;

use crate::attachments::Attachments;
use crate::book::{Book, ChapterId, MadePages};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::guide::Guide;
use crate::messages::message;
use crate::panics::{self, Action};
use crate::paths::{GuidePath, PublicationPath};
use crate::theme::Strings;
use single_page::SinglePageFile;

/// One file of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// A page of the site.
    Page(site::Page),
    /// A file of the single page.
    SinglePage(SinglePageFile),
    /// The e-book.
    Epub,
    /// A file of the theme, by its name in templates.
    Asset(String),
    /// The styles that the author of a chapter gave its elements.
    Style(ChapterId),
    /// A file beside the chapters, by its path in the guide.
    Attachment(GuidePath),
    /// A smaller size of an image, by its path in the guide and its width.
    Variant(GuidePath, u32),
    /// A file of the search index, by its name.
    Search(String),
}

/// Why an artifact could not be written.
#[derive(Debug)]
pub enum Failure {
    /// It could not be rendered.
    Guide(Diagnostic),
    /// What the writer says.
    Write(io::Error),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Guide(diagnostic)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl Artifact {
    /// Whether it has the text of all chapters, so that it is best written in pieces.
    pub fn grows_with_guide(&self) -> bool {
        matches!(self, Self::SinglePage(_) | Self::Epub | Self::Page(site::Page::ChaptersJson))
    }

    /// Whether it shows more than one chapter, so that it may take as long as hundreds of others.
    pub fn shows_guide(&self) -> bool {
        use site::Page::{Chapter, Redirect};
        match self {
            Self::Page(page) => !matches!(page, Chapter(_) | Redirect { .. }),
            Self::SinglePage(_) | Self::Epub => true,
            Self::Asset(_)
            | Self::Style(_)
            | Self::Attachment(_)
            | Self::Variant(..)
            | Self::Search(_) => false,
        }
    }

    /// Writes the file; in pieces, if it grows with the guide.
    ///
    /// # Errors
    /// Those of [`Artifact::render`], and those of the writer.
    pub fn write(&self, guide: &Guide, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::SinglePage(file) => single_page::write(*file, guide, out),
            Self::Epub => epub::write(guide, out),
            Self::Page(site::Page::ChaptersJson) => Ok(site::write_chapters(guide, out)?),
            _ => Ok(out.write_all(&self.render(guide)?)?),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// A template that refers to an unknown value; a file that can no longer be read.
    pub fn render<'a>(&self, guide: &'a Guide) -> Result<Cow<'a, [u8]>, Diagnostic> {
        match self {
            Self::Page(page) => site::render(page, guide).map(Cow::Owned),
            Self::SinglePage(_) | Self::Epub => {
                let mut bytes = Vec::new();
                match self.write(guide, &mut bytes) {
                    Ok(()) => Ok(Cow::Owned(bytes)),
                    Err(Failure::Guide(problem)) => Err(problem),
                    Err(Failure::Write(_)) => unreachable!("a vector takes every byte"),
                }
            }
            Self::Asset(name) => Ok(Cow::Borrowed(&guide.theme.assets[name].bytes)),
            Self::Style(id) => {
                Ok(Cow::Owned(shared::author_style(&guide.book[*id].document.styles).into_bytes()))
            }
            Self::Attachment(path) => guide.attachments.read(path).map(Cow::Owned),
            Self::Variant(path, width) => guide.attachments.shrink(path, *width).map(Cow::Owned),
            Self::Search(name) => {
                Ok(Cow::Borrowed(guide.search_files().get(name).map_or(&[], Vec::as_slice)))
            }
        }
    }
}

/// Renders an artifact, and turns a panic into a diagnostic about the chapter that the page shows,
/// if it shows one.
///
/// # Errors
/// Those of the work; a panic.
pub fn guarded<T, E: From<Diagnostic>>(
    guide: &Guide,
    path: &PublicationPath,
    artifact: &Artifact,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let chapter = match artifact {
        Artifact::Page(site::Page::Chapter(id)) => Some(*id),
        Artifact::Page(site::Page::Home) => Some(ChapterId::HOME),
        _ => None,
    };
    guarded_chapter(guide, chapter, path.as_str(), work)
}

/// The same for a part of an artifact that shows a chapter.
fn guarded_chapter<T, E: From<Diagnostic>>(
    guide: &Guide,
    chapter: Option<ChapterId>,
    path: &str,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let text = chapter.and_then(|id| Some(&guide.book[id].source.as_ref()?.text));
    let subject = || match text {
        Some(text) => message!("artifact-of", artifact = path, chapter = text.path.as_str()),
        None => path.to_owned(),
    };
    panics::guard(Action::Making, subject, work).unwrap_or_else(|fault| {
        Err(match text {
            Some(text) => fault.at(text, Span::START).into(),
            None => fault.into(),
        })
    })
}

/// Artifacts by their path in the publication.
pub type Publication = BTreeMap<PublicationPath, Artifact>;

/// Everything that is published of a guide.
pub fn publication(guide: &Guide) -> Publication {
    let mut publication = without_search(guide);
    publication.extend(search_files(guide));
    publication
}

/// The files of the search index of a guide. To know which there are, they must be made.
pub fn search_files(guide: &Guide) -> Publication {
    let names = guide.search_files().keys();
    names.map(|name| (site::search_folder().child(name), Artifact::Search(name.clone()))).collect()
}

/// Everything that is published of a guide, except the files of its search index.
pub fn without_search(guide: &Guide) -> Publication {
    let has_lessons = !guide.lessons.entries.is_empty();
    let strings = &guide.theme.strings;
    let (mut publication, _) = addresses(&guide.book, &guide.config, strings, has_lessons);
    for (name, asset) in guide.theme.assets.iter() {
        publication.insert(asset.path.clone(), Artifact::Asset(name.clone()));
    }
    for (id, chapter) in guide.book.iter() {
        if let Some(path) = shared::author_style_path(chapter) {
            publication.insert(path, Artifact::Style(id));
        }
    }
    for (path, attachment) in guide.attachments.iter() {
        publication.insert(attachment.path.clone(), Artifact::Attachment(path.clone()));
        for variant in attachment.variants() {
            let artifact = Artifact::Variant(path.clone(), variant.width);
            publication.insert(variant.path.clone(), artifact);
        }
    }
    publication
}

/// Diagnostics about pages whose address is taken or invalid. A guide with such pages is not
/// published.
pub fn clashes(
    book: &Book,
    config: &Config,
    strings: &Strings,
    has_lessons: bool,
) -> Vec<Diagnostic> {
    addresses(book, config, strings, has_lessons).1
}

/// Diagnostics about the selection for print, what an e-book or a PDF leaves out, and cards that cannot
/// be made.
pub fn problems(
    book: &Book,
    config: &Config,
    book_toml: &Arc<Text>,
    attachments: &Attachments,
) -> Vec<Diagnostic> {
    let mut problems = selection::problems(book, config, book_toml);
    problems.extend(epub::losses(book, config, attachments));
    problems.extend(lost_links::problem(book, config, attachments));
    problems.extend(downloads::problem(book, config, book_toml));
    problems
}

/// The pages of all editions by address, and diagnostics about addresses.
fn addresses(
    book: &Book,
    config: &Config,
    strings: &Strings,
    has_lessons: bool,
) -> (Publication, Vec<Diagnostic>) {
    let files = single_page::files(config);
    let has_cards = downloads::has_cards(book, config);
    let offers = downloads::offers_of(config, strings, has_cards);
    let others = files.iter().map(|(path, _)| path);
    let others = others.chain(offers.iter().map(|offer| &offer.path));
    let (mut pages, problems) = site::pages(book, config, strings, has_lessons, others);
    for (path, file) in files {
        pages.insert(path, Artifact::SinglePage(file));
    }
    // The others are made of the publication.
    let made = offers.into_iter().filter(|offer| offer.format == Format::Epub);
    pages.extend(made.map(|offer| (offer.path, Artifact::Epub)));
    (pages, problems)
}

/// The name of the single page, to which the site links.
const SINGLE_PAGE: &str = single_page::PAGE;

/// A PDF that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printed {
    /// The guide as a book.
    Guide,
    /// A part of the guide as a book.
    Part(ChapterId),
    /// The lessons as cards.
    Cards,
}

/// The work of typesetting a PDF.
#[cfg(feature = "typeset")]
pub fn typeset(guide: &Guide, printed: Printed) -> typesetter::Job {
    match printed {
        Printed::Guide => typeset::job(guide, &Selection::of_guide(guide)),
        Printed::Part(part) => typeset::job(guide, &Selection::of_part(&guide.book, part)),
        Printed::Cards => cards::job(guide),
    }
}

/// The path of the PDF of the guide, if one is made.
pub fn pdf_path(guide: &Guide) -> PublicationPath {
    downloads::path(&guide.config, &guide.theme.strings, Format::Pdf)
}

/// The path of the cards, if they are made.
pub fn cards_path(guide: &Guide) -> Option<PublicationPath> {
    let offers = offers(guide).into_iter();
    offers.filter(|offer| offer.format == Format::Cards).map(|offer| offer.path).next()
}

/// The parts of the printed guide, each with the path of its PDF: `2-de-wijkaanpak.pdf`.
pub fn parts(guide: &Guide) -> BTreeMap<ChapterId, PublicationPath> {
    let own = pdf_path(guide);
    let path = |id: ChapterId| {
        let chapter = &guide.book[id];
        let name = format!("{}-{}", chapter.name, downloads::slug(&chapter.title));
        let name = name.trim_end_matches('-');
        let path = shared::file(name, "pdf");
        // A guide whose title begins with the number of a part may have this name for itself.
        if path == own { shared::file(&format!("{name}-1"), "pdf") } else { path }
    };
    Selection::of_guide(guide).parts().map(|id| (id, path(id))).collect()
}

/// The pages that are made for a guide, besides those of its chapters.
pub fn made_pages(strings: &Strings, config: &Config, has_lessons: bool) -> MadePages {
    let mut pages = site::made_pages(strings, config, has_lessons);
    pages.names.insert(single_page::page().stem().to_owned());
    pages.linked.insert(single_page::page());
    pages
}

/// The file of the search index at a path of the publication, if there is one.
pub fn search_artifact(guide: &Guide, path: &PublicationPath) -> Option<Artifact> {
    let name = path.name();
    let is_there =
        path.folder() == site::search_folder() && guide.search_files().contains_key(name);
    is_there.then(|| Artifact::Search(name.to_owned()))
}

/// The data for all templates, the same for every page.
pub fn globals(guide: &Guide) -> tera::Context {
    site::globals(guide)
}
