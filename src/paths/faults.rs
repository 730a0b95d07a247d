//! Faults of the file system for tests: what a [`Root`](super::Root) does can be made to fail.
//!
//! From outside, a killed process looks the same as one in which every later operation fails, so
//! testing the latter tests the former.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

/// What a root is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Read a file.
    Read,
    /// Make a file.
    Create,
    /// Write bytes to a file.
    Write,
    /// Make a folder.
    CreateFolder,
    /// Rename or exchange files or folders.
    Rename,
    /// Make a hard link to a file.
    Link,
    /// Remove a file or a folder.
    Remove,
}

impl Operation {
    /// Whether it changes anything.
    pub fn changes(self) -> bool {
        self != Self::Read
    }
}

/// Decides whether an operation on a path fails.
type Hook = Arc<dyn Fn(Operation, &Path) -> io::Result<()> + Send + Sync>;

/// The number of hooks. Outside tests it is 0, and nothing else is checked.
static COUNT: AtomicUsize = AtomicUsize::new(0);
static HOOKS: RwLock<Vec<(PathBuf, Hook)>> = RwLock::new(Vec::new());

/// A guard: the faults happen until it is dropped.
#[must_use]
pub struct Injected(Hook);

/// Asks `hook` before every operation of a root below `folder`, in all threads.
pub fn inject(
    folder: &Path,
    hook: impl Fn(Operation, &Path) -> io::Result<()> + Send + Sync + 'static,
) -> Injected {
    let hook: Hook = Arc::new(hook);
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    HOOKS.write().unwrap_or_else(|lock| lock.into_inner()).push((folder, Arc::clone(&hook)));
    COUNT.fetch_add(1, Ordering::SeqCst);
    Injected(hook)
}

/// Lets the first `steps` operations that change something succeed and fails all later ones, as if
/// the process had been killed.
pub fn stop_after(folder: &Path, steps: usize) -> Injected {
    let made = AtomicUsize::new(0);
    inject(folder, move |operation, _| {
        if operation.changes() && made.fetch_add(1, Ordering::SeqCst) >= steps {
            return Err(io::Error::other("injected: stopped"));
        }
        Ok(())
    })
}

/// Fails the one operation that follows the first `steps` that change something.
pub fn fail_at(folder: &Path, steps: usize) -> Injected {
    let made = AtomicUsize::new(0);
    inject(folder, move |operation, _| {
        if operation.changes() && made.fetch_add(1, Ordering::SeqCst) == steps {
            return Err(io::Error::other("injected: failed"));
        }
        Ok(())
    })
}

impl Drop for Injected {
    fn drop(&mut self) {
        let mut hooks = HOOKS.write().unwrap_or_else(|lock| lock.into_inner());
        hooks.retain(|(_, hook)| !Arc::ptr_eq(hook, &self.0));
        COUNT.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether an operation on a path below `root` may happen.
pub(super) fn check(operation: Operation, root: &Path, path: &str) -> io::Result<()> {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return Ok(());
    }
    let path = root.canonicalize().unwrap_or_else(|_| root.to_owned()).join(path);
    let hooks: Vec<Hook> = HOOKS
        .read()
        .unwrap_or_else(|lock| lock.into_inner())
        .iter()
        .filter(|(folder, _)| path.starts_with(folder))
        .map(|(_, hook)| Arc::clone(hook))
        .collect();
    hooks.iter().try_for_each(|hook| hook(operation, &path))
}
