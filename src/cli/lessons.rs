//! `wijkengids lessons`

use clap::ValueEnum;

use super::{Failed, GuideFolder, load, mend, print, say};
use crate::guide::Guide;
use crate::messages::message;
use crate::workspace::Options;

/// Lists all lessons of a guide
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids lessons
  wijkengids lessons --format csv > lessen.csv")]
pub struct Arguments {
    #[command(flatten)]
    pub guide: GuideFolder,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// By chapter, for reading
    Human,
    /// As an array of objects
    Json,
    /// As a table with a header
    Csv,
}

/// Prints the lessons.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    mend(&arguments.guide.folder)?;
    let options = Options { drafts: arguments.drafts, ..Options::default() };
    let guide = load(&arguments.guide.folder, &options, false)?;
    if guide.lessons.by_chapter().next().is_none() {
        say!("{}", message!("no-lessons"));
    }
    match arguments.format {
        Format::Human => print(human(&guide).as_bytes()),
        Format::Json => print(&guide.lessons.to_json(&guide.book)),
        Format::Csv => print(&guide.lessons.to_csv(&guide.book)),
    }
}

fn human(guide: &Guide) -> String {
    let mut out = String::new();
    for (chapter, entries) in guide.lessons.by_chapter() {
        out.push_str(&format!("{}\n", guide.book[chapter].label()));
        for entry in entries {
            let themes = if entry.themes.is_empty() {
                String::new()
            } else {
                format!("  [{}]", entry.themes.join(", "))
            };
            out.push_str(&format!("{:>4}. {}{themes}\n", entry.number, entry.title));
        }
        out.push('\n');
    }
    out
}
