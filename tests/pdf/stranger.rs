//! A guide from a stranger cannot get files of this machine, or of its network, into the PDF.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::document::Pdf;
use super::program;

/// What must not be in the PDF.
const SECRET: &str = "GEHEIM";

/// Files with the secret that a page could show, outside the guide.
fn secrets(folder: &Path) {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"20\"><text y=\"15\">{SECRET}</text></svg>"
    );
    fs::write(folder.join("s.svg"), svg).unwrap();
    fs::write(folder.join("s.html"), format!("<p>{SECRET}</p>")).unwrap();
    fs::write(folder.join("s.txt"), SECRET).unwrap();
    fs::write(folder.join("s.css"), format!("h1::after {{ content: \"{SECRET}\" }}")).unwrap();
}

/// HTML that asks for them in every way, by one kind of address.
fn html(address: &str) -> String {
    let file = |name: &str| format!("{address}/{name}");
    let (svg, html, txt, css) = (file("s.svg"), file("s.html"), file("s.txt"), file("s.css"));
    format!(
        "<a rel=attachment href={txt}>bijlage</a> <a rel=\"attachment\" href=\"{html}\">b</a>\n\n\
         <img src={svg} alt=x> <img src=\"x.png\" srcset=\"{svg} 1x\" alt=x>\n\n\
         <p style=\"background: url({svg}); list-style-image: url('{svg}')\">achtergrond</p>\n\n\
         <style>@import url({css}); p::before {{ content: url({svg}) }} \
         @font-face {{ font-family: x; src: url({txt}) }}</style>\n\n\
         <link rel=stylesheet href={css}>\n<link rel=attachment href={txt}>\n\n\
         <iframe src={html}></iframe> <object data={svg}></object> <embed src={svg}>\n\n\
         <svg width=\"99\" height=\"20\"><image href=\"{svg}\" width=\"99\" height=\"20\"/>\
         <use href=\"{svg}#x\"/></svg>\n\n\
         <script>fetch('{txt}').then(r => r.text()).then(t => document.body.append(t))</script>\n\n\
         <p>Einde van het hoofdstuk.</p>\n"
    )
}

/// A server on this machine that counts who asks it for something.
fn server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    thread::spawn(move || {
        for _ in listener.incoming() {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, asked)
}

/// The PDF of a guide with these files, unless it has errors.
fn build(engine: &str, files: &[(&str, &str)]) -> Option<Pdf> {
    let guide = tempfile::tempdir().unwrap();
    let settings = ("book.toml", "[book]\ntitle = \"Proef\"\n[markdown]\nraw-html = \"allow\"\n");
    for (path, text) in files.iter().chain([&settings]) {
        let file = guide.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .current_dir(guide.path())
        .args(["build", "--pdf-engine", engine])
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || report.contains("1-een.md"), "{report}");
    output.status.success().then(|| Pdf::read(&guide.path().join("public/proef.pdf")))
}

fn shows_nothing(pdf: &Pdf, address: &str) {
    let text = pdf.pages().concat();
    assert!(!text.contains(SECRET), "{address}: {text}");
    assert!(!pdf.holds(SECRET.as_bytes()), "{address}");
}

fn check(engine: &str) {
    let folder = tempfile::tempdir().unwrap();
    secrets(folder.path());
    let (server, asked) = server();
    let path = folder.path().to_str().unwrap();
    let addresses =
        [format!("file://{path}"), path.to_owned(), format!("FILE:///{path}"), server.clone()];
    for address in addresses {
        // In a chapter most of it is left out or an error; a template of the guide's own theme
        // can have anything.
        let html = html(&address);
        let chapter = format!("---\ntitle: Een\n---\n\n{html}\n\n![beeld]({address}/s.svg)\n");
        if let Some(pdf) = build(engine, &[("content/1-een.md", &chapter)]) {
            shows_nothing(&pdf, &address);
        }
        // In a template for Typst it is an error.
        if engine == "typst" {
            continue;
        }
        let template = format!(
            "<!doctype html><html><title>x</title><h1>Kop</h1>{{{{ chapters }}}}{html}</html>"
        );
        let files = [
            ("content/1-een.md", "Tekst.\n"),
            ("themes/wijkengids/templates/print.html", &template),
        ];
        let pdf = build(engine, &files).expect("a guide without errors");
        shows_nothing(&pdf, &address);
        assert!(pdf.pages().concat().contains("Einde van het hoofdstuk"), "{address}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "{server} was asked");
}

#[test]
fn typst_shows_no_foreign_file() {
    check("typst");
}

#[test]
fn weasyprint_shows_no_foreign_file() {
    check(&program("WEASYPRINT"));
}

#[test]
fn chromium_shows_no_foreign_file() {
    check(&program("CHROMIUM"));
}
