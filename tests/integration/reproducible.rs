//! A guide gives the same bytes and the same reports wherever and however it is built.

use std::fs;
use std::path::Path;

use crate::support::{files, wijkengids};

/// What differs from one computer to the next.
struct Surroundings {
    folder: &'static str,
    zone: &'static str,
    locale: &'static str,
    threads: &'static str,
    /// Whether the files are written in the opposite order.
    is_turned: bool,
}

const HERE: Surroundings =
    Surroundings { folder: "a", zone: "UTC", locale: "C", threads: "1", is_turned: false };

const THERE: Surroundings = Surroundings {
    folder: "een map met spaties é",
    zone: "Pacific/Kiritimati",
    locale: "tr_TR.UTF-8",
    threads: "5",
    is_turned: true,
};

/// The site of a guide of the tests, and what is reported.
fn build(name: &str, surroundings: &Surroundings) -> (Vec<(String, Vec<u8>)>, String) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join(surroundings.folder);
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides").join(name);
    let mut all = files(&guide);
    if surroundings.is_turned {
        all.reverse();
    }
    for (path, bytes) in all {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = wijkengids();
        command.current_dir(&root).args(arguments).env("TZ", surroundings.zone);
        command.env("LANG", surroundings.locale).env("LC_ALL", surroundings.locale);
        command.env("RAYON_NUM_THREADS", surroundings.threads).output().unwrap()
    };
    let reports = String::from_utf8(run(&["check", "--format", "json"]).stdout).unwrap();
    run(&["build", "--base-url", "https://example.org/gids/", "--out", "uit"]);
    let out = root.join("uit");
    (if out.exists() { files(&out) } else { Vec::new() }, reports)
}

#[test]
fn surroundings_change_nothing() {
    for name in ["english", "lessons", "markdown", "structure", "broken"] {
        let (site, reports) = build(name, &HERE);
        let (other_site, other_reports) = build(name, &THERE);
        assert_eq!(reports, other_reports, "{name}");
        assert_eq!(site.is_empty(), name == "broken", "{name}");
        let paths = |site: &[(String, Vec<u8>)]| -> Vec<String> {
            site.iter().map(|(path, _)| path.clone()).collect()
        };
        assert_eq!(paths(&site), paths(&other_site), "{name}");
        let differs = site.iter().zip(&other_site).find(|(a, b)| a.1 != b.1);
        assert!(differs.is_none(), "{name}: {}", differs.unwrap().0.0);
    }
}
