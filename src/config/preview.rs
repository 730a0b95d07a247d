//! `[preview]`: how the live preview works.

use serde::Deserialize;

/// `[preview]`: how the live preview works. Nothing published depends on it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Preview {
    /// Whether the browser follows to the chapter that is saved.
    pub follow: bool,
    /// What opens a chapter whose text is double-clicked. A program can only be named on the
    /// command line, since a guide from elsewhere must not choose what runs on this computer.
    pub editor: Editor,
}

/// What opens a chapter from the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Editor {
    /// The program in the environment variable `VISUAL` or `EDITOR`.
    #[default]
    Environment,
    /// VS Code.
    Vscode,
    /// Nothing.
    None,
}
