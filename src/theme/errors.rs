//! Errors of the template engine, with template, line and column.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;

/// A template error as a diagnostic.
pub fn explain(error: &Error, templates: &BTreeMap<String, Arc<Text>>) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at_place(report, templates)
        }
        _ => {
            let reason = one_line(&error.to_string());
            Diagnostic::error(message!("theme-unusable", reason = reason))
        }
    }
}

fn at_place(report: &ReportError, templates: &BTreeMap<String, Arc<Text>>) -> Diagnostic {
    let reason = one_line(report.message());
    let problem = Diagnostic::error(message!("template-error", reason = reason))
        .help(message!("template-error", "help"));
    let Some(text) = templates.get(report.filename()) else {
        return problem;
    };
    let span = report.span();
    let start = text.offset(span.start_line, span.start_col + 1);
    let end = text.offset(span.end_line, span.end_col + 1);
    problem.at(text, text.span(start..end))
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
