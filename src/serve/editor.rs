//! Opens a chapter in the editor it is written in.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::config;

/// What opens a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// Nothing.
    None,
    /// VS Code, by an address that the browser opens.
    VsCode,
    /// A program with its arguments.
    Program(Vec<String>),
}

/// Editors that need a terminal of their own.
const TERMINAL_EDITORS: [&str; 12] =
    ["vi", "vim", "nvim", "nano", "pico", "ne", "joe", "micro", "helix", "hx", "kak", "ed"];

impl Editor {
    /// The editor that the command line chooses (`none`, `vscode` or a command), else `book.toml`,
    /// else the environment, if it names one that needs no terminal.
    pub fn choose(
        choice: Option<&str>,
        setting: config::Editor,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        match (choice, setting) {
            (Some("none"), _) | (None, config::Editor::None) => Self::None,
            (Some("vscode"), _) | (None, config::Editor::Vscode) => Self::VsCode,
            (Some(command), _) => Self::from_command(command),
            (None, config::Editor::Environment) => {
                let command = environment("VISUAL").or_else(|| environment("EDITOR"));
                match Self::from_command(&command.unwrap_or_default()) {
                    Self::Program(words) if TERMINAL_EDITORS.contains(&name(&words[0])) => {
                        Self::None
                    }
                    editor => editor,
                }
            }
        }
    }

    /// A command and its arguments, quoted as in a shell.
    fn from_command(command: &str) -> Self {
        match words(command) {
            Some(words) if !words.is_empty() => Self::Program(words),
            _ => Self::None,
        }
    }

    /// How a browser opens a file: not at all, by an address, or by asking the preview.
    pub fn means(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::VsCode => "vscode",
            Self::Program(_) => "program",
        }
    }

    /// Opens a file at a line.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn open(&self, file: &Path, line: usize) -> std::io::Result<()> {
        let Self::Program(words) = self else { return Ok(()) };
        let (program, arguments) = words.split_first().ok_or(std::io::ErrorKind::NotFound)?;
        let mut child = Command::new(program)
            .args(arguments)
            .args(arguments_for(name(program), &file.display().to_string(), line))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Without this the process would stay behind as a zombie.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

/// The words of a command; `None` if a quotation mark is not closed.
pub fn words(command: &str) -> Option<Vec<String>> {
    if cfg!(windows) {
        // On Windows a backslash is part of a path.
        shlex::split(&command.replace('\\', "\\\\"))
    } else {
        shlex::split(command)
    }
}

/// The name of a program without its folder and extension.
fn name(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.split('.').next().unwrap_or(name)
}

/// The arguments that open a file at a line.
fn arguments_for(editor: &str, file: &str, line: usize) -> Vec<String> {
    match editor {
        "code" | "code-insiders" | "codium" | "cursor" | "windsurf" => {
            vec!["--goto".into(), format!("{file}:{line}")]
        }
        "subl" | "zed" | "zeditor" | "atom" | "lapce" => vec![format!("{file}:{line}")],
        "idea" | "pycharm" | "webstorm" | "rustrover" => {
            vec!["--line".into(), line.to_string(), file.into()]
        }
        "kate" | "kwrite" => vec!["--line".into(), line.to_string(), file.into()],
        "notepad++" => vec![format!("-n{line}"), file.into()],
        "gedit" | "gnome-text-editor" | "gvim" | "mvim" | "emacs" | "emacsclient" | "xed"
        | "pluma" | "bbedit" => vec![format!("+{line}"), file.into()],
        _ => vec![file.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(words: &[&str]) -> Editor {
        Editor::Program(words.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_choice_overrides_the_environment() {
        let environment = |name: &str| (name == "EDITOR").then(|| "gedit --wait".to_owned());
        let choose = |choice, setting| Editor::choose(choice, setting, &environment);
        let unset = config::Editor::Environment;
        assert_eq!(choose(None, unset), program(&["gedit", "--wait"]));
        assert_eq!(choose(Some("vscode"), unset), Editor::VsCode);
        assert_eq!(choose(Some("none"), config::Editor::Vscode), Editor::None);
        assert_eq!(choose(None, config::Editor::Vscode), Editor::VsCode);
        assert_eq!(choose(None, config::Editor::None), Editor::None);
        assert_eq!(choose(Some("subl -n"), config::Editor::None), program(&["subl", "-n"]));
        assert_eq!(Editor::choose(None, unset, &|_| None), Editor::None);
    }

    #[cfg(unix)]
    #[test]
    fn a_command_is_read_as_a_shell_reads_it() {
        let choose = |command| Editor::choose(Some(command), config::Editor::None, &|_| None);
        assert_eq!(
            choose("'/opt/My Editor/code' --reuse-window"),
            program(&["/opt/My Editor/code", "--reuse-window"])
        );
        assert_eq!(choose(r"/opt/My\ Editor/code -n"), program(&["/opt/My Editor/code", "-n"]));
        assert_eq!(choose("'niet gesloten"), Editor::None);
        assert_eq!(choose("  "), Editor::None);
    }

    #[test]
    fn a_terminal_editor_is_started_only_on_request() {
        let vim = |_: &str| Some("/usr/bin/vim".to_owned());
        let unset = config::Editor::Environment;
        assert_eq!(Editor::choose(None, unset, &vim), Editor::None);
        assert_eq!(Editor::choose(Some("vim"), unset, &vim), program(&["vim"]));
    }

    #[test]
    fn editors_get_the_line() {
        assert_eq!(arguments_for(name("/usr/bin/code"), "a.md", 7), ["--goto", "a.md:7"]);
        assert_eq!(arguments_for(name("C:\\Apps\\notepad++.exe"), "a.md", 7), ["-n7", "a.md"]);
        assert_eq!(arguments_for("gedit", "a.md", 7), ["+7", "a.md"]);
        assert_eq!(arguments_for("unknown", "a.md", 7), ["a.md"]);
    }
}
