//! The folder that is replaced, and what an earlier build left in it.

use std::fs::File;
use std::path::Path;

use super::manifest::Manifest;
use super::mounts::is_mount_point;
use super::swap::Swap;
use super::written::Written;
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

    /// Keeps a file that an earlier build wrote with the same bytes: it becomes a file of the staging
    /// folder too. Returns whether it did; someone may have changed the file since, and some file
    /// systems cannot have one file in two folders.
    pub fn keep(
        &self,
        path: &PublicationPath,
        hash: &str,
        bytes: &[u8],
        staging: &Root<Publication>,
    ) -> bool {
        let Some(folder) = &self.folder else { return false };
        self.manifest.hash(path).is_some_and(|before| before == hash)
            && folder.link_kind(path).is_ok_and(|kind| kind == Some(FileKind::File))
            && folder.read(path).is_ok_and(|before| before == bytes)
            && folder.link_into(path, staging).is_ok()
    }

    /// Restores the modification time of an unchanged file, so that it is not uploaded again.
    pub fn keep_time(&self, path: &PublicationPath, hash: &str, file: &File) {
        let Some(folder) = &self.folder else { return };
        if self.manifest.hash(path).is_none_or(|before| before != hash) {
            return;
        }
        // Some file systems have no modification times to keep.
        if let Ok(before) = folder.metadata(path)
            && let Ok(time) = before.modified()
        {
            let _ = file.set_modified(time.into_std());
        }
    }

    /// What an earlier build put at a path; `None` if it was changed since.
    pub fn earlier(&self, path: &PublicationPath) -> Option<Vec<u8>> {
        let hash = self.manifest.hash(path)?;
        let bytes = self.folder.as_ref()?.read(path).ok()?;
        (*hash == *blake3::hash(&bytes).to_hex()).then_some(bytes)
    }

    /// The compressed copy that an earlier build made of the same bytes. Compressing takes longer
    /// than all else.
    pub fn earlier_copy(&self, of: &Written, copy: &PublicationPath) -> Option<Vec<u8>> {
        let is_same = self.manifest.hash(&of.path) == Some(&of.hash);
        if is_same { self.earlier(copy) } else { None }
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
