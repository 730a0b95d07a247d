//! Changes a guide from the browser.

pub mod images;
pub mod paste;
pub mod references;
pub mod tree;
