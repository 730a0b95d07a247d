//! What a document says in signs that mean nothing to it: an import writes it so that it is shown as
//! it was, and that no check has anything to say.

use std::collections::BTreeMap;
use std::path::Path;

use super::import;
use super::word::{p, r, styled, table, zipped};
use crate::support::{IMAGE, check_links, files, stderr, stdout, wijkengids};

/// A document with these paragraphs, whose parts beside the text are `more`.
fn document(body: &str, more: &[(&str, String)]) -> Vec<u8> {
    let part = |name: &str, content: &str| {
        format!(
            "<w:{name} xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\">{content}</w:{name}>"
        )
    };
    let style = |id: &str, name: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = [
        style("Kop1", "heading 1"),
        style("Kop2", "heading 2"),
        style("Titel", "Title"),
        style("Bron", "Source Code"),
    ];
    let note =
        |id: usize, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(&r(text)));
    let notes = note(2, "De noot.") + &note(3, "") + &note(4, "Zonder -- verwijzing.");
    let relations = "<Relationships><Relationship Id=\"png\" Target=\"media/image1.png\"/>\
                     <Relationship Id=\"emf\" Target=\"media/image2.emf\"/>\
                     <Relationship Id=\"html\" Target=\"afchunk1.htm\"/>\
                     <Relationship Id=\"text\" Target=\"/word/afchunk2.txt\"/>\
                     <Relationship Id=\"word\" Target=\"afchunk3.docx\"/>\
                     <Relationship Id=\"mail\" Target=\"afchunk4.mht\"/>\
                     <Relationship Id=\"rtf\" Target=\"afchunk5.rtf\"/></Relationships>";
    let mut parts = vec![
        ("word/document.xml", part("document", &part("body", body))),
        ("word/styles.xml", part("styles", &styles.concat())),
        ("word/_rels/document.xml.rels", relations.to_owned()),
        ("word/footnotes.xml", part("footnotes", &notes)),
        ("word/media/image1.png", IMAGE.to_owned()),
        ("word/media/image2.emf", "emf".to_owned()),
    ];
    parts.extend(more.iter().cloned());
    zipped(&parts)
}

fn reference(id: usize) -> String {
    format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")
}

fn picture(id: &str, description: &str) -> String {
    let blip = format!("<wp:docPr descr=\"{description}\"/><a:blip r:embed=\"{id}\"/>");
    format!("<w:r><w:drawing>{blip}</w:drawing></w:r>")
}

struct Made {
    guide: tempfile::TempDir,
    chapters: BTreeMap<String, String>,
    report: String,
}

fn made_in(guide: tempfile::TempDir, source: &[u8], arguments: &[&str]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.docx");
    std::fs::write(&path, source).unwrap();
    let mut all = vec![path.to_str().unwrap()];
    all.extend(arguments);
    let output = import(&all, guide.path());
    assert!(output.status.success(), "{}", stderr(&output));
    let chapters = files(&guide.path().join("content")).into_iter();
    let chapters = chapters.filter(|(path, _)| path.ends_with(".md"));
    let chapters = chapters.map(|(path, text)| (path, String::from_utf8(text).unwrap())).collect();
    Made { guide, chapters, report: stderr(&output) }
}

fn made(body: &str, more: &[(&str, String)]) -> Made {
    made_in(tempfile::tempdir().unwrap(), &document(body, more), &[])
}

impl Made {
    fn chapter(&self, path: &str) -> &str {
        let found = self.chapters.iter().find(|(own, _)| own.contains(path));
        let Some((_, text)) = found else { panic!("{path}: {:?}", self.chapters.keys()) };
        text
    }

    /// The guide built, after a check that has nothing to say.
    fn site(&self) -> BTreeMap<String, String> {
        let guide = self.guide.path();
        let run = |command: &str| wijkengids().current_dir(guide).arg(command).output().unwrap();
        let checked = run("check");
        let said = stdout(&checked) + &stderr(&checked);
        assert!(said.contains("0 errors, 0 warnings"), "{said}");
        let built = run("build");
        assert!(built.status.success(), "{}", stderr(&built));
        let site: BTreeMap<_, _> = files(&guide.join("public")).into_iter().collect();
        check_links(&site);
        let pages = site.into_iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
    }
}

