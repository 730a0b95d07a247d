//! What there is to import: a text, a folder of texts, a book or a site.

use std::path::{Path, PathBuf};

use super::mdbook;

/// What is to be imported.
pub enum Source {
    /// Files that become chapters.
    Texts(Vec<PathBuf>),
    /// The folder of a book.
    MdBook(PathBuf),
    /// The settings of a site.
    MkDocs(PathBuf),
}

/// How a text is written.
pub enum Format {
    Plain,
    Html,
    Word,
}

impl Format {
    /// The format of a file, by the ending of its name in small letters.
    pub fn of(ending: &str) -> Option<Self> {
        match ending {
            "txt" | "text" => Some(Self::Plain),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" => Some(Self::Word),
            _ => None,
        }
    }
}

/// The ending of a file's name, in small letters.
pub fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase()
}

/// A folder with a `book.toml` or `mkdocs.yml`, or such a file itself, is a book or a site. Any
/// other folder stands for the texts in it.
pub fn kind(path: &Path) -> Source {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    match name {
        "book.toml" => Source::MdBook(folder),
        "SUMMARY.md" => Source::MdBook(mdbook::root_of_summary(path)),
        "mkdocs.yml" | "mkdocs.yaml" => Source::MkDocs(path.to_owned()),
        _ if path.is_dir() => kind_of_folder(path),
        _ => Source::Texts(vec![path.to_owned()]),
    }
}

fn kind_of_folder(folder: &Path) -> Source {
    let first =
        |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|file| file.is_file());
    if let Some(settings) = first(&["mkdocs.yml", "mkdocs.yaml"]) {
        return Source::MkDocs(settings);
    }
    let is_book = first(&["book.toml", "SUMMARY.md", "src/SUMMARY.md"]).is_some();
    match texts(folder) {
        texts if !is_book && !texts.is_empty() => Source::Texts(texts),
        _ => Source::MdBook(folder.to_owned()),
    }
}

/// The texts in a folder and those below it, in order. Word leaves files that start with `~`.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with(['.', '~'])
    };
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = walk.filter_entry(|entry| !is_hidden(entry)).filter_map(Result::ok);
    let is_text = |path: &PathBuf| path.is_file() && Format::of(&ending(path)).is_some();
    files.map(walkdir::DirEntry::into_path).filter(is_text).collect()
}

/// How a file that cannot be imported can be made one that can.
pub fn advice(ending: &str) -> &'static str {
    match ending {
        "doc" | "odt" | "rtf" | "pages" => {
            "open it in Word or LibreOffice and save it as a Word document (.docx)"
        }
        "pdf" => "copy its text into a file that ends in .txt, or import what the PDF was made of",
        "md" => "a chapter in Markdown goes into content/ as it is",
        _ => {
            "import plain text (.txt), a page (.html), a Word document (.docx), a folder of these, \
             or the folder of an mdBook or MkDocs site"
        }
    }
}
