//! One file of the whole site, to read without a network or to put on another.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use rayon::prelude::*;

use super::precompress::COMPRESSIONS;
use super::written::Written;
use crate::archive::{Archive, Entry};
use crate::diagnostic::Diagnostic;
use crate::editions::{Artifact, Failure, Format, Publication, file_name, offers};
use crate::guide::Guide;
use crate::paths::{self, PublicationPath, Root};

/// How many files are in memory at a time.
const BATCH: usize = 64;

/// A site that is packed.
pub struct Site<'a> {
    pub guide: &'a Guide,
    /// The files that are in the staging folder.
    pub written: &'a [Written],
    /// The page that shows the downloads, which is packed without the archive itself.
    pub unwritten: &'a Publication,
    pub staging: &'a Root<paths::Publication>,
}

/// Where the archive is published, if one is made.
pub fn path(guide: &Guide) -> Option<PublicationPath> {
    let offers = offers(guide).into_iter();
    offers.filter(|offer| offer.format == Format::Site).map(|offer| offer.path).next()
}

impl Site<'_> {
    /// Writes the archive: a folder with the name of the guide. Copies for servers that send them
    /// compressed are left out.
    ///
    /// # Errors
    /// A file that cannot be read; those of the writer.
    pub fn write(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let mut archive = Archive::new(out);
        let files: Vec<_> = self.files().into_iter().collect();
        for batch in files.chunks(BATCH) {
            let entries: Vec<Result<Entry, Failure>> =
                batch.par_iter().map(|(path, artifact)| self.entry(path, *artifact)).collect();
            for entry in entries {
                archive.add(entry?)?;
            }
        }
        Ok(archive.finish()?)
    }

    /// The files by path; those that are not written yet with what they are.
    fn files(&self) -> BTreeMap<&PublicationPath, Option<&Artifact>> {
        let paths: BTreeSet<&PublicationPath> =
            self.written.iter().map(|file| &file.path).collect();
        let is_copy = |path: &PublicationPath| {
            COMPRESSIONS.iter().any(|of| path.extension() == Some(of.extension()))
                && paths.contains(&path.folder().child(path.stem()))
        };
        let written = paths.iter().filter(|path| !is_copy(path)).map(|path| (*path, None));
        written.chain(self.unwritten.iter().map(|(path, of)| (path, Some(of)))).collect()
    }

    fn entry(&self, path: &PublicationPath, artifact: Option<&Artifact>) -> Result<Entry, Failure> {
        let name = format!("{}/{path}", file_name(&self.guide.config));
        Ok(match artifact {
            Some(artifact) => Entry::new(&name, &artifact.render(self.guide)?)?,
            None => Entry::new(&name, &self.staging.read(path).map_err(Diagnostic::from)?)?,
        })
    }
}
