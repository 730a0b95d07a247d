//! What is indexed: a record of every chapter, with its sections and lessons.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::book::{Book, ChapterId};
use crate::document::{
    Block, BlockKind, Definition, Document, Heading, Inline, html_text, text, walk,
};
use crate::span::split_at_char;

/// A title or heading has at most this many characters; what is longer goes on in the text.
const LONGEST_HEADING: usize = 300;

/// A chapter as results show it. The names are short because readers' browsers load them.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterRecord {
    /// The number, if it has one.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The title.
    #[serde(rename = "t")]
    pub title: String,
    /// The name of its page, without extension.
    #[serde(rename = "u")]
    pub page: String,
    /// The language, if it is not that of the guide.
    #[serde(rename = "l", default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The chapters above it, from the part down.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    pub breadcrumb: Vec<String>,
    /// Its sections: the text above the first heading, then one for each heading.
    #[serde(rename = "s")]
    pub sections: Vec<Section>,
    /// The themes of the chapter.
    #[serde(skip)]
    pub themes: Vec<String>,
}

/// A section or lesson.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading; empty for the text above the first heading.
    #[serde(rename = "h", default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The anchor; empty for the text above the first heading.
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// The number of the lesson, from 1; 0 for a section that is not a lesson.
    #[serde(rename = "l", default, skip_serializing_if = "is_zero")]
    pub lesson: usize,
    /// The text, without markup.
    #[serde(rename = "x", default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The parts of the text that are lists of links, which say what other chapters are about.
    #[serde(skip)]
    pub link_lists: Vec<Range<usize>>,
    /// Its code, which is searched but not shown.
    #[serde(skip)]
    pub code: String,
    /// The themes of the lesson.
    #[serde(skip)]
    pub themes: Vec<String>,
}

impl Section {
    /// Whether a place in the text is in a list of links.
    #[inline]
    pub fn is_in_link_list(&self, at: usize) -> bool {
        if self.link_lists.is_empty() {
            return false;
        }
        let next = self.link_lists.partition_point(|list| list.end <= at);
        self.link_lists.get(next).is_some_and(|list| list.start <= at)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &usize) -> bool {
    *value == 0
}

/// The record of a chapter of a guide in `language`.
pub fn record(book: &Book, id: ChapterId, language: &str) -> ChapterRecord {
    let chapter = &book[id];
    let mut gatherer = Gatherer::new(&chapter.document);
    let (title, rest) = bounded(&chapter.title);
    gatherer.line(&rest);
    let front = chapter.front_matter();
    gatherer.line(front.summary.as_deref().unwrap_or_default());
    front.goals.iter().for_each(|goal| gatherer.line(goal));
    gatherer.blocks(&chapter.document.blocks);
    // Together they are as long as the guide.
    gatherer.sections.iter_mut().for_each(|section| section.text.shrink_to_fit());
    ChapterRecord {
        number: chapter.number_text().unwrap_or_default(),
        title,
        page: chapter.name.clone(),
        language: chapter.foreign_language(language).unwrap_or_default().to_owned(),
        breadcrumb: book
            .breadcrumb(id)
            .into_iter()
            .filter(|above| *above != ChapterId::HOME)
            .map(|above| bounded(&book[above].label()).0)
            .collect(),
        sections: gatherer.sections,
        themes: printable_all(&front.themes),
    }
}

/// A title without control characters, cut at a space where it is too long, and its rest.
fn bounded(title: &str) -> (String, String) {
    let title = printable(title);
    let (most, rest) = split_at_char(&title, LONGEST_HEADING);
    if rest.is_empty() {
        return (title.into_owned(), String::new());
    }
    let shown = most.rsplit_once(' ').map_or(most, |(words, _)| words);
    (format!("{shown} …"), title.strip_prefix(shown).unwrap_or(rest).to_owned())
}

/// A text with spaces for control characters, which could change what a terminal shows.
fn printable(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(is_control) { text.replace(is_control, " ").into() } else { text.into() }
}

fn printable_all(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| printable(text).into_owned()).collect()
}

/// Walks a document and fills its sections one after the other.
struct Gatherer<'a> {
    document: &'a Document,
    sections: Vec<Section>,
    /// The footnotes whose text is in, by their place in the document.
    noted: HashSet<usize>,
    /// Footnotes that were referred to and whose text comes next.
    waiting: VecDeque<usize>,
    is_in_note: bool,
}

