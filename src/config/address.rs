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
    // One word is no page of the site: `redactie` for a mail address.
    let is_word = !address.contains(['.', '/', '#', '?', '@', ':', '{']);
    !is_word
        && [address, &filled].into_iter().all(|address| match Url::parse(address) {
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

/// The place in an address where the path of a file is filled in.
pub const PATH: &str = "{path}";

/// Reads the address of an editor for the files of chapters.
pub fn edit_url<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let address = String::deserialize(input)?;
    if is_web_page_of_files(&address) {
        Ok(Some(address))
    } else {
        Err(refuse(
            &message!("not-an-editor", address = address, path = PATH),
            &message!("not-an-editor", "help", path = PATH),
        ))
    }
}

/// Whether an address leads to a web page for every path, all of them on one host.
fn is_web_page_of_files(address: &str) -> bool {
    let host = |path: &str| {
        let url = Url::parse(&address.replace(PATH, path)).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.host_str().map(str::to_owned))?
    };
    address.contains(PATH) && host("a").is_some() && host("a") == host("b")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_a_web_page_on_one_host() {
        for address in [
            "https://github.com/a/b/edit/main/{path}",
            "https://dev.azure.com/a/_git/b?path=/{path}&version=GBmain",
        ] {
            assert!(is_web_page_of_files(address), "{address}");
        }
        for address in [
            "https://github.com/a/b/edit/main/",
            "https://{path}/",
            "https://{path}.example.org/",
            "mailto:a@example.org?subject={path}",
            "javascript:alert('{path}')",
            "bewerk/{path}",
            "{path}",
        ] {
            assert!(!is_web_page_of_files(address), "{address}");
        }
    }

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
