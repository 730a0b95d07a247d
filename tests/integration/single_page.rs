//! The whole guide on one page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::support::{Guide, attributes, files, stderr};

/// A guide whose chapters share anchors and footnotes that would clash on one page.
fn guide() -> Guide {
    Guide::with(&[
        ("content/index.md", "Begin bij [[1.1]].\n"),
        ("content/voorwoord.md", "Een woord vooraf.\n\n## Kop\n\nZie [[#kop]].\n"),
        ("content/1-deel/index.md", "---\ntitle: Deel\n---\n\n## Kop\n\nZie [[voorwoord]].\n"),
        (
            "content/1-deel/1.1-een.md",
            "---\ntitle: Een\nupdated: 2026-11-04\n---\n\nNoot[^a] en noot[^a]. Zie [[1.2#les-1]], [de les](1.2#les-1) en [Twee](1.2).\n\n\
             [^a]: Met [elders](https://example.org/a).\n\n## Kop\n\n![Huis](huis.svg \"Een huis\")\n\n\
             [Elders](https://example.org/a), [nog eens](https://example.org/b), <https://example.org/c> en [post](mailto:a@example.org).\n",
        ),
        (
            "content/1-deel/1.2-twee.md",
            "---\ntitle: Twee\nthemes: [wonen]\n---\n\n## Kop {.les}\n\nTekst.\n\n| a |\n|---|\n| b[^1] |\n\nTabel: Cijfers\n\n[^1]: In een tabel.\n\n<p id=\"x\"><label for=\"y\">a</label><input id=\"y\"></p>\n",
        ),
        ("content/1-deel/huis.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (
            "content/2-los.md",
            "---\ntitle: Los\n---\n\n<p id=\"x\"><a href=\"1.1#kop\">Terug</a> naar <a href=\"inhoud.html\">alles</a>.</p>\n\n[Bestand](1-deel/huis.svg)\n",
        ),
    ])
}

fn page(guide: &Guide) -> String {
    guide.build();
    guide.read("public/print.html")
}

