//! Recognises the parts of a text: number, title, the box at the top, lessons.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::walk::{self, PartMut};
use super::blocks::{
    Block, CountStyle, Heading, Inline, Kind, excerpt, guessed_heading, keep_notes, line_text,
    notes_of, plain, words,
};
use super::chapter::Chapter;
use super::lessons::mark_lessons;
use super::note::{Remark, note};
use crate::messages::message;
use crate::number::Number;

/// How many blocks at the start may hold the title.
pub const FIRST: usize = 4;

/// Whether a line reads like a heading: short, and no sentence or sign.
pub fn is_like_a_heading(text: &str) -> bool {
    text.chars().count() <= 150
        && !text.ends_with(['.', '!', ':', ',', ';'])
        && text.contains(char::is_alphanumeric)
}

/// Finds the headings of a text in which none is marked: short lines without a full stop above a
/// paragraph. Those on the lines in `counted` are items of a list.
pub fn find_headings(blocks: &mut [Block], counted: &BTreeSet<usize>, notes: &mut Vec<Remark>) {
    let is_marked = |block: &&Block| matches!(block.kind, Kind::Heading(_));
    // One is the title.
    if blocks.iter().filter(is_marked).count() > 1 {
        return;
    }
    for at in 0..blocks.len().saturating_sub(1) {
        let [block, next, ..] = &mut blocks[at..] else { continue };
        let (Kind::Paragraph(content), Kind::Paragraph(below)) = (&mut block.kind, &next.kind)
        else {
            continue;
        };
        let is_lost = |part: &Inline| matches!(part, Inline::Lost(_));
        if content.iter().any(is_lost) || counted.contains(&block.line) {
            continue;
        }
        let text = plain(content);
        let is_sentence = plain(below).ends_with(['.', '?', '!', ':', '”', '"', ')']);
        if is_like_a_heading(&text) && has_capital(&text) && is_sentence {
            notes.push((block.line, note!("read-lone-heading", text = text)));
            block.kind = guessed_heading(2, std::mem::take(content));
        }
    }
}

/// Joins adjacent lists of one item, unless something between their lines keeps them apart.
pub fn join_single_items(
    blocks: Vec<Block>,
    is_apart: impl Fn(usize, usize) -> bool,
) -> Vec<Block> {
    let single =
        |block: &Block| matches!(&block.kind, Kind::List { items, .. } if items.len() == 1);
    let mut joined: Vec<Block> = Vec::new();
    let mut last_single = None;
    for block in blocks {
        let line = block.line;
        let is_single = single(&block);
        if is_single
            && last_single.is_some_and(|last| !is_apart(last, line))
            && let Some(Block { kind: Kind::List { items: before, .. }, .. }) = joined.last_mut()
            && let Kind::List { items, .. } = block.kind
        {
            before.extend(items);
            last_single = Some(line);
            continue;
        }
        last_single = is_single.then_some(line);
        joined.push(block);
    }
    joined
}

/// Recognises the parts of a text. `has_banner` says whether lines above the title may be those of a
/// banner, as on pages of a site. `lessons` says whether headings become lessons; by default they do
/// if the introduction announces as many lessons.
pub fn recognise(mut blocks: Vec<Block>, has_banner: bool, lessons: Option<bool>) -> Chapter {
    let mut chapter = Chapter::default();
    let above = take_title(&mut blocks, has_banner, &mut chapter);
    take_box(&mut blocks, &mut chapter);
    blocks.splice(0..0, above);
    level_headings(&mut blocks);
    mark_lessons(&mut blocks, lessons, &mut chapter);
    chapter.blocks = blocks;
    chapter
}

/// Sets the headings of a chapter whose title and number are known.
pub fn finish(chapter: &mut Chapter, lessons: Option<bool>) {
    let mut blocks = std::mem::take(&mut chapter.blocks);
    level_headings(&mut blocks);
    mark_lessons(&mut blocks, lessons, chapter);
    chapter.blocks = blocks;
}

