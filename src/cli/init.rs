//! `wijkengids init`

use std::path::PathBuf;

use super::{Failed, fail, say};
use crate::init;
use crate::messages::message;

/// Starts a guide
///
/// Makes a small guide that can be built at once: a book.toml, a home page and two chapters. Files
/// that exist are never overwritten.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids init gids --title \"Gids voor de buurt\"
  wijkengids serve gids --open")]
pub struct Arguments {
    /// The folder of the new guide
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The title of the guide
    #[arg(long, default_value = "Mijn gids")]
    title: String,
}

/// Starts a guide and reports what was made.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let folder = &arguments.folder;
    let made = init::init(folder, &arguments.title).map_err(|problems| fail(&problems))?;
    for path in made {
        say!("{}", message!("made", path = path.display().to_string()));
    }
    let serve = format!("wijkengids serve {} --open", folder.display());
    say!("{}", message!("now-run", command = serve));
    say!("{}", message!("how-to-write", command = "wijkengids handbook"));
    Ok(())
}
