//! What the names of files and numbers say, and almost say.

use crate::support::{Guide, IMAGE, stderr};

/// What `build` says.
fn said(guide: &Guide) -> String {
    stderr(&guide.run(&["build"]))
}

#[test]
fn a_name_is_found_in_every_form_of_unicode() {
    let (composed, divided) = ("\u{fc}ber", "u\u{308}ber");
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            &format!(
                "![a]({composed}buurt.png) ![b]({divided}buurt.png) ![c]({composed}straat.png) \
                 ![d]({divided}straat.png) [e](2-{composed}.md) [f](2-{divided})\n"
            ),
        ),
        (&format!("content/{divided}buurt.png"), IMAGE),
        (&format!("content/{composed}straat.png"), IMAGE),
        (&format!("content/2-{divided}.md"), "Tekst.\n"),
    ]);
    guide.build();
    let page = guide.read("public/1.html");
    let (_, text) = page.split_once("<div class=\"text\">").unwrap();
    assert_eq!(text.matches("<img src=\"assets/").count(), 4, "{text}");
    assert!(text.matches("href=\"2.html\"").count() >= 2, "{text}");
}

#[test]
fn chapters_are_read_under_every_name_that_says_so() {
    let guide = Guide::with(&[
        ("content/1-een.MD", "[b](1.2-b) [c](1.3-c.markdown) [d](2-deel) [e](2-deel/Index.md)\n"),
        ("content/1.2-b.Md", "B.\n"),
        ("content/1.3-c.markdown", "C.\n"),
        ("content/2-deel/Index.md", "Tekst van het deel.\n"),
        ("content/2-deel/2.1-x.md", "X.\n"),
        ("content/INDEX.md", "Welkom hier.\n"),
    ]);
    assert!(!stderr(&guide.build()).contains("near-miss"));
    assert!(guide.read("public/2.html").contains("Tekst van het deel."));
    assert!(guide.read("public/index.html").contains("Welkom hier."));
    // A move knows them too.
    let output = guide.run(&["move", "1.3", "1.1"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(guide.read("content/1-een.MD").contains("[c](1.1-c.markdown)"));
    guide.build();
}

#[test]
fn one_folder_has_one_text() {
    let guide = Guide::with(&[
        ("content/index.md", "Een.\n"),
        ("content/Index.md", "Twee.\n"),
        ("content/1-deel/index.md", "Drie.\n"),
        ("content/1-deel/index.markdown", "Vier.\n"),
    ]);
    let said = said(&guide);
    assert!(said.contains("the home page is content/"), "{said}");
    assert!(said.contains("number 1 is taken by content/1-deel/index.markdown"), "{said}");
}

#[test]
fn texts_that_are_not_read_are_reported_unless_they_are_downloads() {
    let guide = Guide::with(&[
        ("content/1-een.md", "[x](notitie.docx) [y](uitleg.md.txt)\n"),
        ("content/notitie.docx", "PK"),
        ("content/uitleg.md.txt", "x"),
        ("content/1.4-x.md.txt", "x"),
        ("content/1.5-x.docx", "PK"),
        ("content/bijlage.odt", "PK"),
        ("content/1.6-x.mdx", "x"),
        ("content/1.7-x.txt", "x"),
        ("content/robots.txt", "x"),
        ("content/data.csv", "x"),
    ]);
    let said = said(&guide);
    for name in ["1.4-x.md.txt", "1.5-x.docx", "bijlage.odt", "1.6-x.mdx", "1.7-x.txt"] {
        assert!(said.contains(&format!("content/{name} is not read")), "{name}: {said}");
    }
    assert_eq!(said.matches("is not read").count(), 5, "{said}");
}

#[test]
fn a_name_that_seems_to_have_a_number_is_reported() {
    let guide = Guide::with(&[
        ("content/1.8Onderwerp.md", "x\n"),
        ("content/Hoofdstuk 1.6.md", "x\n"),
        ("content/a.1-x.md", "x\n"),
        ("content/1,4-x.md", "x\n"),
        ("content/2.3Map/2.3.1-x.md", "x\n"),
        ("content/3-deel/README.md", "x\n"),
        ("content/1.9Vrij.md", "---\nnumber: false\n---\n"),
        ("content/4-goed.md", "x\n"),
        ("content/covid-19.md", "x\n"),
    ]);
    let said = said(&guide);
    for name in ["1.8-Onderwerp.md", "1.6.md", "A.1-x.md", "1.4-x.md", "index.md"] {
        assert!(said.contains(&format!("name it {name};")), "{name}: {said}");
    }
    assert!(said.contains("name the folder 2.3-Map\n"), "{said}");
    assert_eq!(said.matches("[near-miss-name]").count(), 6, "{said}");
}

#[test]
fn a_chapter_numbered_404_leaves_the_error_page_alone() {
    let guide = Guide::with(&[
        ("content/1-een.md", "[[404]] [x](404-vier.md) [y](404.html)\n"),
        ("content/404-vier.md", "---\ntitle: Vier\n---\nTekst.\n"),
    ]);
    guide.build();
    assert!(guide.read("public/chapter-404.html").contains("Tekst."));
    assert!(!guide.read("public/404.html").contains("Tekst."));
    assert!(guide.read("public/1.html").matches("href=\"chapter-404.html\"").count() >= 3);
    // Its address follows a move.
    assert!(guide.run(&["move", "404", "5"]).status.success());
    guide.build();
    assert!(guide.read("public/chapter-404.html").contains("5.html"));
    assert!(guide.run(&["move", "5", "404"]).status.success());
    guide.build();
    assert!(guide.read("public/5.html").contains("chapter-404.html"));
}

#[test]
fn leading_zeros_stay_as_they_are_written() {
    let guide = Guide::with(&[
        (
            "content/5-deel/5.01-eerste/5.01.01-a.md",
            "---\ntitle: A\n---\n[[5.1.2]] [x](5.1.2.html)\n",
        ),
        ("content/5-deel/5.01-eerste/5.01.02-b.md", "---\ntitle: B\n---\n[[5.01.01]]\n"),
    ]);
    guide.build();
    let page = guide.read("public/5.01.01.html");
    assert!(page.contains("<span class=\"chapter-number\">5.01.01</span>"), "{page}");
    assert!(page.contains("<span class=\"number\">5.01.02</span>"), "{page}");
    assert!(!page.contains("\"5.1.2.html\""), "{page}");
    // New and moved chapters are written like those around them.
    let output = guide.run(&["new", "5.1.3", "C"]);
    assert!(stderr(&output).contains("5.01.03-c.md"), "{}", stderr(&output));
    let output = guide.run(&["move", "5.1.1", "5.1.4"]);
    assert!(stderr(&output).contains("5.01.01 → 5.01.04 A"), "{}", stderr(&output));
    assert!(guide.path("content/5-deel/5.01-eerste/5.01.04-a.md").exists());
    guide.build();
    assert!(guide.read("public/5.01.01.html").contains("5.01.04.html"));
}

#[test]
fn with_and_without_zeros_it_is_one_number() {
    let guide =
        Guide::with(&[("content/5.01.01-a.md", "Een.\n"), ("content/5.1.1-b.md", "Twee.\n")]);
    let said = said(&guide);
    assert!(said.contains("duplicate-number"), "{said}");
    let draft = Guide::with(&[
        ("content/1-een.md", "[[5.1.1]]\n"),
        ("content/5.01.01-a.md", "---\ndraft: true\n---\n"),
    ]);
    let said = stderr(&draft.run(&["build"]));
    assert!(said.contains("5.1.1 is a draft and is left out"), "{said}");
}

#[test]
fn the_place_in_a_file_stays_in_the_address() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "[a](stuk.pdf#page=3) [b](film.mp4#t=10) [c](s.svg#deel)\n\n\
             <svg><use href=\"s.svg#i\"></use></svg> <a href=\"stuk.pdf#page=4\">d</a>\n",
        ),
        ("content/stuk.pdf", "%PDF-1.4"),
        ("content/film.mp4", "x"),
        ("content/s.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    guide.build();
    let page = guide.read("public/1.html");
    for place in [".pdf#page=3\"", ".mp4#t=10\"", ".svg#deel\"", ".svg#i\"", ".pdf#page=4\""] {
        assert!(page.contains(place), "{place}: {page}");
    }
}

#[test]
fn every_way_of_html_to_name_a_file_is_followed() {
    let html = "<img srcset=\"a.png 1x, b.png 2x\" alt=\"q\">\n\n\
        <picture><source srcset=\"a.png\"><img src=b.png alt=\"z\"></picture>\n\n\
        <object data=\"stuk.pdf\">x</object>\n\n<a href=1.2>x</a> <A HREF=\"1.2\">y</A> \
        <IMG SRC='a.png' alt=o> <video poster=a.png></video> <embed src=stuk.pdf>\n";
    let guide = Guide::with(&[
        ("content/1-een.md", html),
        ("content/1.2-b.md", "x\n"),
        ("content/a.png", IMAGE),
        ("content/b.png", IMAGE),
        ("content/stuk.pdf", "%PDF"),
    ]);
    guide.build();
    let page = guide.read("public/1.html");
    let (_, text) = page.split_once("<div class=\"text\">").unwrap();
    for name in ["\"a.png", " b.png", "\"b.png", "'a.png", "\"stuk.pdf", "=stuk.pdf", "=\"1.2\""] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    guide.write("content/1-een.md", html.replace("1.2", "1.9").replace("a.png", "weg.png"));
    let said = said(&guide);
    assert_eq!(said.matches("there is no chapter 1.9").count(), 2, "{said}");
    assert_eq!(said.matches("`weg.png`").count(), 4, "{said}");
}

#[test]
fn a_file_on_the_authors_own_computer_is_no_near_miss_of_another() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "[a](C:\\Users\\n\\een.pdf) ![b](/Users/n/foto.png) [c](/home/n/een.docx) [d](mailto.n@x.nl)\n",
    )]);
    let said = said(&guide);
    assert_eq!(said.matches("is on your own computer").count(), 3, "{said}");
    assert!(!said.contains("1-een.md?"), "{said}");
    assert!(said.contains("did you mean mailto:n@x.nl?"), "{said}");
}

