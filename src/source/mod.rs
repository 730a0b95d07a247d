//! The files of a guide: chapters with their front matter, folders with their names, and the
//! other files that chapters may use.

mod front_matter;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

pub use front_matter::{FrontMatter, NumberChoice, Position};

use crate::diagnostic::{Diagnostic, Span, Text};
use crate::number::Number;

/// The folder of a guide in which its chapters are.
pub const CONTENT: &str = "content";

/// A chapter as it was written: its front matter is read, its body is still text.
#[derive(Debug)]
pub struct Source {
    /// The path below `content/`, with forward slashes.
    pub path: String,
    /// The whole file.
    pub text: Arc<Text>,
    /// What the block at the top of the file says.
    pub front_matter: FrontMatter,
    /// Where the body starts, in bytes.
    pub body: usize,
    /// What is wrong with the front matter.
    pub diagnostics: Vec<Diagnostic>,
}

/// A folder with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The path below `content/`, with forward slashes.
    pub path: String,
    /// The number in the folder's name.
    pub number: Number,
    /// The rest of the folder's name as words, if there is a rest.
    pub title: Option<String>,
}

/// All that `content/` holds.
#[derive(Debug, Default)]
pub struct Content {
    /// The chapters, in the order of their paths.
    pub sources: Vec<Arc<Source>>,
    /// The numbered folders, in the order of their paths.
    pub folders: Vec<Folder>,
    /// Files that are no chapters: images, attachments.
    pub files: BTreeSet<String>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// Reads a chapter from the bytes of its file. `path` is relative to `content/`; `shown` is
    /// how diagnostics name the file.
    pub fn read(path: &str, shown: &str, bytes: &[u8]) -> Self {
        let mut diagnostics = Vec::new();
        let content = match std::str::from_utf8(bytes) {
            Ok(content) => content.to_owned(),
            Err(error) => {
                let content = String::from_utf8_lossy(bytes).into_owned();
                let text = Text::new(shown, content);
                let span = text.rest_of_line(error.valid_up_to());
                return Self {
                    path: path.to_owned(),
                    diagnostics: not_utf8(bytes).at(&text, span).into(),
                    body: text.content.len(),
                    text,
                    front_matter: FrontMatter::default(),
                };
            }
        };
        let text = Text::new(shown, content);
        let (front_matter, body) = front_matter::split(&text, &mut diagnostics);
        Self { path: path.to_owned(), text, front_matter, body, diagnostics }
    }

    /// The file's name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The path of the folder below `content/`; empty for `content/` itself.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// All that stands before the body.
    pub fn front_matter_span(&self) -> Span {
        self.text.span(0..self.body)
    }

    /// Whether this is the text of its folder rather than a chapter in it.
    pub fn is_index(&self) -> bool {
        self.stem() == "index"
    }
}

fn not_utf8(bytes: &[u8]) -> Diagnostic {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16",
        _ => "it looks like an older encoding, such as Windows-1252",
    };
    Diagnostic::error(format!("this file is not UTF-8; {encoding}"))
        .help("save it again in your editor with the encoding UTF-8")
}

