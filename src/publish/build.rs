//! Renders a publication into the staging folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::manifest::Origin;
use super::pdf::{Pdfs, Place};
use super::precompress::{self, COMPRESSIONS, Compression};
use super::target::Target;
use super::written::Written;
use super::zip;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::editions::site::Page;
use crate::editions::{self, Artifact, Failure, Printed, Publication};
use crate::guide::{Download, Guide, PageStart};
use crate::messages::message;
use crate::panics::{self, Action};
use crate::paths::{self, FileError, PublicationPath, Root};

/// How many files a thread takes at a time: few, so that no thread is left with the last many.
const PIECE: usize = 8;

/// How many bytes of a file that is written as it is rendered are hashed and written at once: enough
/// for the hash to look at several blocks side by side.
const STREAM_BUFFER: usize = 64 * 1024;

/// A publication on its way into the staging folder.
pub struct Build<'a> {
    /// What is still to be rendered.
    pub publication: Publication,
    pub target: &'a Target,
    pub staging: &'a Root<paths::Publication>,
    pub progress: &'a (dyn Fn(Option<usize>) + Sync),
}

/// What was rendered.
#[derive(Default)]
pub struct Rendered {
    /// The files.
    pub written: Vec<Written>,
    /// What stands first on the pages of the PDF of the guide.
    pub pages: BTreeMap<PublicationPath, Vec<PageStart>>,
    /// What is not in the PDFs as the authors meant it.
    pub warnings: Vec<Diagnostic>,
}

/// Why a file was not written.
enum Fault {
    /// It is wrong itself; other files may still be fine.
    File(Diagnostic),
    /// The whole folder cannot be written to, so other files would fail for the same reason.
    Folder(Diagnostic),
}

impl From<Diagnostic> for Fault {
    fn from(problem: Diagnostic) -> Self {
        Self::File(problem)
    }
}

impl From<Fault> for Vec<Diagnostic> {
    fn from(fault: Fault) -> Self {
        let (Fault::File(problem) | Fault::Folder(problem)) = fault;
        vec![problem]
    }
}

