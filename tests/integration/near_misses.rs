//! What people write appears on the page or is reported: text that is almost mark-up, and mistakes.

use std::sync::Arc;

use wijkengids::config::RawHtml;
use wijkengids::diagnostic::{Diagnostic, Text};
use wijkengids::document::{self, Document, Options};
use wijkengids::editions;
use wijkengids::rule::Rule;
use wijkengids::workspace;

use crate::support::{Guide, attributes};

fn parse(body: &str) -> (Arc<Text>, Document) {
    let text = Text::new("a.md", body);
    let options = Options {
        language: "nl".into(),
        smart_punctuation: true,
        raw_html: RawHtml::Allow,
        embed: Vec::new(),
        captions: None,
    };
    let document = document::parse(&text, 0, &options);
    (text, document)
}

/// What is reported: the rule, the line, the offending text, and what to do.
fn reports(text: &Text, problems: &[Diagnostic]) -> Vec<(Option<Rule>, usize, String, String)> {
    let report = |problem: &Diagnostic| {
        let (_, span) = problem.location.clone().unwrap();
        let (_, line, _) = problem.position().unwrap();
        let help = problem.help.clone().unwrap_or_default();
        (problem.rule, line, text.slice(span).to_owned(), help)
    };
    problems.iter().map(report).collect()
}

/// Asserts that a body breaks one rule, at this text, with this advice.
#[track_caller]
fn assert_reported(body: &str, rule: Rule, offending: &str, advice: &str) {
    let (text, document) = parse(body);
    let found = reports(&text, &document.diagnostics);
    let [(found_rule, line, place, help)] = found.as_slice() else {
        panic!("{body:?}: {found:#?}");
    };
    assert_eq!((*found_rule, place.as_str()), (Some(rule), offending), "{body:?}");
    assert!(help.contains(advice), "{body:?}: {help}");
    assert!(body.lines().nth(line - 1).unwrap().contains(offending), "{body:?}: line {line}");
}

#[track_caller]
fn assert_calm(body: &str) {
    let (text, document) = parse(body);
    let found = reports(&text, &document.diagnostics);
    assert!(found.is_empty(), "{body:?}: {found:#?}");
}

#[test]
fn commands_for_other_programs_are_told() {
    for (line, advice) in [
        ("[TOC]", "table of contents"),
        ("{:toc}", "table of contents"),
        ("\\tableofcontents", "table of contents"),
        ("\\newpage", "new page"),
        ("\\vspace{1em}", "plain text"),
        ("=== \"Tabblad\"", "heading of each tab"),
        ("{{< youtube dQw4 >}}", "plain text"),
        ("{% include \"deel.md\" %}", "plain text"),
        ("{{#include deel.md}}", "plain text"),
        (".. image:: kaart.png", "plain text"),
        ("{{ site.title }}", "plain text"),
        ("include::deel.adoc[]", "plain text"),
        ("--8<-- \"deel.md\"", "plain text"),
        ("/// note | Let op", "`::: kader`"),
        ("/// Eigen_blok2", "`::: kader`"),
        ("/// tab | Een", "heading of each tab"),
        ("/// html | div.klasse", "plain text"),
        ("/// figure-caption | 2", "behind `Table: `"),
    ] {
        assert_reported(&format!("Tekst.\n\n{line}\n"), Rule::NearMissCommand, line, advice);
        assert_calm(&format!("```\n{line}\n```\n\n`{line}`\n"));
    }
    let captioned = "| a | b |\n|---|---|\n| c | d |\n\n: De uren\n";
    assert_reported(captioned, Rule::NearMissTable, ": De uren", "Tabel: De uren");
    let notice = "{{% notice %}}\nLet op.\n{{% /notice %}}\n";
    assert_reported(notice, Rule::NearMissBox, "{{% notice %}}", "`::: kader`");
    assert_calm("\\index van de [lijst]\n\n.. Dus:: zei hij\n\n/// en verder\n");
    assert_calm("Zie [toc] en \\server\\map.\n\n.. en verder\n\n\\(x\\)\n");
}

#[test]
fn a_document_is_no_image() {
    let cases =
        [("![Plan](plan.pdf)", "[Plan](plan.pdf)"), ("![](a/b.docx)", "[a/b.docx](a/b.docx)")];
    for (body, near) in cases {
        assert_reported(body, Rule::NearMissLink, body, near);
    }
    assert_calm("![Kaart](kaart.png) ![Film](film.mp4) [Plan](plan.pdf)");
}

#[test]
fn what_other_tools_know_of_images_alerts_and_links_is_reported() {
    let size = "![Kaart](kaart.png){width=50%}";
    assert_reported(size, Rule::NearMissLink, "{width=50%}", "remove");
    assert_reported("> [!LET OP]\n> Tekst.", Rule::NearMissBox, "[!LET OP]", "NOTE");
    assert_reported("Zie <www.nu.nl> voor meer.", Rule::NearMissLink, "<www.nu.nl>", "write");
    assert_calm("De verzameling {a = b} en [!].");
}

/// The same text in every place where text may occur: alone, in a list, a quotation, a box, a note,
/// a lesson.
fn everywhere(text: &str) -> Vec<String> {
    let indented = |by: &str| text.replace('\n', &format!("\n{by}"));
    vec![
        format!("{text}\n"),
        format!("Voor.\n\n{text}\n\nNa.\n"),
        format!("- punt\n\n  {}\n", indented("  ")),
        format!("1. {}\n", indented("   ")),
        format!("> Zei zij.\n>\n> {}\n", indented("> ")),
        format!("::: kader Titel\n{text}\n:::\n"),
        format!("Noot[^n].\n\n[^n]: Tekst.\n\n    {}\n", indented("    ")),
        format!("## Les {{.les}}\n\nTekst.\n\n{text}\n"),
    ]
}

/// The page of a chapter with this text, and what is reported.
fn page_of(guide: &Guide) -> (String, Vec<Diagnostic>) {
    let (loaded, problems) = workspace::load(guide.root(), &workspace::Options::default());
    let loaded = loaded.unwrap_or_else(|| panic!("{problems:#?}"));
    let publication = editions::publication(&loaded);
    let page = publication["1.1.html"].render(&loaded).unwrap().into_owned();
    (String::from_utf8(page).unwrap(), problems)
}

/// The text of a chapter as HTML.
#[track_caller]
fn html(chapter: &str) -> String {
    let (page, _) = page_of(&Guide::with(&[("content/1.1-een.md", chapter)]));
    let start = page.find("<div class=\"text\">").unwrap();
    page[start..page.find("</article>").unwrap()].to_owned()
}

#[test]
fn open_comments_are_reported_and_hide_no_more_than_they_must() {
    let rule = Rule::UnclosedHtml;
    assert_reported(
        "Voor.\n\n<!-- opmerking -- >\n\n## Weg?\n",
        rule,
        "<!-- opmerking -- >",
        "`-- >`",
    );
    assert_reported("<!-- note –>\n\nGone.\n", rule, "<!-- note –>", "`–>`");
    assert_reported("Voor <!-- a -> na.\n", rule, "<!-- a -> na.", "`->`");
    assert_reported("| a |\n|---|\n| x <!-- y |\n", rule, "<!-- y", "`-->`");
    let swallowed = "<!-- a -- >\n\nTekst <!-- b --> c\n";
    assert_reported(swallowed, rule, "<!-- a -- >", "`-- >`");
    assert_reported("Voor <!- a --> na.\n", rule, "<!- a --> na.", "`<!--`");
    assert_reported("<!—- a -->\n\nNa.\n", rule, "<!—- a -->", "`<!—-`");
    assert_reported("<! -- a -->\n", rule, "<! -- a -->", "`<! --`");
    assert_reported("Voor < !-- a --> na.\n", rule, "< !-- a --> na.", "`< !--`");
    assert_reported("<!-- a --!>\n\nNa.\n", rule, "<!-- a --!>", "`--!>`");
    assert_reported("<div><!-- a\n\nTekst.\n\n</div>\n", rule, "<!-- a", "`-->`");
    assert_calm("<!-- a -->\n\nTekst <!-- b --> en `<!-- c`.\n\n```\n<!-- d\n```\n\n\\<!-- e\n");
    let page = html("- a\n\n  <!-- open\n\nNa.\n\n<div>Voor<!-- open\n\nErna.\n\n</div>\n");
    assert!(page.contains("<p>Na.</p>") && page.contains("<p>Erna.</p>"), "{page}");
    assert!(!page.contains("open"), "{page}");
}

#[test]
fn what_browsers_would_take_for_a_comment_is_shown() {
    for body in
        ["Voor.\n\n<?een twee\n\n## Drie\n", "Voor <!een twee> drie.\n", "<!een twee\n\ndrie>\n"]
    {
        let (page, problems) = page_of(&Guide::with(&[("content/1.1-een.md", body)]));
        assert!(page.contains("een twee") && page.to_lowercase().contains("drie"), "{page}");
        let rules: Vec<_> = problems.iter().filter_map(|problem| problem.rule).collect();
        assert_eq!(rules, [Rule::IgnoredHtml], "{body:?}");
    }
}

