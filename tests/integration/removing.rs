//! `wijkengids remove`: what goes, who referred to it, and where its address leads.

use crate::support::{Guide, files, stderr, stdout};

fn guide() -> Guide {
    Guide::with(&[
        ("content/1-een/index.md", "---\ntitle: Een\n---\nZie [[1.2]] en [b](1.2-b.md#deel).\n"),
        ("content/1-een/1.1-a.md", "---\ntitle: A\n---\n![x](x.svg) <a href=\"1.2.html\">b</a>\n"),
        ("content/1-een/1.2-b.md", "---\ntitle: B\naliases: [oud]\n---\n## Deel\n\n![x](y.svg)\n"),
        ("content/1-een/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/1-een/y.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/2-twee/2.1-c.md", "---\ntitle: C\n---\nIn 1.2 en 2.1 staat meer.\n"),
        ("content/2-twee/2.1.1-d.md", "---\ntitle: D\n---\nTekst.\n"),
        ("content/voorwoord.md", "---\ntitle: Voorwoord\n---\n[[2]]\n"),
        ("content/nawoord.md", "---\ntitle: Nawoord\n---\nTekst.\n"),
    ])
}

#[test]
fn who_refers_to_a_chapter_is_listed_and_nothing_happens() {
    let guide = guide();
    let before = files(guide.root());
    let output = guide.run(&["remove", "1.2"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for part in [
        "1.2 B is not removed: 3 links lead there",
        "content/1-een/index.md:4",
        "content/1-een/1.1-a.md:4",
        "--redirect-to",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(files(guide.root()), before);
}

#[test]
fn references_and_addresses_lead_to_the_chapter_that_takes_its_place() {
    let guide = guide();
    let output = guide.run(&["remove", "1.2", "--redirect-to", "1.1"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    for part in ["removed 1.2 B", "1.2.html leads to 1.1 A", "y.svg", "the text speaks of 1.2"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!guide.path("content/1-een/1.2-b.md").exists());
    assert!(guide.path("content/1-een/y.svg").exists(), "pictures stay");
    assert_eq!(
        guide.read("content/1-een/index.md"),
        "---\ntitle: Een\n---\nZie [[1.1]] en [b](1.1-a.md).\n"
    );
    assert!(guide.read("content/1-een/1.1-a.md").contains("<a href=\"1.1-a.md\">"));
    guide.build();
    for address in ["public/1.2.html", "public/oud.html"] {
        assert!(guide.read(address).contains("1.1.html"), "{address} leads elsewhere");
    }
}

#[test]
fn without_a_word_the_address_leads_to_the_chapter_above() {
    let guide = guide();
    guide.write("content/1-een/1.3-e.md", "---\ntitle: E\n---\nTekst.\n");
    let output = guide.run(&["remove", "1.3"]);
    assert!(stderr(&output).contains("1.3.html leads to 1 Een"), "{}", stderr(&output));
    guide.build();
    assert!(guide.read("public/1.3.html").contains("1.html"));
    // A new chapter takes the number back.
    let output = guide.run(&["new", "1.3", "Weer een"]);
    let said = stderr(&output);
    assert!(said.contains("1.3.html was an old address of “Een”"), "{said}");
    guide.build();
    assert!(guide.read("public/1.3.html").contains("Weer een"));
}

#[test]
fn an_address_can_be_given_up() {
    let guide = guide();
    let output = guide.run(&["remove", "nawoord", "--no-redirect"]);
    assert!(stderr(&output).contains("nawoord.html leads nowhere"), "{}", stderr(&output));
    guide.build();
    assert!(!guide.path("public/nawoord.html").exists());
}

#[test]
fn chapters_below_go_along_only_if_asked() {
    let guide = guide();
    let output = guide.run(&["remove", "2.1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("below it are 2.1.1 D"), "{}", stderr(&output));
    let output = guide.run(&["remove", "2.1", "--with-children"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("2 chapters removed"), "{said}");
    // The folder of a part that others refer to stays a chapter.
    assert_eq!(guide.read("content/2-twee/index.md"), "---\ntitle: Twee\n---\n\n");
    guide.build();
}

#[test]
fn a_whole_part_leaves_no_folder() {
    let guide = guide();
    guide.write("content/voorwoord.md", "---\ntitle: Voorwoord\n---\nTekst.\n");
    let output = guide.run(&["remove", "2", "--with-children"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!guide.path("content/2-twee").exists());
    guide.build();
}

#[test]
fn what_leads_nowhere_afterwards_is_said() {
    let guide = guide();
    let output = guide.run(&["remove", "1.2", "--anyway"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("content/1-een/1.1-a.md:4"), "{said}");
    assert_eq!(guide.run(&["build"]).status.code(), Some(1));
}

#[test]
fn a_dry_run_is_a_patch_for_git() {
    let guide = guide();
    let before = files(guide.root());
    let output = guide.run(&["remove", "2.1.1", "--dry-run"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("would remove 2.1.1 D"), "{}", stderr(&output));
    assert_eq!(files(guide.root()), before);
    let patch = stdout(&output);
    assert!(patch.contains("deleted file mode 100644"), "{patch}");
    guide.write("patch", &patch);
    let git = |arguments: &[&str]| {
        let run =
            std::process::Command::new("git").current_dir(guide.root()).args(arguments).output();
        run.unwrap()
    };
    git(&["init", "-q"]);
    let applied = git(&["apply", "patch"]);
    assert!(applied.status.success(), "{}", stderr(&applied));
    assert!(!guide.path("content/2-twee/2.1.1-d.md").exists());
    assert!(guide.read("content/2-twee/2.1-c.md").contains("aliases: [\"2.1.1\"]"));
}

#[test]
fn a_dry_run_names_the_pictures_that_would_go() {
    let guide = guide();
    let before = files(guide.root());
    let output = guide.run(&["remove", "1.2", "--anyway", "--with-pictures", "--dry-run"]);
    let said = stderr(&output);
    assert!(said.contains("would remove content/1-een/y.svg"), "{said}");
    assert!(!said.contains("would remove content/1-een/x.svg"), "{said}");
    assert_eq!(files(guide.root()), before);
}

#[test]
fn what_is_named_by_its_title_or_file_is_told_by_its_number() {
    let guide = guide();
    for (arguments, says) in [
        (&["remove", "C"][..], "did you mean `2.1`?"),
        (&["remove", "1.2-b.md"], "did you mean `1.2`?"),
        (&["remove", "content/2-twee/2.1-c.md"], "did you mean `2.1`?"),
        (&["move", "1.2-b.md", "9"], "did you mean `1.2`?"),
        (&["new", "Titel", "9"], "write: wijkengids new 9 \"Titel\""),
    ] {
        let output = guide.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(stderr(&output).contains(says), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn what_cannot_be_removed_is_refused() {
    let guide = guide();
    guide.write("content/index.md", "Begin.\n");
    for (arguments, says) in [
        (&["remove", "9"][..], "there is no chapter 9"),
        (&["remove", "weg"], "there is no chapter weg"),
        (&["remove", "index"], "always has a home page"),
        (&["remove", "1.2", "--redirect-to", "2"], "2 cannot take over addresses"),
        (&["remove", "1.2", "--redirect-to", "index"], "the home page cannot take over addresses"),
        (&["remove", "1.2", "--redirect-to", "1.2"], "removed too"),
    ] {
        let output = guide.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains(says), "{arguments:?}: {}", stderr(&output));
    }
}
