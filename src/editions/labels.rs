//! The text of links to which the author gave none.

use super::html::{self, LabelPart};
use super::shared::short_title;
use crate::book::{ChapterId, Destination};
use crate::document::Named;
use crate::guide::Guide;

/// The label of a destination for a link in the chapter `from`, in an edition whose readers do not see
/// the address.
pub fn of_link(guide: &Guide, from: ChapterId, destination: &Destination) -> Vec<LabelPart> {
    match destination {
        Destination::Chapter(id, anchor) => of_chapter(guide, from, *id, anchor.as_deref()),
        Destination::Page(name) => vec![LabelPart::Words(name.to_string())],
        _ => Vec::new(),
    }
}

/// The label of a chapter, or of an anchor in it, for a link in the chapter `from`.
pub fn of_chapter(
    guide: &Guide,
    from: ChapterId,
    id: ChapterId,
    anchor: Option<&str>,
) -> Vec<LabelPart> {
    let chapter = &guide.book[id];
    let title = |before: &str| {
        let title = short_title(&chapter.title);
        LabelPart::Title(format!("{before}{title}"), chapter.language.clone())
    };
    let number = chapter.number_text().map(LabelPart::Number);
    let Some(Label { mut parts, has_number }) =
        anchor.and_then(|anchor| of_anchor(guide, id, anchor))
    else {
        return match number {
            Some(number) => vec![number, title(" ")],
            None => vec![title("")],
        };
    };
    if id != from && !has_number {
        parts.insert(0, LabelPart::Words(", ".into()));
        parts.insert(0, number.unwrap_or_else(|| title("")));
    }
    parts
}

/// Where in the publication a link leads whose text says `said`, for readers who cannot follow it:
/// "2.4.8, les 3". Empty where its text or its position says so already.
pub fn place(
    guide: &Guide,
    from: ChapterId,
    id: ChapterId,
    anchor: Option<&str>,
    said: &str,
) -> String {
    let chapter = &guide.book[id];
    let number = chapter.number_text();
    let is_named = id == from
        || said.contains(&chapter.title)
        || number.as_ref().is_some_and(|number| said.contains(number));
    if is_named {
        return String::new();
    }
    let lesson = anchor.and_then(|anchor| anchor.strip_prefix("les-"));
    let lesson = lesson.filter(|number| number.parse::<usize>().is_ok()).map(|number| {
        let label = guide.theme.strings.fill("lesson_n", &[("n", number)]);
        format!(", {}", label.to_lowercase())
    });
    number.unwrap_or_else(|| short_title(&chapter.title)) + &lesson.unwrap_or_default()
}

/// The label of a place in a chapter.
struct Label {
    parts: Vec<LabelPart>,
    /// Whether it contains the number of the chapter.
    has_number: bool,
}

/// The label of an anchor: of a lesson, a figure, a table, a section or a box.
fn of_anchor(guide: &Guide, id: ChapterId, anchor: &str) -> Option<Label> {
    let chapter = &guide.book[id];
    let strings = &guide.theme.strings;
    let title = |title: &str| LabelPart::Title(short_title(title), chapter.language.clone());
    Some(match chapter.document.named(anchor)? {
        Named::Lesson(lesson) => {
            let label = strings.fill("lesson_n", &[("n", &lesson.number.to_string())]);
            let words = LabelPart::Words(format!("{}: ", label.to_lowercase()));
            Label { parts: vec![words, title(&lesson.title)], has_number: false }
        }
        Named::Exhibit(exhibit) => {
            let label =
                html::exhibit_label(strings, chapter.number.as_ref(), exhibit.kind, exhibit.number);
            Label { parts: vec![LabelPart::Words(label)], has_number: true }
        }
        Named::Title(name) => Label { parts: vec![title(name)], has_number: false },
    })
}
