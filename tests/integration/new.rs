//! `wijkengids new`: where a chapter goes and what is refused.

use wijkengids::lock::{self, Mode};
use wijkengids::paths::Root;

use crate::support::{Guide, files, stderr, wijkengids};

fn guide() -> Guide {
    Guide::with(&[
        ("content/1-een/index.md", "---\ntitle: Een\n---\n"),
        ("content/1-een/1.1-a.md", "---\ntitle: A\n---\n"),
        ("content/1-een/1.2-b.md", "---\ntitle: B\n---\n"),
        ("content/2-twee/2.4_map/2.4.8_x.md", "---\ntitle: X\n---\n"),
        ("content/bijlagen/A-lijst.md", "---\ntitle: Lijst\n---\n"),
    ])
}

#[test]
fn a_chapter_goes_where_its_number_belongs() {
    for (number, title, path) in [
        ("1.3", "Wijk: een \"gids\"", "content/1-een/1.3-wijk-een-gids.md"),
        ("2.4.9", "Nog één", "content/2-twee/2.4_map/2.4.9_nog-een.md"),
        ("2.4", "Map", "content/2-twee/2.4_map/index.md"),
        ("2.4.8.1", "Onder", "content/2-twee/2.4_map/2.4.8.1_onder.md"),
        ("3", "Drie", "content/3-drie/index.md"),
        ("B", "Nog een lijst", "content/bijlagen/B-nog-een-lijst.md"),
        ("7.1", "?!", "content/7.1.md"),
    ] {
        let guide = guide();
        let output = guide.run(&["new", number, title]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stderr(&output).contains(path), "{}", stderr(&output));
        assert!(guide.path(path).exists(), "{number} is not at {path}");
        guide.build();
        let page = guide.read(&format!("public/{number}.html"));
        let shown = title.replace("\"gids\"", "“gids”");
        assert!(page.contains(&shown), "{number} is not called {shown}");
    }
}

#[test]
fn a_number_that_is_taken_is_refused_and_the_next_free_one_proposed() {
    let guide = guide();
    let before = files(guide.root());
    let output = guide.run(&["new", "1.1", "Nieuw"]);
    assert_eq!(output.status.code(), Some(1));
    for part in ["1.1 is taken by “A”, content/1-een/1.1-a.md", "next free number is 1.3"] {
        assert!(stderr(&output).contains(part), "{}", stderr(&output));
    }
    assert_eq!(files(guide.root()), before);
}

#[test]
fn the_number_of_a_draft_is_taken_too() {
    let guide = guide();
    guide.write("content/1-een/1.3-c.md", "---\ndraft: true\n---\n");
    assert!(stderr(&guide.run(&["new", "1.3", "Nieuw"])).contains("1.3 is taken"));
}

#[test]
fn nothing_is_overwritten() {
    let guide = guide();
    // A file whose front matter gives it another number than its name.
    guide.write("content/1-een/1.3-nieuw.md", "---\nnumber: 1.9\n---\nTekst.\n");
    let output = guide.run(&["new", "1.3", "Nieuw"]);
    assert!(stderr(&output).contains("exists already"), "{}", stderr(&output));
    assert_eq!(guide.read("content/1-een/1.3-nieuw.md"), "---\nnumber: 1.9\n---\nTekst.\n");
}

#[test]
fn a_guide_with_faults_can_grow() {
    let guide = guide();
    guide.write("content/1-een/1.1-a.md", "[[1.3]]\n");
    assert_eq!(guide.run(&["build"]).status.code(), Some(1));
    assert!(guide.run(&["new", "1.3", "Nieuw"]).status.success());
    guide.build();
}

#[test]
fn a_number_and_a_title_are_required() {
    assert_eq!(guide().run(&["new", "1..3", "Nieuw"]).status.code(), Some(2));
    assert_eq!(guide().run(&["new", "1.3", " "]).status.code(), Some(1));
}

