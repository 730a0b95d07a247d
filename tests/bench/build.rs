//! How long builds take and how much memory, beside other generators on the same guide, and what the
//! search index costs.
//!
//! `cargo bench --bench build -- 1000` writes the same guide of 1,000 chapters for wijkengids and
//! each installed peer (hugo, mdbook), in memory (`/dev/shm`, where there is one) and on a disk
//! (`--disk FOLDER`, else the folder of temporary files of Cargo). It builds each five times in turn
//! into an empty folder, ours once more after one word changed and once with a PDF, copies our site
//! with `cp -r`, and prints medians, ratios and the most memory; and what `check`, `search` and
//! `--version` take. Nothing is asserted: times depend on the machine.

mod guides;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

const RUNS: usize = 5;

/// A program, its arguments, the folder it runs in, and the folder it makes.
type Generator = (&'static str, &'static str, &'static [&'static str], &'static str, &'static str);

const OURS: &str = env!("CARGO_BIN_EXE_wijkengids");
const SITE: &str = "wijkengids/public";

const GENERATORS: [Generator; 8] = [
    ("wijkengids", OURS, &["build"], "wijkengids", SITE),
    ("… with a PDF", OURS, &["build", "--pdf", "--out", "../pdf"], "wijkengids", "pdf"),
    ("hugo", "hugo", &["--quiet"], "hugo", "hugo/public"),
    ("mdbook", "mdbook", &["build"], "mdbook", "mdbook/book"),
    ("cp -r", "cp", &["-r", SITE, "copy"], ".", "copy"),
    ("wijkengids check", OURS, &["check"], "wijkengids", "nothing"),
    ("wijkengids search", OURS, &["search", "samen leren"], "wijkengids", "nothing"),
    ("wijkengids --version", OURS, &["--version"], ".", "nothing"),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let disk = arguments.iter().position(|argument| argument == "--disk");
    let disk =
        disk.and_then(|at| arguments.get(at + 1)).map_or(env!("CARGO_TARGET_TMPDIR"), |of| of);
    let memory = Path::new("/dev/shm");
    let places = [("in memory", memory), ("on a disk", Path::new(disk))];
    for (place, folder) in places.into_iter().filter(|(_, folder)| folder.is_dir()) {
        let folder = tempfile::tempdir_in(folder).expect("a temporary folder");
        let root = folder.path();
        guides::write(root, count);
        println!("{count} chapters {place}, median of {RUNS}");
        measure(root);
        if place == "in memory" {
            measure_index(&root.join(SITE));
        }
    }
}

/// What a run of a program took: time, and the most memory in MB, where the system tells.
struct Run {
    time: Duration,
    memory: u64,
}

fn measure(root: &Path) {
    let mut runs: BTreeMap<&str, Vec<Run>> = BTreeMap::new();
    let mut changed = 0;
    // In turn, so that other work on the machine slows down all of them.
    for _ in 0..RUNS {
        for (name, program, arguments, within, out) in GENERATORS {
            let _ = fs::remove_dir_all(root.join(out));
            runs.entry(name).or_default().extend(run(program, arguments, &root.join(within)));
            if name == "wijkengids" {
                change_a_word(&root.join("wijkengids/content"));
                let start = SystemTime::now();
                let again = run(program, arguments, &root.join(within));
                changed = written_since(start, &root.join(out));
                runs.entry("… again, one word changed").or_default().extend(again);
            }
        }
    }
    let median = |runs: &mut Vec<Run>| {
        runs.sort_by_key(|run| run.time);
        runs.get(runs.len() / 2).map(|run| (run.time, run.memory))
    };
    let mut medians = runs.into_iter().filter_map(|(name, mut of)| Some((name, median(&mut of)?)));
    let medians: BTreeMap<&str, (Duration, u64)> = medians.by_ref().collect();
    let ours = medians.get("wijkengids").map_or(1.0, |(time, _)| time.as_secs_f64());
    for (name, (time, memory)) in &medians {
        let ratio = ours / time.as_secs_f64();
        println!("{name:>26}  {:>7} ms  {memory:>6} MB  ours takes {ratio:.2} ×", time.as_millis());
    }
    println!("{:>26}  {changed} files", "one word changes");
}

/// How many files of a site are new or were written again.
fn written_since(start: SystemTime, site: &Path) -> usize {
    let is_written = |entry: &walkdir::DirEntry| {
        let modified = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
        entry.file_type().is_file() && modified >= Some(start)
    };
    walkdir::WalkDir::new(site).into_iter().flatten().filter(is_written).count()
}

fn run(program: &str, arguments: &[&str], within: &Path) -> Option<Run> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(within)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    while child.try_wait().ok()?.is_none() {
        memory = memory.max(peak(&status));
        std::thread::sleep(Duration::from_millis(1));
    }
    let (time, status) = (start.elapsed(), child.wait().ok()?);
    if !status.success() {
        println!("{program} failed: {status}");
    }
    status.success().then_some(Run { time, memory })
}

/// The most memory that a process has used so far, in MB.
fn peak(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or(0) / 1000
}

/// Puts one word in the place of another in one chapter.
fn change_a_word(content: &Path) {
    let chapter = content.join("1.1.5.md");
    let text = fs::read_to_string(&chapter).expect("a chapter");
    let other =
        if text.contains(" samen ") { [" samen ", " leren "] } else { [" leren ", " samen "] };
    fs::write(&chapter, text.replacen(other[0], other[1], 1)).expect("a written file");
}

/// How many files the index has, and what queries load.
fn measure_index(site: &Path) {
    let files: Vec<_> = fs::read_dir(site.join("search")).expect("an index").flatten().collect();
    let bytes: u64 = files.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("{:>26}  {} files, {} KB", "search index", files.len(), bytes / 1000);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/transfer.mjs");
    let found = Command::new("node").arg(script).arg(site).output().ok();
    let found = found.map(|found| String::from_utf8_lossy(&found.stdout).into_owned());
    let last = found.as_deref().and_then(|found| found.lines().last());
    println!("{:>26}  {}", "a query loads", last.unwrap_or("unknown: node is not installed"));
}
