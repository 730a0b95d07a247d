//! The site: a page for every chapter, and the pages around them.

mod chapter;
mod chapters_json;
mod citation;
mod downloads;
mod lists;
mod metadata;
mod navigation;
pub mod policy;
mod rendering;
mod statement;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use tera::Context;

use super::downloads::{has_cards, offers, offers_of};
use super::shared::{
    ChapterLink, Image, file, footer, foreign_language, image, page_of, short_title, summary,
};
use super::{Artifact, Publication};
use crate::book::{self, Book, Chapter, ChapterId, MadePages};
use crate::config::{ColorScheme, Config};
use crate::diagnostic::{Diagnostic, Span};
use crate::document;
use crate::guide::Guide;
use crate::messages::message;
use crate::paths::{GuidePath, PublicationPath};
use crate::rule::Rule;
use crate::theme::Strings;
use rendering::PageRendering;

/// A page of the site, or a file made of the same data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// `index.html`
    Home,
    /// The page of a chapter.
    Chapter(ChapterId),
    /// All chapters.
    Contents,
    /// All lessons.
    Lessons,
    /// All lessons as data.
    LessonsJson,
    /// All lessons as a table.
    LessonsCsv,
    /// All chapters with their texts, as data for other programs.
    ChaptersJson,
    /// All chapters for the sidebar, loaded when a reader opens the whole tree.
    Tree,
    /// Search, with all its filters.
    Search,
    /// The accessibility statement.
    Accessibility,
    /// The files to download.
    Downloads,
    /// What a server shows for an unknown address.
    NotFound,
    /// The former address of a chapter.
    Redirect {
        /// The chapter it leads to.
        to: ChapterId,
        /// How many folders below the other pages it is.
        depth: usize,
    },
    /// All addresses, for search engines.
    Sitemap,
    /// New and changed chapters, as Atom.
    Feed,
    /// HTTP headers, for hosts that read the file.
    Headers,
}

/// The script with all chapters. Its name has no hash, or every new title would change every page
/// of the site.
const TREE: &str = "chapters.js";

/// The address of the search index.
const SEARCH: &str = "search/";

/// The folder of the search index. Its files have no hash in their names either.
pub fn search_folder() -> PublicationPath {
    PublicationPath::base().child("search")
}

/// The pages of the site by path, and a diagnostic for every page whose path is taken. Paths that
/// differ only in case clash, since some file systems ignore it. `others` are the paths of other
/// editions.
pub fn pages<'a>(
    book: &Book,
    config: &Config,
    strings: &Strings,
    has_lessons: bool,
    others: impl Iterator<Item = &'a PublicationPath>,
) -> (Publication, Vec<Diagnostic>) {
    let mut paths =
        Paths { book, publication: BTreeMap::new(), taken: BTreeMap::new(), problems: Vec::new() };
    for path in others {
        paths.taken.insert(path.as_str().to_lowercase(), message!("printable-edition"));
    }
    paths.add(file("index", "html"), Page::Home, ChapterId::HOME);
    paths.add(file(strings.get("page_contents"), "html"), Page::Contents, ChapterId::HOME);
    paths.add(file(strings.get("page_search"), "html"), Page::Search, ChapterId::HOME);
    paths.add(PublicationPath::base().child(TREE), Page::Tree, ChapterId::HOME);
    paths.add(file("chapters", "json"), Page::ChaptersJson, ChapterId::HOME);
    if has_lessons {
        let name = strings.get("page_lessons");
        paths.add(file(name, "html"), Page::Lessons, ChapterId::HOME);
        paths.add(file(name, "json"), Page::LessonsJson, ChapterId::HOME);
        paths.add(file(name, "csv"), Page::LessonsCsv, ChapterId::HOME);
    }
    if config.accessibility.is_some() {
        let name = strings.get("page_accessibility");
        paths.add(file(name, "html"), Page::Accessibility, ChapterId::HOME);
    }
    if !offers_of(config, strings, has_cards(book, config)).is_empty() {
        paths.add(file(strings.get("page_downloads"), "html"), Page::Downloads, ChapterId::HOME);
    }
    paths.add(file(book::NOT_FOUND, "html"), Page::NotFound, ChapterId::HOME);
    paths.add(PublicationPath::base().child("_headers"), Page::Headers, ChapterId::HOME);
    if config.site.base_url.is_some() {
        paths.add(file("sitemap", "xml"), Page::Sitemap, ChapterId::HOME);
        paths.add(file("feed", "xml"), Page::Feed, ChapterId::HOME);
    }
    for (id, chapter) in book.chapters() {
        paths.note_renamed(chapter);
        paths.add(page_of(chapter), Page::Chapter(id), id);
    }
    for (id, chapter) in book.chapters() {
        for alias in &chapter.front_matter().aliases {
            paths.add_alias(alias, id);
        }
    }
    (paths.publication, paths.problems)
}

