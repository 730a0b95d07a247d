//! What a build does to the folder it writes to.

use std::fs;
use std::process::{Command, Stdio};
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
fn a_folder_of_others_is_refused_and_left_alone() {
    let guide = chapters(1);
    guide.write("huis/foto.jpg", "foto");
    let output = guide.run(&["build", "--out", "huis"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("was not made by wijkengids"), "{}", stderr(&output));
    assert_eq!(files(&guide.path("huis")), [("foto.jpg".to_owned(), b"foto".to_vec())]);
    assert!(!guide.path(".huis.lock").exists(), "nothing is left beside it");
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
fn what_others_put_into_the_site_stays() {
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
fn a_file_of_others_is_never_replaced_by_a_page() {
    let guide = chapters(1);
    guide.build();
    guide.write("public/2.html", "eigen pagina");
    guide.write("content/2-nieuw.md", "Nieuw.\n");
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(guide.read("public/2.html"), "eigen pagina");
}

#[test]
fn pages_of_removed_chapters_go() {
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
    // What search knows of a guide depends on all of it; no other file changes.
    let all = files(&guide.path("public"));
    let changes = |path: &str| path.starts_with("search/") || path == "3.html";
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
    for delay in (0..).step_by(3) {
        let mut build = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
            .current_dir(guide.root())
            .arg("build")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
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

    // A copy that somebody spoilt is made anew, one of an unchanged page is not touched.
    fs::write(&gz, "bedorven").unwrap();
    guide.write("content/2-hoofdstuk.md", "---\ntitle: Hoofdstuk 2\n---\n\nAnders.\n");
    guide.build();
    assert!(size(&gz) > 100);
    assert_eq!(fs::metadata(&br).unwrap().modified().unwrap(), time);

    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n");
    guide.build();
    assert!(!br.exists() && !gz.exists());
}
