//! Tools for editors: what checks a guide's own files, and what changes them.

pub mod check;
pub mod init;
mod manuscript;

pub use manuscript::Manuscript;
