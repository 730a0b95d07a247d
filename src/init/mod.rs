//! A new guide: small, complete, and buildable at once. And files that publish one.

use std::path::{Path, PathBuf};

use crate::config;
use crate::diagnostic::Diagnostic;
use crate::messages::{Language, message};
use crate::paths::{FileError, GuidePath, Root};

/// Where a file goes, and what is in it.
type StarterFile = (&'static str, &'static str);

/// A file that someone who keeps the folder in git has already.
const GITIGNORE: StarterFile = (".gitignore", "/public/\n");

/// The title of a guide that is given none.
fn default_title(language: Language) -> &'static str {
    match language {
        Language::Nl => "Mijn gids",
        Language::En => "My guide",
    }
}

fn starter(language: Language) -> [StarterFile; 4] {
    match language {
        Language::Nl => [
            (config::FILE_NAME, include_str!("starter/nl/book.toml")),
            ("content/index.md", include_str!("starter/nl/index.md")),
            ("content/1-eerste-deel/index.md", include_str!("starter/nl/part.md")),
            (
                "content/1-eerste-deel/1.1-eerste-hoofdstuk.md",
                include_str!("starter/nl/chapter.md"),
            ),
        ],
        Language::En => [
            (config::FILE_NAME, include_str!("starter/en/book.toml")),
            ("content/index.md", include_str!("starter/en/index.md")),
            ("content/1-first-part/index.md", include_str!("starter/en/part.md")),
            ("content/1-first-part/1.1-first-chapter.md", include_str!("starter/en/chapter.md")),
        ],
    }
}

/// Where a guide is built and published after every change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Host {
    /// GitHub Pages, by GitHub Actions.
    Github,
    /// GitLab Pages, by GitLab CI.
    Gitlab,
    /// Azure Static Web Apps, by Azure Pipelines.
    Azure,
}

impl Host {
    fn files(self) -> &'static [StarterFile] {
        match self {
            Self::Github => {
                &[(".github/workflows/publish.yml", include_str!("starter/ci/github.yml"))]
            }
            Self::Gitlab => &[(".gitlab-ci.yml", include_str!("starter/ci/gitlab.yml"))],
            Self::Azure => &[
                ("azure-pipelines.yml", include_str!("starter/ci/azure.yml")),
                ("staticwebapp.config.json", include_str!("starter/ci/staticwebapp.config.json")),
            ],
        }
    }
}

/// How a guide begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct Start<'a> {
    /// The language it is in.
    pub language: Language,
    /// Its title; there is one for guides that are given none.
    pub title: Option<&'a str>,
    /// Where it will be published, if that is known.
    pub host: Option<Host>,
}

/// Starts a guide in `folder`, and returns the files it made. A guide that is there already only
/// gets the files that publish it, if a host is chosen.
///
/// # Errors
/// When one of the files exists already; then nothing is written.
pub fn init(folder: &Path, start: Start<'_>) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let publishing = start.host.map(Host::files).unwrap_or_default();
    let is_there = folder.join(config::FILE_NAME).exists();
    let mut files = publishing.to_vec();
    let is_new = !(is_there && start.host.is_some());
    if is_new {
        files.extend(starter(start.language));
    }
    let taken: Vec<_> = files
        .iter()
        .map(|(path, _)| folder.join(path))
        .filter(|path| path.exists())
        .map(|path| {
            Diagnostic::error(message!("init-taken", path = path.display().to_string()))
                .help(message!("init-taken", "help"))
        })
        .collect();
    if !taken.is_empty() {
        return Err(taken);
    }
    if is_new && !folder.join(GITIGNORE.0).exists() {
        files.push(GITIGNORE);
    }
    files.sort_unstable();
    let root = Root::create(folder)?;
    let title = toml::Value::from(start.title.unwrap_or(default_title(start.language))).to_string();
    let mut made = Vec::new();
    for (path, content) in files {
        let path = GuidePath::new(path).expect("a path of the starter stays in the guide");
        let content =
            content.replace("{version}", env!("CARGO_PKG_VERSION")).replace("\"{title}\"", &title);
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
