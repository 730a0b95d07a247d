//! Since when things are as they are.

use std::sync::atomic::{AtomicU64, Ordering};

/// A moment at which something came to be as it is; no two are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision(u64);

impl Revision {
    /// This moment.
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
