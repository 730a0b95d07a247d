//! What the parts of a text are: its number and title, the box at its top, its lessons.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Block, Inline, Kind, each_inline, heading, plain, words};
use crate::number::Number;

/// Among how many blocks the line with the title is looked for.
const FIRST: usize = 4;

/// A chapter as it was recognised.
#[derive(Debug, Default)]
pub struct Chapter {
    pub number: Option<Number>,
    pub title: Option<String>,
    /// What stands above the title, which is the alternative text of a banner.
    pub banner: Vec<Block>,
    pub blocks: Vec<Block>,
    /// What to look at, by line.
    pub notes: Vec<(usize, String)>,
}

/// Whether a line reads like a heading: short, and no sentence.
pub fn is_like_a_heading(text: &str) -> bool {
    text.chars().count() <= 150 && !text.ends_with(['.', '!', ':', ',', ';'])
}

/// Headings of a text in which none is marked: short lines without a full stop, with a paragraph
/// below them.
pub fn find_headings(blocks: &mut [Block], notes: &mut Vec<(usize, String)>) {
    let is_marked = |block: &&Block| matches!(block.kind, Kind::Heading { .. });
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
        let text = plain(content);
        let is_sentence = plain(below).ends_with(['.', '?', '!', ':', '”', '"', ')']);
        if is_like_a_heading(&text) && has_capital(&text) && is_sentence {
            notes.push((
                block.line,
                format!("“{text}” stands alone without a full stop: taken for a heading"),
            ));
            block.kind = heading(2, std::mem::take(content));
        }
    }
}

/// Lists of one item that follow each other are one list, unless something between their lines
/// keeps them apart.
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

/// Recognises the parts of a text. `lessons` says whether headings become lessons; where it says
/// nothing, an introduction that announces so many lessons does.
pub fn recognise(mut blocks: Vec<Block>, lessons: Option<bool>) -> Chapter {
    let mut chapter = Chapter::default();
    let above = take_title(&mut blocks, &mut chapter);
    take_box(&mut blocks, &mut chapter);
    blocks.splice(0..0, above);
    level_headings(&mut blocks);
    mark_lessons(&mut blocks, lessons, &mut chapter);
    chapter.blocks = blocks;
    chapter
}

/// The chapters of a text that holds several: each starts at a number that follows the one before,
/// or at what stands above every number.
pub fn divide(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    divide_at(blocks, |_| true)
}

/// The same for a text in which headings are known: if the first number is in one, only they start
/// a chapter, so that a list of contents does not.
pub fn divide_at_headings(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let is_note = |block: &Block| matches!(block.kind, Kind::Note { .. });
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading { .. });
    let (notes, blocks): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_note);
    let mut chapters = divide_at(blocks, is_heading);
    for note in notes {
        let of = chapters.iter().position(|chapter| refers_to(chapter, &note));
        let last = chapters.len() - 1;
        chapters[of.unwrap_or(last)].push(note);
    }
    chapters
}

fn refers_to(blocks: &[Block], note: &Block) -> bool {
    let Kind::Note { label, .. } = &note.kind else { return false };
    let mut found = false;
    each_inline(blocks, &mut |inline| {
        found |= matches!(inline, Inline::Note(reference) if reference == label);
    });
    found
}

fn divide_at(mut blocks: Vec<Block>, may_start: impl Fn(&Block) -> bool) -> Vec<Vec<Block>> {
    let number = |block: &Block| numbered(&said(block)?).map(|(number, _)| number);
    let first = blocks.iter().take(FIRST).position(|block| number(block).is_some());
    let Some(first) = first else { return vec![blocks] };
    let any_may_start = !may_start(&blocks[first]);
    let banner: Vec<_> = blocks[..first].iter().map(|block| block.kind.clone()).collect();
    let mut last = number(&blocks[first]);
    let mut starts = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(first + 1) {
        let next = number(block).filter(|_| any_may_start || may_start(block)).filter(|next| {
            let is_beside = last.as_ref().is_some_and(|last| {
                // "2. Vooraf" may as well be a heading.
                next > last && next.depth() > 1 && next.parent() == last.parent()
            });
            // "2.5 miljoen"
            is_beside && said(block).is_some_and(|text| has_capital(&text))
        });
        if next.is_none() {
            continue;
        }
        last = next;
        let is_same = |&(above, kind): &(&Block, &Kind)| above.kind == *kind;
        let same = blocks[..at].iter().rev().zip(banner.iter().rev()).take_while(is_same).count();
        starts.push(at - same);
    }
    let mut chapters: Vec<_> = starts.iter().rev().map(|&at| blocks.split_off(at)).collect();
    chapters.push(blocks);
    chapters.reverse();
    chapters
}

