//! The pages of the book, made from templates of the theme.

use serde::Serialize;
use tera::{Context, Value};

use super::STYLE;
use super::author_style;
use super::cover::Cover;
use super::page_list;
use super::pictures::Pictures;
use super::rendering::{self, ChapterRendering, href};
use super::xhtml::{self, Page};
use crate::book::{ChapterId, Matter};
use crate::diagnostic::Diagnostic;
use crate::document::ExhibitKind;
use crate::editions::html;
use crate::editions::register_links::RegisterLinks;
use crate::editions::selection::{Selection, Start};
use crate::editions::shared::{
    ChapterData, ChapterLink, Image, TreeItem, footer, image, matter, printed_title, tree,
};
use crate::guide::Guide;

/// A page around the chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookPage {
    Cover,
    Title,
    Contents,
    Lessons,
    Figures,
    Tables,
    Colophon,
}

impl BookPage {
    /// The pages before the chapters.
    pub fn before(_: &RegisterLinks<'_>) -> Vec<Self> {
        vec![Self::Cover, Self::Title, Self::Contents]
    }

    /// The pages after them: those that have something to list.
    pub fn after(registers: &RegisterLinks<'_>) -> Vec<Self> {
        let pages = [
            (Self::Lessons, !registers.lessons_by_chapter().is_empty()),
            (Self::Figures, !registers.exhibits(ExhibitKind::Figure).is_empty()),
            (Self::Tables, !registers.exhibits(ExhibitKind::Table).is_empty()),
            (Self::Colophon, true),
        ];
        pages.into_iter().filter(|(_, is_made)| *is_made).map(|(page, _)| page).collect()
    }

    /// Its identifier in the package.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Title => "title-page",
            Self::Contents => "contents",
            Self::Lessons => "lessons",
            Self::Figures => "figures",
            Self::Tables => "tables",
            Self::Colophon => "colophon",
        }
    }

    /// Its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Cover => "_cover.xhtml",
            Self::Title => "_title.xhtml",
            Self::Contents => rendering::CONTENTS,
            Self::Lessons => rendering::LESSONS,
            Self::Figures => "_figures.xhtml",
            Self::Tables => "_tables.xhtml",
            Self::Colophon => "_colophon.xhtml",
        }
    }

    fn template(self) -> &'static str {
        match self {
            Self::Cover => "epub/cover.html",
            Self::Title => "epub/title.html",
            Self::Contents => "epub/contents.html",
            Self::Lessons => "epub/lessons.html",
            Self::Figures | Self::Tables => "epub/exhibits.html",
            Self::Colophon => "epub/colophon.html",
        }
    }

    /// The key of its title.
    fn title(self) -> Option<&'static str> {
        match self {
            Self::Cover | Self::Title => None,
            Self::Contents => Some("contents"),
            Self::Lessons => Some("lesson_register"),
            Self::Figures => Some("figures"),
            Self::Tables => Some("tables"),
            Self::Colophon => Some("colophon"),
        }
    }
}

/// A page around the chapters, for the template of the contents.
#[derive(Debug, Serialize)]
struct PageLink {
    href: &'static str,
    title: String,
    kind: &'static str,
}

impl PageLink {
    fn new(guide: &Guide, page: BookPage) -> Self {
        Self { href: page.file(), title: title(guide, page), kind: page.id() }
    }
}

fn title(guide: &Guide, page: BookPage) -> String {
    match page.title() {
        Some(key) => guide.theme.strings.get(key).to_owned(),
        None => guide.config.book.title.clone(),
    }
}

