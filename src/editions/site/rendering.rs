//! How the site writes the HTML of a chapter: every chapter a page, all in one folder.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::Picture;
use super::html::{self, LabelPart, Rendering};
use crate::book::{Chapter, ChapterId, Destination, Matter};
use crate::config::RawHtml;
use crate::diagnostic::Text;
use crate::document::{self, ExhibitKind};
use crate::guide::Guide;

/// The page of one chapter.
pub struct Site<'a> {
    pub guide: &'a Guide,
    pub id: ChapterId,
}

impl Site<'_> {
    /// Where a destination is, seen from the page.
    pub fn href_of(&self, destination: &Destination) -> Option<String> {
        Some(match destination {
            Destination::External(address) => address.clone(),
            Destination::Chapter(id, Some(anchor)) if *id == self.id => format!("#{anchor}"),
            Destination::Chapter(id, anchor) => {
                let name = &self.guide.book[*id].name;
                match anchor {
                    Some(anchor) => format!("{name}.html#{anchor}"),
                    None => format!("{name}.html"),
                }
            }
            Destination::File(path) => self.guide.attachments.content_url(path)?.to_owned(),
            Destination::Page(name) => name.clone(),
            Destination::Broken => return None,
        })
    }

    /// What an anchor names: a lesson, a figure, a table or a section.
    fn label_of_anchor(&self, id: ChapterId, anchor: &str) -> Option<String> {
        let chapter = &self.guide.book[id];
        let document = &chapter.document;
        let strings = &self.guide.theme.strings;
        if let Some(lesson) = anchor
            .strip_prefix("les-")
            .and_then(|n| n.parse::<usize>().ok())
            .and_then(|n| document.lessons.get(n.checked_sub(1)?))
        {
            let label = strings.fill("lesson_n", &[("n", &lesson.number.to_string())]);
            return Some(format!("{}: {}", label.to_lowercase(), lesson.title));
        }
        let exhibit =
            document.exhibits.iter().find(|exhibit| exhibit.kind.id(exhibit.number) == anchor);
        if let Some(exhibit) = exhibit {
            return Some(html::exhibit_label(strings, chapter, exhibit.kind, exhibit.number));
        }
        let heading = document.headings.iter().find(|heading| heading.id == anchor);
        heading.map(|heading| &heading.title).or_else(|| document.boxes.get(anchor)).cloned()
    }
}

impl Rendering for Site<'_> {
    fn href(&self, destination: &Destination) -> Option<String> {
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
        let Destination::Chapter(id, anchor) = destination else {
            return self.href_of(destination).map(LabelPart::Text).into_iter().collect();
        };
        let chapter = &self.guide.book[*id];
        let place = anchor.as_ref().and_then(|anchor| self.label_of_anchor(*id, anchor));
        match (place, &chapter.number) {
            // Within its own chapter a place needs no number, and an exhibit carries it.
            (Some(place), _) if *id == self.id || is_exhibit(anchor.as_deref()) => {
                vec![LabelPart::Text(place)]
            }
            (Some(place), Some(number)) => {
                vec![LabelPart::Number(number.to_string()), LabelPart::Text(format!(", {place}"))]
            }
            (Some(place), None) => vec![LabelPart::Text(format!("{}, {place}", chapter.title))],
            (None, Some(number)) => vec![
                LabelPart::Number(number.to_string()),
                LabelPart::Text(format!(" {}", chapter.title)),
            ],
            (None, None) => vec![LabelPart::Text(chapter.title.clone())],
        }
    }

    fn lesson_themes(&self, lesson: usize) -> Vec<(String, String)> {
        let entry = self.guide.lessons.of_chapter(self.id).get(lesson);
        let themes = entry.map(|entry| entry.themes.as_slice()).unwrap_or_default();
        themes.iter().map(|theme| (theme.clone(), theme_href(self.guide, theme))).collect()
    }
}

fn is_exhibit(anchor: Option<&str>) -> bool {
    anchor.is_some_and(|anchor| {
        [ExhibitKind::Figure, ExhibitKind::Table].into_iter().any(|kind| {
            let digits = anchor.strip_prefix(kind.id(0).trim_end_matches('0'));
            digits.is_some_and(|n| n.parse::<usize>().is_ok())
        })
    })
}

/// The lesson index with only the lessons of a theme.
pub fn theme_href(guide: &Guide, theme: &str) -> String {
    let page = guide.theme.strings.get("page_lessons");
    let key = guide.theme.strings.get("query_theme");
    format!("{page}.html?{key}={}", utf8_percent_encode(theme, NON_ALPHANUMERIC))
}

/// The body of a chapter as the site shows it.
pub fn body(guide: &Guide, id: ChapterId) -> String {
    let raw_html = guide.config.markdown.raw_html;
    html::chapter(&guide.book[id], &Site { guide, id }, &guide.theme.strings, raw_html)
}

/// A line of Markdown from `book.toml` as HTML, without a paragraph around it.
pub fn snippet(guide: &Guide, markdown: &str) -> String {
    let text = Text::new("book.toml", markdown);
    let options = document::Options {
        language: guide.config.book.language.clone(),
        smart_punctuation: guide.config.markdown.smart_punctuation,
        raw_html: guide.config.markdown.raw_html,
        embed: guide.config.site.embed.clone(),
    };
    let document = document::parse(&text, 0, &options);
    let destinations = document
        .references
        .iter()
        .map(|reference| guide.book.destination_of(&reference.target))
        .collect();
    let chapter = Chapter {
        number: None,
        title: String::new(),
        name: "index".into(),
        matter: Matter::Home,
        source: None,
        document: document.into(),
        language: options.language,
        parent: None,
        children: Vec::new(),
        destinations,
        banner: None,
        backlinks: Vec::new(),
    };
    let site = Site { guide, id: ChapterId::HOME };
    let html = html::chapter(&chapter, &site, &guide.theme.strings, RawHtml::Allow);
    let html = html.trim();
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(html).to_owned()
}
