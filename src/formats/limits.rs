//! Limits on what an untrusted document may cost.

/// How deep elements, lists and tables may be nested. Anything deeper is read as plain text.
pub const MAX_DEPTH: usize = 100;

/// How large an imported file may be.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;

/// How large a file inside a Word document may be, unpacked.
pub const MAX_ENTRY: u64 = 64 * 1024 * 1024;

/// How large all files read from a Word document may be together, unpacked.
pub const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// How many attributes an element of a Word document may have, and how many namespaces may be
/// in scope. A parser compares each with all others.
pub const MAX_ATTRIBUTES: usize = 256;

/// How many XML nodes a file inside a Word document may have; a thousand pages have a million.
pub const MAX_NODES: u32 = 5_000_000;
