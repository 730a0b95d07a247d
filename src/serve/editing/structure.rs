//! New chapters, other numbers, titles and drafts: what would change, and the change itself. They
//! are those of `new`, `move` and `remove` in the terminal.

use serde::{Deserialize, Serialize};

use super::Editing;
use super::fields::{self, Value};
use super::images;
use super::journal::FileChange;
use crate::book::{self, Book, ChapterId};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::editions::page_of;
use crate::guide::Guide;
use crate::messages::message;
use crate::moving::{self, Effect, Insertion, Move, RemoveOptions, To};
use crate::number::{Number, NumberError};
use crate::paths::{ContentPath, GuidePath, PublicationPath};
use crate::serve::problems::Problem;
use crate::source::Source;
use crate::span::split_at_char;
use crate::workspace::Manuscript;

/// How many files are shown with what changes in them, and how many characters of each.
const SHOWN: usize = 200;
const LONGEST_DIFF: usize = 20_000;

/// How many notes are shown.
const MOST_NOTES: usize = 200;

/// How many chapters are named in a sentence.
const NAMED: usize = 5;

/// A change, and whether it is made or only shown.
#[derive(Debug, Clone, Deserialize)]
pub struct StructureRequest {
    /// What changes.
    #[serde(flatten)]
    pub change: StructureChange,
    /// Whether it is made.
    #[serde(default)]
    pub apply: bool,
}

/// A change of chapters, as a browser asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum StructureChange {
    /// A new chapter. With `insert_before` it takes the place of another, and those from there on
    /// make room.
    New {
        number: String,
        title: String,
        #[serde(default)]
        insert_before: bool,
    },
    /// A chapter, and all below it, gets another number, which is free.
    Move { from: String, to: String },
    /// A chapter comes before another; others make room.
    Insert { from: String, before: String },
    /// A chapter is removed.
    Remove {
        chapter: String,
        #[serde(default)]
        with_children: bool,
        #[serde(default)]
        redirect_to: Option<String>,
        /// And the pictures that nothing else uses.
        #[serde(default)]
        with_pictures: bool,
        /// Although others refer to it.
        #[serde(default)]
        anyway: bool,
    },
    /// A chapter gets another title.
    Title { file: String, title: String },
    /// A chapter is a draft from now on, or no longer.
    Draft { file: String, draft: bool },
}

/// What a change does, or has done.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    chapters: Vec<Renumbered>,
    files: Vec<ChangedFile>,
    removed: Vec<RemovedChapter>,
    /// The pictures that only removed chapters use.
    spare_pictures: Vec<GuidePath>,
    /// Those that are removed too.
    removed_pictures: Vec<GuidePath>,
    notes: Vec<Problem>,
    /// What it breaks, in words: it had better not be made.
    breaks: Option<String>,
    /// What it is called, also where it can be undone.
    pub label: String,
    /// Where to go when it is made; nowhere while errors in the guide keep its pages as they were.
    pub page: Option<PublicationPath>,
    /// The file to go to then, if it is one.
    pub file: Option<GuidePath>,
}

impl Outcome {
    /// Adds what the writer should know.
    pub fn add_note(&mut self, note: Option<String>) {
        let notes = note.map(|note| Problem::new(&Diagnostic::warning(note)));
        self.notes.extend(notes);
    }
}

/// A chapter that gets another number.
#[derive(Debug, Serialize)]
struct Renumbered {
    from: String,
    to: String,
    title: String,
}

/// A file that changes.
#[derive(Debug, Serialize)]
struct ChangedFile {
    path: GuidePath,
    /// Where it was; nowhere if it is new.
    old_path: Option<GuidePath>,
    /// What changes in it, as git shows it; of many files, none.
    diff: Option<String>,
}

/// A chapter that is removed.
#[derive(Debug, Serialize)]
struct RemovedChapter {
    number: Option<String>,
    title: String,
    path: Option<GuidePath>,
    page: PublicationPath,
    /// The chapter to which its address leads from now on.
    leads_to: Option<String>,
}

/// A change that can be made.
#[derive(Debug)]
pub struct Plan {
    /// What a browser is told of it.
    pub outcome: Outcome,
    /// What it does to files.
    pub work: Work,
    goes_to: Aim,
}

/// What a change does to files.
#[derive(Debug)]
pub enum Work {
    /// Nothing: all is so already.
    Nothing,
    /// Chapters get other numbers, are made or are removed.
    Chapters(Effect),
    /// One text changes.
    Text(FileChange),
}

