//! How the single page renders a chapter: links to other chapters lead to anchors on the page.

use url::Url;

use super::{PAGE, embed};
use crate::book::{ChapterId, Destination};
use crate::editions::html::{LabelPart, Medium, PrintRendering, Rendering};
use crate::editions::labels;
use crate::editions::selection::Selection;
use crate::editions::shared::{chapter_address, on_site};
use crate::guide::Guide;
use crate::paths::PublicationPath;
use crate::theme::Strings;

/// The rendering of one chapter among the others of the page.
pub struct ChapterRendering<'a> {
    pub guide: &'a Guide,
    pub selection: &'a Selection,
    pub id: ChapterId,
    /// Whether it renders a line outside the chapters, which cannot have notes.
    pub is_line: bool,
}

/// The identifier on the page of a chapter, or of an anchor in it. The name of an unnumbered
/// chapter may contain dashes, so two of them separate it from the anchor.
pub fn id(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let chapter = &guide.book[id];
    match (anchor, &chapter.number) {
        (None, _) => chapter.name.clone(),
        (Some(anchor), Some(number)) => format!("{number}-{anchor}"),
        (Some(anchor), None) => format!("{}--{anchor}", chapter.name),
    }
}

/// The address on the page of a chapter, or of an anchor in it.
pub fn href(guide: &Guide, chapter: ChapterId, anchor: Option<&str>) -> String {
    format!("#{}", id(guide, chapter, anchor))
}

/// The identifiers of the contents and of the index of lessons: their page names on the site, which
/// no chapter can have.
pub fn page_id<'a>(strings: &'a Strings, key: &'a str) -> &'a str {
    strings.get(key)
}

/// Whether an address is that of a page or file on the web, as browsers understand it.
fn is_web(address: &str) -> bool {
    matches!(Url::parse(address), Ok(url) if matches!(url.scheme(), "http" | "https"))
        || address.starts_with("//")
}

impl ChapterRendering<'_> {
    fn page(&self, page: &PublicationPath) -> Option<String> {
        let strings = &self.guide.theme.strings;
        let known = ["page_contents", "page_lessons"].into_iter().find(|key| {
            strings.get(key) == page.stem()
                && (*key == "page_contents" || !self.guide.lessons.entries.is_empty())
        });
        match known {
            Some(key) => Some(format!("#{}", page_id(strings, key))),
            None if *page == *PAGE => Some("#wg-main".into()),
            None => on_site(self.guide, page.as_str()),
        }
    }
}

impl Rendering for ChapterRendering<'_> {
    fn guide(&self) -> &Guide {
        self.guide
    }

    fn chapter(&self) -> ChapterId {
        self.id
    }

    fn href(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::External(address) => Some(address.clone()),
            Destination::Chapter(id, anchor) if self.selection.contains(*id) => {
                Some(href(self.guide, *id, anchor.as_deref()))
            }
            Destination::Chapter(id, anchor) => {
                on_site(self.guide, &chapter_address(self.guide, *id, anchor.as_deref()))
            }
            // Paper and a self-contained file have no files beside them.
            Destination::File(path) => {
                on_site(self.guide, self.guide.attachments.content_url(path)?)
            }
            Destination::Page(page) => self.page(page),
            Destination::Broken => None,
        }
    }

    fn src(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::File(path) => embed::picture(self.guide, path),
            // An engine that makes a PDF reads local files too.
            Destination::External(address) if !is_web(address) => None,
            _ => self.href(destination),
        }
    }

    fn id(&self, anchor: &str) -> String {
        id(self.guide, self.id, Some(anchor))
    }

    fn label(&self, destination: &Destination) -> Vec<LabelPart> {
        labels::of_link(self.guide, self.id, destination)
    }

    /// Headings of a chapter are below its title, whose level follows from its depth.
    fn level(&self, level: u8) -> u8 {
        let above = self.selection.depth(&self.guide.book, self.id) - 1;
        u8::try_from(usize::from(level) + above).unwrap_or(u8::MAX).min(6)
    }

    fn medium(&self) -> Medium<'_> {
        if self.is_line { Medium::Browser } else { Medium::Paper(self) }
    }
}

impl PrintRendering for ChapterRendering<'_> {
    fn here(&self) -> String {
        href(self.guide, self.id, None)
    }

    fn locator(&self, destination: &Destination, text: &str) -> Option<String> {
        let Destination::Chapter(id, anchor) = destination else { return None };
        if !self.selection.contains(*id) {
            return None;
        }
        Some(labels::place(self.guide, self.id, *id, anchor.as_deref(), text))
    }
}
