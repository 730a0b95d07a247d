//! Dates from the commits of a guide, and links to where its files can be edited.

use std::process::Command;

use crate::support::{Guide, stderr};

const BOOK: &str = "[book]\ntitle = \"Proef\"\n\n[site]\nbase-url = \"https://example.org/\"\n\
                    updated = \"git\"\n";

/// Runs git in the guide's folder, as if on a day, whatever is set on this computer.
fn git(guide: &Guide, day: &str, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Noor", "-c", "user.email=noor@example.org"])
        .args(arguments)
        .current_dir(guide.root())
        .envs([("GIT_CONFIG_GLOBAL", ""), ("GIT_CONFIG_NOSYSTEM", "1")])
        .envs(
            ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"]
                .map(|name| (name, format!("{day}T23:30:00-0500"))),
        )
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{}", stderr(&output));
}

fn commit(guide: &Guide, day: &str) {
    git(guide, day, &["add", "--all"]);
    git(guide, day, &["commit", "--quiet", "--message", "x"]);
}

/// Three chapters: the first was changed a second time, and the third says itself when.
fn guide() -> Guide {
    let guide = Guide::with(&[
        ("book.toml", BOOK),
        (".gitignore", "/public/\n"),
        ("content/1-een.md", "---\ntitle: Een\n---\nx\n"),
        ("content/2 twee é.md", "---\ntitle: Twee\n---\nx\n"),
        ("content/3-drie.md", "---\ntitle: Drie\nupdated: 2020-02-02\n---\nx\n"),
    ]);
    git(&guide, "2026-03-01", &["init", "--quiet"]);
    commit(&guide, "2026-03-01");
    guide.write("content/1-een.md", "---\ntitle: Een\n---\ny\n");
    commit(&guide, "2026-03-09");
    guide
}

fn updated(guide: &Guide, page: &str) -> Option<String> {
    let html = guide.read(&format!("public/{page}.html"));
    let (_, byline) = html.split_once("Bijgewerkt op <time datetime=\"")?;
    Some(byline.split('"').next()?.to_owned())
}

#[test]
fn a_chapter_has_the_date_of_its_last_commit() {
    let guide = guide();
    guide.write("content/4-vier.md", "---\ntitle: Vier\n---\nNog niet bewaard.\n");
    let said = stderr(&guide.build());
    assert!(!said.contains("warning") && !said.contains('⚠'), "{said}");
    // The day is that of whoever committed, not that of this computer.
    for (page, date) in [
        ("1", Some("2026-03-09")),
        ("2", Some("2026-03-01")),
        ("3", Some("2020-02-02")),
        ("4", None),
    ] {
        assert_eq!(updated(&guide, page).as_deref(), date, "{page}");
    }
    assert!(guide.read("public/sitemap.xml").contains("2026-03-09"));
    assert!(guide.read("public/feed.xml").contains("2026-03-09"));
    assert!(guide.read("public/1.html").contains("\"dateModified\":\"2026-03-09\""));
    assert!(guide.read("public/print.html").contains("datetime=\"2026-03-09\""));
    assert!(guide.read("public/chapters.json").contains("\"updated\": \"2026-03-09\""));
}

#[test]
fn a_guide_within_a_repository_has_dates_too() {
    let outer = guide();
    std::fs::create_dir_all(outer.path("gids/content")).unwrap();
    outer.write("gids/book.toml", BOOK);
    outer.write("gids/content/1-een.md", "---\ntitle: Een\n---\nx\n");
    commit(&outer, "2026-04-01");
    let output = outer.run(&["build", "gids"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(outer.read("gids/public/1.html").contains("datetime=\"2026-04-01\""));
}

#[test]
fn a_guide_without_a_repository_is_built_with_a_warning() {
    let guide = Guide::with(&[("book.toml", BOOK), ("content/1-een.md", "x\n")]);
    let output = crate::support::wijkengids()
        .current_dir(guide.root())
        .arg("build")
        // The folder of temporary files may itself be in a repository.
        .env("GIT_CEILING_DIRECTORIES", guide.root().parent().unwrap())
        .output()
        .unwrap();
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("not a git repository") && said.contains("book.toml:6:1"), "{said}");
}

#[test]
fn a_copy_without_the_older_commits_says_so() {
    let guide = guide();
    let copy = Guide::new();
    let from = format!("file://{}", guide.root().display());
    git(&copy, "2026-03-09", &["clone", "--quiet", "--depth", "1", &from, "kopie"]);
    let output = copy.run(&["build", "kopie"]);
    let said = stderr(&output);
    assert!(said.contains("lacks older commits") && said.contains("fetch-depth: 0"), "{said}");
    assert!(!copy.read("kopie/public/2.html").contains("Bijgewerkt op"));
}

#[cfg(unix)]
#[test]
fn a_repository_from_elsewhere_starts_nothing() {
    let guide = guide();
    let mark = guide.path("mark");
    let script = format!("touch '{}'; cat", mark.display());
    for setting in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "gpg.program",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.x.textconv",
        "diff.x.command",
        "alias.log",
    ] {
        let value = if setting == "alias.log" { format!("!{script}") } else { script.clone() };
        git(&guide, "2026-03-09", &["config", setting, &value]);
    }
    git(&guide, "2026-03-09", &["config", "log.showSignature", "true"]);
    git(&guide, "2026-03-09", &["config", "pager.log", "true"]);
    guide.write(".gitattributes", "*.md diff=x\n");
    guide.build();
    assert!(!mark.exists(), "a program of the repository ran");
    assert_eq!(updated(&guide, "1").as_deref(), Some("2026-03-09"));
}

#[test]
fn pages_lead_to_where_their_files_can_be_edited() {
    let guide = Guide::with(&[
        ("content/index.md", "Welkom.\n"),
        ("content/1-een/index.md", "---\ntitle: Een\n---\nx\n"),
        ("content/1-een/1.1 a&b é.md", "---\ntitle: Twee\n---\nx\n"),
        ("content/2-leeg/2.1-x.md", "---\ntitle: X\n---\nx\n"),
    ]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"P\"\n[site]\nedit-url = \"https://example.org/edit/main/{path}\"\n",
    );
    guide.build();
    let to = |path: &str| format!("href=\"https://example.org/edit/main/content/{path}\"");
    for (page, path) in [
        ("index", "index.md"),
        ("1", "1-een/index.md"),
        ("1.1", "1-een/1.1%20a%26b%20%C3%A9.md"),
        ("2.1", "2-leeg/2.1-x.md"),
    ] {
        let html = guide.read(&format!("public/{page}.html"));
        assert!(html.contains(&to(path)), "{page}: {html}");
    }
    // A chapter without a file of its own, and pages that are made, cannot be edited.
    for page in ["2", "inhoud", "zoeken", "404"] {
        assert!(!guide.read(&format!("public/{page}.html")).contains("example.org/edit"), "{page}");
    }
    for wrong in ["https://example.org/edit/", "javascript:{path}", "https://{path}/"] {
        guide
            .write("book.toml", format!("[book]\ntitle = \"P\"\n[site]\nedit-url = \"{wrong}\"\n"));
        let said = stderr(&guide.run(&["build"]));
        assert!(said.contains("address of a web page with {path}"), "{said}");
        assert!(said.contains("book.toml:4:") && said.contains("/edit/main/{path}"), "{said}");
    }
}
