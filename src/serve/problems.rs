//! The diagnostics sent to browsers, limited to what a person can read.

use serde::Serialize;

use super::plain;
use crate::diagnostic::{Diagnostic, ExcerptLine, Severity, excerpt, limit};
use crate::messages::message;
use crate::span::split_at_char;

/// How many faults are shown in all.
const SHOWN: usize = 200;

/// How many lines are shown before and after a fault.
const AROUND: usize = 2;

/// How many characters of a message or of advice are shown.
const MESSAGE: usize = 1000;

/// All problems: counted, and as many shown as fit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Problems {
    errors: usize,
    warnings: usize,
    /// How many there are, in words.
    title: String,
    shown: Vec<Problem>,
    /// How many are not shown, in words; empty if all are.
    omitted: String,
}

/// A problem with the source lines it is about.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    is_error: bool,
    message: String,
    help: Option<String>,
    file: Option<String>,
    line: usize,
    column: usize,
    lines: Vec<ExcerptLine>,
}

impl Problems {
    /// Errors come first: they are what keeps the guide from being shown.
    pub fn new(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|problem| is_error(problem)).count();
        let (mut shown, _) = limit(diagnostics);
        shown.sort_by_key(|problem| !is_error(problem));
        shown.truncate(SHOWN);
        let warnings = diagnostics.len() - errors;
        let omitted = match diagnostics.len() - shown.len() {
            0 => String::new(),
            omitted => message!("preview-omitted", count = omitted),
        };
        Self {
            errors,
            warnings,
            title: title(errors, warnings),
            omitted,
            shown: shown.into_iter().map(Problem::new).collect(),
        }
    }
}

/// "1 error, 2 warnings", leaving out a zero.
fn title(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => String::new(),
        (0, _) => message!("warnings", count = warnings),
        (_, 0) => message!("errors", count = errors),
        _ => message!(
            "errors-and-warnings",
            errors = message!("errors", count = errors),
            warnings = message!("warnings", count = warnings)
        ),
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

impl Problem {
    /// What a browser is told of it.
    pub fn new(diagnostic: &Diagnostic) -> Self {
        let (file, line, column) = match diagnostic.position() {
            Some((file, line, column)) => (Some(file.to_owned()), line, column),
            None => (None, 0, 0),
        };
        Self {
            is_error: is_error(diagnostic),
            message: start(&diagnostic.message, MESSAGE),
            help: plain::help(diagnostic)
                .or_else(|| diagnostic.help.clone())
                .map(|help| start(&help, MESSAGE)),
            file,
            line,
            column,
            lines: excerpt(diagnostic, AROUND),
        }
    }
}

/// The first characters of a text.
fn start(text: &str, length: usize) -> String {
    match split_at_char(text, length) {
        (text, "") => text.to_owned(),
        (start, _) => format!("{start}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    #[test]
    fn problems_show_the_lines_around_them() {
        let text = Text::new("content/a.md", "een\ntwee\r\nzie [[9.9]] dan\nvier\nvijf\nzes\n");
        let at = text.find("[[9.9]]");
        let problem = Problem::new(&Diagnostic::error("x").at(&text, at).help("y"));
        assert_eq!(
            (problem.file.as_deref(), problem.line, problem.column),
            (Some("content/a.md"), 3, 5)
        );
        let shown: Vec<_> = problem.lines.iter().map(|l| (l.number, l.marked.as_str())).collect();
        assert_eq!(shown, [(1, ""), (2, ""), (3, "[[9.9]]"), (4, ""), (5, "")]);
        assert_eq!(problem.lines[1].before, "twee");
        assert_eq!((&*problem.lines[2].before, &*problem.lines[2].after), ("zie ", " dan"));
    }

    #[test]
    fn places_at_the_edge_of_a_file_are_shown() {
        let text = Text::new("a.md", "é");
        for words in ["é", ""] {
            let problem = Diagnostic::error("x").at(&text, text.find(words));
            assert_eq!(Problem::new(&problem).lines.len(), 1);
        }
        let empty = Text::new("a.md", "");
        let problem = Diagnostic::error("x").at(&empty, empty.find("x"));
        assert!(Problem::new(&problem).lines.is_empty());
    }

    #[test]
    fn a_recurring_fault_is_shown_a_few_times_and_counted() {
        let text = Text::new("a.md", "é[[9.9]]é ".repeat(8_000));
        let same = Diagnostic::error("there is no chapter 9.9").at(&text, text.find("[[9.9]]"));
        let mut all = vec![Diagnostic::warning("eerst")];
        all.extend(vec![same; 8_000]);
        let problems = Problems::new(&all);
        assert_eq!((problems.errors, problems.warnings), (8_000, 1));
        assert_eq!((problems.shown.len(), &*problems.omitted), (21, "And 7980 more."));
        assert_eq!(problems.title, "8000 errors, 1 warning");
        assert!(!problems.shown[20].is_error, "errors come first");
        assert!(serde_json::to_string(&problems).unwrap().len() < 20_000);
    }

    #[test]
    fn the_message_stays_small_however_many_faults_there_are() {
        let text = Text::new("a.md", "é".repeat(100_000));
        let all: Vec<Diagnostic> = (0..10_000)
            .flat_map(|n| {
                let message = format!("{n} {}", "x".repeat(5_000));
                [Diagnostic::warning(&message), Diagnostic::error(&message)]
            })
            .map(|problem| problem.help("é".repeat(5_000)).at(&text, text.find("éé")))
            .collect();
        let problems = Problems::new(&all);
        assert!(problems.shown.iter().all(|problem| problem.is_error), "errors go first");
        assert_eq!((problems.shown.len(), &*problems.omitted), (SHOWN, "And 19800 more."));
        assert!(serde_json::to_string(&problems).unwrap().len() < 1 << 20);
    }
}
