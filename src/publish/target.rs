//! The folder that is replaced, and what an earlier build left in it.

use std::fs::File;
use std::path::Path;

use super::manifest::{Manifest, Origin};
use super::mounts::is_mount_point;
use super::swap::Swap;
use crate::diagnostic::Diagnostic;
use crate::lock::{self, Lock, Mode, Outcome};
use crate::messages::message;
use crate::paths::{Any, FileKind, Publication, PublicationPath, Root};

/// The folder that will be replaced. While this exists no other build can claim it.
pub struct Target {
    pub swap: Swap,
    /// The folder as it is now, if there is one.
    pub folder: Option<Root<Publication>>,
    pub manifest: Manifest,
    /// `None` where the system has no locks.
    pub lock: Option<Lock<Any>>,
}

impl Target {
    /// Claims a folder that is empty, does not exist, or was made by an earlier build.
    pub fn claim(out: &Path) -> Result<Self, Diagnostic> {
        let swap = Swap::of(out)?;
        let lock = match lock::try_lock(&swap.parent, &swap.lock, Mode::Exclusive)? {
            Outcome::Locked(lock) => Some(lock),
            Outcome::Unsupported => None,
            Outcome::Busy => return Err(busy(out)),
        };
        swap.recover()?;
        if is_mount_point(&swap.parent.locate(&swap.folder)) {
            let name = out.display().to_string();
            let below = out.join("site").display().to_string();
            return Err(Diagnostic::error(message!("out-mount", name = name)).help(message!(
                "out-mount",
                "help",
                below = below
            )));
        }
        let folder = swap.open()?;
        let manifest = match &folder {
            None => Manifest::default(),
            Some(folder) => match Manifest::read(folder) {
                Some(manifest) => manifest,
                None if is_empty(folder)? => Manifest::default(),
                None => return Err(foreign(out)),
            },
        };
        Ok(Self { swap, folder, manifest, lock })
    }

    /// An empty staging folder beside the target. Leftovers of a killed build are removed.
    pub fn staging(&self) -> Result<Root<Publication>, Diagnostic> {
        let (parent, staging) = (&self.swap.parent, &self.swap.staging);
        if parent.exists(staging) {
            parent.remove_all(staging)?;
        }
        parent.create_folder(staging)?;
        Ok(parent.descend(staging)?)
    }

    /// Whether an earlier build wrote these bytes to a path, and nobody has changed them since.
    pub fn has(&self, path: &PublicationPath, bytes: &[u8]) -> bool {
        self.has_length(path, bytes.len() as u64)
            && self
                .folder
                .as_ref()
                .is_some_and(|folder| folder.read(path).is_ok_and(|before| before == bytes))
    }

    /// The same of a file that was written already, by its length and hash.
    pub fn has_hash(&self, path: &PublicationPath, length: u64, hash: &blake3::Hash) -> bool {
        let hash_before = || {
            let mut hasher = blake3::Hasher::new();
            let file = self.folder.as_ref()?.open_file(path).ok()?;
            hasher.update_reader(file).ok()?;
            Some(hasher.finalize())
        };
        self.has_length(path, length) && hash_before().as_ref() == Some(hash)
    }

    fn has_length(&self, path: &PublicationPath, length: u64) -> bool {
        let Some(folder) = &self.folder else { return false };
        self.manifest.has(path)
            && folder.link_kind(path).is_ok_and(|kind| kind == Some(FileKind::File))
            && folder.metadata(path).is_ok_and(|before| before.len() == length)
    }

    /// Keeps a file of an earlier build: it becomes a file of the staging folder too. Returns whether
    /// it did; some file systems cannot have one file in two folders.
    pub fn keep(&self, path: &PublicationPath, staging: &Root<Publication>) -> bool {
        self.folder.as_ref().is_some_and(|folder| folder.link_into(path, staging).is_ok())
    }

    /// Restores the modification time of an unchanged file, so that it is not uploaded again.
    pub fn keep_time(&self, path: &PublicationPath, file: &File) {
        // Some file systems have no modification times to keep.
        if let Some(folder) = &self.folder
            && let Ok(before) = folder.metadata(path)
            && let Ok(time) = before.modified()
        {
            let _ = file.set_modified(time.into_std());
        }
    }

    /// What an earlier build made of the same; `None` if somebody changed it since.
    pub fn earlier(&self, path: &PublicationPath, of: &str) -> Option<Vec<u8>> {
        let origin = self.manifest.origins.get(path).filter(|origin| origin.of == of)?;
        let bytes = self.folder.as_ref()?.read(path).ok()?;
        (*origin == Origin::new(of, &bytes)).then_some(bytes)
    }
}

fn busy(out: &Path) -> Diagnostic {
    Diagnostic::error(message!("out-busy", name = out.display().to_string()))
        .help(message!("out-busy", "help"))
}

fn foreign(out: &Path) -> Diagnostic {
    Diagnostic::error(message!("out-foreign", name = out.display().to_string()))
        .help(message!("out-foreign", "help"))
}

fn is_empty(folder: &Root<Publication>) -> Result<bool, Diagnostic> {
    Ok(folder.walk(&PublicationPath::base(), |_| true)?.next().is_none())
}
