//! What a build has written so far.

use crate::paths::PublicationPath;

/// A file that was written to the staging folder.
pub struct Written {
    pub path: PublicationPath,
    pub hash: String,
    pub bytes: u64,
}
