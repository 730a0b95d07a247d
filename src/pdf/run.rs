//! Running a program that may hang.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;

/// Runs a program until it is done, or ends it when its time is over.
///
/// # Errors
/// A program that does not start, fails, or takes too long.
pub fn run(command: &mut Command, name: &str, limit: Duration) -> Result<(), Diagnostic> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    lead_a_group(command);
    let mut child = command
        .spawn()
        .map_err(|error| Diagnostic::error(format!("cannot start {name}: {error}")))?;
    let mut messages = child.stderr.take();
    // Read all the while: a program whose messages nobody takes stops when the pipe is full.
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(messages) = &mut messages {
            let _ = messages.read_to_end(&mut said);
        }
        String::from_utf8_lossy(&said).into_owned()
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                end(&mut child);
                return Err(Diagnostic::error(format!(
                    "{name} made no PDF within {} seconds",
                    limit.as_secs()
                ))
                .help("try another program with --pdf-engine, or build without a PDF"));
            }
            Err(error) => return Err(Diagnostic::error(format!("{name} is lost: {error}"))),
        }
    };
    if status.success() {
        return Ok(());
    }
    let said = reader.join().unwrap_or_default();
    let problem = Diagnostic::error(format!("{name} could not make a PDF: {status}"));
    Err(match said.trim() {
        "" => problem,
        said => problem.help(last_lines(said)),
    })
}

/// The end of what a program said, where the reason stands.
fn last_lines(said: &str) -> String {
    const SHOWN: usize = 8;
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(SHOWN)..].join("\n")
}

/// Makes the program lead a group, so that the programs it starts can be ended with it.
#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) {}

/// Ends a program and those it started.
fn end(child: &mut Child) {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Whether the program runs with all rights of the system.
pub fn is_root() -> bool {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    return rustix::process::geteuid().is_root();
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    return false;
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limit: u64) -> Result<(), Diagnostic> {
        run(Command::new("sh").args(["-c", script]), "sh", Duration::from_millis(limit))
    }

    #[test]
    fn a_program_that_is_done_is_done() {
        assert!(shell("exit 0", 5000).is_ok());
    }

    #[test]
    fn a_program_that_fails_says_why() {
        let problem = shell("echo geen letters >&2; exit 3", 5000).unwrap_err();
        assert!(problem.message.contains('3'), "{problem}");
        assert_eq!(problem.help.as_deref(), Some("geen letters"));
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_those_it_started() {
        let start = Instant::now();
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let script = format!("(sleep 2; touch {}) & sleep 30", mark.display());
        let problem = shell(&script, 200).unwrap_err();
        assert!(problem.message.contains("within"), "{problem}");
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(2500));
        assert!(!mark.exists(), "what it started goes on");
    }
}
