//! Opens a chapter in the editor it is written in.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use std::{env, io, thread};

use wait_timeout::ChildExt;

use crate::config;
use crate::system::System;

/// What opens a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// Nothing.
    None,
    /// VS Code, by an address that the browser opens.
    VsCode,
    /// A program with its arguments.
    Program(Vec<String>),
    /// The program that the system has for such files.
    System,
}

/// What is known of the computer that an editor is chosen for.
pub struct Computer<'a> {
    /// The value of an environment variable.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// Where VS Code is, if it is installed.
    pub vscode: &'a dyn Fn() -> Option<PathBuf>,
}

impl Computer<'static> {
    /// The one that this program runs on.
    pub const THIS: Self = Self { environment: &|name| env::var(name).ok(), vscode: &find_vscode };
}

/// How long to look whether a program fails at once.
const START_TIMEOUT: Duration = Duration::from_secs(1);

/// Editors that need a terminal of their own.
const TERMINAL_EDITORS: [&str; 12] =
    ["vi", "vim", "nvim", "nano", "pico", "ne", "joe", "micro", "helix", "hx", "kak", "ed"];

impl Editor {
    /// The editor that the command line chooses (`none`, `vscode` or a command), else `book.toml`,
    /// else the environment, if it names one that needs no terminal, else VS Code, if it is there,
    /// else what the system has.
    pub fn choose(choice: Option<&str>, setting: config::Editor, computer: &Computer<'_>) -> Self {
        match (choice, setting) {
            (Some("none"), _) | (None, config::Editor::None) => Self::None,
            (Some("vscode"), _) | (None, config::Editor::Vscode) => Self::VsCode,
            (Some(command), _) => Self::from_command(command),
            (None, config::Editor::Environment) => {
                let named = |variable: &&str| (computer.environment)(variable);
                let command = ["VISUAL", "EDITOR"].iter().find_map(named).unwrap_or_default();
                match Self::from_command(&command) {
                    Self::Program(words) if !TERMINAL_EDITORS.contains(&name(&words[0])) => {
                        Self::Program(words)
                    }
                    _ => Self::installed(computer),
                }
            }
        }
    }

    fn installed(computer: &Computer<'_>) -> Self {
        match (computer.vscode)() {
            Some(program) => Self::Program(vec![program.display().to_string()]),
            None => Self::System,
        }
    }

    /// A command and its arguments, quoted as in a shell.
    fn from_command(command: &str) -> Self {
        match System::HERE.words(command) {
            Some(words) if !words.is_empty() => Self::Program(words),
            _ => Self::None,
        }
    }

    /// How a browser opens a file: not at all, by an address, or by asking the preview.
    pub fn means(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::VsCode => "vscode",
            Self::Program(_) | Self::System => "program",
        }
    }

    /// Opens a file at a line, and looks for a moment whether that fails.
    ///
    /// # Errors
    /// The program cannot be started, or fails at once.
    pub fn open(&self, file: &Path, line: usize) -> io::Result<()> {
        let file = System::HERE.plain_path(&file.display().to_string());
        match self {
            Self::None | Self::VsCode => Ok(()),
            Self::Program(words) => {
                let (program, arguments) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
                let at_line = arguments_for(name(program), &file, line);
                start(Command::new(program).args(arguments).args(at_line))
            }
            // Elsewhere the system says what it cannot open.
            Self::System if System::HERE == System::Linux => {
                start(Command::new("xdg-open").arg(file))
            }
            Self::System => opener::open(file).map_err(io::Error::other),
        }
    }
}

/// Starts a program.
fn start(command: &mut Command) -> io::Result<()> {
    let program = command.get_program().display().to_string();
    let failed = |reason: &dyn std::fmt::Display| io::Error::other(format!("{program}: {reason}"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    match child.wait_timeout(START_TIMEOUT)? {
        Some(status) if !status.success() => Err(failed(&status)),
        Some(_) => Ok(()),
        None => {
            // Without this the process would stay behind as a zombie.
            thread::spawn(move || child.wait());
            Ok(())
        }
    }
}

fn find_vscode() -> Option<PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let places = vscode_places(System::HERE, &|name| env::var(name).ok());
        which::which("code").ok().or_else(|| places.into_iter().find(|place| place.is_file()))
    };
    FOUND.get_or_init(find).clone()
}

