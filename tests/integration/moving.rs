//! `wijkengids move`: everything that leads to a chapter follows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use wijkengids::book::Destination;
use wijkengids::check::{self, Checks};
use wijkengids::guide::Guide as Loaded;
use wijkengids::lock::{self, Mode};
use wijkengids::moving::{self, To};
use wijkengids::number::Number;
use wijkengids::paths::Root;
use wijkengids::publish;
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, files, make, stderr, stdout};

/// A guide with every way to arrange chapters and to link to them.
fn guide() -> Guide {
    Guide::with(&[
        (
            "book.toml",
            "[book]\ntitle = \"Proef\"\n\n[site]\nfooter = \"Zie [[2.4.8]] en [\\\"twee\\\"](2)\"\n\
             logo = { image = \"content/2-twee/2.4-map/beeld/x.svg\", alt = \"Logo\" }\n",
        ),
        ("content/index.md", "Begin bij [[1]] of [[2.4.8#les-1]].\n"),
        ("content/voorwoord.md", "Zie [het eerste](1-een/1.1-a.md) en [dank](dank.html).\n"),
        ("content/dank.md", "---\nposition: back\n---\n[[voorwoord]] [x](2.4.html#deel)\n"),
        ("content/1-een/index.md", "---\ntitle: Een\naliases: [oud]\n---\n[[1.1]] [[1.2|tekst]]\n"),
        (
            "content/1-een/1.1-a.md",
            "---\ntitle: A\n---\n![Straat](beeld/y.svg)\n\n[b](1.2-b.md) [m](../2-twee/2.4-map/index.md#deel) \
             [map](../2-twee/2.4-map/) [zonder](./1.2-b) [wortel](/2-twee/2.4-map/2.4.8-x.md)\n\n\
             ```markdown\n[[2.4.8]] [x](1.2-b.md)\n```\n\nEn `[[2.4.8]]` in code.\n",
        ),
        (
            "content/1-een/1.2-b.md",
            "---\r\ntitle: B\r\n---\r\n\r\n[a]: 1.1-a.md 'A'\r\n\r\nZie [a] en [ook][a], <a href=\"2.4.8#les-1\">html</a>.\r\n",
        ),
        ("content/1-een/beeld/y.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (
            "content/2-twee/2.4-map/index.md",
            "---\ntitle: Map\nbanner: { image: beeld/x.svg, alt: \"\" }\n---\n## Deel {#deel}\n\n![X](beeld/x.svg)\n",
        ),
        (
            "content/2-twee/2.4-map/2.4.8-x.md",
            "---\ntitle: X\naliases:\n  - ooit\n---\n## Les een {.les}\n\nTekst met [[2.4]] en [[#les-1]].\n\n<img src=\"beeld/x.svg\" alt=\"\">\n",
        ),
        (
            "content/2-twee/2.4-map/2.4.10-y.md",
            "---\ntitle: Y\n---\nZie [x](2.4.8-x.md#les-1) en [[A.1]].\n\nEen hoofdstuk heeft meestal\nmeer tekst dan links,\nook hier,\nzodat git het herkent.\n",
        ),
        ("content/2-twee/2.4-map/beeld/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
        ("content/3-drie.md", "---\ntitle: Drie\n---\n[plat](3.1-plat.md) [[2]]\n"),
        (
            "content/3.1-plat.md",
            "---\ntitle: Plat\n---\n[terug](3-drie.md) <b>[x](<2-twee/2.4-map/2.4.8-x.md>)</b>\n",
        ),
        (
            "content/los.md",
            "---\ntitle: Los\nnumber: 3.2\n---\n| a |\n|---|\n| [[3.1\\|tabel]] |\n",
        ),
        ("content/bijlagen/A-lijst.md", "---\ntitle: Lijst\n---\n[[A.1]]\n"),
        ("content/bijlagen/A.1-meer.md", "---\ntitle: Meer\n---\n[lijst](A-lijst.md)\n"),
        ("content/4-concept.md", "---\ntitle: Concept\ndraft: true\n---\n[[1.1]]\n"),
    ])
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

/// For every chapter, by title, where its links lead: title and anchor, or the last part of a path.
type LinkMap = BTreeMap<String, Vec<String>>;

fn load(root: &Path) -> Loaded {
    let (guide, problems) = workspace::load(root, &Options { drafts: true, ..Options::default() });
    guide.unwrap_or_else(|| panic!("{problems:#?}"))
}

fn link_map(guide: &Loaded) -> LinkMap {
    let says = |destination: &Destination| match destination {
        Destination::Chapter(id, anchor) => format!("{} {anchor:?}", guide.book[*id].title),
        Destination::File(path) => path.name().to_owned(),
        other => format!("{other:?}"),
    };
    guide
        .book
        .iter()
        .map(|(_, chapter)| {
            (chapter.title.clone(), chapter.destinations.iter().map(says).collect())
        })
        .collect()
}

/// The titles of chapters by the addresses that lead to them: pages and aliases.
fn addresses(guide: &Loaded) -> BTreeMap<String, String> {
    let mut addresses = BTreeMap::new();
    for (_, chapter) in guide.book.iter() {
        for name in chapter.front_matter().aliases.iter().chain([&chapter.name]) {
            let taken = addresses.insert(name.clone(), chapter.title.clone());
            assert_eq!(taken, None, "{name} leads to two chapters");
        }
    }
    addresses
}

fn assert_clean(root: &Path) {
    let found = check::check(root, &Checks { drafts: true, ..Checks::default() });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_chapter_moves_with_all_that_leads_to_it() {
    let guide = guide();
    assert_clean(guide.root());
    let output = guide.run(&["move", "2.4.8", "1.3"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(
        guide.read("content/1-een/1.3-x.md"),
        "---\ntitle: X\naliases:\n  - ooit\n  - \"2.4.8\"\n---\n## Les een {.les}\n\n\
         Tekst met [[2.4]] en [[#les-1]].\n\n<img src=\"../2-twee/2.4-map/beeld/x.svg\" alt=\"\">\n"
    );
    assert!(!guide.path("content/2-twee/2.4-map/2.4.8-x.md").exists());
    assert_eq!(guide.read("content/index.md"), "Begin bij [[1]] of [[1.3#les-1]].\n");
    assert!(guide.read("book.toml").contains("Zie [[1.3]] en"));
    assert!(guide.read("content/1-een/1.2-b.md").contains("<a href=\"1.3#les-1\">html</a>.\r\n"));
    let a = guide.read("content/1-een/1.1-a.md");
    assert!(a.contains("[wortel](/1-een/1.3-x.md)"), "{a}");
    assert!(a.contains("```markdown\n[[2.4.8]] [x](1.2-b.md)\n```"), "code is left alone: {a}");
    assert!(a.contains("`[[2.4.8]]` in code"), "{a}");
    assert!(
        guide.read("content/2-twee/2.4-map/2.4.10-y.md").contains("(../../1-een/1.3-x.md#les-1)")
    );
    assert_clean(guide.root());
    guide.build();
    assert!(guide.read("public/2.4.8.html").contains("1.3.html"), "the old address redirects");
}

#[test]
fn a_subtree_moves_as_a_folder() {
    let guide = guide();
    let output = guide.run(&["move", "2", "7"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for path in ["7-twee/index.md", "7-twee/7.4-map/7.4.8-x.md", "7-twee/7.4-map/beeld/x.svg"] {
        assert!(guide.path(&format!("content/{path}")).exists(), "{path} is missing");
    }
    assert!(!guide.path("content/2-twee").exists());
    assert!(guide.read("book.toml").contains("\"content/7-twee/7.4-map/beeld/x.svg\""));
    assert_eq!(guide.read("content/7-twee/index.md"), "---\naliases: [\"2\"]\n---\n");
    assert_clean(guide.root());
    guide.build();
    for old in ["2", "2.4", "2.4.8", "2.4.10"] {
        assert!(guide.path(&format!("public/{old}.html")).exists(), "{old} does not redirect");
    }
}

#[test]
fn a_folder_that_its_last_chapter_leaves_stays_a_chapter() {
    let guide = guide();
    assert!(guide.run(&["move", "2.4", "1.3"]).status.success());
    assert_eq!(guide.read("content/2-twee/index.md"), "---\ntitle: Twee\n---\n\n");
    assert_clean(guide.root());
}

#[test]
fn chapters_without_a_folder_go_along() {
    let guide = guide();
    assert!(guide.run(&["move", "3", "1.9"]).status.success());
    for path in ["1-een/1.9-drie.md", "1-een/1.9.1-plat.md"] {
        assert!(guide.path(&format!("content/{path}")).exists(), "{path} is missing");
    }
    let loose =
        files(&guide.path("content")).into_iter().find(|(path, _)| path.ends_with("los.md"));
    assert!(String::from_utf8(loose.unwrap().1).unwrap().contains("number: 1.9.2"));
    assert_clean(guide.root());
}

#[test]
fn room_is_made_for_a_chapter_among_others() {
    let guide = guide();
    assert!(guide.run(&["move", "1.2", "--insert-before", "1.1", "."]).status.success());
    let titles = |number: &str| {
        let loaded = load(guide.root());
        loaded.book[loaded.book.by_number(&self::number(number)).unwrap()].title.clone()
    };
    assert_eq!((titles("1.1"), titles("1.2")), ("B".into(), "A".into()));
    assert!(guide.read("content/1-een/1.1-b.md").contains("[a]: 1.2-a.md 'A'"));
    assert_clean(guide.root());
}

#[test]
fn a_chapter_is_put_last_before_the_number_after_the_last() {
    let guide = guide();
    assert!(guide.run(&["move", "1.1", "--insert-before", "1.3", "."]).status.success());
    assert!(guide.read("content/1-een/1.1-b.md").contains("[a]: 1.2-a.md 'A'"));
    assert_clean(guide.root());
    // A number further on, or below another chapter, is none of a chapter.
    for next in ["1.4", "3.3"] {
        let output = guide.run(&["move", "1.1", "--insert-before", next, "."]);
        assert!(stderr(&output).contains(&format!("there is no chapter {next}")), "{next}");
    }
}

#[test]
fn moving_back_restores_every_file() {
    let guide = guide();
    let before = files(&guide.path("content"));
    for to in ["5.1", "2.4.8"] {
        let from = if to == "5.1" { "2.4.8" } else { "5.1" };
        assert!(guide.run(&["move", from, to]).status.success());
    }
    let mut after: BTreeMap<_, _> = files(&guide.path("content")).into_iter().collect();
    let moved = after.remove("2-twee/2.4-map/2.4.8-x.md").unwrap();
    assert!(String::from_utf8(moved).unwrap().contains("  - ooit\n  - \"5.1\"\n"));
    let before: BTreeMap<_, _> =
        before.into_iter().filter(|(path, _)| !path.ends_with("2.4.8-x.md")).collect();
    assert_eq!(after, before);
}

#[test]
fn impossible_moves_are_refused_and_change_nothing() {
    let guide = guide();
    let before = files(guide.root());
    for (arguments, says) in [
        (&["move", "9", "10"][..], "there is no chapter 9"),
        (&["move", "1.1", "1.2"], "1.2 is taken"),
        (&["move", "1.1", "1.2"], "--insert-before 1.2"),
        (&["move", "2.4", "2.4.9"], "cannot go below itself"),
        (&["move", "1.1", "1.1"], "is there already"),
        (&["move", "1.1", "--insert-before", "1.2"], "is there already"),
        (&["move", "1.1", "--insert-before", "8"], "there is no chapter 8"),
    ] {
        let output = guide.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains(says), "{arguments:?}: {}", stderr(&output));
        assert_eq!(files(guide.root()), before, "{arguments:?}");
    }
    for wrong in [
        &["move", "1.1"][..],
        &["move", "1.1", "x"],
        &["move", "x", "1"],
        &["move", "1", "2", ".", "4"],
    ] {
        assert_eq!(guide.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn chapters_that_contradict_each_other_are_not_moved() {
    let guide = guide();
    guide.write("content/1-een/1.1-ook.md", "Dubbel.\n");
    let output = guide.run(&["move", "1.2", "1.5"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("[duplicate-number]"), "{}", stderr(&output));
}

#[test]
fn a_link_that_leads_nowhere_is_no_obstacle() {
    let guide = guide();
    guide.write("content/5-vijf.md", "---\ntitle: Vijf\n---\n[[1.7]] [x](weg.md)\n");
    assert!(guide.run(&["move", "1.2", "1.7"]).status.success());
    assert_eq!(guide.read("content/5-vijf.md"), "---\ntitle: Vijf\n---\n[[1.7]] [x](weg.md)\n");
}

#[test]
fn numbers_in_running_text_are_pointed_out() {
    let guide = guide();
    guide.write(
        "content/5-vijf.md",
        "---\ntitle: Vijf\n---\nHoofdstuk 2.4.8 zegt [over 2.4.8](2.4.8) meer.\n",
    );
    let report = stderr(&guide.run(&["move", "2.4.8", "2.5"]));
    assert_eq!(report.matches("the text speaks of 2.4.8").count(), 2, "{report}");
    assert!(report.contains("that is now 2.5"), "{report}");
}

#[test]
fn a_move_that_the_disk_refuses_changes_nothing() {
    let guide = guide();
    // A hidden file is not part of the guide, but it is where a chapter would go.
    symlink("nergens", guide.path("content/1-een/1.3-x.md")).unwrap();
    let before = files(guide.root());
    let output = guide.run(&["move", "2.4.8", "1.3"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    assert!(
        report.contains("exists already") && report.contains("nothing was changed"),
        "{report}"
    );
    assert_eq!(files(guide.root()), before);
    assert!(!guide.path(".wijkengids-move").exists());
}

/// Leaves a guide as if a move of chapter 3 to 8 was killed after its first step.
fn cut_off(guide: &Guide) {
    let within = |name: &str| format!(".wijkengids-move/{name}");
    guide.write(&within("leaving"), "");
    guide.write(
        &within("journal.json"),
        r#"{"steps":[
            {"from":"content/3-drie.md","to":".wijkengids-move/moved-0"},
            {"from":".wijkengids-move/leaving","to":".wijkengids-move/arriving"},
            {"from":".wijkengids-move/moved-0","to":"content/8-drie.md"}
        ],"folders":[]}"#,
    );
    fs::rename(guide.path("content/3-drie.md"), guide.path(&within("moved-0"))).unwrap();
}

#[test]
fn a_move_that_was_cut_off_is_undone_by_any_command() {
    for arguments in [&["move", "99", "98"][..], &["check"], &["build"], &["lessons"]] {
        let guide = guide();
        let before = files(&guide.path("content"));
        cut_off(&guide);
        let output = guide.run(arguments);
        assert!(stderr(&output).contains("was cut off"), "{arguments:?}: {}", stderr(&output));
        assert_eq!(files(&guide.path("content")), before, "{arguments:?}");
        assert!(!guide.path(".wijkengids-move").exists(), "{arguments:?}");
    }
}

#[test]
fn a_dry_run_undoes_nothing() {
    let guide = guide();
    cut_off(&guide);
    let before = files(guide.root());
    let output = guide.run(&["move", "1.1", "1.9", "--dry-run"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("was cut off"), "{}", stderr(&output));
    assert_eq!(files(guide.root()), before);
}

#[test]
fn a_guide_that_was_changed_since_a_move_was_cut_off_is_left_alone() {
    let guide = guide();
    cut_off(&guide);
    guide.write("content/3-drie.md", "Opnieuw geschreven.\n");
    let before = files(guide.root());
    let output = guide.run(&["move", "1.1", "1.9"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("exists already"), "{}", stderr(&output));
    assert_eq!(files(guide.root()), before);
    for journal in ["", "{", r#"{"steps":[],"folders":[]}"#] {
        guide.write(".wijkengids-move/journal.json", journal);
        fs::remove_file(guide.path("content/3-drie.md")).ok();
        guide.run(&["move", "1.1", "1.9"]);
        assert!(guide.path(".wijkengids-move/moved-0").exists(), "{journal:?}");
    }
    fs::remove_file(guide.path(".wijkengids-move/journal.json")).ok();
    let output = guide.run(&["move", "1.1", "1.9"]);
    assert!(guide.path(".wijkengids-move/moved-0").exists(), "the only copy stays");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no journal"), "{}", stderr(&output));
}

/// A journal in a stranger's guide may name any path.
#[test]
fn a_journal_of_somebody_else_changes_nothing_outside_the_guide() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "geheim").unwrap();
    let outside_path = outside.path().to_str().unwrap();
    for (from, to) in [
        (format!("{outside_path}/secret"), "content/9.md".to_owned()),
        ("../secret".into(), ".wijkengids-move/moved-0".into()),
        (".wijkengids-move/moved-0".into(), format!("{outside_path}/planted")),
        ("content/uit/secret".into(), ".wijkengids-move/moved-0".into()),
        (".wijkengids-move/moved-0".into(), "content/uit/planted".into()),
        ("content/uit/planted".into(), ".wijkengids-move/moved-0".into()),
    ] {
        for names in [&["moved-0"][..], &[]] {
            for arguments in [&["move", "1.1", "1.9"][..], &["move", "1.1", "1.9", "--dry-run"]] {
                let guide = guide();
                symlink(outside.path(), guide.path("content/uit")).unwrap();
                for name in names {
                    guide.write(&format!(".wijkengids-move/{name}"), "van een ander");
                }
                guide.write(
                    ".wijkengids-move/journal.json",
                    format!(r#"{{"steps":[{{"from":"{from}","to":"{to}"}}],"folders":[]}}"#),
                );
                guide.run(arguments);
                let found = files(outside.path());
                assert_eq!(found, [("secret".to_owned(), b"geheim".to_vec())], "{from} to {to}");
                let copies = files(guide.root());
                assert!(copies.iter().all(|(_, bytes)| bytes != b"geheim"), "{from} to {to}");
            }
        }
    }
}

#[test]
fn a_chapter_that_is_saved_after_the_plan_is_not_lost() {
    let guide = guide();
    let manuscript = moving::read(guide.root(), None).unwrap();
    let planned = moving::plan(&manuscript, &number("2.4.8"), &To::Number(number("1.3"))).unwrap();
    guide.write("content/index.md", "Net bewaard: [[2.4.8]].\n");
    let before = files(guide.root());
    let problem = make(guide.root(), &planned).unwrap_err();
    assert!(problem.message.contains("has changed meanwhile"), "{problem}");
    let help = problem.help.as_deref();
    assert_eq!(help, Some("nothing was changed; give the command once more"));
    assert_eq!(files(guide.root()), before);
}

#[test]
fn a_guide_that_is_being_built_is_not_moved() {
    let guide = guide();
    let root = Root::open(guide.root()).unwrap();
    let before = files(&guide.path("content"));
    let building = lock::guide(&root, Mode::Shared).unwrap();
    let output = guide.run(&["move", "1.1", "1.9"]);
    assert!(stderr(&output).contains("this guide is being built"), "{}", stderr(&output));
    assert_eq!(files(&guide.path("content")), before);
    guide.build();
    drop(building);
    let moving = lock::guide(&root, Mode::Exclusive).unwrap();
    let output = guide.run(&["build"]);
    assert!(stderr(&output).contains("are being changed"), "{}", stderr(&output));
    drop(moving);
    assert!(guide.run(&["move", "1.1", "1.9"]).status.success());
    assert!(!guide.path(".wijkengids.lock").exists());
}

/// Numbers of twenty levels, and names that are numbers alone or have no letters.
#[test]
fn deep_numbers_and_names_without_letters_move() {
    let deep = vec!["1"; 20].join(".");
    let deeper = vec!["1"; 19].join(".") + ".2";
    let guide = Guide::with(&[
        (&format!("content/{deep}.md"), "---\ntitle: Diep\n---\n[[2]]\n"),
        ("content/2.md", "---\ntitle: Twee\n---\n"),
        ("content/3-++.md", "---\ntitle: Drie\n---\n"),
        ("content/4 - .md", "---\ntitle: Vier\n---\n"),
        ("content/++.md", &format!("---\ntitle: Los\n---\n[[{deep}]] [[3]] [[4]]\n")),
    ]);
    for (from, to) in [(deep.as_str(), deeper.as_str()), ("2", "5"), ("3", "6"), ("4", "7.1")] {
        let output = guide.run(&["move", from, to]);
        assert!(output.status.success(), "{from}: {}", stderr(&output));
    }
    assert_eq!(
        guide.read("content/++.md"),
        format!("---\ntitle: Los\n---\n[[{deeper}]] [[6]] [[7.1]]\n")
    );
    assert!(guide.read(&format!("content/{deeper}.md")).contains("[[5]]"));
    guide.build();
}

/// Runs git without the settings of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .args(["-c", "user.name=x", "-c", "user.email=x@x", "-c", "core.autocrlf=false"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_dry_run_is_a_diff_that_git_applies_and_changes_nothing_itself() {
    for arguments in [
        &["move", "2.4.8", "1.3"][..],
        &["move", "2", "7"],
        &["move", "1", "--insert-before", "3"],
        &["move", "A", "8.1"],
    ] {
        let (applied, moved) = (guide(), guide());
        let before = files(applied.root());
        let output = applied.run(&[arguments, &["--dry-run"]].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(files(applied.root()), before, "a dry run changes nothing");
        git(applied.root(), &["init", "--quiet"]);
        let patch = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(patch.path(), stdout(&output)).unwrap();
        git(applied.root(), &["apply", patch.path().to_str().unwrap()]);
        assert!(moved.run(arguments).status.success());
        assert_eq!(files(&applied.path("content")), files(&moved.path("content")), "{arguments:?}");
        assert_eq!(applied.read("book.toml"), moved.read("book.toml"));
    }
}

#[test]
fn git_follows_the_renames() {
    let guide = guide();
    git(guide.root(), &["init", "--quiet"]);
    git(guide.root(), &["add", "."]);
    git(guide.root(), &["commit", "--quiet", "-m", "voor"]);
    let output = guide.run(&["move", "2.4", "1.3"]);
    assert!(output.status.success(), "{}", stderr(&output));
    git(guide.root(), &["add", "."]);
    let status = git(guide.root(), &["diff", "--cached", "--name-status", "-M40%"]);
    assert!(!status.lines().any(|line| line.starts_with('D')), "{status}");
}

/// Pseudo-random numbers, the same for every run with a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn random_move(dice: &mut Dice, loaded: &Loaded) -> (Number, To) {
    let numbers: Vec<Number> =
        loaded.book.iter().filter_map(|(_, chapter)| chapter.number.clone()).collect();
    let from = numbers[dice.roll(numbers.len())].clone();
    let other = &numbers[dice.roll(numbers.len())];
    match dice.roll(3) {
        0 => (from, To::Before(other.clone())),
        1 => (from, To::Number(number(&format!("{other}.{}", 1 + dice.roll(12))))),
        _ => {
            let first = ["1", "2", "3", "5", "11", "A", "B"][dice.roll(7)];
            let below = (0..dice.roll(3)).map(|_| format!(".{}", 1 + dice.roll(12)));
            (from, To::Number(number(&(first.to_owned() + &below.collect::<String>()))))
        }
    }
}

/// After each of 200 random moves the guide is clean, every link leads to the chapter it led to,
/// and every address that once led to a chapter still does, unless another chapter has it now.
#[test]
fn two_hundred_random_moves_break_nothing() {
    let seed = std::env::var("WIJKENGIDS_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or(20_261_125);
    println!("seed {seed}: run again with WIJKENGIDS_SEED={seed}");
    let mut dice = Dice(seed);
    let guide = guide();
    let mut loaded = load(guide.root());
    let mut made = 0;
    let mut once: BTreeMap<String, String> = addresses(&loaded);
    // What an earlier move left known saves parsing, and changes no plan.
    let mut known = moving::read(guide.root(), None).unwrap();
    while made < 200 {
        let (from, to) = random_move(&mut dice, &loaded);
        let links = link_map(&loaded);
        known = moving::read(guide.root(), Some(&known)).unwrap();
        let anew = moving::read(guide.root(), None).unwrap();
        let planned = moving::plan(&known, &from, &to);
        assert_eq!(format!("{planned:?}"), format!("{:?}", moving::plan(&anew, &from, &to)));
        let planned = match planned {
            Ok(planned) => planned,
            Err(problems) => {
                let refusals =
                    ["taken", "below itself", "already", "no number after", "no chapter"];
                assert!(
                    problems.len() == 1 && refusals.iter().any(|r| problems[0].message.contains(r)),
                    "{from} to {to:?}: {problems:#?}"
                );
                continue;
            }
        };
        make(guide.root(), &planned).unwrap();
        made += 1;
        loaded = load(guide.root());
        assert_clean(guide.root());
        assert_eq!(link_map(&loaded), links, "move {made}: {from} to {to:?}");
        let now = addresses(&loaded);
        let pages: BTreeSet<&String> =
            loaded.book.iter().map(|(_, chapter)| &chapter.name).collect();
        for (old, new, _) in &planned.chapters {
            let title = now[&new.to_string()].clone();
            once.insert(old.to_string(), title);
        }
        for (address, title) in &once {
            if !pages.contains(address) {
                assert_eq!(
                    now.get(address),
                    Some(title),
                    "move {made}: {from} to {to:?}: {address}"
                );
            }
        }
        if made % 50 == 0 {
            let out = tempfile::tempdir().unwrap();
            publish::publish(&mut loaded, &out.path().join("public"), None, &|_| ()).unwrap();
        }
    }
    let code = files(&guide.path("content")).into_iter().find(|(path, _)| path.ends_with("-a.md"));
    let code = String::from_utf8(code.unwrap().1).unwrap();
    assert!(code.contains("```markdown\n[[2.4.8]] [x](1.2-b.md)\n```"), "{code}");
}
