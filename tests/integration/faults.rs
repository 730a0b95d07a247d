//! What the program says when something is wrong.

use crate::support::{Guide, stderr, wijkengids};

#[test]
fn all_faults_of_a_run_are_reported_at_once() {
    let guide = Guide::with(&[
        ("content/1-een.md", "[[7]]\n\n::: kader\n"),
        ("content/2-twee.md", "---\ntitle: x\n"),
        ("content/3-drie.md", "![](weg.png)\n"),
    ]);
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    for place in [
        "content/1-een.md:1:1",
        "content/1-een.md:3:1",
        "content/2-twee.md:1:1",
        "content/3-drie.md:1:1",
    ] {
        assert!(report.contains(place), "{place} is missing in:\n{report}");
    }
    assert!(report.ends_with("4 errors, 0 warnings\n"), "{report}");
}

#[test]
fn warnings_stop_a_build_only_when_it_is_strict() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitel: x\n---\n")]);
    assert!(guide.run(&["build"]).status.success());
    let output = guide.run(&["build", "--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--strict"));
}

#[test]
fn a_folder_without_a_guide_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let output = wijkengids().current_dir(folder.path()).arg("build").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("wijkengids init"), "{}", stderr(&output));
}

#[test]
fn a_guide_without_chapters_has_a_home_page() {
    let guide = Guide::new();
    let output = guide.run(&["build"]);
    assert!(stderr(&output).contains("there is no folder"), "{}", stderr(&output));
    std::fs::create_dir(guide.path("content")).unwrap();
    guide.build();
    assert!(guide.read("public/index.html").contains("<h1>Proef</h1>"));
}

#[test]
fn wrong_usage_exits_with_2() {
    for arguments in [
        &["bouw"][..],
        &["build", "--kleur"],
        &["build", "--base-url", "x"],
        &["lessons", "--format", "xml"],
    ] {
        let output = wijkengids().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn two_pages_of_one_name_are_refused() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\naliases: [inhoud, 404, 'a//b', 1.html/c, d/e/]\n---\n",
    )]);
    let report = stderr(&guide.run(&["build"]));
    for name in
        ["inhoud.html is taken", "404.html is taken", "`a//b` cannot be", "`1.html/c` cannot be"]
    {
        assert!(report.contains(name), "{name} is missing in:\n{report}");
    }
}

#[test]
fn hostile_chapters_do_no_harm() {
    let deep = "> ".repeat(3000) + "x\n";
    let lists = (0..400).map(|n| format!("{}- x\n", "  ".repeat(n))).collect::<String>();
    let guide = Guide::with(&[
        ("content/1-een.md", "[".repeat(20_000).as_str()),
        ("content/2-twee.md", &deep),
        ("content/3-drie.md", &lists),
        ("content/4-vier.md", "::: a\n".repeat(2000).as_str()),
        ("content/5-vijf.md", "![x](../../../etc/passwd)\n"),
        ("content/6-zes.md", "\u{0}\u{feff}---\n"),
    ]);
    let output = guide.run(&["build"]);
    let report = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{}", &report[..report.len().min(2000)]);
    assert!(report.contains("lies outside the guide"));
}

#[test]
fn numbers_may_be_deep_but_not_endless() {
    let levels = |count: usize| vec!["1"; count].join(".");
    let guide = Guide::new();
    for depth in 1..=24 {
        guide.write(&format!("content/{}-x.md", levels(depth)), "Tekst.\n");
    }
    guide.write("content/2-y.md", "Tekst.\n");
    guide.build();
    let deepest = levels(24);
    for page in ["inhoud.html", "print.html", &format!("{deepest}.html")] {
        let html = guide.read(&format!("public/{page}"));
        assert!(html.contains(&format!("\"number\">{deepest}<")), "{page}");
        assert!(html.contains("\"number\">2<"), "{page}");
        for element in ["ul", "li"] {
            let count = |tag: &str| html.matches(tag).count();
            let (open, closed) = (format!("<{element}"), format!("</{element}>"));
            assert_eq!(count(&format!("{open}>")) + count(&format!("{open} ")), count(&closed));
        }
    }
    let deeper = levels(25);
    guide.write(&format!("content/{deeper}-x.md"), "Tekst.\n");
    guide.write("content/3-z.md", format!("---\nnumber: {deeper}\n---\n"));
    std::fs::create_dir(guide.path("content/99999999999-map")).unwrap();
    let report = stderr(&guide.run(&["build"]));
    assert_eq!(report.matches("a number has at most 24 levels").count(), 2, "{report}");
    assert!(report.contains("99999999999-map has no number: a component"), "{report}");
    assert!(report.contains("content/3-z.md:2"), "{report}");
}
