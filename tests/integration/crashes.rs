//! Moves and builds in which the file system fails, or that are killed: at every step.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Child;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use wijkengids::diagnostic::Diagnostic;
use wijkengids::moving::{self, Insertion, Move, RemoveOptions, To};
use wijkengids::paths::faults::{self, Injected, Operation};
use wijkengids::publish;
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, OWN_CACHE, files, make, stderr, stdout, wijkengids};

/// A small guide in which a move renames folders, lets chapters change places and rewrites texts.
const CHAPTERS: [(&str, &str); 6] = [
    ("content/1-a/index.md", "---\ntitle: A\n---\n[[2]] ![x](x.svg)\n"),
    ("content/1-a/1.1-b.md", "---\ntitle: B\n---\n[[1]]\n"),
    ("content/1-a/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("content/2-a/index.md", "---\ntitle: C\n---\n[[1.1]]\n"),
    ("content/2-a/2.1-b.md", "---\ntitle: D\n---\n[[2]]\n"),
    ("content/3-e.md", "---\ntitle: E\n---\n[[1]] [[2.1]]\n"),
];

type Files = Vec<(String, Vec<u8>)>;

fn copy(of: &Files) -> Guide {
    let guide = Guide::new();
    of.iter().for_each(|(path, bytes)| guide.write(path, bytes));
    guide
}

/// The files of a guide except its lock, an empty file that the next move or build removes.
fn state(guide: &Guide) -> Files {
    let mut files = files(guide.root());
    files.retain(|(path, bytes)| path != ".wijkengids.lock" || !bytes.is_empty());
    files
}

/// The guide before and after chapters 1 and 2 change places, and the move.
fn swap_of_chapters() -> (Files, Files, Move) {
    let guide = Guide::with(&CHAPTERS);
    let before = files(guide.root());
    let to = To::Before("1".parse().unwrap());
    let manuscript = moving::read(guide.root(), None).unwrap();
    let planned = moving::plan(&manuscript, &"2".parse().unwrap(), &to).unwrap();
    make(guide.root(), &planned).unwrap();
    (before, files(guide.root()), planned)
}

/// Every kind of change to the chapters of a guide: the guide before and after it, and the change.
fn changes() -> [(Files, Files, Move); 3] {
    let change = |plan: &dyn Fn(&Path) -> Move| {
        let guide = Guide::with(&CHAPTERS);
        let before = files(guide.root());
        let planned = plan(guide.root());
        make(guide.root(), &planned).unwrap();
        (before, files(guide.root()), planned)
    };
    let insertion = |root: &Path| {
        let guide = moving::read(root, None).unwrap();
        moving::plan_new(&guide, &Insertion::Before("2".parse().unwrap()), "Nieuw").unwrap()
    };
    let removal = |root: &Path| {
        let options = RemoveOptions {
            with_children: true,
            redirect_to: Some("3".into()),
            ..RemoveOptions::default()
        };
        let guide = moving::read(root, None).unwrap();
        moving::plan_removal(&guide, "2", &options).unwrap()
    };
    [swap_of_chapters(), change(&insertion), change(&removal)]
}

/// How many file system operations that change something `run` performs.
fn count(folder: &Path, run: impl FnOnce()) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&counter);
    let injected = faults::inject(folder, move |operation, _| {
        counted.fetch_add(usize::from(operation.changes()), Ordering::SeqCst);
        Ok(())
    });
    run();
    drop(injected);
    counter.load(Ordering::SeqCst)
}

fn help(problem: &Diagnostic) -> &str {
    problem.help.as_deref().unwrap_or_default()
}

#[test]
fn a_move_in_which_one_step_fails_is_made_or_undone() {
    for (before, after, planned) in changes() {
        one_step_fails(&before, &after, &planned);
    }
}

fn one_step_fails(before: &Files, after: &Files, planned: &Move) {
    let guide = copy(before);
    let steps = count(guide.root(), || make(guide.root(), planned).unwrap());
    assert!(steps > 10, "{steps} steps");
    for step in 0..steps {
        let guide = copy(before);
        let injected = faults::fail_at(guide.root(), step);
        let result = make(guide.root(), planned);
        drop(injected);
        if let Err(problem) = &result {
            assert!(help(problem).contains("nothing was changed"), "step {step}: {problem:?}");
        }
        // What could not be removed is removed by the next run, which changes nothing else.
        moving::recover(guide.root()).unwrap();
        let expected = if result.is_ok() { after } else { before };
        assert_eq!(&state(&guide), expected, "step {step}");
    }
}

