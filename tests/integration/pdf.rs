//! The PDF among the files of the site, made by fake programs. `tests/pdf` reads what real ones
//! make.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Guide, files, stderr, wijkengids};

/// A guide with a program `weasyprint` beside it that runs a script; `$pdf` is what it must write.
fn guide(script: &str) -> Guide {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n")]);
    engine(&guide, script);
    guide
}

fn engine(guide: &Guide, script: &str) {
    guide.write(
        "weasyprint",
        format!(
            "#!/bin/sh\n[ \"$1\" = --help ] && echo --allowed-protocols && exit\n\
             for pdf; do :; done\n{script}\n"
        ),
    );
    fs::set_permissions(guide.path("weasyprint"), fs::Permissions::from_mode(0o755)).unwrap();
}

const MAKES_ONE: &str = "echo run >> \"$PWD/runs\"; printf '%%PDF-1.7 %0700d' 0 > \"$pdf\"";

fn build(guide: &Guide) -> std::process::Output {
    let engine = guide.path("weasyprint");
    guide.run(&["build", "--pdf-engine", engine.to_str().unwrap()])
}

#[test]
fn the_site_offers_the_pdf_with_its_size() {
    let guide = guide(MAKES_ONE);
    let output = build(&guide);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("proef.pdf"), "{}", stderr(&output));
    for page in ["index.html", "inhoud.html"] {
        let html = guide.read(&format!("public/{page}"));
        let link = "href=\"proef.pdf\" type=\"application/pdf\">Download als PDF (1 kB)</a>";
        assert!(html.contains(link), "{page}: {html}");
    }
    guide.build();
    assert!(!guide.path("public/proef.pdf").exists(), "a build without a PDF has none");
    assert!(!guide.read("public/inhoud.html").contains("proef.pdf"));
}

#[test]
fn a_pdf_of_the_same_page_is_not_made_again() {
    let guide = guide(MAKES_ONE);
    let runs = || guide.read("runs").lines().count();
    build(&guide);
    let time = || fs::metadata(guide.path("public/proef.pdf")).unwrap().modified().unwrap();
    let before = time();
    build(&guide);
    assert_eq!((runs(), time()), (1, before));
    guide.write("content/1-een.md", "---\ntitle: Anders\n---\n\nTekst.\n");
    build(&guide);
    assert_eq!(runs(), 2);
    guide.write("public/proef.pdf", "%PDF van een ander");
    build(&guide);
    assert_eq!(runs(), 3, "what was changed by hand is made anew");
}

#[test]
fn a_pdf_that_fails_leaves_the_last_good_site() {
    let guide = guide(MAKES_ONE);
    build(&guide);
    let before = files(&guide.path("public"));
    for script in ["echo geen letters >&2; exit 3", "exit 0", "printf niets > \"$pdf\""] {
        engine(&guide, script);
        guide.write("content/1-een.md", format!("---\ntitle: Anders\n---\n\n{}\n", script.len()));
        let output = build(&guide);
        assert_eq!(output.status.code(), Some(1), "{script}");
        assert!(stderr(&output).contains("PDF"), "{}", stderr(&output));
        assert!(files(&guide.path("public")) == before, "{script}");
        assert!(!guide.path(".public.staging").exists());
    }
}

#[test]
fn a_foreign_pdf_is_never_replaced() {
    let guide = guide(MAKES_ONE);
    guide.build();
    guide.write("public/proef.pdf", "van een ander");
    let output = build(&guide);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(guide.read("public/proef.pdf"), "van een ander");
}

#[test]
fn without_a_program_it_says_how_to_install_one() {
    let guide = guide(MAKES_ONE);
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\npdf = true\n");
    let output = wijkengids()
        .current_dir(guide.root())
        .env("PATH", guide.path("content"))
        .arg("build")
        .output()
        .unwrap();
    // This build succeeds only where a browser is in one of its usual places.
    if !output.status.success() {
        let report = stderr(&output);
        assert!(report.contains("no program that makes a PDF is installed"), "{report}");
        assert!(report.contains("pip install weasyprint") || report.contains("brew install"));
        assert!(!guide.path("public").exists());
    }
    let output = guide.run(&["build", "--pdf-engine", "geen-programma"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("`geen-programma`"), "{}", stderr(&output));
}

/// Whether a process still runs.
fn runs(process: &str) -> bool {
    std::process::Command::new("kill").args(["-0", process]).output().unwrap().status.success()
}

#[test]
fn an_interrupt_ends_the_program_and_removes_its_folder() {
    for signal in ["-INT", "-TERM", "-HUP", "-KILL"] {
        let guide = guide(MAKES_ONE);
        build(&guide);
        let before = files(&guide.path("public"));
        guide.write("content/1-een.md", "---\ntitle: Anders\n---\n\nTekst.\n");
        engine(&guide, "sleep 60 & echo $! $$ > \"$PWD/started\"; wait");
        fs::create_dir(guide.path("temporary")).unwrap();
        let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_wijkengids"))
            .current_dir(guide.root())
            .args(["build", "--pdf-engine", guide.path("weasyprint").to_str().unwrap()])
            .env("TMPDIR", guide.path("temporary"))
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let started = (0..600).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            let started = fs::read_to_string(guide.path("started")).ok()?;
            started.ends_with('\n').then_some(started)
        });
        let started = started.expect("the program has started");
        let build_id = build.id().to_string();
        std::process::Command::new("kill").args([signal, &build_id]).output().unwrap();
        assert!(!build.wait().unwrap().success());
        for process in started.split_whitespace() {
            // It may be a zombie for a while.
            let is_gone = (0..40).any(|_| {
                std::thread::sleep(std::time::Duration::from_millis(50));
                !runs(process) || is_zombie(process)
            });
            assert!(is_gone, "{signal}: {process} still runs");
        }
        assert!(files(&guide.path("public")) == before, "{signal}");
        // A process that is killed can remove nothing; the next build does.
        if signal == "-KILL" {
            guide.build();
        } else {
            assert_eq!(fs::read_dir(guide.path("temporary")).unwrap().count(), 0, "{signal}");
        }
        assert!(!guide.path(".public.staging").exists() && !guide.path(".public.lock").exists());
    }
}

/// Whether a process has ended but was not waited for.
fn is_zombie(process: &str) -> bool {
    let state = std::process::Command::new("ps").args(["-o", "stat=", "-p", process]).output();
    state.is_ok_and(|state| String::from_utf8_lossy(&state.stdout).starts_with('Z'))
}

#[test]
fn a_weasyprint_that_could_read_any_file_is_not_used() {
    let guide = guide(MAKES_ONE);
    guide.write("weasyprint", "#!/bin/sh\nexit\n");
    let output = build(&guide);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("any file of this machine"), "{}", stderr(&output));
}
