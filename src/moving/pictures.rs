//! The pictures that nothing needs any more when chapters are removed.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::removal::Removal;
use crate::diagnostic::Diagnostic;
use crate::document::is_image;
use crate::paths::{CONTENT, FileKind, GuidePath, Root};
use crate::theme::THEMES;
use crate::workspace::Manuscript;

/// Larger files are not read for the names of pictures: they are no texts.
const LARGEST: u64 = 4 << 20;

/// The pictures among the files that only removed chapters use. One whose name stands in any other
/// text of the guide is none of them: that may use it in a way that only a browser or a theme knows.
pub fn spare(
    removal: &Removal,
    manuscript: &Manuscript,
    unused: &BTreeSet<GuidePath>,
) -> BTreeSet<GuidePath> {
    let mut spare: BTreeSet<_> =
        unused.iter().filter(|path| is_image(path.as_str())).cloned().collect();
    if spare.is_empty() {
        return spare;
    }
    let mut drop_named = |text: &str| {
        let text = text.to_lowercase().replace("&amp;", "&");
        let decoded = percent_decode_str(&text).decode_utf8_lossy();
        spare.retain(|path| {
            let name = path.name().to_lowercase();
            !text.contains(&name) && !decoded.contains(&name)
        });
    };
    drop_named(&manuscript.book_toml.content);
    let book = &manuscript.book;
    let mut chapters = BTreeSet::new();
    for (source, _) in &manuscript.chapters {
        chapters.insert(source.path.in_guide());
        if book.by_path(&source.path).is_none_or(|id| !removal.chapters.contains(&id)) {
            drop_named(&source.text.content);
        }
    }
    let Ok(root) = Root::open(&manuscript.root) else { return BTreeSet::new() };
    for folder in [CONTENT, THEMES] {
        for path in texts(&root, &GuidePath::base().child(folder)) {
            if !chapters.contains(&path)
                && let Ok(bytes) = root.read_at_most(&path, LARGEST)
            {
                drop_named(&String::from_utf8_lossy(&bytes));
            }
        }
    }
    spare
}

/// The files in a folder that may name pictures.
fn texts(root: &Root, folder: &GuidePath) -> Vec<GuidePath> {
    let Ok(entries) = root.walk(folder, |name| !name.starts_with('.')) else { return Vec::new() };
    let files = entries.flatten().filter(|entry| entry.kind != FileKind::Folder);
    let paths = files.filter_map(|entry| entry.path);
    paths.filter(|path| !is_image(path.as_str()) || path.as_str().ends_with(".svg")).collect()
}

/// Pictures and what they hold, which brings them back.
///
/// # Errors
/// What the file system refuses.
pub fn read(
    manuscript: &Manuscript,
    pictures: &BTreeSet<GuidePath>,
) -> Result<BTreeMap<GuidePath, Vec<u8>>, Diagnostic> {
    let root = Root::open(&manuscript.root)?;
    let read = |path: &GuidePath| Ok((path.clone(), root.read(path)?));
    pictures.iter().map(read).collect()
}
