//! Links and images as written, before a book resolves them.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::number::Number;
use crate::paths::split_extension;
use crate::span::Span;

/// A link or image, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it leads.
    pub target: Target,
    /// What it is for.
    pub role: Role,
    /// How it is written.
    pub syntax: Syntax,
    /// The link as a whole; of HTML, the value of the attribute.
    pub span: Span,
    /// The text between its brackets.
    pub text: Span,
    /// The address, without angle brackets. Reference links share that of their definition.
    pub address: Span,
    /// The title, without its quotes.
    pub title: Option<Span>,
}

impl Reference {
    /// A reference by the value of an attribute.
    pub(super) fn of_html(target: Target, role: Role, value: Span) -> Self {
        let text = value.before();
        Self { target, role, syntax: Syntax::Html, span: value, text, address: value, title: None }
    }

    /// The place in a file that it names: part of a drawing, a page of a PDF.
    pub fn place(&self) -> Option<&str> {
        match &self.target {
            Target::Path(_, place) => place.as_deref(),
            _ => None,
        }
    }

    /// A reference that is not part of a text.
    pub fn unwritten(target: Target) -> Self {
        Self::of_html(target, Role::Link, Span::START)
    }
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
    /// To be run: a script, which pages load only if the guide lists it.
    Script,
}

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `[[2.4.8]]`
    Wiki,
    /// `[text](2.4.8)`
    Inline,
    /// `[text][label]`, with the address in its definition.
    Reference,
    /// `<https://example.org>`
    Auto,
    /// The value of an attribute.
    Html,
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

/// The address that calls a telephone number which was written as an address: `06-12345678`.
pub fn telephone(written: &str) -> Option<String> {
    let written = written.strip_prefix("tel:").unwrap_or(written).trim();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '/');
    // "+31 (0)6 …" is dialled as +316.
    let rest =
        written.strip_prefix('+').map_or(written.to_owned(), |rest| rest.replacen("(0)", "", 1));
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let plus = if written.starts_with('+') { "+" } else { "" };
    let is_number = rest.chars().all(is_part) && (9..=15).contains(&digits.len());
    let is_dialled = !plus.is_empty() || digits.starts_with('0');
    (is_number && is_dialled).then(|| format!("tel:{plus}{digits}"))
}

/// Whether a file is an image, by its name.
pub fn is_image(path: &str) -> bool {
    let extension = split_extension(path).1.unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file is a document that no page can show as an image, by its name.
pub fn is_document(path: &str) -> bool {
    let extension = split_extension(path).1.unwrap_or_default();
    [
        "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp",
        "zip", "txt", "md", "html", "htm",
    ]
    .iter()
    .any(|known| extension.eq_ignore_ascii_case(known))
}

impl Target {
    /// Reads the address of a Markdown link or image.
    pub fn of_link(address: &str) -> Self {
        let address = as_browsers_read(address);
        if has_scheme(&address) || address.starts_with("//") {
            return Self::External(address.into_owned());
        }
        let (path, anchor) = split_anchor(&address);
        match (path, anchor) {
            ("", Some(anchor)) => Self::Here(anchor),
            ("", None) => Self::Nowhere,
            (path, anchor) => match path.parse() {
                Ok(number) => Self::Number(number, anchor),
                Err(_) => Self::Path(decode(path), anchor),
            },
        }
    }

    /// Reads the address of a wiki link, between `[[` and `]]` or `|`.
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
        self.has_scheme_of(&["javascript", "vbscript", "data"])
    }

    /// Whether it runs a script, whatever it is used for.
    pub fn runs_code(&self) -> bool {
        self.has_scheme_of(&["javascript", "vbscript"])
    }

    /// Whether it leads to a file on the computer of its author: `file:///C:/x.pdf`.
    pub fn is_local(&self) -> bool {
        self.has_scheme_of(&["file"])
    }

    fn has_scheme_of(&self, schemes: &[&str]) -> bool {
        let Self::External(address) = self else { return false };
        let scheme = address.split(':').next().unwrap_or_default();
        schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known))
    }
}

/// An address without what browsers pass over: control characters and spaces around it, tabs and
/// line breaks within it.
fn as_browsers_read(address: &str) -> Cow<'_, str> {
    let is_passed_over = |c: char| c.is_control() || c.is_whitespace();
    let address = address.trim_matches(is_passed_over);
    if address.contains(['\t', '\n', '\r']) {
        Cow::Owned(address.replace(['\t', '\n', '\r'], ""))
    } else {
        Cow::Borrowed(address)
    }
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((path, "")) => (path, None),
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (address, None),
    }
}

/// What would end an address, or mean something else in it.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`');

/// A path as the address of a Markdown link, in which letters stay as they are.
pub fn as_address(path: &str) -> String {
    let escaped = |c: char| utf8_percent_encode(c.encode_utf8(&mut [0; 4]), SPECIAL).to_string();
    let part = |c: char| if c.is_alphanumeric() { c.to_string() } else { escaped(c) };
    path.chars().map(part).collect()
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
        assert!(Target::of_link("\u{1} java\tscript\n:alert(1)").is_dangerous());
        assert!(Target::of_link("VBScript:x").runs_code());
        assert!(!Target::of_link("data:image/png;base64,AA").runs_code());
        assert!(!Target::of_link("https://javascript.nl").is_dangerous());
    }
}