/// The pages around the chapters.
pub fn made_pages(strings: &Strings, config: &Config, has_lessons: bool) -> MadePages {
    let offers = offers_of(config, strings, config.print.cards && has_lessons);
    let pages = [
        ("page_contents", true),
        ("page_search", true),
        ("page_lessons", has_lessons),
        ("page_accessibility", config.accessibility.is_some()),
        ("page_downloads", !offers.is_empty()),
    ];
    // Whether a page is made must not change the address of a chapter.
    let names = pages.iter().map(|(key, _)| strings.get(key)).chain(["index", book::NOT_FOUND]);
    let made = pages.iter().filter(|(_, is_made)| *is_made);
    MadePages {
        names: names.map(str::to_lowercase).collect(),
        linked: made.map(|(key, _)| file(strings.get(key), "html")).collect(),
    }
}

/// Whether a name can be that of a file or folder of the site, on every system and in an address.
pub(crate) fn is_file_name(name: &str) -> bool {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '~' | '@' | ',' | ' ');
    name.trim() == name && !name.is_empty() && !name.starts_with('.') && name.chars().all(plain)
}

/// Assigns paths to pages.
struct Paths<'a> {
    book: &'a Book,
    publication: Publication,
    /// Lower-case paths, and what has them.
    taken: BTreeMap<String, String>,
    problems: Vec<Diagnostic>,
}

impl Paths<'_> {
    fn add(&mut self, path: PublicationPath, page: Page, owner: ChapterId) {
        self.add_written(path, page, owner, None);
    }

    /// Reports a chapter whose page has another name, because that is the name of a page of the site.
    fn note_renamed(&mut self, chapter: &Chapter) {
        let Some(wanted) = chapter.wanted_name().filter(|wanted| *wanted != chapter.name) else {
            return;
        };
        let [wanted, page] = [&wanted, &chapter.name].map(|name| format!("{name}.html"));
        let message = message!("page-renamed", wanted = wanted, page = page);
        let help = match &chapter.number {
            Some(_) => message!("page-renamed", "of-number"),
            None => message!("page-renamed", "of-name"),
        };
        self.problems.push(at_top(Diagnostic::of(Rule::RenamedPage, message).help(help), chapter));
    }

    /// Adds a page whose path is an alias in its chapter, or follows from its name.
    fn add_written(
        &mut self,
        path: PublicationPath,
        page: Page,
        owner: ChapterId,
        alias: Option<&str>,
    ) {
        let chapter = &self.book[owner];
        let by = match owner {
            ChapterId::HOME => message!("site-itself"),
            _ => chapter.label(),
        };
        if let Some(first) = self.taken.insert(path.as_str().to_lowercase(), by) {
            let message = message!("page-taken", page = path.to_string(), by = first);
            let problem =
                Diagnostic::of(Rule::DuplicatePage, message).help(message!("page-taken", "help"));
            self.problems.push(match alias {
                Some(alias) => at_alias(problem, chapter, alias),
                None => at_top(problem, chapter),
            });
        } else {
            self.publication.insert(path, Artifact::Page(page));
        }
    }

    /// Adds the former address of a chapter: a name beside the other pages or a path below them. A
    /// path that ends in a slash is a folder.
    fn add_alias(&mut self, alias: &str, id: ChapterId) {
        let name = match alias.strip_suffix('/') {
            Some(folder) => format!("{folder}/index"),
            None => alias.strip_suffix(".html").unwrap_or(alias).to_owned(),
        };
        // A folder cannot have the name of a page.
        let is_folder = |path: PublicationPath| {
            path.extension() != Some("html")
                && !self.taken.contains_key(&path.as_str().to_lowercase())
        };
        let path = PublicationPath::new(&format!("{name}.html")).ok();
        let path =
            path.filter(|path| name.split('/').all(is_file_name) && path.folders().all(is_folder));
        let Some(path) = path else {
            let problem = Diagnostic::error(message!("alias-unusable", alias = alias))
                .help(message!("alias-unusable", "help"));
            self.problems.push(at_alias(problem, &self.book[id], alias));
            return;
        };
        let page = Page::Redirect { to: id, depth: path.folders().count() };
        self.add_written(path, page, id, Some(alias));
    }
}

