//! The temporary folder of a program that makes a PDF.

use std::path::{Path, PathBuf};
use std::{thread, time::Duration};

use tempfile::TempDir;

use crate::diagnostic::{Diagnostic, FileAction};

/// A folder that is removed when this is dropped.
pub struct Scratch(Option<TempDir>);

impl Scratch {
    /// A new folder.
    pub fn new() -> Result<Self, Diagnostic> {
        let folder = tempfile::Builder::new().prefix("wijkengids-").tempdir();
        let failed = |error| Diagnostic::io(FileAction::MakeIn, &std::env::temp_dir(), &error);
        Ok(Self(Some(folder.map_err(failed)?)))
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.as_ref().map_or(Path::new(""), TempDir::path).join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        const ATTEMPTS: usize = 20;
        let Some(folder) = self.0.take() else { return };
        let folder = folder.keep();
        for _ in 0..ATTEMPTS {
            // The children of a killed program may still write for a moment.
            if std::fs::remove_dir_all(&folder).is_ok() || !folder.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}
