//! What is in the parts of a Word document beside its text, and what is missing there.

use super::imported;
use super::word::{p, r, styled, with_file, zipped};
use crate::support::{IMAGE, files};

const NAMESPACES: &str = "xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\" xmlns:wp=\"wp\" xmlns:v=\"v\"";

fn part(name: &str, content: &str) -> String {
    format!("<w:{name} {NAMESPACES}>{content}</w:{name}>")
}

fn relations(of: &[(&str, &str)]) -> String {
    let one = |(id, target): &(&str, &str)| {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Target=\"{target}\"{mode}/>")
    };
    format!("<Relationships>{}</Relationships>", of.iter().map(one).collect::<String>())
}

/// A document with this text, and with these files beside it.
fn document(body: &str, more: &[(&str, String)]) -> Vec<u8> {
    let style = |id: &str, name: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = style("Kop1", "heading 1") + &style("Bijschrift", "caption");
    let mut parts = vec![
        ("word/document.xml", part("document", &part("body", body))),
        ("word/styles.xml", part("styles", &styles)),
    ];
    parts.extend(more.iter().cloned());
    zipped(&parts)
}

/// The text of the first chapter that a document becomes, what was reported, and the names of all
/// files.
fn chapter_of(document: &[u8]) -> (String, String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("tekst.docx");
    std::fs::write(&source, document).unwrap();
    let (guide, _, report) = imported(&[source.to_str().unwrap()]);
    let all = files(&guide.path().join("content"));
    let (_, text) = all.iter().find(|(name, _)| name.ends_with(".md")).unwrap();
    let text = String::from_utf8(text.clone()).unwrap();
    let text = text.split_once("\n---\n\n").unwrap().1.to_owned();
    (text, report, all.into_iter().map(|(name, _)| name).collect())
}

fn link(id: &str, text: &str) -> String {
    format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", r(text))
}

fn picture(id: &str, alt: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:docPr descr=\"{alt}\"/><a:blip r:embed=\"{id}\"/></w:drawing></w:r>"
    )
}

#[test]
fn every_part_of_a_document_has_relations_of_its_own() {
    let reference = |kind: &str| format!("<w:r><w:{kind}Reference w:id=\"2\"/></w:r>");
    let body = styled("Kop1", &r("3.1 Noten"))
        + &p(&(link("r1", "tekst") + &reference("footnote") + &reference("endnote")));
    let note = |kind: &str, content: &str| {
        part(&format!("{kind}s"), &format!("<w:{kind} w:id=\"2\">{}</w:{kind}>", p(content)))
    };
    let foot = r("Zie ") + &link("r1", "voet") + &picture("r2", "Plaat") + &link("r9", "los");
    let document = document(
        &body,
        &[
            ("word/footnotes.xml", note("footnote", &foot)),
            ("word/endnotes.xml", note("endnote", &link("r1", "eind"))),
            (
                "word/_rels/document.xml.rels",
                relations(&[("r1", "https://tekst.nl/"), ("r9", "https://fout.nl/")]),
            ),
            (
                "word/_rels/footnotes.xml.rels",
                relations(&[("r1", "https://voet.nl/"), ("r2", "media/plaat.png")]),
            ),
            ("word/_rels/endnotes.xml.rels", relations(&[("r1", "https://eind.nl/")])),
            ("word/media/plaat.png", IMAGE.to_owned()),
        ],
    );
    let (text, report, names) = chapter_of(&document);
    for said in
        ["[tekst](https://tekst.nl/)", "[voet](https://voet.nl/)", "[eind](https://eind.nl/)"]
    {
        assert!(text.contains(said), "{said} is missing in:\n{text}");
    }
    assert!(!text.contains("fout.nl"), "{text}");
    assert!(text.contains("![Plaat](beeld/3.1-plaat.png)"), "{text}\n{report}");
    assert!(names.iter().any(|name| name.ends_with("3.1-plaat.png")), "{names:?}");
}

