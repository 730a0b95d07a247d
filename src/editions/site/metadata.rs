//! Metadata of pages, for browsers, search engines and link previews; the site map and the feed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use crate::book::{Chapter, ChapterId};
use crate::config::PATH_PLACEHOLDER;
use crate::editions::shared::{Image, author_style_path, banner, file, on_site, page_of, summary};
use crate::guide::Guide;

/// The metadata of a page, for its template.
#[derive(Debug, Serialize)]
pub struct PageData {
    /// `home`, `chapter`, `contents`, `lessons`, `not-found` or `redirect`.
    kind: &'static str,
    /// The title of the page itself.
    title: String,
    /// The title with that of the site, as a browser shows it.
    full_title: String,
    description: Option<String>,
    /// Its address, relative to the site.
    url: String,
    /// Its permanent address, if known.
    canonical: Option<String>,
    /// Whether search engines should list it.
    indexed: bool,
    banner: Option<Image>,
    /// Where its file can be edited.
    edit_url: Option<String>,
    /// The style sheet of its text, if there are inline styles in it.
    style: Option<String>,
    /// The absolute address of a picture for link previews.
    preview: Option<String>,
    /// JSON-LD for search engines, safe within a script element.
    json_ld: Option<String>,
}

impl PageData {
    /// The same page, hidden from search engines.
    pub fn unlisted(self) -> Self {
        Self { indexed: false, ..self }
    }
}

/// A page around the chapters.
pub fn of_page(guide: &Guide, kind: &'static str, title: &str, url: &str) -> PageData {
    let book = &guide.config.book;
    let banner = banner(guide, ChapterId::HOME);
    PageData {
        kind,
        title: title.to_owned(),
        full_title: format!("{title} – {}", book.title),
        description: book.description.clone(),
        url: url.to_owned(),
        canonical: on_site(guide, url),
        indexed: true,
        preview: preview(guide, banner.as_ref()),
        banner,
        edit_url: None,
        style: None,
        json_ld: None,
    }
}

/// The home page.
pub fn of_home(guide: &Guide) -> PageData {
    let book = &guide.config.book;
    let full_title = match &book.subtitle {
        Some(subtitle) => format!("{}: {subtitle}", book.title),
        None => book.title.clone(),
    };
    PageData {
        full_title,
        // People share the address of the folder.
        canonical: guide.config.site.base_url.clone(),
        edit_url: edit_url(guide, guide.book.home()),
        style: author_style(guide.book.home()),
        json_ld: Some(script_safe(&with_context(book_data(guide)))),
        ..of_page(guide, "home", &book.title, "index.html")
    }
}

/// The page of a chapter.
pub fn of_chapter(guide: &Guide, id: ChapterId) -> PageData {
    let chapter = &guide.book[id];
    let url = page_of(chapter);
    let banner = banner(guide, id);
    PageData {
        description: description(chapter),
        edit_url: edit_url(guide, chapter),
        style: author_style(chapter),
        preview: preview(guide, banner.as_ref()),
        banner,
        json_ld: Some(script_safe(&with_context(chapter_data(guide, id)))),
        ..of_page(guide, "chapter", &chapter.label(), url.as_str())
    }
}

/// The address of the style sheet made of the inline styles of a chapter.
fn author_style(chapter: &Chapter) -> Option<String> {
    author_style_path(chapter).map(|path| path.to_string())
}

/// Characters that need no escaping in the path of an address.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Where the file of a chapter can be edited, if that is known.
fn edit_url(guide: &Guide, chapter: &Chapter) -> Option<String> {
    let pattern = guide.config.site.edit_url.as_ref()?;
    let path = chapter.source.as_ref()?.path.in_guide();
    let path = utf8_percent_encode(path.as_str(), IN_PATH).to_string();
    Some(pattern.replace(PATH_PLACEHOLDER, &path))
}

/// The summary, else the first sentence of the text.
fn description(chapter: &Chapter) -> Option<String> {
    summary(chapter).or_else(|| {
        let text = crate::document::text::of_blocks(&chapter.document.blocks);
        let sentence = crate::document::text::first_sentence(&text);
        (!sentence.is_empty()).then(|| sentence.to_owned())
    })
}

