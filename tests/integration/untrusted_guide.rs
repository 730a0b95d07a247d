//! A guide from a stranger: which files it can publish, and what those can do to readers.

use std::fs;
use std::process::Output;

use crate::support::{Guide, files, stderr};

fn guide(keys: &str) -> Guide {
    let guide = Guide::with(&[("content/1-een.md", "Tekst.\n")]);
    guide.write("book.toml", format!("[book]\ntitle = \"P\"\n{keys}\n"));
    guide
}

/// Builds, insists that it fails, and returns what is reported.
fn refused(guide: &Guide) -> String {
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(!guide.path("public").exists(), "nothing is published");
    stderr(&output)
}

fn published(guide: &Guide) -> Vec<(String, Vec<u8>)> {
    files(&guide.path("public"))
}

fn holds(files: &[(String, Vec<u8>)], text: &str) -> bool {
    files.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text))
}

#[test]
fn keys_that_name_files_lead_to_files_of_the_guide_only() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    let secret = secret.path().to_str().unwrap();
    for keys in [
        format!("[site]\nlogo = {{ image = \"{secret}\" }}"),
        "[site]\nbanner = { image = \"../../etc/passwd\" }".to_owned(),
        "[site]\nbanner = { image = \"beeld/../../x.png\" }".to_owned(),
        "[site]\nscripts = [\"../x.js\"]".to_owned(),
        format!("[site]\nstyles = [\"{secret}.css\"]"),
    ] {
        let report = refused(&guide(&keys));
        assert!(report.contains("cannot be used as a path"), "{keys}: {report}");
        assert!(report.contains("book.toml:4:"), "{keys}: {report}");
    }
}

