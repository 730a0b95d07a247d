//! Guides in temporary folders, and ways to run the program on them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

use assert_cmd::Command;
use tempfile::TempDir;
use wijkengids::cache;
use wijkengids::diagnostic::Diagnostic;
use wijkengids::moving::{Claim, Move};

/// The start of an image, a bitmap, which is recognised under the name of any image.
pub const IMAGE: &str = "BM0000";

/// Where the tests themselves keep a cache, as a program of which `XDG_CACHE_HOME` is this.
pub const OWN_CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/own");

/// The program, with plain output.
pub fn wijkengids() -> Command {
    let mut command = Command::cargo_bin("wijkengids").expect("the program is built");
    command.env("NO_COLOR", "1").env("WIJKENGIDS_LANG", "en");
    // Tests must not read or fill the caches of the machine they run on.
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// Makes a planned change.
pub fn make(root: &Path, planned: &Move) -> Result<(), Diagnostic> {
    Claim::new(root)?.make(planned).map(drop)
}

/// A guide that lives as long as the test.
pub struct Guide {
    folder: TempDir,
}

impl Guide {
    /// A guide with only a title.
    pub fn new() -> Self {
        cache::use_folder(&Path::new(OWN_CACHE).join("wijkengids"));
        let guide = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        guide.write("book.toml", "[book]\ntitle = \"Proef\"\n");
        guide
    }

    /// A guide with a title and these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let guide = Self::new();
        for (path, content) in files {
            guide.write(path, content);
        }
        guide
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, content).expect("a written file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command in the guide's folder.
    pub fn run(&self, arguments: &[&str]) -> Output {
        wijkengids().current_dir(self.root()).args(arguments).output().expect("the program runs")
    }

    /// Begins a command in the guide's folder. What it reports can be read.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        std::process::Command::new(env!("CARGO_BIN_EXE_wijkengids"))
            .current_dir(self.root())
            .args(arguments)
            .env("NO_COLOR", "1")
            .env("WIJKENGIDS_LANG", "en")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }

    /// Builds, and asserts success.
    pub fn build(&self) -> Output {
        let output = self.run(&["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
        output
    }
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All files below a folder: contents by relative path.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a path below the folder");
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}

/// The values of an attribute in the tags of an HTML page, in order.
pub fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening)
        // Skip text that looks like an attribute.
        .filter(|(at, _)| html[..*at].rfind('<') > html[..*at].rfind('>'))
        .filter_map(|(at, _)| html[at + opening.len()..].split('"').next())
        .collect()
}

/// The file that a relative path on a page leads to.
fn joined(page: &str, path: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page} links out of the site: {path}"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Asserts that every internal link resolves and every id is unique. Returns the number of links.
pub fn check_links(site: &BTreeMap<String, Vec<u8>>) -> usize {
    let ids: BTreeMap<&str, BTreeSet<String>> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            let html = String::from_utf8_lossy(bytes);
            let ids: Vec<String> = attributes(&html, "id").into_iter().map(Into::into).collect();
            let unique: BTreeSet<String> = ids.iter().cloned().collect();
            assert_eq!(unique.len(), ids.len(), "an id is twice in {path}");
            (path.as_str(), unique)
        })
        .collect();
    let mut checked = 0;
    for path in ids.keys() {
        let html = String::from_utf8_lossy(&site[*path]);
        let links = [attributes(&html, "href"), attributes(&html, "src")].concat();
        for link in links.into_iter().filter(|link| !link.contains(':')) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap();
            let file = if file.is_empty() { (*path).to_owned() } else { joined(path, file) };
            assert!(site.contains_key(&file), "{path} links to {link}");
            let is_there = anchor.is_empty() || ids[file.as_str()].contains(anchor);
            assert!(is_there, "{path} links to {link}");
            checked += 1;
        }
    }
    checked
}
