//! The pages of the PDF in the e-book beside it, so that readers of both find the same place.

use std::collections::HashMap;

use serde::Serialize;

use super::rendering::href;
use crate::book::ChapterId;
use crate::guide::Guide;

/// Where pages begin in a chapter.
#[derive(Debug, Default)]
pub struct PageBreaks {
    /// The page that begins with its title.
    pub title: Option<usize>,
    /// The pages that begin at other places, by anchor.
    pub anchors: HashMap<String, usize>,
}

/// The page breaks of a chapter.
pub fn of_chapter(guide: &Guide, id: ChapterId) -> PageBreaks {
    let mut breaks = PageBreaks::default();
    for start in guide.pages.iter().filter(|start| *start.chapter == *guide.book[id].name) {
        match &start.anchor {
            Some(anchor) => {
                breaks.anchors.insert(anchor.clone(), start.page);
            }
            None => breaks.title = Some(start.page),
        }
    }
    breaks
}

/// A page of the PDF, and where it begins.
#[derive(Debug, Serialize)]
pub struct PageLink {
    page: usize,
    href: String,
}

/// The list of pages. Those that begin within a long text are not in it.
pub fn links(guide: &Guide) -> Vec<PageLink> {
    let link = |start: &crate::guide::PageStart| {
        let id = guide.book.by_name(&start.chapter)?;
        Some(PageLink { page: start.page, href: href(guide, id, start.anchor.as_deref()) })
    };
    guide.pages.iter().filter_map(link).collect()
}
