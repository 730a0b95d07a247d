//! `wijkengids check`: each fault is reported once, in three formats.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Output;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use wijkengids::rule::{Level, Rule};

use crate::support::{Guide, IMAGE, stderr, stdout, wijkengids};

/// What is found, as `file:line rule`.
fn found(guide: &Guide, arguments: &[&str]) -> Vec<String> {
    records(&guide.run(&[&["check", "--format", "json"], arguments].concat()))
}

fn records(output: &Output) -> Vec<String> {
    let records: Vec<Value> = serde_json::from_str(&stdout(output))
        .unwrap_or_else(|error| panic!("{error}: {}{}", stdout(output), stderr(output)));
    records
        .iter()
        .map(|record| {
            format!(
                "{}:{} {}",
                record["file"].as_str().unwrap_or_default(),
                record["line"],
                record["rule"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn a_file_that_a_broken_link_means_is_told_with_the_link_only() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "---\ntitle: Een\nbanner: { image: beeld/plein.png, alt: Plein }\n---\n\
             ![Foto](beeld/foto.JPG) en [plan](plan.pdf).\n",
        ),
        ("content/plan.docx", "x"),
        ("content/ander.docx", "x"),
    ]);
    for image in ["beeld/Foto.jpg", "beeld/Plein.PNG", "beeld/los.png"] {
        guide.write(&format!("content/{image}"), IMAGE);
    }
    assert_eq!(
        found(&guide, &[]),
        [
            "content/1-een.md:3 broken-image",
            "content/1-een.md:5 broken-image",
            "content/1-een.md:5 broken-link",
            "content/ander.docx:1 near-miss-name",
            "content/beeld/los.png:1 unused-image",
        ]
    );
}

/// A guide with one fault of every kind, each marked at its line with the rule it breaks.
fn guide_with_faults() -> Guide {
    let guide = Guide::with(&[
        ("content/1-een/index.md", "---\ntitle: Een\nthemes: [zorgg]\ntitel: x\n---\nTekst.\n"),
        (
            "content/1-een/1.1-links.md",
            "---\ntitle: Links\n---\n\
             [[9.9]]\n\n[[samen]]\n\n[x](weg.md)\n\n[[1#weg]]\n\n![Alt](weg.png)\n\n[x]()\n\n\
             [](https://example.org)\n\n[klik hier](1)\n\n![](a.png)\n\n<img src=\"a.png\">\n\n\
             ![Alt](https://example.org/a.png)\n\n[x](javascript:a)\n\n\
             <img src=\"weg2.png\" alt=\"Alt\">\n\n<span onclick=\"a()\">x</span>\n\n\
             <b>open\n\n</i>dicht\n\n<iframe src=\"a.png\"></iframe>\n\n\
             <font color=\"red\">x</font>\n",
        ),
        (
            "content/1-een/1.2-tekst.md",
            "---\ntitle: Tekst\n---\n\
             ## Kop\n\n#### Te diep\n\n## Kop\n\n# Te hoog\n\n## Leeg {.les}\n\n\
             ## Les {.les themes=\"wonem\"}\n\nTODO: schrijven.\n\n| | |\n|-|-|\n| a | b |\n\n\
             Noot[^weg].\n\n## A {#a}\n\n## B {#a}\n\n##\n\n[x][weg] en [y]\n\n| a |\n|-|\n| a | b |\n\n\
             Noten[^een] en [^ook] [^weg].\n\n[^een]: Een.\n[^een]: Twee.\n",
        ),
        (
            "content/1-een/1.3-bijna.md",
            "---\ntitle: Bijna #3\n---\n\
             ##Kop\n\n::kader\n\n## Les {les}\n\n| a | b |\n| 1 | 2 |\n\nZie ^[een noot].\n\n\
             • een\n• twee\n\n**vet **tekst\n\n[los]: https://example.org\n\n\
             Een&nbsp teken.\n\n[TOC]\n\n```\ncode\n",
        ),
        ("content/1-een/1.4-samen.md", "---\ntitle: Samen\n---\nTekst.\n"),
        (
            "content/1-een/1.5-samen.md",
            "---\ntitle: Samen\naliases: [\"1.4\"]\n---\n<!-- check: off todoo -->\nTekst.\n",
        ),
        ("content/1-een/1.6-lang.md", &format!("---\ntitle: {}\n---\n", "lang ".repeat(17))),
        ("content/1-een/1.7kort.md", "[x](een stuk.pdf)\n"),
        ("themes/wijkengids/template/page.html", "x"),
        ("content/1-een/1.8-botsing.md", "<<<<<<< HEAD\n=======\n>>>>>>> main\n"),
        ("content/1-een/3-verkeerd.md", "Tekst.\n"),
        ("content/1-een/ook-een.md", "---\nnumber: 1.5\n---\n"),
        ("content/1-een/los.md", "Tekst.\n"),
        ("content/los.md", "Tekst.\n"),
        ("content/inhoud.md", "Tekst.\n"),
        ("content/1-een/a.png", IMAGE),
        ("content/1-een/vergeten.png", "beeld"),
    ]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[lessons]\nthemes = [\"wonen\", \"zorg\"]\n",
    );
    guide
}

#[test]
fn every_fault_is_found_once() {
    let expected = [
        "content/1-een/1.1-links.md:4 dangling-reference",
        "content/1-een/1.1-links.md:6 ambiguous-reference",
        "content/1-een/1.1-links.md:8 broken-link",
        "content/1-een/1.1-links.md:10 broken-anchor",
        "content/1-een/1.1-links.md:12 broken-image",
        "content/1-een/1.1-links.md:14 empty-link",
        "content/1-een/1.1-links.md:16 link-without-text",
        "content/1-een/1.1-links.md:18 vague-link",
        "content/1-een/1.1-links.md:20 image-without-alt",
        "content/1-een/1.1-links.md:22 image-without-alt",
        "content/1-een/1.1-links.md:24 third-party",
        "content/1-een/1.1-links.md:26 unsafe-link",
        "content/1-een/1.1-links.md:28 broken-image",
        "content/1-een/1.1-links.md:30 ignored-html",
        "content/1-een/1.1-links.md:32 unclosed-html",
        "content/1-een/1.1-links.md:34 unclosed-html",
        "content/1-een/1.1-links.md:36 frame-without-title",
        "content/1-een/1.1-links.md:38 outdated-html",
        "content/1-een/1.2-tekst.md:6 heading-level",
        "content/1-een/1.2-tekst.md:8 doubled-heading",
        "content/1-een/1.2-tekst.md:10 heading-level",
        "content/1-een/1.2-tekst.md:12 lesson-without-text",
        "content/1-een/1.2-tekst.md:14 unknown-theme",
        "content/1-een/1.2-tekst.md:16 todo",
        "content/1-een/1.2-tekst.md:18 table-without-header",
        "content/1-een/1.2-tekst.md:22 footnote",
        "content/1-een/1.2-tekst.md:26 duplicate-anchor",
        "content/1-een/1.2-tekst.md:28 empty-heading",
        "content/1-een/1.2-tekst.md:30 undefined-link",
        "content/1-een/1.2-tekst.md:34 ragged-table",
        "content/1-een/1.2-tekst.md:36 footnote",
        "content/1-een/1.2-tekst.md:36 footnote",
        "content/1-een/1.2-tekst.md:39 footnote",
        "content/1-een/1.3-bijna.md:2 near-miss-front-matter",
        "content/1-een/1.3-bijna.md:4 near-miss-heading",
        "content/1-een/1.3-bijna.md:6 near-miss-box",
        "content/1-een/1.3-bijna.md:8 near-miss-lesson",
        "content/1-een/1.3-bijna.md:10 near-miss-table",
        "content/1-een/1.3-bijna.md:13 near-miss-note",
        "content/1-een/1.3-bijna.md:15 near-miss-list",
        "content/1-een/1.3-bijna.md:18 near-miss-emphasis",
        "content/1-een/1.3-bijna.md:20 unused-link",
        "content/1-een/1.3-bijna.md:22 near-miss-html",
        "content/1-een/1.3-bijna.md:24 near-miss-command",
        "content/1-een/1.3-bijna.md:26 near-miss-code",
        "content/1-een/1.5-samen.md:3 duplicate-page",
        "content/1-een/1.5-samen.md:5 unknown-key",
        "content/1-een/1.6-lang.md:2 long-title",
        "content/1-een/1.7kort.md:1 near-miss-name",
        "content/1-een/1.7kort.md:1 near-miss-link",
        "content/1-een/1.8-botsing.md:1 merge-conflict",
        "content/1-een/3-verkeerd.md:1 number-and-folder",
        "content/1-een/index.md:3 unknown-theme",
        "content/1-een/index.md:4 unknown-key",
        "content/1-een/ook-een.md:2 duplicate-number",
        "content/1-een/vergeten.png:1 unused-image",
        "content/inhoud.md:1 renamed-page",
        "content/los.md:1 duplicate-page",
        "themes/wijkengids/template/page.html:1 near-miss-theme",
    ];
    assert_eq!(found(&guide_with_faults(), &[]), expected);
}

#[test]
fn html_that_is_not_closed_stays_in_its_chapter() {
    let guide =
        Guide::with(&[("content/1-een.md", "# Een\n\n<b>open\n\n</main></div>\n\nSlot.\n")]);
    guide.build();
    let page = guide.read("public/1.html");
    assert_eq!(page.matches("</main>").count(), 1, "{page}");
    let (text, rest) = page.split_once("</article>").unwrap();
    assert_eq!(text.matches("<b>").count(), text.matches("</b>").count(), "{text}");
    assert!(text.contains("Slot.") && !rest.contains("<b>"), "{page}");
}

#[test]
fn the_guide_with_faults_breaks_every_rule_that_is_on_and_works_offline() {
    let found = found(&guide_with_faults(), &[]);
    // Those need the web, and a PDF or an e-book.
    let needs_more =
        |rule: &Rule| matches!(rule, Rule::DeadLink | Rule::LeftOutOfEpub | Rule::LostInPrint);
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| rule.default_level() != Level::Off && !needs_more(rule))
        .filter(|rule| !found.iter().any(|found| found.ends_with(&format!(" {rule}"))))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_exempting_comment_holds_for_check_and_build() {
    let text = "---\ntitle: Een\n---\n<!-- check: off vague-link, dangling-reference -->\n\
                [klik hier](1) en [[9]]\n\n[klik hier](1)\n";
    let guide = Guide::with(&[("content/1-een.md", text)]);
    assert_eq!(found(&guide, &[]), ["content/1-een.md:7 vague-link"]);
    guide.build();
}

#[test]
fn rules_that_are_off_can_be_switched_on() {
    let long = "Dit is een zin ".repeat(7);
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\nTekst.\n"),
        ("content/3-drie.md", &format!("---\ntitle: Drie\n---\nKort. {long}.\n")),
        ("content/4-vier.md", &format!("---\ntitle: Vier\nlang: en\n---\n{long}.\n")),
    ]);
    assert_eq!(found(&guide, &[]), [""; 0]);
    let book =
        "[book]\ntitle = \"Proef\"\n\n[check]\nnumber-gap = \"warn\"\nlong-sentence = \"error\"\n";
    guide.write("book.toml", book);
    assert_eq!(
        found(&guide, &[]),
        ["content/3-drie.md:1 number-gap", "content/3-drie.md:4 long-sentence"]
    );
    assert_eq!(guide.run(&["check"]).status.code(), Some(1), "an error is an error");
    guide.write(
        "book.toml",
        book.replace("\"error\"", "\"warn\"").replace("[check]", "[check]\nsentence-length = 40"),
    );
    assert_eq!(found(&guide, &[]), ["content/3-drie.md:1 number-gap"]);
}

