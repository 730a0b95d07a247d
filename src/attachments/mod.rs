//! The files beside the chapters that are published with them: images and downloads.

mod active;
mod css;
mod formats;
mod pictures;
mod resize;
mod stored;
mod svg;
mod uses;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

pub use self::pictures::{Picture, Variant};
pub use self::stored::{StoredImage, to_store};
use crate::book::{Book, Destination, FooterLine, Recorder};
use crate::config::{Config, RawHtml};
use crate::diagnostic::{Diagnostic, Text};
use crate::document::{Reference, Role};
use crate::messages::message;
use crate::panics::{self, Action};
use crate::paths::{ContentPath, GuidePath, PublicationPath, Root, is_device, split_extension};
use crate::rule::Rule;
use crate::source::without_extension;
use crate::span::{Span, split_at_char};
use crate::suggestion::words;
use crate::theme::hashed_path;

/// A file beside the chapters.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Where it is published.
    pub path: PublicationPath,
    /// Its dimensions and sizes, if a page shows it as an image.
    pub picture: Option<Picture>,
    usage: Usage,
    /// The hash of what is published.
    hash: blake3::Hash,
    sizes: Arc<resize::Sizes>,
    /// Whether it can be published where its author is not trusted, once that was asked.
    can_be_inert: Arc<OnceLock<bool>>,
}

/// What a file is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Usage {
    /// Whether a page shows it as an image.
    is_shown: bool,
    /// Whether HTML of an author shows it.
    is_embedded: bool,
    /// Whether it must not run scripts on the address of the site, since its author is not trusted.
    is_inert: bool,
}

impl PartialEq for Attachment {
    fn eq(&self, other: &Self) -> bool {
        // The picture follows from these.
        (&self.path, self.hash, self.usage) == (&other.path, other.hash, other.usage)
    }
}

impl Eq for Attachment {}

impl Attachment {
    /// Reads a file; a panic in a decoder is reported as a problem with the file.
    fn read_guarded(root: &Root, path: &GuidePath, usage: Usage) -> Result<Self, Diagnostic> {
        let shown = || root.locate(path).display().to_string();
        panics::guard(Action::Reading, shown, || Self::read(root, path, usage)).flatten()
    }

    fn read(root: &Root, path: &GuidePath, usage: Usage) -> Result<Self, Diagnostic> {
        if (usage.is_shown || usage.is_embedded)
            && let Some(format) = formats::unknown_to_browsers(path.name())
        {
            return Err(unshown(path, format));
        }
        let bytes = read(root, path, usage)?;
        let name = safe_name(path.name());
        let hash = blake3::hash(&bytes);
        let picture = if usage.is_shown {
            let problem = |problem: String| unusable(path, &problem);
            formats::check(path.name(), &bytes).map_err(problem)?;
            Picture::read(&name, &bytes, &hash).map_err(problem)?
        } else {
            None
        };
        let path = hashed_path(&name, &hash);
        let (sizes, can_be_inert) = Default::default();
        Ok(Self { path, picture, usage, hash, sizes, can_be_inert })
    }

    /// The smaller sizes in which it is published.
    pub fn variants(&self) -> &[Variant] {
        self.picture.as_ref().map_or(&[], |picture| &picture.variants)
    }
}

/// The attachments of a guide, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    /// The folder of the guide.
    folder: PathBuf,
    files: Arc<BTreeMap<GuidePath, Attachment>>,
    recorder: Recorder,
}

/// A use of a file: whether a page shows it, as [`Usage`] says, and where it is named.
#[derive(Clone)]
struct Use {
    is_shown: bool,
    is_embedded: bool,
    place: (Arc<Text>, Span),
}

impl Use {
    /// The use by a reference in a text.
    fn of(reference: &Reference, place: (Arc<Text>, Span)) -> Self {
        let role = reference.role;
        Self { is_shown: role == Role::Image, is_embedded: role == Role::Source, place }
    }
}

impl Attachments {
    /// Reads all files that chapters and `book.toml` use. Those that `known` returns are not read
    /// again. The diagnostics are about files that cannot be read or published.
    pub fn collect(
        folder: &Path,
        book: &Book,
        footer: Option<&FooterLine>,
        config: &Config,
        book_toml: &Arc<Text>,
        known: &(dyn Fn(&GuidePath) -> Option<Attachment> + Sync),
    ) -> (Self, Vec<Diagnostic>) {
        let root = match Root::open(folder) {
            Ok(root) => root,
            Err(error) => return (Self::default(), vec![error.into()]),
        };
        let is_inert = config.markdown.raw_html != RawHtml::Allow;
        let found: Vec<_> = uses(book, footer, config, book_toml)
            .into_par_iter()
            .map(|(path, Use { is_shown, is_embedded, place })| {
                let usage = Usage { is_shown, is_embedded, is_inert };
                let attachment = match known(&path).filter(|known| known.usage == usage) {
                    Some(attachment) => attachment,
                    None => Attachment::read_guarded(&root, &path, usage)
                        .map_err(|problem| problem.at(&place.0, place.1))?,
                };
                Ok((path, attachment))
            })
            .collect();
        let mut files = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for result in found {
            match result {
                Ok((path, attachment)) => {
                    files.insert(path, attachment);
                }
                Err(problem) => diagnostics.push(problem),
            }
        }
        (
            Self { folder: folder.to_owned(), files: files.into(), recorder: Recorder::default() },
            diagnostics,
        )
    }

