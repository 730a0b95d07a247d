//! Data about a guide that several editions show.

use serde::Serialize;
use tera::Value;

use super::html::{self, Rendering};
use crate::attachments::Picture;
use crate::book::{Chapter, ChapterId, Destination, Matter};
use crate::config;
use crate::document;
use crate::guide::Guide;
use crate::paths::{GuidePath, PublicationPath};
use crate::span::split_at_char;
use crate::theme::hashed_path;

/// A file in the folder of all pages.
pub fn file(name: &str, extension: &str) -> PublicationPath {
    PublicationPath::base().child(&format!("{name}.{extension}"))
}

/// The page of a chapter on the site.
pub fn page_of(chapter: &Chapter) -> PublicationPath {
    file(&chapter.name, "html")
}

/// The address of a chapter, or of an anchor in it, among the pages of the site.
pub fn chapter_address(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let page = page_of(&guide.book[id]);
    match anchor {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page.to_string(),
    }
}

/// The permanent address of a file of the site, if it is known.
pub fn on_site(guide: &Guide, path: &str) -> Option<String> {
    let base = guide.config.site.base_url.as_ref()?;
    Some(format!("{base}{path}"))
}

/// An image outside the text of chapters: a banner or the logo.
#[derive(Debug, Serialize)]
pub struct Image {
    /// Its address, relative to a page.
    pub src: String,
    /// Its alternative text.
    pub alt: String,
    /// In CSS pixels, if known.
    pub width: Option<u32>,
    /// In CSS pixels, if known.
    pub height: Option<u32>,
    /// Its smaller sizes, as WebP.
    pub srcset: Option<String>,
}

impl Image {
    fn new(src: &str, alt: &str, picture: Option<&Picture>) -> Self {
        Self {
            src: src.to_owned(),
            alt: alt.to_owned(),
            width: picture.map(|picture| picture.width),
            height: picture.map(|picture| picture.height),
            srcset: picture.and_then(Picture::srcset),
        }
    }
}

/// An image that `book.toml` names.
pub fn image(guide: &Guide, named: &config::Picture<GuidePath>) -> Option<Image> {
    let src = guide.attachments.url(&named.image)?;
    Some(Image::new(src, &named.alt, guide.attachments.picture(&named.image)))
}

/// The banner of a chapter: its own, the part's, the guide's, or that of the theme.
pub fn banner(guide: &Guide, id: ChapterId) -> Option<Image> {
    if let Some((destination, alt)) = guide.book.banner(id) {
        let Destination::File(path) = destination else { return None };
        let src = guide.attachments.content_url(path)?;
        return Some(Image::new(src, alt, guide.attachments.content_picture(path)));
    }
    match &guide.config.site.banner {
        Some(own) => image(guide, own),
        None => Some(Image::new(guide.theme.asset("banner.svg")?, "", None)),
    }
}

/// The language of a chapter, if it is not that of the guide.
pub fn foreign_language(guide: &Guide, chapter: &Chapter) -> Option<String> {
    chapter.foreign_language(&guide.config.book.language).map(str::to_owned)
}

/// A chapter's summary, with typographic punctuation.
pub fn summary(chapter: &Chapter) -> Option<String> {
    let summary = chapter.front_matter().summary.as_deref()?;
    Some(document::plain_line(summary, &chapter.language))
}

/// The name in templates of the part of the publication that a chapter belongs to.
pub fn matter(chapter: &Chapter) -> &'static str {
    match (chapter.matter, &chapter.number) {
        (_, Some(number)) if number.is_appendix() => "appendix",
        (Matter::Home | Matter::Front, _) => "front",
        (Matter::Body, _) => "body",
        (Matter::Back, _) => "back",
    }
}

/// A link to a chapter.
#[derive(Debug, Clone, Serialize)]
pub struct ChapterLink {
    /// Its address, relative to a page.
    pub href: String,
    /// The chapter's number, if it has one.
    pub number: Option<String>,
    /// The chapter's title, cut off if it is too long for a link.
    pub title: String,
    /// The chapter's summary, where the page may show it.
    pub summary: Option<String>,
    /// The language of the title, if it is not that of the guide.
    pub lang: Option<String>,
}

/// A chapter in a tree. A tree is a flat list in reading order, because templates cannot recurse as
/// deep as chapters can.
#[derive(Debug, Serialize)]
pub struct TreeItem<T> {
    /// The chapter.
    #[serde(flatten)]
    pub item: T,
    /// Whether the items that follow are below it.
    opens: bool,
    /// How many nested lists end after it.
    closes: usize,
}

impl<T> TreeItem<T> {
    /// Whether nothing is below it and no list ends with it.
    pub fn is_plain(&self) -> bool {
        !self.opens && self.closes == 0
    }

    /// The same place in the tree with another item.
    pub fn with<U>(&self, item: U) -> TreeItem<U> {
        TreeItem { item, opens: self.opens, closes: self.closes }
    }
}

/// A tree of items in reading order, each with its depth. The first is at the top.
pub fn tree<T>(items: impl IntoIterator<Item = (usize, T)>) -> Vec<TreeItem<T>> {
    let mut items = items.into_iter().peekable();
    let top = items.peek().map_or(0, |(depth, _)| *depth);
    let mut tree = Vec::new();
    while let Some((depth, item)) = items.next() {
        let next = items.peek().map_or(top, |(depth, _)| *depth);
        tree.push(TreeItem { item, opens: next > depth, closes: depth.saturating_sub(next) });
    }
    tree
}