impl Build<'_> {
    /// Renders everything. The PDFs are made before the pages of the site, which link to them; the
    /// archive of the site and the page that shows how large the downloads are, after all else.
    pub fn render(
        &mut self,
        guide: &mut Guide,
        pdfs: Option<&Pdfs<'_>>,
    ) -> Result<Rendered, Vec<Diagnostic>> {
        self.make_folders()?;
        let mut rendered = Rendered::default();
        guide.downloads = Some(BTreeMap::new());
        guide.parts.clear();
        guide.pages.clear();
        let downloads = self.take(|artifact| *artifact == Artifact::Page(Page::Downloads));
        if let Some(pdfs) = pdfs {
            let site = self.take(|artifact| !pdfs.needs(artifact));
            rendered.written = self.render_all(guide)?;
            self.publication = site;
            for (path, printed) in &pdfs.files {
                self.make_pdf(guide, pdfs, path, *printed, &mut rendered)?;
            }
        }
        rendered.written.extend(self.render_with_search(guide)?);
        note_sizes(guide, &rendered.written);
        if let Some(path) = zip::path(guide) {
            let Rendered { written, .. } = &mut rendered;
            let (staging, unwritten) = (self.staging, &downloads);
            let site = zip::Site { guide, written, unwritten, staging };
            let zip = self.stream(&path, |out| site.write(out))?;
            note_sizes(guide, std::slice::from_ref(&zip));
            written.push(zip);
            (self.progress)(None);
        }
        self.publication = downloads;
        rendered.written.extend(self.render_all(guide)?);
        Ok(rendered)
    }

    /// Renders what is left, and the search index. That is made at the same time, since much of the work
    /// on it cannot be shared among threads.
    fn render_with_search(&mut self, guide: &Guide) -> Result<Vec<Written>, Vec<Diagnostic>> {
        let index = || {
            let subject = || message!("search-index");
            panics::guard(Action::Making, subject, || editions::search_files(guide))
        };
        let (index, written) = rayon::join(index, || self.render_all(guide));
        let mut written = written?;
        self.publication = index?;
        (self.progress)(Some(self.publication.len()));
        self.make_folders()?;
        written.extend(self.render_all(guide)?);
        Ok(written)
    }

    /// Makes a PDF.
    fn make_pdf(
        &self,
        guide: &mut Guide,
        pdfs: &Pdfs<'_>,
        path: &PublicationPath,
        printed: Printed,
        rendered: &mut Rendered,
    ) -> Result<(), Vec<Diagnostic>> {
        let Rendered { written, pages, warnings } = rendered;
        let place = Place { written, target: self.target, staging: self.staging };
        let made = pdfs.make(guide, path, printed, &place)?;
        let origin = made.of.map(|of| Origin::new(&of, &made.bytes));
        let file = Written { origin, ..self.write(path, &made.bytes)? };
        if let Printed::Part(part) = printed {
            let download = Download { path: file.path.clone(), bytes: file.bytes };
            guide.parts.insert(part, download);
        } else if printed == Printed::Guide && guide.config.print.epub {
            guide.pages.clone_from(&made.pages);
            pages.insert(path.clone(), made.pages);
        }
        // What is wrong in a part is wrong in the whole guide too.
        let known: BTreeSet<String> = warnings.iter().map(ToString::to_string).collect();
        warnings.extend(made.warnings.into_iter().filter(|new| !known.contains(&new.to_string())));
        written.push(file);
        (self.progress)(None);
        Ok(())
    }

    /// Takes artifacts out of what is to be rendered.
    fn take(&mut self, is_wanted: impl Fn(&Artifact) -> bool) -> Publication {
        self.publication.extract_if(.., |_, artifact| is_wanted(artifact)).collect()
    }

    /// Makes the folders of all files, each once.
    fn make_folders(&self) -> Result<(), Diagnostic> {
        let folders: BTreeSet<_> = self.publication.keys().map(PublicationPath::folder).collect();
        for folder in folders {
            self.staging.create_folders(&folder)?;
        }
        Ok(())
    }

    /// Renders in parallel, and reports all that is wrong with the guide. If the folder can no
    /// longer be written to, it stops and reports that once.
    fn render_all(&self, guide: &Guide) -> Result<Vec<Written>, Vec<Diagnostic>> {
        let is_stopped = AtomicBool::new(false);
        // Threads take what is left of each other's work: what takes long is begun first.
        let (long, short): (Vec<_>, Vec<_>) =
            self.publication.iter().partition(|(_, artifact)| artifact.shows_guide());
        let results: Vec<Result<Vec<Written>, Fault>> = [long, short]
            .concat()
            .into_par_iter()
            .with_max_len(PIECE)
            .filter(|_| !is_stopped.load(Ordering::Relaxed))
            .map(|(path, artifact)| {
                let result = self.render_one(path, artifact, guide);
                if matches!(result, Err(Fault::Folder(_))) {
                    is_stopped.store(true, Ordering::Relaxed);
                }
                (self.progress)(None);
                result
            })
            .collect();
        let mut written = Vec::with_capacity(results.len());
        // A fault in a template shows on every page that uses it, and is one fault.
        let mut faults = BTreeMap::new();
        for result in results {
            match result {
                Ok(files) => written.extend(files),
                Err(Fault::Folder(fault)) => return Err(fault.into()),
                Err(Fault::File(fault)) => {
                    faults.entry(fault.to_string()).or_insert(fault);
                }
            }
        }
        if faults.is_empty() { Ok(written) } else { Err(faults.into_values().collect()) }
    }

    fn render_one(
        &self,
        path: &PublicationPath,
        artifact: &Artifact,
        guide: &Guide,
    ) -> Result<Vec<Written>, Fault> {
        let precompress = guide.config.site.precompress;
        // What grows with the guide is written as it is rendered.
        let (file, mut written) = if artifact.grows_with_guide() {
            let file = self.stream(path, |out| {
                editions::guarded(guide, path, artifact, || artifact.write(guide, out))
            })?;
            let read = || self.staging.read(path).map_err(Diagnostic::from);
            let is_copied = precompress && precompress::is_compressible(path, file.bytes);
            let copies = if is_copied { self.compress(&file, &read()?)? } else { Vec::new() };
            (file, copies)
        } else {
            let bytes = editions::guarded(guide, path, artifact, || artifact.render(guide))?;
            let file = self.write(path, &bytes)?;
            let copies = if precompress { self.compress(&file, &bytes)? } else { Vec::new() };
            (file, copies)
        };
        written.push(file);
        Ok(written)
    }

    /// Writes a file, unless an earlier build has already written it.
    fn write(&self, path: &PublicationPath, bytes: &[u8]) -> Result<Written, Fault> {
        let is_same = self.target.has(path, bytes);
        if !is_same || !self.target.keep(path, self.staging) {
            let mut file =
                self.staging.create_file(path).map_err(|error| self.file_fault(error))?;
            file.write_all(bytes).map_err(|error| self.write_fault(path, &error))?;
            if is_same {
                self.target.keep_time(path, file.file());
            }
        }
        Ok(Written { path: path.clone(), bytes: bytes.len() as u64, is_same, origin: None })
    }

    /// Writes a file as it is rendered.
    fn stream(
        &self,
        path: &PublicationPath,
        render: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<Written, Fault> {
        let failed = |error: io::Error| self.write_fault(path, &error);
        let file = self.staging.create_file(path).map_err(|error| self.file_fault(error))?;
        let mut out = BufWriter::with_capacity(STREAM_BUFFER, Hashing::new(file));
        render(&mut out).map_err(|failure| match failure {
            Failure::Guide(problem) => Fault::File(problem),
            Failure::Write(error) => failed(error),
        })?;
        let out = out.into_inner().map_err(|error| failed(error.into_error()))?;
        let (file, hash, bytes) = out.finish();
        let is_same = self.target.has_hash(path, bytes, &hash);
        if is_same {
            self.target.keep_time(path, file.file());
        }
        Ok(Written { path: path.clone(), bytes, is_same, origin: None })
    }

    fn file_fault(&self, error: FileError) -> Fault {
        match error.cause {
            paths::Cause::Io(reason) if is_of_folder(&reason) => self.folder_fault(&reason),
            _ => Fault::File(error.into()),
        }
    }

    fn write_fault(&self, path: &PublicationPath, reason: &io::Error) -> Fault {
        if is_of_folder(reason) {
            return self.folder_fault(reason);
        }
        Fault::File(Diagnostic::io(FileAction::Write, &self.staging.locate(path), reason))
    }

    fn folder_fault(&self, reason: &io::Error) -> Fault {
        let problem = Diagnostic::io(FileAction::WriteTo, self.staging.path(), reason);
        Fault::Folder(problem.help(message!("site-as-it-was")))
    }

    /// Makes the compressed copies that go with a file.
    fn compress(&self, file: &Written, bytes: &[u8]) -> Result<Vec<Written>, Fault> {
        if !precompress::is_compressible(&file.path, file.bytes) {
            return Ok(Vec::new());
        }
        let of = blake3::hash(bytes).to_hex();
        COMPRESSIONS.into_iter().map(|of_copy| self.copy(file, bytes, &of, of_copy)).collect()
    }

    fn copy(
        &self,
        file: &Written,
        bytes: &[u8],
        of: &str,
        compression: Compression,
    ) -> Result<Written, Fault> {
        let path = file.path.with_added_extension(compression.extension());
        // Compressing takes longer than all else.
        let earlier = self.target.earlier(&path, of);
        let bytes = earlier.unwrap_or_else(|| compression.compress(bytes));
        Ok(Written { origin: Some(Origin::new(of, &bytes)), ..self.write(&path, &bytes)? })
    }
}

/// Notes how large the files to download are.
fn note_sizes(guide: &mut Guide, written: &[Written]) {
    let offers = editions::offers(guide);
    let made = written.iter().filter(|file| offers.iter().any(|offer| offer.path == file.path));
    guide
        .downloads
        .get_or_insert_default()
        .extend(made.map(|file| (file.path.clone(), file.bytes)));
}

/// Whether a write failed for a reason that holds for every file in the folder.
fn is_of_folder(reason: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(reason.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem)
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

    /// The writer, the hash and the number of bytes.
    fn finish(self) -> (W, blake3::Hash, u64) {
        (self.inner, self.hasher.finalize(), self.bytes)
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
