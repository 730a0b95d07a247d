//! How the e-book renders a chapter: every chapter is a file, and what is not in the book is on the
//! site.

use url::Url;

use super::pictures::Pictures;
use crate::book::{ChapterId, Destination};
use crate::editions::addresses;
use crate::editions::html::{LabelPart, Medium, Rendering};
use crate::editions::labels;
use crate::editions::registers;
use crate::editions::selection::Selection;
use crate::editions::shared::{chapter_address, on_site};
use crate::guide::Guide;
use crate::paths::PublicationPath;

/// The file with the contents.
pub const CONTENTS: &str = "_contents.xhtml";

/// The file with the register of lessons.
pub const LESSONS: &str = "_lessons.xhtml";

/// The rendering of one chapter.
pub struct ChapterRendering<'a> {
    pub guide: &'a Guide,
    pub selection: &'a Selection,
    pub pictures: &'a Pictures,
    pub id: ChapterId,
}

/// The file of a chapter. Those around the chapters begin with a sign that no chapter's name has.
pub fn file(guide: &Guide, id: ChapterId) -> String {
    format!("{}.xhtml", guide.book[id].name)
}

/// The address in the book of a chapter, or of an anchor in it.
pub fn href(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let file = file(guide, id);
    match anchor.filter(|anchor| guide.book[id].document.anchors.contains(*anchor)) {
        Some(anchor) => format!("{file}#{anchor}"),
        None => file,
    }
}

/// The address of another site, in the form in which reading systems understand it; `None` if they
/// do not.
fn external(address: &str) -> Option<String> {
    const SCHEMES: [&str; 7] = ["http", "https", "mailto", "tel", "sms", "ftp", "geo"];
    let whole = if address.starts_with("//") { format!("https:{address}") } else { address.into() };
    let url = Url::parse(&whole).ok()?;
    SCHEMES.contains(&url.scheme()).then(|| addresses::escaped(url.as_str()))
}

/// Whether an address is that of a page or file on the web.
pub fn is_web(address: &str) -> bool {
    external(address).is_some_and(|address| address.starts_with("http"))
}

impl ChapterRendering<'_> {
    /// The permanent address of a file of the site, if it is known.
    fn on_site(&self, path: &str) -> Option<String> {
        external(&on_site(self.guide, path)?)
    }

    fn page(&self, page: &PublicationPath) -> Option<String> {
        let strings = &self.guide.theme.strings;
        let has_lessons = registers::has_lessons(self.guide, self.selection);
        match page.stem() {
            stem if stem == strings.get("page_contents") => Some(CONTENTS.into()),
            stem if has_lessons && stem == strings.get("page_lessons") => Some(LESSONS.into()),
            _ => self.on_site(page.as_str()),
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
            Destination::External(address) => external(address),
            Destination::Chapter(id, Some(anchor)) if *id == self.id => Some(format!("#{anchor}")),
            Destination::Chapter(id, anchor) if self.selection.contains(*id) => {
                Some(href(self.guide, *id, anchor.as_deref()))
            }
            Destination::Chapter(id, anchor) => {
                self.on_site(&chapter_address(self.guide, *id, anchor.as_deref()))
            }
            // Reading systems open no other files than those of books.
            Destination::File(path) => self.on_site(self.guide.attachments.content_url(path)?),
            Destination::Page(page) => self.page(page),
            Destination::Broken => None,
        }
    }

    fn src(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::File(path) => match self.pictures.get(&path.in_guide()) {
                Some(picture) => Some(picture.name.clone()),
                None => self.href(destination),
            },
            Destination::External(address) if !is_web(address) => None,
            _ => self.href(destination),
        }
    }

    fn label(&self, destination: &Destination) -> Vec<LabelPart> {
        labels::of_link(self.guide, self.id, destination)
    }

    fn medium(&self) -> Medium<'_> {
        Medium::Reader
    }

    fn has_source_lines(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_reading_systems_follow_are_links() {
        let address = |address| external(address).unwrap_or_default();
        assert_eq!(address("https://example.org/a b|c"), "https://example.org/a%20b%7Cc");
        assert_eq!(address("//example.org/x"), "https://example.org/x");
        assert_eq!(address("https://a.nl/50%?q=%20%zz%"), "https://a.nl/50%25?q=%20%25zz%25");
        assert_eq!(address("mailto:a@example.org"), "mailto:a@example.org");
        for other in ["javascript:x", "file:///etc/passwd", "data:text/html,x", "../x.html", ""] {
            assert_eq!(external(other), None, "{other}");
        }
        assert!(is_web("//example.org") && !is_web("tel:1"));
    }
}
