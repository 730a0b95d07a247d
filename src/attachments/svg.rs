//! Drawings in the format SVG, which are documents that can run scripts.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use pulldown_cmark_escape::escape_html;
use regex::{Captures, Regex};
use roxmltree::{Document, Node, ParsingOptions};
use svg_hush::data_url_filter::allow_standard_images;

use super::css;
use super::formats::{SVG, drawing};
use crate::messages::message;
use crate::span::{Edits, Text};

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

/// A drawing with the name space that its author forgot: HTML, from which it may be copied, has none.
pub fn with_namespace(svg: Vec<u8>) -> Vec<u8> {
    let missing = std::str::from_utf8(&svg).ok().and_then(|text| {
        let document = parse(text)?;
        let root = document.root_element();
        let is_bare = root.tag_name().name() == "svg" && root.tag_name().namespace().is_none();
        is_bare.then(|| root.range().start + "<svg".len())
    });
    let Some((before, after)) = missing.and_then(|at| svg.split_at_checked(at)) else { return svg };
    [before, format!(" xmlns=\"{SVG}\"").as_bytes(), after].concat()
}

fn parse(svg: &str) -> Option<Document<'_>> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(svg, options).ok()
}

/// A drawing without scripts, foreign elements and references to other files.
///
/// # Errors
/// Why it cannot be read, for the editor.
pub fn sanitise(svg: &[u8]) -> Result<Vec<u8>, String> {
    // The filter would cut a rule with an address in two.
    static IMPORT: LazyLock<regex::bytes::Regex> = LazyLock::new(|| {
        regex::bytes::Regex::new(r#"(?i)@import\s*(?:url\([^)]*\)|"[^"]*"|'[^']*')[^;{}<]*;"#)
            .expect("a pattern of our own")
    });
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(allow_standard_images);
    let mut safe = Vec::new();
    match filter.filter(&*IMPORT.replace_all(svg, &b""[..]), &mut safe) {
        Ok(()) => Ok(tidy(safe)),
        Err(_) => Err(drawing(svg).err().unwrap_or_else(|| message!("image-damaged"))),
    }
}

/// A filtered drawing with names that XML allows, each once, and without the addresses of other
/// files, which nothing loads from a drawing.
fn tidy(svg: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(svg) else { return Vec::new() };
    let text = Text::new("", text);
    let Some(document) = parse(&text.content) else { return text.content.clone().into_bytes() };
    let names = names_of(&document, |_| true);
    let paints = names_of(&document, |element| PAINTS.contains(&element));
    let mut taken = HashSet::new();
    let mut edits = Edits::default();
    for element in document.descendants().filter(Node::is_element) {
        if element.tag_name().name() == "style" {
            let mut css = String::new();
            let sheet: String = element.children().filter_map(|node| node.text()).collect();
            let _ = escape_html(&mut css, &css::harmless(&sheet));
            let parts = element.children().map(|part| part.range());
            if let Some(whole) = parts.reduce(|first, last| first.start..last.end) {
                edits.replace(text.span(whole), css);
            }
        }
        for attribute in element.attributes() {
            let value = attribute.value();
            let new = match attribute.name() {
                "id" => names.get(value).filter(|name| taken.insert(*name)).cloned(),
                "href" => match value.strip_prefix('#') {
                    Some(id) => named(id, &names).map(|name| format!("#{name}")),
                    None => value.starts_with("data:").then(|| value.to_owned()),
                },
                name if name.starts_with("aria-") => Some(value.to_owned()),
                "fill" | "stroke" => Some(with_own_addresses(value, &paints)),
                _ => Some(with_own_addresses(value, &names)),
            };
            match new {
                Some(new) if new == value => {}
                Some(new) => {
                    let mut escaped = String::new();
                    let _ = escape_html(&mut escaped, &new);
                    edits.replace(text.span(attribute.range_value()), escaped);
                }
                None => edits.replace(text.span(attribute.range()), ""),
            }
        }
    }
    edits.apply(&text).into_bytes()
}

/// What can fill a shape.
const PAINTS: [&str; 5] =
    ["linearGradient", "meshgradient", "pattern", "radialGradient", "solidColor"];

/// The names of elements of some kind, as XML allows them, by those that the author gave.
fn names_of(document: &Document<'_>, kind: fn(&str) -> bool) -> BTreeMap<String, String> {
    let elements = document.descendants().filter(|element| kind(element.tag_name().name()));
    let given = elements.filter_map(|element| element.attribute("id"));
    let given = given.filter(|id| !id.is_empty());
    given.map(|id| (id.to_owned(), name(id))).collect()
}

/// The name of the element to which a place in an address leads.
fn named<'n>(place: &str, names: &'n BTreeMap<String, String>) -> Option<&'n String> {
    names.get(&*percent_decode_str(place).decode_utf8_lossy())
}

