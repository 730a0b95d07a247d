//! The manuscript of the typeset book: documents as calls of Typst's own elements, and of the
//! functions that the theme's `book.typ` defines for what Typst lacks.
//!
//! What an author wrote only gets into the code as string literals ([`code`]), so that none of it
//! can run.

mod blocks;
mod chapter;
mod code;
mod data;
mod html;
mod inlines;
mod notes;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::ChapterId;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::editions::selection::{Selection, Start};
use crate::guide::Guide;
use crate::paths::{GuidePath, split_extension};

/// The manuscript.
#[derive(Debug)]
pub struct Source {
    /// `main.typ`. It imports `book.typ`.
    pub main: String,
    /// The other files that it and `book.typ` read, by path.
    pub files: BTreeMap<String, Asset>,
    /// Where its parts were written.
    pub places: Places,
    /// What of the chapters is not in it.
    pub problems: Vec<Diagnostic>,
}

/// A file beside the manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asset {
    /// A file of the guide.
    Attachment(GuidePath),
    /// A file of the theme, by its name in templates.
    Theme(String),
    /// Data made for it.
    Made(Vec<u8>),
}

/// Where the parts of the manuscript were written.
#[derive(Debug, Default)]
pub struct Places {
    /// Where each part starts in the code, in order.
    starts: Vec<(usize, Arc<Text>, Span)>,
}

impl Places {
    /// The place in a chapter that a range of `main.typ` was written from.
    pub fn at(&self, range: &Range<usize>) -> Option<(&Arc<Text>, Span)> {
        let after = self.starts.partition_point(|(start, ..)| *start <= range.start);
        let (_, text, span) = self.starts.get(after.checked_sub(1)?)?;
        Some((text, *span))
    }
}

/// Writes the manuscript of the chosen chapters.
pub fn write(guide: &Guide, selection: &Selection) -> Source {
    let written: Vec<Written> =
        selection.chapters().par_iter().map(|&id| chapter::write(guide, selection, id)).collect();
    let mut source = Source {
        main: String::from("#import \"book.typ\": *\n#show: book"),
        files: data::files(guide, selection),
        places: Places::default(),
        problems: Vec::new(),
    };
    if let Some(footer) = chapter::footer(guide, selection) {
        source.main.push_str(".with(footer: [");
        source.main.push_str(&footer);
        source.main.push_str("])");
    }
    source.main.push('\n');
    let mut written = selection.chapters().iter().zip(written).peekable();
    while let Some((&first, chapter)) = written.next() {
        // Chapters below each other share their pages.
        let mut group = vec![(first, chapter)];
        while let Some((&id, chapter)) =
            written.next_if(|(id, _)| selection.start(**id) == Some(Start::Below))
        {
            group.push((id, chapter));
        }
        let ids: Vec<ChapterId> = group.iter().map(|(id, _)| *id).collect();
        source.main.push_str(&chapter::pages(guide, selection, &ids));
        for (id, chapter) in group {
            source.add(guide, id, chapter);
        }
        source.main.push_str("]\n");
    }
    source
}

/// What was written of a chapter.
#[derive(Debug)]
struct Written {
    code: String,
    marks: Vec<(usize, Span)>,
    /// The images in it, by path.
    files: BTreeMap<String, Asset>,
    problems: Vec<Diagnostic>,
}

impl Source {
    fn add(&mut self, guide: &Guide, id: ChapterId, chapter: Written) {
        let start = self.main.len();
        if let Some(source) = &guide.book[id].source {
            let marks = chapter.marks.into_iter();
            let places = marks.map(|(at, span)| (start + at, Arc::clone(&source.text), span));
            self.places.starts.extend(places);
        }
        self.main.push_str(&chapter.code);
        self.files.extend(chapter.files);
        self.problems.extend(chapter.problems);
    }
}

/// The label of a chapter, or of an anchor in it.
fn label(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let name = &guide.book[id].name;
    match anchor {
        Some(anchor) => format!("ch-{name}:{anchor}"),
        None => format!("ch-{name}"),
    }
}

/// Whether Typst draws images in the format that a name says.
fn is_drawn(name: &str) -> bool {
    const DRAWN: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];
    let extension = split_extension(name).1.unwrap_or_default();
    DRAWN.iter().any(|drawn| extension.eq_ignore_ascii_case(drawn))
}

/// A language as the arguments of Typst's `text`; empty for one that it does not know.
fn language(tag: &str) -> String {
    match language_of(tag) {
        Some((lang, Some(region))) => format!("lang: \"{lang}\", region: \"{region}\""),
        Some((lang, None)) => format!("lang: \"{lang}\""),
        None => String::new(),
    }
}

/// The language and the region of a tag, as Typst knows them.
fn language_of(tag: &str) -> Option<(String, Option<String>)> {
    let mut parts = tag.split('-');
    let is_code = |part: &str, lengths: Range<usize>| {
        lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic())
    };
    let lang = parts.next().filter(|part| is_code(part, 2..4))?.to_ascii_lowercase();
    let region = parts.find(|part| is_code(part, 2..3)).map(str::to_ascii_uppercase);
    Some((lang, region))
}
