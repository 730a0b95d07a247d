//! Remembers the swaps that are not completed, so that the next start of the program can mend them,
//! whatever it is asked to do and wherever the sites are.
//!
//! The records are in the user's own cache folder, where no guide can put any. Where there is no
//! such folder, a site is mended by the next build into the same folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cache;

/// The folder of the records.
const FOLDER: &str = "swaps";

/// Records that a site is about to be replaced. Without the record, the swap itself still works.
pub fn write(site: &Path) {
    if let Some(bytes) = to_bytes(site) {
        cache::write(&name(site), bytes);
    }
}

/// Removes the record of a site that is in its place.
pub fn remove(site: &Path) {
    if let Some(folder) = cache::folder() {
        let _ = fs::remove_file(folder.join(name(site)));
    }
}

/// Whether there is a record of a site.
pub fn exists(site: &Path) -> bool {
    cache::folder().is_some_and(|folder| folder.join(name(site)).exists())
}

/// The sites of all records.
pub fn read() -> Vec<PathBuf> {
    let Some(entries) = cache::folder().and_then(|folder| fs::read_dir(folder.join(FOLDER)).ok())
    else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let read = |record: String| {
        let site = from_bytes(cache::read(&format!("{FOLDER}/{record}"))?)?;
        // A relative path would mean something else in every folder.
        (site.is_absolute() && name(&site) == format!("{FOLDER}/{record}")).then_some(site)
    };
    names.filter_map(read).collect()
}

/// The name of a record in the cache.
fn name(site: &Path) -> String {
    cache::name_of(FOLDER, site)
}

#[cfg(unix)]
fn to_bytes(path: &Path) -> Option<&[u8]> {
    use std::os::unix::ffi::OsStrExt;
    Some(path.as_os_str().as_bytes())
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn to_bytes(path: &Path) -> Option<&[u8]> {
    path.to_str().map(str::as_bytes)
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(Into::into)
}
