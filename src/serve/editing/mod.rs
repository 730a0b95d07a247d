//! Editing in the browser: the page is where one writes.
//!
//! A browser sends the whole text of a chapter as it knows it, and a change to a part of it. Here
//! the change becomes a new text, which is saved if the file is still as the browser knew it, merged
//! with it if they do not touch, or else refused. Nothing of all this is in a published site.

mod access;
mod assisting;
mod blocks;
mod change;
mod chapter;
mod draft;
mod fields;
mod files;
mod images;
mod journal;
mod labels;
mod lines;
mod merge;
mod paste;
mod plain_text;
mod rebase;
mod references;
mod refusal;
mod requests;
mod saving;
mod scripts;
mod structure;
mod tree;
mod undoing;
mod words;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

pub use access::{Access, Editors};
pub use references::References;
pub use requests::routes;

use self::journal::{FileChange, Journal, Step};
use self::refusal::Refusal;
use super::preview::Preview;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::moving::{Claim, Effect};
use crate::paths::{ContentPath, GuidePath, Root};

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
    /// What can be referred to.
    pub references: References,
    /// Reads files that changed, and tells all browsers.
    pub tell: Tell,
    /// What this run knows of the disk.
    pub state: DiskState,
}

/// What a run knows of the disk.
#[derive(Debug, Default)]
pub struct DiskState {
    /// What earlier runs left half written is removed before the first change.
    cleared: OnceLock<()>,
    /// A step was made that the journal does not know: older ones cannot be undone past it.
    is_journal_behind: AtomicBool,
}

/// What was made.
struct Made {
    /// The paths that changed.
    paths: BTreeSet<GuidePath>,
    /// What the writer should know of it.
    note: Option<String>,
}

impl Editing {
    /// The folder of the guide.
    fn open(&self) -> Result<Root, Diagnostic> {
        Ok(Root::open(&self.root)?)
    }

    /// The guide, for this request alone.
    fn claim(&self) -> Result<Claim, Diagnostic> {
        let claim = Claim::within(&self.root, PATIENCE)?;
        self.state.cleared.get_or_init(|| files::remove_parts(claim.root()));
        Ok(claim)
    }

    /// The journal of the guide, with nothing cut off in it. The guide is claimed.
    fn journal(&self, root: &Root) -> Result<Option<Journal>, Refusal> {
        let mut journal = Journal::of_guide(&self.root)?;
        if let Some(journal) = &mut journal {
            if self.state.is_journal_behind.load(Ordering::Relaxed) {
                journal.forget()?;
                self.state.is_journal_behind.store(false, Ordering::Relaxed);
            }
            undoing::end_cut_off(root, journal)?;
        }
        Ok(journal)
    }

    /// Writes down a step that is about to be made, and what the writer should know if that fails:
    /// nothing before it can be undone then. Without a place for journals nothing is promised.
    fn note_down(&self, root: &Root, step: &Step) -> (Option<Journal>, Option<String>) {
        let noted = self.journal(root).and_then(|mut journal| {
            if let Some(journal) = &mut journal
                && journal.add(step).is_err()
            {
                // The older steps may be what takes the room.
                journal.forget()?;
                journal.add(step)?;
            }
            Ok(journal)
        });
        match noted {
            Ok(journal) => (journal, None),
            Err(problem) => {
                self.state.is_journal_behind.store(true, Ordering::Relaxed);
                (None, Some(message!("not-noted-down", reason = problem.message())))
            }
        }
    }

    /// Changes chapters as a whole, so that it can be undone.
    fn make_move(&self, claim: &Claim, label: String, effect: &Effect) -> Result<Made, Refusal> {
        let step = Step { label, files: Vec::new(), effect: Some(effect.inverse()) };
        let (mut journal, note) = self.note_down(claim.root(), &step);
        let back = claim.take_effect(effect).inspect_err(|_| {
            journal.iter_mut().for_each(Journal::take_back);
        })?;
        if let Some(journal) = &mut journal {
            // Should this fail, all but empty folders comes back all the same.
            let _ = journal.made(&back);
        }
        Ok(Made { paths: effect.paths(), note })
    }

    /// Makes files that can be taken back.
    fn make_files(
        &self,
        claim: &Claim,
        label: String,
        files: BTreeMap<ContentPath, Vec<u8>>,
    ) -> Result<Made, Refusal> {
        let made = files.into_iter().map(|(path, bytes)| FileChange {
            path: path.in_guide(),
            before: None,
            after: Some(bytes),
        });
        let step = Step::of_files(label, made.collect());
        if step.files.is_empty() {
            return Ok(Made { paths: BTreeSet::new(), note: None });
        }
        self.make(claim, &step)
    }

    /// Makes a step that can be undone. It is made without a journal too, if none can be kept.
    fn make(&self, claim: &Claim, step: &Step) -> Result<Made, Refusal> {
        let root = claim.root();
        let (mut journal, note) = self.note_down(root, step);
        files::change(root, &step.files).inspect_err(|_| {
            journal.iter_mut().for_each(Journal::take_back);
        })?;
        Ok(Made { paths: step.files.iter().map(|file| file.path.clone()).collect(), note })
    }
}
