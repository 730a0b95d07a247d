//! The files of a theme: the built-in ones, replaced or joined by those of the guide.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;

use super::THEMES;
use crate::config::{Config, DEFAULT_THEME};
use crate::diagnostic::{Diagnostic, FileAction, Text};
use crate::messages::message;
use crate::paths::{Any, AnyPath, Cause, FileError, FileKind, GuidePath, Root, WalkEntry};
use crate::suggestion::did_you_mean;

#[derive(RustEmbed)]
#[folder = "themes/wijkengids/"]
pub struct BuiltIn;

// `MINIFIED`: the built-in scripts and style sheets as they are published, made by
// `themes/build.rs`.
include!(concat!(env!("OUT_DIR"), "/minified.rs"));

/// A file of a theme, with its path for diagnostics.
pub struct File {
    pub shown: String,
    /// Whether it is one of the guide.
    pub is_own: bool,
    pub bytes: Cow<'static, [u8]>,
}

/// Files by their path in the theme.
pub type Files = BTreeMap<AnyPath, File>;

/// The files in one of the folders of a theme, by their path there.
pub fn in_folder<'a>(files: &'a Files, folder: &str) -> impl Iterator<Item = (AnyPath, &'a File)> {
    let folder = AnyPath::base().child(folder);
    files.iter().filter_map(move |(path, file)| Some((path.strip_prefix(&folder)?, file)))
}

/// Reads the files of the theme that `config` names for the guide in `folder`.
pub fn load(
    folder: &Path,
    shown: &str,
    config: &Config,
    book_toml: &Arc<Text>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Files {
    let mut files = built_in();
    let name = &config.theme.name;
    let shown = format!("{shown}{THEMES}/{name}/");
    let added = open(folder, name).and_then(|root| add_own(&mut files, &root, &shown, diagnostics));
    match added {
        Err(error) if !error.cause.is_missing() => diagnostics.push(error.into()),
        Err(_) if name != DEFAULT_THEME => {
            let place = book_toml.find(&format!("\"{name}\""));
            diagnostics.push(no_such_theme(folder, name).at(book_toml, place));
        }
        _ => {}
    }
    files
}

/// The files of the default theme; its scripts and style sheets are minified.
fn built_in() -> Files {
    let file = |path: &str, bytes| {
        let shown = format!("{}/{path}", message!("built-in-theme"));
        Some((AnyPath::new(path).ok()?, File { shown, is_own: false, bytes }))
    };
    let originals = BuiltIn::iter().filter_map(|path| file(&path, BuiltIn::get(&path)?.data));
    let minified =
        MINIFIED.iter().filter_map(|(path, content)| file(path, content.as_bytes().into()));
    originals.chain(minified).collect()
}

/// Whether a file of a guide is an unchanged copy of the built-in one, before minification.
pub fn is_copy(path: &str, bytes: &[u8]) -> bool {
    BuiltIn::get(path).is_some_and(|original| *original.data == *bytes)
}

/// The folder of the guide's own theme, which no path and no link in it can leave.
fn open(folder: &Path, name: &str) -> Result<Root<Any>, FileError> {
    let root: Root = Root::open(folder)?;
    root.descend(&GuidePath::base().child(THEMES).child(name))
}

/// Adds the files of the guide's own theme, without hidden ones.
fn add_own(
    files: &mut Files,
    root: &Root<Any>,
    shown: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), FileError> {
    let base = AnyPath::base();
    for entry in root.walk(&base, |name| !name.starts_with('.'))? {
        let file = match entry {
            Ok(WalkEntry { kind: FileKind::Folder, .. }) => continue,
            Ok(WalkEntry { path: Some(path), .. }) => root.read(&path).map(|bytes| (path, bytes)),
            Ok(WalkEntry { path: None, shown, .. }) => {
                Err(FileError { action: FileAction::Read, path: shown, cause: Cause::NotUtf8 })
            }
            Err(error) => Err(error),
        };
        match file {
            Ok((path, bytes)) => {
                // An unchanged copy of a built-in file is published like the original.
                let bytes = match files.remove(&path) {
                    Some(original) if is_copy(path.as_str(), &bytes) => original.bytes,
                    _ => bytes.into(),
                };
                let shown = format!("{shown}{path}");
                files.insert(path, File { shown, is_own: true, bytes });
            }
            Err(error) => diagnostics.push(error.into()),
        }
    }
    Ok(())
}

fn no_such_theme(folder: &Path, name: &str) -> Diagnostic {
    let mut known = vec![DEFAULT_THEME.to_owned()];
    let themes = GuidePath::base().child(THEMES);
    if let Ok(root) = Root::open(folder)
        && let Ok(entries) = root.walk(&themes, |name| !name.starts_with('.'))
    {
        let paths = entries.filter_map(|entry| entry.ok()?.path);
        known.extend(paths.filter(|path| path.folder() == themes).map(|path| path.name().into()));
    }
    let problem = Diagnostic::error(message!("no-such-theme", name = name));
    problem.help(match did_you_mean(name, known.iter().map(String::as_str)) {
        Some(near) => message!("did-you-mean", near = near),
        None => message!("no-such-theme", "help", folder = format!("{THEMES}/{name}")),
    })
}