/// Whether the first letter is a capital.
fn has_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

fn said(block: &Block) -> Option<String> {
    match &block.kind {
        Kind::Heading { content, .. } | Kind::Paragraph(content) => Some(plain(content)),
        _ => None,
    }
}

/// "2.4.8 Opgaven voor de toekomst"
fn numbered(text: &str) -> Option<(Number, &str)> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Hoofdstuk |Bijlage |Chapter |Appendix )?((?:\d+|[A-Z])(?:\.\d+)*)\.?[:\s–-]\s*(\p{Alphabetic}.*)$")
            .expect("a valid expression")
    });
    let parts = LINE.captures(text)?;
    let title = parts.get(2)?.as_str().trim();
    let is_title = title.chars().count() < 150 && !title.ends_with(['.', ';', ',']);
    // "A ..." is far more often a sentence than an appendix.
    let is_letter = parts[1].len() == 1 && parts[1].starts_with(char::is_alphabetic);
    let number = parts[1].parse().ok().filter(|_| is_title)?;
    (!is_letter || text.starts_with("Bijlage") || text.starts_with("Appendix"))
        .then_some((number, title))
}

/// The line with number and title is among the first; lines and an image above it belong to the
/// banner. Whatever else stands there, such as a menu, is returned.
fn take_title(blocks: &mut Vec<Block>, chapter: &mut Chapter) -> Vec<Block> {
    let found = blocks
        .iter()
        .take(FIRST)
        .position(|block| said(block).is_some_and(|text| numbered(&text).is_some()));
    let found = found.or_else(|| {
        blocks.iter().take(FIRST).position(|block| matches!(block.kind, Kind::Heading { .. }))
    });
    let Some(at) = found else { return Vec::new() };
    let text = said(&blocks[at]).unwrap_or_default();
    match numbered(&text) {
        Some((number, title)) => {
            chapter.number = Some(number);
            chapter.title = Some(title.to_owned());
        }
        // A heading that comes after text is a heading within it.
        None if at > 0 && !blocks[..at].iter().all(is_banner) => return Vec::new(),
        None => chapter.title = Some(text),
    }
    let above: Vec<Block> = blocks.drain(..at).collect();
    let line = blocks.remove(0).line;
    let mut other = Vec::new();
    for block in above.into_iter().filter(|block| block.kind != Kind::Rule) {
        let said = match words(std::slice::from_ref(&block)) {
            said if said.is_empty() => "an image".to_owned(),
            said => format!("“{}”", shortened(&said)),
        };
        let has_image = chapter.banner.iter().any(is_image);
        let (becomes, place) = match belongs_to_banner(&block) && !(has_image && is_image(&block)) {
            true => ("taken for the banner, and kept in the front matter", &mut chapter.banner),
            false => ("kept at the start of the text", &mut other),
        };
        let message = format!("{said} stands above the title at line {line}: {becomes}");
        chapter.notes.push((block.line, message));
        place.push(block);
    }
    other
}

/// The start of a text that is too long to be said whole.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn is_image(block: &Block) -> bool {
    matches!(block.kind, Kind::Figure { .. })
}

fn belongs_to_banner(block: &Block) -> bool {
    let is_line = matches!(block.kind, Kind::Heading { .. } | Kind::Paragraph(_));
    is_line || is_banner(block)
}

fn is_banner(block: &Block) -> bool {
    match &block.kind {
        Kind::Figure { .. } | Kind::Rule => true,
        Kind::Heading { .. } | Kind::Paragraph(_) | Kind::Box { .. } => {
            let text = words(std::slice::from_ref(block));
            text.chars().count() < 60 && !text.ends_with('.')
        }
        _ => false,
    }
}

