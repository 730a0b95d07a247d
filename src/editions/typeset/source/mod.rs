//! The manuscript of the typeset book: documents as calls of Typst's own elements, and of the
//! functions that the theme's `book.typ` defines for what Typst lacks.
//!
//! What an author wrote only gets into the code as string literals ([`Code`]), so that none of it
//! can run.
//!
//! [`Code`]: crate::editions::typesetter::Code

mod above;
mod blocks;
mod chapter;
mod data;
mod elements;
mod html;
mod inlines;
mod keeping;
mod languages;
mod lengths;
mod notes;
mod tables;
mod turned;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::editions::selection::{Selection, Start};
use crate::editions::typesetter::{Asset, Mark, Places, Source, about, import, title_place};
use crate::guide::Guide;

/// The template that it is written for.
const TEMPLATE: &str = "book.typ";

/// The functions of it that the manuscript calls.
const FUNCTIONS: [&str; 38] = [
    "address-mark",
    "addresses",
    "anchor",
    "book",
    "boxed",
    "brk",
    "broken",
    "chapter",
    "code",
    "definition",
    "exhibit",
    "head-cell",
    "keep",
    "key",
    "lead-in",
    "legend",
    "lesson",
    "mono",
    "note",
    "noted",
    "note-again",
    "ours",
    "pages",
    "part-contents",
    "picture",
    "prose",
    "quotation",
    "row-name",
    "said",
    "section",
    "small",
    "tabular",
    "task",
    "tasks",
    "to",
    "together",
    "turned",
    "unit",
];

/// Writes the manuscript of the chosen chapters.
pub fn write(guide: &Guide, selection: &Selection) -> Source {
    let written: Vec<Written> =
        selection.chapters().par_iter().map(|&id| chapter::write(guide, selection, id)).collect();
    let import = import(guide, TEMPLATE, &FUNCTIONS);
    let mut source = Source {
        template: TEMPLATE,
        main: import + "#show: book",
        files: about(guide, selection.latest_change(guide), data::data(guide, selection)),
        places: Places::default(),
        problems: Vec::new(),
        targets: targets(guide, selection),
    };
    if let Some(footer) = chapter::footer(guide, selection) {
        source.main.push_str(".with(footer: [");
        source.main.push_str(&footer);
        source.main.push_str("])");
    }
    source.main.push('\n');
    let mut written = selection.chapters().iter().zip(written).peekable();
    while let Some((&first, chapter)) = written.next() {
        // Chapters below each other share their pages.
        let mut group = vec![(first, chapter)];
        while let Some((&id, chapter)) =
            written.next_if(|(id, _)| selection.start(**id) == Some(Start::Below))
        {
            group.push((id, chapter));
        }
        let ids: Vec<ChapterId> = group.iter().map(|(id, _)| *id).collect();
        if let Some((text, span)) = title_place(guide, first) {
            source.places.start(source.main.len(), (text, span));
        }
        source.main.push_str(&chapter::pages(guide, selection, &ids));
        for (_, chapter) in group {
            add(&mut source, chapter);
        }
        source.main.push_str("]\n");
    }
    source
}

fn targets(guide: &Guide, selection: &Selection) -> BTreeMap<String, (String, Option<String>)> {
    let of_chapter = |&id: &ChapterId| {
        let chapter = &guide.book[id];
        let anchors = chapter.document.anchors.iter().map(Some);
        [None].into_iter().chain(anchors).map(move |anchor| {
            let target = (chapter.name.to_string(), anchor.cloned());
            (label(guide, id, anchor.map(String::as_str)), target)
        })
    };
    selection.chapters().iter().flat_map(of_chapter).collect()
}

/// What was written of a chapter.
#[derive(Debug)]
struct Written {
    code: String,
    marks: Vec<Mark>,
    /// The images in it, by path.
    files: BTreeMap<String, Asset>,
    problems: Vec<Diagnostic>,
}

