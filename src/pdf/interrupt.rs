//! Handles Ctrl-C while a child process runs.
//!
//! The program that makes a PDF has a process group of its own, so it receives no interrupt, and it
//! would leave its temporary folder behind. So the build kills it, cleans up and then exits. At any
//! other time an interrupt ends the process at once, as by default.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The exit code that shells report for a process killed by SIGINT.
const EXIT_CODE: i32 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The number of running programs.
static WATCHING: AtomicUsize = AtomicUsize::new(0);

/// A guard: until it is dropped, an interrupt is recorded and does not end the process.
pub struct Watch(());

/// Starts recording interrupts.
pub fn watch() -> Watch {
    static HANDLER: Once = Once::new();
    WATCHING.fetch_add(1, Ordering::SeqCst);
    // If no handler can be installed, an interrupt still ends the process.
    HANDLER.call_once(|| drop(ctrlc::set_handler(interrupt)));
    Watch(())
}

fn interrupt() {
    INTERRUPTED.store(true, Ordering::SeqCst);
    if WATCHING.load(Ordering::SeqCst) == 0 {
        process::exit(EXIT_CODE);
    }
}

impl Watch {
    /// Whether there was an interrupt.
    pub fn is_interrupted(&self) -> bool {
        INTERRUPTED.load(Ordering::SeqCst)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        WATCHING.fetch_sub(1, Ordering::SeqCst);
    }
}
