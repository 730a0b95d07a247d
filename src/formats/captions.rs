//! Captions: paragraphs above or below a figure or table, as Word has them and as people type them.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::walk::{self, PartMut};
use super::blocks::{Block, Exhibit, Inline, Kind, figure, plain};

/// What a caption is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Captioned {
    Figure,
    Table,
}

/// A paragraph that is a caption.
#[derive(Debug, Clone)]
pub struct Caption {
    /// What it is for, if it says so.
    of: Option<Captioned>,
    /// Its text without the number, which the guide counts itself.
    content: Vec<Inline>,
    exhibit: Exhibit,
    /// Whether it has no more than its number, which then is its text: without a caption the guide
    /// does not count what is above it, and nothing can refer to that.
    pub is_bare: bool,
}

/// "Figuur 3.1: " and the like.
fn label(text: &str) -> Option<(Captioned, String, usize)> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^\s*(figuur|figure|fig\.|afbeelding|foto|grafiek|kaart|illustratie|diagram|schema|tabel|table)\s*((?:[A-Z][.-]?)?\d+(?:[.\-–]\d+)*[a-z]?)?\s*(?:[:.|–—-]\s*|\s|$)",
        )
        .expect("a valid expression")
    });
    let parts = LABEL.captures(text)?;
    let word = parts.get(1)?.as_str().to_lowercase();
    let number = parts.get(2).map(|number| number.as_str().to_lowercase());
    let of = if matches!(word.as_str(), "tabel" | "table") {
        Captioned::Table
    } else {
        Captioned::Figure
    };
    let name = number.map_or(word.clone(), |number| format!("{word} {number}"));
    Some((of, name, parts.get(0)?.as_str().chars().count()))
}

/// The text of inlines, white space included.
fn raw(content: &[Inline]) -> String {
    let mut out = String::new();
    walk::each_within(content, &mut |part| match part {
        Inline::Text(text) => out.push_str(text),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out
}

/// Takes characters off the start.
fn without_start(content: &mut [Inline], mut count: usize) {
    walk::each_within_mut(content, &mut |part| match part {
        Inline::Text(text) if count > 0 => {
            let length = text.chars().count();
            *text = text.chars().skip(count).collect();
            count = count.saturating_sub(length);
        }
        Inline::Break => count = count.saturating_sub(1),
        _ => {}
    });
}

/// Takes the label, of so many characters, off a caption that has more than it.
fn take_label(content: &mut [Inline], count: usize) -> bool {
    let has_more = raw(content).chars().skip(count).any(|c| !c.is_whitespace());
    if has_more {
        without_start(content, count);
    }
    has_more
}

/// Whether a text is typed as captions are: "Figuur 3.1: Plein", "Tabel 2 Aantallen". A sentence may
/// start with "Tabel 3 laat zien".
fn is_typed(text: &str) -> bool {
    const LONGEST: usize = 200;
    static TYPED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^\s*(?i:figuur|figure|fig\.|afbeelding|tabel|table)\s+\d+(?:[.\-–]\d+)*[a-z]?
              (?:\s*[:.|–—-]\s+\S|\s+[\p{Lu}\d“‘(]|\s*$)",
        )
        .expect("a valid expression")
    });
    let Some((.., count)) = label(text) else { return false };
    let rest: String = text.chars().skip(count).collect();
    let is_short = text.chars().count() <= LONGEST && !rest.trim_end().contains(". ");
    TYPED.is_match(text) && (is_short || text.contains(':'))
}

