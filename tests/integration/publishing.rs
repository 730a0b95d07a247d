//! What a build does to the folder it writes to.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::thread::sleep;
use std::time::Duration;

use crate::support::{Guide, files, stderr};

fn chapters(count: usize) -> Guide {
    let guide = Guide::new();
    for n in 1..=count {
        let text =
            format!("---\ntitle: Hoofdstuk {n}\n---\n\n{}\n", "Een zin over de wijk. ".repeat(200));
        guide.write(&format!("content/{n}-hoofdstuk.md"), &text);
    }
    guide
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let guide = chapters(1);
    guide.write("huis/foto.jpg", "foto");
    let output = guide.run(&["build", "--out", "huis"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("was not made by wijkengids"), "{}", stderr(&output));
    assert_eq!(files(&guide.path("huis")), [("foto.jpg".to_owned(), b"foto".to_vec())]);
    assert!(!guide.path(".huis.lock").exists(), "nothing is left beside it");
}

#[test]
fn nobody_is_told_to_empty_the_folder_of_the_guide() {
    let guide = chapters(1);
    for (out, says) in [
        ("content", "choose a new or empty folder with --out"),
        (".", "choose a new or empty folder with --out"),
        ("/", "choose another folder with --out"),
    ] {
        let said = stderr(&guide.run(&["build", "--out", out]));
        assert!(said.contains(says) && !said.contains("empty this"), "{out}: {said}");
    }
}

#[test]
fn the_guide_itself_is_refused() {
    let guide = chapters(1);
    let output = guide.run(&["build", "--out", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(guide.path("book.toml").exists() && guide.path("content/1-hoofdstuk.md").exists());
}

#[test]
fn a_file_is_refused() {
    let guide = chapters(1);
    let output = guide.run(&["build", "--out", "book.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("is a file"), "{}", stderr(&output));
}

#[test]
fn foreign_files_in_the_site_stay() {
    let guide = chapters(1);
    guide.build();
    guide.write("public/CNAME", "gids.nl");
    guide.write("public/.git/HEAD", "ref");
    fs::create_dir_all(guide.path("public/.git/refs")).unwrap();
    guide.build();
    assert_eq!(guide.read("public/CNAME"), "gids.nl");
    assert_eq!(guide.read("public/.git/HEAD"), "ref");
    assert!(guide.path("public/.git/refs").is_dir());
}

#[test]
fn a_foreign_file_is_never_replaced_by_a_page() {
    let guide = chapters(1);
    guide.build();
    guide.write("public/2.html", "eigen pagina");
    guide.write("content/2-nieuw.md", "Nieuw.\n");
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(guide.read("public/2.html"), "eigen pagina");
}

#[test]
fn pages_of_removed_chapters_are_removed() {
    let guide = chapters(2);
    guide.build();
    fs::remove_file(guide.path("content/2-hoofdstuk.md")).unwrap();
    guide.build();
    assert!(guide.path("public/1.html").exists());
    assert!(!guide.path("public/2.html").exists());
}

#[test]
fn files_that_did_not_change_keep_their_time() {
    let guide = chapters(3);
    guide.build();
    let time = |page: &str| fs::metadata(guide.path(page)).unwrap().modified().unwrap();
    let before = (time("public/1.html"), time("public/3.html"));
    let built = std::time::SystemTime::now();
    sleep(Duration::from_millis(30));
    guide.write("content/3-hoofdstuk.md", "---\ntitle: Hoofdstuk 3\n---\n\nAnders.\n");
    guide.build();
    assert_eq!(time("public/1.html"), before.0);
    assert!(time("public/3.html") > before.1);
    // Search and the single page depend on all of the guide; no other file changes.
    let all = files(&guide.path("public"));
    let changes = |path: &str| {
        path.starts_with("search/") || ["3.html", "chapters.json", "print.html"].contains(&path)
    };
    let kept = all.iter().filter(|(path, _)| !changes(path) && !path.starts_with('.'));
    for (path, _) in kept {
        assert!(time(&format!("public/{path}")) <= built, "{path} changed");
    }
}

#[test]
fn a_failed_build_leaves_the_last_good_one() {
    let guide = chapters(1);
    guide.build();
    let before = files(&guide.path("public"));
    guide.write("content/1-hoofdstuk.md", "[[9]]\n");
    assert_eq!(guide.run(&["build"]).status.code(), Some(1));
    assert!(files(&guide.path("public")) == before);
}

#[test]
fn a_failing_template_leaves_the_last_good_one() {
    let guide = chapters(1);
    guide.build();
    let before = files(&guide.path("public"));
    guide.write("themes/wijkengids/templates/404.html", "{{ niets.daarvan }}");
    assert_eq!(guide.run(&["build"]).status.code(), Some(1));
    assert!(files(&guide.path("public")) == before);
    assert!(!guide.path(".public.staging").exists());
}

/// Kills builds at ever later moments; whenever it happens, a whole guide stands: the old one or
/// the new one.
#[test]
fn killing_a_build_leaves_a_whole_guide() {
    let guide = chapters(150);
    guide.build();
    let old = files(&guide.path("public"));
    for n in 1..=150 {
        guide.write(&format!("content/{n}-hoofdstuk.md"), "---\ntitle: Anders\n---\n\nAnders.\n");
    }
    guide.run(&["build", "--out", "nieuw"]);
    let new = files(&guide.path("nieuw"));
    let mut killed = 0;
    // Closer together at first, so that it does not take forever on a slow machine.
    for delay in std::iter::successors(Some(0_u64), |delay| Some(delay + 3 + delay / 20)) {
        let mut build = guide.spawn(&["build"]);
        sleep(Duration::from_millis(delay));
        build.kill().unwrap();
        let done = build.wait().unwrap().success();
        let stands = files(&guide.path("public"));
        assert!(
            stands == old || stands == new,
            "after {delay} ms the guide is neither old nor new"
        );
        if done {
            break;
        }
        killed += 1;
    }
    assert!(killed > 0, "no build was killed");
    guide.build();
    assert!(files(&guide.path("public")) == new);
    assert!(!guide.path(".public.staging").exists(), "what a killed build left is removed");
}

#[test]
fn compressed_copies_stand_beside_text_and_are_kept_with_it() {
    let guide = chapters(2);
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n[site]\nprecompress = true\n");
    guide.build();
    let page = guide.read("public/1.html");
    let (gz, br) = (guide.path("public/1.html.gz"), guide.path("public/1.html.br"));
    let size = |path: &std::path::Path| fs::metadata(path).unwrap().len();
    assert!(size(&gz) < page.len() as u64 / 2 && size(&br) < size(&gz));
    let time = fs::metadata(&br).unwrap().modified().unwrap();

    // A corrupted copy is made again; that of an unchanged page is kept.
    fs::write(&gz, "bedorven").unwrap();
    guide.write("content/2-hoofdstuk.md", "---\ntitle: Hoofdstuk 2\n---\n\nAnders.\n");
    guide.build();
    assert!(size(&gz) > 100);
    assert_eq!(fs::metadata(&br).unwrap().modified().unwrap(), time);

    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n");
    guide.build();
    assert!(!br.exists() && !gz.exists());
}

#[test]
fn a_lock_that_a_stranger_left_is_not_followed() {
    let guide = chapters(1);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("notes"), "van mij").unwrap();
    for link in [outside.path().join("notes"), outside.path().join("new")] {
        let _ = fs::remove_file(guide.path(".public.lock"));
        symlink(&link, guide.path(".public.lock")).unwrap();
        let output = guide.run(&["build"]);
        assert_eq!(output.status.code(), Some(1));
        let report = stderr(&output);
        assert!(report.contains(".public.lock") && report.contains("symbolic link"), "{report}");
    }
    assert_eq!(files(outside.path()), [("notes".to_owned(), b"van mij".to_vec())]);
}

#[test]
fn staging_folders_that_a_stranger_left_are_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("notes"), "van mij").unwrap();
    for name in [".public.staging", ".public.previous"] {
        let guide = chapters(1);
        symlink(outside.path(), guide.path(name)).unwrap();
        guide.build();
        assert_eq!(files(outside.path()), [("notes".to_owned(), b"van mij".to_vec())], "{name}");
    }
}

#[test]
fn a_link_that_leads_out_of_the_guide_must_be_named() {
    let (guide, other) = (chapters(1), chapters(2));
    other.build();
    let before = files(&other.path("public"));
    symlink(other.path("public"), guide.path("public")).unwrap();
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("leads out of the guide"), "{}", stderr(&output));
    assert!(files(&other.path("public")) == before);
    assert!(guide.run(&["build", "--out", "public"]).status.success());
    assert!(!other.path("public/2.html").exists());
    assert!(guide.path("public").is_symlink());
}

#[test]
fn folders_of_former_addresses_are_removed() {
    let guide = chapters(1);
    guide.write("content/2-b.md", "---\naliases: [oud/x/y, oud/z]\n---\n");
    guide.build();
    assert!(guide.path("public/oud/x/y.html").exists());
    guide.write("public/oud/eigen.txt", "van mij");
    guide.write("content/2-b.md", "---\naliases: [oud/z]\n---\n");
    guide.build();
    assert!(guide.path("public/oud/z.html").exists() && !guide.path("public/oud/x").exists());
    guide.write("content/2-b.md", "Tekst.\n");
    guide.build();
    let left = files(&guide.path("public/oud"));
    assert_eq!(left, [("eigen.txt".to_owned(), b"van mij".to_vec())]);
    fs::remove_file(guide.path("public/oud/eigen.txt")).unwrap();
    fs::remove_dir(guide.path("public/oud")).unwrap();
    guide.build();
    assert!(!guide.path("public/oud").exists());
}

#[test]
fn a_foreign_file_where_a_folder_is_needed_is_reported() {
    let guide = chapters(1);
    guide.build();
    guide.write("public/oud", "van mij");
    guide.write("content/2-b.md", "---\naliases: [oud/z]\n---\n");
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("public/oud was not made by"), "{}", stderr(&output));
    assert_eq!(guide.read("public/oud"), "van mij");
}

