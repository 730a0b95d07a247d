//! Every word of a chapter with mistakes ends up on its page or in a report.
//!
//! `MISTAKES=20 cargo test --test integration mistakes` tries more of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use scraper::{Html, Node, Selector};
use wijkengids::diagnostic::{Diagnostic, Severity};
use wijkengids::editions::{self, Publication};
use wijkengids::guide;
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, files};

/// Pseudo-random numbers, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// The chapters of the wijkengids and of its handbook, with links that lead to other sites only, so
/// that each can stand alone.
static CHAPTERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = env!("CARGO_MANIFEST_DIR");
    let folders = ["content", "src/handbook/content"].map(|folder| format!("{root}/{folder}"));
    let all = folders.iter().flat_map(|folder| files(folder.as_ref()));
    all.filter(|(path, _)| path.ends_with(".md"))
        .map(|(_, bytes)| alone(&String::from_utf8(bytes).unwrap()))
        .collect()
});

fn alone(chapter: &str) -> String {
    let code = expression(r"(?s)```.*?```|~~~.*?~~~");
    let link = expression(
        r"\[\[[^\]\n]*\]\]|!?\[([^\]]*)\]\([^)]*\)|(?m)^(aliases|banner|number):.*\n( .*\n)*",
    );
    let chapter = code.replace_all(chapter, "```\ncode\n```");
    link.replace_all(&chapter, |found: &regex::Captures<'_>| match found.get(1) {
        Some(text) if !text.as_str().is_empty() => {
            format!("[{}](https://example.org)", text.as_str())
        }
        _ => String::new(),
    })
    .into_owned()
}

/// Mistakes: a pattern, and what may replace it.
const MISTAKES: &[(&str, &[&str])] = &[
    (r"(?m)^(#{2,6}) ", &["$1", "$1\u{a0}", "    $1 ", "#$1## "]),
    (
        r"(?m)^(#{2,6} .*)$",
        &["$1 {les}", "$1 {.Les}", "$1 {.les thema=a, b}", "$1 {#kop", "$1 \\{#a} {.b}"],
    ),
    (r"(?m)^::: (\w)", &[":: $1", ": : : $1", "    ::: $1", ":::$1", "::: x$1"]),
    (r"(?m)^:::$", &["::", "", ":::: ", "    :::", "::: kader"]),
    (r"(?m)^---\n\n", &["----\n\n", "\n", "—\n\n", "--\n\n", "--- \n\n"]),
    (r"\A---\n", &["\n---\n", "----\n", " ---\n", "", "\u{feff}\n---\n", "***\n"]),
    (
        r"(?m)^title: (.*)$",
        &["title: $1 #2 meer", "title: #$1", "title: $1[^x]", "titel: $1", "title:$1"],
    ),
    (r"(?m)^\|( ?:?-+:? ?\|)+\n", &["", "|—|\n", "|---|\n", "\n"]),
    (r"(?m)^(\|.*)\|\n", &["$1\n", "$1|x|y|\n", "$1|\nTabel: direct\n"]),
    (r"(?m)\n\nTabel:", &["\nTabel:", "\n\nTabel 3:", "\n\n\nTekst.\n\nTabel:"]),
    (r"(?m)^(\[\^\w+\]):", &["$1", "$1 :", "[^los]:", "$1:\n"]),
    (r"\[\^(\w+)\]", &["[^$1 b]", "^[$1]", "[$1]", "[^$1"]),
    (r"\*\*(\w)", &["** $1", "*$1", "<b>$1"]),
    (
        r" (\w+), ",
        &[" '$1, ", " \"$1, ", " <$1, ", " <!-- $1, ", " `$1, ", " *$1, ", " [$1](, ", " ~$1~, "],
    ),
    (
        r"\. (\w+)",
        &[
            ".\n<!-- $1 -- >",
            ". <$1",
            ".\n    $1",
            ".\n\n- $1",
            ".\n\n> [!NOTE] $1",
            ".\n\n<div>$1",
            ". {.$1}",
        ],
    ),
    (
        r"\n\n(\w+)",
        &[
            "\n\n[$1]: ",
            "\n\n<?$1 ",
            "\n\n<!$1 ",
            "\n\n[//]: # $1",
            "\n\n: $1",
            "\n\n\t$1",
            "\n\n$1\n===\n",
            "\n$1",
        ],
    ),
    (r"[*_`\[\]()<>|#:{}\-]", &[""]),
    (
        r" ",
        &[
            "  ", "*", "`", "[", "]", "(", "<", ">", "|", "#", "{", "}", "$", "~", "^", "\\", "\n",
            " <a ", " &",
        ],
    ),
];

