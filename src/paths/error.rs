//! Why a file cannot be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// What was tried, on which file, and why it failed.
#[derive(Debug)]
pub struct FileError {
    /// What was tried, as a verb: `read`, `write`.
    pub action: &'static str,
    /// The path as the user knows it.
    pub path: PathBuf,
    /// Why it failed.
    pub cause: Cause,
}

/// Why a file cannot be used.
#[derive(Debug)]
pub enum Cause {
    /// Nothing exists there.
    Missing,
    /// A symbolic link leads out of the root.
    Outside,
    /// It is something other than a file, described in words.
    NotAFile(&'static str),
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// An error from the system.
    Io(io::Error),
}

impl Cause {
    /// Whether nothing exists under that name.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether something exists under that name already.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::AlreadyExists)
    }
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            // A refusal by the system has an error number; one by the sandbox has none.
            io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => Self::Outside,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file or folder"),
            Self::Outside => f.write_str("a symbolic link on its way leads out of the folder"),
            Self::NotAFile(what) => write!(f, "it is {what}, not a file"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} MB", limit / 1024 / 1024),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl FileError {
    /// Advice, where there is any.
    fn help(&self) -> Option<&'static str> {
        match self.cause {
            Cause::Outside => Some("put the file itself in the place of the link"),
            Cause::NotAFile(_) => Some("remove it, or give it another place"),
            Cause::TooLarge(_) => Some("divide it into smaller ones"),
            Cause::Missing | Cause::Io(_) => None,
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, self.path.display(), self.cause)
    }
}

impl std::error::Error for FileError {}

impl From<FileError> for Diagnostic {
    fn from(error: FileError) -> Self {
        let problem = Self::error(error.to_string());
        match (error.help(), error.cause) {
            (Some(help), _) => problem.help(help),
            (None, Cause::Io(_)) => problem.unread(error.path),
            (None, _) => problem,
        }
    }
}

impl From<FileError> for Vec<Diagnostic> {
    fn from(error: FileError) -> Self {
        vec![error.into()]
    }
}
