//! A change of chapters can be taken back: then every file is as it was, byte for byte.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use wijkengids::diagnostic::Diagnostic;
use wijkengids::moving::{self, Claim, Effect, Insertion, Move, RemoveOptions, To};
use wijkengids::number::Number;

use crate::support::{Guide, files};

/// A guide with folders, files, images, old addresses, line ends of two kinds and empty folders.
pub fn guide() -> Guide {
    let guide = Guide::with(&[
        ("content/index.md", "Begin bij [[1]], [[2.1]] of [[2.2#les-1]].\n"),
        ("content/voorwoord.md", "Zie [[1.1]] en [twee](2.html).\n"),
        ("content/1-een/index.md", "---\ntitle: Een\naliases: [oud]\n---\n[[1.1]] [[1.2|tekst]]\n"),
        ("content/1-een/1.1-a.md", "---\ntitle: A\n---\n![Straat](beeld/y.svg) [b](1.2-b.md)\n"),
        ("content/1-een/1.2-b.md", "\u{feff}---\r\ntitle: B # zo\r\n---\r\n\r\n[[1.1]] [[2]]\r\n"),
        ("content/1-een/beeld/y.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/2-twee/2.1-c/index.md", "---\ntitle: C\nnumber: 2.1\n---\n[x](2.1.1-d.md)\n"),
        ("content/2-twee/2.1-c/2.1.1-d.md", "---\ntitle: D\n---\n[[2.1]] [[A]]\n"),
        (
            "content/2-twee/2.2-e.md",
            "---\ntitle: E\naliases:\n  - ooit # lang\n---\n## L {.les}\n\nX.\n",
        ),
        ("content/2-twee/2.4-f.md", "---\ntitle: F\n---\nTekst over 2.2.\n"),
        ("content/3-drie.md", "---\ntitle: Drie\n---\n[[2.4]]\n"),
        ("content/A-bijlage.md", "---\ntitle: Bijlage\n---\n[[3]]\n"),
    ]);
    fs::create_dir(guide.path("content/4-leeg")).unwrap();
    guide
}

/// All that is below the folder of a guide: files with what they hold, and folders.
pub fn all(root: &Path) -> (Vec<(String, Vec<u8>)>, BTreeSet<String>) {
    let folders = walkdir::WalkDir::new(root.join("content")).into_iter().flatten();
    let folders = folders.filter(|entry| entry.file_type().is_dir());
    let name = |entry: walkdir::DirEntry| {
        entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned()
    };
    let mut files = files(root);
    files.retain(|(path, _)| !path.starts_with(".wijkengids"));
    (files, folders.map(name).collect())
}

/// What is done to a guide: numbers and choices are taken modulo what there is.
#[derive(Debug, Clone)]
enum Action {
    New(usize, bool),
    Move(usize, usize),
    Insert(usize, usize),
    Remove(usize, bool, Option<usize>),
}

fn action() -> impl Strategy<Value = Action> {
    let at = 0..40_usize;
    prop_oneof![
        (at.clone(), any::<bool>()).prop_map(|(at, before)| Action::New(at, before)),
        (at.clone(), at.clone()).prop_map(|(from, to)| Action::Move(from, to)),
        (at.clone(), at.clone()).prop_map(|(from, next)| Action::Insert(from, next)),
        (at.clone(), any::<bool>(), prop::option::of(at))
            .prop_map(|(at, children, heir)| Action::Remove(at, children, heir)),
    ]
}

/// Numbers of chapters, and some that are free.
pub const NUMBERS: [&str; 14] =
    ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.1.1", "2.2", "2.3", "2.4", "3", "4", "5.1", "A"];

fn number(at: usize) -> Number {
    NUMBERS[at % NUMBERS.len()].parse().unwrap()
}

fn plan(root: &Path, action: &Action) -> Result<Move, Vec<Diagnostic>> {
    let guide = moving::read(root, None)?;
    match action {
        Action::New(at, false) => moving::plan_new(&guide, &Insertion::At(number(*at)), "Nieuw"),
        Action::New(at, true) => moving::plan_new(&guide, &Insertion::Before(number(*at)), "Nieuw"),
        Action::Move(from, to) => moving::plan(&guide, &number(*from), &To::Number(number(*to))),
        Action::Insert(from, next) => {
            moving::plan(&guide, &number(*from), &To::Before(number(*next)))
        }
        Action::Remove(at, with_children, heir) => {
            let redirect_to = heir.map(|heir| number(heir).to_string());
            let options = RemoveOptions {
                with_children: *with_children,
                redirect_to,
                anyway: true,
                ..RemoveOptions::default()
            };
            moving::plan_removal(&guide, &number(*at).to_string(), &options)
        }
    }
}

#[test]
fn every_change_is_taken_back_and_made_again_to_the_byte() {
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let made = Cell::new(0);
    let result = runner.run(&prop::collection::vec(action(), 1..6), |actions| {
        let guide = guide();
        let root = guide.root();
        let mut steps: Vec<(Effect, _)> = Vec::new();
        for action in &actions {
            let before = all(root);
            let Ok(planned) = plan(root, action) else { continue };
            let claim = Claim::new(root).unwrap();
            let back = claim.make(&planned).unwrap();
            let after = all(root);
            // Taken back and made again, as often as one likes.
            let forth = claim.take_effect(&back).unwrap();
            prop_assert_eq!(&all(root), &before, "{:?}", action);
            let back = claim.take_effect(&forth).unwrap();
            prop_assert_eq!(&all(root), &after, "{:?}", action);
            steps.push((back, before));
            made.set(made.get() + 1);
        }
        let claim = Claim::new(root).unwrap();
        for (back, before) in steps.iter().rev() {
            // As it is read from a journal.
            let json = serde_json::to_string(back).unwrap();
            let back: Effect = serde_json::from_str(&json).unwrap();
            claim.take_effect(&back).unwrap();
            prop_assert_eq!(&all(root), before);
        }
        Ok(())
    });
    result.unwrap();
    let made = made.get();
    assert!(made > 60, "only {made} changes could be made");
}

#[test]
fn what_changed_since_is_not_taken_back() {
    let guide = guide();
    let planned = plan(guide.root(), &Action::Insert(7, 4)).unwrap();
    let claim = Claim::new(guide.root()).unwrap();
    let back = claim.make(&planned).unwrap();
    let changed = back.texts.iter().find_map(|text| text.old.clone()).unwrap();
    let text = guide.read(changed.as_str()) + "Later.\n";
    guide.write(changed.as_str(), &text);
    let before = all(guide.root());
    assert!(claim.take_effect(&back).unwrap_err().message.contains("changed"));
    assert_eq!(all(guide.root()), before);
}

#[test]
fn only_files_of_the_guide_change_whatever_a_journal_says() {
    let guide = guide();
    guide.write("themes/x.html", "x");
    let before = all(guide.root());
    for (old, new) in [("themes/x.html", "content/x.md"), ("content/3-drie.md", ".git/hooks/x")] {
        let json = format!(
            "{{\"renames\":{{}},\"folders\":[],\"texts\":[{{\"old\":\"{old}\",\"new\":\"{new}\",\
             \"before\":\"x\",\"after\":\"y\"}}]}}"
        );
        let effect: Effect = serde_json::from_str(&json).unwrap();
        assert!(Claim::new(guide.root()).unwrap().take_effect(&effect).is_err(), "{new}");
        assert_eq!(all(guide.root()), before);
    }
}