/// A chapter with some mistakes.
fn with_mistakes(chapter: &str, random: &mut Random) -> String {
    static ALL: LazyLock<Vec<(Regex, &[&str])>> = LazyLock::new(|| {
        MISTAKES.iter().map(|(pattern, typed)| (expression(pattern), *typed)).collect()
    });
    let mut chapter = chapter.to_owned();
    for _ in 0..=random.below(3) {
        let (pattern, typed) = random.of(&ALL);
        let places: Vec<_> = pattern.find_iter(&chapter).map(|found| found.range()).collect();
        if places.is_empty() {
            continue;
        }
        let place = random.of(&places).clone();
        let new = pattern.replacen(&chapter[place.clone()], 1, *random.of(typed)).into_owned();
        chapter.replace_range(place, &new);
    }
    match random.below(12) {
        0 => chapter.replace('\n', "\r"),
        1 => chapter.replace('\n', "\r\n"),
        _ => chapter,
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
}

/// The words that a reader sees on a page, or hears from a screen reader.
fn words_of_page(page: &str) -> BTreeSet<String> {
    let page = Html::parse_document(page);
    let main = page.select(&Selector::parse("article").unwrap()).next().unwrap();
    let mut text = String::new();
    for node in main.descendants() {
        match node.value() {
            Node::Text(found) => text.push_str(found),
            Node::Element(element) => {
                text.push(' ');
                text.extend(["alt", "title"].iter().filter_map(|name| element.attr(name)));
            }
            _ => {}
        }
    }
    words(&text)
}

/// The words of what is reported; of a comment that hides what follows, all that follows, and of a
/// note that is not shown, all its lines.
fn words_of_report(problem: &Diagnostic) -> BTreeSet<String> {
    let (text, span) = problem.location.clone().unwrap();
    let rest = &text.content[span.end()..];
    let length = if problem.message.contains("hides what follows") {
        rest.len()
    } else if problem.message.starts_with("nothing refers") {
        rest.find("\n\n").unwrap_or(rest.len())
    } else {
        rest.find('\n').unwrap_or(rest.len())
    };
    let end = span.end() + length;
    let (line, _) = text.position(span.start());
    let shown = text.slice(text.span(text.offset(line, 1)..end));
    let mut said = words(&format!("{} {}", problem.message, problem.help.as_deref().unwrap_or("")));
    said.extend(words(shown));
    said
}

fn load(guide: &Guide) -> (Option<guide::Guide>, Vec<Diagnostic>) {
    workspace::load(guide.root(), &Options::default())
}

fn page(
    guide: &guide::Guide,
    publication: &Publication,
    number: usize,
) -> Option<BTreeSet<String>> {
    let page = publication.get(format!("{number}.html").as_str())?.render(guide).unwrap();
    Some(words_of_page(std::str::from_utf8(&page).unwrap()))
}

#[test]
fn every_word_is_on_the_page_or_in_a_report() {
    let guide = Guide::new();
    let path = |number: usize| format!("content/{number}-hoofdstuk.md");
    let write = |number: usize, text: &str| guide.write(&path(number), text);
    for (number, chapter) in CHAPTERS.iter().enumerate() {
        write(number + 1, chapter);
    }
    let (sound, problems) = load(&guide);
    let sound = sound.unwrap_or_else(|| panic!("{problems:#?}"));
    let publication = editions::publication(&sound);
    // The words of its page that are the author's, not the theme's.
    let expected = |number: usize| {
        &page(&sound, &publication, number).unwrap() & &words(&CHAPTERS[number - 1])
    };
    let expected: Vec<_> = (1..=CHAPTERS.len()).map(expected).collect();

    let rounds = std::env::var("MISTAKES").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4);
    let mut lost = Vec::new();
    for round in 0..rounds {
        let mut sown = BTreeMap::new();
        for (number, chapter) in CHAPTERS.iter().enumerate() {
            let seed = u64::try_from(round * 1000 + number).unwrap() * 7919 + 1;
            let chapter = with_mistakes(chapter, &mut Random(seed));
            write(number + 1, &chapter);
            sown.insert(number + 1, chapter);
        }
        // Chapters with errors are not published, so nothing of them is lost.
        let (_, problems) = load(&guide);
        for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
            let name = problem.position().unwrap().0.rsplit('/').next().unwrap();
            let number = name.split('-').next().unwrap().parse().unwrap();
            sown.remove(&number);
            let _ = std::fs::remove_file(guide.path(&path(number)));
        }
        let (loaded, problems) = load(&guide);
        let loaded = loaded.unwrap_or_else(|| panic!("{problems:#?}"));
        let publication = editions::publication(&loaded);
        for (number, chapter) in sown {
            let shown = page(&loaded, &publication, number).unwrap();
            let of_chapter = |problem: &&Diagnostic| {
                problem.position().is_some_and(|(file, ..)| file.ends_with(&path(number)))
            };
            let said: BTreeSet<_> =
                problems.iter().filter(of_chapter).flat_map(words_of_report).collect();
            let missing: Vec<_> = expected[number - 1]
                .iter()
                .filter(|word| !shown.contains(*word) && !said.contains(*word))
                // Joined words.
                .filter(|word| !shown.iter().chain(&said).any(|shown| shown.contains(*word)))
                .collect();
            if !missing.is_empty() {
                // The lines that are not in the sound chapter.
                let is_new = |line: &&str| !CHAPTERS[number - 1].lines().any(|old| old == *line);
                let chapter = chapter.replace("\r\n", "\n").replace('\r', "\n");
                let new: Vec<_> = chapter.lines().filter(is_new).take(8).collect();
                lost.push(format!("{number}: {missing:?}\n  {}\n", new.join("\n  ")));
            }
        }
    }
    let shown = lost.iter().take(10).cloned().collect::<String>();
    assert!(lost.is_empty(), "{} chapters lost words, such as\n{shown}", lost.len());
}
