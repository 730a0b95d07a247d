//! Attributes whose values hold several things.

use std::sync::LazyLock;

use regex::Regex;

use super::HtmlPiece;

/// Anchors with spaces between.
pub fn ids(value: &str) -> Vec<HtmlPiece> {
    let mut pieces = Vec::new();
    for id in value.split_ascii_whitespace() {
        if !pieces.is_empty() {
            pieces.push(HtmlPiece::Text(" ".into()));
        }
        pieces.push(HtmlPiece::Id(id.to_owned()));
    }
    pieces
}

/// What comes before an address in a `srcset`, the address, and its descriptor. The address ends
/// at a space, its descriptor at a comma. A comma in parentheses ends nothing, but nothing with
/// parentheses is in use. At the end of the value the address is empty.
static SRCSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([ \t\n\f\r,]*)([^ \t\n\f\r,](?:[^ \t\n\f\r]*[^ \t\n\f\r,])?|\z)(,+|[^,]*,?)")
        .expect("a valid expression")
});

/// The parts of a `srcset`; together they are the whole value.
pub fn srcset_parts(value: &str) -> impl Iterator<Item = [&str; 3]> {
    SRCSET.captures_iter(value).map(|found| found.extract().1)
}

/// `5; url=…`: what comes before the address, with a quotation mark that opens it, and the rest.
static REFRESH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)^([^;,]*[;,]\s*(?:(?i:url)\s*=\s*)?["']?)(.*)"#).expect("a valid expression")
});

/// What comes before the address in `5; url=…`, and the address.
pub fn refresh_address(value: &str) -> Option<(&str, &str)> {
    let (_, [before, rest]) = REFRESH.captures(value)?.extract();
    let address = match before.chars().next_back() {
        Some(quote @ ('"' | '\'')) => rest.split_once(quote).map_or(rest, |(address, _)| address),
        _ => rest.trim_end(),
    };
    Some((before, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_srcset_has_several_addresses() {
        let found = |value: &str| -> Vec<String> {
            assert_eq!(srcset_parts(value).flatten().collect::<String>(), value);
            let addresses = srcset_parts(value).map(|[_, address, _]| address.to_owned());
            addresses.filter(|address| !address.is_empty()).collect()
        };
        assert_eq!(found("a.png 1x, b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(found(" a.png, b.png 300w ,c.png"), ["a.png", "b.png", "c.png"]);
        assert_eq!(found("é,è.png,, ü.png 2x\n, "), ["é,è.png", "ü.png"]);
        assert_eq!(found(","), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_refresh_has_one_address() {
        let found = |value: &str| refresh_address(value).map(|(_, address)| address.to_owned());
        assert_eq!(found("5; url=1.2").as_deref(), Some("1.2"));
        assert_eq!(found("0;URL = 'a b.html' x").as_deref(), Some("a b.html"));
        assert_eq!(found("0, javascript:x").as_deref(), Some("javascript:x"));
        assert_eq!(found("5"), None);
        assert_eq!(found("5;é").as_deref(), Some("é"));
        assert_eq!(found("5; url=\"é ").as_deref(), Some("é "));
        assert_eq!(refresh_address("0; URL = 'x'"), Some(("0; URL = '", "x")));
    }
}
