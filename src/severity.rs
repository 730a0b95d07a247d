//! Errors and warnings.

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide cannot be built.
    Error,
    /// The guide is built, unless `--strict` is given.
    Warning,
}
