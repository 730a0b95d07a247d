//! Inline styles that authors give to elements of raw HTML.
//!
//! The content security policy of pages blocks inline styles. Those that only change the look of an
//! element move into a style sheet, under a class named after them; others are reported.

use crate::span::split_at_char;

/// The declarations of an inline style.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Style<'a> {
    /// The harmless ones, as they go into a style sheet.
    pub declarations: String,
    /// The others.
    pub refused: Vec<&'a str>,
}

/// Properties that only change the look of an element; each also stands for all that start with it
/// and a hyphen. None moves an element elsewhere or hides it.
const PROPERTIES: [&str; 60] = [
    "align-content",
    "align-items",
    "align-self",
    "aspect-ratio",
    "background",
    "border",
    "box-sizing",
    "break-after",
    "break-before",
    "break-inside",
    "caption-side",
    "clear",
    "color",
    "column",
    "columns",
    "direction",
    "display",
    "dominant-baseline",
    "empty-cells",
    "fill",
    "flex",
    "float",
    "font",
    "gap",
    "grid",
    "height",
    "hyphens",
    "justify",
    "letter-spacing",
    "line-height",
    "list-style",
    "margin",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "object-fit",
    "object-position",
    "orphans",
    "overflow-wrap",
    "padding",
    "page-break",
    "place",
    "quotes",
    "row-gap",
    "stop-color",
    "stroke",
    "tab-size",
    "table-layout",
    "text-align",
    "text-anchor",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "widows",
    "width",
    "word",
    "writing-mode",
];

/// Functions that load nothing.
const FUNCTIONS: [&str; 17] = [
    "calc",
    "clamp",
    "color-mix",
    "fit-content",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "light-dark",
    "max",
    "min",
    "minmax",
    "oklab",
    "oklch",
    "repeat",
    "var",
];

/// Reads the value of a `style` attribute.
pub fn read(value: &str) -> Style<'_> {
    let mut style = Style::default();
    for declaration in value.split(';').map(str::trim).filter(|text| !text.is_empty()) {
        match harmless(declaration) {
            // What an author gives one element overrides what a theme gives all.
            Some((property, value)) => {
                style.declarations.push_str(&format!("{property}:{value}!important;"));
            }
            None => style.refused.push(declaration),
        }
    }
    style
}

/// The class of an element with these declarations.
pub fn class(declarations: &str) -> String {
    let hash = blake3::hash(declarations.as_bytes()).to_hex();
    format!("style-{}", split_at_char(&hash, 10).0)
}

fn harmless(declaration: &str) -> Option<(String, &str)> {
    let (property, value) = declaration.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let value = value.trim();
    let value = match value.split_once('!') {
        Some((value, important)) if important.trim().eq_ignore_ascii_case("important") => value,
        Some(_) => return None,
        None => value,
    }
    .trim_end();
    let is_known = PROPERTIES.iter().any(|known| {
        property.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    let hides = property == "display" && value.eq_ignore_ascii_case("none");
    (is_known && !hides && is_harmless_value(value)).then_some((property, value))
}

/// Whether a value is plain: names, numbers, colours and known functions. It can end neither its
/// declaration nor its rule, and is not negative, which could push an element over others.
fn is_harmless_value(value: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " .,%#+-/()'\"_".contains(c);
    let marks_pair = ['"', '\''].iter().all(|&mark| value.matches(mark).count() % 2 == 0);
    let mut depth = 0_usize;
    let is_nested = value.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ => {}
        }
        true
    });
    let (called, _) = value.rsplit_once('(').unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let functions =
        called.split('(').map(|before| before.rsplit(|c| !is_name(c)).next().unwrap_or_default());
    let is_known = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.is_empty() || matches!(name.as_str(), "rgb" | "rgba") || FUNCTIONS.contains(&&*name)
    };
    let is_negative = |word: &str| {
        word.strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
    };
    !value.is_empty()
        && value.chars().all(is_plain)
        && marks_pair
        && is_nested
        && depth == 0
        && functions.into_iter().all(is_known)
        && !value.split([' ', ',', '(', '/']).any(is_negative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_no_harm_is_kept() {
        let style = read("width:50%; TEXT-ALIGN : center !important;;margin-left:1em");
        assert_eq!(
            style.declarations,
            "width:50%!important;text-align:center!important;margin-left:1em!important;"
        );
        assert_eq!(style.refused, [""; 0]);
        for kept in [
            "color:#c00",
            "background: rgb(250 240 230 / 50%)",
            "border:1px solid currentColor",
            "font-family:'Times New Roman', serif",
            "width:calc(100% - 2em)",
            "display:flex",
            "border-collapse:collapse",
            "page-break-before:always",
        ] {
            assert_eq!(read(kept).refused, [""; 0], "{kept}");
        }
    }

    #[test]
    fn the_rest_is_refused() {
        for refused in [
            "position:fixed",
            "z-index:9",
            "display:none",
            "visibility:hidden",
            "background:url(https://x.nl/a.png)",
            "background:URL( x )",
            "background:image-set('a.png')",
            "width:expression(alert(1))",
            "margin-left:-9999px",
            "margin:0 -1em",
            "color:red}body{color:red",
            "color:\\72 ed",
            "font-family:'a",
            "color:red)",
            "color:red!x",
            "color:",
            "color",
            "content:'x'",
            "behavior:url(x)",
        ] {
            let style = read(refused);
            assert_eq!((style.declarations.as_str(), style.refused.len()), ("", 1), "{refused}");
        }
    }

    #[test]
    fn a_class_says_what_it_does() {
        assert_eq!(class("color:red!important;"), class("color:red!important;"));
        assert_ne!(class("color:red!important;"), class("color:blue!important;"));
    }
}