/// Reads a paragraph as a caption: by its style, a counting field in it, or the way it is typed.
pub fn of_paragraph(is_styled: bool, counts: bool, content: &[Inline]) -> Option<Caption> {
    let has_picture = content.iter().any(|part| matches!(part, Inline::Image { .. }));
    if !(is_styled || counts || is_typed(&raw(content))) || has_picture {
        return None;
    }
    let label = label(&raw(content));
    let is_source = plain(content).to_lowercase().starts_with("bron");
    if is_source || (!is_styled && label.is_none()) {
        return None;
    }
    let anchors = content.iter().filter_map(|part| match part {
        Inline::Anchor(id) => Some(id.clone()),
        _ => None,
    });
    let name = label.as_ref().map(|(_, name, _)| name.clone());
    let exhibit = Exhibit { anchors: anchors.collect(), name };
    let of = label.as_ref().map(|(of, ..)| *of);
    let mut content: Vec<Inline> =
        content.iter().filter(|part| !matches!(part, Inline::Anchor(_))).cloned().collect();
    let is_bare = label.is_some_and(|(.., count)| !take_label(&mut content, count));
    Some(Caption { of, content, exhibit, is_bare })
}

/// Takes the picture off a paragraph that is a picture and its caption, each on lines of their own.
pub fn take_picture(is_styled: bool, counts: bool, content: &mut Vec<Inline>) -> Option<Kind> {
    let at = content.iter().position(|part| matches!(part, Inline::Image { .. }))?;
    let (before, after) = (content.get(..at)?, content.get(at + 1..)?);
    let is_shown = |part: &Inline| !matches!(part, Inline::Anchor(_));
    let above = before.iter().rposition(is_shown);
    let below = after.iter().position(is_shown).map(|below| at + below);
    let mut rest = [before, after].concat();
    let mut beside = [above, below].into_iter().flatten();
    if !beside.clone().all(|part| matches!(rest[part], Inline::Break)) {
        return None;
    }
    rest.remove(beside.next()?);
    if plain(&rest).trim().is_empty() {
        return None;
    }
    of_paragraph(is_styled, counts, &rest)?;
    let Inline::Image { address, alt } = content.get(at)?.clone() else { return None };
    *content = rest;
    Some(figure(address, alt))
}

/// The kind of caption that a block can have but lacks.
fn lacks(block: &Block) -> Option<Captioned> {
    match &block.kind {
        Kind::Figure { caption, .. } => caption.is_empty().then_some(Captioned::Figure),
        Kind::Table { caption, .. } => caption.is_empty().then_some(Captioned::Table),
        Kind::Grid(grid) => grid.caption.is_empty().then_some(Captioned::Table),
        _ => None,
    }
}

fn fits(caption: &Caption, block: Option<&Block>) -> bool {
    block.and_then(lacks).is_some_and(|of| caption.of.is_none_or(|own| own == of))
}

fn give(block: &mut Block, given: Caption) {
    match &mut block.kind {
        Kind::Figure { caption, exhibit, .. } => {
            *caption = given.content;
            *exhibit = given.exhibit;
        }
        Kind::Table { caption, exhibit, .. } => {
            *caption = given.content;
            *exhibit = given.exhibit;
        }
        Kind::Grid(grid) => {
            grid.caption = given.content;
            grid.exhibit = given.exhibit;
        }
        _ => {}
    }
}

/// Counts on which side captions are, where only one side is possible: positive is above.
#[derive(Default)]
struct Sides {
    figures_above: isize,
    tables_above: isize,
}

impl Sides {
    fn count(&mut self, blocks: &[Block], find: Find<'_>) {
        for (at, block) in blocks.iter().enumerate() {
            let Some(caption) = find(block) else { continue };
            let above = at.checked_sub(1).and_then(|at| blocks.get(at));
            let side = match (fits(&caption, above), fits(&caption, blocks.get(at + 1))) {
                (true, false) => -1,
                (false, true) => 1,
                _ => continue,
            };
            match caption.of {
                Some(Captioned::Table) => self.tables_above += side,
                _ => self.figures_above += side,
            }
        }
    }

    /// Whether a caption belongs to what comes below it, where both sides are possible.
    fn is_above(&self, caption: &Caption) -> bool {
        match caption.of {
            // Tables have their captions above them, figures below.
            Some(Captioned::Table) => self.tables_above >= 0,
            _ => self.figures_above > 0,
        }
    }
}

/// Reads a block as a caption.
type Find<'a> = &'a dyn Fn(&Block) -> Option<Caption>;

