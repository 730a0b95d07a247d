//! A document that is being typeset: in a thread of this process, or in a process of its own.

use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::job::{Job, Outcome};
use super::process;
use super::world::GiveUp;
use crate::diagnostic::Diagnostic;
use crate::messages::{io_reason, message};
use crate::panics::{self, Action};

impl Job {
    /// Typesets it.
    ///
    /// # Errors
    /// A template that Typst cannot follow, or not within the limit.
    pub fn run(self) -> Outcome {
        self.start()?.wait()
    }

    /// Begins to typeset it. Templates of a guide, which may do anything, run in a process of their own if
    /// there is a program for it. Those of the built-in theme do not: they end, and what Typst remembers
    /// of an earlier time makes the next fast.
    ///
    /// # Errors
    /// The system has no thread.
    pub fn start(self) -> Result<Running, Diagnostic> {
        let (limit, give_up, too_slow) = (self.limits.time, self.world.give_up(), self.too_slow());
        let (done, outcome) = mpsc::sync_channel(1);
        let work = move || {
            let subject = || message!("typeset-book");
            // Nobody waits any more after the limit.
            let _ = done.send(panics::guard(Action::Making, subject, || self.make()));
        };
        match thread::Builder::new().name("typeset".into()).spawn(work) {
            Ok(thread) => Ok(Running { thread, outcome, limit, too_slow, give_up }),
            Err(error) => {
                let reason = io_reason(&error);
                Err(Diagnostic::error(message!("typeset-no-thread", reason = reason)))
            }
        }
    }

    fn make(self) -> Outcome {
        match process::program().filter(|_| self.world.own_template().is_some()) {
            Some(program) => process::run(program, &self, &self.world.give_up()),
            None => self.in_threads(),
        }
    }
}

/// A document that is being typeset.
pub struct Running {
    thread: JoinHandle<()>,
    outcome: Receiver<Result<Outcome, Diagnostic>>,
    /// After how long it is given up.
    pub limit: Duration,
    too_slow: Diagnostic,
    give_up: GiveUp,
}

impl Running {
    /// Waits for the PDF, until its limit.
    ///
    /// # Errors
    /// Those of [`Job::run`].
    pub fn wait(&self) -> Outcome {
        self.wait_for(self.limit).unwrap_or_else(|| Err(self.too_slow().into()))
    }

    /// Waits for the PDF for so long; `None` if it is not done by then.
    pub fn wait_for(&self, time: Duration) -> Option<Outcome> {
        let outcome = self.outcome.recv_timeout(time).ok()?;
        Some(outcome.unwrap_or_else(|fault| Err(fault.into())))
    }

    /// Gives it up after its limit.
    pub fn too_slow(&self) -> Diagnostic {
        self.give_up.ask();
        self.too_slow.clone()
    }

    /// Asks it to stop.
    pub fn give_up(&self) -> GiveUp {
        self.give_up.clone()
    }

    /// Whether it goes on, also after it was given up: in a thread of this process, a loop in a template
    /// asks for nothing, so that it does not notice.
    pub fn goes_on(&self) -> bool {
        !self.thread.is_finished()
    }
}