fn add(source: &mut Source, chapter: Written) {
    source.places.add(source.main.len(), chapter.marks);
    source.main.push_str(&chapter.code);
    source.files.extend(chapter.files);
    source.problems.extend(chapter.problems);
}

/// The label of a chapter, or of an anchor in it.
fn label(guide: &Guide, id: ChapterId, anchor: Option<&str>) -> String {
    let name = &guide.book[id].name;
    match anchor {
        Some(anchor) => format!("ch-{name}:{anchor}"),
        None => format!("ch-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use regex::Regex;

    use super::*;
    use crate::document::text;
    use crate::workspace::{self, Options};

    fn load(folder: &Path) -> Guide {
        workspace::load(folder, &Options::default()).0.expect("a sound guide")
    }

    /// The manuscript of a guide whose chapter 2 has this text.
    pub(super) fn source(markdown: &str) -> Source {
        source_of(&format!("---\ntitle: Twee\n---\n\n{markdown}\n"))
    }

    /// The manuscript of a guide with this chapter 2.
    pub(super) fn source_of(chapter: &str) -> Source {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
        fs::write(content.join("1-een.md"), "---\ntitle: Een\n---\n\n## Kop\n\nTekst.\n").unwrap();
        fs::write(content.join("2-twee.md"), chapter).unwrap();
        let pixel = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
        fs::write(content.join("plein.svg"), pixel).unwrap();
        let guide = load(folder.path());
        write(&guide, &Selection::of_guide(&guide))
    }

    /// The text of chapter 2.
    pub(super) fn body(markdown: &str) -> String {
        let source = source(markdown);
        let (_, chapter) = source.main.split_once("#chapter(id: \"ch-2\"").expect("chapter 2");
        let (_, body) = chapter.split_once("#prose[\n").expect("a text");
        body.strip_suffix("]\n]\n]\n").unwrap_or(body).to_owned()
    }

    /// The string literals of code, joined.
    fn literals(code: &str) -> String {
        let mut text = String::new();
        let mut chars = code.chars();
        while chars.by_ref().any(|c| c == '"') {
            while let Some(c) = chars.next().filter(|&c| c != '"') {
                match c {
                    '\\' => text.push(match chars.next().unwrap() {
                        'n' => '\n',
                        't' => '\t',
                        c => c,
                    }),
                    c => text.push(c),
                }
            }
        }
        text
    }

    #[test]
    fn paragraphs_and_marks_within_them() {
        for (markdown, code) in [
            (
                "Een *twee* **drie**.",
                "#par[#\"Een \"#emph[#\"twee\"]#\" \"#strong[#\"drie\"]#\".\"]\n",
            ),
            ("H~2~O en m^2^", "#par[#\"H\"#sub[#\"2\"]#\"O en m\"#super[#\"2\"]]\n"),
            ("~~a <u>b</u>~~", "#par[#strike[#\"a b\"]]\n"),
            ("~~weg~~ `co\"de`", "#par[#strike[#\"weg\"]#\" \"#raw(\"co\\\"de\")]\n"),
            ("een\ntwee  \ndrie", "#par[#\"een twee\"#linebreak()#\"drie\"]\n"),
        ] {
            assert_eq!(body(markdown), code, "{markdown}");
        }
    }

    #[test]
    fn blocks() {
        for (markdown, code) in [
            ("- a\n- b", "#list(tight: true,\n[#keep(2)#\"a\"],\n[#\"b\"],\n)\n"),
            ("3. a\n4. b", "#enum(start: 3, tight: true,\n[#keep(2)#\"a\"],\n[#\"b\"],\n)\n"),
            ("> a", "#quote(block: true)[\n#par[#\"a\"]\n]\n"),
            ("::: kader\n::: tip\na\n:::\n:::", "#boxed(\"tip\", within: true, length: "),
            (
                "- [x] a\n- [ ] b\n- c",
                "#tasks(done: (true, false, none, ), tight: true,\n[#keep(3)#\"a\"],\n[#\"b\"],\n[#\"c\"],\n)\n",
            ),
            ("1. [x] a", "#enum(tight: true,\n[#task(true)#\"a\"],\n)\n"),
            ("Term\n: uitleg", "#terms(\ndefinition([#\"Term\"], [#par[#\"uitleg\"]\n]),\n)\n"),
            ("a\n\n---\n\nb", "#par[#\"a\"]\n#divider()\n#par[#\"b\"]\n"),
            ("```rust\nlet a;\n```", "#code(lines: 1, lang: \"rust\", \"let a;\")\n"),
            (
                "::: citaat Een bewoner\nFijn.\n:::",
                "#quotation(source: [#\"Een bewoner\"])[\n#par[#\"Fijn.\"]\n]\n",
            ),
            ("> [!TIP]\n> a", "title: ours[#\"Tip\"])[\n#par[#\"a\"]\n]\n"),
            ("::: kader Titel\na\n:::", "title: [#\"Titel\"])[\n#par[#\"a\"]\n]\n"),
            ("![Plein](plein.svg)", "#exhibit[#picture(\"assets/plein."),
            ("![Plein](plein.svg)", ".svg\", width: 40, height: 20, alt: \"Plein\")]\n"),
            ("a[^1]\n\n[^1]: noot", "#noted[#\"a\"#note(1, \"ch-2:fn-1\", room: 1)[#\"noot\"]]\n"),
        ] {
            let body = body(markdown);
            assert!(body.ends_with(code) || body.contains(code), "{markdown}:\n{body}\n{code}");
        }
    }

    #[test]
    fn tables_have_heads_and_captions() {
        let body = body("| a | b |\n|---|--:|\n| 1 | 2 |\n\nTabel: Aantallen\n");
        assert!(body.contains("#tabular(columns: 2, length: "), "{body}");
        assert!(body.contains("align: (auto, right,)"), "{body}");
        assert!(body.contains("caption: (name: \"Tabel 2-1\", id: \"ch-2:"), "{body}");
        assert!(
            body.contains("table.header([#\"a\"], [#\"b\"], ),\n[#\"1\"], [#\"2\"], \n"),
            "{body}"
        );
    }

    #[test]
    fn addresses_become_uris_and_registers_shorten_captions() {
        let source = source("[a](<https://münchen.example/een é>)\n");
        for code in [
            "#link(\"https://xn--mnchen-3ya.example/een%20%C3%A9\")[",
            "\"https://xn--mnchen-3ya.example/een%20%C3%A9\", [#\"https://münchen.example/een é\"]",
        ] {
            assert!(source.main.contains(code), "{}", source.main);
        }
        let long = "woord ".repeat(1500);
        let source = super::tests::source(&format!("![a](plein.svg \"{long}\")"));
        let Asset::Made(data) = &source.files["guide.json"] else { panic!("data") };
        let data: serde_json::Value = serde_json::from_slice(data).unwrap();
        let title = data["figures"][0]["title"].as_str().unwrap();
        assert!(title.len() < 210 && title.ends_with("woord…"), "{title}");
        assert!(source.main.matches("woord").count() >= 1500, "the caption itself is whole");
    }

    #[test]
    fn links_lead_to_labels_or_have_their_addresses_in_notes() {
        let body =
            body("[[1]], [hier](1#kop), [uit](https://example.org/a) en <https://example.org/b>");
        assert!(body.contains("#to(\"ch-1\")[#\"1 Een\"]"), "{body}");
        assert!(body.contains("#to(\"ch-1:kop\", place: \"1\")[#\"hier\"]"), "{body}");
        assert!(body.contains("[#\"uit\"]#address-mark(1, \"ch-2:adr-1\")"), "{body}");
        assert!(!body.contains("address-mark(2"), "{body}");
        assert!(
            body.contains("#addresses(\n(\"ch-2:adr-1\", \"https://example.org/a\", "),
            "{body}"
        );
    }

    #[test]
    fn every_label_that_is_referred_to_is_there_once() {
        let chapters = "[a](#x) [b](#y) [c](#z) <b id=x>x</b>\n\n<svg><g id=z></g></svg>\n\n\
        ## Kop {#y}\n\n### Les {.les}\n\nZie [[2#les-1]] en [[1#kop]].[^1]\n\n[^1]: Noot.\n";
        let source = source(chapters);
        let names = |pattern: &str| -> Vec<String> {
            let pattern = Regex::new(pattern).unwrap();
            pattern.captures_iter(&source.main).map(|found| found[1].to_owned()).collect()
        };
        let written = names(r#"(?:[( ]id: |#anchor\(|note\(\d+, )"(ch-[^"]+)""#);
        let referred = names(r#"#to\("([^"]+)""#);
        let labels: BTreeSet<&String> = written.iter().collect();
        for label in &referred {
            assert!(labels.contains(label), "{label} is missing:\n{}", source.main);
        }
        assert_eq!(referred.len(), 5, "{}", source.main);
    }

    #[test]
    fn no_text_runs() {
        let hostile = "#eval(\"1\") #{panic()} $x$ @ch-1 <ch-1> *a \\\" // /* ] [ \u{7}#\"";
        let escaped = hostile.replace('*', "\\*").replace('<', "\\<").replace("\\\"", "\\\\\"");
        let code = source(&format!("{escaped} `{hostile}`\n\n    {hostile}\n"));
        // What is left without its literals are the calls of this module.
        let pattern = Regex::new(r#""(?:[^"\\]|\\.)*""#).unwrap();
        let left = pattern.replace_all(&code.main, "");
        for word in ["eval", "panic", "$", "@", "\\", "/*", "//"] {
            assert!(!left.contains(word), "{word}: {left}");
        }
        assert!(literals(&code.main).contains("#eval(\"1\") #{panic()} $x$ @ch-1"));
    }

    #[test]
    fn what_nests_too_deep_is_written_without_what_is_around_it() {
        let deep = (0..40).map(|depth| format!("{}- {depth}\n", "  ".repeat(depth)));
        let body = body(&deep.collect::<String>());
        assert_eq!(body.matches("#list(").count(), 10);
        assert!((0..40).all(|depth| body.contains(&format!("#\"{depth}\""))), "{body}");
    }

    #[test]
    fn raw_html_is_laid_out_as_far_as_paper_can() {
        let source = source(
            "Een <kbd>Ctrl</kbd> <span lang=en>word</span> <mark>*los*</mark>.\n\n\
        <table><tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3</table>\n\n\
        <div class=x>\n\n**vet**\n\n</div>\n\n<ul><li>een<li>twee</ul>\n\n\
        <svg width=1 height=1><text>weg</text></svg>\n\n<ul><li>a</li>los<li>b</li></ul>\n\n\
        <ol><li>x<li value=9>y</ol>\n\n<ol reversed><li>p<li>q</ol>\n\n<p hidden id=h>verborgen</p>\n\n\
        <table><tfoot><tr><td>som</tfoot><tbody><tr><td>rij</table>\n",
        );
        assert!(!source.main.contains("verborgen") && source.main.contains("#anchor(\"ch-2:h\")"));
        for code in [
            "#key[#\"Ctrl\"]",
            "#text(lang: \"en\")[#\"word\"]",
            "#highlight[#emph[#\"los\"]]",
            "table.header(\nhead-cell(x: 0, y: 0)[#\"a\"],\n",
            "table.cell(x: 0, y: 1, rowspan: 2)[#\"1\"],\ntable.cell(x: 1, y: 1)[#\"2\"],\n",
            "table.cell(x: 1, y: 2)[#\"3\"],\n",
            "#lead-in[#strong[#\"vet\"]]\n",
            "#list(tight: true,\n[#keep(2)#par[#\"een\"]\n],\n[#par[#\"twee\"]\n],\n)\n",
            "#list(tight: true,\n[#keep(3)#par[#\"a\"]\n],\n[#\"los\"],\n[#par[#\"b\"]\n],\n)\n",
            "[#keep(2)#par[#\"x\"]\n],\nenum.item(9)[#par[#\"y\"]\n],\n)\n",
            "#enum(start: 2, tight: true,\nenum.item(2)[#keep(2)#par[#\"p\"]\n],\nenum.item(1)[#par[#\"q\"]\n],\n)",
            "[#\"rij\"],\nrow-name(x: 0, y: 1)[#\"som\"],\n",
        ] {
            assert!(source.main.contains(code), "{code}\n{}", source.main);
        }
        let [problem] = source.problems.as_slice() else { panic!("{:?}", source.problems) };
        assert!(problem.message.contains("<svg>"), "{problem}");
        assert_eq!(problem.position().map(|(_, line, _)| line), Some(17), "{problem}");
    }

    #[test]
    fn blocks_within_any_element_stay_blocks() {
        for (markdown, code) in [
            (
                "<Listing n=1>\n\n```rust\nlet a;\n```\n\n</Listing>",
                "#code(lines: 1, lang: \"rust\", \"let a;\")\n",
            ),
            ("<span>\n\n- a\n\n</span>", "#list(tight: true,\n[#\"a\"],\n)\n"),
            (
                "<div><b>x<ul><li>li</ul><h2>kop</h2></b></div>",
                "#[#set text(weight: 700)\n#par[#\"x\"]\n#list(tight: true,\n[#par[#\"li\"]\n],\n)\n\
                 #section(level: 2, rank: 2, )[#\"kop\"]\n]\n",
            ),
            ("<x-y>\n<pre>x</pre>\n</x-y>", "#code(lines: 1, \"x\")\n"),
        ] {
            let body = body(markdown);
            assert!(body.contains(code), "{markdown}:\n{body}\n{code}");
        }
    }

    #[test]
    fn cells_of_html_never_overlap() {
        let body = body(
            "<table><thead><tr><th rowspan=9>a<th colspan=2>b</thead>\
        <tr><td rowspan=2>1<td>2<td>3<tr><td colspan=3>4</table>\n",
        );
        let pattern =
            Regex::new(r"cell\(x: (\d+), y: (\d+)(?:, colspan: (\d+))?(?:, rowspan: (\d+))?")
                .unwrap();
        let mut taken = BTreeSet::new();
        for cell in pattern.captures_iter(&body) {
            let number =
                |at: usize| cell.get(at).map_or(1, |n| n.as_str().parse::<usize>().unwrap());
            for x in number(1)..number(1) + number(3) {
                for y in number(2)..number(2) + number(4) {
                    assert!(taken.insert((x, y)), "{x}, {y} twice: {body}");
                }
            }
        }
        assert!(body.contains("y: 0, rowspan: 1") || !body.contains("y: 0, rowspan"), "{body}");
    }

    #[test]
    fn a_part_of_the_manuscript_has_its_place_in_the_chapter() {
        let source = source("Eerst.\n\nDan ![](plein.svg).\n\n> Tot slot.");
        for (words, line) in [("#\"Twee\"", 2), ("Eerst", 5), ("#picture", 7), ("Tot slot", 9)] {
            let at = source.main.find(words).unwrap();
            let (text, span) = source.places.at(&(at..at)).unwrap();
            assert_eq!(text.position(span.start()).0, line, "{words}");
            assert!(text.path.ends_with("2-twee.md"));
        }
    }

    #[test]
    fn no_word_of_a_chapter_is_lost() {
        for name in ["guides/markdown", "guides/structure", "guides/lessons", "browser/guide"] {
            let guide = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name));
            let source = write(&guide, &Selection::of_guide(&guide));
            let written: String = literals(&source.main).split_whitespace().collect();
            for (_, chapter) in guide.book.iter() {
                // Notes may stand between a word and a comma.
                for word in
                    text::of_document(&chapter.document).split(|c: char| !c.is_alphanumeric())
                {
                    assert!(written.contains(word), "{name}, {}: {word}", chapter.name);
                }
            }
        }
    }
}
