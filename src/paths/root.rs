//! A folder that cannot be left.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::faults::{self, Operation};
use super::relative::{Base, Guide, RelativePath};
use super::{Cause, FileError};
use crate::diagnostic::FileAction;
use crate::messages::message;

/// A folder below which files are read and written. Symbolic links are followed as long as they
/// stay inside.
///
/// It keeps the folder itself open: if another folder takes its name, this is still the old one.
#[derive(Debug, Clone)]
pub struct Root<B: Base = Guide> {
    pub(super) dir: Arc<Dir>,
    pub(super) path: Arc<Path>,
    base: std::marker::PhantomData<B>,
}

/// What exists at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// Something else.
    Other(Special),
}

/// What is neither a file, nor a folder, nor a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// A pipe between two programs.
    Pipe,
    /// A socket of a program.
    Socket,
    /// A device.
    Device,
}

impl fmt::Display for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Pipe => message!("a-pipe"),
            Self::Socket => message!("a-socket"),
            Self::Device => message!("a-device"),
        })
    }
}

impl<B: Base> Root<B> {
    /// The folder at `path`, which may be reached through symbolic links.
    ///
    /// # Errors
    /// A folder that does not exist or cannot be opened.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        // The current folder may be given as the empty path, which the system rejects.
        let folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(folder, ambient_authority()).map_err(|error| {
            FileError { action: FileAction::Open, path: path.to_owned(), cause: open_cause(error) }
        })?;
        Ok(Self { dir: dir.into(), path: folder.into(), base: std::marker::PhantomData })
    }

    /// The folder at `path`, created if it is missing.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let failed = |error: io::Error| FileError {
            action: FileAction::Make,
            path: path.to_owned(),
            cause: open_cause(error),
        };
        faults::check(Operation::CreateFolder, path, "").map_err(failed)?;
        std::fs::create_dir_all(path).map_err(failed)?;
        Self::open(path)
    }

    /// The folder as the user named it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a file is, to show or to pass to another program.
    pub fn locate(&self, path: &RelativePath<B>) -> PathBuf {
        if *self.path == *Path::new(".") && !path.is_base() {
            return PathBuf::from(path.as_str());
        }
        path.below(&self.path)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Anything but a plain file inside the root; a file that cannot be read.
    pub fn read(&self, path: &RelativePath<B>) -> Result<Vec<u8>, FileError> {
        let read = || -> Result<Vec<u8>, Cause> {
            let mut file = self.try_open_file(path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|cause| self.error(FileAction::Read, path, cause))
    }

    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`Root::read`], and a larger file.
    pub fn read_at_most(&self, path: &RelativePath<B>, limit: u64) -> Result<Vec<u8>, FileError> {
        let read = || -> Result<Vec<u8>, Cause> {
            let file = self.try_open_file(path)?;
            let is_larger = file.metadata()?.len() > limit;
            let mut bytes = Vec::new();
            if !is_larger {
                // It may grow while it is read.
                file.take(limit + 1).read_to_end(&mut bytes)?;
            }
            if is_larger || bytes.len() as u64 > limit {
                return Err(Cause::TooLarge(limit));
            }
            Ok(bytes)
        };
        read().map_err(|cause| self.error(FileAction::Read, path, cause))
    }

    /// Opens a file to read it in pieces.
    ///
    /// # Errors
    /// As [`Root::read`].
    pub fn open_file(&self, path: &RelativePath<B>) -> Result<File, FileError> {
        self.try_open_file(path).map_err(|cause| self.error(FileAction::Read, path, cause))
    }

    fn try_open_file(&self, path: &RelativePath<B>) -> Result<File, Cause> {
        self.check(Operation::Read, path)?;
        // Merely opening a device may have effects, so its kind is checked first. As it may be
        // replaced in between, it is opened without blocking and checked again.
        if let Ok(found) = std::fs::metadata(path.below(&self.path)) {
            must_be_file(found.file_type().kind())?;
        }
        let mut options = OpenOptions::new();
        options.read(true);
        without_waiting(&mut options);
        let file = self.dir.open_with(name(path), &options)?.into_std();
        must_be_file(file.metadata()?.file_type().kind())?;
        Ok(file)
    }

    /// What exists at a path, following symbolic links; `None` if nothing does.
    ///
    /// # Errors
    /// A link that leads out of the root; any other I/O error.
    pub fn kind(&self, path: &RelativePath<B>) -> Result<Option<FileKind>, FileError> {
        found(self.dir.metadata(name(path)))
            .map_err(|cause| self.error(FileAction::Read, path, cause))
    }

    /// What exists at a path, without following a symbolic link; `None` if nothing does.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn link_kind(&self, path: &RelativePath<B>) -> Result<Option<FileKind>, FileError> {
        found(self.dir.symlink_metadata(name(path)))
            .map_err(|cause| self.error(FileAction::Read, path, cause))
    }

    /// Whether anything exists at a path, dangling links included. What cannot be inspected counts
    /// as existing.
    pub fn exists(&self, path: &RelativePath<B>) -> bool {
        !matches!(self.link_kind(path), Ok(None))
    }

    /// Times, size and permissions of a file or folder, following symbolic links.
    ///
    /// # Errors
    /// As [`Root::kind`]; nothing at `path`.
    pub fn metadata(&self, path: &RelativePath<B>) -> Result<Metadata, FileError> {
        self.dir.metadata(name(path)).map_err(|error| self.error(FileAction::Read, path, error))
    }

    /// The path with all symbolic links resolved.
    ///
    /// # Errors
    /// A link that leads out of the root, or nowhere; a name that is not UTF-8.
    pub fn resolve(&self, path: &RelativePath<B>) -> Result<RelativePath<B>, FileError> {
        let failed = |cause: Cause| self.error(FileAction::Read, path, cause);
        if path.is_base() {
            return Ok(path.clone());
        }
        let real = self.dir.canonicalize(name(path)).map_err(|error| failed(error.into()))?;
        RelativePath::of(Path::new(""), &real).ok_or_else(|| failed(Cause::NotUtf8))
    }

    /// A folder below this one as a root of its own.
    ///
    /// # Errors
    /// As [`Root::kind`]; no folder at `path`.
    pub fn descend<C: Base>(&self, path: &RelativePath<B>) -> Result<Root<C>, FileError> {
        let dir = self
            .dir
            .open_dir(name(path))
            .map_err(|error| self.error(FileAction::Open, path, error))?;
        let path = path.below(&self.path).into();
        Ok(Root { dir: dir.into(), path, base: std::marker::PhantomData })
    }

    pub(super) fn check(&self, operation: Operation, path: &RelativePath<B>) -> io::Result<()> {
        faults::check(operation, &self.path, path.as_str())
    }

    pub(super) fn error(
        &self,
        action: FileAction,
        path: &RelativePath<B>,
        cause: impl Into<Cause>,
    ) -> FileError {
        FileError { action, path: self.locate(path), cause: cause.into() }
    }
}

