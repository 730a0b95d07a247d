//! Time is linear in the size of a text, whatever it contains: nothing that somebody writes or
//! pastes can stall a build or a preview.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use wijkengids::book;
use wijkengids::check::{self, Checks, report};
use wijkengids::config::Config;
use wijkengids::diagnostic;
use wijkengids::editions::{self, Artifact};
use wijkengids::paths::ContentPath;
use wijkengids::search::{self, Engine};
use wijkengids::source::{Content, Source};
use wijkengids::workspace;

/// How many times longer a text of twice the size may take.
const LIMIT: f64 = 2.6;
/// Shorter times are too imprecise to compare.
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
    ("links that nothing defines, each its own", 1_000, |n| {
        (0..n).map(|link| format!("[a][b{link}] ")).collect()
    }),
    ("captions that refer to notes", 500, |n| {
        (0..n).map(|note| format!("![](a.png \"Een[^{note}]\")\n\n[^{note}]: Noot.\n\n")).collect()
    }),
    ("notes that only front matter refers to", 1_000, |n| {
        let notes: String = (0..n).map(|note| format!("[^{note}]: Noot.\n\n")).collect();
        format!("---\ntitle: {}\n---\n\n{notes}", "Titel ".repeat(n))
    }),
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
    ("different attributes of one tag", 4_000, |n| format!("<p {}>\n", different(n))),
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

/// `n` attributes of different names.
fn different(n: usize) -> String {
    (0..n).map(|at| format!("a{at}=1 ")).collect()
}

/// A guide of `n` parts: its files by path. One that has no `book.toml` gets one.
type GuidePattern = (&'static str, usize, fn(usize) -> BTreeMap<String, String>);

const GUIDES: &[GuidePattern] = &[
    ("links that lead nowhere", 400, |n| {
        one((0..n).map(|at| format!("[x](weg{at}.md)\n\n")).collect())
    }),
    ("anchors that are nowhere", 400, |n| {
        one((0..n).map(|at| format!("[x](#weg{at})\n\n")).collect())
    }),
    ("faults on one line", 500, |n| one("[hier](#a) ".repeat(n))),
    ("faults that a comment exempts", 500, |n| {
        one(format!("<!-- check: off todo -->\n{}", "TODO doe dit\n".repeat(n)))
    }),
    ("comments that exempt", 500, |n| one("<!-- check: off todo -->\nTODO\n\n".repeat(n))),
    ("HTML on one line", 700, |n| one("<a href=#a>x</a> ".repeat(n))),
    ("headings that are doubled", 400, |n| one("## Kop\n\n".repeat(n))),
    ("lessons", 200, |n| one("## Les {.les}\n\nTekst.\n\n".repeat(n))),
    ("lessons with themes", 120, |n| {
        one((0..n).map(|at| format!("## Les {{.les themes=\"t{at}\"}}\n\nTekst.\n\n")).collect())
    }),
    ("themes that the guide does not have", 120, |n| {
        let known: String = (0..n).map(|at| format!("\"thema{at}\", ")).collect();
        let lessons = (0..n).map(|at| format!("## Les {{.les themes=\"t{at}\"}}\n\nTekst.\n\n"));
        let mut files = one(lessons.collect());
        files.insert("book.toml".into(), format!("{BOOK}[lessons]\nthemes = [{known}]\n"));
        files
    }),
    ("captions", 300, |n| one("Tabel: x\n\n| a |\n|---|\n| b |\n\n".repeat(n))),
    ("rows of a table", 2_000, |n| one(format!("| a |\n|---|\n{}", "| b |\n".repeat(n)))),
    ("footnotes", 500, |n| {
        one((0..n).map(|note| format!("[^{note}]\n\n[^{note}]: Noot.\n\n")).collect())
    }),
    ("uses of one footnote", 1_000, |n| one(format!("{}\n\n[^a]: Noot.\n", "a[^a] ".repeat(n)))),
    ("footnotes that refer to the next", 4_000, |n| {
        let notes = (0..n).map(|note| format!("[^{note}]: Zie [^{}].\n\n", (note + 1) % n));
        one(format!("[^0]\n\n{}", notes.collect::<String>()))
    }),
    ("elements within each other", 1_000, |n| one(format!("x {}", "<b>".repeat(n)))),
    ("blocks within each other", 500, |n| one("<div>\n".repeat(n))),
    ("elements that seem to be closed", 500, |n| one("<div/>\n".repeat(n))),
    ("attributes of one tag", 2_000, |n| one(format!("<p {}>\n", different(n)))),
    ("lists within each other", 1_000, |n| one(format!("{}a\n", "- ".repeat(n)))),
    ("a long title", 8_000, |n| one(format!("---\ntitle: {}\n---\n", "Titel ".repeat(n)))),
    ("a long word", 8_000, |n| one("w".repeat(n))),
    ("long words", 200, |n| one(format!("{} ", "w".repeat(200)).repeat(n))),
    ("different words", 1_500, |n| one((0..n).map(|at| format!("woord{at} ")).collect())),
    ("aliases", 100, |n| {
        let aliases: String = (0..n).map(|at| format!("oud{at}, ")).collect();
        one(format!("---\naliases: [{aliases}]\n---\n"))
    }),
    ("aliases that are taken", 500, |n| {
        one(format!("---\naliases: [{}]\n---\n", "oud, ".repeat(n)))
    }),
    ("code", 500, |n| one("```rust\nfn a() {}\n```\n\n".repeat(n))),
    ("chapters", 50, |n| chapters(n, |at| format!("Zie [[{at}]].\n"))),
    ("chapters that link to one", 50, |n| chapters(n, |_| "Zie [[1]].\n".into())),
    ("chapters of one title", 50, |n| chapters(n, |_| "---\ntitle: T\n---\n[[T]]\n".into())),
    ("images that lead nowhere", 60, |n| chapters(n, |at| format!("![x](weg{at}.png)\n"))),
    ("chapters of one number", 100, |n| {
        (0..n).map(|at| (format!("content/1-x{at}.md"), "[x](weg.md)\n".into())).collect()
    }),
    ("images and drafts that show none", 100, |n| {
        let images = (0..n).map(|at| (format!("content/beeld{at}.png"), String::new()));
        let text = format!("---\ndraft: true\n---\n{}", "woord ".repeat(100));
        let drafts = (0..n).map(|at| (format!("content/{at}-x.md"), text.clone()));
        images.chain(drafts).collect()
    }),
    ("chapters to print that are not there", 200, |n| {
        let include: String = (0..n).map(|at| format!("\"weg{at}\", ")).collect();
        let mut files = chapters(n, |_| String::new());
        files.insert("book.toml".into(), format!("{BOOK}[print]\ninclude = [{include}]\n"));
        files
    }),
];

const BOOK: &str = "[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n";

fn one(text: String) -> BTreeMap<String, String> {
    [("content/1-een.md".to_owned(), text)].into()
}

fn chapters(n: usize, text: fn(usize) -> String) -> BTreeMap<String, String> {
    (1..=n).map(|at| (format!("content/{at}-x.md"), text(at))).collect()
}

/// What readers type: `n` parts.
const QUERIES: &[Pattern] = &[
    ("a query of one word", 50_000, |n| "w".repeat(n)),
    ("a query of words", 10_000, |n| "wijk ".repeat(n)),
    ("a query of phrases", 10_000, |n| "\"een wijk\" ".repeat(n)),
    ("a query of quotation marks", 50_000, |n| "\"".repeat(n)),
    ("a query of exclusions", 10_000, |n| "-wijk ".repeat(n)),
    ("a query of a number", 50_000, |n| "1.".repeat(n)),
];

/// Checks a guide and formats the report; then renders everything that is published, and the index.
fn check_and_render(root: &Path) {
    let found = check::check(root, &Checks::default());
    black_box((report::human(&found, false), report::json(&found), report::github(&found)));
    let options = workspace::Options::default();
    let Some(guide) = workspace::load(root, &options).0 else { return };
    for (path, artifact) in editions::publication(&guide) {
        // Some files of the theme are large, and take the same time in every guide.
        if !matches!(artifact, Artifact::Asset(_)) {
            let rendered = artifact.render(&guide);
            black_box(rendered.unwrap_or_else(|problem| panic!("{path}: {problem}")));
        }
    }
}

fn search(query: &str) {
    static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (guide, problems) = workspace::load(root, &workspace::Options::default());
        guide.unwrap_or_else(|| panic!("{problems:?}")).search_files().clone()
    });
    black_box(Engine::new(&FILES).search(query, &search::Options::default()).hits.len());
}

