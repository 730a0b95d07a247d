//! Formats of images: which of them browsers show, and whether a file has the format that its name
//! says.

use image::ImageFormat;

use super::uses;
use crate::messages::message;
use crate::paths::split_extension;

/// The name space of SVG. Without it no browser draws a file.
pub const SVG: &str = "http://www.w3.org/2000/svg";

/// How deep the elements of a drawing may be nested. To clean it takes time that grows with the
/// square of the depth.
const MAX_DEPTH: usize = 200;

/// How many nodes a drawing may have; a detailed map has a hundred thousand.
const MAX_NODES: u32 = 500_000;

/// How many elements a drawing may show, those that are used again counted again.
const MAX_DRAWN: u64 = 2_000_000;

/// Formats that browsers do not show, by their extensions.
const UNKNOWN_TO_BROWSERS: [(&str, &[&str]); 16] = [
    ("EMF", &["emf", "emz"]),
    ("WMF", &["wmf", "wmz"]),
    ("HEIC", &["heic", "heif", "hif"]),
    ("TIFF", &["tif", "tiff"]),
    ("EPS", &["eps", "ps"]),
    ("Photoshop", &["psd", "psb"]),
    ("Illustrator", &["ai"]),
    ("InDesign", &["indd", "idml"]),
    ("CorelDRAW", &["cdr"]),
    ("Visio", &["vsd", "vsdx"]),
    ("draw.io", &["drawio"]),
    ("JPEG 2000", &["jp2", "j2k", "jpf"]),
    ("JPEG XL", &["jxl"]),
    ("Targa", &["tga"]),
    ("PCX", &["pcx"]),
    ("camera raw", &["raw", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2"]),
];

/// Drawings, which become SVG; photographs become JPEG.
const DRAWINGS: [&str; 8] =
    ["EMF", "WMF", "EPS", "Illustrator", "InDesign", "CorelDRAW", "Visio", "draw.io"];

/// The format of a file that browsers do not show, by its name.
pub fn unknown_to_browsers(name: &str) -> Option<&'static str> {
    let extension = split_extension(name).1?;
    let is_it = |known: &&str| extension.eq_ignore_ascii_case(known);
    let found = UNKNOWN_TO_BROWSERS.into_iter().find(|(_, names)| names.iter().any(is_it));
    found.map(|(format, _)| format)
}

/// What to do with a file in such a format.
pub fn advice(format: &str) -> String {
    if DRAWINGS.contains(&format) {
        message!("image-unknown-format", "drawing")
    } else {
        message!("image-unknown-format", "photograph")
    }
}

/// Checks that an image is in a format that browsers show, if its name says so.
///
/// # Errors
/// What it is instead, for the editor.
pub fn check(name: &str, bytes: &[u8]) -> Result<(), String> {
    let extension = split_extension(name).1.unwrap_or_default();
    let expected = match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "JPEG",
        "png" => "PNG",
        "gif" => "GIF",
        "webp" => "WebP",
        "avif" => "AVIF",
        "svg" => return drawing(bytes),
        _ => return Ok(()),
    };
    // Browsers go by the content, so that a PNG with the name of a JPEG is shown.
    match image::guess_format(bytes) {
        Ok(ImageFormat::Tiff) => Err(in_other_format("TIFF")),
        Ok(_) => Ok(()),
        Err(_) if is_heic(bytes) => Err(in_other_format("HEIC")),
        Err(_) if bytes.is_empty() => Err(message!("image-empty")),
        Err(_) => Err(message!("image-damaged-or-other", format = expected)),
    }
}

/// Says that an image is in a format that browsers do not show.
pub fn in_other_format(format: &str) -> String {
    message!("image-in-other-format", format = format)
}

/// Whether a file is a photo in the format of iPhones.
pub fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"];
    bytes.get(4..8) == Some(b"ftyp".as_slice())
        && bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// What is wrong with a drawing, for the editor.
