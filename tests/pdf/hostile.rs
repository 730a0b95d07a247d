//! Whatever authors write is text: none of it runs as Typst, and all of it is in the PDF.

use std::fs;
use std::process::Command;

use super::document::Pdf;

/// What is written in Markdown, and what is then in the PDF.
const TEXTS: [(&str, &str); 28] = [
    (r#"#eval("1") en #panic(1)"#, "#eval(“1”) en #panic(1)"),
    (r"\$x\$", "$x$"),
    (r"\*a\* en \_b\_", "*a* en _b_"),
    ("@ref", "@ref"),
    (r"voor\\na", r"voor\na"),
    ("voor // na", "voor // na"),
    ("voor /* na", "voor /* na"),
    ("*/ na", "*/ na"),
    (r"\`tik\`", "`tik`"),
    (r"\<label\>", "<label>"),
    (r#"#import "x.typ": \*"#, "#import “x.typ”: *"),
    ("a~b", "a~b"),
    ("`a -- b --- c`", "a -- b --- c"),
    ("= kop", "= kop"),
    (r"\+ plus", "+ plus"),
    (r"\- min", "- min"),
    ("/ term: uitleg", "/ term: uitleg"),
    (r"1\. punt", "1. punt"),
    ("https://voorbeeld.nl/#let", "https://voorbeeld.nl/#let"),
    (r"\[x\] en ]#x[", "[x] en ]#x["),
    ("#{ 1 + 1 }", "#{ 1 + 1 }"),
    (r"`#let x = [$y$] \ // /*`", r"#let x = [$y$] \ // /*"),
    (r"`\u{41}` en \\n", r"\u{41} en \n"),
    ("a\u{7}b", "a b"),
    ("#", "#"),
    ("#set page(width: 1cm)", "#set page(width: 1cm)"),
    ("#show: it => none", "#show: it => none"),
    ("<!-- weg -->blijft", "blijft"),
];

/// Text without its spaces.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn build(chapter: &str) -> (Pdf, String) {
    let guide = tempfile::tempdir().unwrap();
    fs::create_dir(guide.path().join("content")).unwrap();
    fs::write(guide.path().join("content/1-een.md"), chapter).unwrap();
    let settings = "[book]\ntitle = \"#panic() $x$\"\nsubtitle = \"<label> @ref *a*\"\n";
    fs::write(guide.path().join("book.toml"), settings).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .current_dir(guide.path())
        .env("WIJKENGIDS_LANG", "en")
        .args(["build", "--pdf"])
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{report}");
    (Pdf::read(&guide.path().join("public/panic-x.pdf")), report)
}

#[test]
fn what_looks_like_code_is_text() {
    let mut chapter = String::from("---\ntitle: \"#eval(1) $y$ <z> @q\"\n---\n\n");
    for (text, _) in TEXTS {
        chapter.push_str(&format!("Alinea {text} einde.\n\n- Lijst {text} einde.\n\n"));
    }
    chapter.push_str("## Kop #x() $k$ \\\\\n\n```typst\n#code(1) /* $c$ */ // d\n```\n\n");
    chapter.push_str("| #cel() | $c$ |\n| --- | --- |\n| [a] | @b |\n\nTabel: #bij() $s$\n");
    let (pdf, _) = build(&chapter);
    assert_eq!(pdf.title(), "#panic() $x$: <label> @ref *a*");
    let shown = dense(&pdf.pages().concat());
    for (text, expected) in TEXTS {
        for place in ["Alinea", "Lijst"] {
            let expected = dense(&format!("{place} {expected} einde."));
            assert!(shown.contains(&expected), "{text} ({place}) is not in the PDF");
        }
    }
    for text in [
        "#eval(1) $y$ <z> @q",
        "Kop #x() $k$ \\",
        "#code(1) /* $c$ */ // d",
        "#cel()",
        "#bij() $s$",
    ] {
        assert!(shown.contains(&dense(text)), "{text}");
    }
}

#[test]
fn a_word_without_an_end_and_other_scripts_are_kept() {
    let word = "x".repeat(10_000);
    let chapter = format!("# Een\n\n{word}\n\nGriekse λέξη, שלום, مرحبا en \u{10600}.\n");
    let (pdf, report) = build(&chapter);
    let shown = pdf.pages().concat();
    assert!(shown.matches('x').count() >= 10_000);
    assert!(shown.contains("λέξη") && shown.contains('\u{10600}'), "{shown}");
    assert!(report.contains("U+10600"), "{report}");
}
