//! What is written for a template, and where it comes from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::code::{Mark, Place};
use crate::book::ChapterId;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::guide::Guide;
use crate::paths::GuidePath;

/// What is written for a template.
#[derive(Debug)]
pub struct Source {
    /// The template whose functions it calls.
    pub template: &'static str,
    /// `main.typ`, which imports the template.
    pub main: String,
    /// The other files that it and the template read, by path.
    pub files: BTreeMap<String, Asset>,
    /// Where its parts were written.
    pub places: Places,
    /// What of the guide is not in it.
    pub problems: Vec<Diagnostic>,
    /// The places of the text to which links may lead, by their labels: the name of the chapter, and
    /// the anchor in it.
    pub targets: BTreeMap<String, (String, Option<String>)>,
}

/// A file beside `main.typ`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asset {
    /// A file of the guide.
    Attachment(GuidePath),
    /// A file of the theme, by its name in templates.
    Theme(String),
    /// Data made for it.
    Made(Vec<u8>),
}

/// Where the parts of `main.typ` were written.
#[derive(Debug, Default)]
pub struct Places {
    /// Where each part starts in the code, in order.
    starts: Vec<(usize, Arc<Text>, Span)>,
}

impl Places {
    /// Notes that what starts at a byte of `main.typ` was written at a place.
    pub fn start(&mut self, at: usize, (text, span): Place<'_>) {
        self.starts.push((at, Arc::clone(text), span));
    }

    /// Notes the marks of code that is added at a byte of `main.typ`.
    pub fn add(&mut self, start: usize, marks: Vec<Mark>) {
        let marks = marks.into_iter();
        self.starts.extend(marks.map(|(at, text, span)| (start + at, text, span)));
    }

    /// Makes room for code that is added at a byte of `main.typ`.
    pub fn make_room(&mut self, at: usize, length: usize) {
        let behind = self.starts.iter_mut().filter(|(start, ..)| *start >= at);
        behind.for_each(|(start, ..)| *start += length);
    }

    /// Where each part starts in the code, and where it was written, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Arc<Text>, Span)> {
        self.starts.iter().map(|(at, text, span)| (*at, text, *span))
    }

    /// The place in a chapter that a range of `main.typ` was written from.
    pub fn at(&self, range: &Range<usize>) -> Option<(&Arc<Text>, Span)> {
        let after = self.starts.partition_point(|(start, ..)| *start <= range.start);
        let (_, text, span) = self.starts.get(after.checked_sub(1)?)?;
        Some((text, *span))
    }
}

/// Where the title of a chapter is written.
pub fn title_place(guide: &Guide, id: ChapterId) -> Option<Place<'_>> {
    let chapter = &guide.book[id];
    let text = &chapter.source.as_ref()?.text;
    let heading = chapter.document.title_span;
    let span = if heading.is_empty() { text.find("title:") } else { heading };
    Some((text, text.trim(text.rest_of_line(span.start()))))
}