/// The path as `Dir` accepts it: not empty.
pub(super) fn name<B: Base>(path: &RelativePath<B>) -> &str {
    if path.is_base() { "." } else { path.as_str() }
}

/// The user's own path is not sandboxed, so every refusal comes from the system.
fn open_cause(error: io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::NotFound => Cause::Missing,
        _ => Cause::Io(error),
    }
}

fn found(result: io::Result<Metadata>) -> Result<Option<FileKind>, Cause> {
    match result {
        Ok(metadata) => Ok(Some(metadata.file_type().kind())),
        // Nothing exists below a file.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn must_be_file(kind: FileKind) -> Result<(), Cause> {
    match kind {
        FileKind::File => Ok(()),
        FileKind::Folder => Err(Cause::NotAFile(message!("a-folder"))),
        FileKind::Link => Err(Cause::NotAFile(message!("a-symbolic-link"))),
        FileKind::Other(what) => Err(Cause::NotAFile(what.to_string())),
    }
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt;
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
}

#[cfg(not(unix))]
fn without_waiting(_: &mut OpenOptions) {}

/// The kind of a file type. The standard library and `cap_std` each have a type of their own.
pub(super) trait FileType {
    fn kind(&self) -> FileKind;
}

macro_rules! file_type {
    ($type:ty, $special:path) => {
        impl FileType for $type {
            fn kind(&self) -> FileKind {
                match () {
                    () if self.is_file() => FileKind::File,
                    () if self.is_dir() => FileKind::Folder,
                    () if self.is_symlink() => FileKind::Link,
                    #[cfg(unix)]
                    () if <$type as $special>::is_fifo(self) => FileKind::Other(Special::Pipe),
                    #[cfg(unix)]
                    () if <$type as $special>::is_socket(self) => FileKind::Other(Special::Socket),
                    () => FileKind::Other(Special::Device),
                }
            }
        }
    };
}

file_type!(cap_std::fs::FileType, cap_std::fs::FileTypeExt);
file_type!(std::fs::FileType, std::os::unix::fs::FileTypeExt);
