//! What a build has written so far.

use crate::diagnostic::Diagnostic;
use crate::paths::PublicationPath;

/// A file that was written to the staging folder.
pub struct Written {
    pub path: PublicationPath,
    pub hash: String,
    pub bytes: u64,
}

/// The path of an artifact as the publication has it.
pub fn publication_path(path: &str) -> Result<PublicationPath, Diagnostic> {
    PublicationPath::new(path)
        .map_err(|reason| Diagnostic::error(format!("`{path}` cannot be published: {reason}")))
}
