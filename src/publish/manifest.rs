//! What a build has put into a folder: proof that it is ours, and what each file held.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// The name of the manifest within the published folder.
pub const FILE_NAME: &str = ".wijkengids.json";

/// The files of a publication and the hashes of what they hold.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Says in the file itself what it is for.
    about: String,
    files: BTreeMap<String, String>,
    /// What the PDF was made of and by what, as a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pdf: Option<String>,
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            about: "wijkengids made these files and replaces them with every build".into(),
            files: files.into_iter().collect(),
            pdf: None,
        }
    }

    /// The manifest in a folder, if there is one that can be read.
    pub fn read(folder: &Path) -> Option<Self> {
        let json = fs::read(folder.join(FILE_NAME)).ok()?;
        serde_json::from_slice(&json).ok()
    }

    /// Whether a folder holds every file, as it was written.
    pub fn is_kept(&self, folder: &Path) -> bool {
        let holds = |(path, hash): (&String, &String)| {
            let bytes = fs::read(folder.join(path));
            bytes.is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
        };
        self.files.iter().all(holds)
    }

    /// Writes the manifest into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Diagnostic> {
        let path = folder.join(FILE_NAME);
        let mut json = serde_json::to_vec_pretty(self).expect("a manifest is plain data");
        json.push(b'\n');
        fs::write(&path, json).map_err(|error| Diagnostic::io("write", &path, &error))
    }

    /// The hash of what a file held.
    pub fn hash(&self, path: &str) -> Option<&String> {
        self.files.get(path)
    }
}
