//! What a move does to the disk, written down before it is done.
//!
//! Every step is a rename from or into the folder of the move. What is renamed goes there first,
//! the innermost first, and from there to where it belongs, so that chapters can change places; new
//! texts are written there and take the place of the old. To undo a move is to make the same
//! renames backwards.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::effect::Effect;
use crate::config;
use crate::paths::GuidePath;
use crate::source::CONTENT;

/// The folder of a move that is being made.
pub const FOLDER: &str = ".wijkengids-move";

/// A file in that folder that changes its name when everything that moves is in the folder.
/// Without it, two chapters that have changed places look as if neither had moved.
pub const LEAVING: &str = "leaving";
const ARRIVING: &str = "arriving";

/// What goes to another place, the new text of a file, and its old text.
const MOVED: &str = "moved-";
const NEW: &str = "new-";
const OLD: &str = "old-";

/// The renames of a move in order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Journal {
    pub steps: Vec<Step>,
    /// Folders that are made on the way.
    pub folders: Vec<GuidePath>,
}

/// A rename, to where nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub from: GuidePath,
    pub to: GuidePath,
}

/// A new text: the file, its name in the folder of the move, and what the file holds until then.
pub struct Writing<'a> {
    pub path: GuidePath,
    pub written: GuidePath,
    pub text: &'a [u8],
    /// Where the old text is, if there is one: its place before the move and in its folder.
    pub old: Option<OldText<'a>>,
}

/// The text that is replaced.
pub struct OldText<'a> {
    pub path: GuidePath,
    pub kept: GuidePath,
    pub text: &'a [u8],
}

/// The folder of the move.
pub fn folder() -> GuidePath {
    GuidePath::base().child(FOLDER)
}

/// A file in the folder of the move.
pub fn within(name: &str) -> GuidePath {
    folder().child(name)
}

/// The texts that are written.
pub fn writings(effect: &Effect) -> Vec<Writing<'_>> {
    let texts = effect.texts.iter().enumerate().filter_map(|(at, text)| {
        let kept = within(&format!("{OLD}{at}"));
        let old =
            |path: &GuidePath| OldText { path: path.clone(), kept, text: text.before.as_ref() };
        Some(Writing {
            path: text.new.clone()?,
            written: within(&format!("{NEW}{at}")),
            text: text.after.as_ref(),
            old: text.old.as_ref().map(old),
        })
    });
    texts.collect()
}

