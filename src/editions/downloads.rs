//! The files that readers can download: a list in the order of the page that shows them.

use std::sync::Arc;

use super::selection::Selection;
use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::guide::Guide;
use crate::messages::message;
use crate::paths::{PublicationPath, is_device};
use crate::span::split_at_char;
use crate::theme::Strings;

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
    /// The lessons as cards, for a printer.
    Cards,
    /// The whole site.
    Site,
}

impl Format {
    /// The extension of its name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf | Self::Cards => "pdf",
            Self::Epub => "epub",
            Self::Site => "zip",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf | Self::Cards => "application/pdf",
            Self::Epub => "application/epub+zip",
            Self::Site => "application/zip",
        }
    }

    /// The keys of its title and of what is said about it.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Pdf => ["download_pdf", "download_pdf_about"],
            Self::Epub => ["download_epub", "download_epub_about"],
            Self::Cards => ["download_cards", "download_cards_about"],
            Self::Site => ["download_site", "download_site_about"],
        }
    }
}

/// Where the preview shows the PDF, whatever the title of the guide.
pub const PREVIEWED_PDF: &str = "book.pdf";

/// The files that a build makes of a guide.
pub fn offers(guide: &Guide) -> Vec<Offer> {
    offers_of(&guide.config, &guide.theme.strings, has_cards(&guide.book, &guide.config))
}

/// The files that a build makes; cards only where they can be made.
pub fn offers_of(config: &Config, strings: &Strings, has_cards: bool) -> Vec<Offer> {
    let formats = [
        (Format::Pdf, config.print.pdf),
        (Format::Epub, config.print.epub),
        (Format::Cards, has_cards),
        (Format::Site, config.site.zip),
    ];
    let made = formats.into_iter().filter(|(_, is_made)| *is_made);
    made.map(|(format, _)| Offer { format, path: path(config, strings, format) }).collect()
}

/// Where a file is, if it is made: it has the name of the guide, but for cards.
pub fn path(config: &Config, strings: &Strings, format: Format) -> PublicationPath {
    let own = file_name(config);
    let name = match (format, strings.get("page_cards")) {
        (Format::Cards, name) if name != own => name.to_owned(),
        // A guide with this title has the name for itself.
        (Format::Cards, name) => format!("{name}-1"),
        (Format::Pdf | Format::Epub | Format::Site, _) => own,
    };
    let extension = format.extension();
    PublicationPath::base().child(&format!("{name}.{extension}"))
}

/// Whether cards are made: `book.toml` asks for them, and there are lessons to make them of.
pub fn has_cards(book: &Book, config: &Config) -> bool {
    let has_lessons = |selection: Selection| {
        let mut chapters = selection.chapters().iter();
        chapters.any(|&id| !book[id].document.lessons.is_empty())
    };
    cfg!(feature = "typeset") && config.print.cards && has_lessons(Selection::of(book, config))
}

/// Why cards are not made although `book.toml` asks for them.
pub fn problem(book: &Book, config: &Config, book_toml: &Arc<Text>) -> Option<Diagnostic> {
    if !config.print.cards || has_cards(book, config) {
        return None;
    }
    let (message, help) = if cfg!(feature = "typeset") {
        (message!("cards-no-lessons"), message!("cards-no-lessons", "help"))
    } else {
        (message!("cards-no-typesetter"), message!("cards-no-typesetter", "help"))
    };
    Some(Diagnostic::warning(message).help(help).at(book_toml, book_toml.find("cards")))
}

/// How much of a title is in a file's name, which not every system takes in any length.
const NAME_LENGTH: usize = 100;

/// The title of the guide as the name of a file, without an extension.
pub fn file_name(config: &Config) -> String {
    match slug(&config.book.title) {
        name if name.is_empty() => "print".into(),
        name if is_device(&name) => format!("{name}-print"),
        name => name,
    }
}

/// A title as part of the name of a file.
pub fn slug(title: &str) -> String {
    let slug = slug::slugify(title);
    split_at_char(&slug, NAME_LENGTH).0.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str) -> String {
        let mut config = Config::default();
        config.book.title = title.into();
        path(&config, &Strings::default(), Format::Epub).to_string()
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
