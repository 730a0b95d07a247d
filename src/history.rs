//! When the files of a guide last changed, as git knows it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use wait_timeout::ChildExt;

use crate::diagnostic::Diagnostic;
use crate::messages::{io_reason, message};
use crate::paths::{CONTENT, GuidePath};

/// How long git may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Settings that keep an untrusted repository from running a program or contacting another
/// computer.
const SAFE: [&str; 14] = [
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "log.follow=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "safe.bareRepository=explicit",
];

/// Prints each commit as `\x01<date> <refs>\x02`, then its files; each entry ends with NUL.
const LOG: [&str; 10] = [
    "log",
    "-z",
    "--format=%x01%cd %D%x02",
    "--date=short",
    "--name-only",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
];

/// The day on which each file last changed, in the time zone of whoever committed the change.
#[derive(Debug, Default)]
pub struct History {
    dates: BTreeMap<String, Date>,
    /// Whether this is a shallow clone, which lacks older commits.
    is_cut_off: bool,
    /// Why dates are missing; without a location.
    pub problems: Vec<Diagnostic>,
}

impl History {
    /// Asks git once about all chapters of the guide in `folder`. What it cannot tell is a warning.
    pub fn read(folder: &Path) -> Self {
        Self::ask("git", folder, TIMEOUT)
    }

    fn ask(program: &str, folder: &Path, timeout: Duration) -> Self {
        let (mut history, problem) = match run(program, folder, timeout) {
            Ok(history) => (history, None),
            Err(problem) => (Self::default(), Some(problem)),
        };
        if history.is_cut_off {
            history.problems.push(
                Diagnostic::warning(message!("history-cut-off"))
                    .help(message!("history-cut-off", "help")),
            );
        }
        history.problems.extend(problem);
        history
    }

    /// The day on which a file last changed, if it is known.
    pub fn last_change(&self, path: &GuidePath) -> Option<Date> {
        self.dates.get(path.as_str()).copied()
    }

    /// Reads what git says, the latest commit first.
    fn parse(mut log: impl BufRead) -> Self {
        let mut history = Self::default();
        let mut date = None;
        let mut entry = Vec::new();
        while log.read_until(0, &mut entry).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&entry);
            let text = text.trim_end_matches('\0');
            match text.strip_prefix('\x01') {
                Some(commit) => date = history.commit(commit.trim_end_matches('\x02')),
                None => {
                    // Before the first file of a commit there is an empty line.
                    let path = text.strip_prefix('\n').unwrap_or(text);
                    if let Some(date) = date {
                        history.dates.entry(path.to_owned()).or_insert(date);
                    }
                }
            }
            entry.clear();
        }
        history
    }

    /// The date of a commit. The oldest commit of a shallow clone seems to have made every file, so
    /// it gives none.
    fn commit(&mut self, commit: &str) -> Option<Date> {
        let (date, names) = commit.split_once(' ')?;
        if names.split(", ").any(|name| name == "grafted") {
            self.is_cut_off = true;
            return None;
        }
        date.parse().ok()
    }
}

