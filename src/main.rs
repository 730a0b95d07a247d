//! The command `wijkengids`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes millions of small pieces of text; the allocators of systems differ in how long they
/// take for them, and all take longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    wijkengids::cli::run()
}
