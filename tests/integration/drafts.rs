//! Drafts in a preview in which one may edit: those who write see them, and are told what leads to
//! them.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wijkengids::serve::Running;

use crate::editing::Editor;
use crate::serve::{get, start_with};
use crate::support::Guide;
use crate::taking_back::guide;

const DRAFT: &str = "content/2-twee/2.4-f.md";

fn start(guide: &Guide) -> Running {
    start_with(guide, |settings| settings.options.shows_drafts = true)
}

fn make_draft(editor: &Editor, apply: bool) -> Value {
    let change = json!({ "do": "draft", "file": DRAFT, "draft": true, "apply": apply });
    let (status, plan) = editor.post("structure", &change);
    assert_eq!(status, 200, "{plan}");
    plan
}

#[test]
fn who_makes_a_draft_writes_on() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let made = make_draft(&editor, true);
    assert_eq!(made["page"], "2.4.html", "the page of the draft itself");
    assert!(made["label"].as_str().unwrap().contains("2.4 F"), "{made}");
    assert!(get(&running, "/2.4.html").body.contains("class=\"draft\""), "it is marked");
    let (_, tree) = editor.ask("tree");
    let chapters = tree["chapters"].as_array().unwrap();
    let draft = chapters.iter().find(|chapter| chapter["number"] == "2.4").unwrap();
    assert_eq!((&draft["draft"], &draft["page"]), (&true.into(), &"2.4.html".into()));
    // Nothing is broken, and it is told that readers would not get it.
    let problems = running.preview.version().problems();
    let told = problems.iter().filter(|problem| problem.message.contains("is a draft"));
    let [problem] = &told.collect::<Vec<_>>()[..] else { panic!("one problem: {problems:?}") };
    assert!(problem.to_string().contains("content/3-drie.md:4"), "{problem}");
    assert!(problem.message.contains("2.4 F, which is a draft"), "{problem}");
    let help = problem.help.as_deref().unwrap();
    assert!(!help.contains("--drafts") && !help.contains("draft: true"), "{help}");
    // A build leaves it out, and cannot go on with the reference.
    assert!(!guide.run(&["build"]).status.success());
    guide.write("content/3-drie.md", "---\ntitle: Drie\n---\n[[2.1]]\n");
    assert!(guide.run(&["build"]).status.success());
    assert!(!guide.path("public/2.4.html").exists());
}

#[test]
fn a_plan_says_first_what_it_breaks() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let plan = make_draft(&editor, false);
    let breaks = plan["breaks"].as_str().unwrap();
    assert!(breaks.starts_with("1 link leads to this chapter, in 3 Drie."), "{breaks}");
    assert_eq!(plan["notes"].as_array().unwrap().len(), 1, "{plan}");
    assert_eq!(plan["notes"][0]["is_error"], true);
    for (redirect, breaks) in [(Value::Null, true), ("2.1".into(), false)] {
        let change = json!({ "do": "remove", "chapter": "2.4", "redirect_to": redirect });
        let (status, plan) = editor.post("structure", &change);
        assert_eq!((status, plan["breaks"].is_string()), (200, breaks), "{plan}");
    }
    let change = json!({ "do": "draft", "file": "content/voorwoord.md", "draft": true });
    assert_eq!(editor.post("structure", &change).1["breaks"], Value::Null);
}

#[test]
fn what_is_true_of_many_chapters_is_said_once() {
    let guide = guide();
    let running = start(&guide);
    let change = json!({ "do": "new", "number": "1", "title": "Nieuw", "insert_before": true });
    let (status, plan) = Editor::new(&running).post("structure", &change);
    assert_eq!(status, 200, "{plan}");
    let notes = plan["notes"].as_array().unwrap();
    let moved = |note: &&Value| note["message"].as_str().unwrap().contains("old address");
    let [note] = &notes.iter().filter(moved).collect::<Vec<_>>()[..] else { panic!("{notes:?}") };
    assert!(note["message"].as_str().unwrap().contains("chapters, from 1.html to"), "{note}");
}

#[test]
fn a_chapter_that_is_no_file_any_more_is_called_what_it_is() {
    let guide = guide();
    let running = start(&guide);
    let editor = Editor::new(&running);
    let path = guide.path(DRAFT);
    for name in ["a folder", "a link"] {
        if path.is_dir() {
            fs::remove_dir(&path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
        match name {
            #[cfg(unix)]
            "a link" => std::os::unix::fs::symlink("../3-drie.md", &path).unwrap(),
            "a folder" => fs::create_dir(&path).unwrap(),
            _ => return,
        }
        let start = Instant::now();
        loop {
            let (status, refused) = editor.ask(&format!("chapter?file={DRAFT}"));
            if refused["message"]
                .as_str()
                .is_some_and(|said| said.contains(&format!("there is {name}")))
            {
                assert_eq!(status, 422, "{refused}");
                assert!(refused["help"].as_str().unwrap().contains("plain file"), "{refused}");
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{name}: {status} {refused}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
