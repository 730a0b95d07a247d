//! The handbook as a site on this computer, published once per version.
//!
//! Its folder belongs to this program, in the user's cache, and nothing in it comes from a guide,
//! so its paths need no sandbox.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Files, Handbook, Topic};
use crate::cache;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::publish;
use crate::span::split_at_char;

/// How often to try to rename the handbook into place while other processes do the same.
const ATTEMPTS: u32 = 10;

/// The file in a handbook that has the hash of all others: proof that it is complete.
const HASH: &str = ".hash";

impl Handbook {
    /// The folder in which the handbook of this version is published: below `versions`, or below
    /// the system's cache folder. It is published now if it is missing or incomplete.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn published(&mut self, versions: Option<&Path>) -> Result<PathBuf, Vec<Diagnostic>> {
        let versions = match versions {
            Some(folder) => folder.to_owned(),
            None => default_folder()?,
        };
        let folder = versions.join(version());
        if is_whole(&folder) {
            return Ok(folder);
        }
        let failed = |error: io::Error| Diagnostic::io(FileAction::Write, &folder, &error);
        fs::create_dir_all(&versions).map_err(failed)?;
        // Made beside its final place, so that one rename puts it there complete.
        let making = tempfile::Builder::new().prefix(".making-").tempdir_in(&versions);
        let made = making.as_ref().map(|folder| folder.path().join("handbook"));
        let made = made.map_err(|error| Diagnostic::io(FileAction::Write, &versions, error))?;
        self.publish(&made)?;
        let hash = publish::hash(&made).unwrap_or_default();
        fs::write(made.join(HASH), hash).map_err(failed)?;
        for attempt in 0.. {
            match fs::rename(&made, &folder) {
                Ok(()) => break,
                // Someone else opened the handbook at the same moment.
                Err(_) if is_whole(&folder) => break,
                Err(error) if attempt == ATTEMPTS => return Err(failed(error).into()),
                // A damaged copy is moved away in one step too; one that another process puts there
                // meanwhile is complete.
                Err(_) => {
                    let damaged = made.with_file_name(format!("damaged-{attempt}"));
                    drop(fs::rename(&folder, damaged));
                }
            }
        }
        Ok(folder)
    }

    /// The file to open in a browser to get to a place. Some systems drop the anchor from a file
    /// URL, so a heading is opened through a small redirect page.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn entrance(&self, folder: &Path, place: &Topic) -> Result<PathBuf, Diagnostic> {
        let address = self.address(place);
        let Some(anchor) = &place.anchor else { return Ok(folder.join(address)) };
        let version = folder.file_name().unwrap_or_default().to_string_lossy();
        let entrances = folder.with_file_name("open");
        let file = entrances.join(format!("{anchor}.html"));
        let page = format!(
            "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{anchor}</title>\n\
             <meta http-equiv=\"refresh\" content=\"0; url=../{version}/{address}\">\n\
             <a href=\"../{version}/{address}\">{address}</a>\n"
        );
        let written = fs::create_dir_all(&entrances)
            .and_then(|()| NamedTempFile::new_in(&entrances))
            .and_then(|mut part| part.write_all(page.as_bytes()).map(|()| part))
            .and_then(|part| part.persist(&file).map_err(Into::into));
        written.map_err(|error| Diagnostic::io(FileAction::Write, &file, &error))?;
        Ok(file)
    }
}

/// Whether a folder has a complete handbook that nobody has changed.
fn is_whole(folder: &Path) -> bool {
    let hash = fs::read_to_string(folder.join(HASH));
    hash.is_ok_and(|hash| publish::hash(folder) == Some(hash))
}

/// Below the system's cache folder; where there is none, a new temporary folder every time.
fn default_folder() -> Result<PathBuf, Diagnostic> {
    if let Some(folder) = cache::folder() {
        return Ok(folder.join("handbook"));
    }
    let temporary = std::env::temp_dir();
    let folder = tempfile::Builder::new().prefix("wijkengids-handbook-").tempdir();
    Ok(folder.map_err(|error| Diagnostic::io(FileAction::WriteTo, &temporary, &error))?.keep())
}

/// The version of the program, with a hash of the program and of the files of the handbook.
fn version() -> String {
    let mut hasher = blake3::Hasher::new();
    for name in Files::iter() {
        hasher.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            hasher.update(&file.data);
        }
    }
    // A new build of the program may render it differently. If the program cannot be read, its
    // version number must do.
    if let Ok(program) = std::env::current_exe().and_then(fs::File::open) {
        let _ = hasher.update_reader(program);
    }
    let hash = hasher.finalize().to_hex();
    format!("{}-{}", env!("CARGO_PKG_VERSION"), split_at_char(&hash, 12).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The handbook, published below a folder.
    fn published(versions: &Path) -> (Handbook, PathBuf) {
        let mut handbook = Handbook::read().unwrap_or_else(|problems| panic!("{problems:?}"));
        let folder = handbook.published(Some(versions)).unwrap();
        (handbook, folder)
    }

    /// When a page was written.
    fn written(folder: &Path) -> std::time::SystemTime {
        fs::metadata(folder.join("1.html")).unwrap().modified().unwrap()
    }

    #[test]
    fn it_is_made_once() {
        let versions = tempfile::tempdir().unwrap();
        let (_, folder) = published(versions.path());
        let first = written(&folder);
        let (_, again) = published(versions.path());
        assert_eq!((again, written(&folder)), (folder, first));
        let left = fs::read_dir(versions.path()).unwrap().count();
        assert_eq!(left, 1, "only the handbook is left");
    }

    #[test]
    fn a_damaged_or_incomplete_copy_is_made_again() {
        let versions = tempfile::tempdir().unwrap();
        let (_, folder) = published(versions.path());
        let page = fs::read(folder.join("2.1.html")).unwrap();
        let damages: [&dyn Fn(); 4] = [
            &|| fs::write(folder.join("2.1.html"), &page[..page.len() / 2]).unwrap(),
            &|| fs::remove_file(folder.join("2.1.html")).unwrap(),
            &|| fs::remove_file(folder.join(".wijkengids.json")).unwrap(),
            &|| fs::remove_dir_all(folder.join("assets")).unwrap(),
        ];
        for damage in damages {
            damage();
            assert!(!is_whole(&folder));
            published(versions.path());
            assert!(is_whole(&folder));
            assert_eq!(fs::read(folder.join("2.1.html")).unwrap(), page);
        }
    }

    #[test]
    fn concurrent_readers_make_one_copy() {
        let versions = tempfile::tempdir().unwrap();
        let folders: Vec<PathBuf> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| published(versions.path()).1)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(folders.iter().all(|folder| folder == &folders[0]));
        assert!(is_whole(&folders[0]));
    }

    #[test]
    fn a_heading_is_opened_through_a_page_that_keeps_the_anchor() {
        let versions = tempfile::tempdir().unwrap();
        let (handbook, folder) = published(versions.path());
        let at = |topic: &str| handbook.entrance(&folder, &handbook.find(topic).unwrap()).unwrap();
        assert_eq!(at("3.5"), folder.join("3.5.html"));
        let page = fs::read_to_string(at("broken-link")).unwrap();
        let version = folder.file_name().unwrap().to_str().unwrap();
        assert!(page.contains(&format!("url=../{version}/8.2.html#broken-link\"")), "{page}");
    }
}
