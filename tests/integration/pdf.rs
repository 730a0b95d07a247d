//! The PDF among the files of the site, typeset by the program itself or made by fake programs.
//! `tests/pdf` reads what real ones make.

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
    let html = guide.read("public/downloads.html");
    assert!(html.contains("<a href=\"proef.pdf\" type=\"application/pdf\">"), "{html}");
    assert!(html.contains("PDF · 1 kB"), "{html}");
    guide.build();
    assert!(!guide.path("public/proef.pdf").exists(), "a build without a PDF has none");
    assert!(!guide.read("public/inhoud.html").contains("downloads.html"));
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
fn a_program_that_is_missing_can_be_installed() {
    let guide = guide(MAKES_ONE);
    let output = guide.run(&["build", "--pdf-engine", "geen-programma"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    assert!(report.contains("`geen-programma`") && report.contains("WeasyPrint"), "{report}");
    assert!(!guide.path("public").exists());
}

/// A guide with parts.
#[cfg(feature = "typeset")]
fn typeset(settings: &str) -> Guide {
    let guide = Guide::with(&[
        ("content/1-een/index.md", "---\ntitle: De wijk\n---\n\nTekst van de wijk.\n"),
        ("content/1-een/1.1-onder.md", "---\ntitle: Onder\n---\n\nZie [[2]].\n"),
        ("content/2-twee.md", "---\ntitle: Twee\n---\n\nTekst.\n"),
    ]);
    guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\n\n[print]\n{settings}"));
    guide
}

#[cfg(feature = "typeset")]
#[test]
fn no_program_is_needed() {
    let guide = typeset("pdf = true\n");
    let build = || {
        let mut command = wijkengids();
        command.current_dir(guide.root()).env("PATH", guide.path("content")).arg("build");
        command.output().unwrap()
    };
    let output = build();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!stderr(&output).contains('⚠'), "{}", stderr(&output));
    let pdf = || fs::read(guide.path("public/proef.pdf")).unwrap();
    let first = pdf();
    assert!(first.starts_with(b"%PDF-1.7"));
    let time = || fs::metadata(guide.path("public/proef.pdf")).unwrap().modified().unwrap();
    let before = time();
    build();
    assert_eq!((pdf() == first, time()), (true, before), "nothing changed");
    fs::remove_dir_all(guide.path("public")).unwrap();
    build();
    assert!(pdf() == first, "the same text gives the same bytes");
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nAnders.\n");
    build();
    assert!(pdf() != first);
}

#[cfg(feature = "typeset")]
#[test]
fn every_part_may_have_a_pdf() {
    let guide = typeset("parts = true\n");
    let output = guide.run(&["build", "--pdf"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("1-de-wijk.pdf"), "{}", stderr(&output));
    assert!(guide.path("public/1-de-wijk.pdf").exists());
    for page in ["1.html", "1.1.html"] {
        let html = guide.read(&format!("public/{page}"));
        assert!(html.contains("href=\"1-de-wijk.pdf\" type=\"application/pdf\""), "{page}: {html}");
    }
    assert!(!guide.read("public/2.html").contains("de-wijk.pdf"), "a chapter is no part");
    guide.write("book.toml", "[book]\ntitle = \"1 De wijk\"\n[print]\nparts = true\n");
    let report = stderr(&guide.run(&["build", "--pdf"]));
    assert!(report.contains("1-de-wijk.pdf") && report.contains("1-de-wijk-1.pdf"), "{report}");
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n[print]\nparts = true\n");
    // Other programs make one PDF, and say so.
    engine(&guide, MAKES_ONE);
    let output = build(&guide);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("makes none of each part"), "{}", stderr(&output));
    assert!(!guide.path("public/1-de-wijk.pdf").exists());
    assert!(!guide.read("public/1.html").contains("1-de-wijk.pdf"));
}

#[cfg(feature = "typeset")]
#[test]
fn a_template_of_the_guide_sets_its_book() {
    let guide = typeset("pdf = true\n");
    guide.build();
    let before = files(&guide.path("public"));
    let template = guide.path("themes/wijkengids/templates");
    for (text, place, says) in [
        ("#let book = 1 +\n", "book.typ:1:16", "expected expression"),
        ("#let a = 1\n#let book = onbekend\n", "book.typ:2:13", "`onbekend` is defined nowhere"),
        (
            "#let f() = { let i = 0; while i < 1 { i = i } }\n#f()\n",
            "book.typ:1:25",
            "without an end",
        ),
    ] {
        guide.write("themes/wijkengids/templates/book.typ", text);
        let output = guide.run(&["build"]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        let report = stderr(&output);
        assert!(report.contains(place) && report.contains(says), "{text}: {report}");
        assert!(report.contains("help: "), "{report}");
        assert!(files(&guide.path("public")) == before, "{text}");
    }
    // Only what follows the theme's own template is changed.
    let original = include_str!("../../themes/wijkengids/templates/book.typ");
    guide.write("themes/wijkengids/templates/eigen.typ", "#let extra = [Eigen regel]\n");
    let own = format!("#import \"eigen.typ\": extra\n{original}\n");
    fs::write(template.join("book.typ"), own).unwrap();
    let output = guide.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[cfg(feature = "typeset")]
#[test]
fn a_picture_that_cannot_be_drawn_stops_no_book() {
    let guide = typeset("pdf = true\n");
    let svg = |of: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {of}</svg>");
    let link = "width=\"9\" height=\"9\"><image href=\"https://example.org/x.png\"/>";
    guide.write("content/koppeling.svg", svg(link));
    guide.write("content/leeg.svg", svg("width=\"0\" height=\"9\">"));
    let text = "---\ntitle: Twee\n---\n\nTekst.\n\n![a](koppeling.svg)\n\n![b](leeg.svg)\n";
    guide.write("content/2-twee.md", text);
    let output = guide.run(&["build"]);
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    for says in [
        "the drawing content/koppeling.svg shows another file",
        "Typst cannot draw content/leeg.svg, so the PDF has its alternative text",
        "content/2-twee.md:7:",
        "content/2-twee.md:9:",
    ] {
        assert!(report.contains(says), "{says}: {report}");
    }
}

#[cfg(feature = "typeset")]
#[test]
fn a_strict_build_publishes_nothing_with_a_pdf_that_lacks_something() {
    let guide = typeset("pdf = true\n");
    guide.build();
    let before = guide.read("public/2.html");
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nTeken \u{378}.\n");
    let output = guide.run(&["build", "--strict"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let report = stderr(&output);
    assert!(report.contains("U+0378") && report.contains("--strict"), "{report}");
    assert_eq!(guide.read("public/2.html"), before);
    assert!(guide.run(&["build"]).status.success());
}

#[cfg(feature = "typeset")]
#[test]
fn what_an_own_template_lacks_is_said_in_our_words() {
    let guide = typeset("pdf = true\n");
    let template = guide.path("themes/wijkengids/templates");
    fs::create_dir_all(&template).unwrap();
    fs::write(template.join("book.typ"), "").unwrap();
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("themes/wijkengids/templates/book.typ is empty"), "{report}");
    fs::write(template.join("book.typ"), "#let book = chapter\n").unwrap();
    let report = stderr(&guide.run(&["--lang", "nl", "build"]));
    assert!(report.contains("`chapter` is nergens gemaakt"), "{report}");
}

#[cfg(feature = "typeset")]
#[test]
fn a_template_of_an_earlier_version_still_sets_its_book() {
    let guide = typeset("pdf = true\ncards = true\n");
    guide.write(
        "content/2-twee.md",
        "---\ntitle: Twee\n---\n\n## Les {.les}\n\n| a |\n|---|\n| b |\n",
    );
    let of_book = include_str!("../../themes/wijkengids/templates/book.typ");
    let of_cards = include_str!("../../themes/wijkengids/templates/cards.typ");
    let book = of_book.replace("#let turned(", "#let vroeger(").replace("  draft: false,\n", "");
    let book = book.replace("if draft {", "if false {");
    guide.write("themes/wijkengids/templates/book.typ", book);
    let cards = of_cards.replace("  teaser: \"\",\n", "").replace("teaser == \"\"", "true");
    let cards = cards.replace("else { teaser }", "");
    guide.write("themes/wijkengids/templates/cards.typ", cards);
    guide.write("content/3-drie.md", "---\ntitle: Drie\ndraft: true\n---\n\nTekst.\n");
    let output = guide.run(&["build", "--drafts"]);
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    for says in [
        "templates/book.typ does not define `turned`, so that of the built-in theme is used",
        "`chapter` in themes/wijkengids/templates/book.typ does not take the argument `draft`",
        "`card` in themes/wijkengids/templates/cards.typ does not take the argument `teaser`",
    ] {
        assert_eq!(report.matches(says).count(), 1, "{says}: {report}");
    }
    assert_eq!(guide.run(&["build", "--drafts", "--strict"]).status.code(), Some(1));
}

#[cfg(feature = "typeset")]
#[test]
fn what_keeps_a_pdf_from_its_standard_stops_no_build() {
    let guide = typeset("pdf = true\n");
    guide.write("content/2-twee.md", "---\ntitle: Twee \u{379}\n---\n\nTekst.\n");
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("content/2-twee.md:2:13"), "not where it is referred to: {report}");
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nTeken \u{378}.\n");
    for _ in 0..2 {
        let output = guide.run(&["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let report = stderr(&output);
        assert!(report.contains("content/2-twee.md:5:7"), "it says where, every time: {report}");
        assert!(report.contains("U+0378") && report.contains("does not claim to be PDF/UA-1"));
    }
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
        let has_ended = (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            build.try_wait().unwrap().is_some()
        });
        assert!(has_ended, "{signal} ends no build");
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

/// A guide with a chapter, as a PDF of it was made, and what was said.
#[cfg(feature = "typeset")]
fn typeset_chapter(settings: &str, chapter: &str) -> (Guide, String) {
    let guide = Guide::with(&[("content/1-een.md", chapter)]);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
    guide.write("content/plein.svg", drawing);
    guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\n{settings}"));
    let output = guide.run(&["build", "--pdf"]);
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    (guide, report)
}

/// Makes a PDF of a chapter with this text, of which nothing may be warned.
#[cfg(feature = "typeset")]
fn typesets_without_warnings(text: &str) {
    let (_, report) = typeset_chapter("", &format!("---\ntitle: Een\n---\n\n{text}"));
    assert!(!report.contains('⚠'), "{text}: {report}");
}

/// What is said of anything that is cut off or not for screen readers is a warning.
#[cfg(feature = "typeset")]
#[test]
fn nothing_is_too_long_for_its_page() {
    let words = |count: usize| "woord ".repeat(count);
    let long = words(900);
    let heads: String = (0..45).map(|row| format!("<tr><th>kop {row}<th>b")).collect();
    let goals: String = (0..60).map(|goal| format!("  - {goal} {}\n", words(12))).collect();
    let chapter = |front: &str, text: &str| format!("---\ntitle: Een\n{front}---\n\n{text}\n");
    for (name, settings, chapter) in [
        ("a head", "", chapter("", &format!("<table><thead>{heads}<tbody><tr><td>c<td>d</table>"))),
        ("a cell of a head", "", chapter("", &format!("| {long} | b |\n|--|--|\n| a | b |"))),
        ("a caption", "", chapter("", &format!("![a](plein.svg \"{long}\")"))),
        ("a table's", "", chapter("", &format!("| a | b |\n|--|--|\n| a | b |\n\nTabel: {long}"))),
        (
            "a title",
            "",
            chapter("", &format!("::: kader {}\nTekst.\n:::", "abcdefghij".repeat(1000))),
        ),
        (
            "a title within",
            "",
            chapter("", &format!(":::: kader\n::: tip {long}\nTekst.\n:::\n::::")),
        ),
        ("goals", "", chapter(&format!("goals:\n{goals}"), "Tekst.")),
        (
            "an author",
            "",
            chapter(&format!("authors: [\"{long}\", {}]\n", "q".repeat(3000)), "Tekst."),
        ),
        (
            "a byline",
            &format!("authors = [\"{long}\", \"{}\"]\n", "q".repeat(3000)),
            chapter("", "Tekst."),
        ),
        ("a key", "", chapter("", &format!("<kbd>{}</kbd>", "k".repeat(300)))),
        (
            "a narrow cell",
            "",
            chapter(
                "",
                &format!(
                    "<table><tr>{}<td>\n\n::: kader\n{}\n:::\n\n</table>",
                    "<td>cel".repeat(5),
                    words(250)
                ),
            ),
        ),
    ] {
        let (_, report) = typeset_chapter(settings, &chapter);
        assert!(!report.contains('⚠'), "{name}: {report}");
    }
}

#[cfg(feature = "typeset")]
#[test]
fn notes_in_long_titles_and_boxes_in_boxes_stop_no_book() {
    let word =
        |at: usize| if at % 300 == 20 { format!("woord[^{at}] ") } else { "woord ".to_owned() };
    let title: String = (0..900).map(word).collect();
    let notes: String = (0..3).map(|at| format!("[^{}]: Noot.\n\n", at * 300 + 20)).collect();
    let body = "woord ".repeat(2000);
    let within = format!("::: tip {title}\n{body}\n\n{body}\n:::\n");
    for text in [
        format!("::: kader {title}\nTekst.\n:::\n\n{notes}"),
        format!("{within}\n{notes}"),
        format!(":::: kader Buiten\n{within}\n::::\n\n{notes}"),
    ] {
        typesets_without_warnings(&text);
    }
}

#[cfg(feature = "typeset")]
#[test]
fn notes_that_come_again_and_lists_in_cells_stop_no_book() {
    let again = "Tekst[^n].\n\n## Kop[^n]\n\nx\n\n::: kader Kop[^n]\n\nx\n:::\n\n\
        ![a](plein.svg \"Bij[^n]\")\n\n| a[^n] | b |\n|--|--|\n| c | d |\n\n\
        ### Les[^n] {.les}\n\n<kbd>x[^n]</kbd>\n\n";
    let rows = "| a[^n] | b |\n".repeat(30);
    let cells = "<tr><td>a</td><td><ul><li>x</li><li>y</li></ul></td></tr>\n".repeat(18);
    let head = "<tr><th>a</th><th><ol><li>x</li><li>y</li></ol></th></tr>\n".repeat(2);
    for text in [
        format!("{again}[^n]: Noot.\n"),
        format!("{again}[^n]: Noot met een lijst:\n\n    - a\n    - b\n"),
        format!("| a | b |\n|--|--|\n{rows}\n[^n]: Noot.\n"),
        format!("<table><thead>{head}</thead>{cells}</table>\n"),
    ] {
        typesets_without_warnings(&text);
    }
}

/// Markdown in the cells of HTML counts as much as HTML does.
#[cfg(feature = "typeset")]
#[test]
fn blocks_in_the_cells_of_a_table_go_on_over_the_next_page() {
    let words = "woord ".repeat(600);
    for cells in [
        format!("<td>\n\n{words}\n\n<td>\n\n{words}\n"),
        format!("<td>\n\n{}\n<td>b", "- regel\n".repeat(120)),
        format!("<td>\n\n```\n{}```\n\n<td>b", "een regel code\n".repeat(90)),
    ] {
        typesets_without_warnings(&format!("Tekst.\n\n<table><tr>{cells}</table>\n"));
    }
}

#[cfg(feature = "typeset")]
#[test]
fn what_runs_off_the_paper_is_told() {
    let guide = typeset("pdf = true\n");
    let book = include_str!("../../themes/wijkengids/templates/book.typ");
    let whole = "breakable: breakable, body,";
    assert!(book.contains(whole));
    guide.write(
        "themes/wijkengids/templates/book.typ",
        book.replace(whole, "breakable: false, body,"),
    );
    let text = format!("::: kader\n{}\n:::\n", "Tekst.\n\n".repeat(90));
    guide.write("content/2-twee.md", format!("---\ntitle: Twee\n---\n\nTekst.\n\n{text}"));
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("“Tekst.” does not fit on its page"), "{report}");
    assert!(report.contains("content/2-twee.md:"), "{report}");
    assert_eq!(report.matches("runs off the paper").count(), 1, "{report}");
}

/// Gives a guide a template that makes pieces of long words, but no places to break between them.
#[cfg(feature = "typeset")]
fn in_whole_pieces(guide: &Guide) {
    let book = include_str!("../../themes/wijkengids/templates/book.typ");
    let brk = "#let brk = h(0.01pt)";
    let between = "#let break-between(before, after) =";
    assert!(book.contains(brk) && book.contains(between));
    let book = book
        .replace(brk, "#let brk = sym.wj")
        .replace(between, "#let break-between(before, after) = [] //");
    guide.write("themes/wijkengids/templates/book.typ", book);
}

/// What a template makes of words has lost where these were written.
#[cfg(feature = "typeset")]
#[test]
fn what_runs_off_the_paper_has_its_line_and_words() {
    let guide = typeset("pdf = true\n");
    let book = include_str!("../../themes/wijkengids/templates/book.typ");
    let squeezed = "show: it => squeezed(columns, scale * size, it)";
    let wide = "show regex(\"verantwoordelijk\\S+\"): it => box(width: 80em, h(1fr) + it.text)";
    assert!(book.contains(squeezed));
    guide.write("themes/wijkengids/templates/book.typ", book.replace(squeezed, wide));
    let title = "lang".repeat(9);
    let text = format!(
        "---\ntitle: {title}\n---\n\nTekst.\n\n| a | b |\n|---|---|\n| c | d |\n\nTekst.\n\n\
         | a | b |\n|---|---|\n| c | d |\n| de verantwoordelijkheden | f |\n"
    );
    guide.write("content/2-twee.md", &text);
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("“verantwoordelijkheden” does not fit on its page"), "{report}");
    assert!(report.contains("content/2-twee.md:16:6"), "{report}");
    // The contents are made of guide.json.
    let contents = "titled-in(chapter.language, chapter.title)";
    let wide = "box(width: 80em, h(1fr) + chapter.title)";
    guide.write("themes/wijkengids/templates/book.typ", book.replace(contents, wide));
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains(&format!("“{title}” does not fit on its page")), "{report}");
    assert!(report.contains("content/2-twee.md:2"), "{report}");
}

#[cfg(feature = "typeset")]
#[test]
fn a_template_that_drops_a_caption_still_sets_its_book() {
    let guide = typeset("pdf = true\n");
    let own = "#let tabular(columns: 1, length: 0, align: auto, caption: none, ..cells) = \
               table(columns: columns, ..cells)\n";
    let book = include_str!("../../themes/wijkengids/templates/book.typ");
    guide.write("themes/wijkengids/templates/book.typ", format!("{book}\n{own}"));
    let text = "| a |\n|---|\n| b |\n\nTabel: Aantallen\n\nZie [[2#tab-1]].\n";
    guide.write("content/2-twee.md", format!("---\ntitle: Twee\n---\n\n{text}"));
    let output = guide.run(&["build"]);
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    assert!(report.contains("`tabular` in themes/wijkengids/templates/book.typ"), "{report}");
    assert!(report.contains("does not show the `id` or the `caption`"), "{report}");
}

#[cfg(feature = "typeset")]
#[test]
fn the_function_of_a_template_that_drops_a_label_is_named() {
    let book = include_str!("../../themes/wijkengids/templates/book.typ");
    for (own, function) in [
        ("#let chapter(title: [], body, ..rest) = [#title #body]", "chapter"),
        ("#let section(level: 2, rank: 2, id: none, lesson: none, body) = body", "section"),
    ] {
        let guide = typeset("pdf = true\n");
        guide.write("themes/wijkengids/templates/book.typ", format!("{book}\n{own}\n"));
        let text = "Zie [[2#kop]] en [daar](https://example.org).\n\n## Kop {#kop}\n\nTekst.\n";
        guide.write("content/2-twee.md", format!("---\ntitle: Twee\n---\n\n{text}"));
        let output = guide.run(&["build"]);
        let report = stderr(&output);
        assert!(output.status.success(), "{own}: {report}");
        assert!(report.contains(&format!("`{function}` in themes")), "{own}: {report}");
        assert_eq!(report.matches("does not show the `id`").count(), 1, "{own}: {report}");
    }
}

#[cfg(feature = "typeset")]
#[test]
fn what_runs_off_the_paper_is_told_where_it_is_written() {
    let wide = |word: &str| [word; 40].join("\u{a0}");
    let lines = [
        "---".into(),
        "title: Een".into(),
        format!("summary: {}", wide("SAMENVATTING")),
        "goals:".into(),
        format!("  - {}", wide("DOEL")),
        "---".into(),
        "Eerste[^1].\n".into(),
        format!("::: kader {}", wide("TITEL")),
        "Tekst.\n".into(),
        format!("{}\n", wide("EERSTEREGEL")),
        wide("VOLGENDEREGEL"),
        wide("LAATSTEREGEL"),
        ":::\n\nTweede.\n".into(),
        format!("<table><tr><td>{}</td></tr></table>", wide("CEL")),
        "\nDerde.\n\n| a |\n|---|\n| b |\n".into(),
        format!("Tabel: {}", wide("BIJSCHRIFT")),
        "\nVierde.\n".into(),
        format!("## {} {{.les}}", wide("LES")),
        "\nTekst.\n".into(),
        format!("[^1]: {}", wide("NOOT")),
    ];
    let guide = Guide::with(&[("content/1-een.md", &lines.join("\n"))]);
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nIets anders.\n");
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n");
    in_whole_pieces(&guide);
    let report = stderr(&guide.run(&["build", "--pdf"]));
    let text = guide.read("content/1-een.md");
    for word in [
        "SAMENVATTING",
        "DOEL",
        "TITEL",
        "EERSTEREGEL",
        "VOLGENDEREGEL",
        "LAATSTEREGEL",
        "CEL",
        "BIJSCHRIFT",
        "LES",
        "NOOT",
    ] {
        let line = 1 + text.lines().position(|line| line.contains(word)).unwrap();
        let told: Vec<&str> = report.split("runs off the paper").skip(1).collect();
        let place = format!("content/1-een.md:{line}:");
        let found = told.iter().filter(|part| part.lines().nth(1).unwrap().contains(&place));
        assert_eq!(found.count(), 1, "{word}: {report}");
    }
}

#[cfg(feature = "typeset")]
#[test]
fn each_line_that_runs_off_the_paper_is_told_as_its_own() {
    let guide = typeset("pdf = true\n");
    in_whole_pieces(&guide);
    let lines: String = (0..9).map(|n| format!("{}\n", ".".repeat(200 + n))).collect();
    let text = format!("Wacht........ klaar.\n\n```text\nWacht.... nog\n{lines}```\n");
    guide.write("content/2-twee.md", format!("---\ntitle: Twee\n---\n\n{text}"));
    let report = stderr(&guide.run(&["build"]));
    let places: Vec<usize> = report
        .match_indices("content/2-twee.md:")
        .map(|(at, name)| report[at + name.len()..].split(':').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(places, [9, 10, 11, 12, 13, 14, 15, 16, 17], "{report}");
}
