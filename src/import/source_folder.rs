//! The folder that is imported.

use std::path::Path;
use std::sync::Arc;

use super::draft::Draft;
use crate::diagnostic::Text;
use crate::formats::{self, note};
use crate::messages::message;
use crate::paths::{Any, AnyPath, FileError, FileKind, InvalidPath, Root};

/// The folder that is imported. Whatever its files name, nothing outside it is read.
#[derive(Debug)]
pub struct SourceFolder {
    root: Root<Any>,
}

impl SourceFolder {
    /// The folder at a path that the user named.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        Ok(Self { root: Root::open(path)? })
    }

    /// The path of the folder as the user knows it.
    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// The bytes of a file.
    pub fn read(&self, path: &AnyPath) -> Result<Vec<u8>, FileError> {
        self.root.read_at_most(path, formats::MAX_FILE)
    }

    /// A file as a text.
    pub fn read_text(&self, path: &AnyPath, draft: &mut Draft) -> Result<Arc<Text>, FileError> {
        let decoded = formats::decode(&self.read(path)?);
        let shown = self.root.locate(path).display().to_string().replace('\\', "/");
        let text = Text::new(shown, with_line_feeds(&decoded.content));
        for (line, note) in decoded.notes {
            draft.note(&text, line, note);
        }
        Ok(text)
    }

    /// A file that becomes part of a page.
    pub fn read_part(&self, path: &AnyPath) -> Result<String, FileError> {
        Ok(with_line_feeds(&formats::decode(&self.read(path)?).content))
    }

    /// Whether there is a plain file at a path.
    pub fn is_file(&self, path: &AnyPath) -> bool {
        matches!(self.root.kind(path), Ok(Some(FileKind::File)))
    }

    /// The files in a folder and those below it, in order, without hidden ones. Symbolic links are
    /// files if they lead to files in this folder; others are reported.
    pub fn files(&self, below: &AnyPath, draft: &mut Draft) -> Vec<AnyPath> {
        let mut files = Vec::new();
        let walk = match self.root.walk(below, |name| !name.starts_with('.')) {
            Ok(walk) => walk,
            Err(error) if error.cause.is_missing() => return files,
            Err(error) => {
                draft.problems.push(error.into());
                return files;
            }
        };
        for entry in walk {
            match entry {
                Ok(entry) => match (entry.kind, entry.path) {
                    (FileKind::File, Some(path)) => files.push(path),
                    (FileKind::Link, Some(path)) if self.is_file(&path) => files.push(path),
                    (FileKind::Folder, Some(_)) => {}
                    _ => {
                        let path = entry.shown.display().to_string();
                        let note = note!("import-no-file", path = path.as_str());
                        draft.tell(note.about(&path));
                    }
                },
                Err(error) => draft.problems.push(error.into()),
            }
        }
        files
    }
}

/// A text with CRLF replaced by LF.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Why a path that leads out of the folder is not followed.
pub fn refusal(folder: &AnyPath, path: &str) -> String {
    let reason = folder.join(path).err().unwrap_or(InvalidPath::Absolute);
    message!("import-outside", reason = reason.to_string())
}
