//! `[preview]`: how the live preview works.

use serde::Deserialize;

/// `[preview]`: how the live preview works. It changes nothing of what is published.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Preview {
    /// Whether the browser goes by itself to the chapter that is saved.
    pub follow: bool,
    /// What opens a chapter when its text is double-clicked. Only the command line can name a
    /// program: a guide from elsewhere must not choose what runs on this computer.
    pub editor: Editor,
}

/// What opens a chapter from the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Editor {
    /// The program that the environment names in `VISUAL` or `EDITOR`.
    #[default]
    Environment,
    /// VS Code.
    Vscode,
    /// Nothing.
    None,
}
