//! The words of the editor in the browser.

use serde::Serialize;

use crate::messages::{self, message};

/// What the scripts in the browser say by themselves. A script names the word it needs, and it is
/// added here.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// Their language.
    lang: String,
    /// The name of the button that turns editing on.
    edit: String,
}

impl Default for Words {
    fn default() -> Self {
        Self { lang: messages::language(), edit: message!("edit") }
    }
}