fn at_top(problem: Diagnostic, chapter: &Chapter) -> Diagnostic {
    match &chapter.source {
        Some(source) => problem.at(&source.text, Span::START),
        None => problem,
    }
}

fn at_alias(problem: Diagnostic, chapter: &Chapter, alias: &str) -> Diagnostic {
    let Some(source) = &chapter.source else { return problem };
    let front_matter = source.front_matter_span();
    let key = source.text.find_in(front_matter, "aliases").unwrap_or_default();
    match source.text.find_in(key.to(front_matter), alias) {
        Some(span) => problem.at(&source.text, span),
        None => at_top(problem, chapter),
    }
}

/// Renders one page.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn render(page: &Page, guide: &Guide) -> Result<Vec<u8>, Diagnostic> {
    let (template, context) = match page {
        Page::Home => ("home.html", lists::home(guide)),
        Page::Chapter(id) => ("chapter.html", chapter::context(guide, *id)),
        Page::Contents => ("contents.html", lists::contents(guide)),
        Page::Lessons => ("lessons.html", lists::lessons(guide)),
        Page::Search => ("search.html", lists::search(guide)),
        Page::Accessibility => match &guide.config.accessibility {
            Some(accessibility) => ("accessibility.html", statement::context(guide, accessibility)),
            None => return Ok(Vec::new()),
        },
        Page::Downloads => ("downloads.html", downloads::context(guide)),
        Page::NotFound => ("404.html", lists::not_found(guide)),
        Page::Redirect { to, depth } => ("redirect.html", lists::redirect(guide, *to, *depth)),
        Page::Sitemap => ("sitemap.xml", metadata::sitemap(guide)),
        Page::Feed => ("feed.xml", metadata::feed(guide)),
        Page::LessonsJson => return Ok(guide.lessons.to_json(&guide.book)),
        Page::LessonsCsv => return Ok(guide.lessons.to_csv(&guide.book)),
        Page::ChaptersJson => return Ok(chapters_json::render(guide)),
        Page::Tree => return Ok(navigation::all_chapters(guide)),
        Page::Headers => return Ok(policy::headers(&guide.config)),
    };
    guide.theme.render(template, context).map(String::into_bytes)
}

/// Writes all chapters as data, one after the other.
///
/// # Errors
/// Those of the writer.
pub fn write_chapters(guide: &Guide, out: &mut dyn Write) -> io::Result<()> {
    chapters_json::write(guide, out)
}

/// The data for all templates: the site, the theme's strings and assets.
pub fn globals(guide: &Guide) -> Context {
    let mut context = Context::new();
    let assets: BTreeMap<&str, &str> = guide
        .theme
        .assets
        .iter()
        .map(|(name, asset)| (name.as_str(), asset.path.as_str()))
        .collect();
    context.insert("site", &SiteData::new(guide));
    context.insert("t", &guide.theme.strings);
    context.insert("assets", &assets);
    context
}

