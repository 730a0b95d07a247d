//! A folder that cannot be left.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::faults::{self, Operation};
use super::relative::{Base, Guide, RelativePath};
use super::{Cause, FileError};

/// A folder of the user, below which files are read and written. Symbolic links are followed as
/// long as they stay in it.
///
/// It holds on to the folder itself: when another takes its name, this is still the old one.
#[derive(Debug, Clone)]
pub struct Root<B: Base = Guide> {
    pub(super) dir: Arc<Dir>,
    pub(super) path: Arc<Path>,
    base: std::marker::PhantomData<B>,
}

/// What there is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// Something else, in words.
    Other(&'static str),
}

impl<B: Base> Root<B> {
    /// The folder at `path`, which may be reached through symbolic links.
    ///
    /// # Errors
    /// A folder that is not there or cannot be opened.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        // A guide is opened as `.` or as the empty path, which the system does not know.
        let folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(folder, ambient_authority()).map_err(|error| {
            FileError { action: "open", path: path.to_owned(), cause: open_cause(error) }
        })?;
        Ok(Self { dir: dir.into(), path: folder.into(), base: std::marker::PhantomData })
    }

    /// The folder at `path`, made if it is not there.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let failed = |error: io::Error| FileError {
            action: "make",
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

    /// Where a file is, to be shown or to be given to another program.
    pub fn locate(&self, path: &RelativePath<B>) -> PathBuf {
        if *self.path == *Path::new(".") && !path.is_base() {
            return PathBuf::from(path.as_str());
        }
        path.below(&self.path)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// A path at which there is no plain file inside the root, or that cannot be read.
    pub fn read(&self, path: &RelativePath<B>) -> Result<Vec<u8>, FileError> {
        let read = || -> Result<Vec<u8>, Cause> {
            let mut file = self.try_open_file(path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|cause| self.error("read", path, cause))
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
        read().map_err(|cause| self.error("read", path, cause))
    }

    /// A file, to be read bit by bit.
    ///
    /// # Errors
    /// As [`Root::read`].
    pub fn open_file(&self, path: &RelativePath<B>) -> Result<File, FileError> {
        self.try_open_file(path).map_err(|cause| self.error("read", path, cause))
    }

    fn try_open_file(&self, path: &RelativePath<B>) -> Result<File, Cause> {
        self.check(Operation::Read, path)?;
        // To open a device may already do something, so it is looked at first. What stands there
        // a moment later is looked at again, and opened without waiting for its other end.
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

    /// What there is at a path, symbolic links followed; nothing if there is nothing.
    ///
    /// # Errors
    /// A link that leads out of the root; what the system refuses.
    pub fn kind(&self, path: &RelativePath<B>) -> Result<Option<Kind>, FileError> {
        found(self.dir.metadata(name(path))).map_err(|cause| self.error("read", path, cause))
    }

    /// What there is at a path, a symbolic link itself included; nothing if there is nothing.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn link_kind(&self, path: &RelativePath<B>) -> Result<Option<Kind>, FileError> {
        found(self.dir.symlink_metadata(name(path)))
            .map_err(|cause| self.error("read", path, cause))
    }

    /// Whether there is anything at a path, a link that leads nowhere included. What cannot be
    /// looked at counts as being there.
    pub fn exists(&self, path: &RelativePath<B>) -> bool {
        !matches!(self.link_kind(path), Ok(None))
    }

    /// Times, size and permissions of a file or folder, symbolic links followed.
    ///
    /// # Errors
    /// As [`Root::kind`], and where there is nothing.
    pub fn metadata(&self, path: &RelativePath<B>) -> Result<Metadata, FileError> {
        self.dir.metadata(name(path)).map_err(|error| self.error("read", path, error))
    }

    /// Where a file is when all symbolic links on its way are followed.
    ///
    /// # Errors
    /// A link that leads out of the root, or nowhere; a name that is not UTF-8.
    pub fn resolve(&self, path: &RelativePath<B>) -> Result<RelativePath<B>, FileError> {
        let failed = |cause: Cause| self.error("read", path, cause);
        if path.is_base() {
            return Ok(path.clone());
        }
        let real = self.dir.canonicalize(name(path)).map_err(|error| failed(error.into()))?;
        RelativePath::of(Path::new(""), &real).ok_or_else(|| {
            failed(Cause::Io(io::Error::new(io::ErrorKind::InvalidData, "its name is not UTF-8")))
        })
    }

    /// A folder below this one as a root of its own.
    ///
    /// # Errors
    /// As [`Root::kind`], and where there is no folder.
    pub fn descend<C: Base>(&self, path: &RelativePath<B>) -> Result<Root<C>, FileError> {
        let dir = self.dir.open_dir(name(path)).map_err(|error| self.error("open", path, error))?;
        let path = path.below(&self.path).into();
        Ok(Root { dir: dir.into(), path, base: std::marker::PhantomData })
    }

    pub(super) fn check(&self, operation: Operation, path: &RelativePath<B>) -> io::Result<()> {
        faults::check(operation, &self.path, path.as_str())
    }

    pub(super) fn error(
        &self,
        action: &'static str,
        path: &RelativePath<B>,
        cause: impl Into<Cause>,
    ) -> FileError {
        FileError { action, path: self.locate(path), cause: cause.into() }
    }
}

/// How a path is named to the folder it starts in.
pub(super) fn name<B: Base>(path: &RelativePath<B>) -> &str {
    if path.is_base() { "." } else { path.as_str() }
}

/// The user's own path is not gated, so a refusal is the system's.
fn open_cause(error: io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::NotFound => Cause::Missing,
        _ => Cause::Io(error),
    }
}

fn found(result: io::Result<Metadata>) -> Result<Option<Kind>, Cause> {
    match result {
        Ok(metadata) => Ok(Some(metadata.file_type().kind())),
        // A name below a file is a name of nothing.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn must_be_file(kind: Kind) -> Result<(), Cause> {
    match kind {
        Kind::File => Ok(()),
        Kind::Folder => Err(Cause::NotAFile("a folder")),
        Kind::Link => Err(Cause::NotAFile("a symbolic link")),
        Kind::Other(what) => Err(Cause::NotAFile(what)),
    }
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt;
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
}

#[cfg(not(unix))]
fn without_waiting(_: &mut OpenOptions) {}

/// What a type of file is. Two libraries tell it, each with a type of its own.
pub(super) trait FileType {
    fn kind(&self) -> Kind;
}

macro_rules! file_type {
    ($type:ty, $special:path) => {
        impl FileType for $type {
            fn kind(&self) -> Kind {
                match () {
                    () if self.is_file() => Kind::File,
                    () if self.is_dir() => Kind::Folder,
                    () if self.is_symlink() => Kind::Link,
                    #[cfg(unix)]
                    () if <$type as $special>::is_fifo(self) => Kind::Other("a pipe"),
                    #[cfg(unix)]
                    () if <$type as $special>::is_socket(self) => Kind::Other("a socket"),
                    () => Kind::Other("a device"),
                }
            }
        }
    };
}

file_type!(cap_std::fs::FileType, cap_std::fs::FileTypeExt);
file_type!(std::fs::FileType, std::os::unix::fs::FileTypeExt);
