//! A document with numbered headings becomes numbered chapters.
//!
//! The number of a chapter is the one that the document shows. Headings without a number before the
//! numbered ones become front matter, those after them back matter; deeper headings stay sections
//! of their chapter.

mod cut;
mod entries;
mod numbers;
mod starts;

pub use self::numbers::{mark_numbered, number_of};

use self::cut::{cut, title_of_first};
use self::entries::{count, entries, settle, take_title};
use self::starts::{Base, renumber, starts};
use super::blocks::{Block, line_text};
use super::chapter::Chapter;
use super::note::Remark;

/// How deep a document is divided, and how deep it could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// The levels of headings that become chapters.
    pub levels: usize,
    /// The levels that are numbered.
    pub deepest: usize,
}

/// A document, divided.
#[derive(Debug, Default)]
pub struct Outline {
    /// The title of the document, if it marks one.
    pub title: Option<String>,
    /// How deep it was divided, if it was.
    pub depth: Option<Depth>,
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
}

/// Whether the headings of a text are numbered: more than one is, as one may be the title.
pub fn is_numbered(blocks: &[Block]) -> bool {
    let mut entries = entries(blocks);
    settle(&mut entries);
    entries.iter().filter(|entry| entry.number.is_some()).count() > 1
}

/// Divides a text at its headings down to a level; by default, as deep as suits it.
///
/// # Errors
/// A text without headings comes back whole.
pub fn divide(
    mut blocks: Vec<Block>,
    levels: Option<u8>,
    notes: &mut Vec<Remark>,
) -> Result<Outline, Vec<Block>> {
    let mut entries = entries(&blocks);
    settle(&mut entries);
    if entries.iter().filter(|entry| entry.number.is_some()).count() < 2 {
        count(&mut entries);
    }
    let titles = entries.iter().take_while(|entry| entry.is_title).count();
    let Some(base) = Base::of(&entries[titles..]) else { return Err(blocks) };
    let title = take_title(&mut entries, &mut blocks);
    let deepest = entries.iter().filter_map(|entry| base.depth(entry)).max().unwrap_or(1);
    let levels = levels.map_or_else(|| base.choose(&entries, &blocks, deepest), usize::from);
    let mut starts = starts(&entries, &base, levels, notes);
    renumber(&mut entries, &mut starts, notes);
    let chapters = cut(blocks, &entries, &starts, notes);
    let depth = Some(Depth { levels, deepest });
    let mut outline = Outline { title, depth, chapters };
    if outline.title.is_none() {
        outline.title = title_of_first(&mut outline.chapters, &entries, &base, &starts);
    }
    Ok(outline)
}