/// The publication, for all templates.
#[derive(Debug, Serialize)]
struct SiteData {
    title: String,
    subtitle: Option<String>,
    edition: Option<String>,
    description: Option<String>,
    language: String,
    authors: Vec<String>,
    publisher: Option<String>,
    licence: Option<String>,
    /// The address of the licence, if it is given as one.
    licence_url: Option<String>,
    base_url: Option<String>,
    /// The path of the base URL, for the page for unknown addresses.
    base_path: Option<String>,
    /// The Content-Security-Policy of its pages.
    policy: String,
    footer: Option<String>,
    logo: Option<Image>,
    /// The guide's own scripts, which every page loads.
    scripts: Vec<String>,
    /// The guide's own style sheets, which every page loads.
    styles: Vec<String>,
    /// The only colour scheme of the site; `None` if readers can choose.
    color_scheme: Option<ColorScheme>,
    contents_url: PublicationPath,
    single_page_url: &'static str,
    lessons_url: Option<PublicationPath>,
    lessons_json_url: PublicationPath,
    lessons_csv_url: PublicationPath,
    accessibility_url: Option<PublicationPath>,
    downloads_url: Option<PublicationPath>,
    feed_url: Option<&'static str>,
    tree_url: &'static str,
    search_url: PublicationPath,
    search_index_url: &'static str,
    lesson_count: usize,
    chapter_count: usize,
    generator: &'static str,
}

impl SiteData {
    fn new(guide: &Guide) -> Self {
        let book = &guide.config.book;
        let set = |text: &String| document::plain_line(text, &book.language);
        let strings = &guide.theme.strings;
        let lessons = strings.get("page_lessons");
        let lesson_count = guide.lessons.entries.len();
        let is_url = |licence: &&String| licence.starts_with("http");
        let urls = |paths: &[GuidePath]| {
            let urls = paths.iter().filter_map(|path| guide.attachments.url(path));
            urls.map(str::to_owned).collect()
        };
        let home = PageRendering { guide, id: ChapterId::HOME };
        Self {
            title: set(&book.title),
            subtitle: book.subtitle.as_ref().map(set),
            edition: book.edition.as_ref().map(set),
            description: book.description.as_ref().map(set),
            language: book.language.clone(),
            authors: book.authors.clone(),
            publisher: book.publisher.clone(),
            licence: book.licence.clone(),
            licence_url: book.licence.as_ref().filter(is_url).cloned(),
            base_url: guide.config.site.base_url.clone(),
            base_path: guide.base_path(),
            policy: policy::content_security_policy(&guide.config),
            footer: footer(guide, &home),
            logo: guide.config.site.logo.as_ref().and_then(|logo| image(guide, logo)),
            scripts: urls(&guide.config.site.scripts),
            styles: urls(&guide.config.site.styles),
            color_scheme: guide.config.theme.color_scheme,
            single_page_url: super::SINGLE_PAGE,
            contents_url: file(strings.get("page_contents"), "html"),
            lessons_url: (lesson_count > 0).then(|| file(lessons, "html")),
            lessons_json_url: file(lessons, "json"),
            lessons_csv_url: file(lessons, "csv"),
            accessibility_url: guide
                .config
                .accessibility
                .is_some()
                .then(|| file(strings.get("page_accessibility"), "html")),
            downloads_url: (!offers(guide).is_empty())
                .then(|| file(strings.get("page_downloads"), "html")),
            feed_url: guide.config.site.base_url.is_some().then_some("feed.xml"),
            tree_url: TREE,
            search_url: file(strings.get("page_search"), "html"),
            search_index_url: SEARCH,
            lesson_count,
            chapter_count: guide.book.written(),
            generator: concat!("wijkengids ", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// A link to a chapter.
fn link(guide: &Guide, id: ChapterId) -> ChapterLink {
    let chapter = &guide.book[id];
    ChapterLink {
        href: page_of(chapter).to_string(),
        number: chapter.number_text(),
        title: short_title(&chapter.title),
        summary: summary(chapter),
        lang: foreign_language(guide, chapter),
    }
}
