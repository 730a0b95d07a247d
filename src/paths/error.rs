//! Why a file cannot be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, FileAction};
use crate::messages::{io_advice, io_reason, message};

/// What was tried, on which file, and why it failed.
#[derive(Debug)]
pub struct FileError {
    /// What was tried.
    pub action: FileAction,
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
    NotAFile(String),
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// Its name is not UTF-8.
    NotUtf8,
    /// Its symbolic links lead round in a circle.
    Circle,
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
            Self::Missing => f.write_str(&message!("io-not-found")),
            Self::Outside => f.write_str(&message!("link-leads-outside")),
            Self::NotAFile(what) => f.write_str(&message!("not-a-file", what = what.as_str())),
            Self::TooLarge(limit) => {
                let megabytes: u64 = limit >> 20;
                f.write_str(&message!("file-too-large", megabytes = megabytes))
            }
            Self::NotUtf8 => f.write_str(&message!("path-not-utf8")),
            Self::Circle => f.write_str(&message!("links-in-a-circle")),
            Self::Io(error) => f.write_str(&io_reason(error)),
        }
    }
}

impl FileError {
    /// Advice, where there is any.
    fn help(&self) -> Option<String> {
        match &self.cause {
            Cause::Outside => Some(message!("link-leads-outside", "help")),
            Cause::NotAFile(_) => Some(message!("not-a-file", "help")),
            Cause::TooLarge(_) => Some(message!("file-too-large", "help")),
            Cause::NotUtf8 => Some(message!("path-not-utf8", "help")),
            Cause::Circle => Some(message!("links-in-a-circle", "help")),
            Cause::Missing => Some(message!("io-not-found", "help")),
            Cause::Io(error) => io_advice(error),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.action.failure(&self.path, &self.cause.to_string()))
    }
}

impl std::error::Error for FileError {}

impl From<FileError> for Diagnostic {
    fn from(error: FileError) -> Self {
        let problem = Self { help: error.help(), ..Self::error(error.to_string()) };
        match error.cause {
            Cause::Io(_) => problem.unread(error.path),
            _ => problem,
        }
    }
}

impl From<FileError> for Vec<Diagnostic> {
    fn from(error: FileError) -> Self {
        vec![error.into()]
    }
}
