//! A piece of a page, as it is pasted into a chapter.

use super::blocks::{Block, Heading, Inline, Kind, Rank};
use super::note::Note;
use super::{addresses, captions, footnotes, html, recognise, walk};

/// A piece of a text, which has no title of its own.
#[derive(Debug, Default)]
pub struct Fragment {
    /// Its text and structure. The highest headings are those below the title of a chapter.
    pub blocks: Vec<Block>,
    /// What was left out, guessed or not understood.
    pub notes: Vec<Note>,
}

/// Reads a piece of HTML, such as what is on the clipboard.
pub fn read(content: &str) -> Fragment {
    // Whoever chose it meant all of it to be text.
    let html::Page { mut blocks, notes, .. } =
        html::read(&format!("<main>{}</main>", body(content)));
    let mut notes: Vec<Note> = notes.into_iter().map(|(_, note)| note).collect();
    captions::attach(&mut blocks, &captions::typed);
    addresses::link_all(&mut blocks);
    if let [Block { kind, .. }] = blocks.as_mut_slice()
        && let Kind::Heading(Heading { rank: Rank::Guessed, content, .. }) = kind
    {
        // Bold words are no heading if nothing is below them.
        *kind = Kind::Paragraph(vec![Inline::Strong(std::mem::take(content))]);
        notes.clear();
    }
    recognise::level_headings(&mut blocks);
    footnotes::pair(&mut blocks);
    drop_anchors(&mut blocks);
    Fragment { blocks, notes }
}

/// What is in the body of a page.
fn body(content: &str) -> &str {
    let lower = content.to_ascii_lowercase();
    let start = lower.find("<body").and_then(|start| {
        let end = lower.get(start..)?.find('>')?;
        Some(start + end + 1)
    });
    let end = lower.rfind("</body").unwrap_or(content.len());
    content.get(start.unwrap_or(0)..end).unwrap_or(content)
}

/// Nothing in the chapter leads to the places of a page.
fn drop_anchors(blocks: &mut [Block]) {
    for block in blocks {
        if let Kind::Heading(heading) = &mut block.kind {
            heading.id = None;
        }
        walk::parts_mut(block, |part| match part {
            walk::PartMut::Line(_, content) => drop_in(content),
            walk::PartMut::Blocks(blocks) => drop_anchors(blocks),
        });
    }
}

fn drop_in(content: &mut Vec<Inline>) {
    content.retain(|part| !matches!(part, Inline::Anchor(_)));
    content.iter_mut().filter_map(Inline::inner_mut).for_each(drop_in);
}
