//! The typeset book.

pub mod source;
