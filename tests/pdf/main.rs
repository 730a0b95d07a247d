//! PDFs by all kinds of engine, read as readers' programs do.
//!
//! `tests/run` installs what is needed and runs these; by themselves they run with
//!
//! ```text
//! WEASYPRINT=$(command -v weasyprint) CHROMIUM=$(command -v chromium) PDFUA=$(command -v pdfua) \
//!     cargo test --test pdf
//! ```
//!
//! They fail where an engine, `pdfua` or `pdftotext` is missing. The guide is that of the browser tests,
//! which uses every feature.

mod cards;
mod document;
mod hostile;
mod layout;
mod long_words;
mod notes;
mod stranger;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use document::Pdf;

/// The program that an environment variable names.
fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} must name a program"))
}

/// The guide's PDF by an engine.
fn make(engine: &str) -> Pdf {
    let out = tempfile::tempdir().expect("a temporary folder");
    let public = out.path().join("public");
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .arg("build")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/guide"))
        .args(["--strict", "--pdf-engine", engine, "--out"])
        .arg(&public)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Pdf::read(&public.join("proefgids.pdf"))
}

// Each made once for all tests.
static TYPST: LazyLock<Pdf> = LazyLock::new(|| make("typst"));
static WEASYPRINT: LazyLock<Pdf> = LazyLock::new(|| make(&program("WEASYPRINT")));
static CHROMIUM: LazyLock<Pdf> = LazyLock::new(|| make(&program("CHROMIUM")));

/// How the titles of the chapters begin, in the order of the guide.
const CHAPTERS: [&str; 11] = [
    "Welkom",
    "Voorwoord",
    "1 De basis",
    "1.1 Tekst en beeld",
    "1.2 Samenwerken",
    "1.3 A chapter in English",
    "2 Vormen",
    "2.1 Kaders en code",
    "A Begrippen",
    "A.1 Afkortingen",
    "Dankwoord",
];

/// What holds for every engine.
fn check(pdf: &Pdf) {
    assert_eq!(pdf.title(), "Proefgids: Alles wat een pagina kan bevatten");
    assert_eq!(pdf.language(), "nl");
    assert!(pdf.is_tagged(), "screen readers need tags");

    let bookmarks = pdf.bookmarks();
    let at = |title: &str| {
        let found = bookmarks.iter().find(|(_, bookmark)| bookmark.starts_with(title));
        found.unwrap_or_else(|| panic!("no bookmark {title} in {bookmarks:#?}")).0
    };
    for title in CHAPTERS {
        at(title);
    }
    assert_eq!(at("1.1 Tekst en beeld"), at("1 De basis") + 1, "chapters stand below their part");
    assert_eq!(at("Een figuur"), at("1.1 Tekst en beeld") + 1);

    let links = pdf.links();
    assert!(links.inside > 40, "only {} links lead somewhere inside", links.inside);
    assert_eq!(links.lost, Vec::<String>::new(), "links that lead nowhere");
    let local: Vec<_> = links.outside.iter().filter(|url| !is_public(url)).collect();
    assert!(local.is_empty(), "links to the machine it was made on: {local:?}");

    let first = pdf.page(1);
    for line in ["Proefgids", "Alles wat een pagina kan bevatten", "A. Auteur, B. Bewerker"] {
        assert!(first.contains(line), "{line} is not on the title page:\n{first}");
    }
    for (place, page) in pdf.pages().iter().enumerate() {
        let next = pdf.pages().get(place + 1).map_or("", String::as_str);
        let before_part =
            ["1\n", "2\n", "A\n"].iter().any(|part| next.trim_start().starts_with(part));
        assert!(!page.trim().is_empty() || before_part, "page {} is blank", place + 1);
        assert!(!page.contains("target-counter") && !page.contains("attr("), "{page}");
    }
    // What is folded on a screen is printed, and so is every picture.
    assert!(pdf.pages().iter().any(|page| page.contains("Uitklapbare tekst")));
    assert_eq!(pdf.images_without_text(), 0);
}

