//! The e-book: EPUB 3.3, a file for every chapter.
//!
//! The book grows with the guide, so it is never in memory as a whole: images and chapters are made
//! in batches, in parallel, and written in order. The package document lists them all, and comes
//! last.

mod author_style;
mod cover;
mod elements;
mod hyphens;
mod losses;
mod package;
mod page_list;
mod pages;
mod pictures;
mod rendering;
mod xhtml;

use std::collections::BTreeSet;
use std::io::Write;

use rayon::prelude::*;

pub use losses::losses;

use super::register_links::RegisterLinks;
use super::selection::Selection;
use super::{Failure, guarded_chapter};
use crate::archive::{Archive, Entry};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Image, Inline, walk};
use crate::guide::Guide;
use cover::Cover;
use package::{Images, Item};
use pages::BookPage;
use pictures::Pictures;
use rendering::href;
use xhtml::Page;

/// The folder in the archive with all but what archives must have.
const FOLDER: &str = "EPUB/";

/// The package document.
const PACKAGE: &str = "package.opf";

/// Tells a reading system where the package document is.
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"#;

/// The style sheet.
const STYLE: &str = "style.css";

/// How many chapters are in memory at a time.
const BATCH: usize = 64;

/// Writes the book.
///
/// # Errors
/// A template that fails, a file that cannot be read, a writer that refuses.
pub fn write(guide: &Guide, out: &mut dyn Write) -> Result<(), Failure> {
    let selection = Selection::of_guide(guide);
    let registers = RegisterLinks { guide, selection: &selection, href };
    let mut book = Book { archive: Archive::new(out), items: Vec::new() };
    book.archive.add(Entry::stored("mimetype", b"application/epub+zip")?)?;
    book.archive.add(Entry::new("META-INF/container.xml", CONTAINER.as_bytes())?)?;
    let cover = Cover::new(guide)?;
    let item = Item::resource("cover-image", cover.name, cover.media_type);
    book.add(Item { properties: ["cover-image"].into(), ..item }, &cover.bytes)?;
    let style = pages::style(guide, &selection)?;
    book.add(Item::resource("style", STYLE, "text/css"), style.as_bytes())?;
    let pictures = Pictures::write(guide, &selection, &mut book.archive, FOLDER)?;
    for (index, picture) in pictures.iter().enumerate() {
        let id = format!("image-{}", index + 1);
        book.items.push(Item::resource(id, &picture.name, picture.media_type));
    }
    for page in BookPage::before(&registers) {
        book.add_page(page, pages::render(page, &registers, &pictures, &cover)?)?;
    }
    book.add_chapters(guide, &selection, &pictures)?;
    for page in BookPage::after(&registers) {
        book.add_page(page, pages::render(page, &registers, &pictures, &cover)?)?;
    }
    let package = package::render(&registers, &book.items, images(guide, &selection));
    book.archive.add(Entry::new(&format!("{FOLDER}{PACKAGE}"), package.as_bytes())?)?;
    Ok(book.archive.finish()?)
}

/// A book that is being written.
struct Book<'a> {
    archive: Archive<&'a mut dyn Write>,
    items: Vec<Item>,
}

impl Book<'_> {
    fn add(&mut self, item: Item, bytes: &[u8]) -> Result<(), Failure> {
        self.archive.add(Entry::new(&format!("{FOLDER}{}", item.href), bytes)?)?;
        self.items.push(item);
        Ok(())
    }

    fn add_page(&mut self, page: BookPage, Page { text, properties }: Page) -> Result<(), Failure> {
        let is_contents = (page == BookPage::Contents).then_some("nav");
        let properties: BTreeSet<_> = properties.into_iter().chain(is_contents).collect();
        self.add(Item::page(page.id(), page.file(), properties), text.as_bytes())
    }

    fn add_chapters(
        &mut self,
        guide: &Guide,
        selection: &Selection,
        pictures: &Pictures,
    ) -> Result<(), Failure> {
        for batch in selection.chapters().chunks(BATCH) {
            let made: Vec<Result<(Item, Entry), Failure>> =
                batch.par_iter().map(|&id| chapter(guide, selection, pictures, id)).collect();
            for made in made {
                let (item, entry) = made?;
                self.archive.add(entry)?;
                self.items.push(item);
            }
        }
        Ok(())
    }
}

/// A chapter, ready to be added.
fn chapter(
    guide: &Guide,
    selection: &Selection,
    pictures: &Pictures,
    id: ChapterId,
) -> Result<(Item, Entry), Failure> {
    let file = rendering::file(guide, id);
    let Page { text, properties } =
        guarded_chapter(guide, Some(id), &file, || pages::chapter(guide, selection, pictures, id))
            .map_err(|problem: Diagnostic| Failure::Guide(problem))?;
    let entry = Entry::new(&format!("{FOLDER}{file}"), text.as_bytes())?;
    Ok((Item::page(format!("chapter-{}", id.index()), &file, properties), entry))
}

/// What can be said of the images in the text.
fn images(guide: &Guide, selection: &Selection) -> Images {
    let mut images = Images { some: false, described: true, moving: false };
    for &id in selection.chapters() {
        let document = &guide.book[id].document;
        let mut note = |image: &Image| {
            images.some = true;
            images.described &= !image.alt.trim().is_empty();
        };
        walk::blocks(document, &mut |block: &Block| {
            if let BlockKind::Figure(figure) = &block.kind {
                note(&figure.image);
            }
            walk::inlines(block, &mut |inline| {
                if let Inline::Image(image) = inline {
                    note(image);
                }
            });
        });
        for tag in document.tags.iter().filter(|tag| matches!(&*tag.name, "img" | "svg")) {
            images.some = true;
            images.described &= tag.has_alt || tag.name == "svg";
        }
        images.moving |= document.references.iter().any(|reference| {
            matches!(&reference.target, crate::document::Target::Path(path, _)
                if path.to_ascii_lowercase().ends_with(".gif"))
        });
    }
    images
}
