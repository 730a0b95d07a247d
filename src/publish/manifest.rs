//! Lists what a build put into a folder: proof that the folder is ours, and a hash of each file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::guide::PageStart;
use crate::paths::{FileError, Publication, PublicationPath, Root};

/// The name of the manifest within the published folder.
pub const FILE_NAME: &str = ".wijkengids.json";

/// The files of a publication with the hashes of their contents.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Tells whoever opens the file what it is for.
    about: String,
    files: BTreeMap<PublicationPath, String>,
    /// For files that take long to make, a hash of what they were made of and by which program.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", rename = "made-of")]
    pub made_of: BTreeMap<PublicationPath, String>,
    /// What stands first on the pages of a PDF, for the e-book beside it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pages: BTreeMap<PublicationPath, Vec<PageStart>>,
    /// What the PDF was made of, in older manifests.
    #[serde(default, skip_serializing)]
    pdf: Option<String>,
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(files: impl IntoIterator<Item = (PublicationPath, String)>) -> Self {
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

    /// Whether a folder still has every file as it was written.
    pub fn is_kept(&self, folder: &Root<Publication>) -> bool {
        self.files.iter().all(|(path, hash)| {
            let bytes = folder.read(path);
            bytes.is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
        })
    }

    /// Writes the manifest into a folder.
    pub fn write(&self, folder: &Root<Publication>) -> Result<(), FileError> {
        let mut json = serde_json::to_vec_pretty(self).expect("a manifest is plain data");
        json.push(b'\n');
        folder.create_new(&path(), &json)
    }

    /// The hash of the content of a file.
    pub fn hash(&self, path: &PublicationPath) -> Option<&String> {
        self.files.get(path)
    }

    /// Whether a path is that of a folder of the publication.
    pub fn has_folder(&self, path: &PublicationPath) -> bool {
        self.files.keys().any(|file| file.is_within(path))
    }
}

fn path() -> PublicationPath {
    PublicationPath::base().child(FILE_NAME)
}
