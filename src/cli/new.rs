//! `wijkengids new`

use std::ffi::{OsStr, OsString};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::{Failed, claim, fail, last, make, moving as output, number, say, usage};
use crate::messages::message;
use crate::moving::{self, Insertion};
use crate::number::Number;
use crate::system::System;

/// The name of the command.
const COMMAND: &str = "new";

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
    #[arg(value_names = ["NUMBER", "TITLE", "DIR"], num_args = 0..)]
    words: Vec<OsString>,
    /// Put it before this chapter, and shift the numbers of that one and those after it
    #[arg(long, value_name = "NUMBER")]
    insert_before: Option<OsString>,
    /// Only show what would change, as a diff that `git apply` understands
    #[arg(long)]
    dry_run: bool,
}

fn is_number(word: &OsStr) -> bool {
    word.to_str().is_some_and(|word| word.parse::<Number>().is_ok())
}

impl Arguments {
    /// The folder of the guide.
    pub fn folder(&self) -> PathBuf {
        let before = if self.insert_before.is_some() { 1 } else { 2 };
        self.words.get(before).map_or(".".into(), PathBuf::from)
    }

    /// The place, the title, and the folder of the guide.
    fn read(&self) -> (Insertion, &str, PathBuf) {
        let mut words = self.words.iter();
        if let [title, second, ..] = self.words.as_slice()
            && self.insert_before.is_none()
            && is_number(second)
            && !is_number(title)
        {
            let title = title.to_string_lossy();
            let help = format!("wijkengids new {} \"{title}\"", second.to_string_lossy());
            usage(COMMAND, message!("new-number-first"), Some(message!("mended", line = help)));
        }
        let place = match &self.insert_before {
            Some(next) => Insertion::Before(number(next, COMMAND)),
            None => match words.next().map(|word| number(word, COMMAND)) {
                Some(number) => Insertion::At(number),
                None => usage(COMMAND, message!("new-needs-number"), None),
            },
        };
        let Some(title) = words.next() else { usage(COMMAND, message!("new-needs-title"), None) };
        let Some(title) = title.to_str() else {
            usage(COMMAND, message!("new-title-not-utf8"), None)
        };
        let more = words.as_slice();
        if more.len() > 1 || more.iter().any(|word| is_of_title(word)) {
            self.title_in_quotes()
        }
        (place, title, last(words, COMMAND))
    }

    /// Says that a title of several words goes between quotation marks.
    fn title_in_quotes(&self) -> ! {
        let words = self.words.iter().map(|word| word.to_string_lossy());
        let mut words = words.collect::<Vec<_>>().into_iter();
        let start = match &self.insert_before {
            Some(next) => format!("--insert-before {}", next.display()),
            None => words.next().unwrap_or_default().into_owned(),
        };
        // The last word may be the folder.
        let rest: Vec<_> = words.collect();
        let folder = rest.last().filter(|word| !is_of_title(OsStr::new(word.as_ref())));
        let title = rest[..rest.len() - usize::from(folder.is_some())].join(" ");
        let more = rest.get(1).map_or_else(String::new, ToString::to_string);
        let folder = folder.map_or(String::new(), |folder| format!(" {folder}"));
        let line = format!("wijkengids new {start} {}{folder}", System::HERE.quoted(&title));
        usage(
            COMMAND,
            message!("new-title-words", word = more),
            Some(message!("mended", line = line)),
        )
    }
}

/// Whether a word after the title belongs to it: it is not a folder, nor written as one.
fn is_of_title(word: &OsStr) -> bool {
    let is_path = word.to_string_lossy().contains(['/', '.', MAIN_SEPARATOR]);
    !is_path && !Path::new(word).is_dir()
}

/// Makes the chapter and reports its path.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let (place, title, folder) = arguments.read();
    let claimed = claim(&folder, arguments.dry_run)?;
    let planned = moving::read(&folder, None)
        .and_then(|manuscript| moving::plan_new(&manuscript, &place, title))
        .map_err(|problems| fail(&problems))?;
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
