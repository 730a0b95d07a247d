//! Beside the text of a chapter: what to refer to, what is pasted, images, and the chapters
//! themselves, over HTTP.

use std::fs;
use std::io::Write;
use std::net::TcpStream;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use wijkengids::paths::faults;
use wijkengids::serve::Running;

use crate::editing::Editor;
use crate::serve::{get, start};
use crate::support::Guide;
use crate::taking_back::{NUMBERS, all, guide};

const FILE: &str = "content/1-een/1.1-a.md";

fn png(width: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, 2).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Posts an image.
fn upload(editor: &Editor, query: &str, bytes: &[u8]) -> (u16, Value) {
    upload_as(editor, query, "application/octet-stream", bytes)
}

fn upload_as(editor: &Editor, query: &str, kind: &str, bytes: &[u8]) -> (u16, Value) {
    let (host, length) = (editor.address, bytes.len());
    let head = format!(
        "POST /.preview/editing/image?{query} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: {kind}\r\ncontent-length: {length}\r\n{}\r\n",
        editor.headers()
    );
    let mut stream = TcpStream::connect(host).unwrap();
    let _ = stream.write_all(&[head.as_bytes(), bytes].concat());
    let mut answer = Vec::new();
    let _ = std::io::Read::read_to_end(&mut stream, &mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status, serde_json::from_str(body).unwrap_or_default())
}

fn structure(editor: &Editor, change: &Value, apply: bool) -> (u16, Value) {
    let mut request = change.clone();
    request["apply"] = apply.into();
    editor.post("structure", &request)
}

fn go(editor: &Editor, way: &str) -> (u16, Value) {
    editor.post(way, &json!({}))
}

#[test]
fn what_to_refer_to_is_found_by_number_and_words() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let ask = |query: &str, file: &str| {
        let request = json!({ "query": query, "limit": 5, "file": file });
        let (status, found) = editor.post("targets", &request);
        assert_eq!(status, 200, "{found}");
        found["targets"].as_array().unwrap().clone()
    };
    let found = ask("2.2", FILE);
    assert_eq!(found[0]["reference"], "[[2.2]]");
    assert_eq!(found[0]["kind"], "chapter");
    assert_eq!(found[0]["label"], "2.2 E");
    assert_eq!(found[0]["context"], "2 Twee");
    assert_eq!(ask("les 1", "content/2-twee/2.2-e.md")[0]["reference"], "[[#les-1]]");
    assert_eq!(ask("bijl", FILE)[0]["reference"], "[[A]]");
    assert_eq!(ask("", FILE).len(), 5);
}

