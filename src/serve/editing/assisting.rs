//! Answers what a writer asks beside the text of a chapter: what to refer to, what is pasted, where
//! an image goes, and what becomes of the chapters.

use super::Editing;
use super::images::{Image, ImageRequest, Images};
use super::journal::Step;
use super::paste::{self, PasteRequest, Pasted};
use super::references::{Target, TargetsRequest};
use super::refusal::Refusal;
use super::structure::{self, Outcome, StructureRequest, Work};
use super::tree::Tree;
use crate::messages::message;
use crate::paths::GuidePath;

/// What can be referred to.
#[derive(Debug, serde::Serialize)]
pub struct Targets {
    targets: Vec<Target>,
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
        // Nobody else takes their names in between.
        let claim = editing.claim()?;
        pasted = read();
        let label = message!("step-images", count = pasted.images.len());
        let images = std::mem::take(&mut pasted.images);
        let paths = editing.make_files(&claim, label, images)?;
        drop(claim);
        (editing.tell)(&paths);
    }
    Ok(pasted)
}

/// Stores an image beside a chapter.
///
/// # Errors
/// What is no image; what the file system refuses.
pub fn image(editing: &Editing, request: &ImageRequest, bytes: Vec<u8>) -> Result<Image, Refusal> {
    let guide = editing.preview.version().guide.clone();
    let claim = editing.claim()?;
    let book = guide.as_ref().map(|guide| &*guide.book);
    let mut images = Images::beside(claim.root(), book, &request.file)?;
    let image = images.add(&request.name, bytes)?;
    let label = message!("step-images", count = 1);
    let paths = editing.make_files(&claim, label, images.into_new())?;
    drop(claim);
    if !paths.is_empty() {
        (editing.tell)(&paths);
    }
    Ok(image)
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
    let guide = editing.preview.version().guide.clone();
    if !request.apply {
        return Ok(structure::plan(&editing.root, guide.as_deref(), request)?.outcome);
    }
    let claim = editing.claim()?;
    let mut planned = structure::plan(&editing.root, guide.as_deref(), request)?;
    let label = planned.label.clone();
    let paths = match &planned.work {
        Work::Nothing => [].into(),
        Work::Chapters(effect) => editing.make_move(&claim, label, effect)?,
        Work::Text(file) => {
            let path: GuidePath = file.path.clone();
            editing.make(&claim, &Step::of_files(label, vec![file.clone()]))?;
            [path].into()
        }
    };
    drop(claim);
    (editing.tell)(&paths);
    let guide = editing.preview.version().guide.clone();
    planned.outcome.page = guide.map(|guide| planned.page(&guide));
    Ok(planned.outcome)
}
