//! Compressed copies beside text files, for servers that send those instead.

use std::io::Write;

/// A compression that servers look for by the ending of a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// `.gz`, which every server and browser knows.
    Gzip,
    /// `.br`, which is about a tenth smaller.
    Brotli,
}

/// All of them.
pub const COMPRESSIONS: [Compression; 2] = [Compression::Gzip, Compression::Brotli];

/// Smaller files travel in one packet, compressed or not.
const WORTHWHILE: usize = 1024;

impl Compression {
    /// What is put behind the name of a file.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// The bytes, compressed as well as is sensible for what is written once and read often.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let result = match self {
            Self::Gzip => gzip(bytes),
            Self::Brotli => brotli(bytes),
        };
        result.expect("writing to memory cannot fail")
    }
}

/// Whether a file becomes smaller by it: text does, images and fonts are compressed already.
pub fn is_compressible(path: &str, bytes: &[u8]) -> bool {
    const ENDINGS: [&str; 10] =
        ["html", "css", "js", "json", "csv", "svg", "xml", "txt", "map", "webmanifest"];
    let ending = path.rsplit('.').next().unwrap_or_default();
    bytes.len() >= WORTHWHILE && ENDINGS.contains(&ending)
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
    fn what_was_compressed_can_be_read_again() {
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
        let bytes = [0; 2000];
        assert!(is_compressible("2.4.8.html", &bytes));
        assert!(is_compressible("assets/banner.abc.svg", &bytes));
        assert!(!is_compressible("assets/foto.abc.jpg", &bytes));
        assert!(!is_compressible("2.4.8.html", &bytes[..100]));
    }
}
