//! Editing in the browser: the page is where one writes.
//!
//! A browser sends the whole text of a chapter as it knows it, and a change to a part of it. Here
//! the change becomes a new text, which is saved if the file is still as the browser knew it, merged
//! with it if they do not touch, or else refused. Nothing of all this is in a published site.

mod access;
mod blocks;
mod change;
mod chapter;
mod draft;
mod fields;
mod files;
mod journal;
mod labels;
mod lines;
mod merge;
mod refusal;
mod requests;
mod saving;
mod scripts;
mod undoing;
mod words;
mod yaml;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use access::{Access, Editors};
pub use requests::routes;

use self::journal::{Journal, Step};
use self::refusal::Refusal;
use super::preview::Preview;
use crate::diagnostic::Diagnostic;
use crate::moving::Claim;
use crate::paths::{GuidePath, Root};

/// How long to wait for a command that builds or changes the guide.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads files that changed, and tells all browsers.
pub type Tell = Box<dyn Fn(&BTreeSet<GuidePath>) + Send + Sync>;

/// What requests that edit are answered from.
pub struct Editing {
    /// Who may edit.
    pub access: Arc<Access>,
    /// The folder of the guide.
    pub root: PathBuf,
    /// The guide as it is shown.
    pub preview: Arc<Preview>,
    /// Reads files that changed, and tells all browsers.
    pub tell: Tell,
}

impl Editing {
    /// The folder of the guide.
    fn open(&self) -> Result<Root, Diagnostic> {
        Ok(Root::open(&self.root)?)
    }

    /// The guide, for this request alone.
    fn claim(&self) -> Result<Claim, Diagnostic> {
        Claim::within(&self.root, PATIENCE)
    }

    /// The journal of the guide, with nothing cut off in it. The guide is claimed.
    fn journal(&self, root: &Root) -> Result<Option<Journal>, Refusal> {
        let mut journal = Journal::of_guide(&self.root)?;
        if let Some(journal) = &mut journal {
            undoing::end_cut_off(root, journal)?;
        }
        Ok(journal)
    }

    /// Makes a step that can be undone. It is made without a journal too, if none can be kept.
    fn make(&self, claim: &Claim, step: &Step) -> Result<(), Refusal> {
        let root = claim.root();
        let mut journal = self.journal(root).ok().flatten();
        journal = journal.and_then(|mut journal| journal.add(step).is_ok().then_some(journal));
        files::change(root, &step.files).inspect_err(|_| {
            journal.iter_mut().for_each(Journal::take_back);
        })?;
        Ok(())
    }
}
