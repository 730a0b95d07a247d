//! From artifacts to files: all of them or none.
//!
//! Everything is rendered into a staging folder beside the target and swapped in at once. Until
//! then the published guide is not touched, and a build that is killed leaves it whole.

mod build;
mod foreign;
mod manifest;
mod mounts;
mod pdf;
mod precompress;
mod swap;
mod target;
mod written;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::editions::{self, Publication};
use crate::guide::Guide;
use crate::lock::{self, Mode, Outcome};
use crate::paths::{self, PublicationPath, Root};
use crate::pdf::Engine;
use build::Build;
use manifest::Manifest;
use pdf::Pdf;
use precompress::COMPRESSIONS;
use swap::Place;
use target::Target;
use written::Written;

/// The folder in a guide's own folder that it is published to, unless another is chosen.
pub const FOLDER: &str = "public";

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// How many files the publication has.
    pub files: usize,
    /// How many of them are HTML pages.
    pub pages: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many of them are not what they were before.
    pub changed: usize,
    /// Whether other builds were kept away: not where the system has no locks.
    pub is_locked: bool,
}

/// The folder that a guide is published to when the user chooses none.
///
/// # Errors
/// A link that leads out of the guide: a stranger's guide could replace another site with it.
pub fn default_folder(root: &Path) -> Result<PathBuf, Diagnostic> {
    let folder = root.join(FOLDER);
    if !folder.is_symlink() {
        return Ok(folder);
    }
    let refuse = |where_to: &str| Diagnostic::error(format!("{} {where_to}", folder.display()));
    match (root.canonicalize(), folder.canonicalize()) {
        (Ok(root), Ok(real)) if real.starts_with(&root) => Ok(folder),
        (_, Ok(real)) => {
            Err(refuse(&format!("is a link that leads out of the guide, to {}", real.display()))
                .help(format!("if that is meant, say so: --out {}", real.display())))
        }
        (_, Err(_)) => Err(refuse("is a link that leads nowhere").help("remove it")),
    }
}

/// Publishes a guide into the folder `out`, with a PDF of it if there is a program to make one.
/// `progress` is called with the number of files before the first is rendered, and after each with
/// nothing.
///
/// # Errors
/// A folder that is not ours to replace, a template that fails, a file that cannot be written, a
/// PDF that cannot be made: all that is found. Then the folder is as it was.
pub fn publish(
    guide: &mut Guide,
    out: &Path,
    pdf: Option<&Engine>,
    progress: &(dyn Fn(Option<usize>) + Sync),
) -> Result<Summary, Vec<Diagnostic>> {
    let publication = editions::publication(guide);
    let target = Target::claim(out)?;
    let pdf = pdf.map(|engine| Pdf { engine, path: editions::pdf_path(&guide.config) });
    let foreign = find_foreign(&target, &publication, guide, pdf.as_ref())?;
    let staging = target.staging()?;
    progress(Some(publication.len() + usize::from(pdf.is_some())));
    let mut build = Build { publication, target: &target, staging: &staging, progress };
    let result = build.render(guide, pdf.as_ref()).and_then(|(written, made_of)| {
        foreign::carry_over(&foreign, &target, &staging)?;
        finish(&target, &staging, written, made_of)
    });
    if result.is_err() {
        // What is left of it is removed by the next build at the latest.
        let _ = target.place.parent.remove_all(&target.place.staging);
    }
    result
}

/// Puts back a site that a build left aside when it was killed. Does nothing while another build
/// is at work.
///
/// # Errors
/// Something else in its place; what the system refuses.
pub fn recover(out: &Path) -> Result<bool, Diagnostic> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    if !parent.is_none_or(Path::is_dir) || out.file_name().is_none() {
        return Ok(false);
    }
    // A link is replaced where it leads, if that is still there.
    let Ok(place) = Place::of(out) else { return Ok(false) };
    if !place.is_cut_off() {
        return Ok(false);
    }
    let lock = lock::try_lock(&place.parent, &place.lock, Mode::Exclusive)?;
    if matches!(lock, Outcome::Busy) {
        return Ok(false);
    }
    place.recover()?;
    Ok(!place.is_cut_off())
}

fn find_foreign(
    target: &Target,
    publication: &Publication,
    guide: &Guide,
    pdf: Option<&Pdf<'_>>,
) -> Result<Vec<foreign::Foreign>, Vec<Diagnostic>> {
    let is_published = |path: &PublicationPath| {
        publication.contains_key(path) || pdf.as_ref().is_some_and(|pdf| pdf.path == *path)
    };
    let is_copy = |path: &PublicationPath| {
        let is_compressed = COMPRESSIONS.iter().any(|of| path.extension() == Some(of.extension()));
        guide.config.site.precompress
            && is_compressed
            && is_published(&path.folder().child(path.stem()))
    };
    let folders: BTreeSet<PublicationPath> =
        publication.keys().flat_map(PublicationPath::folders).collect();
    foreign::find(target, |path| is_published(path) || is_copy(path), |path| folders.contains(path))
}

/// Writes the manifest and puts the staging folder in the place of the target.
fn finish(
    target: &Target,
    staging: &Root<paths::Publication>,
    written: Vec<Written>,
    made_of: Option<String>,
) -> Result<Summary, Vec<Diagnostic>> {
    let summary = summarise(&written, target);
    let files = written.into_iter().map(|file| (file.path, file.hash));
    let mut manifest = Manifest::new(files);
    manifest.pdf = made_of;
    manifest.write(staging)?;
    if target.folder.is_some() {
        // Who may read the site is decided on the folder.
        let _ = target.place.parent.copy_permissions(&target.place.folder, &target.place.staging);
    }
    target.place.replace()?;
    Ok(summary)
}

/// Whether a folder holds a publication as it was published, every file of it.
pub fn is_whole(folder: &Path) -> bool {
    Root::open(folder)
        .ok()
        .and_then(|root| Manifest::read(&root).map(|manifest| manifest.is_kept(&root)))
        .unwrap_or(false)
}

fn summarise(written: &[Written], target: &Target) -> Summary {
    let before = &target.manifest;
    let is_new = |file: &&Written| before.hash(&file.path) != Some(&file.hash);
    Summary {
        files: written.len(),
        pages: written.iter().filter(|file| file.path.extension() == Some("html")).count(),
        bytes: written.iter().map(|file| file.bytes).sum(),
        changed: written.iter().filter(is_new).count(),
        is_locked: target.lock.is_some(),
    }
}
