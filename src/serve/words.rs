//! The words of the part of a page that belongs to the preview.

use serde::Serialize;

use crate::messages::{self, message};

/// What the script in the browser says by itself.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// Their language, and that of all messages.
    lang: String,
    /// That the page is the last good version.
    stays: String,
    /// That there is no good version yet.
    waits: String,
    /// The name of the button that closes the list of problems.
    close: String,
    /// That a click on a place opens it in the editor.
    open: String,
    /// That the page is not part of the guide any more.
    gone: String,
    /// That the preview cannot be reached.
    lost: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            lang: messages::language(),
            stays: message!("preview-stays"),
            waits: message!("preview-empty"),
            close: message!("preview-close"),
            open: message!("preview-open"),
            gone: message!("preview-gone"),
            lost: message!("preview-lost"),
        }
    }
}
