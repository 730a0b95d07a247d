//! On which pages of a typeset book footnotes stand.

use super::document::Pdf;
use super::layout::{build, page_with};

/// Wherever on a page a mark stands, its note stands on that page.
#[test]
fn a_note_stands_on_the_page_of_its_mark() {
    for (words, note) in
        [(2, "Kort."), (2, "Een noot van wat regels. "), (30, "Een noot van wat regels. ")]
    {
        let chapters: Vec<(String, String)> = (1..=22)
            .map(|n| {
                let lines = "regel\\\n".repeat(17 + n);
                let words = "woord ".repeat(words);
                let note = note.repeat(if note.len() > 5 { 9 } else { 1 });
                let text = format!(
                    "---\ntitle: Een\n---\n\n{lines}regel\n\n{words} merk{n}m[^a].\n\nSlot.\n\n[^a]: noot{n}n {note}\n"
                );
                (format!("content/{n}-een.md"), text)
            })
            .collect();
        let files: Vec<(&str, &str)> =
            chapters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let guide = build("language = \"nl\"\n", &files);
        let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
        for n in 1..=22 {
            let page = page_with(&pdf, &format!("merk{n}m"));
            assert!(page.contains(&format!("noot{n}n")), "{words} {note} {n}: {page}");
        }
    }
}

/// A text of which each call of `mark` writes the mark of a note.
type Marked = fn(mark: &mut dyn FnMut() -> String) -> String;

/// Wherever on a page what has marks begins, each note stands on the page of its mark.
#[test]
fn notes_move_along_with_their_marks() {
    let texts: [Marked; 9] = [
        |mark| (0..6).map(|_| format!("- Kort item {}\n", mark())).collect(),
        |mark| (0..3).map(|_| format!("- Kort {}\n  - Onder {}\n", mark(), mark())).collect(),
        |mark| {
            let rows = (0..5).map(|_| format!("| cel {} | cel {} |\n", mark(), mark()));
            format!("| A | B |\n|---|---|\n{}", rows.collect::<String>())
        },
        |mark| {
            let sentence = "Een langere zin met veel woorden, die de alinea lang maakt";
            (0..9).map(|_| format!("{sentence} {}. ", mark())).collect()
        },
        |mark| {
            format!(
                "## Kop {}\n\nAlinea {}.\n\n**Kop {}**\n\nEn {}.",
                mark(),
                mark(),
                mark(),
                mark()
            )
        },
        |mark| (0..3).map(|_| format!("Term {}\n: Uitleg {}\n\n", mark(), mark())).collect(),
        |mark| {
            let items = (0..6).map(|_| format!("<li>\n\nKort item {}\n\n</li>\n", mark()));
            format!("<ul>\n{}</ul>\n", items.collect::<String>())
        },
        |mark| {
            let mut cell = || format!("<td>\n\ncel {}\n\n</td>", mark());
            let rows = (0..5).map(|_| format!("<tr>{}{}</tr>\n", cell(), cell()));
            format!("<table>\n{}</table>\n", rows.collect::<String>())
        },
        |mark| {
            let mut term =
                || format!("<dt>\n\nTerm {}\n\n</dt><dd>\n\nUitleg {}\n\n</dd>\n", mark(), mark());
            format!("<dl>\n{}</dl>\n", (0..3).map(|_| term()).collect::<String>())
        },
    ];
    let mut count = 0;
    let mut chapters = Vec::new();
    for (kind, text) in texts.iter().enumerate() {
        for lines in 14..24 {
            let mut notes = String::new();
            let text = text(&mut || {
                count += 1;
                notes.push_str(&format!("[^{count}]: noot{count}n Zie de wet.\n\n"));
                format!("merk{count}m[^{count}]")
            });
            let before = "Vulregel.\n\n".repeat(lines);
            chapters.push((
                format!("content/{}-een.md", kind * 10 + lines),
                format!("---\ntitle: Een\n---\n\n{before}{text}\n\nSlot.\n\n{notes}"),
            ));
        }
    }
    let files: Vec<(&str, &str)> =
        chapters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let guide = build("language = \"nl\"\n", &files);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    let apart = (1..=count)
        .filter(|n| !page_with(&pdf, &format!("merk{n}m")).contains(&format!("noot{n}n")));
    assert_eq!(apart.collect::<Vec<_>>(), Vec::<usize>::new(), "notes without their marks");
}
