//! What a rendered page depends on, so that it is rendered again only when that changes.

use std::borrow::Cow;
use std::sync::Arc;

use super::Artifact;
use super::site::Page;
use crate::attachments::Attachments;
use crate::book::{ChapterId, Reads, Recorder};
use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use crate::lessons::LessonIndex;
use crate::revision::Revision;

/// Everything a rendered page was made of, with revisions.
#[derive(Debug)]
pub struct Dependencies {
    /// What all pages show, with the theme.
    site: Revision,
    /// The tree of chapters.
    shape: Revision,
    /// What only this page shows.
    own: Own,
    reads: Reads,
}

/// What a page shows besides titles of chapters.
#[derive(Debug)]
enum Own {
    Nothing,
    Chapter(ChapterId, Revision),
    Lessons(Arc<LessonIndex>),
    Book(Revision),
    /// All chapters and attachments.
    Everything(Revision, Arc<Attachments>),
}

impl Dependencies {
    /// Whether a page with these dependencies would be rendered the same from `guide`.
    pub fn hold(&self, guide: &Guide) -> bool {
        let own = || match &self.own {
            Own::Nothing => true,
            Own::Chapter(id, revision) => guide.book[*id].revision == *revision,
            Own::Lessons(lessons) => Arc::ptr_eq(lessons, &guide.lessons),
            Own::Book(revision) => guide.book.revision == *revision,
            Own::Everything(revision, attachments) => {
                guide.book.revision == *revision && Arc::ptr_eq(attachments, &guide.attachments)
            }
        };
        self.site == guide.site
            && self.shape == guide.book.shape
            && own()
            && self.reads.outlines.iter().all(|(id, outline)| guide.book[*id].outline == *outline)
            && self
                .reads
                .attachments
                .iter()
                .all(|(path, published)| guide.attachments.published(path) == published.as_ref())
    }
}

/// Renders an artifact, and returns its dependencies too.
///
/// # Errors
/// Those of [`Artifact::render`].
pub fn render<'a>(
    artifact: &Artifact,
    guide: &'a Guide,
) -> Result<(Cow<'a, [u8]>, Dependencies), Diagnostic> {
    let (bytes, reads) = match artifact {
        Artifact::Page(_) => {
            let recorder = Recorder::new();
            let bytes = artifact.render(&guide.recorded(&recorder))?.into_owned();
            (Cow::Owned(bytes), recorder.take())
        }
        // What these were made of is known without a record.
        _ => (artifact.render(guide)?, Reads::default()),
    };
    let (site, shape) = (guide.site, guide.book.shape);
    Ok((bytes, Dependencies { site, shape, own: own(artifact, guide), reads }))
}

fn own(artifact: &Artifact, guide: &Guide) -> Own {
    let chapter = |id: ChapterId| Own::Chapter(id, guide.book[id].revision);
    match artifact {
        Artifact::Page(page) => match page {
            Page::Home => chapter(ChapterId::HOME),
            Page::Chapter(id) => chapter(*id),
            Page::Lessons | Page::LessonsJson | Page::LessonsCsv => {
                Own::Lessons(Arc::clone(&guide.lessons))
            }
            Page::Contents
            | Page::Tree
            | Page::Search
            | Page::Accessibility
            | Page::Downloads
            | Page::NotFound
            | Page::Redirect { .. }
            | Page::Headers => Own::Nothing,
            Page::Sitemap | Page::Feed | Page::ChaptersJson => Own::Book(guide.book.revision),
        },
        Artifact::SinglePage(_) | Artifact::Epub => {
            Own::Everything(guide.book.revision, Arc::clone(&guide.attachments))
        }
        Artifact::Asset(_) | Artifact::Attachment(_) | Artifact::Variant(..) => Own::Nothing,
        Artifact::Style(_) | Artifact::Search(_) => Own::Book(guide.book.revision),
    }
}
