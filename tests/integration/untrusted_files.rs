//! A guide may come from a stranger: its folders may hold pipes, devices and links.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Output;
use std::time::Duration;

use crate::support::{Guide, stderr, stdout, wijkengids};

fn guide() -> Guide {
    Guide::with(&[("content/1-een.md", "# Een\n\nTekst.\n")])
}

fn pipe(guide: &Guide, path: &str) {
    let made = std::process::Command::new("mkfifo").arg(guide.path(path)).status();
    assert!(made.expect("mkfifo").success());
}

/// Runs a command that must not wait for the other end of a pipe.
fn run(guide: &Guide, command: &str) -> Output {
    wijkengids()
        .current_dir(guide.root())
        .arg(command)
        .timeout(Duration::from_secs(60))
        .output()
        .expect("the program ends")
}

#[test]
fn pipes_and_sockets_are_reported_and_not_opened() {
    let guide = guide();
    pipe(&guide, "content/2-twee.md");
    pipe(&guide, "content/beeld.png");
    let _listener = UnixListener::bind(guide.path("content/3-drie.md")).expect("a socket");
    for command in ["build", "check"] {
        let output = run(&guide, command);
        let said = stdout(&output) + &stderr(&output);
        assert!(output.status.success(), "{command}: {said}");
        for what in ["2-twee.md is a pipe", "beeld.png is a pipe", "3-drie.md is a socket"] {
            assert!(said.contains(what), "{command} does not say that {what}: {said}");
        }
    }
}

#[test]
fn a_pipe_instead_of_the_settings_is_an_error() {
    let guide = guide();
    fs::remove_file(guide.path("book.toml")).unwrap();
    pipe(&guide, "book.toml");
    for command in ["build", "check", "lessons"] {
        let output = run(&guide, command);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let said = stdout(&output) + &stderr(&output);
        assert!(said.contains("book.toml: it is a pipe"), "{command}: {said}");
    }
}

#[test]
fn settings_outside_the_guide_are_not_read() {
    let guide = guide();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(guide.path("book.toml"), elsewhere.path().join("book.toml")).unwrap();
    symlink(elsewhere.path().join("book.toml"), guide.path("book.toml")).unwrap();
    let output = run(&guide, "build");
    assert!(!output.status.success());
    assert!(stderr(&output).contains("leads out"), "{}", stderr(&output));
}

#[test]
fn chapters_outside_the_guide_are_not_read() {
    let guide = guide();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("2-geheim.md"), "# Geheim\n").unwrap();
    symlink(elsewhere.path().join("2-geheim.md"), guide.path("content/2-geheim.md")).unwrap();
    symlink(elsewhere.path(), guide.path("content/3-map")).unwrap();
    let output = guide.build();
    for what in ["2-geheim.md is a symbolic link", "3-map is a symbolic link"] {
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    assert!(!guide.path("public/2.html").exists());

    fs::remove_dir_all(guide.path("content")).unwrap();
    symlink(elsewhere.path(), guide.path("content")).unwrap();
    let output = run(&guide, "check");
    assert!(stdout(&output).contains("leads out"), "{}", stdout(&output));
}

#[test]
fn a_guide_may_be_opened_through_a_link() {
    let guide = guide();
    let elsewhere = tempfile::tempdir().unwrap();
    let alias = elsewhere.path().join("gids");
    symlink(guide.root(), &alias).unwrap();
    let output = wijkengids().arg("build").arg(&alias).arg("--out").arg(guide.path("uit")).output();
    assert!(output.unwrap().status.success());
    assert!(guide.path("uit/1.html").exists());
}
