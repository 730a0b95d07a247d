//! Renumbering: a chapter and all chapters below it get other numbers, and every reference to them
//! follows.
//!
//! A move is planned as a whole. Then the guide is read in memory as it would become. Only if every
//! link still leads to the same place are files changed: all of them, or none.

mod diff;
mod front_matter;
mod journal;
mod links;
mod mentions;
mod numbers;
mod paths;
mod planner;
mod transaction;
mod verify;

use std::collections::BTreeMap;
use std::path::Path;

pub use diff::unified as diff;
pub use numbers::To;
pub use transaction::{is_cut_off, make, recover};

use self::numbers::Renumbering;
use self::paths::Paths;
use self::planner::Planner;
use crate::diagnostic::{Diagnostic, Severity};
use crate::new::layout::Layout;
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath};
use crate::rule::Rule;
use crate::workspace::Manuscript;

/// A planned move that keeps every link.
#[derive(Debug)]
pub struct Move {
    /// Old and new number and the title of every chapter that moves, in order.
    pub chapters: Vec<(Number, Number, String)>,
    /// The files and folders that get another path, old to new.
    pub renames: BTreeMap<ContentPath, ContentPath>,
    /// The files that change or get another path, by their new paths.
    pub files: BTreeMap<GuidePath, Change>,
    /// What the editor has to look at.
    pub notes: Vec<Diagnostic>,
}

/// What happens to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path before the move, unless it is new.
    pub old_path: Option<GuidePath>,
    /// Its text before and after, if that changes.
    pub text: Option<(String, String)>,
}

/// Plans a move in the guide in `root`.
///
/// # Errors
/// The reason why the move cannot be made; chapters with the same number or address.
pub fn plan(root: &Path, from: &Number, to: &To) -> Result<Move, Vec<Diagnostic>> {
    if is_cut_off(root) {
        return Err(Diagnostic::error("a move of this guide was cut off, or is being made")
            .help("wait until it is made; if it was cut off, `wijkengids check` undoes it")
            .into());
    }
    let manuscript = Manuscript::read_to_change(root)?;
    refuse_contradictions(&manuscript)?;
    let layout = Layout::of(&manuscript);
    let renumbering = Renumbering::plan(&layout, from, to)?;
    let paths = Paths::new(&manuscript, &layout, &renumbering);
    let planner = Planner { manuscript: &manuscript, renumbering: &renumbering, paths: &paths };
    planner.plan()
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
