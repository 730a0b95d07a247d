//! The preview over HTTP, while files change on disk: requests of browsers and of others.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use wijkengids::paths::faults;
use wijkengids::serve::{self, Editors, Overrides, Running, Settings, as_published};

use crate::support::Guide;

/// The timeout for what must happen. On a busy machine anything may take long.
const TIMEOUT: Duration = Duration::from_secs(60);

fn guide() -> Guide {
    Guide::with(&[
        ("content/index.md", "# Begin\n\nWelkom.\n"),
        ("content/1-een/index.md", "---\ntitle: Deel een\n---\n"),
        ("content/1-een/1.1-start.md", "---\ntitle: Start\n---\n\nEerst dit.\n"),
        ("content/1-een/1.2-vervolg.md", "---\ntitle: Vervolg\n---\n\nZie [[1.1]].\n"),
    ])
}

pub fn start(guide: &Guide) -> Running {
    start_with(guide, |_| ())
}

fn settings(guide: &Guide) -> Settings {
    Settings {
        root: guide.root().to_owned(),
        options: wijkengids::workspace::Options::default(),
        host: "127.0.0.1".into(),
        port: Some(0),
        poll: false,
        overrides: Overrides::default(),
        editors: Editors::default(),
    }
}

pub fn start_with(guide: &Guide, set: impl FnOnce(&mut Settings)) -> Running {
    let mut settings = settings(guide);
    set(&mut settings);
    serve::start(settings, |_, _| ()).expect("a free port")
}

/// A response: its status, its headers in lower case, and its body. The status is 0 if the server
/// was gone before it answered.
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

fn connect(running: &Running) -> TcpStream {
    connect_to(running.address).expect("a preview that listens")
}

fn connect_to(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    Ok(stream)
}

/// Sends a raw request and reads the whole response.
fn send(running: &Running, request: &str) -> Answer {
    send_to(running.address, request)
}

/// The same to an address.
pub fn send_to(address: SocketAddr, request: &str) -> Answer {
    let Ok(mut stream) = connect_to(address) else {
        return Answer { status: 0, headers: String::new(), body: String::new() };
    };
    // The server may close the connection before it has read everything.
    let _ = stream.write_all(request.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, headers: headers.to_lowercase(), body: body.to_owned() }
}

pub fn request(running: &Running, method: &str, target: &str, headers: &str) -> Answer {
    let host = running.address;
    send(
        running,
        &format!(
            "{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n"
        ),
    )
}

pub fn get(running: &Running, target: &str) -> Answer {
    request(running, "GET", target, "")
}

