//! `wijkengids import`: nothing of a text is lost, and what is imported builds.

mod broken_off;
mod calm;
mod html;
mod numbered;
mod parts;
mod untrusted;
pub mod word;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{Guide, attributes, check_links, files, stderr, stdout, wijkengids};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

/// A folder with these files.
fn folder(entries: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in entries {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn import(arguments: &[&str], into: &Path) -> Output {
    wijkengids().arg("import").args(arguments).arg("--into").arg(into).output().unwrap()
}

/// Imports into a new guide, insists that it builds, and gives its pages and what was reported.
fn imported(arguments: &[&str]) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>, String) {
    let guide = tempfile::tempdir().unwrap();
    let output = import(arguments, guide.path());
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    let built = wijkengids().current_dir(guide.path()).arg("build").output().unwrap();
    assert!(built.status.success(), "{}", stderr(&built));
    let site = files(&guide.path().join("public")).into_iter().collect();
    check_links(&site);
    (guide, site, report)
}

/// Where an old address leads on to.
fn leads_on(site: &BTreeMap<String, Vec<u8>>, old: &str) -> String {
    let Some(page) = site.get(old) else { panic!("{old} is missing: {:?}", site.keys()) };
    let html = String::from_utf8_lossy(page);
    let (_, to) = html.split_once("0; url=").unwrap();
    to.split('"').next().unwrap().to_owned()
}

/// The words of a page as a reader sees them, without what is around the text.
fn words(site: &BTreeMap<String, Vec<u8>>, page: &str) -> Vec<String> {
    let html = String::from_utf8(site[page].clone()).unwrap();
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    let mut text = String::new();
    let mut rest = main;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let within_words = ["a", "em", "strong", "code", "sup", "sub", "del", "mark"];
        if !within_words.contains(&name) {
            text.push(' ');
        }
        rest = after;
    }
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    split(&text)
}

fn split(text: &str) -> Vec<String> {
    // Punctuation beside a word is not compared: a page may put a hint for screen readers between.
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Insists that all words of a text are in a page, in their order.
fn assert_all_words(said: &[String], shown: &[String]) {
    let mut at = 0;
    for (nth, word) in said.iter().enumerate() {
        let Some(ahead) = shown[at..].iter().position(|shown| shown == word) else {
            panic!("word {nth}, “{word}”, is missing after “{}”", said[..nth].join(" "));
        };
        at += ahead + 1;
    }
}

#[test]
fn a_manuscript_keeps_every_word_and_its_structure() {
    let source = fixture("2.4.7.txt");
    let (guide, site, report) = imported(&[source.to_str().unwrap(), "--lessons"]);
    let text = std::fs::read_to_string(&source).unwrap();
    let body = text.split_once("opbrengsten").unwrap();
    // The number is written apart from the title, and bullets are not words.
    let said = split(&text.lines().skip(2).collect::<Vec<_>>().join("\n").replace('•', " "));
    assert_all_words(&said, &words(&site, "2.4.7.html"));
    assert!(!body.0.is_empty());
    let page = String::from_utf8(site["2.4.7.html"].clone()).unwrap();
    let start = page.find("note-box").unwrap();
    let note = &page[start..start + page[start..].find("</div>").unwrap()];
    let groups: Vec<_> =
        note.split("<ul>").skip(1).map(|list| list.matches("<li>").count()).collect();
    assert_eq!(groups, [3, 2]);
    let lessons =
        wijkengids().args(["lessons", "--format", "csv"]).arg(guide.path()).output().unwrap();
    let titles: Vec<_> =
        stdout(&lessons).lines().skip(1).map(|l| l.split(',').nth(3).unwrap().to_owned()).collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(report.contains("“banier proefgids 2” is above the title"), "{report}");
    assert!(report.contains("2.4.7.txt:1:1"), "{report}");
    let check = wijkengids().arg("check").arg(guide.path()).output().unwrap();
    assert_eq!(stdout(&check), "");
}

#[test]
fn lessons_that_are_announced_are_marked_unless_that_is_refused() {
    let source = fixture("2.4.7.txt");
    let source = source.to_str().unwrap();
    let (_, site, report) = imported(&[source]);
    assert!(report.contains("announces 3 lessons"), "{report}");
    assert!(String::from_utf8_lossy(&site["2.4.7.html"]).contains("id=\"les-3\""));
    let (_, site, _) = imported(&[source, "--no-lessons"]);
    assert!(!String::from_utf8_lossy(&site["2.4.7.html"]).contains("id=\"les-1\""));
}

#[test]
fn a_text_of_several_chapters_becomes_as_many_files() {
    let first = std::fs::read_to_string(fixture("2.4.7.txt")).unwrap();
    // As old Macs ended their lines.
    let both = format!("{first}\n{}", first.replace("2.4.7", "2.4.8")).replace('\n', "\r");
    let texts = folder(&[("teksten.txt", &both)]);
    let (_, site, report) = imported(&[texts.path().join("teksten.txt").to_str().unwrap()]);
    let said = split(&first.lines().skip(3).collect::<Vec<_>>().join("\n").replace('•', " "));
    for page in ["2.4.7.html", "2.4.8.html"] {
        assert_all_words(&said, &words(&site, page));
    }
    assert_eq!(report.matches("is above the title").count(), 2, "{report}");
    assert!(report.contains("2 chapters"), "{report}");
}

/// The chapter as its authors delivered it, where it is at hand.
#[test]
fn the_delivered_manuscript_becomes_its_chapter() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/manuscript/2.4.8.txt");
    if !source.exists() {
        return;
    }
    let (_, site, _) = imported(&[source.to_str().unwrap()]);
    let text = std::fs::read_to_string(&source).unwrap();
    let said = split(&text.lines().skip(2).collect::<Vec<_>>().join("\n").replace('•', " "));
    assert_all_words(&said, &words(&site, "2.4.8.html"));
    let page = String::from_utf8(site["2.4.8.html"].clone()).unwrap();
    let start = page.find("note-box").unwrap();
    let note = &page[start..start + page[start..].find("</div>").unwrap()];
    let groups: Vec<_> =
        note.split("<ul>").skip(1).map(|list| list.matches("<li>").count()).collect();
    assert_eq!(groups, [6, 5]);
    for lesson in 1..=10 {
        assert!(page.contains(&format!("id=\"les-{lesson}\"")), "lesson {lesson} is missing");
    }
    assert!(!page.contains("id=\"les-11\""));
}