/// Bullets before the text are the box at the top, with the line above them as its title.
fn take_box(blocks: &mut Vec<Block>, chapter: &mut Chapter) {
    let is_list = |block: &Block| matches!(block.kind, Kind::List { start: None, .. });
    let title_line = blocks.first().and_then(said);
    let repeated = title_line.is_some() && title_line == chapter.title;
    let lists_at = usize::from(title_line.is_some());
    let lists = blocks.iter().skip(lists_at).take_while(|block| is_list(block)).count();
    let is_heading_line = title_line
        .as_ref()
        .is_none_or(|text| repeated || (text.chars().count() < 120 && !text.ends_with('.')));
    if lists == 0 || !is_heading_line {
        if repeated {
            let line = blocks.remove(0).line;
            chapter.notes.push((line, "the title stands here once more: left out".into()));
        }
        return;
    }
    let taken: Vec<Block> = blocks.drain(..lists_at + lists).collect();
    let line = taken[0].line;
    let title = title_line.unwrap_or_default().trim_end_matches(':').to_owned();
    let lists = taken.into_iter().skip(lists_at).collect();
    blocks.insert(0, Block { kind: Kind::Box { title, blocks: lists }, line });
}

/// The highest headings of a chapter are of level 2, and none skips a level.
fn level_headings(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match block.kind {
        Kind::Heading { level, .. } => Some(level),
        _ => None,
    });
    let Some(highest) = levels.min() else { return };
    let mut above = 1;
    for block in blocks {
        if let Kind::Heading { level, .. } = &mut block.kind {
            *level = (*level - highest + 2).min(above + 1).min(6);
            above = *level;
        }
    }
}

const COUNTS: [(&str, usize); 26] = [
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("dertien", 13),
    ("veertien", 14),
    ("vijftien", 15),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("twintig", 20),
];

/// How many lessons a text announces: "tien lessen".
fn announced(text: &str) -> Option<usize> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(2).find_map(|pair| {
        let count = COUNTS.iter().find(|(word, _)| *word == pair[0]).map(|(_, count)| *count);
        let count = count.or_else(|| pair[0].parse().ok())?;
        matches!(pair[1].as_str(), "lessen" | "lessons").then_some(count)
    })
}

/// The headings after the introduction are lessons, if that is asked for or announced.
fn mark_lessons(blocks: &mut [Block], lessons: Option<bool>, chapter: &mut Chapter) {
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading { level: 2, .. });
    let is_text = |block: &Block| matches!(block.kind, Kind::Paragraph(_));
    let introduction = blocks.iter().position(is_text).unwrap_or(0);
    let count = blocks.iter().skip(introduction).filter(|block| is_heading(block)).count();
    let promised = blocks
        .iter()
        .take_while(|block| !is_heading(block))
        .filter_map(said)
        .find_map(|text| announced(&text));
    let lessons = lessons.unwrap_or_else(|| match promised {
        Some(promised) if count > 0 => {
            let is_kept = promised == count;
            let message = match is_kept {
                true => format!("the introduction announces {count} lessons and {count} headings follow: each is marked as a lesson (--no-lessons leaves them headings)"),
                false => format!("the introduction announces {promised} lessons, but {count} headings follow: none is marked as a lesson (--lessons marks them all)"),
            };
            chapter.notes.push((blocks[introduction].line, message));
            is_kept
        }
        _ => false,
    });
    for block in blocks.iter_mut().skip(introduction).filter(|_| lessons) {
        if let Kind::Heading { level: 2, lesson, .. } = &mut block.kind {
            *lesson = true;
        }
    }
}

/// A text as one run of words.
pub fn text(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }

    #[test]
    fn a_text_of_several_chapters_is_divided_at_their_numbers() {
        let lines = [
            "banier",
            "2.4.8 Een",
            "Tekst.",
            "2.5 miljoen",
            "2.4.8.1 Kop",
            "3. Kop",
            "banier",
            "2.4.9 Twee",
            "2.4.7 Terug",
        ];
        let block = |said: &&str| Block { kind: Kind::Paragraph(text(*said)), line: 1 };
        let chapters = divide(lines.iter().map(block).collect());
        assert_eq!(chapters.iter().map(Vec::len).collect::<Vec<_>>(), [6, 3]);
    }

    #[test]
    fn lessons_are_announced_in_words() {
        assert_eq!(announced("formuleerde hij tien lessen over"), Some(10));
        assert_eq!(announced("These 3 lessons"), Some(3));
        assert_eq!(announced("de lessen van tien jaar"), None);
    }
}
