//! Compressed copies of text files, which servers can send instead of the files themselves.

use std::io::Write;

use crate::paths::PublicationPath;

/// A compression that servers know by its file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// `.gz`, which every server and browser knows.
    Gzip,
    /// `.br`, which is about a tenth smaller.
    Brotli,
}

/// All compressions.
pub const COMPRESSIONS: [Compression; 2] = [Compression::Gzip, Compression::Brotli];

/// Smaller files fit in one packet, compressed or not.
const WORTHWHILE: u64 = 1024;

impl Compression {
    /// The extension that is appended to the name of the file.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }

    /// Compresses thoroughly: files are written once and read often.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let result = match self {
            Self::Gzip => gzip(bytes),
            Self::Brotli => brotli(bytes),
        };
        result.expect("writing to memory cannot fail")
    }
}

/// Whether compression makes a file smaller. Images and fonts are compressed already.
pub fn is_compressible(path: &PublicationPath, bytes: u64) -> bool {
    const EXTENSIONS: [&str; 10] =
        ["html", "css", "js", "json", "csv", "svg", "xml", "txt", "map", "webmanifest"];
    let is_text = path.extension().is_some_and(|extension| EXTENSIONS.contains(&extension));
    bytes >= WORTHWHILE && is_text
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // The highest quality, 11, takes twice the time of 10 and saves one per cent more.
    const QUALITY: u32 = 10;
    const WINDOW: u32 = 22;
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn compressed_text_can_be_read_again() {
        let text = "wijkenaanpak ".repeat(500).into_bytes();
        let gzipped = Compression::Gzip.compress(&text);
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(gzipped.as_slice()).read_to_end(&mut read).unwrap();
        assert_eq!(read, text);
        let brotlied = Compression::Brotli.compress(&text);
        read.clear();
        brotli::Decompressor::new(brotlied.as_slice(), 4096).read_to_end(&mut read).unwrap();
        assert_eq!(read, text);
        assert!(gzipped.len() < text.len() / 10 && brotlied.len() < gzipped.len());
    }

    #[test]
    fn only_text_is_compressed() {
        let is_compressible =
            |path: &str, bytes| is_compressible(&PublicationPath::new(path).unwrap(), bytes);
        assert!(is_compressible("2.4.8.html", 2000));
        assert!(is_compressible("assets/banner.abc.svg", 2000));
        assert!(!is_compressible("assets/foto.abc.jpg", 2000));
        assert!(!is_compressible("2.4.8.html", 100));
    }
}
