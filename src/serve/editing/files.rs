//! Files of a guide, changed together or not at all.

use super::journal::FileChange;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::{CONTENT, Content, ContentPath, FileKind, GuidePath, Root, is_part};

/// The bytes of a file, or none if it is not there.
///
/// # Errors
/// What cannot be read.
pub fn read(root: &Root, path: &GuidePath) -> Result<Option<Vec<u8>>, Diagnostic> {
    match root.read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.cause.is_missing() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Why a file that is there cannot be changed, if its permissions say so.
pub fn is_read_only(root: &Root, path: &GuidePath) -> bool {
    root.metadata(path).is_ok_and(|found| found.permissions().readonly())
}

/// Refuses a file that its owner made read-only: to replace it would be possible, but not meant.
///
/// # Errors
/// A file that is read-only.
pub fn must_be_writable(root: &Root, path: &GuidePath) -> Result<(), Diagnostic> {
    if !is_read_only(root, path) {
        return Ok(());
    }
    let path = path.to_string();
    let help = message!("file-is-read-only", "help");
    Err(Diagnostic::error(message!("file-is-read-only", path = path)).help(help))
}

/// The folder of chapters, and the path in it of a file that may be changed: nothing else of a guide
/// may, not even through a link.
///
/// # Errors
/// A path outside that folder, or one that a link is part of.
fn place(root: &Root, path: &GuidePath) -> Result<(Root<Content>, ContentPath), Diagnostic> {
    let refused =
        |message: String| Diagnostic::error(message).help(message!("edit-elsewhere", "help"));
    let shown = path.to_string();
    let inner = path.in_content().filter(|path| !path.is_base());
    let inner = inner.ok_or_else(|| refused(message!("edit-elsewhere", path = shown.as_str())))?;
    let content: Root<Content> = root.descend(&GuidePath::base().child(CONTENT))?;
    for part in std::iter::once(inner.clone()).chain(inner.folders()) {
        if content.link_kind(&part)? == Some(FileKind::Link) {
            let link = part.in_guide().to_string();
            return Err(refused(message!("edit-through-link", path = shown, link = link)));
        }
    }
    Ok((content, inner))
}

/// Makes all changes, or none.
///
/// # Errors
/// A file that is none of the chapters and what stands beside them; what the file system refuses.
pub fn change(root: &Root, files: &[FileChange]) -> Result<(), Diagnostic> {
    for file in files {
        place(root, &file.path)?;
    }
    for file in files.iter().filter(|file| file.before.is_some()) {
        must_be_writable(root, &file.path)?;
    }
    // What goes first makes room for what comes.
    let goes = files.iter().filter(|file| file.after.is_none());
    let comes = files.iter().filter(|file| file.after.is_some());
    let mut done: Vec<&FileChange> = Vec::new();
    for file in goes.chain(comes) {
        if let Err(problem) = put(root, &file.path, file.after.as_deref()) {
            for file in done.into_iter().rev() {
                let _ = put(root, &file.path, file.before.as_deref());
            }
            return Err(problem);
        }
        done.push(file);
    }
    Ok(())
}

/// Lets a file hold these bytes, or not be there.
fn put(root: &Root, path: &GuidePath, bytes: Option<&[u8]>) -> Result<(), Diagnostic> {
    let (content, path) = place(root, path)?;
    if let Some(bytes) = bytes {
        content.create_folders(&path.folder())?;
        return Ok(content.replace(&path, bytes)?);
    }
    match content.remove_file(&path) {
        Err(error) if !error.cause.is_missing() => return Err(error.into()),
        _ => {}
    }
    // A folder that is empty now came with the file.
    for folder in path.folders() {
        if content.remove_folder(&folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Removes what writing that was cut off has left. The guide is claimed, so nobody is writing.
pub fn remove_parts(root: &Root) {
    let base = ContentPath::base();
    let Ok(content) = root.descend::<Content>(&GuidePath::base().child(CONTENT)) else { return };
    let Ok(walk) = content.walk(&base, |_| true) else { return };
    let files = walk.flatten().filter(|entry| entry.kind == FileKind::File);
    let left: Vec<ContentPath> =
        files.filter_map(|entry| entry.path).filter(|path| is_part(path.name())).collect();
    for path in left {
        // It stays as it was, should this fail.
        let _ = content.remove_file(&path);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn guide() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/1-een")).unwrap();
        fs::write(folder.path().join("content/1-een/index.md"), "Een.\n").unwrap();
        fs::write(folder.path().join("book.toml"), "Boek\n").unwrap();
        let root = Root::open(folder.path()).unwrap();
        (folder, root)
    }

    fn written(root: &Root, path: &str) -> Result<(), Diagnostic> {
        let path = GuidePath::new(path).unwrap();
        change(root, &[FileChange { path, before: None, after: Some(b"weg".to_vec()) }])
    }

    #[test]
    fn only_what_is_below_content_is_changed() {
        let (folder, root) = guide();
        for path in ["book.toml", "content", ".git/hooks/x", "themes/x.js"] {
            let problem = written(&root, path).unwrap_err();
            assert!(problem.help.is_some(), "{path}: {problem}");
        }
        assert_eq!(fs::read_to_string(folder.path().join("book.toml")).unwrap(), "Boek\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        written(&root, "content/2-twee/index.md").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let (folder, root) = guide();
        let content = folder.path().join("content");
        fs::create_dir(folder.path().join("elders")).unwrap();
        symlink("../book.toml", content.join("2.md")).unwrap();
        symlink("1-een/index.md", content.join("3.md")).unwrap();
        symlink("../elders", content.join("4")).unwrap();
        symlink("weg.md", content.join("5.md")).unwrap();
        for path in ["content/2.md", "content/3.md", "content/4/x.md", "content/5.md"] {
            let problem = written(&root, path).unwrap_err();
            assert!(problem.message.contains("link"), "{path}: {problem}");
            let path = GuidePath::new(path).unwrap();
            let gone = FileChange { path, before: Some(b"weg".to_vec()), after: None };
            assert!(change(&root, &[gone]).is_err());
        }
        assert_eq!(fs::read_to_string(folder.path().join("book.toml")).unwrap(), "Boek\n");
        assert_eq!(fs::read_to_string(content.join("1-een/index.md")).unwrap(), "Een.\n");
        assert_eq!(fs::read_dir(folder.path().join("elders")).unwrap().count(), 0);
    }

    #[test]
    fn what_a_cut_off_writing_left_is_removed() {
        let (folder, root) = guide();
        let here = folder.path().join("content/1-een");
        fs::write(here.join(".index.md.4711-3.part"), "half").unwrap();
        for own in [".index.md.part", "a.12-3.part", ".a.x-3.part"] {
            fs::write(here.join(own), "van de schrijver").unwrap();
        }
        remove_parts(&root);
        assert!(!here.join(".index.md.4711-3.part").exists());
        assert_eq!(fs::read_dir(here).unwrap().count(), 4, "what is another's stays");
    }
}
