//! What is wrong, as browsers are told: as much as a person can read, however much there is.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

/// How often one fault is shown. The rest is counted.
const REPEATS: usize = 20;

/// How many faults are shown in all.
const SHOWN: usize = 200;

/// How many characters of a line are shown on each side of the fault, and of the fault itself.
const LINE: usize = 100;

/// How many characters of a message or of advice are shown.
const MESSAGE: usize = 1000;

/// All that is wrong: counted, and the most of it shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Problems {
    errors: usize,
    warnings: usize,
    shown: Vec<Problem>,
    /// How many are not shown.
    omitted: usize,
}

/// Something that is wrong, with the lines it is about.
#[derive(Debug, Clone, Serialize)]
struct Problem {
    is_error: bool,
    message: String,
    help: Option<String>,
    file: Option<String>,
    line: usize,
    column: usize,
    lines: Vec<Line>,
}

/// A line of a file, in three parts; the middle one is what is wrong.
#[derive(Debug, Clone, Serialize)]
struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

impl Problems {
    /// Errors come before warnings where not all can be shown.
    pub fn new(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|problem| is_error(problem)).count();
        let mut chosen = vec![false; diagnostics.len()];
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut left = SHOWN;
        for wants_errors in [true, false] {
            let of_kind = diagnostics.iter().zip(&mut chosen);
            for (problem, chosen) in
                of_kind.filter(|(problem, _)| is_error(problem) == wants_errors)
            {
                let count = seen.entry(&problem.message).or_default();
                *count += 1;
                *chosen = *count <= REPEATS && left > 0;
                left -= usize::from(*chosen);
            }
        }
        let shown = diagnostics.iter().zip(chosen).filter(|(_, chosen)| *chosen);
        let shown: Vec<Problem> = shown.map(|(problem, _)| Problem::new(problem)).collect();
        Self {
            errors,
            warnings: diagnostics.len() - errors,
            omitted: diagnostics.len() - shown.len(),
            shown,
        }
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

impl Problem {
    fn new(diagnostic: &Diagnostic) -> Self {
        let (file, line, column) = match diagnostic.position() {
            Some((file, line, column)) => (Some(file.to_owned()), line, column),
            None => (None, 0, 0),
        };
        Self {
            is_error: is_error(diagnostic),
            message: start(&diagnostic.message, MESSAGE),
            help: diagnostic.help.as_ref().map(|help| start(help, MESSAGE)),
            file,
            line,
            column,
            lines: excerpt(diagnostic, line),
        }
    }
}

/// The line that is wrong, and those around it.
fn excerpt(diagnostic: &Diagnostic, line: usize) -> Vec<Line> {
    let Some((text, span)) = &diagnostic.location else { return Vec::new() };
    let first = line.saturating_sub(2).max(1);
    let mut start = text.offset(first, 1);
    let mut lines = Vec::new();
    for (number, whole) in (first..=line + 2).zip(text.content[start..].split_inclusive('\n')) {
        let shown = whole.trim_end_matches(['\r', '\n']);
        let within =
            |at: usize| shown.floor_char_boundary(at.saturating_sub(start).min(shown.len()));
        let (from, to) = if number == line {
            (within(span.start()), within(span.end()).max(within(span.start())))
        } else {
            (shown.len(), shown.len())
        };
        lines.push(Line::new(number, [&shown[..from], &shown[from..to], &shown[to..]]));
        start += whole.len();
    }
    lines
}

impl Line {
    fn new(number: usize, [before, marked, after]: [&str; 3]) -> Self {
        let is_whole = marked.is_empty() && after.is_empty();
        Self {
            number,
            before: if is_whole { self::start(before, 2 * LINE) } else { end(before, LINE) },
            marked: self::start(marked, LINE),
            after: self::start(after, LINE),
        }
    }
}

/// The first characters of a text.
fn start(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The last characters of a text.
fn end(text: &str, length: usize) -> String {
    match text.char_indices().rev().nth(length) {
        Some((at, last)) => format!("…{}", &text[at + last.len_utf8()..]),
        None => text.to_owned(),
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
    fn places_at_the_edge_of_a_file_are_no_trouble() {
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
    fn a_fault_that_returns_is_shown_some_times_and_counted() {
        let text = Text::new("a.md", "é[[9.9]]é ".repeat(8_000));
        let same = Diagnostic::error("there is no chapter 9.9").at(&text, text.find("[[9.9]]"));
        let mut all = vec![Diagnostic::warning("eerst"); 1];
        all.extend(vec![same; 8_000]);
        let problems = Problems::new(&all);
        assert_eq!((problems.errors, problems.warnings), (8_000, 1));
        assert_eq!((problems.shown.len(), problems.omitted), (REPEATS + 1, 8_000 - REPEATS));
        assert!(!problems.shown[0].is_error, "their order stays");
        assert!(serde_json::to_string(&problems).unwrap().len() < 20_000);
    }

    #[test]
    fn however_many_faults_there_are_what_is_sent_stays_small() {
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
        assert_eq!(problems.shown.len() + problems.omitted, 20_000);
        assert!(serde_json::to_string(&problems).unwrap().len() < 1 << 20);
    }
}
