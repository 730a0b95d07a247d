//! `wijkengids check`

use std::io::IsTerminal;

use clap::ValueEnum;

use super::{Failed, GuideFolder, count, mend, print, say};
use crate::check::{self, Checks, report};
use crate::diagnostic::Severity;
use crate::messages::message;

/// Finds all that is wrong with a guide, or could be better
///
/// Reports everything at once, by file, with line, source and advice. Nothing is changed.
/// `wijkengids handbook RULE` explains a rule; [check] in book.toml sets how severe a breach is.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids check
  wijkengids check gids --strict
  wijkengids check --external           ask other sites whether the linked pages exist
  wijkengids check --format github      annotations beside the lines of a pull request")]
pub struct Arguments {
    #[command(flatten)]
    pub guide: GuideFolder,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Ask other sites whether the pages that chapters link to exist
    #[arg(long)]
    external: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// By file, for reading
    Human,
    /// As an array of objects
    Json,
    /// As annotations of GitHub Actions
    Github,
}

/// Checks, and prints what is found.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    // If the recovery fails, that is reported and the guide is checked as it is.
    let _ = mend(&arguments.guide.folder);
    let checks =
        Checks { drafts: arguments.drafts, external: arguments.external, strict: arguments.strict };
    let found = check::check(&arguments.guide.folder, &checks);
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let report = match arguments.format {
        Format::Human => report::human(&found, colour),
        Format::Json => report::json(&found),
        Format::Github => report::github(&found),
    };
    print(report.as_bytes())?;
    let failed = count(&found, false);
    if let (Format::Human, Some(rule)) = (arguments.format, found.iter().find_map(|d| d.rule)) {
        say!("{}", message!("rule-is-in-handbook", rule = rule.name()));
    }
    if found.iter().any(|problem| problem.severity == Severity::Error) {
        Err(failed)
    } else {
        Ok(())
    }
}
