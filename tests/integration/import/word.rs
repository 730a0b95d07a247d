//! Documents of Word.

use std::io::Write;

use super::{assert_all_words, imported, split, words};
use crate::support::{IMAGE, files};

/// A document of these parts.
pub fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A zip with one more file.
pub fn with_file(zip: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(std::io::Cursor::new(zip.to_vec())).unwrap();
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A small Word document, as Word writes it.
fn docx() -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", DOCUMENT.to_owned()),
        ("word/styles.xml", "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Kop2\"><w:name w:val=\"heading 2\"/></w:style></w:styles>".to_owned()),
        ("word/numbering.xml", "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>".to_owned()),
        ("word/_rels/document.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"https://example.org/\"/><Relationship Id=\"r2\" Target=\"media/image1.png\"/></Relationships>".to_owned()),
        ("word/footnotes.xml", "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>De noot zelf.</w:t></w:r></w:p></w:footnote></w:footnotes>".to_owned()),
        ("word/endnotes.xml", "<w:endnotes xmlns:w=\"w\"><w:endnote w:id=\"2\"><w:p><w:r><w:t>Noot aan het eind.</w:t></w:r></w:p></w:endnote></w:endnotes>".to_owned()),
        ("word/comments.xml", "<w:comments xmlns:w=\"w\"><w:comment w:id=\"4\" w:author=\"Anna\"><w:p><w:r><w:t>Klopt dit -- echt?</w:t></w:r></w:p></w:comment></w:comments>".to_owned()),
        ("word/header1.xml", "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>Concept van mei</w:t></w:r></w:p></w:hdr>".to_owned()),
        ("word/media/image1.png", IMAGE.to_owned()),
    ])
}

const DOCUMENT: &str = "<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\" xmlns:wp=\"wp\"><w:body>\
<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/></w:pPr><w:r><w:t>3.1 Samen</w:t></w:r><w:r><w:t xml:space=\"preserve\"> bouwen</w:t></w:r></w:p>\
<w:p><w:r><w:t xml:space=\"preserve\">Een </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>vet</w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t xml:space=\"preserve\"> schuin </w:t></w:r><w:hyperlink r:id=\"r1\"><w:r><w:t>een site</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:commentReference w:id=\"4\"/></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space=\"preserve\"> Nieuw.</w:t></w:r></w:ins></w:p>\
<w:p><w:pPr><w:pStyle w:val=\"Kop2\"/></w:pPr><w:r><w:t>Een kop</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>punt</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>dieper</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>eerst</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>dan</w:t></w:r></w:p>\
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Jaar</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Aantal</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>2010</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
<w:p><w:r><w:drawing><wp:docPr descr=\"Een plein\"/><a:blip r:embed=\"r2\"/></w:drawing></w:r></w:p>\
</w:body></w:document>";

#[test]
fn a_word_document_keeps_every_word_and_its_structure() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("tekst.docx");
    std::fs::write(&source, docx()).unwrap();
    let (guide, site, report) = imported(&[source.to_str().unwrap()]);
    let said = "Samen bouwen Een vet schuin een site. Nieuw. Een kop punt dieper eerst dan Jaar Aantal 2010 12 De noot zelf. Noot aan het eind.";
    let shown: Vec<String> = words(&site, "3.1.html")
        .into_iter()
        .map(|word| {
            word.trim_end_matches(|c: char| c.is_ascii_digit() && word.len() > 5).to_owned()
        })
        .collect();
    assert_all_words(&split(&said.replace("site.", "")), &shown);
    let page = String::from_utf8(site["3.1.html"].clone()).unwrap();
    for part in [
        "<strong>vet</strong>",
        "<em>schuin</em>",
        "href=\"https://example.org/\"",
        "alt=\"Een plein\"",
        "<ol>",
        "id=\"een-kop\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!shown.contains(&"weg".to_owned()));
    assert!(report.contains("“weg” was deleted"), "{report}");
    assert!(report.contains("tekst.docx:2:1"), "{report}");
    assert!(report.contains("“Concept van mei” is above or below every page"), "{report}");
    assert!(report.contains("“Anna: Klopt dit -- echt?”"), "{report}");
    assert!(!page.contains("Klopt"), "{page}");
    let sources: Vec<_> = files(guide.path()).into_iter().map(|(_, bytes)| bytes).collect();
    let kept = "<!-- Anna: Klopt dit - - echt? -->";
    assert!(sources.iter().any(|bytes| String::from_utf8_lossy(bytes).contains(kept)));
    assert!(files(guide.path()).iter().any(|(path, _)| path.ends_with("beeld/3.1-image1.png")));
}

