//! What stands beside what on the pages of a typeset book.

use std::fs;
use std::process::Command;

use super::document::Pdf;
use super::{tool, words};

/// The folder of a guide with these files, as it was built.
pub(super) fn build(settings: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let guide = tempfile::tempdir().unwrap();
    let book = format!("[book]\ntitle = \"Proef\"\n{settings}");
    for (path, text) in files.iter().chain([&("book.toml", book.as_str())]) {
        let file = guide.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .current_dir(guide.path())
        .args(["build", "--pdf"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    guide
}

/// The PDF of a guide with one chapter, which has this after its first paragraph.
fn chapter(text: &str) -> Pdf {
    let text = format!("---\ntitle: Een\n---\n\nTekst.\n\n{text}");
    let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
    Pdf::read(&guide.path().join("public/proef.pdf"))
}

fn table(columns: usize) -> String {
    format!(
        "|{}\n|{}\n|{}\n",
        " kop |".repeat(columns),
        "---|".repeat(columns),
        " cel |".repeat(columns)
    )
}

/// The page on which these words stand first.
pub(super) fn page_with<'a>(pdf: &'a Pdf, text: &str) -> &'a str {
    let found = pdf.pages().iter().skip(3).find(|page| words(page).contains(text));
    found.unwrap_or_else(|| panic!("{text} is nowhere: {:?}", pdf.pages()))
}

/// A row stays on one page, unless it is high.
#[test]
fn a_row_of_a_table_stays_whole() {
    let words = "woorden over de wijk ".repeat(12);
    let rows = |cells: &dyn Fn(usize) -> String| (0..40).map(cells).collect::<String>();
    let markdown = rows(&|n| format!("| begin {n:02}. | {words} slot {n:02}. |\n"));
    let html = rows(&|n| {
        let group = if n % 20 == 0 { "<td rowspan=20>Groep" } else { "" };
        format!("<tr>{group}<td>begin {n:02}.<td><p>{words}</p><p>slot {n:02}.</p>\n")
    });
    let high = "woorden over de wijk ".repeat(300);
    for table in [
        format!("| a | b |\n|---|---|\n{markdown}"),
        format!("| | |\n|---|---|\n{markdown}"),
        format!("<table><tr><th>g<th>a<th>b\n{html}</table>\n"),
    ] {
        let pdf = chapter(&table);
        for n in 0..40 {
            let page = page_with(&pdf, &format!("begin {n:02}."));
            assert!(page.contains(&format!("slot {n:02}.")), "row {n} parts: {page}");
        }
    }
    for table in [
        format!("| a | b |\n|---|---|\n| begin | {high} slot |\n"),
        format!("| | |\n|---|---|\n| begin | {high} slot |\n| c | d |\n"),
        format!("<table><tr><td rowspan=3>begin {high} slot<td>a<tr><td>b<tr><td>c</table>\n"),
    ] {
        let pdf = chapter(&table);
        assert!(!page_with(&pdf, "begin").contains("slot"), "{table}");
        page_with(&pdf, "slot");
    }
}

/// The addresses of a chapter take few lines, and stand on one page.
#[test]
fn addresses_run_on_and_stay_together() {
    let links = |count: usize| {
        let link = |n| format!("Tekst [hier](https://example.org/{n}).\n\n");
        (0..count).map(link).collect::<String>()
    };
    let chapters: Vec<(String, String)> = (0..8)
        .map(|line| {
            let before = "regel\\\n".repeat(10 + line);
            let text = format!("---\ntitle: Een\n---\n\n{before}regel\n\n{}", links(12));
            (format!("content/{}-a.md", line + 1), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        chapters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let guide = build("language = \"nl\"\n", &files);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    let lists: Vec<&String> = pdf.pages().iter().filter(|page| page.contains("Adressen")).collect();
    assert_eq!(lists.len(), 8);
    for page in lists {
        let first = page.lines().find(|line| line.contains("Adressen")).unwrap();
        assert!(first.contains("[1]") && first.contains("[2]"), "they run on: {page}");
        assert!(page.contains("example.org/11"), "they part: {page}");
        assert!(page.contains("Tekst"), "they stand alone: {page}");
    }
}

#[test]
fn a_wide_table_takes_along_what_stands_above_it() {
    let table = table(12);
    let html = format!("<table><tr>{}</table>\n", "<td>cel".repeat(12));
    let first = format!("---\ntitle: Begint\n---\n\n{table}\nna een\n");
    let second = format!("---\ntitle: Midden\n---\n\nTekst.\n\n## De kop\n\n{html}\nna twee\n");
    let third = format!("---\ntitle: Les vooraf\n---\n\n## Meet {{.les}}\n\n{html}\nna drie\n");
    let files = [
        ("content/1-a.md", first.as_str()),
        ("content/2-b.md", &second),
        ("content/3-c.md", &third),
    ];
    let guide = build("language = \"nl\"\n", &files);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    for (head, after) in [("Begint", "na een"), ("De kop", "na twee"), ("Les vooraf", "na drie")] {
        let page = words(page_with(&pdf, head));
        assert!(page.contains("cel cel"), "{head} stands apart: {page}");
        assert!(!page.contains(after), "{page}");
        page_with(&pdf, after);
    }
    assert_eq!(pdf.links().lost, Vec::<String>::new());
}

#[test]
fn what_stands_as_a_title_goes_along_with_a_wide_table() {
    let table = table(12);
    for head in [
        "## De kop\n\n---",
        "**De kop**",
        "<p><b>De kop</b></p>",
        "<details><summary>De kop</summary>",
        "<div lang=en><h2>De kop</h2></div>",
    ] {
        let text = format!("---\ntitle: Een\n---\n\nTekst.\n\n{head}\n\n{table}\nna\n");
        let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
        let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
        let page = words(page_with(&pdf, "De kop"));
        assert!(page.contains("cel cel") && !page.contains("Tekst"), "{head}: {page}");
    }
}

/// A page has two rows or items of what breaks on it, wherever that begins.
#[test]
fn nothing_is_left_alone_on_a_page() {
    let items = (0..5).map(|n| format!("- stuk {n}\n")).collect::<String>();
    let rows = (0..40).map(|n| format!("| stuk {n} |\n")).collect::<String>();
    let boxed = (0..28).map(|n| format!("- stuk {n}\n")).collect::<String>();
    for text in [
        items.clone(),
        format!("| kop |\n|---|\n{rows}"),
        format!("::: kader Titel\n{boxed}\n:::\n"),
    ] {
        // Each chapter begins it a line lower.
        let chapters: Vec<(String, String)> = (0..8)
            .map(|line| {
                let before = "regel\\\n".repeat(32 + line);
                let text = format!("---\ntitle: Een\n---\n\n{before}regel\n\n{text}\nTekst.\n");
                (format!("content/{}-a.md", line + 1), text)
            })
            .collect();
        let files: Vec<(&str, &str)> =
            chapters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let guide = build("language = \"nl\"\n", &files);
        let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
        let lone = pdf.pages().iter().find(|page| page.matches("stuk").count() == 1);
        assert_eq!(lone, None, "{text}");
        assert!(pdf.pages().iter().filter(|page| page.contains("stuk")).count() >= 8);
    }
}

#[test]
fn a_long_word_is_hyphenated_and_an_address_breaks_between_its_parts() {
    let word = "wijkaanpakprogrammaverantwoordelijkheidsverdelingsvraagstukken";
    let text = format!(
        "---\ntitle: Een\n---\n\n{}{word} en nog een.\n\n\
         Zie www.example.org/{}einde voor meer, of {}.\n",
        "woord ".repeat(9),
        "een/heel/lang/adres/".repeat(6),
        "a".repeat(150)
    );
    let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    let page = page_with(&pdf, "woord woord");
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let word = lines.iter().find(|line| line.contains("wijkaanpak")).expect("the word");
    assert!(word.ends_with(['-', '\u{ad}']), "{page}");
    let address = lines.iter().find(|line| line.contains("example")).expect("the address");
    assert!(address.ends_with('/'), "{page}");
    assert!(lines.iter().all(|line| line.matches('a').count() < 100), "{page}");
}

#[test]
fn a_text_within_another_runs_its_own_way() {
    let text = "---\ntitle: Een\n---\n\nTekst[^1].\n\n\
                <table><tr><th>kop<th>kop<tr><td lang=he>תא<td>cel</table>\n\n\
                [^1]: <span lang=\"he\" dir=\"rtl\">הערה</span>\n";
    let guide = build("language = \"nl\"\n", &[("content/1-a.md", text)]);
    let places = places(&guide.path().join("public/proef.pdf"), 4);
    let is_hebrew = |word: &str| word.contains(|c: char| ('א'..='ת').contains(&c));
    let hebrew: Vec<f32> =
        places.iter().filter(|(_, word)| is_hebrew(word)).map(|(x, _)| *x).collect();
    let [cell, note] = hebrew.as_slice() else { panic!("{places:?}") };
    assert!(*note > 0.6, "a note begins at the right: {places:?}");
    let head = places.iter().find(|(_, word)| word == "kop").unwrap().0;
    assert!(*cell > head, "a cell ends at the right: {places:?}");
}

#[test]
fn a_chapter_at_the_top_of_a_page_has_no_running_head_above_it() {
    let table = format!("---\ntitle: Onder\n---\n\n{}\nna\n", table(12));
    let short = "---\ntitle: Kort\n---\n\nKort.\n";
    let files = [
        ("content/1-deel/index.md", "---\ntitle: Deel\n---\n\nTekst.\n"),
        ("content/1-deel/1.1-kort.md", short),
        ("content/1-deel/1.2-onder.md", &table),
    ];
    let guide = build("", &files);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    let page = words(page_with(&pdf, "cel cel"));
    assert!(page.starts_with("1.2 Onder kop"), "{page}");
    let after = words(page_with(&pdf, "na"));
    assert!(after.starts_with("1.2 Onder na") || after.starts_with("1 Deel na"), "{after}");
}

#[test]
fn a_wide_table_may_stand_within_anything() {
    let table = table(12);
    let indented: String = table.lines().map(|line| format!("    {line}\n")).collect();
    let quoted: String = table.lines().map(|line| format!("> {line}\n")).collect();
    let text = format!(
        "---\ntitle: Een\n---\n\nTekst[^1].\n\n::: kader\n{table}\n:::\n\n1.  a\n\n{indented}\n{quoted}\n\
         Term\n:   uitleg\n\n{indented}\n<figure><table><tr>{}</table></figure>\n\n[^1]: noot\n\n{indented}",
        "<td>cel".repeat(12)
    );
    let guide = build("", &[("content/1-a.md", &text)]);
    let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
    assert_eq!(pdf.pages().concat().matches("cel").count(), 12 * 6);
}

/// The words of a page with how far from its left they begin, from 0 to 1.
fn places(pdf: &std::path::Path, page: usize) -> Vec<(f32, String)> {
    corners(pdf, page).into_iter().map(|([x, _], word)| (x, word)).collect()
}

/// The words of a page with how far from its left and its top they begin, as parts of its width.
pub(super) fn corners(pdf: &std::path::Path, page: usize) -> Vec<([f32; 2], String)> {
    let page = page.to_string();
    let output = Command::new(tool("pdftotext"))
        .args(["-bbox", "-f", &page, "-l", &page])
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let number = |line: &str, name: &str| -> f32 {
        let value = line.split(&format!("{name}=\"")).nth(1).expect("an attribute");
        value.split('"').next().unwrap().parse().unwrap()
    };
    let width = text.lines().find(|line| line.contains("<page")).map(|line| number(line, "width"));
    let lines = text.lines().filter(|line| line.contains("<word"));
    let word = |line: &str| {
        let word = line.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned();
        (["xMin", "yMin"].map(|side| number(line, side) / width.unwrap()), word)
    };
    lines.map(word).collect()
}

/// A guide in Hebrew, for which the program has a typeface.
#[test]
fn a_book_from_right_to_left_is_mirrored() {
    let settings = "language = \"he\"\n[site]\nbase-url = \"https://example.org/gids/\"\n\
                    [print]\ncards = true\n";
    let text = "---\ntitle: שכונה\n---\n\nטקסט [קישור](https://example.org/a/).\n\n> ציטוט\n\n\
                ## ללמוד {.les}\n\nטקסט.\n";
    let words = ("themes/wijkengids/strings/he.toml", "lesson_n = \"שיעור {n}\"\n");
    let guide = build(settings, &[("content/1-a.md", text), words]);
    let path = guide.path().join("public/proef.pdf");
    let at = |page, word: &str| {
        let places = places(&path, page);
        // The number of an address stays with it.
        let is = |found: &str| found == word || found.ends_with(&format!("\u{202a}{word}"));
        let found = places.iter().rev().find(|(_, found)| is(found));
        found.unwrap_or_else(|| panic!("{word} is not on page {page}: {places:?}")).0
    };
    // The number of an odd page stands on its left, and that of an even one on its right.
    assert!(at(3, "3") < 0.4 && at(4, "4") > 0.6);
    let contents = places(&path, 3);
    let page_of_chapter = contents.iter().find(|(_, word)| word == "4").unwrap().0;
    assert!(page_of_chapter < 0.4, "{contents:?}");
    let chapter = places(&path, 4);
    assert!(at(4, "https://example.org/a/") > 0.5, "{chapter:?}");
    assert!(at(4, "1") > 0.6, "{chapter:?}");

    let files = fs::read_dir(guide.path().join("public")).unwrap().map(|file| file.unwrap().path());
    let cards = files.filter(|file| file.extension().is_some_and(|kind| kind == "pdf"));
    let cards = cards.into_iter().find(|file| *file != path).expect("cards");
    let front = places(&cards, 5);
    assert!(front.iter().any(|(x, word)| word == "1" && *x > 0.6), "{front:?}");
    let back: String = places(&cards, 6).into_iter().map(|(_, word)| word).collect();
    assert!(back.contains("example.org/gids/1.html"), "{back}");
}

#[test]
fn nothing_runs_off_the_foot_of_a_page() {
    let lines = "regel\\\n".repeat(90);
    let breaks = "regel<br>".repeat(90);
    let items = "<li>regel".repeat(90);
    for text in [
        format!("::: tip\n{lines}Einde\n:::\n"),
        format!("| a | b |\n|---|---|\n| {breaks}Einde | b |\n"),
        format!("<table><tr><th>a<tr><td>{breaks}Einde</table>\n"),
        format!("<table><tr><th>a<tr><td><ul>{items}<li>Einde</ul></table>\n"),
    ] {
        let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
        let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
        assert!(words(page_with(&pdf, "Einde")).contains("regel"), "{text}");
    }
}

/// Rows that a cell joins stay on one page, unless they are high.
#[test]
fn rows_that_a_cell_joins_stay_together() {
    let group = |n: usize| {
        let rows: String = (1..4).map(|row| format!("<tr><td>g{n}r{row}.<td>b\n")).collect();
        rows.replacen("<tr>", "<tr><td rowspan=3>groep", 1)
    };
    let groups: String = (0..14).map(group).collect();
    let mut count = 0;
    for lines in [1, 3, 5] {
        let text = "woorden\\\n".repeat(lines);
        let text = format!("{text}\n<table><tr><th>g<th>a<th>b\n{groups}</table>\n");
        let settings = "language = \"nl\"\n[print]\npaper = \"a5\"\n";
        let guide = build(settings, &[("content/1-a.md", &text)]);
        let pdf = Pdf::read(&guide.path().join("public/proef.pdf"));
        for n in 0..14 {
            let page = page_with(&pdf, &format!("g{n}r1."));
            assert!(page.contains(&format!("g{n}r3.")), "group {n} parts below {lines}: {page}");
            count += usize::from(page.contains("g13r"));
        }
    }
    assert!(count < 14 * 3, "the table takes more pages");
}

/// Typst sets what is kept with what comes next over itself where there is no room for it in a row.
#[test]
fn what_stands_as_a_title_in_a_cell_covers_nothing() {
    let each = |text: &dyn Fn(usize) -> String| (0..40).map(text).collect::<String>();
    for cell in [
        each(&|n| format!("#### kop{n}\n\n")),
        each(&|n| format!("**kop{n}**\n\n")),
        format!("<dl>{}</dl>", each(&|n| format!("<dt>kop{n}"))),
        each(&|n| format!("<details><summary>kop{n}</summary></details>")),
        each(&|n| format!("kop{n}\n: \n\n")),
        each(&|n| format!("<dl><dt>kop{n}</dt></dl>")),
        each(&|n| format!("::: tip kop{n}\n:::\n\n")),
        each(&|n| format!("kop{n}:\n\n---\n\n")),
    ] {
        let text = format!("Tekst.\n\n<table><tr><td>a<td>\n\n{cell}\n</table>\n");
        let guide = build("language = \"nl\"\n", &[("content/1-a.md", &text)]);
        let path = guide.path().join("public/proef.pdf");
        let pages = Pdf::read(&path).pages().len();
        let tops = (4..=pages).flat_map(|page| {
            let found = corners(&path, page).into_iter().filter(|(_, word)| word.contains("kop"));
            found.map(move |([_, top], _)| (page, (top * 1000.0).round() as i32))
        });
        let tops: std::collections::BTreeSet<_> = tops.collect();
        assert_eq!(tops.len(), 40, "{text}");
    }
}

/// A table stays whole where that leaves no more than about a third of a page empty.
#[test]
fn a_table_leaves_little_of_a_page_empty() {
    let rows = |count: usize| (0..count).map(|n| format!("| rij{n} | b |\n")).collect::<String>();
    let text = "woorden ".repeat(190);
    let pdf = chapter(&format!("{text}\n\n| a | b |\n|---|---|\n{}", rows(12)));
    assert!(page_with(&pdf, "rij1").contains("woorden"), "{:?}", pdf.pages());
    let text = "woorden ".repeat(270);
    let pdf = chapter(&format!("{text}\n\n| a | b |\n|---|---|\n{}", rows(5)));
    assert!(page_with(&pdf, "rij0").contains("rij4"), "{:?}", pdf.pages());
}
