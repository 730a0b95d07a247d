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
use std::sync::Arc;
use std::time::Duration;

pub use access::{Access, Editors};
pub use references::References;
pub use requests::routes;

use self::journal::{FileChange, Journal, Step};
use self::refusal::Refusal;
use super::preview::Preview;
use crate::diagnostic::Diagnostic;
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

    /// Changes chapters as a whole, so that it can be undone. Returns the paths that changed.
    fn make_move(
        &self,
        claim: &Claim,
        label: String,
        effect: &Effect,
    ) -> Result<BTreeSet<GuidePath>, Refusal> {
        let mut journal = self.journal(claim.root()).ok().flatten();
        let step = Step { label, files: Vec::new(), effect: Some(effect.inverse()) };
        journal = journal.and_then(|mut journal| journal.add(&step).is_ok().then_some(journal));
        let back = claim.take_effect(effect).inspect_err(|_| {
            journal.iter_mut().for_each(Journal::take_back);
        })?;
        if let Some(journal) = &mut journal {
            // Should this fail, all but empty folders comes back all the same.
            let _ = journal.made(&back);
        }
        Ok(effect.paths())
    }

    /// Makes files that can be taken back.
    fn make_files(
        &self,
        claim: &Claim,
        label: String,
        files: BTreeMap<ContentPath, Vec<u8>>,
    ) -> Result<BTreeSet<GuidePath>, Refusal> {
        let made = files.into_iter().map(|(path, bytes)| FileChange {
            path: path.in_guide(),
            before: None,
            after: Some(bytes),
        });
        let step = Step::of_files(label, made.collect());
        let paths = step.files.iter().map(|file| file.path.clone()).collect();
        if !step.files.is_empty() {
            self.make(claim, &step)?;
        }
        Ok(paths)
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
