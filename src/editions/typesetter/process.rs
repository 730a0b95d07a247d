//! Typesets in a process of its own, which can be stopped whatever it does: Typst limits neither how
//! long a loop in a template runs nor how much memory it takes, and a thread cannot be stopped.
//!
//! The process is this program again, called with [`ARGUMENT`]. It reads the document from its input and
//! writes the outcome to its output. It ends itself where it takes more memory than it may, which works
//! alike on every system, and where its input is closed: then the program that began it is gone.

use std::fs;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use memory_stats::memory_stats;
use wait_timeout::ChildExt;

use super::job::{Job, Outcome};
use super::sent;
use super::wording;
use super::world::GiveUp;
use crate::diagnostic::Diagnostic;
use crate::messages::{io_reason, message};
use crate::panics::{self, Action};

/// What this program is called with to typeset for another process of it.
pub const ARGUMENT: &str = "--typeset-for-parent";

/// The exit code of a process that took too much memory.
const TOO_MUCH: u8 = 77;

/// How often to check whether the process is still wanted.
const INTERVAL: Duration = Duration::from_millis(50);

/// How often the process checks its memory: a loop takes some tens of megabytes in this time.
const MEMORY_INTERVAL: Duration = Duration::from_millis(10);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Lets templates of guides run in processes of this program, which answers [`ARGUMENT`] with
/// [`answer`]. Without, they run in this process, where nothing stops them.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// The program that typesets, if there is one.
pub fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// How a process ended.
enum End {
    /// By itself.
    Exited(process::ExitStatus),
    /// Nobody wanted it any more.
    Unwanted,
    TooSlow,
    /// The system does not tell.
    Lost(io::Error),
}

/// Typesets a document in a process of a program, within its limits. `give_up` kills it.
pub fn run(program: &Path, job: &Job, give_up: &GiveUp) -> Outcome {
    let texts = sent::texts(job);
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_process(&error))?;
    let (input, output, said) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // All are read and written at once: a full pipe would block.
    let (end, outcome, said) = thread::scope(|scope| {
        let input = scope.spawn(|| {
            let mut input = input.map(BufWriter::new);
            // A process that broke off before it read all says so by its end.
            let _ = input.as_mut().map(|input| sent::send(job, input));
            input
        });
        let outcome = scope.spawn(|| {
            let mut output = BufReader::new(output?);
            sent::receive_outcome(&texts, &mut output).ok()
        });
        let said = scope.spawn(|| {
            let mut bytes = Vec::new();
            let _ = said.map(|mut said| said.read_to_end(&mut bytes));
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let end = end_of(&mut child, job.limits.time, give_up);
        drop(input.join());
        (end, outcome.join().ok().flatten(), said.join().unwrap_or_default())
    });
    match (end, outcome) {
        (End::Exited(status), Some(outcome)) if status.success() => outcome,
        (End::Exited(status), _) => Err(failure(job, status, &said).into()),
        (End::TooSlow, _) => Err(job.too_slow().into()),
        (End::Unwanted, _) => Err(Vec::new()),
        (End::Lost(error), _) => Err(no_process(&error).into()),
    }
}

fn no_process(error: &io::Error) -> Diagnostic {
    Diagnostic::error(message!("typeset-no-process", reason = io_reason(error)))
        .help(message!("typeset-no-process", "help"))
}

/// Waits until a process ends, or kills it.
fn end_of(child: &mut Child, limit: Duration, give_up: &GiveUp) -> End {
    let start = Instant::now();
    let end = loop {
        match child.wait_timeout(INTERVAL) {
            Ok(Some(status)) => return End::Exited(status),
            Ok(None) if give_up.is_asked() => break End::Unwanted,
            Ok(None) if start.elapsed() < limit => {}
            Ok(None) => break End::TooSlow,
            Err(error) => break End::Lost(error),
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    end
}

/// Why a process ended without an outcome. What it says itself is in English and for programmers, but
/// the only way to tell.
fn failure(job: &Job, status: process::ExitStatus, said: &str) -> Diagnostic {
    let is_over = status.code() == Some(TOO_MUCH.into());
    let problem = if is_over || wording::is_out_of_memory(said) {
        let megabytes = job.limits.memory >> 20;
        Diagnostic::error(message!("typeset-too-large", megabytes = megabytes))
            .help(message!("typeset-too-large", "help"))
    } else if wording::is_out_of_stack(said) {
        Diagnostic::error(message!("typst-overflow")).help(message!("typst-overflow", "help"))
    } else {
        Diagnostic::error(message!("typeset-broke-off", reason = status.to_string()))
            .help(message!("typeset-broke-off", "help"))
    };
    job.in_own_template(problem)
}

/// Typesets the document at the standard input for [`run`].
pub fn answer() -> ExitCode {
    let Ok(job) = sent::receive(&mut BufReader::new(io::stdin())) else {
        return ExitCode::FAILURE;
    };
    yield_to_others();
    let limit = job.limits.memory;
    let watch = thread::Builder::new().spawn(move || end_above(limit));
    let heed = thread::Builder::new().spawn(end_with_input);
    if watch.is_err() || heed.is_err() {
        return ExitCode::FAILURE;
    }
    let texts = sent::texts(&job);
    let subject = || message!("typeset-book");
    let outcome = panics::guard(Action::Making, subject, || job.in_threads());
    let outcome = outcome.unwrap_or_else(|fault| Err(fault.into()));
    let mut out = BufWriter::new(io::stdout());
    match sent::send_outcome(&outcome, &texts, &mut out).and_then(|()| out.flush()) {
        // The system takes back the memory of a process sooner than its parts can be freed.
        Ok(()) => process::exit(0),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Where a system ends programs since it has no memory left, it ends this one and not the one that began
/// it. Only Linux can be told.
fn yield_to_others() {
    if cfg!(target_os = "linux") {
        let _ = fs::write("/proc/self/oom_score_adj", "1000");
    }
}

/// Ends this process when it takes more memory than this.
fn end_above(limit: u64) {
    while memory_stats().is_none_or(|stats| stats.physical_mem as u64 <= limit) {
        thread::sleep(MEMORY_INTERVAL);
    }
    process::exit(TOO_MUCH.into());
}

/// Ends this process when the one that began it is gone.
fn end_with_input() {
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    process::exit(1);
}
