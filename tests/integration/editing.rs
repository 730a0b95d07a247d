//! Editing in the browser, over HTTP: what is saved, what is refused, what is undone.

use std::fs;
use std::net::SocketAddr;

use serde_json::{Value, json};
use wijkengids::serve::{Editors, Running, as_published};

use crate::serve::{Answer, get, request, send_to, start, start_with};
use crate::support::Guide;

const FILE: &str = "content/1-een.md";

const TEXT: &str = "---\ntitle: 'Een' # zo\n---\n\nEerste alinea.\n\n::: kader Let op\n- a\n- b\n:::\n\nLaatste, zie [[2]].\n";

fn guide() -> Guide {
    Guide::with(&[
        ("content/index.md", "# Begin\n\nWelkom.\n"),
        (FILE, TEXT),
        ("content/2-twee.md", "---\ntitle: Twee\n---\n\nTweede tekst.\n"),
    ])
}

/// A page with a token, and what it asks of a preview.
#[derive(Clone)]
pub struct Editor {
    pub address: SocketAddr,
    pub token: String,
}

impl Editor {
    pub fn new(running: &Running) -> Self {
        let token = token(&get(running, "/index.html").body).expect("a token").to_owned();
        Self { address: running.address, token }
    }

    pub fn headers(&self) -> String {
        let Self { address, token } = self;
        format!("x-wijkengids-token: {token}\r\norigin: http://{address}\r\n")
    }

    pub fn ask(&self, what: &str) -> (u16, Value) {
        let target = format!("/.preview/editing/{what}");
        let (host, headers) = (self.address, self.headers());
        let answer = send_to(
            host,
            &format!("GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n"),
        );
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }

    pub fn post(&self, what: &str, body: &Value) -> (u16, Value) {
        let answer = post(self.address, what, &self.headers(), &body.to_string());
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }

    fn chapter(&self) -> Value {
        let (status, chapter) = self.ask(&format!("chapter?file={FILE}"));
        assert_eq!(status, 200, "{chapter}");
        chapter
    }

    fn save(&self, base: &str, change: &Value) -> (u16, Value) {
        self.post("save", &json!({ "file": FILE, "base": base, "change": change }))
    }

    fn draft(&self, base: &str, change: &Value) -> Value {
        let body = json!({ "file": FILE, "base": base, "change": change });
        let (status, draft) = self.post("draft", &body);
        assert_eq!(status, 200, "{draft}");
        draft
    }
}

fn token(page: &str) -> Option<&str> {
    page.split_once("data-token=\"")?.1.split('"').next()
}

fn post(host: SocketAddr, what: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    let kind =
        if headers.contains("content-type") { "" } else { "content-type: application/json\r\n" };
    let head = format!(
        "POST /.preview/editing/{what} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
        {kind}content-length: {length}\r\n{headers}\r\n"
    );
    send_to(host, &format!("{head}{body}"))
}

/// A change of the block with some words.
fn replace(chapter: &str, old: &str, new: &str) -> Value {
    let start = chapter.find(old).unwrap();
    json!({ "do": "replace", "start": start, "end": start + old.len(), "text": new })
}

