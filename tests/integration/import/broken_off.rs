//! Imports that fail or are killed halfway.

use std::fs;
use std::path::{Path, PathBuf};

use wijkengids::import::{Imported, Options, import};
use wijkengids::paths::faults;

use super::folder;
use crate::support::files;

/// Texts with a picture.
fn source() -> tempfile::TempDir {
    folder(&[
        ("1 Een.html", "<h1>1 Een</h1><p>Tekst <img src=foto.png alt=x> en meer.</p>"),
        ("1.1 Deel.txt", "1.1 Deel\n\nTekst van het deel.\n"),
        ("2 Twee.txt", "2 Twee\n\nTekst van twee.\n"),
        ("foto.png", "beeld"),
    ])
}

fn run(source: &Path, into: &Path) -> Result<Imported, String> {
    let options = Options { into: into.to_owned(), ..Options::default() };
    let paths: Vec<PathBuf> = vec![source.to_owned()];
    import(&paths, &options).map_err(|problems| {
        problems.iter().map(|problem| format!("{problem}\n")).collect::<String>()
    })
}

/// The files of a guide but for its lock, an empty file that whoever locks it next removes.
fn all(guide: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = files(guide).into_iter().collect();
    all.retain(|(path, bytes)| path != ".wijkengids.lock" || !bytes.is_empty());
    all.sort();
    all
}

/// A guide that has something already.
fn guide() -> tempfile::TempDir {
    folder(&[
        ("book.toml", "[book]\ntitle = \"G\"\n"),
        ("content/index.md", "---\ntitle: G\n---\n\nTekst.\n"),
        ("content/leeg.md", ""),
    ])
}

#[test]
fn an_import_that_was_killed_can_be_run_again() {
    let source = source();
    let whole = guide();
    run(source.path(), whole.path()).unwrap();
    let expected = all(whole.path());
    let mut steps = 0;
    loop {
        let guide = guide();
        let killed = {
            let _fault = faults::stop_after(guide.path(), steps);
            run(source.path(), guide.path())
        };
        if killed.is_ok() {
            assert_eq!(all(guide.path()), expected);
            break;
        }
        if all(guide.path()) == expected {
            // It was killed when everything was written.
            steps += 1;
            continue;
        }
        run(source.path(), guide.path()).unwrap_or_else(|problem| {
            panic!("killed after {steps} steps it cannot be run again: {problem}")
        });
        assert_eq!(all(guide.path()), expected, "killed after {steps} steps");
        steps += 1;
        assert!(steps < 1000, "the import never ends");
    }
    assert!(steps > 10, "only {steps} steps were tried");
}

#[test]
fn an_import_that_fails_leaves_the_guide_as_it_was() {
    let source = source();
    let before = all(guide().path());
    let mut failures = 0;
    for steps in 0..1000 {
        let guide = guide();
        let failed = {
            let _fault = faults::fail_at(guide.path(), steps);
            run(source.path(), guide.path())
        };
        let Err(problem) = failed else { break };
        failures += 1;
        assert_eq!(problem.lines().count(), 1, "{problem}");
        assert_eq!(all(guide.path()), before, "failed at step {steps}: {problem}");
        assert!(!guide.path().join("content/1-een").exists());
        run(source.path(), guide.path()).unwrap();
    }
    assert!(failures > 10, "only {failures} failures were tried");
}

#[test]
fn edits_between_a_killed_import_and_the_next_are_kept() {
    let source = source();
    let guide = guide();
    for steps in 0.. {
        let _fault = faults::stop_after(guide.path(), steps);
        drop(run(source.path(), guide.path()));
        if guide.path().join("content/1-een.md").exists()
            && fs::metadata(guide.path().join("content/1-een.md")).unwrap().len() > 0
        {
            break;
        }
        drop(_fault);
        let _ = run(Path::new("weg.txt"), guide.path());
    }
    let edited = guide.path().join("content/1-een.md");
    fs::write(&edited, "---\ntitle: Van mij\n---\n").unwrap();
    let problem = run(source.path(), guide.path()).unwrap_err();
    assert!(problem.contains("1 is taken by “Van mij”"), "{problem}");
    assert_eq!(fs::read_to_string(&edited).unwrap(), "---\ntitle: Van mij\n---\n");
}

#[test]
fn a_journal_of_a_stranger_can_do_nothing() {
    let source = source();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x"), "").unwrap();
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    let guide = guide();
    let journal = guide.path().join(".wijkengids-import/journal.json");
    fs::create_dir_all(journal.parent().unwrap()).unwrap();
    let files = format!(
        "{{\"files\": {{\"../{name}/x\": \"0\", \"{}/x\": \"0\", \"content/index.md\": \"0\"}}, \
         \"folders\": [\"content\", \"../{name}\"]}}",
        outside.path().display()
    );
    fs::write(&journal, files).unwrap();
    run(source.path(), guide.path()).unwrap();
    assert!(outside.path().join("x").exists());
    assert!(guide.path().join("content/index.md").exists());
    #[cfg(unix)]
    {
        let guide = self::guide();
        let link = guide.path().join(".wijkengids-import");
        std::os::unix::fs::symlink(outside.path(), link).unwrap();
        let problem = run(source.path(), guide.path()).unwrap_err();
        assert!(problem.contains("is in the way"), "{problem}");
        assert!(outside.path().join("x").exists());
    }
}
