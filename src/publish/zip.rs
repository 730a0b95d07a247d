//! One file of the whole site, to read without a network or to put on another.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::build::{Build, Fault};
use super::precompress::COMPRESSIONS;
use super::written::Written;
use crate::archive::{Archive, Entry};
use crate::diagnostic::Diagnostic;
use crate::editions::{Artifact, Failure, Format, Publication, file_name, offers};
use crate::guide::Guide;
use crate::paths::PublicationPath;

/// How many files are in memory at a time.
const BATCH: usize = 64;

/// A file of the site.
enum Source<'a> {
    Written,
    /// The page that shows the without the archive itself.
    Unwritten(&'a Artifact),
}

/// Makes the archive: a folder with the name of the guide. Copies for servers that send them
/// compressed are left out.
pub fn make(
    build: &Build<'_>,
    guide: &Guide,
    written: &[Written],
    unwritten: &Publication,
) -> Result<Written, Fault> {
    let folder = file_name(&guide.config);
    let offers = offers(&guide.config);
    let path = offers.iter().find(|offer| offer.format == Format::Site);
    let path = path.map(|offer| offer.path.clone());
    let path = path.unwrap_or_else(|| PublicationPath::base().child(&format!("{folder}.zip")));
    let paths: BTreeSet<&PublicationPath> = written.iter().map(|file| &file.path).collect();
    let is_copy = |path: &PublicationPath| {
        COMPRESSIONS.iter().any(|of| path.extension() == Some(of.extension()))
            && paths.contains(&path.folder().child(path.stem()))
    };
    let mut files: BTreeMap<&PublicationPath, Source<'_>> = BTreeMap::new();
    files.extend(unwritten.iter().map(|(path, artifact)| (path, Source::Unwritten(artifact))));
    let whole = paths.iter().copied().filter(|path| !is_copy(path));
    files.extend(whole.map(|path| (path, Source::Written)));
    let files: Vec<_> = files.into_iter().collect();
    build.stream(&path, |out| {
        let mut archive = Archive::new(out);
        for batch in files.chunks(BATCH) {
            let entries: Vec<Result<Entry, Failure>> = batch
                .par_iter()
                .map(|(path, source)| entry(build, guide, &folder, path, source))
                .collect();
            for entry in entries {
                archive.add(entry?)?;
            }
        }
        Ok(archive.finish()?)
    })
}

fn entry(
    build: &Build<'_>,
    guide: &Guide,
    folder: &str,
    path: &PublicationPath,
    source: &Source<'_>,
) -> Result<Entry, Failure> {
    let name = format!("{folder}/{path}");
    Ok(match source {
        Source::Written => Entry::new(&name, &build.staging.read(path).map_err(Diagnostic::from)?)?,
        Source::Unwritten(artifact) => Entry::new(&name, &artifact.render(guide)?)?,
    })
}
