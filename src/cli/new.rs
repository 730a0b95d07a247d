//! `wijkengids new`

use super::{Failed, GuideFolder, fail, mend, say};
use crate::new;
use crate::number::Number;

/// Makes a chapter
///
/// Puts the file where its number belongs, beside its siblings and in their style, with the title
/// in its front matter. A number that is taken is refused, and nothing is ever overwritten.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids new 2.4.9 \"Wat er nog komt\"
  wijkengids new B \"Begrippen\" gids")]
pub struct Arguments {
    /// The number, such as 2.4.9, or A.1 in an appendix
    number: Number,
    /// The title
    title: String,
    #[command(flatten)]
    guide: GuideFolder,
}

/// Makes the chapter and reports its path.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let folder = &arguments.guide.folder;
    mend(folder)?;
    let path = new::new(folder, &arguments.number, &arguments.title)
        .map_err(|problems| fail(&problems))?;
    say!("made {}", path.display());
    Ok(())
}