#[test]
fn what_is_on_the_authors_own_computer_is_reported() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "[a](file:///C:/x.pdf) ![b](C:\\foto.jpg) [c](D:/x.docx) ![d](\\\\\\\\server\\\\x.png)\n\n\
         <img src=\"file:///home/x.png\" alt=\"\"> ![e](beeld\\x.svg)\n",
        ),
        ("content/beeld/x.svg", "<svg/>"),
    ]);
    let said = said(&guide);
    assert_eq!(said.matches("is on your own computer").count(), 5, "{said}");
    for name in ["x.pdf", "foto.jpg", "x.docx", "x.png"] {
        assert!(said.contains(&format!(
            "copy the file into the guide, beside the chapter, and write {name}"
        )));
    }
    assert!(said.contains("addresses have forward slashes: beeld/x.svg"), "{said}");
}

#[test]
fn images_that_browsers_do_not_show_are_reported() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "![a](x.emf) ![b](y.HEIC) ![c](z.tif) ![d](k.jpg) <img src=\"w.tiff\" alt=\"\">\n\n\
             [e](bron.tif)\n",
        ),
        ("content/x.emf", "x"),
        ("content/y.HEIC", "x"),
        ("content/z.tif", "x"),
        ("content/w.tiff", "x"),
        ("content/bron.tif", "x"),
        ("content/k.jpg", "geen foto"),
    ]);
    let said = said(&guide);
    for format in ["EMF", "HEIC", "TIFF"] {
        assert!(said.contains(&format!("is in the format {format}")), "{format}: {said}");
    }
    assert!(said.contains("content/k.jpg: it is damaged"), "{said}");
    assert!(said.contains("5 errors"), "{said}");
}

