//! From artifacts to files: all of them or none.
//!
//! Everything is rendered into a staging folder beside the target and swapped in at once. Until
//! then the published guide is not touched, and a build that is killed leaves it whole.

mod manifest;
mod precompress;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::editions::{self, Artifact, Publication};
use crate::guide::Guide;
use crate::source::relative;
use manifest::Manifest;
use precompress::{COMPRESSIONS, Compression};

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
}

/// Publishes a guide into the folder `out`. `progress` is called with the number of files before
/// the first is rendered, and after each with nothing.
///
/// # Errors
/// A folder that is not ours to replace, a template that fails, a file that cannot be written:
/// all that is found. Then the folder is as it was.
pub fn publish(
    guide: &Guide,
    out: &Path,
    progress: &(dyn Fn(Option<usize>) + Sync),
) -> Result<Summary, Vec<Diagnostic>> {
    let publication = editions::publication(guide)?;
    let target = Target::claim(out)?;
    let foreign = target.foreign_files(&publication, guide.config.site.precompress)?;
    let staging = target.staging()?;
    progress(Some(publication.len()));
    let result = render(guide, &publication, &target, &staging, progress).and_then(|written| {
        carry_over(&foreign, &target.path, &staging)?;
        let summary = summarise(&written, &target.manifest);
        let manifest = Manifest::new(written.into_iter().map(|file| (file.path, file.hash)));
        manifest.write(&staging)?;
        swap::replace(&target.path, &staging)?;
        Ok(summary)
    });
    if result.is_err() {
        // What is left of it is removed by the next build at the latest.
        let _ = fs::remove_dir_all(&staging);
    }
    result
}

/// A file that was rendered into the staging folder.
struct Written {
    path: String,
    hash: String,
    bytes: u64,
}

fn render(
    guide: &Guide,
    publication: &Publication,
    target: &Target,
    staging: &Path,
    progress: &(dyn Fn(Option<usize>) + Sync),
) -> Result<Vec<Written>, Vec<Diagnostic>> {
    make_folders(publication, staging)?;
    let stage = Stage { guide, target, staging };
    let results: Vec<Result<Vec<Written>, Diagnostic>> = publication
        .par_iter()
        .map(|(path, artifact)| {
            let written = stage.render(path, artifact)?;
            progress(None);
            Ok(written)
        })
        .collect();
    let mut written = Vec::with_capacity(results.len());
    // A fault in a template shows on every page that uses it, and is one fault.
    let mut faults = BTreeMap::new();
    for result in results {
        match result {
            Ok(files) => written.extend(files),
            Err(fault) => {
                faults.entry(fault.to_string()).or_insert(fault);
            }
        }
    }
    match faults.is_empty() {
        true => Ok(written),
        false => Err(faults.into_values().collect()),
    }
}

/// Where artifacts become files, and what stands in their place until then.
struct Stage<'a> {
    guide: &'a Guide,
    target: &'a Target,
    staging: &'a Path,
}

impl Stage<'_> {
    /// Renders an artifact into its file, and makes the compressed copies that go with it.
    fn render(&self, path: &str, artifact: &Artifact) -> Result<Vec<Written>, Diagnostic> {
        let bytes = artifact.render(self.guide)?;
        let file = self.write(path, &bytes)?;
        let mut written = Vec::new();
        if self.guide.config.site.precompress && precompress::is_compressible(path, &bytes) {
            for compression in COMPRESSIONS {
                let copy = format!("{path}{}", compression.suffix());
                let earlier = self.target.earlier_copy(&file, &copy);
                let bytes = earlier.unwrap_or_else(|| compression.compress(&bytes));
                written.push(self.write(&copy, &bytes)?);
            }
        }
        written.push(file);
        Ok(written)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, Diagnostic> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let file = self.staging.join(path);
        fs::write(&file, bytes).map_err(|error| Diagnostic::io("write", &file, &error))?;
        self.target.keep_time(path, &hash, &file);
        Ok(Written { path: path.to_owned(), hash, bytes: bytes.len() as u64 })
    }
}

/// Makes the folders of all files, each once.
fn make_folders(publication: &Publication, staging: &Path) -> Result<(), Diagnostic> {
    let folders: BTreeSet<&str> =
        publication.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    for folder in folders {
        let folder = staging.join(folder);
        fs::create_dir_all(&folder).map_err(|error| Diagnostic::io("make", &folder, &error))?;
    }
    Ok(())
}

fn summarise(written: &[Written], before: &Manifest) -> Summary {
    let is_new = |file: &&Written| before.hash(&file.path) != Some(&file.hash);
    Summary {
        files: written.len(),
        pages: written.iter().filter(|file| file.path.ends_with(".html")).count(),
        bytes: written.iter().map(|file| file.bytes).sum(),
        changed: written.iter().filter(is_new).count(),
    }
}