/// The first line of a text that could name it.
pub fn first_line(blocks: &[Block]) -> Option<String> {
    const LONGEST: usize = 120;
    let lines = blocks.iter().filter_map(line_text);
    lines.into_iter().find(|line| !line.is_empty()).filter(|line| line.chars().count() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Heading, Kind, Label, Rank, text_inlines, words};
    use super::*;
    use crate::number::Number;

    /// A heading of a level, with a number that Word counted after a bar: `1|2.1|Titel`.
    fn block(line: usize, said: &str) -> Block {
        let parts: Vec<&str> = said.split('|').collect();
        let kind = match parts.as_slice() {
            [level, label, title] => {
                let number: Option<Number> = label.trim_start_matches("Bijlage ").parse().ok();
                let label = (!label.is_empty()).then(|| Label {
                    text: (*label).to_owned(),
                    is_partial: false,
                    number,
                });
                let (rank, level) = match *level {
                    "t" => (Rank::Title, 1),
                    "g" => (Rank::Guessed, 1),
                    level => (Rank::Marked, level.parse().unwrap()),
                };
                let content = text_inlines(*title);
                Kind::Heading(Heading { level, content, label, rank, ..Heading::default() })
            }
            _ => Kind::Paragraph(text_inlines(said)),
        };
        Block { kind, line }
    }

    fn outline(lines: &[&str], levels: Option<u8>) -> (Outline, Vec<Remark>) {
        let blocks = lines.iter().enumerate().map(|(at, line)| block(at + 1, line)).collect();
        let mut notes = Vec::new();
        let outline = divide(blocks, levels, &mut notes).unwrap();
        (outline, notes)
    }

    fn shown(outline: &Outline) -> Vec<String> {
        let of = |chapter: &Chapter| {
            let name = match (&chapter.number, chapter.position) {
                (Some(number), _) => number.to_string(),
                (None, position) => format!("{position:?}").to_lowercase(),
            };
            let title = chapter.title.clone().unwrap_or_default();
            format!("{name} {title}: {}", words(&chapter.blocks))
        };
        outline.chapters.iter().map(of).collect()
    }

    #[test]
    fn numbered_headings_become_chapters_and_others_go_before_and_behind() {
        let lines = [
            "t||Plan",
            "Gemeente",
            "1||Inhoud",
            "1||Voorwoord",
            "Dank.",
            "1|1|Inleiding",
            "a",
            "2|1.1|Doel",
            "b",
            "3|1.1.1|Detail",
            "c",
            "2||Los",
            "1|2|Slot",
            "g||2024 Een jaar",
            "1||Bijlagen",
            "1|Bijlage A|Begrippen",
            "d",
            "1||Literatuur",
            "e",
        ];
        let (outline, notes) = outline(&lines, None);
        assert_eq!(outline.title.as_deref(), Some("Plan"));
        assert_eq!(outline.depth, Some(Depth { levels: 2, deepest: 3 }));
        assert_eq!(
            shown(&outline),
            [
                "home : Gemeente",
                "front Voorwoord: Dank.",
                "1 Inleiding: a",
                "1.1 Doel: b Detail c Los",
                "2 Slot: 2024 Een jaar",
                "A Begrippen: d",
                "back Literatuur: e",
            ]
        );
        let notes: Vec<_> = notes.iter().map(|(_, note)| note.message.as_str()).collect();
        assert_eq!(
            notes,
            [
                "“Inhoud” is left out: the site makes its own contents",
                "“Bijlagen” has no text and is above appendices: it is left out",
            ]
        );
        let (one, _) = self::outline(&lines, Some(1));
        assert_eq!(one.chapters.iter().filter(|chapter| chapter.number.is_some()).count(), 3);
        let (three, _) = self::outline(&lines, Some(3));
        assert!(shown(&three).contains(&"1.1.1 Detail: c Los".to_owned()), "{:?}", shown(&three));
    }

    #[test]
    fn typed_numbers_divide_at_every_depth() {
        for lines in [
            ["1||1 Een", "2||1.1 Deel", "1||2 Twee", "2||Bijlage B: Extra"],
            ["1||1 Een", "1||1.1 Deel", "1||2. Twee", "1||Bijlage 2 Extra"],
            ["2||1 Een", "3||1.1 Deel", "2||Hoofdstuk 2: Twee", "2||Bijlage II – Extra"],
        ] {
            let (outline, notes) = outline(&lines, None);
            let expected = ["1 Een: ", "1.1 Deel: ", "2 Twee: ", "B Extra: "];
            assert_eq!(shown(&outline), expected, "{lines:?}");
            assert_eq!(notes, []);
        }
    }

    #[test]
    fn numbers_that_restart_below_a_chapter_are_no_chapters_of_that_number() {
        let typed = ["1||2.4.8 Opgaven", "2||1. Eerste", "2||2. Tweede"];
        let blocks: Vec<Block> = typed.iter().map(|line| block(1, line)).collect();
        assert!(!is_numbered(&blocks));
        let (outline, _) =
            outline(&["1|1|Een", "2|1|Deel", "2|2|Ander", "1|2|Twee", "2|1|Deel"], None);
        assert_eq!(
            shown(&outline),
            ["1 Een: ", "1.1 Deel: ", "1.2 Ander: ", "2 Twee: ", "2.1 Deel: "]
        );
    }

    #[test]
    fn a_number_that_stands_twice_is_that_of_the_first() {
        let lines = ["1|1|Een", "1|2|Twee", "2|2.1|Deel", "1|2|Nog eens", "2|2.1|Deel", "1|3|Drie"];
        let (outline, notes) = outline(&lines, None);
        assert_eq!(
            shown(&outline),
            ["1 Een: ", "2 Twee: ", "2.1 Deel: ", "4 Nog eens: ", "4.1 Deel: ", "3 Drie: "]
        );
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].1.message.contains("“Nog eens” is 4 here"), "{notes:?}");
    }

    #[test]
    fn a_number_that_stands_twice_moves_to_where_it_stands() {
        let lines = [
            "1|1|Een", "2|1.1|a", "2|1.2|b", "1|2|Twee", "2|1.1|c", "2|1.2|d", "1|2|Drie",
            "2|2.1|e",
        ];
        let (outline, notes) = outline(&lines, None);
        let expected = [
            "1 Een: ", "1.1 a: ", "1.2 b: ", "2 Twee: ", "2.1 c: ", "2.2 d: ", "3 Drie: ",
            "3.1 e: ",
        ];
        assert_eq!(shown(&outline), expected);
        assert_eq!(notes.len(), 3, "{notes:?}");
    }

    #[test]
    fn numbers_that_count_back_stay_in_the_chapter_where_they_stand() {
        let lines = [
            "1|1|Een",
            "2|1.1|a",
            "2|1.2|b",
            "1|2|Twee",
            "2|1.1|c",
            "2|1.2|d",
            "2|1.3|e",
            "3|1.3.1|f",
            "2|1.4|g",
            "1|3|Drie",
            "2|3.1|h",
        ];
        let (outline, notes) = outline(&lines, Some(3));
        let expected = [
            "1 Een: ",
            "1.1 a: ",
            "1.2 b: ",
            "2 Twee: ",
            "2.1 c: ",
            "2.2 d: ",
            "2.3 e: ",
            "2.3.1 f: ",
            "2.4 g: ",
            "3 Drie: ",
            "3.1 h: ",
        ];
        assert_eq!(shown(&outline), expected);
        let told: Vec<&str> = notes.iter().map(|(_, note)| note.message.as_str()).collect();
        let below = "1.3 stands below 2 in the document: “e” is 2.3 here";
        assert_eq!((told.len(), told[2]), (4, below), "{told:?}");
        // A heading of a lower level than its number says counts on.
        let (on, notes) = self::outline(&["1|1|Een", "1|2|Twee", "2|3|Drie", "2|3.1|Deel"], None);
        assert_eq!(shown(&on).last().map(String::as_str), Some("3.1 Deel: "), "{:?}", shown(&on));
        assert_eq!(notes, []);
    }

    #[test]
    fn chapters_may_count_in_roman_numerals() {
        for lines in [
            ["1||I. Inleiding", "2||1.1 Doel", "1||II Aanpak"],
            ["1||Hoofdstuk I Inleiding", "2||1.1 Doel", "1||Hoofdstuk II: Aanpak"],
            ["1||I Inleiding", "2||I.1 Doel", "1||II Aanpak"],
            ["1||Deel I Inleiding", "2||1.1 Doel", "1||Deel II Aanpak"],
        ] {
            let expected = ["1 Inleiding: ", "1.1 Doel: ", "2 Aanpak: "];
            assert_eq!(shown(&outline(&lines, None).0), expected, "{lines:?}");
        }
        let (one, _) = outline(&["1||I Robot", "1||1 Een", "1||2 Twee"], None);
        assert_eq!(shown(&one), ["front I Robot: ", "1 Een: ", "2 Twee: "]);
    }

    #[test]
    fn parts_leave_the_numbers_to_the_chapters_in_them() {
        let lines = ["1||Deel I Kader", "2||1 Een", "2||2 Twee", "1||Deel II Aanpak", "2||3 Drie"];
        let (outline, _) = outline(&lines, None);
        let numbered =
            shown(&outline).into_iter().filter(|shown| shown.starts_with(['1', '2', '3']));
        assert_eq!(numbered.collect::<Vec<_>>(), ["1 Een: ", "2 Twee: Deel II Aanpak", "3 Drie: "]);
    }

    #[test]
    fn a_small_letter_after_a_number_is_a_title_if_the_number_is_the_next() {
        let lines = ["1||1 Een", "2||1.1 Deel", "2||1.2 materiaal", "1||2 twee", "1||3 redenen"];
        let (in_order, _) = outline(&lines, None);
        let expected = ["1 Een: ", "1.1 Deel: ", "1.2 materiaal: ", "2 twee: ", "3 redenen: "];
        assert_eq!(shown(&in_order), expected);
        let (others, _) =
            outline(&["1||1 Een", "1||2 Twee", "2||5 redenen", "2||1.5 miljoen"], None);
        assert_eq!(shown(&others), ["1 Een: ", "2 Twee: 5 redenen 1.5 miljoen"]);
    }

    #[test]
    fn a_counted_heading_that_calls_itself_an_appendix_is_one() {
        let lines =
            ["1|1|Een", "1|2|Bijlage A Begrippen", "2|2.1|Deel", "1|3|Bijlage", "1|4|Bijlage B"];
        let (outline, _) = outline(&lines, None);
        let expected = ["1 Een: ", "A Begrippen: ", "A.1 Deel: ", "3 Bijlage: ", "B Bijlage B: "];
        assert_eq!(shown(&outline), expected);
        assert_eq!(outline.chapters[2].said.as_ref().unwrap().to_string(), "2.1");
    }

    #[test]
    fn a_heading_above_all_numbers_names_the_whole() {
        let lines = ["1||Rapport", "Vooraf.", "2|1.1|Aanpak", "a", "3|1.1.1|Detail", "2|1.2|Slot"];
        let (outline, _) = outline(&lines, None);
        assert_eq!(outline.title.as_deref(), Some("Rapport"));
        assert_eq!(shown(&outline), ["home : Vooraf.", "1.1 Aanpak: a Detail", "1.2 Slot: "]);
    }

    #[test]
    fn typed_numbers_that_count_mark_headings_where_none_is_marked() {
        let marked = |lines: &[&str]| {
            let blocks = lines.iter().enumerate().map(|(at, line)| block(at + 1, line));
            let mut blocks: Vec<Block> = blocks.collect();
            mark_numbered(&mut blocks);
            if !is_numbered(&blocks) {
                return Vec::new();
            }
            shown(&divide(blocks, None, &mut Vec::new()).unwrap())
        };
        let lines = [
            "t||Plan",
            "1 Inleiding",
            "1.1 Doel",
            "2 Aanpak",
            "g||1 Inleiding",
            "a",
            "g||Los",
            "g||1.1 Doel",
            "b",
            "1.2 Opzet",
            "c",
            "2. Geen kop",
            "g||2 Aanpak",
            "d",
            "g||Bijlage A Namen",
            "e",
        ];
        assert_eq!(
            marked(&lines),
            [
                "home : 1 Inleiding 1.1 Doel 2 Aanpak",
                "1 Inleiding: a Los",
                "1.1 Doel: b",
                "1.2 Opzet: c 2. Geen kop",
                "2 Aanpak: d",
                "A Namen: e",
            ]
        );
        let none: [&str; 0] = [];
        // A real heading outranks them, and so do too few, or others before them.
        assert_eq!(marked(&["1||Kop", "g||1 Een", "g||2 Twee", "g||3 Drie"]), none);
        assert_eq!(marked(&["g||1 Een", "g||2 Twee", "a"]), none);
        assert_eq!(marked(&["g||2.4 Plein", "g||1 Een", "g||2 Twee", "g||3 Drie"]), none);
        assert_eq!(marked(&["1. Appels", "2. Peren", "3. Bananen", "a"]), none);
    }

    #[test]
    fn a_text_without_headings_stays_whole() {
        let blocks = vec![block(1, "t||Plan"), block(2, "a"), block(3, "g||Kop")];
        assert_eq!(divide(blocks.clone(), Some(2), &mut Vec::new()).unwrap_err(), blocks);
    }

    #[test]
    fn headings_without_numbers_are_counted_if_that_is_asked_for() {
        let lines = ["t||Boek", "1||Een", "2||Deel", "3||Diep", "1||Twee"];
        let (outline, _) = outline(&lines, Some(2));
        assert_eq!(shown(&outline), ["1 Een: ", "1.1 Deel: Diep", "2 Twee: "]);
    }
}
