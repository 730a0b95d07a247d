//! Editing in the browser: the page is where one writes.
//!
//! A browser sends the whole text of a chapter as it knows it, and a change to a part of it. Here
//! the change becomes a new text, which is saved if the file is still as the browser knew it, merged
//! with it if they do not touch, or else refused. Nothing of all this is in a published site.

mod access;
mod images;
mod paste;
mod references;
mod requests;
mod scripts;
mod tree;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

pub use access::{Access, Editors};
pub use requests::routes;

use super::preview::Preview;

/// What requests that edit are answered from.
pub struct Editing {
    /// Who may edit.
    pub access: Arc<Access>,
    /// The folder of the guide.
    pub root: PathBuf,
    /// The guide as it is shown.
    pub preview: Arc<Preview>,
}
