//! `wijkengids import`

use std::path::PathBuf;

use url::Url;

use super::{Failed, fail, plural, say};
use crate::diagnostic;
use crate::import::{self, Found, Imported, Options, Outcome};
use crate::number::Number;

/// Turns texts from elsewhere into chapters
///
/// Reads plain text, pages of HTML and Word documents, or a whole book of mdBook or site of MkDocs.
/// Number, title, box, headings and lists are recognised; what is not understood is kept as text
/// and reported with its line. Nothing is ever overwritten.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids import 2.4.8.txt --lessons       a text with number and title, and lessons
  wijkengids import plan.docx --into gids     a Word document with numbered headings as a new guide
  wijkengids import oude-site --into gids     all texts, pages and Word documents in oude-site/
  wijkengids import het-boek --into gids      the mdBook or MkDocs site in het-boek/ as a new guide")]
pub struct Arguments {
    /// Texts (.txt, .html, .docx), a folder of them, or the folder of an mdBook or MkDocs site
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder of the guide; one without a guide gets one
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub into: PathBuf,
    /// Make lessons of the headings after the introduction
    #[arg(long, conflicts_with = "no_lessons")]
    lessons: bool,
    /// Leave headings as they are, whatever the text announces
    #[arg(long)]
    no_lessons: bool,
    /// How many levels of headings become chapters: 1, 2 or 3; if not said, 2 where there are so
    /// many, and 3 where chapters would be too long
    #[arg(long, value_name = "DEPTH", value_parser = clap::value_parser!(u8).range(1..=9))]
    split: Option<u8>,
    /// Put the chapters below this number of the guide
    #[arg(long, value_name = "NUMBER")]
    under: Option<Number>,
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
        levels: arguments.split,
        under: arguments.under.clone(),
    };
    let imported =
        import::import(&arguments.files, &options).map_err(|problems| fail(&problems))?;
    diagnostic::print(&imported.notes);
    say_made(&imported, arguments);
    Ok(())
}

/// Says what was made: the chapters, the references, what to look at.
fn say_made(imported: &Imported, arguments: &Arguments) {
    for path in &imported.made {
        say!("made {}", path.display());
    }
    let Outcome { divided, chapters, references } = &imported.outcome;
    if !divided.is_empty() {
        say!("");
        for (number, title) in chapters {
            match number {
                Some(number) => {
                    say!("{}{number} {title}", "  ".repeat(number.depth().saturating_sub(1)));
                }
                None => say!("- {title}"),
            }
        }
        say!("");
    }
    for (path, depth) in divided {
        let levels = plural(depth.levels, "level");
        let other = match (arguments.split, depth.levels) {
            (Some(_), _) => String::new(),
            (None, levels) if levels < depth.deepest => {
                format!("; --split {} makes more chapters, --split 1 fewer", levels + 1)
            }
            (None, 1) => String::new(),
            (None, levels) => format!("; --split {} makes fewer", levels - 1),
        };
        say!("{}: {levels} of headings became chapters{other}", path.display());
    }
    say_references(references);
    say!(
        "{} in {}, {} to look at",
        plural(imported.chapters, "chapter"),
        plural(imported.made.len(), "file"),
        plural(imported.notes.len(), "thing"),
    );
    say!("now run: wijkengids check {}", arguments.into.display());
}

fn say_references(found: &Found) {
    const SHOWN: usize = 8;
    let Found { links, chapters, exhibits, unplaced } = found;
    if *found == Found::default() {
        return;
    }
    say!(
        "references: {} of the document, {} of a chapter or section, {} of a figure or table",
        plural(*links, "link"),
        plural(*chapters, "mention"),
        plural(*exhibits, "mention"),
    );
    if !unplaced.is_empty() {
        let first = unplaced.iter().take(SHOWN).map(|said| format!("“{said}”"));
        let more = if unplaced.len() > SHOWN { ", …" } else { "" };
        let first = first.collect::<Vec<_>>().join(", ");
        say!(
            "{} of what the document does not have stay text: {first}{more}",
            plural(unplaced.len(), "mention")
        );
    }
}