fn run(program: &str, folder: &Path, timeout: Duration) -> Result<History, Diagnostic> {
    let mut child = command(program, folder).spawn().map_err(|error| {
        let reason = io_reason(&error);
        unknown(message!("git-not-started", program = program, reason = reason))
            .help(message!("history-unknown", "install"))
    })?;
    // Output is read while the program runs: it would block on a full pipe.
    let log = child.stdout.take().map(|log| thread::spawn(|| History::parse(BufReader::new(log))));
    let said = child.stderr.take().map(|said| {
        thread::spawn(|| {
            let mut text = Vec::new();
            let _ = said.take(10_000).read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    match child.wait_timeout(timeout) {
        Ok(Some(status)) if status.success() => {
            Ok(log.and_then(|log| log.join().ok()).unwrap_or_default())
        }
        Ok(Some(status)) => {
            let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
            let reason = said.lines().find_map(|line| line.strip_prefix("fatal: "));
            let reason = reason.map_or_else(|| status.to_string(), str::to_owned);
            Err(refused(program, folder, reason))
        }
        Ok(None) => {
            end(&mut child);
            let seconds = timeout.as_secs();
            Err(unknown(message!("git-too-slow", program = program, seconds = seconds))
                .help(message!("history-unknown", "write")))
        }
        Err(error) => {
            end(&mut child);
            let reason = io_reason(&error);
            Err(unknown(message!("git-lost", program = program, reason = reason))
                .help(message!("history-unknown", "write")))
        }
    }
}

fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(SAFE)
        .args(LOG)
        .args(["--", CONTENT])
        .current_dir(folder)
        // Git sets these for programs it starts, such as hooks; they would point to another repository.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What git says when it refuses, in our words where it is a common thing.
fn refused(program: &str, folder: &Path, said: String) -> Diagnostic {
    if said.starts_with("not a git repository") {
        unknown(message!("git-no-repository")).help(message!("history-unknown", "keep"))
    } else if said.contains("does not have any commits yet") {
        unknown(message!("git-no-commits")).help(message!("history-unknown", "commit"))
    } else if said.starts_with("detected dubious ownership") {
        let folder = folder.display().to_string();
        unknown(message!("git-other-owner")).help(message!(
            "history-unknown",
            "trust",
            folder = folder
        ))
    } else {
        unknown(message!("git-failed", program = program, said = said))
            .help(message!("history-unknown", "keep"))
    }
}

fn unknown(reason: String) -> Diagnostic {
    Diagnostic::warning(message!("history-unknown", reason = reason))
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(log: &str) -> (Vec<(String, String)>, bool) {
        let history = History::parse(log.as_bytes());
        let dates = history.dates.into_iter().map(|(path, date)| (path, date.to_string()));
        (dates.collect(), history.is_cut_off)
    }

    #[test]
    fn the_latest_commit_of_a_file_counts() {
        let (dates, is_cut_off) = dates(
            "\x012026-03-02 HEAD -> main\x02\0\ncontent/1-een.md\0content/2 twee.md\0\
             \x012026-03-01 \x02\0\x012025-01-01 \x02\0\ncontent/1-een.md\0content/3.md\0",
        );
        let expected = [
            ("content/1-een.md", "2026-03-02"),
            ("content/2 twee.md", "2026-03-02"),
            ("content/3.md", "2025-01-01"),
        ];
        assert_eq!(dates, expected.map(|(path, date)| (path.to_owned(), date.to_owned())));
        assert!(!is_cut_off);
    }

    #[test]
    fn a_commit_that_only_seems_to_have_made_a_file_gives_no_date() {
        let (dates, is_cut_off) = dates(
            "\x012026-03-02 HEAD -> main\x02\0\ncontent/1.md\0\
             \x012026-03-01 grafted, origin/main\x02\0\ncontent/1.md\0content/2.md\0",
        );
        assert_eq!(dates, [("content/1.md".to_owned(), "2026-03-02".to_owned())]);
        assert!(is_cut_off);
    }

    #[test]
    fn what_git_refuses_is_told_by_its_kind() {
        for (said, reason, help) in [
            ("not a git repository (or any of the parent directories): .git", "is not a", "keep"),
            ("your current branch 'main' does not have any commits yet", "committed yet", "commit"),
            (
                "detected dubious ownership in repository at '/x'",
                "another user",
                "safe.directory /x",
            ),
            ("bad object HEAD", "git says: bad object HEAD", "keep"),
        ] {
            let problem = refused("git", Path::new("/x"), said.to_owned());
            assert!(problem.message.contains(reason), "{problem}");
            assert!(problem.help.as_deref().is_some_and(|text| text.contains(help)), "{problem:?}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let history = History::ask("no-such-git", Path::new("."), TIMEOUT);
        let [problem] = &history.problems[..] else { panic!("{:?}", history.problems) };
        assert!(problem.message.contains("no-such-git cannot be started"), "{problem}");
    }
}
