//! Running a program that may hang.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait_timeout::ChildExt;

use super::interrupt;
use crate::diagnostic::Diagnostic;
use crate::messages::{io_reason, message};

/// How often to check for an interrupt while a program runs.
const INTERVAL: Duration = Duration::from_millis(50);

/// Runs a program to completion; kills it at the timeout or on an interrupt.
///
/// # Errors
/// A program that does not start, fails, or takes too long; an interrupt.
pub fn run(command: &mut Command, name: &str, timeout: Duration) -> Result<(), Diagnostic> {
    let watch = interrupt::watch();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let group = Group::new();
    group.take(command);
    let mut child = command.spawn().map_err(|error| {
        let reason = io_reason(&error);
        Diagnostic::error(message!("pdf-not-started", program = name, reason = reason))
            .help(message!("pdf-other-engine"))
    })?;
    let mut messages = child.stderr.take();
    // Output is read while the program runs: it would block on a full pipe.
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(messages) = &mut messages {
            let _ = messages.read_to_end(&mut said);
        }
        String::from_utf8_lossy(&said).into_owned()
    });
    let start = Instant::now();
    let status = loop {
        match child.wait_timeout(INTERVAL) {
            Ok(Some(status)) => break status,
            Ok(None) if watch.is_interrupted() => {
                group.end(&mut child);
                return Err(Diagnostic::error(message!("pdf-interrupted"))
                    .help(message!("pdf-interrupted", "help")));
            }
            Ok(None) if start.elapsed() < timeout => {}
            Ok(None) => {
                group.end(&mut child);
                let seconds = timeout.as_secs();
                let message = message!("pdf-too-slow", program = name, seconds = seconds);
                return Err(Diagnostic::error(message).help(message!("pdf-other-engine")));
            }
            Err(error) => {
                group.end(&mut child);
                let reason = io_reason(&error);
                let message = message!("pdf-program-lost", program = name, reason = reason);
                return Err(Diagnostic::error(message).help(message!("pdf-other-engine")));
            }
        }
    };
    if status.success() {
        return Ok(());
    }
    let said = reader.join().unwrap_or_default();
    let problem = Diagnostic::error(failure(name, status));
    Err(match said.trim() {
        "" => problem.help(message!("pdf-other-engine")),
        said => problem.help(last_lines(said)),
    })
}

/// Says how a program failed.
fn failure(name: &str, status: ExitStatus) -> String {
    match status.code() {
        Some(code) => message!("pdf-failed", program = name, code = code),
        None => message!("pdf-program-ended", program = name),
    }
}

/// The last lines of a program's output, where the reason usually is.
fn last_lines(said: &str) -> String {
    const SHOWN: usize = 8;
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(SHOWN)..].join("\n")
}

/// A process group for a program and its children, so that they can be killed together.
///
/// It is led by a shell that waits for the end of its input, which comes only when this process is
/// gone, however that happened: then it kills the group. Without the shell the program leads it.
#[cfg(unix)]
struct Group(Option<Child>);

#[cfg(unix)]
impl Group {
    fn new() -> Self {
        use std::os::unix::process::CommandExt;
        let mut shell = Command::new("sh");
        shell.args(["-c", "read -r _; kill -KILL 0"]).process_group(0);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(shell.spawn().ok())
    }

    /// Lets the program start in this group.
    fn take(&self, command: &mut Command) {
        use std::os::unix::process::CommandExt;
        let leader = self.0.as_ref().and_then(|shell| i32::try_from(shell.id()).ok());
        command.process_group(leader.unwrap_or(0));
    }

    /// Kills the program and all others of the group.
    fn end(&self, child: &mut Child) {
        let leader = self.0.as_ref().unwrap_or(&*child).id();
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        if let Some(group) = i32::try_from(leader).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        kill(child);
    }
}

#[cfg(unix)]
impl Drop for Group {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(kill);
    }
}

/// Other systems have no such groups.
#[cfg(not(unix))]
struct Group;

#[cfg(not(unix))]
impl Group {
    fn new() -> Self {
        Self
    }

    fn take(&self, _: &mut Command) {}

    fn end(&self, child: &mut Child) {
        kill(child);
    }
}

fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, timeout: u64) -> Result<(), Diagnostic> {
        run(Command::new("sh").args(["-c", script]), "sh", Duration::from_millis(timeout))
    }

    #[test]
    fn success_is_no_error() {
        assert!(shell("exit 0", 5000).is_ok());
    }

    #[test]
    fn a_program_that_fails_says_why() {
        let problem = shell("echo geen letters >&2; exit 3", 5000).unwrap_err();
        assert!(problem.message.contains('3'), "{problem}");
        assert_eq!(problem.help.as_deref(), Some("geen letters"));
    }

    #[test]
    fn a_program_that_hangs_is_killed_with_its_children() {
        let start = Instant::now();
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let script = format!("(sleep 2; touch {}) & sleep 30", mark.display());
        let problem = shell(&script, 200).unwrap_err();
        assert!(problem.message.contains("within"), "{problem}");
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(2500));
        assert!(!mark.exists(), "a child goes on");
    }
}
