//! `wijkengids import`

use std::ffi::OsString;
use std::path::PathBuf;

use url::Url;

use super::{Failed, fail, number, say, whole};
use crate::diagnostic::{self, refused};
use crate::import::{self, Imported, Options, Outcome, ReferenceCounts};
use crate::messages::message;
use crate::system::System;

/// Turns texts from elsewhere into chapters
///
/// Reads plain text, pages of HTML and Word documents, or a whole book of mdBook or site of MkDocs or Zensical.
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
    #[arg(long, value_name = "DEPTH", value_parser = depth)]
    split: Option<u8>,
    /// Put the chapters below this number of the guide
    #[arg(long, value_name = "NUMBER")]
    under: Option<OsString>,
    /// Where the text stood on the web: links that lead out of it go there
    #[arg(long, value_name = "URL", value_parser = site)]
    base_url: Option<Url>,
}

fn depth(word: &str) -> Result<u8, String> {
    whole(word, 1, 9).map(|depth| u8::try_from(depth).unwrap_or(u8::MAX))
}

fn site(word: &str) -> Result<Url, String> {
    let url = Url::parse(word).ok().filter(|url| matches!(url.scheme(), "https" | "http"));
    url.ok_or_else(|| refused(&message!("not-a-site", url = word), &message!("not-a-site", "help")))
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
        under: arguments.under.as_deref().map(|word| number(word, "import")),
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
        say!("{}", message!("made", path = path.display().to_string()));
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
        let (path, count) = (path.display().to_string(), depth.levels);
        let (fewer, more) = (count.saturating_sub(1), count.saturating_add(1));
        let said = match arguments.split {
            None if count < depth.deepest => {
                message!("divided-fewer-or-more", path = path, count = count, more = more)
            }
            None if count > 1 => {
                message!("divided-many", path = path, count = count, fewer = fewer)
            }
            _ => message!("divided", path = path, count = count),
        };
        say!("{said}");
    }
    say_references(references);
    let said = message!(
        "imported",
        chapters = message!("chapters", count = imported.chapters),
        files = message!("files", count = imported.made.len()),
        notes = message!("things-to-look-at", count = imported.notes.len())
    );
    say!("{said}");
    let into = System::HERE.quoted(&arguments.into.display().to_string());
    say!("{}", message!("now-run", command = format!("wijkengids check {into}")));
}

fn say_references(found: &ReferenceCounts) {
    const SHOWN: usize = 8;
    let ReferenceCounts { links, chapters, exhibits, unplaced } = found;
    if *found == ReferenceCounts::default() {
        return;
    }
    let said = message!(
        "references-found",
        links = message!("links", count = links),
        chapters = message!("mentions", count = chapters),
        exhibits = message!("mentions", count = exhibits)
    );
    say!("{said}");
    if !unplaced.is_empty() {
        let first = unplaced.iter().take(SHOWN).map(|said| format!("“{said}”"));
        let more = if unplaced.len() > SHOWN { ", …" } else { "" };
        let first = first.collect::<Vec<_>>().join(", ") + more;
        say!("{}", message!("references-unplaced", count = unplaced.len(), first = first));
    }
}