/// Whether the first letter is a capital.
pub fn has_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// "2.4.8 Opgaven voor de toekomst"
pub fn numbered(text: &str) -> Option<(Number, &str)> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Hoofdstuk |Bijlage |Chapter |Appendix )?((?:\d+|[A-Z])(?:\.\d+)*)\.?[:\s–-]\s*(\p{Alphabetic}.*)$")
            .expect("a valid expression")
    });
    let parts = LINE.captures(text)?;
    let title = parts.get(2)?.as_str().trim();
    let is_title = title.chars().count() < 150 && !title.ends_with(['.', ';', ',']);
    let is_date = parts[1].parse::<u8>().is_ok() && is_month(title);
    // "A ..." is far more often a sentence than an appendix.
    let is_letter = parts[1].len() == 1 && parts[1].starts_with(char::is_alphabetic);
    let number = parts[1].parse().ok().filter(|_| is_title && !is_date)?;
    (!is_letter || text.starts_with("Bijlage") || text.starts_with("Appendix"))
        .then_some((number, title))
}

/// Whether a text starts with the name of a month, as in "17 december 2019".
fn is_month(text: &str) -> bool {
    const MONTHS: [&str; 19] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
    ];
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    MONTHS.contains(&word.as_str()) || word == "october"
}

/// The number and the title of a heading that starts with a number: "2.1 Doel", "Hoofdstuk 2",
/// "Hoofdstuk II", "Bijlage 1: Begrippen". The first appendix is A, whether it is called 1, I or A.
pub fn typed_number(text: &str) -> Option<(Number, String)> {
    // "3 redenen om te bellen" is not a third chapter, and "1.5 miljoen" no fifth section.
    let is_sure = |number: &Number, title: &str| {
        let starts = title.trim_start_matches(|c: char| !c.is_alphanumeric());
        starts.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || number.depth() > 2
    };
    possible_number(text)
        .filter(|typed| {
            typed.is_named || typed.number.is_appendix() || is_sure(&typed.number, &typed.title)
        })
        .map(|typed| (typed.number, typed.title))
}

/// A number that a heading may have.
pub struct Typed {
    pub number: Number,
    pub title: String,
    /// Whether a word says that it is one.
    is_named: bool,
}

/// The number that a heading starts with, and its title. It may be text too: "3 redenen".
pub fn possible_number(text: &str) -> Option<Typed> {
    static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?i:(hoofdstuk|paragraaf|deel|chapter|section|part|§)\s*)(\d{1,2}|[IVX]+\b)|(\d{1,2}))((?:\.\d{1,3})*)\.?(?:\s*[:–—-]\s+|[:\s]\s*|$)(.*)$")
            .expect("a valid expression")
    });
    static APPENDIX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:bijlage|appendix|annex|aanhangsel)\s+([A-Z]|\d{1,2}|[IVX]+)((?:\.\d{1,3})*)\.?(?:\s*[:–—-]\s*|\s+|$)(.*)$")
            .expect("a valid expression")
    });
    static LETTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([A-Z](?:\.\d{1,3})+)\.?\s+(\S.*)$").expect("a valid expression")
    });
    let typed = |number: &str, title: &str, is_named: bool| {
        let title = title.trim().to_owned();
        Some(Typed { number: number.parse().ok()?, title, is_named })
    };
    if let Some(parts) = APPENDIX.captures(text) {
        let letter = letter_of(&parts[1])?;
        return typed(&format!("{letter}{}", &parts[2]), &parts[3], true);
    }
    if let Some(parts) = LETTER.captures(text) {
        return typed(&parts[1], &parts[2], false);
    }
    let parts = CHAPTER.captures(text)?;
    let is_named = parts.get(1).is_some();
    let first = parts.get(2).or(parts.get(3))?.as_str();
    let first = CountStyle::UpperRoman.read(first).map_or(first.to_owned(), |n| n.to_string());
    let title = parts[5].trim();
    let has_title = title.contains(char::is_alphanumeric);
    let is_short = title.chars().count() < 200;
    // "Deel 2 van de reeks" goes on as a sentence does.
    let goes_on =
        is_named && title.starts_with(char::is_lowercase) && parts[4].matches('.').count() < 2;
    let fits = is_short && !goes_on && (has_title || is_named);
    typed(&format!("{first}{}", &parts[4]), title, is_named).filter(|_| fits)
}

/// The number of a heading that counts in roman numerals without a word before them: "II Aanpak",
/// "II.3 Doel".
pub fn roman_number(text: &str) -> Option<(Number, String)> {
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([IVX]+)((?:\.\d{1,3})*)(?:\.|\s*[:–—-])?\s+(\p{Lu}.*)$")
            .expect("a valid expression")
    });
    let parts = ROMAN.captures(text)?;
    let first = CountStyle::UpperRoman.read(&parts[1])?;
    let title = parts[3].trim();
    let number = format!("{first}{}", &parts[2]).parse().ok()?;
    (title.chars().count() < 200).then(|| (number, title.to_owned()))
}

