//! Formats diagnostics for people, for programs, and for a forge that shows them beside the lines.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, excerpt, render_all, visible};
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
        out.push_str(&render_all(group, colour));
    }
    out
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
