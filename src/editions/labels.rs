//! The text of links to which the author gave none.

use super::html::{self, LabelPart};
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::guide::Guide;

/// The label of a chapter, or of an anchor in it, for a link in the chapter `from`.
pub fn of_chapter(
    guide: &Guide,
    from: ChapterId,
    id: ChapterId,
    anchor: Option<&str>,
) -> Vec<LabelPart> {
    let chapter = &guide.book[id];
    let title = |before: &str| {
        LabelPart::Title(format!("{before}{}", chapter.title), chapter.language.clone())
    };
    let number = chapter.number_text().map(LabelPart::Number);
    let Some(mut place) = anchor.and_then(|anchor| of_anchor(guide, id, anchor)) else {
        return match number {
            Some(number) => vec![number, title(" ")],
            None => vec![title("")],
        };
    };
    // A place in the same chapter needs no number, and the label of an exhibit contains it.
    if id != from && !is_exhibit(anchor) {
        place.insert(0, LabelPart::Words(", ".into()));
        place.insert(0, number.unwrap_or_else(|| title("")));
    }
    place
}

/// The label of an anchor: of a lesson, a figure, a table, a section or a box.
fn of_anchor(guide: &Guide, id: ChapterId, anchor: &str) -> Option<Vec<LabelPart>> {
    let chapter = &guide.book[id];
    let document = &chapter.document;
    let strings = &guide.theme.strings;
    let title = |title: &str| LabelPart::Title(title.to_owned(), chapter.language.clone());
    if let Some(lesson) = anchor
        .strip_prefix("les-")
        .and_then(|n| n.parse::<usize>().ok())
        .and_then(|n| document.lessons.get(n.checked_sub(1)?))
    {
        let label = strings.fill("lesson_n", &[("n", &lesson.number.to_string())]);
        let words = LabelPart::Words(format!("{}: ", label.to_lowercase()));
        return Some(vec![words, title(&lesson.title)]);
    }
    let exhibit =
        document.exhibits.iter().find(|exhibit| exhibit.kind.id(exhibit.number) == anchor);
    if let Some(exhibit) = exhibit {
        let label = html::exhibit_label(strings, chapter, exhibit.kind, exhibit.number);
        return Some(vec![LabelPart::Words(label)]);
    }
    let heading = document.headings.iter().find(|heading| heading.id == anchor);
    let named = heading.map(|heading| &heading.title).or_else(|| document.boxes.get(anchor));
    named.map(|name| vec![title(name)])
}

fn is_exhibit(anchor: Option<&str>) -> bool {
    anchor.is_some_and(|anchor| {
        [ExhibitKind::Figure, ExhibitKind::Table].into_iter().any(|kind| {
            let digits = anchor.strip_prefix(kind.id(0).trim_end_matches('0'));
            digits.is_some_and(|n| n.parse::<usize>().is_ok())
        })
    })
}
