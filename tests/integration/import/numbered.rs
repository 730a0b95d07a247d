//! Word documents with numbered headings: numbered guides.

use std::collections::BTreeMap;
use std::path::Path;

use super::import;
use super::word::{field, p, r, styled, table, zipped};
use crate::support::{IMAGE, check_links, files, stderr, wijkengids};

/// A level of a list: its format and its text.
fn level(at: usize, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn definition(id: usize, levels: &[(&str, &str)]) -> String {
    let levels = levels.iter().enumerate().map(|(at, (format, text))| level(at, format, text));
    let levels = levels.collect::<String>();
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
}

fn list(id: usize, definition: usize, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{more}</w:num>")
}

/// A style: its identifier, its name, what it is based on, and its paragraph properties.
fn style(id: &str, name: &str, base: &str, properties: &str) -> String {
    format!(
        "<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/>\
         <w:pPr>{properties}</w:pPr></w:style>"
    )
}

fn in_list(list: usize, level: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// A paragraph of a list.
fn item(list: usize, level: usize, text: &str) -> String {
    p(&format!("<w:pPr>{}</w:pPr>{}", in_list(list, level), r(text)))
}

fn bookmark(name: &str, content: &str) -> String {
    format!("<w:bookmarkStart w:id=\"1\" w:name=\"{name}\"/>{content}<w:bookmarkEnd w:id=\"1\"/>")
}

const CHART: &str = "<w:title><a:t>Groei</a:t></w:title><w:ser><w:tx><w:pt idx=\"0\"><w:v>Wonen\
                     </w:v></w:pt></w:tx><w:cat><w:pt idx=\"0\"><w:v>2024</w:v></w:pt></w:cat>\
                     <w:val><w:pt idx=\"0\"><w:v>12</w:v></w:pt></w:val></w:ser>";

const NOTE: &str = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>De noot.</w:t></w:r></w:p></w:footnote>";

const PICTURE: &str = "<w:r><w:drawing><a:blip r:embed=\"png\"/></w:drawing></w:r>";

const REFERENCE: &str = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";

/// A document in the styles of a Dutch Word: `Kop1` to `Kop3` are numbered, `KopVrij` is not, and
/// `KopBijlage` counts appendices.
fn document(body: &str) -> Vec<u8> {
    let part = |name: &str, content: &str| {
        format!(
            "<w:{name} xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\" xmlns:v=\"v\">\
             {content}</w:{name}>"
        )
    };
    let styles = [
        style("Kop1", "heading 1", "", &in_list(9, 0)),
        style("Kop2", "heading 2", "", &in_list(9, 1)),
        style("Kop3", "heading 3", "", &in_list(9, 2)),
        style("KopVrij", "Kop zonder nummer", "Kop1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        style("KopBijlage", "Kop bijlage", "Kop1", &in_list(8, 0)),
        style("Kop9", "heading 3", "", ""),
        style("Titel", "Title", "", ""),
        style("Bijschrift", "caption", "", ""),
        style("Lijstalinea", "List Paragraph", "", ""),
        style("Geheim", "Geheim", "", ""),
        style("Bron", "Source Code", "", ""),
        style("Term", "Definition Term", "", ""),
        style("Uitleg", "Definition", "", ""),
        style("Blok", "Block Text", "", ""),
        style("Teken", "Verbatim Char", "", ""),
        style("LijstBijlage", "Lijst bijlage", "", &in_list(11, 0)),
        style("NummerBoven", "Nummer boven", "", &in_list(7, 0)),
        style("InLijst", "In lijst", "", &in_list(7, 1)),
    ];
    let numbering = [
        definition(1, &[("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]),
        definition(2, &[("upperLetter", "Bijlage %1")]),
        definition(3, &[("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)")]),
        definition(4, &[("bullet", "•"), ("bullet", "•")]),
        definition(6, &[("bullet", " ")]),
        definition(12, &[("decimal", "Stap %1:")]),
        definition(11, &[("decimal", "Bijlage %1")]),
        "<w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:pStyle w:val=\"NummerBoven\"/>\
         <w:lvlText w:val=\"Hoofdstuk %1\"/></w:lvl><w:lvl w:ilvl=\"1\">\
         <w:pStyle w:val=\"InLijst\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl><w:lvl w:ilvl=\"2\">\
         <w:pStyle w:val=\"Kop9\"/><w:lvlText w:val=\"%1.%2.%3\"/></w:lvl></w:abstractNum>"
            .to_owned(),
        list(7, 5, ""),
        list(9, 1, ""),
        list(8, 2, ""),
        list(3, 3, ""),
        list(5, 3, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"),
        list(4, 4, ""),
        list(6, 6, ""),
        list(12, 12, ""),
        list(11, 11, ""),
    ];
    let relations = "<Relationships><Relationship Id=\"emf\" Target=\"media/image1.emf\"/>\
                     <Relationship Id=\"png\" Target=\"media/image2.png\"/>\
                     <Relationship Id=\"chart\" Target=\"charts/chart1.xml\"/>\
                     <Relationship Id=\"far\" Target=\"file:///C:/foto.png\" TargetMode=\"External\"/>\
                     </Relationships>";
    let note = if body.contains("footnoteReference") { NOTE } else { "" };
    zipped(&[
        ("word/document.xml", part("document", &part("body", body))),
        ("word/styles.xml", part("styles", &styles.concat())),
        ("word/numbering.xml", part("numbering", &numbering.concat())),
        ("word/_rels/document.xml.rels", relations.to_owned()),
        ("word/footnotes.xml", part("footnotes", note)),
        ("word/charts/chart1.xml", part("chart", CHART)),
        ("word/media/image1.emf", "emf".to_owned()),
        ("word/media/image2.png", IMAGE.to_owned()),
    ])
}

/// What an import made: the chapters by their paths, the settings, and what it said.
struct Made {
    chapters: BTreeMap<String, String>,
    settings: String,
    report: String,
}

fn made_in(guide: &Path, body: &str, arguments: &[&str]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("plan.docx");
    std::fs::write(&source, document(body)).unwrap();
    let mut all = vec![source.to_str().unwrap()];
    all.extend(arguments);
    let output = import(&all, guide);
    assert!(output.status.success(), "{}", stderr(&output));
    let built = wijkengids().current_dir(guide).arg("build").output().unwrap();
    assert!(built.status.success(), "{}", stderr(&built));
    check_links(&files(&guide.join("public")).into_iter().collect());
    let chapters = files(&guide.join("content")).into_iter();
    let chapters = chapters.filter(|(path, _)| path.ends_with(".md"));
    Made {
        chapters: chapters.map(|(path, text)| (path, String::from_utf8(text).unwrap())).collect(),
        settings: std::fs::read_to_string(guide.join("book.toml")).unwrap(),
        report: stderr(&output),
    }
}

fn made(body: &str, arguments: &[&str]) -> Made {
    made_in(tempfile::tempdir().unwrap().path(), body, arguments)
}

impl Made {
    fn paths(&self) -> Vec<&str> {
        self.chapters.keys().map(String::as_str).collect()
    }

    /// The text of a chapter below its front matter.
    fn text(&self, path: &str) -> &str {
        let Some(chapter) = self.chapters.get(path) else { panic!("{path}: {:?}", self.paths()) };
        chapter.split_once("\n---\n\n").unwrap().1
    }
}

const BROKEN: &str = "<w:r><w:drawing><a:blip r:embed=\"emf\"/></w:drawing></w:r>";

fn plan() -> String {
    [
        styled("Titel", &r("Plan voor de wijk")),
        p(&r("Gemeente Almere")),
        styled("KopVrij", &r("Inhoudsopgave")),
        p(&field(" TOC \\o ", "1 Inleiding 3")),
        styled("KopVrij", &r("Voorwoord")),
        p(&r("Dank aan allen.")),
        styled("Kop1", &r("Inleiding")),
        p(&(r("Zie hoofdstuk ")
            + &field(" REF _Ref1 \\r \\h ", "2")
            + &r(", ")
            + &field(" REF _Ref2 \\h ", "Tabel 1")
            + &r(" en paragraaf 2.1.1, bijlage A, en ook paragraaf 7.3."))),
        styled("Kop2", &r("Doel")),
        p(&r("Het doel.")),
        styled("Kop1", &bookmark("_Ref1", &r("Aanpak"))),
        p(&r("De aanpak.")),
        styled("Kop2", &r("Signalen")),
        styled(
            "Bijschrift",
            &bookmark("_Ref2", &(r("Tabel ") + &field(" SEQ Tabel ", "1") + &r(": Aantallen"))),
        ),
        table(&[&[p(&r("Jaar")), p(&r("Aantal"))], &[p(&r("2025")), p(&r("12"))]]),
        styled("Kop3", &r("Bellen")),
        p(&r("Wij bellen.")),
        styled("KopBijlage", &r("Begrippen")),
        p(&r("Wijk: deel van een stad.")),
        styled("KopVrij", &r("Literatuur")),
        p(&r("Boeken.")),
    ]
    .concat()
}

#[test]
fn numbered_headings_become_chapters_of_that_number() {
    let made = made(&plan(), &[]);
    assert_eq!(
        made.paths(),
        [
            "1-inleiding/1.1-doel.md",
            "1-inleiding/index.md",
            "2-aanpak/2.1-signalen.md",
            "2-aanpak/index.md",
            "A-begrippen.md",
            "index.md",
            "literatuur.md",
            "voorwoord.md",
        ]
    );
    assert!(made.settings.contains("title = \"Plan voor de wijk\""), "{}", made.settings);
    assert_eq!(made.text("index.md"), "Gemeente Almere\n");
    assert!(made.chapters["literatuur.md"].contains("position: back"));
    for part in [
        "1 Inleiding\n  1.1 Doel\n2 Aanpak\n",
        "2 levels of headings became chapters; --split 3 makes more chapters",
        "2 links of the document, 2 mentions of a chapter or section",
        "1 mention of what the document does not have stays text: “paragraaf 7.3”",
    ] {
        assert!(made.report.contains(part), "{part} is missing in:\n{}", made.report);
    }
    assert!(made.report.contains("a table of contents is left out"), "{}", made.report);
}

#[test]
fn what_a_document_says_of_itself_becomes_a_reference() {
    let made = made(&plan(), &[]);
    assert_eq!(
        made.text("1-inleiding/index.md"),
        "Zie [[2|hoofdstuk 2]], [[2.1#tab-1|Tabel 1]] en [[2.1#2-1-1-bellen|paragraaf 2.1.1]], \
         [[A|bijlage A]], en ook paragraaf 7.3.\n"
    );
    assert_eq!(
        made.text("2-aanpak/2.1-signalen.md"),
        "| Jaar | Aantal |\n| --- | --- |\n| 2025 | 12 |\n\nTabel: Aantallen\n\n\
         ## 2.1.1 Bellen {#2-1-1-bellen}\n\nWij bellen.\n"
    );
}

#[test]
fn the_depth_of_chapters_can_be_chosen() {
    let one = made(&plan(), &["--split", "1"]);
    assert!(one.paths().contains(&"2-aanpak.md"), "{:?}", one.paths());
    assert!(one.text("2-aanpak.md").contains("## 2.1 Signalen\n"), "{}", one.text("2-aanpak.md"));
    let three = made(&plan(), &["--split", "3"]);
    assert!(three.paths().iter().any(|path| path.ends_with("2.1.1-bellen.md")));
    let unnumbered = styled("KopVrij", &r("Een")) + &p(&r("a")) + &styled("KopVrij", &r("Twee"));
    let counted = made(&unnumbered, &["--split", "1"]);
    assert_eq!(counted.paths(), ["1-een.md", "2-twee.md"]);
}

#[test]
fn a_document_goes_below_a_number_of_a_guide() {
    let guide = tempfile::tempdir().unwrap();
    std::fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"G\"\n").unwrap();
    std::fs::create_dir(guide.path().join("content")).unwrap();
    std::fs::write(guide.path().join("content/1-een.md"), "---\ntitle: Een\n---\n\nTekst.\n")
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("plan.docx");
    std::fs::write(&source, document(&plan())).unwrap();
    let refused = import(&[source.to_str().unwrap()], guide.path());
    assert!(stderr(&refused).contains("--under 2"), "{}", stderr(&refused));
    assert_eq!(stderr(&refused).matches("is taken by").count(), 1, "{}", stderr(&refused));
    let made = made_in(guide.path(), &plan(), &["--under", "3"]);
    let index = "3-plan-voor-de-wijk/index.md";
    assert_eq!(made.text(index), "Gemeente Almere\n\n## Voorwoord\n\nDank aan allen.\n");
    let inner = made.paths().into_iter().find(|path| path.contains("3.2.1-signalen")).unwrap();
    assert!(made.text(inner).contains("## 3.2.1.1 Bellen"), "{}", made.text(inner));
    let first = made.paths().into_iter().find(|path| path.contains("3.1-inleiding/index")).unwrap();
    assert!(made.text(first).contains("[[3.2|hoofdstuk 2]]"), "{}", made.text(first));
    assert!(
        made.report.contains("3.3 Begrippen") && made.report.contains("3.4 Literatuur"),
        "{}",
        made.report
    );
}

#[test]
fn a_number_that_stands_twice_is_reported_and_no_text_is_lost() {
    let typed = |style: &str, text: &str| styled(style, &r(text)) + &p(&r("Tekst."));
    let body = [
        typed("KopVrij", "1 Een"),
        typed("KopVrij", "2 Twee"),
        typed("KopVrij", "2 Nog eens"),
        typed("KopVrij", "3 Drie"),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(made.paths(), ["1-een.md", "2-twee.md", "3-drie.md", "4-nog-eens.md"]);
    let said = "2 is twice in the document: “Nog eens” is 4 here";
    assert!(made.report.contains(said), "{}", made.report);
}

#[test]
fn lists_count_as_word_counts_and_with_its_letters() {
    let body = [
        styled("Kop1", &r("Een")),
        item(3, 0, "een"),
        p(""),
        item(3, 0, "twee"),
        item(3, 1, "a"),
        item(3, 1, "b"),
        p(&r("Tussendoor.")),
        item(3, 0, "drie"),
        p(&r("Nieuw.")),
        item(5, 0, "vijf"),
        item(5, 1, "letter"),
        p(&r("Punten.")),
        item(4, 0, "punt"),
        styled("Lijstalinea", &r("gaat door")),
        item(4, 0, "punt twee"),
        styled("Kop1", &r("Twee")),
        item(9, 1, "genummerde alinea"),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text("1-een.md"),
        "1. een\n2. twee\n   a) a\n   b) b\n\nTussendoor.\n\n3. drie\n\nNieuw.\n\n5. vijf\n   \
         a) letter\n\nPunten.\n\n- punt\n\n  gaat door\n\n- punt twee\n"
    );
    assert_eq!(made.text("2-twee.md"), "2.1 genummerde alinea\n");
}

#[test]
fn hidden_and_deleted_text_stays_out_and_is_told() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ONZICHTBAAR</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>zichtbaar</w:t></w:r>";
    let mark = "<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
    let row = "<w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc><w:p><w:del><w:r>\
               <w:delText>WEG</w:delText></w:r></w:del></w:p></w:tc></w:tr>";
    let rows = table(&[&[p(&r("a")), p(&r("b"))], &[p(&r("c")), p(&r("d"))]]);
    let body = [
        styled("Kop1", &r("Een")),
        p(&(r("Wel ") + hidden + shown + &r("."))),
        p(&format!("{mark}{}", r("Eerste helft "))),
        p(&r("en de tweede.")),
        rows.replace("</w:tbl>", &format!("{row}</w:tbl>")),
        styled("Kop1", &r("Twee")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text("1-een.md"),
        "Wel zichtbaar.\n\nEerste helft en de tweede.\n\n| a | b |\n| --- | --- |\n| c | d |\n"
    );
    for part in ["“ONZICHTBAAR” is hidden text", "the row “WEG” was deleted"] {
        assert!(made.report.contains(part), "{part} is missing in:\n{}", made.report);
    }
}

#[test]
fn pictures_that_cannot_be_shown_are_reported_with_their_places() {
    let drawing = |inner: &str| format!("<w:r><w:drawing>{inner}</w:drawing></w:r>");
    let chart = drawing(
        "<wp:docPr descr=\"Staafdiagram\"/><a:graphicData uri=\"http://x/2006/chart\">\
         <a:chart r:id=\"chart\"/></a:graphicData>",
    );
    let linked = drawing("<a:blip r:link=\"far\"/>");
    let old = "<w:r><mc:AlternateContent xmlns:mc=\"mc\"><mc:Choice><w:drawing><a:graphicData \
               uri=\"http://x/2014/chartex\"/></w:drawing></mc:Choice><mc:Fallback><w:pict>\
               <v:imagedata r:id=\"png\"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    let mut body = styled("Kop1", &r("Een"));
    body += &p(PICTURE);
    body += &p(&r("Figuur 3.1: Het plein"));
    for picture in [chart.as_str(), &linked, old] {
        body += &(p(picture) + &p(&r("Tekst.")));
    }
    body += &p(&drawing("<a:graphicData uri=\"http://x/2010/wordprocessingGroup\"/>"));
    body += &p(BROKEN).repeat(5);
    body += &styled("Kop1", &r("Twee"));
    let made = made(&body, &[]);
    let text = made.text("1-een.md");
    assert!(
        text.contains("\\[Staafdiagram\\]\n")
            && text.contains("\\[tekening\\]\n")
            && text.contains("![](beeld/1-image2.png)\n"),
        "{text}"
    );
    assert!(!text.contains(".emf"), "{text}");
    let table = "|  | Wonen |\n| --- | --- |\n| 2024 | 12 |\n\nTabel: Groei\n";
    assert!(text.contains(table), "{text}");
    assert!(text.contains("![](beeld/1-image2.png \"Het plein\")"), "{text}");
    for part in [
        "× the chart “Staafdiagram” cannot be read",
        "is not in the document, but at file:///C:/foto.png",
        "× 5 times, first here: browsers cannot show the picture",
        "look at 1 Een (line 11, 12, 13, 14, 15)",
    ] {
        assert!(made.report.contains(part), "{part} is missing in:\n{}", made.report);
    }
    assert!(!made.report.contains("chartex"), "{}", made.report);
}

#[test]
fn what_a_contents_lists_is_a_heading_and_what_only_looks_like_one_is_not_above_it() {
    let bold = |text: &str| p(&format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"));
    let body = [
        p(&field(" TOC \\t \"Geheim;1\" ", "1 Een")),
        p(&format!("<w:pPr><w:pStyle w:val=\"Geheim\"/>{}</w:pPr>{}", in_list(9, 0), r("Een"))),
        bold("2024 Een jaar vol plannen"),
        p(&r("Tekst.")),
        p(&format!("<w:pPr><w:pStyle w:val=\"Geheim\"/>{}</w:pPr>{}", in_list(9, 0), r("Twee"))),
        bold("1. We hebben drie buurten bezocht"),
        p(&r("Meer.")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(made.paths(), ["1-een.md", "2-twee.md"]);
    assert_eq!(made.text("1-een.md"), "## 2024 Een jaar vol plannen\n\nTekst.\n");
    assert_eq!(made.text("2-twee.md"), "## 1\\. We hebben drie buurten bezocht\n\nMeer.\n");
}

#[test]
fn a_number_above_its_title_and_styles_in_the_list_of_headings_are_headings() {
    let body = [
        p(&field(" TOC \\t \"Geheim;1\" ", "1 Een")),
        styled("NummerBoven", ""),
        styled("Geheim", &r("Een")),
        styled("InLijst", &r("Deel")),
        p(&r("Zie hoofdstuk 2 en paragraaf 1.1.")),
        styled("NummerBoven", ""),
        styled("Geheim", &r("Twee")),
        styled("InLijst", &r("Een alinea met een nummer, die een zin is en geen kop.")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(made.paths(), ["1-een/1.1-deel.md", "1-een/index.md", "2-twee/index.md"]);
    assert_eq!(made.text("1-een/1.1-deel.md"), "Zie [[2|hoofdstuk 2]] en [[1.1|paragraaf 1.1]].\n");
    let sentence = "2.1 Een alinea met een nummer, die een zin is en geen kop.\n";
    assert_eq!(made.text("2-twee/index.md"), sentence);
}

#[test]
fn fields_give_their_outer_result_and_addresses_become_links() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let said = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let nested = [
        mark("begin"),
        said(" IF "),
        field(" PAGE ", "3"),
        said(" = 3 \"JA\" \"NEE\" "),
        mark("separate"),
        r("JA"),
        mark("end"),
    ];
    let body = [
        styled("Kop1", &r("Een")),
        p(&(r("Dus ") + &nested.concat() + &r(". Zie www.almere.nl of mail info@almere.nl."))),
        p(&(r("Op ") + &field(" HYPERLINK \"C:\\stuk.docx\" ", "de schijf") + &r("."))),
        styled("Kop1", &r("Twee")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text("1-een.md"),
        "Dus JA. Zie [www.almere.nl](https://www.almere.nl) of mail \
         [info@almere.nl](mailto:info@almere.nl).\n\nOp de schijf<!-- C:\\stuk.docx -->.\n"
    );
    assert!(made.report.contains("the link to C:\\stuk.docx is text now"), "{}", made.report);
}

#[test]
fn an_empty_paragraph_that_ends_a_section_has_no_number() {
    let section = "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:sectPr/></w:pPr></w:p>";
    let empty = styled("Kop1", "");
    let body = [section, &styled("Kop1", &r("Een")), section, &styled("Kop1", &r("Twee"))].concat();
    assert_eq!(made(&body, &[]).paths(), ["1-een.md", "2-twee.md"]);
    let body = [&empty, &styled("Kop1", &r("Een")), &empty, &styled("Kop1", &r("Twee"))];
    assert_eq!(made(&body.map(String::as_str).concat(), &[]).paths(), ["2-een.md", "4-twee.md"]);
}

#[test]
fn captions_are_found_beside_pictures_in_text_and_stay_where_a_picture_is_lost() {
    let picture = PICTURE;
    let body = [
        styled("Kop1", &r("Een")),
        p(&(r("Het plein ligt er zo bij.") + picture)),
        p(&r("Figuur 1 Het plein")),
        p(BROKEN),
        p(&r("Figuur 2. De markt.")),
        p(&r("Zie figuur 1 en figuur 2; de foto 3 jaar geleden.")),
        styled("Kop1", &r("Twee")),
        p(&r("Figuur 2 laat zien wat er is, en figuur 1 ook.")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text("1-een.md"),
        "Het plein ligt er zo bij.\n\n![](beeld/1-image2.png \"Het plein\")\n\n\\[afbeelding\\]\n\n\
         <a id=\"figuur-2\"></a>Figuur 2. De markt.\n\n\
         Zie [figuur 1](#fig-1) en [figuur 2](#figuur-2); de foto 3 jaar geleden.\n"
    );
    let text = "[[1#figuur-2|Figuur 2]] laat zien wat er is, en [[1#fig-1|figuur 1]] ook.\n";
    assert_eq!(made.text("2-twee.md"), text);
}

#[test]
fn a_link_may_go_on_in_the_next_paragraph() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let start = format!(
        "{}<w:r><w:instrText>HYPERLINK \"https://a.nl/\"</w:instrText></w:r>{}",
        mark("begin"),
        mark("separate")
    );
    let body = [
        styled("Kop1", &r("Een")),
        p(&(r("Zie ") + &start + &r("de nota;"))),
        p(&(r("over wonen") + &mark("end") + &r(" en zorg."))),
        p(&(start.clone() + &r("Alles wat er in staat."))),
        p(&(mark("end") + &r("Gewoon."))),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text(made.paths()[0]),
        "Zie [de nota;](https://a.nl/)\n\n[over wonen](https://a.nl/) en zorg.\n\n\
         [Alles wat er in staat.](https://a.nl/)\n\nGewoon.\n"
    );
}

#[test]
fn a_picture_and_its_caption_may_be_one_paragraph() {
    let line_break = "<w:r><w:br/></w:r>";
    let body = [
        styled("Kop1", &r("Een")),
        styled("Bijschrift", &format!("{PICTURE}{line_break}{}", r("Figuur 1: Plein"))),
        p(&format!("{}{line_break}{PICTURE}", r("Figuur 2: Markt"))),
        p(&format!("{PICTURE}{line_break}{}", r("Een zin onder een beeld."))),
        p(&r("Zie figuur 1 en figuur 2.")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text(made.paths()[0]),
        "![](beeld/image2.png \"Plein\")\n\n![](beeld/image2.png \"Markt\")\n\n\
         ![](beeld/image2.png)\\\nEen zin onder een beeld.\n\n\
         Zie [figuur 1](#fig-1) en [figuur 2](#fig-2).\n"
    );
}

#[test]
fn tables_of_merged_cells_are_counted_with_the_others() {
    let wide = table(&[&[p(&r("a")), p(&r("b"))], &[p(&r("c")), p(&r("d"))]])
        .replacen("<w:tc>", "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>", 1)
        .replacen("</w:tr><w:tr><w:tc>", "</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>", 1);
    let plain = table(&[&[p(&r("a")), p(&r("b"))], &[p(&r("c")), p(&r("d"))]]);
    let caption = |at: usize| p(&r(&format!("Tabel {at}: Nummer {at}")));
    let body = [
        styled("Kop1", &r("Een")),
        caption(1),
        wide,
        p(&r("Tekst.")),
        caption(2),
        plain,
        styled("Kop1", &r("Twee")),
        p(&r("Zie tabel 1 en tabel 2.")),
    ];
    let folder = tempfile::tempdir().unwrap();
    let made = made_in(folder.path(), &body.concat(), &[]);
    assert!(made.text("1-een.md").starts_with("Tabel: Nummer 1\n\n<table>\n"));
    let text = "Zie [[1#tab-1|tabel 1]] en [[1#tab-2|tabel 2]].\n";
    assert_eq!(made.text("2-twee.md"), text);
    let page = std::fs::read_to_string(folder.path().join("public/1.html")).unwrap();
    assert!(page.contains("<caption id=\"tab-1\">"), "{page}");
    assert!(page.contains("id=\"tab-2-title\""), "{page}");
}

#[test]
fn references_to_pages_and_to_places_that_are_gone_are_words_that_help() {
    let body = [
        styled("Kop1", &bookmark("_Ref1", &r("Een"))),
        p(&(r("Zie pagina ") + &field(" PAGEREF _Ref2 \\h ", "12") + &r("."))),
        p(&(r("Zie paragraaf ")
            + &field(" REF _Ref2 \\r \\h ", "1.1")
            + &r(" op pagina ")
            + &field(" PAGEREF _Ref2 \\h ", "12")
            + &r("."))),
        p(&(r("Zie paragraaf ") + &field(" REF _RefWeg \\r \\h ", "1.1") + &r("."))),
        p(&(r("Dus ") + &field(" EQ \\f(I;12) ", "") + &r("."))),
        styled("Kop2", &bookmark("_Ref2", &r("Deel"))),
        styled("Kop1", &r("Twee")),
    ];
    let made = made(&body.concat(), &[]);
    let first = made.paths().into_iter().find(|path| path.ends_with("een/index.md")).unwrap();
    assert_eq!(
        made.text(first),
        "Zie [[1.1]].\n\nZie [[1.1|paragraaf 1.1]].\n\nZie [[1.1|paragraaf 1.1]].\n\nDus I/12.\n"
    );
    assert!(made.report.contains("a site has no page numbers"), "{}", made.report);
}

#[test]
fn texts_of_other_kinds_in_a_folder_are_named() {
    let folder =
        super::folder(&[("een.txt", "Een\n\nTekst.\n"), ("oud.doc", "x"), ("plan.pdf", "x")]);
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[folder.path().to_str().unwrap()], guide.path());
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    for part in [
        "oud.doc is left out\n  help: open it in Word",
        "plan.pdf is left out\n  help: copy its text",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    let only = super::folder(&[("oud.odt", "x")]);
    let output = import(&[only.path().to_str().unwrap()], tempfile::tempdir().unwrap().path());
    assert!(stderr(&output).contains("save it as a Word document (.docx)"), "{}", stderr(&output));
}

#[test]
fn pictures_and_footnotes_of_titles_are_in_the_text() {
    let linked = format!("<w:hyperlink w:anchor=\"x\">{PICTURE}</w:hyperlink>");
    let body = [
        styled("Kop1", &(PICTURE.to_owned() + &r("Inleiding") + REFERENCE)),
        p(&r("Eerste alinea.")),
        p(&r("Tweede alinea.")),
        styled("Kop1", &(linked + &r("Aanpak"))),
        p(&r("De aanpak.")),
        styled("Kop3", &(r("Een ") + PICTURE + &r("stap"))),
        p(&r("De stap.")),
        styled("Kop3", PICTURE),
        p(&r("Na een kop van alleen beeld.")),
    ]
    .concat();
    let made = made(&body, &[]);
    assert_eq!(made.paths(), ["1-inleiding.md", "2-aanpak.md"]);
    assert_eq!(
        made.text("1-inleiding.md"),
        "![](beeld/1-image2.png)\n\nEerste alinea.[^2]\n\nTweede alinea.\n\n[^2]: De noot.\n"
    );
    assert_eq!(
        made.text("2-aanpak.md"),
        "![](beeld/2-image2.png)\n\nDe aanpak.\n\n## 2.1.1 Een stap\n\n![](beeld/2-image2.png)\n\n\
         De stap.\n\n![](beeld/2-image2.png)\n\nNa een kop van alleen beeld.\n"
    );
}

#[test]
fn captions_keep_their_marks_and_footnotes() {
    let link = "<w:hyperlink w:anchor=\"_Ref1\"><w:r><w:t>hier</w:t></w:r></w:hyperlink>";
    let said = r("Figuur 1: Het ") + "<w:r><w:rPr><w:i/></w:rPr><w:t>plein</w:t></w:r>" + REFERENCE;
    let body = [
        styled("Kop1", &bookmark("_Ref1", &r("Inleiding"))),
        p(PICTURE),
        styled("Bijschrift", &(said + &r(", zie \"") + link + &r("\""))),
        styled("Kop1", &r("Aanpak")),
    ]
    .concat();
    let made = made(&body, &[]);
    let caption = r#""Het *plein*[^2], zie \"[[1|hier]]\"""#;
    assert_eq!(
        made.text("1-inleiding.md"),
        format!("![](beeld/1-image2.png {caption})\n\n[^2]: De noot.\n")
    );
}

#[test]
fn styles_of_code_terms_and_quotes_are_kept() {
    let code = |text: &str| styled("Bron", &format!("<w:r><w:t>{text}</w:t></w:r>"));
    let run = "<w:r><w:rPr><w:rStyle w:val=\"Teken\"/></w:rPr><w:t>bel()</w:t></w:r>";
    let body = [
        p(&(r("Roep ") + run)),
        styled("Bron", &(r("als ja:") + "<w:r><w:br/></w:r>" + &r("    bel()"))),
        code("einde"),
        p(&r("Daarna.")),
        styled("Term", &r("Wijk")),
        styled("Uitleg", &r("Een deel van de stad.")),
        styled("Term", &r("Buurt")),
        styled("Uitleg", &r("Een deel van de wijk.")),
        styled("Uitleg", &r("Ook: de mensen.")),
        styled("Blok", &r("Een zin.")),
        styled("Blok", &r("Nog een.")),
        item(3, 0, "Eén"),
        item(6, 0, "Hoort bij een."),
        item(3, 0, "Twee"),
    ]
    .concat();
    let made = made(&body, &[]);
    let text = made.text(made.paths()[0]);
    assert_eq!(
        text,
        "Roep `bel()`\n\n```\nals ja:\n    bel()\neinde\n```\n\nDaarna.\n\n\
         Wijk\n: Een deel van de stad.\n\nBuurt\n: Een deel van de wijk.\n: Ook: de mensen.\n\n\
         > Een zin.\n>\n> Nog een.\n\n1. Eén\n\n   Hoort bij een.\n\n2. Twee\n"
    );
}

fn bold_run(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")
}

fn bold(text: &str) -> String {
    p(&bold_run(text))
}

#[test]
fn a_text_without_headings_is_never_lost() {
    for body in [
        bold("Vet en alleen") + &p(&r("Eerste tekst.")),
        p(&r("Een kop")) + &p(&r("Eerste tekst.")),
        p(&r("Eerste tekst.")),
        styled("Titel", &r("Plan")) + &p(&r("Eerste tekst.")),
    ] {
        let made = made(&body, &["--split", "2"]);
        let [path] = made.paths()[..] else { panic!("{:?}", made.paths()) };
        assert!(made.text(path).contains("Eerste tekst."), "{:?}", made.chapters);
        assert!(made.report.contains("no heading is marked as one"), "{}", made.report);
    }
}

#[test]
fn typed_numbers_of_bold_lines_divide_a_document_without_headings() {
    let body = [
        styled("Titel", &r("Plan voor de wijk")),
        bold("1 Inleiding"),
        p(&r("Zie paragraaf 1.1.")),
        bold("1.1 Doel"),
        p(&r("Het doel.")),
        p(&(bold_run("2") + &r(" ") + &bold_run("Aanpak") + REFERENCE)),
        p(&r("De aanpak.")),
    ];
    let made = made(&body.concat(), &[]);
    let paths = ["1-inleiding/1.1-doel.md", "1-inleiding/index.md", "2-aanpak/index.md"];
    assert_eq!(made.paths(), paths);
    assert_eq!(made.text(paths[1]), "Zie [[1.1|paragraaf 1.1]].\n");
    assert!(made.text(paths[2]).contains("De noot."), "{}", made.text(paths[2]));
    assert!(made.settings.contains("title = \"Plan voor de wijk\""), "{}", made.settings);
}

#[test]
fn steps_that_are_counted_are_no_headings() {
    let body = [
        styled("Kop1", &r("Inleiding")),
        item(12, 0, "Bel de wijkagent"),
        p(&r("Dat kan altijd.")),
        item(12, 0, "Wacht"),
        p(&r("Niet te lang.")),
    ];
    let made = made(&body.concat(), &[]);
    let text = made.text(made.paths()[0]);
    assert!(!text.contains('#') && text.contains("Stap 2: Wacht"), "{text}");
}

#[test]
fn a_style_that_counts_appendices_makes_them_and_mentions_lead_there() {
    let body = [
        styled("Kop1", &r("Inleiding")),
        p(&r("Zie bijlage 2, en bijlage 7.")),
        styled("Kop1", &r("Aanpak")),
        styled("LijstBijlage", &r("Vragen")),
        p(&r("De vragen.")),
        styled("LijstBijlage", &r("Namen")),
        p(&r("Zie bijlage 1.")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(made.paths(), ["1-inleiding.md", "2-aanpak.md", "A-vragen.md", "B-namen.md"]);
    assert_eq!(made.text("1-inleiding.md"), "Zie [[B|bijlage 2]], en bijlage 7.\n");
    assert_eq!(made.text("B-namen.md"), "Zie [[A|bijlage 1]].\n");
    for part in ["the text says “bijlage 2”, which is appendix B here", "stays text: “bijlage 7”"]
    {
        assert_eq!(made.report.matches(part).count(), 1, "{part}: {}", made.report);
    }
    assert!(!made.report.contains("says “bijlage 1”"), "{}", made.report);
}

#[test]
fn text_in_unusual_places_is_kept_or_reported() {
    let alternatives = "<w:AlternateContent><w:Choice/><w:Fallback>".to_owned()
        + &p(&r("Voor oude programma\u{2019}s."))
        + "</w:Fallback></w:AlternateContent>";
    let body = [
        styled("Kop1", &r("Inleiding")),
        p("<w:r><w:ruby><w:rt><w:r><w:t>zeg</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Basis</w:t>\
           </w:r></w:rubyBase></w:ruby></w:r>"),
        p("<w:r><w:pict><v:shape><v:textpath string=\"Kunst\"/></v:shape></w:pict></w:r>"),
        alternatives,
        format!("<w:onbekend>{}</w:onbekend>", p(&r("In iets nieuws."))),
        p(&(r("Vink ") + &field(" SYMBOL 252 \\f \"Wingdings\" ", ""))),
        p(&field(" INDEX \\c 2 ", "Almere, 12")),
        "<w:altChunk r:id=\"rest\"/>".to_owned(),
        p("<w:moveFrom><w:r><w:t>Verhuisde zin.</w:t></w:r></w:moveFrom>"),
        p("<w:moveTo><w:r><w:t>Verhuisde zin.</w:t></w:r></w:moveTo>"),
        styled("Kop1", &r("Aanpak")),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text("1-inleiding.md"),
        "Basis (zeg)\n\nKunst\n\nVoor oude programma\u{2019}s.\n\nIn iets nieuws.\n\nVink ✓\n\n\
         Verhuisde zin.\n"
    );
    for part in ["an index is left out", "another document is put into this one"] {
        assert!(made.report.contains(part), "{part}: {}", made.report);
    }
    for part in ["table of contents", "tracked changes"] {
        assert!(!made.report.contains(part), "{part}: {}", made.report);
    }
}

#[test]
fn code_of_several_runs_keeps_its_spaces() {
    let run = |text: &str| {
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"Teken\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t>\
             </w:r>"
        )
    };
    let code = run("een ") + &run("twee") + &run("  drie");
    let made =
        made(&(styled("Bron", &code) + &p(&(r("Typ ") + &code + &run(" ") + &r("nu.")))), &[]);
    let text = made.text(made.paths()[0]);
    assert_eq!(text, "```\neen twee  drie\n```\n\nTyp `een twee  drie` nu.\n");
}

#[test]
fn a_footnote_goes_with_every_chapter_that_refers_to_it() {
    let body = styled("Kop1", &r("Een"))
        + &p(&(r("Eerst.") + REFERENCE))
        + &styled("Kop1", &r("Twee"))
        + &p(&(r("Dan.") + REFERENCE));
    let made = made(&body, &[]);
    assert_eq!(made.text("1-een.md"), "Eerst.[^2]\n\n[^2]: De noot.\n");
    assert_eq!(made.text("2-twee.md"), "Dan.[^2]\n\n[^2]: De noot.\n");
}

#[test]
fn nothing_of_a_document_below_an_existing_chapter_goes_astray() {
    let guide = tempfile::tempdir().unwrap();
    std::fs::write(guide.path().join("book.toml"), "[book]\ntitle = \"G\"\n").unwrap();
    std::fs::create_dir(guide.path().join("content")).unwrap();
    std::fs::write(guide.path().join("content/1-een.md"), "---\ntitle: Een\n---\n\nTekst.\n")
        .unwrap();
    let body = [
        styled("Titel", &r("Plan voor de wijk")),
        styled("KopVrij", &r("Samenvatting")),
        p(&r("Kort.")),
        styled("Kop1", &r("Inleiding")),
        styled("Kop1", &r("Aanpak")),
    ];
    let made = made_in(guide.path(), &body.concat(), &["--under", "1"]);
    assert!(
        made.paths().iter().any(|path| path.contains("1.3-samenvatting")),
        "{:?}",
        made.paths()
    );
    let title = "the title of the document, “Plan voor de wijk”, is left out";
    assert!(made.report.contains(title), "{}", made.report);
    assert!(made.report.contains("“Samenvatting” is 1.3 here"), "{}", made.report);
}

#[test]
fn one_cause_has_one_message() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("plan.docx"), document(&plan())).unwrap();
    }
    let guide = tempfile::tempdir().unwrap();
    let refused = import(&[folder.path().to_str().unwrap()], guide.path());
    assert!(!refused.status.success());
    assert_eq!(stderr(&refused).matches("two texts would").count(), 1, "{}", stderr(&refused));
}

#[test]
fn headings_in_a_frame_are_below_that_of_the_text_around_it() {
    let frame = "<w:r><w:drawing><w:txbxContent>".to_owned()
        + &styled("Kop1", &r("In het kader"))
        + &p(&r("Tekst in het kader."))
        + "</w:txbxContent></w:drawing></w:r>";
    let body = styled("KopVrij", &r("Inleiding")) + &p(&(r("Tekst.") + &frame));
    let made = made(&body, &[]);
    let text = made.text(made.paths()[0]);
    assert!(text.contains("\n## ") && !text.contains("\n# "), "{text}");
}

#[test]
fn a_table_that_is_only_drawn_around_a_chapter_hides_none() {
    let cell = styled("Kop1", &r("Een")) + &p(&r("In de cel."));
    let body = table(&[&[cell]])
        + &table(&[&[styled("Kop1", &r("Twee"))]])
        + &p(&r("Los."))
        + &table(&[&[p(&r("Een kader."))]]);
    let made = made(&body, &[]);
    assert_eq!(made.text("1-een.md"), "In de cel.\n");
    assert_eq!(made.text("2-twee.md"), "Los.\n\n::: kader\nEen kader.\n:::\n");
}

#[test]
fn an_item_of_several_paragraphs_keeps_them_in_a_list_within_a_list() {
    let more = "<w:pPr><w:pStyle w:val=\"Lijstalinea\"/><w:ind w:left=\"720\"/></w:pPr>";
    let body = [
        styled("Kop1", &r("Kop")),
        item(3, 0, "een"),
        item(3, 1, "een a"),
        p(&format!("{more}{}", r("en verder"))),
        item(3, 1, "een b"),
        item(3, 0, "twee"),
    ];
    let made = made(&body.concat(), &[]);
    let text = made.text(made.paths()[0]);
    assert_eq!(text, "1. een\n\n   a) een a\n\n      en verder\n\n   b) een b\n\n2. twee\n");
}

#[test]
fn a_frame_around_a_picture_or_a_caption_is_no_box() {
    let frame = |inner: &str| {
        format!("<w:r><w:drawing><w:txbxContent>{inner}</w:txbxContent></w:drawing></w:r>")
    };
    let caption = |text: &str| styled("Bijschrift", &r(text));
    let body = [
        styled("Kop1", &r("Een")),
        p(&(r("Voor.") + &frame(&(p(PICTURE) + &caption("Figuur 1: Plein"))))),
        p(&r("Zie figuur 1, figuur 2 en tabel 1.")),
        p(PICTURE),
        p(&frame(&caption("Figuur 2: Markt"))),
        p(&frame(&caption("Tabel 1: Wie"))),
        table(&[&[p(&r("a")), p(&r("b"))], &[p(&r("1")), p(&r("2"))]]),
        p(&frame(&p(BROKEN))),
        p(&frame(&p(&r("Een kader.")))),
    ];
    let made = made(&body.concat(), &[]);
    assert_eq!(
        made.text(made.paths()[0]),
        "Voor.\n\n![](beeld/image2.png \"Plein\")\n\n\
         Zie [figuur 1](#fig-1), [figuur 2](#fig-2) en [tabel 1](#tab-1).\n\n\
         ![](beeld/image2.png \"Markt\")\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nTabel: Wie\n\n\
         \\[afbeelding\\]\n\n::: kader\nEen kader.\n:::\n"
    );
}

#[test]
fn an_empty_document_is_reported() {
    let made = made(&p(""), &[]);
    assert!(made.report.contains("there is no text in"), "{}", made.report);
}
