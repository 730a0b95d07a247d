//! The files beside the chapters that the publication needs: images and downloads.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

mod pictures;

pub use self::pictures::{Picture, Variant};
use crate::book::{Book, Destination, note_attachment};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::document::Role;
use crate::paths::ContentPath;
use crate::rule::Rule;
use crate::theme::hashed_name;

/// A file beside the chapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it is, relative to a page.
    pub url: String,
    /// What it shows, where a page shows it.
    pub picture: Option<Picture>,
    /// Whether a page shows it, rather than only leading to it.
    is_shown: bool,
    /// Where it was read from.
    file: PathBuf,
}

impl Attachment {
    fn read(root: &Path, path: &str, is_shown: bool) -> Result<Self, Diagnostic> {
        let file = root.join(path);
        let bytes = std::fs::read(&file).map_err(|error| missing(path, &error))?;
        let name = safe_name(path.rsplit('/').next().unwrap_or(path));
        let url = hashed_name(&name, &bytes);
        let picture = is_shown.then(|| Picture::read(&name, &bytes)).flatten();
        Ok(Self { url, picture, is_shown, file })
    }

    /// The smaller sizes in which it is published.
    pub fn variants(&self) -> &[Variant] {
        self.picture.as_ref().map_or(&[], |picture| &picture.variants)
    }
}

/// The attachments by their path in the guide's folder, with forward slashes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attachments(BTreeMap<String, Attachment>);

impl Attachments {
    /// Finds all files that chapters and `book.toml` use, and names them by what they hold. Those
    /// of chapters are known to exist; those of `book.toml` are reported there if they do not.
    /// What `known` still knows is not read again.
    pub fn collect(
        root: &Path,
        book: &Book,
        config: &Config,
        book_toml: &Arc<Text>,
        known: &(dyn Fn(&str) -> Option<Attachment> + Sync),
    ) -> (Self, Vec<Diagnostic>) {
        // Every file with whether a page shows it, or only leads to it.
        let mut paths: BTreeMap<String, bool> = BTreeMap::new();
        for (_, chapter) in book.iter() {
            let references = chapter.document.references.iter();
            let shown = references.map(|reference| reference.role == Role::Image);
            let banner = chapter.banner.iter().map(|(image, _)| (image, true));
            for (destination, shown) in chapter.destinations.iter().zip(shown).chain(banner) {
                if let Destination::File(path) = destination {
                    *paths.entry(path.in_guide().to_string()).or_default() |= shown;
                }
            }
        }
        let pictures = [&config.site.banner, &config.site.logo].into_iter().flatten();
        paths.extend(pictures.map(|picture| (picture.image.clone(), true)));
        let found: Vec<_> = paths
            .into_par_iter()
            .map(|(path, is_shown)| {
                let known = known(&path).filter(|known| known.is_shown == is_shown);
                let attachment = match known {
                    Some(attachment) => attachment,
                    None => Attachment::read(root, &path, is_shown)
                        .map_err(|problem| problem.at(book_toml, book_toml.find(&path)))?,
                };
                Ok((path, attachment))
            })
            .collect();
        let mut attachments = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for result in found {
            match result {
                Ok((path, attachment)) => {
                    attachments.insert(path, attachment);
                }
                Err(problem) => diagnostics.push(problem),
            }
        }
        (Self(attachments), diagnostics)
    }

    /// All of them, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Attachment)> {
        self.0.iter()
    }

    /// The file with a path in the guide's folder.
    pub fn get(&self, path: &str) -> Option<&Attachment> {
        self.0.get(path)
    }

    /// Where the file with a path in the guide's folder is, relative to a page.
    pub fn url(&self, path: &str) -> Option<&str> {
        let url = self.get(path).map(|attachment| attachment.url.as_str());
        note_attachment(path, url);
        url
    }

    /// What an image in the guide's folder shows.
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        self.0.get(path)?.picture.as_ref()
    }

    /// What an image below `content/` shows.
    pub fn content_picture(&self, path: &ContentPath) -> Option<&Picture> {
        self.picture(path.in_guide().as_str())
    }

    /// Where a file below `content/` is, relative to a page.
    pub fn content_url(&self, path: &ContentPath) -> Option<&str> {
        self.url(path.in_guide().as_str())
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let attachment = self
            .0
            .get(path)
            .ok_or_else(|| Diagnostic::error(format!("{path} is no longer part of the guide")))?;
        std::fs::read(&attachment.file).map_err(|error| missing(path, &error))
    }

    /// An image, made as wide as this.
    ///
    /// # Errors
    /// When it can no longer be read, or is broken.
    pub fn shrink(&self, path: &str, width: u32) -> Result<Vec<u8>, Diagnostic> {
        pictures::shrink(&self.read(path)?, width).map_err(|problem| {
            Diagnostic::error(format!("cannot show {path} in a smaller size: {problem}"))
                .help("open it in an image editor and save it again as JPEG or PNG")
        })
    }
}

fn missing(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::of(Rule::BrokenImage, format!("cannot read {path}: {error}"))
        .help("paths in book.toml are relative to that file")
}

/// A name that needs no escaping in an address, whatever the file is called.
fn safe_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => {
            format!("{}.{}", slug::slugify(stem), slug::slugify(extension))
        }
        None => slug::slugify(name),
    }
}