#[test]
fn levels_set_by_the_guide_hold_for_check_and_build() {
    let guide =
        Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n[[9]] en [klik hier](1)\n")]);
    assert_eq!(guide.run(&["build"]).status.code(), Some(1));
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[check]\ndangling-reference = \"warn\"\nvague-link = \"off\"\n",
    );
    assert_eq!(guide.run(&["check"]).status.code(), Some(0));
    assert_eq!(guide.run(&["check", "--strict"]).status.code(), Some(1));
    assert_eq!(found(&guide, &[]), ["content/1-een.md:4 dangling-reference"]);
    guide.build();
}

#[test]
fn wrong_settings_are_explained() {
    let guide = Guide::with(&[("content/1-een.md", "Tekst.\n")]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"x\"\n[check]\ntodoo = \"warn\"\nduplicate-number = \"off\"\n",
    );
    let report = stdout(&guide.run(&["check"]));
    for part in ["did you mean `todo`?", "is always an error"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn the_wijkengids_and_the_guide_of_the_browser_tests_are_clean() {
    for folder in [".", "tests/browser/guide", "tests/guides/structure"] {
        let output = wijkengids()
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["check", folder, "--strict"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{folder}: {}", stdout(&output));
        assert_eq!(stdout(&output), "", "{folder}");
    }
}

#[test]
fn the_human_format_groups_by_file_and_shows_source_and_advice() {
    let guide = guide_with_faults();
    let report = stdout(&guide.run(&["check"]));
    let heading = "\ncontent/1-een/1.2-tekst.md\n";
    assert_eq!(report.matches(heading).count(), 1, "each file once:\n{report}");
    for part in
        ["[content/1-een/1.1-links.md:18:1]", "18 │ [klik hier](1)", "[vague-link]", "help: "]
    {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn the_github_format_is_annotations() {
    let guide =
        Guide::with(&[("content/1-een,twee.md", "---\ntitle: 100%\n---\n[klik hier](1)\n")]);
    let output = guide.run(&["check", "--format", "github"]);
    assert_eq!(
        stdout(&output),
        "::warning file=content/1-een%2Ctwee.md,line=4,endLine=4,col=1,endColumn=15,title=vague-link::\
         “klik hier” does not say where this link leads%0A\
         name what is there: who uses a screen reader hears the links one by one\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn links_to_drafts_resolve_only_on_request() {
    let guide =
        Guide::with(&[("content/1-een.md", "---\ndraft: true\ntitle: Een\n---\n[[9]] TODO\n")]);
    assert_eq!(found(&guide, &[]), ["content/1-een.md:5 todo"]);
    assert_eq!(
        found(&guide, &["--drafts"]),
        ["content/1-een.md:5 dangling-reference", "content/1-een.md:5 todo"]
    );
}

/// A server that answers with the status in the path, and counts requests.
fn server() -> (String, Arc<Mutex<BTreeMap<String, usize>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
    let counts = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 2048];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let mut words = request.split(' ');
            let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            *counts.lock().unwrap().entry(format!("{method} {path}")).or_default() += 1;
            let answer = match (method, path) {
                (_, "/goed") | ("GET", "/alleen-get") => "200 OK\r\n",
                ("HEAD", "/alleen-get") => "405 Method Not Allowed\r\n",
                (_, "/verhuisd") => "301 Moved Permanently\r\nLocation: /goed\r\n",
                (_, "/rond") => "302 Found\r\nLocation: /rond\r\n",
                (_, "/besloten") => "403 Forbidden\r\n",
                (_, "/stuk") => "500 Internal Server Error\r\n",
                (_, "/traag") => {
                    std::thread::spawn(move || {
                        std::thread::sleep(std::time::Duration::from_secs(5));
                        drop(stream);
                    });
                    continue;
                }
                _ => "404 Not Found\r\n",
            };
            let _ =
                write!(stream, "HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (address, asked)
}

#[test]
fn external_links_are_checked_on_request_and_cached() {
    let (address, asked) = server();
    let pages = [
        "goed#x",
        "alleen-get",
        "verhuisd",
        "besloten",
        "weg",
        "rond",
        "stuk",
        "traag",
        "intranet/x",
    ];
    let links: String =
        pages.iter().map(|page| format!("[De pagina {page}]({address}/{page})\n")).collect();
    let guide = Guide::with(&[(
        "content/1-een.md",
        &format!("---\ntitle: Een\n---\n{links}<a href=\"{address}/weg2\">Weg</a>\n"),
    )]);
    guide.write(
        "book.toml",
        format!("[book]\ntitle = \"x\"\n[check]\nlink-timeout = 1\nignore-links = [\"{address}/intranet\"]\n"),
    );
    // The cache is shared by all guides, and another test may have used this port.
    let found = |guide: &Guide, arguments: &[&str]| {
        let mut command = wijkengids();
        command.current_dir(guide.root()).env("XDG_CACHE_HOME", guide.path(".cache"));
        records(&command.args(["check", "--format", "json"]).args(arguments).output().unwrap())
    };
    assert_eq!(found(&guide, &[]), [""; 0]);
    assert!(asked.lock().unwrap().is_empty(), "nothing is asked by default");

    let dead = [8, 9, 10, 11, 13].map(|line| format!("content/1-een.md:{line} dead-link"));
    assert_eq!(found(&guide, &["--external"]), dead);
    let first = asked.lock().unwrap().clone();
    assert_eq!(first["HEAD /goed"], 2, "directly, and where another page sends on to");
    assert_eq!(first["GET /alleen-get"], 1);
    assert!(!first.keys().any(|path| path.contains("intranet")));

    assert_eq!(found(&guide, &["--external"]), dead);
    let second = asked.lock().unwrap().clone();
    assert_eq!(second["HEAD /goed"], 2, "what answered is not asked again");
    assert!(second["HEAD /weg"] > first["HEAD /weg"], "what did not is");
}

#[test]
fn a_fault_in_book_toml_hides_no_other_fault() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n[[9]]\n")]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\ntitel = \"x\"\n\n[check]\ntodoo = \"off\"\n",
    );
    let report = stderr(&guide.run(&["build"]));
    for part in ["no key `titel`", "no rule `todoo`", "no chapter 9"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    assert!(!guide.path("public").exists());
    // The settings are unknown, so nothing may be changed.
    let output = guide.run(&["move", "1", "2"]);
    assert!(!output.status.success() && guide.path("content/1-een.md").exists());
    assert!(!stderr(&output).contains("no chapter 9"), "{}", stderr(&output));
}

#[test]
fn a_reference_by_the_title_of_a_draft_says_so() {
    let guide = Guide::with(&[
        ("content/1-een.md", "[[Wonen in de wijk]] [[wonen in de Wijk#les-1|x]] [[hoofdstuk 2]]\n"),
        ("content/2-twee.md", "---\ntitle: Wonen in de wijk\ndraft: true\n---\n"),
    ]);
    let output = guide.run(&["check"]);
    let report = stdout(&output) + &stderr(&output);
    assert_eq!(report.matches("is a draft and is left out").count(), 3, "{report}");
    assert!(report.contains("3 errors, 0 warnings"), "{report}");
}

#[test]
fn a_link_to_a_draft_says_so() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "---\ntitle: Een\n---\n[een](2-twee.md), [twee](2.html), [drie](los.md)\n",
        ),
        ("content/2-twee.md", "---\ntitle: Twee\ndraft: true\n---\n"),
        ("content/los.md", "---\ntitle: Los\ndraft: true\n---\n"),
    ]);
    let output = guide.run(&["check"]);
    let report = stdout(&output) + &stderr(&output);
    assert_eq!(report.matches("is a draft and is left out").count(), 3, "{report}");
}

/// What `check` says of a guide, as lines.
fn errors_of(guide: &Guide) -> Vec<String> {
    let output = guide.run(&["check", "--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found = found.as_array().expect("a list").iter();
    let errors = found.filter(|problem| problem["severity"] == "error");
    errors.map(|problem| problem["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn one_cause_gives_one_diagnostic() {
    let links = "[[2]] [[2#doel]] [x](2-twee.md#doel) [x](2-twee.md)\n";
    let guide = Guide::with(&[("content/1-een.md", links)]);
    guide.write("content/2-twee.md", b"## Doel\n\nge\xEBnt\n");
    let errors = errors_of(&guide);
    assert_eq!(errors.len(), 1, "a file that is not UTF-8: {errors:#?}");

    guide.write("content/2-twee.md", "---\ntitle: Twee\n\n## Doel\n");
    let errors = errors_of(&guide);
    assert_eq!(errors.len(), 1, "front matter without an end: {errors:#?}");

    guide.write("content/2-twee.md", "## Doel\n");
    guide.write("content/2-dubbel.md", "## Iets\n");
    let errors = errors_of(&guide);
    assert_eq!(errors.len(), 1, "a number that is there twice: {errors:#?}");

    std::fs::remove_file(guide.path("content/2-dubbel.md")).unwrap();
    std::fs::remove_file(guide.path("content/2-twee.md")).unwrap();
    guide.write("content/3-drie/2-twee.md", "## Doel\n");
    guide.write("content/1-een.md", "[[2]] [[2#doel]] [x](3-drie/2-twee.md#doel)\n");
    let errors = errors_of(&guide);
    assert_eq!(errors.len(), 1, "a number in the wrong folder: {errors:#?}");
}

#[test]
fn advice_is_the_same_every_time() {
    let files = [
        (
            "content/1-een.md",
            "[[twe]] [x](plaatje.png) [x](3.md) [x](naam.md) [[4]] [x](#doll)\n\n## Doel\n\n## Dolt\n",
        ),
        ("content/2-twee/naam.md", "# A\n"),
        ("content/3-drie/naam.md", "# B\n"),
        ("content/twee.md", "# C\n"),
        ("content/tweo.md", "# D\n"),
    ];
    let guide = Guide::with(&files);
    let said = || guide.run(&["check", "--format", "json"]).stdout;
    let first = said();
    assert!(!first.is_empty());
    for _ in 0..8 {
        assert_eq!(said(), first);
    }
}
