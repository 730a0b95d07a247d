//! Small guides with their expected pages, in `tests/guides/`.
//!
//! `expected/NAME.html` is a whole page, `NAME.main.html` the contents of its main element, and
//! `report.txt` the messages for a guide with faults; any other file is compared as it is. After an
//! intended change, `UPDATE_GOLDEN=1 cargo test golden` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{stderr, wijkengids};

fn guide(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides").join(name)
}

/// Builds a guide and compares it with the expected files.
fn check(name: &str) {
    let guide = guide(name);
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let output =
        wijkengids().current_dir(&guide).args(["build", "--out"]).arg(&public).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let mut compared = 0;
    for entry in fs::read_dir(guide.join("expected")).unwrap() {
        let expected = entry.unwrap().path();
        let file = expected.file_name().unwrap().to_str().unwrap();
        let actual = match file.strip_suffix(".main.html") {
            Some(page) => main_of(&read(&public.join(format!("{page}.html")))),
            None => read(&public.join(file)),
        };
        compare(&without_hashes(&actual), &expected);
        compared += 1;
    }
    assert!(compared > 0, "{name} expects nothing");
}

fn compare(actual: &str, expected: &Path) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(expected, actual).unwrap();
        return;
    }
    similar_asserts::assert_eq!(actual: actual, expected: read(expected), "{}", expected.display());
}

fn read(path: &Path) -> String {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn main_of(page: &str) -> String {
    let start = page.find("<main").expect("a main element");
    let end = page.find("</main>").expect("the end of the main element");
    format!("{}</main>\n", &page[start..end])
}

/// Masks the hashes in asset names, which change with the theme.
fn without_hashes(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (index, part) in html.split("assets/").enumerate() {
        if index == 0 {
            out.push_str(part);
            continue;
        }
        out.push_str("assets/");
        let end = part.find(['"', '\'', ')', '<']).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        match name.split('.').collect::<Vec<_>>().as_slice() {
            [stem, _, extension] => out.push_str(&format!("{stem}.HASH.{extension}")),
            _ => out.push_str(name),
        }
        out.push_str(rest);
    }
    out
}

#[test]
fn golden_markdown() {
    check("markdown");
}

#[test]
fn golden_structure() {
    check("structure");
}

#[test]
fn golden_lessons() {
    check("lessons");
}

#[test]
fn golden_english() {
    check("english");
}

#[test]
fn golden_escape() {
    check("escape");
}

#[test]
fn golden_sanitise() {
    check("sanitise");
}

#[test]
fn golden_broken() {
    let guide = guide("broken");
    let output = wijkengids().current_dir(&guide).arg("build").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!guide.join("public").exists(), "nothing is published of a broken guide");
    compare(&stderr(&output), &guide.join("expected/report.txt"));
}
