//! A preview that runs for days uses no more memory than one that has just started.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use peak_alloc::PeakAlloc;
use wijkengids::paths::GuidePath;
use wijkengids::serve::{Answer, Preview};
use wijkengids::workspace::Options;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const CHAPTERS: usize = 60;
const EDITS: usize = 1000;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a written file");
}

fn text(title: &str, n: usize) -> String {
    let paragraph = format!("Een alinea over de wijk, versie {n}. ").repeat(20);
    format!(
        "---\ntitle: {title}\n---\n\n{paragraph}\n\n## Les {{.les}}\n\n{paragraph}\n\nZie [[1.1]].\n"
    )
}

/// The n-th edit: changes a text or a title, adds or removes a chapter, or breaks and mends one.
fn edit(root: &Path, preview: &Preview, n: usize) {
    let chapter = format!("1.{}", n % CHAPTERS + 1);
    let path = format!("content/{chapter}-hoofdstuk.md");
    let extra = "content/2.1-komt-en-gaat.md";
    let named = |path: &str| GuidePath::new(path).expect("a path");
    let mut changed = BTreeSet::from([named(&path)]);
    match n % 10 {
        7 => write(root, &path, &text(&format!("Titel {n}"), n)),
        8 => {
            if fs::remove_file(root.join(extra)).is_err() {
                write(root, extra, &text("Nieuw", n));
            }
            changed.insert(named(extra));
        }
        9 => {
            write(root, &path, "---\ntitle: [\n---\n");
            preview.apply(&changed);
            write(root, &path, &text("Hoofdstuk", n));
        }
        _ => write(root, &path, &text("Hoofdstuk", n)),
    }
    preview.apply(&changed);
    for page in [format!("{chapter}.html"), "inhoud.html".into(), "index.html".into()] {
        assert!(matches!(preview.answer(&page), Answer::Found(_)), "{page} after {n} edits");
    }
}

#[test]
fn memory_does_not_grow_over_a_thousand_edits() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "book.toml", "[book]\ntitle = \"Proef\"\n");
    for n in 1..=CHAPTERS {
        write(root, &format!("content/1.{n}-hoofdstuk.md"), &text("Hoofdstuk", n));
    }
    let preview = Preview::open(root, &Options::default());
    // After two rounds every page has been requested, and every cache is as full as it gets.
    let settled = CHAPTERS * 4;
    (0..settled).for_each(|n| edit(root, &preview, n));
    let before = ALLOCATED.current_usage();
    (settled..settled + EDITS - EDITS % 40).for_each(|n| edit(root, &preview, n));
    let after = ALLOCATED.current_usage();
    let growth = after as f64 / before as f64;
    println!("{before} bytes before, {after} after {EDITS} edits: {growth:.3}");
    assert!(growth < 1.05, "{before} bytes became {after}");
}
