//! E-books, checked by EPUBCheck, the checker of the standard.
//!
//! `tests/run` installs what is needed and runs these; by themselves they run with
//!
//! ```text
//! EPUBCHECK=/path/to/epubcheck.jar cargo test --test epub
//! ```
//!
//! They fail where Java or the checker is missing. It must find no error and no warning.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{ImageFormat, RgbImage};
use wijkengids::rule::Rule;

/// HTML that no book can have as it is.
const HOSTILE: &str = include_str!("hostile.md");

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The e-book of a guide, in a folder that lives as long as the test.
fn build(source: &Path, options: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let public = out.path().join("public");
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .arg("build")
        .arg(source)
        .args(["--epub", "--out"])
        .arg(&public)
        .args(options)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files = fs::read_dir(&public).expect("a site").map(|file| file.unwrap().path());
    let book = files.find(|path| path.extension().is_some_and(|of| of == "epub"));
    (out, book.expect("an e-book"))
}

fn check(book: &Path) {
    let checker = std::env::var("EPUBCHECK").expect("EPUBCHECK must name the checker's archive");
    let output = Command::new("java")
        // It runs too shortly to be worth optimising.
        .args(["-XX:TieredStopAtLevel=1", "-jar", &checker, "--failonwarnings"])
        .arg(book)
        .output()
        .expect("Java runs");
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}: {said}", book.display());
    assert!(said.contains("0 errors / 0 warnings"), "{said}");
}

fn check_guide(source: &str, options: &[&str]) {
    let (_out, book) = build(&repository().join(source), options);
    check(&book);
}

#[test]
fn golden_guides_are_sound() {
    for name in ["english", "escape", "lessons", "markdown", "sanitise", "structure"] {
        check_guide(&format!("tests/guides/{name}"), &[]);
    }
}

#[test]
fn the_wijkengids_is_sound() {
    check_guide(".", &[]);
}

#[test]
fn the_handbook_is_sound() {
    check_guide("src/handbook", &[]);
}

#[test]
fn a_guide_with_every_feature_is_sound() {
    // Some links lead out of the book only if the site has an address.
    check_guide("tests/browser/guide", &[]);
    check_guide("tests/browser/guide", &["--base-url", "https://example.org/gids/"]);
    check_guide("tests/browser/guide", &["--pdf"]);
}

/// The settings of a guide of which nothing is reported.
fn book_toml() -> String {
    let mut toml = String::from(
        "[book]\ntitle = \"Vijandig <&> 'gids'\"\nsubtitle = \"&amp;\"\nauthors = [\"<A>\"]\n\
         licence = \"https://example.org/a b\"\n\n\
         [site]\nembed = [\"https://player.example.org\", \"https://example.org\"]\n\n[check]\n",
    );
    for rule in Rule::ALL.iter().filter(|rule| !rule.is_fixed()) {
        let _ = writeln!(toml, "{} = \"off\"", rule.name());
    }
    toml
}

#[test]
fn a_guide_with_hostile_html_is_sound() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a written file");
    };
    let mut picture = Cursor::new(Vec::new());
    RgbImage::new(2500, 100).write_to(&mut picture, ImageFormat::Png).expect("a picture");
    write("book.toml", book_toml().as_bytes());
    write("content/1-html.md", HOSTILE.as_bytes());
    write("content/2-leeg.md", b"---\ntitle: 2 < 3 & \"meer\"\n---\n");
    for name in ["a.png", "breed.png", "kopie.png", "misnoemd.jpg"] {
        write(&format!("content/{name}"), picture.get_ref());
    }
    write("content/f.avif", b"\0\0\0\x1cftypavif\0\0\0\0");
    write("content/film.mp4", b"\0\0\0\x18ftypmp42");
    write("content/tabel.xlsx", b"PK\x03\x04");
    write(
        "content/teken.svg",
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" \
          xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" \
          viewBox=\"0 0 10 10\" i:version=\"1\"><i:namedview/><script>alert(1)</script>\
          <rect width=\"5\" height=\"5\" onclick=\"x()\"/><image xlink:href=\"https://example.org/x.png\"/></svg>",
    );
    write("content/kaal.svg", b"<svg viewBox='0 0 9 9'><rect width='4' height='4'/></svg>");
    write(
        "content/slordig.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><style>\
          @import url(https://example.org/a.css); .a{fill:red;background:url(/y.png)} }} #1{r:1}\
          @font-face{font-family:x;src:url(x.woff)}</style><g id='1'/><g id='1'/>\
          <rect id='a b' class='a' fill='url(#1)' mask='url(#weg)'/><use href='y.svg#z'/></svg>",
    );
    let (_out, book) = build(folder.path(), &[]);
    check(&book);
}

#[test]
fn a_guide_of_a_thousand_chapters_is_sound() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a new folder");
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Groot\"\n").expect("a file");
    for part in 1..=10 {
        fs::write(content.join(format!("{part}-deel.md")), format!("# Deel {part}\n\nx\n"))
            .unwrap();
        for chapter in 1..=100 {
            let text = format!(
                "# Hoofdstuk {part}.{chapter}\n\nZie [[{}.{}#les-1]].[^1]\n\n## Een les {{.les themes=\"zorg\"}}\n\n\
                 | a | b |\n|---|---|\n| 1 | 2 |\n\nTabel: Cijfers\n\n[^1]: Een noot.\n",
                (part % 10) + 1,
                101 - chapter
            );
            fs::write(content.join(format!("{part}.{chapter}-hoofdstuk.md")), text).unwrap();
        }
    }
    let (_out, book) = build(folder.path(), &[]);
    check(&book);
}
