//! Pictures that Typst cannot draw. It knows the kind of a picture by the extension of its name.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::LazyLock;

use image::{DynamicImage, ImageFormat};
use regex::{Captures, Regex};
use roxmltree::{Document, ParsingOptions};
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::code::push_literal;
use crate::paths::split_extension;
use crate::span::{Edits, Text};

/// Whether Typst draws pictures in the format that a name says.
pub fn is_known(name: &str) -> bool {
    const KNOWN: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];
    KNOWN.contains(&extension(name).as_str())
}

/// Whether Typst can draw a picture.
pub fn is_drawn(path: &str, bytes: Bytes) -> bool {
    let format = match extension(path).as_str() {
        "svg" | "svgz" => return SvgImage::new(bytes).is_ok(),
        "png" => Some(ExchangeFormat::Png),
        "jpg" | "jpeg" => Some(ExchangeFormat::Jpg),
        "gif" => Some(ExchangeFormat::Gif),
        "webp" => Some(ExchangeFormat::Webp),
        _ => ExchangeFormat::detect(&bytes),
    };
    format.is_some_and(|format| RasterImage::plain(bytes, format).is_ok())
}

/// A drawing without the pictures in it that are files of their own, which Typst does not read.
/// `None` if there are none.
pub fn without_links(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let svg = std::str::from_utf8(bytes).ok().filter(|_| extension(path) == "svg")?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).ok()?;
    let text = Text::new(path, svg);
    let mut edits = Edits::default();
    for element in document.descendants() {
        let is_picture = matches!(element.tag_name().name(), "image" | "feImage");
        let mut links = element.attributes().filter(|attribute| attribute.name() == "href");
        let is_within = |link: &str| link.starts_with("data:") || link.starts_with('#');
        if is_picture && links.any(|link| !is_within(link.value().trim())) {
            edits.replace(text.span(element.range()), "");
        }
    }
    (!edits.is_empty()).then(|| edits.apply(&text).into_bytes())
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

/// What is written for a template, with the alternative texts of these pictures in their place. Everything else stays
/// where it is.
pub fn without_pictures(main: &str, paths: &BTreeSet<String>) -> String {
    static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
        let (path, size) = (r#"("(?:[^"\\]|\\.)*")"#, r"(?:, width: \d+, height: \d+)?");
        Regex::new(&format!(r"#picture\({path}{size}(?:, alt: {path})?\)"))
            .expect("a pattern of our own")
    });
    let named: BTreeSet<String> = paths
        .iter()
        .map(|path| {
            let mut literal = String::new();
            push_literal(&mut literal, path);
            literal
        })
        .collect();
    let alternative = |found: &Captures<'_>| {
        if !named.contains(&found[1]) {
            return found[0].to_owned();
        }
        let text = found.get(2).map_or("\"\"", |text| text.as_str());
        let length = found[0].len() - "#{}".len();
        format!("#{{{text}{}}}", " ".repeat(length - text.len()))
    };
    PICTURE.replace_all(main, alternative).into_owned()
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
            assert!(is_drawn(path, Bytes::new(empty(path))), "{path}");
        }
        for path in ["a.svg", "a.png", "a.JPG", "a", "a.avif"] {
            assert!(!is_drawn(path, Bytes::new("geen beeld")), "{path}");
        }
    }

    #[test]
    fn a_picture_that_cannot_be_drawn_leaves_its_alternative_text() {
        let body = "a #picture(\"x.svg\", width: 4, height: 2, alt: \"Een \\\"plein\\\"\") b\n\
                    #picture(\"y.svg\")#picture(\"x.svg\") #\"#picture(\\\"x.svg\\\")\"";
        let without = without_pictures(body, &["x.svg".to_owned()].into());
        assert_eq!(without.len(), body.len());
        let words: Vec<&str> = without.split_whitespace().collect();
        let expected = [
            "a",
            "#{\"Een",
            "\\\"plein\\\"\"",
            "}",
            "b",
            "#picture(\"y.svg\")#{\"\"",
            "}",
            "#\"#picture(\\\"x.svg\\\")\"",
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn a_drawing_loses_only_its_links() {
        let svg = |inner: &str| {
            let spaces =
                "xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\"";
            format!("<svg {spaces} width=\"9\" height=\"9\">{inner}<path d=\"M0 0h9\"/></svg>")
        };
        for link in [
            "<image href=\"https://example.org/x.png\" width=\"1\" height=\"1\"/>",
            "<image x:href=\"../../book.toml\"></image>",
            "<image href=\"/etc/passwd\"/><image href=\" y.png\"/>",
        ] {
            let plain = without_links("a.svg", svg(link).as_bytes());
            assert_eq!(plain, Some(svg("").into_bytes()), "{link}");
        }
        let own = svg("<image href=\"data:image/png;base64,AA==\"/>");
        assert_eq!(without_links("a.svg", own.as_bytes()), None);
        assert_eq!(without_links("a.svg", b"<svg"), None);
    }
}
