//! Writing below a root.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use cap_std::fs::{OpenOptions, Permissions};

use super::faults::{self, Operation};
use super::relative::{Base, RelativePath};
use super::root::{FileKind, Root, must_be_file, name};
use super::{Cause, FileError};
use crate::diagnostic::FileAction;
use crate::messages::message;

/// A file that is being written.
#[derive(Debug)]
pub struct Writer<'a> {
    file: File,
    root: &'a Path,
    path: Box<str>,
}

impl Writer<'_> {
    /// The file itself, for its times and permissions.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Flushes what was written to the disk.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        faults::check(Operation::Write, self.root, &self.path)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl<B: Base> Root<B> {
    /// Creates a file to write in pieces. Its folder must exist.
    ///
    /// # Errors
    /// Anything that exists already; any other I/O error.
    pub fn create_file(&self, path: &RelativePath<B>) -> Result<Writer<'_>, FileError> {
        self.try_create(path).map_err(|cause| self.error(FileAction::Write, path, cause))
    }

    /// Writes a new file.
    ///
    /// # Errors
    /// Anything that exists already; any other I/O error. A file that could not be written
    /// completely is removed.
    pub fn create_new(&self, path: &RelativePath<B>, bytes: &[u8]) -> Result<(), FileError> {
        let mut file = self.create_file(path)?;
        file.write_all(bytes).map_err(|error| {
            let _ = self.dir.remove_file(name(path));
            self.error(FileAction::Write, path, error)
        })
    }

    /// Creates or replaces a file atomically: a concurrent reader sees the old content or the new.
    /// A symbolic link stays, and the file it points to is replaced. Permissions are kept.
    ///
    /// # Errors
    /// Something other than a plain file; any other I/O error. Then nothing has changed.
    pub fn replace(&self, path: &RelativePath<B>, bytes: &[u8]) -> Result<(), FileError> {
        self.try_replace(path, bytes).map_err(|cause| self.error(FileAction::Write, path, cause))
    }

    fn try_replace(&self, path: &RelativePath<B>, bytes: &[u8]) -> Result<(), Cause> {
        let before = match self.dir.metadata(name(path)) {
            Ok(metadata) if metadata.is_file() => Some(metadata.permissions()),
            Ok(_) => return Err(Cause::NotAFile(message!("something-else"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let target = match self.resolve(path) {
            Ok(target) => target,
            // A dangling link is replaced itself.
            Err(error) if error.cause.is_missing() => path.clone(),
            Err(error) => return Err(error.cause),
        };
        let part = self.part(&target);
        let result = self.write_part(&part, bytes, before).and_then(|()| {
            self.check(Operation::Rename, &target)?;
            Ok(self.dir.rename(name(&part), &self.dir, name(&target))?)
        });
        if result.is_err() {
            let _ = self.dir.remove_file(name(&part));
        }
        result
    }

    fn write_part(
        &self,
        part: &RelativePath<B>,
        bytes: &[u8],
        permissions: Option<Permissions>,
    ) -> Result<(), Cause> {
        let mut file = self.try_create(part)?;
        file.write_all(bytes)?;
        file.sync()?;
        if let Some(permissions) = permissions {
            self.dir.set_permissions(name(part), permissions)?;
        }
        Ok(())
    }

    /// A hidden name beside a file, on the same disk and unique to this writer.
    fn part(&self, target: &RelativePath<B>) -> RelativePath<B> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let part = format!(".{}.{process}-{count}.part", target.name());
        target.folder().join(&part).unwrap_or_else(|_| target.clone())
    }

    /// Lets nobody but its owner read a file or folder, where the system can say so.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn make_private(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        self.try_make_private(path)
            .map_err(|error| self.error(FileAction::SetPermissions, path, error))
    }

    #[cfg(unix)]
    fn try_make_private(&self, path: &RelativePath<B>) -> io::Result<()> {
        use cap_std::fs::PermissionsExt;
        let is_folder = self.dir.symlink_metadata(name(path))?.is_dir();
        let mode = if is_folder { 0o700 } else { 0o600 };
        self.dir.set_permissions(name(path), Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn try_make_private(&self, _: &RelativePath<B>) -> io::Result<()> {
        Ok(())
    }

    fn try_create(&self, path: &RelativePath<B>) -> Result<Writer<'_>, Cause> {
        self.check(Operation::Create, path)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = self.dir.open_with(name(path), &options)?.into_std();
        Ok(Writer { file, root: &self.path, path: path.as_str().into() })
    }

    /// Opens a file for locking. It is created if missing and never truncated.
    ///
    /// # Errors
    /// Something other than a plain file, such as a symbolic link; any other I/O error.
    pub fn open_lock(&self, path: &RelativePath<B>) -> Result<File, FileError> {
        let open = || -> Result<File, Cause> {
            self.check(Operation::Create, path)?;
            must_be_lock(self.link_kind(path).map_err(|error| error.cause)?)?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            Ok(self.dir.open_with(name(path), &options)?.into_std())
        };
        open().map_err(|cause| self.error(FileAction::Lock, path, cause))
    }

    /// Creates a folder and its missing parents.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn create_folders(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        if path.is_base() {
            return Ok(());
        }
        self.check(Operation::CreateFolder, path)
            .and_then(|()| self.dir.create_dir_all(name(path)))
            .map_err(|error| self.error(FileAction::Make, path, error))
    }

    /// Makes one folder.
    ///
    /// # Errors
    /// Anything that exists already; any other I/O error.
    pub fn create_folder(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::CreateFolder, path)
            .and_then(|()| self.dir.create_dir(name(path)))
            .map_err(|error| self.error(FileAction::Make, path, error))
    }

    /// Renames a file or folder. An existing file of the new name is replaced.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn rename(&self, from: &RelativePath<B>, to: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Rename, from)
            .and_then(|()| self.dir.rename(name(from), &self.dir, name(to)))
            .map_err(|error| self.error(FileAction::Move, from, error))
    }

    /// Exchanges two files or folders atomically.
    ///
    /// # Errors
    /// Any I/O error; `Unsupported` where the system cannot do it.
    pub fn exchange(&self, a: &RelativePath<B>, b: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Rename, a)
            .and_then(|()| self.try_exchange(a, b))
            .map_err(|error| self.error(FileAction::Replace, b, error))
    }

    /// Both must lie in the root itself, so that no link on the way can lead out of it.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn try_exchange(&self, a: &RelativePath<B>, b: &RelativePath<B>) -> io::Result<()> {
        use rustix::fs::{RenameFlags, renameat_with};
        if !(a.folder().is_base() && b.folder().is_base()) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(renameat_with(&*self.dir, name(a), &*self.dir, name(b), RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn try_exchange(&self, _: &RelativePath<B>, _: &RelativePath<B>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Hard-links a file, or copies it where the file system has no hard links. A symbolic link is
    /// linked or copied itself.
    ///
    /// # Errors
    /// Anything that exists at `to` already; any other I/O error.
    pub fn link(&self, from: &RelativePath<B>, to: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Link, to)
            .and_then(|()| {
                self.dir
                    .hard_link(name(from), &self.dir, name(to))
                    .or_else(|_| self.copy_itself(from, to))
            })
            .map_err(|error| self.error(FileAction::Keep, from, error))
    }

    /// Hard-links a file into another root on the same disk, at the same path. A symbolic link is
    /// linked itself.
    ///
    /// # Errors
    /// Anything that exists there already; a file system without hard links; any other I/O error.
    pub fn link_into(&self, path: &RelativePath<B>, other: &Self) -> io::Result<()> {
        other.check(Operation::Link, path)?;
        self.dir.hard_link(name(path), &other.dir, name(path))
    }

    /// Copies a file with its permissions and modification time, or a symbolic link itself, to a
    /// path where nothing exists yet.
    pub(super) fn copy_itself(
        &self,
        from: &RelativePath<B>,
        to: &RelativePath<B>,
    ) -> io::Result<()> {
        let before = self.dir.symlink_metadata(name(from))?;
        #[cfg(unix)]
        if before.is_symlink() {
            return self.dir.symlink_contents(self.dir.read_link_contents(name(from))?, name(to));
        }
        if !before.is_file() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut original = self.dir.open(name(from))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let mut copy = self.dir.open_with(name(to), &options)?;
        let copied = io::copy(&mut original, &mut copy)
            .and_then(|_| copy.set_permissions(before.permissions()));
        if copied.is_err() {
            let _ = self.dir.remove_file(name(to));
            return copied;
        }
        // Some file systems have no modification times to keep.
        if let Ok(time) = before.modified() {
            let _ = copy.into_std().set_modified(time.into_std());
        }
        Ok(())
    }

    /// Gives a file or folder the permissions of another.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn copy_permissions(
        &self,
        from: &RelativePath<B>,
        to: &RelativePath<B>,
    ) -> Result<(), FileError> {
        self.check(Operation::Write, to)
            .and_then(|()| self.dir.metadata(name(from)))
            .and_then(|before| self.dir.set_permissions(name(to), before.permissions()))
            .map_err(|error| self.error(FileAction::SetPermissions, to, error))
    }

    /// Removes a file, or a symbolic link itself.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn remove_file(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Remove, path)
            .and_then(|()| self.dir.remove_file(name(path)))
            .map_err(|error| self.error(FileAction::Remove, path, error))
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// A folder that is not empty; any other I/O error.
    pub fn remove_folder(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Remove, path)
            .and_then(|()| self.dir.remove_dir(name(path)))
            .map_err(|error| self.error(FileAction::Remove, path, error))
    }

    /// Removes a folder and its contents, read-only folders included. The targets of symbolic links
    /// stay.
    ///
    /// # Errors
    /// Any I/O error.
    pub fn remove_all(&self, path: &RelativePath<B>) -> Result<(), FileError> {
        self.check(Operation::Remove, path)
            .and_then(|()| {
                self.dir.remove_dir_all(name(path)).or_else(|_| {
                    self.make_writable(path);
                    self.dir.remove_dir_all(name(path))
                })
            })
            .map_err(|error| self.error(FileAction::Remove, path, error))
    }

    /// Makes a folder and those below it writable, so that their contents can be removed. A failure
    /// here shows as a failure to remove.
    #[cfg(unix)]
    fn make_writable(&self, path: &RelativePath<B>) {
        use cap_std::fs::PermissionsExt;
        let owner_may_all = |path: &RelativePath<B>| {
            let _ = self.dir.set_permissions(name(path), Permissions::from_mode(0o700));
        };
        if !matches!(self.link_kind(path), Ok(Some(FileKind::Folder))) {
            return;
        }
        owner_may_all(path);
        let Ok(walk) = self.walk(path, |_| true) else { return };
        // A folder that is read-only can still be walked.
        for entry in walk.flatten().filter(|entry| entry.kind == FileKind::Folder) {
            if let Some(path) = entry.path {
                owner_may_all(&path);
            }
        }
    }

    #[cfg(not(unix))]
    fn make_writable(&self, _: &RelativePath<B>) {}
}

/// Whether a file of this name is being written, or was when its writer was cut off.
pub fn is_part(name: &str) -> bool {
    let numbers = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
    let numbers = numbers.and_then(|name| name.rsplit_once('.')?.1.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, count)| is_number(process) && is_number(count))
}

/// A lock is a plain file, or does not exist yet.
fn must_be_lock(found: Option<FileKind>) -> Result<(), Cause> {
    found.map_or(Ok(()), must_be_file)
}
