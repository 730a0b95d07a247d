//! Drawings in the format SVG, which are documents that can run scripts.

use std::sync::LazyLock;

use regex::Regex;
use svg_hush::data_url_filter::allow_standard_images;

use super::formats::drawing;
use crate::messages::message;

/// The width of a column of text, in CSS pixels: 39rem.
const COLUMN: f64 = 624.0;

/// The width and height of a drawing: those it gives itself, else the width of a column and the
/// proportions of its view box.
pub fn dimensions(svg: &str) -> Option<(u32, u32)> {
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

/// A drawing without scripts, foreign elements and references to other sites.
///
/// # Errors
/// Why it cannot be read, for the editor.
pub fn sanitise(svg: &[u8]) -> Result<Vec<u8>, String> {
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(allow_standard_images);
    let mut safe = Vec::new();
    match filter.filter(svg, &mut safe) {
        Ok(()) => Ok(safe),
        Err(_) => Err(drawing(svg).err().unwrap_or_else(|| message!("image-damaged"))),
    }
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of our own")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_its_own_dimensions_or_proportions() {
        let size = |root: &str| dimensions(&format!("<?xml?><!-- x -->{root}<g/></svg>"));
        assert_eq!(size(r#"<svg viewBox="0 0 640 320">"#), Some((624, 312)));
        assert_eq!(size(r#"<svg width="64px" height='32.4' viewBox="0 0 1 1">"#), Some((64, 32)));
        assert_eq!(
            size(r#"<svg width="100%" height="100%" viewBox="0,0,10,5">"#),
            Some((624, 312))
        );
        assert_eq!(size("<svg>"), None);
        assert_eq!(dimensions("geen tekening"), None);
    }

    #[test]
    fn a_sanitised_drawing_runs_nothing_and_loads_nothing() {
        let svg = r##"<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?>
            <!DOCTYPE svg [<!ENTITY js "javascript:alert(1)">]>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
              xmlns:h="http://www.w3.org/1999/xhtml" onload="alert(1)" viewBox="0 0 9 9">
            <script>alert(1)</script><h:script>alert(1)</h:script>
            <foreignObject><h:iframe src="javascript:alert(1)"/></foreignObject>
            <a xlink:href="&js;"><circle r="3" fill="#a00" onclick="alert(1)"/></a>
            <a href="x"><set attributeName="href" to="javascript:alert(1)"/></a>
            <image href="https://evil.example/x.png"/><use href="https://evil.example/x.svg#a"/>
            <style>@import url(https://evil.example/x.css); circle { stroke: #0a0 }</style></svg>"##;
        let safe = String::from_utf8(sanitise(svg.as_bytes()).unwrap()).unwrap();
        let harms = [
            "<script",
            "onload",
            "onclick",
            "foreignObject",
            "iframe",
            "attributeName",
            "href=\"javascript",
            "href=\"http",
            "url(",
            "@import",
            "xml-stylesheet",
            "ENTITY",
        ];
        for harm in harms {
            assert!(!safe.contains(harm), "{harm}: {safe}");
        }
        assert!(safe.contains("<circle") && safe.contains("#a00"), "{safe}");
        assert_eq!(dimensions(&safe), Some((624, 624)));
    }

    #[test]
    fn what_is_no_drawing_is_reported() {
        assert!(sanitise(b"<html><script>alert(1)</script></html>").is_err());
        assert!(sanitise(b"<svg").is_err());
    }
}
