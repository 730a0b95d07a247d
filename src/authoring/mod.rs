//! Tools for editors: what checks a guide's own files, and what changes them.

pub mod check;
mod edits;
pub mod import;
pub mod init;
mod layout;
pub mod moving;
pub mod new;
