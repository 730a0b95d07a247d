//! The cards of lessons among the files of the site. `tests/pdf` reads what is on them.

use std::fs;
use std::time::{Duration, Instant};

use wijkengids::serve::{Answer, Preview};
use wijkengids::workspace::Options;

use crate::support::{Guide, stderr};

const CHAPTER: &str = "---\ntitle: Een\n---\n\n## Eerst kijken {.les}\n\nWie kijkt, ziet.\n";

/// A guide with a lesson, and these settings after its title.
fn guide(settings: &str) -> Guide {
    let guide = Guide::with(&[("content/1-een.md", CHAPTER)]);
    set(&guide, settings);
    guide
}

fn set(guide: &Guide, settings: &str) {
    guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\n{settings}"));
}

/// What a build reports, which must succeed.
fn report(guide: &Guide, arguments: &[&str]) -> String {
    let output = guide.run(&[&["build"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn a_build_makes_cards_and_offers_them() {
    let guide = guide("[print]\ncards = true\n");
    let said = report(&guide, &[]);
    assert!(said.contains("waaier.pdf") && said.contains("The cards have no QR codes"), "{said}");
    let pdf = || fs::read(guide.path("public/waaier.pdf")).unwrap();
    let first = pdf();
    assert!(first.starts_with(b"%PDF-1.7"));
    let html = guide.read("public/downloads.html");
    let size = format!("PDF · {} kB", first.len().div_ceil(1000));
    assert!(html.contains("<a href=\"waaier.pdf\" type=\"application/pdf\">Waaier</a>"), "{html}");
    assert!(html.contains(&size), "{size}: {html}");
    let time = || fs::metadata(guide.path("public/waaier.pdf")).unwrap().modified().unwrap();
    let before = time();
    report(&guide, &[]);
    assert!(pdf() == first && time() == before, "nothing changed");
    fs::remove_dir_all(guide.path("public")).unwrap();
    report(&guide, &[]);
    assert!(pdf() == first, "the same lessons give the same bytes");
    let said = report(&guide, &["--base-url", "https://example.org/", "--zip"]);
    assert!(!said.contains("QR codes"), "{said}");
    assert!(pdf() != first, "the cards have codes now");
    let zip = fs::File::open(guide.path("public/proef.zip")).unwrap();
    assert!(zip::ZipArchive::new(zip).unwrap().by_name("proef/waaier.pdf").is_ok());
    set(&guide, "");
    report(&guide, &[]);
    assert!(!guide.path("public/waaier.pdf").exists(), "a build without cards has none");
    assert!(!guide.path("public/downloads.html").exists());
}

#[test]
fn without_lessons_there_is_a_warning_and_no_file() {
    let guide = guide("[print]\ncards = true\ninclude = [\"2\"]\n");
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nTekst.\n");
    let check = || {
        let said = report(&guide, &[]);
        assert!(said.contains("there are no lessons to make them of"), "{said}");
        assert!(said.contains("book.toml:4:1"), "{said}");
        assert!(!guide.path("public/waaier.pdf").exists());
        assert!(!guide.path("public/downloads.html").exists());
    };
    check();
    set(&guide, "[print]\npdf = false\ncards = true\n");
    guide.write("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n");
    let said = report(&guide, &[]);
    assert!(said.contains("book.toml:5:1"), "{said}");
    assert!(!guide.path("public/waaier.pdf").exists());
}

#[test]
fn the_name_is_in_the_language_of_the_guide_and_its_own() {
    let guide = guide("language = \"en\"\n[print]\ncards = true\n");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Cards\"\nlanguage = \"en\"\n[print]\ncards = true\n",
    );
    let engine = "#!/bin/sh\n[ \"$1\" = --help ] && echo --allowed-protocols && exit\n\
                  for pdf; do :; done\nprintf '%%PDF-1.7 %0700d' 0 > \"$pdf\"\n";
    guide.write("weasyprint", engine);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = guide.path("weasyprint");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        // Another engine makes the book; the cards have their own.
        let said = report(&guide, &["--pdf-engine", path.to_str().unwrap()]);
        assert!(said.contains("cards.pdf") && said.contains("cards-1.pdf"), "{said}");
        assert!(fs::metadata(guide.path("public/cards.pdf")).unwrap().len() < 1000);
        assert!(fs::read(guide.path("public/cards-1.pdf")).unwrap().starts_with(b"%PDF-1.7\n"));
    }
}

#[test]
fn a_text_that_is_cut_off_is_reported_with_its_place() {
    let guide = guide("[print]\ncards = true\n");
    let long = "Een zin die maar niet ophoudt. ".replace('.', ",").repeat(80);
    guide.write(
        "content/2-twee.md",
        format!("---\ntitle: Twee\n---\n\n## Les {{.les}}\n\n{long}\n"),
    );
    for _ in 0..2 {
        let said = report(&guide, &[]);
        assert!(said.contains("a card has no room for all of “Een zin die maar"), "{said}");
        assert!(said.contains("content/2-twee.md:5:"), "it says where, every time: {said}");
        assert_eq!(said.matches("has no room").count(), 1, "{said}");
    }
}

#[test]
fn what_is_cut_off_outside_lessons_has_its_place_too() {
    let guide = guide("[print]\ncards = true\n");
    let long = "woorden die maar doorgaan en doorgaan ".repeat(60);
    guide.write(
        "book.toml",
        format!(
            "[book]\ntitle = \"Proef\"\npublisher = \"Uitgever {long}\"\n\n[print]\ncards = true\n"
        ),
    );
    let lesson = "## Les {.les}\n\nTekst.\n";
    guide.write("content/2-twee.md", format!("---\nlang: nl\ntitle: Kop {long}\n---\n\n{lesson}"));
    let said = report(&guide, &[]);
    assert!(said.contains("“Uitgever woorden") && said.contains("book.toml:3:14"), "{said}");
    assert!(said.contains("content/2-twee.md:3:"), "{said}");
    // A title that fits, but for what no card is given.
    let long = "woorden ".repeat(45);
    guide.write("content/2-twee.md", format!("---\ntitle: Kop {long}slot\n---\n\n{lesson}"));
    let said = report(&guide, &[]);
    assert_eq!(said.matches("“Kop woorden").count(), 1, "{said}");
    assert!(said.contains("content/2-twee.md:2:"), "{said}");
    // What has a line more than it needs is not cut off.
    let publisher = "Uitgeverij van de wijken en buurten ".repeat(4);
    guide.write(
        "book.toml",
        format!(
            "[book]\ntitle = \"Proef\"\npublisher = \"{publisher}\"\n\n[print]\ncards = true\n"
        ),
    );
    guide.write("content/2-twee.md", format!("---\ntitle: Twee\n---\n\n{lesson}"));
    let said = report(&guide, &[]);
    assert!(!said.contains("no room"), "{said}");
}

#[test]
fn a_template_of_the_guide_lays_them_out() {
    let guide = guide("[print]\ncards = true\n");
    let template = "themes/wijkengids/templates/cards.typ";
    for (text, place, says) in [
        ("#let cards = 1 +\n", "cards.typ:1:17", "expected expression"),
        ("#let cards = card\n", "cards.typ:1:14", "`card` is defined nowhere"),
    ] {
        guide.write(template, text);
        let output = guide.run(&["build"]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        let said = stderr(&output);
        assert!(said.contains(place) && said.contains(says), "{text}: {said}");
        assert!(!guide.path("public").exists());
    }
    let own = "#let cards(it) = { set document(title: \"x\"); it }\n\
               #let divider(..all) = []\n#let card(title: \"\", ..all) = heading(title)\n";
    guide.write(template, own);
    report(&guide, &[]);
    assert!(guide.path("public/waaier.pdf").exists());
}

#[test]
fn the_preview_shows_them_as_they_stand() {
    let guide = guide("[print]\ncards = true\n");
    let preview = Preview::open(guide.root(), &Options::default());
    let Answer::Found(page) = preview.answer("downloads.html") else { panic!("no downloads") };
    let html = String::from_utf8(page.bytes.to_vec()).unwrap();
    assert!(html.contains("href=\"waaier.pdf\""), "{html}");
    let start = Instant::now();
    let served = loop {
        match preview.answer("waaier.pdf") {
            Answer::Found(pdf) => break pdf,
            Answer::Waiting => assert!(start.elapsed() < Duration::from_secs(300)),
            _ => panic!("no cards"),
        }
    };
    guide.build();
    assert!(*served.bytes == *fs::read(guide.path("public/waaier.pdf")).unwrap());
}