impl<'a> Gatherer<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            sections: vec![Section::default()],
            noted: HashSet::new(),
            waiting: VecDeque::new(),
            is_in_note: false,
        }
    }

    fn line(&mut self, line: &str) {
        let Some(section) = self.sections.last_mut() else { return };
        let line = printable(line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if section.text.ends_with(['.', '?', '!', ':', ';', '…', '”', '’', ')']) {
            section.text.push(' ');
        } else if !section.text.is_empty() {
            // List items in a row make no sentence.
            section.text.push_str(" · ");
        }
        section.text.push_str(line);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.line(&text::of_inlines(inlines));
        walk::each_inline(inlines, &mut |inline| {
            if let Inline::FootnoteReference { footnote, .. } = inline
                && self.noted.insert(*footnote)
            {
                self.waiting.push_back(*footnote);
            }
        });
        self.notes();
    }

    /// The footnotes that wait. One to which a footnote refers comes after it, not within it: there
    /// may be thousands in a row.
    fn notes(&mut self) {
        if std::mem::replace(&mut self.is_in_note, true) {
            return;
        }
        while let Some(note) = self.waiting.pop_front() {
            let note = self.document.footnotes.get(note);
            note.into_iter().for_each(|note| self.blocks(&note.blocks));
        }
        self.is_in_note = false;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Lesson { blocks, .. } | BlockKind::Quote { blocks, .. } => {
                self.blocks(blocks);
            }
            BlockKind::List { items, .. } if is_link_list(items) => self.link_list(items),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Definitions(parts) => {
                for part in parts {
                    match part {
                        Definition::Term(term) => self.inlines(term),
                        Definition::Details(details) => self.blocks(details),
                    }
                }
            }
            BlockKind::Container(container) => {
                self.inlines(&container.title);
                self.blocks(&container.blocks);
            }
            BlockKind::Code(code) => {
                if let Some(section) = self.sections.last_mut() {
                    section.code.push_str(&code.text);
                }
            }
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|caption| self.inlines(&caption.content));
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|c| self.inlines(c));
            }
            BlockKind::Figure(figure) => {
                self.line(&figure.image.alt);
                figure.caption.iter().for_each(|caption| self.inlines(&caption.content));
            }
            BlockKind::Html(html) => {
                html.caption.iter().for_each(|caption| self.inlines(&caption.content));
                html_text::lines(html).iter().for_each(|line| self.line(line));
            }
            BlockKind::Rule => {}
        }
    }

    fn link_list(&mut self, items: &[Vec<Block>]) {
        let (at, start) =
            (self.sections.len(), self.sections.last().map_or(0, |section| section.text.len()));
        items.iter().for_each(|item| self.blocks(item));
        // A heading within the list begins another section.
        if self.sections.len() == at
            && let Some(section) = self.sections.last_mut()
        {
            section.link_lists.retain(|inner| inner.start < start);
            section.link_lists.push(start..section.text.len());
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let lesson = heading.lesson.and_then(|index| self.document.lessons.get(index));
        let (shown, rest) = bounded(&text::of_inlines(&heading.content));
        self.sections.push(Section {
            heading: shown,
            anchor: lesson.map_or_else(|| heading.id.clone(), |lesson| lesson.id.clone()),
            lesson: lesson.map_or(0, |lesson| lesson.number),
            text: String::new(),
            link_lists: Vec::new(),
            code: String::new(),
            themes: lesson.map(|lesson| printable_all(&lesson.themes)).unwrap_or_default(),
        });
        self.line(&rest);
    }
}

/// Whether a list is one of links: every item begins with one and says little else.
fn is_link_list(items: &[Vec<Block>]) -> bool {
    let is_link = |item: &Vec<Block>| {
        let Some(BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines)) =
            item.first().map(|block| &block.kind)
        else {
            return false;
        };
        let size = |inlines: &[Inline]| text::of_inlines(inlines).chars().count();
        matches!(inlines.as_slice(), [Inline::Link(_), ..])
            && size(&inlines[..1]) * 2 > size(inlines)
    };
    items.len() > 1 && items.iter().all(is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(printable("een\u{1b}[31m\u{0}twee\u{c}drie\n"), "een [31m twee drie\n");
        assert_eq!(printable("gewoon"), "gewoon");
    }

    #[test]
    fn a_long_title_is_cut_at_a_space_and_keeps_its_rest() {
        let long = "woord ".repeat(100_000);
        let (shown, rest) = bounded(&long);
        assert_eq!(shown.chars().count(), LONGEST_HEADING + 1);
        assert_eq!(format!("{}{rest}", shown.trim_end_matches(" …")), long);
        assert_eq!(bounded("Kort"), ("Kort".into(), String::new()));
    }
}
