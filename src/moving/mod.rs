//! Changes to the numbers of a guide: a chapter and all below it get other numbers, a new chapter
//! comes between others, a chapter is removed; and every reference follows.
//!
//! A change is planned as a whole. Then the guide is read in memory as it would become. Only if
//! every link still leads to the same place are files changed: all of them, or none.

mod bytes;
mod diff;
mod effect;
mod front_matter;
mod journal;
mod links;
mod mentions;
mod numbers;
mod paths;
mod pictures;
mod planner;
mod removal;
mod transaction;
mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use bytes::Bytes;
pub use diff::{of_file as diff_of_file, of_removed as diff_of_removed, unified as diff};
pub use effect::{Effect, NewText};
pub use numbers::To;
pub use transaction::{Claim, is_cut_off, recover};

use self::numbers::Renumbering;
use self::paths::Paths;
use self::planner::{Made, Planner};
use self::removal::Removal;
use crate::book::ChapterId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::messages::message;
use crate::new;
use crate::new::layout::Layout;
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath, PublicationPath};
use crate::rule::Rule;
use crate::workspace::Manuscript;

/// A planned change, a move in most cases, that keeps every link.
#[derive(Debug)]
pub struct Move {
    /// Old and new number and the title of every chapter that moves, in order.
    pub chapters: Vec<(Number, Number, String)>,
    /// The files and folders that get another path, old to new.
    pub renames: BTreeMap<ContentPath, ContentPath>,
    /// The files that change or get another path, by their new paths.
    pub files: BTreeMap<GuidePath, Change>,
    /// The chapter that is made.
    pub made: Option<GuidePath>,
    /// The chapters that are removed.
    pub removed: Vec<Removed>,
    /// The pictures that only removed chapters use, which may be removed too.
    pub spare_pictures: BTreeSet<GuidePath>,
    /// Those that are removed too, and what they hold.
    pub removed_pictures: BTreeMap<GuidePath, Vec<u8>>,
    /// Whether references to removed chapters stay, and lead nowhere.
    pub leaves_references: bool,
    /// What the editor has to look at.
    pub notes: Vec<Diagnostic>,
}

/// A chapter that is removed.
#[derive(Debug, Clone)]
pub struct Removed {
    id: ChapterId,
    /// Its number, if it has one.
    pub number: Option<Number>,
    /// Its title.
    pub title: String,
    /// Its file; a folder without a text has none.
    pub path: Option<ContentPath>,
    /// The whole text of that file.
    pub text: String,
    /// The address that its page had, and the chapter to which that leads now.
    pub address: (PublicationPath, Option<String>),
}

/// What happens to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path before the move, unless it is new.
    pub old_path: Option<GuidePath>,
    /// Its text before and after, if that changes.
    pub text: Option<(String, String)>,
}

/// Reads the guide in `root`, to plan a change of it. What `known` has parsed and is on disk still
/// is not parsed again.
///
/// # Errors
/// A guide that another command is changing, or that cannot be read.
pub fn read(root: &Path, known: Option<&Manuscript>) -> Result<Manuscript, Vec<Diagnostic>> {
    if is_cut_off(root) {
        return Err(Diagnostic::error(message!("move-under-way"))
            .help(message!("move-under-way", "help"))
            .into());
    }
    Manuscript::read_to_change(root, known)
}

/// Plans a move.
///
/// # Errors
/// The reason why the move cannot be made; chapters with the same number or address.
pub fn plan(manuscript: &Manuscript, from: &Number, to: &To) -> Result<Move, Vec<Diagnostic>> {
    refuse_contradictions(manuscript)?;
    let layout = Layout::of(manuscript);
    let renumbering = Renumbering::plan(&layout, from, to)?;
    Planner::new(manuscript, &renumbering, &Paths::new(manuscript, &layout, &renumbering)).plan()
}

/// Where a new chapter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Insertion {
    /// To a number that is free.
    At(Number),
    /// Before the chapter of this number, which shifts to make room, and so do those after it.
    Before(Number),
}

