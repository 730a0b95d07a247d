//! Whatever people write is read without a panic, and every span slices its text.
//!
//! `PROPTEST_CASES=100000 cargo test --test integration properties` tries more of it.

use std::sync::Arc;

use proptest::prelude::*;
use wijkengids::book;
use wijkengids::config::{Config, RawHtml};
use wijkengids::diagnostic::{self, Span, Text};
use wijkengids::document::{self, Document, Options, walk};
use wijkengids::paths::ContentPath;
use wijkengids::source::{Content, Source};

const WORDS: &[&str] = &[
    "wijk",
    "één",
    "coöperatie",
    "café",
    "’s avonds",
    "'t",
    "über",
    "naïef",
    "€ 5",
    "2.4.8",
    "😀",
    "zo'n",
    "MKBA's",
    "…",
    "--",
    "H~2~O",
    "m^2^",
    "~",
    "^",
    "~~weg~~",
    "*nadruk*",
    "**vet**",
    "`code é`",
    "\"",
    "'",
    "\"a\"",
    ":",
    "|",
    "\\",
    "\\|",
    "&amp;",
    "&#27;",
    "&eacute;",
    "[",
    "]",
    "(",
    ")",
    "[^é]",
    "[^xé]",
    "[[1]]",
    "[[1|één]]",
    "[[9.9#les-1]]",
    "[é](1)",
    "[é](<a é.md> \"ü\")",
    "[é][ü]",
    "![é](é.png)",
    "![é](https://é.nl/a.png \"ü\")",
    "<https://é.nl>",
    "<b>",
    "</b>",
    "<a href=é.md>",
    "<A HREF='1#é'>",
    "<img src=\"café.md\" alt=ü>",
    "<a href=javascript:é>",
    "<script src=é.js></script>",
    "<!-- é -->",
    "<br/>",
    "<p title=\"é",
    "\u{c}",
    "\u{1b}[31m",
    "\0",
    "\u{2028}",
    "e\u{301}",
    "\u{200d}",
    "TODO",
];

const STARTS: &[&str] = &[
    "",
    "# ",
    "## ",
    "### ",
    "- ",
    "  - ",
    "1. ",
    "- [ ] ",
    "> ",
    "> > ",
    "> [!NOTE]\n> ",
    "    ",
    "\t",
    "[^é]: ",
    "[ü]: ",
    "Tabel: ",
    "| ",
    ": ",
    "<div>\n",
    "</div>\n",
    "> <p>\n> <a\n> href=\"café.md\">",
    "> <div title=\"é\n> ü\">",
    "::: kader ",
    "::: ",
    ":::: é ",
    ":::",
    "> ::: ",
    "    ::: é",
    "```\n",
    "```rust é\n",
    "~~~",
    "---",
    "===",
    "***",
    "|---|---|",
    "<!-- check: off todo -->\n",
];

const ENDS: &[&str] =
    &["", "", "", " {.les}", " {.les themes=\"zorg,é\"}", " {#é}", " {.", " |", "  ", "\\"];

const KEYS: &[&str] = &[
    "title: één",
    "title: \"a: é\"",
    "titel: é",
    "summary: \"één\" café",
    "date: gisteren é",
    "date: 2026-11-24",
    "number: 2..4",
    "number: é",
    "goals: [é",
    "goals:\n  - é\n  - \"ü",
    "themes: [zorg, é]",
    "extra: {é: ü}",
    "é: ü",
    "aliases: é",
    "banner: {image: é.png}",
    "# é",
    "- é",
    "  é",
    "lang: nl",
    "\u{7}: x",
    "draft: é",
    "&é *é",
    "<<: é",
    "summary: |\n  é\n    ü",
];

fn line() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(WORDS), 0..7);
    let spaced = (words, prop::sample::select(&[" ", " ", ""][..]));
    (prop::sample::select(STARTS), spaced, prop::sample::select(ENDS))
        .prop_map(|(start, (words, space), end)| format!("{start}{}{end}", words.join(space)))
}

/// A chapter as people write them, with their line breaks.
fn chapter() -> impl Strategy<Value = String> {
    let front_matter = prop::collection::vec(prop::sample::select(KEYS), 0..5);
    let lines = prop::collection::vec(line(), 0..14);
    let breaks = prop::sample::select(&["\n", "\n", "\n\n", "\r\n", "\r"][..]);
    (prop::option::of(front_matter), lines, breaks, prop::bool::ANY).prop_map(
        |(front_matter, lines, breaks, has_mark)| {
            let mut text = String::from(if has_mark { "\u{feff}" } else { "" });
            if let Some(keys) = front_matter {
                text.push_str(&format!("---\n{}\n---\n", keys.join("\n")));
            }
            text.push_str(&lines.join("\n"));
            text.replace('\n', breaks)
        },
    )
}

fn options(raw_html: RawHtml, smart_punctuation: bool) -> Options {
    Options {
        language: "nl".into(),
        smart_punctuation,
        raw_html,
        embed: Vec::new(),
        captions: None,
    }
}

fn assert_slices(text: &Text, span: Span) {
    assert_eq!(text.content.get(span.start()..span.end()), Some(text.slice(span)), "{span:?}");
}

fn assert_sound(text: &Text, document: &Document) {
    walk::blocks(document, &mut |block| assert_slices(text, block.span));
    for reference in &document.references {
        assert_slices(text, reference.span);
        assert_slices(text, reference.text);
        assert_slices(text, reference.address);
    }
    let spans = document.prose.iter().chain(&document.scripts).copied();
    let spans = spans.chain(document.tags.iter().map(|tag| tag.span));
    spans
        .chain(document.lessons.iter().map(|lesson| lesson.span))
        .for_each(|span| assert_slices(text, span));
}

fn read(content: &str) {
    let path = ContentPath::base().child("1-een.md");
    let source = Arc::new(Source::read(&path, "content/1-een.md", content.as_bytes()));
    for raw_html in [RawHtml::Allow, RawHtml::Sanitise, RawHtml::Escape] {
        for smart in [true, false] {
            let document = document::parse(&source.text, source.body, &options(raw_html, smart));
            assert_sound(&source.text, &document);
        }
    }
    let content = Content { sources: vec![source], ..Content::default() };
    let (_, found) = book::read(&content, &Config::default());
    for problem in &found {
        let report = diagnostic::render(problem, false);
        assert!(!report.contains(['\u{1b}', '\0', '\u{c}']), "{report:?}");
        if let Some((text, span)) = &problem.location {
            assert_slices(text, *span);
        }
    }
    diagnostic::render_all(&found, true);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_people_write_is_read(content in chapter()) {
        read(&content);
    }

    #[test]
    fn any_text_is_read(content in "\\PC{0,80}|(.|\n|\r|\\[|\\]|<|>|\"|'|:|~|\\^|é){0,60}") {
        read(&content);
    }
}

#[test]
fn offsets_in_transformed_text_have_their_places() {
    for content in [
        "\"a\" [^xé]",
        "> <p>\n> <a href=\"café.md\">é</a></p>\n",
        "---\ndate: gisteren\nsummary: één café\nsamenvating: ü\n---\n",
        "a\n    ::: é\n",
        "a\n    ::: é _ü_\n",
        "é &eacute; \"[a][é]\"",
    ] {
        read(content);
    }
}
