//! Makes a move, completely or not at all.
//!
//! The journal is written before the first step and ended with the last. Only when it has ended,
//! because the move is made or undone as a whole, is anything removed. At any time the names in the
//! folder of the move show how far it has come, so that the next run can undo it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::Move;
use super::effect::Effect;
use super::journal::{self, FOLDER, Journal, LEAVING, Writing, folder, within};
use crate::config;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::lock::{self, Lock, Mode};
use crate::messages::message;
use crate::paths::{CONTENT, Cause, FileError, FileKind, Guide, GuidePath, Root};
use crate::workspace;

/// The journal of a move that is being made.
const JOURNAL: &str = "journal.json";

/// What the journal becomes when the move is made or undone.
const ENDED: &str = "ended.json";

/// A guide that no other process changes or builds while this exists.
pub struct Claim {
    root: Root,
    /// `None` where the system has no locks.
    _lock: Option<Lock<Guide>>,
}

impl Claim {
    /// Claims a guide, and undoes a move that was cut off in it. What is planned from here on can
    /// be made: no other command takes the same number in between.
    ///
    /// # Errors
    /// A guide that is being built or changed; what the file system refuses.
    pub fn new(root: &Path) -> Result<Self, Diagnostic> {
        Self::within(root, Duration::ZERO)
    }

    /// The same, after waiting for other commands for some time.
    ///
    /// # Errors
    /// As [`Claim::new`].
    pub fn within(root: &Path, patience: Duration) -> Result<Self, Diagnostic> {
        let no_guide = |error| workspace::no_guide(error, root);
        let root = Root::open(root).map_err(no_guide)?;
        root.metadata(&GuidePath::base().child(config::FILE_NAME)).map_err(no_guide)?;
        let lock = lock::guide_within(&root, Mode::Exclusive, patience).map_err(unchanged)?;
        recover_locked(&root)?;
        Ok(Self { root, _lock: lock })
    }

    /// The folder of the guide.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Makes the move. Returns what takes it back.
    ///
    /// # Errors
    /// What the file system refuses. Then all is as it was, or the message says where it is.
    pub fn make(&self, planned: &Move) -> Result<Effect, Diagnostic> {
        self.take_effect(&planned.effect())
    }

    /// Makes a change, such as one that takes another back. Returns what takes this one back.
    ///
    /// # Errors
    /// Files that are not as they were when it was planned; what the file system refuses. Then all
    /// is as it was, or the message says where it is.
    pub fn take_effect(&self, effect: &Effect) -> Result<Effect, Diagnostic> {
        let texts = journal::writings(effect);
        let journal = Journal::of(effect, &texts);
        if !journal.is_sound() {
            let path = self.root.locate(&GuidePath::base()).display().to_string();
            return Err(unchanged(Diagnostic::error(message!("no-journal", path = path))));
        }
        let folders = self.folders_of(effect);
        let mut transaction = Transaction { root: &self.root, journal };
        transaction.prepare(&texts).map_err(|problem| {
            // No step was made, so what is in the folder is a copy.
            let _ = transaction.discard();
            unchanged(problem)
        })?;
        transaction.run(effect, &texts)?;
        transaction.remove_empty_folders(effect);
        for folder in &effect.folders {
            // An empty folder is worth no error.
            let _ = self.root.create_folders(folder);
        }
        Ok(Effect { folders, ..effect.inverse() })
    }

    /// The folders that a change may remove.
    fn folders_of(&self, effect: &Effect) -> BTreeSet<GuidePath> {
        let paths = effect.paths();
        let folders: BTreeSet<GuidePath> = paths.iter().flat_map(GuidePath::folders).collect();
        folders.into_iter().filter(|folder| self.root.exists(folder)).collect()
    }
}

fn unchanged(problem: Diagnostic) -> Diagnostic {
    match problem.help.clone() {
        // What the system refuses comes with advice that does not say so.
        Some(help) if problem.unread.is_some() => {
            problem.help(message!("nothing-changed-and", help = help))
        }
        Some(_) => problem,
        None => problem.help(message!("nothing-changed")),
    }
}

