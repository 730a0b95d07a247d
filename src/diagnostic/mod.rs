//! What is wrong with a guide, where, and what to do about it.

mod complaint;
mod conflict;
mod excerpt;
pub mod exemption;
mod file_action;
mod render;
mod repeated;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::complaint::{Complaint, ValueKind, refuse, refused, switch};
pub use self::conflict::conflict;
pub use self::excerpt::{ExcerptLine, excerpt, visible};
pub use self::file_action::FileAction;
pub use self::render::{print, render, render_all};
pub use self::repeated::{Repeated, limit};
use crate::messages::{io_advice, io_reason, message};
use crate::rule::Rule;
pub use crate::rule::Severity;
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
    /// What may have been meant, each as another text for a place in the same file.
    pub mends: Box<[Mend]>,
}

/// A text that mends what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Where it goes; in place of what the diagnostic is about, if that is not said.
    pub span: Option<Span>,
    /// The text.
    pub text: String,
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
            mends: Box::default(),
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
    pub fn io(action: FileAction, path: &Path, error: &io::Error) -> Self {
        Self { help: io_advice(error), ..Self::error(action.failure(path, &io_reason(error))) }
    }

    /// The same as a breach of another rule.
    #[must_use]
    pub fn breaks(self, rule: Rule) -> Self {
        let Self { message, help, location, unread, mends, .. } = self;
        Self { help, location, unread, mends, ..Self::of(rule, message) }
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
        self.message = message!("older-text-is-used", problem = self.message);
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a text that may have been meant where this is.
    #[must_use]
    pub fn mend(mut self, text: impl Into<String>) -> Self {
        self.add_mend(text);
        self
    }

    /// The same of one that is reported already.
    pub fn add_mend(&mut self, text: impl Into<String>) {
        let mut mends = std::mem::take(&mut self.mends).into_vec();
        mends.push(Mend { span: None, text: text.into() });
        self.mends = mends.into();
    }

    /// What is wrong, and the rule it is a breach of.
    pub fn to_message(&self) -> String {
        match self.rule {
            Some(rule) => format!("{} [{rule}]", self.message),
            None => self.message.clone(),
        }
    }

    /// Path, line and column, for plain output.
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
    diagnostics.sort_by_cached_key(order);
}

/// By what a diagnostic is sorted.
pub fn order(diagnostic: &Diagnostic) -> impl Ord + use<> {
    let place = diagnostic.location.as_ref();
    let place = place.map(|(text, span)| (text.path.clone(), span.start()));
    (place, diagnostic.severity, diagnostic.message.clone())
}
