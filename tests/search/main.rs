//! How well search finds what readers look for, in the guide of this repository and in guides with
//! other subjects and words. README.md in this folder explains the measures.

use std::path::Path;

use wijkengids::search::{Engine, Options};
use wijkengids::workspace;

/// Mean reciprocal rank, and the share of queries with a right answer in the first five.
struct Quality {
    mrr: f64,
    recall: f64,
    queries: usize,
}

fn evaluate(guide: &str, queries: &str) -> Quality {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (loaded, problems) = workspace::load(&root.join(guide), &workspace::Options::default());
    let loaded = loaded.unwrap_or_else(|| panic!("{problems:?}"));
    let engine = Engine::new(loaded.search_files());
    let path = root.join(queries);
    let text = std::fs::read_to_string(path).unwrap();
    let (mut ranks, mut found, mut count) = (0.0, 0.0, 0);
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let (query, expected) = line.rsplit_once(" | ").unwrap();
        let expected: Vec<&str> = expected.split(", ").collect();
        count += 1;
        let rank = rank(&engine, query, &expected);
        if rank != Some(1) {
            println!("{:>6}  {query}", rank.map_or("-".into(), |rank| rank.to_string()));
        }
        if let Some(rank) = rank {
            ranks += 1.0 / rank as f64;
            found += f64::from(rank <= 5);
        }
    }
    let total = f64::from(count);
    let quality = Quality { mrr: ranks / total, recall: found / total, queries: count as usize };
    println!("{guide}: MRR {:.3}, recall at 5 {:.3}", quality.mrr, quality.recall);
    quality
}

/// The rank, from 1, of the first right chapter, or of the section of an expected lesson.
fn rank(engine: &Engine<'_>, query: &str, expected: &[&str]) -> Option<usize> {
    let answer = engine.search(query, &Options { limit: 10, ..Options::default() });
    let mut chapters = Vec::new();
    for (at, hit) in answer.hits.iter().enumerate() {
        let record = engine.record(hit.chapter);
        if !chapters.contains(&hit.chapter) {
            chapters.push(hit.chapter);
        }
        let lesson = format!("{}#{}", record.page, record.sections[hit.section].anchor);
        if expected.contains(&record.page.as_str()) {
            return Some(chapters.len());
        }
        if expected.contains(&lesson.as_str()) {
            return Some(at + 1);
        }
    }
    None
}

fn expect_found(guide: &str, queries: &str) {
    let quality = evaluate(guide, queries);
    assert!(quality.queries >= 60);
    assert!(quality.mrr >= 0.92, "MRR is {:.3}", quality.mrr);
    assert!(quality.recall >= 0.97, "recall at 5 is {:.3}", quality.recall);
}

#[test]
fn readers_find_what_they_look_for_in_the_wijkengids() {
    expect_found(".", "tests/search/queries.txt");
}

#[test]
fn readers_find_what_they_look_for_in_a_municipality() {
    expect_found("tests/search/municipality", "tests/search/municipality/queries.txt");
}

#[test]
fn readers_find_what_they_look_for_as_staff() {
    expect_found("tests/search/staff", "tests/search/staff/queries.txt");
}

#[test]
fn readers_find_what_they_look_for_in_english() {
    expect_found("tests/search/english", "tests/search/english/queries.txt");
}

/// However an abbreviation, a number or a compound is written, the page with it comes first.
#[test]
fn readers_find_what_is_written_in_another_way() {
    let quality = evaluate("tests/search/spelling", "tests/search/spelling/queries.txt");
    assert!(quality.queries >= 20);
    assert!((quality.mrr - 1.0).abs() < f64::EPSILON, "MRR is {:.3}", quality.mrr);
}
