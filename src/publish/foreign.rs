//! Foreign files: those in the published folder that no build made, such as `.git` or `CNAME`. They
//! are kept.

use super::manifest;
use super::mounts::is_mount_point;
use super::target::Target;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{AnyPath, FileKind, Publication, PublicationPath, Root};

/// A file or folder that no build made.
pub struct Foreign {
    path: PublicationPath,
    kind: FileKind,
}

/// The foreign files in the target, a folder before its contents. `is_published` tells the files of
/// the new publication.
///
/// # Errors
/// Every foreign file that cannot stay: it has the name of a page, or cannot be carried over.
pub fn find(
    target: &Target,
    is_published: impl Fn(&PublicationPath) -> bool,
    is_published_folder: impl Fn(&PublicationPath) -> bool,
) -> Result<Vec<Foreign>, Vec<Diagnostic>> {
    let Some(folder) = &target.folder else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for entry in folder.walk(&PublicationPath::base(), |_| true)? {
        let entry = entry?;
        let name = entry.shown.display().to_string();
        let Some(path) = entry.path else {
            problems.push(
                Diagnostic::error(message!("foreign-not-utf8", name = name))
                    .help(message!("foreign-not-utf8", "help")),
            );
            continue;
        };
        let is_folder = entry.kind == FileKind::Folder;
        if is_folder && is_mount_point(&entry.shown) {
            problems.push(
                Diagnostic::error(message!("foreign-mount", name = name))
                    .help(message!("foreign-mount", "help")),
            );
        } else if is_ours(target, &path, is_folder) {
            continue;
        } else if is_published(&path) || !is_folder && is_published_folder(&path) {
            problems.push(
                Diagnostic::error(message!("foreign-page", name = name))
                    .help(message!("foreign-page", "help")),
            );
        }
        found.push(Foreign { path, kind: entry.kind });
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Whether an earlier build made a file or folder. A folder that also has foreign files is made
/// again for these.
fn is_ours(target: &Target, path: &PublicationPath, is_folder: bool) -> bool {
    if is_folder {
        target.manifest.has_folder(path)
    } else {
        target.manifest.has(path) || *path == *manifest::FILE_NAME
    }
}

/// Carries foreign files over into the staging folder, as hard links where the file system has
/// them.
pub fn carry_over(
    foreign: &[Foreign],
    target: &Target,
    staging: &Root<Publication>,
) -> Result<(), Diagnostic> {
    let parent = &target.swap.parent;
    let below = |folder: &AnyPath, path: &PublicationPath| {
        folder.join(path.as_str()).map_err(|reason| Diagnostic::error(format!("{path}: {reason}")))
    };
    let mut folders = Vec::new();
    for Foreign { path, kind } in foreign {
        let from = below(&target.swap.folder, path)?;
        let to = below(&target.swap.staging, path)?;
        staging.create_folders(&path.folder())?;
        if *kind == FileKind::Folder {
            staging.create_folders(path)?;
            folders.push((from, to));
        } else {
            parent.link(&from, &to)?;
        }
    }
    // Innermost first, since this may make a folder read-only.
    for (from, to) in folders.iter().rev() {
        parent.copy_permissions(from, to)?;
    }
    Ok(())
}
