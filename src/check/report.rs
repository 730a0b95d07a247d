//! Formats diagnostics for people, for programs, and for a forge that shows them beside the lines.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, excerpt, render_all, visible};
use crate::messages::message;
use crate::rule::Rule;

/// For reading: by file, each with its source lines.
pub fn human(diagnostics: &[Diagnostic], colour: bool) -> String {
    let mut out = String::new();
    for group in diagnostics.chunk_by(|a, b| path(a) == path(b)) {
        if let Some(path) = path(&group[0]) {
            let heading = if colour {
                format!("\u{1b}[1;4m{}\u{1b}[0m", visible(path))
            } else {
                visible(path)
            };
            out.push_str(&format!("{heading}\n"));
        }
        out.push_str(&render_all(&alike_once(group), colour));
    }
    out
}

/// What is said of many lines in the same words is said once, with all lines.
fn alike_once(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    const FEW: usize = 3;
    let words =
        |problem: &Diagnostic| (problem.rule, problem.message.clone(), problem.help.clone());
    let mut lines: HashMap<_, Vec<String>> = HashMap::new();
    for problem in diagnostics.iter().filter(|problem| problem.rule.is_some()) {
        let line = range(problem).map(|range| range.line.to_string());
        lines.entry(words(problem)).or_default().extend(line);
    }
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut grouped = HashSet::new();
    for problem in diagnostics {
        let words = words(problem);
        let Some(lines) = lines.get(&words).filter(|lines| lines.len() > FEW) else {
            told.push(problem.clone());
            continue;
        };
        if !grouped.insert(words) {
            continue;
        }
        let mut first = problem.clone();
        first.message = message!("grouped", count = lines.len(), message = first.message);
        if let Some(lines) = listed(lines) {
            let places = message!("grouped", "places", lines = lines);
            first.help = Some(match first.help {
                Some(help) => message!("grouped", "help", help = help, places = places),
                None => message!("grouped", "lines", places = places),
            });
        }
        told.push(first);
    }
    told
}

/// The lines to look at, each once; none if there is only the first.
fn listed(lines: &[String]) -> Option<String> {
    const MOST: usize = 50;
    let mut lines = lines.to_vec();
    lines.dedup();
    let has_more = lines.len() > MOST;
    lines.truncate(MOST);
    let more = if has_more { ", …" } else { "" };
    (lines.len() > 1).then(|| format!("{}{more}", lines.join(", ")))
}

fn path(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.location.as_ref().map(|(text, _)| text.path.as_str())
}

/// One thing that was found.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: &'static str,
    rule: Option<Rule>,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    #[serde(flatten)]
    range: Option<Range>,
    /// The line as written; of a long line, the part around the fault.
    source: Option<String>,
}

/// Lines and columns, from 1; columns count characters.
#[derive(Serialize)]
struct Range {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn range(diagnostic: &Diagnostic) -> Option<Range> {
    let (text, span) = diagnostic.location.as_ref()?;
    let (line, column) = text.position(span.start());
    let (end_line, end_column) = text.position(span.end());
    Some(Range { line, column, end_line, end_column })
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// For programs: an array of objects.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let records: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| JsonDiagnostic {
            severity: name(diagnostic.severity),
            rule: diagnostic.rule,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            file: path(diagnostic),
            range: range(diagnostic),
            source: excerpt(diagnostic, 0).into_iter().next().map(|line| line.to_string()),
        })
        .collect();
    serde_json::to_string_pretty(&records).expect("records are plain data") + "\n"
}

/// For GitHub: workflow commands, which become annotations.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(annotation).collect()
}

fn annotation(diagnostic: &Diagnostic) -> String {
    let mut properties = Vec::new();
    if let (Some(path), Some(range)) = (path(diagnostic), range(diagnostic)) {
        properties.push(format!("file={}", escape_property(path)));
        properties.push(format!("line={}", range.line));
        properties.push(format!("endLine={}", range.end_line));
        properties.push(format!("col={}", range.column));
        if range.line == range.end_line {
            properties.push(format!("endColumn={}", range.end_column));
        }
    }
    if let Some(rule) = diagnostic.rule {
        properties.push(format!("title={rule}"));
    }
    let severity = name(diagnostic.severity);
    let help = diagnostic.help.iter().map(|help| format!("\n{help}")).collect::<String>();
    let message = escape(&format!("{}{help}", diagnostic.message));
    if properties.is_empty() {
        format!("::{severity}::{message}\n")
    } else {
        format!("::{severity} {}::{message}\n", properties.join(","))
    }
}

fn escape(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text)
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Text;

    #[test]
    fn what_is_said_of_many_lines_in_the_same_words_is_said_once() {
        let text = Text::new("a.md", "een\ntwee\ndrie\nvier\nvijf\n");
        let problem = |rule, line: usize| {
            let start = text.offset(line, 1);
            Diagnostic::of(rule, "zo").at(&text, text.rest_of_line(start))
        };
        let told = |lines: &[usize]| {
            let mut problems: Vec<Diagnostic> =
                lines.iter().map(|line| problem(Rule::ImageWithoutAlt, *line)).collect();
            problems.insert(1, problem(Rule::DoubledHeading, 2));
            alike_once(&problems)
        };
        assert_eq!(told(&[1, 3, 4]).len(), 4);
        let many = told(&[1, 3, 4, 5]);
        assert_eq!(many.len(), 2);
        assert_eq!(many[0].message, "4 times, first here: zo");
        assert_eq!(many[0].help.as_deref(), Some("look at lines 1, 3, 4, 5"));
        assert_eq!(many[1].message, "zo");
        assert_eq!(told(&[1; 9])[0].help, None, "one line");
    }

    #[test]
    fn very_many_lines_are_not_all_listed() {
        let lines: Vec<String> = (0..1000).map(|line| line.to_string()).collect();
        let listed = listed(&lines).unwrap();
        assert!(listed.starts_with("0, 1, ") && listed.ends_with(", 49, …"), "{listed}");
    }
}
