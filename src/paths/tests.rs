use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use tempfile::TempDir;

use super::faults::{self, Operation};
use super::{Cause, FileError, FileKind, GuidePath, Root};

/// A root with a file in it, and a secret beside it.
fn guide() -> (TempDir, Root) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("guide/content")).unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    fs::write(folder.path().join("guide/content/1.md"), "one").unwrap();
    let root = Root::open(&folder.path().join("guide")).unwrap();
    (folder, root)
}

fn path(text: &str) -> GuidePath {
    GuidePath::new(text).unwrap()
}

fn link(root: &Root, to: impl AsRef<Path>, name: &str) {
    symlink(to, root.path().join(name)).unwrap();
}

fn text(root: &Root, name: &str) -> Result<String, Cause> {
    let bytes = root.read(&path(name)).map_err(|error| error.cause)?;
    Ok(String::from_utf8(bytes).unwrap())
}

fn is_outside<T>(result: &Result<T, FileError>) -> bool {
    matches!(result, Err(FileError { cause: Cause::Outside, .. }))
}

#[test]
fn links_are_followed_inside_the_root_only() {
    let (folder, root) = guide();
    link(&root, "content/1.md", "inside.md");
    link(&root, "../secret.txt", "outside.txt");
    link(&root, folder.path().join("secret.txt"), "absolute.txt");
    link(&root, "..", "up");
    link(&root, "nowhere", "nowhere.txt");
    assert_eq!(text(&root, "inside.md").unwrap(), "one");
    for name in ["outside.txt", "absolute.txt", "up/secret.txt"] {
        assert!(is_outside(&root.read(&path(name))), "{name}");
        assert!(is_outside(&root.kind(&path(name))), "{name}");
    }
    assert!(root.read(&path("nowhere.txt")).unwrap_err().cause.is_missing());
    assert_eq!(root.link_kind(&path("outside.txt")).unwrap(), Some(FileKind::Link));
    let message = root.read(&path("up/secret.txt")).unwrap_err().to_string();
    assert!(message.contains("guide/up/secret.txt") && message.contains("leads out"), "{message}");
}

#[test]
fn the_root_itself_may_be_a_link() {
    let (folder, root) = guide();
    symlink(root.path(), folder.path().join("alias")).unwrap();
    let alias = Root::open(&folder.path().join("alias")).unwrap();
    assert_eq!(text(&alias, "content/1.md").unwrap(), "one");
}

#[test]
fn only_plain_files_are_opened() {
    let (_folder, root) = guide();
    let made = std::process::Command::new("mkfifo").arg(root.path().join("fifo")).status();
    assert!(made.unwrap().success());
    let _listener = UnixListener::bind(root.path().join("socket")).unwrap();
    link(&root, "fifo", "link");
    let what = |name: &str| match text(&root, name) {
        Err(Cause::NotAFile(what)) => what,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(what("fifo"), "a pipe");
    assert_eq!(what("link"), "a pipe");
    assert_eq!(what("socket"), "a socket");
    assert_eq!(what("content"), "a folder");
    assert_eq!(root.kind(&path("fifo")).unwrap(), Some(FileKind::Other(super::Special::Pipe)));
    assert!(root.open_lock(&path("fifo")).is_err());
    assert!(root.replace(&path("fifo"), b"x").is_err());
}

#[test]
fn a_device_behind_a_link_is_not_opened() {
    let (_folder, root) = guide();
    link(&root, "/dev/zero", "zero");
    assert!(root.read(&path("zero")).is_err());
}

#[test]
fn a_hard_link_never_replaces_a_file() {
    let (_folder, root) = guide();
    fs::write(root.path().join("taken.md"), "two").unwrap();
    link(&root, "nowhere", "dangling");
    link(&root, "content/1.md", "alias");
    for from in ["content/1.md", "alias"] {
        for taken in ["taken.md", "dangling", "content"] {
            let error = root.link(&path(from), &path(taken)).unwrap_err();
            assert!(error.cause.is_taken(), "{from} to {taken}: {error:?}");
            let error = root.copy_itself(&path(from), &path(taken)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists, "{from} to {taken}");
        }
    }
    assert_eq!(text(&root, "taken.md").unwrap(), "two");
    assert_eq!(text(&root, "content/1.md").unwrap(), "one");
    assert!(!root.path().join("nowhere").exists());
}

#[test]
fn a_copy_instead_of_a_hard_link_keeps_permissions_and_time() {
    let (_folder, root) = guide();
    let original = root.path().join("content/1.md");
    fs::set_permissions(&original, fs::Permissions::from_mode(0o440)).unwrap();
    let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::open(&original).unwrap().set_modified(time).unwrap();
    root.copy_itself(&path("content/1.md"), &path("copy.md")).unwrap();
    let copy = fs::metadata(root.path().join("copy.md")).unwrap();
    assert_eq!(text(&root, "copy.md").unwrap(), "one");
    assert_eq!(copy.permissions().mode() & 0o777, 0o440);
    assert_eq!(copy.modified().unwrap(), time);
    link(&root, "content/1.md", "alias");
    root.copy_itself(&path("alias"), &path("second")).unwrap();
    assert_eq!(fs::read_link(root.path().join("second")).unwrap(), Path::new("content/1.md"));
}

#[test]
fn nothing_is_written_outside() {
    let (folder, root) = guide();
    link(&root, "../secret.txt", "outside.txt");
    link(&root, "..", "up");
    assert!(is_outside(&root.replace(&path("outside.txt"), b"x")));
    assert!(is_outside(&root.replace(&path("up/secret.txt"), b"x")));
    assert!(is_outside(&root.create_new(&path("up/new.txt"), b"x")));
    assert!(is_outside(&root.create_folders(&path("up/new/er"))));
    assert!(is_outside(&root.rename(&path("content/1.md"), &path("up/1.md"))));
    assert!(is_outside(&root.link(&path("content/1.md"), &path("up/1.md"))));
    assert!(is_outside(&root.remove_file(&path("up/secret.txt"))));
    assert!(is_outside(&root.remove_all(&path("up/guide"))));
    assert!(root.open_lock(&path("outside.txt")).is_err());
    assert_eq!(fs::read_to_string(folder.path().join("secret.txt")).unwrap(), "secret");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["guide", "secret.txt"]);
}

