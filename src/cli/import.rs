//! `wijkengids import`

use std::path::PathBuf;

use url::Url;

use super::{Failed, fail, plural, say};
use crate::diagnostic;
use crate::import::{self, Options};

/// Turns texts from elsewhere into chapters
///
/// Reads plain text, pages of HTML and Word documents, or a whole book of mdBook or site of MkDocs.
/// Number, title, box, headings and lists are recognised; what is not understood is kept as text
/// and reported with its line. Nothing is ever overwritten.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids import 2.4.8.txt --lessons       a text with number and title, and lessons
  wijkengids import oude-site --into gids     all texts, pages and Word documents in oude-site/
  wijkengids import het-boek --into gids      the mdBook or MkDocs site in het-boek/ as a new guide")]
pub struct Arguments {
    /// Texts (.txt, .html, .docx), a folder of them, or the folder of an mdBook or MkDocs site
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder of the guide; one without a guide gets one
    #[arg(long, value_name = "DIR", default_value = ".")]
    into: PathBuf,
    /// Make lessons of the headings after the introduction
    #[arg(long, conflicts_with = "no_lessons")]
    lessons: bool,
    /// Leave headings as they are, whatever the text announces
    #[arg(long)]
    no_lessons: bool,
    /// Where the text stood on the web: links that lead out of it go there
    #[arg(long, value_name = "URL")]
    base_url: Option<Url>,
}

/// Imports, and reports what was made and what needs a look.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let options = Options {
        into: arguments.into.clone(),
        lessons: match (arguments.lessons, arguments.no_lessons) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        base_url: arguments.base_url.clone(),
    };
    let imported =
        import::import(&arguments.files, &options).map_err(|problems| fail(&problems))?;
    diagnostic::print(&imported.notes);
    for path in &imported.made {
        say!("made {}", path.display());
    }
    say!(
        "{} in {}, {} to look at",
        plural(imported.chapters, "chapter"),
        plural(imported.made.len(), "file"),
        plural(imported.notes.len(), "thing"),
    );
    say!("now run: wijkengids check {}", arguments.into.display());
    Ok(())
}
