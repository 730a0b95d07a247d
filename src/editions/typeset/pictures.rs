//! Pictures that Typst cannot draw. It knows the kind of a picture by the extension of its name.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use crate::paths::split_extension;

/// Whether Typst can draw a picture.
///
/// # Errors
/// The reason why it cannot.
pub fn draw(path: &str, bytes: Bytes) -> Result<(), String> {
    let format = match extension(path).as_str() {
        "svg" | "svgz" => {
            return SvgImage::new(bytes).map(drop).map_err(|error| format!("{error:?}"));
        }
        "png" => Some(ExchangeFormat::Png),
        "jpg" | "jpeg" => Some(ExchangeFormat::Jpg),
        "gif" => Some(ExchangeFormat::Gif),
        "webp" => Some(ExchangeFormat::Webp),
        _ => ExchangeFormat::detect(&bytes),
    };
    let format = format.ok_or_else(|| extension(path))?;
    RasterImage::plain(bytes, format).map(drop).map_err(String::from)
}

/// An empty picture of the same kind.
pub fn empty(path: &str) -> Vec<u8> {
    let extension = extension(path);
    if extension.starts_with("svg") {
        return br#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#.to_vec();
    }
    let format = match extension.as_str() {
        "jpg" | "jpeg" => ImageFormat::Jpeg,
        "gif" => ImageFormat::Gif,
        "webp" => ImageFormat::WebP,
        _ => ImageFormat::Png,
    };
    let mut bytes = Cursor::new(Vec::new());
    let written = DynamicImage::new_rgb8(1, 1).write_to(&mut bytes, format);
    debug_assert!(written.is_ok());
    bytes.into_inner()
}

fn extension(path: &str) -> String {
    split_extension(path).1.unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_picture_can_be_drawn() {
        for path in ["a.svg", "a.png", "a.JPG", "a.jpeg", "a.gif", "a.webp", "a", "a.avif"] {
            assert_eq!(draw(path, Bytes::new(empty(path))), Ok(()), "{path}");
        }
        for path in ["a.svg", "a.png", "a.JPG", "a", "a.avif"] {
            assert!(draw(path, Bytes::new("geen beeld")).is_err(), "{path}");
        }
    }
}
