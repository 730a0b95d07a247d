//! Addresses in `book.toml` that pages link to.

use serde::Deserialize;
use url::{ParseError, Url};

use crate::diagnostic::refuse;
use crate::messages::message;

/// Whether a page may link to an address: a web page, a mail address with or without `mailto:`, or
/// a page of the site itself. Others, such as `javascript:`, could run code or open local files.
fn is_linkable(address: &str) -> bool {
    // Placeholders are filled in later and may be empty, which must not make another scheme.
    let filled = address.replace("{number}", "").replace("{title}", "");
    [address, &filled].into_iter().all(|address| match Url::parse(address) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto"),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    })
}

/// Reads an address that pages link to.
pub fn link<'de, D: serde::Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let address = String::deserialize(input)?;
    if is_linkable(&address) {
        Ok(address)
    } else {
        Err(refuse(
            &message!("not-an-address", address = address),
            &message!("not-an-address", "help"),
        ))
    }
}

/// Reads an address that pages link to, for a key that may be left out.
pub fn optional_link<'de, D: serde::Deserializer<'de>>(
    input: D,
) -> Result<Option<String>, D::Error> {
    link(input).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_link_to_the_web_to_mail_and_to_the_site() {
        for address in [
            "https://example.org/?n={number}&t={title}",
            "mailto:redactie@example.org?subject={title}",
            "redactie@example.org",
            "reacties.html#{number}",
            "HTTP://EXAMPLE.ORG",
            "//example.org/",
        ] {
            assert!(is_linkable(address), "{address}");
        }
    }

    #[test]
    fn schemes_are_recognised_as_browsers_do() {
        for address in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java{number}script:alert({title})",
            "{number}vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:x",
            "https://",
        ] {
            assert!(!is_linkable(address), "{address:?}");
        }
    }
}
