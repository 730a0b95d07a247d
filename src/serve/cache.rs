//! Rendered pages, kept until something they show has changed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;

use crate::diagnostic::Diagnostic;
use crate::editions::Dependencies;
use crate::guide::Guide;
use crate::paths::PublicationPath;
use crate::span::split_at_char;

/// How many bytes of pages are kept: more than anyone reads in a sitting.
const LIMIT: usize = 32 << 20;

/// A rendered file.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its bytes.
    pub bytes: Bytes,
    /// A hash of its bytes.
    pub hash: String,
}

impl Rendered {
    /// A file with these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = split_at_char(&blake3::hash(&bytes).to_hex(), 16).0.to_owned();
        Self { bytes, hash }
    }
}

/// Rendered pages by path.
#[derive(Default)]
pub struct Cache {
    pages: Mutex<HashMap<PublicationPath, CachedPage>>,
    renders: AtomicUsize,
    uses: AtomicUsize,
}

struct CachedPage {
    page: Rendered,
    dependencies: Dependencies,
    /// Whether it was counted as out of date.
    is_stale: bool,
    last_use: usize,
}

impl Cache {
    /// A page: the cached one if nothing it shows has changed, else a new one.
    ///
    /// # Errors
    /// Those of rendering.
    pub fn get<'a>(
        &self,
        path: &PublicationPath,
        guide: &Guide,
        render: impl FnOnce() -> Result<(Cow<'a, [u8]>, Dependencies), Diagnostic>,
    ) -> Result<Rendered, Diagnostic> {
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        if let Some(cached) = self.lock().get_mut(path)
            && cached.dependencies.hold(guide)
        {
            cached.last_use = now;
            return Ok(cached.page.clone());
        }
        let (bytes, dependencies) = render()?;
        self.renders.fetch_add(1, Ordering::Relaxed);
        let page = Rendered::new(bytes.into_owned());
        let cached =
            CachedPage { page: page.clone(), dependencies, is_stale: false, last_use: now };
        let mut pages = self.lock();
        pages.insert(path.clone(), cached);
        shrink(&mut pages);
        Ok(page)
    }

    /// A page as it was last rendered.
    pub fn last(&self, path: &PublicationPath) -> Option<Rendered> {
        self.lock().get(path).map(|cached| cached.page.clone())
    }

    /// The pages that went out of date since the last call.
    pub fn newly_stale(&self, guide: &Guide) -> Vec<PublicationPath> {
        let mut stale = Vec::new();
        for (path, cached) in self.lock().iter_mut() {
            if !cached.is_stale && !cached.dependencies.hold(guide) {
                cached.is_stale = true;
                stale.push(path.clone());
            }
        }
        stale
    }

    /// How many pages were rendered so far.
    pub fn renders(&self) -> usize {
        self.renders.load(Ordering::Relaxed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PublicationPath, CachedPage>> {
        // A panic leaves whole pages behind.
        self.pages.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Drops the least recently used pages until the rest is small enough.
fn shrink(pages: &mut HashMap<PublicationPath, CachedPage>) {
    let mut size: usize = pages.values().map(|cached| cached.page.bytes.len()).sum();
    while size > LIMIT && pages.len() > 1 {
        let oldest = pages.iter().min_by_key(|(_, cached)| cached.last_use);
        let Some(path) = oldest.map(|(path, _)| path.clone()) else { return };
        size -= pages.remove(&path).map_or(0, |cached| cached.page.bytes.len());
    }
}
