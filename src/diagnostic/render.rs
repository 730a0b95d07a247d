//! Diagnostics as text, with their source lines.

use std::fmt;
use std::io::{IsTerminal, Write};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};

use super::excerpt::{excerpt, visible};
use super::{Diagnostic, Severity, repeated};
use crate::messages::message;

/// Prints diagnostics to standard error, with source lines, in colour where a terminal wants it.
pub fn print(diagnostics: &[Diagnostic]) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // If standard error is closed, there is nobody to tell.
    let _ = write!(std::io::stderr(), "{}", render_all(diagnostics, colour));
}

/// Diagnostics as text; a fault that is found very often is shown a few times and then counted.
pub fn render_all(diagnostics: &[Diagnostic], colour: bool) -> String {
    let (shown, more) = repeated::limit(diagnostics);
    let mut out: String = shown.into_iter().map(|diagnostic| render(diagnostic, colour)).collect();
    more.iter().for_each(|more| out.push_str(&format!("{more}\n\n")));
    out
}

/// One diagnostic as text with its source lines.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let help = diagnostic.help.as_deref().map(|help| {
        let label = theme.styles.help.style(message!("help-label")).to_string();
        format!("  {label} {}\n", without_tabs(help).replace('\n', "\n        "))
    });
    let printable = Printable {
        message: without_tabs(&diagnostic.to_message()),
        severity: diagnostic.severity,
        source: Excerpt::of(diagnostic),
    };
    let mut out = String::new();
    match GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .render_report(&mut out, &printable)
    {
        // A blank line sets reports apart.
        Ok(()) => format!("{}\n{}\n", out.trim_end(), help.unwrap_or_default()),
        Err(fmt::Error) => format!("{}\n\n", visible(&diagnostic.to_string())),
    }
}

/// A message that quotes a text, without what a terminal would obey. Source lines keep their tabs,
/// which are aligned there.
fn without_tabs(message: &str) -> String {
    visible(message).replace('\t', " ")
}

/// A diagnostic dressed for miette, which prints the source lines around it. What to do is added
/// to that, as miette calls it "help" in all languages.
#[derive(Debug)]
struct Printable {
    message: String,
    severity: Severity,
    source: Option<Excerpt>,
}

impl fmt::Display for Printable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Printable {}

impl miette::Diagnostic for Printable {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source.as_ref()?)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::underline(self.source.as_ref()?.marked);
        Some(Box::new(std::iter::once(label)))
    }
}

/// The few lines that are shown, instead of a file that may be megabytes long.
#[derive(Debug)]
struct Excerpt {
    name: String,
    text: String,
    marked: SourceSpan,
    /// The number of the first line, from 1.
    first: usize,
    /// Where the fault is in the file, from 1.
    place: (usize, usize),
}

impl Excerpt {
    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        let (path, line, column) = diagnostic.position()?;
        let lines = excerpt(diagnostic, 1);
        // A file that is not text has no lines to show.
        let first = lines.first()?.number;
        let mut text = String::new();
        let mut marked: Option<(usize, usize)> = None;
        for shown in &lines {
            text.push_str(&shown.before);
            if shown.number >= line && (marked.is_none() || !shown.marked.is_empty()) {
                let start = marked.map_or(text.len(), |(start, _)| start);
                marked = Some((start, text.len() + shown.marked.len()));
            }
            text.push_str(&shown.marked);
            text.push_str(&shown.after);
            text.push('\n');
        }
        // A fault after the last line break is marked where that line ends.
        let (start, end) = marked.unwrap_or((text.len() - 1, text.len() - 1));
        let marked = SourceSpan::from(start..end);
        Some(Self { name: visible(path), text, marked, first, place: (line, column) })
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let found = self.text.read_span(span, before, after)?;
        // Without lines around it, miette asks for the place to print.
        let (line, column) = if (before, after) == (0, 0) {
            (self.place.0 - 1, self.place.1 - 1)
        } else {
            (self.first - 1 + found.line(), found.column())
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            found.data(),
            *found.span(),
            line,
            column,
            found.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;
    use crate::span::Text;

    #[test]
    fn a_fault_at_the_end_of_a_file_has_a_place() {
        let text = Text::new("a.html", "<p>\n{% if x %}\n</p>\n");
        let end = text.content.len();
        let report = render(&Diagnostic::error("open").at(&text, text.span(end..end)), false);
        assert!(report.contains("a.html:4:1") && report.contains("</p>"), "{report}");
    }

    #[test]
    fn a_report_has_no_control_characters() {
        let text = Text::new("a.md", "n\tk:: \u{1b}[31m\n");
        let problem = Diagnostic::error("no key `n\tk`").at(&text, text.find("n\tk"));
        let report = render(&problem.help("did you mean `n\t\u{1b}`?"), false);
        assert!(!report.chars().any(|c| c.is_control() && c != '\n'), "{report:?}");
    }

    #[test]
    fn a_report_has_place_source_and_help() {
        let text = Text::new("content/a.md", "regel een\nregel twee\n");
        let problem = Diagnostic::error("dit gaat mis").at(&text, text.find("regel twee"));
        let report = render(&problem.help("doe dat"), false);
        for part in ["dit gaat mis", "content/a.md:2:1", "regel twee", "doe dat"] {
            assert!(report.contains(part), "{part} is missing in:\n{report}");
        }
    }

    #[test]
    fn a_report_is_bounded_and_harmless() {
        let text =
            Text::new("a.md", format!("{}\u{1b}[2J{}", "é".repeat(99_999), "x".repeat(99_999)));
        let problem = Diagnostic::error("mis\u{1b}[31m").at(&text, text.find("\u{1b}"));
        let report = render(&problem, false);
        assert!(report.len() < 2_000, "{} bytes", report.len());
        assert!(report.contains("a.md:1:100000") && report.contains("␛[2J"), "{report}");
        assert!(!report.contains('\u{1b}'));
    }

    #[test]
    fn a_fault_that_is_found_often_is_counted() {
        let text = Text::new("a.md", "x ".repeat(500));
        let problem = |at| Diagnostic::of(Rule::Todo, "doe dit").at(&text, text.span(at..at + 1));
        let found: Vec<_> = (0..500).map(problem).collect();
        let report = render_all(&found, false);
        assert_eq!(report.matches("doe dit").count(), 20);
        assert!(report.contains("480 more of [todo] in a.md"), "{report}");
        let quoting = vec![Diagnostic::warning("“x” is long").at(&text, text.find("x")); 25];
        let report = render_all(&quoting, false);
        assert!(report.contains("5 more of “‘x’ is long” in a.md"), "{report}");
    }
}
