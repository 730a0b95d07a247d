//! Keeps two processes from working on the same folder at once.
//!
//! A lock is a hidden file that the system locks for a process until it ends, even if it is killed.
//! The file is empty and never read, so one that somebody else left there does no harm. It is
//! removed with the last lock on it; whoever then gets a lock on a removed file tries again.

use std::fs::{File, TryLockError};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use same_file::Handle;

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{Base, Cause, FileError, Guide, GuidePath, RelativePath, Root};

/// The file that locks a guide.
const OF_GUIDE: &str = ".wijkengids.lock";

/// How often to try to lock while other processes remove the file.
const ATTEMPTS: usize = 100;

/// How often to find it locked before it counts as busy. A program that is being started has all open files for a
/// moment, and with them the locks.
const BUSY: usize = 4;

/// The pause between two attempts of a process that waits.
const PAUSE: Duration = Duration::from_millis(20);

/// Whether several processes may hold a lock at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Shared: any number of processes.
    Shared,
    /// Exclusive: one process.
    Exclusive,
}

/// The answer to a request for a lock.
#[derive(Debug)]
pub enum Outcome<B: Base> {
    /// It is ours until this is dropped.
    Locked(Lock<B>),
    /// Another process holds it.
    Busy,
    /// Locks are not supported here, so nothing keeps other processes out.
    Unsupported,
}

/// A lock, released when this is dropped.
#[derive(Debug)]
pub struct Lock<B: Base> {
    file: File,
    root: Root<B>,
    path: RelativePath<B>,
    mode: Mode,
}

/// Tries to take a lock, without waiting until its holders are done.
///
/// # Errors
/// Something at `path` that cannot be a lock; an I/O error other than a lack of support for locks.
pub fn try_lock<B: Base>(
    root: &Root<B>,
    path: &RelativePath<B>,
    mode: Mode,
) -> Result<Outcome<B>, FileError> {
    let mut busy = 0;
    for _ in 0..ATTEMPTS {
        let file = match root.open_lock(path) {
            Ok(file) => file,
            // A process that may not write here cannot disturb one that does.
            Err(FileError { cause: Cause::Io(error), .. })
                if mode == Mode::Shared && is_read_only(&error) =>
            {
                return Ok(Outcome::Unsupported);
            }
            Err(error) => return Err(error),
        };
        let result = match mode {
            Mode::Shared => file.try_lock_shared(),
            Mode::Exclusive => file.try_lock(),
        };
        match result {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                busy += 1;
                if busy == BUSY {
                    return Ok(Outcome::Busy);
                }
                thread::sleep(PAUSE);
                continue;
            }
            Err(TryLockError::Error(_)) => {
                let _ = root.remove_file(path);
                return Ok(Outcome::Unsupported);
            }
        }
        if is_current(&file, root, path) {
            let (root, path) = (root.clone(), path.clone());
            return Ok(Outcome::Locked(Lock { file, root, path, mode }));
        }
    }
    Ok(Outcome::Busy)
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Locks a guide: to read it as it is, or to change its chapters. `None` where the system has no
/// locks.
///
/// # Errors
/// Another process that reads or changes the guide.
pub fn guide(root: &Root<Guide>, mode: Mode) -> Result<Option<Lock<Guide>>, Diagnostic> {
    guide_within(root, mode, Duration::ZERO)
}

/// The same, after waiting for other processes for some time.
///
/// # Errors
/// As [`guide`].
pub fn guide_within(
    root: &Root<Guide>,
    mode: Mode,
    patience: Duration,
) -> Result<Option<Lock<Guide>>, Diagnostic> {
    let path = GuidePath::new(OF_GUIDE).expect("a plain name");
    let start = Instant::now();
    let mut outcome = try_lock(root, &path, mode)?;
    while matches!(outcome, Outcome::Busy) && start.elapsed() < patience {
        thread::sleep(PAUSE);
        outcome = try_lock(root, &path, mode)?;
    }
    match outcome {
        Outcome::Locked(lock) => Ok(Some(lock)),
        Outcome::Unsupported => Ok(None),
        Outcome::Busy => Err(Diagnostic::error(match mode {
            Mode::Shared => message!("guide-is-being-changed"),
            Mode::Exclusive => message!("guide-is-in-use"),
        })
        .help(message!("guide-is-in-use", "help"))),
    }
}

/// Whether a locked file is still the one that other processes find.
fn is_current<B: Base>(file: &File, root: &Root<B>, path: &RelativePath<B>) -> bool {
    let found = root.open_file(path).ok().and_then(|found| Handle::from_file(found).ok());
    let ours = file.try_clone().and_then(Handle::from_file).ok();
    found.is_some() && found == ours
}

impl<B: Base> Drop for Lock<B> {
    fn drop(&mut self) {
        // Only the last holder of a shared lock can take it exclusively.
        if self.mode == Mode::Exclusive || self.file.try_lock().is_ok() {
            let _ = self.root.remove_file(&self.path);
        }
        // A child process that is just starting keeps the file open for a moment longer.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn root(folder: &tempfile::TempDir) -> Root<Guide> {
        Root::open(folder.path()).unwrap()
    }

    fn ask(root: &Root<Guide>, mode: Mode) -> Outcome<Guide> {
        try_lock(root, &GuidePath::new(".lock").unwrap(), mode).unwrap()
    }

    #[test]
    fn a_lock_is_shared_or_exclusive_and_its_file_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = root(&folder);
        let shared = ask(&root, Mode::Shared);
        let other = ask(&root, Mode::Shared);
        assert!(matches!(ask(&root, Mode::Exclusive), Outcome::Busy));
        drop(other);
        assert!(matches!(ask(&root, Mode::Exclusive), Outcome::Busy));
        assert!(folder.path().join(".lock").exists(), "one of two still has it");
        drop(shared);
        assert!(!folder.path().join(".lock").exists());
        let exclusive = ask(&root, Mode::Exclusive);
        assert!(matches!(ask(&root, Mode::Shared), Outcome::Busy));
        drop(exclusive);
        assert!(!folder.path().join(".lock").exists());
    }

    #[test]
    fn a_lock_whose_file_comes_and_goes_has_one_holder_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let root = root(&folder);
        let (holders, times) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let Outcome::Locked(_lock) = ask(&root, Mode::Exclusive) else { continue };
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0, "two hold it");
                        times.fetch_add(1, Ordering::SeqCst);
                        thread::yield_now();
                        holders.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(times.load(Ordering::SeqCst) > 8);
    }

    #[cfg(unix)]
    #[test]
    fn a_foreign_file_in_its_place_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let root = root(&folder);
        let lock = folder.path().join(".lock");
        let other = folder.path().join("other");
        fs::write(&other, "text").unwrap();
        std::os::unix::fs::symlink(&other, &lock).unwrap();
        let path = GuidePath::new(".lock").unwrap();
        assert!(try_lock(&root, &path, Mode::Exclusive).is_err());
        fs::remove_file(&lock).unwrap();
        fs::hard_link(&other, &lock).unwrap();
        drop(ask(&root, Mode::Exclusive));
        assert_eq!(fs::read_to_string(&other).unwrap(), "text");
    }
}
