//! Images that come from elsewhere, before they are stored in a guide. What they are is told by their
//! content: a name may say anything.

use image::ImageFormat;

use super::pictures::Picture;
use super::{check, formats, svg};
use crate::messages::message;

/// An image that can be shown, and harms nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredImage {
    /// The extension that names of its kind have.
    pub extension: &'static str,
    /// What is stored: of a drawing, what runs nothing and loads nothing.
    pub bytes: Vec<u8>,
    /// Width and height in CSS pixels, where they are known.
    pub dimensions: Option<(u32, u32)>,
}

/// Finds out what an image is, and whether a page can show it.
///
/// # Errors
/// What is wrong with it, for the editor.
pub fn to_store(bytes: Vec<u8>) -> Result<StoredImage, String> {
    if bytes.is_empty() {
        return Err(message!("image-empty"));
    }
    let extension = match image::guess_format(&bytes) {
        Ok(ImageFormat::Png) => "png",
        Ok(ImageFormat::Jpeg) => "jpg",
        Ok(ImageFormat::Gif) => "gif",
        Ok(ImageFormat::WebP) => "webp",
        Ok(ImageFormat::Avif) => "avif",
        Ok(ImageFormat::Tiff) => return Err(formats::in_other_format("TIFF")),
        Ok(_) => return Err(message!("image-of-other-kind")),
        Err(_) if formats::is_heic(&bytes) => return Err(formats::in_other_format("HEIC")),
        Err(_) if is_markup(&bytes) => "svg",
        Err(_) => return Err(message!("image-of-other-kind")),
    };
    let bytes = if extension == "svg" {
        formats::drawing(&bytes)?;
        svg::sanitise(&bytes)?
    } else {
        bytes
    };
    let name = format!("beeld.{extension}");
    check(&name, &bytes)?;
    let picture = Picture::read(&name, &bytes, &blake3::hash(&bytes))?;
    let dimensions = picture.map(|picture| (picture.width, picture.height));
    Ok(StoredImage { extension, bytes, dimensions })
}

/// Whether a file may be a drawing.
fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().first() == Some(&b'<') && std::str::from_utf8(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::pictures::tests::image;
    use super::*;

    fn stored(bytes: impl Into<Vec<u8>>) -> StoredImage {
        to_store(bytes.into()).unwrap()
    }

    #[test]
    fn an_image_is_what_its_content_says() {
        for (format, extension) in [
            (ImageFormat::Png, "png"),
            (ImageFormat::Jpeg, "jpg"),
            (ImageFormat::Gif, "gif"),
            (ImageFormat::WebP, "webp"),
        ] {
            let bytes = image(40, 30, format);
            let stored = stored(bytes.clone());
            assert_eq!((stored.extension, stored.dimensions), (extension, Some((40, 30))));
            assert_eq!(stored.bytes, bytes, "not a byte differs");
        }
    }

    #[test]
    fn a_drawing_is_stored_without_what_it_runs() {
        let svg = "\u{feff}<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" \
            viewBox=\"0 0 4 2\" onload=\"x()\"><script>x()</script><circle r=\"3\"/></svg>";
        let stored = stored(svg);
        assert_eq!((stored.extension, stored.dimensions), ("svg", Some((624, 312))));
        let text = String::from_utf8(stored.bytes).unwrap();
        assert!(text.contains("<circle") && !text.contains("script") && !text.contains("onload"));
    }

    #[test]
    fn what_is_no_image_is_refused() {
        let claims = [&b"\x89PNG\r\n\x1a\n"[..], b"maar tekst"].concat();
        for bytes in [
            &b""[..],
            b"gewoon tekst",
            b"<html><body onload=x()>",
            b"<svg><g></svg>",
            b"%PDF-1.7",
            b"II*\0",
            b"BM0000",
            b"GIF89a/*\0\0\0\0*/=1;alert(1)//;",
            b"\0\0\0\x18ftypheic\0\0",
            &claims,
            &image(40, 30, ImageFormat::Png)[..60],
        ] {
            assert!(to_store(bytes.to_vec()).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