/// The most characters of a title in a link.
const LONGEST_TITLE: usize = 300;

/// A title for links to a chapter or a place in it. It is cut off where it is absurdly long, so
/// that the links to it cannot make the guide many times as large as its text.
pub fn short_title(title: &str) -> String {
    shortened(title, LONGEST_TITLE)
}

/// A text of at most so many characters: what is longer ends at a word, with an ellipsis.
pub fn shortened(text: &str, longest: usize) -> String {
    let mut text = match split_at_char(text, longest) {
        (text, "") => text.to_owned(),
        (start, rest) => {
            let is_whole = rest.starts_with(char::is_whitespace);
            let words = start.rsplit_once(char::is_whitespace).filter(|_| !is_whole);
            let words = words.map_or(start, |(words, _)| words).trim_end();
            format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
        }
    };
    let open = open_directions(&text);
    text.extend(open);
    text
}

/// What closes the directions of writing that a text opens and does not close: a page number behind it
/// would take part in them.
fn open_directions(text: &str) -> impl Iterator<Item = char> + use<> {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' | '\u{2069}' if open.last() == Some(&c) => {
                open.pop();
            }
            _ => {}
        }
    }
    open.into_iter().rev()
}

/// The title of a chapter in a book. The text of the home page is called an introduction there,
/// unless it has a title of its own.
pub fn printed_title(guide: &Guide, id: ChapterId) -> &str {
    let title = &guide.book[id].title;
    if id == ChapterId::HOME && *title == guide.config.book.title {
        guide.theme.strings.get("introduction")
    } else {
        title
    }
}

/// What a chapter's template gets in every edition.
#[derive(Debug, Serialize)]
pub struct ChapterData {
    number: Option<String>,
    lang: String,
    summary: Option<String>,
    goals: Vec<String>,
    authors: Vec<String>,
    date: Option<String>,
    updated: Option<String>,
    draft: bool,
    extra: Value,
}

impl ChapterData {
    /// The number and the front matter of a chapter.
    pub fn new(guide: &Guide, chapter: &Chapter) -> Self {
        let front = chapter.front_matter();
        Self {
            number: chapter.number_text(),
            lang: chapter.language.clone(),
            summary: summary(chapter),
            goals: plain_lines(&front.goals, chapter),
            authors: front.authors.clone(),
            date: front.date.map(|date| date.to_string()),
            updated: guide.updated(chapter).map(|date| date.to_string()),
            draft: front.draft,
            extra: Value::from_serializable(&front.extra),
        }
    }
}

/// Lines of a chapter's front matter, with typographic punctuation.
pub fn plain_lines(lines: &[String], chapter: &Chapter) -> Vec<String> {
    lines.iter().map(|line| document::plain_line(line, &chapter.language)).collect()
}

/// The footer of the guide as HTML, without a paragraph around it.
pub fn footer(guide: &Guide, rendering: &dyn Rendering) -> Option<String> {
    let language = &guide.config.book.language;
    Some(html::line(guide.footer.as_ref()?, language, rendering, &guide.theme.strings))
}

/// The style sheet made of inline styles: the declarations of each class.
pub fn author_style<'a>(styles: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    let rules = styles.into_iter();
    rules.map(|(class, declarations)| format!(".{class}{{{declarations}}}\n")).collect()
}

/// The path of the sheet of a chapter, if it has one.
pub fn author_style_path(chapter: &Chapter) -> Option<PublicationPath> {
    let style = author_style(&chapter.document.styles);
    let name = format!("{}.css", chapter.name);
    (!style.is_empty()).then(|| hashed_path(&name, &blake3::hash(style.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shortened_ends_at_a_word() {
        assert_eq!(shortened("een twee", 8), "een twee");
        assert_eq!(shortened("een, twee", 8), "een…");
        assert_eq!(shortened("een twee drie", 8), "een twee…");
        assert_eq!(shortened("aaaaaaaaa", 8), "aaaaaaaa…");
    }

    #[test]
    fn a_title_closes_the_directions_it_opens() {
        assert_eq!(short_title("a \u{202e}b \u{2067}c"), "a \u{202e}b \u{2067}c\u{2069}\u{202c}");
        assert_eq!(short_title("a \u{202e}b\u{202c} c"), "a \u{202e}b\u{202c} c");
    }

    #[test]
    fn a_tree_opens_and_closes_its_lists() {
        let written = |depths: &[usize]| -> String {
            let items = tree(depths.iter().map(|&depth| (depth, ())));
            let end = |item: TreeItem<()>| {
                format!("x{}{}", if item.opens { "(" } else { "" }, ")".repeat(item.closes))
            };
            items.into_iter().map(end).collect()
        };
        assert_eq!(written(&[]), "");
        assert_eq!(written(&[1, 1, 1]), "xxx");
        assert_eq!(written(&[1, 2, 3, 3, 2, 1]), "x(x(xx)x)x");
        assert_eq!(written(&[1, 2, 3]), "x(x(x))");
        let deep: Vec<usize> = (0..1000).collect();
        assert_eq!(written(&deep).matches('(').count(), 999);
        assert!(written(&deep).ends_with(&")".repeat(999)));
    }
}
