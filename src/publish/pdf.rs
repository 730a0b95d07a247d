//! The PDF of the single page among the files that are published.

use std::time::Duration;

use super::target::Target;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::editions::{Artifact, single_page};
use crate::guide::Guide;
use crate::paths::{Publication, PublicationPath, Root};
use crate::pdf::{Engine, Pages};

/// A PDF that is to be made.
pub struct Pdf<'a> {
    pub engine: &'a Engine,
    /// Where it is published.
    pub path: PublicationPath,
}

/// Whether the single page shows a file, or is it.
pub fn needs(artifact: &Artifact) -> bool {
    match artifact {
        Artifact::SinglePage(_) | Artifact::Asset(_) | Artifact::Attachment(_) => true,
        Artifact::Page(_)
        | Artifact::Epub
        | Artifact::Style(_)
        | Artifact::Variant(..)
        | Artifact::Search(_) => false,
    }
}

/// An engine that hangs must not keep an editor for ever. For a large guide the slowest of them
/// takes about half a second a chapter.
fn timeout(guide: &Guide) -> Duration {
    let chapters = u64::try_from(guide.book.written()).unwrap_or(u64::MAX);
    Duration::from_secs(chapters.saturating_mul(5).saturating_add(300))
}

impl Pdf<'_> {
    /// A hash of what the PDF is made of and by which program. All that the page shows has a hash
    /// in its name, but for the page's style sheet.
    pub fn source(&self, written: &[Written]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.name().as_bytes());
        let of_page =
            |file: &&Written| [single_page::PAGE, single_page::STYLE].contains(&file.path.as_str());
        for file in written.iter().filter(of_page) {
            hasher.update(file.hash.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Makes the PDF of the page in the staging folder, or keeps the one that was made of the same.
    pub fn make(
        &self,
        guide: &Guide,
        source: &str,
        written: &[Written],
        target: &Target,
        staging: &Root<Publication>,
    ) -> Result<Vec<u8>, Diagnostic> {
        if target.manifest.pdf.as_deref() == Some(source)
            && let Some(bytes) = target.earlier(&self.path)
        {
            return Ok(bytes);
        }
        let file = |file: &Written| (file.path.clone(), staging.locate(&file.path));
        let files = written.iter().map(file).collect();
        self.engine.print(Pages { page: single_page::page(), files }, timeout(guide))
    }
}