#[test]
fn text_that_looks_like_markup_is_shown_and_no_check_stumbles_over_it() {
    let lines = [
        "Tabel: los",
        "::: kader",
        "##Kop zonder spatie",
        "(a) eerste",
        "(b) tweede",
        "[x](mijn stuk.pdf)",
        "[x] (https://a.nl)",
        "==geel==",
        "&amp;nbsp; en &amp;euro",
        "{.les}",
        "Kop {#anker}",
        "[^1] noot",
        "[1]: https://a.nl",
        "¹ noot",
        "!!! note",
        "[!NOTE]",
        "h1. Kop",
        "| a | b |",
        "|---|---|",
        "`code`",
        "**vet**",
        "&lt;!-- opmerking",
        "&lt;b&gt;vet&lt;/b&gt;",
        "2.\u{a0}Tekst",
        "+--+--+",
        "–––",
        "'''",
        "[ ] taak",
        "x{width=50%}",
        "[[ ]]",
        "&lt; b&gt;x&lt;/ b&gt;",
        "a ## Kop",
        "[[1.2]]",
        "~~weg~~",
        "R&amp;D",
    ];
    let breaks = ["-Het falen", "-Ziekte", "x | y", "z | w", "z | w"];
    let broken = breaks.map(r).join("<w:r><w:br/></w:r>");
    let body: String = lines.iter().map(|line| p(&r(line))).collect();
    let cell = |text: &str| p(&r(text));
    let cells = table(&[
        &[cell(""), cell("")],
        &[cell("- naam"), cell("**waarde**") + &cell("en [[1.2]]")],
        &[cell("[x](mijn stuk.pdf)"), cell("a &lt; b")],
    ]);
    let beside = table(&[&[cell("links"), cell("rechts") + &cell("meer")]]);
    let body = styled("Kop1", &r("1 Over `x` &lt;b&gt; en *ster* {#a}"))
        + &body
        + &p(&broken)
        + &cells
        + &p(&r("Tussen."))
        + &beside
        + &styled("Kop1", &r("2 Slot van _a_ [b]"))
        + &p(&r("Eind."));
    let made = made(&body, &[]);
    let pages = made.site();
    let (first, second) = (&pages["1.html"], &pages["2.html"]);
    for shown in [
        "</span> Over `x` &lt;b&gt; en *ster* {#a}</h1>",
        ">Tabel: los<",
        ">::: kader<",
        ">[x](mijn stuk.pdf)<",
        ">!!! note<",
        ">¹ noot<",
        ">–––<",
        ">&lt;b&gt;vet&lt;/b&gt;<",
        ">x{width=50%}<",
        ">&amp;nbsp; en &amp;euro<",
        ">[[1.2]]<",
        ">R&amp;D<",
        "<li>naam</li>",
        ">**waarde**<",
        "role=\"presentation\"",
    ] {
        assert!(first.contains(shown), "{shown} is missing in {first}");
    }
    assert!(second.contains("Slot van _a_ [b]</h1>"), "{second}");
    assert!(made.chapter("1-over").contains("\nR&D\n"), "{}", made.chapter("1-over"));
}

#[test]
fn descriptions_are_one_line_and_notes_without_each_other_are_not_written() {
    let said = "Een plein&#10;&#10;Automatisch gegenereerde beschrijving";
    let body = styled("Titel", &(r("Plan") + &reference(2)))
        + &styled("Kop1", &r("1 Een"))
        + &p(&(r("Leeg") + &reference(3) + &r(".")))
        + &p(&picture("png", said))
        + &styled("Kop1", &r("2 Twee"))
        + &p(&r("Slot."));
    let made = made(&body, &[]);
    made.site();
    let text = made.chapter("1-een");
    assert!(text.ends_with("Leeg.\n\n![Een plein](beeld/1-image1.png)\n"), "{text}");
    let last = made.chapter("2-twee");
    assert!(last.ends_with("Slot.\n\n<!-- Zonder - - verwijzing. -->\n"), "{last}");
    assert!(made.chapter("index").contains("[^2]: De noot."), "{:?}", made.chapters);
    // Footnotes come after the last chapter.
    assert!(!made.report.contains("it is in"), "{}", made.report);
    for said in ["a footnote has no text", "nothing refers to the note “Zonder"] {
        assert!(made.report.contains(said), "{said} is missing in {}", made.report);
    }
}

