//! How the site renders a chapter: on a page of its own, with all pages in one folder.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::book::{ChapterId, Destination};
use crate::editions::html::{self, LabelPart, Medium, Rendering};
use crate::editions::labels;
use crate::editions::shared::{chapter_address, file};
use crate::guide::Guide;

/// The rendering of one chapter on its page.
pub struct PageRendering<'a> {
    pub guide: &'a Guide,
    pub id: ChapterId,
}

impl PageRendering<'_> {
    /// The address of a destination, relative to the page.
    pub fn href_of(&self, destination: &Destination) -> Option<String> {
        Some(match destination {
            Destination::External(address) => address.clone(),
            Destination::Chapter(id, Some(anchor)) if *id == self.id => format!("#{anchor}"),
            Destination::Chapter(id, anchor) => chapter_address(self.guide, *id, anchor.as_deref()),
            Destination::File(path) => self.guide.attachments.content_url(path)?.to_owned(),
            Destination::Page(page) => page.to_string(),
            Destination::Broken => return None,
        })
    }
}

impl Rendering for PageRendering<'_> {
    fn guide(&self) -> &Guide {
        self.guide
    }

    fn chapter(&self) -> ChapterId {
        self.id
    }

    fn href(&self, destination: &Destination) -> Option<String> {
        self.href_of(destination)
    }

    fn src(&self, destination: &Destination) -> Option<String> {
        self.href_of(destination)
    }

    fn label(&self, destination: &Destination) -> Vec<LabelPart> {
        match destination {
            Destination::Chapter(id, anchor) => {
                labels::of_chapter(self.guide, self.id, *id, anchor.as_deref())
            }
            _ => self.href_of(destination).map(LabelPart::Words).into_iter().collect(),
        }
    }

    fn theme_href(&self, theme: &str) -> Option<String> {
        Some(theme_href(self.guide, theme))
    }

    fn medium(&self) -> Medium<'_> {
        Medium::Browser
    }
}

/// The address of the lesson index, filtered by a theme.
pub fn theme_href(guide: &Guide, theme: &str) -> String {
    let page = file(guide.theme.strings.get("page_lessons"), "html");
    let key = guide.theme.strings.get("query_theme");
    format!("{page}?{key}={}", utf8_percent_encode(theme, NON_ALPHANUMERIC))
}

/// The body of a chapter.
pub fn body(guide: &Guide, id: ChapterId) -> String {
    let raw_html = guide.config.markdown.raw_html;
    html::chapter(&guide.book[id], &PageRendering { guide, id }, &guide.theme.strings, raw_html)
}