/// The chapter to go to after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Aim {
    /// That of a file, or else the one above a number.
    File(ContentPath, Option<Number>),
    /// That of a number, or else the one above.
    Number(Number),
    /// That of a name.
    Name(String),
}

impl Plan {
    /// The file to go to.
    pub fn file(&self) -> Option<GuidePath> {
        match &self.goes_to {
            Aim::File(path, _) => Some(path.in_guide()),
            _ => None,
        }
    }

    /// The page to go to in the guide as it became.
    pub fn page(&self, guide: &Guide) -> PublicationPath {
        let book = &guide.book;
        let above = |number: &Number| {
            let numbers = std::iter::once(number.clone()).chain(number.ancestors());
            numbers.into_iter().find_map(|number| book.by_number(&number))
        };
        let found = match &self.goes_to {
            Aim::File(path, number) => {
                book.by_path(path).or_else(|| above(&number.as_ref()?.parent()?))
            }
            Aim::Number(number) => above(number),
            Aim::Name(name) => chapter_named(book, name),
        };
        page_of(&book[found.unwrap_or(ChapterId::HOME)])
    }
}

/// Plans a change. The files are read as they are now, and parsed only where the preview does not
/// know them.
///
/// # Errors
/// Why it cannot be made, the most important first.
pub fn plan(editing: &Editing, request: &StructureRequest) -> Result<Plan, Vec<Diagnostic>> {
    let guide = editing.preview.version().guide.clone();
    let guide = guide.as_deref();
    let mut planned = planned(editing, request).map_err(|mut problems| {
        let help = guide.and_then(|guide| advice(&guide.book, request));
        if let (Some(first), Some(help)) = (problems.first_mut(), help) {
            first.help = Some(help);
        }
        problems
    })?;
    if let Some(guide) = guide {
        let broken = broken(&guide.book, &request.change);
        planned.outcome.breaks = breakage(&broken, &request.change);
        if matches!(request.change, StructureChange::Draft { .. }) {
            let notes = broken.into_iter().take(MOST_NOTES);
            planned.outcome.notes = notes.map(|(problem, _)| Problem::new(&problem)).collect();
        }
    }
    Ok(planned)
}