pub fn drawing(bytes: &[u8]) -> Result<(), String> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) if depth(&document) > MAX_DEPTH => {
            Err(message!("image-nested-deep", most = MAX_DEPTH))
        }
        Ok(document) if uses::drawn(&document) > MAX_DRAWN => Err(message!("image-used-often")),
        Err(roxmltree::Error::NodesLimitReached) => Err(message!("image-too-large")),
        Ok(document) if document.root_element().has_tag_name((SVG, "svg")) => Ok(()),
        Ok(_) => Err(message!("image-no-svg")),
        Err(error) => {
            let line = error.pos().row;
            Err(message!("image-damaged-at", line = line))
        }
    }
}

/// How deep the elements of a drawing are nested.
fn depth(document: &roxmltree::Document<'_>) -> usize {
    // By the numbers of the nodes, which count in the order of the text.
    let mut depths: Vec<usize> = Vec::new();
    for node in document.descendants() {
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
        depths.push(above.map_or(0, |above| above + 1));
    }
    depths.into_iter().max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_not_nested_without_end() {
        let nested = |count: usize| {
            let (open, close) = ("<g>".repeat(count), "</g>".repeat(count));
            drawing(format!("<svg xmlns='{SVG}'>{open}{close}</svg>").as_bytes())
        };
        assert_eq!(nested(100), Ok(()));
        assert!(nested(MAX_DEPTH).unwrap_err().contains("200"));
        assert!(nested(100_000).is_err());
        let twice = |n: usize| {
            format!("<g id='a{n}'>{}</g>", format!("<use href='#a{}'/>", n - 1).repeat(2))
        };
        let uses: String = (1..30).map(twice).collect();
        let uses = format!("<svg xmlns='{SVG}'><g id='a0'/>{uses}</svg>");
        assert!(drawing(uses.as_bytes()).unwrap_err().contains("use each other"));
        let flat = format!("<svg xmlns='{SVG}'>{}</svg>", "<g/>".repeat(MAX_NODES as usize));
        assert!(drawing(flat.as_bytes()).unwrap_err().contains("too large"));
    }

    #[test]
    fn formats_that_browsers_do_not_show() {
        for (name, format) in [
            ("grafiek.emf", "EMF"),
            ("IMG_1.HEIC", "HEIC"),
            ("scan.tif", "TIFF"),
            ("scan.tiff", "TIFF"),
            ("logo.eps", "EPS"),
            ("foto.CR2", "camera raw"),
        ] {
            assert_eq!(unknown_to_browsers(name), Some(format), "{name}");
        }
        for name in ["a.png", "a.jpg", "a.svg", "a.avif", "a.bmp", "a.mp4", "a", "tif"] {
            assert_eq!(unknown_to_browsers(name), None, "{name}");
        }
        assert!(advice("EMF").contains("SVG"));
        assert!(!advice("HEIC").contains("SVG"));
    }

    #[test]
    fn a_file_must_be_what_its_name_says() {
        let problem = |name: &str, bytes: &[u8]| check(name, bytes).unwrap_err();
        assert!(problem("a.jpg", b"geen foto").contains("damaged"));
        assert!(problem("a.png", b"").contains("empty"));
        assert!(problem("a.jpg", b"\0\0\0\x18ftypheic\0\0").contains("HEIC"));
        assert!(problem("a.jpeg", b"II*\0").contains("TIFF"));
        assert!(problem("a.svg", b"<svg><g></svg>").contains("line 1"));
        assert!(problem("a.svg", b"<html></html>").contains("SVG"));
        assert!(problem("a.svg", b"<svg xmlns='http://example.org'/>").contains("SVG"));
        for (name, bytes) in [
            ("a.jpg", &b"\x89PNG\r\n\x1a\n"[..]),
            ("a.svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
            (
                "a.svg",
                b"<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'/>",
            ),
            ("a.mp4", b"x"),
        ] {
            assert_eq!(check(name, bytes), Ok(()), "{name}");
        }
    }
}