/// Reads, parses and binds a chapter, and renders its diagnostics.
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
fn measure(work: &dyn Fn()) -> Duration {
    let run = |_| {
        let start = cpu_time();
        work();
        cpu_time() - start
    };
    (0..3).map(run).min().unwrap_or_default()
}

/// The times for a size, twice it and four times it.
fn measure_all(count: usize, pattern: &dyn Fn(usize) -> Box<dyn Fn()>) -> [Duration; 3] {
    [1, 2, 4].map(|factor| measure(&pattern(count * factor)))
}

fn is_slow(times: &[Duration; 3]) -> bool {
    let is_slow =
        |pair: &[Duration]| pair[1].as_secs_f64() > LIMIT * pair[0].max(LEAST).as_secs_f64();
    times.windows(2).any(is_slow)
}

/// Measures a pattern, and says if it takes too long.
fn must_be_linear(
    name: &str,
    count: usize,
    pattern: &dyn Fn(usize) -> Box<dyn Fn()>,
    slow: &mut Vec<String>,
) {
    let mut times = measure_all(count, pattern);
    // Other work on the machine may slow down one measurement, but not every one.
    for _ in 0..2 {
        if is_slow(&times) {
            times = measure_all(count, pattern);
        }
    }
    println!("{name}: {times:?}");
    if is_slow(&times) {
        slow.push(format!("{name}: {times:?}"));
    }
}

fn write(files: BTreeMap<String, String>) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let book = [("book.toml".to_owned(), BOOK.to_owned())].into_iter();
    for (path, text) in book.chain(files) {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        fs::write(file, text).expect("a written file");
    }
    root
}

/// One test, so that no other runs at the same time.
#[test]
fn twice_the_text_takes_twice_the_time() {
    let mut slow = Vec::new();
    for (name, count, text) in PATTERNS {
        let pattern = |n| -> Box<dyn Fn()> {
            let text = text(n);
            Box::new(move || read(&text))
        };
        must_be_linear(name, *count, &pattern, &mut slow);
    }
    for (name, count, query) in QUERIES {
        let pattern = |n| -> Box<dyn Fn()> {
            let query = query(n);
            Box::new(move || search(&query))
        };
        must_be_linear(name, *count, &pattern, &mut slow);
    }
    for (name, count, files) in GUIDES {
        let pattern = |n| -> Box<dyn Fn()> {
            let root = write(files(n));
            Box::new(move || check_and_render(root.path()))
        };
        must_be_linear(&format!("a guide: {name}"), *count, &pattern, &mut slow);
    }
    assert!(
        slow.is_empty(),
        "more than {LIMIT} times the time for twice the text:\n{}",
        slow.join("\n")
    );
}