/// Where VS Code is installed if it is not on the path.
fn vscode_places(system: System, variable: &dyn Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    let below = |root: &str, rest: &str| variable(root).map(|root| format!("{root}{rest}").into());
    match system {
        System::Windows => [
            below("LocalAppData", r"\Programs\Microsoft VS Code\bin\code.cmd"),
            below("ProgramFiles", r"\Microsoft VS Code\bin\code.cmd"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        System::MacOs => {
            let program = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
            [Some(program.into()), below("HOME", program)].into_iter().flatten().collect()
        }
        System::Linux => vec!["/snap/bin/code".into(), "/usr/share/code/bin/code".into()],
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
        let computer = Computer { environment: &environment, vscode: &|| None };
        let choose = |choice, setting| Editor::choose(choice, setting, &computer);
        let unset = config::Editor::Environment;
        assert_eq!(choose(None, unset), program(&["gedit", "--wait"]));
        assert_eq!(choose(Some("vscode"), unset), Editor::VsCode);
        assert_eq!(choose(Some("none"), config::Editor::Vscode), Editor::None);
        assert_eq!(choose(None, config::Editor::Vscode), Editor::VsCode);
        assert_eq!(choose(None, config::Editor::None), Editor::None);
        assert_eq!(choose(Some("subl -n"), config::Editor::None), program(&["subl", "-n"]));
    }

    #[test]
    fn without_a_choice_vs_code_opens_a_file_or_what_the_system_has() {
        let unset = config::Editor::Environment;
        let places: [(&str, &[&str]); 2] = [
            (r"C:\Users\Noor Jansen\AppData\Local\Programs\Microsoft VS Code\bin\code.cmd", &[]),
            ("/usr/bin/code", &["VISUAL", "EDITOR"]),
        ];
        for (place, set) in places {
            let environment = |name: &str| set.contains(&name).then(|| "vim".to_owned());
            let there =
                Computer { environment: &environment, vscode: &|| Some(PathBuf::from(place)) };
            assert_eq!(Editor::choose(None, unset, &there), program(&[place]));
            let not_there = Computer { environment: &environment, vscode: &|| None };
            assert_eq!(Editor::choose(None, unset, &not_there), Editor::System);
            assert_eq!(Editor::choose(Some("none"), unset, &there), Editor::None);
            assert_eq!(arguments_for(name(place), "a b.md", 7), ["--goto", "a b.md:7"]);
        }
    }

    #[test]
    fn vs_code_is_found_where_each_system_has_it() {
        let variable = |name: &str| match name {
            "LocalAppData" => Some(r"C:\Users\Noor Jansen\AppData\Local".to_owned()),
            "HOME" => Some("/Users/noor".to_owned()),
            _ => None,
        };
        let places = |system| vscode_places(system, &variable);
        assert_eq!(
            places(System::Windows),
            [Path::new(
                r"C:\Users\Noor Jansen\AppData\Local\Programs\Microsoft VS Code\bin\code.cmd"
            )]
        );
        assert!(places(System::MacOs)[1].starts_with("/Users/noor/Applications"));
        assert!(places(System::Linux).iter().all(|place| place.ends_with("code")));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_at_once_is_reported() {
        let file = Path::new("a.md");
        assert!(program(&["sh", "-c", "exit 0"]).open(file, 1).is_ok());
        assert!(program(&["sh", "-c", "sleep 5"]).open(file, 1).is_ok());
        let error = program(&["sh", "-c", "exit 3"]).open(file, 1).unwrap_err();
        assert!(
            error.to_string().starts_with("sh: ") && error.to_string().contains('3'),
            "{error}"
        );
        let error = program(&["no-such-editor"]).open(file, 1).unwrap_err();
        assert!(error.to_string().starts_with("no-such-editor: "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_is_read_as_a_shell_reads_it() {
        let computer = Computer { environment: &|_| None, vscode: &|| None };
        let choose = |command| Editor::choose(Some(command), config::Editor::None, &computer);
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
        let environment = |_: &str| Some("/usr/bin/vim".to_owned());
        let vim = Computer { environment: &environment, vscode: &|| None };
        let unset = config::Editor::Environment;
        assert_eq!(Editor::choose(None, unset, &vim), Editor::System);
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