/// Plans a new chapter.
///
/// # Errors
/// A number that is taken, a file that exists.
pub fn plan_new(
    manuscript: &Manuscript,
    place: &Insertion,
    title: &str,
) -> Result<Move, Vec<Diagnostic>> {
    let (Insertion::At(number) | Insertion::Before(number)) = place;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Diagnostic::error(message!("new-without-title"))
            .help(message!("new-without-title", "help", number = number.to_string()))
            .into());
    }
    let layout = Layout::of(manuscript);
    let renumbering = match place {
        Insertion::At(number) => {
            refuse_taken(manuscript, &layout, number)?;
            Renumbering::default()
        }
        Insertion::Before(next) => {
            refuse_contradictions(manuscript)?;
            Renumbering::make_room(&layout, next)?
        }
    };
    let number = layout.as_written(number);
    let paths = Paths::new(manuscript, &layout, &renumbering);
    let made =
        Made { path: paths.of_new(&number, &title), text: new::front_matter(&title), number };
    let content = &manuscript.content;
    let holds = |path: &ContentPath| {
        content.files.contains(path) || content.sources.iter().any(|source| source.path == *path)
    };
    if holds(&made.path) && paths.new_path(&made.path) == made.path {
        let path = made.path.in_guide().below(&manuscript.root).display().to_string();
        return Err(Diagnostic::error(message!("new-exists", path = path))
            .help(message!("new-exists", "help"))
            .into());
    }
    Planner { made: Some(&made), ..Planner::new(manuscript, &renumbering, &paths) }.plan()
}

/// A number belongs to one chapter.
fn refuse_taken(
    manuscript: &Manuscript,
    layout: &Layout,
    number: &Number,
) -> Result<(), Diagnostic> {
    let Some(id) = manuscript.book.by_number(number) else { return Ok(()) };
    let chapter = &manuscript.book[id];
    let Some(source) = &chapter.source else { return Ok(()) };
    let taken = number.to_string();
    let help = match new::next_free(layout, number).map(|free| free.to_string()) {
        Some(free) => {
            message!("new-number-taken", "free", free = free, number = taken.as_str())
        }
        None => message!("new-number-taken", "help", number = taken.as_str()),
    };
    let (title, path) = (chapter.title.as_str(), source.text.path.as_str());
    let message = message!("new-number-taken", number = taken, title = title, path = path);
    Err(Diagnostic::error(message).help(help))
}

/// How a chapter is removed.
#[derive(Debug, Clone, Default)]
pub struct RemoveOptions {
    /// Whether the chapters below it are removed too.
    pub with_children: bool,
    /// The chapter to which its address and all references to it lead from now on: its number or
    /// name. Without it the address leads to the chapter above.
    pub redirect_to: Option<String>,
    /// Whether its address is given up.
    pub without_redirect: bool,
    /// Whether pictures that nothing else uses are removed too.
    pub with_pictures: bool,
    /// Whether it is removed although others refer to it.
    pub anyway: bool,
}

/// Plans the removal of a chapter, by its number or its name.
///
/// # Errors
/// A chapter that does not exist; chapters below it, and references to it, unless the options say
/// what becomes of them.
pub fn plan_removal(
    manuscript: &Manuscript,
    chapter: &str,
    options: &RemoveOptions,
) -> Result<Move, Vec<Diagnostic>> {
    refuse_contradictions(manuscript)?;
    let removal = Removal::plan(manuscript, chapter, options)?;
    let layout = Layout::of(manuscript);
    let renumbering = Renumbering::default();
    let paths = Paths::new(manuscript, &layout, &renumbering);
    Planner { removal: Some(&removal), ..Planner::new(manuscript, &renumbering, &paths) }.plan()
}

/// Broken links do not matter, but no two chapters may share a number or an address.
fn refuse_contradictions(manuscript: &Manuscript) -> Result<(), Vec<Diagnostic>> {
    let obstacles = contradictions(manuscript);
    if obstacles.is_empty() { Ok(()) } else { Err(obstacles) }
}

/// The errors about chapters that share a number or an address.
fn contradictions(manuscript: &Manuscript) -> Vec<Diagnostic> {
    manuscript.diagnostics.iter().filter(|problem| is_contradiction(problem)).cloned().collect()
}

fn is_contradiction(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
        && problem.rule.is_none_or(|rule| {
            matches!(rule, Rule::DuplicateNumber | Rule::DuplicatePage | Rule::NumberAndFolder)
        })
}
