//! What is found: a record for every section and lesson of every chapter.

use serde::{Deserialize, Serialize};

use crate::book::{Book, ChapterId};
use crate::document::{Block, BlockKind, Definition, Document, Heading, Inline, Lesson, text};

/// A chapter as search shows it. The names are short because every reader's browser reads them.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The number, or nothing.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The title.
    #[serde(rename = "t")]
    pub title: String,
    /// The name of its page, without extension.
    #[serde(rename = "u")]
    pub page: String,
    /// The language, where it is not that of the guide.
    #[serde(rename = "l", default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The chapters above it, from the part down.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    pub breadcrumb: Vec<String>,
    /// Its sections: the text above the first heading, then one a heading.
    #[serde(rename = "s")]
    pub sections: Vec<Section>,
    /// The themes of the chapter.
    #[serde(skip)]
    pub themes: Vec<String>,
}

/// A section or lesson.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading; nothing in the section above the first heading.
    #[serde(rename = "h", default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The anchor; nothing in the section above the first heading.
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// Which lesson it is, from 1; 0 for a section that is none.
    #[serde(rename = "l", default, skip_serializing_if = "is_zero")]
    pub lesson: usize,
    /// The text, without mark-up.
    #[serde(rename = "x", default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The code in it, which is found but not shown.
    #[serde(skip)]
    pub code: String,
    /// The themes of the lesson.
    #[serde(skip)]
    pub themes: Vec<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &usize) -> bool {
    *value == 0
}

/// The record of a chapter of a guide in `language`.
pub fn record(book: &Book, id: ChapterId, language: &str) -> Record {
    let chapter = &book[id];
    let mut gatherer = Gatherer::new(&chapter.document);
    let front = chapter.front_matter();
    gatherer.line(front.summary.as_deref().unwrap_or_default());
    front.goals.iter().for_each(|goal| gatherer.line(goal));
    gatherer.blocks(&chapter.document.blocks);
    Record {
        number: chapter.number_text().unwrap_or_default(),
        title: chapter.title.clone(),
        page: chapter.name.clone(),
        language: chapter.foreign_language(language).unwrap_or_default().to_owned(),
        breadcrumb: book
            .breadcrumb(id)
            .into_iter()
            .filter(|above| *above != ChapterId::HOME)
            .map(|above| book[above].label())
            .collect(),
        sections: gatherer.sections,
        themes: front.themes.clone(),
    }
}

/// Walks a document and fills one section after the other.
struct Gatherer<'a> {
    document: &'a Document,
    sections: Vec<Section>,
    noted: Vec<usize>,
}

impl<'a> Gatherer<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, sections: vec![Section::default()], noted: Vec::new() }
    }

    fn line(&mut self, line: &str) {
        let Some(section) = self.sections.last_mut() else { return };
        let line = line.trim();
        if !line.is_empty() {
            let is_sentence = section.text.ends_with(['.', '?', '!', ':', ';', '…', '”', '’', ')']);
            section.text.push_str(match section.text.is_empty() {
                true => "",
                false if is_sentence => " ",
                // Items of a list are no sentence when they are read one after the other.
                false => " · ",
            });
            section.text.push_str(line);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.line(&text::of_inlines(inlines));
        for inline in inlines {
            if let Inline::FootnoteReference { footnote, .. } = inline
                && !self.noted.contains(footnote)
            {
                self.noted.push(*footnote);
                if let Some(note) = self.document.footnotes.get(*footnote) {
                    self.blocks(&note.blocks);
                }
            }
        }
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
                self.line(container.title.as_deref().unwrap_or_default());
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
            BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let lesson = heading.lesson.and_then(|index| self.document.lessons.get(index));
        self.sections.push(Section {
            heading: text::of_inlines(&heading.content),
            anchor: lesson.map_or_else(|| heading.id.clone(), |lesson| Lesson::id(lesson.number)),
            lesson: lesson.map_or(0, |lesson| lesson.number),
            text: String::new(),
            code: String::new(),
            themes: lesson.map(|lesson| lesson.themes.clone()).unwrap_or_default(),
        });
    }
}
