//! The PDF of the single page among the files that are published.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::{Target, Written};
use crate::diagnostic::Diagnostic;
use crate::editions::{Artifact, single_page};
use crate::guide::Guide;
use crate::pdf::Engine;

/// A PDF that is to be made.
pub struct Pdf<'a> {
    pub engine: &'a Engine,
    /// Where it comes in the publication.
    pub path: String,
}

/// Whether the single page shows a file, or is it.
pub fn needs(artifact: &Artifact) -> bool {
    match artifact {
        Artifact::SinglePage(_) | Artifact::Asset(_) | Artifact::Attachment(_) => true,
        Artifact::Page(_) | Artifact::Variant(..) | Artifact::Search(_) => false,
    }
}

/// What a program may take at most: an engine that hangs must not keep an editor for ever. Large
/// guides take the slowest of them about half a second a chapter.
fn limit(guide: &Guide) -> Duration {
    let chapters = u64::try_from(guide.book.written()).unwrap_or(u64::MAX);
    Duration::from_secs(chapters.saturating_mul(5).saturating_add(300))
}

impl Pdf<'_> {
    /// What the PDF is made of and by what, as a hash. The page names all that it shows by names
    /// that tell what the files hold, but for its style sheet.
    pub fn source(&self, written: &[Written]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.name().as_bytes());
        let of_page =
            |file: &&Written| [single_page::PAGE, single_page::STYLE].contains(&&*file.path);
        for file in written.iter().filter(of_page) {
            hasher.update(file.hash.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Makes the PDF of the page in the staging folder. If one was made of the same it is kept.
    pub fn make(
        &self,
        guide: &Guide,
        source: &str,
        target: &Target,
        staging: &Path,
    ) -> Result<Written, Diagnostic> {
        let file = staging.join(&self.path);
        let is_kept = target.manifest.pdf.as_deref() == Some(source) && self.keep(target, &file);
        if !is_kept {
            self.engine.print(&staging.join(single_page::PAGE), &file, limit(guide))?;
        }
        let bytes = fs::read(&file).map_err(|error| Diagnostic::io("read", &file, &error))?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        target.keep_time(&self.path, &hash, &file);
        Ok(Written { path: self.path.clone(), hash, bytes: bytes.len() as u64 })
    }

    /// Takes the PDF of an earlier build, if it is still as that build left it.
    fn keep(&self, target: &Target, file: &Path) -> bool {
        let before = target.path.join(&self.path);
        let is_as_left = fs::read(&before).is_ok_and(|bytes| {
            let hash = blake3::hash(&bytes).to_hex();
            target.manifest.hash(&self.path).is_some_and(|known| *known == *hash)
        });
        is_as_left && fs::copy(&before, file).is_ok()
    }
}
