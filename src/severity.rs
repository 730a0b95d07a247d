//! How much a fault weighs.

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide is not built.
    Error,
    /// The guide is built, unless warnings are treated as errors.
    Warning,
}
