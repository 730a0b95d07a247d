//! What was made with effort and can be made again, kept from run to run in the system's folder
//! for caches.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of wijkengids below the system's folder for caches, if the system has one.
pub fn folder() -> Option<PathBuf> {
    Some(dirs::cache_dir()?.join("wijkengids"))
}

/// The bytes that were kept under a name, else those that `make` makes, which are then kept.
/// A cache that cannot be read or written only costs time.
///
/// # Errors
/// Those of `make`.
pub fn bytes<E>(name: &str, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    if let Some(kept) = read(name) {
        return Ok(kept);
    }
    let made = make()?;
    write(name, &made);
    Ok(made)
}

/// The bytes that were kept under a name.
pub fn read(name: &str) -> Option<Vec<u8>> {
    fs::read(folder()?.join(name)).ok()
}

/// Keeps bytes under a name, in the place of those that were kept before. Where that is refused,
/// they are made once more next time.
pub fn write(name: &str, bytes: &[u8]) {
    if let Some(folder) = folder() {
        let _ = keep(&folder.join(name), bytes);
    }
}

/// Writes beside the file first, so that nobody reads half of it.
fn keep(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let part = file.with_extension(format!("{}.part", std::process::id()));
    fs::write(&part, bytes)?;
    fs::rename(&part, file)
}
