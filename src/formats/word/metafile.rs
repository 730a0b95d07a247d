//! Pictures of Windows as pictures that browsers show.
//!
//! Most large EMF files hold nothing but one bitmap, which becomes a PNG here. What is drawn in EMF
//! or WMF stays as it is, and is reported: `emf-core` and `emfsdk` draw some of it, but lose the scale
//! of WMF, and panic on damaged files.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use super::super::limits::MAX_ENTRY;

/// The kinds of records that draw nothing: the header and its end, comments, and how to draw.
const SILENT: [u32; 30] = [
    1, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 30, 33, 34, 35, 37, 38,
    39, 40, 58, 70, 98, 115,
];

/// The record that draws a bitmap: `EMR_STRETCHDIBITS`.
const BITMAP: u32 = 81;

/// The only bitmap in an EMF file as PNG; nothing if there is more, or it cannot be read.
pub fn png_of(emf: &[u8]) -> Option<Vec<u8>> {
    // The signature of EMF.
    if emf.get(40..44)? != b" EMF" {
        return None;
    }
    let mut bitmap = None;
    let mut rest = emf;
    while let (Some(kind), Some(length)) = (word(rest, 0), word(rest, 4)) {
        let length = usize::try_from(length).ok().filter(|length| *length >= 8)?;
        let record = rest.get(..length)?;
        match kind {
            BITMAP if bitmap.is_none() => bitmap = Some(record),
            kind if SILENT.contains(&kind) => {}
            _ => return None,
        }
        rest = rest.get(length..)?;
    }
    let mut png = Cursor::new(Vec::new());
    picture(bitmap?)?.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

/// A word of four bytes.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The pixels of a bitmap without compression, of 24 or 32 bits a pixel.
fn picture(record: &[u8]) -> Option<RgbImage> {
    let place = |at: usize| usize::try_from(word(record, at)?).ok();
    let (header, pixels) = (record.get(place(48)?..)?, record.get(place(56)?..)?);
    let (width, height) = (word(header, 4)?, word(header, 8)?.cast_signed());
    let depth = usize::try_from(word(header, 12)? >> 16).ok()?;
    let is_plain = word(header, 16)? == 0 && matches!(depth, 24 | 32);
    let rows = height.unsigned_abs();
    let size = (u64::from(width) * u64::from(rows)).saturating_mul(3);
    if !is_plain || size == 0 || size > MAX_ENTRY {
        return None;
    }
    let columns = usize::try_from(width).ok()?;
    // Each row fills whole words of four bytes.
    let stride = (columns * depth).div_ceil(32) * 4;
    let mut image = RgbImage::new(width, rows);
    for (nth, row) in image.rows_mut().enumerate() {
        // Rows come from the bottom, unless the height is negative.
        let last = usize::try_from(rows).ok()? - 1;
        let at = if height > 0 { last - nth } else { nth };
        let line = pixels.get(at * stride..)?.get(..stride)?;
        for (pixel, bytes) in row.zip(line.chunks_exact(depth / 8)) {
            let [blue, green, red, ..] = bytes else { return None };
            pixel.0 = [*red, *green, *blue];
        }
    }
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of a metafile: its kind and what it holds, in words of four bytes.
    fn record(kind: u32, words: &[u32]) -> Vec<u8> {
        let length = u32::try_from(words.len() * 4 + 8).unwrap();
        [kind, length].iter().chain(words).flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A metafile of these records.
    fn metafile(records: &[Vec<u8>]) -> Vec<u8> {
        let signature = u32::from_le_bytes(*b" EMF");
        let header = record(1, &[0, 0, 0, 0, 0, 0, 0, 0, signature]);
        let end = record(14, &[0, 16, 20]);
        [header].iter().chain(records).chain([&end]).flatten().copied().collect()
    }

    /// A bitmap of a red pixel above a white one, of a width and a height.
    fn bitmap(width: u32, height: i32) -> Vec<u8> {
        let place = [0, 0, 1, 1, 0, 0, 0, 0, 1, 2];
        let sizes = [80, 40, 120, 8, 0, 0x00cc_0020, 1, 1];
        let header = [40, width, height.cast_unsigned(), 1 | 24 << 16, 0, 8, 0, 0, 0, 0];
        record(BITMAP, &[place.as_slice(), &sizes, &header, &[0x00ff_ffff, 0x00ff_0000]].concat())
    }

    #[test]
    fn a_metafile_of_one_bitmap_is_a_png() {
        for (height, red) in [(2, 0), (-2, 1)] {
            let png = png_of(&metafile(&[bitmap(1, height)])).unwrap();
            let image = image::load_from_memory(&png).unwrap().into_rgb8();
            assert_eq!((image.width(), image.height()), (1, 2));
            assert_eq!(image.get_pixel(0, red).0, [255, 0, 0], "{height}");
        }
    }

    #[test]
    fn drawings_and_damaged_files_are_no_bitmap() {
        let rectangle = record(43, &[10, 10, 90, 90]);
        assert!(png_of(&metafile(&[bitmap(1, 2), rectangle])).is_none());
        assert!(png_of(&metafile(&[bitmap(1, 2), bitmap(1, 2)])).is_none());
        assert!(png_of(&metafile(&[])).is_none());
        assert!(png_of(b"emf").is_none());
        for (width, height) in [(0, 2), (1, 0), (u32::MAX, i32::MIN), (9, 9), (1, 3)] {
            assert!(png_of(&metafile(&[bitmap(width, height)])).is_none(), "{width} {height}");
        }
        let whole = metafile(&[bitmap(1, 2)]);
        for end in 0..whole.len() - 20 {
            assert!(png_of(&whole[..end]).is_none(), "{end}");
        }
    }
}
