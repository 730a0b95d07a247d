//! Twice the text takes twice the time, whatever stands in it: nothing that somebody writes, or
//! pastes, stops a build or a preview.

#![cfg(unix)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use wijkengids::book;
use wijkengids::config::Config;
use wijkengids::diagnostic;
use wijkengids::paths::ContentPath;
use wijkengids::source::{Content, Source};

/// How much more time twice the text may take.
const LIMIT: f64 = 2.6;
/// What takes less than this is not measured well enough to be compared.
const LEAST: Duration = Duration::from_millis(8);

/// A text of `n` parts.
type Pattern = (&'static str, usize, fn(usize) -> String);

const PATTERNS: &[Pattern] = &[
    ("a long word", 16_000, |n| "é".repeat(n)),
    ("marks within a word", 4_000, |n| "a~b".repeat(n)),
    ("other marks within a word", 4_000, |n| "a^b".repeat(n)),
    ("equal headings", 2_000, |n| "## Kop\n\n".repeat(n)),
    ("lessons", 2_000, |n| "## Les {.les}\n\nTekst.\n\n".repeat(n)),
    ("lessons within a lesson", 2_000, |n| {
        format!("## Les {{.les}}\n\n{}", "### Les {.les}\n\nTekst.\n\n".repeat(n))
    }),
    ("captions of tables", 1_000, |n| "Tabel: x\n\n| a |\n|---|\n| b |\n\n".repeat(n)),
    ("captions of images", 2_000, |n| "![a](a.png \"Titel\")\n\n".repeat(n)),
    ("brackets in front matter", 4_000, |n| format!("---\ntitle: {}\n---\n", "[".repeat(n))),
    ("braces in front matter", 4_000, |n| format!("---\nextra: {}\n---\n", "{a: ".repeat(n))),
    ("wrong lines in front matter", 400, |n| format!("---\n{}---\n", "a: b: c\n".repeat(n))),
    ("unknown keys in front matter", 2_000, |n| {
        let keys = (0..n).map(|key| format!("sleutel{key}: x\n"));
        format!("---\n{}---\n", keys.collect::<String>())
    }),
    ("a long title", 20_000, |n| format!("---\ntitle: {}\n---\n", "Titel ".repeat(n))),
    ("a long title in one word", 40_000, |n| format!("---\ntitle: {}\n---\n", "a".repeat(n))),
    ("links on one line", 2_000, |n| "[x](#a) ".repeat(n)),
    ("links by reference on one line", 2_000, |n| format!("{}\n\n[b]: #a\n", "[a][b] ".repeat(n))),
    ("links that nothing defines", 2_000, |n| "[a][b] ".repeat(n)),
    ("footnotes that nothing defines", 2_000, |n| "[^a] ".repeat(n)),
    ("openings of footnotes", 4_000, |n| "[^".repeat(n)),
    ("openings of links", 4_000, |n| "[a](".repeat(n)),
    ("footnotes", 1_000, |n| {
        (0..n).map(|note| format!("[^{note}]\n\n[^{note}]: Noot.\n\n")).collect()
    }),
    ("HTML on one line", 2_000, |n| "<a href=#a>x</a> ".repeat(n)),
    ("HTML in one block", 2_000, |n| format!("<div>\n{}</div>\n", "<a href=#a>é</a>\n".repeat(n))),
    ("elements that do not end", 2_000, |n| format!("x {}{}", "<b>".repeat(n), "</i>".repeat(n))),
    ("attributes of one tag", 2_000, |n| format!("<meta {}>\n", "content=1 ".repeat(n))),
    ("boxes", 1_000, |n| "::: kader Titel\nTekst.\n:::\n\n".repeat(n)),
    ("boxes that are not closed", 2_000, |n| "::: kader\n".repeat(n)),
    ("nested quotations", 2_000, |n| format!("{}x\n", "> ".repeat(n))),
    ("nested lists", 1_000, |n| {
        (0..n).map(|depth| format!("{}- a\n", "  ".repeat(depth % 60))).collect()
    }),
    ("quotes", 4_000, |n| "\"a\" 'b' ".repeat(n)),
    ("apostrophes", 8_000, |n| "'".repeat(n)),
    ("stars", 8_000, |n| "*a ".repeat(n)),
    ("code", 2_000, |n| "```\na\n```\n\n".repeat(n)),
    ("control characters", 8_000, |n| "a\u{1b}\u{c}\0 ".repeat(n)),
];

/// Reads, parses and binds a chapter, and renders what is wrong with it.
fn read(text: &str) {
    let path = ContentPath::base().child("1-een.md");
    let source = Arc::new(Source::read(&path, "content/1-een.md", text.as_bytes()));
    let content = Content { sources: vec![source], ..Content::default() };
    let (book, found) = book::read(&content, &Config::default());
    black_box((book, diagnostic::render_all(&found, false)));
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The least time of three runs.
fn measure(text: &str) -> Duration {
    let run = |_| {
        let start = cpu_time();
        read(text);
        cpu_time() - start
    };
    (0..3).map(run).min().unwrap_or_default()
}

/// The times for a text, one of twice its length, and one of four times its length.
fn measure_all(count: usize, pattern: fn(usize) -> String) -> [Duration; 3] {
    [1, 2, 4].map(|factor| measure(&pattern(count * factor)))
}

fn is_slow(times: &[Duration; 3]) -> bool {
    let is_slow =
        |pair: &[Duration]| pair[1].as_secs_f64() > LIMIT * pair[0].max(LEAST).as_secs_f64();
    times.windows(2).any(is_slow)
}

/// One test, so that no other runs at the same time.
#[test]
fn twice_the_text_takes_twice_the_time() {
    let mut slow = Vec::new();
    for (name, count, pattern) in PATTERNS {
        let mut times = measure_all(*count, *pattern);
        // Whatever else the machine does may slow one of them down, but not again and again.
        for _ in 0..2 {
            if is_slow(&times) {
                times = measure_all(*count, *pattern);
            }
        }
        println!("{name}: {times:?}");
        if is_slow(&times) {
            slow.push(format!("{name}: {times:?}"));
        }
    }
    assert!(
        slow.is_empty(),
        "more than {LIMIT} times the time for twice the text:\n{}",
        slow.join("\n")
    );
}
