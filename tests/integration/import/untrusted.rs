//! Sources of strangers: nothing outside their folder is read, nothing outside the guide written.

use std::fs;
use std::path::Path;

use super::{folder, import, imported};
use crate::support::{Guide, files, stderr};

const SECRET: &str = "geheim-van-de-lezer";

/// A folder with a secret, and in it the folder `bron` with these files.
fn beside_a_secret(entries: &[(&str, &str)]) -> tempfile::TempDir {
    let mut all = vec![
        ("secret.txt", SECRET),
        ("secret.png", SECRET),
        ("secret.md", SECRET),
        ("secret.yml", "site_name: geheim-van-de-lezer\n"),
        ("secret/x.md", SECRET),
    ];
    let inside: Vec<(String, &str)> =
        entries.iter().map(|(path, content)| (format!("bron/{path}"), *content)).collect();
    all.extend(inside.iter().map(|(path, content)| (path.as_str(), *content)));
    folder(&all)
}

/// Imports `bron`, or a file in it, asserts that the secret does not get into the guide, and
/// returns the report.
fn imported_without_the_secret(source: &Path) -> String {
    let guide = tempfile::tempdir().unwrap();
    let into = guide.path().join("in/de/gids");
    let output = import(&[source.to_str().unwrap()], &into);
    for (path, content) in files(guide.path()) {
        let content = String::from_utf8_lossy(&content).into_owned();
        assert!(!content.contains(SECRET), "{path} has the secret: {content}");
        assert!(path.starts_with("in/de/gids/"), "{path} lies outside the guide");
    }
    stderr(&output)
}