/// The references of what is published that lead nowhere after a change, each with what the chapter
/// is called that it stands in.
fn broken(book: &Book, change: &StructureChange) -> Vec<(Diagnostic, String)> {
    let gone: Vec<ChapterId> = match change {
        StructureChange::Draft { file, draft: true } => {
            let path = images::chapter(file).ok();
            path.and_then(|path| book.by_path(&path)).into_iter().collect()
        }
        StructureChange::Remove { chapter, redirect_to, .. }
            if redirect_to.as_ref().is_none_or(|name| name.trim().is_empty()) =>
        {
            let gone = chapter_named(book, chapter);
            let below = |id: &ChapterId| gone.is_some_and(|gone| is_below(book, *id, gone));
            book.iter().map(|(id, _)| id).filter(below).collect()
        }
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for &id in &gone {
        let published = book.references_to(id).filter(|(from, _)| !from.front_matter.draft);
        for (source, span) in published {
            let from = book.by_path(&source.path);
            let Some(from) = from.filter(|from| !gone.contains(from)) else { continue };
            let message = message!("leads-to-removed", chapter = book[id].label());
            found.push((Diagnostic::error(message).at(&source.text, span), book[from].label()));
        }
    }
    found
}

/// What broken references come to, in words.
fn breakage(broken: &[(Diagnostic, String)], change: &StructureChange) -> Option<String> {
    let mut chapters: Vec<&str> = broken.iter().map(|(_, chapter)| chapter.as_str()).collect();
    chapters.dedup();
    let more = chapters.len() > NAMED;
    let named = chapters.iter().take(NAMED).copied().chain(more.then_some("…"));
    let (count, named) = (broken.len(), named.collect::<Vec<_>>().join("; "));
    match change {
        _ if count == 0 => None,
        StructureChange::Draft { .. } => {
            Some(message!("structure-breaks", "draft", count = count, chapters = named))
        }
        _ => Some(message!("structure-breaks", count = count, chapters = named)),
    }
}

fn planned(editing: &Editing, request: &StructureRequest) -> Result<Plan, Vec<Diagnostic>> {
    let StructureRequest { change, apply } = request;
    let read = || {
        let known = editing.preview.with_manuscript(Manuscript::clone);
        moving::read(&editing.root, known.as_ref())
    };
    match change {
        StructureChange::New { number, title, insert_before } => {
            let number = read_number(number)?;
            let place = if *insert_before {
                Insertion::Before(number.clone())
            } else {
                Insertion::At(number.clone())
            };
            moving::plan_new(&read()?, &place, title).map(|planned| {
                let label = message!("step-new", title = title.trim());
                let path = planned.made.as_ref().and_then(GuidePath::in_content);
                let aim =
                    path.map_or(Aim::Number(number.clone()), |path| Aim::File(path, Some(number)));
                of_move(&planned, label, aim)
            })
        }
        StructureChange::Move { from, to } => {
            let (from, to) = (read_number(from)?, read_number(to)?);
            moving::plan(&read()?, &from, &To::Number(to)).map(|planned| moved(&planned, &from))
        }
        StructureChange::Insert { from, before } => {
            let (from, before) = (read_number(from)?, read_number(before)?);
            moving::plan(&read()?, &from, &To::Before(before)).map(|planned| moved(&planned, &from))
        }
        StructureChange::Remove { chapter, with_children, redirect_to, with_pictures, anyway } => {
            let redirect_to = redirect_to.clone().filter(|name| !name.trim().is_empty());
            let options = RemoveOptions {
                with_children: *with_children,
                redirect_to: redirect_to.clone(),
                without_redirect: false,
                with_pictures: *with_pictures,
                // What refers to it is shown with the plan.
                anyway: *anyway || !apply,
            };
            moving::plan_removal(&read()?, chapter, &options).map(|planned| {
                let title = planned.removed.first().map_or("", |removed| removed.title.as_str());
                let number = planned.removed.first().and_then(|removed| removed.number.clone());
                let aim = match (redirect_to, number.and_then(|number| number.parent())) {
                    (Some(name), _) => Aim::Name(name),
                    (None, Some(above)) => Aim::Number(above),
                    (None, None) => Aim::Name("index".to_owned()),
                };
                let label = message!("step-remove-chapter", title = title);
                of_move(&planned, label, aim)
            })
        }
        StructureChange::Title { file, title } => {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            if title.is_empty() {
                return Err(Diagnostic::error(message!("new-without-title"))
                    .help(message!("structure-untitled"))
                    .into());
            }
            let label = message!("step-title", title = title.as_str());
            set_field(editing, file, "title", Value::Text(title), label)
        }
        StructureChange::Draft { file, draft } => {
            let title = editing.preview.label_of(&images::chapter(file)?);
            let label = if *draft {
                message!("step-draft-on", title = title)
            } else {
                message!("step-draft-off", title = title)
            };
            set_field(editing, file, "draft", Value::Flag(*draft), label)
        }
    }
}

fn read_number(written: &str) -> Result<Number, Diagnostic> {
    written.trim().parse().map_err(|reason: NumberError| {
        let reason = reason.to_string();
        Diagnostic::error(message!("structure-no-number", number = written, reason = reason))
            .help(message!("structure-no-number", "help"))
    })
}

fn moved(planned: &Move, from: &Number) -> Plan {
    let own = planned.chapters.iter().find(|(old, ..)| old == from);
    let to = own.map_or(from, |(_, to, _)| to);
    let (old, new) = (from.to_string(), to.to_string());
    let label = message!("step-renumber", old = old, new = new);
    of_move(planned, label, Aim::Number(to.clone()))
}

fn of_move(planned: &Move, label: String, goes_to: Aim) -> Plan {
    let chapters = planned.chapters.iter().map(|(from, to, title)| Renumbered {
        from: from.to_string(),
        to: to.to_string(),
        title: title.clone(),
    });
    let changed = planned.files.iter().enumerate().map(|(at, (path, change))| ChangedFile {
        path: path.clone(),
        old_path: change.old_path.clone(),
        diff: (at < SHOWN).then(|| shortened(&moving::diff_of_file(path, change))),
    });
    let removed = planned.removed.iter().map(|chapter| RemovedChapter {
        number: chapter.number.as_ref().map(ToString::to_string),
        title: chapter.title.clone(),
        path: chapter.path.as_ref().map(ContentPath::in_guide),
        page: chapter.address.0.clone(),
        leads_to: chapter.address.1.clone(),
    });
    let outcome = Outcome {
        chapters: chapters.collect(),
        files: changed.collect(),
        removed: removed.collect(),
        spare_pictures: planned.spare_pictures.iter().cloned().collect(),
        removed_pictures: planned.removed_pictures.keys().cloned().collect(),
        notes: planned.notes.iter().take(MOST_NOTES).map(Problem::new).collect(),
        label,
        ..Outcome::default()
    };
    Plan { outcome, work: Work::Chapters(planned.effect()), goes_to }
}

fn shortened(diff: &str) -> String {
    match split_at_char(diff, LONGEST_DIFF) {
        (whole, "") => whole.to_owned(),
        (start, _) => format!("{start}…\n"),
    }
}

/// Sets one field of a chapter.
fn set_field(
    editing: &Editing,
    file: &str,
    key: &str,
    value: Value,
    label: String,
) -> Result<Plan, Vec<Diagnostic>> {
    let path = images::chapter(file)?;
    if !editing.preview.has_chapter(&path) {
        return Err(images::no_chapter(file).into());
    }
    let root = editing.open()?;
    let in_guide = path.in_guide();
    let bytes = root.read(&in_guide).map_err(Diagnostic::from)?;
    let before = String::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(message!("chapter-not-utf8", encoding = "other"))
            .help(message!("chapter-not-utf8", "help"))
    })?;
    let source = Source::read(&path, in_guide.as_str(), before.as_bytes()).into();
    let config = Config::default();
    let (source, document) = book::parse(&[source], &config, None).remove(0);
    let exact = Text::new(in_guide.as_str(), before.as_str());
    let values = [(key.to_owned(), value)].into();
    let set = fields::set(&source, &document, &exact, &values);
    let edits = set.map_err(|unread| match unread {
        fields::Unread::FrontMatter => Diagnostic::error(message!("edit-front-matter"))
            .help(message!("edit-front-matter", "help")),
        fields::Unread::Field(field) => fields::unread(field),
    })?;
    let name = if source.is_index() { path.folder() } else { path.clone() };
    let number = Number::split_name(name.stem()).map(|(number, _)| number);
    let goes_to = Aim::File(path, number);
    let after = edits.apply(&exact);
    if after == before {
        let outcome = Outcome { label, ..Outcome::default() };
        let work = Work::Nothing;
        return Ok(Plan { outcome, work, goes_to });
    }
    let (old, new) = (before.clone(), after.clone());
    let change = moving::Change { old_path: Some(in_guide.clone()), text: Some((old, new)) };
    let diff = Some(shortened(&moving::diff_of_file(&in_guide, &change)));
    let file = ChangedFile { path: in_guide.clone(), old_path: Some(in_guide.clone()), diff };
    let outcome = Outcome { files: vec![file], label, ..Outcome::default() };
    let (before, after) = (Some(before.into_bytes()), Some(after.into_bytes()));
    let work = Work::Text(FileChange { path: in_guide, before, after });
    Ok(Plan { outcome, work, goes_to })
}