/// The letter of an appendix that is called A, 1 or I; `I` is the first.
fn letter_of(name: &str) -> Option<String> {
    match name.parse().ok().or_else(|| CountStyle::UpperRoman.read(name)) {
        Some(count) => CountStyle::UpperLetter.mark(count),
        None => name.chars().next().filter(char::is_ascii_uppercase).map(String::from),
    }
}

/// Takes the line with number and title, which is among the first; an image above it belongs to the
/// banner, and so do lines if there may be one. Anything else above it, such as a menu, is returned.
fn take_title(blocks: &mut Vec<Block>, has_banner: bool, chapter: &mut Chapter) -> Vec<Block> {
    let found = blocks
        .iter()
        .take(FIRST)
        .position(|block| single_line(block).is_some_and(|text| numbered(&text).is_some()));
    let found = found.or_else(|| {
        blocks.iter().take(FIRST).position(|block| matches!(block.kind, Kind::Heading(_)))
    });
    let Some(at) = found else { return Vec::new() };
    let text = line_text(&blocks[at]).unwrap_or_default();
    match numbered(&text) {
        Some((number, title)) => {
            chapter.number = Some(number);
            chapter.title = Some(title.to_owned());
        }
        // A heading below text is a heading of that text, not the title.
        None if at > 0 && !blocks[..at].iter().all(is_banner) => return Vec::new(),
        None => chapter.title = Some(text),
    }
    let above: Vec<Block> = blocks.drain(..at).collect();
    let title = blocks.remove(0);
    let line = title.line;
    if let Kind::Heading(Heading { content, .. }) | Kind::Paragraph(content) = &title.kind {
        keep_notes(notes_of(content), line, blocks);
    }
    let mut other = Vec::new();
    for block in above.into_iter().filter(|block| block.kind != Kind::Rule) {
        let said = match words(std::slice::from_ref(&block)) {
            said if said.is_empty() => message!("read-an-image"),
            said => format!("“{}”", excerpt(&said)),
        };
        let has_image = chapter.banner.iter().any(is_image);
        let is_banner = if is_image(&block) { !has_image } else { has_banner };
        let (becomes, place) = if belongs_to_banner(&block) && is_banner {
            ("banner", &mut chapter.banner)
        } else {
            ("text", &mut other)
        };
        let note = note!("read-above-title", said = said, line = line, becomes = becomes);
        chapter.notes.push((block.line, note));
        place.push(block);
    }
    other
}

/// The text of a block that is one line without a break in it.
fn single_line(block: &Block) -> Option<String> {
    let has_break = match &block.kind {
        Kind::Paragraph(content) => content.contains(&Inline::Break),
        _ => false,
    };
    line_text(block).filter(|_| !has_break)
}

fn is_image(block: &Block) -> bool {
    matches!(block.kind, Kind::Figure { .. })
}

fn belongs_to_banner(block: &Block) -> bool {
    let is_line = matches!(block.kind, Kind::Heading(_) | Kind::Paragraph(_));
    is_line || is_banner(block)
}

fn is_banner(block: &Block) -> bool {
    match &block.kind {
        Kind::Figure { .. } | Kind::Rule => true,
        Kind::Heading(_) | Kind::Paragraph(_) | Kind::Box { .. } => {
            let text = words(std::slice::from_ref(block));
            text.chars().count() < 60 && !text.ends_with('.')
        }
        _ => false,
    }
}

/// Turns bullets before the text into the box at the top; the line above them is its title.
fn take_box(blocks: &mut Vec<Block>, chapter: &mut Chapter) {
    let is_list = |block: &Block| matches!(block.kind, Kind::List { start: None, .. });
    let title_line = blocks.first().and_then(line_text);
    let repeated = title_line.is_some() && title_line == chapter.title;
    let lists_at = usize::from(title_line.is_some());
    let lists = blocks.iter().skip(lists_at).take_while(|block| is_list(block)).count();
    let is_heading_line = title_line
        .as_ref()
        .is_none_or(|text| repeated || (text.chars().count() < 120 && !text.ends_with('.')));
    if lists == 0 || !is_heading_line {
        if repeated {
            let line = blocks.remove(0).line;
            chapter.notes.push((line, note!(nothing "read-title-twice")));
        }
        return;
    }
    let taken: Vec<Block> = blocks.drain(..lists_at + lists).collect();
    let line = taken[0].line;
    let title = title_line.unwrap_or_default().trim_end_matches(':').to_owned();
    let lists = taken.into_iter().skip(lists_at).collect();
    blocks.insert(0, Block { kind: Kind::Box { title, blocks: lists }, line });
}

