//! Cuts a text into chapters.

use super::super::blocks::{Block, Kind, anchors_of, keep_notes, notes_of, plain};
use super::super::chapter::{Chapter, Position};
use super::super::divide::give_notes;
use super::super::note::{Remark, note};
use super::entries::Entry;
use super::starts::{Base, Start};
use crate::number::Number;

/// Cuts the text into chapters.
pub fn cut(
    blocks: Vec<Block>,
    entries: &[Entry],
    starts: &[Start],
    notes: &mut Vec<Remark>,
) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> =
        vec![Chapter { position: Position::Home, ..Chapter::default() }];
    let mut next = starts.iter().peekable();
    let mut footnotes = Vec::new();
    let mut notes_of_titles = Vec::new();
    for (at, block) in blocks.into_iter().enumerate() {
        if let Kind::Note { .. } = block.kind {
            footnotes.push(block);
            continue;
        }
        let start = next.next_if(|start| entries[start.entry].at == at);
        let (Some(start), Kind::Heading(heading)) = (start, &block.kind) else {
            let is_gap = matches!(&block.kind, Kind::Paragraph(content) if content.is_empty());
            if let Some(chapter) = chapters.last_mut().filter(|_| !is_gap) {
                chapter.blocks.push(block);
            }
            continue;
        };
        let entry = &entries[start.entry];
        notes_of_titles.push((chapters.len(), notes_of(&heading.content)));
        let label = || heading.label.as_ref().map(|label| label.text.clone());
        let whole = || Some(plain(&heading.content)).filter(|text| !text.is_empty());
        let own = Some(entry.title.clone()).filter(|title| !title.is_empty());
        let title = own.or_else(whole).or_else(label).unwrap_or_default();
        chapters.push(Chapter {
            number: entry.number.clone(),
            said: entry.said.clone(),
            title: Some(title),
            position: start.position,
            line: block.line,
            anchors: anchors_of(heading),
            ..Chapter::default()
        });
    }
    for (at, notes) in notes_of_titles {
        let chapter = &mut chapters[at];
        keep_notes(notes, chapter.line, &mut chapter.blocks);
    }
    drop_empty(&mut chapters, notes);
    let mut homes: Vec<&mut Vec<Block>> =
        chapters.iter_mut().map(|chapter| &mut chapter.blocks).collect();
    give_notes(&mut homes, footnotes);
    chapters
}

/// Drops headings without a text: of a table of contents, or above appendices.
fn drop_empty(chapters: &mut Vec<Chapter>, notes: &mut Vec<Remark>) {
    const CONTENTS: [&str; 6] =
        ["inhoud", "inhoudsopgave", "inhoudsopave", "contents", "table of contents", "index"];
    let mut kept: Vec<Chapter> = Vec::new();
    let mut rest = std::mem::take(chapters).into_iter().peekable();
    while let Some(chapter) = rest.next() {
        let title = chapter.title.clone().unwrap_or_default();
        let is_numbered = chapter.position == Position::Numbered;
        let heads_appendices = chapter.position == Position::Back
            && rest.peek().and_then(|next| next.number.as_ref()).is_some_and(Number::is_appendix);
        let is_contents = CONTENTS.contains(&title.to_lowercase().trim_end_matches(':').trim());
        if chapter.blocks.is_empty() && !is_numbered && (heads_appendices || is_contents) {
            let note = if is_contents {
                note!(nothing "read-contents", title = title)
            } else {
                note!(nothing "read-appendices", title = title)
            };
            notes.push((chapter.line, note));
        } else if !(chapter.blocks.is_empty() && chapter.position == Position::Home) {
            kept.push(chapter);
        }
    }
    *chapters = kept;
}

/// The title of a document that has it as a heading above all others: a first heading without a
/// number, higher than those with one. What is below it goes to the home page.
pub fn title_of_first(
    chapters: &mut Vec<Chapter>,
    entries: &[Entry],
    base: &Base,
    starts: &[Start],
) -> Option<String> {
    let first = starts.first().filter(|start| start.position == Position::Front)?;
    let is_only = starts.iter().filter(|start| start.position == Position::Front).count() == 1;
    let entry = &entries[first.entry];
    if entry.rank >= base.rank || !is_only {
        return None;
    }
    let at = chapters.iter().position(|chapter| chapter.position == Position::Front)?;
    let chapter = chapters.remove(at);
    match chapters.first_mut().filter(|chapter| chapter.position == Position::Home) {
        Some(home) => home.blocks.extend(chapter.blocks),
        None if chapter.blocks.is_empty() => {}
        None => {
            let home = Chapter { position: Position::Home, title: None, ..chapter };
            chapters.insert(0, home);
        }
    }
    Some(entry.title.clone())
}
