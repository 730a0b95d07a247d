//! Paths that stay where they belong, and the only way to the files they name.
//!
//! A guide may come from a stranger, so what its files say is not trusted. A [`RelativePath`] has
//! no `..` and is never absolute, and its type says which folder it is relative to. A [`Root`]
//! reads and writes below one folder: a symbolic link that leads out of it is refused, and so is
//! anything that is not a plain file (a FIFO would never end, a device could do anything).
//!
//! Which folder is a root is the user's own choice: the folder of the guide, `--out`, a file to
//! import. It may be reached through a symbolic link.

mod error;
pub mod faults;
mod relative;
mod root;
#[cfg(all(test, unix))]
mod tests;
mod walk;
mod writing;

pub use error::{Cause, FileError};
pub use relative::{
    Any, AnyPath, Base, CONTENT, Content, ContentPath, Guide, GuidePath, InvalidPath, Publication,
    PublicationPath, RelativePath, file_name, is_device, split_extension,
};
pub use root::{FileKind, Root, Special};
pub use walk::WalkEntry;
pub use writing::{Writer, is_part};
