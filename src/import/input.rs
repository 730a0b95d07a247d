//! What there is to import: a text, a folder of texts, a book or a site.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::draft::Draft;
use super::source_folder::SourceFolder;
use crate::diagnostic::{Diagnostic, FileAction};
use crate::formats::{Format, note};
use crate::messages::message;
use crate::paths::AnyPath;
use crate::source::Foreign;

/// What is to be imported.
pub enum Input {
    /// Files that become chapters.
    Texts(Vec<TextFile>),
    /// The folder of an mdBook.
    MdBook(PathBuf),
    /// The settings of a MkDocs site.
    MkDocs(PathBuf),
}

/// A file that becomes a chapter or several.
#[derive(Clone)]
pub struct TextFile {
    /// The folder that is imported.
    pub folder: Rc<SourceFolder>,
    /// The file in it.
    pub path: AnyPath,
    /// The file as the user knows it.
    pub shown: PathBuf,
}

/// The extension of a file name, in lower case.
pub fn extension(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase()
}

/// What a path stands for. A folder with a `book.toml`, `mkdocs.yml` or `zensical.toml`, or such a file itself,
/// is a book or a site; any other folder stands for the texts in it.
pub fn find(path: &Path, draft: &mut Draft) -> Result<Input, Diagnostic> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    match name {
        "book.toml" => Ok(Input::MdBook(folder)),
        "SUMMARY.md" => Ok(Input::MdBook(book_of_summary(&folder))),
        "mkdocs.yml" | "mkdocs.yaml" | "zensical.toml" => Ok(Input::MkDocs(path.to_owned())),
        _ if path.is_dir() => find_in(path, draft),
        // What Word keeps beside a document that is open.
        _ if name.starts_with("~$") => {
            let message = message!("import-lock-file", path = path.display().to_string());
            Err(Diagnostic::error(message).help(message!("import-lock-file", "help")))
        }
        _ => Ok(Input::Texts(vec![single(path)?])),
    }
}

/// The folder of the book whose `SUMMARY.md` is in `folder`.
fn book_of_summary(folder: &Path) -> PathBuf {
    // In `src` the path may have no folder above it.
    let above = match folder.parent() {
        Some(above) => above.to_owned(),
        None => folder.join(".."),
    };
    if above.join("book.toml").is_file() { above } else { folder.to_owned() }
}

/// A file that the user named. What it refers to is read only from its own folder.
fn single(path: &Path) -> Result<TextFile, Diagnostic> {
    let failed = |error: std::io::Error| Diagnostic::io(FileAction::Read, path, &error);
    let real = path.canonicalize().map_err(failed)?;
    let folder = SourceFolder::open(real.parent().unwrap_or(Path::new("/")))?;
    let name = real.file_name().and_then(|name| AnyPath::base().join(name.to_str()?).ok());
    let path_in_folder = name.ok_or_else(|| {
        let name = path.display().to_string();
        Diagnostic::error(message!("name-not-utf8", name = name))
            .help(message!("name-not-utf8", "help"))
    })?;
    Ok(TextFile { folder: Rc::new(folder), path: path_in_folder, shown: path.to_owned() })
}

fn find_in(folder: &Path, draft: &mut Draft) -> Result<Input, Diagnostic> {
    let first =
        |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|file| file.is_file());
    if let Some(settings) = first(&["zensical.toml", "mkdocs.yml", "mkdocs.yaml"]) {
        return Ok(Input::MkDocs(settings));
    }
    if first(&["book.toml", "SUMMARY.md", "src/SUMMARY.md"]).is_some() {
        return Ok(Input::MdBook(folder.to_owned()));
    }
    let source = Rc::new(SourceFolder::open(folder)?);
    // Word leaves lock files that start with `~`.
    let is_own = |path: &AnyPath| !path.parts().any(|part| part.starts_with('~'));
    let files = source.files(&AnyPath::base(), draft).into_iter().filter(is_own);
    let extension = |path: &AnyPath| path.extension().unwrap_or_default().to_lowercase();
    let is_text = |path: &AnyPath| Format::of_extension(&extension(path)).is_some();
    let (files, others): (Vec<_>, Vec<_>) = files.partition(is_text);
    let others = others.into_iter().filter_map(|path| {
        let advice = of_other_kind(&extension(&path))?;
        Some((path.below(folder), advice))
    });
    let others: Vec<(PathBuf, String)> = others.collect();
    if let [(first, advice), ..] = others.as_slice()
        && files.is_empty()
        && first.extension().is_none_or(|extension| extension != "md")
    {
        let message = message!("import-impossible", path = first.display().to_string());
        return Err(Diagnostic::error(message).help(advice));
    }
    for (path, advice) in others {
        let path = path.display().to_string();
        let note = note!(nothing "import-left-out", path = path.as_str());
        draft.tell(note.help(advice).about(&path));
    }
    let texts: Vec<TextFile> = files
        .into_iter()
        .map(|path| {
            let shown = path.below(folder);
            TextFile { folder: Rc::clone(&source), path, shown }
        })
        .collect();
    Ok(if texts.is_empty() { Input::MdBook(folder.to_owned()) } else { Input::Texts(texts) })
}

/// Says that a file is of another kind than its name says.
pub fn of_other_name(path: &Path, kind: Foreign) -> Diagnostic {
    let (shown, name) = (path.display().to_string(), kind.name());
    let help = match kind {
        Foreign::Word | Foreign::Page => {
            let renamed = path.with_extension(kind.extension().unwrap_or_default());
            message!("import-other-name", "help", name = renamed.display().to_string())
        }
        Foreign::OpenDocument | Foreign::OlderText => message!("import-impossible", "text"),
        Foreign::Pdf => message!("import-impossible", "pdf"),
        Foreign::Picture | Foreign::Archive => message!("import-impossible", "help"),
    };
    Diagnostic::error(message!("import-other-name", path = shown, kind = name)).help(help)
}

/// What to do with a file that cannot be imported.
pub fn advice(extension: &str) -> String {
    of_other_kind(extension).unwrap_or_else(|| message!("import-impossible", "help"))
}

/// What to do with a text of a kind that cannot be read.
fn of_other_kind(extension: &str) -> Option<String> {
    Some(match extension {
        "doc" | "dot" | "odt" | "rtf" | "pages" | "wpd" => message!("import-impossible", "text"),
        "pdf" => message!("import-impossible", "pdf"),
        "ppt" | "pptx" | "odp" | "key" => message!("import-impossible", "slides"),
        "xls" | "xlsx" | "ods" => message!("import-impossible", "sheet"),
        "md" | "markdown" => message!("import-impossible", "markdown"),
        _ => return None,
    })
}