/// Whether a move was cut off here, or is being made.
pub fn is_cut_off(root: &Path) -> bool {
    root.join(FOLDER).symlink_metadata().is_ok()
}

/// Undoes a move that was cut off; returns whether there was one. Does nothing while the guide is
/// being moved or built.
///
/// # Errors
/// What the file system refuses; a guide that was changed since then.
pub fn recover(root: &Path) -> Result<bool, Diagnostic> {
    if !is_cut_off(root) {
        return Ok(false);
    }
    let root = Root::open(root)?;
    // Another process that holds the lock is making the move, or undoing it.
    let Ok(_lock) = lock::guide(&root, Mode::Exclusive) else { return Ok(false) };
    recover_locked(&root)
}

fn recover_locked(root: &Root) -> Result<bool, Diagnostic> {
    match root.link_kind(&folder())? {
        None => return Ok(false),
        Some(FileKind::Folder) => {}
        Some(_) => {
            let path = root.locate(&folder());
            let cause = Cause::NotAFile(message!("left-by-no-move"));
            return Err(FileError { action: FileAction::Use, path, cause }.into());
        }
    }
    if !root.exists(&within(JOURNAL)) {
        Transaction { root, journal: Journal::default() }.discard()?;
        return Ok(false);
    }
    let journal: Option<Journal> = serde_json::from_slice(&root.read(&within(JOURNAL))?).ok();
    let Some(journal) = journal.filter(Journal::is_sound) else {
        let path = root.locate(&within(JOURNAL)).display().to_string();
        return Err(unmade(root, message!("no-journal", path = path)));
    };
    let transaction = Transaction { root, journal };
    match transaction.progress()? {
        Some(made) => transaction.undo(made)?,
        None => return Err(unmade(root, message!("changed-since-cut-off"))),
    }
    Ok(true)
}

/// A move that was cut off and cannot be undone.
fn unmade(root: &Root, message: String) -> Diagnostic {
    let folder = shown_folder(root);
    Diagnostic::error(message).help(message!("no-journal-of-files", "unchanged", folder = folder))
}

/// The folder of the move, as the author knows it.
fn shown_folder(root: &Root) -> String {
    root.locate(&folder()).display().to_string()
}

/// A move on its way.
struct Transaction<'a> {
    root: &'a Root,
    journal: Journal,
}