#[test]
fn titles_of_boxes_are_inline_text() {
    let page = html(
        "::: voorbeeld Titel met noot[^1]\nTekst.\n:::\n\n::: kader Zie [[1.1]] en *dit*\nTekst.\n:::\n\n\
         ::: citaat Uit [een boek](https://example.org), `p. 3`\nTekst.\n:::\n\n[^1]: De noot.\n",
    );
    assert!(page.contains("Titel met noot<sup><a class=\"footnote-reference\""), "{page}");
    assert!(page.contains("aria-label=\"Titel met noot\""), "{page}");
    assert!(page.contains("<a href=\"1.1.html\"") && page.contains("<em>dit</em></p>"), "{page}");
    assert!(page.contains(">een boek<") && page.contains("<code>p. 3</code>"), "{page}");
    assert!(page.contains("De noot."), "{page}");
    let item = html("- ::: tip *Een* titel\n  Tekst.\n  :::\n");
    assert!(item.contains("note-title\"><em>Een</em> titel</p>"), "{item}");
    // Within lists and quotations too, and with signs that could end a heading.
    let page = html(
        "- punt\n\n  ::: kader Over C #\n  Tekst.\n  :::\n\n> ::: tip Let op: **nu**\n> Tekst.\n> :::\n",
    );
    assert!(page.contains("note-title\">Over C #</p>"), "{page}");
    assert!(page.contains("note-title\">Let op: <strong>nu</strong></p>"), "{page}");
    assert_reported("::: kader Zie [a][weg]\nx\n:::\n", Rule::UndefinedLink, "[a][weg]", "[weg]:");
}

#[test]
fn a_note_in_a_title_is_reported_and_stays_on_the_page() {
    for chapter in [
        "---\ntitle: Noten[^x]\n---\n\nTekst.\n\n[^x]: De noot.\n",
        "# Noten[^x]\n\nTekst.\n\n[^x]: De noot.\n",
        "---\ntitle: a\nsummary: \"Kort [^x]\"\n---\n\nTekst.\n\n[^x]: De noot.\n",
    ] {
        let (page, problems) = page_of(&Guide::with(&[("content/1.1-een.md", chapter)]));
        let [problem] = problems.as_slice() else { panic!("{chapter}: {problems:#?}") };
        assert_eq!(problem.rule, Some(Rule::Footnote), "{chapter}");
        assert!(page.contains("De noot.") && !page.contains("[^x]"), "{chapter}");
    }
}

#[test]
fn captions_belong_to_their_own_table() {
    let table = |name: &str| format!("| {name} |\n|---|\n| x |\n");
    let (a, b, c) = (table("A"), table("B"), table("C"));
    let captions = |body: &str| -> Vec<(String, String)> {
        let (_, document) = parse(body);
        let mut found = Vec::new();
        document::walk::blocks(&document, &mut |block| {
            if let document::BlockKind::Table(table) = &block.kind {
                let text = |inlines: &[_]| document::text::of_inlines(inlines);
                let caption = table.caption.as_ref().map(|caption| text(&caption.content));
                found.push((text(&table.head[0]), caption.unwrap_or_default()));
            }
        });
        found
    };
    let pairs = |expected: &[(&str, &str)]| -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect()
    };
    let all = pairs(&[("A", "een"), ("B", "twee")]);
    // Above throughout, and below throughout.
    assert_eq!(captions(&format!("Tabel: een\n\n{a}\nTabel: twee\n\n{b}")), all);
    assert_eq!(captions(&format!("{a}\nTabel: een\n\n{b}\nTabel: twee\n")), all);
    // Directly below, in Dutch and English, in a list and a quotation.
    assert_eq!(captions(&format!("{a}Tabel: een\n\n{b}table: twee\n")), all);
    assert_eq!(
        captions("- > | A |\n  > |---|\n  > | x |\n  > Table: een\n"),
        pairs(&[("A", "een")])
    );
    // Between two tables, as the others in the chapter stand.
    let between = format!("{a}\nTabel: een\n\n{b}");
    assert_eq!(captions(&between), pairs(&[("A", "een"), ("B", "")]));
    let above = format!("Tabel: drie\n\n{c}\nTekst.\n\n{between}");
    assert_eq!(captions(&above), pairs(&[("C", "drie"), ("A", ""), ("B", "een")]));
    for caption in ["**Tabel:** *een*", "*Tabel: een*", "TABEL : een"] {
        assert_eq!(captions(&format!("{a}\n{caption}\n")), pairs(&[("A", "een")]), "{caption}");
    }
    assert_reported(&format!("{a}Bron: CBS\n"), Rule::NearMissTable, "Bron: CBS", "empty");
    // A row that starts like a caption is a row.
    assert_eq!(captions("| A | b |\n|---|---|\n| Tabel: x | y |\n"), pairs(&[("A", "")]));
    assert_reported("Tabel: een\n\nTekst.\n", Rule::NearMissTable, "Tabel: een", "its table");
    let numbered = format!("Tabel 3: Inwoners\n\n{a}");
    assert_reported(&numbered, Rule::NearMissTable, "Tabel 3: Inwoners", "`Tabel: …`");
}

#[test]
fn captions_between_tables_stand_as_those_of_the_guide_do() {
    let table = |name: &str| format!("| {name} |\n|---|\n| x |\n");
    let (a, b) = (table("A"), table("B"));
    let between = format!("{a}\nTabel: tussen\n\n{b}");
    let above = format!("Tabel: boven\n\n{a}");
    let below = format!("{a}\nTable: onder\n");
    let both = format!("{above}\nTekst.\n\n{between}\nTekst.\n\n{below}");
    // The table that has the caption "tussen", in a guide with such a chapter.
    let owner = |other: &str, own: &str| {
        let guide = Guide::with(&[("content/1.1-een.md", own), ("content/1.2-twee.md", other)]);
        let (page, problems) = page_of(&guide);
        assert!(problems.is_empty(), "{problems:#?}");
        let table = page.split("<table").find(|table| table.contains("tussen")).unwrap();
        table.split("scope=\"col\">").nth(1).unwrap()[..1].to_owned()
    };
    assert_eq!(owner("Tekst.\n", &between), "A");
    assert_eq!(owner(&above, &between), "B");
    assert_eq!(owner(&below, &between), "A");
    // What a chapter shows clearly holds for that chapter, and what it does not show does not.
    assert_eq!(owner(&above, &format!("{between}\nTekst.\n\n{below}")), "A");
    assert_eq!(owner(&below, &format!("{between}\nTekst.\n\n{above}")), "B");
    assert_eq!(owner(&format!("{above}\nTekst.\n\n{above}"), &both), "B");
    assert_eq!(owner(&below, &both), "A");
}

