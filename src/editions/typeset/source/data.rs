//! What `book.typ` knows of the chosen chapters, besides what all templates know of the guide.

use serde_json::{Value, json};

use super::label;
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::editions::registers::{self, Line};
use crate::editions::selection::Selection;
use crate::editions::shared::{foreign_language, printed_title, short_title};
use crate::editions::typesetter::language;
use crate::guide::Guide;

/// The entries of `guide.json` for a book.
pub(super) fn data(guide: &Guide, selection: &Selection) -> Value {
    let print = &guide.config.print;
    let exhibits = |kind| lines(guide, registers::exhibits(guide, selection, kind));
    json!({
        "paper": {
            "width": print.paper.width,
            "height": print.paper.height,
            "two-sided": print.two_sided,
        },
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
        "language": foreign_language(guide, chapter).as_deref().and_then(language::data),
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
            "language": line.lang.as_deref().and_then(language::data),
        })
    };
    lines.into_iter().map(line).collect()
}