#[test]
fn wrong_usage_is_told_in_the_language_that_was_chosen_with_a_mend() {
    for (arguments, parts) in [
        (&["new", "1,3", "Zorg"][..], &["`1,3` is geen nummer", "`1.3`", "wijkengids new"][..]),
        (&["new", "--insert-before", "1,2", "Zorg"], &["`1,2` is geen nummer", "`1.2`"]),
        (&["new", "1.3"], &["noem de titel", "wijkengids new"]),
        (
            &["new", "1.3", "Subsidie", "aanvragen"],
            &["aanhalingstekens", "schrijf: wijkengids new 1.3 \"Subsidie aanvragen\""],
        ),
        (
            &["new", "1.3", "Subsidie", "voor", "iedereen", "content"],
            &["schrijf: wijkengids new 1.3 \"Subsidie voor iedereen\" content"],
        ),
        (&["move", "1,1", "1.9"], &["`1,1` is geen nummer", "`1.1`", "wijkengids move"]),
        (&["import", "x.md", "--under", "1,1"], &["`1,1` is geen nummer", "wijkengids import"]),
        (&["handbook", "brokn-link"], &["bedoelde je `broken-link`?", "wijkengids handbook"]),
        (&["init", "nieuw", "--title", " "], &["de titel is leeg", "wijkengids init"]),
        (&["new"], &["noem het nummer", "wijkengids new"]),
        (&["move"], &["noem het nummer", "<FROM> <TO>"]),
        (&["move", "1.1", "1.9", ".", "x"], &["`x` is een woord te veel", "<FROM> <TO>"]),
        (&["remove"], &["noem het hoofdstuk", "<CHAPTER>"]),
        (&["import"], &["noem het bestand of de map", "<FILE>"]),
        (&["build", "een", "twee"], &["`twee` is een woord te veel", "wijkengids build"]),
        (&["build", "--strikt"], &["er is geen optie --strikt", "`--strict`"]),
        (&["build", "--out"], &["achter --out ontbreekt een waarde", "wijkengids build"]),
        (&["build", "--strict=ja"], &["achter --strict staat geen waarde"]),
        (&["check", "--strict", "--strict"], &["--strict staat er twee keer"]),
        (&["build", "--base-url", "x"], &["`x` is niet het adres", "https://example.org/gids/"]),
        (&["serve", "--base-url=x"], &["`x` is niet het adres", "https://example.org/gids/"]),
        (&["serve", "--editor", ""], &["er staat geen programma", "--editor code"]),
        (&["serve", "--editor", "'x"], &["aanhalingsteken", "waar de naam of het pad eindigt"]),
        (&["serve", "--port", "x"], &["geen heel getal", "van 0 tot en met 65535"]),
        (&["import", "a.txt", "--split", "12"], &["geen heel getal", "van 1 tot en met 9"]),
        (&["import", "a.txt", "--base-url", "x"], &["`x` is niet het adres"]),
        (&["lessons", "--format", "xml"], &["kan geen `xml` staan", "human, json, csv"]),
        (&["servve"], &["er is geen opdracht `servve`", "bedoelde je `serve`?"]),
        (
            &["remove", "1", "--redirect-to", "2", "--no-redirect"],
            &["--redirect-to en --no-redirect gaan niet samen"],
        ),
    ] {
        let guide = guide();
        let before = files(guide.root());
        let output = guide.run(&[arguments, &["--lang", "nl"]].concat());
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "{arguments:?}: {part}: {said}");
        }
        assert!(!said.contains("error") && !said.contains("Usage"), "{said}");
        assert_eq!(files(guide.root()), before, "{arguments:?}");
    }
}

/// Before the words are understood, the guide among them tells the language.
#[test]
fn wrong_usage_is_told_in_the_language_of_the_guide() {
    let guide = guide();
    let said = |arguments: &[&str]| {
        let mut command = wijkengids();
        command.current_dir(guide.root()).args(arguments).env_remove("WIJKENGIDS_LANG");
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        stderr(&output)
    };
    assert!(said(&["build", "--foo"]).contains("er is geen optie --foo"));
    guide.write("gids/book.toml", "[book]\ntitle = \"G\"\nlanguage = \"en\"\n");
    assert!(said(&["build", "gids", "--foo"]).contains("there is no option --foo"));
    assert!(said(&["build", "--foo", "--lang=en"]).contains("there is no option --foo"));
}

#[test]
fn a_chapter_comes_before_another_and_the_rest_makes_room() {
    let guide = guide();
    guide.write("content/1-een/index.md", "---\ntitle: Een\n---\n[[1.1]] en [b](1.2-b.md)\n");
    let output = guide.run(&["new", "--insert-before", "1.1", "Vooraf"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    for part in ["made ./content/1-een/1.1-vooraf.md", "1.1 → 1.2 A", "1.2 → 1.3 B"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(guide.read("content/1-een/index.md").contains("[[1.2]] en [b](1.3-b.md)"));
    guide.build();
    assert!(guide.read("public/1.1.html").contains("Vooraf"));
    assert!(guide.read("public/1.2.html").contains("A</h1>"));
}

#[test]
fn a_part_comes_before_another() {
    let guide = guide();
    let output = guide.run(&["new", "--insert-before", "1", "Nul", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    for path in ["content/1-nul/index.md", "content/2-een/2.1-a.md", "content/3-twee/3.4_map"] {
        assert!(guide.path(path).exists(), "{path}: {:?}", files(guide.root()));
    }
    guide.build();
    assert_eq!(guide.run(&["new", "--insert-before", "8", "Acht"]).status.code(), Some(1));
}

#[test]
fn a_dry_run_makes_nothing() {
    let guide = guide();
    let before = files(guide.root());
    let output = guide.run(&["new", "--insert-before", "1.1", "Vooraf", "--dry-run"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("would make"), "{}", stderr(&output));
    assert_eq!(files(guide.root()), before);
}

#[test]
fn a_number_is_taken_back_from_an_old_address() {
    let guide = guide();
    assert!(guide.run(&["move", "1.1", "1.3"]).status.success());
    let output = guide.run(&["new", "1.1", "Nieuw deel"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1.1.html was an old address of “A”"), "{said}");
    assert_eq!(guide.read("content/1-een/1.3-a.md"), "---\ntitle: A\n---\n");
    guide.build();
    assert!(guide.read("public/1.1.html").contains("Nieuw deel"));
}

#[test]
fn nothing_is_added_to_a_guide_that_is_being_built() {
    let guide = guide();
    let root = Root::open(guide.root()).unwrap();
    let building = lock::guide(&root, Mode::Shared).unwrap();
    let before = files(&guide.path("content"));
    guide.write("buiten/tekst.txt", "9 Negen\n\nTekst.\n");
    for arguments in [&["new", "1.3", "Drie"][..], &["import", "buiten/tekst.txt"]] {
        let output = guide.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains("this guide is being built"), "{}", stderr(&output));
    }
    assert_eq!(files(&guide.path("content")), before);
    drop(building);
    for arguments in [&["new", "1.3", "Drie"][..], &["import", "buiten/tekst.txt"]] {
        let output = guide.run(arguments);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    assert!(!guide.path(".wijkengids.lock").exists());
}
