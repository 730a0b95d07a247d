//! Revisions, which make changes detectable.

use std::sync::atomic::{AtomicU64, Ordering};

/// A revision of something: it is replaced whenever that changes, and no two are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision(u64);

impl Revision {
    /// A revision that was not used before.
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Default for Revision {
    fn default() -> Self {
        Self::new()
    }
}
