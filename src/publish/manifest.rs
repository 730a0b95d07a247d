//! Lists what a build put into a folder: proof that the folder is ours, and what it took long to make.
//!
//! It has no hashes of all files: then it would change with every word, and a host, a zip and a git
//! branch would carry it anew each time.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use crate::guide::PageStart;
use crate::paths::{FileError, Publication, PublicationPath, Root};

/// The name of the manifest within the published folder.
pub const FILE_NAME: &str = ".wijkengids.json";

/// The files of a publication.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Tells whoever opens the file what it is for.
    about: String,
    #[serde(deserialize_with = "paths")]
    files: BTreeSet<PublicationPath>,
    /// What files were made of that take long to make.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<PublicationPath, Origin>,
    /// What stands first on the pages of a PDF, for the e-book beside it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pages: BTreeMap<PublicationPath, Vec<PageStart>>,
    /// What PDFs were made of, in older manifests.
    #[serde(default, skip_serializing, rename = "made-of")]
    made_of: BTreeMap<PublicationPath, String>,
    #[serde(default, skip_serializing)]
    pdf: Option<String>,
}

/// What a file was made of, and what it became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// A hash of what it was made of and by which program.
    pub of: String,
    /// A hash of its bytes.
    pub hash: String,
}

impl Origin {
    /// The origin of some bytes.
    pub fn new(of: &str, bytes: &[u8]) -> Self {
        Self { of: of.to_owned(), hash: blake3::hash(bytes).to_hex().to_string() }
    }
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(files: impl IntoIterator<Item = PublicationPath>) -> Self {
        Self {
            about: "wijkengids made these files and replaces them with every build".into(),
            files: files.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The manifest in a folder, if there is one that can be read.
    pub fn read(folder: &Root<Publication>) -> Option<Self> {
        serde_json::from_slice(&folder.read(&path()).ok()?).ok()
    }

    /// Writes the manifest into a folder.
    pub fn write(&self, folder: &Root<Publication>) -> Result<(), FileError> {
        let mut json = serde_json::to_vec_pretty(self).expect("a manifest is plain data");
        json.push(b'\n');
        folder.create_new(&path(), &json)
    }

    /// The files, in order.
    pub fn files(&self) -> impl Iterator<Item = &PublicationPath> {
        self.files.iter()
    }

    /// Whether a file is one of the publication.
    pub fn has(&self, path: &PublicationPath) -> bool {
        self.files.contains(path)
    }

    /// Whether a path is that of a folder of the publication.
    pub fn has_folder(&self, path: &PublicationPath) -> bool {
        self.files.iter().any(|file| file.is_within(path))
    }
}

/// The paths of files. In older manifests each has a hash.
fn paths<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<PublicationPath>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Files {
        Paths(BTreeSet<PublicationPath>),
        Hashes(BTreeMap<PublicationPath, String>),
    }
    Ok(match Files::deserialize(from)? {
        Files::Paths(paths) => paths,
        Files::Hashes(hashes) => hashes.into_keys().collect(),
    })
}

/// Where the manifest is in the published folder.
pub fn path() -> PublicationPath {
    PublicationPath::base().child(FILE_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_manifest_tells_that_a_folder_is_ours() {
        let older = r#"{"about": "x", "files": {"1.html": "0a"}, "made-of": {"1.pdf": "0b"}}"#;
        let manifest: Manifest = serde_json::from_str(older).unwrap();
        assert!(manifest.has(&PublicationPath::new("1.html").unwrap()));
        assert!(manifest.origins.is_empty());
    }
}
