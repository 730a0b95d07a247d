//! What a change does to the files of a guide, so that it can be made, taken back and made again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Move;
use super::bytes::Bytes;
use crate::paths::{ContentPath, GuidePath};

/// What a change does to files. It holds all that is needed to take it back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The files and folders that get another path, old to new. What lies in such a folder goes
    /// along.
    pub renames: BTreeMap<ContentPath, ContentPath>,
    /// The files that get another text, are made or are removed, pictures too.
    pub texts: Vec<NewText>,
    /// Folders that are there afterwards, even if nothing is in them.
    pub folders: BTreeSet<GuidePath>,
}

/// A file before and after, a text in most cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewText {
    /// Where the file is before; nowhere if it is made.
    pub old: Option<GuidePath>,
    /// Where it is afterwards; nowhere if it is removed.
    pub new: Option<GuidePath>,
    /// What it holds before.
    pub before: Bytes,
    /// What it holds afterwards.
    pub after: Bytes,
}

impl Effect {
    /// The change of one text.
    pub fn of_text(path: GuidePath, before: String, after: String) -> Self {
        let (before, after) = (before.into(), after.into());
        let text = NewText { old: Some(path.clone()), new: Some(path), before, after };
        Self { texts: vec![text], ..Self::default() }
    }

    /// What takes this back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let renames = self.renames.iter().map(|(old, new)| (new.clone(), old.clone()));
        let texts = self.texts.iter().map(|text| NewText {
            old: text.new.clone(),
            new: text.old.clone(),
            before: text.after.clone(),
            after: text.before.clone(),
        });
        Self { renames: renames.collect(), texts: texts.collect(), folders: BTreeSet::new() }
    }

    /// The paths that change: of files, and of folders that change as a whole.
    pub fn paths(&self) -> BTreeSet<GuidePath> {
        let renames = self.renames.iter().flat_map(|(old, new)| [old.in_guide(), new.in_guide()]);
        let texts = self.texts.iter().flat_map(|text| text.old.iter().chain(&text.new).cloned());
        renames.chain(texts).collect()
    }

    /// Where files and folders leave their place.
    pub(super) fn left(&self) -> impl Iterator<Item = GuidePath> {
        let removed = self.texts.iter().filter(|text| text.new.is_none());
        let removed = removed.filter_map(|text| text.old.clone());
        self.renames.keys().map(ContentPath::in_guide).chain(removed)
    }

    /// How much it holds, in bytes.
    pub fn size(&self) -> usize {
        let texts = self.texts.iter().map(|text| text.before.len() + text.after.len());
        let renames = self.renames.iter().map(|(old, new)| old.as_str().len() + new.as_str().len());
        texts.chain(renames).sum()
    }
}

impl Move {
    /// What it does to files.
    pub fn effect(&self) -> Effect {
        let changed = self.files.iter().filter_map(|(path, change)| {
            let (before, after) = change.text.clone()?;
            let (before, after) = (before.into(), after.into());
            Some(NewText { old: change.old_path.clone(), new: Some(path.clone()), before, after })
        });
        let removed = self.removed.iter().filter_map(|chapter| {
            Some(NewText {
                old: Some(chapter.path.as_ref()?.in_guide()),
                new: None,
                before: chapter.text.as_str().into(),
                after: Bytes::default(),
            })
        });
        let pictures = self.removed_pictures.iter().map(|(path, bytes)| NewText {
            old: Some(path.clone()),
            new: None,
            before: bytes.clone().into(),
            after: Bytes::default(),
        });
        Effect {
            renames: self.renames.clone(),
            texts: changed.chain(removed).chain(pictures).collect(),
            folders: BTreeSet::new(),
        }
    }
}
