//! What was edited, to undo it and make it again.
//!
//! The journal of a guide is a folder in the system's folder for such things. It outlives the
//! preview. A step is written down before any file changes, and so is an undoing, so that one that
//! is cut off is ended by the next. Texts are kept once, by their hash; the oldest steps go when
//! there is too much.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::cache;
use crate::config;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::messages::message;
use crate::moving::Effect;
use crate::paths::{Any, AnyPath, Cause, FileError, FileKind, GuidePath, Root};

/// The most bytes of texts and images that are kept for one guide.
const LIMIT: u64 = 50 << 20;

/// The most steps.
const STEPS: usize = 2000;

/// The list of steps.
const LIST: &str = "steps.json";

/// The folder of texts.
const KEPT: &str = "kept";

/// The folder of all journals.
const FOLDER: &str = "undo";

/// A step that can be undone: what it is called, and the files it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it does, in words.
    pub label: String,
    /// The files that are made, changed or removed.
    pub files: Vec<FileChange>,
    /// What is done when chapters get other numbers, are made or are removed.
    pub effect: Option<Effect>,
}

impl Step {
    /// Whether it changes nothing but what is below `content/`, and `book.toml` where that follows
    /// chapters that move.
    fn is_of_content(&self) -> bool {
        let is_inner = |path: &GuidePath| path.in_content().is_some_and(|path| !path.is_base());
        let is_own = |path: &GuidePath| is_inner(path) || path.as_str() == config::FILE_NAME;
        let effect_is = |effect: &Effect| {
            let folders = effect.folders.iter();
            effect.paths().iter().all(is_own)
                && folders
                    .into_iter()
                    .all(|folder| folder.is_base() || folder.in_content().is_some())
        };
        self.files.iter().all(|file| is_inner(&file.path)) && self.effect.iter().all(effect_is)
    }

    /// A step that changes files.
    pub fn of_files(label: String, files: Vec<FileChange>) -> Self {
        Self { label, files, effect: None }
    }
}

/// A file before and after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Where it is.
    pub path: GuidePath,
    /// Its bytes before; `None` if it was not there.
    pub before: Option<Vec<u8>>,
    /// Its bytes after; `None` if it is not there any more.
    pub after: Option<Vec<u8>>,
}

/// Back or forth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Direction {
    Undo,
    Redo,
}

/// The labels of the steps that come next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// What would be undone.
    pub undo: Option<String>,
    /// What would be made again.
    pub redo: Option<String>,
}

/// The journal of a guide.
pub struct Journal {
    root: Root<Any>,
    list: List,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    steps: Vec<Listed>,
    /// How many of them are made; the others are undone.
    made: usize,
    /// What is under way.
    under_way: Option<Direction>,
    /// When the folder of the guide was made, where the system knows that: another one at the same
    /// place is another guide.
    #[serde(default)]
    born: Option<u128>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Listed {
    label: String,
    files: Vec<ListedFile>,
    /// The effect that comes next: what takes the step back, or what makes it again.
    #[serde(default)]
    effect: Option<Kept>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ListedFile {
    path: GuidePath,
    before: Option<Kept>,
    after: Option<Kept>,
}

/// Bytes that are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Kept {
    hash: String,
    size: u64,
}

impl Listed {
    fn kept(&self) -> impl Iterator<Item = &Kept> {
        let files = self.files.iter().flat_map(|file| [&file.before, &file.after]);
        files.chain([&self.effect]).flatten()
    }
}

impl Journal {
    /// The journal of the guide in a folder. Nobody else may write in it: the guide is claimed.
    ///
    /// # Errors
    /// A folder that cannot be used. `None` if the system has no place for journals.
    pub fn of_guide(guide: &Path) -> Result<Option<Self>, Diagnostic> {
        let Some(folder) = cache::state_folder() else { return Ok(None) };
        let guide = guide.canonicalize().unwrap_or_else(|_| guide.to_owned());
        let Ok(name) = AnyPath::new(&cache::name_of(FOLDER, &guide)) else { return Ok(None) };
        let mut journal = Self::open(&folder, &name)?;
        journal.belong_to(born(&guide))?;
        Ok(Some(journal))
    }

