//! Zip files, written from front to back: the same files give the same bytes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use zip::result::ZipError;
use zip::write::{PreparedZipFile, SimpleFileOptions, StreamWriter, ZipFileBuilder};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file on its way into an archive.
pub struct Entry(PreparedZipFile);

impl Entry {
    /// A file that is compressed, unless its format is already.
    ///
    /// # Errors
    /// A name that is too long.
    pub fn new(name: &str, bytes: &[u8]) -> io::Result<Self> {
        let method = if is_compressed(name) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        Self::with(name, bytes, method)
    }

    /// A file that is kept as it is.
    ///
    /// # Errors
    /// A name that is too long.
    pub fn stored(name: &str, bytes: &[u8]) -> io::Result<Self> {
        Self::with(name, bytes, CompressionMethod::Stored)
    }

    fn with(name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<Self> {
        // No clock and no file system decides about times and permissions.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        let mut builder = ZipFileBuilder::new(name, options)?;
        builder.write_all(bytes)?;
        Ok(Self(builder.finish()?))
    }
}

/// Whether files of this name hardly become smaller.
fn is_compressed(name: &str) -> bool {
    const FORMATS: [&str; 17] = [
        "avif", "br", "docx", "epub", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "pdf", "png",
        "pptx", "webm", "webp", "woff2", "zip",
    ];
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    FORMATS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// An archive that is being written. Its files are compressed before they come in, so that it never
/// has to go back, and several can be compressed at a time.
pub struct Archive<W: Write> {
    writer: ZipWriter<StreamWriter<Outlet<W>>>,
    failure: Failure,
}

/// Why the archive could not be written, if it could not.
type Failure = Rc<RefCell<Option<io::Error>>>;

/// Where an archive goes. After a failure nothing more is written: the library would finish the
/// archive in any case, and complain to standard error if it cannot.
struct Outlet<W> {
    inner: W,
    failure: Failure,
    has_failed: bool,
}

impl<W: Write> Write for Outlet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.has_failed
            && let Err(error) = self.inner.write_all(bytes)
        {
            self.has_failed = true;
            *self.failure.borrow_mut() = Some(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.has_failed { Ok(()) } else { self.inner.flush() }
    }
}

impl<W: Write> Archive<W> {
    /// An archive without files.
    pub fn new(out: W) -> Self {
        let failure = Failure::default();
        let outlet = Outlet { inner: out, failure: Rc::clone(&failure), has_failed: false };
        Self { writer: ZipWriter::new(StreamWriter::new(outlet)), failure }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// A name that is there already; those of the writer.
    pub fn add(&mut self, entry: Entry) -> io::Result<()> {
        self.writer.add_prepared_file(entry.0).map_err(in_io)?;
        self.failure.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// Writes the list of files.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self) -> io::Result<()> {
        self.writer.finish().map_err(in_io)?;
        self.failure.borrow_mut().take().map_or(Ok(()), Err)
    }
}

fn in_io(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = Archive::new(&mut bytes);
        archive.add(Entry::stored("first", b"as it is").unwrap()).unwrap();
        for (name, content) in files {
            archive.add(Entry::new(name, content).unwrap()).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }

    #[test]
    fn what_goes_in_comes_out_in_the_same_order() {
        let long = "woord ".repeat(1000);
        let files = [("b.txt", long.as_bytes()), ("a/é.png", &b"\x89PNG"[..])];
        let bytes = archive(&files);
        assert_eq!(bytes, archive(&files));
        // A reader that only looks at the first bytes recognises the first file.
        assert_eq!(&bytes[30..43], b"firstas it is");
        let mut read = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let names: Vec<_> = (0..read.len())
            .map(|index| read.by_index(index).unwrap().name().unwrap().into_owned())
            .collect();
        assert_eq!(names, ["first", "b.txt", "a/é.png"]);
        let mut text = String::new();
        read.by_name("b.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, long);
        assert!(read.by_name("b.txt").unwrap().compressed_size() < 100);
        assert_eq!(read.by_name("a/é.png").unwrap().compression(), CompressionMethod::Stored);
    }

    #[test]
    fn a_full_disk_is_known_as_one() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = Archive::new(Full).add(Entry::new("a", b"b").unwrap()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
