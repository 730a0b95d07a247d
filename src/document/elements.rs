//! Code, lists and tables.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::parser::Parser;
use super::{Alignment, Block, Code, Definition, Table};
use crate::span::Mapped;

impl Parser<'_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>) -> Code {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '{', '\t'])
                .next()
                .filter(|language| !language.is_empty())
                .map(str::to_owned),
            CodeBlockKind::Indented => None,
        };
        let verbatim = self.verbatim(TagEnd::CodeBlock);
        if *kind == CodeBlockKind::Indented {
            self.look_at_indented(&verbatim);
        }
        let text = verbatim.into_string();
        self.document.has_code = true;
        Code { language, text }
    }

    /// The text up to `end`, with the fences that were masked in it as they were written.
    pub(super) fn verbatim(&mut self, end: TagEnd) -> Mapped {
        let mut text = Mapped::default();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => {
                    let piece =
                        if self.is_masked(span) { self.written(span) } else { piece.as_ref() };
                    text.push(piece, self.text, span);
                }
                _ => {}
            }
        }
        text
    }

    pub(super) fn items(&mut self, ordered: bool) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        for _ in 0.. {
            match self.next() {
                Some((Event::Start(Tag::Item), _)) => items.push(self.blocks(Some(TagEnd::Item))),
                Some((Event::End(tag), _)) if tag == TagEnd::List(ordered) => break,
                None => break,
                _ => {}
            }
        }
        items
    }

    pub(super) fn definitions(&mut self) -> Vec<Definition> {
        let mut parts = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::DefinitionList) => break,
                Event::Start(Tag::DefinitionListTitle) => {
                    self.typesetter.begin();
                    parts.push(Definition::Term(self.inlines(TagEnd::DefinitionListTitle)));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let end = Some(TagEnd::DefinitionListDefinition);
                    parts.push(Definition::Details(self.blocks(end)));
                }
                _ => {}
            }
        }
        parts
    }

    pub(super) fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
        let mut table = Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
            caption: None,
        };
        let mut row = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => {
                    self.typesetter.begin();
                    row.push(self.inlines(TagEnd::TableCell));
                }
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                _ => {}
            }
        }
        table
    }
}

/// How many cells a line of a table has: a `|` that is not escaped parts them, in code too.
pub fn cells(line: &str) -> usize {
    // The table may be inside a block quote or a list.
    let row = line.trim().trim_start_matches(['>', ' ', '\t']);
    let row = row.replace("\\|", "");
    let row = row.strip_prefix('|').unwrap_or(&row);
    row.strip_suffix('|').unwrap_or(row).matches('|').count() + 1
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