#[test]
fn a_merge_that_was_not_finished_is_one_error() {
    let conflict = "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> main\n";
    let guide = Guide::with(&[
        ("content/1-een.md", &format!("---\n{conflict}---\nTekst.\n")),
        ("content/2-twee.md", &format!("Tekst.\n\n{conflict}")),
        ("content/3-drie.md", &format!("```text\n{conflict}```\n")),
    ]);
    let said = said(&guide);
    assert_eq!(said.matches("[merge-conflict]").count(), 2, "{said}");
    assert!(said.contains("content/1-een.md:2") && said.contains("content/2-twee.md:3"), "{said}");
    assert!(said.contains("2 errors, 0 warnings"), "{said}");
}

#[test]
fn a_page_that_only_a_draft_makes_is_not_there() {
    let guide = Guide::with(&[
        ("content/1-een.md", "[lessen](lessen.html)\n"),
        ("content/2-twee.md", "---\ndraft: true\n---\n## Les {.les}\n\nTekst.\n"),
    ]);
    assert!(said(&guide).contains("there is no file or chapter `lessen.html`"));
    assert!(guide.run(&["build", "--drafts"]).status.success());
}

#[test]
fn keys_and_folders_of_a_theme_that_nothing_reads_are_reported() {
    let guide = Guide::with(&[
        ("book.toml", "[book]\ntitle = \"P\"\n[theme]\nname = \"eigen\"\n"),
        ("content/1-een.md", "x\n"),
        ("themes/eigen/strings/nl.toml", "lesons = \"x\"\nsearch = \"Zoek\"\n"),
        ("themes/eigen/template/page.html", "x"),
        ("themes/eigen/README.md", "x"),
    ]);
    let said = said(&guide);
    assert!(said.contains("nothing uses the string `lesons`"), "{said}");
    assert!(said.contains("did you mean `lessons`?"), "{said}");
    assert!(said.contains("themes/eigen/template is not part of a theme"), "{said}");
    assert!(said.contains("did you mean `templates`?"), "{said}");
    assert_eq!(said.matches("[near-miss-theme]").count(), 2, "{said}");
}

