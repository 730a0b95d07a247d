//! The manuscript of the typeset book: documents as calls of Typst's own elements, and of the
//! functions that the theme's `book.typ` defines for what Typst lacks.
//!
//! What an author wrote only gets into the code as string literals ([`Code`]), so that none of it
//! can run.
//!
//! [`Code`]: crate::editions::typesetter::Code

mod blocks;
mod chapter;
mod data;
mod html;
mod inlines;
mod lengths;
mod notes;
mod tables;
#[cfg(test)]
mod tests;
mod turned;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::editions::selection::{Selection, Start};
use crate::editions::typesetter::{Asset, Mark, Places, Source, about, import};
use crate::guide::Guide;

/// The template that it is written for.
const TEMPLATE: &str = "book.typ";

/// The functions of it that the manuscript calls.
const FUNCTIONS: [&str; 31] = [
    "address-mark",
    "addresses",
    "anchor",
    "book",
    "boxed",
    "brk",
    "chapter",
    "code",
    "definition",
    "exhibit",
    "head-cell",
    "key",
    "legend",
    "lesson",
    "mono",
    "note",
    "note-again",
    "ours",
    "pages",
    "part-contents",
    "picture",
    "prose",
    "quotation",
    "said",
    "section",
    "small",
    "tabular",
    "task",
    "to",
    "turned",
    "unit",
];

/// Writes the manuscript of the chosen chapters.
pub fn write(guide: &Guide, selection: &Selection) -> Source {
    let written: Vec<Written> =
        selection.chapters().par_iter().map(|&id| chapter::write(guide, selection, id)).collect();
    let (import, problems) = import(guide, TEMPLATE, &FUNCTIONS);
    let mut source = Source {
        template: TEMPLATE,
        main: import + "#show: book",
        files: about(guide, selection.latest_change(guide), data::data(guide, selection)),
        places: Places::default(),
        problems,
        targets: targets(guide, selection),
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
        if let Some((text, span)) = chapter::title_place(guide, first) {
            source.places.start(source.main.len(), (text, span));
        }
        source.main.push_str(&chapter::pages(guide, selection, &ids));
        for (_, chapter) in group {
            add(&mut source, chapter);
        }
        source.main.push_str("]\n");
    }
    source
}

fn targets(guide: &Guide, selection: &Selection) -> BTreeMap<String, (String, Option<String>)> {
    let of_chapter = |&id: &ChapterId| {
        let chapter = &guide.book[id];
        let anchors = chapter.document.anchors.iter().map(Some);
        [None].into_iter().chain(anchors).map(move |anchor| {
            let target = (chapter.name.to_string(), anchor.cloned());
            (label(guide, id, anchor.map(String::as_str)), target)
        })
    };
    selection.chapters().iter().flat_map(of_chapter).collect()
}

/// What was written of a chapter.
#[derive(Debug)]
struct Written {
    code: String,
    marks: Vec<Mark>,
    /// The images in it, by path.
    files: BTreeMap<String, Asset>,
    problems: Vec<Diagnostic>,
}

fn add(source: &mut Source, chapter: Written) {
    source.places.add(source.main.len(), chapter.marks);
    source.main.push_str(&chapter.code);
    source.files.extend(chapter.files);
    source.problems.extend(chapter.problems);
}

/// The label of a chapter, or of an anchor in it.
fn label(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let name = &guide.book[id].name;
    match anchor {
        Some(anchor) => format!("ch-{name}:{anchor}"),
        None => format!("ch-{name}"),
    }
}
