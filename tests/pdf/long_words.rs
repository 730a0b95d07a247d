//! Words that no line holds.

use super::document::Pdf;
use super::layout::build;

/// The PDF of a guide with this chapter, and its text without spaces and breaks.
fn set(text: &str) -> (Pdf, String) {
    let text = format!("---\ntitle: Een\n---\n\nTekst.[^1]\n\n{text}");
    let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    let is_space = |c: char| c.is_whitespace() || c == '\u{200b}';
    let shown = pdf.pages().concat().replace(is_space, "");
    (pdf, shown)
}

/// Typst gives up at some five hundred matches of a show rule in a run of text.
#[test]
fn hundreds_of_long_words_may_stand_together() {
    let words: Vec<String> = (0..520).map(|n| format!("{n:04}{}", "wijk".repeat(9))).collect();
    let cell: Vec<&str> = words.iter().map(|word| &word[..30]).collect();
    let (_, shown) = set(&format!(
        "{}\n\n```text\n{}\n```\n\n| a | b | c |\n|---|---|---|\n| a | {} | c |\n\n[^1]: Noot.\n",
        words.join("\\\n"),
        words.join("\n"),
        cell.join(" "),
    ));
    // A few are parted by the end of a page.
    let whole = words.iter().filter(|word| shown.matches(word.as_str()).count() == 2).count();
    assert!(whole > 450, "{whole}: {shown}");
    let whole = cell.iter().filter(|word| shown.matches(*word).count() == 3).count();
    assert!(whole > 450, "{whole}: {shown}");
}

/// No line begins with punctuation that closes, even behind a space.
#[test]
fn a_run_of_punctuation_breaks() {
    const RUNS: [char; 12] = ['.', '/', ':', '!', '?', ',', '(', ')', '[', '—', '"', '='];
    let of = |(n, c): (usize, char)| {
        let run = c.to_string().repeat(300);
        let escaped = if c.is_ascii() { format!("\\{c}").repeat(300) } else { run.clone() };
        format!(
            "Tekst.[^x{n}]\n\n{escaped}\n\n- {escaped}\n\n`{run}`\n\n```\n{run}\n```\n\n> {escaped}\n\n\
             | a |\n|---|\n| {escaped} |\n\n[^x{n}]: {escaped}\n\n"
        )
    };
    let joined = ["wijk"; 100].join("\u{a0}");
    let text: String = RUNS.into_iter().enumerate().map(|(n, c)| of((n, c))).collect();
    let (_, shown) = set(&format!("{text}{joined}\n\n[^1]: Noot.\n"));
    for c in RUNS {
        // One may be parted by the end of a page.
        let count = shown.matches(&c.to_string().repeat(300)).count();
        assert!((6..=7).contains(&count), "{c}: {count}");
    }
    assert!(shown.contains(&"wijk".repeat(100)), "{shown}");
}