#[test]
fn foreign_folders_keep_their_permissions_and_links_stay_links() {
    let guide = chapters(1);
    guide.build();
    guide.write("public/privaat/binnen/x", "x");
    fs::create_dir(guide.path("public/leeg")).unwrap();
    symlink("/etc/passwd", guide.path("public/privaat/link")).unwrap();
    let set = |path: &str, mode| {
        fs::set_permissions(guide.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let mode = |path: &str| fs::metadata(guide.path(path)).unwrap().permissions().mode() & 0o7777;
    set("public/privaat/binnen", 0o500);
    set("public/privaat", 0o710);
    set("public/leeg", 0o2770);
    set("public", 0o555);
    for text in ["Anders.\n", "Weer anders.\n"] {
        guide.write("content/1-hoofdstuk.md", text);
        guide.build();
        assert_eq!(mode("public/privaat/binnen"), 0o500);
        assert_eq!(mode("public/privaat"), 0o710);
        assert_eq!(mode("public/leeg"), 0o2770);
        assert_eq!(mode("public"), 0o555);
        let link = fs::read_link(guide.path("public/privaat/link")).unwrap();
        assert_eq!(link, std::path::Path::new("/etc/passwd"));
        assert!(!guide.path(".public.staging").exists());
    }
    for path in ["public", "public/privaat/binnen"] {
        set(path, 0o755);
    }
}

#[test]
fn a_foreign_name_that_is_not_utf_8_is_not_dropped() {
    use std::os::unix::ffi::OsStrExt;
    let guide = chapters(1);
    guide.build();
    let odd = guide.path("public").join(std::ffi::OsStr::from_bytes(b"\xff.txt"));
    fs::write(&odd, "van mij").unwrap();
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not UTF-8"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&odd).unwrap(), "van mij");
}