/// Link previews cannot show SVG.
fn preview(guide: &Guide, banner: Option<&Image>) -> Option<String> {
    let banner = banner.filter(|banner| !banner.src.ends_with(".svg"))?;
    on_site(guide, &banner.src)
}

fn people(names: &[String]) -> Value {
    names.iter().map(|name| json!({ "@type": "Person", "name": name })).collect()
}

fn book_data(guide: &Guide) -> Value {
    let book = &guide.config.book;
    without_nulls(json!({
        "@type": "Book",
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "description": book.description,
        "inLanguage": book.language,
        "bookEdition": book.edition,
        "author": (!book.authors.is_empty()).then(|| people(&book.authors)),
        "publisher": book.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        "license": book.licence,
        "url": guide.config.site.base_url,
    }))
}

fn chapter_data(guide: &Guide, id: ChapterId) -> Value {
    let chapter = &guide.book[id];
    let front = chapter.front_matter();
    without_nulls(json!({
        "@type": "Chapter",
        "name": chapter.title,
        "position": chapter.number_text(),
        "abstract": summary(chapter),
        "inLanguage": chapter.language,
        "author": (!front.authors.is_empty()).then(|| people(&front.authors)),
        "datePublished": front.date.map(|date| date.to_string()),
        "dateModified": guide.updated(chapter).map(|date| date.to_string()),
        "keywords": (!front.themes.is_empty()).then_some(&front.themes),
        "url": on_site(guide, page_of(chapter).as_str()),
        "isPartOf": book_data(guide),
    }))
}

fn without_nulls(mut data: Value) -> Value {
    if let Value::Object(entries) = &mut data {
        entries.retain(|_, value| !value.is_null());
    }
    data
}

fn with_context(mut data: Value) -> Value {
    if let Value::Object(entries) = &mut data {
        entries.insert("@context".into(), "https://schema.org".into());
    }
    data
}

/// JSON that cannot end the script element around it.
fn script_safe(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

/// An address in the site map.
#[derive(Debug, Serialize)]
struct SitemapEntry {
    url: String,
    modified: Option<String>,
}

/// The data for the site map.
pub fn sitemap(guide: &Guide) -> Context {
    let base = guide.config.site.base_url.clone().unwrap_or_default();
    let strings = &guide.theme.strings;
    let mut entries = vec![SitemapEntry { url: base.clone(), modified: None }];
    let mut pages = vec![strings.get("page_contents")];
    if !guide.lessons.entries.is_empty() {
        pages.push(strings.get("page_lessons"));
    }
    for name in pages {
        entries.push(SitemapEntry { url: format!("{base}{}", file(name, "html")), modified: None });
    }
    for (_, chapter) in guide.book.chapters() {
        let front = chapter.front_matter();
        entries.push(SitemapEntry {
            url: format!("{base}{}", page_of(chapter)),
            modified: guide.updated(chapter).or(front.date).map(|date| date.to_string()),
        });
    }
    let mut context = Context::new();
    context.insert("entries", &entries);
    context
}

/// A chapter in the feed.
#[derive(Debug, Serialize)]
struct FeedEntry {
    url: String,
    title: String,
    summary: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    updated: String,
}

/// How many chapters the feed has.
const FEED_LENGTH: usize = 50;

/// The data for the feed: the chapters with a date, the latest first.
pub fn feed(guide: &Guide) -> Context {
    let base = guide.config.site.base_url.clone().unwrap_or_default();
    let mut entries: Vec<_> = guide
        .book
        .chapters()
        .filter_map(|(_, chapter)| {
            let front = chapter.front_matter();
            Some(FeedEntry {
                url: format!("{base}{}", page_of(chapter)),
                title: chapter.label(),
                summary: description(chapter),
                authors: front.authors.clone(),
                published: front.date.map(|date| date.to_string()),
                updated: guide.updated(chapter).or(front.date)?.to_string(),
            })
        })
        .collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated));
    entries.truncate(FEED_LENGTH);
    let mut context = Context::new();
    context.insert("updated", &entries.first().map_or("1970-01-01", |entry| &entry.updated));
    context.insert("entries", &entries);
    context
}
