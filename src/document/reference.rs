//! Where a link or an image leads, as far as its own text tells.

use percent_encoding::percent_decode_str;

use crate::number::Number;
use crate::span::Span;

/// A link or image, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it leads.
    pub target: Target,
    /// What it is for.
    pub role: Role,
    /// The bytes of the file it was read from.
    pub span: Span,
}

/// What a reference is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// To be followed.
    Link,
    /// To be shown: an image.
    Image,
    /// To be shown by HTML: an image, a film, a sound.
    Source,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another site, or mail: an address with a scheme.
    External(String),
    /// A place in this chapter.
    Here(String),
    /// A chapter by its number, and a place in it.
    Number(Number, Option<String>),
    /// A chapter without a number by its name, and a place in it: `[[voorwoord]]`.
    Name(String, Option<String>),
    /// A file beside this one, decoded, and a place in it.
    Path(String, Option<String>),
    /// Nothing was written.
    Nowhere,
}

/// Whether a file is an image, by its name.
pub fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

impl Target {
    /// Reads the address of a Markdown link or image.
    pub fn of_link(address: &str) -> Self {
        let address = address.trim();
        if has_scheme(address) || address.starts_with("//") {
            return Self::External(address.to_owned());
        }
        let (path, anchor) = split_anchor(address);
        match (path, anchor) {
            ("", Some(anchor)) => Self::Here(anchor),
            ("", None) => Self::Nowhere,
            (path, anchor) => match path.parse() {
                Ok(number) => Self::Number(number, anchor),
                Err(_) => Self::Path(decode(path), anchor),
            },
        }
    }

    /// Reads what stands between `[[` and `]]` or `|`.
    pub fn of_wiki_link(address: &str) -> Self {
        // Within a table the pipe must be escaped, and the parser leaves the escape here.
        let (path, anchor) = split_anchor(address.trim_end_matches('\\').trim());
        match (path, anchor) {
            ("", Some(anchor)) => Self::Here(anchor),
            ("", None) => Self::Nowhere,
            (path, anchor) => match path.parse() {
                Ok(number) => Self::Number(number, anchor),
                Err(_) => Self::Name(path.to_owned(), anchor),
            },
        }
    }

    /// Whether following it would run a script or show a made-up page.
    pub fn is_dangerous(&self) -> bool {
        let Self::External(address) = self else {
            return false;
        };
        let scheme = address.split(':').next().unwrap_or_default();
        ["javascript", "vbscript", "data"]
            .iter()
            .any(|dangerous| scheme.eq_ignore_ascii_case(dangerous))
    }
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((path, "")) => (path, None),
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (address, None),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Whether an address starts with a scheme. One letter is a drive of Windows, not a scheme.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, anchor: Option<&str>) -> Target {
        Target::Number(text.parse().unwrap(), anchor.map(Into::into))
    }

    #[test]
    fn links_are_told_apart() {
        assert_eq!(Target::of_link("2.4.8"), number("2.4.8", None));
        assert_eq!(Target::of_link("2.4.8#les-3"), number("2.4.8", Some("les-3")));
        assert_eq!(Target::of_link("A"), number("A", None));
        assert_eq!(Target::of_link("#les-3"), Target::Here("les-3".into()));
        assert_eq!(Target::of_link(""), Target::Nowhere);
        assert_eq!(
            Target::of_link("../een%20map/x.md#b"),
            Target::Path("../een map/x.md".into(), Some("b".into()))
        );
        for address in ["https://x.nl/a#b", "mailto:a@b.nl", "tel:+31", "//x.nl"] {
            assert_eq!(Target::of_link(address), Target::External(address.into()));
        }
    }

    #[test]
    fn wiki_links_are_told_apart() {
        assert_eq!(Target::of_wiki_link(" 2.4.8#les-3 "), number("2.4.8", Some("les-3")));
        assert_eq!(Target::of_wiki_link("2.4.8\\"), number("2.4.8", None));
        assert_eq!(Target::of_wiki_link("voorwoord"), Target::Name("voorwoord".into(), None));
        assert_eq!(Target::of_wiki_link("#fig-1"), Target::Here("fig-1".into()));
    }

    #[test]
    fn scripts_are_recognised() {
        assert!(Target::of_link("JavaScript:alert(1)").is_dangerous());
        assert!(Target::of_link("data:text/html,x").is_dangerous());
        assert!(!Target::of_link("https://javascript.nl").is_dangerous());
    }
}
