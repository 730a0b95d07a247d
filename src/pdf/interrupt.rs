//! Ctrl-C while another program works for us.
//!
//! A program that makes a PDF does not hear of an interrupt itself, as it has a process group of
//! its own; and it leaves a folder behind. So the build ends it, cleans up and then stops. At any
//! other time an interrupt stops the process at once, as it does without this.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The exit code of a shell for a process that SIGINT has stopped.
const EXIT_CODE: i32 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// How many programs run.
static WATCHING: AtomicUsize = AtomicUsize::new(0);

/// As long as this is kept an interrupt is noted, and does not stop the process.
pub struct Watch(());

/// Starts to note interrupts.
pub fn watch() -> Watch {
    static HANDLER: Once = Once::new();
    WATCHING.fetch_add(1, Ordering::SeqCst);
    // Where the system refuses a handler, an interrupt stops the process.
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
