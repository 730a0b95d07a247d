//! `wijkengids init`

use std::path::{Path, PathBuf};

use super::{Failed, fail, say, usage};
use crate::init::{self, Host, Start};
use crate::messages::{Language, message};
use crate::system::System;

/// Starts a guide
///
/// Makes a small guide that can be built at once: a book.toml, a home page and two chapters. It is
/// Dutch, or in the language of `--lang`. Files that exist are never overwritten.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids init gids --title \"Gids voor de buurt\"
  wijkengids init guide --lang en
  wijkengids init --ci github          publish the guide in this folder on GitHub Pages
  wijkengids serve gids --open")]
pub struct Arguments {
    /// The folder of the new guide
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The title of the guide [default: "Mijn gids" or "My guide"]
    #[arg(long)]
    title: Option<String>,
    /// Also write the file that builds and publishes the guide on this host; in an existing guide,
    /// only that
    #[arg(long, value_name = "HOST")]
    ci: Option<Host>,
}

/// Starts a guide in a language, and reports what was made.
pub fn run(arguments: &Arguments, language: Option<Language>) -> Result<(), Failed> {
    let Arguments { folder, title, ci } = arguments;
    if title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        usage("init", message!("init-title-empty"), Some(message!("init-title-empty", "help")));
    }
    let start =
        Start { language: language.unwrap_or_default(), title: title.as_deref(), host: *ci };
    let made = init::init(folder, start).map_err(|problems| fail(&problems))?;
    for path in made {
        say!("{}", message!("made", path = path.display().to_string()));
    }
    let serve = if *folder == Path::new(".") {
        "wijkengids serve --open".to_owned()
    } else {
        let folder = System::HERE.quoted(&folder.display().to_string());
        format!("wijkengids serve {folder} --open")
    };
    say!("{}", message!("now-run", command = serve));
    say!("{}", message!("how-to-write", command = "wijkengids handbook"));
    Ok(())
}