#[test]
fn what_is_pasted_becomes_markdown_and_its_images_files() {
    let guide = guide();
    let before = all(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let image = BASE64.encode(png(3));
    let html = format!(
        "<h1>Kop</h1><p><b>Vet</b> <a href=\"http://{}/2.1.html\">2.1 C</a></p>\
         <img alt=\"Een plein\" src=\"data:image/png;base64,{image}\">",
        running.address
    );
    let (status, pasted) = editor.post("paste", &json!({ "html": html, "text": "", "file": FILE }));
    assert_eq!(status, 200, "{pasted}");
    let expected = "## Kop\n\n**Vet** [[2.1]]\n\n![Een plein](beeld/een-plein.png)";
    assert_eq!(pasted["markdown"], expected);
    assert_eq!(pasted["notes"], json!([]));
    assert_eq!(fs::read(guide.path("content/1-een/beeld/een-plein.png")).unwrap(), png(3));
    let text = "1986. Een jaar\nvan de wijk*";
    let (_, plain) = editor.post("paste", &json!({ "html": "", "text": text, "file": FILE }));
    assert_eq!(plain["markdown"], "1986\\. Een jaar\nvan de wijk\\*");
    assert_eq!(plain["notes"].as_array().unwrap().len(), 1);
    let (_, plain) = editor.post("paste", &json!({ "text": "- *a*\n- b", "file": FILE }));
    assert_eq!(plain, json!({ "markdown": "- *a*\n- b", "notes": [] }));
    assert_eq!(go(&editor, "undo").0, 200);
    assert_eq!(all(guide.root()), before, "an image that was pasted is taken back");
}

#[test]
fn images_are_stored_and_taken_back() {
    let guide = guide();
    let before = all(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let query = format!("file={FILE}&name=Foto%201.JPG");
    let (status, stored) = upload(&editor, &query, &png(5));
    assert_eq!(status, 200, "{stored}");
    assert_eq!(
        stored,
        json!({ "path": "beeld/foto-1.png", "width": 5, "height": 2, "note": null })
    );
    let (_, again) = upload(&editor, &query, &png(5));
    assert_eq!(again["path"], "beeld/foto-1.png", "the same is stored once");
    let (_, other) = upload(&editor, &query, &png(6));
    assert_eq!(other["path"], "beeld/foto-1-2.png");
    for (name, bytes) in [("x.png", &b"tekst"[..]), ("x.svg", b"<html/>"), ("x.png", b"")] {
        let (status, refused) = upload(&editor, &format!("file={FILE}&name={name}"), bytes);
        assert_eq!(status, 422, "{refused}");
        assert!(refused["help"].is_string(), "{refused}");
    }
    for file in ["book.toml", "content/../book.toml", "content/1-een", "/etc/passwd", ""] {
        let status = upload(&editor, &format!("file={file}&name=x.png"), &png(2)).0;
        assert!((400..500).contains(&status), "{file}: {status}");
    }
    assert_eq!(upload_as(&editor, &query, "image/png", &png(5)).0, 415);
    let stored = all(guide.root());
    assert_eq!(stored.0.len(), before.0.len() + 2);
    for way in ["undo", "undo"] {
        assert_eq!(go(&editor, way).0, 200);
    }
    assert_eq!(all(guide.root()), before);
    for way in ["redo", "redo"] {
        assert_eq!(go(&editor, way).0, 200);
    }
    assert_eq!(all(guide.root()), stored);
}

#[test]
fn an_image_that_the_journal_does_not_know_is_stored_and_that_is_said() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let root = guide.path("").canonicalize().unwrap();
    let journals = wijkengids::cache::state_folder().unwrap();
    let journal = journals.join(wijkengids::cache::name_of("undo", &root));
    let _full = faults::inject(&journal, |operation, _| {
        if operation.changes() { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    let (status, stored) = upload(&editor, &format!("file={FILE}&name=a.png"), &png(5));
    assert_eq!((status, &stored["path"]), (200, &json!("beeld/a.png")));
    assert!(stored["note"].as_str().unwrap().contains("cannot be undone"), "{stored}");
}

#[test]
fn an_image_that_is_too_large_is_refused_in_words() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let large = vec![0; (25 << 20) + 1];
    let (status, refused) = upload(&editor, &format!("file={FILE}&name=groot.png"), &large);
    assert_eq!(status, 422);
    assert!(refused["message"].as_str().unwrap().contains("26 MB"), "{refused}");
}

#[test]
fn the_tree_has_all_chapters() {
    let guide = guide();
    guide.write("content/2-twee/2.5-g.md", "---\ntitle: G\ndraft: true\n---\n");
    let running = start(&guide);
    let (status, tree) = Editor::new(&running).ask("tree");
    assert_eq!(status, 200, "{tree}");
    let chapters = tree["chapters"].as_array().unwrap();
    let draft = chapters.iter().find(|chapter| chapter["number"] == "2.5").unwrap();
    assert_eq!(
        (&draft["draft"], &draft["page"], &draft["depth"]),
        (&true.into(), &Value::Null, &2.into())
    );
    assert_eq!(chapters[0]["position"], "home");
    let is_plain = |kind: &Value| kind["name"] == "kader" && kind["also"] == "box";
    assert!(tree["kinds"].as_array().unwrap().iter().any(is_plain));
}

#[test]
fn a_change_of_chapters_is_shown_first_and_then_made() {
    let guide = guide();
    let before = all(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let change = json!({ "do": "insert", "from": "2.4", "before": "2.1" });
    let (status, plan) = structure(&editor, &change, false);
    assert_eq!(status, 200, "{plan}");
    assert_eq!(plan["chapters"][0], json!({ "from": "2.1", "to": "2.2", "title": "C" }));
    let files = plan["files"].as_array().unwrap();
    let moved = files.iter().find(|file| file["path"] == "content/2-twee/2.1-f.md").unwrap();
    assert_eq!(moved["old_path"], "content/2-twee/2.4-f.md");
    assert!(moved["diff"].as_str().unwrap().contains("+aliases: [\"2.4\"]"), "{moved}");
    assert!(plan["notes"].as_array().unwrap().iter().any(|note| note["message"].is_string()));
    assert_eq!(all(guide.root()), before, "nothing is changed yet");
    let (status, made) = structure(&editor, &change, true);
    assert_eq!((status, &made["page"]), (200, &"2.1.html".into()));
    assert!(get(&running, "/2.1.html").body.contains("<title>2.1 F"), "it is shown at once");
    let (status, undone) = go(&editor, "undo");
    assert_eq!(status, 200, "{undone}");
    assert_eq!(all(guide.root()), before);
    assert!(get(&running, "/2.1.html").body.contains("<title>2.1 C"));
    assert_eq!(go(&editor, "redo").0, 200);
    assert!(guide.path("content/2-twee/2.1-f.md").exists());
}

#[test]
fn pictures_that_only_a_removed_chapter_uses_go_and_come_back_with_it() {
    let guide = guide();
    let pictures = ["eigen", "gedeeld", "in-html", "voorin", "thema", "logo", "tekening"];
    for (width, name) in (1..).zip(pictures) {
        fs::create_dir_all(guide.path("content/2-twee/beeld")).unwrap();
        fs::write(guide.path(&format!("content/2-twee/beeld/{name}.png")), png(width)).unwrap();
    }
    let shown = pictures.map(|name| format!("![Beeld](beeld/{name}.png)\n\n")).concat();
    guide.write("content/2-twee/2.4-f.md", format!("# F\n\n{shown}"));
    let own = "---\nbanner:\n  image: 2-twee/beeld/voorin.png\n---\n";
    let text =
        "![Beeld](2-twee/beeld/gedeeld.png)\n\n<img src=\"2-twee/beeld/in%2Dhtml.png\" alt=\"\">\n";
    guide.write("content/4-vier.md", format!("{own}{text}"));
    guide.write("content/teken.svg", "<svg><image href=\"2-twee/beeld/tekening.png\"/></svg>\n");
    guide.write("themes/wijkengids/styles/eigen.css", "p { background: url(\"thema.png\"); }\n");
    let book = guide.read("book.toml");
    let logo = "[site.logo]\nimage = \"content/2-twee/beeld/logo.png\"\nalt = \"Logo\"\n";
    guide.write("book.toml", format!("{book}\n{logo}"));
    let before = bytes(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let mut change = json!({ "do": "remove", "chapter": "2.4", "redirect_to": "2.2" });
    let (status, plan) = structure(&editor, &change, false);
    let own = json!(["content/2-twee/beeld/eigen.png"]);
    assert_eq!((status, &plan["spare_pictures"]), (200, &own), "{plan}");
    assert_eq!(plan["removed_pictures"], json!([]), "{plan}");
    assert!(plan["notes"].to_string().contains("eigen.png"), "{plan}");
    change["with_pictures"] = true.into();
    let (_, plan) = structure(&editor, &change, false);
    assert_eq!(plan["removed_pictures"], own, "{plan}");
    assert!(!plan["notes"].to_string().contains("eigen.png"), "{plan}");
    assert_eq!(bytes(guide.root()), before, "nothing is changed yet");
    assert_eq!(structure(&editor, &change, true).0, 200);
    assert!(!guide.path("content/2-twee/beeld/eigen.png").exists());
    assert!(guide.path("content/2-twee/beeld/gedeeld.png").exists());
    let after = bytes(guide.root());
    assert_eq!(go(&editor, "undo").0, 200);
    assert_eq!(bytes(guide.root()), before);
    assert_eq!(go(&editor, "redo").0, 200);
    assert_eq!(bytes(guide.root()), after);
}

/// All files of a guide below `content/`, with what they hold.
fn bytes(root: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().display().to_string(), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_removal_shows_who_refers_to_the_chapter() {
    let guide = guide();
    let before = all(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let change = json!({ "do": "remove", "chapter": "2.4" });
    let (_, plan) = structure(&editor, &change, false);
    assert_eq!(plan["removed"][0]["title"], "F");
    assert_eq!(plan["removed"][0]["page"], "2.4.html");
    assert!(plan["removed"][0]["path"].as_str().unwrap().starts_with("content/"), "{plan}");
    assert!(plan["label"].as_str().unwrap().contains('F'), "{plan}");
    let is_from =
        |problem: &Value| problem["file"].as_str().unwrap().ends_with("content/3-drie.md");
    assert!(is_from(&plan["notes"][0]), "{plan}");
    let (status, refused) = structure(&editor, &change, true);
    assert_eq!(status, 422, "{refused}");
    assert!(!refused["help"].as_str().unwrap().contains("wijkengids"), "no command: {refused}");
    assert!(is_from(&refused["problems"][0]), "{refused}");
    let (status, refused) = structure(&editor, &json!({ "do": "remove", "chapter": "2.1" }), true);
    assert_eq!(status, 422);
    assert!(!refused["help"].as_str().unwrap().contains("wijkengids"), "no command: {refused}");
    let change = json!({ "do": "remove", "chapter": "2.4", "redirect_to": "2.2" });
    let (status, made) = structure(&editor, &change, true);
    assert_eq!((status, &made["page"]), (200, &"2.2.html".into()), "{made}");
    assert!(guide.read("content/3-drie.md").contains("[[2.2]]"));
    assert_eq!(go(&editor, "undo").0, 200);
    assert_eq!(all(guide.root()), before);
}

#[test]
fn what_cannot_be_is_refused_with_advice() {
    let guide = guide();
    guide.write("content/1-een/cijfers.csv", "a,b\n");
    let before = all(guide.root());
    let running = start(&guide);
    let editor = Editor::new(&running);
    let long = "x".repeat(100_000);
    for change in [
        json!({ "do": "new", "number": "2.2", "title": "Bezet" }),
        json!({ "do": "new", "number": "2.9", "title": "   " }),
        json!({ "do": "new", "number": "../../x", "title": "Weg" }),
        json!({ "do": "new", "number": long, "title": "Lang" }),
        json!({ "do": "move", "from": "2.2", "to": "2.1" }),
        json!({ "do": "move", "from": "2.1", "to": "2.1.5" }),
        json!({ "do": "move", "from": "9.9", "to": "2.8" }),
        json!({ "do": "insert", "from": "2.2", "before": "7.7" }),
        json!({ "do": "remove", "chapter": "../book.toml" }),
        json!({ "do": "remove", "chapter": "index" }),
        json!({ "do": "title", "file": FILE, "title": "" }),
    ] {
        for apply in [false, true] {
            let (status, refused) = structure(&editor, &change, apply);
            assert_eq!(status, 422, "{change}: {refused}");
            let help = refused["help"].as_str().unwrap_or_default();
            assert!(!help.is_empty(), "{change}: {refused}");
        }
    }
    for file in [
        "book.toml",
        "content/../book.toml",
        "../x.md",
        "content/1-een/weg.md",
        "content/1-een/cijfers.csv",
        "content",
    ] {
        for change in [
            json!({ "do": "title", "file": file, "title": "X" }),
            json!({ "do": "draft", "file": file, "draft": true }),
        ] {
            let status = structure(&editor, &change, true).0;
            assert!((400..500).contains(&status), "{file}: {status}");
        }
    }
    assert_eq!(editor.post("structure", &json!({ "do": "burn" })).0, 400);
    assert_eq!(all(guide.root()), before);
}

#[test]
fn a_title_changes_where_it_is_written_and_a_draft_in_its_own_line() {
    let guide = guide();
    guide.write("content/2-twee/2.5-kop.md", "# Oude kop {#zo}\r\n\r\nTekst.\r\n");
    let running = start(&guide);
    let editor = Editor::new(&running);
    let before = all(guide.root());
    let title = |file: &str, title: &str| {
        let change = json!({ "do": "title", "file": file, "title": title });
        let (status, made) = structure(&editor, &change, true);
        assert_eq!(status, 200, "{made}");
        made["page"].as_str().unwrap().to_owned()
    };
    assert_eq!(title("content/1-een/1.2-b.md", "Nieuw: \"B\""), "1.2.html");
    let text = guide.read("content/1-een/1.2-b.md");
    assert!(text.starts_with("\u{feff}---\r\ntitle: \"Nieuw: \\\"B\\\"\" # zo\r\n"), "{text}");
    title("content/2-twee/2.5-kop.md", "Nieuwe kop");
    let text = guide.read("content/2-twee/2.5-kop.md");
    assert!(text.starts_with("# Nieuwe kop") && text.ends_with("\r\n\r\nTekst.\r\n"), "{text}");
    title("content/3-drie.md", "  Drie ");
    assert_eq!(guide.read("content/3-drie.md"), "---\ntitle: Drie\n---\n[[2.4]]\n", "as it was");
    let change = json!({ "do": "draft", "file": "content/2-twee/2.5-kop.md", "draft": true });
    let (_, made) = structure(&editor, &change, true);
    assert_eq!(made["page"], "2.html", "the chapter above: a draft is not shown");
    assert!(guide.read("content/2-twee/2.5-kop.md").starts_with("---\r\ndraft: true\r\n"));
    let change = json!({ "do": "draft", "file": "content/2-twee/2.2-e.md", "draft": true });
    let notes = structure(&editor, &change, false).1["notes"].clone();
    let file = notes[0]["file"].as_str().unwrap().to_owned();
    assert!(file.ends_with("content/index.md"), "who refers to it: {notes}");
    for _ in 0..3 {
        assert_eq!(go(&editor, "undo").0, 200);
    }
    assert_eq!(all(guide.root()), before);
    assert_eq!(go(&editor, "undo").0, 409, "there is nothing more to undo");
}

#[test]
fn what_others_changed_since_is_kept() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let file = "content/2-twee/2.2-e.md";
    let moved = "content/2-twee/2.7-e.md";
    let before = guide.read(file);
    let change = json!({ "do": "move", "from": "2.2", "to": "2.7" });
    assert_eq!(structure(&editor, &change, true).0, 200);
    guide.write(moved, guide.read(moved) + "\nVan een ander.\n");
    assert_eq!(go(&editor, "undo").0, 200);
    assert_eq!(guide.read(file), before + "\nVan een ander.\n", "both changes");
    assert_eq!(go(&editor, "redo").0, 200);
    guide.write(moved, "Heel anders.\n");
    let now = all(guide.root());
    let (status, refused) = go(&editor, "undo");
    assert_eq!(status, 409, "{refused}");
    assert_eq!(all(guide.root()), now, "nothing is lost");
}

#[test]
fn nobody_else_changes_chapters() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let other = Editor { token: "x".into(), ..editor.clone() };
    for what in ["targets", "paste", "structure"] {
        assert_eq!(other.post(what, &json!({})).0, 403, "{what}");
    }
    assert_eq!(other.ask("tree").0, 403);
    assert_eq!(upload(&other, &format!("file={FILE}&name=x.png"), &png(2)).0, 403);
}

/// A change of the chapters: kind, and numbers that are taken modulo those there are.
fn change(kind: usize, a: usize, b: usize, guide: &Guide) -> Value {
    let number = |at: usize| NUMBERS[at % NUMBERS.len()];
    let files: Vec<String> = all(guide.root()).0.into_iter().map(|(path, _)| path).collect();
    let chapters: Vec<&String> = files.iter().filter(|path| path.ends_with(".md")).collect();
    let file = chapters[a % chapters.len()];
    match kind % 7 {
        0 => {
            json!({ "do": "new", "number": number(a), "title": format!("Nieuw {b}"), "insert_before": false })
        }
        1 => {
            json!({ "do": "new", "number": number(a), "title": "Ertussen", "insert_before": true })
        }
        2 => json!({ "do": "move", "from": number(a), "to": number(b) }),
        3 => json!({ "do": "insert", "from": number(a), "before": number(b) }),
        4 => json!({
            "do": "remove", "chapter": number(a), "with_children": b.is_multiple_of(2),
            "redirect_to": b.is_multiple_of(3).then(|| number(b)), "anyway": true
        }),
        5 => json!({ "do": "title", "file": file, "title": format!("Titel: {b} #") }),
        _ => json!({ "do": "draft", "file": file, "draft": b.is_multiple_of(2) }),
    }
}

#[test]
fn any_sequence_is_undone_to_the_byte_also_after_a_restart() {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let actions = prop::collection::vec((0..70_usize, 0..40_usize, 0..40_usize), 3..8);
    let made = std::cell::Cell::new(0);
    let result = runner.run(&actions, |actions| {
        let guide = guide();
        let mut running = Some(start(&guide));
        let mut states = vec![all(guide.root())];
        let editor = |running: &Option<Running>| Editor::new(running.as_ref().unwrap());
        for (kind, a, b) in &actions {
            let change = change(*kind, *a, *b, &guide);
            let (status, answer) = structure(&editor(&running), &change, true);
            let now = all(guide.root());
            prop_assert!(matches!(status, 200 | 422), "{} {}", change, answer);
            if status == 422 {
                prop_assert_eq!(Some(&now), states.last(), "{} changes nothing", change);
            } else if Some(&now) != states.last() {
                states.push(now);
                made.set(made.get() + 1);
            }
        }
        // The journal outlives the preview.
        running = None;
        let none_runs = running.is_none();
        prop_assert!(none_runs);
        running = Some(start(&guide));
        let editor = editor(&running);
        for state in states.iter().rev().skip(1) {
            let (status, answer) = go(&editor, "undo");
            prop_assert_eq!(status, 200, "{}", answer);
            prop_assert_eq!(&all(guide.root()), state, "{:?}", actions);
        }
        for state in states.iter().skip(1) {
            prop_assert_eq!(go(&editor, "redo").0, 200);
            prop_assert_eq!(&all(guide.root()), state, "{:?}", actions);
        }
        Ok(())
    });
    result.unwrap();
    assert!(made.get() > 20, "only {} changes could be made", made.get());
}