fn is_public(url: &str) -> bool {
    ["https:", "http:", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

#[test]
fn typst_makes_a_whole_book() {
    check(&TYPST);
}

#[test]
fn weasyprint_makes_a_whole_book() {
    check(&WEASYPRINT);
}

#[test]
fn chromium_makes_a_whole_book() {
    check(&CHROMIUM);
}

/// The engines that know on which page everything is.
fn with_page_numbers() -> [&'static Pdf; 2] {
    [&TYPST, &WEASYPRINT]
}

/// The contents.
fn contents(pdf: &Pdf) -> &str {
    let pages = pdf.pages().iter();
    let mut contents = pages.filter(|page| page.trim_start().starts_with("Inhoud"));
    contents.next().expect("contents")
}

/// The page number of the contents entry that begins with these words. If a long title takes
/// several lines, it is on the last.
fn page_in_contents(pdf: &Pdf, chapter: &str) -> usize {
    let contents = contents(pdf);
    let mut lines = contents.lines().skip_while(|line| !words(line).starts_with(chapter));
    lines
        .find_map(|line| line.rsplit([' ', '.']).next()?.parse().ok())
        .unwrap_or_else(|| panic!("{chapter} is not in the contents:\n{contents}"))
}

#[test]
fn the_contents_have_page_numbers() {
    for pdf in with_page_numbers() {
        for chapter in CHAPTERS {
            let page = page_in_contents(pdf, chapter);
            let text = words(pdf.page(page));
            assert!(text.contains(chapter), "{chapter} is not on page {page}:\n{text}");
            assert!(text.ends_with(&page.to_string()), "page {page} has another number:\n{text}");
        }
    }
}

#[test]
fn registers_and_references_have_page_numbers() {
    for pdf in with_page_numbers() {
        let page_of = |title: &str| page_in_contents(pdf, title);
        let (lessons, figures) =
            (pdf.page(page_of("Register van lessen")), pdf.page(page_of("Figuren")));
        for (register, line, on_page) in [
            (lessons, "Les 2 Wie meet, die weet", "Wie meet, die weet"),
            (figures, "Figuur 1.1-1 Een straat in de wijk", "Figuur 1.1-1"),
        ] {
            let found = register
                .lines()
                .map(words)
                .find(|text| text.starts_with(line))
                .unwrap_or_else(|| panic!("{line} is not in the register:\n{register}"));
            let page: usize = found.rsplit([' ', '.']).next().unwrap().parse().unwrap();
            assert!(pdf.page(page).contains(on_page), "{on_page} is not on page {page}");
        }
        let text = words(pdf.page(page_of("1.2 Samenwerken")));
        let start = text.find("Vergelijk met 2.1, les 2: Reken na").expect("the reference");
        let number = text[start..].split("p. ").nth(1).expect("its page");
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap();
        let page: usize = number[..end].parse().unwrap();
        assert!(pdf.page(page).contains("Reken na"), "{}", &text[start..]);
    }
}

#[test]
fn footnotes_stand_at_the_foot_of_their_page() {
    for pdf in with_page_numbers() {
        let page = pdf.page(page_in_contents(pdf, "1.1 Tekst"));
        let (text, note) = (page.find("Een noot").unwrap(), page.rfind("Een korte noot.").unwrap());
        let below = page[note..].lines().filter(|line| !line.trim().is_empty());
        assert!(note > text && below.count() < 9, "{page}");
    }
    // Other engines put them after the chapter, once.
    let all = CHROMIUM.pages().concat();
    assert_eq!(all.matches("Een korte noot.").count(), 1);
}

#[test]
fn running_heads_name_part_and_chapter() {
    for pdf in [&*TYPST, &*WEASYPRINT, &*CHROMIUM] {
        let heads: Vec<&str> = pdf
            .pages()
            .iter()
            .filter_map(|page| page.lines().find(|line| !line.trim().is_empty()))
            .collect();
        let is_head = |text: &str| heads.iter().any(|head| words(head) == text);
        assert!(is_head("1 De basis") && is_head("1.1 Tekst en beeld"), "{heads:#?}");
    }
}

#[test]
fn parts_start_on_the_right() {
    for part in ["1 De basis", "2 Vormen", "A Begrippen"] {
        for pdf in with_page_numbers() {
            assert_eq!(page_in_contents(pdf, part) % 2, 1, "{part}");
        }
    }
}

#[test]
fn addresses_are_printed_as_notes() {
    for pdf in [&*TYPST, &*WEASYPRINT, &*CHROMIUM] {
        let all = pdf.pages().concat().replace('\u{a0}', " ");
        assert!(all.contains("[1] https://example.org/?a=1&b=2"), "{all}");
    }
}

#[test]
fn the_typeset_book_is_accessible() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("boek.pdf");
    std::fs::write(&path, TYPST.bytes()).unwrap();
    let check = ["check", "--quiet", "--min-severity", "warning"];
    let output = Command::new(program("PDFUA")).args(check).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(TYPST.holds(b"pdfuaid"), "it says that it is PDF/UA");
}

/// Text with one space between its words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of a program that reads PDFs.
fn tool(name: &str) -> PathBuf {
    which::which(name).unwrap_or_else(|_| panic!("{name} is missing: install poppler-utils"))
}
