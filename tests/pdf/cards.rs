//! The cards of lessons, read as a printer and a telephone do.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::document::Pdf;
use super::layout::corners;
use super::{program, tool, words};

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

/// The cards of a guide with these chapters, and what the build reported.
fn build(settings: &str, chapters: &[(&str, String)]) -> (Pdf, String, tempfile::TempDir) {
    let guide = tempfile::tempdir().unwrap();
    fs::create_dir(guide.path().join("content")).unwrap();
    for (name, text) in chapters {
        fs::write(guide.path().join("content").join(name), text).unwrap();
    }
    let book = "[book]\ntitle = \"#panic() $x$\"\nsubtitle = \"<label> @ref\"\nlanguage = \"nl\"\n";
    let toml = format!("{book}[print]\ncards = true\n{settings}");
    fs::write(guide.path().join("book.toml"), toml).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .current_dir(guide.path())
        .env("WIJKENGIDS_LANG", "en")
        .arg("build")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{report}");
    (Pdf::read(&file(guide.path())), report, guide)
}

fn file(guide: &Path) -> std::path::PathBuf {
    guide.join("public/waaier.pdf")
}

const WITH_ADDRESS: &str = "[site]\nbase-url = \"https://example.org/gids/\"\n";

fn chapter(title: &str, lessons: &str) -> String {
    format!("---\ntitle: '{title}'\n---\n\n{lessons}\n")
}

