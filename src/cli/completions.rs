//! `wijkengids completions`

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Failed, print};

/// Prints completions for a shell
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids completions bash > ~/.local/share/bash-completion/completions/wijkengids
  wijkengids completions fish > ~/.config/fish/completions/wijkengids.fish")]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the completions.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "wijkengids", &mut script);
    print(&script)
}
