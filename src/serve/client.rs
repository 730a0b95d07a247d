//! The one thing that a page of the preview adds to the published page: its scripts.

use super::cache::Rendered;
use crate::messages;

/// Where the script is. No file of a publication begins with a dot.
pub const SCRIPT_PATH: &str = "/.preview/client.js";

/// Where the script is that hears a key before the other one is loaded.
pub const LETTER_PATH: &str = "/.preview/letter.js";

/// Where the script listens for updates.
pub const UPDATES_PATH: &str = "/.preview/updates";

/// Where the script asks to open a file in the editor.
pub const OPEN_PATH: &str = "/.preview/open";

/// The script.
pub const SCRIPT: &str = concat!(
    include_str!("client/document.js"),
    include_str!("client/morph.js"),
    include_str!("client/client.js")
);

/// The script that hears a key.
pub const LETTER: &str = include_str!("client/letter.js");

/// The page while there is no guide to show; the script shows what is wrong.
pub fn empty_page() -> String {
    html("<body data-empty></body>")
}

/// A page that says one thing, which is plain text.
pub fn page(text: &str) -> String {
    html(&format!("<body><p>{text}</p></body>"))
}

fn html(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>wijkengids</title>\n</head>\n{body}\n</html>\n",
        messages::language()
    )
}

/// What those who may edit a page need.
#[derive(Debug, Clone, Copy)]
pub struct Editing<'a> {
    /// The token that their requests show.
    pub token: &'a str,
    /// What tells the guide from others at the same address.
    pub guide: &'a str,
}

/// A page with the script, whose element carries the version of the page, and what those need who may
/// edit it.
pub fn with_script(page: &Rendered, version: &str, editing: Option<Editing<'_>>) -> Vec<u8> {
    let script = script_element(version, editing);
    let html = &page.bytes[..];
    let end = b"</head>";
    let at = html.windows(end.len()).position(|bytes| bytes == end).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

fn script_element(version: &str, editing: Option<Editing<'_>>) -> String {
    let own = editing.map_or_else(String::new, |Editing { token, guide }| {
        format!(" data-token=\"{token}\" data-guide=\"{guide}\"")
    });
    // The first is small, and does not wait until the page is read.
    format!(
        "<script src=\"{LETTER_PATH}\"></script>\
        <script src=\"{SCRIPT_PATH}\" data-page=\"{version}\"{own} defer></script>\n"
    )
}

/// A page of the preview as it is published: without the scripts, and without the source attributes
/// of blocks.
pub fn as_published(html: &str) -> String {
    let scripts = format!("<script src=\"{LETTER_PATH}\"");
    let (before, rest) = html.split_once(&scripts).unwrap_or((html, ""));
    let after = rest.split_once("</script>\n").map_or("", |(_, after)| after);
    let published = before.to_owned() + after;
    let attribute = format!(" {}=\"", crate::editions::SOURCE_ATTRIBUTE);
    let mut parts = published.split(&attribute);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, rest| html + rest.split_once('"').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_are_all_that_is_added() {
        let page = Rendered::new("<html><head><title>x</title></head><body><p>y</p></body></html>");
        for editing in [None, Some(Editing { token: "a1", guide: "b2" })] {
            let html = String::from_utf8(with_script(&page, "v1", editing)).unwrap();
            let scripts = "</title><script src=\"/.preview/letter.js\"></script>\
                <script src=\"/.preview/client.js\" data-page=\"v1\"";
            assert!(html.contains(scripts));
            assert_eq!(html.contains(" data-token=\"a1\" data-guide=\"b2\""), editing.is_some());
            assert_eq!(as_published(&html).as_bytes(), page.bytes);
        }
    }

    #[test]
    fn source_attributes_are_removed_too() {
        let html = "<p data-source=\"content/a.md:1\">x</p><ul class=\"y\"><li data-source=\"b:2\">z</li></ul>";
        assert_eq!(as_published(html), "<p>x</p><ul class=\"y\"><li>z</li></ul>");
    }
}
