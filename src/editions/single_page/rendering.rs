//! How the single page renders a chapter: links to other chapters lead to anchors on the page.

use url::Url;

use super::{PAGE, embed};
use crate::attachments::Picture;
use crate::book::{ChapterId, Destination};
use crate::editions::html::{LabelPart, Medium, PrintRendering, Rendering};
use crate::editions::labels;
use crate::editions::selection::Selection;
use crate::editions::shared::page_of;
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
    /// The permanent address of a file of the site, if it is known.
    fn on_site(&self, path: &str) -> Option<String> {
        let base = self.guide.config.site.base_url.as_ref()?;
        Some(format!("{base}{path}"))
    }

    fn page(&self, page: &PublicationPath) -> Option<String> {
        let strings = &self.guide.theme.strings;
        let known = ["page_contents", "page_lessons"].into_iter().find(|key| {
            strings.get(key) == page.stem()
                && (*key == "page_contents" || !self.guide.lessons.entries.is_empty())
        });
        match known {
            Some(key) => Some(format!("#{}", page_id(strings, key))),
            None if *page == *PAGE => Some("#wg-main".into()),
            None => self.on_site(page.as_str()),
        }
    }
}

impl Rendering for ChapterRendering<'_> {
    fn href(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::External(address) => Some(address.clone()),
            Destination::Chapter(id, anchor) if self.selection.contains(*id) => {
                Some(href(self.guide, *id, anchor.as_deref()))
            }
            Destination::Chapter(id, anchor) => {
                let anchor = anchor.iter().map(|anchor| format!("#{anchor}"));
                let page = page_of(&self.guide.book[*id]).to_string();
                self.on_site(&anchor.fold(page, |page, anchor| page + &anchor))
            }
            // Paper and a self-contained file have no files beside them.
            Destination::File(path) => self.on_site(self.guide.attachments.content_url(path)?),
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

    fn picture(&self, destination: &Destination) -> Option<&Picture> {
        match destination {
            Destination::File(path) => self.guide.attachments.content_picture(path),
            _ => None,
        }
    }

    fn id(&self, anchor: &str) -> String {
        id(self.guide, self.id, Some(anchor))
    }

    fn label(&self, destination: &Destination) -> Vec<LabelPart> {
        match destination {
            Destination::Chapter(id, anchor) => {
                labels::of_chapter(self.guide, self.id, *id, anchor.as_deref())
            }
            Destination::Page(name) => vec![LabelPart::Words(name.to_string())],
            _ => Vec::new(),
        }
    }

    /// The page has no list of one theme to link to.
    fn lesson_themes(&self, lesson: usize) -> Vec<(String, Option<String>)> {
        let entry = self.guide.lessons.of_chapter(self.id).get(lesson);
        let themes = entry.map(|entry| entry.themes.as_slice()).unwrap_or_default();
        themes.iter().map(|theme| (theme.clone(), None)).collect()
    }

    fn language(&self) -> &str {
        &self.guide.config.book.language
    }

    /// Headings of a chapter are below its title, whose level follows from its depth.
    fn level(&self, level: u8) -> u8 {
        let above = self.selection.depth(&self.guide.book, self.id) - 1;
        u8::try_from(usize::from(level) + above).unwrap_or(u8::MAX).min(6)
    }

    fn medium(&self) -> Medium<'_> {
        if self.is_line { Medium::Browser } else { Medium::Paper(self) }
    }

    fn has_source_lines(&self) -> bool {
        self.guide.source_lines
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
