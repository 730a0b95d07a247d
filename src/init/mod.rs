//! A new guide: small, complete, and buildable at once.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{FileError, GuidePath, Root};

/// The files of a new guide.
const STARTER: [(&str, &str); 5] = [
    ("book.toml", include_str!("starter/book.toml")),
    ("content/index.md", include_str!("starter/content/index.md")),
    ("content/1-eerste-deel/index.md", include_str!("starter/content/deel.md")),
    ("content/1-eerste-deel/1.1-eerste-hoofdstuk.md", include_str!("starter/content/hoofdstuk.md")),
    (".gitignore", "/public/\n"),
];

/// Starts a guide in `folder`, and returns the files it made.
///
/// # Errors
/// When one of the files exists already; then nothing is written.
pub fn init(folder: &Path, title: &str) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let taken: Vec<_> = STARTER
        .iter()
        .filter(|(path, _)| *path != ".gitignore" && folder.join(path).exists())
        .map(|(path, _)| {
            let path = folder.join(path).display().to_string();
            Diagnostic::error(message!("init-taken", path = path))
                .help(message!("init-taken", "help"))
        })
        .collect();
    if !taken.is_empty() {
        return Err(taken);
    }
    let root = Root::create(folder)?;
    let mut made = Vec::new();
    for (path, content) in STARTER {
        let path = GuidePath::new(path).expect("a path of the starter stays in the guide");
        // Someone who keeps the folder in git has a .gitignore already.
        if root.exists(&path) {
            continue;
        }
        let title = toml::Value::from(title).to_string();
        let content = content.replace("\"{title}\"", &title);
        if let Err(error) = write(&root, &path, &content) {
            // Half a guide helps nobody, so the files made so far are removed.
            made.iter().for_each(|path| drop(root.remove_file(path)));
            return Err(error.into());
        }
        made.push(path);
    }
    Ok(made.iter().map(|path| path.below(folder)).collect())
}

fn write(root: &Root, path: &GuidePath, content: &str) -> Result<(), FileError> {
    root.create_folders(&path.folder())?;
    root.create_new(path, content.as_bytes())
}