/// A page around the chapters.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn render(
    page: BookPage,
    registers: &RegisterLinks<'_>,
    pictures: &Pictures,
    cover: &Cover,
) -> Result<Page, Diagnostic> {
    let RegisterLinks { guide, selection, .. } = *registers;
    let mut context = context(&title(guide, page));
    match page {
        BookPage::Cover => context.insert("cover", cover.name),
        BookPage::Title => {
            context.insert("logo", &logo(guide, pictures));
            context.insert("selected", &registers.selected());
            context.insert(
                "date",
                &registers.selection.latest_change(registers.guide).map(|date| date.to_string()),
            );
        }
        BookPage::Contents => {
            let links = |pages: Vec<BookPage>| -> Vec<PageLink> {
                pages.into_iter().map(|page| PageLink::new(guide, page)).collect()
            };
            context.insert("chapters", &registers.contents());
            context.insert("page_list", &page_list::links(guide));
            context.insert("pages", &links(BookPage::after(registers)));
            context
                .insert("first", &first_of_body(guide, selection).map(|id| registers.chapter(id)));
        }
        BookPage::Lessons => {
            context.insert("lessons", &registers.lessons_by_chapter());
            context.insert("lessons_by_theme", &registers.lessons_by_theme());
        }
        BookPage::Figures | BookPage::Tables => {
            let kind =
                if page == BookPage::Figures { ExhibitKind::Figure } else { ExhibitKind::Table };
            context.insert("exhibits", &registers.exhibits(kind));
        }
        BookPage::Colophon => {
            context.insert(
                "date",
                &registers.selection.latest_change(registers.guide).map(|date| date.to_string()),
            );
            let rendering = ChapterRendering { guide, selection, pictures, id: ChapterId::HOME };
            context.insert("footer", &footer(guide, &rendering));
        }
    }
    Ok(xhtml::page(&guide.theme.render(page.template(), context)?))
}

/// What every page has.
fn context(title: &str) -> Context {
    let mut context = Context::new();
    context.insert("page_title", title);
    context.insert("style", STYLE);
    context
}

fn logo(guide: &Guide, pictures: &Pictures) -> Option<Image> {
    let logo = guide.config.site.logo.as_ref()?;
    let src = pictures.get(&logo.image)?.name.clone();
    Some(Image { src, srcset: None, ..image(guide, logo)? })
}

/// The chapter at which reading begins: the first with a number, else the first of all.
fn first_of_body(guide: &Guide, selection: &Selection) -> Option<ChapterId> {
    let mut chapters = selection.chapters().iter().copied();
    let is_body = |id: &ChapterId| guide.book[*id].number.is_some();
    chapters.find(is_body).or_else(|| selection.chapters().first().copied())
}

/// The data for the template of a chapter.
#[derive(Debug, Serialize)]
struct BookChapter {
    #[serde(flatten)]
    chapter: ChapterData,
    title: String,
    /// `front`, `body`, `appendix` or `back`.
    matter: &'static str,
    is_part: bool,
    /// The chapters below, if it is a part.
    children: Vec<TreeItem<ChapterLink>>,
}

/// A chapter.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn chapter(
    guide: &Guide,
    selection: &Selection,
    pictures: &Pictures,
    id: ChapterId,
) -> Result<Page, Diagnostic> {
    let chapter = &guide.book[id];
    let rendering = ChapterRendering { guide, selection, pictures, id };
    let raw_html = guide.config.markdown.raw_html;
    let body = html::chapter(chapter, &rendering, &guide.theme.strings, raw_html);
    let registers = RegisterLinks { guide, selection, href };
    let is_part = selection.start(id) == Some(Start::Part);
    let children = chapter.children.iter().filter(|&&child| is_part && selection.contains(child));
    let title = printed_title(guide, id).to_owned();
    let page_title = match chapter.number_text() {
        Some(number) => format!("{number} {title}"),
        None => title.clone(),
    };
    let mut context = context(&page_title);
    context.insert(
        "chapter",
        &BookChapter {
            chapter: ChapterData::new(guide, chapter),
            title,
            matter: if chapter.matter == Matter::Home { "front" } else { matter(chapter) },
            is_part,
            children: tree(children.map(|&child| (0, registers.chapter(child)))),
        },
    );
    context.insert_value("body", Value::safe_string(&body));
    let html = guide.theme.render("epub/chapter.html", context)?;
    Ok(xhtml::page_with_breaks(&html, page_list::of_chapter(guide, id)))
}

/// The style sheet: that of the theme, and what authors gave elements of their own HTML.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn style(guide: &Guide, selection: &Selection) -> Result<String, Diagnostic> {
    let mut context = Context::new();
    let accents = guide.config.theme.accents(guide.theme.pages);
    context.insert("accent", &accents.map(|(light, _)| light.to_string()));
    context.insert("accent_dark", &accents.map(|(_, dark)| dark.to_string()));
    let chapters = selection.chapters().iter();
    let styles: std::collections::BTreeMap<&String, &String> =
        chapters.flat_map(|&id| &guide.book[id].document.styles).collect();
    Ok(guide.theme.render("epub/style.css", context)? + &author_style::sheet(&styles))
}
