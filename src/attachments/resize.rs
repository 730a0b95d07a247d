//! Makes smaller sizes of images, and keeps them in the cache.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat};

use super::pictures::{decoder, format, in_plain_words};
use crate::cache;
use crate::messages::message;

/// How much a photo is compressed, from 0 (most) to 100: above this the difference is invisible.
const QUALITY: f32 = 80.0;

/// Part of the names in the cache. Changes when the same image would be encoded differently.
const ENCODING: &str = "webp-1";

/// The smaller sizes of one image.
///
/// Decoding takes most of the time, so the first size that is needed makes all of them.
#[derive(Debug, Default)]
pub struct Sizes {
    made: OnceLock<Result<Uncached, String>>,
}

/// Sizes by width that the cache did not keep.
type Uncached = BTreeMap<u32, Vec<u8>>;

impl Sizes {
    /// The image in a width that is one of `widths`.
    ///
    /// # Errors
    /// What is wrong with the image, for the editor.
    pub fn get(
        &self,
        bytes: &[u8],
        hash: &blake3::Hash,
        width: u32,
        widths: &[u32],
    ) -> Result<Vec<u8>, String> {
        let made = self.made.get_or_init(|| make(bytes, hash, widths));
        if let Some(size) = made.as_ref().map_err(Clone::clone)?.get(&width) {
            return Ok(size.clone());
        }
        // The cache may have been emptied since.
        kept(hash, width).map_or_else(|| encode(&decode(bytes)?, width), Ok)
    }
}

/// Checks that sizes of an image can be made.
///
/// # Errors
/// What is wrong with the image, for the editor.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    decode(bytes).map(drop)
}

/// A size of the image with this `hash` that an earlier run made.
pub fn kept(hash: &blake3::Hash, width: u32) -> Option<Vec<u8>> {
    cache::read(&cache_name(hash, width))
}

/// Makes all sizes of an image; returns those that the cache did not keep.
fn make(bytes: &[u8], hash: &blake3::Hash, widths: &[u32]) -> Result<Uncached, String> {
    let original = decode(bytes)?;
    let mut uncached = Uncached::new();
    for &width in widths {
        let size = encode(&original, width)?;
        let name = cache_name(hash, width);
        cache::write(&name, &size);
        if cache::read(&name).is_none_or(|kept| kept != size) {
            uncached.insert(width, size);
        }
    }
    Ok(uncached)
}

fn cache_name(hash: &blake3::Hash, width: u32) -> String {
    format!("images/{}-{width}.{ENCODING}", hash.to_hex())
}

/// An image in memory.
struct Original {
    image: DynamicImage,
    /// Photos may lose detail. Screenshots and drawings have few colours and hard edges, which
    /// lossy compression would blur.
    is_photo: bool,
}

fn decode(bytes: &[u8]) -> Result<Original, String> {
    let mut decoder = decoder(bytes)?;
    let orientation = decoder.orientation().map_err(|error| in_plain_words(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| in_plain_words(&error))?;
    image.apply_orientation(orientation);
    Ok(Original { image, is_photo: format(bytes) == Some(ImageFormat::Jpeg) })
}

fn encode(original: &Original, width: u32) -> Result<Vec<u8>, String> {
    let image = &original.image;
    let resized =
        (width < image.width()).then(|| image.resize(width, u32::MAX, FilterType::CatmullRom));
    let image = resized.as_ref().unwrap_or(image);
    let (image, layout) = if image.color().has_alpha() {
        (DynamicImage::ImageRgba8(image.to_rgba8()), webp::PixelLayout::Rgba)
    } else {
        (DynamicImage::ImageRgb8(image.to_rgb8()), webp::PixelLayout::Rgb)
    };
    let encoder = webp::Encoder::new(image.as_bytes(), layout, image.width(), image.height());
    let encoded = encoder
        .encode_simple(!original.is_photo, QUALITY)
        .map_err(|error| message!("image-no-webp", reason = format!("{error:?}")))?;
    Ok(encoded.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::pictures::tests::image;
    use super::*;

    #[test]
    fn a_photo_becomes_smaller() {
        let photo = image(1000, 500, ImageFormat::Jpeg);
        let small = encode(&decode(&photo).unwrap(), 480).unwrap();
        assert!(small.len() < photo.len());
        let small = image::load_from_memory(&small).unwrap();
        assert_eq!((small.width(), small.height()), (480, 240));
    }

    #[test]
    fn a_screenshot_loses_nothing() {
        let screenshot = image(40, 30, ImageFormat::Png);
        let encoded = encode(&decode(&screenshot).unwrap(), 40).unwrap();
        let decoded = |bytes| image::load_from_memory(bytes).unwrap().into_rgb8();
        assert_eq!(decoded(&encoded), decoded(&screenshot));
    }

    #[test]
    fn a_file_that_is_not_an_image_cannot_be_decoded() {
        assert!(decode(b"geen foto").is_err());
    }

    #[test]
    fn all_sizes_are_made_at_once() {
        let photo = image(611, 307, ImageFormat::Png);
        let sizes = Sizes::default();
        let widths = [480, 611];
        sizes.get(&photo, &blake3::hash(&photo), 480, &widths).unwrap();
        // The image is not looked at again, so another would not be noticed.
        let made = sizes.get(b"geen foto", &blake3::hash(&photo), 611, &widths).unwrap();
        assert_eq!(image::load_from_memory(&made).unwrap().width(), 611);
    }
}
