//! Makes PDFs with WeasyPrint.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::scratch::Scratch;
use super::server::Server;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::messages::message;

/// The name of the program.
pub const NAME: &str = "weasyprint";

/// A module that Python runs first. It keeps versions without `--allowed-protocols` from opening
/// files.
const GUARD: &str = include_str!("guard.py");

/// The command that prints the served page to `pdf`.
///
/// # Errors
/// A WeasyPrint that could read any file.
pub fn command(
    program: &Path,
    server: &Server,
    pdf: &Path,
    scratch: &Scratch,
) -> Result<Command, Diagnostic> {
    let modules = scratch.path("python");
    let module = modules.join("sitecustomize.py");
    fs::create_dir_all(&modules)
        .and_then(|()| fs::write(&module, GUARD))
        .map_err(|error| Diagnostic::io(FileAction::Write, &module, &error))?;
    let start = || {
        let mut command = Command::new(program);
        command.env("PYTHONPATH", search_path(&modules)).env("PYTHONDONTWRITEBYTECODE", "1");
        command
    };
    let help = start().arg("--help").output();
    let help = help.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let knows = |option: &str| help.as_ref().is_ok_and(|help| help.contains(option));
    let is_guarded = modules.join("active").exists();
    if help.is_ok() && !is_guarded && !knows("--allowed-protocols") {
        let program = program.display().to_string();
        return Err(Diagnostic::error(message!("pdf-unsafe-program", program = program))
            .help(message!("pdf-unsafe-program", "help")));
    }
    let mut command = start();
    command.args(["--quiet", "--encoding", "utf-8"]);
    for (option, value) in [
        ("--pdf-variant", Some("pdf/ua-1")),
        ("--pdf-tags", None),
        ("--allowed-protocols", Some("http,data")),
    ] {
        if knows(option) {
            command.arg(option).args(value);
        }
    }
    use_as_proxy(&mut command, server);
    command.arg(server.url()).arg(pdf);
    Ok(command)
}

/// The module search path: the folder first, then the user's own.
fn search_path(folder: &Path) -> OsString {
    let known = env::var_os("PYTHONPATH").unwrap_or_default();
    let all = std::iter::once(folder.to_owned()).chain(env::split_paths(&known));
    env::join_paths(all).unwrap_or_else(|_| folder.into())
}

/// Makes the server the proxy for all network requests of the program.
fn use_as_proxy(command: &mut Command, server: &Server) {
    for name in ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"] {
        command.env(name.to_uppercase(), server.proxy()).env(name, server.proxy());
    }
    for name in ["no_proxy", "NO_PROXY", "REQUEST_METHOD"] {
        command.env_remove(name);
    }
}