#[test]
fn documents_in_a_document_are_read_where_they_stand() {
    let inner =
        document(&(p(&(r("Uit Word") + &reference(2))) + &p(&picture("png", "Een plein"))), &[]);
    let mail = "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
                <p>Uit een m=\nail: =C3=A9=C3=A9n.</p>";
    let page = "<h2>1.1 Binnen</h2><p>Uit <b>HTML</b>.</p><ul><li>punt</li></ul>";
    let chunk = |id: &str| format!("<w:altChunk r:id=\"{id}\"/>");
    let body = styled("Kop1", &r("1 Voor"))
        + &p(&(r("a") + &reference(2)))
        + &["html", "text", "word", "mail", "rtf", "geen"].map(chunk).concat()
        + &styled("Kop1", &r("2 Na"))
        + &p(&(r("b") + &picture("png", "Het plein")));
    let more = [
        ("word/afchunk1.htm", page.to_owned()),
        ("word/afchunk2.txt", "Uit tekst.\n\nTweede alinea.".to_owned()),
        ("word/afchunk4.mht", mail.to_owned()),
        ("word/afchunk5.rtf", "{\\rtf1 x}".to_owned()),
    ];
    let outer = document(&body, &more);
    let source = super::word::with_file(&outer, "word/afchunk3.docx", &inner);
    let made = made_in(tempfile::tempdir().unwrap(), &source, &[]);
    let text = made.chapter("1.1-binnen");
    for part in [
        "Uit **HTML**.\n\n- punt\n",
        "Uit tekst.\n\nTweede alinea.\n",
        "Uit Word[^chunk3-2]\n",
        "![Een plein](",
        "Uit een mail: één.\n",
        "[^chunk3-2]: De noot.\n",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(made.chapter("2-na").contains("![Het plein]("), "{}", made.chapter("2-na"));
    let lost = "another document is put into this one here, and is not read";
    assert_eq!(made.report.matches(lost).count(), 2, "{}", made.report);
    made.site();
}

#[test]
fn what_stands_for_a_lost_picture_is_in_the_language_of_the_guide() {
    for (language, name) in [("nl", "afbeelding"), ("en", "picture")] {
        let guide = tempfile::tempdir().unwrap();
        let settings = format!("[book]\ntitle = \"G\"\nlanguage = \"{language}\"\n");
        std::fs::write(guide.path().join("book.toml"), settings).unwrap();
        let body =
            styled("Kop1", &r("1 Een")) + &p(&picture("emf", "")) + &styled("Kop1", &r("2 Twee"));
        let made = made_in(guide, &document(&body, &[]), &[]);
        let text = made.chapter("1-een");
        assert!(text.contains(&format!("\\[{name}\\]\n")), "{text}");
        assert!(made.report.contains("it is in 1 Een"), "{}", made.report);
    }
}

#[test]
fn lines_above_the_title_of_a_document_are_text() {
    let body = p(&r("Rapport wonen"))
        + &p(&r("17 december 2019"))
        + &styled("Kop1", &r("Ontwerp"))
        + &p(&r("Hier staat tekst."));
    let made = made(&body, &[]);
    let text = made.chapter(".md");
    assert!(
        text.starts_with("---\ntitle: Ontwerp\n---\n\nRapport wonen\n\n17 december 2019\n"),
        "{text}"
    );
}

#[test]
fn signs_in_code_and_tabs_stay() {
    let tab = "</w:t><w:tab/><w:t xml:space=\"preserve\">";
    let line = |text: &str| styled("Bron", &r(text));
    let body = styled("Kop1", &r("Kop"))
        + &line(&format!("if x:{tab}y"))
        + &line(&format!("{tab}!!! [x](een stuk.pdf)"))
        + &p(&r(&format!("Een{tab}twee.")));
    let made = made(&body, &[]);
    let text = made.chapter(".md");
    assert!(text.contains("```\nif x:\ty\n\t!!! [x](een stuk.pdf)\n```\n\nEen twee.\n"), "{text}");
}

#[test]
fn a_document_goes_below_a_chapter_that_has_chapters_already() {
    let write = |guide: &Path, name: &str, title: &str| {
        let path = guide.join("content").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("---\ntitle: {title}\n---\n\nTekst.\n")).unwrap();
    };
    let body = styled("Kop1", &r("Voorwoord"))
        + &p(&r("Dank."))
        + &styled("Kop1", &r("1 Een"))
        + &styled("Kop2", &r("1.1 Deel"))
        + &p(&r("Zie bijlage A, hoofdstuk 2 en paragraaf 1.1."))
        + &styled("Kop1", &r("2 Twee"))
        + &p(&r("Zie paragraaf 1.1."))
        + &styled("Kop1", &r("Bijlage A: Cijfers"))
        + &p(&r("c"));
    for (under, deel, twee, appendix) in [
        ("1", "1.1.1", "1.2", "1.4"),
        ("3.2", "3.2.1.1", "3.2.2", "3.2.3"),
        ("3.1", "3.1.1.1", "3.1.2", "3.1.4"),
        ("B", "B.1.1", "B.2", "B.3"),
    ] {
        let guide = tempfile::tempdir().unwrap();
        std::fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"G\"\n").unwrap();
        write(guide.path(), "1-een.md", "Een");
        write(guide.path(), "2-twee.md", "Twee");
        write(guide.path(), "3-drie/index.md", "Drie");
        write(guide.path(), "3-drie/3.1-eerst.md", "Eerst");
        write(guide.path(), "A-bijlage.md", "Bijlage");
        let made = made_in(guide, &document(&body, &[]), &["--under", under]);
        let text = made.chapter(&format!("{deel}-deel"));
        let expected = format!(
            "Zie [[{appendix}|bijlage A]], [[{twee}|hoofdstuk 2]] en [[{deel}|paragraaf 1.1]].\n"
        );
        assert!(text.ends_with(&expected), "{text}");
        let text = made.chapter(&format!("{twee}-twee"));
        assert!(text.contains(&format!("Zie [[{deel}|paragraaf 1.1]].\n")), "{text}");
        made.site();
    }
    let guide = tempfile::tempdir().unwrap();
    std::fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"G\"\n").unwrap();
    write(guide.path(), "3-drie/index.md", "Drie");
    write(guide.path(), "3-drie/3.1-eerst.md", "Eerst");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.docx");
    std::fs::write(&path, document(&body, &[])).unwrap();
    let refused = import(&[path.to_str().unwrap(), "--under", "3"], guide.path());
    assert!(stderr(&refused).contains("3.1 is taken by “Eerst”"), "{}", stderr(&refused));
}
