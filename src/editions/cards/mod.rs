//! The lessons as cards in PDF, for a printer to make a fan of: two pages a card, its front and its
//! back, typeset by Typst within this program.
//!
//! The cards are written as calls of functions that the theme's template `cards.typ` defines.

mod groups;
mod qr;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::addresses;
use super::registers;
use super::selection::Selection;
use super::shared::{chapter_address, foreign_language, on_site, printed_title, short_title};
use super::typesetter::{
    Code, Job, Place, Places, Source, about, import, language, title_place, too_small,
};
use crate::diagnostic::{Diagnostic, Span};
use crate::guide::Guide;
use crate::lessons::LessonEntry;
use groups::{Group, Subject, groups};

/// The template that they are written for.
const TEMPLATE: &str = "cards.typ";

/// The functions of it that are called.
const FUNCTIONS: [&str; 3] = ["card", "cards", "divider"];

/// The cards of a guide.
pub fn job(guide: &Guide) -> Job {
    let selection = Selection::of_guide(guide);
    let groups = groups(guide, &selection);
    let cards = groups.iter().map(|group| 1 + group.lessons.len()).sum();
    let source = write(guide, &selection, &groups);
    Job::new(guide, source, cards, selection.latest_change(guide))
}

fn write(guide: &Guide, selection: &Selection, groups: &[Group<'_>]) -> Source {
    let mut code = Code::default();
    let import = import(guide, TEMPLATE, &FUNCTIONS);
    code.push(&import);
    // What is on the cover is from `book.toml`.
    code.mark((&guide.book_toml, Span::START));
    code.push("#show: cards\n");
    // The cover is the first.
    let mut index = 2;
    for (at, group) in groups.iter().enumerate() {
        if let Some(place) = group_place(guide, group) {
            code.mark(place);
        }
        code.push(&format!("#divider(index: {index}, group: {at}"));
        lines(&mut code, guide, group);
        for (entry, index) in group.lessons.iter().zip(index + 1..) {
            if let Some(place) = place(guide, entry) {
                code.mark(place);
            }
            code.push(&format!("#card(index: {index}, group: {at}"));
            lesson(&mut code, guide, entry);
        }
        index += 1 + group.lessons.len();
    }
    let (main, marks) = code.finish();
    let mut places = Places::default();
    places.add(0, marks);
    let base = guide.config.site.base_url.as_deref();
    let own = json!({
        "groups": groups.iter().map(|group| data(guide, group)).collect::<Vec<_>>(),
        "code": base.and_then(qr::svg),
    });
    let files = about(guide, selection.latest_change(guide), own);
    let targets = BTreeMap::new();
    let problems = groups.iter().filter_map(|group| cut(guide, group)).collect();
    Source { template: TEMPLATE, main, files, places, problems, targets }
}

/// What all cards may show of a group.
fn data(guide: &Guide, group: &Group<'_>) -> Value {
    let (number, title, lang) = match group.subject {
        Subject::Chapter(id) => {
            let chapter = &guide.book[id];
            let title = short_title(printed_title(guide, id));
            (chapter.number_text(), title, foreign_language(guide, chapter))
        }
        Subject::Theme(name) => (None, name.to_owned(), None),
        Subject::Other => (None, guide.theme.strings.get("cards_other").to_owned(), None),
    };
    json!({
        "number": number,
        "title": title,
        "language": lang.as_deref().and_then(language::data),
        "count": group.lessons.len(),
    })
}

/// That the title of a chapter is too long for the card before its lessons.
fn cut(guide: &Guide, group: &Group<'_>) -> Option<Diagnostic> {
    let Subject::Chapter(id) = group.subject else { return None };
    let title = printed_title(guide, id);
    let problem = Some(too_small(title)).filter(|_| short_title(title) != title)?;
    Some(match group_place(guide, group) {
        Some((text, span)) => problem.at(text, span),
        None => problem,
    })
}

/// What the card before those of a group lists.
fn lines(code: &mut Code, guide: &Guide, group: &Group<'_>) {
    code.push(", lessons: (\n");
    for entry in &group.lessons {
        let line = match group.subject {
            Subject::Chapter(id) if id == entry.chapter => registers::lesson(guide, entry),
            _ => registers::locator(guide, entry),
        };
        code.push("(label: ");
        code.literal(&line.label);
        code.push(", title: ");
        code.literal(&short_title(&line.title));
        push_language(code, line.lang.as_deref());
        code.push("),\n");
    }
    code.push("))\n");
}

/// Where the name of a group is written: the title of its chapter, else its first lesson.
fn group_place<'a>(guide: &'a Guide, group: &Group<'_>) -> Option<Place<'a>> {
    match group.subject {
        Subject::Chapter(id) => title_place(guide, id),
        Subject::Theme(_) | Subject::Other => place(guide, group.lessons.first()?),
    }
}

/// Where a lesson is written.
fn place<'a>(guide: &'a Guide, entry: &LessonEntry) -> Option<Place<'a>> {
    let chapter = &guide.book[entry.chapter];
    let lesson = chapter.document.lessons.get(entry.number.checked_sub(1)?)?;
    Some((&chapter.source.as_ref()?.text, lesson.span))
}

