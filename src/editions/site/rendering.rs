//! How the site renders a chapter: on a page of its own, with all pages in one folder.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::attachments::Picture;
use crate::book::{ChapterId, Destination};
use crate::editions::html::{self, LabelPart, Medium, Rendering};
use crate::editions::labels;
use crate::editions::shared::{file, page_of};
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
            Destination::Chapter(id, anchor) => {
                let page = page_of(&self.guide.book[*id]);
                match anchor {
                    Some(anchor) => format!("{page}#{anchor}"),
                    None => page.to_string(),
                }
            }
            Destination::File(path) => self.guide.attachments.content_url(path)?.to_owned(),
            Destination::Page(page) => page.to_string(),
            Destination::Broken => return None,
        })
    }
}

impl Rendering for PageRendering<'_> {
    fn href(&self, destination: &Destination) -> Option<String> {
        self.href_of(destination)
    }

    fn src(&self, destination: &Destination) -> Option<String> {
        self.href_of(destination)
    }

    fn picture(&self, destination: &Destination) -> Option<&Picture> {
        match destination {
            Destination::File(path) => self.guide.attachments.content_picture(path),
            _ => None,
        }
    }

    fn id(&self, anchor: &str) -> String {
        anchor.to_owned()
    }

    fn label(&self, destination: &Destination) -> Vec<LabelPart> {
        match destination {
            Destination::Chapter(id, anchor) => {
                labels::of_chapter(self.guide, self.id, *id, anchor.as_deref())
            }
            _ => self.href_of(destination).map(LabelPart::Words).into_iter().collect(),
        }
    }

    fn lesson_themes(&self, lesson: usize) -> Vec<(String, Option<String>)> {
        let entry = self.guide.lessons.of_chapter(self.id).get(lesson);
        let themes = entry.map(|entry| entry.themes.as_slice()).unwrap_or_default();
        themes.iter().map(|theme| (theme.clone(), Some(theme_href(self.guide, theme)))).collect()
    }

    fn has_source_lines(&self) -> bool {
        self.guide.source_lines
    }

    fn language(&self) -> &str {
        &self.guide.config.book.language
    }

    fn level(&self, level: u8) -> u8 {
        level
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
