//! Paths below a folder, with the folder in their type.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::path::{Component, Path};
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::diagnostic::refuse;
use crate::messages::message;
use crate::system::System;

/// The folder that a [`RelativePath`] is relative to.
pub trait Base: Copy + Ord + std::hash::Hash + fmt::Debug + Send + Sync + 'static {}

macro_rules! bases {
    ($($(#[$doc:meta])* $base:ident, $path:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $base {}
        impl Base for $base {}
        #[doc = concat!("A path from [`", stringify!($base), "`].")]
        pub type $path = RelativePath<$base>;
    )*};
}

bases! {
    /// The folder `content/` of a guide.
    Content, ContentPath;
    /// The folder of a guide.
    Guide, GuidePath;
    /// A publication: the folder in which a guide is published.
    Publication, PublicationPath;
    /// Any other folder that the user named, such as that of a file to import.
    Any, AnyPath;
}

/// The folder of a guide with its chapters.
pub const CONTENT: &str = "content";

/// The path of a file or folder below `B`, with forward slashes; empty for `B` itself. It has no
/// `.`, no `..` and no empty part, so two paths are equal exactly if their texts are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath<B: Base> {
    path: Box<str>,
    base: PhantomData<B>,
}

/// Why a text is not a [`RelativePath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidPath {
    /// It leads out of the folder.
    Outside,
    /// It is absolute.
    Absolute,
    /// It contains a NUL.
    Nul,
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Outside => message!("path-leads-outside"),
            Self::Absolute => message!("path-is-absolute"),
            Self::Nul => message!("path-has-nul"),
        })
    }
}

impl std::error::Error for InvalidPath {}

impl<B: Base> RelativePath<B> {
    /// Parses a path relative to `B`, which it may not leave.
    ///
    /// # Errors
    /// A path that is absolute or leaves `B`.
    pub fn new(text: &str) -> Result<Self, InvalidPath> {
        if text.starts_with('/') {
            return Err(InvalidPath::Absolute);
        }
        Self::base().join(text)
    }

    /// `B` itself.
    pub fn base() -> Self {
        Self::trusted(String::new())
    }

    /// The path of something on disk, relative to `folder`. `None` if it lies elsewhere or is not
    /// UTF-8.
    pub fn of(folder: &Path, path: &Path) -> Option<Self> {
        let below = path.strip_prefix(folder).ok()?;
        let parts: Option<Vec<&str>> = below
            .components()
            .map(|part| match part {
                Component::Normal(name) => name.to_str(),
                _ => None,
            })
            .collect();
        Some(Self::trusted(parts?.join("/")))
    }

    /// A path that is known to be valid.
    fn trusted(path: String) -> Self {
        Self { path: path.into_boxed_str(), base: PhantomData }
    }

