//! The files that the manuscript reads: what `book.typ` knows of the guide, and its pictures.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Asset, is_drawn, label};
use crate::book::ChapterId;
use crate::book::Destination;
use crate::config;
use crate::document::ExhibitKind;
use crate::editions::registers::{self, Line};
use crate::editions::selection::Selection;
use crate::editions::shared::{foreign_language, printed_title, short_title};
use crate::guide::Guide;
use crate::paths::GuidePath;

/// The name of the file with what `book.typ` knows of the guide.
const NAME: &str = "guide.json";

/// The accent of a guide that chooses none: that of the links of the built-in theme.
const ACCENT: &str = "#96371b";

/// The files besides those of chapters.
pub(super) fn files(guide: &Guide, selection: &Selection) -> BTreeMap<String, Asset> {
    let pictures = [banner(guide), guide.config.site.logo.as_ref().and_then(|own| of(guide, own))];
    let mut data = data(guide, selection);
    let mut files = BTreeMap::new();
    for (key, picture) in ["banner", "logo"].into_iter().zip(pictures) {
        data[key] = picture.map_or(Value::Null, |Picture { name, alt, asset }| {
            files.insert(name.clone(), asset);
            json!({ "path": name, "alt": alt })
        });
    }
    files.insert(
        NAME.to_owned(),
        Asset::Made(data.to_string().replace('\u{feff}', "").into_bytes()),
    );
    files
}

/// A picture outside the text of chapters.
struct Picture {
    name: String,
    alt: String,
    asset: Asset,
}

fn banner(guide: &Guide) -> Option<Picture> {
    if let Some((destination, alt)) = guide.book.banner(ChapterId::HOME) {
        let Destination::File(path) = destination else { return None };
        return attachment(guide, path.in_guide(), alt);
    }
    match &guide.config.site.banner {
        Some(own) => of(guide, own),
        None => {
            let name = guide.theme.assets.get("banner.svg")?.path.to_string();
            let asset = Asset::Theme("banner.svg".into());
            Some(Picture { name, alt: String::new(), asset })
        }
    }
}

/// A picture that `book.toml` names.
fn of(guide: &Guide, named: &config::Picture<GuidePath>) -> Option<Picture> {
    attachment(guide, named.image.clone(), &named.alt)
}

fn attachment(guide: &Guide, path: GuidePath, alt: &str) -> Option<Picture> {
    let name = guide.attachments.get(&path)?.path.to_string();
    let picture = Picture { name, alt: alt.to_owned(), asset: Asset::Attachment(path) };
    is_drawn(&picture.name).then_some(picture)
}

fn data(guide: &Guide, selection: &Selection) -> Value {
    let config = &guide.config;
    let book = &config.book;
    let accent = config.theme.accents(guide.theme.pages).map(|(light, _)| light.to_string());
    let date = selection.latest_change(guide);
    let exhibits = |kind| lines(guide, registers::exhibits(guide, selection, kind));
    json!({
        "title": book.title,
        "subtitle": book.subtitle,
        "edition": book.edition,
        "authors": book.authors,
        "publisher": book.publisher,
        "description": book.description,
        "licence": book.licence,
        "language": language(&book.language),
        "base-url": config.site.base_url,
        "date": date.map(|date| guide.theme.strings.date(&date.to_string())),
        "paper": {
            "width": config.print.paper.width,
            "height": config.print.paper.height,
            "two-sided": config.print.two_sided,
        },
        "accent": accent.as_deref().unwrap_or(ACCENT),
        "strings": guide.theme.strings,
        "contents": contents(guide, selection),
        "selected": selected(guide, selection),
        "lessons": lessons(guide, selection),
        "themes": themes(guide, selection),
        "figures": exhibits(ExhibitKind::Figure),
        "tables": exhibits(ExhibitKind::Table),
    })
}

fn contents(guide: &Guide, selection: &Selection) -> Vec<Value> {
    selection.chapters().iter().map(|&id| chapter(guide, selection, id)).collect()
}

/// The chapters below no other, if `[print] include` leaves some out.
fn selected(guide: &Guide, selection: &Selection) -> Vec<Value> {
    let chapters = selection.chapters().iter().filter(|_| selection.is_partial());
    let top = chapters.filter(|&&id| selection.depth(&guide.book, id) == 1);
    top.map(|&id| chapter(guide, selection, id)).collect()
}

fn chapter(guide: &Guide, selection: &Selection, id: ChapterId) -> Value {
    let chapter = &guide.book[id];
    json!({
        "id": label(guide, id, None),
        "number": chapter.number_text(),
        "depth": selection.depth(&guide.book, id).min(6),
        "title": short_title(printed_title(guide, id)),
        "language": foreign_language(guide, chapter).as_deref().and_then(language),
    })
}

fn lessons(guide: &Guide, selection: &Selection) -> Vec<Value> {
    let groups = registers::lessons_by_chapter(guide, selection).into_iter();
    groups
        .map(|(id, lessons)| {
            json!({ "chapter": chapter(guide, selection, id), "lessons": lines(guide, lessons) })
        })
        .collect()
}

fn themes(guide: &Guide, selection: &Selection) -> Vec<Value> {
    let groups = registers::lessons_by_theme(guide, selection).into_iter();
    groups
        .map(|(name, lessons)| json!({ "name": name, "lessons": lines(guide, lessons) }))
        .collect()
}

fn lines(guide: &Guide, lines: Vec<Line>) -> Vec<Value> {
    let line = |line: Line| {
        json!({
            "id": label(guide, line.chapter, Some(&line.anchor)),
            "label": line.label,
            "title": line.title,
            "language": line.lang.as_deref().and_then(language),
        })
    };
    lines.into_iter().map(line).collect()
}

/// A language as the arguments of Typst's `text`; `None` for one that it does not know.
fn language(tag: &str) -> Option<Value> {
    let (lang, region) = super::language_of(tag)?;
    Some(match region {
        Some(region) => json!({ "lang": lang, "region": region }),
        None => json!({ "lang": lang }),
    })
}