/// A paragraph with what is in it.
pub fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

pub fn styled(style: &str, content: &str) -> String {
    p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}"))
}

fn numbered(text: &str) -> String {
    let list = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>";
    p(&format!("{list}{}", r(text)))
}

pub fn table(rows: &[&[String]]) -> String {
    let cell = |cell: &String| format!("<w:tc>{cell}</w:tc>");
    let row =
        |row: &&[String]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A field: its instruction, cut in two as Word does, and what it gave.
pub fn field(instruction: &str, outcome: &str) -> String {
    let (start, end) = instruction.split_at(instruction.len() / 2);
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let said = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    [&mark("begin"), &said(start), &said(end), &mark("separate"), &r(outcome), &mark("end")]
        .map(String::as_str)
        .concat()
}

const LOGO: &str = "<w:r><w:drawing><w:blip w:embed=\"logo\"/></w:drawing></w:r>";

/// The text of the chapters that a document becomes, and what was reported.
fn chapters_of(body: &str) -> (Vec<String>, String) {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    };
    let styles = style("Kop1", "heading 1", "")
        + &style("Kop2", "heading 2", "<w:pPr><w:numPr/></w:pPr>")
        + &style("Inhopg1", "toc 1", "");
    let numbers = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";
    let part = |name: &str, content: &str| format!("<w:{name} xmlns:w=\"w\">{content}</w:{name}>");
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&r("De noot.")));
    let comment = format!("<w:comment w:id=\"4\" w:author=\"Anna\">{}</w:comment>", p(&r("Los.")));
    let document = zipped(&[
        ("word/document.xml", part("document", &part("body", body))),
        ("word/styles.xml", part("styles", &styles)),
        ("word/numbering.xml", part("numbering", numbers)),
        ("word/footnotes.xml", part("footnotes", &note)),
        ("word/comments.xml", part("comments", &comment)),
        ("word/footer12.xml", part("ftr", &p(&(r("Vertrouwelijk") + LOGO)))),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("tekst.docx");
    std::fs::write(&source, document).unwrap();
    let (guide, _, report) = imported(&[source.to_str().unwrap()]);
    let chapters = files(&guide.path().join("content")).into_iter();
    let texts = chapters.map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    (texts.map(|text| text.split_once("\n---\n\n").unwrap().1.to_owned()).collect(), report)
}

#[test]
fn tables_and_frames_of_word_are_read_once() {
    let inner = table(&[&[p(&r("binnen a")), p(&r("binnen b"))]]);
    let frame = format!(
        "<w:r><mc:AlternateContent xmlns:mc=\"mc\"><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        p(&r("In een lijst.")) + &table(&[&[p(&r("x")), p(&r("y"))]])
    );
    let wide = "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>".to_owned() + &p(&r("breed"));
    let body = styled("Kop1", &r("3.1 Tabellen"))
        + &p(&(r("Voor de lijst.") + &frame))
        + &table(&[&[wide, p(&r("smal"))], &[p(&r("a")), p(&(r("b") + &frame)), inner]])
        + &table(&[&[p(&r("Alleen")) + &p(&r("in een kader."))]]);
    let (texts, report) = chapters_of(&body);
    assert_eq!(
        texts[0],
        "Voor de lijst.\n\n::: kader\nIn een lijst.\n\n| x | y |\n| --- | --- |\n:::\n\n\
         <table>\n<thead>\n<tr>\n<th scope=\"colgroup\" colspan=\"2\">breed</th>\n\
         <th scope=\"col\">smal</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n<td>\n\nb\n\n\
         ::: kader\nIn een lijst.\n\n| x | y |\n| --- | --- |\n:::\n\n</td>\n<td>\n\n\
         | binnen a | binnen b |\n| --- | --- |\n\n</td>\n</tr>\n</tbody>\n</table>\n\n\
         ::: kader\nAlleen\n\nin een kader.\n:::\n\n<!-- De noot. -->\n"
    );
    for part in ["a text frame is a box", "table of one cell"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn links_lists_and_margins_of_word_are_kept_or_reported() {
    let link = "<w:hyperlink w:anchor=\"_Ref1\">".to_owned() + &r("verderop") + "</w:hyperlink>";
    let simple = "<w:fldSimple w:instr=\" HYPERLINK &quot;https://example.org/b&quot; \">"
        .to_owned()
        + &r("simpel")
        + "</w:fldSimple>";
    let body = styled("Inhopg1", &r("3.2 Inhoud 12"))
        + &styled("Kop1", &r("3.1 Links"))
        + &p(&(r("Naar ")
            + &field(" HYPERLINK \"https://example.org/a\" ", "een site")
            + &r(", ")
            + &simple
            + &r(", ")
            + &link
            + &r(" en ")
            + &field(" REF _Ref1 \\h ", "daar")
            + "<w:r><w:br w:type=\"page\"/></w:r>"
            + &r("op ")
            + &field(" PAGE ", "7")))
        + &styled("Kop2", &("<w:bookmarkStart w:name=\"_Ref1\"/>".to_owned() + &r("De plek")))
        + &numbered("een")
        + &p(&r("Tussendoor."))
        + &numbered("twee")
        + &p("<w:r><w:commentReference w:id=\"4\"/></w:r>");
    let (texts, report) = chapters_of(&body);
    assert_eq!(
        texts[0],
        "Naar [een site](https://example.org/a), [simpel](https://example.org/b), [verderop](#de-plek) \
         en [daar](#de-plek) op 7\n\n## De plek {#de-plek}\n\n1. een\n\nTussendoor.\n\n2. twee\n\n\
         <!-- Anna: Los. -->\n\n<!-- De noot. -->\n"
    );
    let noted = "nothing refers to the note “De noot.”";
    let margin = "a picture above or below every page";
    for part in ["a table of contents is left out", "Vertrouwelijk", noted, margin] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn a_document_of_several_chapters_is_divided_and_notes_go_with_their_text() {
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let body = styled("Kop1", &r("3.1 Een"))
        + &p(&(r("Tekst.") + note))
        + &p(&r("3.2 Geen kop"))
        + &styled("Kop1", &r("3.2 Twee"))
        + &p(&r("Meer."));
    let (texts, _) = chapters_of(&body);
    assert_eq!(texts, ["Tekst.[^2]\n\n3.2 Geen kop\n\n[^2]: De noot.\n", "Meer.\n"]);
}

#[test]
fn a_document_without_styles_is_recognised_as_a_plain_text_is() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = [
        p(&r("3.1 Opgaven")),
        p(&r("Opgaven")),
        p(&r("• een")),
        p(&r("•\ttwee")),
        p(""),
        p(&r("• drie")),
        p(&r("Een inleiding.")),
        p(&bold("Vet en alleen")),
        p(&r("Tekst.")),
    ];
    let (texts, report) = chapters_of(&body.concat());
    assert_eq!(
        texts[0],
        "::: kader Opgaven\n- een\n- twee\n\n* drie\n:::\n\nEen inleiding.\n\n\
         ## Vet en alleen\n\nTekst.\n\n<!-- De noot. -->\n"
    );
    assert!(report.contains("“Vet en alleen” is bold and alone"), "{report}");
    let body = [p(&r("3.1 Iets")), p(&r("Een begin.")), p(&r("Een kop")), p(&r("Met tekst."))];
    let (texts, report) = chapters_of(&body.concat());
    assert!(texts[0].starts_with("Een begin.\n\n## Een kop\n\nMet tekst.\n"), "{}", texts[0]);
    assert!(report.contains("“Een kop” is alone"), "{report}");
}