/// Waits until a page contains some words.
fn wait_for(running: &Running, target: &str, words: &str) {
    let start = Instant::now();
    while !get(running, target).body.contains(words) {
        assert!(start.elapsed() < TIMEOUT, "{target} never says {words}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn pages_are_those_of_a_build_plus_the_scripts_of_the_preview() {
    let guide = guide();
    guide.build();
    let running = start(&guide);
    for page in
        ["index.html", "1.html", "1.1.html", "1.2.html", "inhoud.html", "zoeken.html", "404.html"]
    {
        let answer = get(&running, &format!("/{page}"));
        assert_eq!(answer.status, 200, "{page}");
        assert_eq!(answer.body.matches("<script src=\"/.preview/").count(), 2, "{page}");
        assert_eq!(as_published(&answer.body), guide.read(&format!("public/{page}")), "{page}");
    }
    let (home, index) = (get(&running, "/"), get(&running, "/index.html"));
    assert_eq!(home.body, index.body);
    assert_eq!(get(&running, "/search/index.js").body, guide.read("public/search/index.js"));
    assert_eq!(get(&running, "/chapters.js").body, guide.read("public/chapters.js"));
}

#[test]
fn an_old_address_in_a_folder_redirects() {
    let guide = guide();
    guide.write("content/2-twee.md", "---\ntitle: Twee\naliases: [oud/twee/, oud/2.html]\n---\n");
    let running = start(&guide);
    let folder = get(&running, "/oud/twee/");
    assert!(folder.headers.contains("content-type: text/html"), "{}", folder.headers);
    assert!(folder.body.contains("url=../../2.html\""), "{}", folder.body);
    assert!(get(&running, "/oud/2.html").body.contains("url=../2.html\""));
}

#[test]
fn answers_have_their_headers() {
    let guide = guide();
    let running = start(&guide);
    let page = get(&running, "/1.1.html");
    assert!(page.headers.contains("content-type: text/html; charset=utf-8"), "{}", page.headers);
    for target in ["/1.1.html", "/niets.html", "/.preview/client.js", "/search/index.js"] {
        let headers = get(&running, target).headers;
        assert!(headers.contains("content-security-policy: default-src '"), "{headers}");
        assert!(headers.contains("; frame-ancestors 'self'"), "{headers}");
        assert!(headers.contains("x-content-type-options: nosniff"), "{headers}");
        assert!(headers.contains("cache-control: no-cache"), "{headers}");
    }
    let etag = page.headers.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let again = request(&running, "GET", "/1.1.html", &format!("if-none-match: {etag}\r\n"));
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let head = request(&running, "HEAD", "/1.1.html", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.headers.contains(&format!("content-length: {}", page.body.len())));
}

#[test]
fn a_missing_page_is_answered_with_the_404_page() {
    let guide = guide();
    let running = start(&guide);
    for target in ["/9.9.html", "/weg/en/verder.html", "/1.1.html/", "/search/niets.js"] {
        let answer = get(&running, target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.body.contains("Deze pagina is er niet"), "{target}");
    }
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n[site]\nbase-url = \"https://x.nl/gids/\"\n",
    );
    wait_for(&running, "/gids/1.1.html", "Eerst dit.");
    wait_for(&running, "/gids/", "Welkom.");
}

#[test]
fn nothing_but_the_publication_can_be_read() {
    let guide = guide();
    guide.write("geheim.txt", "GEHEIM");
    guide.write("content/1-een/los.txt", "GEHEIM");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", guide.path("content/1-een/link.txt")).unwrap();
        std::os::unix::fs::symlink("/etc", guide.path("content/map")).unwrap();
    }
    let running = start(&guide);
    let targets = [
        "/../geheim.txt",
        "/..%2fgeheim.txt",
        "/%2e%2e/geheim.txt",
        "/%252e%252e%252fgeheim.txt",
        "/..%5cgeheim.txt",
        "/assets/../../geheim.txt",
        "/assets/%2e%2e%2f%2e%2e%2fgeheim.txt",
        "//geheim.txt",
        "///etc/passwd",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/content/1-een/1.1-start.md",
        "/content/1-een/los.txt",
        "/content/1-een/link.txt",
        "/1-een/link.txt",
        "/map/passwd",
        "/book.toml",
        "/.git/config",
        "/.preview/../geheim.txt",
        "/geheim.txt%00.html",
        "/%c0%ae%c0%ae/geheim.txt",
        "/%ff%fe",
        "/1.1.html%00",
        "file:///etc/passwd",
        "http://evil.example/1.1.html",
        "*",
    ];
    for target in targets {
        let answer = get(&running, target);
        assert!(!answer.body.contains("GEHEIM") && !answer.body.contains("root:"), "{target}");
        assert!(
            answer.status >= 400 || target.starts_with("http://evil"),
            "{target}: {}",
            answer.status
        );
    }
    assert_eq!(get(&running, "/1.1.html").status, 200, "it is still there");
}

#[test]
fn other_sites_are_refused() {
    let guide = guide();
    let running = start(&guide);
    let ask = |host: &str, more: &str| {
        send(
            &running,
            &format!("GET /1.1.html HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{more}\r\n"),
        )
    };
    let port = running.address.port();
    assert_eq!(ask(&format!("localhost:{port}"), "").status, 200);
    for host in ["evil.example", "evil.example:3000", "127.0.0.1.evil.example"] {
        let answer = ask(host, "");
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.body.contains("Eerst dit"));
    }
    let own = format!("127.0.0.1:{port}");
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        assert_eq!(ask(&own, &format!("origin: {origin}\r\n")).status, 403, "{origin}");
    }
    let embedded =
        "sec-fetch-site: cross-site\r\nsec-fetch-mode: no-cors\r\nsec-fetch-dest: script\r\n";
    assert_eq!(ask(&own, embedded).status, 403);
    assert_eq!(send(&running, "GET /1.1.html HTTP/1.0\r\n\r\n").status, 403, "no host at all");
}