    /// Lets all steps go of a guide that was in the same folder before, and is gone.
    fn belong_to(&mut self, born: Option<u128>) -> Result<(), Diagnostic> {
        if born.is_some() && self.list.born.is_some() && born != self.list.born {
            self.forget()?;
        }
        self.list.born = born.or(self.list.born);
        Ok(())
    }

    /// The journal in a folder, which only its owner may read: what was removed is kept there. That
    /// folder is no link, which would make another's folder a journal.
    fn open(folder: &Path, name: &AnyPath) -> Result<Self, Diagnostic> {
        let all: Root<Any> = Root::create(folder)?;
        if all.link_kind(name)? == Some(FileKind::Link) {
            let cause = Cause::NotAFile(message!("a-symbolic-link"));
            let error = FileError { action: FileAction::Use, path: all.locate(name), cause };
            return Err(error.into());
        }
        all.create_folders(name)?;
        let root: Root<Any> = all.descend(name)?;
        root.make_private(&AnyPath::base())?;
        root.create_folders(&AnyPath::base().child(KEPT))?;
        let list = root.read(&AnyPath::base().child(LIST)).ok();
        // A list that was damaged is begun anew.
        let list = list.and_then(|list| serde_json::from_slice::<List>(&list).ok());
        let is_sound = |list: &List| list.made <= list.steps.len() && list.steps.len() <= STEPS;
        let list = list.filter(is_sound).unwrap_or_default();
        Ok(Self { root, list })
    }

    /// Lets all steps go, and what is kept for them.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn forget(&mut self) -> Result<(), Diagnostic> {
        self.list = List { born: self.list.born, ..List::default() };
        // To remove needs no room on the disk.
        let [list, kept] = [LIST, KEPT].map(|name| AnyPath::base().child(name));
        for removed in [self.root.remove_file(&list), self.root.remove_all(&kept)] {
            match removed {
                Err(error) if !error.cause.is_missing() => return Err(error.into()),
                _ => {}
            }
        }
        Ok(self.root.create_folders(&AnyPath::base().child(KEPT))?)
    }

    /// What can be undone and made again.
    pub fn history(&self) -> History {
        let label = |at: Option<usize>| Some(self.list.steps.get(at?)?.label.clone());
        History { undo: label(self.list.made.checked_sub(1)), redo: label(Some(self.list.made)) }
    }

