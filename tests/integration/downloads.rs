//! The page with the files to download, and the archive of the site.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use wijkengids::serve::{Answer, Preview};
use wijkengids::workspace::Options;

use crate::support::{Guide, check_links, files, stderr};

fn guide() -> Guide {
    Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\n\nTekst. [Bestand](lijst.csv)\n"),
        ("content/lijst.csv", "a,b\n"),
    ])
}

/// The files in an archive.
fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a whole file");
        files.insert(file.name().expect("a name").into_owned(), bytes);
    }
    files
}

#[test]
fn there_is_a_page_where_there_is_something_to_download() {
    let guide = guide();
    guide.build();
    assert!(!guide.path("public/downloads.html").exists());
    assert!(!guide.read("public/1.html").contains("downloads.html"));
    let before = guide.read("public/1.html");
    let output = guide.run(&["build", "--epub", "--zip"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for page in ["index", "inhoud", "1", "404", "downloads"] {
        let html = guide.read(&format!("public/{page}.html"));
        assert!(html.contains("<a href=\"downloads.html\""), "{page}");
    }
    let html = guide.read("public/downloads.html");
    for file in ["proef.epub", "proef.zip"] {
        let size = fs::metadata(guide.path(&format!("public/{file}"))).unwrap().len();
        let kilobytes = format!("· {} kB", size.div_ceil(1000));
        assert!(html.contains(&format!("href=\"{file}\"")), "{html}");
        assert!(html.contains(&kilobytes), "{kilobytes}: {html}");
        assert!(stderr(&output).contains(file), "{}", stderr(&output));
    }
    assert!(html.contains("href=\"print.html\""), "{html}");
    let site: BTreeMap<String, Vec<u8>> = files(&guide.path("public")).into_iter().collect();
    check_links(&site);
    guide.build();
    assert_eq!(guide.read("public/1.html"), before);
    assert!(!guide.path("public/proef.epub").exists(), "a build without one has none");
}

#[test]
fn only_the_page_changes_with_the_sizes() {
    let guide = guide();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n[print]\nepub = true\n");
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\nKort.\n");
    guide.build();
    let before: BTreeMap<_, _> = files(&guide.path("public")).into_iter().collect();
    guide.write(
        "content/2-twee.md",
        format!("---\ntitle: Twee\n---\n\nKort. {}\n", "Nee, lang. ".repeat(3)),
    );
    guide.build();
    let after = files(&guide.path("public")).into_iter();
    let changed = after.filter(|(path, bytes)| before.get(path) != Some(bytes));
    let changed: Vec<String> =
        changed.map(|(path, _)| path).filter(|path| path.ends_with(".html")).collect();
    let others: Vec<_> = changed
        .iter()
        .filter(|path| !["2.html", "print.html", "downloads.html"].contains(&path.as_str()))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(changed.iter().any(|path| path == "2.html"));
}

#[test]
fn the_archive_is_the_site_without_itself() {
    let guide = guide();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n[site]\nprecompress = true\n");
    let zip = || {
        let output = guide.run(&["build", "--epub", "--zip"]);
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read(guide.path("public/proef.zip")).unwrap()
    };
    let bytes = zip();
    let packed = unpacked(bytes.clone());
    for (path, content) in files(&guide.path("public")) {
        let packed = packed.get(&format!("proef/{path}"));
        let is_copy = [".gz", ".br"].iter().any(|end| path.ends_with(end));
        if is_copy || path == "proef.zip" || path == ".wijkengids.json" {
            assert!(packed.is_none(), "{path}");
        } else if path == "downloads.html" {
            let html = String::from_utf8(packed.unwrap().clone()).unwrap();
            assert!(html.contains("proef.epub") && !html.contains("proef.zip"), "{html}");
        } else {
            assert!(packed == Some(&content), "{path}");
        }
    }
    let site = packed.into_iter().map(|(path, bytes)| (path.replacen("proef/", "", 1), bytes));
    check_links(&site.collect());
    fs::remove_dir_all(guide.path("public")).unwrap();
    assert!(bytes == zip(), "the same site gives the same archive");
}

#[test]
fn a_file_of_someone_else_is_never_replaced() {
    for name in ["proef.epub", "proef.zip", "downloads.html"] {
        let guide = guide();
        guide.build();
        guide.write(&format!("public/{name}"), "van een ander");
        let output = guide.run(&["build", "--epub", "--zip"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
        assert_eq!(guide.read(&format!("public/{name}")), "van een ander");
    }
}

#[test]
fn names_of_authors_do_not_clash_with_downloads() {
    let guide = guide();
    guide.write("content/downloads.md", "---\ntitle: Downloads\n---\n\n[Boek](proef.epub)\n");
    guide.write("content/proef.epub", "van de auteur");
    let output = guide.run(&["build", "--epub", "--zip"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(guide.read("public/chapter-downloads.html").contains("assets/proef."));
    assert!(fs::read(guide.path("public/proef.epub")).unwrap().starts_with(b"PK"));
    guide.build();
    assert!(
        guide.path("public/chapter-downloads.html").exists(),
        "its address does not depend on that"
    );
}

#[test]
fn the_preview_shows_what_a_build_would_make() {
    let guide = guide();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n[print]\nepub = true\n");
    let options = Options { zip: true, ..Options::default() };
    let preview = Preview::open(guide.root(), &options);
    let page = |path: &str| match preview.answer(path) {
        Answer::Found(file) => file.bytes.to_vec(),
        _ => panic!("{path} is not there"),
    };
    let html = String::from_utf8(page("downloads.html")).unwrap();
    assert!(html.contains("href=\"proef.epub\"") && !html.contains("kB"), "{html}");
    assert!(!html.contains("proef.zip") && html.contains("wordt gemaakt bij het bouwen"), "{html}");
    let served = page("proef.epub");
    guide.build();
    assert!(served == fs::read(guide.path("public/proef.epub")).unwrap(), "as it is published");
}

#[test]
fn a_title_without_letters_still_gives_a_name() {
    let guide = guide();
    guide.write("book.toml", "[book]\ntitle = \"…!\"\n");
    let output = guide.run(&["build", "--epub", "--zip"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(guide.path("public/print.epub").exists() && guide.path("public/print.zip").exists());
}