#[test]
fn a_text_goes_to_its_place_in_a_guide_and_takes_no_number_of_others() {
    let guide = Guide::with(&[
        ("content/2-twee/index.md", "---\ntitle: Twee\n---\n"),
        ("content/2-twee/2.4-vier/index.md", "---\ntitle: Vier\n---\n"),
    ]);
    let source = fixture("2.4.7.txt");
    let run = || import(&[source.to_str().unwrap()], guide.root());
    assert!(run().status.success());
    let path = "content/2-twee/2.4-vier/2.4.7-wat-een-buurttuin-oplevert.md";
    let made = guide.read(path);
    let again = run();
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("2.4.7 is taken"), "{}", stderr(&again));
    assert!(stderr(&again).contains("next free number is 2.4.8"), "{}", stderr(&again));
    assert_eq!(guide.read(path), made);
}

#[test]
fn nothing_is_overwritten_and_nothing_is_half_done() {
    let guide = tempfile::tempdir().unwrap();
    let path = guide.path().join("content/een-brief-uit-1998.md");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "Van mij.\n").unwrap();
    let before = files(guide.path());
    let sources = [fixture("windows-1252.txt"), fixture("2.4.7.txt")];
    let output = import(&sources.each_ref().map(|path| path.to_str().unwrap()), guide.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("exists already"), "{}", stderr(&output));
    assert_eq!(files(guide.path()), before);
}

