//! The search index of a guide, kept from run to run until anything changes that it is made of.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use blake3::{Hash, Hasher};
use rayon::prelude::*;

use super::{Options, everything, load};
use crate::cache;
use crate::diagnostic::Diagnostic;
use crate::paths::{FileKind, GuidePath, Root};
use crate::source::is_chapter_extension;

/// The folder of the cache for indexes. There is one for each guide.
const FOLDER: &str = "search";

/// The files of an index, by name.
pub type SearchFiles = BTreeMap<String, Vec<u8>>;

/// The search index of the guide in a folder and all that is wrong with the guide. There is no index
/// if the guide cannot be read.
///
/// Only the index of a guide with which nothing is wrong is kept, so that what is wrong is always said.
pub fn search_index(folder: &Path) -> (Option<SearchFiles>, Vec<Diagnostic>) {
    let place = Root::open(folder).ok().and_then(|root| Place::of(&root));
    if let Some(files) = place.as_ref().and_then(Place::read) {
        return (Some(files), Vec::new());
    }
    let (guide, diagnostics) = load(folder, &Options::default());
    let files = guide.as_ref().map(|guide| guide.search_files().clone());
    let keep = || {
        if let (Some(place), Some(files), true) = (place, &files, diagnostics.is_empty()) {
            place.write(files);
        }
    };
    // To free a large guide takes as long as to write its index.
    rayon::join(keep, || drop(guide));
    (files, diagnostics)
}

/// Where the index of a guide is kept, and the hash of all that it is made of.
struct Place {
    name: String,
    origin: Hash,
}

impl Place {
    fn of(root: &Root) -> Option<Self> {
        let path = root.path().canonicalize().ok()?;
        Some(Self { name: cache::name_of(FOLDER, &path), origin: origin(root)? })
    }

    /// The index that is kept, if it was made of the same.
    fn read(&self) -> Option<SearchFiles> {
        let kept = cache::read(&self.name)?;
        let (origin, files) = kept.split_at_checked(blake3::OUT_LEN)?;
        if origin != self.origin.as_bytes() {
            return None;
        }
        let files: BTreeMap<String, String> = serde_json::from_slice(files).ok()?;
        Some(files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect())
    }

    fn write(&self, files: &SearchFiles) {
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        let files: BTreeMap<&str, &str> =
            files.iter().map(|(name, bytes)| (name.as_str(), text(bytes))).collect();
        if let Ok(json) = serde_json::to_vec(&files) {
            cache::write(&self.name, &[self.origin.as_bytes().as_slice(), &json].concat());
        }
    }
}

/// The hash of the program and of what it makes an index of: `book.toml`, the theme, the chapters and
/// the names of the files beside them. `None` if any of it cannot be read.
fn origin(root: &Root) -> Option<Hash> {
    let mut files = Vec::new();
    for path in everything() {
        if !root.exists(&path) {
            continue;
        }
        if root.link_kind(&path).ok()? != Some(FileKind::Folder) {
            files.push((path, FileKind::File));
            continue;
        }
        for entry in root.walk(&path, |_| true).ok()? {
            let entry = entry.ok()?;
            files.push((entry.path?, entry.kind));
        }
    }
    let hashes: Option<Vec<Hash>> = files
        .par_iter()
        .map(|(path, kind)| match kind {
            FileKind::File if is_read(path) => Some(blake3::hash(&root.read(path).ok()?)),
            FileKind::File | FileKind::Folder => Some(blake3::hash(&[])),
            _ => None,
        })
        .collect();
    let mut hasher = Hasher::new();
    hasher.update(program()?.as_bytes());
    for ((path, _), hash) in files.iter().zip(hashes?) {
        hasher.update(path.as_str().as_bytes()).update(&[0]).update(hash.as_bytes());
    }
    Some(hasher.finalize())
}

/// Whether the index depends on what a file says, and not only on its name.
fn is_read(path: &GuidePath) -> bool {
    path.in_content().is_none() || path.extension().is_some_and(is_chapter_extension)
}

/// What tells one build of the program from another.
fn program() -> Option<String> {
    let metadata = std::env::current_exe().ok()?.metadata().ok()?;
    let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), metadata.len(), time.as_nanos()))
}