impl Journal {
    /// The steps of a change. What is removed goes first, since others may take its place.
    pub fn of(effect: &Effect, texts: &[Writing<'_>]) -> Self {
        let mut steps: Vec<Step> = removed_texts(effect)
            .map(|(path, kept, _)| Step { from: path.clone(), to: kept })
            .collect();
        let mut leaving = Vec::new();
        let mut arriving = Vec::new();
        for (at, (old, new)) in effect.renames.iter().enumerate() {
            let between = within(&format!("{MOVED}{at}"));
            leaving.push(Step { from: old.in_guide(), to: between.clone() });
            arriving.push(Step { from: between, to: new.in_guide() });
        }
        let depth = |path: &GuidePath| path.parts().count();
        leaving.sort_by_key(|step| std::cmp::Reverse(depth(&step.from)));
        arriving.sort_by_key(|step| depth(&step.to));
        steps.extend(leaving);
        steps.push(Step { from: within(LEAVING), to: within(ARRIVING) });
        steps.extend(arriving);
        for text in texts {
            if let Some(old) = &text.old {
                steps.push(Step { from: text.path.clone(), to: old.kept.clone() });
            }
            steps.push(Step { from: text.written.clone(), to: text.path.clone() });
        }
        Self { steps, folders: Vec::new() }
    }

    /// Whether every step is one that a move makes. A journal may come with a stranger's guide.
    pub fn is_sound(&self) -> bool {
        let is_marker = |step: &Step| step.from == within(LEAVING) && step.to == within(ARRIVING);
        let is_sound = |step: &Step| {
            is_marker(step)
                || is_own(&step.from) && is_of_guide(&step.to)
                || is_of_guide(&step.from) && is_own(&step.to)
        };
        self.steps.iter().all(is_sound) && self.folders.iter().all(is_of_guide)
    }

    /// How many steps were made, which the names in the folder of the move tell: every step adds
    /// or removes one. Nothing if they are the names of no step.
    pub fn progress(&self, found: &BTreeSet<String>) -> Option<usize> {
        let own = |path: &GuidePath| is_own(path).then(|| path.name().to_owned());
        let found: BTreeSet<String> = found.iter().filter(|name| is_known(name)).cloned().collect();
        let mut expected = self.names_before();
        for (made, step) in self.steps.iter().enumerate() {
            if expected == found {
                return Some(made);
            }
            own(&step.from).map(|name| expected.remove(&name));
            expected.extend(own(&step.to));
        }
        (expected == found).then_some(self.steps.len())
    }

    /// What is in the folder of the move before the first step.
    fn names_before(&self) -> BTreeSet<String> {
        let mut arrived = BTreeSet::new();
        let mut before = BTreeSet::new();
        for step in &self.steps {
            if is_own(&step.from) && !arrived.contains(&step.from) {
                before.insert(step.from.name().to_owned());
            }
            arrived.insert(&step.to);
        }
        before
    }

    /// All places in the guide that the steps lead to.
    pub fn destinations(&self) -> impl Iterator<Item = &GuidePath> {
        self.steps.iter().map(|step| &step.to).filter(|path| is_of_guide(path))
    }
}

/// Whether a path is that of something the move itself puts into its folder.
fn is_own(path: &GuidePath) -> bool {
    path.folder() == *FOLDER && is_known(path.name())
}

/// Whether a name in the folder of the move is one that a move gives.
fn is_known(name: &str) -> bool {
    is_copy(name) || is_replaced(name) || has_number(name, MOVED)
}

/// Whether a file of that name holds nothing that is not elsewhere, before any step is made.
pub fn is_copy(name: &str) -> bool {
    name == LEAVING || has_number(name, NEW)
}

/// Whether a file of that name is of no use when all steps are made.
pub fn is_replaced(name: &str) -> bool {
    name == ARRIVING || has_number(name, OLD)
}

fn has_number(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a move may change what is at a path: chapters, the files beside them, and the settings.
fn is_of_guide(path: &GuidePath) -> bool {
    let mut parts = path.parts();
    (parts.next() == Some(CONTENT) && parts.next().is_some()) || *path == *config::FILE_NAME
}

/// The files that are removed: their paths, where they are until the move has ended, and their
/// texts.
fn removed_texts(effect: &Effect) -> impl Iterator<Item = (&GuidePath, GuidePath, &[u8])> {
    effect.texts.iter().enumerate().filter(|(_, text)| text.new.is_none()).filter_map(
        |(at, text)| {
            Some((text.old.as_ref()?, within(&format!("{OLD}{at}")), text.before.as_ref()))
        },
    )
}

/// The old texts by the names they get in the folder of the move.
pub fn old_texts<'a>(
    effect: &'a Effect,
    texts: &'a [Writing<'a>],
) -> BTreeMap<GuidePath, &'a [u8]> {
    let replaced = texts.iter().filter_map(|text| text.old.as_ref());
    let replaced = replaced.map(|old| (old.kept.clone(), old.text));
    let removed = removed_texts(effect).map(|(_, kept, text)| (kept, text));
    replaced.chain(removed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(from: &str, to: &str) -> Step {
        Step { from: GuidePath::new(from).unwrap(), to: GuidePath::new(to).unwrap() }
    }

    /// Two chapters that change places, and one of which gets a new text.
    fn journal() -> Journal {
        let within = |name: &str| format!("{FOLDER}/{name}");
        Journal {
            steps: vec![
                step("content/1-a.md", &within("moved-0")),
                step("content/2-a.md", &within("moved-1")),
                step(&within(LEAVING), &within(ARRIVING)),
                step(&within("moved-0"), "content/2-a.md"),
                step(&within("moved-1"), "content/1-a.md"),
                step("content/1-a.md", &within("old-0")),
                step(&within("new-0"), "content/1-a.md"),
            ],
            folders: Vec::new(),
        }
    }

    #[test]
    fn progress_is_told_from_names() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let journal = journal();
        assert!(journal.is_sound());
        for (expected, found) in [
            (Some(0), &["leaving", "new-0"][..]),
            (Some(1), &["leaving", "moved-0", "new-0"]),
            (Some(2), &["leaving", "moved-0", "moved-1", "new-0", "journal.json"]),
            (Some(3), &["arriving", "moved-0", "moved-1", "new-0"]),
            (Some(5), &["arriving", "new-0"]),
            (Some(6), &["arriving", "new-0", "old-0"]),
            (Some(7), &["arriving", "old-0"]),
            (None, &["leaving", "moved-1", "new-0"]),
            (None, &[]),
        ] {
            assert_eq!(journal.progress(&names(found)), expected, "{found:?}");
        }
    }

    #[test]
    fn a_journal_that_no_move_writes_is_refused() {
        for (from, to) in [
            ("content/1.md", "content/2.md"),
            (".wijkengids-move/moved-0", ".git/hooks/pre-commit"),
            (".wijkengids-move/moved-0", "content"),
            (".wijkengids-move/x", "content/1.md"),
            (".wijkengids-move/moved-0/x", "content/1.md"),
            ("themes/x.html", ".wijkengids-move/moved-0"),
        ] {
            let journal = Journal { steps: vec![step(from, to)], folders: Vec::new() };
            assert!(!journal.is_sound(), "{from} to {to}");
        }
        let outside = r#"{"steps":[{"from":"../x","to":".wijkengids-move/moved-0"}],"folders":[]}"#;
        assert!(serde_json::from_str::<Journal>(outside).is_err());
    }
}
