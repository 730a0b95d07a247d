//! Pages, feed and site map are sound, whatever a guide contains.

use wijkengids::editions;
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, IMAGE, files};

/// Every page, feed and site map of a guide.
fn texts(guide: &Guide) -> Vec<(String, String)> {
    let is_text = |path: &str| path.ends_with(".html") || path.ends_with(".xml");
    let files = files(&guide.path("public")).into_iter().filter(|(path, _)| is_text(path));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn control_characters_reach_no_page_and_no_feed() {
    let guide = Guide::with(&[
        (
            "book.toml",
            "[book]\ntitle = \"Gids\\u0000\\u001b[31m\"\ndescription = \"a\\fb\"\n[site]\nbase-url = \"https://example.org/\"\nfooter = \"voet\\u0000\"\n",
        ),
        (
            "content/1-een.md",
            "---\ntitle: \"Een\\fkop\\0\"\nsummary: \"s\\x01\"\ndate: 2026-01-02\nauthors: [\"A\\x08\"]\n---\n\nTekst.\n",
        ),
    ]);
    guide.build();
    for (path, text) in texts(&guide) {
        let illegal = text.chars().find(|c| *c < ' ' && !matches!(c, '\t' | '\n' | '\r'));
        assert_eq!(illegal, None, "{path}");
        if path.ends_with(".xml") {
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

#[test]
fn a_title_cannot_be_taken_for_the_place_of_the_chapters() {
    let guide = Guide::with(&[
        ("book.toml", "[book]\ntitle = \"\\u0000chapters\\u0000\"\n"),
        ("content/1-een.md", "Het hoofdstuk.\n"),
    ]);
    guide.build();
    let page = guide.read("public/print.html");
    assert!(page.find("Het hoofdstuk") > page.find("<main"), "{page}");
}

#[test]
fn images_load_in_the_preview_as_on_the_site() {
    let guide = Guide::new();
    // Many short blocks: their source attributes alone are longer than what a window shows.
    let blocks = "- a\n".repeat(40);
    guide.write("content/1-een.md", format!("{blocks}\n![Een plein](plein.jpg)\n"));
    guide.write("content/plein.jpg", IMAGE);
    let page = |source_lines: bool| {
        let options = Options { source_lines, ..Options::default() };
        let (loaded, problems) = workspace::load(guide.root(), &options);
        let loaded = loaded.unwrap_or_else(|| panic!("{problems:?}"));
        let publication = editions::publication(&loaded);
        let page = publication["1.html"].render(&loaded).unwrap().into_owned();
        String::from_utf8(page).unwrap()
    };
    let preview = page(true);
    assert!(preview.contains(editions::SOURCE_ATTRIBUTE));
    let attribute = format!(" {}=\"", editions::SOURCE_ATTRIBUTE);
    let mut parts = preview.split(&attribute);
    let mut stripped = parts.next().unwrap().to_owned();
    for part in parts {
        stripped.push_str(part.split_once('"').unwrap().1);
    }
    assert_eq!(stripped, page(false));
}

#[test]
fn the_single_page_names_no_local_files() {
    let guide = Guide::with(&[
        (
            "book.toml",
            "[book]\ntitle = \"P\"\n[markdown]\nraw_html = \"sanitise\"\n[check]\nbroken-link = \"warn\"\n",
        ),
        (
            "content/1-een.md",
            "<a rel=\"attachment\" href=\"https://example.org/a\">x</a>\n<a REL=\"noopener Attachment\" href=\"https://example.org/b\">y</a>\n\n![Plaatje](file:///etc/s.svg)\n",
        ),
    ]);
    guide.build();
    let page = guide.read("public/print.html");
    assert!(!page.to_lowercase().contains("attachment"), "{page}");
    assert!(!page.contains("file:"), "{page}");
}

#[test]
fn links_in_book_toml_run_no_script() {
    for (keys, wrong) in [
        ("[site]\nfeedback = \"JavaScript:alert(1)\"", "JavaScript:alert(1)"),
        (
            "[accessibility]\nstatus = \"full\"\ndate = 2026-01-01\ncontact = \"data:text/html,x\"",
            "data:text/html,x",
        ),
        (
            "[accessibility]\nstatus = \"full\"\ndate = 2026-01-01\ncontact = \"a@b.nl\"\nregister = \"vbscript:x\"",
            "vbscript:x",
        ),
        (
            "[accessibility]\nstatus = \"full\"\ndate = 2026-01-01\ncontact = \"a@b.nl\"\nevaluation = { by = \"X\", date = 2026-01-01, report = \"file:///etc/passwd\" }",
            "file:///etc/passwd",
        ),
    ] {
        let guide = Guide::with(&[("content/1-een.md", "x\n")]);
        guide.write("book.toml", format!("[book]\ntitle = \"P\"\n{keys}\n"));
        let output = guide.run(&["build"]);
        assert_eq!(output.status.code(), Some(1), "{keys}");
        let report = crate::support::stderr(&output);
        assert!(report.contains(&format!("`{wrong}` is not an address")), "{report}");
    }
}

#[test]
fn output_grows_with_the_text_of_a_guide_and_not_with_its_square() {
    let size = |chapters: usize| {
        let guide = Guide::new();
        let title = "lange titel ".repeat(2_000);
        for n in 1..=chapters {
            // Every chapter refers to every other, by its title and to a heading with a long title.
            let links: String = (1..=chapters).map(|to| format!("[[{to}#kop]] ")).collect();
            let text = format!("---\ntitle: {title}\n---\n\n## {title} {{#kop}}\n\n{links}\n");
            guide.write(&format!("content/{n}-x.md"), text);
        }
        guide.build();
        files(&guide.path("public")).iter().map(|(_, bytes)| bytes.len()).sum::<usize>()
    };
    let (few, many) = (size(8), size(16));
    assert!(many < few * 5 / 2, "8 chapters: {few} bytes, 16: {many}");
}

#[test]
fn links_to_many_captions_take_linear_time() {
    let time = |captions: usize| {
        let guide = Guide::with(&[("content/a.png", IMAGE)]);
        let figures: String = (1..=captions)
            .map(|n| format!("![x](a.png \"Bijschrift {n}\")\n\nZie [[1#fig-{n}]].[^{n}]\n\n[^{n}]: Noot.\n\n"))
            .collect();
        guide.write("content/1-een.md", figures);
        let (loaded, problems) = workspace::load(guide.root(), &Options::default());
        let loaded = loaded.unwrap_or_else(|| panic!("{problems:?}"));
        let publication = editions::publication(&loaded);
        let render = || {
            let start = std::time::Instant::now();
            for page in ["1.html", "print.html"] {
                publication[page].render(&loaded).unwrap();
            }
            start.elapsed()
        };
        (0..3).map(|_| render()).min().unwrap()
    };
    let (few, many) = (time(2_000), time(8_000));
    assert!(many < few * 8, "2,000 captions: {few:?}, 8,000: {many:?}");
}
