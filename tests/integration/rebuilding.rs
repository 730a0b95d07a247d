//! Builds over an earlier one: they write what changed, and come to what a fresh build comes to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wijkengids::publish;
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, files};

const CHAPTERS: usize = 30;
const EDITS: usize = 15;

/// Words and numbers in a fixed pseudo-random order.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    fn word(&mut self) -> String {
        const STARTS: [&str; 8] = ["wijk", "buurt", "zorg", "school", "jeugd", "de", "het", "een"];
        const ENDS: [&str; 8] = ["aanpak", "beleid", "team", "plan", "", "", "huis", "agenda"];
        format!("{}{}", STARTS[self.below(8)], ENDS[self.below(8)])
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word() + " ").collect()
    }
}

fn path(chapter: usize) -> String {
    format!("content/{}.{}-hoofdstuk.md", chapter / 10 + 1, chapter % 10 + 1)
}

fn guide(random: &mut Random) -> Guide {
    let guide = Guide::new();
    for chapter in 0..CHAPTERS {
        let (title, text, lesson) = (random.text(3), random.text(80), random.text(40));
        let text =
            format!("---\ntitle: {title}\n---\n\n{text}\n\n## {title} {{.les}}\n\n{lesson}\n");
        guide.write(&path(chapter), text);
    }
    guide
}

fn build(root: &Path, out: &str) -> BTreeMap<String, Vec<u8>> {
    let (guide, problems) = workspace::load(root, &Options::default());
    let mut guide = guide.unwrap_or_else(|| panic!("{problems:?}"));
    publish::publish(&mut guide, &root.join(out), None, &|_| ()).expect("a build");
    files(&root.join(out)).into_iter().collect()
}

/// Changes a word, adds or removes a paragraph or a chapter, or takes another title.
fn edit(guide: &Guide, random: &mut Random) {
    let path = path(random.below(CHAPTERS));
    let text = fs::read_to_string(guide.path(&path)).unwrap_or_default();
    match random.below(8) {
        0 if !text.is_empty() => fs::remove_file(guide.path(&path)).expect("a removed file"),
        1 => guide.write(&path, format!("---\ntitle: {}\n---\n", random.text(2))),
        2 => guide.write(&path, format!("{text}\n\n{}\n", random.text(30))),
        _ => {
            let (from, to) = (random.word(), random.word());
            guide.write(&path, text.replacen(&from, &to, 1));
        }
    }
}

#[test]
fn a_build_after_an_edit_is_that_of_a_fresh_folder() {
    let mut random = Random(1);
    let guide = guide(&mut random);
    build(guide.root(), "public");
    for at in 0..EDITS {
        edit(&guide, &mut random);
        let again = build(guide.root(), "public");
        let fresh = build(guide.root(), "vers");
        fs::remove_dir_all(guide.path("vers")).expect("a removed folder");
        let differ = |path: &&String| again.get(*path) != fresh.get(*path);
        let paths: BTreeSet<&String> = again.keys().chain(fresh.keys()).collect();
        let other: Vec<&&String> = paths.iter().filter(|path| differ(path)).collect();
        assert!(other.is_empty(), "after edit {at}: {other:?}");
    }
}

/// Changed, new and gone files together.
#[test]
fn one_word_changes_few_files() {
    let mut random = Random(2);
    let guide = guide(&mut random);
    let mut before = build(guide.root(), "public");
    for chapter in [3, 17, 28] {
        let text = guide.read(&path(chapter));
        let (front, body) = text.split_once("---\n\n").expect("a body");
        let (first, rest) = body.split_once(' ').expect("words");
        let word = if first == "wijk" { "buurt" } else { "wijk" };
        guide.write(&path(chapter), format!("{front}---\n\n{word} {rest}"));
        let after = build(guide.root(), "public");
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changed: Vec<&&String> =
            paths.iter().filter(|path| before.get(**path) != after.get(**path)).collect();
        assert!(changed.len() <= 12, "{changed:?}");
        let has_manifest = changed.iter().any(|path| path.ends_with(".wijkengids.json"));
        assert!(!has_manifest, "no file is new or gone");
        before = after;
    }
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let guide = Guide::with(&[("content/1-een.md", "Een.\n"), ("content/2-twee.md", "Twee.\n")]);
    build(guide.root(), "public");
    let file = |path: &str| fs::metadata(guide.path(path)).expect("a file").ino();
    let before = [file("public/1.html"), file("public/2.html")];
    let manifest = file("public/.wijkengids.json");
    guide.write("content/2-twee.md", "Anders.\n");
    build(guide.root(), "public");
    assert_eq!(file("public/1.html"), before[0]);
    assert_eq!(file("public/.wijkengids.json"), manifest);
    assert_ne!(file("public/2.html"), before[1]);
    // What someone else has changed is not kept.
    fs::write(guide.path("public/1.html"), "Eigen.").expect("a written file");
    build(guide.root(), "public");
    assert!(guide.read("public/1.html").contains("Een."));
}