/// The caption that a paragraph is typed as.
pub fn typed(block: &Block) -> Option<Caption> {
    match &block.kind {
        Kind::Paragraph(content) => of_paragraph(false, false, content),
        _ => None,
    }
}

/// Takes the label off a caption that stands where captions belong: "Figuur 3: Plein". What the text
/// calls it is its name.
pub fn labelled(mut content: Vec<Inline>) -> (Vec<Inline>, Exhibit) {
    match label(&raw(&content)) {
        Some((_, name, count)) if is_typed(&raw(&content)) => {
            take_label(&mut content, count);
            (content, Exhibit { name: Some(name), ..Exhibit::default() })
        }
        _ => (content, Exhibit::default()),
    }
}

/// Gives figures and tables their captions. One that belongs to neither stays a paragraph, which the
/// text can refer to.
pub fn attach(blocks: &mut Vec<Block>, find: Find<'_>) {
    let mut sides = Sides::default();
    sides.count(blocks, find);
    attach_by(blocks, find, &sides);
}

fn attach_by(blocks: &mut Vec<Block>, find: Find<'_>, sides: &Sides) {
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    let mut ahead: Option<Caption> = None;
    while let Some(mut block) = rest.next() {
        walk::parts_mut(&mut block, |part| {
            if let PartMut::Blocks(inner) = part {
                attach_by(inner, find, sides);
            }
        });
        if let Some(caption) = ahead.take() {
            give(&mut block, caption);
        }
        if let Some(caption) = find(&block) {
            let below = fits(&caption, rest.peek());
            if !below && !fits(&caption, blocks.last()) && caption.of != Some(Captioned::Table) {
                split_picture(blocks);
            }
            let above = fits(&caption, blocks.last());
            if below && (!above || sides.is_above(&caption)) {
                ahead = Some(caption);
                continue;
            }
            if let Some(last) = blocks.last_mut().filter(|_| above) {
                give(last, caption);
                continue;
            }
            if let (Kind::Paragraph(content), Some(name)) = (&mut block.kind, caption.exhibit.name)
            {
                content.insert(0, Inline::Anchor(name));
            }
        }
        blocks.push(block);
    }
}

/// Moves a picture at the end or start of the last paragraph into a figure of its own: in Word it
/// often floats beside the text, its caption below.
fn split_picture(blocks: &mut Vec<Block>) {
    let Some(Block { kind: Kind::Paragraph(content), line }) = blocks.last_mut() else { return };
    let is_text = |part: &Inline| match part {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Anchor(_) | Inline::Break => false,
        _ => true,
    };
    let is_picture = |at: &usize| matches!(content[*at], Inline::Image { .. });
    let last = content.iter().rposition(is_text).filter(is_picture);
    let Some(at) = last.or_else(|| content.iter().position(is_text).filter(is_picture)) else {
        return;
    };
    if let Inline::Image { address, alt } = content.remove(at) {
        let line = *line;
        blocks.push(Block { kind: figure(address, alt), line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_text() {
        let found = |text: &str| label(text).map(|(_, name, count)| (name, count));
        assert_eq!(found("Figuur 3: Plein"), Some(("figuur 3".into(), 10)));
        assert_eq!(found("Tabel 2.1 Aantallen"), Some(("tabel 2.1".into(), 10)));
        assert_eq!(found("Tabel 4"), Some(("tabel 4".into(), 7)));
        assert_eq!(found("Figuur A-2. Kaart"), Some(("figuur a-2".into(), 12)));
        for text in ["Figuur 3.1: Plein", "Tabel 2 Aantallen", "Figuur 1.2. Nu.", "Tabel 4"] {
            assert!(is_typed(text), "{text}");
        }
        for text in ["Tabel 3 laat zien: veel", "Figuur 2 en 3", "Tabel 3. Dat is zo. En meer."] {
            assert!(!is_typed(text), "{text}");
        }
        assert_eq!(found("Tabellen zijn nuttig"), None);
        assert_eq!(found("Kaarten van de wijk"), None);
    }
}