#[test]
fn a_move_that_is_killed_at_any_step_is_made_or_undone_by_the_next_run() {
    for (before, after, planned) in changes() {
        killed_at_any_step(&before, &after, &planned);
    }
}

fn killed_at_any_step(before: &Files, after: &Files, planned: &Move) {
    let guide = copy(before);
    let steps = count(guide.root(), || make(guide.root(), planned).unwrap());
    for step in 0..steps {
        let guide = copy(before);
        let injected = faults::stop_after(guide.root(), step);
        let result = make(guide.root(), planned);
        drop(injected);
        let found = files(&guide.path("content"));
        let is_whole = |files: &Files| {
            let within = |(path, bytes): &(String, Vec<u8>)| {
                Some((path.strip_prefix("content/")?.to_owned(), bytes.clone()))
            };
            files.iter().filter_map(within).collect::<Files>() == found
        };
        match &result {
            Ok(()) => assert!(is_whole(after), "step {step}"),
            Err(problem) if help(problem).contains("nothing was changed") => {
                assert!(is_whole(before), "step {step}: {problem:?}");
            }
            Err(problem) => {
                assert!(help(problem).contains(".wijkengids-move"), "step {step}: {problem:?}");
            }
        }
        moving::recover(guide.root()).unwrap();
        let expected = if result.is_ok() { after } else { before };
        assert_eq!(&state(&guide), expected, "step {step}");
    }
}

#[test]
fn an_undo_that_is_killed_at_any_step_is_continued() {
    let (before, _, planned) = swap_of_chapters();
    for step in (3..40).step_by(5) {
        for stop in 0.. {
            let guide = copy(&before);
            let injected = faults::stop_after(guide.root(), step);
            let result = make(guide.root(), &planned);
            drop(injected);
            if result.is_ok() {
                break;
            }
            let injected = faults::stop_after(guide.root(), stop);
            let recovered = moving::recover(guide.root());
            drop(injected);
            moving::recover(guide.root()).unwrap();
            assert_eq!(state(&guide), before, "step {step}, then {stop}");
            if recovered.is_ok() && !guide.path(".wijkengids-move").exists() && stop > 30 {
                break;
            }
        }
    }
}

