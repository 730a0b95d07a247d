//! The chapters as data for other programs.

use serde_json::{Value, json};

use crate::support::Guide;

#[test]
fn chapters_json_has_every_chapter_with_its_text_and_lessons() {
    let guide = Guide::with(&[
        ("content/index.md", "Welkom.\n"),
        ("content/voorwoord.md", "---\ntitle: Voorwoord\n---\nVooraf.\n"),
        (
            "content/2.4.8-opgaven.md",
            "---\ntitle: Opgaven\nsummary: Wat er ligt.\nthemes: [wonen]\nauthors: [Noor]\ndate: 2026-03-01\n---\n\n\
             Een *alinea*[^1] met [[voorwoord]].\n\n## Deel \"uit\" {.les themes=\"zorg\"}\n\nEerst dit. Dan dat.\n\n\
             - punt\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n```\ncode\n```\n\n<table><tr><td colspan=\"2\">samen<td>cel</table>\n\n[^1]: De noot.\n",
        ),
    ]);
    guide.build();
    let chapters: Value = serde_json::from_str(&guide.read("public/chapters.json")).unwrap();
    let urls: Vec<&str> =
        chapters.as_array().unwrap().iter().map(|one| one["url"].as_str().unwrap()).collect();
    assert_eq!(urls, ["index.html", "voorwoord.html", "2.4.8.html"]);
    assert_eq!(chapters[0]["text"], "Welkom.");
    assert_eq!(chapters[0]["parent"], Value::Null);
    assert_eq!(chapters[1]["number"], "");
    let expected = json!({
        "number": "2.4.8",
        "title": "Opgaven",
        "summary": "Wat er ligt.",
        "url": "2.4.8.html",
        "parent": "index.html",
        "language": "nl",
        "authors": ["Noor"],
        "themes": ["wonen"],
        "date": "2026-03-01",
        "updated": null,
        "text": "Een alinea met voorwoord.\nDeel “uit”\nEerst dit. Dan dat.\npunt\nA\tB\n1\t2\ncode\nsamen\ncel\nDe noot.",
        "lessons": [{
            "lesson": 1,
            "title": "Deel “uit”",
            "teaser": "Eerst dit.",
            "themes": ["wonen", "zorg"],
            "url": "2.4.8.html#les-1",
        }],
    });
    assert_eq!(chapters[2], expected);
}