#[test]
fn an_accent_is_judged_on_the_pages_of_the_house_style() {
    let guide = Guide::with(&[
        ("book.toml", "[book]\ntitle = \"P\"\n[theme]\naccent = \"#00607a\"\n"),
        ("content/1-een.md", "x\n"),
    ]);
    assert!(!said(&guide).contains("cannot be read well"));
    guide.write(
        "themes/wijkengids/assets/house-style.css",
        ":root { --basis-color-default-bg-document: light-dark(#e0c040, #000000); }\n",
    );
    let said = said(&guide);
    assert!(said.contains("on a light page, which is #e0c040"), "{said}");
}

#[test]
fn a_reference_that_a_move_wrote_is_no_mention() {
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\nZie [[1.2]] en [hoofdstuk 1.2](1.2-b.md).\n"),
        ("content/1.1-a.md", "---\ntitle: A\n---\n"),
        ("content/1.2-b.md", "---\ntitle: B\n---\n"),
    ]);
    let output = guide.run(&["move", "1.2", "--insert-before", "1.1"]);
    let said = stderr(&output);
    assert!(said.contains("“A” has moved from 1.1.html to 1.2.html"), "{said}");
    // The text of a link is the author's.
    assert_eq!(said.matches("the text speaks of").count(), 1, "{said}");
    assert!(said.contains("the text speaks of 1.2"), "{said}");
    guide.build();
}

