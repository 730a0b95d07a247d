//! A section of the handbook as text, to read in a terminal.
//!
//! The text is the Markdown it was written in: it is readable as it is, and the very thing that
//! editors write.

use super::{Handbook, Topic};
use crate::book::Chapter;
use crate::document::{Block, BlockKind};
use crate::source::Source;
use crate::span::Span;

impl Handbook {
    /// The text of a chapter, or of a heading up to the next of its level.
    pub fn text(&self, place: &Topic) -> String {
        let chapter = &self.guide.book[place.chapter];
        let mut out = chapter.label();
        out.push('\n');
        out.push_str(&"=".repeat(chapter.label().chars().count()));
        out.push_str("\n\n");
        if let Some(source) = &chapter.source {
            out.push_str(section(chapter, source, place.anchor.as_deref()).trim());
            out.push('\n');
        }
        if place.anchor.is_none() && !chapter.children.is_empty() {
            out.push('\n');
            for &child in &chapter.children {
                out.push_str(&format!("{}\n", self.guide.book[child].label()));
            }
        }
        out
    }

    /// All chapters, as a list.
    pub fn contents(&self) -> String {
        let line = |chapter: &Chapter| {
            let depth = chapter.number.as_ref().map_or(0, |number| number.depth() - 1);
            format!("{}{}\n", "  ".repeat(depth), chapter.label())
        };
        self.guide.book.chapters().map(|(_, chapter)| line(chapter)).collect()
    }
}

/// A heading and the span of its line.
struct Heading<'a> {
    level: u8,
    id: &'a str,
    span: Span,
}

fn headings<'a>(blocks: &'a [Block], found: &mut Vec<Heading<'a>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                found.push(Heading { level: heading.level, id: &heading.id, span: block.span });
            }
            BlockKind::Lesson { blocks, .. } => headings(blocks, found),
            _ => {}
        }
    }
}

/// A chapter's text, or the part of it that a heading opens, without the attributes of headings.
fn section(chapter: &Chapter, source: &Source, anchor: Option<&str>) -> String {
    let text = &source.text;
    let mut all = Vec::new();
    headings(&chapter.document.blocks, &mut all);
    let body = text.span(source.body..text.content.len());
    let part = anchor.and_then(|anchor| all.iter().position(|heading| heading.id == anchor));
    let part = part.map_or(body, |at| {
        let ends = |heading: &&Heading<'_>| heading.level <= all[at].level;
        let next = all[at + 1..].iter().find(ends);
        all[at].span.to(next.map_or(body.after(), |next| next.span.before()))
    });
    let is_heading = |line: Span| all.iter().any(|heading| heading.span.start() == line.start());
    let lines = text.lines(part).map(|line| {
        let text = text.slice(line).trim_end();
        if is_heading(line) { without_attributes(text) } else { text }
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// "## De site" of "## De site {#site}".
fn without_attributes(heading: &str) -> &str {
    match heading.rsplit_once(" {") {
        Some((text, attributes)) if attributes.trim_end().ends_with('}') => text,
        _ => heading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(topic: &str) -> String {
        let handbook = Handbook::read().unwrap_or_else(|problems| panic!("{problems:?}"));
        handbook.text(&handbook.find(topic).unwrap())
    }

    #[test]
    fn a_section_ends_where_the_next_begins() {
        let rule = text("broken-anchor");
        assert!(rule.starts_with("8.2 "), "{rule}");
        assert!(rule.contains("\n## broken-anchor\n\n"), "{rule}");
        assert!(!rule.contains("empty-link"), "{rule}");
    }

    #[test]
    fn a_chapter_lists_what_is_below_it() {
        let chapter = text("3");
        assert!(chapter.contains("3.5 Verwijzingen en links\n"), "{chapter}");
        assert!(!chapter.contains("goals:"), "{chapter}");
    }
}
