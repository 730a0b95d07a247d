//! Which headings are lessons.

use super::blocks::{Block, Heading, Kind, line_text};
use super::chapter::Chapter;
use super::note::note;

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

/// Marks the headings after the introduction as lessons, if that is asked for or announced.
pub fn mark_lessons(blocks: &mut [Block], lessons: Option<bool>, chapter: &mut Chapter) {
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(Heading { level: 2, .. }));
    let is_text = |block: &Block| matches!(block.kind, Kind::Paragraph(_));
    let introduction = blocks.iter().position(is_text).unwrap_or(0);
    let count = blocks.iter().skip(introduction).filter(|block| is_heading(block)).count();
    let promised = blocks
        .iter()
        .take_while(|block| !is_heading(block))
        .filter_map(line_text)
        .find_map(|text| announced(&text));
    let lessons = lessons.unwrap_or_else(|| match promised {
        Some(promised) if count > 0 => {
            let is_kept = promised == count;
            let note = if is_kept {
                note!("read-lessons", count = count)
            } else {
                note!("read-lessons-other", count = count, promised = promised)
            };
            chapter.notes.push((blocks[introduction].line, note));
            is_kept
        }
        _ => false,
    });
    for block in blocks.iter_mut().skip(introduction).filter(|_| lessons) {
        if let Kind::Heading(Heading { level: 2, lesson, .. }) = &mut block.kind {
            *lesson = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_are_announced_in_words() {
        assert_eq!(announced("formuleerde hij tien lessen over"), Some(10));
        assert_eq!(announced("These 3 lessons"), Some(3));
        assert_eq!(announced("de lessen van tien jaar"), None);
    }
}
