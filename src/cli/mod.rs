//! The command line: arguments, progress and exit codes.

mod build;
mod check;
mod completions;
mod handbook;
mod import;
mod init;
mod language;
mod lessons;
mod moving;
mod new;
mod remove;
mod search;
mod serve;
mod usage;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ContextKind;
use clap::{CommandFactory, Parser, Subcommand};
use opener::OpenError;

use crate::diagnostic::{self, Diagnostic, Severity, refused};
#[cfg(feature = "typeset")]
use crate::editions::typesetter::process;
use crate::guide::Guide;
use crate::messages::Language;
use crate::messages::{io_reason, message};
use crate::moving::{Claim, Move};
use crate::number::{Number, NumberError};
use crate::publish;
use crate::workspace::{self, Options};

/// A static-site generator for numbered publications.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Start with:\n  wijkengids init gids\n  wijkengids serve gids --open\n  wijkengids handbook"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The language of messages [default: the guide's, else the system's]
    #[arg(long, global = true, value_enum, value_name = "LANG", env = "WIJKENGIDS_LANG")]
    #[arg(hide_env = true)]
    lang: Option<Language>,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Check(check::Arguments),
    New(new::Arguments),
    Move(moving::Arguments),
    Remove(remove::Arguments),
    Import(import::Arguments),
    Lessons(lessons::Arguments),
    Search(search::Arguments),
    Handbook(handbook::Arguments),
    Completions(completions::Arguments),
}

impl Command {
    /// The folder of the guide that the command works on.
    fn folder(&self) -> Option<PathBuf> {
        Some(match self {
            Self::Init(_) | Self::Handbook(_) | Self::Completions(_) => return None,
            Self::Build(arguments) => arguments.guide.folder.clone(),
            Self::Serve(arguments) => arguments.guide.folder.clone(),
            Self::Check(arguments) => arguments.guide.folder.clone(),
            Self::New(arguments) => arguments.folder(),
            Self::Move(arguments) => arguments.folder(),
            Self::Remove(arguments) => arguments.folder.clone(),
            Self::Import(arguments) => arguments.into.clone(),
            Self::Lessons(arguments) => arguments.guide.folder.clone(),
            Self::Search(arguments) => arguments.guide.folder.clone(),
        })
    }
}

/// The exit code for wrong usage.
const WRONG_USAGE: u8 = 2;

/// A command failed, and what the user needs to know has been printed.
pub struct Failed;

/// Prints a line to standard error. If it is closed, the command goes on; `eprintln!` would panic.
macro_rules! say {
    ($($argument:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($argument)*);
    }};
}
use say;

/// Runs the command that the arguments of the process ask for.
///
/// The exit code is 0 when it is done, 1 when the guide has errors or something could not be
/// written, 2 for wrong usage.
pub fn run() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    #[cfg(feature = "typeset")]
    {
        if words.first().is_some_and(|word| word == process::ARGUMENT) {
            return process::answer();
        }
        std::env::current_exe().into_iter().for_each(process::use_program);
    }
    // What is wrong with the words is told in the language that they ask for.
    language::choose(language::asked(&words), Some(&language::folder(&words)));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => return explain(&message, &words),
    };
    let lang = arguments.lang;
    let folder = arguments.command.folder();
    language::choose(lang, folder.as_deref());
    mend_sites();
    let result = match arguments.command {
        Command::Init(arguments) => init::run(&arguments, lang),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Move(arguments) => moving::run(&arguments),
        Command::Remove(arguments) => remove::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Lessons(arguments) => lessons::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Handbook(arguments) => handbook::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::FAILURE,
    }
}

/// Says what is wrong with the words of a command, and how it is used, and ends the process.
fn usage(command: &str, message: String, help: Option<String>) -> ! {
    say_usage(Diagnostic { help, ..Diagnostic::error(message) }, &[command.into()]);
    std::process::exit(WRONG_USAGE.into())
}

/// Prints what is wrong with words, and how the command among them is used.
fn say_usage(problem: Diagnostic, words: &[OsString]) {
    diagnostic::print(&[problem]);
    let mut all = Arguments::command();
    all.build();
    let is_command = |word: &&OsString| all.find_subcommand(word).is_some();
    let usage = match words.iter().find(is_command) {
        Some(word) => all.find_subcommand_mut(word).map(clap::Command::render_usage),
        None => Some(all.render_usage()),
    };
    let usage = usage.map(|usage| usage.to_string()).unwrap_or_default();
    let usage = usage.split_once(':').map_or(usage.as_str(), |(_, usage)| usage);
    let lines: Vec<&str> = usage.trim().lines().map(str::trim).collect();
    say!("{}\n  {}", message!("usage"), lines.join("\n  "));
}

/// Reads a number among the words of a command.
fn number(word: &OsStr, command: &str) -> Number {
    let text = word.to_string_lossy();
    text.parse().unwrap_or_else(|error: NumberError| {
        let of_file = || Number::split_name(&text).map(|(number, _)| number);
        let help = match Number::meant(&text).or_else(of_file) {
            Some(near) => message!("did-you-mean", near = near.to_string()),
            None => error.to_string(),
        };
        usage(command, message!("not-a-number", number = text.as_ref()), Some(help))
    })
}

