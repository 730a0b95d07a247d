//! A guide of a stranger cannot bring files of this machine, or of its network, into the PDF.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::document::Pdf;

/// What must not be in the PDF.
const SECRET: &str = "GEHEIM";

/// Files with the secret that a page could show, in the folder of somebody else.
fn secrets(folder: &Path) {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"20\"><text y=\"15\">{SECRET}</text></svg>"
    );
    fs::write(folder.join("s.svg"), svg).unwrap();
    fs::write(folder.join("s.html"), format!("<p>{SECRET}</p>")).unwrap();
    fs::write(folder.join("s.txt"), SECRET).unwrap();
    fs::write(folder.join("s.css"), format!("h1::after {{ content: \"{SECRET}\" }}")).unwrap();
}

/// A chapter that asks for them in every way, by one kind of address.
fn chapter(address: &str) -> String {
    let file = |name: &str| format!("{address}/{name}");
    let (svg, html, txt, css) = (file("s.svg"), file("s.html"), file("s.txt"), file("s.css"));
    format!(
        "---\ntitle: Een\n---\n\
         ![beeld]({svg})\n\n\
         <a rel=attachment href={txt}>bijlage</a> <a rel=\"attachment\" href=\"{html}\">b</a>\n\n\
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

fn check(variable: &str) {
    let engine = std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} must name the program that makes the PDF"));
    let folder = tempfile::tempdir().unwrap();
    secrets(folder.path());
    let (server, asked) = server();
    let path = folder.path().to_str().unwrap();
    let addresses =
        [format!("file://{path}"), path.to_owned(), format!("FILE:///{path}"), server.clone()];
    for address in addresses {
        for raw_html in ["sanitise", "allow"] {
            let guide = tempfile::tempdir().unwrap();
            fs::create_dir(guide.path().join("content")).unwrap();
            let settings =
                format!("[book]\ntitle = \"Proef\"\n[markdown]\nraw_html = \"{raw_html}\"\n");
            fs::write(guide.path().join("book.toml"), settings).unwrap();
            fs::write(guide.path().join("content/1-een.md"), chapter(&address)).unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
                .current_dir(guide.path())
                .args(["build", "--pdf-engine", &engine])
                .output()
                .unwrap();
            let file = guide.path().join("public/proef.pdf");
            if !file.exists() {
                // A path that no chapter may name is an error of the guide.
                let report = String::from_utf8_lossy(&output.stderr);
                assert!(!report.contains("PDF"), "{address}: {report}");
                continue;
            }
            let pdf = Pdf::read(&file);
            let text = pdf.pages().concat();
            assert!(text.contains("Einde van het hoofdstuk"), "{address}, {raw_html}: {text}");
            assert!(!text.contains(SECRET), "{address}, {raw_html}: {text}");
            assert!(!pdf.holds(SECRET.as_bytes()), "{address}, {raw_html}");
            assert!(!pdf.holds(b"publication.invalid"), "{address}, {raw_html}");
        }
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "{server} was asked");
}

#[test]
fn weasyprint_shows_no_file_of_somebody_else() {
    check("WEASYPRINT");
}

#[test]
fn chromium_shows_no_file_of_somebody_else() {
    check("CHROMIUM");
}
