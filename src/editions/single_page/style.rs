//! The style sheet of the page: paper, margins, running heads.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::embed;
use super::rendering::id;
use crate::book::ChapterId;
use crate::config::Paper;
use crate::diagnostic::Diagnostic;
use crate::editions::selection::{Selection, Start};
use crate::editions::shared::{author_style, banner, printed_title};
use crate::guide::Guide;

/// The paper for the template, in millimetres.
#[derive(Debug, Serialize)]
struct PaperData {
    width: f32,
    height: f32,
    top: f32,
    bottom: f32,
    /// Towards the spine.
    inner: f32,
    outer: f32,
    two_sided: bool,
    /// Whether it is smaller than most books, so that it needs smaller type.
    small: bool,
}

impl PaperData {
    fn new(paper: Paper, two_sided: bool) -> Self {
        let Paper { width, height } = paper;
        let part = |length: f32, share: f32| (length * share).round();
        let (inner, outer) = if two_sided {
            (part(width, 0.13), part(width, 0.17))
        } else {
            (part(width, 0.15), part(width, 0.15))
        };
        Self {
            width,
            height,
            top: part(height, 0.085),
            bottom: part(height, 0.08),
            inner,
            outer,
            two_sided,
            small: width < 170.0,
        }
    }
}

/// Pages that share a running head, for engines that cannot take it from the text.
#[derive(Debug, Serialize)]
struct Run {
    /// The name of the pages.
    page: String,
    part: String,
    chapter: String,
    /// The selectors of the chapters on them.
    chapters: Vec<String>,
}

/// The style sheet.
///
/// # Errors
/// A template that refers to an unknown value.
pub fn render(guide: &Guide, selection: &Selection) -> Result<String, Diagnostic> {
    let print = &guide.config.print;
    let strings = &guide.theme.strings;
    let mut context = Context::new();
    context.insert("paper", &PaperData::new(print.paper, print.two_sided));
    context.insert("runs", &runs(guide, selection));
    context.insert("page_words", &string(&strings.fill("page_n", &[("n", "")])));
    // Engines for paged media lack `light-dark()`.
    let accent = guide.config.theme.accents(guide.theme.pages).map(|(light, _)| light.to_string());
    context.insert("accent", &accent);
    let cover = banner(guide, ChapterId::HOME).map(|image| embed::file(guide, &image.src));
    context.insert("cover", &cover);
    let of_authors = author_styles(guide, selection);
    Ok(guide.theme.render("print.css", context)? + &of_authors)
}

/// The inline styles of authors, each once: equal ones have equal classes.
fn author_styles(guide: &Guide, selection: &Selection) -> String {
    let chapters = selection.chapters().iter();
    let styles: BTreeMap<&String, &String> =
        chapters.flat_map(|&id| &guide.book[id].document.styles).collect();
    author_style(styles)
}

/// A chapter that begins below another shares its pages.
fn runs(guide: &Guide, selection: &Selection) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &chapter in selection.chapters() {
        let selector = selector(&id(guide, chapter, None));
        match runs.last_mut() {
            Some(run) if selection.start(chapter) == Some(Start::Below) => {
                run.chapters.push(selector);
            }
            _ => runs.push(Run {
                page: format!("run-{}", runs.len() + 1),
                part: string(&part_label(guide, chapter)),
                chapter: string(&label(guide, chapter)),
                chapters: vec![selector],
            }),
        }
    }
    runs
}

fn label(guide: &Guide, id: ChapterId) -> String {
    let title = printed_title(guide, id);
    match guide.book[id].number_text() {
        Some(number) => format!("{number} {title}"),
        None => title.to_owned(),
    }
}

/// The label of the part that a chapter is in; its own if it is in none.
fn part_label(guide: &Guide, id: ChapterId) -> String {
    let above = guide.book.breadcrumb(id).into_iter().find(|&above| above != ChapterId::HOME);
    label(guide, above.unwrap_or(id))
}

/// Text escaped for a CSS string, which may be in a style element.
fn string(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' => escaped.push_str(&format!("\\{:x} ", u32::from(c))),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The selector of an identifier. Browsers look up this form; they would compare an attribute
/// selector with every element.
fn selector(id: &str) -> String {
    let mut escaped = String::from("#");
    for (index, c) in id.chars().enumerate() {
        match c {
            '0'..='9' if index == 0 => escaped.push_str(&format!("\\{:x} ", u32::from(c))),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => escaped.push(c),
            '-' if index > 0 => escaped.push(c),
            c => escaped.extend(['\\', c]),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_selected() {
        assert_eq!(selector("2.4.8"), "#\\32 \\.4\\.8");
        assert_eq!(selector("voorwoord-2"), "#voorwoord-2");
    }

    #[test]
    fn titles_cannot_end_a_string_or_an_element() {
        assert_eq!(string("a \"b\" \\ </style>\n"), "a \\22 b\\22  \\5c  \\3c /style> ");
    }
}
