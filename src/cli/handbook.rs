//! `wijkengids handbook`

use std::path::PathBuf;

use super::{Failed, fail, print, say, say_unopened, usage};
use crate::handbook::{Handbook, Topic};
use crate::messages::message;

/// Opens the handbook for editors, in Dutch
///
/// The handbook is part of the program: it needs no network. It is opened in the browser, at a
/// chapter, a rule of `check`, a command or a table of book.toml if one is named. Where there is no
/// browser, the file that is printed can be opened elsewhere, or the text printed with --print.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids handbook
  wijkengids handbook 3.5
  wijkengids handbook broken-link --print
  wijkengids handbook --out handboek    publish it as a site")]
pub struct Arguments {
    /// A number such as 3.5, the name of a rule such as broken-link, or a heading's anchor
    #[arg(value_name = "CHAPTER|RULE")]
    topic: Option<String>,
    /// Print the text instead; without a chapter or rule, the contents
    #[arg(long, conflicts_with = "out")]
    print: bool,
    /// Publish it as a site into this folder, which must be empty or hold an earlier one
    #[arg(long, value_name = "DIR", conflicts_with = "topic")]
    out: Option<PathBuf>,
}

/// Opens, prints or publishes the handbook.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let mut handbook = Handbook::read().map_err(|problems| fail(&problems))?;
    let place = match arguments.topic.as_deref().map(|topic| handbook.find(topic)).transpose() {
        Ok(place) => place,
        Err(unknown) => {
            // This ends the process without running destructors, so drop the handbook and its files
            // first.
            drop(handbook);
            usage("handbook", unknown.to_string(), Some(message!("handbook-has-not", "help")))
        }
    };
    if arguments.print {
        let text = match &place {
            Some(place) => handbook.text(place),
            None => handbook.contents(),
        };
        return print(text.as_bytes());
    }
    if let Some(out) = &arguments.out {
        handbook.publish(out).map_err(|problems| fail(&problems))?;
        say!("{}", out.join("index.html").display());
        return Ok(());
    }
    open(&mut handbook, place.as_ref())
}

/// Opens the handbook in the browser. Its file is printed in any case: not every system tells
/// whether a browser opened.
fn open(handbook: &mut Handbook, place: Option<&Topic>) -> Result<(), Failed> {
    let folder = handbook.published(None).map_err(|problems| fail(&problems))?;
    let (file, address) = match place {
        Some(place) => {
            let file = handbook.entrance(&folder, place).map_err(|problem| fail(&[problem]))?;
            (file, handbook.address(place))
        }
        None => (folder.join("index.html"), "index.html".to_owned()),
    };
    print(format!("{}\n", folder.join(address).display()).as_bytes())?;
    let url = url::Url::from_file_path(&file).map(String::from);
    let target = url.unwrap_or_else(|()| file.display().to_string());
    if let Err(error) = opener::open_browser(target) {
        say_unopened(&error);
    }
    Ok(())
}
