//! What a build has written so far.

use super::manifest::Origin;
use crate::paths::PublicationPath;

/// A file that was written to the staging folder.
pub struct Written {
    pub path: PublicationPath,
    pub bytes: u64,
    /// Whether an earlier build wrote the same.
    pub is_same: bool,
    /// What it was made of, if it takes long to make.
    pub origin: Option<Origin>,
}
