//! `wijkengids move`

use std::ffi::OsString;
use std::path::PathBuf;

use super::{Failed, claim, fail, last, make, number, say, usage};
use crate::diagnostic;
use crate::messages::message;
use crate::moving::{self, Move, To};

/// The name of the command.
const COMMAND: &str = "move";

/// Gives a chapter, and all below it, another number
///
/// Renames files and folders, rewrites every reference and link in the guide, and keeps the old
/// addresses as aliases, so that they redirect. Either all of it happens or nothing. Files are
/// renamed in a way that git follows.
#[derive(clap::Args)]
#[command(override_usage = "wijkengids move [OPTIONS] <FROM> <TO> [DIR]
       wijkengids move [OPTIONS] <FROM> --insert-before <NUMBER> [DIR]")]
#[command(after_help = "Examples:
  wijkengids move 2.4.8 2.5.1
  wijkengids move 2.4.8 --insert-before 2.4.3       those from 2.4.3 on make room
  wijkengids move 2.4 3.1 --dry-run                 show the change as a diff")]
pub struct Arguments {
    /// The number of the chapter
    from: OsString,
    /// Its new number, which must be free; and the folder of the guide [default: .]
    #[arg(value_name = "TO] [DIR", num_args = 0..=2)]
    rest: Vec<OsString>,
    /// Put it before this chapter, and shift the numbers of its siblings
    #[arg(long, value_name = "NUMBER")]
    insert_before: Option<OsString>,
    /// Only show what would change, as a diff that `git apply` understands
    #[arg(long)]
    dry_run: bool,
}

impl Arguments {
    /// The folder of the guide.
    pub fn folder(&self) -> PathBuf {
        let before = usize::from(self.insert_before.is_none());
        self.rest.get(before).map_or(".".into(), PathBuf::from)
    }

    /// The destination and the folder of the guide. The first argument is the number, unless
    /// `--insert-before` gives one.
    fn destination(&self) -> (To, PathBuf) {
        let mut rest = self.rest.iter();
        let to = match &self.insert_before {
            Some(next) => To::Before(number(next, COMMAND)),
            None => match rest.next().map(|word| number(word, COMMAND)) {
                Some(number) => To::Number(number),
                None => usage(COMMAND, message!("move-nowhere"), None),
            },
        };
        (to, last(rest, COMMAND))
    }
}

/// Moves, and reports what changed.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let from = number(&arguments.from, COMMAND);
    let (to, folder) = arguments.destination();
    let claimed = claim(&folder, arguments.dry_run)?;
    let planned = moving::read(&folder, None)
        .and_then(|manuscript| moving::plan(&manuscript, &from, &to))
        .map_err(|problems| fail(&problems))?;
    make(claimed.as_ref(), &planned)?;
    report(&planned, arguments.dry_run);
    diagnostic::print(&planned.notes);
    Ok(())
}

/// Says which numbers changed and how many files.
pub fn report(planned: &Move, dry_run: bool) {
    for (old, new, title) in &planned.chapters {
        say!("{old} → {new} {title}");
    }
    let rewritten = planned.files.values().filter(|change| change.text.is_some()).count();
    let said = message!(
        "moved",
        renames = message!("renames", count = planned.renames.len()),
        rewritten = message!("files-rewritten", count = rewritten)
    );
    say_outcome(&said, dry_run);
}

/// Says what was done, or would be.
pub fn say_outcome(said: &str, dry_run: bool) {
    if dry_run {
        say!("{}", message!("not-yet-changed", planned = said));
    } else {
        say!("{said}");
    }
}
