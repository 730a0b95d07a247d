//! Answers what a writer asks beside the text of a chapter: what to refer to, what is pasted, where
//! an image goes, and what becomes of the chapters.

use std::collections::{BTreeMap, BTreeSet};

use super::images::{Image, ImageRequest, Images};
use super::journal::Step;
use super::paste::{self, PasteRequest, Pasted};
use super::references::{Target, TargetsRequest};
use super::refusal::Refusal;
use super::structure::{self, Outcome, StructureRequest, Work};
use super::tree::Tree;
use super::{Editing, Made};
use crate::messages::message;
use crate::moving::Claim;
use crate::paths::ContentPath;

/// What can be referred to.
#[derive(Debug, serde::Serialize)]
pub struct Targets {
    targets: Vec<Target>,
}

/// An image that is stored.
#[derive(Debug, serde::Serialize)]
pub struct Stored {
    #[serde(flatten)]
    image: Image,
    /// What the writer should know of it.
    note: Option<String>,
}

/// What an author may want to refer to.
pub fn targets(editing: &Editing, request: &TargetsRequest) -> Targets {
    let guide = editing.preview.version().guide.clone();
    let find = |guide| editing.references.find(guide, request);
    Targets { targets: guide.as_ref().map(find).unwrap_or_default() }
}

/// What is pasted, as Markdown. Images in it are stored.
///
/// # Errors
/// What the file system refuses.
pub fn paste(editing: &Editing, request: &PasteRequest) -> Result<Pasted, Refusal> {
    let guide = editing.preview.version().guide.clone();
    let root = editing.open()?;
    let read = || paste::paste(&root, guide.as_deref(), request);
    let mut pasted = read();
    if !pasted.images.is_empty() {
        let claim = editing.claim()?;
        if are_taken(&claim, &pasted.images) {
            pasted = read();
        }
        let label = message!("step-images", count = pasted.images.len());
        let images = std::mem::take(&mut pasted.images);
        let made = editing.make_files(&claim, label, images)?;
        drop(claim);
        (editing.tell)(&made.paths);
        pasted.notes.extend(made.note);
    }
    Ok(pasted)
}

/// Whether others have taken the names of new images since those were chosen. Images are read before
/// the guide is claimed, as that may take long.
fn are_taken(claim: &Claim, images: &BTreeMap<ContentPath, Vec<u8>>) -> bool {
    images.keys().any(|path| claim.root().exists(&path.in_guide()))
}

/// Stores an image beside a chapter.
///
/// # Errors
/// What is no image; what the file system refuses.
pub fn image(editing: &Editing, request: &ImageRequest, bytes: &[u8]) -> Result<Stored, Refusal> {
    let guide = editing.preview.version().guide.clone();
    let root = editing.open()?;
    let book = guide.as_ref().map(|guide| &*guide.book);
    let place = || -> Result<_, Refusal> {
        let mut images = Images::beside(&root, book, &request.file)?;
        let image = images.add(&request.name, bytes.to_vec())?;
        Ok((image, images.into_new()))
    };
    let (mut image, mut new) = place()?;
    let claim = editing.claim()?;
    if are_taken(&claim, &new) {
        (image, new) = place()?;
    }
    let label = message!("step-images", count = 1);
    let made = editing.make_files(&claim, label, new)?;
    drop(claim);
    if !made.paths.is_empty() {
        (editing.tell)(&made.paths);
    }
    Ok(Stored { image, note: made.note })
}

/// All chapters.
///
/// # Errors
/// A guide of which nothing could be read.
pub fn tree(editing: &Editing) -> Result<Tree, Refusal> {
    let guide = editing.preview.version().guide.clone();
    let tree = |manuscript: &_| Tree::new(manuscript, guide.as_deref());
    editing.preview.with_manuscript(tree).ok_or_else(|| {
        let problem = editing.preview.version().diagnostics.first().cloned();
        problem.map_or_else(Refusal::unreadable, Refusal::from)
    })
}

/// Plans a change of chapters, or makes it.
///
/// # Errors
/// Why it cannot be made.
pub fn structure(editing: &Editing, request: &StructureRequest) -> Result<Outcome, Refusal> {
    if !request.apply {
        return Ok(structure::plan(editing, request)?.outcome);
    }
    let claim = editing.claim()?;
    let mut planned = structure::plan(editing, request)?;
    let label = planned.outcome.label.clone();
    let made = match &planned.work {
        Work::Nothing => Made { paths: BTreeSet::new(), note: None },
        Work::Chapters(effect) => editing.make_move(&claim, label, effect)?,
        Work::Text(file) => editing.make(&claim, &Step::of_files(label, vec![file.clone()]))?,
    };
    drop(claim);
    (editing.tell)(&made.paths);
    planned.outcome.add_note(made.note);
    let version = editing.preview.version();
    match version.guide.as_ref().filter(|_| version.is_sound) {
        Some(guide) => planned.outcome.page = Some(planned.page(guide)),
        None => planned.outcome.file = planned.file(),
    }
    Ok(planned.outcome)
}