#[test]
fn a_chapter_is_told_with_its_blocks_and_fields() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let chapter = editor.chapter();
    assert_eq!(chapter["text"], TEXT);
    assert_eq!(chapter["page"], "1.html");
    assert_eq!(chapter["read_only"], Value::Null);
    let blocks: Vec<_> = chapter["blocks"].as_array().unwrap().iter().collect();
    let kinds: Vec<_> = blocks.iter().map(|block| block["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["paragraph", "box", "list", "paragraph"]);
    assert_eq!((blocks[2]["parent"].as_u64(), blocks[2]["line"].as_u64()), (Some(1), Some(8)));
    assert_eq!(blocks[2]["last_line"], 9);
    assert_eq!(chapter["fields"]["title"]["value"], "Een");
    assert_eq!(chapter["fields"]["title"]["label"], "Title");
    assert_eq!(chapter["fields"]["goals"]["kind"], "list");
    let (_, by_page) = editor.ask("chapter?page=1.html");
    assert_eq!(by_page, chapter);
    let (status, words) = editor.ask("words");
    assert_eq!((status, words["edit"].as_str()), (200, Some("Edit")));
    assert_eq!(editor.ask("chapter?page=inhoud.html").0, 404);
}

#[test]
fn a_saved_block_is_shown_at_once_and_undone_also_after_a_restart() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let (status, saved) =
        editor.save(TEXT, &replace(TEXT, "Eerste alinea.", "Andere alinea.\nMeer."));
    assert_eq!(status, 200, "{saved}");
    let first = TEXT.replace("Eerste alinea.", "Andere alinea.\nMeer.");
    assert_eq!(guide.read(FILE), first);
    assert_eq!(saved["chapter"]["text"], first);
    assert_eq!((saved["first_line"].as_u64(), saved["last_line"].as_u64()), (Some(5), Some(6)));
    assert!(get(&running, "/1.html").body.contains("Andere alinea."), "at once");
    let (_, same) =
        editor.save(&first, &replace(&first, "Andere alinea.\nMeer.", "Andere alinea.\nMeer."));
    assert_eq!(same["changed"], false);
    let change = json!({ "do": "fields", "values": { "title": "Nieuw: een", "draft": false } });
    let (status, saved) = editor.save(&first, &change);
    let second = first.replace("title: 'Een' # zo", "title: 'Nieuw: een' # zo");
    assert_eq!((status, guide.read(FILE)), (200, second.clone()), "{saved}");
    let (_, history) = editor.ask("history");
    assert_eq!(history["undo"], "Details of 1 Een changed");
    drop(running);

    let running = start(&guide);
    let editor = Editor::new(&running);
    let (status, undone) = editor.post("undo", &json!({}));
    assert_eq!((status, guide.read(FILE)), (200, first.clone()), "{undone}");
    assert_eq!(undone["label"], "Details of 1 Een changed");
    assert_eq!(undone["page"], "1.html");
    assert_eq!(undone["undo"], "Paragraph changed in 1 Een");
    assert_eq!(editor.post("undo", &json!({})).0, 200);
    assert_eq!(guide.read(FILE), TEXT);
    let (status, nothing) = editor.post("undo", &json!({}));
    assert_eq!((status, nothing["message"].as_str()), (409, Some("there is nothing to undo")));
    assert_eq!(editor.post("redo", &json!({})).0, 200);
    assert_eq!(guide.read(FILE), first);
    assert!(get(&running, "/1.html").body.contains("Andere alinea."));
    // A file that has changed since gets both changes, unless they touch.
    guide.write(FILE, first.replace("Laatste,", "Aan het eind,"));
    assert_eq!(editor.post("undo", &json!({})).0, 200);
    assert_eq!(guide.read(FILE), TEXT.replace("Laatste,", "Aan het eind,"));
    assert_eq!(editor.post("redo", &json!({})).0, 200);
    guide.write(FILE, first.replace("Andere alinea.", "Weer anders."));
    let (status, refused) = editor.post("undo", &json!({}));
    assert_eq!(status, 409);
    assert!(refused["message"].as_str().unwrap().contains("was changed since"), "{refused}");
    assert_eq!(guide.read(FILE), first.replace("Andere alinea.", "Weer anders."));
}

#[test]
fn a_file_that_changed_underneath_is_merged_or_stays() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let theirs = TEXT.replace("- b", "- b\n- c");
    guide.write(FILE, &theirs);
    let (status, saved) = editor.save(TEXT, &replace(TEXT, "Laatste, zie [[2]].", "Slot."));
    assert_eq!((status, guide.read(FILE)), (200, theirs.replace("Laatste, zie [[2]].", "Slot.")));
    assert_eq!(saved["first_line"], 13, "where it is now");
    let now = guide.read(FILE);
    let (status, conflict) = editor.save(TEXT, &replace(TEXT, "Laatste, zie [[2]].", "Anders."));
    assert_eq!(status, 409, "{conflict}");
    assert_eq!(conflict["base"], TEXT);
    assert_eq!(conflict["theirs"], now);
    assert_eq!(conflict["yours"], TEXT.replace("Laatste, zie [[2]].", "Anders."));
    assert_eq!(conflict["chapter"]["text"], now);
    assert_eq!(guide.read(FILE), now);
}

