//! The images of the book, in a size that fits the screens on which books are read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use image::ImageFormat;
use rayon::prelude::*;

use crate::archive::{Archive, Entry};
use crate::attachments::Variant;
use crate::book::Destination;
use crate::diagnostic::Diagnostic;
use crate::document::Role;
use crate::editions::Failure;
use crate::editions::selection::Selection;
use crate::guide::Guide;
use crate::paths::{GuidePath, split_extension};

/// An image of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookPicture {
    /// Its path in the book.
    pub name: String,
    pub media_type: &'static str,
}

/// The images of the book by their paths in the guide.
#[derive(Debug, Default)]
pub struct Pictures(BTreeMap<GuidePath, BookPicture>);

/// The folder with the images.
pub const FOLDER: &str = "images/";

/// The extensions of images that books can have. Others have no place in EPUB.
const EXTENSIONS: [&str; 6] = ["gif", "jpeg", "jpg", "png", "svg", "webp"];

/// The most pixels across: two for each of a large page.
const WIDEST: u32 = 1600;

/// How many images are in memory at a time.
const BATCH: usize = 16;

/// Whether a book can have an image, as far as its name tells.
pub fn can_hold(name: &str) -> bool {
    let extension = split_extension(name).1.unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.contains(&extension.as_str())
}

impl Pictures {
    /// Writes the images that the chosen chapters show, and those around them.
    ///
    /// # Errors
    /// An image that can no longer be read; those of the writer.
    pub fn write<W: Write>(
        guide: &Guide,
        selection: &Selection,
        archive: &mut Archive<W>,
        folder: &str,
    ) -> Result<Self, Failure> {
        let paths: Vec<GuidePath> = shown(guide, selection).into_iter().collect();
        let mut pictures = BTreeMap::new();
        let mut names = BTreeSet::new();
        for batch in paths.chunks(BATCH) {
            let made: Vec<_> = batch.par_iter().map(|path| make(guide, path)).collect();
            for (path, made) in batch.iter().zip(made) {
                let Some((picture, bytes)) = made? else { continue };
                // Two files of the guide may be alike.
                if names.insert(picture.name.clone()) {
                    archive.add(Entry::new(&format!("{folder}{}", picture.name), &bytes)?)?;
                }
                pictures.insert(path.clone(), picture);
            }
        }
        Ok(Self(pictures))
    }

    /// The image that a file of the guide is in the book.
    pub fn get(&self, path: &GuidePath) -> Option<&BookPicture> {
        self.0.get(path)
    }

    /// All of them, each once.
    pub fn iter(&self) -> impl Iterator<Item = &BookPicture> {
        let by_name: BTreeMap<&str, &BookPicture> =
            self.0.values().map(|picture| (picture.name.as_str(), picture)).collect();
        by_name.into_values()
    }
}

/// The files that the book shows.
fn shown(guide: &Guide, selection: &Selection) -> BTreeSet<GuidePath> {
    let mut shown = BTreeSet::new();
    let mut add = |role: Role, destination: &Destination| {
        if let Destination::File(path) = destination
            && matches!(role, Role::Image | Role::Source)
            && can_hold(path.name())
        {
            shown.insert(path.in_guide());
        }
    };
    for &id in selection.chapters() {
        let chapter = &guide.book[id];
        let references = chapter.document.references.iter().zip(&chapter.destinations);
        references.for_each(|(reference, destination)| add(reference.role, destination));
    }
    if let Some(footer) = &guide.footer {
        let references = footer.document.references.iter().zip(&footer.destinations);
        references.for_each(|(reference, destination)| add(reference.role, destination));
    }
    shown.extend(guide.config.site.logo.iter().map(|logo| logo.image.clone()));
    shown
}

/// An image in its size for the book. `None` if its content is of a kind that books cannot have.
fn make(guide: &Guide, path: &GuidePath) -> Result<Option<(BookPicture, Vec<u8>)>, Diagnostic> {
    let attachments = &guide.attachments;
    let Some(attachment) = attachments.get(path) else { return Ok(None) };
    if let Some(Variant { path: name, width }) = smaller(guide, path) {
        let bytes = attachments.shrink(path, *width)?;
        return Ok(Some((picture(name.name(), "webp", "image/webp"), bytes)));
    }
    // That it cannot be is reported with its place.
    if !attachments.can_be_inert(path) {
        return Ok(None);
    }
    let bytes = attachments.read_inert(path)?;
    let is_drawing = path.extension().is_some_and(|of| of.eq_ignore_ascii_case("svg"));
    let (extension, media_type) = match image::guess_format(&bytes) {
        Ok(ImageFormat::Gif) => ("gif", "image/gif"),
        Ok(ImageFormat::Jpeg) => ("jpg", "image/jpeg"),
        Ok(ImageFormat::Png) => ("png", "image/png"),
        Ok(ImageFormat::WebP) => ("webp", "image/webp"),
        Err(_) if is_drawing => ("svg", "image/svg+xml"),
        _ => return Ok(None),
    };
    Ok(Some((picture(attachment.path.name(), extension, media_type), bytes)))
}

/// A file whose name tells its format.
fn picture(name: &str, extension: &str, media_type: &'static str) -> BookPicture {
    let (stem, _) = split_extension(name);
    BookPicture { name: format!("{FOLDER}{stem}.{extension}"), media_type }
}

/// The size of an image that is too wide: the widest that fits.
fn smaller<'a>(guide: &'a Guide, path: &GuidePath) -> Option<&'a Variant> {
    let picture = guide.attachments.picture(path).filter(|picture| picture.width > WIDEST)?;
    picture.variants.iter().rfind(|variant| variant.width <= WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_image_tells_what_it_is() {
        let picture = picture("foto.1a2b3c.jpg", "png", "image/png");
        assert_eq!(picture.name, "images/foto.1a2b3c.png");
        assert!(can_hold("a.JPG") && can_hold("b.webp"));
        assert!(!can_hold("a.avif") && !can_hold("a.mp4") && !can_hold("a"));
    }
}