fn is_accessible(path: &Path) {
    let check = ["check", "--quiet", "--min-severity", "warning"];
    let output = Command::new(program("PDFUA")).args(check).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// What a telephone reads in the code on a page.
fn code_on(path: &Path, page: usize) -> String {
    let page = page.to_string();
    let image = Command::new(tool("pdftoppm"))
        .args(["-r", "200", "-gray", "-f", &page, "-l", &page])
        .arg(path)
        .output()
        .unwrap();
    // P5, width, height, the brightest value, each followed by white space; then the pixels.
    let mut rest = image.stdout.as_slice();
    let mut fields = Vec::new();
    while fields.len() < 4 {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
        fields.push(String::from_utf8_lossy(&rest[..end]).into_owned());
        rest = &rest[end + 1..];
    }
    assert_eq!(fields[0], "P5");
    let [width, height] = [1, 2].map(|at| fields[at].parse::<usize>().unwrap());
    let pixel = |x: usize, y: usize| rest[y * width + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "page {page}");
    grids[0].decode().expect("a code that can be read").1
}

#[test]
fn every_lesson_has_a_front_and_a_back() {
    let lessons = "## Kijk eerst {.les themes=\"zorg,rijk\"}\n\nWie kijkt, ziet. En meer.\n\n\
                   ## Vraag dan {.les}\n\nVragen is weten.\n";
    let chapters = [
        ("1-een.md", chapter("De wijk", lessons)),
        ("2-twee.md", chapter("De stad", "## Doe mee {.les}\n")),
        ("woord-vooraf.md", chapter("Woord vooraf", "## Lees dit {.les}\n\nDit is een zin.\n")),
    ];
    let (pdf, report, guide) = build(WITH_ADDRESS, &chapters);
    assert!(!report.contains('⚠'), "{report}");
    assert_eq!(pdf.title(), "#panic() $x$: waaier");
    assert_eq!(pdf.language(), "nl");
    assert!(pdf.is_tagged() && pdf.holds(b"pdfuaid"));
    assert_eq!(pdf.pages().len(), 2 * (1 + 3 + 4), "a cover, three groups, four lessons");
    let pages: Vec<String> = pdf.pages().iter().map(|page| words(page)).collect();
    let page = |text: &str| {
        let found = pages.iter().rposition(|page| page.contains(text));
        found.unwrap_or_else(|| panic!("{text} is nowhere: {pages:#?}")) + 1
    };
    // The cards come in the order of the book.
    let fronts = [page("Lees dit"), page("Kijk eerst"), page("Vraag dan"), page("zorg")];
    assert_eq!(fronts, [5, 9, 11, 9], "{pages:#?}");
    assert!(pages[0].contains("#panic() $x$") && pages[0].contains("<label> @ref"));
    for text in ["1", "Les 1", "Kijk eerst", "rijk · zorg"] {
        assert!(pages[8].contains(text), "{text}: {}", pages[8]);
    }
    for text in
        ["1 Les 1", "Wie kijkt, ziet.", "1 De wijk", "example.org/gids/", "1.html", "#les-1"]
    {
        assert!(pages[9].contains(text), "{text}: {}", pages[9]);
    }
    assert!(!pages[9].contains("En meer"), "only the first sentence");
    // A lesson without a text repeats its title.
    let last = &pages[15];
    assert!(last.contains("Doe mee") && last.contains("2 De stad"), "{last}");
    for (mark, at) in pages.iter().zip(1..) {
        let side = if at % 2 == 1 { "A" } else { "B" };
        assert!(mark.contains(&format!("{}/8 {side}", (at + 1) / 2)), "{mark}");
    }
    let addresses = [(2, ""), (6, "woord-vooraf.html#les-1"), (10, "1.html#les-1")];
    for (page, path) in addresses {
        assert_eq!(code_on(&file(guide.path()), page), format!("https://example.org/gids/{path}"));
    }
    let bookmarks = pdf.bookmarks();
    assert!(bookmarks.contains(&(0, "1 De wijk".into())), "{bookmarks:?}");
    assert!(bookmarks.contains(&(1, "1, Les 1 Kijk eerst".into())), "{bookmarks:?}");
    assert!(pdf.links().outside.contains(&"https://example.org/gids/1.html#les-2".into()));
    assert_eq!(pdf.images_without_text(), 0);
    is_accessible(&file(guide.path()));
}

#[test]
fn a_printer_finds_size_and_bleed() {
    let (pdf, _, _guide) = build("", &[("1-een.md", chapter("Een", "## Les {.les}\n"))]);
    for (media, trim) in pdf.sizes() {
        let trim = trim.expect("the size of the card");
        let [left, top, right, bottom] = trim;
        assert!((right - left - 74.0 * MM).abs() < 0.1 && (bottom - top - 210.0 * MM).abs() < 0.1);
        // Room for the bleed, and for crop marks outside of it.
        for gap in [left - media[0], top - media[1], media[2] - right, media[3] - bottom] {
            assert!((gap - 9.0 * MM).abs() < 0.1, "{media:?} {trim:?}");
        }
    }
}

#[test]
fn whatever_authors_write_is_text_on_a_card() {
    let lessons = "## #eval(\"1\") $y$ \\<z> @q {.les themes=\"#x(),$k$\"}\n\n\
                   #panic(1) \\*a\\* // b /* c `#d` \\\\ [e] \"f\"\n";
    let (pdf, report, _guide) =
        build(WITH_ADDRESS, &[("1-een.md", chapter("#code() `q`", lessons))]);
    let shown = pdf.pages().concat().split_whitespace().collect::<String>();
    for text in ["#eval(“1”)$y$<z>@q", "#x()", "$k$", "#panic(1)*a*//b/*c#d\\[e]“f”", "#code()"]
    {
        assert!(shown.contains(text), "{text}: {report}\n{shown}");
    }
}

#[test]
fn what_does_not_fit_is_cut_off_within_its_card() {
    let title = "Woorden die maar doorgaan en doorgaan ".repeat(30);
    let lessons = format!(
        "## {title}{{.les}}\n\n{}.\n\n## {} {{.les}}\n\n{}\n",
        "Lang ".repeat(2000),
        "x".repeat(300),
        "y".repeat(10_000)
    );
    let (pdf, report, _guide) = build("", &[("1-een.md", chapter(&"Kop ".repeat(200), &lessons))]);
    assert_eq!(pdf.pages().len(), 2 * 4);
    for line in [5, 9] {
        assert!(report.contains(&format!("content/1-een.md:{line}:")), "{line}: {report}");
    }
    assert!(report.contains("no room for all of “Lang Lang"), "{report}");
    assert!(report.contains("no room for all of “yyyy"), "{report}");
    let shown = pdf.pages().concat();
    assert!(shown.contains('…') && shown.matches('x').count() >= 300, "{shown}");
    // Below the text, where the rivet is, there is nothing but what is outside the card.
    for (page, number) in pdf.pages().iter().zip(1..) {
        let last = page.trim_end().lines().last().unwrap_or_default().trim().to_owned();
        assert!(last.contains("/4 "), "page {number} ends in {last}");
    }
}

#[test]
fn three_hundred_lessons_make_a_fan() {
    let lessons = |chapter: usize| -> String {
        let lesson =
            |n| format!("## Les {n} van {chapter} {{.les themes=t{}}}\n\nZin {n}.\n\n", n % 3);
        (1..=30).map(lesson).collect()
    };
    let names: Vec<String> = (1..=10).map(|n| format!("{n}-hoofdstuk.md")).collect();
    let chapters: Vec<(&str, String)> = names
        .iter()
        .zip(1..)
        .map(|(name, n)| (name.as_str(), chapter(&format!("Hoofdstuk {n}"), &lessons(n))))
        .collect();
    let settings = format!("cards-by = \"theme\"\n{WITH_ADDRESS}");
    let (pdf, report, guide) = build(&settings, &chapters);
    assert!(!report.contains('⚠'), "{report}");
    assert_eq!(pdf.pages().len(), 2 * (1 + 3 + 300));
    let pages: Vec<String> = pdf.pages().iter().map(|page| words(page)).collect();
    for (chapter, lesson) in [(1, 1), (7, 14), (10, 30)] {
        let title = format!("Les {lesson} van {chapter}");
        let front =
            pages.iter().rposition(|page| page.contains(&format!("{title} t{}", lesson % 3)));
        let front = front.unwrap_or_else(|| panic!("{title} has no card"));
        assert_eq!(front % 2, 0);
        assert!(pages[front + 1].contains(&format!("Zin {lesson}.")));
        let address = format!("https://example.org/gids/{chapter}.html#les-{lesson}");
        assert_eq!(code_on(&file(guide.path()), front + 2), address);
    }
    // A divider lists as many lessons as there is room for, and says how many more there are.
    assert!(pages[3].contains("en nog "), "{}", pages[3]);
}

/// Words that stay whole take more lines than those that are divided.
#[test]
fn long_words_stay_above_what_is_below_them() {
    let words = "langdurig samenwerkingsverband tussen woningcorporaties, gemeente en \
                 maatschappelijke organisaties met participatie van bewoners ";
    let lesson = |n: usize| format!("## Les {{.les}}\n\nWoorden {}einde.\n\n", words.repeat(n));
    let long = "## Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten {.les}\n\nTekst.\n";
    let lessons: String = (1..6).map(lesson).collect();
    let chapters = [("1-een.md", chapter("Een", &format!("{lessons}{long}")))];
    let (pdf, report, guide) = build(WITH_ADDRESS, &chapters);
    assert!(!report.contains("no room"), "{report}");
    for page in (6..16).step_by(2) {
        let places = corners(&file(guide.path()), page);
        let height = |word: &str| {
            let found = places.iter().find(|(_, text)| text == word);
            found.unwrap_or_else(|| panic!("page {page}: no {word} in {places:?}")).0[1]
        };
        assert!(height("einde.") + 0.02 < height("Lees"), "page {page}: {places:?}");
    }
    let title = pdf.page(15);
    assert!(title.contains("-\n") || title.contains('\u{ad}'), "{title}");
}