#[test]
fn a_draft_is_shown_and_leaves_nothing_behind() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let page = get(&running, "/1.html").body;
    let other = get(&running, "/2.html").body;
    let change = replace(TEXT, "Eerste alinea.", "Een *concept*.");
    let draft = editor.draft(TEXT, &change);
    let html = draft["html"].as_str().unwrap();
    assert!(html.contains("Een <em>concept</em>."), "{html}");
    assert!(html.contains("data-source=\"content/1-een.md:5\"") && !html.contains("data-token"));
    assert_eq!(draft["problems"], json!([]));
    assert_eq!(draft["chapter"]["text"], TEXT.replace("Eerste alinea.", "Een *concept*."));
    // It is what is shown once it is saved.
    let wrong = editor.draft(TEXT, &replace(TEXT, "Eerste alinea.", "Zie [[9.9]] en **dit**."));
    let problem = &wrong["problems"][0];
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(5), Some(5)));
    assert!(wrong["html"].as_str().unwrap().contains("<strong>dit</strong>"), "shown all the same");
    let broken = editor.draft(TEXT, &replace(TEXT, "title: 'Een' # zo", "title: [Een"));
    assert!(!broken["problems"].as_array().unwrap().is_empty());
    // Nothing of a draft stays.
    assert_eq!(guide.read(FILE), TEXT);
    assert_eq!(get(&running, "/1.html").body, page);
    assert_eq!(get(&running, "/2.html").body, other);
    assert!(running.preview.version().problems().is_empty());
    assert_eq!(editor.ask("history").1["undo"], Value::Null);
    let (status, _) = editor.save(TEXT, &change);
    assert_eq!(status, 200);
    assert_eq!(as_published(html), as_published(&get(&running, "/1.html").body));
}

#[test]
fn a_guide_that_does_not_build_can_be_mended() {
    let guide = guide();
    let broken = TEXT.replace("title: 'Een' # zo", "title: [Een");
    guide.write(FILE, &broken);
    let running = start(&guide);
    let page = get(&running, "/1.html");
    assert_eq!(page.status, 503);
    let editor = Editor { address: running.address, token: token(&page.body).unwrap().to_owned() };
    assert_eq!(editor.chapter()["text"], broken);
    let (status, saved) = editor.save(&broken, &json!({ "do": "file", "text": TEXT }));
    assert_eq!(status, 200, "{saved}");
    assert_eq!(guide.read(FILE), TEXT);
    assert!(get(&running, "/1.html").body.contains("Eerste alinea."));
}

#[test]
fn requests_that_no_page_of_the_preview_sends_are_refused() {
    let guide = guide();
    guide.write("geheim.md", "geheim");
    #[cfg(unix)]
    std::os::unix::fs::symlink(guide.path("geheim.md"), guide.path("content/3-link.md")).unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("4.md"), "buiten").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("4.md"), guide.path("content/4-uit.md"))
        .unwrap();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let body = json!({ "file": FILE, "base": TEXT, "change": { "do": "file", "text": "weg" } });
    let body = body.to_string();
    let status = |headers: &str| post(running.address, "save", headers, &body).status;
    let token = format!("x-wijkengids-token: {}\r\n", editor.token);
    let origin = format!("origin: http://{}\r\n", running.address);
    assert_eq!(status(&origin), 403, "no token");
    assert_eq!(status(&format!("{origin}x-wijkengids-token: abc\r\n")), 403);
    assert_eq!(status(&format!("{token}origin: http://evil.example\r\n")), 403);
    assert_eq!(status(&format!("{token}origin: null\r\n")), 403);
    assert_eq!(status(&format!("{token}{origin}content-type: text/plain\r\n")), 415);
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    assert_eq!(status(&format!("{token}{origin}{form}")), 415);
    assert_eq!(request(&running, "GET", "/.preview/editing/save", &editor.headers()).status, 405);
    assert_eq!(request(&running, "OPTIONS", "/.preview/editing/save", &origin).status, 403);
    assert_eq!(
        request(&running, "GET", &format!("/.preview/editing/chapter?file={FILE}"), "").status,
        403
    );
    let headers = editor.headers();
    assert_eq!(post(running.address, "save", &headers, "{\"file\": ").status, 400);
    assert_eq!(post(running.address, "save", &headers, "[]").status, 400);
    let huge = format!("{{\"file\": \"{}\"}}", "x".repeat(17 << 20));
    assert_eq!(post(running.address, "save", &headers, &huge).status, 413);
    for file in [
        "geheim.md",
        "content/../geheim.md",
        "content/%2e%2e/geheim.md",
        "../x.md",
        "/etc/passwd",
        "content/..\\geheim.md",
        "content/3-anders.md",
        "content",
        "content/",
        "",
        "book.toml",
        "content/1-een.md/../../book.toml",
        "content/4-uit.md",
    ] {
        let change = json!({ "do": "file", "text": "weg" });
        let body = json!({ "file": file, "base": "x", "change": change });
        let (status, refused) = editor.post("save", &body);
        assert!(matches!(status, 404 | 422), "{file}: {status} {refused}");
        assert!(refused["message"].is_string(), "{file}");
        assert!(matches!(editor.post("draft", &body).0, 200 | 404 | 422));
    }
    for place in [(1, 2), (0, 10_000), (30, 2)] {
        let change = json!({ "do": "remove", "start": place.0, "end": place.1 });
        assert_eq!(editor.save(TEXT, &change).0, 400);
    }
    assert_eq!(guide.read(FILE), TEXT);
    assert_eq!(guide.read("geheim.md"), "geheim");
    assert_eq!(fs::read_to_string(outside.path().join("4.md")).unwrap(), "buiten");
}