#[test]
fn a_theme_is_a_folder_of_the_guide() {
    for name in ["/usr/share", "../..", "..", ".", "", "a/b", ".git", "eigen/", "a\\\\b"] {
        let guide = guide(&format!("[theme]\nname = \"{name}\""));
        guide.write("themes/a/b/assets/x.css", "");
        let report = refused(&guide);
        assert!(report.contains("is not the name of a theme"), "{name}: {report}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_guide_are_refused() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("geheim.css"), "geheim").unwrap();
    fs::write(outside.path().join("geheim.svg"), "<svg><title>geheim</title></svg>").unwrap();

    let logo = guide("[site]\nlogo = { image = \"logo.svg\" }");
    symlink(outside.path().join("geheim.svg"), logo.path("logo.svg")).unwrap();
    assert!(refused(&logo).contains("leads out"), "a logo");

    let file = guide("");
    file.write("themes/wijkengids/assets/eigen.css", "a{}");
    symlink(outside.path().join("geheim.css"), file.path("themes/wijkengids/assets/x.css"))
        .unwrap();
    assert!(refused(&file).contains("x.css"), "a file of the theme");

    let folder = guide("[theme]\nname = \"eigen\"");
    fs::create_dir(folder.path("themes")).unwrap();
    symlink(outside.path(), folder.path("themes/eigen")).unwrap();
    refused(&folder);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_theme_is_reported_and_not_opened() {
    let guide = guide("");
    guide.write("themes/wijkengids/assets/eigen.css", "a{}");
    let pipe = guide.path("themes/wijkengids/assets/pijp.css");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(refused(&guide).contains("pijp.css"));
}

/// A guide whose authors are not trusted, with a file that its chapter links to.
fn with_file(raw_html: &str, name: &str, content: &str) -> Guide {
    let guide = guide(&format!("[markdown]\nraw_html = \"{raw_html}\""));
    guide.write("content/1-een.md", format!("Zie\n[dit]({name}).\n"));
    guide.write(&format!("content/{name}"), content);
    guide
}

const SCRIPT: &str = "<script>alert(1)</script>";

#[test]
fn files_that_run_scripts_are_reported_at_the_link() {
    for raw_html in ["sanitise", "escape"] {
        for name in ["x.html", "x.xhtml", "x.xml", "x.htm", "x.mht", "x.swf", "x.onbekend", "x"] {
            let report = refused(&with_file(raw_html, name, SCRIPT));
            assert!(report.contains("could run scripts"), "{name}: {report}");
            assert!(report.contains("1-een.md:2:"), "{name}: {report}");
        }
    }
    let trusted = with_file("allow", "x.html", SCRIPT);
    trusted.build();
    assert!(holds(&published(&trusted), SCRIPT));
}

#[test]
fn drawings_are_sanitised_where_authors_are_not_trusted() {
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(2)\" viewBox=\"0 0 9 9\">{SCRIPT}<circle r=\"3\"/></svg>"
    );
    for (raw_html, text) in
        [("sanitise", "[x](a.svg)"), ("escape", "![x](a.svg)"), ("sanitise", "<img src=a.svg>")]
    {
        let guide = with_file(raw_html, "a.svg", &drawing);
        guide.write("content/1-een.md", format!("{text}\n\n[en](a.svg)\n"));
        guide.build();
        let drawings: Vec<_> =
            published(&guide).into_iter().filter(|(path, _)| path.contains("/a.")).collect();
        assert!(holds(&drawings, "circle"), "{raw_html} {text}");
        assert!(!holds(&drawings, "alert"), "{raw_html} {text}");
    }
    let trusted = with_file("allow", "a.svg", &drawing);
    trusted.build();
    assert!(holds(&published(&trusted), "alert(2)"));
}

#[test]
fn every_page_loads_the_scripts_and_styles_of_the_guide() {
    let guide = guide("[site]\nscripts = [\"eigen/a.js\"]\nstyles = [\"eigen/a.css\"]");
    guide.write("eigen/a.js", "document.title = 'eigen';");
    guide.write("eigen/a.css", ":root { --eigen: 1 }");
    guide.build();
    for page in ["index.html", "1.html", "404.html", "print.html"] {
        let html = guide.read(&format!("public/{page}"));
        assert!(html.contains("<script src=\"assets/a."), "{page}");
        assert!(html.contains("<link rel=\"stylesheet\" href=\"assets/a."), "{page}");
    }
    let wrong = self::guide("[site]\nscripts = [\"a.html\"]");
    assert!(refused(&wrong).contains("is not a file that ends in .js"));
    let missing = self::guide("[site]\nscripts = [\"weg.js\"]");
    let report = refused(&missing);
    assert!(report.contains("weg.js") && report.contains("book.toml:4:"), "{report}");
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png.extend([8, 2, 0, 0, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..]);
    png.extend(crc.sum().to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    png
}

#[test]
fn a_picture_that_claims_to_be_huge_is_refused_with_its_size() {
    let guide = guide("");
    guide.write("content/1-een.md", "Tekst.\n\n![Plein](groot.png)\n");
    guide.write("content/groot.png", png_header(50_000, 50_000));
    let report = refused(&guide);
    assert!(report.contains("50000 × 50000 pixels"), "{report}");
    assert!(report.contains("1-een.md:3:"), "{report}");
    assert_eq!(report.matches("50000 × 50000").count(), 1, "{report}");
}

#[test]
fn a_long_picture_is_published() {
    let guide = guide("");
    guide.write("content/1-een.md", "![Lang](lang.png)\n");
    let mut png = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(1200, 20_000).write_to(&mut png, image::ImageFormat::Png).unwrap();
    guide.write("content/lang.png", png.into_inner());
    let output: Output = guide.build();
    assert!(!stderr(&output).contains("lang.png"), "{}", stderr(&output));
    assert!(guide.read("public/1.html").contains("800w"));
}

#[test]
fn a_corrupt_picture_is_one_message() {
    let guide = guide("");
    guide.write("content/1-een.md", "![Stuk](stuk.png)\n");
    guide.write("content/stuk.png", png_header(4000, 3000));
    let report = refused(&guide);
    assert_eq!(report.matches("stuk.png").count(), 1, "{report}");
}

#[test]
fn names_without_letters_and_very_long_ones_are_published() {
    let guide = guide("");
    let long = "a".repeat(240);
    guide.write("content/1-een.md", format!("[a](++.pdf) [b]({long}.pdf)\n"));
    guide.write("content/++.pdf", "a");
    guide.write(&format!("content/{long}.pdf"), "b");
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("href=\"assets/file."), "{page}");
}