    /// Writes down a step that is about to be made. Steps that were undone are gone then.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn add(&mut self, step: &Step) -> Result<(), Diagnostic> {
        let before = self.all_kept();
        let step = self.listed(step)?;
        self.list.steps.truncate(self.list.made);
        self.list.steps.push(step);
        self.list.made = self.list.steps.len();
        self.shrink();
        self.write()?;
        self.clear(&before);
        Ok(())
    }

    /// Takes back the last step, which could not be made.
    pub fn take_back(&mut self) {
        if self.list.made == self.list.steps.len() {
            self.list.steps.pop();
            self.list.made = self.list.steps.len();
            // Undoing it does nothing, should this fail.
            let _ = self.write();
        }
    }

    /// The next step to undo or to make again: its files as they are before that and after it.
    /// `None` if there is none, its texts are not kept any more, or it is none that was written down
    /// here: then it would change other files than chapters and what stands beside them.
    pub fn next(&self, direction: Direction) -> Option<Step> {
        let step = self.list.steps.get(self.place(direction)?)?;
        let kept = |kept: &Option<Kept>| match kept {
            Some(kept) => self.read(kept).map(Some),
            None => Some(None),
        };
        let file = |file: &ListedFile| {
            let (before, after) = (kept(&file.before)?, kept(&file.after)?);
            let (before, after) = match direction {
                Direction::Undo => (after, before),
                Direction::Redo => (before, after),
            };
            Some(FileChange { path: file.path.clone(), before, after })
        };
        let files = step.files.iter().map(file).collect::<Option<_>>()?;
        let effect = match &step.effect {
            Some(kept) => Some(serde_json::from_slice(&self.read(kept)?).ok()?),
            None => None,
        };
        let step = Step { label: step.label.clone(), files, effect };
        step.is_of_content().then_some(step)
    }

    /// Notes that a step is about to be undone or made again, with its files as they really are
    /// and will be.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn begin(&mut self, direction: Direction, step: &Step) -> Result<(), Diagnostic> {
        let before = self.all_kept();
        let mut step = self.listed(step)?;
        if direction == Direction::Undo {
            for file in &mut step.files {
                std::mem::swap(&mut file.before, &mut file.after);
            }
        }
        if let Some(place) = self.place(direction) {
            self.list.steps[place] = step;
            self.list.under_way = Some(direction);
        }
        self.write()?;
        self.clear(&before);
        Ok(())
    }

    /// Notes that the last step was made, and what takes it back.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn made(&mut self, back: &Effect) -> Result<(), Diagnostic> {
        let before = self.all_kept();
        self.set_effect(self.place(Direction::Undo), back)?;
        self.write()?;
        self.clear(&before);
        Ok(())
    }

    /// Notes that the chapters of a step have changed, and what changes them the other way.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn turn(&mut self, direction: Direction, back: &Effect) -> Result<(), Diagnostic> {
        let before = self.all_kept();
        self.set_effect(self.place(direction), back)?;
        self.end(true)?;
        self.clear(&before);
        Ok(())
    }

    fn set_effect(&mut self, place: Option<usize>, effect: &Effect) -> Result<(), Diagnostic> {
        let kept = self.keep(&serde_json::to_vec(effect).expect("an effect is plain data"))?;
        if let Some(step) = place.and_then(|place| self.list.steps.get_mut(place)) {
            step.effect = Some(kept);
        }
        Ok(())
    }

    /// Notes that what was begun is done, or has failed.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn end(&mut self, is_done: bool) -> Result<(), Diagnostic> {
        match self.list.under_way.take() {
            Some(Direction::Undo) if is_done => self.list.made -= 1,
            Some(Direction::Redo) if is_done => self.list.made += 1,
            _ => {}
        }
        self.write()
    }

    /// What was begun and not ended.
    pub fn under_way(&self) -> Option<Direction> {
        self.list.under_way
    }

    /// Counts a step as undone, or made, that is so already.
    pub fn skip(&mut self, direction: Direction) {
        match direction {
            Direction::Undo => self.list.made = self.list.made.saturating_sub(1),
            Direction::Redo => self.list.made = (self.list.made + 1).min(self.list.steps.len()),
        }
    }

    /// Counts a step as undone, or made, that cannot be: what comes behind it can be asked for then.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn give_up(&mut self, direction: Direction) -> Result<(), Diagnostic> {
        self.skip(direction);
        self.write()
    }

    fn place(&self, direction: Direction) -> Option<usize> {
        match direction {
            Direction::Undo => self.list.made.checked_sub(1),
            Direction::Redo => Some(self.list.made).filter(|&at| at < self.list.steps.len()),
        }
    }

    fn listed(&self, step: &Step) -> Result<Listed, Diagnostic> {
        let keep =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| self.keep(bytes)).transpose();
        let file = |file: &FileChange| {
            let (before, after) = (keep(&file.before)?, keep(&file.after)?);
            Ok(ListedFile { path: file.path.clone(), before, after })
        };
        let files = step.files.iter().map(file).collect::<Result<_, Diagnostic>>()?;
        let effect = step.effect.as_ref();
        let effect =
            effect.map(|effect| serde_json::to_vec(effect).expect("an effect is plain data"));
        Ok(Listed { label: step.label.clone(), files, effect: keep(&effect)? })
    }

    fn keep(&self, bytes: &[u8]) -> Result<Kept, Diagnostic> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let path = kept(&hash);
        if !self.root.exists(&path) {
            self.root.replace(&path, bytes)?;
            self.root.make_private(&path)?;
        }
        Ok(Kept { hash, size: bytes.len() as u64 })
    }

    fn read(&self, of: &Kept) -> Option<Vec<u8>> {
        let bytes = self.root.read(&kept(&of.hash)).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == of.hash).then_some(bytes)
    }

    fn all_kept(&self) -> BTreeSet<Kept> {
        self.list.steps.iter().flat_map(Listed::kept).cloned().collect()
    }

    /// Drops the oldest steps. The last one stays, however large it is.
    fn shrink(&mut self) {
        let size = |kept: &BTreeSet<Kept>| kept.iter().map(|kept| kept.size).sum::<u64>();
        while self.list.steps.len() > 1
            && (self.list.steps.len() > STEPS || size(&self.all_kept()) > LIMIT)
        {
            self.list.steps.remove(0);
            self.list.made -= 1;
        }
    }

    fn write(&self) -> Result<(), Diagnostic> {
        let json = serde_json::to_vec(&self.list).expect("a list is plain data");
        let path = AnyPath::base().child(LIST);
        self.root.replace(&path, &json)?;
        Ok(self.root.make_private(&path)?)
    }

    /// Removes what was kept before and is not any more.
    fn clear(&self, before: &BTreeSet<Kept>) {
        let now = self.all_kept();
        for gone in before.difference(&now) {
            let _ = self.root.remove_file(&kept(&gone.hash));
        }
    }
}