/// Not every file system has such names.
#[cfg(target_os = "linux")]
#[test]
fn every_command_works_in_a_folder_whose_name_is_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let around = Guide::new();
    let folder = around.root().join(OsStr::from_bytes(b"g\xe9ds"));
    std::fs::create_dir_all(folder.join("content")).unwrap();
    std::fs::write(folder.join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
    around.write("plein.txt", "4 Plein\n\nEen plein is van iedereen.\n");
    let run = |before: &[&str], after: &[&str]| {
        let mut command = crate::support::wijkengids();
        let output = command.current_dir(around.root()).args(before).arg(&folder).args(after);
        let output = output.output().unwrap();
        assert!(output.status.success(), "{before:?}: {}", stderr(&output));
        output
    };
    run(&["new", "1", "Een"], &[]);
    run(&["new", "--insert-before", "1", "Vooraf"], &[]);
    run(&["move", "2", "3"], &[]);
    run(&["move", "3", "--insert-before", "1"], &["--dry-run"]);
    run(&["import", "plein.txt", "--into"], &[]);
    run(&["remove", "1"], &[]);
    run(&["build"], &[]);
    run(&["check"], &[]);
    run(&["lessons"], &[]);
    assert!(crate::support::stdout(&run(&["search", "plein"], &[])).contains("4 Plein"));
}

#[test]
fn a_number_that_is_taken_because_of_a_name_is_told_once() {
    for (wrong, right, better) in [
        ("1_3-x.md", "1-a.md", "1.3-x.md"),
        // In the order of paths the wrong one comes first.
        ("1-3-b.md", "1-a.md", "1.3-b.md"),
    ] {
        let guide = Guide::with(&[
            (&format!("content/{wrong}"), "Tekst.\n"),
            (&format!("content/{right}"), "Tekst.\n"),
        ]);
        let said = said(&guide);
        assert!(said.contains(&format!("number 1 is taken by content/{right}")), "{said}");
        assert!(said.contains(&format!("name it {better}")), "{said}");
        assert!(said.contains("1 error, 0 warnings"), "{said}");
    }
}

#[test]
fn documents_of_other_programs_are_no_chapters() {
    for (name, bytes, parts) in [
        (
            "1-a.md",
            &b"PK\x03\x04\x14word/document.xml\xff"[..],
            ["a Word document", "import 1-a.docx"],
        ),
        (
            "1-a.md",
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text\xff",
            ["LibreOffice", ".docx"],
        ),
        ("1-a.md", b"%PDF-1.7\n1 0 obj\n", ["a PDF", "import"]),
        ("1-a.md", b"<!DOCTYPE html>\n<html><body>x</body></html>\n", ["HTML", "import 1-a.html"]),
        ("1-a.md", b"{\\rtf1 x}", ["older kind", ".docx"]),
    ] {
        let guide = Guide::with(&[("content/2-b.md", "Tekst.\n")]);
        let path = guide.path("content").join(name);
        std::fs::write(&path, bytes).unwrap();
        let said = said(&guide);
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(said.contains("1 error, 0 warnings"), "{said}");
        // The same when it is imported under that name.
        std::fs::rename(path, guide.path("a.md")).unwrap();
        let said = stderr(&guide.run(&["import", "a.md"]));
        assert!(said.contains(parts[0]) && said.contains("whatever its name says"), "{said}");
    }
}

#[test]
fn what_word_keeps_beside_an_open_document_is_no_text() {
    let guide = Guide::with(&[("~$plan.docx", "\u{5}Jan"), ("content/~$1-a.docx", "\u{5}Jan")]);
    assert!(!stderr(&guide.build()).contains("~$"), "it is passed over");
    let said = stderr(&guide.run(&["import", "~$plan.docx"]));
    assert!(said.contains("Word keeps such a file beside a document that is open"), "{said}");
}