/// What to do about a refusal, where the terminal has commands for it.
fn advice(book: &Book, request: &StructureRequest) -> Option<String> {
    let taken = |number: &str| {
        let number: Number = number.trim().parse().ok()?;
        book.by_number(&number)?;
        let free = std::iter::successors(number.sibling(1), |number| number.sibling(1))
            .find(|number| book.by_number(number).is_none())?;
        Some(message!("structure-number-taken", free = free.to_string()))
    };
    match &request.change {
        StructureChange::New { title, .. } if title.trim().is_empty() => {
            Some(message!("structure-untitled"))
        }
        StructureChange::New { number, insert_before: false, .. } => taken(number),
        StructureChange::Move { from, to } if from.trim() != to.trim() => taken(to),
        StructureChange::Remove { chapter, with_children, redirect_to, anyway, .. } => {
            let id = chapter_named(book, chapter)?;
            let is_referred_to = book.iter().any(|(other, _)| {
                is_below(book, other, id)
                    && book[other].backlinks.iter().any(|&from| !is_below(book, from, id))
            });
            if !with_children && !book[id].children.is_empty() {
                Some(message!("structure-has-children"))
            } else if redirect_to.is_none() && !anyway && is_referred_to {
                Some(message!("structure-referred-to"))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// The chapter of a number or a name.
fn chapter_named(book: &Book, name: &str) -> Option<ChapterId> {
    let number: Option<Number> = name.parse().ok();
    number.and_then(|number| book.by_number(&number)).or_else(|| book.by_name(name))
}

/// Whether a chapter is another, or lies below it.
fn is_below(book: &Book, id: ChapterId, above: ChapterId) -> bool {
    std::iter::successors(Some(id), |&id| book[id].parent).any(|id| id == above)
}
