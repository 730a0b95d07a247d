//! Reads the guide in memory as it will be after the move, and checks that every link still leads
//! to the same place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::numbers::Renumbering;
use super::{Change, Move, contradictions, is_contradiction};
use crate::book::{ChapterId, Destination};
use crate::config;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::messages::message;
use crate::number::Number;
use crate::paths::ContentPath;
use crate::rule::Rule;
use crate::source::{Content, Folder, Source};
use crate::workspace::Manuscript;

/// The guide after the move.
///
/// # Errors
/// Every link, number or redirect that would change without being asked to.
pub fn verify(
    before: &Manuscript,
    planned: &Move,
    renumbering: &Renumbering,
) -> Result<Manuscript, Vec<Diagnostic>> {
    let paths = NewPaths::of(planned);
    let mut problems = Vec::new();
    check_paths(before, &paths, &mut problems);
    let after = read_again(before, planned, &paths)?;
    check_errors(before, &after, planned, &mut problems);
    let removed = planned.removed.iter().map(|removed| removed.id).collect();
    let twins = twins(before, &after, planned, &paths);
    let comparison = Comparison { before, after: &after, twins, paths, removed, renumbering };
    problems.extend(comparison.lost());
    problems.extend(comparison.changed());
    if problems.is_empty() {
        Ok(after)
    } else {
        problems.insert(
            0,
            Diagnostic::error(message!("would-break")).help(message!("would-break", "help")),
        );
        Err(problems)
    }
}

/// The new paths of files below `content/`, by their old paths.
struct NewPaths(HashMap<ContentPath, ContentPath>);

impl NewPaths {
    fn of(planned: &Move) -> Self {
        let files = planned.files.iter();
        let moved = files.filter_map(|(new, change)| {
            Some((change.old_path.as_ref()?.in_content()?, new.in_content()?))
        });
        Self(moved.collect())
    }

    fn get<'a>(&'a self, path: &'a ContentPath) -> &'a ContentPath {
        self.0.get(path).unwrap_or(path)
    }
}

/// No two files may get the same path.
fn check_paths(before: &Manuscript, paths: &NewPaths, problems: &mut Vec<Diagnostic>) {
    let content = &before.content;
    let mut taken = BTreeSet::new();
    for path in content.sources.iter().map(|source| &source.path).chain(&content.files) {
        let new = paths.get(path).in_guide();
        if !taken.insert(new.as_str().to_lowercase()) {
            let message = message!("would-share-name", path = new.to_string());
            problems.push(Diagnostic::error(message).help(message!("would-share-name", "help")));
        }
    }
}