#[test]
fn removing_a_folder_keeps_the_targets_of_links() {
    let (folder, root) = guide();
    link(&root, "../..", "content/up");
    root.remove_all(&path("content")).unwrap();
    assert!(folder.path().join("secret.txt").exists());
    assert!(!root.exists(&path("content")));
}

#[test]
fn a_replaced_file_keeps_its_link_and_its_permissions() {
    let (_folder, root) = guide();
    let file = root.path().join("content/1.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    link(&root, "content/1.md", "link.md");
    root.replace(&path("link.md"), b"two").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "two");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(root.link_kind(&path("link.md")).unwrap(), Some(FileKind::Link));
    root.replace(&path("content/2.md"), b"new").unwrap();
    assert_eq!(fs::read_dir(root.path().join("content")).unwrap().count(), 2, "nothing is left");
}

#[test]
fn nothing_is_overwritten_by_a_new_file() {
    let (_folder, root) = guide();
    assert!(root.create_new(&path("content/1.md"), b"x").unwrap_err().cause.is_taken());
    assert_eq!(text(&root, "content/1.md").unwrap(), "one");
    root.open_lock(&path("content/1.md")).unwrap();
    assert_eq!(text(&root, "content/1.md").unwrap(), "one", "a lock does not empty a file");
}

#[test]
fn a_file_is_replaced_completely_or_not_at_all() {
    let (folder, root) = guide();
    for steps in 0.. {
        let faults = faults::stop_after(folder.path(), steps);
        let result = root.replace(&path("content/1.md"), b"two");
        drop(faults);
        let now = text(&root, "content/1.md").unwrap();
        assert_eq!(now, if result.is_ok() { "two" } else { "one" });
        if result.is_ok() {
            assert!(steps >= 3, "making, writing and renaming can fail, and {steps} did");
            break;
        }
    }
}

#[test]
fn a_failed_write_leaves_no_file() {
    let (folder, root) = guide();
    let faults = faults::inject(folder.path(), |operation, path| {
        let is_hit = operation == Operation::Write && path.ends_with("2.md");
        if is_hit { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    assert!(root.create_new(&path("content/2.md"), b"x").is_err());
    assert!(!root.exists(&path("content/2.md")));
    root.create_new(&path("content/3.md"), b"x").unwrap();
    let mut file = root.create_file(&path("2.md")).unwrap();
    assert_eq!(file.write_all(b"x").unwrap_err().kind(), io::ErrorKind::StorageFull);
    drop(faults);
    assert!(root.create_new(&path("content/2.md"), b"x").is_ok());
}

#[test]
fn a_walk_is_ordered_and_follows_no_link() {
    let (_folder, root) = guide();
    fs::create_dir_all(root.path().join("content/a/b")).unwrap();
    fs::write(root.path().join("content/a/b/x.png"), "").unwrap();
    fs::write(root.path().join("content/.hidden"), "").unwrap();
    link(&root, "../..", "content/z");
    link(&root, "content", "alias");
    link(&root, "..", "up");
    let found = |folder: &str| -> Vec<String> {
        let folder = path(folder);
        let walk = root.walk(&folder, |name| !name.starts_with('.')).unwrap();
        walk.map(|entry| entry.unwrap().path.unwrap().to_string()).collect()
    };
    let content = ["1.md", "a", "a/b", "a/b/x.png", "z"];
    assert_eq!(found("content"), content.map(|name| format!("content/{name}")));
    assert_eq!(found("alias"), content.map(|name| format!("alias/{name}")));
    assert!(is_outside(&root.walk(&path("up"), |_| true).map(drop)));
    assert!(root.walk(&path("none"), |_| true).is_err());
}

#[test]
fn two_folders_are_exchanged() {
    let (_folder, root) = guide();
    fs::create_dir(root.path().join("other")).unwrap();
    root.exchange(&path("content"), &path("other")).unwrap();
    assert_eq!(text(&root, "other/1.md").unwrap(), "one");
}
