//! Editing in the browser, over HTTP: what is saved, what is refused, what is undone.

use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wijkengids::paths::{PublicationPath, faults};
use wijkengids::serve::{Answer, Editors, Preview, Running, as_published};
use wijkengids::workspace::Options;

use crate::serve::{Answer as Response, get, request, send_to, start, start_with};
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

fn post(host: SocketAddr, what: &str, headers: &str, body: &str) -> Response {
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
    let told = format!("{FILE} was changed since, in the same place");
    assert_eq!(refused["message"], told, "as it is called in the guide");
    let help = refused["help"].as_str().unwrap();
    assert!(help.starts_with("so this step was skipped: Paragraph changed in 1 Een; "), "{help}");
    assert_eq!(guide.read(FILE), first.replace("Andere alinea.", "Weer anders."));
    // It is told once.
    assert_eq!(editor.ask("history").1["undo"], Value::Null);
    assert_eq!(editor.post("undo", &json!({})).1["message"], "there is nothing to undo");
    // With the file as it was, it counts again.
    guide.write(FILE, first.replace("Laatste,", "Aan het eind,"));
    for step in ["redo", "undo", "undo"] {
        assert_eq!(editor.post(step, &json!({})).0, 200, "{step}");
    }
    assert_eq!(guide.read(FILE), TEXT.replace("Laatste,", "Aan het eind,"));
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
fn what_the_journal_does_not_know_is_said_and_nothing_older_is_undone() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let (_, saved) = editor.save(TEXT, &replace(TEXT, "Eerste alinea.", "Nieuwe alinea."));
    assert_eq!(saved["note"], Value::Null);
    let first = guide.read(FILE);
    let journals = wijkengids::cache::state_folder().unwrap();
    let root = guide.path("").canonicalize().unwrap();
    let journal = journals.join(wijkengids::cache::name_of("undo", &root));
    let full = faults::inject(&journal, |operation, _| {
        if operation.changes() { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    let (status, saved) = editor.save(&first, &replace(&first, "Laatste", "Allerlaatste"));
    assert_eq!(status, 200, "{saved}");
    assert!(saved["note"].as_str().unwrap().contains("cannot be undone"), "{saved}");
    let second = guide.read(FILE);
    assert!(second.contains("Allerlaatste"));
    assert_eq!(editor.ask("history").1["undo"], Value::Null);
    assert_ne!(editor.post("undo", &json!({})).0, 200);
    drop(full);
    assert_eq!(editor.ask("history").1["undo"], Value::Null);
    assert_eq!(editor.post("undo", &json!({})).0, 409, "the first step is not undone now");
    assert_eq!(guide.read(FILE), second);
    let (_, saved) = editor.save(&second, &replace(&second, "Nieuwe alinea.", "Derde."));
    assert_eq!(saved["note"], Value::Null);
    assert_eq!(editor.post("undo", &json!({})).0, 200);
    assert_eq!(guide.read(FILE), second);
    assert_eq!(editor.post("undo", &json!({})).0, 409);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_came_later() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let (_, saved) = editor.save(TEXT, &replace(TEXT, "Eerste alinea.", "Nieuwe alinea."));
    let after = saved["chapter"]["text"].as_str().unwrap().to_owned();
    guide.write("README.md", &after);
    fs::remove_file(guide.path(FILE)).unwrap();
    std::os::unix::fs::symlink("../README.md", guide.path(FILE)).unwrap();
    assert_ne!(editor.save(&after, &replace(&after, "Nieuwe", "Andere")).0, 200);
    let (status, refused) = editor.post("undo", &json!({}));
    assert_ne!(status, 200, "{refused}");
    assert_eq!(guide.read("README.md"), after);
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

#[test]
fn a_draft_that_would_take_a_parser_very_long_is_told_and_not_shown() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let attributes: String = (0..50_000).map(|n| format!(" a{n}")).collect();
    for text in ["<div>".repeat(50_000), format!("<div{attributes}></div>")] {
        let start = Instant::now();
        let draft = editor.draft(TEXT, &json!({ "do": "file", "text": text }));
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        assert_eq!(draft["html"], "");
        let problems = draft["problems"].as_array().unwrap();
        assert!(problems.iter().any(|problem| problem["is_error"] == true), "{problems:?}");
    }
}

#[test]
fn what_is_wrong_in_a_draft_comes_with_what_mends_it() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let mended = |words: &str, mend: usize| {
        let draft = editor.draft(TEXT, &replace(TEXT, "Eerste alinea.", words));
        let problem = &draft["problems"][0];
        let Value::Object(mend) = &problem["mends"][mend] else { panic!("{problem}") };
        let text = draft["chapter"]["text"].as_str().unwrap();
        let (start, end) = (mend["start"].as_u64().unwrap(), mend["end"].as_u64().unwrap());
        let label = mend["label"].as_str().unwrap().to_owned();
        let change = json!({ "do": "replace", "start": start, "end": end, "text": mend["text"] });
        let after = editor.draft(text, &change);
        assert_eq!(after["problems"], json!([]), "{words}");
        let text = after["chapter"]["text"].as_str().unwrap();
        (label, text.lines().nth(4).unwrap().to_owned())
    };
    let line = |text: &str| text.to_owned();
    assert_eq!(mended("Zie [[3]] nu.", 1), (line("Write 2"), line("Zie [[2]] nu.")));
    assert_eq!(mended("Zie [[twee|dit]].", 0), (line("Write 2"), line("Zie [[2|dit]].")));
    assert_eq!(mended("Zie [dit](2-twe.md).", 0).1, "Zie [dit](2-twee.md).");
    assert_eq!(mended("##Een kop", 0).1, "## Een kop");
    let missing = editor.draft(TEXT, &replace(TEXT, "Eerste alinea.", "Zie [hier](2)."));
    assert_eq!(missing["problems"][0]["is_error"], false, "what `check` says is said too");
}

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % most
    }

    fn choose<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const WRITTEN: [&str; 14] = [
    "Een alinea met *nadruk* en één `code`.",
    "Zie [[1]] en [[2|de tweede]], of [hier](3).",
    "## Een kop",
    "## Een les {.les themes=\"zorg\"}",
    "- een\n- twee\n  - drie",
    "1. een\n2. twee",
    "> Een citaat\n> van twee regels",
    "::: kader Titel\nIn het kader.\n\n- a\n:::",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```rust\nfn main() {}\n\n```",
    "Term\n: Uitleg",
    "<div class=\"x\">html</div>",
    "Een zin, [een adres](https://example.org/) en ![](https://example.org/a.png).",
    "***",
];

/// The blocks of a chapter that are in no box.
fn outer(chapter: &Value) -> Vec<(usize, usize)> {
    let blocks = chapter["blocks"].as_array().unwrap().iter();
    let outer = blocks.filter(|block| block["parent"].is_null());
    let place = |block: &Value, end: &str| block[end].as_u64().unwrap() as usize;
    outer.map(|block| (place(block, "start"), place(block, "end"))).collect()
}

/// A change, and the text that it should give.
fn random_change(numbers: &mut Numbers, text: &str, blocks: &[(usize, usize)]) -> (Value, String) {
    let new = numbers.choose(&WRITTEN);
    if blocks.is_empty() {
        let change = json!({ "do": "insert", "where": "end", "text": new });
        return (change, format!("{}\n\n{new}\n", text.trim_end()));
    }
    let at = numbers.below(blocks.len());
    let (start, end) = blocks[at];
    let (before, block, after) = (&text[..start], &text[start..end], &text[end..]);
    match numbers.below(if blocks.len() > 14 { 7 } else { 10 }) {
        0 | 1 => {
            let change = json!({ "do": "replace", "start": start, "end": end, "text": new });
            (change, format!("{before}{new}{after}"))
        }
        2 | 3 => {
            let change = json!({ "do": "remove", "start": start, "end": end });
            let text = if at > 0 {
                format!("{}{after}", &text[..blocks[at - 1].1])
            } else if let Some(next) = blocks.get(at + 1) {
                format!("{before}{}", &text[next.0..])
            } else {
                format!("{before}{}", &after[1..])
            };
            (change, text)
        }
        4 if at > 0 => {
            let change = json!({ "do": "move", "start": start, "end": end, "way": "up" });
            let (above, until) = blocks[at - 1];
            let (above, gap) = (&text[above..until], &text[until..start]);
            (change, format!("{}{block}{gap}{above}{after}", &text[..blocks[at - 1].0]))
        }
        5 if at + 1 < blocks.len() => {
            let change = json!({ "do": "move", "start": start, "end": end, "way": "down" });
            let (below, until) = blocks[at + 1];
            let (gap, below, rest) = (&text[end..below], &text[below..until], &text[until..]);
            (change, format!("{before}{below}{gap}{block}{rest}"))
        }
        6 => {
            let (old, now) = (["Een", "Twee"], numbers.choose(&["Een", "Twee"]));
            let change = json!({ "do": "fields", "values": { "title": now } });
            let line = |old: &str| format!("title: {old}\n");
            let before = old.into_iter().find(|old| text.contains(&line(old))).unwrap();
            (change, text.replacen(&line(before), &line(now), 1))
        }
        7 => {
            let change = json!({ "do": "insert", "where": "before", "start": start, "end": end, "text": new });
            (change, format!("{before}{new}\n\n{block}{after}"))
        }
        _ => {
            let change = json!({ "do": "insert", "where": "after", "start": start, "end": end, "text": new });
            (change, format!("{before}{block}\n\n{new}{after}"))
        }
    }
}

fn pages(preview: &Preview) -> Vec<(String, String)> {
    let version = preview.version();
    let page = |path: &PublicationPath| {
        let Answer::Found(page) = preview.answer(path.as_str()) else { panic!("{path}") };
        (path.to_string(), as_published(std::str::from_utf8(&page.bytes).unwrap()))
    };
    version.paths().filter(|path| path.as_str().ends_with(".html")).map(page).collect()
}

/// Makes random changes, and compares with a guide that is read anew.
fn edit_at_random(changes: usize) {
    let guide = guide();
    let files = ["content/1-een.md", "content/2-twee.md", "content/3-drie.md"];
    for file in files {
        guide.write(file, "---\ntitle: Een\n---\n\nTekst.\n");
    }
    let running = start(&guide);
    let editor = Editor::new(&running);
    let mut numbers = Numbers(2026);
    let mut drafts = 0;
    for n in 0..changes {
        let file = numbers.choose(&files);
        let (_, chapter) = editor.ask(&format!("chapter?file={file}"));
        let base = guide.read(file);
        assert_eq!(chapter["text"], base);
        let (change, expected) = random_change(&mut numbers, &base, &outer(&chapter));
        let body = json!({ "file": file, "base": base, "change": change });
        let draft = (n % 4 == 0).then(|| editor.post("draft", &body).1);
        let (status, saved) = editor.post("save", &body);
        assert_eq!(status, 200, "{change} in {base}: {saved}");
        assert_eq!(guide.read(file), expected, "{change} in {base}");
        assert_eq!(saved["chapter"]["text"], expected);
        let version = running.preview.version();
        if let Some(draft) = draft.filter(|_| !version.is_broken()) {
            let page = format!("/{}", saved["chapter"]["page"].as_str().unwrap());
            let draft = as_published(draft["html"].as_str().unwrap());
            assert_eq!(draft, as_published(&get(&running, &page).body), "{change} in {base}");
            drafts += 1;
        }
        if n % 50 == 49 && !version.is_broken() {
            let fresh = Preview::open(guide.root(), &Options::default());
            assert_eq!(pages(&running.preview), pages(&fresh));
        }
    }
    assert!(drafts > changes / 20, "{drafts}");
    // All of it can be undone.
    for _ in 0..changes.min(100) {
        if editor.post("undo", &json!({})).0 == 409 {
            break;
        }
    }
    let fresh = Preview::open(guide.root(), &Options::default());
    assert_eq!(running.preview.version().is_broken(), fresh.version().is_broken());
}

/// As many as `PROPTEST_CASES` says; thousands take minutes.
#[test]
fn random_changes_are_those_of_the_file() {
    let changes = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    edit_at_random(changes.unwrap_or(120));
}

/// A preview that is a program of its own, and killed with the test.
#[cfg(unix)]
struct Program(std::process::Child);

#[cfg(unix)]
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a preview as a program, and says where it listens.
#[cfg(unix)]
fn program(guide: &Guide) -> (Program, SocketAddr) {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("wijkengids"))
        .args(["serve", "--port", "0"])
        .current_dir(guide.root())
        .env("WIJKENGIDS_LANG", "en")
        .env("XDG_STATE_HOME", guide.path(".state"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut lines = std::io::BufRead::lines(said).map_while(Result::ok);
    let url = lines.find_map(|line| {
        let address = line.trim().strip_prefix("http://")?.strip_suffix('/')?.to_owned();
        address.parse().ok()
    });
    // Its pipe stays open, so that it can go on saying things.
    std::thread::spawn(move || lines.for_each(drop));
    (Program(child), url.expect("an address"))
}

#[cfg(unix)]
#[test]
fn a_preview_that_is_killed_leaves_the_old_text_or_the_new() {
    let guide = guide();
    let text =
        |n: usize| format!("---\ntitle: Een\n---\n\n{}\n", format!("Alinea {n}.\n\n").repeat(3000));
    guide.write(FILE, text(0));
    let mut numbers = Numbers(7);
    for _ in 0..5 {
        let (program, address) = program(&guide);
        let host = address;
        let page = send_to(
            host,
            &format!("GET /1.html HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"),
        );
        let editor = Editor { address, token: token(&page.body).unwrap().to_owned() };
        let pause = std::time::Duration::from_millis(100 + numbers.below(400) as u64);
        let mut base = guide.read(FILE);
        let first = json!({ "do": "file", "text": text(0) + "\nNog iets.\n" });
        assert_eq!(editor.save(&base, &first).0, 200);
        base = guide.read(FILE);
        // It is killed while it saves others.
        let killer = std::thread::spawn(move || {
            std::thread::sleep(pause);
            drop(program);
        });
        for n in 1.. {
            let change = json!({ "do": "file", "text": text(n) });
            // No answer: it was killed.
            if editor.save(&base, &change).0 != 200 {
                break;
            }
            base = text(n);
        }
        killer.join().unwrap();
        let found = guide.read(FILE);
        let found = found.strip_suffix("\nNog iets.\n").unwrap_or(&found);
        let n: usize =
            found.split("Alinea ").nth(1).unwrap().split('.').next().unwrap().parse().unwrap();
        assert!(found == text(n), "half a text");
    }
    // The journal is whole too.
    let (_program, address) = program(&guide);
    let page = send_to(
        address,
        &format!("GET /1.html HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"),
    );
    let editor = Editor { address, token: token(&page.body).unwrap().to_owned() };
    let before = guide.read(FILE);
    let (status, undone) = editor.post("undo", &json!({}));
    assert_eq!(status, 200, "{undone}");
    assert_ne!(guide.read(FILE), before);
}
