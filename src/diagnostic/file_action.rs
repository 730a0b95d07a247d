//! What can be done to a file, and how it is said that it failed.

use std::path::Path;

use crate::messages::message;

/// What was tried on a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAction {
    /// To open it.
    Open,
    /// To read it.
    Read,
    /// To write a file.
    Write,
    /// To write files in a folder.
    WriteTo,
    /// To make a file or folder.
    Make,
    /// To make a folder in a folder.
    MakeIn,
    /// To lock it.
    Lock,
    /// To move or rename it.
    Move,
    /// To put something else in its place.
    Replace,
    /// To keep it.
    Keep,
    /// To set its permissions.
    SetPermissions,
    /// To remove it.
    Remove,
    /// To use it.
    Use,
    /// To put it back.
    Recover,
}

impl FileAction {
    /// Says that it failed on a path, and why.
    pub fn failure(self, path: &Path, reason: &str) -> String {
        let path = path.display().to_string();
        match self {
            Self::Open => message!("cannot-open", path = path, reason = reason),
            Self::Read => message!("cannot-read", path = path, reason = reason),
            Self::Write => message!("cannot-write", path = path, reason = reason),
            Self::WriteTo => message!("cannot-write-to", path = path, reason = reason),
            Self::Make => message!("cannot-make", path = path, reason = reason),
            Self::MakeIn => message!("cannot-make-in", path = path, reason = reason),
            Self::Lock => message!("cannot-lock", path = path, reason = reason),
            Self::Move => message!("cannot-move", path = path, reason = reason),
            Self::Replace => message!("cannot-replace", path = path, reason = reason),
            Self::Keep => message!("cannot-keep", path = path, reason = reason),
            Self::SetPermissions => {
                message!("cannot-set-permissions", path = path, reason = reason)
            }
            Self::Remove => message!("cannot-remove", path = path, reason = reason),
            Self::Use => message!("cannot-use", path = path, reason = reason),
            Self::Recover => message!("cannot-recover", path = path, reason = reason),
        }
    }
}