    /// Resolves a path relative to this folder, or to `B` if it starts with a slash.
    ///
    /// # Errors
    /// A path that leaves `B`.
    pub fn join(&self, text: &str) -> Result<Self, InvalidPath> {
        if text.contains('\0') {
            return Err(InvalidPath::Nul);
        }
        let mut parts: Vec<&str> =
            if text.starts_with('/') { Vec::new() } else { self.parts().collect() };
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop().ok_or(InvalidPath::Outside)?),
                part if System::HERE.is_more_than_a_name(part) => {
                    return Err(InvalidPath::Absolute);
                }
                part => parts.push(part),
            }
        }
        Ok(Self::trusted(parts.join("/")))
    }

    /// The path of something below this folder, of which the path from here is known.
    #[must_use]
    pub fn append<C: Base>(&self, path: &RelativePath<C>) -> Self {
        let slash = if self.is_base() || path.is_base() { "" } else { "/" };
        Self::trusted(format!("{self}{slash}{path}"))
    }

    /// The path from a folder that contains this; `None` if it lies elsewhere.
    pub fn strip_prefix<C: Base>(&self, folder: &Self) -> Option<RelativePath<C>> {
        Some(RelativePath::trusted(self.below_folder(folder)?.to_owned()))
    }

    /// The path of `name` in this folder. Characters that a name cannot contain, such as slashes,
    /// become dashes.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        let name = System::HERE.file_name(name);
        Self::trusted(if self.is_base() { name } else { format!("{self}/{name}") })
    }

    /// This path with an extension appended: `a.md.gz`.
    #[must_use]
    pub fn with_added_extension(&self, extension: &str) -> Self {
        self.folder().child(&format!("{}.{extension}", self.name()))
    }

    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// Whether this is `B` itself.
    pub fn is_base(&self) -> bool {
        self.path.is_empty()
    }

    /// The names of its folders, outermost first, and of the file.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.path.split('/').filter(|part| !part.is_empty())
    }

    /// The name of the file or folder; empty for `B`.
    pub fn name(&self) -> &str {
        file_name(&self.path)
    }

    /// The name of the file without its extension.
    pub fn stem(&self) -> &str {
        split_extension(self.name()).0
    }

    /// The extension of the file, if it has one.
    pub fn extension(&self) -> Option<&str> {
        split_extension(self.name()).1
    }

    /// The folder it is in; `B` for `B`.
    #[must_use]
    pub fn folder(&self) -> Self {
        Self::trusted(self.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
    }

    /// The folders it is in, the innermost first, without `B` itself.
    pub fn folders(&self) -> impl Iterator<Item = Self> {
        let above = std::iter::successors(Some(self.folder()), |folder| Some(folder.folder()));
        above.take_while(|folder| !folder.is_base())
    }

    /// Whether this, or a folder it is in, is one of several paths.
    pub fn is_within_any(&self, paths: &BTreeSet<Self>) -> bool {
        paths.contains(self)
            || self.folders().any(|folder| paths.contains(&folder))
            || paths.contains(&Self::base())
    }

    /// Whether this is `folder` or lies in it.
    pub fn is_within(&self, folder: &Self) -> bool {
        self.below_folder(folder).is_some()
    }

    /// This path after `folder` is renamed to `new`; `None` if it lies outside that folder.
    pub fn moved(&self, folder: &Self, new: &Self) -> Option<Self> {
        Some(new.append(&self.strip_prefix::<B>(folder)?))
    }

    /// The rest of the path below a folder that contains it; empty for the folder itself.
    fn below_folder(&self, folder: &Self) -> Option<&str> {
        if folder.is_base() {
            return Some(&self.path);
        }
        let rest = self.path.strip_prefix(&*folder.path)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// This path relative to `folder`, as a link in one of its files has it: `../3-deel/3.1.md`.
    pub fn relative_to(&self, folder: &Self) -> String {
        let shared = self.folder();
        let shared = folder.parts().zip(shared.parts()).take_while(|(a, b)| a == b).count();
        let up = folder.parts().skip(shared).map(|_| "..");
        up.chain(self.parts().skip(shared)).collect::<Vec<_>>().join("/")
    }

    /// The path on disk, given where `B` is.
    pub fn below(&self, folder: &Path) -> std::path::PathBuf {
        if self.is_base() { folder.to_owned() } else { folder.join(&*self.path) }
    }
}

impl GuidePath {
    /// The path below `content/`, if it is there.
    pub fn in_content(&self) -> Option<ContentPath> {
        self.strip_prefix(&ContentPath::base().in_guide())
    }
}

impl ContentPath {
    /// The path from the folder of the guide.
    pub fn in_guide(&self) -> GuidePath {
        GuidePath::base().child(CONTENT).append(self)
    }
}

/// The name at the end of a path as someone wrote it, which may lead anywhere.
pub fn file_name(written: &str) -> &str {
    written.rsplit('/').next().unwrap_or_default()
}

/// Whether Windows takes a name for that of a device, whatever its extension, so that it makes no file
/// of it.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = |kind: &str| {
        let port = stem.strip_prefix(kind);
        port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// The name of a file without its extension, and the extension, if it has one.
pub fn split_extension(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) => (stem, Some(extension)),
        None => (name, None),
    }
}

impl<B: Base> fmt::Display for RelativePath<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl<B: Base> fmt::Debug for RelativePath<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.path, f)
    }
}

/// Lets maps with paths as keys be queried with a `&str`.
impl<B: Base> Borrow<str> for RelativePath<B> {
    fn borrow(&self) -> &str {
        &self.path
    }
}

impl<B: Base> PartialEq<str> for RelativePath<B> {
    fn eq(&self, other: &str) -> bool {
        *self.path == *other
    }
}

impl<B: Base> PartialEq<&str> for RelativePath<B> {
    fn eq(&self, other: &&str) -> bool {
        *self.path == **other
    }
}

impl<B: Base> FromStr for RelativePath<B> {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        Self::new(text)
    }
}

impl<B: Base> Serialize for RelativePath<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