#[test]
fn nobody_edits_a_preview_that_is_read_only() {
    let guide = guide();
    let running = start_with(&guide, |settings| settings.editors = Editors::Nobody);
    assert_eq!(token(&get(&running, "/1.html").body), None);
    let body = json!({ "file": FILE, "base": TEXT, "change": { "do": "file", "text": "weg" } });
    let headers = "x-wijkengids-token: \r\n";
    assert_eq!(post(running.address, "save", headers, &body.to_string()).status, 403);
    assert_eq!(guide.read(FILE), TEXT);
}

#[test]
fn what_cannot_be_saved_is_said_in_words() {
    let guide = guide();
    guide.write("content/3-drie.md", "x");
    fs::write(guide.path("content/3-drie.md"), b"ge\xEBn").unwrap();
    let running = start(&guide);
    let page = get(&running, "/index.html").body;
    let editor = Editor { address: running.address, token: token(&page).unwrap().to_owned() };
    let (status, refused) = editor.ask("chapter?file=content/3-drie.md");
    assert_eq!(status, 422);
    assert!(refused["message"].as_str().unwrap().contains("not UTF-8"), "{refused}");
    let mut permissions = fs::metadata(guide.path(FILE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(guide.path(FILE), permissions).unwrap();
    assert!(editor.chapter()["read_only"].as_str().unwrap().contains("may only be read"));
    let (status, refused) = editor.save(TEXT, &replace(TEXT, "Eerste alinea.", "x"));
    assert_eq!(status, 422);
    assert!(refused["message"].as_str().unwrap().contains("may only be read"), "{refused}");
    assert_eq!(guide.read(FILE), TEXT);
    assert_eq!(editor.ask("history").1["undo"], Value::Null, "it was not made");
    fs::remove_file(guide.path(FILE)).unwrap();
    let (status, refused) = editor.save(TEXT, &replace(TEXT, "Eerste alinea.", "x"));
    assert_eq!(status, 404, "{refused}");
}

#[test]
fn two_who_save_at_once_lose_nothing() {
    let guide = guide();
    let paragraphs: Vec<String> = (0..8).map(|n| format!("Alinea {n}: 0.")).collect();
    let text = format!("---\ntitle: Een\n---\n\n{}\n", paragraphs.join("\n\n"));
    guide.write(FILE, &text);
    let running = start(&guide);
    let editor = Editor::new(&running);
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (editor, text) = (editor.clone(), &text);
            scope.spawn(move || {
                let mut base = text.clone();
                for round in 1..=12 {
                    let n = writer * 4 + round % 4;
                    let line = base
                        .lines()
                        .find(|line| line.starts_with(&format!("Alinea {n}:")))
                        .unwrap()
                        .to_owned();
                    let (status, saved) =
                        editor.save(&base, &replace(&base, &line, &format!("{line} {round}.")));
                    assert_eq!(status, 200, "{saved}");
                    base = saved["chapter"]["text"].as_str().unwrap().to_owned();
                }
            });
        }
    });
    let after = guide.read(FILE);
    for writer in 0..2 {
        for round in 1..=12 {
            let n = writer * 4 + round % 4;
            let line =
                after.lines().find(|line| line.starts_with(&format!("Alinea {n}:"))).unwrap();
            assert!(line.contains(&format!(" {round}.")), "{line}");
        }
    }
}
