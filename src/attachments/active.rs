//! Files that a browser or a server runs, rather than shows or downloads.

use crate::paths::split_extension;

/// Whether a browser that opens this file from the site may run scripts in it on the site's
/// address, or a server may run it itself. An SVG is such a file too, but can be sanitised.
pub fn is_active(name: &str, bytes: &[u8]) -> bool {
    let extension = split_extension(name).1.unwrap_or_default();
    if SERVER_SIDE.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return true;
    }
    match mime_guess::from_ext(extension).first() {
        Some(kind) => match (kind.type_().as_str(), kind.subtype().as_str()) {
            ("text", "html" | "xml") | ("multipart", _) | ("message", _) => true,
            ("application", "xml" | "xhtml" | "x-shockwave-flash") => true,
            // A server that does not know a rare kind leaves it to the browser to guess.
            ("application" | "text", subtype) => {
                kind.suffix().is_some_and(|suffix| suffix == "xml")
                    || (!KNOWN_TO_SERVERS.contains(&subtype) && looks_like_markup(bytes))
            }
            _ => false,
        },
        None => looks_like_markup(bytes),
    }
}

/// Extensions of programs that common web servers run.
const SERVER_SIDE: [&str; 13] = [
    "asp", "aspx", "cgi", "htaccess", "jsp", "jspx", "phar", "php", "phtml", "pl", "shtm", "shtml",
    "stm",
];

/// Subtypes for which every server sends the right type, so that no browser guesses another.
const KNOWN_TO_SERVERS: [&str; 6] = ["css", "javascript", "json", "pdf", "plain", "zip"];

/// Whether a browser that guesses the type of a file might take it for HTML or XML.
fn looks_like_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_utf_16 = bytes.starts_with(b"\xff\xfe<") || bytes.starts_with(b"\xfe\xff\0<");
    is_utf_16 || text.trim_ascii_start().first() == Some(&b'<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_documents_and_programs_are_active() {
        for name in [
            "x.html", "x.HTM", "x.xhtml", "x.xht", "x.xml", "x.mht", "x.mhtml", "x.swf", "x.xsl",
            "x.rss", "x.atom", "x.rdf", "x.xsd", "x.eml", "x.php", "x.shtml", "x.mathml",
        ] {
            assert!(is_active(name, b"x"), "{name}");
        }
    }

    #[test]
    fn files_to_read_or_download_are_not() {
        for name in [
            "x.pdf",
            "x.docx",
            "x.xlsx",
            "x.odt",
            "x.zip",
            "x.csv",
            "x.txt",
            "x.md",
            "x.mp4",
            "x.jpg",
            "x.png",
            "x.json",
            "x.epub",
            "x.ics",
            "x",
            "x.onbekend",
            "x.js",
            "x.css",
        ] {
            assert!(!is_active(name, b"tekst < 3"), "{name}");
        }
        assert!(!is_active("x.txt", b"<html>") && !is_active("x.png", b"<html>"));
    }

    #[test]
    fn a_file_of_an_unknown_kind_is_judged_as_browsers_do() {
        for name in ["x", "x.onbekend", "x.md"] {
            assert!(is_active(name, b"\xef\xbb\xbf \n<script>"), "{name}");
            assert!(is_active(name, b"\xff\xfe<\0"), "{name}");
        }
    }
}