impl<'de, B: Base> serde::Deserialize<'de> for RelativePath<B> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.starts_with("//") || text.contains("://") {
            let message = message!("path-of-other-site", path = text.as_str());
            return Err(refuse(&message, &message!("path-of-other-site", "help")));
        }
        Self::new(&text).map_err(|error| {
            let reason = error.to_string();
            let message = message!("not-a-path", path = text.as_str(), reason = reason);
            refuse(&message, &message!("not-a-path", "help"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> ContentPath {
        ContentPath::new(text).unwrap()
    }

    #[test]
    fn joined_paths_stay_below_the_base() {
        let join = |folder: &str, text: &str| path(folder).join(text).map(|path| path.to_string());
        assert_eq!(join("2-deel/2.4", "../x.md").as_deref(), Ok("2-deel/x.md"));
        assert_eq!(join("2-deel", "./a//b.png").as_deref(), Ok("2-deel/a/b.png"));
        assert_eq!(join("2-deel", "/a.png").as_deref(), Ok("a.png"));
        assert_eq!(join("2-deel", "..").as_deref(), Ok(""));
        assert_eq!(join("2-deel", "../../a.png"), Err(InvalidPath::Outside));
        assert_eq!(join("2-deel", "../../2-deel/a.png"), Err(InvalidPath::Outside));
        assert_eq!(join("2-deel", "a\0.png"), Err(InvalidPath::Nul));
    }

    #[test]
    fn a_path_must_start_in_its_base() {
        assert_eq!(GuidePath::new("/etc/passwd"), Err(InvalidPath::Absolute));
        assert_eq!(GuidePath::new("../x"), Err(InvalidPath::Outside));
        assert_eq!(GuidePath::new("a/../b").unwrap(), "b");
        assert!(GuidePath::new("").unwrap().is_base());
    }

    #[test]
    fn a_path_has_a_folder_and_a_name() {
        let chapter = path("2-deel/2.4.8-opgaven.md");
        assert_eq!(chapter.folder(), "2-deel");
        assert_eq!(chapter.name(), "2.4.8-opgaven.md");
        assert_eq!(chapter.stem(), "2.4.8-opgaven");
        assert_eq!(chapter.extension(), Some("md"));
        assert_eq!(path("2-deel").extension(), None);
        assert!(chapter.is_within(&path("2-deel")) && chapter.is_within(&chapter));
        assert!(!chapter.is_within(&path("2-de")));
    }

    #[test]
    fn a_folder_has_children_and_parents() {
        assert_eq!(path("").child("a.md"), "a.md");
        assert_eq!(path("2-deel").child("a/../b"), "2-deel/a-..-b");
        assert_eq!(path("2-deel").child(".."), "2-deel/-");
        assert_eq!(path("2-deel/a.md").with_added_extension("gz"), "2-deel/a.md.gz");
        let folders: Vec<_> = path("2-deel/2.4/a.md").folders().collect();
        assert_eq!(folders, [path("2-deel/2.4"), path("2-deel")]);
        assert_eq!(path("a.md").folders().count() + path("").folders().count(), 0);
    }

    #[test]
    fn the_contents_of_a_folder_move_with_it() {
        let moved = |text: &str, folder: &str, new: &str| {
            path(text).moved(&path(folder), &path(new)).map(|path| path.to_string())
        };
        assert_eq!(moved("2/a.md", "2", "3/3.1").as_deref(), Some("3/3.1/a.md"));
        assert_eq!(moved("2", "2", "3").as_deref(), Some("3"));
        assert_eq!(moved("2/a.md", "2", "").as_deref(), Some("a.md"));
        assert_eq!(moved("2/a.md", "", "3").as_deref(), Some("3/2/a.md"));
        assert_eq!(moved("24/a.md", "2", "3"), None);
    }

    #[test]
    fn paths_of_several_folders_are_put_together_and_taken_apart() {
        let folder = GuidePath::new("a/b").unwrap();
        for (below, whole) in [("c/d.md", "a/b/c/d.md"), ("", "a/b")] {
            let found = folder.append(&path(below));
            assert_eq!(found, whole);
            assert_eq!(found.strip_prefix::<Content>(&folder), Some(path(below)));
        }
        assert_eq!(GuidePath::base().append(&path("c")), "c");
        assert_eq!(GuidePath::new("a/bc").unwrap().strip_prefix::<Content>(&folder), None);
    }

    #[test]
    fn a_link_leads_from_folder_to_file() {
        let link = |folder: &str, file: &str| path(file).relative_to(&path(folder));
        assert_eq!(link("a/b", "a/c.md"), "../c.md");
        assert_eq!(link("", "a/c.md"), "a/c.md");
        assert_eq!(link("a", "a/b/c.md"), "b/c.md");
        assert_eq!(link("a/b", "c/d.md"), "../../c/d.md");
        assert_eq!(link("a/b", "a/b"), "../b");
    }

    #[test]
    fn content_is_a_folder_of_the_guide() {
        assert_eq!(path("a/b.md").in_guide(), "content/a/b.md");
        assert_eq!(ContentPath::base().in_guide(), "content");
        let back = |text: &str| GuidePath::new(text).unwrap().in_content();
        assert_eq!(back("content/a.md").unwrap(), "a.md");
        assert_eq!(back("content").unwrap(), "");
        assert_eq!(back("contents/a.md"), None);
    }

    #[test]
    fn deserialised_paths_are_checked() {
        let read = |json: &str| serde_json::from_str::<GuidePath>(json);
        assert_eq!(read("\"content/a.md\"").unwrap(), "content/a.md");
        assert!(read("\"../a.md\"").unwrap_err().to_string().contains("leads out"));
        assert!(read("\"/a.md\"").is_err());
    }
}
