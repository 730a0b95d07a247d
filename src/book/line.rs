//! A line of Markdown outside the chapters.

use std::sync::Arc;

use super::advice::{Advisor, Lookups, Place};
use super::{Book, ChapterId, Destination, options};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::document::{self, Document};

/// A line of Markdown in `book.toml`, such as the footer. Its paths start in `content/`.
#[derive(Debug)]
pub struct FooterLine {
    /// The line, parsed.
    pub document: Document,
    /// Where its references lead, in the same order.
    pub destinations: Vec<Destination>,
    problems: Vec<Diagnostic>,
}

impl FooterLine {
    /// Parses a line and resolves its references.
    pub fn new(book: &Book, config: &Config, markdown: &str) -> Self {
        let text = Text::new("book.toml", markdown);
        let document = document::parse(&text, 0, &options(config, config.book.language.clone()));
        let mut problems = document.diagnostics.clone();
        let lookups = Lookups::default();
        let advisor = Advisor::new(book, &lookups).at(Place::Settings);
        let mut destination = |reference: &document::Reference| {
            book.find(ChapterId::HOME, reference, &advisor).unwrap_or_else(|advice| {
                problems.extend(advice.map(|problem| problem.at(&text, reference.span)));
                Destination::Broken
            })
        };
        let destinations = document.references.iter().map(&mut destination).collect();
        Self { document, destinations, problems }
    }

    /// What is wrong with the line, at its place in `book.toml`.
    pub fn problems(&self, book_toml: &Arc<Text>) -> impl Iterator<Item = Diagnostic> {
        self.problems.iter().cloned().map(|problem| {
            // However the string is quoted, a reference usually appears in it literally.
            let written = problem.location.as_ref().map_or("", |(text, span)| text.slice(*span));
            let span = book_toml.find(written);
            problem.at(book_toml, span)
        })
    }
}