impl Transaction<'_> {
    /// Writes the new texts, and then down all steps.
    fn prepare(&mut self, texts: &[Writing<'_>]) -> Result<(), Diagnostic> {
        let root = self.root;
        root.create_folder(&folder())?;
        root.create_new(&within(LEAVING), b"")?;
        for text in texts {
            root.create_new(&text.written, text.text)?;
            if let Some(old) = &text.old {
                root.copy_permissions(&old.path, &text.written)?;
            }
        }
        let folders: BTreeSet<GuidePath> =
            self.journal.destinations().flat_map(GuidePath::folders).collect();
        self.journal.folders = folders.into_iter().filter(|path| !root.exists(path)).collect();
        let json = serde_json::to_vec(&self.journal).expect("a journal is plain data");
        Ok(root.replace(&within(JOURNAL), &json)?)
    }

    /// Makes all steps and ends the journal, or undoes them.
    fn run(&self, effect: &Effect, texts: &[Writing<'_>]) -> Result<(), Diagnostic> {
        let texts = journal::old_texts(effect, texts);
        let mut made = 0;
        let result = self.journal.steps.iter().try_for_each(|step| {
            if let Some(text) = texts.get(&step.to) {
                self.must_hold(&step.from, text)?;
            }
            self.rename(&step.from, &step.to)?;
            made += 1;
            Ok(())
        });
        match result.and_then(|()| self.end()) {
            Ok(()) => {
                // What cannot be removed now is removed by the next move.
                let _ = self.discard();
                Ok(())
            }
            Err(problem) => Err(match self.undo(made) {
                Ok(()) => unchanged(problem),
                Err(second) => {
                    let (reason, folder) = (second.to_string(), shown_folder(self.root));
                    problem.help(message!("not-undone", "help", reason = reason, folder = folder))
                }
            }),
        }
    }

    /// An editor may have saved a file since the move was planned.
    fn must_hold(&self, path: &GuidePath, bytes: &[u8]) -> Result<(), Diagnostic> {
        if self.root.read(path)? == bytes {
            return Ok(());
        }
        let path = self.root.locate(path).display().to_string();
        Err(Diagnostic::error(message!("changed-meanwhile", path = path))
            .help(message!("changed-meanwhile", "help")))
    }

    fn rename(&self, from: &GuidePath, to: &GuidePath) -> Result<(), Diagnostic> {
        if self.root.exists(to) {
            let path = self.root.locate(to).display().to_string();
            return Err(Diagnostic::error(message!("exists-already", path = path))
                .help(message!("exists-already", "help")));
        }
        if !self.root.exists(&to.folder()) {
            self.root.create_folders(&to.folder())?;
        }
        Ok(self.root.rename(from, to)?)
    }

    /// Takes back the steps that were made, the last one first, and ends the journal.
    fn undo(&self, made: usize) -> Result<(), Diagnostic> {
        for step in self.journal.steps.iter().take(made).rev() {
            self.rename(&step.to, &step.from)?;
        }
        if self.progress()? != Some(0) {
            return Err(Diagnostic::error(message!("guide-changed-meanwhile")));
        }
        if self.end().is_err() {
            // The next run finds that no step is made, and ends the journal.
            return Ok(());
        }
        for folder in self.journal.folders.iter().rev() {
            // One that is not empty is in use by now.
            let _ = self.root.remove_folder(folder);
        }
        // What cannot be removed now is removed by the next move.
        let _ = self.discard();
        Ok(())
    }

    /// From here on there is nothing to undo.
    fn end(&self) -> Result<(), Diagnostic> {
        Ok(self.root.rename(&within(JOURNAL), &within(ENDED))?)
    }

    fn progress(&self) -> Result<Option<usize>, Diagnostic> {
        Ok(self.journal.progress(&self.names()?))
    }

    /// The names in the folder of the move.
    fn names(&self) -> Result<BTreeSet<String>, Diagnostic> {
        let mut names = BTreeSet::new();
        for entry in self.root.walk(&folder(), |_| true)? {
            if let Some(path) = entry?.path
                && path.folder() == *FOLDER
            {
                names.insert(path.name().to_owned());
            }
        }
        Ok(names)
    }

    /// Removes what a move that has ended, or not yet begun, has in its folder, and the folder.
    ///
    /// # Errors
    /// Anything else there: it may be the only copy of a chapter.
    fn discard(&self) -> Result<(), Diagnostic> {
        let has_ended = self.root.exists(&within(ENDED));
        for name in self.names()? {
            let is_part = name.starts_with(&format!(".{JOURNAL}."));
            if is_part || journal::is_copy(&name) || has_ended && journal::is_replaced(&name) {
                self.root.remove_file(&within(&name))?;
            }
        }
        let rest = self.names()?;
        if rest.iter().any(|name| name != ENDED) {
            let folder = shown_folder(self.root);
            let message = message!("no-journal-of-files", folder = folder.as_str());
            return Err(Diagnostic::error(message).help(message!(
                "no-journal-of-files",
                "help",
                folder = folder
            )));
        }
        if has_ended {
            self.root.remove_file(&within(ENDED))?;
        }
        Ok(self.root.remove_folder(&folder())?)
    }

    /// Removes folders that hold nothing any more, which git would not keep either.
    fn remove_empty_folders(&self, effect: &Effect) {
        for old in effect.left() {
            for folder in old.folders().filter(|folder| *folder != *CONTENT) {
                if self.root.remove_folder(&folder).is_err() {
                    break;
                }
            }
        }
    }
}
