//! Files of other programs under the name of a chapter.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::ContentPath;

/// What a file is by its content, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A Word document.
    Word,
    /// A document of LibreOffice.
    OpenDocument,
    /// A document of an older Word, or a rich text.
    OlderText,
    /// A PDF.
    Pdf,
    /// A page of HTML as a whole.
    Page,
    /// A picture.
    Picture,
    /// Files in one file.
    Archive,
}

/// How a page of HTML starts.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\u{feff}?\s*(?i:<!doctype\s+html|<html[\s>])").expect("a valid expression")
});

impl Foreign {
    /// What a file is, if it is not a text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let holds = |name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
        Some(match bytes {
            [b'P', b'K', 3, 4, ..] if holds("word/document.xml") => Self::Word,
            [b'P', b'K', 3, 4, ..] if holds("application/vnd.oasis.opendocument") => {
                Self::OpenDocument
            }
            [b'P', b'K', 3, 4, ..] => Self::Archive,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::OlderText,
            _ if bytes.starts_with(b"{\\rtf") => Self::OlderText,
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Picture,
            _ if bytes.starts_with(b"%PDF-") => Self::Pdf,
            _ if PAGE.is_match(bytes) => Self::Page,
            _ => return None,
        })
    }

    /// The name by which messages choose their words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::OpenDocument => "opendocument",
            Self::OlderText => "older",
            Self::Pdf => "pdf",
            Self::Page => "page",
            Self::Picture => "picture",
            Self::Archive => "archive",
        }
    }

    /// The extension of what can be imported as it is.
    pub fn extension(self) -> Option<&'static str> {
        match self {
            Self::Word => Some("docx"),
            Self::Page => Some("html"),
            _ => None,
        }
    }

    /// Says that a chapter is no text, and how to make one of it.
    pub(super) fn problem(self, path: &ContentPath) -> Diagnostic {
        let help = match self {
            Self::Word | Self::Page => {
                let extension = self.extension().unwrap_or_default();
                message!("foreign", "import", name = format!("{}.{extension}", path.stem()))
            }
            Self::OpenDocument | Self::OlderText => message!("foreign", "convert"),
            Self::Pdf => message!("foreign", "pdf"),
            Self::Picture => message!("foreign", "picture"),
            Self::Archive => message!("foreign", "help"),
        };
        Diagnostic::error(message!("foreign", kind = self.name())).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_content() {
        for (bytes, expected) in [
            (&b"PK\x03\x04..word/document.xml.."[..], Foreign::Word),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", Foreign::OpenDocument),
            (b"PK\x03\x04x", Foreign::Archive),
            (b"\x89PNG\r\n", Foreign::Picture),
            (b"\xFF\xD8\xFF\xE0", Foreign::Picture),
            (b"\xD0\xCF\x11\xE0x", Foreign::OlderText),
            (b"{\\rtf1 x}", Foreign::OlderText),
            (b"%PDF-1.7\n", Foreign::Pdf),
            (b"\xEF\xBB\xBF\n<!DOCTYPE HTML>", Foreign::Page),
            (b"<html lang=nl>", Foreign::Page),
        ] {
            assert_eq!(Foreign::of(bytes), Some(expected));
        }
        for text in ["", "# Kop", "<p>x</p>", "PK is een postkantoor", "`<html>` is een element"] {
            assert_eq!(Foreign::of(text.as_bytes()), None, "{text}");
        }
    }
}
