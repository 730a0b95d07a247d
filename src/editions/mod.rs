//! What is published: an edition arranges the documents of a book into artifacts.
//!
//! A publication is a map from path to an [`Artifact`] that can render itself. Building renders
//! all of them; a preview renders the one that is asked for.

mod attachments;
mod html;
mod pictures;
pub mod site;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use attachments::{Attachment, Attachments};
pub use pictures::{Picture, Variant};

use crate::diagnostic::Diagnostic;
use crate::guide::Guide;

/// One file of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// A page of the site.
    Page(site::Page),
    /// A file of the theme, by the name templates use.
    Asset(String),
    /// A file beside the chapters, by its path in the guide.
    Attachment(String),
    /// An image beside the chapters, by its path in the guide, and how wide it is made.
    Variant(String, u32),
    /// A file of the search index, by its name.
    Search(String),
}

impl Artifact {
    /// The bytes of the file.
    ///
    /// # Errors
    /// A template that asks for what is not there; a file that can no longer be read.
    pub fn render<'a>(&self, guide: &'a Guide) -> Result<Cow<'a, [u8]>, Diagnostic> {
        match self {
            Self::Page(page) => site::render(page, guide).map(Cow::Owned),
            Self::Asset(name) => Ok(Cow::Borrowed(&guide.theme.assets[name].bytes)),
            Self::Attachment(path) => guide.attachments.read(path).map(Cow::Owned),
            Self::Variant(path, width) => guide.attachments.shrink(path, *width).map(Cow::Owned),
            Self::Search(name) => {
                Ok(Cow::Borrowed(guide.search_files().get(name).map_or(&[], Vec::as_slice)))
            }
        }
    }
}

/// Artifacts by their path in the publication, with forward slashes.
pub type Publication = BTreeMap<String, Artifact>;

/// All that is published of a guide.
///
/// # Errors
/// Two files that want the same path.
pub fn publication(guide: &Guide) -> Result<Publication, Vec<Diagnostic>> {
    let mut publication = site::pages(guide)?;
    for (name, asset) in &guide.theme.assets {
        publication.insert(asset.url.clone(), Artifact::Asset(name.clone()));
    }
    for (path, attachment) in guide.attachments.iter() {
        publication.insert(attachment.url.clone(), Artifact::Attachment(path.clone()));
        for variant in attachment.variants() {
            let artifact = Artifact::Variant(path.clone(), variant.width);
            publication.insert(variant.url.clone(), artifact);
        }
    }
    for name in guide.search_files().keys() {
        publication.insert(format!("{}{name}", site::SEARCH), Artifact::Search(name.clone()));
    }
    Ok(publication)
}

/// What every template may use: the same for all pages of a guide.
pub fn globals(guide: &Guide) -> tera::Context {
    site::globals(guide)
}
