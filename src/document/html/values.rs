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
}
