//! Finds what is wrong with a guide or could be better. Each family of rules has a small file.
//!
//! Most of what makes a build impossible is found while a guide is read; the rules here look at
//! what was read. Each is a pure function: from a chapter or a guide to what it finds.

mod external;
mod headings;
mod images;
mod language;
mod lessons;
mod links;
mod numbering;
pub mod report;
mod tables;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::book::{Book, Chapter, ChapterId};
use crate::config::Config;
use crate::diagnostic::exemption;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::document::Document;
use crate::panics::{self, Action};
use crate::rule::{Level, Rule};
use crate::source::Source;
use crate::span::Span;
use crate::workspace::Manuscript;

/// How a guide is checked.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Whether drafts are part of it.
    pub drafts: bool,
    /// Whether other sites are asked if the addresses that lead there exist.
    pub external: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// A chapter as the rules see it.
struct CheckedChapter<'a> {
    source: &'a Source,
    document: &'a Document,
    /// The language it is written in.
    language: &'a str,
}

impl CheckedChapter<'_> {
    /// A diagnostic at the part of a span on its first line.
    fn at(&self, diagnostic: Diagnostic, span: Span) -> Diagnostic {
        diagnostic.at(&self.source.text, self.source.text.first_line(span))
    }
}

/// Checks the guide in `root`: all that is found, by file and place.
pub fn check(root: &Path, checks: &Checks) -> Vec<Diagnostic> {
    let manuscript = match Manuscript::read(root, checks.drafts) {
        Ok(manuscript) => manuscript,
        Err(problems) => return problems,
    };
    let mut found = Vec::new();
    for (source, document) in &manuscript.chapters {
        found.extend(look_at(source, document, &manuscript.book, &manuscript.config));
    }
    numbering::gaps(&manuscript, &mut found);
    headings::titles(&manuscript, &mut found);
    images::unused(&manuscript, &mut found);
    if checks.external && manuscript.config.check.level(Rule::DeadLink) != Level::Off {
        external::dead(&manuscript, &mut found);
    }
    manuscript.config.check.weigh(&mut found);
    let mut found = together(manuscript.diagnostics, found);
    if checks.strict {
        found.iter_mut().for_each(|problem| problem.severity = Severity::Error);
    }
    diagnostic::sort(&mut found);
    found
}

/// What the rules find in one chapter of a book, with what was found when the book was read.
pub fn with_chapter(
    read: Vec<Diagnostic>,
    book: &Book,
    chapter: ChapterId,
    config: &Config,
) -> Vec<Diagnostic> {
    let Chapter { source: Some(source), document, .. } = &book[chapter] else { return read };
    let mut found = look_at(source, document, book, config);
    config.check.weigh(&mut found);
    let mut found = together(read, found);
    diagnostic::sort(&mut found);
    found
}

/// What was found when a guide was read and what the rules find. What is almost a reference is more
/// than a bracket without its other half.
fn together(read: Vec<Diagnostic>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_link = |problem: &&Diagnostic| problem.rule == Some(Rule::NearMissLink);
    let place =
        |problem: &Diagnostic| problem.position().map(|(file, line, _)| (file.to_owned(), line));
    let references: HashSet<_> = found.iter().filter(is_link).filter_map(place).collect();
    let is_said = |problem: &Diagnostic| {
        is_link(&problem) && place(problem).is_some_and(|place| references.contains(&place))
    };
    found.extend(read.into_iter().filter(|problem| !is_said(problem)));
    found
}

/// What the rules find in a chapter.
fn look_at(source: &Source, document: &Document, book: &Book, config: &Config) -> Vec<Diagnostic> {
    let own = source.front_matter.lang.as_ref();
    let language = own.unwrap_or(&config.book.language);
    let chapter = CheckedChapter { source, document, language };
    let check = || check_chapter(&chapter, book, config);
    panics::guard(Action::Checking, || source.text.path.clone(), check)
        .unwrap_or_else(|fault| fault.at(&source.text, Span::START).into())
}

fn check_chapter(chapter: &CheckedChapter<'_>, book: &Book, config: &Config) -> Vec<Diagnostic> {
    let mut problems = exemption::mistaken(&chapter.source.text);
    let found = &mut problems;
    headings::levels(chapter, found);
    headings::doubled(chapter, found);
    headings::long(chapter, config.check.title_length, found);
    images::without_alt(chapter, found);
    tables::without_header(chapter, found);
    links::without_text(chapter, found);
    links::vague(chapter, found);
    links::almost_references(chapter, book, found);
    lessons::without_text(chapter, found);
    lessons::unknown_themes(chapter, &config.lessons.themes, found);
    language::todo(chapter, found);
    if config.check.level(Rule::LongSentence) != Level::Off {
        language::long_sentences(chapter, config.check.sentence_length, found);
    }
    problems
}

/// A diagnostic about a file as a whole, which may have no text to show.
fn of_file(diagnostic: Diagnostic, path: String) -> Diagnostic {
    let nothing: Arc<diagnostic::Text> = diagnostic::Text::new(path, "");
    diagnostic.at(&nothing, Span::START)
}
