//! Pages that were rendered, for as long as nothing they show has changed.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;

use crate::diagnostic::Diagnostic;
use crate::editions::{self, Artifact, Dependencies};
use crate::guide::Guide;

/// How many bytes of pages are kept; more than anyone reads in a sitting.
const LIMIT: usize = 32 << 20;

/// A rendered file, and what tells it from others.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// What it holds.
    pub bytes: Bytes,
    /// A hash of that.
    pub hash: String,
}

impl Rendered {
    /// A file with these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = blake3::hash(&bytes).to_hex()[..16].to_owned();
        Self { bytes, hash }
    }
}

/// Rendered pages by path.
#[derive(Default)]
pub struct Cache {
    pages: Mutex<HashMap<String, Entry>>,
    renders: AtomicUsize,
    uses: AtomicUsize,
}

struct Entry {
    page: Rendered,
    dependencies: Dependencies,
    /// Whether it was counted as out of date.
    is_stale: bool,
    last_use: usize,
}

impl Cache {
    /// A page, rendered if it is not known as it is now.
    ///
    /// # Errors
    /// Those of rendering.
    pub fn get(
        &self,
        path: &str,
        artifact: &Artifact,
        guide: &Guide,
    ) -> Result<Rendered, Diagnostic> {
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        if let Some(entry) = self.lock().get_mut(path)
            && entry.dependencies.hold(guide)
        {
            entry.last_use = now;
            return Ok(entry.page.clone());
        }
        let (bytes, dependencies) = editions::render(artifact, guide)?;
        self.renders.fetch_add(1, Ordering::Relaxed);
        let page = Rendered::new(bytes.into_owned());
        let entry = Entry { page: page.clone(), dependencies, is_stale: false, last_use: now };
        let mut pages = self.lock();
        pages.insert(path.to_owned(), entry);
        shrink(&mut pages);
        Ok(page)
    }

    /// A page as it was when it could last be rendered.
    pub fn last(&self, path: &str) -> Option<Rendered> {
        self.lock().get(path).map(|entry| entry.page.clone())
    }

    /// The paths of the pages that `guide` has put out of date since this was last asked.
    pub fn newly_stale(&self, guide: &Guide) -> Vec<String> {
        let mut stale = Vec::new();
        for (path, entry) in self.lock().iter_mut() {
            if !entry.is_stale && !entry.dependencies.hold(guide) {
                entry.is_stale = true;
                stale.push(path.clone());
            }
        }
        stale
    }

    /// How many pages were rendered so far.
    pub fn renders(&self) -> usize {
        self.renders.load(Ordering::Relaxed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Entry>> {
        // Whoever panicked while holding it left whole entries behind.
        self.pages.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Forgets what was not asked for longest, until the rest is small enough.
fn shrink(pages: &mut HashMap<String, Entry>) {
    let mut size: usize = pages.values().map(|entry| entry.page.bytes.len()).sum();
    while size > LIMIT && pages.len() > 1 {
        let oldest = pages.iter().min_by_key(|(_, entry)| entry.last_use);
        let Some(path) = oldest.map(|(path, _)| path.clone()) else { return };
        size -= pages.remove(&path).map_or(0, |entry| entry.page.bytes.len());
    }
}