/// When a folder was made, in nanoseconds; `None` if the system does not know.
fn born(folder: &Path) -> Option<u128> {
    let made = folder.metadata().ok()?.created().ok()?;
    Some(made.duration_since(UNIX_EPOCH).ok()?.as_nanos())
}

fn kept(hash: &str) -> AnyPath {
    AnyPath::base().child(KEPT).child(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(folder: &tempfile::TempDir) -> Journal {
        Journal::open(folder.path(), &AnyPath::base()).unwrap()
    }

    fn step(label: &str, before: Option<&[u8]>, after: Option<&[u8]>) -> Step {
        let path = GuidePath::new("content/1.md").unwrap();
        let (before, after) = (before.map(<[u8]>::to_vec), after.map(<[u8]>::to_vec));
        Step::of_files(label.into(), vec![FileChange { path, before, after }])
    }

    fn count(folder: &tempfile::TempDir) -> usize {
        std::fs::read_dir(folder.path().join(KEPT)).unwrap().count()
    }

    #[test]
    fn steps_are_undone_and_made_again_also_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        journal(&folder).add(&step("een", None, Some(b"a"))).unwrap();
        journal(&folder).add(&step("twee", Some(b"a"), Some(b"b"))).unwrap();
        let mut journal = journal(&folder);
        let history = |undo: Option<&str>, redo: Option<&str>| History {
            undo: undo.map(str::to_owned),
            redo: redo.map(str::to_owned),
        };
        assert_eq!(journal.history(), history(Some("twee"), None));
        let back = journal.next(Direction::Undo).unwrap();
        assert_eq!(back, step("twee", Some(b"b"), Some(b"a")));
        journal.begin(Direction::Undo, &back).unwrap();
        assert_eq!(super::tests::journal(&folder).under_way(), Some(Direction::Undo));
        journal.end(true).unwrap();
        assert_eq!(journal.history(), history(Some("een"), Some("twee")));
        assert_eq!(journal.next(Direction::Redo).unwrap(), step("twee", Some(b"a"), Some(b"b")));
        journal.add(&step("drie", Some(b"a"), Some(b"c"))).unwrap();
        assert_eq!(journal.history(), history(Some("drie"), None));
        assert_eq!(count(&folder), 2, "what was undone is gone");
    }

    #[test]
    fn the_oldest_steps_go_when_there_is_too_much() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = journal(&folder);
        let large = |n: u8| vec![n; (LIMIT / 4) as usize];
        for n in 0..8 {
            journal.add(&step(&n.to_string(), Some(&large(n)), Some(&large(n + 1)))).unwrap();
        }
        assert_eq!(journal.list.steps.len(), 3);
        assert_eq!(count(&folder), 4);
        let much = vec![9; (LIMIT + 1) as usize];
        journal.add(&step("groot", Some(&large(8)), Some(&much))).unwrap();
        assert_eq!(journal.list.steps.len(), 1, "the last step can always be undone");
        assert_eq!(journal.next(Direction::Undo).unwrap().files[0].before.as_ref(), Some(&much));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_what_is_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(), open).unwrap();
        journal(&folder).add(&step("een", Some(b"a"), Some(b"b"))).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&folder.path().join(LIST)), 0o600);
        for kept in std::fs::read_dir(folder.path().join(KEPT)).unwrap() {
            assert_eq!(mode(&kept.unwrap().path()), 0o600);
        }
    }

    #[test]
    fn a_step_that_changes_other_files_is_none_of_the_journal() {
        use crate::moving::NewText;
        let path = |path: &str| GuidePath::new(path).unwrap();
        let of_file = |at: &str| {
            let file = FileChange { path: path(at), before: None, after: Some(b"x".to_vec()) };
            Step::of_files("x".into(), vec![file])
        };
        let of_text = |at: &str| {
            let (before, after) = ("a".into(), "b".into());
            let text = NewText { old: Some(path(at)), new: Some(path(at)), before, after };
            let effect = Effect { texts: vec![text], ..Effect::default() };
            Step { label: "x".into(), files: Vec::new(), effect: Some(effect) }
        };
        for (step, is_own) in [
            (of_file("content/1.md"), true),
            (of_file("content/beeld/1.png"), true),
            (of_file("book.toml"), false),
            (of_file(".git/hooks/post-commit"), false),
            (of_file("contents/1.md"), false),
            (of_file("content"), false),
            (of_text("content/1.md"), true),
            (of_text("book.toml"), true),
            (of_text("themes/x.js"), false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let mut journal = journal(&folder);
            journal.add(&step).unwrap();
            assert_eq!(journal.next(Direction::Undo).is_some(), is_own, "{step:?}");
        }
    }

    #[test]
    fn what_is_forgotten_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = journal(&folder);
        journal.add(&step("een", Some(b"a"), Some(b"b"))).unwrap();
        journal.forget().unwrap();
        assert_eq!(journal.history(), History::default());
        assert_eq!(super::tests::journal(&folder).history(), History::default());
        assert_eq!(count(&folder), 0);
        journal.add(&step("twee", Some(b"a"), Some(b"b"))).unwrap();
        assert_eq!(journal.history().undo.as_deref(), Some("twee"));
    }

    #[test]
    fn steps_of_a_guide_that_is_gone_are_none_of_another_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let open = |born| {
            let mut journal = journal(&folder);
            journal.belong_to(born).unwrap();
            journal
        };
        open(Some(1)).add(&step("een", Some(b"a"), Some(b"b"))).unwrap();
        assert_eq!(open(None).history().undo.as_deref(), Some("een"), "it is not known");
        assert_eq!(open(Some(1)).history().undo.as_deref(), Some("een"));
        assert_eq!(open(Some(2)).history(), History::default());
        assert_eq!(count(&folder), 0);
        let guide = tempfile::tempdir().unwrap();
        assert_eq!(born(guide.path()), born(guide.path()));
    }

    #[cfg(unix)]
    #[test]
    fn no_folder_of_another_becomes_a_journal() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let inner = folder.path().join("van-een-ander");
        std::fs::create_dir(&inner).unwrap();
        let name = AnyPath::base().child("gids");
        for target in [other.path(), &inner, "weg".as_ref()] {
            let link = folder.path().join("gids");
            symlink(target, &link).unwrap();
            assert!(Journal::open(folder.path(), &name).is_err(), "{}", target.display());
            std::fs::remove_file(link).unwrap();
        }
        assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0);
        assert_eq!(std::fs::read_dir(&inner).unwrap().count(), 0);
        let mode = std::fs::metadata(&inner).unwrap().permissions().mode();
        assert_ne!(mode & 0o777, 0o700, "nor do its rights change");
        assert!(Journal::open(folder.path(), &name).is_ok());
    }

    #[test]
    fn what_is_damaged_is_not_brought_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = journal(&folder);
        journal.add(&step("een", Some(b"a"), Some(b"b"))).unwrap();
        let hash = blake3::hash(b"a").to_hex();
        std::fs::write(folder.path().join(KEPT).join(hash.as_str()), "x").unwrap();
        assert_eq!(journal.next(Direction::Undo), None);
    }
}
