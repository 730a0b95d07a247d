//! Keeps results that are expensive to make from run to run, in the system's cache folder.
//!
//! A file of the cache starts with the hash of the bytes that follow, so that a truncated or
//! corrupted file is not used.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::NamedTempFile;

/// The folder that this process uses instead.
static INSTEAD: OnceLock<PathBuf> = OnceLock::new();

/// The folder of wijkengids in the system's cache folder, if there is one.
pub fn folder() -> Option<PathBuf> {
    let instead = INSTEAD.get().cloned();
    instead.or_else(|| Some(dirs::cache_dir()?.join("wijkengids")))
}

/// The folder of wijkengids for what is kept as long as there is room, but not made again: in the
/// system's folder for that, if there is one.
pub fn state_folder() -> Option<PathBuf> {
    let instead = INSTEAD.get().map(|folder| folder.join("state"));
    let of_system = || dirs::state_dir().or_else(dirs::data_local_dir);
    instead.or_else(|| Some(of_system()?.join("wijkengids")))
}

/// Lets this process use another folder from now on. Tests leave that of the user alone.
pub fn use_folder(folder: &Path) {
    let _ = INSTEAD.set(folder.to_owned());
}

/// The name, in a folder of the cache, of what is kept for a path.
pub fn name_of(folder: &str, path: &Path) -> String {
    format!("{folder}/{}", blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex())
}

/// The bytes cached under a name; otherwise those of `make`, which are then cached. A cache that
/// cannot be read or written only costs time.
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

/// The bytes cached under a name, if they are intact.
pub fn read(name: &str) -> Option<Vec<u8>> {
    read_file(&folder()?.join(name))
}

/// Caches bytes under a name, replacing earlier ones. If that fails, they are made again next time.
pub fn write(name: &str, bytes: &[u8]) {
    if let Some(folder) = folder() {
        let _ = write_file(&folder.join(name), bytes);
    }
}

fn read_file(file: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(file).ok()?;
    let (hash, kept) = bytes.split_at_checked(blake3::OUT_LEN)?;
    if blake3::hash(kept).as_bytes() != hash {
        return None;
    }
    bytes.drain(..blake3::OUT_LEN);
    Some(bytes)
}

/// Writes a temporary file, unique to this writer, and renames it over the file.
fn write_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut part = NamedTempFile::new_in(folder)?;
    part.write_all(blake3::hash(bytes).as_bytes())?;
    part.write_all(bytes)?;
    part.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn corrupted_bytes_are_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/b.webp");
        assert_eq!(read_file(&file), None);
        write_file(&file, b"een beeld").unwrap();
        assert_eq!(read_file(&file).unwrap(), b"een beeld");
        let whole = fs::read(&file).unwrap();
        for end in 0..whole.len() {
            fs::write(&file, &whole[..end]).unwrap();
            assert_eq!(read_file(&file), None, "cut off after {end} bytes");
        }
        fs::write(&file, [&whole[..], b"x"].concat()).unwrap();
        assert_eq!(read_file(&file), None);
    }

    #[test]
    fn writers_of_one_name_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b");
        let texts: Vec<Vec<u8>> = (0..8_u8).map(|n| vec![n; 100_000]).collect();
        write_file(&file, &texts[0]).unwrap();
        thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| (0..20).for_each(|_| write_file(&file, text).unwrap()));
            }
            for _ in 0..100 {
                let read = read_file(&file).expect("a whole file at any time");
                assert!(texts.contains(&read));
            }
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
