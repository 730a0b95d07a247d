//! `wijkengids new`

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;

use super::{Failed, claim, fail, last, make, moving as output, number, say, usage};
use crate::messages::message;
use crate::moving::{self, Insertion};
use crate::number::Number;

/// Makes a chapter
///
/// Puts the file where its number belongs, beside its siblings and in their style, with the title
/// in its front matter. A number that is taken is refused, and nothing is ever overwritten. With
/// --insert-before the chapters from that number on make room.
#[derive(clap::Args)]
#[command(override_usage = "wijkengids new [OPTIONS] <NUMBER> <TITLE> [DIR]
       wijkengids new [OPTIONS] --insert-before <NUMBER> <TITLE> [DIR]")]
#[command(after_help = "Examples:
  wijkengids new 2.4.9 \"Wat er nog komt\"
  wijkengids new B \"Begrippen\" gids
  wijkengids new --insert-before 2.4.3 \"Vooraf\"     those from 2.4.3 on make room")]
pub struct Arguments {
    /// The number, such as 2.4.9, or A.1 in an appendix; the title; and the folder of the guide
    /// [default: .]
    #[arg(value_names = ["NUMBER", "TITLE", "DIR"], num_args = 1..=3, required = true)]
    words: Vec<OsString>,
    /// Put it before this chapter, and shift the numbers of that one and those after it
    #[arg(long, value_name = "NUMBER")]
    insert_before: Option<Number>,
    /// Only show what would change, as a diff that `git apply` understands
    #[arg(long)]
    dry_run: bool,
}

impl Arguments {
    /// The folder of the guide.
    pub fn folder(&self) -> PathBuf {
        self.read().2
    }

    /// The place, the title, and the folder of the guide.
    fn read(&self) -> (Insertion, &str, PathBuf) {
        let mut words = self.words.iter();
        let place = match &self.insert_before {
            Some(next) => Insertion::Before(next.clone()),
            None => match words.next().map(|word| number(word, "<NUMBER>")) {
                Some(number) => Insertion::At(number),
                None => usage(ErrorKind::MissingRequiredArgument, "say which number it gets\n"),
            },
        };
        let Some(title) = words.next() else {
            usage(ErrorKind::MissingRequiredArgument, "say what the chapter is called: <TITLE>\n")
        };
        let Some(title) = title.to_str() else {
            usage(ErrorKind::InvalidUtf8, "the title is not UTF-8\n")
        };
        (place, title, last(words))
    }
}

/// Makes the chapter and reports its path.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let (place, title, folder) = arguments.read();
    let claimed = claim(&folder, arguments.dry_run)?;
    let planned = moving::plan_new(&folder, &place, title).map_err(|problems| fail(&problems))?;
    make(claimed.as_ref(), &planned)?;
    if let Some(path) = &planned.made {
        let path = path.below(&folder).display().to_string();
        let said = if arguments.dry_run {
            message!("would-make", path = path)
        } else {
            message!("made", path = path)
        };
        say!("{said}");
    }
    if !planned.chapters.is_empty() {
        output::report(&planned, arguments.dry_run);
    }
    crate::diagnostic::print(&planned.notes);
    Ok(())
}