/// Runs the program and kills it after `delay`; returns whether it had finished.
fn killed(guide: &Guide, arguments: &[&str], delay: Duration) -> bool {
    let mut child = guide.spawn(arguments);
    sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// How often to kill: `WIJKENGIDS_KILLS`.
fn kills() -> u64 {
    std::env::var("WIJKENGIDS_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(15)
}

#[test]
fn moves_that_are_killed_at_random_lose_nothing() {
    const MOVE: [&str; 4] = ["move", "2", "--insert-before", "1"];
    let (before, after, _) = swap_of_chapters();
    let start = Instant::now();
    assert!(copy(&before).run(&MOVE).status.success());
    let time = start.elapsed();
    let mut outcomes = [0; 2];
    for kill in 0..kills() {
        let guide = copy(&before);
        // From the first moment until after the last, in an order that looks random.
        let part = (kill * 7919 % 1201) as f64 / 1000.0;
        killed(&guide, &MOVE, time.mul_f64(part));
        guide.run(&["check"]);
        let found = state(&guide);
        assert!(found == before || found == after, "kill {kill}: {found:#?}");
        outcomes[usize::from(found == after)] += 1;
    }
    println!("{outcomes:?} before, after");
}

fn load(guide: &Guide) -> wijkengids::guide::Guide {
    workspace::load(guide.root(), &Options::default()).0.expect("a guide without errors")
}

/// A guide whose published site is old, that site, and what it is after the next build.
fn published() -> (Guide, Files, Files) {
    static STATES: LazyLock<(Files, Files)> = LazyLock::new(|| {
        let guide = Guide::with(&CHAPTERS);
        guide.build();
        guide.write("public/CNAME", "gids.nl");
        guide.write("public/.git/HEAD", "ref");
        guide.write("content/3-e.md", "---\ntitle: Anders\n---\n[[1]]\n");
        let old = files(guide.root());
        guide.build();
        (old, files(&guide.path("public")))
    });
    let guide = copy(&STATES.0);
    let old = files(&guide.path("public"));
    (guide, old, STATES.1.clone())
}

fn publish(guide: &Guide) -> Result<(), Vec<Diagnostic>> {
    publish::publish(&mut load(guide), &guide.path("public"), None, &|_| ()).map(drop)
}

#[test]
fn a_build_in_which_one_step_fails_leaves_the_old_site_or_the_new() {
    let (guide, old, new) = published();
    let steps = count(guide.root(), || publish(&guide).unwrap());
    // In the middle a build does the same for every file.
    for step in (0..=steps).filter(|step| step % 7 == 0 || *step < 8 || *step + 20 > steps) {
        let (guide, ..) = published();
        let injected = faults::fail_at(guide.root(), step);
        let result = publish(&guide);
        drop(injected);
        let expected = if result.is_ok() { &new } else { &old };
        assert!(&files(&guide.path("public")) == expected, "step {step}: {result:?}");
    }
}

/// The first rename fails, as where folders cannot be exchanged; and after `more` of them nothing
/// works any more.
fn without_exchange(folder: &Path, more: usize) -> Injected {
    let renames = AtomicUsize::new(0);
    faults::inject(folder, move |operation, _| {
        let made = renames.load(Ordering::SeqCst);
        if operation == Operation::Rename && renames.fetch_add(1, Ordering::SeqCst) == 0 {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if operation.changes() && made > more { Err(io::Error::other("killed")) } else { Ok(()) }
    })
}

#[test]
fn a_build_killed_between_two_renames_is_mended_by_the_next_command() {
    for arguments in
        [&["build"][..], &["check"], &["lessons"], &["search", "x"], &["move", "7", "8"]]
    {
        for more in 0..4 {
            let (guide, old, new) = published();
            let injected = without_exchange(guide.root(), more);
            let _ = publish(&guide);
            drop(injected);
            // A command that fails to start mends it too.
            guide.write("content/3-e.md", "[[99]]\n");
            let output = guide.run(arguments);
            assert!(guide.path("public").exists(), "{arguments:?}: {}", stderr(&output));
            let found = files(&guide.path("public"));
            assert!(found == old || found == new, "{arguments:?} after {more} renames");
            assert!(!guide.path(".public.previous").exists(), "{arguments:?} after {more} renames");
        }
    }
}

/// A build of a guide into a folder elsewhere that dies after some renames; then `next` is run.
/// What it leaves in that folder.
fn killed_elsewhere(more: usize, next: &dyn Fn(&Guide)) -> (Files, bool) {
    let (guide, _, _) = published();
    let elsewhere = tempfile::tempdir().unwrap();
    let out = elsewhere.path().join("site");
    let build = || publish::publish(&mut load(&guide), &out, None, &|_| ()).map(drop);
    build().unwrap();
    guide.write("content/3-e.md", "---\ntitle: Nog eens anders\n---\n[[1]]\n");
    let injected = without_exchange(elsewhere.path(), more);
    let _ = build();
    drop(injected);
    next(&guide);
    let is_clean = !elsewhere.path().join(".site.previous").exists();
    (if out.exists() { files(&out) } else { Files::new() }, is_clean)
}

#[test]
fn a_site_elsewhere_is_mended_by_the_next_start_of_anything() {
    let whole: Vec<Files> = [0, 9].map(|more| killed_elsewhere(more, &|_| ()).0).into();
    assert!(whole[0] != whole[1], "the old site and the new");
    for more in 0..4 {
        let (found, is_clean) = killed_elsewhere(more, &|_| _ = publish::recover_all());
        assert!(is_clean && whole.contains(&found), "{more} renames");
    }
    // Only there a program is told where the cache is.
    let commands: &[&[&str]] = &[
        &["check", "geen-gids"],
        &["build", "geen-gids"],
        &["lessons", "geen-gids"],
        &["move", "7", "8"],
        &["import", "weg.txt"],
        &["init", "."],
        &["handbook", "--print", "5.5"],
        &["completions", "bash"],
    ];
    for arguments in commands.iter().filter(|_| cfg!(target_os = "linux")) {
        let (found, is_clean) = killed_elsewhere(1, &|guide| {
            let mut command = wijkengids();
            command.env("XDG_CACHE_HOME", OWN_CACHE).current_dir(guide.root()).args(*arguments);
            let output = command.output().unwrap();
            let said = stderr(&output);
            assert!(said.contains("an earlier build was cut off"), "{arguments:?}: {said}");
        });
        assert!(is_clean && whole.contains(&found), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_one_message() {
    for error in [io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem] {
        let (guide, old, _) = published();
        let written = AtomicUsize::new(0);
        let injected = faults::inject(guide.root(), move |operation, _| {
            let is_full =
                operation == Operation::Write && written.fetch_add(1, Ordering::SeqCst) > 5;
            if is_full { Err(error.into()) } else { Ok(()) }
        });
        let problems = publish(&guide).unwrap_err();
        drop(injected);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(help(&problems[0]).contains("as it was"), "{problems:?}");
        assert!(files(&guide.path("public")) == old);
        assert!(!guide.path(".public.staging").exists());
    }
}

#[test]
fn many_builds_at_once_take_turns_and_lose_nothing() {
    let (guide, _, new) = published();
    for round in 0..8 {
        let builds: Vec<Child> = (0..4).map(|_| guide.spawn(&["build"])).collect();
        let outputs: Vec<_> =
            builds.into_iter().map(|build| build.wait_with_output().unwrap()).collect();
        let done = outputs.iter().filter(|output| output.status.success()).count();
        assert!(done > 0, "round {round}");
        for output in outputs.iter().filter(|output| !output.status.success()) {
            assert!(stderr(output).contains("another build"), "round {round}: {}", stderr(output));
        }
        assert!(files(&guide.path("public")) == new, "round {round}");
    }
    let names = fs::read_dir(guide.root()).unwrap().map(|entry| entry.unwrap().file_name());
    let hidden = names.filter(|name| name.to_string_lossy().starts_with('.')).count();
    assert_eq!(hidden, 0, "nothing is left beside the site");
}

#[test]
fn changes_at_once_do_not_take_the_same_number() {
    for round in 0..8 {
        let guide = Guide::with(&CHAPTERS);
        let commands: [&[&str]; 4] = [
            &["new", "4", "Een"],
            &["new", "4", "Twee"],
            &["new", "--insert-before", "1", "Drie"],
            &["remove", "2", "--with-children", "--redirect-to", "3"],
        ];
        let children = commands.map(|arguments| guide.spawn(arguments));
        let outputs = children.map(|child| child.wait_with_output().unwrap());
        assert!(outputs.iter().any(|output| output.status.success()), "round {round}");
        let checked = stdout(&guide.run(&["check"]));
        assert!(!checked.contains("duplicate-number"), "round {round}: {checked}");
        for output in outputs.iter().filter(|output| !output.status.success()) {
            let said = stderr(output);
            let is_why =
                ["being built", "is taken", "no chapter"].iter().any(|why| said.contains(why));
            assert!(is_why, "round {round}: {said}");
        }
    }
}

#[test]
fn moves_and_builds_at_once_exclude_each_other() {
    let (before, after, _) = swap_of_chapters();
    for round in 0..6 {
        let guide = copy(&before);
        let children = [
            guide.spawn(&["move", "2", "--insert-before", "1"]),
            guide.spawn(&["build"]),
            guide.spawn(&["move", "2", "--insert-before", "1"]),
            guide.spawn(&["build", "--out", "elders"]),
        ];
        let outputs: Vec<_> =
            children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        for folder in ["public", "elders"] {
            let _ = fs::remove_dir_all(guide.path(folder));
        }
        let found = state(&guide);
        // Two swaps that follow each other leave everything in its place, but for the aliases.
        let moved =
            [&outputs[0], &outputs[2]].iter().filter(|output| output.status.success()).count();
        match moved {
            0 => assert!(found == before, "round {round}"),
            1 => assert!(found == after, "round {round}"),
            _ => {}
        }
        let output = guide.run(&["check"]);
        assert!(output.status.success(), "round {round}: {}", stderr(&output));
    }
}
