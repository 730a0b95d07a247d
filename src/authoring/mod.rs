//! Tools for editors that change a guide's own files.

pub mod init;
