//! A fault of the program itself is told with the file, and stops nothing else.

use std::path::Path;

use wijkengids::check::{self, Checks};
use wijkengids::diagnostic::Diagnostic;
use wijkengids::panics::{self, Action};
use wijkengids::publish;
use wijkengids::serve::{Answer, Preview};
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, files};

fn guide() -> Guide {
    Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\nTODO een\n"),
        ("content/2-twee.md", "---\ntitle: Twee\n---\nTODO twee\n"),
        ("content/3-drie.md", "---\ntitle: Drie\n---\nTODO drie\n"),
    ])
}

/// Lets the program fail on chapter 2.
fn fail(guide: &Guide, action: Action) -> panics::Provoked {
    panics::inject(action, guide.path("content/2-twee.md").display().to_string())
}

fn build(guide: &Guide, out: &Path) -> Result<(), Vec<Diagnostic>> {
    let (read, problems) = workspace::load(guide.root(), &Options::default());
    let Some(mut read) = read else { return Err(problems) };
    publish::publish(&mut read, out, None, &|_| ()).map(|_| ())
}

/// Checks that the fault is told with its file, as an error.
fn is_told(problem: &Diagnostic) {
    let (path, line, _) = problem.position().expect("a place");
    assert!(path.ends_with("content/2-twee.md") && line == 1, "{problem}");
    assert!(problem.message.starts_with("internal fault while "), "{problem}");
    assert!(problem.help.as_ref().unwrap().contains("please report it"), "{problem}");
}

#[test]
fn a_build_that_fails_on_a_chapter_names_it_and_leaves_the_site() {
    for action in [Action::Reading, Action::Parsing, Action::Making] {
        let guide = guide();
        let out = guide.path("public");
        build(&guide, &out).unwrap();
        let before = files(&out);
        guide.write("content/3-drie.md", "---\ntitle: Drie\n---\nAnders. [[9]]\n");
        if action == Action::Making {
            guide.write("content/3-drie.md", "---\ntitle: Drie\n---\nAnders.\n");
        }
        let failing = fail(&guide, action);
        let problems = build(&guide, &out).unwrap_err();
        is_told(&problems[0]);
        if action != Action::Making {
            assert!(problems[1].message.contains("there is no chapter 9"), "{problems:?}");
        }
        assert_eq!(files(&out), before, "the site is as it was");
        assert!(!guide.path(".public.staging").exists());
        drop(failing);
        guide.write("content/3-drie.md", "---\ntitle: Drie\n---\nAnders.\n");
        build(&guide, &out).unwrap();
        assert!(guide.read("public/3.html").contains("Anders."));
    }
}

#[test]
fn a_fault_that_no_chapter_is_to_blame_for_is_told_too() {
    let guide = guide();
    let out = guide.path("public");
    build(&guide, &out).unwrap();
    let preview = Preview::open(guide.root(), &Options::default());
    let before = files(&out);
    let changed = [wijkengids::paths::GuidePath::new("content/2-twee.md").unwrap()].into();
    let failing = panics::inject(Action::Binding, guide.root().display().to_string());
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\nNieuw.\n");
    let found = check::check(guide.root(), &Checks::default());
    preview.apply(&changed);
    for problems in [build(&guide, &out).unwrap_err(), found, preview.version().problems()] {
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.message.starts_with("internal fault while binding the chapters"));
    }
    assert_eq!(files(&out), before, "the site is as it was");
    drop(failing);
    std::fs::remove_file(guide.path("content/3-drie.md")).unwrap();
    preview.apply(&[wijkengids::paths::GuidePath::new("content/3-drie.md").unwrap()].into());
    assert!(preview.version().problems().is_empty());
    assert!(matches!(preview.answer("3.html"), Answer::Missing(_)));
    let Answer::Found(page) = preview.answer("2.html") else { panic!("a page") };
    assert!(String::from_utf8_lossy(&page.bytes).contains("Nieuw."));
    build(&guide, &out).unwrap();
}

#[test]
fn the_other_chapters_are_checked() {
    let guide = guide();
    let failing = fail(&guide, Action::Checking);
    let found = check::check(guide.root(), &Checks::default());
    drop(failing);
    let about = |name: &str| -> Vec<&Diagnostic> {
        let of_file = |problem: &&Diagnostic| problem.position().unwrap().0.ends_with(name);
        found.iter().filter(of_file).collect()
    };
    assert_eq!(about("1-een.md").len(), 1, "{found:?}");
    assert_eq!(about("3-drie.md").len(), 1, "{found:?}");
    let [problem] = about("2-twee.md")[..] else { panic!("{found:?}") };
    is_told(problem);
}

#[test]
fn a_preview_goes_on_and_shows_the_next_good_save() {
    let page = |preview: &Preview, path: &str| match preview.answer(path) {
        Answer::Found(page) => String::from_utf8(page.bytes.to_vec()).unwrap(),
        _ => String::new(),
    };
    let changed = |path: &str| [wijkengids::paths::GuidePath::new(path).unwrap()].into();
    for action in [Action::Reading, Action::Parsing, Action::Making] {
        let guide = guide();
        let preview = Preview::open(guide.root(), &Options::default());
        assert!(page(&preview, "2.html").contains("TODO twee"));
        let failing = fail(&guide, action);
        guide.write("content/2-twee.md", "---\ntitle: Twee\n---\nNieuw.\n");
        preview.apply(&changed("content/2-twee.md"));
        assert!(page(&preview, "2.html").contains("TODO twee"), "the last good page");
        assert!(page(&preview, "1.html").contains("TODO een"), "others are not in the way");
        let [problem] = &preview.version().problems()[..] else { panic!("one problem") };
        is_told(problem);
        drop(failing);
        guide.write("content/2-twee.md", "---\ntitle: Twee\n---\nWeer goed.\n");
        preview.apply(&changed("content/2-twee.md"));
        assert!(page(&preview, "2.html").contains("Weer goed."));
        assert!(preview.version().problems().is_empty());
    }
}