    /// The same attachments, for one rendering that is recorded.
    #[must_use]
    pub fn recorded(&self, recorder: &Recorder) -> Self {
        let (folder, files) = (self.folder.clone(), Arc::clone(&self.files));
        Self { folder, files, recorder: recorder.clone() }
    }

    /// All of them, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&GuidePath, &Attachment)> {
        self.files.iter()
    }

    /// The attachment that a file of the guide is.
    pub fn get(&self, path: &GuidePath) -> Option<&Attachment> {
        self.files.get(path)
    }

    /// Where a file of the guide is published.
    pub fn published(&self, path: &GuidePath) -> Option<&PublicationPath> {
        let published = self.get(path).map(|attachment| &attachment.path);
        self.recorder.attachment(path, published);
        published
    }

    /// The address of a file of the guide, relative to a page.
    pub fn url(&self, path: &GuidePath) -> Option<&str> {
        self.published(path).map(PublicationPath::as_str)
    }

    /// Dimensions and sizes of an image of the guide.
    pub fn picture(&self, path: &GuidePath) -> Option<&Picture> {
        self.get(path)?.picture.as_ref()
    }

    /// Dimensions and sizes of an image below `content/`.
    pub fn content_picture(&self, path: &ContentPath) -> Option<&Picture> {
        self.picture(&path.in_guide())
    }

    /// The address of a file below `content/`, relative to a page.
    pub fn content_url(&self, path: &ContentPath) -> Option<&str> {
        self.url(&path.in_guide())
    }

    /// What is published of an attachment.
    ///
    /// # Errors
    /// A file that can no longer be read.
    pub fn read(&self, path: &GuidePath) -> Result<Vec<u8>, Diagnostic> {
        let root = Root::open(&self.folder).map_err(Diagnostic::from)?;
        read(&root, path, self.known(path)?.usage)
    }

    /// What is published of an attachment where its author is not trusted: a drawing runs nothing and
    /// loads nothing.
    ///
    /// # Errors
    /// A file that can no longer be read, or that would run something.
    pub fn read_inert(&self, path: &GuidePath) -> Result<Vec<u8>, Diagnostic> {
        let root = Root::open(&self.folder).map_err(Diagnostic::from)?;
        read(&root, path, Usage { is_inert: true, ..self.known(path)?.usage })
    }

    /// Whether [`Attachments::read_inert`] has something to give.
    pub fn can_be_inert(&self, path: &GuidePath) -> bool {
        let can_be_read = || self.read_inert(path).is_ok();
        self.get(path).is_some_and(|file| *file.can_be_inert.get_or_init(can_be_read))
    }

    /// An image in one of its smaller sizes.
    ///
    /// # Errors
    /// A file that can no longer be read, or is broken.
    pub fn shrink(&self, path: &GuidePath, width: u32) -> Result<Vec<u8>, Diagnostic> {
        let attachment = self.known(path)?;
        if let Some(kept) = resize::kept(&attachment.hash, width) {
            return Ok(kept);
        }
        let bytes = self.read(path)?;
        let widths: Vec<u32> = attachment.variants().iter().map(|variant| variant.width).collect();
        attachment.sizes.get(&bytes, &attachment.hash, width, &widths).map_err(|problem| {
            let path = path.to_string();
            Diagnostic::error(message!("image-no-smaller", path = path, reason = problem))
                .help(message!("image-no-smaller", "help"))
        })
    }

    fn known(&self, path: &GuidePath) -> Result<&Attachment, Diagnostic> {
        let known = self.files.get(path);
        known.ok_or_else(|| Diagnostic::error(message!("file-gone", path = path.to_string())))
    }
}

/// All files that chapters and `book.toml` use. A file that is used more than once has the place of
/// its first use.
fn uses(
    book: &Book,
    footer: Option<&FooterLine>,
    config: &Config,
    book_toml: &Arc<Text>,
) -> BTreeMap<GuidePath, Use> {
    let mut uses = BTreeMap::new();
    for (_, chapter) in book.iter() {
        let Some(source) = &chapter.source else { continue };
        let place = |span| (Arc::clone(&source.text), span);
        for (reference, destination) in
            chapter.document.references.iter().zip(&chapter.destinations)
        {
            add(&mut uses, destination, Use::of(reference, place(reference.span)));
        }
        if let Some((banner, _)) = &chapter.banner {
            let span = source.text.find("banner");
            let new = Use { is_shown: true, is_embedded: false, place: place(span) };
            add(&mut uses, banner, new);
        }
    }
    if let Some(footer) = footer {
        for (reference, destination) in footer.document.references.iter().zip(&footer.destinations)
        {
            let place = (Arc::clone(book_toml), book_toml.find("footer"));
            add(&mut uses, destination, Use::of(reference, place));
        }
    }
    for (path, is_shown) in config.site.files() {
        let place = (Arc::clone(book_toml), book_toml.find(path.as_str()));
        add_path(&mut uses, path.clone(), Use { is_shown, is_embedded: false, place });
    }
    uses
}

