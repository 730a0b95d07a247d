//! The commands besides `build`.

use crate::support::{Guide, stderr, stdout, wijkengids};

#[test]
fn init_makes_a_guide_that_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        wijkengids().current_dir(folder.path()).args(arguments).output().unwrap()
    };
    let output = run(&["init", "gids", "--title", "Gids \"voor\" de buurt"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let output = run(&["build", "gids", "--strict"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let home = std::fs::read_to_string(folder.path().join("gids/public/index.html")).unwrap();
    assert!(home.contains("<h1>Gids “voor” de buurt</h1>"), "{home}");
}

#[test]
fn init_makes_a_guide_in_the_language_that_is_asked_for() {
    for (language, title, chapter) in [
        ("nl", "Mijn gids", "1-eerste-deel/1.1-eerste-hoofdstuk.md"),
        ("en", "My guide", "1-first-part/1.1-first-chapter.md"),
    ] {
        let guide = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| {
            wijkengids().current_dir(guide.path()).args(arguments).output().unwrap()
        };
        assert!(run(&["init", "gids", "--lang", language]).status.success());
        assert!(guide.path().join("gids/content").join(chapter).exists(), "{language}");
        let output = run(&["build", "gids", "--strict"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let checked = run(&["check", "gids", "--strict"]);
        assert!(checked.status.success(), "{}", stderr(&checked));
        let home = std::fs::read_to_string(guide.path().join("gids/public/index.html")).unwrap();
        assert!(home.contains(&format!("<html lang=\"{language}\">")), "{home}");
        assert!(home.contains(&format!("<h1>{title}</h1>")), "{home}");
    }
}

#[test]
fn what_init_prints_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let said = |name: &str| {
        stderr(&wijkengids().current_dir(folder.path()).args(["init", name]).output().unwrap())
    };
    assert!(said("gids").contains("wijkengids serve gids --open"));
    assert!(said("Mijn gids").contains("wijkengids serve \"Mijn gids\" --open"));
    assert!(said(".").contains("wijkengids serve --open"));
}

#[test]
fn init_writes_what_publishes_a_guide() {
    let version = env!("CARGO_PKG_VERSION");
    for (host, files) in [
        ("github", &[".github/workflows/publish.yml"][..]),
        ("gitlab", &[".gitlab-ci.yml"]),
        ("azure", &["azure-pipelines.yml", "staticwebapp.config.json"]),
    ] {
        // Both in a new guide and in one that exists.
        for guide in [Guide::with(&[("content/1-een.md", "x\n")]), Guide::new()] {
            if !guide.path("content").exists() {
                std::fs::remove_file(guide.path("book.toml")).unwrap();
            }
            let output = guide.run(&["init", "--ci", host]);
            assert!(output.status.success(), "{}", stderr(&output));
            assert!(guide.read(files[0]).contains(&format!("wijkengids=={version}")), "{host}");
            assert!(files.iter().all(|file| guide.path(file).exists()), "{host}");
            guide.build();
            let again = guide.run(&["init", "--ci", host]);
            assert_eq!(again.status.code(), Some(1));
            assert!(stderr(&again).contains("exists already"), "{}", stderr(&again));
        }
    }
}

#[test]
fn a_guide_from_windows_is_the_same_guide() {
    let files = [
        ("book.toml", "[book]\ntitle = \"Proef\"\n\n[site]\nfooter = \"[een](1.html)\"\n"),
        (
            "content/1-een.md",
            "---\ntitle: Een\nsummary: >-\n  Twee\n  regels\n---\n\n::: kader Kader\n- a\n- b\n:::\n\n\
             ## Les {.les}\n\nTekst\nverder.\n\n```text\ncode\n  code\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        ),
        ("themes/wijkengids/strings/nl.toml", "lessons = \"Inzichten\"\n"),
    ];
    let site = |from: &dyn Fn(&str) -> String| {
        let guide = Guide::with(&files.map(|(path, _)| (path, "")));
        for (path, text) in files {
            guide.write(path, from(text));
        }
        guide.build();
        crate::support::files(&guide.path("public"))
    };
    let own = site(&str::to_owned);
    assert!(own.len() > 10);
    for (written, text) in [
        ("with CR LF", site(&|text| text.replace('\n', "\r\n"))),
        ("with a byte order mark", site(&|text| format!("\u{feff}{}", text.replace('\n', "\r\n")))),
    ] {
        for ((path, one), (_, other)) in own.iter().zip(&text) {
            assert!(one == other, "{path} differs {written}");
        }
    }
}

#[test]
fn init_overwrites_nothing() {
    let guide = Guide::new();
    let output = guide.run(&["init"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("book.toml exists already"));
    assert!(!guide.path("content").exists(), "nothing is written");
    assert_eq!(guide.read("book.toml"), "[book]\ntitle = \"Proef\"\n");
}

#[test]
fn a_dutch_guide_is_spoken_of_in_dutch() {
    let guide = Guide::with(&[("content/1-wonen.md", "---\ntitle: Wonen\n---\n\nTekst.\n")]);
    let said = |arguments: &[&str]| {
        let mut command = wijkengids();
        command.env_remove("WIJKENGIDS_LANG").current_dir(guide.root()).args(arguments);
        stderr(&command.output().unwrap())
    };
    let built = said(&["build"]);
    assert!(built.starts_with("1 hoofdstuk, 0 lessen: "), "{built}");
    assert!(built.contains(" KiB), ") && built.contains(" gewijzigd, "), "{built}");
    assert!(!built.lines().next().unwrap().contains('.'), "numbers have a comma: {built}");
    let planned = said(&["move", "1", "2", "--dry-run"]);
    assert!(planned.contains("zo zou het gaan: 1 naam gewijzigd, "), "{planned}");
    guide.write("content/2-samen.md", "<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> main\n");
    let failed = said(&["build"]);
    assert!(failed.contains("hier staan twee versies van deze tekst onder elkaar"), "{failed}");
    assert!(failed.contains("\n  hulp: kies uit de regels tot ======="), "{failed}");
    assert!(failed.ends_with("\n1 fout, 0 waarschuwingen\n"), "{failed}");
    let english = said(&["build", "--lang", "en"]);
    assert!(english.ends_with("\n1 error, 0 warnings\n"), "{english}");
}

fn lessons() -> Guide {
    Guide::with(&[(
        "content/2.4.8-opgaven.md",
        "---\ntitle: Opgaven\nthemes: [wonen]\n---\n\n## Een \"les\", en meer {.les themes=\"zorg\"}\n\nEerst dit. Dan dat.\n",
    )])
}

#[test]
fn lessons_are_listed_in_three_formats() {
    let guide = lessons();
    let human = stdout(&guide.run(&["lessons"]));
    assert_eq!(human, "2.4.8 Opgaven\n   1. Een “les”, en meer  [wonen, zorg]\n\n");
    let csv = stdout(&guide.run(&["lessons", "--format", "csv"]));
    assert_eq!(
        csv,
        "number,chapter,lesson,title,teaser,themes,url\n2.4.8,Opgaven,1,\"Een “les”, en meer\",Eerst dit.,wonen; zorg,2.4.8.html#les-1\n"
    );
    let json = stdout(&guide.run(&["lessons", "--format", "json"]));
    let records: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(records[0]["number"], "2.4.8");
    assert_eq!(records[0]["themes"], serde_json::json!(["wonen", "zorg"]));
}

#[test]
fn the_site_has_the_same_lists() {
    let guide = lessons();
    guide.build();
    assert_eq!(
        guide.read("public/lessen.csv"),
        stdout(&guide.run(&["lessons", "--format", "csv"]))
    );
    assert_eq!(
        guide.read("public/lessen.json"),
        stdout(&guide.run(&["lessons", "--format", "json"]))
    );
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let guide = Guide::with(&[("content/1-een.md", "---\ndraft: true\n---\nx\n")]);
    guide.build();
    assert!(!guide.path("public/1.html").exists());
    assert!(guide.run(&["build", "--drafts"]).status.success());
    assert!(guide.path("public/1.html").exists());
}

#[test]
fn help_has_examples_and_shell_completions_exist() {
    for command in ["init", "build", "serve", "lessons", "completions"] {
        let help = stdout(&wijkengids().args([command, "--help"]).output().unwrap());
        assert!(help.contains("Examples:"), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&wijkengids().args(["completions", shell]).output().unwrap());
        assert!(script.contains("wijkengids"), "{shell}");
    }
}

/// Every way to make the program print to standard output.
const PRINTING: [&[&str]; 12] = [
    &["lessons"],
    &["lessons", "--format", "json"],
    &["lessons", "--format", "csv"],
    &["search", "opgaven"],
    &["search", "opgaven", "--format", "json"],
    &["check"],
    &["check", "--format", "json"],
    &["move", "2.4.8", "2.4.9", "--dry-run"],
    &["completions", "bash"],
    &["--version"],
    &["--help"],
    &["search", "--help"],
];

/// A guide in which `check` finds something.
fn with_a_warning() -> Guide {
    let guide = lessons();
    let path = "content/2.4.8-opgaven.md";
    guide.write(path, guide.read(path).replacen("---\n", "---\nsamenvatting: x\n", 1));
    guide
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let guide = with_a_warning();
    for arguments in PRINTING {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(&guide, arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = stderr(&output);
        assert!(said.contains("cannot write to standard output"), "{arguments:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let guide = with_a_warning();
    for arguments in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program(&guide, arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn closed_standard_error_is_no_failure() {
    let guide = with_a_warning();
    let commands: [&[&str]; 4] =
        [&["build"], &["check"], &["new", "3", "Drie"], &["build", "nergens"]];
    for (arguments, code) in commands.into_iter().zip([0, 0, 0, 1]) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program(&guide, arguments).stderr(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

/// The program in the folder of a guide, for the test to choose its streams.
fn program(guide: &Guide, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wijkengids"));
    command.current_dir(guide.root()).args(arguments);
    command.env("NO_COLOR", "1").env("WIJKENGIDS_LANG", "en");
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

#[test]
fn search_finds_words_in_html_tables() {
    let guide = Guide::with(&[(
        "content/1-bomen.md",
        "# Bomen\n\n<table>\n<tr><th colspan=2>Soorten\n<tr><td>kastanje<td>een <b>plat</b>aan\n</table>\n",
    )]);
    for word in ["kastanje", "plataan"] {
        let output = guide.run(&["search", word]);
        assert!(stdout(&output).contains("1 Bomen"), "{word}: {}", stdout(&output));
    }
    let output = guide.run(&["search", "colspan"]);
    assert!(!stdout(&output).contains("1 Bomen"), "{}", stdout(&output));
}

#[test]
fn a_search_finds_what_the_guide_says_now() {
    let guide = Guide::with(&[
        ("content/1-bomen.md", "# Bomen\n\nEen kastanje.\n"),
        ("content/2-struiken.md", "# Struiken\n\nEen beuk.\n"),
    ]);
    let cache = guide.path("cache");
    let search = |word: &str| {
        let output = program(&guide, &["search", word]).env("XDG_CACHE_HOME", &cache).output();
        let output = output.unwrap();
        (stdout(&output), stderr(&output))
    };
    let finds = |word: &str, title: &str| search(word).0.contains(title);
    // Again, from the index that was kept.
    for _ in 0..2 {
        assert!(finds("kastanje", "1 Bomen") && finds("beuk", "2 Struiken"));
    }
    let kept = || std::fs::read_dir(cache.join("wijkengids/search")).unwrap().next().unwrap();
    assert!(kept().unwrap().metadata().unwrap().len() > 100);

    guide.write("content/1-bomen.md", "# Bomen\n\nEen iep.\n");
    assert!(finds("iep", "1 Bomen") && !finds("kastanje", "Bomen"));
    std::fs::rename(guide.path("content/2-struiken.md"), guide.path("content/3-struiken.md"))
        .unwrap();
    assert!(finds("beuk", "3 Struiken"));
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\nlanguage = \"en\"\n");
    assert!(finds("beuk", "3 Struiken"));

    // What is damaged is not used.
    std::fs::write(kept().unwrap().path(), "x").unwrap();
    assert!(finds("beuk", "3 Struiken"));

    // What is wrong is said every time.
    guide.write("content/1-bomen.md", "# Bomen\n\n##Kop\n");
    for _ in 0..2 {
        assert!(search("beuk").1.contains("near-miss-heading"), "{}", search("beuk").1);
    }
    guide.write("content/1-bomen.md", "---\ntitle: [\n---\n");
    assert!(search("beuk").1.contains("1 error"), "{}", search("beuk").1);
}

#[test]
fn where_a_guide_is_instead_is_said() {
    let guide = Guide::with(&[("content/1-bomen.md", "# Bomen\n\nZie [[https://bomen.nl]].\n")]);
    let said = |folder: &str| stderr(&guide.run(&["build", folder]));
    let folder = guide.root().canonicalize().unwrap().display().to_string();
    let expected = format!("the guide is one folder up: go to {folder}");
    assert!(said("content").contains(&expected), "{}", said("content"));
    let expected = "put the address of a site between angle brackets: <https://bomen.nl>";
    assert!(said(".").contains(expected), "{}", said("."));
    std::fs::rename(guide.path("book.toml"), guide.path("Book.toml.txt")).unwrap();
    assert!(said(".").contains("name Book.toml.txt book.toml"), "{}", said("."));
}

#[test]
fn asterisks_before_the_items_of_a_key_are_named() {
    let guide =
        Guide::with(&[("content/1-bomen.md", "---\ntitle: Bomen\ngoals:\n* Kijk\n* Loop\n---\n")]);
    let said = stderr(&guide.run(&["build"]));
    assert!(said.contains("write: ") && said.contains("- Kijk"), "{said}");
    assert!(!said.contains("no key"), "{said}");
}