/// The folder of a guide that may end the words of a command.
fn last<'a>(mut words: impl Iterator<Item = &'a OsString>, command: &str) -> PathBuf {
    let folder = words.next().map_or(".".into(), PathBuf::from);
    if let Some(more) = words.next() {
        let word = more.display().to_string();
        usage(command, message!("one-word-too-many", word = word), None)
    }
    folder
}

/// Prints what the argument parser has to say: help, the version, or what is wrong with the usage.
fn explain(message: &clap::Error, words: &[OsString]) -> ExitCode {
    if let Some(problem) = usage::explain(message) {
        // Where advice tells what a value should be, no more is needed.
        if problem.help.is_some() && message.get(ContextKind::Usage).is_none() {
            diagnostic::print(&[problem]);
        } else {
            say_usage(problem, words);
        }
        return ExitCode::from(WRONG_USAGE);
    }
    let printed = message.print().and_then(|()| std::io::stdout().flush());
    if message.use_stderr() {
        return ExitCode::from(WRONG_USAGE);
    }
    match written(printed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::FAILURE,
    }
}

/// Reads the guide in a folder, and prints what is wrong with it. With `strict`, warnings count
/// as errors.
fn load(folder: &Path, options: &Options, strict: bool) -> Result<Guide, Failed> {
    let (guide, diagnostics) = workspace::load(folder, options);
    diagnostic::print(&diagnostics);
    match guide {
        Some(guide) if !strict || diagnostics.is_empty() => Ok(guide),
        _ => Err(count(&diagnostics, strict)),
    }
}

/// Mends what a command left half done in a guide when it was killed: a move, or the swap of a
/// published site.
fn mend(folder: &Path) -> Result<(), Failed> {
    if crate::moving::recover(folder).map_err(|problem| fail(&[problem]))? {
        say!("{}", message!("change-was-cut-off"));
    }
    let Ok(out) = publish::default_folder(folder) else { return Ok(()) };
    mend_site(&out)
}

/// Mends a guide and keeps other commands from changing it, unless nothing is to be changed.
fn claim(folder: &Path, dry_run: bool) -> Result<Option<Claim>, Failed> {
    if dry_run {
        return Ok(None);
    }
    mend(folder)?;
    Claim::new(folder).map(Some).map_err(|problem| fail(&[problem]))
}

/// Makes a planned change; without a claim, only shows it as a diff.
fn make(claim: Option<&Claim>, planned: &Move) -> Result<(), Failed> {
    match claim {
        Some(claim) => claim.make(planned).map(drop).map_err(|problem| fail(&[problem])),
        None => print(crate::moving::diff(planned).as_bytes()),
    }
}

/// Puts all published sites back that killed builds left aside. The command goes on in any case: it
/// may concern another guide.
fn mend_sites() {
    let (restored, problems) = publish::recover_all();
    restored.iter().for_each(|site| say_restored(site));
    diagnostic::print(&problems);
}

fn say_restored(site: &Path) {
    say!("{}", message!("build-was-cut-off", path = site.display().to_string()));
}

/// Puts a published site back that a killed build left aside.
fn mend_site(out: &Path) -> Result<(), Failed> {
    if publish::recover(out).map_err(|problem| fail(&[problem]))? {
        say_restored(out);
    }
    Ok(())
}

/// Prints all errors and how many there are.
fn fail(diagnostics: &[Diagnostic]) -> Failed {
    diagnostic::print(diagnostics);
    count(diagnostics, false)
}

fn count(diagnostics: &[Diagnostic], strict: bool) -> Failed {
    let of = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let is_strict = strict && warnings > 0;
    let (errors, warnings) =
        (message!("errors", count = errors), message!("warnings", count = warnings));
    if is_strict {
        say!("{}", message!("errors-and-strict-warnings", errors = errors, warnings = warnings));
    } else {
        say!("{}", message!("errors-and-warnings", errors = errors, warnings = warnings));
    }
    Failed
}

/// Says that no browser opened.
fn say_unopened(error: &OpenError) {
    let reason = match error {
        OpenError::Io(error) | OpenError::Spawn { source: error, .. } => io_reason(error),
        error => error.to_string(),
    };
    say!("{}", message!("browser-not-opened", reason = reason));
}

/// Prints to standard output.
fn print(bytes: &[u8]) -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    // Errors on what is still buffered at exit would be ignored.
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Reports what could not be written to standard output. A closed pipe, such as that of `head`, is
/// not a failure.
fn written(result: std::io::Result<()>) -> Result<(), Failed> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let problem = message!("output-not-written", reason = io_reason(&error));
            Err(fail(&[Diagnostic::error(problem)]))
        }
        _ => Ok(()),
    }
}

/// Reads a whole number within bounds.
fn whole(word: &str, from: u16, to: u16) -> Result<u16, String> {
    let number = word.parse().ok().filter(|number| (from..=to).contains(number));
    number.ok_or_else(|| {
        let message = message!("not-a-whole-number", written = word);
        refused(&message, &message!("not-a-whole-number", "help", from = from, to = to))
    })
}

/// The folder of a guide: an argument of every command.
#[derive(clap::Args)]
struct GuideFolder {
    /// The folder of the guide, where its book.toml is
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
