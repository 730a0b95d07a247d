//! `wijkengids search`

use clap::ValueEnum;
use serde::Serialize;

use super::{Failed, GuideFolder, fail, load, mend, print, whole};
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::search::{self, Engine, Hit};
use crate::suggestion::did_you_mean;
use crate::workspace::Options;

/// Searches a guide as its readers do
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids search wijkaanpak
  wijkengids search '\"lange adem\" -geld'
  wijkengids search '2.4.8 les 3' gids --format json")]
pub struct Arguments {
    /// Words, \"an exact phrase\", -without, or the number of a chapter
    #[arg(allow_hyphen_values = true)]
    query: String,
    #[command(flatten)]
    pub guide: GuideFolder,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How many chapters to show
    #[arg(long, default_value_t = 10, value_parser = limit)]
    limit: u16,
    /// Only the part with this number
    #[arg(long)]
    part: Option<String>,
    /// Only sections with this theme
    #[arg(long)]
    theme: Option<String>,
    /// Only lessons
    #[arg(long)]
    lessons: bool,
}

fn limit(word: &str) -> Result<u16, String> {
    whole(word, 1, u16::MAX)
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For reading
    Human,
    /// As an array of objects
    Json,
}

/// A search result: a section.
#[derive(Serialize)]
struct SearchResult {
    /// Page and anchor.
    href: String,
    number: String,
    title: String,
    heading: String,
    /// The number of the lesson, from 1; 0 if the section is not a lesson.
    lesson: usize,
    score: u64,
    /// Text and matches in turn, starting with text.
    snippet: Vec<String>,
}

/// Prints what is found.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    mend(&arguments.guide.folder)?;
    let guide = load(&arguments.guide.folder, &Options::default(), false)?;
    let engine = Engine::new(guide.search_files());
    let options = narrowed(arguments, &engine)?;
    let answer = engine.search(&arguments.query, &options);
    let found: Vec<SearchResult> =
        answer.hits.into_iter().filter_map(|hit| found(&engine, hit)).collect();
    match arguments.format {
        Format::Human => print(human(&found, answer.suggestion.as_deref()).as_bytes()),
        Format::Json => {
            let json = serde_json::to_string_pretty(&found).unwrap_or_default();
            print(format!("{json}\n").as_bytes())
        }
    }
}

/// The filters that were asked for; a part or theme that the guide does not have is an error.
fn narrowed(arguments: &Arguments, engine: &Engine<'_>) -> Result<search::Options, Failed> {
    let filters = engine.filters();
    let parts: Vec<&str> = filters.parts.iter().map(|(label, ..)| label.as_str()).collect();
    let themes: Vec<&str> = filters.themes.iter().map(|(name, _)| name.as_str()).collect();
    let mut options = search::Options {
        limit: arguments.limit.into(),
        lessons: arguments.lessons,
        ..search::Options::default()
    };
    if let Some(part) = &arguments.part {
        let is_meant = |label: &&str| label.split(' ').next() == Some(part) || *label == part;
        options.part = Some(parts.iter().position(is_meant).ok_or_else(|| {
            fail(&[unknown(message!("search-no-such-part", part = part), part, &parts)])
        })?);
    }
    if let Some(theme) = &arguments.theme {
        if !themes.contains(&theme.as_str()) {
            let message = message!("search-no-such-theme", theme = theme);
            return Err(fail(&[unknown(message, theme, &themes)]));
        }
        options.theme = Some(theme.clone());
    }
    Ok(options)
}

/// A part or theme that there is none of, and what was probably meant.
fn unknown(message: String, name: &str, known: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error(message);
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => problem.help(message!("did-you-mean", near = near)),
        None if known.is_empty() => problem.help(message!("there-are-none")),
        None => problem.help(message!("there-are", names = known.join(", "))),
    }
}

fn found(engine: &Engine<'_>, hit: Hit) -> Option<SearchResult> {
    let record = engine.record(hit.chapter);
    let section = record.sections.get(hit.section)?;
    let anchor = if section.anchor.is_empty() { "" } else { "#" };
    Some(SearchResult {
        href: format!("{}.html{anchor}{}", record.page, section.anchor),
        heading: section.heading.clone(),
        lesson: section.lesson,
        number: record.number,
        title: record.title,
        score: hit.score,
        snippet: hit.snippet,
    })
}

fn human(found: &[SearchResult], suggestion: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(suggestion) = suggestion {
        out.push_str(&format!("{}\n\n", message!("search-suggestion", query = suggestion)));
    }
    if found.is_empty() {
        out.push_str(&format!("{}\n", message!("search-nothing")));
    }
    let mut last = "";
    for section in found {
        let page = section.href.split('#').next().unwrap_or_default();
        if page != last {
            out.push_str(format!("{} {}", section.number, section.title).trim());
            out.push('\n');
            last = page;
        }
        let heading = if section.heading.is_empty() { "" } else { "  " };
        out.push_str(&format!("  {}{heading}{}\n", section.href, section.heading));
        out.push_str(&format!("    {}\n", section.snippet.concat().trim()));
    }
    out
}
