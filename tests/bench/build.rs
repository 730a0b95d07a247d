//! How long a full build takes, beside other generators on the same guide.
//!
//! `cargo bench --bench build -- 1000` writes the same guide of 1,000 chapters for wijkengids and
//! each installed peer (hugo, mdbook), builds each five times in turn into an empty folder, and
//! prints medians and ratios. Nothing is asserted: times depend on the machine.

mod guides;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    guides::write(root, count);
    let ours = env!("CARGO_BIN_EXE_wijkengids");
    let generators: [(&str, &str, &[&str], &str); 3] = [
        ("wijkengids", ours, &["build"], "wijkengids/public"),
        ("hugo", "hugo", &["--quiet"], "hugo/public"),
        ("mdbook", "mdbook", &["build"], "mdbook/book"),
    ];
    println!("a full build of {count} chapters, median of {RUNS}");
    let mut base = None;
    for (name, program, arguments, out) in generators {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..RUNS {
            let _ = fs::remove_dir_all(root.join(out));
            let start = Instant::now();
            let status = Command::new(program)
                .args(arguments)
                .current_dir(root.join(name))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            match status {
                Ok(status) if status.success() => times.push(start.elapsed()),
                Ok(status) => {
                    println!("{name:>12}  failed: {status}");
                    break;
                }
                Err(_) => {
                    println!("{name:>12}  not installed");
                    break;
                }
            }
        }
        times.sort();
        if let Some(median) = times.get(RUNS / 2) {
            let ratio = median.as_secs_f64() / base.get_or_insert(*median).as_secs_f64();
            println!("{name:>12}  {:>6} ms  {ratio:.1} ×", median.as_millis());
        }
    }
}
