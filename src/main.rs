//! The command `wijkengids`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wijkengids::cli::run()
}
