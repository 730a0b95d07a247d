//! What is wrong with a guide, where, and what to do about it.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource};

use crate::rule::Rule;
pub use crate::severity::Severity;
pub use crate::span::{Span, Text};

/// One thing that is wrong with the guide.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Whether it stops a build.
    pub severity: Severity,
    /// The rule it is a breach of, where an editor may choose what it weighs.
    pub rule: Option<Rule>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, if it is somewhere: the text and a span of it.
    pub location: Option<(Arc<Text>, Span)>,
    /// The file or folder that the system did not let us read. It may do so later.
    pub unread: Option<PathBuf>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            rule: None,
            message: message.into(),
            help: None,
            location: None,
            unread: None,
        }
    }

    /// A breach of a rule, without a place yet, of the weight the rule has unless a guide chooses.
    pub fn of(rule: Rule, message: impl Into<String>) -> Self {
        let severity = rule.default_level().severity().unwrap_or(Severity::Warning);
        Self { severity, rule: Some(rule), ..Self::error(message) }
    }

    /// A warning without a place yet.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// An error of the file system: what was tried, on which path, and what the system said.
    pub fn io(action: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::error(format!("cannot {action} {}: {error}", path.display()))
    }

    /// The same as a breach of another rule.
    #[must_use]
    pub fn breaks(self, rule: Rule) -> Self {
        let Self { message, help, location, unread, .. } = self;
        Self { help, location, unread, ..Self::of(rule, message) }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, text: &Arc<Text>, span: Span) -> Self {
        self.location = Some((Arc::clone(text), span));
        self
    }

    /// Says that a file or folder could not be read, but may be readable later.
    #[must_use]
    pub fn unread(mut self, path: impl Into<PathBuf>) -> Self {
        self.unread = Some(path.into());
        self
    }

    /// The same of a file of which an older text is used instead.
    #[must_use]
    pub fn with_older_text(mut self) -> Self {
        self.severity = Severity::Warning;
        self.message.push_str("; what was read before is used");
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Path, line and column, for sorting and for plain output.
    pub fn position(&self) -> Option<(&str, usize, usize)> {
        let (text, span) = self.location.as_ref()?;
        let (line, column) = text.position(span.start());
        Some((&text.path, line, column))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((path, line, column)) = self.position() {
            write!(f, "{path}:{line}:{column}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl From<Diagnostic> for Vec<Diagnostic> {
    fn from(diagnostic: Diagnostic) -> Self {
        vec![diagnostic]
    }
}

/// Sorts diagnostics by file and place, those without a place first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (a.position(), a.severity, &a.message).cmp(&(b.position(), b.severity, &b.message))
    });
}

/// A diagnostic dressed for miette, which prints the source lines around it.
struct Printable<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<NamedSource<String>>,
}

impl fmt::Debug for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.diagnostic, f)
    }
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)?;
        match self.diagnostic.rule {
            Some(rule) => write!(f, " [{rule}]"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Printable<'_> {}

impl miette::Diagnostic for Printable<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.diagnostic.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(self.source.as_ref()?)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span) = self.diagnostic.location.as_ref().filter(|_| self.source.is_some())?;
        Some(Box::new(std::iter::once(LabeledSpan::underline(span.start()..span.end()))))
    }
}

/// Prints diagnostics to standard error, with source lines, in colour where a terminal wants it.
pub fn print(diagnostics: &[Diagnostic]) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for diagnostic in diagnostics {
        // Where nobody reads it, nobody is told.
        let _ = write!(std::io::stderr(), "{}", render(diagnostic, colour));
    }
}

/// One diagnostic as text with its source lines.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let printable = Printable {
        diagnostic,
        // Of a file that is no text there are no lines to show.
        source: diagnostic
            .location
            .as_ref()
            .filter(|(text, _)| !text.content.is_empty())
            .map(|(text, _)| NamedSource::new(&text.path, text.content.clone())),
    };
    let mut out = String::new();
    match GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .render_report(&mut out, &printable)
    {
        // A blank line sets reports apart.
        Ok(()) => format!("{}\n\n", out.trim_end()),
        Err(fmt::Error) => format!("{diagnostic}\n\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_place_source_and_help() {
        let text = Text::new("content/a.md", "regel een\nregel twee\n");
        let report = render(
            &Diagnostic::error("dit gaat mis").at(&text, text.find("regel twee")).help("doe dat"),
            false,
        );
        for part in ["dit gaat mis", "content/a.md:2:1", "regel twee", "doe dat"] {
            assert!(report.contains(part), "{part} is missing in:\n{report}");
        }
    }
}
