//! What is around the chapters: title page, contents, indexes, colophon.

use tera::{Context, Value};

use super::rendering::{ChapterRendering, href, page_id};
use super::{STYLE, embed, style};
use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document::ExhibitKind;
use crate::editions::register_links::RegisterLinks;
use crate::editions::selection::Selection;
use crate::editions::shared::{Image, banner, footer, image};
use crate::guide::Guide;

/// The data for the template of the page, with `marker` where the chapters go.
pub fn context(guide: &Guide, selection: &Selection, marker: &str) -> Result<Context, Diagnostic> {
    let strings = &guide.theme.strings;
    let registers = RegisterLinks { guide, selection, href };
    let mut context = Context::new();
    context.insert_value("chapters", Value::safe_string(marker));
    context.insert("contents", &registers.contents());
    context.insert("contents_id", page_id(strings, "page_contents"));
    context.insert("lessons_id", page_id(strings, "page_lessons"));
    context.insert("lessons", &registers.lessons_by_chapter());
    context.insert("lessons_by_theme", &registers.lessons_by_theme());
    context.insert("figures", &registers.exhibits(ExhibitKind::Figure));
    context.insert("tables", &registers.exhibits(ExhibitKind::Table));
    context.insert("date", &selection.latest_change(guide).map(|date| date.to_string()));
    context.insert("selected", &registers.selected());
    context.insert("banner", &banner(guide, ChapterId::HOME).map(|image| shown(guide, image)));
    let logo = guide.config.site.logo.as_ref().and_then(|logo| image(guide, logo));
    context.insert("logo", &logo.map(|image| shown(guide, image)));
    context.insert("footer", &page_footer(guide, selection));
    let inline_style = if guide.config.print.self_contained {
        Some(embed::style(guide, &style::render(guide, selection)?))
    } else {
        None
    };
    context.insert("inline_style", &inline_style);
    context.insert("style_url", STYLE);
    Ok(context)
}

fn page_footer(guide: &Guide, selection: &Selection) -> Option<String> {
    let rendering = ChapterRendering { guide, selection, id: ChapterId::HOME, is_line: true };
    footer(guide, &rendering)
}

/// An image as the page shows it: by its address, or embedded.
fn shown(guide: &Guide, image: Image) -> Image {
    Image { src: embed::file(guide, &image.src), srcset: None, ..image }
}