#[cfg(unix)]
fn link(from: &Path, to: &str) {
    fs::create_dir_all(from.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(to, from).unwrap();
}

#[test]
fn the_language_of_a_book_is_not_used_as_a_path() {
    for language in ["../../../../x", "/tmp/x", "fr/../../../x", ""] {
        let settings = format!("[book]\ntitle = \"B\"\nlanguage = \"{language}\"\n");
        let source = beside_a_secret(&[
            ("book.toml", &settings),
            ("src/SUMMARY.md", "- [Een](een.md)\n"),
            ("src/een.md", "# Een\n"),
        ]);
        let report = imported_without_the_secret(&source.path().join("bron"));
        assert!(report.contains("is not a language and is left out"), "{report}");
        // The guide builds all the same.
        imported(&[source.path().join("bron").to_str().unwrap()]);
    }
}

#[test]
fn a_book_includes_nothing_from_outside() {
    let source = beside_a_secret(&[
        ("book.toml", "[book]\ntitle = \"B\"\n"),
        ("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](../../secret.md)\n- [Vier](/etc/passwd)\n"),
        (
            "src/een.md",
            "# Een\n\n{{#include ../../secret.txt}}\n\n{{#include /etc/passwd}}\n\n\
             {{#include ../link.txt}}\n\n{{#playground ../../secret.txt}}\n\n\
             {{#rustdoc_include ../../secret.txt}}\n\n![a](../../secret.png) ![b](../link.png) \
             ![c](/../../secret.png) [d](../../secret.txt) <img src=\"../../secret.png\">\n\n\
             {{#include ../ok.txt}} ![e](../ok.png)\n",
        ),
        ("ok.txt", "dit mag wel"),
        ("ok.png", "beeld"),
    ]);
    let bron = source.path().join("bron");
    #[cfg(unix)]
    for (name, to) in [("link.txt", "../secret.txt"), ("link.png", "../secret.png")] {
        link(&bron.join(name), to);
    }
    let report = imported_without_the_secret(&bron);
    for part in [
        "`{{#include ../../secret.txt}}` cannot be read and is kept as text: it leads out of the",
        "`{{#include /etc/passwd}}` cannot be read",
        "`{{#include ../link.txt}}` cannot be read",
        "`{{#playground ../../secret.txt}}` cannot be read",
        "../../secret.md is not read, and its chapter is empty",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    assert!(!report.contains("ok.txt}}` cannot be read"), "{report}");
    let (_, place) = report.split_once("the link “../../secret.txt” leads to nothing").unwrap();
    assert!(place.lines().nth(1).unwrap().contains("een.md:13:"), "{report}");
}

#[test]
fn a_book_has_no_pages_outside_its_folder() {
    for src in ["../secret", "/etc", "../../../.."] {
        let settings = format!("[book]\ntitle = \"B\"\nsrc = \"{src}\"\n");
        let source = beside_a_secret(&[
            ("book.toml", &settings),
            ("src/SUMMARY.md", "- [Een](een.md)\n"),
            ("../secret/SUMMARY.md", "- [X](x.md)\n"),
        ]);
        let report = imported_without_the_secret(&source.path().join("bron"));
        assert!(report.contains("which is not read"), "{report}");
    }
}

#[test]
fn a_site_reads_nothing_from_outside() {
    let source = beside_a_secret(&[
        (
            "mkdocs.yml",
            "INHERIT: ../secret.yml\nsite_name: S\ntheme: {name: x, custom_dir: ../secret}\n\
             markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [.., ., /etc]\n\
             \x20     auto_append: [secret.txt, ../secret.txt]\n\
             nav:\n  - index.md\n  - Geheim: ../../secret.md\n  - /etc/passwd\n",
        ),
        (
            "docs/index.md",
            "# Begin\n\n--8<-- \"secret.txt\"\n\n--8<-- \"../secret.txt\"\n\n--8<-- \"/etc/passwd\"\n\n\
             --8<-- \"link.txt\"\n\n--8<-- \"ok.txt\"\n\n![a](../../secret.png) ![b](link.png)\n",
        ),
        ("ok.txt", "dit mag wel"),
    ]);
    let bron = source.path().join("bron");
    #[cfg(unix)]
    for (name, to) in [("link.txt", "../secret.txt"), ("docs/link.png", "../../secret.png")] {
        link(&bron.join(name), to);
    }
    let report = imported_without_the_secret(&bron);
    for part in [
        "the settings in ../secret.yml are left out: it leads out of the folder",
        "snippets in .. are left out",
        "`--8<-- \"../secret.txt\"` cannot be put in",
        "../../secret.md is left out",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    for docs in ["..", "/etc", "../secret"] {
        let settings = format!("site_name: S\ndocs_dir: {docs}\n");
        let source = beside_a_secret(&[("mkdocs.yml", &settings)]);
        let report = imported_without_the_secret(&source.path().join("bron"));
        assert!(report.contains("which is not read"), "{report}");
    }
}

#[test]
fn a_page_shows_no_picture_from_outside() {
    let page = "<h1>1 Een</h1><p><img src=\"../secret.png\" alt=\"a\"><img src=\"/etc/passwd\" alt=\"b\">\
        <img src=\"file:///etc/passwd\" alt=\"c\"><img src=\"link.png\" alt=\"d\">\
        <img src=\"%2e%2e/secret.png\" alt=\"e\"><img src='..\\secret.png' alt=f>\
        <img src='FILE:../secret.png' alt=g><img src=\"foto%20a.png?x=1#y\" alt=\"h\"></p>\
        <p><a href=\"file:///etc/passwd\">schijf</a></p>";
    let source = beside_a_secret(&[("1.html", page), ("foto a.png", "BMbeeld")]);
    let bron = source.path().join("bron");
    #[cfg(unix)]
    link(&bron.join("link.png"), "../secret.png");
    for source in [bron.join("1.html"), bron.clone()] {
        let report = imported_without_the_secret(&source);
        for part in [
            "the image ../secret.png is left out: it leads out of the folder",
            "there is no image /etc/passwd",
            "there is no image file:///etc/passwd",
            "the image link.png is left out",
            "the image %2e%2e/secret.png is left out",
            "the link to file:///etc/passwd is text now",
        ] {
            assert!(report.contains(part), "{part} is missing in:\n{report}");
        }
        assert!(!report.contains("image foto"), "{report}");
    }
}

#[test]
fn a_word_document_shows_only_its_own_pictures() {
    for target in [
        "../secret.txt",
        "/etc/passwd",
        "file:///etc/passwd",
        "media/../../secret.txt",
        "secret.txt",
    ] {
        let source = beside_a_secret(&[("secret.txt", SECRET)]);
        let path = source.path().join("bron/1 Een.docx");
        let relations =
            format!("<Relationships><Relationship Id=\"r1\" Target=\"{target}\"/></Relationships>");
        let body = "<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:body><w:p><w:r><w:t>\
                    Tekst.</w:t></w:r></w:p><w:p><w:r><w:drawing><a:blip r:embed=\"r1\"/></w:drawing>\
                    </w:r></w:p></w:body></w:document>";
        let parts =
            [("word/document.xml", body.to_owned()), ("word/_rels/document.xml.rels", relations)];
        fs::write(&path, super::word::zipped(&parts)).unwrap();
        let report = imported_without_the_secret(&path);
        assert!(report.contains("there is no image"), "{target}: {report}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_a_folder_of_texts_are_left_out_and_reported() {
    let source =
        beside_a_secret(&[("1 Een.txt", "1 Een\n\nTekst.\n"), ("deel/ok.txt", "gewone tekst.\n")]);
    let bron = source.path().join("bron");
    link(&bron.join("3 Drie.txt"), "../secret.txt");
    link(&bron.join("map"), "../secret");
    link(&bron.join("4 Vier.txt"), "deel/ok.txt");
    let report = imported_without_the_secret(&bron);
    for part in ["3 Drie.txt is left out", "map is left out"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    assert!(!report.contains("4 Vier.txt is left out"), "{report}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let source = folder(&[("oud/1 Een.txt", "1 Een\n\nTekst.\n")]);
    let pipe = source.path().join("oud/2 Twee.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[source.path().join("oud").to_str().unwrap()], guide.path());
    assert!(stderr(&output).contains("2 Twee.txt is left out"), "{}", stderr(&output));
    let output = import(&[pipe.to_str().unwrap()], guide.path());
    assert!(stderr(&output).contains("it is a pipe"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_guide_with_links_out_of_it_is_not_written_through() {
    let source = folder(&[("1 Een.txt", "1 Een\n\nTekst.\n")]);
    let outside = tempfile::tempdir().unwrap();
    let guide = tempfile::tempdir().unwrap();
    link(&guide.path().join("content"), outside.path().to_str().unwrap());
    let output = import(&[source.path().join("1 Een.txt").to_str().unwrap()], guide.path());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(files(outside.path()).is_empty());
}

#[test]
fn files_that_include_themselves_do_not_multiply() {
    let book = folder(&[
        ("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n"),
        ("src/een.md", &format!("# Een\n\n{}", "{{#include een.md}}\n".repeat(4))),
        ("src/twee.md", "# Twee\n\n{{#include a.md}}\n"),
        ("src/a.md", &"{{#include b.md}}\n".repeat(200)),
        ("src/b.md", &"{{#include c.md}}\n".repeat(200)),
        ("src/c.md", &"{{#include d.md}}\n".repeat(200)),
        ("src/d.md", "woord\n"),
    ]);
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[book.path().to_str().unwrap()], guide.path());
    let report = stderr(&output);
    assert!(
        report.contains(
            "`{{#include een.md}}` cannot be read and is kept as text: it includes itself"
        ),
        "{report}"
    );
    assert!(report.contains("the chapter includes too much"), "{report}");
    let site = folder(&[
        ("mkdocs.yml", "site_name: S\n"),
        ("docs/index.md", "# Begin\n\n--8<-- \"a.md\"\n"),
        ("docs/a.md", &"--8<-- \"a.md\"\n".repeat(4)),
    ]);
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[site.path().to_str().unwrap()], guide.path());
    assert!(stderr(&output).contains("cannot be put in"), "{}", stderr(&output));
}

#[test]
fn a_book_deeper_than_numbers_go_is_read_whole() {
    let mut summary = String::new();
    for level in 0..60 {
        summary.push_str(&format!("{}- [Kop {level}](k{level}.md)\n", " ".repeat(level * 2)));
    }
    let mut entries = vec![("src/SUMMARY.md".to_owned(), summary)];
    entries.extend((0..60).map(|level| (format!("src/k{level}.md"), format!("# Kop {level}\n"))));
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let book = folder(&entries);
    let (guide, _, report) = imported(&[book.path().to_str().unwrap()]);
    assert!(report.contains("numbers have at most 24 levels"), "{report}");
    let chapters = files(&guide.path().join("content"));
    assert_eq!(chapters.iter().filter(|(path, _)| path.ends_with(".md")).count(), 60);
}

#[test]
fn names_without_letters_are_kept() {
    let folder = folder(&[
        ("oud/++.txt", "gewone tekst zonder titel.\n"),
        ("oud/2024 in het kort.html", "<h2>2024 in het kort</h2><p>Tekst.</p>"),
        ("oud/a.html", "<h1>Gelijk</h1><p>Een.</p>"),
        ("oud/b.html", "<h1>Gelijk</h1><p>Twee.</p>"),
    ]);
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[folder.path().join("oud").to_str().unwrap()], guide.path());
    assert!(output.status.success(), "{}", stderr(&output));
    let paths: Vec<String> =
        files(&guide.path().join("content")).into_iter().map(|(path, _)| path).collect();
    for path in ["pagina.md", "gelijk.md", "gelijk-2.md"] {
        assert!(paths.contains(&path.to_owned()), "{path} is missing: {paths:?}");
    }
}

#[test]
fn pictures_of_one_name_from_two_folders_both_arrive() {
    let texts = folder(&[
        ("oud/a/1 Een.html", "<h1>1 Een</h1><p>x <img src=foto.png alt=x> y</p>"),
        (
            "oud/b/2 Twee.html",
            "<h1>2 Twee</h1><p>x <img src=foto.png alt=x> <img src=c/foto.png alt=y> y</p>",
        ),
        ("oud/b/c/foto.png", "BMderde"),
        ("oud/a/foto.png", "BMeerste"),
        ("oud/b/foto.png", "BMtweede"),
    ]);
    let book = folder(&[
        ("src/SUMMARY.md", "- [Een](een.md)\n"),
        (
            "src/een.md",
            "# Een\n\n![a](beeld/foto.png) ![b](foto.png) ![c](../foto.png) ![d](../beeld/foto.png)\n",
        ),
        ("src/foto.png", "BMeerste"),
        ("src/beeld/foto.png", "BMtweede"),
        ("foto.png", "BMderde"),
        ("beeld/foto.png", "BMvierde"),
    ]);
    for source in [texts.path().join("oud"), book.path().to_owned()] {
        let guide = tempfile::tempdir().unwrap();
        let output = import(&[source.to_str().unwrap()], guide.path());
        assert!(output.status.success(), "{}", stderr(&output));
        let made = files(guide.path());
        let chapters: String = made
            .iter()
            .filter(|(path, _)| path.ends_with(".md"))
            .map(|(_, content)| String::from_utf8_lossy(content).into_owned())
            .collect();
        for picture in ["BMeerste", "BMtweede", "BMderde"] {
            let found = made.iter().find(|(_, content)| content == picture.as_bytes());
            let (path, _) = found.unwrap_or_else(|| panic!("{picture} is lost"));
            let name = path.rsplit('/').next().unwrap();
            assert!(chapters.contains(name), "{path} is shown nowhere in {chapters}");
        }
    }
}

#[cfg(unix)]
#[test]
fn pages_that_are_links_out_of_a_book_stop_its_import() {
    for (name, to) in [("src/link.md", "../../secret.md"), ("src/map", "../../secret")] {
        let source = beside_a_secret(&[
            ("src/SUMMARY.md", "- [Een](een.md)\n- [Drie](link.md)\n- [Vijf](map/x.md)\n"),
            ("src/een.md", "# Een\n"),
        ]);
        link(&source.path().join("bron").join(name), to);
        let report = imported_without_the_secret(&source.path().join("bron"));
        assert!(report.contains("leads out of the folder"), "{report}");
        assert!(!report.contains("\nmade "), "{report}");
    }
    let site = beside_a_secret(&[("mkdocs.yml", "site_name: S\nnav: [link.md]\n")]);
    link(&site.path().join("bron/docs/link.md"), "../../secret.md");
    let report = imported_without_the_secret(&site.path().join("bron"));
    assert!(report.contains("leads out of the folder"), "{report}");
    assert!(!report.contains("\nmade "), "{report}");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let guide = Guide::new();
    for name in ["groot.txt", "groot.html", "groot.docx"] {
        let file = std::fs::File::create(guide.path(name)).unwrap();
        // It takes no room on the disk.
        file.set_len(300 << 20).unwrap();
        let output = guide.run(&["import", name]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stderr(&output).contains("it is larger than 256 MB"), "{}", stderr(&output));
    }
}

#[test]
fn settings_and_front_matter_are_nested_so_deep_and_no_deeper() {
    let deep = "a: [\n".repeat(20_000);
    let settings = format!("site_name: S\nnav: [\n{deep}");
    let source = beside_a_secret(&[("mkdocs.yml", &settings), ("docs/index.md", "# Begin\n")]);
    let report = imported_without_the_secret(&source.path().join("bron"));
    assert!(report.contains("the settings cannot be read: this is nested too deeply"), "{report}");
    let page = format!("---\ntitle: [\n{deep}\n---\n# Begin\n");
    let source = beside_a_secret(&[("mkdocs.yml", "site_name: S\n"), ("docs/index.md", &page)]);
    let report = imported_without_the_secret(&source.path().join("bron"));
    assert!(report.contains("the front matter is nested too deeply and is text now"), "{report}");
}

#[test]
fn what_a_page_cannot_include_is_not_read_again_and_again() {
    let large = "woord ".repeat(1_000_000);
    let includes = "{{#include ../large.txt}}\n".repeat(2_000);
    let source = beside_a_secret(&[
        ("book.toml", "[book]\ntitle = \"B\"\n"),
        ("src/SUMMARY.md", "- [Een](een.md)\n"),
        ("src/een.md", &includes),
        ("large.txt", &large),
    ]);
    let report = imported_without_the_secret(&source.path().join("bron"));
    assert!(report.contains("the chapter includes too much"), "{report}");
}