/// Asserts that every id is unique and every link within the page has its target.
fn check_links(html: &str) -> usize {
    let ids = attributes(html, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is there twice");
    let links: Vec<&str> =
        attributes(html, "href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
    for link in &links {
        assert!(unique.contains(link), "nothing is called {link}");
    }
    links.len()
}

/// The identifiers of the chapters, in order.
fn chapters(html: &str) -> Vec<&str> {
    html.match_indices("<article").map(|(at, _)| attributes(&html[at..], "id")[0]).collect()
}

#[test]
fn every_chapter_is_on_the_page_in_order_and_every_link_stays_on_it() {
    let html = page(&guide());
    assert_eq!(chapters(&html), ["index", "voorwoord", "1", "1.1", "1.2", "2"]);
    assert!(check_links(&html) > 20);
    for id in ["1-kop", "1.1-kop", "1.2-les-1", "voorwoord--kop", "1.1-fig-1", "1.2-x", "2-x"] {
        assert!(html.contains(&format!("id=\"{id}\"")), "{id} is missing");
    }
    assert!(html.contains("<label for=\"1.2-y\">"), "names of elements are prefixed too");
}

#[test]
fn references_name_their_target_on_paper() {
    let html = page(&guide());
    for link in [
        "<a href=\"#1.2-les-1\" class=\"reference\">",
        "<a href=\"#1.2-les-1\" data-place=\"1.2, les 1\">de les</a>",
        "<a href=\"#1.2\" data-place=\"\">Twee</a>",
    ] {
        assert!(html.contains(link), "{link} is missing in:\n{html}");
    }
}

#[test]
fn addresses_are_notes_numbered_by_chapter() {
    let html = page(&guide());
    let start = html.find("id=\"1.1\"").unwrap();
    let chapter = &html[start..start + html[start..].find("</article>").unwrap()];
    let notes: Vec<&str> = chapter
        .split("id=\"1.1-adr-")
        .skip(1)
        .map(|note| note.split("</a>").next().unwrap().rsplit('>').next().unwrap())
        .collect();
    assert_eq!(notes, ["https://example.org/a", "https://example.org/b", "a@example.org"]);
    // One address, one number: twice for the note that is repeated, once in the text.
    assert_eq!(chapter.matches("href=\"#1.1-adr-1\">[1]</a>").count(), 3);
}

#[test]
fn footnotes_can_be_set_at_the_foot_of_the_page() {
    let html = page(&guide());
    assert_eq!(html.matches("<span class=\"footnote\">").count(), 1, "once, in running text");
    assert!(html.contains("<li id=\"1.1-fn-1\" class=\"at-foot\">"));
    assert!(html.contains("<li id=\"1.2-fn-1\">"), "a note to a table stays in the list");
}

#[test]
fn headings_are_as_deep_as_their_numbers() {
    let html = page(&guide());
    for heading in [
        "<h1 class=\"chapter-title\"><span class=\"chapter-number\">1&nbsp;</span>Deel</h1>",
        "<h2 id=\"1-kop\">",
        "<h2 class=\"chapter-title\"><span class=\"chapter-number\">1.1&nbsp;</span>Een</h2>",
        "<h3 id=\"1.1-kop\">",
    ] {
        assert!(html.contains(heading), "{heading} is missing");
    }
}

#[test]
fn contents_and_registers_are_complete() {
    let html = page(&guide());
    let contents = &html[html.find("<nav").unwrap()..html.find("</nav>").unwrap()];
    for link in
        ["#voorwoord", "#1", "#1.1", "#2", "#lessen", "#wg-figures", "#wg-tables", "#wg-colophon"]
    {
        assert!(contents.contains(&format!("href=\"{link}\"")), "{link} is missing");
    }
    let lessons = &html[html.find("<section class=\"register\" id=\"lessen\"").unwrap()..];
    assert!(lessons.contains("<a href=\"#1.2-les-1\">1.2, les 1</a>"), "by theme");
    assert!(html.contains("<time datetime=\"2026-11-04\">4 november 2026</time>"));
}

#[test]
fn files_are_linked_only_if_their_address_is_known() {
    let guide = guide();
    let html = page(&guide);
    assert!(html.contains("<p>Bestand</p>"), "beside a page on paper there is no file");
    assert!(guide.run(&["build", "--base-url", "https://gids.nl"]).status.success());
    let html = guide.read("public/print.html");
    assert!(html.contains("<a href=\"https://gids.nl/assets/huis."), "{html}");
}

#[test]
fn a_part_can_be_printed_alone() {
    let guide = guide();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\ninclude = [\"1.2\", \"2\"]\n");
    let html = page(&guide);
    assert_eq!(chapters(&html), ["1.2", "2"]);
    check_links(&html);
    assert!(
        html.contains("<a href=\"#2\">Terug</a>"),
        "raw HTML leads to nothing that is left out"
    );
}

#[test]
fn faults_in_print_settings_are_reported_with_their_place() {
    let guide = guide();
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[print]\npaper = \"A9\"\ninclude = [\"1.3\"]\nself_contained = true\npdff = true\n",
    );
    let report = stderr(&guide.run(&["build"]));
    for part in ["book.toml:5:", "A3, A4, A5", "book.toml:8:", "did you mean `pdf`?"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\ninclude = [\"1.3\"]\n");
    let report = stderr(&guide.run(&["build"]));
    for part in ["book.toml:5:12", "there is no chapter `1.3` to print", "did you mean `1."] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn one_file_holds_everything() {
    let guide = guide();
    guide.write("themes/wijkengids/assets/huis.css", "@font-face { src: url(\"huis.woff2\") }\n");
    guide.write("themes/wijkengids/assets/huis.woff2", "letters");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef </style>\"\n\n[print]\nself-contained = true\n",
    );
    let html = page(&guide);
    check_links(&html);
    assert!(!guide.path("public/print.css").exists());
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains("url(\"data:font/woff2;base64,"));
    for address in [attributes(&html, "src"), attributes(&html, "href")].concat() {
        let stays =
            ["data:", "#", "https:", "mailto:"].iter().any(|start| address.starts_with(start));
        assert!(stays, "{address} is elsewhere");
    }
}

#[test]
fn paper_and_sides_can_be_chosen() {
    let guide = guide();
    page(&guide);
    let style = guide.read("public/print.css");
    assert!(style.contains("size: 210.0mm 297.0mm;") && style.contains("break-before: right"));
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[print]\npaper = \"170mm 240mm\"\ntwo_sided = false\n",
    );
    page(&guide);
    let style = guide.read("public/print.css");
    assert!(style.contains("size: 170.0mm 240.0mm;") && !style.contains("break-before: right"));
}

