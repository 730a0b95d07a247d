//! A chapter as a browser edits it.

use std::sync::Arc;

use serde::Serialize;

use super::blocks::{self, Block, Kind};
use super::fields::{self, Fields};
use super::lines;
use crate::book::Parsed;
use crate::document::Document;
use crate::paths::{GuidePath, PublicationPath};
use crate::source::Source;
use crate::span::{Span, Text};

/// A chapter and its blocks.
pub struct Chapter {
    /// What was read.
    pub source: Arc<Source>,
    /// Its text as a tree.
    pub document: Arc<Document>,
    /// Its text byte for byte. In that of `source`, all lines end with a line feed; no byte is in
    /// another place.
    pub exact: Arc<Text>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// What a browser is told of a chapter.
#[derive(Debug, Serialize)]
pub struct Shown {
    file: GuidePath,
    page: Option<PublicationPath>,
    text: String,
    blocks: Vec<ShownBlock>,
    fields: Fields,
    /// Why it cannot be changed.
    read_only: Option<String>,
}

#[derive(Debug, Serialize)]
struct ShownBlock {
    start: usize,
    end: usize,
    line: usize,
    last_line: usize,
    kind: Kind,
    text: String,
    parent: Option<usize>,
    level: Option<u8>,
    lesson: bool,
}

impl Chapter {
    /// A chapter that was read from a text.
    pub fn new((source, document): Parsed, exact: &str) -> Self {
        let exact = Text::new(source.text.path.clone(), exact);
        let blocks = blocks::of(&source.text, source.body, &document);
        Self { source, document, exact, blocks }
    }

    /// The block at exactly these bytes.
    pub fn block_at(&self, span: Span) -> Option<usize> {
        self.blocks.iter().position(|block| block.span == span)
    }

    /// What a block was written as.
    pub fn written(&self, block: &Block) -> &str {
        self.exact.slice(block.span)
    }

    /// The lines (from 1) of the first and the last byte of a part.
    pub fn lines_of(&self, span: Span) -> (usize, usize) {
        let text = &self.source.text;
        let first = text.position(span.start()).0;
        let last = text.position(span.end().saturating_sub(1).max(span.start())).0;
        (first, last)
    }

    /// What a browser is told of it.
    pub fn shown(&self, page: Option<PublicationPath>, read_only: Option<String>) -> Shown {
        let shown = |block: &Block| {
            let (line, last_line) = self.lines_of(block.span);
            ShownBlock {
                start: block.span.start(),
                end: block.span.end(),
                line,
                last_line,
                kind: block.kind,
                text: lines::with_line_feeds(self.written(block)),
                parent: block.parent,
                level: block.level,
                lesson: block.is_lesson,
            }
        };
        Shown {
            file: self.source.path.in_guide(),
            page,
            text: self.exact.content.clone(),
            blocks: self.blocks.iter().map(shown).collect(),
            fields: fields::of(&self.source, &self.document),
            read_only,
        }
    }
}

#[cfg(test)]
impl Chapter {
    /// A chapter with a text.
    pub fn of_tests(text: &str) -> Self {
        use crate::document::{Options, parse};
        use crate::paths::ContentPath;
        let path = ContentPath::base().child("1.md");
        let source = Source::read(&path, "content/1.md", text.as_bytes());
        let document = parse(&source.text, source.body, &Options::of_tests());
        Self::new((source.into(), document.into()), text)
    }
}
