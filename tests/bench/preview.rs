//! The time from saving a chapter until a preview serves it, beside other generators.
//!
//! `cargo bench --bench preview -- 1000` writes the same guide of 1,000 chapters for wijkengids and
//! each installed peer (hugo, zola), starts each preview in turn, saves a chapter repeatedly and
//! requests its page until the new text is there. It prints the start-up time, the median from
//! saved to served, and ratios. Of wijkengids it also prints the median of a draft: from a key in the
//! editor of the browser to the page as it would be, and of a save there. Nothing is asserted: times
//! depend on the machine.

mod guides;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Saves per preview.
const SAVES: usize = 9;

/// The timeout of every step.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The pause after every save.
const PAUSE: Duration = Duration::from_millis(700);

/// A preview to measure.
struct Peer {
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    /// The chapter that is saved, and its page.
    file: &'static str,
    page: &'static str,
}

const PEERS: [Peer; 4] = [
    Peer {
        name: "wijkengids",
        program: env!("CARGO_BIN_EXE_wijkengids"),
        arguments: &["serve", "--port"],
        file: "wijkengids/content/1.2.3.md",
        page: "/1.2.3.html",
    },
    Peer {
        name: "hugo",
        program: "hugo",
        arguments: &["server", "--bind", "127.0.0.1", "--port"],
        file: "hugo/content/1/1.2.3.md",
        page: "/1/1.2.3/",
    },
    Peer {
        name: "zola",
        program: "zola",
        arguments: &["serve", "--port"],
        file: "zola/content/1.2.3.md",
        page: "/1-2-3/",
    },
    Peer {
        name: "zola --fast",
        program: "zola",
        arguments: &["serve", "--fast", "--port"],
        file: "zola/content/1.2.3.md",
        page: "/1-2-3/",
    },
];

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    guides::write(folder.path(), count);
    println!("from saved to served in a guide of {count} chapters, median of {SAVES}");
    let mut base = None;
    for peer in &PEERS {
        match measure(peer, folder.path()) {
            Ok((ready, median)) => {
                let ratio = median.as_secs_f64() / base.get_or_insert(median).as_secs_f64();
                println!(
                    "{:>12}  {:>8.1} ms  {ratio:>6.1} ×  ready after {:.2} s",
                    peer.name,
                    median.as_secs_f64() * 1000.0,
                    ready.as_secs_f64()
                );
            }
            Err(why) => println!("{:>12}  {why}", peer.name),
        }
    }
}

/// A child process that is killed on drop.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures the start-up time and the median from saved to served.
fn measure(peer: &Peer, root: &Path) -> Result<(Duration, Duration), &'static str> {
    let port = free_port();
    let start = Instant::now();
    let child = Command::new(peer.program)
        .args(peer.arguments)
        .arg(port.to_string())
        .current_dir(root.join(peer.file.split('/').next().unwrap_or_default()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| "not installed")?;
    let _running = Running(child);
    wait_until(|| get(port, peer.page).starts_with("HTTP/1.1 200")).ok_or("never answered")?;
    let ready = start.elapsed();
    let file = root.join(peer.file);
    let text = fs::read_to_string(&file).expect("the chapter");
    let mut times = Vec::new();
    for n in 0..SAVES {
        sleep(PAUSE);
        let mark = format!("merkteken{n}x");
        fs::write(&file, format!("{text}\n\n{mark}\n")).expect("a saved chapter");
        let time = wait_until(|| get(port, peer.page).contains(&mark)).ok_or("never served it")?;
        times.push(time);
    }
    fs::write(&file, &text).expect("a saved chapter");
    if peer.name == "wijkengids" {
        sleep(PAUSE);
        for what in ["draft", "save"] {
            println!("{what:>12}  {:>8.1} ms", edit(port, what, &file).as_secs_f64() * 1000.0);
        }
    }
    times.sort();
    Ok((ready, times[SAVES / 2]))
}

/// The median of an answer to an edit in the browser.
fn edit(port: u16, what: &str, file: &Path) -> Duration {
    let page = get(port, "/1.2.3.html");
    let token = page.split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = token.expect("a page that can be edited");
    let mut times = Vec::new();
    for n in 0..SAVES {
        sleep(PAUSE / 4);
        let base = fs::read_to_string(file).expect("the chapter");
        let change =
            serde_json::json!({ "do": "insert", "where": "end", "text": format!("{what}{n}") });
        let body =
            serde_json::json!({ "file": "content/1.2.3.md", "base": base, "change": change });
        let body = body.to_string();
        let start = Instant::now();
        let answer = send(
            port,
            &format!(
                "POST /.preview/editing/{what} HTTP/1.1\r\nHost: localhost:{port}\r\n\
                Connection: close\r\nContent-Type: application/json\r\n\
                X-Wijkengids-Token: {token}\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
        );
        times.push(start.elapsed());
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(&format!("{what}{n}")));
    }
    times.sort();
    times[SAVES / 2]
}

/// Polls until a condition holds; returns the time it took.
fn wait_until(mut is_so: impl FnMut() -> bool) -> Option<Duration> {
    let start = Instant::now();
    while !is_so() {
        if start.elapsed() > TIMEOUT {
            return None;
        }
        sleep(Duration::from_millis(1));
    }
    Some(start.elapsed())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A page, with the headers of the response.
fn get(port: u16, page: &str) -> String {
    send(
        port,
        &format!("GET {page} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"),
    )
}

/// The response to a request; empty while nothing listens.
fn send(port: u16, request: &str) -> String {
    let mut answer = Vec::new();
    if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
        let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_end(&mut answer));
    }
    String::from_utf8_lossy(&answer).into_owned()
}
