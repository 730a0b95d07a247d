//! A version of a guide that is being edited: its last good state, and what is wrong now.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostic, Severity};
use crate::editions::{self, Publication};
use crate::guide::Guide;
use crate::paths::{ContentPath, PublicationPath};
use crate::workspace::Reading;

/// A version of the guide. Requests are answered from the newest, which replaces the one before
/// atomically.
#[derive(Default)]
pub struct Version {
    /// The last good guide; `None` if it never was without errors.
    pub guide: Option<Arc<Guide>>,
    pub(super) publication: Arc<Publication>,
    /// What is wrong with it now.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the guide is the one that was read last.
    pub(super) is_sound: bool,
    /// Artifacts that could not be rendered as they should, and why.
    faults: Mutex<BTreeMap<PublicationPath, Vec<Diagnostic>>>,
}

impl Version {
    /// The version that follows `before` after a reading.
    pub(super) fn after(before: &Self, reading: Reading) -> Self {
        let Some(guide) = reading.guide else {
            return Self::broken(before, reading.diagnostics);
        };
        Self {
            publication: before.publication_of(&guide),
            guide: Some(guide.into()),
            diagnostics: reading.diagnostics,
            is_sound: true,
            faults: Mutex::default(),
        }
    }

    /// The version that shows the same as `before`, with these problems.
    pub(super) fn broken(before: &Self, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            guide: before.guide.clone(),
            publication: Arc::clone(&before.publication),
            diagnostics,
            is_sound: false,
            faults: Mutex::default(),
        }
    }

    /// The artifacts of a guide; the previous ones if no address can have changed.
    fn publication_of(&self, guide: &Guide) -> Arc<Publication> {
        let has_same_addresses = self.guide.as_ref().is_some_and(|before| {
            before.book.shape == guide.book.shape
                && before.site == guide.site
                && Arc::ptr_eq(&before.attachments, &guide.attachments)
        });
        if has_same_addresses {
            Arc::clone(&self.publication)
        } else {
            editions::without_search(guide).into()
        }
    }

    /// Whether no reader can see a difference from another version.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let is_same_guide = match (&self.guide, &other.guide) {
            (Some(a), Some(b)) => {
                a.book.revision == b.book.revision
                    && a.site == b.site
                    && Arc::ptr_eq(&a.attachments, &b.attachments)
            }
            (None, None) => true,
            _ => false,
        };
        is_same_guide
            && self.diagnostics.len() == other.diagnostics.len()
            && self.diagnostics.iter().zip(&other.diagnostics).all(|(a, b)| is_same(a, b))
    }

    /// The last of these chapters that has a page: its page and its label.
    pub(super) fn page_of(&self, chapters: &[ContentPath]) -> Option<(PublicationPath, String)> {
        let guide = self.guide.as_ref()?;
        chapters.iter().rev().find_map(|path| {
            let id = guide.book.by_path(path)?;
            Some((editions::page_of(&guide.book[id]), guide.book[id].label()))
        })
    }

    /// The addresses of all files but those of the search index.
    pub fn paths(&self) -> impl Iterator<Item = &PublicationPath> {
        self.publication.keys()
    }

    /// Notes what is wrong with an artifact, if anything, and says whether that is new.
    pub(super) fn note_faults(&self, path: &PublicationPath, new: Vec<Diagnostic>) -> bool {
        let mut faults = self.faults();
        if new.is_empty() {
            return faults.remove(path).is_some();
        }
        let is_known = faults.get(path).is_some_and(|known| {
            known.len() == new.len() && known.iter().zip(&new).all(|(a, b)| is_same(a, b))
        });
        if !is_known {
            faults.insert(path.clone(), new);
        }
        !is_known
    }

    /// All that is wrong: with the guide, and with artifacts that were asked for.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let faults = self.faults();
        // A fault in a template shows on every page that uses it, and is one fault.
        let faults: BTreeMap<String, &Diagnostic> =
            faults.values().flatten().map(|fault| (fault.to_string(), fault)).collect();
        self.diagnostics.iter().chain(faults.into_values()).cloned().collect()
    }

    /// Whether the newest text is not what is shown.
    pub fn is_broken(&self) -> bool {
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        self.diagnostics.iter().any(is_error) || self.faults().values().flatten().any(is_error)
    }

    fn faults(&self) -> MutexGuard<'_, BTreeMap<PublicationPath, Vec<Diagnostic>>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether two diagnostics look alike, lines around them included.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    let is_same_place = match (&a.location, &b.location) {
        (Some((a, at)), Some((b, other))) => at == other && (Arc::ptr_eq(a, b) || a == b),
        (None, None) => true,
        _ => false,
    };
    is_same_place && a.severity == b.severity && a.message == b.message && a.help == b.help
}