#[test]
fn older_encodings_are_read_and_reported() {
    let source = fixture("windows-1252.txt");
    let (_, site, report) = imported(&[source.to_str().unwrap()]);
    assert!(report.contains("windows-1252"), "{report}");
    let shown = words(&site, "een-brief-uit-1998.html");
    assert!(
        shown.contains(&"café".to_owned()) && shown.contains(&"coöperatief".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn what_is_no_text_is_refused() {
    let guide = tempfile::tempdir().unwrap();
    let folder =
        folder(&[("a.pdf", "%PDF"), ("b.docx", "geen zip"), ("a.odt", ""), ("leeg/x.md", "")]);
    for (name, says) in [
        ("a.pdf", "cannot be imported"),
        ("b.docx", "not a Word document"),
        ("weg.txt", "cannot read"),
        ("leeg", "there is nothing to import"),
        ("a.odt", "save it as a Word document"),
    ] {
        let path = folder.path().join(name);
        let output = import(&[path.to_str().unwrap()], guide.path());
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stderr(&output).contains(says), "{name}: {}", stderr(&output));
    }
    assert!(files(guide.path()).is_empty());
}

/// A book with the turns that public books take.
fn mdbook() -> tempfile::TempDir {
    folder(&[
        (
            "book.toml",
            "[book]\ntitle = \"The \\\"Bike\\\" Book\"\nauthors = [\"A. Rider\"]\nlanguage = \"en\"\n\n\
             [preprocessor.quiz]\n\n[output.html]\nsmart-punctuation = true\ngit-repository-url = \"https://example.org\"\n",
        ),
        (
            "src/SUMMARY.md",
            "# The Bike Book\n\n[Title Page](title-page.md)\n[Foreword](foreword.md)\n\n\
             ## Getting started\n\n- [Getting Started](ch01-00-getting-started.md)\n    - [Installation](ch01-01-installation.md)\n    \
             - [Hello, `bike`!](./ch01-02-hello.md)\n- [Guessing](ch02/README.md)\n  * [Deep](ch02/deep.md)\n    * [Deeper](<ch02/deep er.md>)\n\
             - [Not yet]()\n\n---\n\n# Reference\n\n- [Parts & Tools](parts.md)\n- [Missing](missing.md)\n\n---\n\n[Appendix](appendix/README.md)\n[Contributors](misc/contributors.md)\n",
        ),
        (
            "src/title-page.md",
            "# The Bike Book\n\n*by A. Rider*, see [the start](ch01-00-getting-started.html) and the\n[Foreword][fore].\n\n[fore]: foreword.md\n",
        ),
        (
            "src/foreword.md",
            "# Foreword\n\nIt wasn't always so clear. `[[x]]` and [[1, 2], [3]] stay text.\n",
        ),
        (
            "src/ch01-00-getting-started.md",
            "# Getting Started\n\nLet's start! See [what's `next`](#whats-next-or-not) and [install](ch01-01-installation.md#installing-on-linux).\n\n## What's `next`, or not?\n\n![A bike](img/bike.svg) and <img src=img/bike.svg alt=\"Bike\" class=center>\n\n## What's `next`, or not?\n\n[second](#whats-next-or-not-1)\n",
        ),
        (
            "src/ch01-01-installation.md",
            "<!-- Old headings. -->\n## Installation\n\n### Installing on Linux\n\n<a id=\"old\"></a>\n\n```console\n$ bike [[options]] :::\n```\n\n::: text of colons\n\nBack to [start](./ch01-00-getting-started.md#getting-started), [dir](ch02/), [std](../std/index.html), [ext](https://example.org), [old](ch01-01-installation.html#old), [nowhere](#gone), [empty](), [js](javascript:x).\n",
        ),
        (
            "src/ch01-02-hello.md",
            "Hello, World!\n=============\n\n{{#title Hello page}}\n\n```rust\n{{#rustdoc_include ../listings/main.rs:here}}\n# hidden();\nshown();\n```\n\n{{#include ../listings/note.md:2:}}\n\n{{#playground ../listings/main.rs editable}}\n\n{{#quiz ../quiz.toml}} \\{{#include not}} {{#include gone.rs}}\n\n# A second title\n\n10^2^ and ~single~ and H~2~O.\n",
        ),
        (
            "src/ch02/README.md",
            "# Guessing\n\n| a | b |\n|---|---|\n| [deep](deep.md) | `x\\|y` |\n\nUp: [img](../img/bike.svg), [appendix](../appendix/index.html).[^1]\n\n[^1]: A note.\n",
        ),
        (
            "src/ch02/deep.md",
            "# Deep\n\n[deeper](deep%20er.md \"T\") [readme](README.md#guessing) [abs](/parts.md)\n\n> quoted [up](../ch01-02-hello.md#a-second-title)\n",
        ),
        ("src/ch02/deep er.md", "# Deeper\n\nText <a href=\"../parts.html#tools\">html</a>.\n"),
        (
            "src/parts.md",
            "# Parts and Tools\n\n## Tools\n\n- [ ] task\n\n## Chain {#chain .x}\n\n## Chain again {#chain}\n\n[c](#chain)\n",
        ),
        (
            "src/appendix/README.md",
            "# Appendix\n\nSee <https://example.org> and [2.1](../ch02/deep.md).\n",
        ),
        ("src/misc/contributors.md", "# Contributors\n\nAll of you.\n"),
        ("src/forgotten.md", "Never listed.\n"),
        ("src/img/bike.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (
            "listings/main.rs",
            "fn main() {\n    // ANCHOR: here\n    ride();\n    // ANCHOR_END: here\n}\n",
        ),
        ("listings/note.md", "first\nAn included note with [a link](ch01-01-installation.md).\n"),
    ])
}

#[test]
fn a_book_builds_with_every_chapter_image_and_link() {
    let book = mdbook();
    let (guide, site, report) = imported(&[book.path().to_str().unwrap()]);
    for (page, said) in [
        ("title-page.html", "by A. Rider, see the start and the Foreword."),
        ("foreword.html", "It wasn’t always so clear. [[x]] and [[1, 2], [3]] stay text."),
        ("1.html", "Getting Started Let’s start! See what’s next and install."),
        (
            "1.1.html",
            "Installation Installing on Linux $ bike [[options]] ::: ::: text of colons Back to start, dir, std, ext, old, nowhere.",
        ),
        (
            "1.2.html",
            "Hello, World! ride(); shown(); An included note with a link. fn main() { {{#quiz ../quiz.toml}} {{#include not}} {{#include gone.rs}} A second title 10^2^ and single and",
        ),
        ("2.html", "Guessing a b deep x|y Up: img, appendix.1"),
        ("2.1.html", "Deep deeper readme abs quoted up"),
        ("2.1.1.html", "Deeper Text html."),
        ("4.html", "Parts and Tools Tools task Chain c"),
        ("5.html", "Missing"),
        ("appendix.html", "Appendix See https://example.org and 2.1."),
        ("contributors.html", "Contributors All of you."),
    ] {
        assert!(site.contains_key(page), "{page} is missing: {:?}", site.keys());
        assert_all_words(&split(said), &words(&site, page));
    }
    let links = |page: &str| {
        let html = String::from_utf8(site[page].clone()).unwrap();
        let main = html[html.find("<div class=\"text\">").unwrap()..html.find("</main>").unwrap()]
            .to_owned();
        attributes(&main, "href").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    for (page, leads) in [
        ("title-page.html", &["1.html", "foreword.html"][..]),
        ("1.html", &["#whats-next-or-not", "1.1.html#installing-on-linux", "#whats-next-or-not-1"]),
        ("1.1.html", &["1.html", "2.html", "https://example.org", "#old"]),
        ("1.2.html", &["1.1.html"]),
        ("2.html", &["2.1.html", "appendix.html"]),
        ("2.1.html", &["2.1.1.html", "2.html", "4.html", "1.2.html#a-second-title"]),
        ("2.1.1.html", &["4.html#tools"]),
        ("4.html", &["#chain"]),
        ("appendix.html", &["2.1.html"]),
    ] {
        let found = links(page);
        for link in leads {
            assert!(
                found.iter().any(|found| found == link),
                "{page} does not lead to {link}: {found:?}"
            );
        }
    }
    let hello = String::from_utf8(site["1.2.html"].clone()).unwrap();
    assert!(!hello.contains("hidden();"), "{hello}");
    assert!(hello.contains("<del>single</del>"), "{hello}");
    let started = String::from_utf8(site["1.html"].clone()).unwrap();
    assert_eq!(attributes(&started, "src").iter().filter(|src| src.contains("bike")).count(), 2);
    assert_eq!(leads_on(&site, "ch01-01-installation.html"), "1.1.html");
    assert_eq!(leads_on(&site, "ch02/deep er.html"), "../2.1.1.html");
    assert_eq!(leads_on(&site, "appendix/index.html"), "../appendix.html");
    for part in [
        "the part “Reference” starts here",
        "“Not yet” is not written yet",
        "missing.md does not exist",
        "forgotten.md is in no table of contents",
        "`{{#quiz ../quiz.toml}}` is not known here",
        "`{{#include gone.rs}}` cannot be read",
        "../std/index.html” leads to nothing in the book",
        "`#gone` names a place",
        "1 hidden line of code is left out",
        "the preprocessor `quiz`",
        "the contents call this “Parts & Tools”",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    let toml = std::fs::read_to_string(guide.path().join("book.toml")).unwrap();
    assert!(
        toml.contains("The \"Bike\" Book")
            && toml.contains("A. Rider")
            && toml.contains("language = \"en\""),
        "{toml}"
    );
}

#[test]
fn an_appendix_without_a_number_is_not_taken_for_one_with_a_number() {
    let book = folder(&[
        ("book.toml", "[book]\ntitle = \"Book\"\nlanguage = \"en\"\n"),
        ("src/SUMMARY.md", "# Contents\n\n- [One](one.md)\n\n[Appendix A: Words](words.md)\n"),
        ("src/one.md", "# One\n"),
        ("src/words.md", "# Words\n"),
    ]);
    let (guide, site, _) = imported(&[book.path().to_str().unwrap()]);
    assert!(site.contains_key("appendix-a-words.html"), "{:?}", site.keys());
    let chapter = std::fs::read_to_string(guide.path().join("content/appendix-a-words.md"));
    assert!(chapter.unwrap().contains("number: false"));
}

#[test]
fn a_book_in_another_language_builds_too() {
    let book = folder(&[
        ("book.toml", "[book]\ntitle = \"Livre\"\nlanguage = \"fr\"\n"),
        (
            "src/SUMMARY.md",
            "# Table\n\n[2024 en bref](bref.md)\n[Contents](toc.md)\n\n- [Un](un.md)\n",
        ),
        ("src/un.md", "# Un\n\n« Bonjour », [2024](bref.md).\n"),
        ("src/bref.md", "# 2024 en bref\n"),
        ("src/toc.md", "# Contents\n"),
    ]);
    let (_, site, report) = imported(&[book.path().to_str().unwrap()]);
    assert!(report.contains("no words in “fr”"), "{report}");
    for page in ["1.html", "pagina-2024-en-bref.html", "contents-2.html"] {
        assert!(site.contains_key(page), "{page} is missing: {:?}", site.keys());
    }
}

#[test]
fn front_matter_of_a_book_is_no_text() {
    let book = folder(&[
        ("src/SUMMARY.md", "# Contents\n\n- [One](one.md)\n"),
        (
            "src/one.md",
            "---\nminutes: 3\ndescription: In short.\n---\n\n<!--\nOf the author.\n-->\n\n# One\n\nText.\n",
        ),
    ]);
    let (guide, site, report) = imported(&[book.path().to_str().unwrap()]);
    let chapter = std::fs::read_to_string(guide.path().join("content/1-one.md")).unwrap();
    let start =
        "---\ntitle: One\naliases:\n- one.html\nsummary: In short.\nextra:\n  minutes: 3\n---\n";
    assert!(chapter.starts_with(start), "{chapter}");
    assert!(!chapter.contains("# One") && chapter.contains("Of the author"), "{chapter}");
    let page = String::from_utf8_lossy(&site["1.html"]).into_owned();
    assert_eq!(page.matches("One</h").count(), 1, "{page}");
    assert!(!page.contains("minutes") && !page.contains("<hr"), "{page}");
    assert!(report.contains("minutes kept below `extra:`"), "{report}");
}

#[test]
fn links_out_of_a_book_lead_to_where_it_stood() {
    let book = mdbook();
    let path = book.path().join("src/SUMMARY.md");
    let (_, site, _) =
        imported(&[path.to_str().unwrap(), "--base-url", "https://example.org/book/"]);
    let page = String::from_utf8_lossy(&site["1.1.html"]).into_owned();
    assert!(attributes(&page, "href").contains(&"https://example.org/std/index.html"), "{page}");
    let source = mkdocs();
    let (_, site, _) =
        imported(&[source.path().to_str().unwrap(), "--base-url", "https://example.org/s/"]);
    let page = String::from_utf8_lossy(&site["2.1.html"]).into_owned();
    assert!(attributes(&page, "href").contains(&"https://example.org/s/ref/nope/#x"), "{page}");
}

/// Blocks in code are code; in a quotation they are blocks; those without an end stay.
#[test]
fn blocks_between_slashes_are_found_where_python_finds_them() {
    let source = folder(&[
        (
            "mkdocs.yml",
            "site_name: S\ntheme: {name: material, language: en}\n\
             markdown_extensions: [pymdownx.blocks.admonition, pymdownx.blocks.definition, pymdownx.blocks.html, attr_list]\n",
        ),
        ("docs/index.md", "# Welcome {#top}\n\nSee [a](a.md#start) and [here](#top).\n"),
        (
            "docs/a.md",
            "# The page {#start}\n\n- item\n\n        /// note\n        in {.item} ++a++\n        ///\n\n\
             \x20   /// tip | In item\n    Words.\n    ///\n\nText.\n\n    /// note\n    {.verbatim}\n    ///\n    !!! note\n\n\
             > Said.\n>\n> /// note | Quoted\n> Within.\n> ///\n>\n> Said again.\n\n\
             /// define\nTerm\n\n- Meaning.\n\n///\n\n/// note\nNever.\n\n/// tip | Closed\nYes.\n///\n\n\
             /// html | div.wide#part\nIn *it*.\n///\n\n/// Own-name\nSaid.\n///\n\n\
             | a |\n|---|\n| b |\n\n/// table-caption\nThe *rows*\n///\n\n\
             [up](#start)\n",
        ),
    ]);
    let (guide, site, report) = imported(&[source.path().to_str().unwrap()]);
    let folder = guide.path().join("content");
    let a = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let a = a.into_iter().find(|path| path.to_str().unwrap().contains("1-")).expect("a chapter");
    let text = std::fs::read_to_string(a).unwrap();
    for part in [
        "        /// note\n        in {.item} ++a++\n        ///\n",
        "    ::: tip In item\n    Words.\n    :::",
        "    /// note\n    {.verbatim}\n    ///\n    !!! note\n",
        "> ::: note Quoted\n> Within.\n> :::\n",
        "Term\n\n:   Meaning.\n",
        "/// note\nNever.\n",
        "::: tip Closed\nYes.\n:::",
        "<div class=\"wide\" id=\"part\">\n\nIn *it*.\n\n</div>\n",
        "::: own-name Own name\nSaid.\n:::",
        "| b |\n\nTabel: The *rows*\n",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    assert!(report.contains("`/// note` has no end of its own, a line of `///`"), "{report}");
    assert!(!report.contains("is not known here"), "{report}");
    assert!(!report.contains("is not understood"), "{report}");
    let page = String::from_utf8(site["1.html"].clone()).unwrap();
    assert!(page.contains("<dt"), "{page}");
    // The anchor of a title is the top of its page.
    let home = std::fs::read_to_string(folder.join("index.md")).unwrap();
    assert!(home.contains("[a](1) and [here](index.md)"), "{home}");
    assert!(text.contains("[up](1)"), "{text}");
    assert!(!report.contains("names a place"), "{report}");
    // What greets readers on the home page is no title above it in a book.
    assert!(home.contains("## Welcome") && !home.contains("title:"), "{home}");
}

/// A site with the extensions that public sites use.
fn mkdocs() -> tempfile::TempDir {
    folder(&[
        (
            "mkdocs.yml",
            "site_name: \"Tools: a site\"\nsite_author: B. Maker\nsite_description: All tools.\n\
             theme:\n  name: material\n  language: en\n  features: [navigation.indexes]\n\
             markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n\
             nav:\n  - Home: index.md\n  - Getting started:\n    - guide/index.md\n    - Installing: guide/install.md\n    - FAQ: guide/faq.md\n\
             \x20 - Reference:\n    - API: ref/api.md\n    - Deep:\n      - ref/deep.md\n  - About: about.md\n  - Elsewhere: https://example.org\n",
        ),
        (
            "docs/index.md",
            "---\ntitle: Welcome\nhide:\n  - toc\n---\n# Welcome\n\nSee [install](guide/install.md#on-linux) or [faq](guide/faq/#why).\n\n![Logo](assets/logo.svg){ width=\"200\" align=left }\n",
        ),
        ("docs/guide/index.md", "# Getting started\n\nStart [here](install.md).\n"),
        (
            "docs/guide/install.md",
            "# Installing\n\n[TOC]\n\n## On Linux { #on-linux .big }\n\n!!! note\n    A note with `code`.\n\n    - item\n\n!!! warning \"Take care\"\n    Very careful.\n\n    ```bash\n    rm x\n    ```\n\n??? tip \"Folded\"\n    Hidden text.\n\n=== \"apt\"\n\n    Use apt.\n\n=== \"dnf\"\n\n    ```sh\n    dnf install\n    ```\n\n``` { .python .annotate linenums=\"1\" }\nprint(1)\n```\n\n!!! custom\n    Own.\n\nEnd.\n",
        ),
        (
            "docs/guide/faq.md",
            "---\ndescription: Questions.\ntags: [a, b]\n---\n\n## Why?\n\nBecause :material-check: and ++ctrl+c++. [[wiki]] text.\n\n--8<-- \"includes/note.md\"\n\nTerm\n:   Meaning.\n",
        ),
        (
            "docs/ref/api.md",
            "# API\n\n::: package.module\n    options: x\n\n[up](../index.md) [q](../guide/faq.md#why){:target=\"_blank\"} [gone](nope.md) [part](nope.md#x)\n",
        ),
        ("docs/ref/deep.md", "# Deep page\n\n[abs](/about.md) ![Logo](../assets/logo.svg)\n"),
        ("docs/about.md", "# About\n\n## Why\n\n## Why\n\n[w](#why_1)\n"),
        ("docs/unlisted.md", "x\n"),
        ("docs/assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("includes/note.md", "An included note.\n"),
    ])
}

#[test]
fn a_site_builds_with_every_page_image_and_link() {
    let source = mkdocs();
    let (guide, site, report) = imported(&[source.path().to_str().unwrap()]);
    for (page, said) in [
        ("index.html", "See install or faq."),
        ("1.html", "Getting started Start here."),
        (
            "1.1.html",
            "Installing On Linux A note with code. item Take care Very careful. rm x Folded Hidden text. apt Use apt. dnf dnf install print 1 Custom Own. End.",
        ),
        (
            "1.2.html",
            "FAQ Questions. Why? Because :material-check: and ++ctrl+c++. [[wiki]] text. An included note. Term Meaning.",
        ),
        ("2.html", "Reference"),
        ("2.1.html", "API ::: package.module options: x up q gone"),
        ("2.2.1.html", "Deep page abs"),
        ("3.html", "About Why Why w"),
    ] {
        assert!(site.contains_key(page), "{page} is missing: {:?}", site.keys());
        assert_all_words(&split(said), &words(&site, page));
    }
    let install = String::from_utf8(site["1.1.html"].clone()).unwrap();
    for part in ["id=\"on-linux\"", "note-warning", "print"] {
        assert!(install.contains(part), "{part} is missing in {install}");
    }
    let about = String::from_utf8(site["3.html"].clone()).unwrap();
    assert!(attributes(&about, "href").contains(&"#why_1"), "{about}");
    let home = String::from_utf8(site["index.html"].clone()).unwrap();
    for link in ["1.1.html#on-linux", "1.2.html#why"] {
        assert!(attributes(&home, "href").contains(&link), "{link} is missing");
    }
    for part in [
        "the tab “apt”",
        "this box can be folded",
        "unlisted.md is not in the navigation: it becomes a chapter without a number",
        "https://example.org leads to another site",
        "the icon :material-check: is kept as text",
        "nope.md” leads to nothing",
        "width=\"200\"",
        "mkdocstrings",
        "hide kept below `extra:`",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    let toml = std::fs::read_to_string(guide.path().join("book.toml")).unwrap();
    assert!(toml.contains("Tools: a site") && toml.contains("All tools."), "{toml}");
}

#[test]
fn old_addresses_lead_on_where_no_other_page_has_them() {
    let book = folder(&[
        (
            "book.toml",
            "[book]\ntitle = \"B\"\n[output.html.redirect]\n\"/old/a.html\" = \"../one.html\"\n\
             \"/home.html\" = \"index.html\"\n\"/one.html#x\" = \"two.html\"\n",
        ),
        (
            "src/SUMMARY.md",
            "- [One](one.md)\n- [C++](c++.md)\n- [Two](two.md)\n- [Search](search.md)\n- [Again](two.md)\n- [B](a:b.md)\n",
        ),
        ("src/one.md", "# One\n"),
        ("src/c++.md", "# C++\n"),
        ("src/two.md", "# Two\n"),
        ("src/search.md", "# Search\n"),
        ("src/a:b.md", "# B\n"),
    ]);
    let (_, site, report) = imported(&[book.path().to_str().unwrap()]);
    for (old, new) in [
        ("one.html", "1.html"),
        ("old/a.html", "../1.html"),
        ("home.html", "1.html"),
        ("c++.html", "2.html"),
        ("two.html", "3.html"),
    ] {
        assert_eq!(leads_on(&site, old), new);
    }
    let told = "no page can (2): search.html, a:b.html\n";
    assert!(report.contains(told), "{report}");
    assert!(report.contains("one.html#x can no longer redirect to two.html"), "{report}");
}

#[test]
fn what_preprocessors_of_books_make_is_kept_or_reported() {
    let book = folder(&[
        (
            "book.toml",
            "[book]\ntitle = \"B\"\n[preprocessor.admonish]\n[output.html.code.hidelines]\npython = \"~\"\n",
        ),
        (
            "src/SUMMARY.md",
            "[Before](x/../before.md)\n\n- [Split\n  title](one.md)\n- [Terms](terms.md)\n",
        ),
        ("src/before.md", "# Before\n\n{{#include part.md}}\n"),
        ("src/part.md", "A part.\n"),
        ("src/.notes/x.md", "Hidden.\n"),
        (
            "src/one.md",
            "# One\n\n{{#tabs }}\n{{#tab name=\"First\" }}\nA\n{{#endtab }}\n{{#endtabs }}\n\n\
             [url]({{#BASE}}/x) {{#BASE}} {{#BASE}}\n\n```python\n~hidden()\nshown()\n```\n\n\
             ```text,hidelines=!!\n!!hidden()\nvisible()\n```\n\n\
             ```admonish tip \"Look\"\nBoxed.\n```\n\nSee [a term](terms.md#smart-pointer), [old](terms.md#a1-old), [Big](terms.md#Big).\n",
        ),
        (
            "src/terms.md",
            "# Terms\n\n## 1. Old\n\n## Big\n\nSmart `pointer`\n: What points.\n\nOther\n\n: What not.\n",
        ),
    ]);
    let (_, site, report) = imported(&[book.path().to_str().unwrap()]);
    let page = String::from_utf8(site["1.html"].clone()).unwrap();
    let said =
        "One First A url {{#BASE}} {{#BASE}} shown visible Look Boxed. See a term, old, Big.";
    assert_all_words(&split(said), &words(&site, "1.html"));
    assert!(!page.contains("hidden()") && !page.contains("admonish"), "{page}");
    for link in ["2.html#smart-pointer", "2.html#1-old", "2.html#big"] {
        assert!(attributes(&page, "href").contains(&link), "{link} is missing in {page}");
    }
    assert_all_words(&split("Before A part."), &words(&site, "before.html"));
    assert!(!report.contains("is in no table of contents"), "{report}");
    assert_eq!(report.matches("`{{#BASE}}` is not known here").count(), 1, "{report}");
    for part in [
        "the tab “First” is below the others",
        "2 hidden lines of code",
        "the contents call this “Split title”",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn blocks_between_slashes_become_boxes_and_includes_are_told() {
    let source = folder(&[
        (
            "mkdocs.yml",
            "site_name: S\ntheme: {name: material, language: en}\n\
             markdown_extensions: [pymdownx.blocks.admonition, pymdownx.blocks.details, pymdownx.blocks.tab, mdx_include]\n",
        ),
        ("docs/index.md", "# Home\n"),
        (
            "docs/guide/index.md",
            "# The `guide`\n\n/// note | Mind\n\nA **note**.\n\n///\n\n//// details | More\n    type: warning\n\nWithin.\n\n\
             /// tip\n\nDeep.\n\n///\n\n////\n\n/// tab | Python\n\nA tab.\n\n///\n\n{* ../../src/a.py hl[1] *}\n\n\
             ```python\n{!> ../src/b.py !}\n/// note\n///\n```\n\n/// html | pre\n\nOther.\n\n///\n",
        ),
        ("docs/guide/code.md", "```sh\n# a comment\n```\n"),
        ("docs/guide/x.md", "A title\n=======\n\nText.\n"),
    ]);
    let (guide, _, report) = imported(&[source.path().to_str().unwrap()]);
    let text = std::fs::read_to_string(guide.path().join("content/1-guide/index.md")).unwrap();
    for part in [
        "::: note Mind\n\nA **note**.\n\n:::",
        "::: warning More\n\nWithin.\n",
        "> [!TIP]\n>\n> Deep.\n",
        "**Python**\n\n",
        "/// note\n///\n```",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    for (part, line) in [
        ("`{* ../../src/a.py hl[1] *}` is not known here", 28),
        ("`{!> ../src/b.py !}` is not known here", 31),
        ("`/// html | pre` is not known here", 36),
        ("this box can be folded", 9),
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
        assert!(report.contains(&format!("docs/guide/index.md:{line}:")), "{line}: {report}");
    }
    let below = std::fs::read_to_string(guide.path().join("content/1-guide/1.2-x.md")).unwrap();
    assert!(below.contains("title: A title\n") && !below.contains("==="), "once: {below}");
    let code = std::fs::read_to_string(guide.path().join("content/1-guide/1.1-code.md")).unwrap();
    assert!(code.contains("title: Code\n"), "{code}");
    // Neither page has a title in the contents of the site.
    assert!(!report.contains("the contents call this"), "{report}");
}

#[test]
fn plugins_of_a_site_are_followed_or_reported() {
    let source = folder(&[
        ("base.yml", "site_name: Base\ntheme: {name: material, language: en}\n"),
        (
            "mkdocs.yml",
            "INHERIT: base.yml\nsite_name: !ENV [SITE, Plugged]\ndocs_dir: pages\nexclude_docs: |\n  drafts/\n\
             plugins:\n  - search\n  - macros\n  - material/blog\n  - redirects:\n      redirect_maps:\n        older/page.md: guide/one.md\n        gone.md: https://example.org/\n\
             extra:\n  version: \"3.4\"\n\
             markdown_extensions: [attr_list, md_in_html, pymdownx.emoji, pymdownx.caret, pymdownx.tilde, \
             pymdownx.critic, {pymdownx.snippets: {base_path: pages}}]\n\
             nav:\n  - Start:\n    - index.md\n    - One: guide/one.md\n    - Made: made.md\n  - Two: two.md\n",
        ),
        (
            "pages/index.md",
            "# Welcome\n\nVersion {{ version }} of {{ config.site_name }}. {{ pages() }} {% if x %}\n\n[loose](loose.md)\n",
        ),
        (
            "pages/guide/one.md",
            "---\ntitle: Short\n---\n# One heading\n\n## A {:#first}\n\n## B {: #second.b .x }\n\n## C :smile: d {#three:c}\n\n\
             ## E :heart: f\n\n[1](#first) [2](#second.b) [3](#three:c) [4](#e-f)\n\n\
             Code ``` `{.x #y}` ``` and :smile:, `:not:` at 10:20:30.\n\n\
             <figure markdown>\n    ![Alt](../pic.svg)\n    <figcaption>Said</figcaption>\n</figure>\n\n\
             | A | B |\n|---|---|\n| `x|y` | last |\n\nH~2~O\n\n--8<-- \"part.txt.md\"\n\n\
             !!! danger \"See [two](../two.md)\"\n\n    Outer.\n\n    !!! bug \"Own\"\n        Inner.\n\n    Later.\n\nAfter.\n\n\
             !!! tip \"Tabs\"\n\tTabbed.\n\n\t\u{3000}\u{3000}Wide.\n\u{3000}\u{3000}Outside.\n\n{{#each one of them}}\n",
        ),
        ("pages/two.md", "# Two\n"),
        ("pages/loose.md", "# Loose\n\n[one](guide/one.md#first)\n"),
        ("pages/blog/posts/first.md", "---\ndate: 2026-03-01\n---\n# New: v1.2!\n"),
        ("pages/part.txt.md", "Put in.\n"),
        ("pages/drafts/later.md", "# Later\n"),
        ("pages/.hidden/x.md", "# Hidden\n"),
        ("pages/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    let (guide, site, report) = imported(&[source.path().to_str().unwrap()]);
    for (page, said) in [
        (
            "index.html",
            "Welcome Version {{ version }} of {{ config.site_name }}. {{ pages() }} {% if x %} loose",
        ),
        (
            "1.1.html",
            "One heading A B C :smile: d E :heart: f 1 2 3 4 Code Said A B x|y last H2O Put in. See two Outer. Own Inner. Later. After. Tabs Tabbed. Wide. Outside. {{#each one of them}}",
        ),
        ("1.2.html", "Made"),
        ("2.html", "Two"),
        ("loose.html", "Loose one"),
    ] {
        assert!(site.contains_key(page), "{page} is missing: {:?}", site.keys());
        assert_all_words(&split(said), &words(&site, page));
    }
    let one = String::from_utf8(site["1.1.html"].clone()).unwrap();
    assert!(one.contains("alt=\"Alt\"") && one.contains("`{.x #y}`"), "{one}");
    for link in ["#first", "#second.b", "#three:c", "#e-f"] {
        assert!(attributes(&one, "href").contains(&link), "{link} is missing in {one}");
    }
    assert_eq!(leads_on(&site, "guide/one/index.html"), "../../1.1.html");
    assert_eq!(leads_on(&site, "older/page/index.html"), "../../1.1.html");
    assert_eq!(leads_on(&site, "loose/index.html"), "../loose.html");
    assert_eq!(leads_on(&site, "blog/posts/first/index.html"), "../../../new-v1-2.html");
    for part in [
        "the plugin `macros` is not understood",
        "the plugin `blog` is not understood",
        "the extension `pymdownx.critic` is not understood",
        "the icon :smile: and 2 more are kept as text",
        "made.md does not exist: its chapter is empty",
        "loose.md is not in the navigation",
        "gone.md can no longer redirect",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    for part in ["part.txt.md", "later.md", "hidden", "plugin `search`", "plugin `redirects`"] {
        assert!(!report.contains(part), "{part} in:\n{report}");
    }
    let toml = std::fs::read_to_string(guide.path().join("book.toml")).unwrap();
    assert!(toml.contains("Plugged") && toml.contains("language = \"en\""), "{toml}");
}

#[test]
fn an_order_that_plugins_make_is_reported_as_not_understood() {
    let pages = |plugin: &str, more: &[(&str, &str)]| {
        let settings = format!("site_name: S\nplugins:\n{plugin}");
        let mut entries = vec![
            ("mkdocs.yml", settings.as_str()),
            ("docs/index.md", "# Home\n"),
            ("docs/a.md", "# A\n"),
            ("docs/z.md", "# Z\n"),
            ("docs/part/b.md", "# B\n\n[a](../a.md)\n"),
            ("docs/part/c.md", "# C\n"),
        ];
        entries.extend(more);
        let source = folder(&entries);
        let (_, site, report) = imported(&[source.path().to_str().unwrap()]);
        let titles: Vec<String> = site
            .iter()
            .filter(|(path, _)| path.starts_with(|c: char| c.is_ascii_digit()))
            .filter(|(path, _)| *path != "404.html")
            .map(|(path, bytes)| {
                let html = String::from_utf8_lossy(bytes).into_owned();
                let title = html.split_once("<title>").unwrap().1;
                format!("{path} {}", title.split(" – ").next().unwrap())
            })
            .collect();
        (titles.join(", "), site, report)
    };
    let by_folder = "1.html 1 A, 2.html 2 Z, 3.1.html 3.1 B, 3.2.html 3.2 C, 3.html 3 Part";
    for (plugin, file, content) in [
        ("awesome-pages", "docs/.pages", "nav:\n  - z.md\n  - ...\n  - Last: a.md\n"),
        ("awesome-nav", "docs/.nav.yml", "nav:\n  - z.md\n"),
        ("literate-nav", "docs/part/SUMMARY.txt", "* [Zed](../z.md)\n"),
    ] {
        let (titles, _, report) = pages(&format!("  - {plugin}\n"), &[(file, content)]);
        assert_eq!(titles, by_folder);
        assert!(report.contains(&format!("the plugin `{plugin}` is not understood")), "{report}");
    }
    let (titles, site, report) = pages(
        "  - i18n:\n      languages:\n        - {locale: en, default: true}\n        - {locale: nl}\n",
        &[
            ("docs/a.nl.md", "# Een\n"),
            ("docs/d.en.md", "# D\n\n[a](a.md) ![Pic](pic.svg)\n"),
            ("docs/pic.en.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ],
    );
    assert_eq!(
        titles,
        "1.html 1 A, 2.html 2 D, 3.html 3 Z, 4.1.html 4.1 B, 4.2.html 4.2 C, 4.html 4 Part"
    );
    assert_eq!(leads_on(&site, "d/index.html"), "../2.html");
    assert!(report.contains("pages in other languages are left out (1)"), "{report}");
    assert!(!report.contains("navigation") && !report.contains("leads to nothing"), "{report}");
    let source = folder(&[
        (
            "mkdocs.yml",
            "site_name: S\nplugins:\n  i18n:\n    docs_structure: folder\n    languages:\n\
             \x20     - {locale: nl, default: true}\n      - {locale: en}\nnav: [index.md, a.md]\n",
        ),
        ("docs/nl/index.md", "# Begin\n\n![Plaat](pic.svg)\n"),
        ("docs/nl/a.md", "# Een\n"),
        ("docs/en/a.md", "# One\n"),
        ("docs/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    let (_, site, report) = imported(&[source.path().to_str().unwrap()]);
    assert_all_words(&split("Begin"), &words(&site, "index.html"));
    assert_eq!(leads_on(&site, "a/index.html"), "../1.html");
    assert!(report.contains("pages in other languages are left out (1)"), "{report}");
    assert!(!report.contains("leads to nothing"), "{report}");
}

#[test]
fn a_folder_of_texts_is_imported_as_a_whole() {
    let folder = folder(&[
        ("oud/1.1 Een.txt", "Eerste tekst.\n"),
        ("oud/deel/1.2.html", "<h1>1.2 Twee</h1><p>Terug naar <a href=\"1.1.html\">een</a>.</p>"),
        ("oud/deel/style.css", "p {}"),
        ("oud/A.html", "<h1>A Begrippen</h1><p>Uitleg.</p>"),
        ("oud/inhoud.html", "<h1>Inhoud</h1><p>Wat erin staat.</p>"),
        ("oud/.git/1.3.txt", "Niet hier.\n"),
        ("oud/~$3.docx", "niet hier"),
    ]);
    let (_, site, _) = imported(&[folder.path().join("oud").to_str().unwrap()]);
    assert_all_words(&split("Eerste tekst."), &words(&site, "1.1.html"));
    let page = String::from_utf8(site["1.2.html"].clone()).unwrap();
    assert!(attributes(&page, "href").contains(&"1.1.html"));
    assert!(!site.contains_key("1.3.html"));
    assert!(String::from_utf8_lossy(&site["A.html"]).contains("<title>A Begrippen"));
    assert_all_words(&split("Wat erin staat."), &words(&site, "inhoud-2.html"));
}

#[test]
fn addresses_in_html_are_read_as_browsers_do_and_each_broken_one_has_its_line() {
    let page = "# Een\n\n<a href=\"twee.md?a=1&amp;b=2#deel\">daar</a> en <a href=\"tw&#101;e.md\">nog eens</a>.\n\n\
                [weg](weg.md)\n\nTekst.\n\n[weer](weg.md)\n";
    let book = folder(&[
        ("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n"),
        ("src/een.md", page),
        ("src/twee.md", "# Twee\n\n## Deel\n\nTekst.\n"),
    ]);
    let (_, site, report) = imported(&[book.path().to_str().unwrap()]);
    let first = String::from_utf8(site["1.html"].clone()).unwrap();
    let links = attributes(&first, "href");
    assert!(links.contains(&"2.html#deel") && links.contains(&"2.html"), "{links:?}");
    for place in ["een.md:5:1", "een.md:9:1"] {
        assert!(report.contains(place), "{place} is missing in:\n{report}");
    }
}