fn name(id: &str) -> String {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_next = |c: char| is_first(c) || c.is_ascii_digit() || matches!(c, '-' | '.');
    if id.starts_with(is_first) && id.chars().all(is_next) {
        return id.to_owned();
    }
    // What others could have become too is told apart by all of the characters.
    let plain = |c: char| if is_next(c) { c.to_string() } else { format!("_{:x}", u32::from(c)) };
    format!("id-{}", id.chars().map(plain).collect::<String>())
}

/// A value in which only places in the drawing are named.
fn with_own_addresses(value: &str, names: &BTreeMap<String, String>) -> String {
    static URL: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"(?i)url\(\s*["']?\s*([^"')]*?)\s*["']?\s*\)"#));
    let place = |found: &Captures<'_>| match found[1].strip_prefix('#') {
        Some(id) => named(id, names).map_or("none".into(), |name| format!("url(#{name})")),
        None if found[1].starts_with("data:") => found[0].to_owned(),
        None => "none".into(),
    };
    URL.replace_all(value, place).into_owned()
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
        assert!(safe.contains("circle{stroke:#0a0;}"), "{safe}");
        assert_eq!(dimensions(&safe), Some((624, 624)));
    }

    #[test]
    fn a_sanitised_drawing_is_sound_xml_that_names_no_file() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">
            <defs><linearGradient id="1"/><pattern id="a b"/><g id="g"/><g id="g"/></defs>
            <rect fill="url(#1)" stroke="url('#a b')" mask="url(#weg)" filter="url(y.svg#f)"/>
            <path fill="url(#g)"/>
            <use x:href="#1"/><use href="#g"/><use href="#weg"/><image href="y.png"/>
            <image href="data:image/png;base64,AA=="/><text>1 &lt; 2 &amp; "3"</text></svg>"##;
        let safe = String::from_utf8(sanitise(svg.as_bytes()).unwrap()).unwrap();
        for part in [
            "id=\"id-1\"",
            "id=\"id-a_20b\"",
            "fill=\"url(#id-1)\"",
            "stroke=\"url(#id-a_20b)\"",
            "<path fill=\"none\"",
            "mask=\"none\"",
            "filter=\"none\"",
            "href=\"#id-1\"",
            "href=\"#g\"",
            "base64,AA",
            "1 &lt; 2 &amp; ",
        ] {
            assert!(safe.contains(part), "{part}: {safe}");
        }
        for part in ["weg", "y.png", "y.svg"] {
            assert!(!safe.contains(part), "{part}: {safe}");
        }
        assert_eq!(safe.matches("id=\"g\"").count(), 1, "{safe}");
    }

    #[test]
    fn a_drawing_copied_from_a_page_gets_its_name_space() {
        let mended = |svg: &str| String::from_utf8(with_namespace(svg.into())).unwrap();
        let bare = "<?xml version=\"1.0\"?><svg viewBox=\"0 0 9 9\"><g/></svg>";
        let whole = bare.replace("<svg ", &format!("<svg xmlns=\"{SVG}\" "));
        assert_eq!(mended(bare), whole);
        for sound in [&*whole, "<svg", "<html/>", "<svg xmlns=\"x\"/>"] {
            assert_eq!(mended(sound), sound);
        }
    }

    #[test]
    fn what_is_no_drawing_is_reported() {
        assert!(sanitise(b"<html><script>alert(1)</script></html>").is_err());
        assert!(sanitise(b"<svg").is_err());
    }
}