#[test]
fn captions_of_figures_are_inline_text() {
    let guide = Guide::with(&[(
        "content/1.1-een.md",
        "![Een](plein.svg \"Het *oude* plein, zie [[1.1]] en [de kaart](https://example.org)[^1]\")\n\n\
         ![Twee](plein.svg '1. \"Markt\" [bron][b] \\*x\\*')\n\n\
         > ![Drie](plein.svg\n> \"Over\n> regels, `C #`\")\n\n\
         ![Vier][d]\n\n[^1]: De noot.\n\n[b]: https://example.org/bron\n\
         [d]: plein.svg \"Van **ver**\"\n",
    )]);
    guide.write("content/plein.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let (page, problems) = page_of(&guide);
    assert!(problems.is_empty(), "{problems:#?}");
    for part in [
        "Het <em>oude</em> plein, zie <a href=\"1.1.html\"",
        "<a href=\"https://example.org\"",
        "<sup><a class=\"footnote-reference\"",
        "1. “Markt” <a href=\"https://example.org/bron\"",
        "*x*</figcaption>",
        "Over regels, <code>C #</code></figcaption>",
        "Van <strong>ver</strong></figcaption>",
        "De noot.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    guide.build();
    let print = guide.read("public/print.html");
    assert!(print.contains("Het <em>oude</em> plein"), "{print}");
    assert!(print.contains("1.1-1"), "{print}");
    // A list of figures and the search index have plain text.
    let (_, document) = parse("![a](b.svg \"Het *oude* `plein`[^1]\")\n\n[^1]: Noot.\n");
    assert_eq!(document.exhibits[0].title, "Het oude plein");
    let (_, document) = parse("![a](b.svg \"Het \\\"oude\\\" plein\")\n");
    assert_eq!(document.exhibits[0].title, "Het “oude” plein");
    let (_, document) =
        parse("![a](b.svg \"Het \\\"oude\\\" [plein](https://example.org), \\'s avonds\")\n");
    assert_eq!(document.exhibits[0].title, "Het “oude” plein, ’s avonds");
    for (caption, rule, offending) in [
        ("Zie [[1.2]", None, ""),
        ("Zie [a][weg]", Some(Rule::UndefinedLink), "[a][weg]"),
        ("Noot[^weg]", Some(Rule::Footnote), "[^weg]"),
        ("**Vet **tekst", Some(Rule::NearMissEmphasis), "**V"),
        ("Een [x](javascript:a)", Some(Rule::UnsafeLink), "[x](javascript:a)"),
    ] {
        let (text, document) = parse(&format!("![a](b.svg \"{caption}\")\n"));
        let found = reports(&text, &document.diagnostics);
        match rule {
            Some(rule) => {
                assert_eq!(found.len(), 1, "{caption}: {found:?}");
                assert_eq!((found[0].0, found[0].2.as_str()), (Some(rule), offending));
            }
            None => assert_eq!(document.exhibits[0].title, caption),
        }
    }
}

#[test]
fn tables_that_are_none_are_reported() {
    for (table, offending, advice) in [
        ("| a | b |\n| 1 | 2 |\n| 3 | 4 |", "| a | b |", "write |---|---| below"),
        ("| a | b |\n|---|---|---|\n| 1 | 2 | 3 |", "| a | b |", "as many"),
        ("| a | b | c |\n|---|\n| 1 | 2 | 3 |", "| a | b | c |", "as many"),
        ("a | b\n---|---|---\n1 | 2 | 3", "---|---|---", "as many"),
        ("| a | b |\n|—|—|\n| 1 | 2 |", "| a | b |", "|---|---|"),
        ("| a | b |", "| a | b |", "|---|---|"),
        ("|---|---|\n| 1 | 2 |", "|---|---|", "names of the columns"),
        ("+---+---+\n| a | b |\n+---+---+", "+---+---+", "|---|---|"),
        ("a | b\n1 | 2\n3 | 4", "a | b", "|---|---|"),
        ("a | b | c\n1 | 2 | 3", "a | b | c", "|---|---|---|"),
        ("Wijk\tAantal\nNoord\t5", "Wijk\tAantal", "|---|---|"),
    ] {
        for body in everywhere(table) {
            let (text, document) = parse(&body);
            let found = reports(&text, &document.diagnostics);
            let [first] = found.as_slice() else { panic!("{body:?}: {found:#?}") };
            assert_eq!(
                (first.0, first.2.as_str()),
                (Some(Rule::NearMissTable), offending),
                "{body:?}"
            );
            assert!(first.3.contains(advice), "{body:?}: {}", first.3);
        }
    }
    for calm in [
        "| a | b |\n|---|---|\n| 1 |\n",
        "a | b\n",
        "a | b\nc | d\n",
        "a | b\n---|---\nc | d\ne | f\n",
        "De keuze is | of of.\n",
        "    | a | b |\n    | 1 | 2 |\n",
        "    # x\n",
        "`| a | b |`\n",
        "\\| a | b |\n",
    ] {
        assert_calm(calm);
    }
}

#[test]
fn headings_that_are_none_are_reported() {
    for (line, advice) in [
        ("##Kop", "`## Kop`"),
        ("###Heading with words", "`### Heading with words`"),
        ("##\u{a0}Kop", "`## Kop`"),
        ("####### Kop", "two to six"),
        ("== Kop ==", "`## Kop`"),
        ("h2. Heading", "`## Heading`"),
    ] {
        for body in everywhere(line) {
            assert_reported(&body, Rule::NearMissHeading, line, advice);
        }
    }
    assert_reported("## # Kop\n", Rule::NearMissHeading, "## # Kop", "`## Kop`");
    assert_reported("Tekst. ## Kop\n", Rule::NearMissHeading, "## K", "new line");
    assert_reported("Een regel\nen nog een\n---\n", Rule::NearMissHeading, "---", "empty");
    let sentence = "Dit is een hele zin die geen kop is.";
    assert_reported(&format!("{sentence}\n----\n"), Rule::NearMissHeading, "----", "empty");
    assert_reported("Tekst.\n##Kop\n", Rule::NearMissHeading, "##Kop", "`## Kop`");
    assert_reported("Tekst.\n    ## Kop\n", Rule::NearMissHeading, "## Kop", "margin");
    assert_reported("#\u{a0}Titel\n", Rule::NearMissHeading, "#\u{a0}Titel", "`# Titel`");
    assert_reported("Kop\n–––\n", Rule::NearMissHeading, "–––", "---");
    assert_reported("Tekst.\n\n    ## Kop\n", Rule::NearMissHeading, "## Kop", "margin");
    assert_reported("#Titel\n\nTekst.\n", Rule::NearMissHeading, "#Titel", "`# Titel`");
    for calm in ["Kop\n---\n", "Kop van een regel\n===\n", "## #1 van de lijst\n", "## C# en F#\n"]
    {
        assert_calm(calm);
    }
    for calm in
        ["\\##Kop\n", "Het is #1 en ##2.\n", "`##Kop`\n", "```\n##Kop\n```\n", "a\n\n#Wonen\n"]
    {
        assert_calm(calm);
    }
}

#[test]
fn boxes_that_are_none_are_reported() {
    for (line, advice) in [
        ("::kader", "`::: kader`"),
        (":: tip Een titel", "`::: tip Een titel`"),
        ("::", ":::"),
        ("!!! note \"Title\"", "write `::: note Title` here and `:::` below its text"),
        ("!!! Let op", "`::: kader Let op`"),
        ("??? tip", "`::: tip`"),
        ("[!NOTE] Titel", "> [!NOTE]"),
        ("!!!tip", "`::: tip`"),
        ("[NOTE]", "> [!NOTE]"),
        ("[!WARNIGN]", "[!WARNING]"),
        ("[!INFO]", "CAUTION"),
        ("::kader::", "`::: kader`"),
        (": : : kader Titel", "`::: kader Titel`"),
        (":: : tip", "`::: tip`"),
        (";;; example", "`::: example`"),
        ("::;voorbeeld", "`::: voorbeeld`"),
        ("[kader]", "`::: kader`"),
        ("{% note %}", "`::: kader`"),
        ("{{< tip >}}", "`::: kader`"),
    ] {
        for body in everywhere(line) {
            assert_reported(&body, Rule::NearMissBox, line, advice);
        }
    }
    assert_reported("a\n\n    ::: tip\n", Rule::NearMissBox, "::: tip", "margin");
    let fence = |name: &str| format!("::: {name}\nTekst.\n:::\n");
    for (name, meant) in
        [("vorbeeld", "voorbeeld"), ("kadr", "kader"), ("exampel", "example"), ("Citat", "citaat")]
    {
        assert_reported(&fence(name), Rule::NearMissBox, name, &format!("`::: {meant}`"));
    }
    for name in ["Tip", "KADER", "Voorbeeld", "opgave", "portret", "info"] {
        assert_calm(&fence(name));
    }
    assert!(html("::: Tip\nTekst.\n:::\n").contains("class=\"note note-tip\""));
    assert_calm(":smile: en [kader] en ;-)\n\n{{ naam }}\n");
    let (_, nameless) = parse("::: {kader}\nTekst.\n:::\n");
    assert_eq!(nameless.diagnostics.len(), 1, "its end is no fault: {:?}", nameless.diagnostics);
    assert_calm("std::vec en ::before.\n\n> [!NOTE]\n> Tekst.\n\n`::kader`\n");
}

#[test]
fn a_fence_where_none_can_be_is_text() {
    for body in [
        "tekst\n    ::: kader\n",
        "- punt\n      ::: kader Een *titel* {.x}\n",
        "> tekst\n>     :::\n",
    ] {
        let page = html(body);
        let fence = body[body.find(":::").unwrap()..].trim_end().replace('*', "");
        assert!(page.replace("<em>", "").replace("</em>", "").contains(&fence), "{page}");
        assert!(!page.contains('_') && !page.contains("##"), "{page}");
        let (_, document) = parse(body);
        assert_eq!(document.diagnostics[0].rule, Some(Rule::NearMissBox), "{body:?}");
    }
}

#[test]
fn lessons_are_made_where_it_is_clear_and_reported_where_not() {
    let lessons = |heading: &str| -> Vec<(String, Vec<String>)> {
        let (_, document) = parse(&format!("{heading}\n\nTekst.\n"));
        document.lessons.iter().map(|l| (l.title.clone(), l.themes.clone())).collect()
    };
    for (attributes, themes) in [
        ("{.les}", vec![]),
        ("{.Les}", vec![]),
        ("{.LESSON}", vec![]),
        ("{.les thema=\"x\"}", vec!["x"]),
        ("{.les themes=wonen, zorg}", vec!["wonen", "zorg"]),
        ("{.les themes=\"x\" }", vec!["x"]),
        ("{.les themes=“wonen en zorg”}", vec!["wonen en zorg"]),
    ] {
        let heading = format!("## Kop {attributes}");
        let themes = themes.into_iter().map(str::to_owned).collect();
        assert_eq!(lessons(&heading), [("Kop".to_owned(), themes)], "{heading}");
        assert_calm(&format!("{heading}\n\nTekst.\n"));
    }
    assert_eq!(lessons("## Kop \\{#anker} {.les}"), [("Kop {#anker}".to_owned(), vec![])]);
    for (heading, title) in [
        ("## Kop \\{.les}", "Kop {.les}"),
        ("## Kop \\{#a}", "Kop {#a}"),
        ("## Kop \\{#a} ##", "Kop {#a}"),
    ] {
        let (_, document) = parse(&format!("{heading}\n\nTekst.\n"));
        assert_eq!(document.headings[0].title, title, "{heading}");
        assert!(document.lessons.is_empty() && !document.anchors.contains("a"), "{heading}");
    }
    assert_eq!(lessons("Kop {.les}\n---"), [("Kop".to_owned(), vec![])]);
    for (line, rule, offending, advice) in [
        ("## Kop {les}", Rule::NearMissLesson, "les", "{.les}"),
        ("## Kop {.lessen}", Rule::NearMissLesson, "lessen", "{.les"),
        ("## Kop {.les tehmes=\"x\"}", Rule::UnknownKey, "tehmes=\"x\"", "`themes`"),
        ("## Kop {.les kleur=rood}", Rule::UnknownKey, "kleur=rood", "themes="),
        ("## Kop {themes=\"x\"}", Rule::NearMissLesson, "## Kop {themes=\"x\"}", "{.les themes"),
        ("## Kop {.les}.", Rule::NearMissLesson, "{.les}", "end of a heading"),
        ("## Kop {.les", Rule::NearMissLesson, "{.les", "end of a heading"),
        ("## Kop (.les)", Rule::NearMissLesson, "(.les)", "end of a heading"),
        ("## Kop {.les, themes=x}", Rule::NearMissLesson, "les,", "{.les}"),
        ("**Kop** {.les}", Rule::NearMissLesson, "{.les}", "end of a heading"),
        ("{.les}", Rule::NearMissLesson, "{.les}", "end of a heading"),
    ] {
        assert_reported(&format!("{line}\n\nTekst.\n"), rule, offending, advice);
    }
    assert_reported(
        "# Kop {.les}\n\nTekst.\n",
        Rule::NearMissLesson,
        "# Kop {.les}",
        "below the title",
    );
    assert_reported("## Kop {les themes=x}\n\nx\n", Rule::NearMissLesson, "les", "{.les}");
    assert_reported("::: kader {klein}\nx\n:::\n", Rule::UnknownKey, "klein", ".class");
    for calm in
        ["Een verzameling {a, b}.\n", "`{.les}` en \\{.les}\n", "## Kop {#anker .breed}\n\nx\n"]
    {
        assert_calm(calm);
    }
}

#[test]
fn notes_that_are_none_are_reported() {
    assert_reported("[^a]: \n\nZie [^a].\n", Rule::Footnote, "[^a]", "[^a]: …");
    for (text, offending) in [
        ("Zie^[Een noot in de tekst.] hier.", "^[Een noot in de tekst.]"),
        ("Zie [^een noot] hier.", "[^een noot]"),
        ("See [ ^a].", "[ ^a]"),
    ] {
        for body in everywhere(text) {
            assert_reported(&body, Rule::NearMissNote, offending, "[^name]: …");
        }
    }
    for (note, label) in [("[1]: De tekst van een noot.", "[^1]"), ("^2: A note.", "[^2]")] {
        for body in everywhere(note) {
            assert_reported(&body, Rule::NearMissNote, note, label);
        }
    }
    // A note is found in any case.
    assert_calm("Zie [^A].\n\n[^a]: Tekst.\n");
    assert!(html("Zie [^A].\n\n[^a]: De tekst.\n").contains("De tekst."));
    assert_calm("m^2^ en `[^a b]` en \\[^een noot]\n");
}

#[test]
fn anchors_of_authors_come_first_and_none_stands_twice() {
    let guide = Guide::with(&[(
        "content/1.1-een.md",
        "## Opgaven\n\n::: kader {#opgaven}\nTekst.\n:::\n\n## Kop {#les-1}\n\nTekst.\n\n\
         ## Les {.les}\n\nZie [[#les-1]] en [[#les-1-2]].\n\n## Figuur {#fig-1}\n\n\
         ![Een plein](plein.svg \"Het plein\")\n\n## Bron\n\n<p id=\"bron\">Tekst.</p>\n\n\
         ## Tabel {#tab-1}\n\n| a |\n|---|\n| b |\n\nTabel: Iets\n",
    )]);
    guide.write("content/plein.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let (page, problems) = page_of(&guide);
    assert!(problems.is_empty(), "{problems:#?}");
    let mut ids = attributes(&page, "id");
    for id in ["opgaven", "opgaven-2", "les-1", "les-1-2", "fig-1-2", "bron", "bron-2", "tab-1-2"] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    assert!(page.contains("href=\"#les-1\">Kop<"), "{page}");
    for (body, place) in [
        ("<p id=\"a\">x</p>\n\n<p id=\"a\">y</p>\n", "a"),
        ("## Kop {#a}\n\nEen <span id=a>x</span>.\n", "a"),
        ("<a name=\"a\"></a>\n\n::: kader {#a}\nx\n:::\n", "::: kader {#a}"),
        ("<a name='a'></a><b id='a'>x</b>\n", "a"),
    ] {
        let (text, document) = parse(body);
        let found = reports(&text, &document.diagnostics);
        let [(rule, _, offending, _)] = found.as_slice() else { panic!("{body}: {found:?}") };
        assert_eq!((*rule, offending.as_str()), (Some(Rule::DuplicateAnchor), place), "{body}");
    }
    assert_calm("<a id=\"a\" name=\"a\"></a>\n\n## A\n\n<p id=\"b\">x</p>\n\n## B\n");
    for body in ["Noot[^a].\n\n## Kop {#fn-1}\n\n[^a]: Noot.\n", "## Kop {#wg-main}\n"] {
        let (text, document) = parse(body);
        let found = reports(&text, &document.diagnostics);
        assert_eq!((found.len(), found[0].0), (1, Some(Rule::DuplicateAnchor)), "{found:?}");
    }
}

#[test]
fn styles_of_authors_are_seen_under_the_policy() {
    for raw_html in ["allow", "sanitise"] {
        let guide = Guide::with(&[(
            "content/1.1-een.md",
            "<p class=\"a\" style=\"width:50%; text-align:center\">Tekst</p>\n\n\
             Een <span style=\"color:red;position:fixed\">rood</span> woord.\n",
        )]);
        guide.write(
            "book.toml",
            format!("[book]\ntitle = \"Proef\"\n\n[markdown]\nraw_html = \"{raw_html}\"\n"),
        );
        let (loaded, problems) = workspace::load(guide.root(), &workspace::Options::default());
        let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
        assert_eq!(problem.rule, Some(Rule::IgnoredHtml));
        assert!(problem.message.contains("position:fixed"), "{}", problem.message);
        let loaded = loaded.unwrap();
        let publication = editions::publication(&loaded);
        let text = |path: &str| {
            String::from_utf8(publication[path].render(&loaded).unwrap().into_owned()).unwrap()
        };
        let page = text("1.1.html");
        assert!(!page.contains("style=") && page.contains("class=\"a style-"), "{page}");
        let sheet = attributes(&page, "href").into_iter().find(|url| url.contains("1.1.")).unwrap();
        for sheet in [text(sheet), text("print.css")] {
            assert!(sheet.contains("width:50%!important;text-align:center!important;"), "{sheet}");
            assert!(sheet.contains("color:red!important;") && !sheet.contains("position:fixed"));
        }
        let class = page.split("class=\"a ").nth(1).unwrap().split('"').next().unwrap();
        assert!(text("print.html").contains(class));
    }
}

#[test]
fn lists_that_are_none_are_reported() {
    for list in [
        "• een\n• twee",
        "– een\n– twee",
        "-een\n-twee",
        "1.een\n2.twee",
        "*een\n*twee",
        "+een\n+twee",
        "✓ een\n✓ twee",
        "\u{f0b7} een\n\u{f0b7} twee",
        "\u{f0a7}\t“Zo”\n\u{f0a7}\t2 dagen",
        "\u{f0d8}\u{a0}een",
        "•\teen\n•\ttwee",
        "(1) een\n(2) twee",
        "(a) one\n(b) two",
        "a. een\nb. twee",
        "-[ ] open\n-[x] done",
    ] {
        let first = list.lines().next().unwrap();
        for body in everywhere(list) {
            assert_reported(&body, Rule::NearMissList, first, "- …");
        }
    }
    for body in
        ["– Zei hij.\n", "Tekst\n-5 graden\n", "*een* woord\n*twee* woorden\n", "- een\n- twee\n"]
    {
        assert_calm(body);
    }
}

#[test]
fn a_parenthesis_within_an_address_does_not_close_its_link() {
    let link = "[Utrecht](https://example.org/wiki/Utrecht_(stad)";
    for body in everywhere(&format!("Zie {link} en meer")) {
        let (text, document) = parse(&body);
        let [problem] = document.diagnostics.as_slice() else {
            panic!("{body:?}: {:#?}", document.diagnostics);
        };
        assert!(problem.help.as_ref().unwrap().contains("parenthesis"), "{problem}");
        let (_, span) = problem.location.clone().unwrap();
        assert!(text.slice(span).contains("Utrecht_(stad)"), "{body:?}");
    }
    assert_calm("Zie [Utrecht](https://example.org/wiki/Utrecht_(stad)) en meer.\n");
    assert_calm("Het staat er (zie [1]\n(https://example.org/)).\n");
}

#[test]
fn quotation_marks_that_html_does_not_know_are_reported() {
    let rule = Rule::NearMissHtml;
    for (html, place, advice) in [
        ("<img src=“foto.png” alt=“Een foto”>", "<img src=“foto.png” alt=“Een foto”>", "straight"),
        ("<img src=\"x.png\" alt=\"een \"echte\" foto\">", "", "&quot;"),
        ("Een <br/ > regel", "<br/ >", "spaces"),
        ("Zie <a href=\"1.html\"title=x>", "", "name=\"value\""),
        ("Een <span style=“color:red”>rood</span> woord", "style=“color:red”", "straight"),
        ("Zie <a href=”https://example.org/”>daar</a>", "href=”https://example.org/”", "straight"),
        ("<div class=”kader”>\nTekst\n</div>", "class=”kader”", "straight"),
        ("<div class=“kader groot”>\nTekst\n</div>", "class=“kader", "straight"),
        ("<div class=\"“kader”\">\nTekst\n</div>", "class=\"“kader”\"", "straight"),
        ("<p title=\"een \"lange uitleg\" die hier>staat</p>", "lange", "&quot;"),
        ("Een <span vet>woord</span> hier", "vet", "&quot;"),
    ] {
        let place = if place.is_empty() { html.trim_start_matches("Zie ") } else { place };
        assert_reported(&format!("{html}\n"), rule, place, advice);
    }
    for body in [
        "<p title=\"“Zo” zei hij\">staat</p>\n",
        "<p title=\"“Zo”\">staat</p>\n",
        "<video controls muted playsinline data-x v-if x-on:klik></video>\n",
        "<mijn-ding open gesloten></mijn-ding>\n",
        "<table border cellspacing nowrap><tr><td markdown>a</td></tr></table>\n",
        "De formule a <b = c en x<a =3, &lt;img src=“x”>, \\<img src=“x”>, `<img src=“x”>`.\n",
    ] {
        assert_calm(body);
    }
    let page = html("Een <span style=“color:red”>rood</span> woord.\n");
    assert!(page.contains("<span>rood</span>"), "{page}");
}

#[test]
fn a_second_anchor_of_a_heading_is_reported() {
    for mark in ["## Kop {#x .les #y}\n\nTekst.\n", "::: kader Titel {#x #y}\nTekst.\n:::\n"] {
        assert_reported(mark, Rule::UnknownKey, "x", "keep one");
    }
}

#[test]
fn tasks_that_are_none_are_reported() {
    for task in ["[] open", "[v] klaar", "[ x] done"] {
        assert_reported(&format!("- {task}\n"), Rule::NearMissList, task, "[x]");
    }
    assert_reported("[ ] open\n[x] klaar\n", Rule::NearMissList, "[ ] open", "- …");
    assert_calm("- [ ] open\n- [x] klaar\n- [X] klaar\n");
}

#[test]
fn links_that_are_none_are_reported() {
    for (link, offending) in [
        ("[tekst] (https://example.org)", "] (https://example.org)"),
        ("[tekst](https://example.org", "](https://example.org"),
        ("[tekst](https://example.org]", "](https://example.org]"),
        ("[tekst](stuk.pdf en meer", "](stuk.pdf "),
        ("[tekst]{https://example.org}", "]{https://example.org}"),
        ("[tekst]https://example.org", "]https://"),
        ("(tekst)[https://example.org]", "(tekst)[https://example.org]"),
        ("(text)[page.md]", "(text)[page.md]"),
        ("!(alt)[plein.png]", "!(alt)[plein.png]"),
        ("(https://example.org)[tekst]", "(https://example.org)[tekst]"),
        ("<https://example.org en meer", "<https://example.org "),
        ("[tekst](https://example.org \"een \"titel\")", "](https://example.org "),
        ("[[]] en meer", "[[]]"),
        ("[de site]\n(https://example.org/) en meer", "(https://example.org/)"),
        ("[[|tekst]] en meer", "[[|tekst]]"),
    ] {
        for body in everywhere(&format!("Zie {link}")) {
            assert_reported(&body, Rule::NearMissLink, offending, "[text](address)");
        }
    }
    assert_reported(
        "! [alt](https://example.org)\n",
        Rule::NearMissLink,
        "! [alt](https://example.org)",
        "without a space",
    );
    for (address, meant) in [
        ("htp://example.org", "http://example.org"),
        ("htps://example.org", "https://example.org"),
        ("https:/example.org", "https://example.org"),
        ("http:example.org", "http://example.org"),
    ] {
        let link = format!("[x]({address})");
        assert_reported(&format!("Zie {link}.\n"), Rule::NearMissLink, &link, meant);
    }
    for (address, meant) in [
        ("www.example.org", "https://www.example.org"),
        ("https//example.org", "https://example.org"),
        ("jan@example.org", "mailto:jan@example.org"),
    ] {
        let guide = Guide::with(&[("content/1.1-een.md", &format!("[x]({address})\n"))]);
        let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
        let help = problems[0].help.as_deref().unwrap();
        assert_eq!(
            (problems[0].rule, help),
            (Some(Rule::BrokenLink), &*format!("did you mean {meant}?"))
        );
    }
    assert_reported("Zie [wet][].\n", Rule::UndefinedLink, "[wet][]", "[wet]:");
    assert_calm("[a](tel:06) [b](sip:x) [c](ftp://x.nl) [d](HTTP://x.nl)\n");
    let definition = "[x]: https://example.org";
    let body = format!("Tekst.\n{definition}\n\nZie [x][x].\n");
    assert_reported(&body, Rule::NearMissLink, definition, "empty");
    let body = format!("{definition} en meer\n");
    assert_reported(&body, Rule::NearMissLink, "[x]: https://example.org en meer", "only");
    for calm in [
        "a[0](zie onder) en f(x)[1]\n",
        "`[x] (https://example.org)`\n",
        "[x](https://example.org) (https://example.org)\n",
        "\\[x\\](https://example.org)\n",
        "(zie [1])[^n].\n\n[^n]: Noot.\n",
    ] {
        assert_calm(calm);
    }
}

#[test]
fn references_that_are_none_are_reported() {
    for (typed, meant) in [
        ("[1.1]", Some("[[1.1]]")),
        ("[[1.1]", Some("[[1.1]]")),
        ("[1.1]]", Some("[[1.1]]")),
        ("((1.1))", Some("[[1.1]]")),
        ("{{1.1}}", Some("[[1.1]]")),
        ("<<1.1>>", Some("[[1.1]]")),
        ("[ [1.1] ]", Some("[[1.1]]")),
        ("[[1.1))", Some("[[1.1]]")),
        ("[[voorwoord]", Some("[[voorwoord]]")),
        ("((1.1#kop))", Some("[[1.1#kop]]")),
        ("[[1.1|tekst]", Some("[[1.1|tekst]]")),
        ("[9.9]", None),
        ("[1]", None),
        ("(1.1)", None),
        ("\\[1.1]", None),
        ("`[1.1]`", None),
        ("[[1.1]]", None),
        ("[x](1.1) en [voorwoord]", None),
    ] {
        let guide = Guide::with(&[
            ("content/voorwoord.md", "---\ntitle: Voorwoord\n---\nTekst.\n"),
            ("content/1.1-een.md", &format!("---\ntitle: Een\n---\nZie {typed} voor meer.\n")),
        ]);
        let output = guide.run(&["check", "--format", "json"]);
        let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let help: Vec<_> = found.iter().map(|found| found["help"].as_str().unwrap()).collect();
        let expected: Vec<_> =
            meant.map(|meant| format!("did you mean {meant}?")).into_iter().collect();
        assert_eq!(help, expected, "{typed}");
    }
}

#[test]
fn addresses_that_nothing_uses_are_reported() {
    let rule = Rule::UnusedLink;
    assert_reported("[x]: https://example.org\n", rule, "[x]: https://example.org", "[x]");
    assert_reported(
        "- a\n\n  [De Wet]: wet.pdf \"Tekst\"\n\n[b]\n\n[b]: b.pdf\n",
        rule,
        "[De Wet]: wet.pdf \"Tekst\"",
        "[De Wet]",
    );
    assert_reported(
        "[x] en [een tekst][X]\n\n> [x]: a.pdf\n\n[x]: b.pdf\n",
        rule,
        "[x]: b.pdf",
        "only the first",
    );
    for calm in [
        "[x], [y][] en [tekst][z]\n\n[x]: a.pdf\n[y]: b.pdf\n[Z]: c.pdf\n",
        "![x][p]\n\n[p]: p.png\n",
        "[//]: # (een opmerking)\n[comment]: <> (a note)\n",
        "[x]\n\n[x]: a.pdf\n\n```\n[x]: b.pdf\n```\n",
        "`[x]: b.pdf`\n",
    ] {
        assert_calm(calm);
    }
}

#[test]
fn code_that_does_not_end_is_reported() {
    let rule = Rule::NearMissCode;
    assert_reported("Tekst.\n\n```rust\ncode\n\n## Kop\n", rule, "```rust", "line of ```");
    assert_reported("~~~~\ncode\n~~~\n", rule, "~~~~", "line of ~~~~");
    assert_reported("- a\n\n  ```\n  code\n\nTekst.\n", rule, "```", "line of ```");
    assert_reported("> ```\n> code\n\nTekst.\n", rule, "```", "line of ```");
    assert_reported("Tekst.\n\n```", rule, "```", "line of ```");
    for fence in ["'''", "´´´python", "“““"] {
        for body in everywhere(fence) {
            assert_reported(&body, rule, fence, "backticks");
        }
    }
    for calm in [
        "```\ncode\n```\n",
        "````\n```\n`````  \n",
        "```\n```\n",
        "> ```\n> code\n> ```\n",
        "1. a\n\n   ~~~\n   code\n   ~~~\n",
        "    code\n",
    ] {
        assert_calm(calm);
    }
}

#[test]
fn bold_that_is_none_is_reported() {
    for (text, place) in [
        ("**Vet **tekst", "**V"),
        ("Een **\"zo\"**n ding", "**\""),
        ("Een ==gemarkeerd stuk== tekst", "==gemarkeerd stuk=="),
    ] {
        for body in everywhere(text) {
            assert_reported(&body, Rule::NearMissEmphasis, place, "**word**");
        }
    }
    for (text, place) in [
        ("Dit is ** heel belangrijk ** voor ons.", "**"),
        ("** Let op **", "**"),
        ("Dit is **\u{a0}heel belangrijk\u{a0}** nu.", "**"),
        ("Hier: ** zie [de gids](https://example.org/gids) **", "**"),
        ("Dit is ** heel\nbelangrijk ** voor ons.", "**"),
        ("__ Let op __", "__"),
    ] {
        for body in everywhere(text) {
            assert_reported(&body, Rule::NearMissEmphasis, place, "**word**");
        }
    }
    for body in [
        "Dat is 2 ** 3 ** 4, of x ** y ** z.\n",
        "Ik ben __ jaar en woon hier __ jaar.\n",
        "#### .login(**kwargs)\n\nMet `x` en f(a, **kwargs) erbij.\n",
        "| Pas | Geldig |\n|---|---|\n| A | no** |\n| B | ja, mits** |\n",
    ] {
        assert_calm(body);
    }
    assert_calm("a == b en b == c, `==d==`\n");
    for body in ["**vet** en \\*\\*niet\\*\\*\n", "`2**3` en ** los\n", "***beide***\n"] {
        assert_calm(body);
    }
}

#[test]
fn cells_that_are_not_shown_are_reported() {
    for body in everywhere("| a | b |\n|---|---|\n| 1 | 2 | drie |") {
        let (text, document) = parse(&body);
        let found = reports(&text, &document.diagnostics);
        assert!(
            matches!(found.as_slice(), [(Some(Rule::RaggedTable), ..)]),
            "{body:?}: {found:#?}"
        );
    }
    assert_calm("| a | b |\n|---|---|\n| 1 | een \\| twee |\n| 1 |\n");
}

#[test]
fn headings_without_text_are_reported() {
    assert_reported("Voor.\n\n##\n\nNa.\n", Rule::EmptyHeading, "##", "remove the line");
    assert_reported("Voor.\n\n## {.les}\n\nNa.\n", Rule::EmptyHeading, "## {.les}", "remove");
}

#[test]
fn a_title_that_is_not_shown_is_reported() {
    let guide = Guide::new();
    guide.write("content/1.1-een.md", "---\ntitle: Een\n---\n\n# Iets anders\n\nTekst.\n");
    guide.write("content/1.2-twee.md", "---\ntitle: Twee\n---\n\n# 1.2 Twee\n\nTekst.\n");
    let (_, problems) = page_of(&guide);
    let found: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(matches!(found.as_slice(), [only] if only.contains("is not shown")), "{found:#?}");
}

#[test]
fn a_chapter_with_the_name_of_a_page_of_the_site_gets_another_address() {
    for (language, names) in [
        ("nl", ["inhoud", "zoeken", "lessen", "print", "toegankelijkheid"]),
        ("en", ["contents", "search", "lessons", "print", "accessibility"]),
    ] {
        let guide = Guide::new();
        guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\nlanguage = \"{language}\"\n"));
        let links = names.map(|name| format!("[[{name}]] [x]({name}.md)")).join("\n");
        guide.write(
            "content/1.1-een.md",
            format!("---\ntitle: Een\n---\n{links}\n\n## Les {{.les}}\n"),
        );
        for name in names {
            guide.write(
                &format!("content/{name}.md"),
                format!("---\ntitle: Over {name}\n---\nTekst.\n"),
            );
        }
        guide.write("content/2-index.md", "---\nnumber: false\ntitle: Index\n---\nTekst.\n");
        let (page, problems) = page_of(&guide);
        let text = page.split("<div class=\"text\">").nth(1).unwrap().split("</article>").next();
        assert_eq!(problems.len(), names.len() + 1, "{problems:#?}");
        assert!(
            problems.iter().all(|problem| problem.rule == Some(Rule::RenamedPage)),
            "{problems:#?}"
        );
        for name in names {
            assert_eq!(
                text.unwrap().matches(&format!("href=\"chapter-{name}.html\"")).count(),
                2,
                "{name}"
            );
        }
        guide.build();
        for name in names.into_iter().chain(["index"]) {
            assert!(
                guide.read(&format!("public/chapter-{name}.html")).contains("Tekst."),
                "{name}"
            );
        }
    }
}

#[test]
fn pictures_that_book_toml_names_are_found_in_every_form_of_unicode() {
    for (on_disk, named) in
        [("plein-e\u{301}.svg", "plein-\u{e9}.svg"), ("\u{fc}ber/a.svg", "u\u{308}ber/a.svg")]
    {
        let guide = Guide::with(&[("content/1.1-een.md", "---\ntitle: Een\n---\nTekst.\n")]);
        guide.write(on_disk, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        let logo =
            format!("[site.logo]\nimage = \"{named}\"\n\n[site.banner]\nimage = \"{named}\"\n");
        guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\n\n{logo}"));
        let (page, problems) = page_of(&guide);
        assert!(problems.is_empty(), "{problems:#?}");
        assert!(page.contains("assets/plein-e.") || page.contains("assets/a."), "{page}");
    }
    let guide = Guide::with(&[("content/1.1-een.md", "---\ntitle: Een\n---\nTekst.\n")]);
    guide.write("beeld/Logo.SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[site.logo]\nimage = \"beeld/logo.svg\"\n",
    );
    let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert!(problem.help.as_deref().unwrap().contains("did you mean beeld/Logo.SVG?"), "{problem}");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[site.logo]\nimage = \"beeld/lógo.png\"\n",
    );
    let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
    assert_eq!(problems[0].help.as_deref(), Some("did you mean `beeld/Logo.SVG`?"));
}

/// A guide with files and headings to which links nearly lead.
fn guide_of_near_links(line: &str) -> Guide {
    let guide = Guide::with(&[
        ("content/1-deel/index.md", "---\ntitle: Deel\n---\nTekst.\n"),
        (
            "content/1-deel/1.2-twee.md",
            "---\ntitle: Twee\n---\n## Schaamte is geen onwil\n\nTekst.\n\n## Geld\n\nTekst.\n\n\
             ## Geldzaken regelen\n\nTekst.\n\n## Geld lenen\n\nTekst.\n",
        ),
        ("content/A-bronnen.md", "---\ntitle: Bronnen\n---\nTekst.\n"),
        ("content/1-deel/Plan.pdf", "%PDF-1.4\n"),
        ("content/1-deel/Cafe\u{301} (2).pdf", "%PDF-1.4\n"),
        ("content/1-deel/begroting.ods", "x"),
        ("content/beeld/Foto Wijk.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/beeld/kaart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    guide.write("content/1-deel/1.1-een.md", format!("---\ntitle: Een\n---\n{line}\n"));
    guide
}

#[track_caller]
fn one_problem(guide: &Guide) -> Diagnostic {
    let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    problem.clone()
}

#[test]
fn what_nearly_leads_somewhere_is_mended_by_its_own_advice() {
    for (link, written, meant) in [
        // Numbers with words around them.
        ("[[§1.2]]", "[[§1.2]]", "[[1.2]]"),
        ("[[§ 1.2]]", "[[§ 1.2]]", "[[1.2]]"),
        ("[[hoofdstuk 1.2]]", "[[hoofdstuk 1.2]]", "[[1.2]]"),
        ("[[Hoofdstuk 1.2|zie daar]]", "[[Hoofdstuk 1.2|zie daar]]", "[[1.2]]"),
        ("[[par. 1.2#geld]]", "[[par. 1.2#geld]]", "[[1.2#geld]]"),
        ("[[1,2]]", "[[1,2]]", "[[1.2]]"),
        ("[[1.2 Twee]]", "[[1.2 Twee]]", "[[1.2]]"),
        ("[[bijlage A]]", "[[bijlage A]]", "[[A]]"),
        ("[x](§1.2)", "§1.2", "1.2"),
        ("[x](1.2-oude-naam.md)", "1.2-oude-naam.md", "1.2"),
        // Files: capitals, spelling, form of letters, extension, place.
        ("[x](plan.pdf)", "plan.pdf", "Plan.pdf"),
        ("[x](Plann.pdf)", "Plann.pdf", "Plan.pdf"),
        ("[x](cafe-2.pdf)", "cafe-2.pdf", "Cafe%CC%81%20%282%29.pdf"),
        ("[x](begroting.xlsx)", "begroting.xlsx", "begroting.ods"),
        ("[x](1.2-Twee.md)", "1.2-Twee.md", "1.2-twee.md"),
        ("[x](1.2-twee.docx)", "1.2-twee.docx", "1.2-twee.md"),
        ("[x](1.3-twee.md)", "1.3-twee.md", "1.2-twee.md"),
        ("[x](twee.md)", "twee.md", "1.2-twee.md"),
        ("[x](../1-del/index.md)", "../1-del/index.md", "index.md"),
        ("![x](../beeld/Kaart.png)", "../beeld/Kaart.png", "../beeld/kaart.svg"),
        ("![x](kaart.svg)", "kaart.svg", "../beeld/kaart.svg"),
        ("![x](foto-wijk.svg)", "foto-wijk.svg", "../beeld/Foto%20Wijk.svg"),
        ("![x](C:\\beeld\\kaart.svg)", "C:\\beeld\\kaart.svg", "../beeld/kaart.svg"),
        // Sites.
        ("[x](www.nu.nl)", "www.nu.nl", "https://www.nu.nl"),
        ("[x](nu.nl/weer)", "nu.nl/weer", "https://nu.nl/weer"),
        // Anchors.
        ("[[1.2#schaamte]]", "[[1.2#schaamte]]", "#schaamte-is-geen-onwil"),
        ("[x](1.2#Schaamte%20is%20geen%20onwil)", "", "#schaamte-is-geen-onwil"),
        ("[x](1.2-twee.md#schaamte-en-onwil)", "", "#schaamte-is-geen-onwil"),
        ("[x](1.2#geldzaken)", "", "#geldzaken-regelen"),
        ("[x](1.2#shaamte-is-geen-onwil)", "", "#schaamte-is-geen-onwil"),
    ] {
        let line = format!("Zie {link}.");
        let help = one_problem(&guide_of_near_links(&line)).help.unwrap_or_default();
        let is_said =
            help == format!("did you mean {meant}?") || help.ends_with(&format!("; write {meant}"));
        assert!(is_said, "{link}: {help}");
        let mended = match link.rsplit_once('#') {
            Some((before, _)) if meant.starts_with('#') => {
                let end = if link.starts_with("[[") { "]]" } else { ")" };
                format!("{before}{meant}{end}")
            }
            _ => link.replace(written, meant),
        };
        let guide = guide_of_near_links(&format!("Zie {mended}."));
        let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
        assert!(problems.is_empty(), "{mended}: {problems:#?}");
    }
}

#[test]
fn what_leads_nowhere_near_gets_no_wrong_advice() {
    for (link, advice) in [
        ("[x](weg.pdf)", "paths are relative"),
        ("![x](plan.svg)", "paths are relative"),
        ("[x](twee.js)", "paths are relative"),
        ("[x](../2-wonen/index.md)", "paths are relative"),
        ("[[hoofdstuk 9.9]]", "name a chapter by its number"),
        ("[[1.2#rente]]", "anchors are made of headings"),
        ("[x](1.2#gel)", "did you mean #geld?"),
        ("[x](1.2#les-2)", "it has no lessons"),
        ("![x](C:\\fotos\\weg.jpg)", "and write weg.jpg"),
    ] {
        let help = one_problem(&guide_of_near_links(&format!("Zie {link}."))).help;
        assert!(help.as_deref().is_some_and(|help| help.contains(advice)), "{link}: {help:?}");
    }
    // A heading of that very name is there; those that begin with it are not meant.
    let guide = guide_of_near_links("Zie [[1.2#geld]].");
    let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_banner_is_advised_as_front_matter_has_it() {
    let guide = guide_of_near_links("Tekst.");
    let with = |image: &str| {
        let front = format!("title: Een\nbanner: {{ image: \"{image}\", alt: x }}");
        guide.write("content/1-deel/1.1-een.md", format!("---\n{front}\n---\nTekst.\n"));
    };
    with("../beeld/foto wijk.svg");
    let help = one_problem(&guide).help.unwrap();
    assert!(help.ends_with("write ../beeld/Foto Wijk.svg"), "{help}");
    with("../beeld/Foto Wijk.svg");
    let (_, problems) = workspace::load(guide.root(), &workspace::Options::default());
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn front_matter_elsewhere_is_reported() {
    let rule = Rule::NearMissFrontMatter;
    for (body, place) in [
        ("# Kop\n\n---\nsummary: later\n---\n\nTekst.\n", "summary: later"),
        ("Voor.\n\n---\nTitel: x\ndate: 2026-01-01\n---\n", "Titel: x"),
        ("---title: x\n---\n", "---title: x"),
    ] {
        assert_reported(body, rule, place, "first line");
    }
    assert_calm("Let op: een kop\n---\n");
}

#[test]
fn marks_without_their_other_half_are_reported() {
    for (line, rule, mark) in [
        ("Een `code zonder eind.", Rule::NearMissCode, "`"),
        ("Een code` zonder begin.", Rule::NearMissCode, "`"),
        ("Zie [hoofdstuk 3 voor meer.", Rule::NearMissLink, "["),
        ("Zie hoofdstuk 3] voor meer.", Rule::NearMissLink, "]"),
        ("Zie [[1.2 voor meer.", Rule::NearMissLink, "["),
        ("Zie [^1 en verder.", Rule::NearMissLink, "["),
        ("Het is **vet***.", Rule::NearMissEmphasis, "*"),
        ("Het is __schuin_.", Rule::NearMissEmphasis, "_"),
        ("`code` ### Een kop", Rule::NearMissHeading, "### E"),
    ] {
        for body in everywhere(line) {
            assert_reported(&body, rule, mark, "");
        }
    }
    assert_calm("Van [0, 1) tot (1, 2], en ]0; 1[.\n");
    assert_calm("Een \\` en een \\[ en een \\] en **vet**\\*.\n");
    assert_calm("Een [lijst van [twee]] en `a[0` en [tekst](https://example.org/a).\n");
    // One message a cause.
    assert_reported("Zie [tekst](a b en `c.\n", Rule::NearMissLink, "[tekst](a b en `c.", "[text]");
}

#[test]
fn look_alikes_among_signs_are_reported() {
    for (line, rule, mended) in [
        ("\u{200b}## Kop", Rule::NearMissHeading, "`## Kop`"),
        ("\u{feff}- een\n\u{feff}- twee", Rule::NearMissList, "`- een`"),
        ("-\u{a0}een", Rule::NearMissList, "`- een`"),
        ("1.\u{a0}een\n2.\u{a0}twee", Rule::NearMissList, "`1. een`"),
        ("\u{a0}> citaat", Rule::NearMissBox, "`> citaat`"),
        ("\u{a0}| a | b |\n\u{a0}|---|---|\n\u{a0}| c | d |", Rule::NearMissTable, "`| a | b |`"),
        ("\u{200b}---", Rule::NearMissHeading, "`---`"),
        ("＃＃ Kop", Rule::NearMissHeading, "`## Kop`"),
        ("Het is ＊＊vet＊＊.", Rule::NearMissEmphasis, "`**vet**`"),
        ("Zie ［tekst］（1）.", Rule::NearMissLink, "`[tekst](1)`"),
        ("Zie [tekst]\u{a0}(1).", Rule::NearMissLink, "`[tekst] (1)`"),
        ("De ｀code｀.", Rule::NearMissCode, "``code``"),
    ] {
        for body in everywhere(line) {
            let (text, document) = parse(&body);
            let found = reports(&text, &document.diagnostics);
            let [(found_rule, _, _, help)] = found.as_slice() else {
                panic!("{body:?}: {found:#?}");
            };
            assert!(*found_rule == Some(rule) && help.contains(mended), "{body:?}: {found:#?}");
        }
    }
    assert_calm("Een \u{a0}spatie, een af\u{ad}breking, 5\u{a0}% en **vet\u{a0}woord**.\n");
    assert_calm("全角（かっこ）：テスト！\n");
    let problems = parse("＃＃ Kop\n").1.diagnostics;
    assert!(problems[0].message.contains("`＃` only looks like"), "{problems:#?}");
}

#[test]
fn markdown_that_html_keeps_from_being_read_is_reported() {
    for (html, mark) in [
        ("<div>\n**vet** tekst\n</div>", "**vet**"),
        ("<div>\n## Kop\n</div>", "## Kop"),
        ("<details><summary>Meer</summary>\n- punt\n</details>", "- punt"),
        ("<figcaption>Een `code`</figcaption>", "`code`"),
        ("<div>\nZie [tekst](1.1).\n</div>", "[tekst](1.1)"),
        ("<div>\nZie [[1.1]].\n</div>", "[[1.1]]"),
        ("<div>\n::: kader\n</div>", "::: kader"),
    ] {
        for body in everywhere(html).iter().filter(|body| !body.starts_with(":::")) {
            assert_reported(body, Rule::NearMissHtml, mark, "leave a line empty");
        }
    }
    assert_calm("<div>\n\n**vet**\n\n</div>\n");
    // The end of a box.
    let (text, document) = parse("::: kader\n<p>Tekst</p>\n:::\n\nNa.\n");
    let found = reports(&text, &document.diagnostics);
    assert_eq!(found[0].0, Some(Rule::NearMissHtml), "{found:#?}");
    assert_eq!((found[0].1, found[0].2.as_str()), (3, ":::"));
    assert_calm("<pre>\n**vet**\n- punt\n</pre>\n");
    assert_calm("<div>\n<!-- **vet** -->\n<code>`a`</code> en <kbd>**</kbd>\n</div>\n");
    assert_reported("Een&nbsp spatie.\n", Rule::NearMissHtml, "&nbsp ", "semicolon");
    assert_reported("Een &bestaatniet; teken.\n", Rule::NearMissHtml, "&bestaatniet;", "semicolon");
    assert_calm("Een &nbsp; en &amp;nbsp; en Q&A; en https://example.org/?a=1&copy=2\n");
    assert_reported("Het is < b>vet.\n", Rule::NearMissHtml, "< b>", "without spaces");
    assert_calm("Als a < b en b > c.\n");
}

#[test]
fn code_that_takes_the_text_below_it_is_reported() {
    let open = "```text\na\n\nTekst.\n\n```rust\nb\n```\n";
    assert_reported(open, Rule::NearMissCode, "```text", "a line of ```");
    assert_calm("````md\n```rust\nb\n```\n````\n\n~~~\n```rust\n~~~\n");
    assert_reported(
        "``` Zo ziet de code eruit:\na\n```\n",
        Rule::NearMissCode,
        "``` Zo ziet de code eruit:",
        "own",
    );
    assert_calm(
        "```python title=\"Een lange titel hier\" {1,3}\na\n```\n\n```rust,ignore\nb\n```\n",
    );
}

#[test]
fn items_that_go_on_in_the_text_above_them_are_reported() {
    let item = "1. een\n2. twee\n3.drie\n4. vier\n";
    assert_reported(item, Rule::NearMissList, "3.drie", "a number: 1. …");
    let list = "1. een\n\t2. twee\n3. drie\n";
    assert_reported(list, Rule::NearMissList, "2. twee", "where the other items begin");
    assert_reported("Inleiding:\n2. twee\n3. drie\n", Rule::NearMissList, "2. twee", "empty line");
    assert_calm("Het was in\n12. Dat is zo.\n");
    assert_calm("1. een\n2. twee\n\n   tekst\n");
}

#[test]
fn tables_without_bars_at_their_sides_are_tables() {
    assert_calm("a | b\n---|---\nx | y\nz | q\nv | w\n");
    let broken = "| a | b |\n|---|---|\n| x | y\nz |\n";
    assert_reported(broken, Rule::NearMissTable, "z |", "leave the line above it empty");
    let indented = "Tekst.\n\n    | a | b |\n    |---|---|\n    | x | y |\n";
    assert_reported(indented, Rule::NearMissTable, "| a | b |", "at the margin");
}

#[test]
fn a_title_in_the_place_of_a_kind_is_reported() {
    assert_reported("::: Let op! Pas op\nTekst.\n:::\n", Rule::NearMissBox, "Let", "::: kader Let");
    assert_calm("::: kader: Titel\nTekst.\n:::\n\n::: eigen-klasse Titel\nTekst.\n:::\n");
}

#[test]
fn elements_that_hide_what_follows_say_so() {
    let (_, document) = parse("Voor <textarea> na.\n\nVerborgen.\n");
    let [problem] = document.diagnostics.as_slice() else { panic!("{:#?}", document.diagnostics) };
    assert!(problem.message.contains("hides what follows"), "{problem:#?}");
}

#[test]
fn titles_show_no_html() {
    let chapter = "---\ntitle: H<sub>2</sub>O <b>vet</b> en Rc<T> <!-- weg -->\n---\n\nTekst.\n";
    let (page, _) = page_of(&Guide::with(&[("content/1.1-een.md", chapter)]));
    assert!(page.contains("</span> H2O vet en Rc&lt;T&gt;</h1>"), "{page}");
}

#[test]
fn items_that_are_counted_otherwise_than_typed_are_reported() {
    for (body, typed, kept) in [
        ("1. een\n3. drie\n7. zeven\n", "3.", "`3\\.`"),
        ("1. een\n2. twee\n2. twee\n3. drie\n", "2.", "`2\\.`"),
        ("> 1) een\n> 2) twee\n> 4) vier\n", "4)", "`4\\)`"),
        ("- x\n  1. een\n  3. drie\n", "3.", "`3\\.`"),
        ("::: kader Zo\n1. een\n\n   Meer.\n\n10. tien\n:::\n", "10.", "`10\\.`"),
        ("a) een\nb) twee\nd) vier\n", "d)", "`d\\)`"),
        ("i) een\niii) drie\n", "iii)", "`iii\\)`"),
        ("5. vijf\n4. vier\n", "4.", "`4\\.`"),
    ] {
        assert_reported(body, Rule::NearMissList, typed, kept);
    }
    for body in [
        "1. een\n1. twee\n1. drie\n",
        "0. nul\n1. een\n2. twee\n",
        "4. vier\n5. vijf\n",
        "1. een\n\n<!-- -->\n\n3. drie\n",
        "1. een\n2. twee\n   1. een\n   2. twee\n3. drie\n",
        "i) een\nii) twee\niii) drie\n",
        "09. negen\n10. tien\n",
    ] {
        assert_calm(body);
    }
}

#[test]
fn a_second_row_of_dashes_is_reported() {
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    for (row, place) in [
        ("|---|---|\n| 3 | 4 |\n", "|---|---|"),
        ("| --- | :-: |\n", ""),
        ("---|---\n| 3 | 4 |\n", "---|---"),
        ("| ––– | ——— |\n", "| ––– | ——— |"),
    ] {
        let body = format!("{table}{row}");
        if place.is_empty() {
            // One hyphen between colons says that a cell is empty.
            assert_calm(&body);
            continue;
        }
        assert_reported(&body, Rule::NearMissTable, place, "one row of dashes");
        let quoted = format!("> {}", body.trim_end().replace('\n', "\n> "));
        assert_reported(&quoted, Rule::NearMissTable, place, "one row of dashes");
    }
    assert_calm(&format!("{table}| - | - |\n| -- | -- |\n"));
    let bare = "a | b\n---|---\n1 | 2\n---|---\n3 | 4\n";
    assert_reported(bare, Rule::NearMissTable, "---|---", "one row of dashes");
    let apart = format!("{table}\n|---|---|\n| 3 | 4 |\n");
    assert_reported(&apart, Rule::NearMissTable, "|---|---|", "on the line above");
}

#[test]
fn emphasis_without_its_other_half_is_reported() {
    for (text, mark) in [
        ("Een ~~weg stuk.", "~~"),
        ("Een weg~~ stuk.", "~~"),
        ("Een _cursief woord.", "_"),
        ("Een cursief_ woord.", "_"),
        ("Een __vet woord.", "__"),
        ("Een woord dat vet__ is.", "__"),
        ("Een (_woord) tussen haakjes.", "_"),
        ("Een *schuin woord.", "*"),
    ] {
        for body in everywhere(text) {
            assert_reported(&body, Rule::NearMissEmphasis, mark, mark);
        }
    }
    for body in [
        "Een _cursief_ en een __vet__ woord, en ~~weg~~.\n",
        "Naam: ____\n",
        "De naam snake_case, _index.md en kop_tekst_.\n",
        "Een \\_woord en \\~~weg.\n",
        "Ongeveer ~5 en a_b.\n",
        "Zie `_self` en `~~`.\n",
        "De prijs* is 5 * 3, *inclusief btw.\n",
        "\\*De prijs, burger*innen en **vet**.\n",
        "| _ | __ |\n|---|---|\n| _ | __ |\n",
    ] {
        assert_calm(body);
    }
}

#[test]
fn the_end_of_a_comment_that_did_not_begin_is_reported() {
    for text in ["Later meer -->", "van a --> b", "--> en verder"] {
        for body in everywhere(text) {
            assert_reported(&body, Rule::UnclosedHtml, "-->", "<!--");
        }
    }
    for body in ["<!-- a --> b\n", "a \\--> b\n", "`-->` en – > en -> en =>\n"] {
        assert_calm(body);
    }
}

#[test]
fn notes_without_a_colon_are_reported_once() {
    for body in [
        "Tekst[^1].\n\n[^1] De noot.\n",
        "[^1] De noot.\n\nTekst[^1] en[^1].\n",
        "- Tekst[^1]\n\n> [^1] De noot.\n",
        "Tekst[^noot].\n\n[^noot] : De noot.\n",
        "Text[^1].\n\n[^1]. The note.\n",
        "Text[^1].\n\n[^1]The note.\n",
    ] {
        let place = body.lines().find(|line| line.trim_start_matches("> ").starts_with("[^"));
        let place = place.unwrap().trim_start_matches("> ");
        let label = &place[..=place.find(']').unwrap()];
        assert_reported(body, Rule::NearMissNote, place, &format!("write {label}: …"));
    }
    let item = "Tekst[^1].\n\n1. [^1] De noot.\n";
    assert_reported(item, Rule::NearMissNote, "[^1] De noot.", "write [^1]: …");
    assert_calm("[^1] zegt het, en meer[^1].\n\n[^1]: De noot.\n");
    assert_reported("Tekst[^1].\n", Rule::Footnote, "[^1]", "[^1]: …");
}

#[test]
fn tags_of_a_whole_page_are_left_out_and_their_text_stays() {
    for (body, tag) in [
        ("<head>Kop van de pagina</head>\n\nTekst.\n", "<head>"),
        (
            "Voor.\n\n<html lang=nl><body>\n<p>Kop van de pagina</p>\n</body></html>\n",
            "<html lang=nl>",
        ),
        ("<title>Kop van de pagina</title>\n", "<title>"),
        ("Voor.\n\n<!DOCTYPE html>\n<html><p>Kop van de pagina</p></html>\n", "<!DOCTYPE html>"),
        ("Voor <title>Kop van de pagina</title> na.\n", "<title>"),
        ("> <body>Kop van de pagina\n", "<body>"),
        ("<frameset><noframes>Kop van de pagina</noframes></frameset>\n", "<frameset>"),
    ] {
        assert_reported(body, Rule::IgnoredHtml, tag, "front matter");
        let text = html(body);
        assert!(text.contains("Kop van de pagina"), "{body}: {text}");
        for name in ["title", "head", "html", "body", "noframes"] {
            assert!(!text.contains(&format!("<{name}>")), "{body}: {text}");
        }
    }
    let drawing = "<svg role=\"img\"><title>Een kaart</title><path d=\"M0 0\"/></svg>\n";
    assert_calm(drawing);
    assert!(html(drawing).contains("<title>Een kaart</title>"));
}

#[test]
fn a_telephone_number_is_no_file() {
    for (written, near) in [
        ("06-12345678", "tel:0612345678"),
        ("+31612345678", "tel:+31612345678"),
        ("0031201234567", "tel:0031201234567"),
    ] {
        let guide = Guide::with(&[("content/1-een.md", &format!("[bel]({written})\n"))]);
        let problem = one_problem(&guide);
        assert_eq!(problem.help.unwrap(), format!("did you mean {near}?"));
    }
    for (written, near) in [
        ("020 1234567", "tel:0201234567"),
        ("tel: 06-12345678", "tel:0612345678"),
        ("+31 (0)20 123 45 67", "tel:+31201234567"),
    ] {
        let body = format!("[bel]({written}) ons\n");
        assert_reported(&body, Rule::NearMissLink, &format!("({written})"), near);
    }
    assert_calm("de wet [1](2 en 3)\n");
}