fn add(uses: &mut BTreeMap<GuidePath, Use>, destination: &Destination, new: Use) {
    if let Destination::File(path) = destination {
        add_path(uses, path.in_guide(), new);
    }
}

fn add_path(uses: &mut BTreeMap<GuidePath, Use>, path: GuidePath, new: Use) {
    let (is_shown, is_embedded) = (new.is_shown, new.is_embedded);
    let known = uses.entry(path).or_insert(new);
    known.is_shown |= is_shown;
    known.is_embedded |= is_embedded;
}

/// What is published of a file.
fn read(root: &Root, path: &GuidePath, usage: Usage) -> Result<Vec<u8>, Diagnostic> {
    let bytes = root.read(path).map_err(|error| {
        let is_missing = error.cause.is_missing();
        let is_code = matches!(path.extension(), Some("css" | "js"));
        let rule = if is_code { Rule::BrokenLink } else { Rule::BrokenImage };
        let problem = Diagnostic::from(error).breaks(rule);
        if !is_missing {
            return problem;
        }
        let near = || root.find_alike(path, has_same_words);
        problem.help(match root.find_alike(path, is_alike) {
            Some(found) => message!("path-alike", found = found.to_string()),
            None => match near() {
                Some(near) => message!("did-you-mean", near = near.to_string()),
                None => message!("paths-of-settings"),
            },
        })
    })?;
    let bytes = if is_drawing(path) { svg::with_namespace(bytes) } else { bytes };
    if !usage.is_inert {
        return Ok(bytes);
    }
    if is_drawing(path) {
        return svg::sanitise(&bytes).map_err(|problem| unusable(path, &problem));
    }
    if active::is_active(path.name(), &bytes) {
        return Err(active(path));
    }
    Ok(bytes)
}

fn is_drawing(path: &GuidePath) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// Checks that an image can be shown, in all sizes that a site has of it.
///
/// # Errors
/// What is wrong with it, for the editor.
pub fn check(name: &str, bytes: &[u8]) -> Result<(), String> {
    let is_drawing = split_extension(name).1.is_some_and(|of| of.eq_ignore_ascii_case("svg"));
    let mended = is_drawing.then(|| svg::with_namespace(bytes.to_vec()));
    let bytes = mended.as_deref().unwrap_or(bytes);
    formats::check(name, bytes)?;
    let picture = Picture::read(name, bytes, &blake3::hash(bytes))?;
    if picture.is_some_and(|picture| !picture.variants.is_empty()) {
        resize::check(bytes)?;
    }
    Ok(())
}

/// Whether names differ only in capitals and in the form of their letters.
fn is_alike(a: &str, b: &str) -> bool {
    let form = |name: &str| name.nfc().collect::<String>().to_lowercase();
    form(a) == form(b)
}

/// Whether names differ only in accents, in the signs between words and in their extensions.
fn has_same_words(a: &str, b: &str) -> bool {
    words(without_extension(a)) == words(without_extension(b))
}

fn active(path: &GuidePath) -> Diagnostic {
    Diagnostic::of(Rule::UnsafeLink, message!("file-active", path = path.to_string()))
        .help(message!("file-active", "help"))
}

fn unusable(path: &GuidePath, problem: &str) -> Diagnostic {
    let message = message!("image-unusable", path = path.to_string(), reason = problem);
    Diagnostic::of(Rule::BrokenImage, message).help(message!("image-unusable", "help"))
}

fn unshown(path: &GuidePath, format: &str) -> Diagnostic {
    let message = message!("image-unknown-format", path = path.to_string(), format = format);
    Diagnostic::of(Rule::BrokenImage, message).help(formats::advice(format))
}

/// How much of a file's name is kept: with a hash after it, it must fit every file system.
const NAME_LENGTH: usize = 100;

/// A name that needs no escaping in an address, whatever the name of the file.
fn safe_name(name: &str) -> String {
    let (stem, extension) = split_extension(name);
    let extension = extension.map(slug::slugify).unwrap_or_default();
    // A slug is ASCII. Without letters it is empty, and the name would be hidden.
    let slug = slug::slugify(stem);
    let (stem, _) = split_at_char(&slug, NAME_LENGTH);
    let stem = match stem {
        "" => "file".to_owned(),
        name if is_device(name) => format!("{name}-file"),
        name => name.to_owned(),
    };
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_one_that_addresses_and_file_systems_take() {
        assert_eq!(safe_name("Een plein.JPG"), "een-plein.jpg");
        assert_eq!(safe_name("++.png"), "file.png");
        assert_eq!(safe_name(".png"), "file.png");
        assert_eq!(safe_name("geen"), "geen");
        assert_eq!(safe_name("x."), "x");
        assert_eq!(safe_name("AUX.png"), "aux-file.png");
        assert_eq!(safe_name(&format!("{}.png", "a".repeat(250))).len(), NAME_LENGTH + 4);
    }
}