#[cfg(unix)]
#[test]
fn only_the_preview_itself_can_open_the_editor() {
    let guide = guide();
    let note = guide.path("opened");
    let script = guide.path("editor.sh");
    fs::write(&script, format!("#!/bin/sh\necho \"$@\" > '{}'\n", note.display())).unwrap();
    let editor = format!("sh {}", script.display());
    let running = start_with(&guide, |settings| settings.overrides.editor = Some(editor));
    let own = format!("origin: http://{}\r\ncontent-length: 0\r\n", running.address);
    let open = |file: &str, headers: &str| {
        request(&running, "POST", &format!("/.preview/open?file={file}&line=5"), headers).status
    };
    let file = "content/1-een/1.1-start.md";
    assert_eq!(open(file, "content-length: 0\r\n"), 403, "who asks does not say who it is");
    assert_eq!(open(file, "origin: http://evil.example\r\ncontent-length: 0\r\n"), 403);
    for other in ["book.toml", "content/../book.toml", "/etc/passwd", "content/1-een", "--version"]
    {
        assert_eq!(open(other, &own), 404, "{other}");
    }
    assert_eq!(
        request(&running, "GET", &format!("/.preview/open?file={file}&line=5"), "").status,
        405
    );
    assert!(!note.exists(), "nothing was opened so far");
    assert_eq!(open(file, &own), 204);
    let start = Instant::now();
    while fs::read_to_string(&note).unwrap_or_default().is_empty() {
        assert!(start.elapsed() < TIMEOUT, "the editor never started");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(guide.read("opened").contains("1.1-start.md"));
}

#[test]
fn absurd_requests_are_handled() {
    let guide = guide();
    let running = start(&guide);
    let long = "x".repeat(100_000);
    assert!(matches!(get(&running, &format!("/{long}")).status, 0 | 414 | 431 | 400));
    assert!(matches!(
        request(&running, "GET", "/", &format!("x: {long}\r\n")).status,
        0 | 400 | 431
    ));
    let many = (0..5000).fold(String::new(), |all, n| all + &format!("x{n}: y\r\n"));
    assert!(matches!(request(&running, "GET", "/", &many).status, 0 | 400 | 431));
    for request in
        ["", "\r\n\r\n", "GET\r\n\r\n", "\0\0\0\0", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}"]
    {
        let mut stream = connect(&running);
        let _ = stream.write_all(request.as_bytes());
        drop(stream);
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        assert_eq!(
            request(&running, method, "/1.1.html", "content-length: 0\r\n").status,
            405,
            "{method}"
        );
    }
    assert_eq!(get(&running, "/1.1.html").status, 200);
}

#[test]
fn slow_clients_do_not_block_others() {
    let guide = guide();
    let running = start(&guide);
    let mut idle: Vec<TcpStream> = (0..200).map(|_| connect(&running)).collect();
    for stream in idle.iter_mut().skip(100) {
        stream.write_all(b"GET /1.1.html HT").unwrap();
    }
    let mut listening: Vec<TcpStream> = (0..50).map(|_| connect(&running)).collect();
    for stream in &mut listening {
        let host = running.address;
        write!(stream, "GET /.preview/updates HTTP/1.1\r\nhost: {host}\r\n\r\n").unwrap();
    }
    let start = Instant::now();
    assert_eq!(get(&running, "/1.1.html").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
    // A client that never finishes its request is disconnected.
    let mut rest = Vec::new();
    let stream = idle.last_mut().unwrap();
    assert!(stream.read_to_end(&mut rest).is_ok(), "the connection is closed");
}

#[test]
fn updates_tell_what_changed() {
    let guide = guide();
    let running = start(&guide);
    let mut stream = connect(&running);
    write!(stream, "GET /.preview/updates HTTP/1.1\r\nhost: {}\r\n\r\n", running.address).unwrap();
    let mut read_until = |words: &str| {
        let mut text = String::new();
        let mut bytes = [0; 4096];
        let start = Instant::now();
        while !text.contains(words) {
            assert!(start.elapsed() < Duration::from_secs(30), "{words} did not come: {text}");
            let n = stream.read(&mut bytes).expect("an update");
            assert!(n > 0, "the stream ended: {text}");
            text.push_str(&String::from_utf8_lossy(&bytes[..n]));
        }
        text
    };
    read_until("\"errors\":0");
    guide.write("content/1-een/1.1-start.md", "---\ntitle: Start\n---\n\nIets anders.\n");
    read_until("\"chapter\":{\"page\":\"1.1.html\",\"offer\":\"Changed: 1.1 Start\"}");
    guide.write("content/1-een/1.1-start.md", "---\ntitle: Start\n---\n\nZie [[9.9]].\n");
    let update = read_until("there is no chapter 9.9");
    assert!(update.contains("\"line\":5"), "{update}");
    assert!(update.contains("\"marked\":\"[[9.9]]\""), "{update}");
    guide.write("content/1-een/1.1-start.md", "---\ntitle: Start\n---\n\nWeer goed.\n");
    read_until("\"errors\":0");
}

/// The ways in which editors save a file.
#[test]
fn every_way_to_save_is_noticed() {
    let guide = guide();
    let running = start(&guide);
    let path = guide.path("content/1-een/1.1-start.md");
    let text = |n: usize| format!("---\ntitle: Start\n---\n\nVersie {n}.\n");
    // In place.
    fs::write(&path, text(1)).unwrap();
    wait_for(&running, "/1.1.html", "Versie 1.");
    // A temporary file, renamed over it.
    let temporary = guide.path("content/1-een/1.1-start.md.tmp");
    fs::write(&temporary, text(2)).unwrap();
    fs::rename(&temporary, &path).unwrap();
    wait_for(&running, "/1.1.html", "Versie 2.");
    // The old file moved aside, and a new one.
    fs::rename(&path, guide.path("content/1-een/1.1-start.md~")).unwrap();
    fs::write(&path, text(3)).unwrap();
    wait_for(&running, "/1.1.html", "Versie 3.");
    // Removed and written again.
    fs::remove_file(&path).unwrap();
    fs::write(&path, text(4)).unwrap();
    wait_for(&running, "/1.1.html", "Versie 4.");
    // In pieces.
    let mut file = fs::File::create(&path).unwrap();
    for piece in text(5).as_bytes().chunks(7) {
        file.write_all(piece).unwrap();
        file.sync_all().unwrap();
    }
    drop(file);
    wait_for(&running, "/1.1.html", "Versie 5.");
}

#[test]
fn a_file_that_is_empty_during_a_save_is_not_shown() {
    let guide = guide();
    let running = start(&guide);
    let path = guide.path("content/1-een/1.1-start.md");
    for n in 0..3 {
        fs::write(&path, "").unwrap();
        // Shorter than a file may be empty, also where an answer takes long.
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(150) {
            let answer = get(&running, "/1.1.html");
            assert_eq!(answer.status, 200);
            assert!(answer.body.contains("<p data-source="), "the text stays");
            std::thread::sleep(Duration::from_millis(10));
        }
        fs::write(&path, format!("---\ntitle: Start\n---\n\nVersie {n}.\n")).unwrap();
        wait_for(&running, "/1.1.html", &format!("Versie {n}."));
    }
    fs::write(&path, "").unwrap();
    let start = Instant::now();
    while get(&running, "/1.1.html").body.contains("Versie 2.") {
        assert!(start.elapsed() < TIMEOUT, "a file that stays empty is empty");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn chapters_come_move_and_go(poll: bool) {
    let guide = guide();
    let running = start_with(&guide, |settings| settings.poll = poll);
    guide.write("content/1-een/1.3-nieuw.md", "---\ntitle: Nieuw\n---\n\nHier.\n");
    wait_for(&running, "/1.3.html", "Hier.");
    guide.write("content/2-twee/2.1-slot.md", "---\ntitle: Slot\n---\n\nDaar.\n");
    wait_for(&running, "/2.1.html", "Daar.");
    fs::rename(guide.path("content/2-twee/2.1-slot.md"), guide.path("content/2-twee/2.2-slot.md"))
        .unwrap();
    wait_for(&running, "/2.2.html", "Daar.");
    wait_for(&running, "/2.1.html", "Deze pagina is er niet");
    fs::rename(guide.path("content/2-twee"), guide.path("weg")).unwrap();
    wait_for(&running, "/2.2.html", "Deze pagina is er niet");
    fs::rename(guide.path("weg"), guide.path("content/2-twee")).unwrap();
    wait_for(&running, "/2.2.html", "Daar.");
    guide.write("book.toml", "[book]\ntitle = \"Andere gids\"\n");
    wait_for(&running, "/1.1.html", "Andere gids");
    guide.write("themes/wijkengids/strings/nl.toml", "contents = \"Overzicht\"\n");
    wait_for(&running, "/1.1.html", "Overzicht");
    fs::remove_dir_all(guide.path("themes")).unwrap();
    wait_for(&running, "/1.1.html", ">Inhoud<");
}

#[test]
fn chapters_folders_settings_and_themes_are_followed() {
    chapters_come_move_and_go(false);
}

#[test]
fn changes_that_are_not_reported_are_found() {
    chapters_come_move_and_go(true);
}

#[test]
fn a_port_that_is_taken_is_left_alone() {
    let guide = guide();
    let first = start_with(&guide, |settings| settings.port = None);
    let second = start_with(&guide, |settings| settings.port = None);
    assert_ne!(first.address, second.address);
    let settings = Settings { port: Some(first.address.port()), ..settings(&guide) };
    assert!(
        serve::start(settings, |_, _| ()).is_err(),
        "a port that was asked for is not exchanged"
    );
}

#[test]
fn nothing_is_written_and_it_ends_at_once() {
    let guide = guide();
    let before = crate::support::files(guide.root());
    let running = start(&guide);
    let _updates = {
        let mut stream = connect(&running);
        write!(stream, "GET /.preview/updates HTTP/1.1\r\nhost: {}\r\n\r\n", running.address)
            .unwrap();
        stream
    };
    get(&running, "/1.1.html");
    let start = Instant::now();
    drop(running);
    assert!(start.elapsed() < Duration::from_secs(2), "it took {:?}", start.elapsed());
    assert_eq!(crate::support::files(guide.root()), before);
}

/// A report that panics, as one to a closed terminal may.
#[test]
fn the_watcher_recovers_from_a_panic_with_the_next_save() {
    let guide = guide();
    let settings = settings(&guide);
    let running = serve::start(settings, |_, _| panic!("PANIEK")).expect("a free port");
    for n in 0..3 {
        let text = format!("---\ntitle: Start\n---\n\nVersie {n}.\n");
        guide.write("content/1-een/1.1-start.md", text);
        wait_for(&running, "/1.1.html", &format!("Versie {n}."));
    }
}

#[test]
fn a_locked_file_is_shown_when_it_can_be_read() {
    let guide = guide();
    let running = start(&guide);
    let path = "content/1-een/1.1-start.md";
    let locked = faults::inject(guide.root(), move |operation, file| {
        if operation == faults::Operation::Read && file.ends_with(path) {
            return Err(std::io::Error::other("locked"));
        }
        Ok(())
    });
    guide.write(path, "---\ntitle: Start\n---\n\nVergrendeld.\n");
    guide.write("content/1-een/1.2-vervolg.md", "---\ntitle: Vervolg\n---\n\nGewoon.\n");
    wait_for(&running, "/1.2.html", "Gewoon.");
    assert!(get(&running, "/1.1.html").body.contains("Eerst dit."));
    drop(locked);
    wait_for(&running, "/1.1.html", "Vergrendeld.");
}

#[cfg(unix)]
#[test]
fn permissions_may_be_lost_and_come_back() {
    use std::os::unix::fs::PermissionsExt;
    let guide = guide();
    let running = start(&guide);
    let path = "content/1-een/1.1-start.md";
    let set = |path: &str, mode| {
        fs::set_permissions(guide.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    guide.write(path, "---\ntitle: Start\n---\n\nVersie 1.\n");
    set(path, 0o000);
    guide.write("content/1-een/1.2-vervolg.md", "---\ntitle: Vervolg\n---\n\nGewoon.\n");
    wait_for(&running, "/1.2.html", "Gewoon.");
    set(path, 0o644);
    wait_for(&running, "/1.1.html", "Versie 1.");
    set("content/1-een", 0o000);
    guide.write("content/voorwoord.md", "# Voorwoord\n\nVooraf.\n");
    wait_for(&running, "/voorwoord.html", "Vooraf.");
    assert_eq!(get(&running, "/1.2.html").status, 200);
    set("content/1-een", 0o755);
    guide.write(path, "---\ntitle: Start\n---\n\nVersie 2.\n");
    wait_for(&running, "/1.1.html", "Versie 2.");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_guide_blocks_nothing() {
    let guide = guide();
    let running = start(&guide);
    for path in ["content/1-een/1.3-pijp.md", "content/1-een/beeld.png", "book.toml"] {
        crate::preview::make_pipe(&guide.path(path));
        assert_eq!(get(&running, "/1.1.html").status, 200, "{path}");
    }
    fs::remove_file(guide.path("content/1-een/1.3-pijp.md")).unwrap();
    fs::remove_file(guide.path("book.toml")).unwrap();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n");
    guide.write("content/1-een/1.1-start.md", "---\ntitle: Start\n---\n\nVersie 1.\n");
    wait_for(&running, "/1.1.html", "Versie 1.");
}

#[cfg(unix)]
#[test]
fn a_guide_behind_a_link_is_followed_when_the_link_changes() {
    let (one, two) = (guide(), guide());
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("gids");
    std::os::unix::fs::symlink(one.root(), &link).unwrap();
    let running = start_with(&one, |settings| settings.root = link.clone());
    let text = |n| format!("---\ntitle: Start\n---\n\nVersie {n}.\n");
    one.write("content/1-een/1.1-start.md", text(1));
    wait_for(&running, "/1.1.html", "Versie 1.");
    two.write("content/1-een/1.1-start.md", text(2));
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(two.root(), &link).unwrap();
    wait_for(&running, "/1.1.html", "Versie 2.");
    two.write("content/1-een/1.1-start.md", text(3));
    wait_for(&running, "/1.1.html", "Versie 3.");
}

#[test]
fn a_guide_that_goes_and_comes_back_is_followed() {
    let guide = guide();
    let running = start(&guide);
    for n in 0..2 {
        fs::remove_dir_all(guide.root()).unwrap();
        assert_eq!(get(&running, "/1.1.html").status, 200);
        guide.write("content/index.md", "# Begin\n\nWelkom.\n");
        guide.write("content/1.1-start.md", format!("---\ntitle: Start\n---\n\nVersie {n}.\n"));
        guide.write("book.toml", "[book]\ntitle = \"Proef\"\n");
        wait_for(&running, "/1.1.html", &format!("Versie {n}."));
    }
    guide.write("book.toml", "[book\n");
    guide.write("content/1.1-start.md", "---\ntitle: Start\n---\n\nGewacht.\n");
    guide.write("book.toml", "[book]\ntitle = \"Heel\"\n");
    wait_for(&running, "/1.1.html", "Heel");
    wait_for(&running, "/1.1.html", "Gewacht.");
}

#[test]
fn a_fault_on_a_long_line_is_cut_for_browsers() {
    let guide = guide();
    guide.write("content/1-een/1.1-start.md", "é[[9.9]] ".repeat(6_000));
    let running = start(&guide);
    let mut stream = connect(&running);
    let host = running.address;
    write!(stream, "GET /.preview/updates HTTP/1.1\r\nhost: {host}\r\n\r\n").unwrap();
    let mut bytes = vec![0; 1 << 20];
    let mut length = 0;
    while !bytes[..length].ends_with(b"\n\n\r\n") {
        let n = stream.read(&mut bytes[length..]).expect("an update");
        assert!(n > 0, "the stream ended, or is larger than a megabyte");
        length += n;
    }
    let update = String::from_utf8_lossy(&bytes[..length]);
    assert!(update.contains("\"errors\":6000"), "{length} bytes");
    assert!(update.contains("\"omitted\":\"And 5980 more.\""), "{length} bytes");
    assert!(length < 50_000, "{length} bytes");
}

#[test]
fn after_random_saves_the_preview_serves_what_a_build_makes() {
    let guide = guide();
    let running = start(&guide);
    let chapter = |n: usize| format!("content/1-een/1.{}-h.md", n % 4 + 3);
    for n in 0..12 {
        match n % 4 {
            0 | 1 => guide.write(&chapter(n), format!("---\ntitle: T{n}\n---\n\nTekst {n}.\n")),
            2 => {
                let _ = fs::remove_file(guide.path(&chapter(n + 1)));
            }
            _ => fs::rename(guide.path(&chapter(n + 1)), guide.path("content/2-los.md"))
                .unwrap_or_default(),
        }
        guide.write("content/1-een/1.1-start.md", format!("---\ntitle: S\n---\n\nStap {n}.\n"));
        guide.build();
        let pages = fs::read_dir(guide.path("public")).unwrap();
        let pages = pages.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        for page in pages.filter(|page| page.ends_with(".html")) {
            let built = guide.read(&format!("public/{page}"));
            let start = Instant::now();
            while as_published(&get(&running, &format!("/{page}")).body) != built {
                assert!(start.elapsed() < TIMEOUT, "step {n}: {page} is not what was built");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}
