//! From artifacts to files: all of them or none.
//!
//! Everything is rendered into a staging folder beside the target and swapped in at once. Until
//! then the published guide is not touched, and a build that is killed leaves it whole.

mod manifest;
mod pdf;
mod precompress;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::editions::{self, Artifact, Failure, Publication};
use crate::guide::{Download, Guide};
use crate::pdf::Engine;
use crate::source::relative;
use manifest::Manifest;
use pdf::Pdf;
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
    let pdf = pdf.map(|engine| Pdf { engine, path: editions::pdf_name(&guide.config) });
    let is_published = |path: &str| {
        publication.contains_key(path) || pdf.as_ref().is_some_and(|pdf| pdf.path == path)
    };
    let is_copy = |path: &str| {
        let original = |of: Compression| path.strip_suffix(of.suffix());
        guide.config.site.precompress
            && COMPRESSIONS.into_iter().filter_map(original).any(is_published)
    };
    let foreign = target.foreign_files(|path| is_published(path) || is_copy(path))?;
    let staging = target.staging()?;
    progress(Some(publication.len() + usize::from(pdf.is_some())));
    let mut build = Build { publication, target: &target, staging: &staging, progress };
    let result = build.render(guide, pdf.as_ref()).and_then(|(written, made_of)| {
        carry_over(&foreign, &target.path, &staging)?;
        let summary = summarise(&written, &target.manifest);
        let mut manifest = Manifest::new(written.into_iter().map(|file| (file.path, file.hash)));
        manifest.pdf = made_of;
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

/// Whether a folder holds a publication as it was published, every file of it.
pub fn is_whole(folder: &Path) -> bool {
    Manifest::read(folder).is_some_and(|manifest| manifest.is_kept(folder))
}

/// A file that was rendered into the staging folder.
struct Written {
    path: String,
    hash: String,
    bytes: u64,
}

/// A publication on its way into the staging folder.
struct Build<'a> {
    /// What is still to be rendered.
    publication: Publication,
    target: &'a Target,
    staging: &'a Path,
    progress: &'a (dyn Fn(Option<usize>) + Sync),
}

impl Build<'_> {
    /// Renders everything, and says what the PDF was made of. The PDF comes before the pages of
    /// the site, which tell its size.
    fn render(
        &mut self,
        guide: &mut Guide,
        pdf: Option<&Pdf<'_>>,
    ) -> Result<(Vec<Written>, Option<String>), Vec<Diagnostic>> {
        make_folders(&self.publication, self.staging)?;
        let mut written = Vec::new();
        let mut made_of = None;
        guide.pdf = None;
        if let Some(pdf) = pdf {
            let site = self.publication.extract_if(.., |_, artifact| !pdf::needs(artifact));
            let site: Publication = site.collect();
            written = self.render_all(guide)?;
            self.publication = site;
            let source = pdf.source(&written);
            let file = pdf.make(guide, &source, self.target, self.staging)?;
            guide.pdf = Some(Download { url: file.path.clone(), bytes: file.bytes });
            written.push(file);
            (self.progress)(None);
            made_of = Some(source);
        }
        written.extend(self.render_all(guide)?);
        Ok((written, made_of))
    }

    fn render_all(&self, guide: &Guide) -> Result<Vec<Written>, Vec<Diagnostic>> {
        let results: Vec<Result<Vec<Written>, Diagnostic>> = self
            .publication
            .par_iter()
            .map(|(path, artifact)| {
                let file = self.write(artifact, guide, path)?;
                let mut written =
                    if guide.config.site.precompress { self.compress(&file)? } else { Vec::new() };
                written.push(file);
                (self.progress)(None);
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
        if faults.is_empty() { Ok(written) } else { Err(faults.into_values().collect()) }
    }

    /// Writes a file as it is rendered.
    fn write(&self, artifact: &Artifact, guide: &Guide, path: &str) -> Result<Written, Diagnostic> {
        let file = self.staging.join(path);
        let failed = |error: io::Error| Diagnostic::io("write", &file, &error);
        let mut out = Hashing::new(BufWriter::new(File::create(&file).map_err(failed)?));
        artifact.write(guide, &mut out).map_err(|failure| match failure {
            Failure::Guide(problem) => problem,
            Failure::Write(error) => failed(error),
        })?;
        let (hash, bytes) = out.finish().map_err(failed)?;
        self.target.keep_time(path, &hash, &file);
        Ok(Written { path: path.to_owned(), hash, bytes })
    }

    /// Makes the compressed copies that go with a file.
    fn compress(&self, file: &Written) -> Result<Vec<Written>, Diagnostic> {
        if !precompress::is_compressible(&file.path, file.bytes) {
            return Ok(Vec::new());
        }
        let path = self.staging.join(&file.path);
        let bytes = fs::read(&path).map_err(|error| Diagnostic::io("read", &path, &error))?;
        COMPRESSIONS.into_iter().map(|compression| self.copy(file, &bytes, compression)).collect()
    }

    fn copy(
        &self,
        file: &Written,
        bytes: &[u8],
        compression: Compression,
    ) -> Result<Written, Diagnostic> {
        let path = format!("{}{}", file.path, compression.suffix());
        let earlier = self.target.earlier_copy(file, &path);
        let bytes = earlier.unwrap_or_else(|| compression.compress(bytes));
        let copy = self.staging.join(&path);
        fs::write(&copy, &bytes).map_err(|error| Diagnostic::io("write", &copy, &error))?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        self.target.keep_time(&path, &hash, &copy);
        Ok(Written { path, hash, bytes: bytes.len() as u64 })
    }
}

/// A writer that hashes and counts what passes through it.
struct Hashing<W: Write> {
    inner: W,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<W: Write> Hashing<W> {
    fn new(inner: W) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), bytes: 0 }
    }

    /// The hash and the number of bytes.
    fn finish(mut self) -> io::Result<(String, u64)> {
        self.inner.flush()?;
        Ok((self.hasher.finalize().to_hex().to_string(), self.bytes))
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
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
    fn foreign_files(
        &self,
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<Vec<String>, Vec<Diagnostic>> {
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
            if is_ours(&path) {
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
        if problems.is_empty() { Ok(foreign) } else { Err(problems) }
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