#[test]
fn the_site_leads_to_the_page_and_no_page_takes_its_name() {
    let guide = guide();
    page(&guide);
    assert!(guide.read("public/1.html").contains("href=\"print.html\""));
    guide.write("content/print.md", "x\n");
    page(&guide);
    assert!(guide.path("public/chapter-print.html").exists());
    guide.write("content/print.md", "---\naliases: [print]\n---\nx\n");
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("this one is chapter-print.html"), "{report}");
    assert!(guide.read("public/print.html").contains("<title>Proef"), "the page for paper stays");
}

#[test]
fn a_template_must_have_a_place_for_chapters() {
    let guide = guide();
    guide.write("themes/wijkengids/templates/print.html", "<p>leeg</p>");
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("{{ chapters }}"), "{report}");
}

/// A guide of 1,000 chapters on three levels, each with every kind of element that can have an id.
#[test]
fn identifiers_are_unique_in_a_large_guide() {
    let guide = Guide::new();
    for n in 0..1000 {
        let number = format!("{}.{}.{}", n / 100 + 1, n / 10 % 10 + 1, n % 10 + 1);
        let other = (n * 7 + 1) % 1000;
        let other = format!("{}.{}.{}", other / 100 + 1, other / 10 % 10 + 1, other % 10 + 1);
        let mut text = format!(
            "---\ntitle: Hoofdstuk {n}\n---\n\nNoot[^1]. Zie [[{other}]].\n\n[^1]: Noot.\n\n"
        );
        for _ in 0..2 {
            write!(text, "## Les {{.les}}\n\nZie [[{other}#les-1]] en [daar](https://example.org/).\n\n## Kop\n\n").unwrap();
        }
        text.push_str("| a |\n|---|\n| b |\n\nTabel: Cijfers\n");
        guide.write(&format!("content/{number}.md"), &text);
    }
    let html = page(&guide);
    assert_eq!(html.matches("<article").count(), 1000);
    assert!(check_links(&html) > 10_000);
}

#[test]
fn two_builds_of_the_page_are_the_same() {
    let guide = guide();
    page(&guide);
    let first = files(&guide.path("public"));
    assert!(guide.run(&["build", "--out", "weer"]).status.success());
    assert!(first == files(&guide.path("weer")));
}

/// WeasyPrint matches sibling combinators recursively, one step a sibling: a thousand sibling
/// chapters overflow its stack. Styles for browsers only may use them.
#[test]
fn no_print_style_uses_sibling_combinators() {
    let guide = guide();
    guide.build();
    let sheets =
        files(&guide.path("public")).into_iter().filter(|(path, _)| path.ends_with(".css"));
    for (path, bytes) in sheets {
        let style = String::from_utf8(bytes).unwrap();
        let selectors = style.split(['{', '}', ';']).filter(|part| !part.contains("url("));
        let walks = |selector: &&str| {
            selector.contains('~')
                || selector.contains(":nth-child")
                || selector.contains("-of-type")
        };
        let found: Vec<_> = selectors.filter(walks).collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}
