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
mod record;
mod swap;
mod target;
mod written;
mod zip;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::editions;
use crate::guide::Guide;
use crate::lock::{self, Mode, Outcome};
use crate::messages::message;
use crate::paths::{self, PublicationPath, Root};
use crate::pdf::Engine;
use build::{Build, Rendered};
use manifest::Manifest;
use pdf::Pdfs;
use swap::Swap;
use target::Target;
use written::Written;

/// The folder, inside that of the guide, to which it is published by default.
pub const FOLDER: &str = "public";

/// What was published.
#[derive(Debug)]
pub struct Summary {
    /// How many files the publication has.
    pub files: usize,
    /// How many of them are HTML pages.
    pub pages: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many of them changed.
    pub changed: usize,
    /// Whether other builds were locked out; `false` where the system has no locks.
    pub is_locked: bool,
    /// What is not in the PDFs as the authors meant it.
    pub warnings: Vec<Diagnostic>,
}

/// The folder to which a guide is published by default.
///
/// # Errors
/// A link that leads out of the guide: a stranger's guide could replace another site with it.
pub fn default_folder(root: &Path) -> Result<PathBuf, Diagnostic> {
    let folder = root.join(FOLDER);
    if !folder.is_symlink() {
        return Ok(folder);
    }
    let name = folder.display().to_string();
    match (root.canonicalize(), folder.canonicalize()) {
        (Ok(root), Ok(real)) if real.starts_with(&root) => Ok(folder),
        (_, Ok(real)) => {
            let to = real.display().to_string();
            let message = message!("out-leads-away", name = name, to = to.as_str());
            Err(Diagnostic::error(message).help(message!("out-leads-away", "help", to = to)))
        }
        (_, Err(_)) => Err(Diagnostic::error(message!("out-leads-nowhere", name = name))
            .help(message!("out-leads-nowhere", "remove"))),
    }
}

/// How a PDF of a guide is made.
#[derive(Clone, Copy)]
pub struct Printing<'a> {
    /// What makes it.
    pub engine: &'a Engine,
    /// Whether nothing is published if something is not in it as the authors meant it.
    pub is_strict: bool,
}

/// Publishes a guide into the folder `out`, with a PDF of it if it is to be printed, and with cards if
/// `book.toml` asks for them. `progress` is told how many files are to come, each time more are known,
/// and with `None` that one is done.
///
/// # Errors
/// A folder that is not ours to replace, a template that fails, a file that cannot be written, a
/// PDF that cannot be made: everything that went wrong. The folder is then unchanged.
pub fn publish(
    guide: &mut Guide,
    out: &Path,
    printing: Option<Printing<'_>>,
    progress: &(dyn Fn(Option<usize>) + Sync),
) -> Result<Summary, Vec<Diagnostic>> {
    let publication = editions::without_search(guide);
    let target = Target::claim(out)?;
    let pdfs = Pdfs::new(printing.map(|printing| printing.engine), guide);
    let is_strict = printing.is_some_and(|printing| printing.is_strict);
    let staging = target.staging()?;
    let made_of_it = pdfs.as_ref().map_or(0, |pdfs| pdfs.files.len());
    progress(Some(publication.len() + made_of_it + usize::from(guide.config.site.zip)));
    let mut build = Build { publication, target: &target, staging: &staging, progress };
    let result = build.render(guide, pdfs.as_ref()).and_then(|rendered| {
        if is_strict && !rendered.warnings.is_empty() {
            return Err(rendered.warnings);
        }
        let foreign = find_foreign(&target, &rendered.written)?;
        foreign::carry_over(&foreign, &target, &staging)?;
        finish(&target, &staging, rendered)
    });
    if result.is_err() {
        // The next build removes any leftovers.
        let _ = target.swap.parent.remove_all(&target.swap.staging);
    }
    result
}

/// Restores a site that a killed build had moved aside. Does nothing while another build is
/// running.
///
/// # Errors
/// Something else in its place; any I/O error.
pub fn recover(out: &Path) -> Result<bool, Diagnostic> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    if !parent.is_none_or(Path::is_dir) || out.file_name().is_none() {
        return Ok(false);
    }
    // If `out` is a link, its target is the folder that is replaced; it may be gone.
    let Ok(swap) = Swap::of(out) else { return Ok(false) };
    let is_cut_off = swap.is_cut_off();
    if !is_cut_off && !record::exists(&swap.site()) {
        return Ok(false);
    }
    let lock = lock::try_lock(&swap.parent, &swap.lock, Mode::Exclusive)?;
    if matches!(lock, Outcome::Busy) {
        return Ok(false);
    }
    swap.recover()?;
    Ok(is_cut_off && !swap.is_cut_off())
}

/// Restores every site that a killed build had moved aside, wherever it is. Returns those that are
/// back in their place, and what keeps others from it.
pub fn recover_all() -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut restored, mut problems) = (Vec::new(), Vec::new());
    for site in record::read() {
        match recover(&site) {
            Ok(true) => restored.push(site),
            Ok(false) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (restored, problems)
}

fn find_foreign(
    target: &Target,
    written: &[Written],
) -> Result<Vec<foreign::Foreign>, Vec<Diagnostic>> {
    let files: HashSet<&PublicationPath> = written.iter().map(|file| &file.path).collect();
    let folders: HashSet<PublicationPath> =
        written.iter().flat_map(|file| file.path.folders()).collect();
    foreign::find(target, |path| files.contains(path), |path| folders.contains(path))
}

/// Writes the manifest and puts the staging folder in the place of the target.
fn finish(
    target: &Target,
    staging: &Root<paths::Publication>,
    rendered: Rendered,
) -> Result<Summary, Vec<Diagnostic>> {
    let Rendered { written, pages, warnings } = rendered;
    let summary = Summary { warnings, ..summarise(&written, target) };
    let mut manifest = Manifest::new(written.iter().map(|file| file.path.clone()));
    let origins = written.into_iter().filter_map(|file| Some((file.path, file.origin?)));
    (manifest.origins, manifest.pages) = (origins.collect(), pages);
    let is_same = manifest == target.manifest;
    if !is_same || !target.keep(&manifest::path(), staging) {
        manifest.write(staging)?;
    }
    if target.folder.is_some() {
        // The permissions of the folder decide who may read the site.
        let _ = target.swap.parent.copy_permissions(&target.swap.folder, &target.swap.staging);
    }
    target.swap.replace()?;
    Ok(summary)
}

/// A hash of all files that were published into a folder. `None` if one of them is missing.
pub fn hash(folder: &Path) -> Option<String> {
    let root = Root::open(folder).ok()?;
    let mut hasher = blake3::Hasher::new();
    for path in Manifest::read(&root)?.files() {
        let bytes = root.read(path).ok()?;
        hasher.update(path.as_str().as_bytes()).update(&bytes.len().to_le_bytes()).update(&bytes);
    }
    Some(hasher.finalize().to_hex().to_string())
}

fn summarise(written: &[Written], target: &Target) -> Summary {
    Summary {
        files: written.len(),
        pages: written.iter().filter(|file| file.path.extension() == Some("html")).count(),
        bytes: written.iter().map(|file| file.bytes).sum(),
        changed: written.iter().filter(|file| !file.is_same).count(),
        is_locked: target.lock.is_some(),
        warnings: Vec::new(),
    }
}