/// What is on the card of a lesson.
fn lesson(code: &mut Code, guide: &Guide, entry: &LessonEntry) {
    let chapter = &guide.book[entry.chapter];
    let line = registers::lesson(guide, entry);
    let path = chapter_address(guide, entry.chapter, Some(&entry.anchor));
    let address = on_site(guide, &path).map(|address| addresses::uri(&address));
    for (name, text) in [
        ("id", Some(path)),
        ("number", chapter.number_text()),
        ("lesson", Some(line.label)),
        ("chapter", Some(short_title(printed_title(guide, entry.chapter)))),
        ("title", Some(entry.title.clone())),
        ("teaser", Some(entry.teaser.clone())),
        ("code", address.as_deref().and_then(qr::svg)),
        ("address", address),
    ] {
        code.push(&format!(", {name}: "));
        match text {
            Some(text) => code.literal(&text),
            None => code.push("none"),
        }
    }
    push_language(code, line.lang.as_deref());
    code.push(", themes: (");
    for theme in &entry.themes {
        code.literal(theme);
        code.push(", ");
    }
    code.push("))\n");
}

fn push_language(code: &mut Code, lang: Option<&str>) {
    let lang = lang.map(language::arguments).filter(|arguments| !arguments.is_empty());
    let lang = lang.map_or("none".to_owned(), |arguments| format!("({arguments})"));
    code.push(&format!(", language: {lang}"));
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace::{self, Options};

    /// A guide with two parts, seven lessons and two themes.
    fn guide(settings: &str) -> Guide {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        let toml = format!("[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n{settings}");
        fs::write(folder.path().join("book.toml"), toml).unwrap();
        for (name, text) in [
            ("1-een", "---\ntitle: Een\n---\n\n## Eerst {.les themes=zorg}\n\nKort. Lang.\n"),
            ("1.1-onder", "---\ntitle: Onder\n---\n\n## Los {.les}\n\n## Vast {.les}\n\nTekst.\n"),
            (
                "2-twee",
                "---\ntitle: Two\nlang: en\nthemes: [bouw]\n---\n\n## One {.les}\n\nText.\n\n\
                 ## #eval(\"1\") {.les themes=zorg}\n\n$x$ @y\n",
            ),
        ] {
            fs::write(content.join(format!("{name}.md")), text).unwrap();
        }
        workspace::load(folder.path(), &Options::default()).0.expect("a sound guide")
    }

    fn source(guide: &Guide) -> Source {
        let selection = Selection::of_guide(guide);
        write(guide, &selection, &groups(guide, &selection))
    }

    /// The names of the groups, each with how many lessons it has.
    fn grouped(settings: &str) -> Vec<(String, usize)> {
        let guide = guide(&format!("[lessons]\nthemes = [\"zorg\"]\n[print]\n{settings}"));
        let groups = groups(&guide, &Selection::of_guide(&guide));
        let data = groups.iter().map(|group| (data(&guide, group), group.lessons.len()));
        data.map(|(data, count)| (data["title"].as_str().unwrap().to_owned(), count)).collect()
    }

    #[test]
    fn lessons_are_grouped_as_the_guide_chooses() {
        for (settings, expected) in [
            ("", &[("Een", 1), ("Onder", 2), ("Two", 2)][..]),
            ("cards-by = \"part\"", &[("Een", 3), ("Two", 2)]),
            ("cards-by = \"theme\"", &[("zorg", 2), ("bouw", 1), ("Andere lessen", 2)]),
            ("include = [\"2\"]", &[("Two", 2)]),
        ] {
            let expected: Vec<_> =
                expected.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
            assert_eq!(grouped(settings), expected, "{settings}");
        }
    }

    #[test]
    fn a_card_has_all_of_its_lesson() {
        let main = source(&guide("[site]\nbase-url = \"https://example.org/gids/\"\n")).main;
        let card = main.lines().find(|line| line.contains("Eerst") && line.contains("#card"));
        let card = card.expect("a card");
        for part in [
            "#card(index: 3, group: 0, ",
            "id: \"1.html#les-1\"",
            "number: \"1\", lesson: \"Les 1\", chapter: \"Een\", title: \"Eerst\"",
            "teaser: \"Kort.\"",
            "code: \"<svg ",
            "address: \"https://example.org/gids/1.html#les-1\"",
            "language: none, themes: (\"zorg\", )",
        ] {
            assert!(card.contains(part), "{part}: {card}");
        }
        assert!(main.contains("language: (lang: \"en\")"), "{main}");
        assert_eq!(main.matches("#card(").count(), 5);
        assert_eq!(main.matches("#divider(").count(), 3);
    }

    #[test]
    fn a_card_without_an_address_has_no_code() {
        let source = source(&guide(""));
        assert_eq!(source.main.matches("code: none, address: none").count(), 5);
        assert!(!source.main.contains("<svg"));
    }

    #[test]
    fn no_text_runs() {
        let main = source(&guide("")).main;
        assert!(main.contains(r##"title: "#eval(“1”)""##), "{main}");
        let outside: String = main.split('"').step_by(2).collect();
        for word in ["eval", "$", "@"] {
            assert!(!outside.contains(word), "{word}: {outside}");
        }
    }

    #[test]
    fn a_card_has_its_place_in_the_chapter() {
        let source = source(&guide(""));
        let at = source.main.find("#card(index: 5, group: 1").expect("a card");
        let (text, span) = source.places.at(&(at..at)).unwrap();
        assert!(text.path.ends_with("1.1-onder.md"), "{}", text.path);
        assert_eq!(text.position(span.start()).0, 5);
    }
}