/// The file or folder name as words: `de-wijkaanpak` becomes "De wijkaanpak".
pub fn name_as_title(name: &str) -> Option<String> {
    let words =
        name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// Reads everything below `root/content/`. `shown` is put before paths in diagnostics; it is
/// empty where the guide is the current folder. Chapters that `known` still knows, by their path
/// below `content/`, are not read again.
pub fn scan(
    root: &Path,
    shown: &str,
    known: &(dyn Fn(&str) -> Option<Arc<Source>> + Sync),
) -> Content {
    let folder = root.join(CONTENT);
    let mut content = Content::default();
    let mut chapters = Vec::new();
    let walk = WalkDir::new(&folder).min_depth(1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(is_seen) {
        match entry {
            Ok(entry) => content.sort_in(&folder, &entry, &mut chapters),
            Err(error) => content.diagnostics.push(unreadable(&folder, &error)),
        }
    }
    let read: Vec<Result<Arc<Source>, Diagnostic>> = chapters
        .into_par_iter()
        .map(|path| known(&path).map_or_else(|| read(root, shown, &path), Ok))
        .collect();
    for result in read {
        match result {
            Ok(source) => content.sources.push(source),
            Err(error) => content.diagnostics.push(error),
        }
    }
    content
}

/// Reads one chapter, by its path below `content/`.
///
/// # Errors
/// What the file system says.
pub fn read(root: &Path, shown: &str, path: &str) -> Result<Arc<Source>, Diagnostic> {
    let file = root.join(CONTENT).join(path);
    let bytes = std::fs::read(&file).map_err(|error| Diagnostic::io("read", &file, &error))?;
    let shown = format!("{shown}{CONTENT}/{path}");
    Ok(Arc::new(Source::read(path, &shown, &bytes)))
}

impl Content {
    /// Whether the chapters and folders are the same, those that could not be read among them.
    pub fn has_same_tree(&self, other: &Self) -> bool {
        let said = |content: &Self| -> Vec<String> {
            content.diagnostics.iter().map(ToString::to_string).collect()
        };
        self.sources.len() == other.sources.len()
            && self.sources.iter().zip(&other.sources).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.folders == other.folders
            && said(self) == said(other)
    }

    /// Whether there is a chapter, folder or file at a path, or below it.
    pub fn holds(&self, path: &str) -> bool {
        let is_there = |known: &str| {
            known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.sources.iter().any(|source| is_there(&source.path))
            || self.folders.iter().any(|folder| is_there(&folder.path))
            || self.files.iter().any(|file| is_there(file))
    }

    /// Puts one entry of the walk where it belongs.
    fn sort_in(&mut self, folder: &Path, entry: &DirEntry, chapters: &mut Vec<String>) {
        let Some(path) = relative(folder, entry.path()) else {
            let name = entry.path().display();
            self.diagnostics.push(
                Diagnostic::error(format!("the name of {name} is not UTF-8"))
                    .help("rename the file"),
            );
            return;
        };
        if entry.file_type().is_dir() {
            let name = entry.file_name().to_string_lossy();
            if let Some((number, rest)) = Number::split_name(&name) {
                let title = name_as_title(rest);
                self.folders.push(Folder { path, number, title });
            }
        } else if entry.path_is_symlink() {
            self.diagnostics.push(
                Diagnostic::warning(format!("{CONTENT}/{path} is a symbolic link and is left out"))
                    .help("put the file itself there"),
            );
        } else if path.ends_with(".md") {
            chapters.push(path);
        } else {
            self.files.insert(path);
        }
    }
}

/// A path below `folder` with forward slashes, if it is UTF-8.
pub fn relative(folder: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> =
        path.strip_prefix(folder).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn is_seen(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of this name is no part of a guide: hidden, or left by an editor.
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~')
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    if error.depth() == 0 {
        return Diagnostic::error(format!("there is no folder {}", folder.display()))
            .help("`wijkengids init` makes a guide to start from");
    }
    Diagnostic::error(format!("cannot read {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        assert_eq!(name_as_title("de-wijk_aanpak").unwrap(), "De wijk aanpak");
        assert_eq!(name_as_title("élan").unwrap(), "Élan");
        assert_eq!(name_as_title("--"), None);
    }

    #[test]
    fn a_path_is_folder_and_stem() {
        let source = Source::read("2-deel/2.4.8-opgaven.md", "x", b"");
        assert_eq!((source.folder(), source.stem()), ("2-deel", "2.4.8-opgaven"));
        assert!(Source::read("index.md", "x", b"").is_index());
    }

    #[test]
    fn other_encodings_are_named_with_their_place() {
        let source = Source::read("a.md", "content/a.md", b"een\nge\xEBn\n");
        let [problem] = source.diagnostics.as_slice() else { panic!("{:?}", source.diagnostics) };
        assert!(problem.message.contains("not UTF-8"));
        assert_eq!(problem.position(), Some(("content/a.md", 2, 3)));
    }
}