/// The folder that will be replaced, and what it holds now. While it exists no other build can
/// claim the same folder.
struct Target {
    path: PathBuf,
    manifest: Manifest,
    lock: PathBuf,
    _locked: File,
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock);
    }
}

impl Target {
    /// Takes a folder that is empty, does not exist, or holds what an earlier build put there.
    fn claim(out: &Path) -> Result<Self, Diagnostic> {
        let path = swap::resolve(out)?;
        let lock = swap::beside(&path, "lock");
        let locked = File::create(&lock).map_err(|error| Diagnostic::io("write", &lock, &error))?;
        if locked.try_lock().is_err() {
            return Err(Diagnostic::error(format!(
                "another build is writing to {}",
                out.display()
            ))
            .help("wait until it is done"));
        }
        swap::recover(&path)?;
        let manifest = match Manifest::read(&path) {
            Some(manifest) => manifest,
            None if is_empty(&path)? => Manifest::default(),
            None => {
                let _ = fs::remove_file(&lock);
                return Err(Diagnostic::error(format!(
                    "the folder {} is not empty and was not made by wijkengids",
                    out.display()
                ))
                .help("nothing was changed; choose another folder with --out, or empty this one"));
            }
        };
        Ok(Self { path, manifest, lock, _locked: locked })
    }

    /// An empty staging folder beside the target. What a killed build left there is removed.
    fn staging(&self) -> Result<PathBuf, Diagnostic> {
        let staging = swap::beside(&self.path, "staging");
        if staging.exists() {
            fs::remove_dir_all(&staging)
                .map_err(|error| Diagnostic::io("remove", &staging, &error))?;
        }
        fs::create_dir(&staging).map_err(|error| Diagnostic::io("make", &staging, &error))?;
        Ok(staging)
    }

    /// A file whose bytes are those of before keeps its time, so that it is not uploaded again.
    fn keep_time(&self, path: &str, hash: &str, file: &Path) {
        if self.manifest.hash(path).is_none_or(|before| before != hash) {
            return;
        }
        // Where the file system knows no times there is nothing to keep.
        let time = fs::metadata(self.path.join(path)).and_then(|before| before.modified());
        if let Ok(time) = time
            && let Ok(file) = File::options().write(true).open(file)
        {
            let _ = file.set_modified(time);
        }
    }

    /// The compressed copy that an earlier build made of the same bytes: compressing takes longer
    /// than all else.
    fn earlier_copy(&self, file: &Written, copy: &str) -> Option<Vec<u8>> {
        if self.manifest.hash(&file.path)? != &file.hash {
            return None;
        }
        let bytes = fs::read(self.path.join(copy)).ok()?;
        (self.manifest.hash(copy)? == blake3::hash(&bytes).to_hex().as_str()).then_some(bytes)
    }

    /// What others put into the folder, such as `.git` or `CNAME`: files and folders, in order.
    /// `precompress` tells whether compressed copies will stand there too.
    fn foreign_files(
        &self,
        publication: &Publication,
        precompress: bool,
    ) -> Result<Vec<String>, Vec<Diagnostic>> {
        let is_copy = |path: &str| {
            let original = |of: Compression| path.strip_suffix(of.suffix());
            let mut originals = COMPRESSIONS.into_iter().filter_map(original);
            precompress && originals.any(|path| publication.contains_key(path))
        };
        let mut foreign = Vec::new();
        let mut problems = Vec::new();
        for entry in WalkDir::new(&self.path).min_depth(1).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(_) if !self.path.exists() => return Ok(foreign),
                Err(error) => return Err(Diagnostic::error(format!("cannot read {error}")).into()),
            };
            let Some(path) = relative(&self.path, entry.path()) else { continue };
            if self.manifest.hash(&path).is_some() || path == manifest::FILE_NAME {
                continue;
            }
            if publication.contains_key(&path) || is_copy(&path) {
                problems.push(
                    Diagnostic::error(format!(
                        "{} was not made by wijkengids",
                        entry.path().display()
                    ))
                    .help("a page of the guide has the same name; move the file out of the way"),
                );
            }
            foreign.push(path);
        }
        match problems.is_empty() {
            true => Ok(foreign),
            false => Err(problems),
        }
    }
}

fn is_empty(folder: &Path) -> Result<bool, Diagnostic> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Diagnostic::io("read", folder, &error)),
    }
}

/// Brings what others put into the target along, as links where the file system has them.
fn carry_over(foreign: &[String], target: &Path, staging: &Path) -> Result<(), Diagnostic> {
    for path in foreign {
        let (from, to) = (target.join(path), staging.join(path));
        let carried = match from.symlink_metadata() {
            Ok(entry) if entry.is_dir() => fs::create_dir_all(&to),
            _ => fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())),
        };
        carried.map_err(|error| Diagnostic::io("keep", &from, &error))?;
    }
    Ok(())
}
