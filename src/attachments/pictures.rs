//! Images that pages show: their dimensions, so that a page keeps their place while they load, and
//! the sizes they come in, so that a phone need not load more than it can show.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult};

use super::svg;
use crate::messages::message;
use crate::paths::{PublicationPath, split_extension};
use crate::theme::hashed_path;

/// An image that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In CSS pixels, as shown.
    pub width: u32,
    /// In CSS pixels, as shown.
    pub height: u32,
    /// The sizes it comes in, smallest first; none for drawings and for formats that can be
    /// animated.
    pub variants: Vec<Variant>,
}

/// An image in one size, as WebP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Where it is published.
    pub path: PublicationPath,
    /// In pixels.
    pub width: u32,
}

/// The widths that are made of a large image: for a phone, for a phone or a column at two pixels a
/// point, and for a banner on a desktop.
const WIDTHS: [u32; 4] = [480, 800, 1280, 1920];

/// The longest side of an image in the format WebP.
const LONGEST_WEBP: u64 = 16_383;

/// The most memory that a decoded image may take. A photo of 170 megapixels fits.
const MEMORY: u64 = 512 * 1024 * 1024;

impl Picture {
    /// Reads the dimensions of an image with this name and `hash`; `None` for a format whose
    /// dimensions are unknown.
    ///
    /// # Errors
    /// What is wrong with the image, for the editor.
    pub fn read(name: &str, bytes: &[u8], hash: &blake3::Hash) -> Result<Option<Self>, String> {
        if name.to_lowercase().ends_with(".svg") {
            let dimensions = std::str::from_utf8(bytes).ok().and_then(svg::dimensions);
            let drawing = |(width, height)| Self { width, height, variants: Vec::new() };
            return Ok(dimensions.map(drawing));
        }
        let Some(format) = format(bytes) else { return Ok(None) };
        let mut decoder = decoder(bytes)?;
        let (width, height) = decoder.dimensions();
        let (width, height) = match decoder.orientation() {
            Ok(orientation) if is_on_its_side(orientation) => (height, width),
            _ => (width, height),
        };
        let variant = |width| Variant { path: variant_path(name, width, hash), width };
        let variants = match format {
            ImageFormat::Jpeg | ImageFormat::Png => widths(width, height).map(variant).collect(),
            _ => Vec::new(),
        };
        Ok(Some(Self { width, height, variants }))
    }

    /// The value of `srcset`; `None` for an image in one size only.
    pub fn srcset(&self) -> Option<String> {
        let candidate = |variant: &Variant| format!("{} {}w", variant.path, variant.width);
        let candidates: Vec<String> = self.variants.iter().map(candidate).collect();
        (!candidates.is_empty()).then(|| candidates.join(", "))
    }
}

/// The format of an image, by its first bytes; `None` if it is none that can be decoded.
pub fn format(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes).ok().filter(ImageFormat::reading_enabled)
}

/// A decoder of an image that fits into memory. Dimensions are checked before anything is decoded.
///
/// # Errors
/// What is wrong with the image, for the editor.
pub fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, String> {
    let decoder = open(bytes).map_err(|error| in_plain_words(&error))?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(message!("image-damaged"));
    }
    if decoder.total_bytes() > MEMORY {
        return Err(message!("image-too-many-pixels", width = width, height = height));
    }
    Ok(decoder)
}

/// Why an image cannot be read, without the words of the decoder.
pub fn in_plain_words(error: &ImageError) -> String {
    match error {
        ImageError::Limits(_) => message!("image-too-large"),
        ImageError::Unsupported(_) => message!("image-of-rare-kind"),
        _ => message!("image-damaged"),
    }
}

fn open(bytes: &[u8]) -> ImageResult<impl ImageDecoder + '_> {
    // The default limits allow as much memory as `MEMORY` for the decoder's own work.
    ImageReader::new(Cursor::new(bytes)).with_guessed_format()?.into_decoder()
}

/// The widths in which an image is made: none is larger than the image, or too high for WebP.
fn widths(width: u32, height: u32) -> impl Iterator<Item = u32> {
    let largest = width.min(WIDTHS[WIDTHS.len() - 1]);
    let fits = move |made: &u32| {
        u64::from(*made) * u64::from(height) / u64::from(width.max(1)) <= LONGEST_WEBP
    };
    let smaller = WIDTHS.into_iter().filter(move |&made| made < largest);
    smaller.chain([largest]).filter(fits)
}

fn variant_path(name: &str, width: u32, hash: &blake3::Hash) -> PublicationPath {
    let (stem, _) = split_extension(name);
    hashed_path(&format!("{stem}-{width}.webp"), hash)
}

fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

#[cfg(test)]
pub mod tests {
    use image::RgbImage;

    use super::*;

    pub fn image(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let pixels = RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8])
        });
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn read(name: &str, bytes: &[u8]) -> Result<Option<Picture>, String> {
        Picture::read(name, bytes, &blake3::hash(bytes))
    }

    /// A PNG whose header claims these dimensions.
    fn claims(width: u32, height: u32) -> Vec<u8> {
        let mut png = image(4, 4, ImageFormat::Png);
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..29]);
        png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        png
    }

    #[test]
    fn a_photo_comes_in_smaller_sizes_never_in_larger_ones() {
        let photo = image(1000, 500, ImageFormat::Jpeg);
        let picture = read("foto.jpg", &photo).unwrap().unwrap();
        assert_eq!((picture.width, picture.height), (1000, 500));
        let widths: Vec<_> = picture.variants.iter().map(|variant| variant.width).collect();
        assert_eq!(widths, [480, 800, 1000]);
        assert!(picture.variants[0].path.as_str().starts_with("assets/foto-480."), "{picture:?}");
    }

    #[test]
    fn sizes_that_webp_cannot_hold_are_left_out() {
        let widths = |width, height| widths(width, height).collect::<Vec<_>>();
        assert_eq!(widths(1200, 20_000), [480, 800]);
        assert!(widths(100, 20_000).is_empty());
        assert_eq!(widths(2000, 1000), [480, 800, 1280, 1920]);
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_with_its_size() {
        let problem = read("groot.png", &claims(50_000, 50_000)).unwrap_err();
        assert!(problem.contains("50000 × 50000"), "{problem}");
        assert!(read("foto.png", &claims(12_000, 9_000)).is_ok());
    }

    #[test]
    fn what_is_no_image_has_no_size_and_a_broken_one_is_reported() {
        assert_eq!(read("a.jpg", b"geen foto"), Ok(None));
        assert!(read("a.png", &image(40, 30, ImageFormat::Png)[..20]).is_err());
    }
}