/// Sets the levels of headings: the highest get level 2, and none skips a level.
pub fn level_headings(blocks: &mut [Block]) {
    level_below(blocks, 1);
}

/// Sets the levels of headings below one of a level, also of those within other blocks.
fn level_below(blocks: &mut [Block], top: u8) {
    let levels = blocks.iter().filter_map(|block| match block.kind {
        Kind::Heading(Heading { level, .. }) => Some(level),
        _ => None,
    });
    let highest = levels.min().unwrap_or(1);
    let mut above = top;
    for block in blocks {
        if let Kind::Heading(Heading { level, .. }) = &mut block.kind {
            *level = (*level - highest + top + 1).min(above + 1).min(6);
            above = *level;
        }
        walk::parts_mut(block, |part| {
            if let PartMut::Blocks(inner) = part {
                level_below(inner, above);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_of_headings_are_read() {
        let found = |text: &str| typed_number(text).map(|(n, title)| format!("{n} {title}"));
        for (said, expected) in [
            ("1 Inleiding", "1 Inleiding"),
            ("2.1. Wat is een wijk?", "2.1 Wat is een wijk?"),
            ("Hoofdstuk 3: Slot", "3 Slot"),
            ("Hoofdstuk 3", "3 "),
            ("Hoofdstuk IV Slot", "4 Slot"),
            ("Deel II: Aanpak", "2 Aanpak"),
            ("§ 2.4 Meer", "2.4 Meer"),
            ("1.2.3 iPad", "1.2.3 iPad"),
            ("Bijlage A Begrippen", "A Begrippen"),
            ("BIJLAGE 2: Begrippen", "B Begrippen"),
            ("Bijlage IV – Cijfers", "D Cijfers"),
            ("Bijlage 1.2 Deel", "A.2 Deel"),
            ("Bijlage 3", "C "),
            ("A.2 Deel", "A.2 Deel"),
        ] {
            assert_eq!(found(said).as_deref(), Some(expected), "{said}");
        }
        for said in [
            "2024 Een jaar vol plannen",
            "3 redenen om te bellen",
            "1.5 miljoen inwoners",
            "Bijlagen",
            "Bijlage: Begrippen",
            "A village was here",
            "Deelname",
            "Deel 2 van de reeks",
            "Deel Civiel recht",
            "Artikel 3",
            "Artikel 3 Begrippen",
            "2.2 materiaal",
            "II Aanpak",
        ] {
            assert_eq!(found(said), None, "{said}");
        }
    }

    #[test]
    fn headings_may_count_in_roman_numerals() {
        let found = |text: &str| roman_number(text).map(|(n, title)| format!("{n} {title}"));
        assert_eq!(found("I. Inleiding").as_deref(), Some("1 Inleiding"));
        assert_eq!(found("II Aanpak").as_deref(), Some("2 Aanpak"));
        assert_eq!(found("IV.2 Doel").as_deref(), Some("4.2 Doel"));
        assert_eq!(found("Ik weet het").as_deref(), None);
        assert_eq!(found("I am here").as_deref(), None);
    }

    #[test]
    fn numbers_and_titles_are_told_from_sentences() {
        let found = |text: &str| numbered(text).map(|(n, title)| (n.to_string(), title.to_owned()));
        assert_eq!(found("2.4.8 Opgaven voor"), Some(("2.4.8".into(), "Opgaven voor".into())));
        assert_eq!(found("Bijlage A: Begrippen"), Some(("A".into(), "Begrippen".into())));
        assert_eq!(found("A.1 Begrippen"), Some(("A.1".into(), "Begrippen".into())));
        assert_eq!(found("3. Vooraf"), Some(("3".into(), "Vooraf".into())));
        assert_eq!(found("A village was here"), None);
        assert_eq!(found("In 2008 begon het."), None);
        assert_eq!(found("40 wijken doen mee."), None);
        assert_eq!(found("17 december 2019"), None);
        assert_eq!(found("3 mei"), None);
        assert_eq!(found("5 Meiviering"), Some(("5".into(), "Meiviering".into())));
    }
}
