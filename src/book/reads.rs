//! Records what a page looked at in a guide.
//!
//! A page need not be rendered again while all that it looked at is unchanged. Nothing has to
//! declare what that is: the page is rendered from a copy of the guide with a [`Recorder`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Book, ChapterId};
use crate::paths::{GuidePath, PublicationPath};
use crate::revision::Revision;

/// What was looked at.
#[derive(Debug, Default)]
pub struct Reads {
    /// Chapters, and the revision of their outlines.
    pub outlines: HashMap<ChapterId, Revision>,
    /// Files beside the chapters, and where they were published.
    pub attachments: HashMap<GuidePath, Option<PublicationPath>>,
}

/// Records what is looked at; the default records nothing.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Option<Arc<Mutex<Reads>>>);

impl Recorder {
    /// A recorder that records.
    pub fn new() -> Self {
        Self(Some(Arc::default()))
    }

    /// What was recorded so far.
    pub fn take(&self) -> Reads {
        let Some(reads) = &self.0 else { return Reads::default() };
        std::mem::take(&mut *reads.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Records that the outline of a chapter was looked at.
    pub(super) fn outline(&self, id: ChapterId, outline: Revision) {
        self.record(|reads| {
            reads.outlines.insert(id, outline);
        });
    }

    /// Records that it was looked up where a file is published.
    pub fn attachment(&self, path: &GuidePath, published: Option<&PublicationPath>) {
        self.record(|reads| {
            reads.attachments.insert(path.clone(), published.cloned());
        });
    }

    fn record(&self, add: impl FnOnce(&mut Reads)) {
        if let Some(reads) = &self.0 {
            add(&mut reads.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// A recorder does not count when two guides are compared.
impl PartialEq for Recorder {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Recorder {}

impl Book {
    /// The same book, without its diagnostics, for one rendering that is recorded.
    #[must_use]
    pub fn recorded(&self, recorder: &Recorder) -> Self {
        Self {
            chapters: Arc::clone(&self.chapters),
            registers: Arc::clone(&self.registers),
            misplaced: Vec::new(),
            unresolved: std::collections::BTreeMap::new(),
            shape: self.shape,
            revision: self.revision,
            recorder: recorder.clone(),
        }
    }
}
