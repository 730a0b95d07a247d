//! Images as pages show them: how large they are, so that their place is kept while they load, and
//! in which smaller sizes they are there, so that a phone does not load what it cannot show.

use std::io::Cursor;
use std::sync::LazyLock;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, imageops::FilterType};
use regex::Regex;

use crate::cache;
use crate::theme::hashed_name;

/// An image that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In CSS pixels, as it is shown.
    pub width: u32,
    /// In CSS pixels, as it is shown.
    pub height: u32,
    /// The sizes in which it can be had, smallest first; none for drawings, and for what may move.
    pub variants: Vec<Variant>,
}

/// An image in one size, as WebP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Where it is, relative to a page.
    pub url: String,
    /// In pixels.
    pub width: u32,
}

/// The widths that are made of a large image: a phone's, a phone's or a column's at two pixels a
/// point, and that of a banner on a desk.
const WIDTHS: [u32; 4] = [480, 800, 1280, 1920];

/// How wide a column of text is, in CSS pixels: 39rem.
const COLUMN: f64 = 624.0;

/// How much a photo may lose, from 0 to 100: more is not seen.
const QUALITY: f32 = 80.0;

/// Changes when the same image would be written otherwise, so that what was kept is made anew.
const ENCODING: &str = "webp-1";

impl Picture {
    /// Reads the size of an image; nothing if it is none that browsers show in a known size.
    pub fn read(name: &str, bytes: &[u8]) -> Option<Self> {
        if name.to_lowercase().ends_with(".svg") {
            let (width, height) = size_of_svg(std::str::from_utf8(bytes).ok()?)?;
            return Some(Self { width, height, variants: Vec::new() });
        }
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let is_still = matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png));
        let mut decoder = reader.into_decoder().ok()?;
        let (width, height) = decoder.dimensions();
        let (width, height) = match decoder.orientation() {
            Ok(orientation) if is_on_its_side(orientation) => (height, width),
            _ => (width, height),
        };
        let variant = |width| Variant { url: variant_url(name, width, bytes), width };
        let variants = if is_still { widths(width).map(variant).collect() } else { Vec::new() };
        Some(Self { width, height, variants })
    }

    /// The value of `srcset`; nothing for a drawing, which is sharp in any size.
    pub fn srcset(&self) -> Option<String> {
        let candidate = |variant: &Variant| format!("{} {}w", variant.url, variant.width);
        let candidates: Vec<String> = self.variants.iter().map(candidate).collect();
        (!candidates.is_empty()).then(|| candidates.join(", "))
    }
}

/// The widths in which an image is made: never larger than it is.
fn widths(own: u32) -> impl Iterator<Item = u32> {
    let largest = own.min(WIDTHS[WIDTHS.len() - 1]);
    WIDTHS.into_iter().filter(move |&width| width < largest).chain([largest])
}

fn variant_url(name: &str, width: u32, bytes: &[u8]) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    hashed_name(&format!("{stem}-{width}.webp"), bytes)
}

/// Makes an image smaller and writes it as WebP. What was made before is taken from the cache.
///
/// # Errors
/// What is wrong with the image, for the editor.
pub fn shrink(bytes: &[u8], width: u32) -> Result<Vec<u8>, String> {
    let hash = blake3::hash(bytes).to_hex();
    cache::bytes(&format!("images/{hash}-{width}.{ENCODING}"), || {
        encode(bytes, width).map_err(|error| error.to_string())
    })
}

fn encode(bytes: &[u8], width: u32) -> image::ImageResult<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    // Screenshots and drawings are of few colours with hard edges, which loss would blur.
    let is_photo = reader.format() == Some(ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    if width < image.width() {
        image = image.resize(width, u32::MAX, FilterType::CatmullRom);
    }
    let image = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    };
    let layout =
        if image.color().has_alpha() { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
    let encoder = webp::Encoder::new(image.as_bytes(), layout, image.width(), image.height());
    let encoded = encoder.encode_simple(!is_photo, QUALITY).map_err(|error| {
        let error = format!("it cannot be written as WebP: {error:?}");
        image::ImageError::IoError(std::io::Error::other(error))
    })?;
    Ok(encoded.to_vec())
}

fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Width and height of a drawing: as it says, else as wide as a column, in the proportions of its
/// view box.
fn size_of_svg(svg: &str) -> Option<(u32, u32)> {
    static ROOT: LazyLock<Regex> = LazyLock::new(|| regex(r"<svg\b[^>]*>"));
    static VIEW_BOX: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"#)
    });
    static LENGTHS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        ["width", "height"].map(|name| regex(&format!(r#"\s{name}\s*=\s*["']([\d.]+)(?:px)?["']"#)))
    });
    let root = ROOT.find(svg)?.as_str();
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| *number > 0.0);
    let length = |pattern: &Regex| number(&pattern.captures(root)?[1]);
    let (width, height) = match (length(&LENGTHS[0]), length(&LENGTHS[1])) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let view_box = VIEW_BOX.captures(root)?;
            let proportion = number(&view_box[2])? / number(&view_box[1])?;
            (COLUMN, COLUMN * proportion)
        }
    };
    let pixels = |length: f64| (length.round() as u32).max(1);
    Some((pixels(width), pixels(height)))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of our own")
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    fn image(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let pixels = RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8])
        });
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photo_is_there_in_smaller_sizes_never_in_larger_ones() {
        let photo = image(1000, 500, ImageFormat::Jpeg);
        let picture = Picture::read("foto.jpg", &photo).unwrap();
        assert_eq!((picture.width, picture.height), (1000, 500));
        let widths: Vec<_> = picture.variants.iter().map(|variant| variant.width).collect();
        assert_eq!(widths, [480, 800, 1000]);
        assert!(picture.variants[0].url.starts_with("assets/foto-480."), "{picture:?}");
        let small = encode(&photo, 480).unwrap();
        assert!(small.len() < photo.len());
        let small = Picture::read("foto.webp", &small).unwrap();
        assert_eq!((small.width, small.height), (480, 240));
    }

    #[test]
    fn a_screenshot_loses_nothing() {
        let screenshot = image(40, 30, ImageFormat::Png);
        let shrunk = encode(&screenshot, 40).unwrap();
        let decode = |bytes| image::load_from_memory(bytes).unwrap().into_rgb8();
        assert_eq!(decode(&shrunk), decode(&screenshot));
    }

    #[test]
    fn a_drawing_says_its_size_or_its_proportions() {
        let size = |root: &str| size_of_svg(&format!("<?xml?><!-- x -->{root}<g/></svg>"));
        assert_eq!(size(r#"<svg viewBox="0 0 640 320">"#), Some((624, 312)));
        assert_eq!(size(r#"<svg width="64px" height='32.4' viewBox="0 0 1 1">"#), Some((64, 32)));
        assert_eq!(
            size(r#"<svg width="100%" height="100%" viewBox="0,0,10,5">"#),
            Some((624, 312))
        );
        assert_eq!(size("<svg>"), None);
        assert_eq!(size_of_svg("geen tekening"), None);
    }

    #[test]
    fn what_is_no_image_has_no_size() {
        assert_eq!(Picture::read("a.jpg", b"geen foto"), None);
        assert!(encode(b"geen foto", 480).is_err());
    }
}
