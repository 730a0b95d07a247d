//! Lines with which other programs are told to do something, and which would be published as typed.

use std::sync::LazyLock;

use regex::Regex;

use crate::messages::message;

/// The commands, each a whole line.
static COMMANDS: LazyLock<Vec<(Regex, Command)>> = LazyLock::new(|| {
    [
        // `[TOC]`, `{:toc}`, `\tableofcontents`.
        (r"^(?:\[_?(?i:toc)_?\]|\{:?[ \t]*(?i:toc)\}|@\[(?i:toc)\])$", Command::Contents),
        (r"^\\tableofcontents$", Command::Contents),
        // `\newpage`, `\pagebreak`.
        (r"^\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\[[^\]]*\])?$", Command::NewPage),
        // `\begin{center}`, `\vspace{1em}`.
        (
            r"^\\(?:begin|end|vspace|hspace|includegraphics|input|include|label|(?:sub)*section)\*?(?:\[[^\]]*\])?\{[^}]*\}.*$",
            Command::Other,
        ),
        // `=== "Tab"`, of MkDocs.
        (r#"^===[!+]?[ \t]+["“”„'‘’].*["“”'’]$"#, Command::Tab),
        // `{{< youtube id >}}`, `{% include x %}`, `{{#include x}}`, of Hugo, Jekyll and mdBook.
        (r"^\{\{[<%][ \t]*\p{L}[^{}]*[>%]\}\}$", Command::Other),
        (r"^\{%-?[ \t]*\p{L}[^%]*%\}$", Command::Other),
        (r"^\{\{#\p{L}[^{}]*\}\}$", Command::Other),
        // `{{ include "x" }}`, `{{toc}}`, `{{ site.title }}`.
        (r#"^\{\{-?[ \t]*(?:(?i:toc)|include\b.*|partial\b.*|(?:site|page|config)\.[\w.]+)[ \t]*-?\}\}$"#, Command::Other),
        // `toc::[]`, `include::x[]`, of AsciiDoc.
        (r"^(?:toc|include|image|video)::[^\s\[]*\[[^\]]*\]$", Command::Other),
        // `--8<-- "x"`, of MkDocs.
        (r#"^-+8<-+[ \t]*["']\S+["']$"#, Command::Other),
        // `.. image:: x`, of reStructuredText.
        (r"^\.\.[ \t]+[a-z]+(?:-[a-z]+)*::(?:[ \t]+\S+)?$", Command::Other),
        // `/// tab | Title` and `/// html | div`, of MkDocs; any other is a box.
        (r"^/{3,}[ \t]*tab(?:[ \t]*\|.*)?$", Command::Tab),
        (r"^/{3,}[ \t]*(?:figure-|table-)?caption(?:[ \t]*\|.*)?$", Command::Caption),
        (r"^/{3,}[ \t]*(?:html|define)(?:[ \t]*\|.*)?$", Command::Other),
        (r"^/{3,}[ \t]*\p{L}[\w-]*(?:[ \t]*\|.*)?$", Command::Box),
    ]
    .map(|(expression, command)| (Regex::new(expression).expect("a valid expression"), command))
    .into()
});

/// The end of what a command encloses.
static END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\{[{%][<%-]?[ \t]*(?:/|end)").expect("a valid expression"));

/// What a line tells another program to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Contents,
    NewPage,
    Tab,
    Caption,
    Box,
    Other,
}

impl Command {
    /// The command that a line is.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        // Told sooner than by expressions.
        let is_sign = line.starts_with(['[', '{', '\\', '=', '.', '@', '/']);
        if !is_sign && !line.contains("::") && !line.contains("8<") {
            return None;
        }
        // What is enclosed was reported where it begins.
        if END.is_match(line) {
            return None;
        }
        COMMANDS.iter().find(|(expression, _)| expression.is_match(line)).map(|(_, of)| *of)
    }

    /// What to do instead.
    pub(super) fn help(self) -> String {
        match self {
            Self::Contents => message!("foreign-command", "contents"),
            Self::NewPage => message!("foreign-command", "page"),
            Self::Tab => message!("foreign-command", "tab"),
            Self::Caption => message!("foreign-command", "caption"),
            Self::Box => message!("near-box", "help"),
            Self::Other => message!("foreign-command", "help"),
        }
    }
}
