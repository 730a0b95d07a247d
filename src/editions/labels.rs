//! What a link reads that has no text of its own.

use super::html::{self, LabelPart};
use crate::book::ChapterId;
use crate::document::ExhibitKind;
use crate::guide::Guide;

/// The label of a chapter, or of a place in it, in a link that stands in chapter `from`.
pub fn of_chapter(
    guide: &Guide,
    from: ChapterId,
    id: ChapterId,
    anchor: Option<&str>,
) -> Vec<LabelPart> {
    let chapter = &guide.book[id];
    let place = anchor.and_then(|anchor| of_anchor(guide, id, anchor));
    match (place, &chapter.number) {
        // Within its own chapter a place needs no number, and an exhibit carries it.
        (Some(place), _) if id == from || is_exhibit(anchor) => vec![LabelPart::Text(place)],
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

/// What an anchor names: a lesson, a figure, a table or a section.
fn of_anchor(guide: &Guide, id: ChapterId, anchor: &str) -> Option<String> {
    let chapter = &guide.book[id];
    let document = &chapter.document;
    let strings = &guide.theme.strings;
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

fn is_exhibit(anchor: Option<&str>) -> bool {
    anchor.is_some_and(|anchor| {
        [ExhibitKind::Figure, ExhibitKind::Table].into_iter().any(|kind| {
            let digits = anchor.strip_prefix(kind.id(0).trim_end_matches('0'));
            digits.is_some_and(|n| n.parse::<usize>().is_ok())
        })
    })
}
