//! The files beside the chapters that the publication needs: images and downloads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, Destination};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::rule::Rule;
use crate::source::CONTENT;
use crate::theme::hashed_name;

/// A file beside the chapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it is, relative to a page.
    pub url: String,
    /// Where it was read from.
    file: PathBuf,
}

/// The attachments by their path in the guide's folder, with forward slashes.
#[derive(Debug, Default)]
pub struct Attachments(BTreeMap<String, Attachment>);

impl Attachments {
    /// Finds all files that chapters and `book.toml` use, and names them by what they hold. Those
    /// of chapters are known to exist; those of `book.toml` are reported there if they do not.
    pub fn collect(
        root: &Path,
        book: &Book,
        config: &Config,
        book_toml: &Arc<Text>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut paths = BTreeSet::new();
        for (_, chapter) in book.iter() {
            let banner = chapter.banner.iter().map(|(image, _)| image);
            for destination in chapter.destinations.iter().chain(banner) {
                if let Destination::File(path) = destination {
                    paths.insert(format!("{CONTENT}/{path}"));
                }
            }
        }
        let pictures = [&config.site.banner, &config.site.logo];
        paths.extend(pictures.into_iter().flatten().map(|picture| picture.image.clone()));
        let found: Vec<_> = paths
            .into_par_iter()
            .map(|path| {
                let file = root.join(&path);
                let bytes = std::fs::read(&file)
                    .map_err(|error| missing(&path, &error).at(book_toml, book_toml.find(&path)))?;
                let name = path.rsplit('/').next().unwrap_or(&path);
                let url = hashed_name(&safe_name(name), &bytes);
                Ok((path, Attachment { url, file }))
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

    /// Where the file with a path in the guide's folder is, relative to a page.
    pub fn url(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|attachment| attachment.url.as_str())
    }

    /// Where a file below `content/` is, relative to a page.
    pub fn content_url(&self, path: &str) -> Option<&str> {
        self.url(&format!("{CONTENT}/{path}"))
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