/// Reads the guide as it will be. Only what changes is read anew.
fn read_again(
    before: &Manuscript,
    planned: &Move,
    paths: &NewPaths,
) -> Result<Manuscript, Vec<Diagnostic>> {
    let read = |path: &ContentPath, text: &str| {
        let shown = format!("{}{}", before.shown, path.in_guide());
        Arc::new(Source::read(path, &shown, text.as_bytes()))
    };
    let removed = planned.removed.iter().filter_map(|chapter| chapter.path.as_ref());
    let removed: BTreeSet<_> = removed.collect();
    let mut sources: Vec<_> = before
        .content
        .sources
        .iter()
        .filter(|source| !removed.contains(&source.path))
        .map(|source| {
            let path = paths.get(&source.path);
            match planned.files.get(&path.in_guide()) {
                Some(Change { text: Some((_, new)), .. }) => read(path, new),
                Some(_) => read(path, &source.text.content),
                None => Arc::clone(source),
            }
        })
        .collect();
    for (path, change) in &planned.files {
        if let Change { old_path: None, text: Some((_, text)) } = change
            && let Some(path) = path.in_content()
        {
            sources.push(read(&path, text));
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let stays = |path: &&ContentPath| !planned.removed_pictures.contains_key(&path.in_guide());
    let files = before.content.files.iter().filter(stays);
    let files = files.map(|path| paths.get(path).clone()).collect();
    let folders = before
        .content
        .folders
        .iter()
        .filter_map(|folder| {
            let path = new_folder(&folder.path, planned);
            let (number, _) = Number::split_name(path.name())?;
            Some(Folder { path, number, title: folder.title.clone() })
        })
        .collect();
    let content = Content { sources, folders, files, ..Content::default() };
    let book_toml = match planned.files.get(config::FILE_NAME) {
        Some(Change { text: Some((_, new)), .. }) => Text::new(&before.book_toml.path, new),
        _ => Arc::clone(&before.book_toml),
    };
    before.with(book_toml, content)
}

/// The new path of a folder, which follows from the nearest renamed folder above it.
fn new_folder(path: &ContentPath, planned: &Move) -> ContentPath {
    let mut above = std::iter::once(path.clone()).chain(path.folders());
    let renamed = above.find_map(|old| path.moved(&old, planned.renames.get(&old)?));
    renamed.unwrap_or_else(|| path.clone())
}

/// The move may cause no new errors. Those of `book.toml` do not count: the files it names are
/// looked up on disk, where nothing has moved yet.
fn check_errors(
    before: &Manuscript,
    after: &Manuscript,
    planned: &Move,
    problems: &mut Vec<Diagnostic>,
) {
    // A new chapter may be made in a guide that has them.
    let known: BTreeSet<String> =
        contradictions(before).into_iter().map(|problem| problem.message).collect();
    let new = contradictions(after).into_iter();
    problems.extend(new.filter(|problem| !known.contains(&problem.message)));
    let is_removal = !planned.removed.is_empty();
    let errors = |manuscript: &Manuscript| {
        let is_in_chapter = |problem: &Diagnostic| {
            let place = problem.location.as_ref();
            place.is_some_and(|(text, _)| is_removal || text.path != manuscript.book_toml.path)
        };
        let errors = manuscript.diagnostics.iter().filter(|problem| is_in_chapter(problem));
        let errors = errors.filter(|problem| problem.severity == Severity::Error);
        errors.filter(|problem| !is_contradiction(problem)).cloned().collect::<Vec<_>>()
    };
    let (old, new) = (errors(before), errors(after));
    let is_allowed = |problem: &Diagnostic| {
        let of_reference = [Rule::DanglingReference, Rule::BrokenLink, Rule::BrokenAnchor];
        planned.leaves_references && problem.rule.is_some_and(|rule| of_reference.contains(&rule))
    };
    if is_removal || new.len() > old.len() {
        let known: BTreeSet<&str> = old.iter().map(|problem| problem.message.as_str()).collect();
        problems.extend(
            new.into_iter().filter(|problem| {
                !known.contains(problem.message.as_str()) && !is_allowed(problem)
            }),
        );
    }
}

/// Every chapter before the move, and the same chapter after it.
fn twins(
    before: &Manuscript,
    after: &Manuscript,
    planned: &Move,
    paths: &NewPaths,
) -> BTreeMap<ChapterId, ChapterId> {
    let moved: BTreeMap<_, _> = planned.chapters.iter().map(|(old, new, _)| (old, new)).collect();
    let mut twins = BTreeMap::new();
    for (id, chapter) in before.book.iter() {
        let twin = match (&chapter.source, &chapter.number) {
            (Some(source), _) => after.book.by_path(paths.get(&source.path)),
            (None, Some(number)) => {
                after.book.by_number(moved.get(number).copied().unwrap_or(number))
            }
            (None, None) => Some(ChapterId::HOME),
        };
        twins.extend(twin.map(|twin| (id, twin)));
    }
    twins
}

/// A guide before and after a move, chapter by chapter.
struct Comparison<'a> {
    before: &'a Manuscript,
    after: &'a Manuscript,
    twins: BTreeMap<ChapterId, ChapterId>,
    paths: NewPaths,
    removed: BTreeSet<ChapterId>,
    renumbering: &'a Renumbering,
}

impl Comparison<'_> {
    /// Every chapter is still there, unless it was to be removed.
    fn lost(&self) -> impl Iterator<Item = Diagnostic> {
        let is_lost = |id: &ChapterId| !self.twins.contains_key(id) && !self.removed.contains(id);
        let lost = self.before.book.iter().filter(move |(id, _)| is_lost(id));
        lost.map(|(_, chapter)| {
            Diagnostic::error(message!("would-be-lost", title = chapter.title.as_str()))
        })
    }

    /// The chapters with another number than they should have, and the links that would lead to
    /// another place.
    fn changed(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (old, new) in &self.twins {
            let (was, is) = (&self.before.book[*old], &self.after.book[*new]);
            let title = was.title.as_str();
            let expected = was.number.as_ref().map(|number| self.renumbering.after(number));
            if is.number != expected {
                problems.push(Diagnostic::error(message!("would-be-renumbered", title = title)));
            }
            let links = was.destinations.iter().zip(&is.destinations).enumerate();
            for (at, _) in links.filter(|(_, (a, b))| !self.is_same(a, b)) {
                if let Some(source) = &was.source {
                    let span = was.document.references[at].span;
                    let problem = Diagnostic::error(message!("would-lead-elsewhere"));
                    problems.push(problem.at(&source.text, span));
                }
            }
            if was.destinations.len() != is.destinations.len() {
                problems.push(Diagnostic::error(message!("would-have-other-links", title = title)));
            }
        }
        problems
    }

    /// Whether a link leads to the same place before and after.
    fn is_same(&self, before: &Destination, after: &Destination) -> bool {
        match (before, after) {
            // Its references are reported, or lead to the chapter that takes its place.
            (Destination::Chapter(a, _), _) if self.removed.contains(a) => true,
            (Destination::Chapter(a, at), Destination::Chapter(b, there)) => {
                self.twins.get(a) == Some(b) && at == there
            }
            (Destination::File(a), Destination::File(b)) => self.paths.get(a) == b,
            // A link that was broken may work after the move.
            (Destination::Broken, _) => true,
            (a, b) => a == b,
        }
    }
}