#[test]
fn pictures_that_cannot_be_shown_are_reported_and_keep_their_description() {
    let graphic = |uri: &str, alt: &str| {
        format!(
            "<w:r><w:drawing><wp:docPr descr=\"{alt}\"/><a:graphicData uri=\"{uri}\"/></w:drawing></w:r>"
        )
    };
    let shape = |content: &str| format!("<w:r><w:pict>{content}</w:pict></w:r>");
    let body = [
        styled("Kop1", &r("3.1 Beeld")),
        p(&picture("weg", "Stadhuis")),
        p(&shape("<v:shape alt=\"Molen\"><v:imagedata r:id=\"weg\"/></v:shape>")),
        p(&graphic("x/wordprocessingInk", "Krabbel")),
        p(&graphic("x/wordprocessingShape", "Pijl")),
        p(&(r("Tekst.") + &graphic("x/wordprocessingShape", ""))),
        p(&picture("stuk", "Kapot")),
        p(&picture("half", "Half")),
    ]
    .concat();
    let document = document(
        &body,
        &[(
            "word/_rels/document.xml.rels",
            relations(&[("stuk", "media/stuk.png"), ("half", "media/half.png")]),
        )],
    );
    let mut png = Vec::new();
    let pixels = image::RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8, y as u8, 7]));
    pixels.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let document = with_file(&document, "word/media/stuk.png", &png[..20]);
    let document = with_file(&document, "word/media/half.png", &png[..png.len() / 2]);
    let (text, report, names) = chapter_of(&document);
    for (at, alt) in ["Stadhuis", "Molen", "Krabbel", "Pijl", "Kapot", "Half"].iter().enumerate() {
        assert!(text.contains(alt), "{alt} is missing in:\n{text}");
        let line = [2, 3, 4, 5, 7, 8][at];
        assert!(report.contains(&format!("tekst.docx:{line}:1")), "{alt} in:\n{report}");
    }
    assert!(!report.contains("tekst.docx:6:1"), "{report}");
    assert!(!names.iter().any(|name| name.ends_with(".png")), "{names:?}");
}

#[test]
fn the_words_of_a_diagram_stand_once() {
    let point = "<dgm:pt><dgm:t><a:p><a:r><a:t>Kies</a:t></a:r></a:p><a:p><a:r><a:t>een</a:t></a:r>\
                 <a:r><a:t> plek</a:t></a:r></a:p></dgm:t></dgm:pt>";
    let data = format!("<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"a\">{point}</dgm:dataModel>");
    let drawing = "<w:r><w:drawing><wp:docPr descr=\"Stappen\"/><a:graphicData uri=\"x/diagram\">\
                   <relIds r:dm=\"d1\"/></a:graphicData></w:drawing></w:r>";
    let document = document(
        &(styled("Kop1", &r("3.1 Schema")) + &p(drawing)),
        &[
            ("word/_rels/document.xml.rels", relations(&[("d1", "diagrams/data1.xml")])),
            ("word/diagrams/data1.xml", data),
        ],
    );
    let (text, ..) = chapter_of(&document);
    assert!(text.contains("- Kies een plek\n"), "{text}");
    assert_eq!(text.matches("Kies").count(), 1, "{text}");
}

#[test]
fn a_caption_that_is_only_a_number_is_counted_as_the_guide_counts() {
    let plaat = |alt: &str| p(&picture("p1", alt));
    let body = [
        styled("Kop1", &r("3.1 Figuren")),
        plaat("Een"),
        styled("Bijschrift", &r("Figuur 1")),
        plaat("Twee"),
        styled("Bijschrift", &r("Figuur 2: Plein")),
        plaat("Drie"),
        styled("Bijschrift", &r("Figuur 3.")),
        p(&r("Zie figuur 1, figuur 2 en figuur 3.")),
    ]
    .concat();
    let document = document(
        &body,
        &[
            ("word/_rels/document.xml.rels", relations(&[("p1", "media/plaat.png")])),
            ("word/media/plaat.png", IMAGE.to_owned()),
        ],
    );
    // That the links lead somewhere is held by the import of the test itself.
    let (text, report, _) = chapter_of(&document);
    let said = "Zie [figuur 1](#fig-1), [figuur 2](#fig-2) en [figuur 3](#fig-3).";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("3.1-plaat.png \"Plein\")"), "{text}");
    assert!(report.contains("the caption “Figuur 1” has no words"), "{report}");
}
