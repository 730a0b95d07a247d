//! The files that readers can download: a list in the order of the page that shows them.

use crate::config::Config;
use crate::paths::{PublicationPath, is_device};
use crate::span::split_at_char;

/// A file that readers can download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub format: Format,
    /// Where it is.
    pub path: PublicationPath,
}

/// What a file to download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The guide as a book on paper.
    Pdf,
    /// The guide as an e-book.
    Epub,
    /// The whole site.
    Site,
}

impl Format {
    /// The extension of its name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Epub => "epub",
            Self::Site => "zip",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Epub => "application/epub+zip",
            Self::Site => "application/zip",
        }
    }

    /// The keys of its title and of what is said about it.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Pdf => ["download_pdf", "download_pdf_about"],
            Self::Epub => ["download_epub", "download_epub_about"],
            Self::Site => ["download_site", "download_site_about"],
        }
    }
}

/// Where the preview shows the PDF, whatever the title of the guide.
pub const PREVIEWED_PDF: &str = "book.pdf";

/// The files that a build makes.
pub fn offers(config: &Config) -> Vec<Offer> {
    let formats = [
        (Format::Pdf, config.print.pdf),
        (Format::Epub, config.print.epub),
        (Format::Site, config.site.zip),
    ];
    let made = formats.into_iter().filter(|(_, is_made)| *is_made);
    made.map(|(format, _)| Offer { format, path: path(config, format) }).collect()
}

/// Where a file is, if it is made: it has the name of the guide.
pub fn path(config: &Config, format: Format) -> PublicationPath {
    let extension = format.extension();
    PublicationPath::base().child(&format!("{}.{extension}", file_name(config)))
}

/// How much of a title is in a file's name, which not every system takes in any length.
const NAME_LENGTH: usize = 100;

/// The title of the guide as the name of a file, without an extension.
pub fn file_name(config: &Config) -> String {
    let slug = slug::slugify(&config.book.title);
    match split_at_char(&slug, NAME_LENGTH).0.trim_end_matches('-') {
        "" => "print".into(),
        name if is_device(name) => format!("{name}-print"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str) -> String {
        let mut config = Config::default();
        config.book.title = title.into();
        path(&config, Format::Epub).to_string()
    }

    #[test]
    fn files_have_the_name_of_the_guide() {
        assert_eq!(name("De wijkengids!"), "de-wijkengids.epub");
        assert_eq!(name("…"), "print.epub");
        // Windows makes no files of these names.
        assert_eq!(name("CON"), "con-print.epub");
        assert_eq!(name("Com 1"), "com-1.epub");
        assert_eq!(name("LPT1!"), "lpt1-print.epub");
        assert_eq!(name(&"lang ".repeat(100)).len(), "lang-".len() * 20 - 1 + ".epub".len());
    }
}
