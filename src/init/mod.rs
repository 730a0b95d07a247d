//! A new guide: small, complete, and buildable at once.

use std::path::{Path, PathBuf};

use super::new::create;
use crate::diagnostic::Diagnostic;

/// The files of a new guide.
const STARTER: [(&str, &str); 5] = [
    ("book.toml", include_str!("starter/book.toml")),
    ("content/index.md", include_str!("starter/content/index.md")),
    ("content/1-eerste-deel/index.md", include_str!("starter/content/deel.md")),
    ("content/1-eerste-deel/1.1-eerste-hoofdstuk.md", include_str!("starter/content/hoofdstuk.md")),
    (".gitignore", "/public/\n"),
];

/// Starts a guide in `folder`, and says which files it made.
///
/// # Errors
/// When one of the files exists already; then nothing is written.
pub fn init(folder: &Path, title: &str) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let files = STARTER.map(|(path, content)| (folder.join(path), content));
    let taken: Vec<_> = files
        .iter()
        .filter(|(path, _)| {
            path.exists() && path.file_name().is_none_or(|name| name != ".gitignore")
        })
        .map(|(path, _)| {
            Diagnostic::error(format!("{} exists already", path.display()))
                .help("nothing was written; choose another folder: wijkengids init FOLDER")
        })
        .collect();
    if !taken.is_empty() {
        return Err(taken);
    }
    let mut made = Vec::new();
    for (path, content) in files {
        // Someone who keeps the folder in git has a .gitignore of their own.
        if path.exists() {
            continue;
        }
        let title = toml::Value::from(title).to_string();
        let content = content.replace("\"{title}\"", &title);
        create(&path, &content).map_err(|error| Diagnostic::io("write", &path, &error))?;
        made.push(path);
    }
    Ok(made)
}
