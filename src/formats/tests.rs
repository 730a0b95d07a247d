//! Hostile and arbitrary documents: each is read in little time, without a panic, and without
//! losing words.

use std::io::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Reads a document and writes its chapters as Markdown.
fn markdown(format: Format, bytes: &[u8]) -> (String, Vec<Remark>) {
    let document = read(format, bytes).unwrap();
    let mut notes = document.notes.clone();
    let mut markdown = String::new();
    for chapter in document.into_chapters(None) {
        markdown.push_str(&format!("{}\n", chapter.title.unwrap_or_default()));
        markdown.push_str(&format!("{}\n", words(&chapter.banner)));
        markdown.push_str(&to_markdown(&chapter.blocks));
        notes.extend(chapter.notes);
    }
    (markdown, notes)
}

/// A Word document of these parts.
fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word document with this text.
fn document(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    docx(&[("word/document.xml", &xml)])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn elements_that_are_nested_too_deep_are_text() {
    const DEPTH: usize = 4000;
    for (open, close) in [
        ("<blockquote>", "</blockquote>"),
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ul>", "</ul>"),
        ("<b>", "</b>"),
        ("<span>", "</span>"),
        ("<dl><dt>t</dt><dd>", "</dd></dl>"),
        ("<a href=x>", "</a>"),
        ("<details>", "</details>"),
    ] {
        let page =
            format!("<p>voor</p>{}binnenin{}<p>na</p>", open.repeat(DEPTH), close.repeat(DEPTH));
        let (markdown, notes) = markdown(Format::Html, page.as_bytes());
        for word in ["voor", "binnenin", "na"] {
            assert!(markdown.contains(word), "{word} of {open} is lost");
        }
        let is_told =
            notes.iter().any(|(_, note)| note.message.contains("nested more than 100 deep"));
        // Browsers close a link before the next one.
        assert!(is_told || open.starts_with("<a"), "{open}: {notes:?}");
    }
}

#[test]
fn parts_of_word_that_are_nested_too_deep_are_text() {
    const DEPTH: usize = 20_000;
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"),
    ] {
        let inner = paragraph("binnenin");
        let body = format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH));
        let (markdown, _) = markdown(Format::Word, &document(&body));
        let is_frame = open.contains("<w:r><w:txbxContent>");
        assert!(markdown.contains("binnenin") || is_frame, "{open}: {markdown}");
    }
    for (open, close) in [("<w:ins>", "</w:ins>"), ("<w:hyperlink>", "</w:hyperlink>")] {
        let run = "<w:r><w:t>binnenin</w:t></w:r>";
        let body = format!("<w:p>{}{run}{}</w:p>", open.repeat(DEPTH), close.repeat(DEPTH));
        let (markdown, notes) = markdown(Format::Word, &document(&body));
        assert!(markdown.contains("binnenin"), "{open}: {markdown}");
        assert!(
            notes.iter().any(|(_, note)| note.message.contains("nested too deep")),
            "{notes:?}"
        );
    }
}

#[test]
fn fields_inside_fields_are_one_link() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                 <w:r><w:instrText>HYPERLINK \"https://example.org/\"</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let run = "<w:r><w:t>binnenin</w:t></w:r>";
    let body = format!("<w:p>{}{run}{}</w:p>", begin.repeat(5000), end.repeat(5000));
    let (markdown, _) = markdown(Format::Word, &document(&body));
    assert!(markdown.contains("[binnenin](https://example.org/)"), "{markdown}");
}

#[test]
fn levels_of_word_beyond_any_word_has_do_not_panic() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a\"><w:name w:val=\"x\"/><w:pPr>\
                  <w:outlineLvl w:val=\"255\"/></w:pPr></w:style><w:style w:styleId=\"b\">\
                  <w:name w:val=\"heading 255\"/></w:style></w:styles>";
    let mut body = String::new();
    for style in ["a", "b"] {
        body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>kop</w:t></w:r></w:p>"
        ));
    }
    for level in 0..20_000 {
        body.push_str(&format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>\
             </w:pPr><w:r><w:t>punt</w:t></w:r></w:p>"
        ));
    }
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let bytes = docx(&[("word/document.xml", &xml), ("word/styles.xml", styles)]);
    let (markdown, _) = markdown(Format::Word, &bytes);
    assert_eq!(markdown.matches("punt").count(), 20_000);
}

#[test]
fn a_list_that_is_indented_without_end_has_an_end() {
    let lines = (0..2000).map(|depth| format!("{}- punt {depth}\n", " ".repeat(depth * 2 + 2)));
    let (markdown, _) = markdown(Format::Plain, lines.collect::<String>().as_bytes());
    assert_eq!(markdown.matches("punt").count(), 2000);
}

#[test]
fn numbers_too_large_to_count_do_not_panic() {
    let page = "<ol start=18446744073709551615><li>een</li><li>twee</li></ol>";
    let (markdown, _) = markdown(Format::Html, page.as_bytes());
    assert!(markdown.contains("1. een\n2. twee"), "{markdown}");
}

#[test]
fn what_unpacks_to_more_than_any_document_is_refused() {
    let large = " ".repeat(usize::try_from(limits::MAX_ENTRY).unwrap() + 1);
    let error = read(Format::Word, &docx(&[("word/document.xml", &large)])).unwrap_err();
    assert!(error.contains("unpacks to more than 64 MB"), "{error}");
}

#[test]
fn images_that_are_too_much_together_are_refused() {
    let mut parts = vec![("a".to_owned(), "1234".to_owned()), ("b".to_owned(), "567".to_owned())];
    parts.push(("c".to_owned(), "8".to_owned()));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let bytes = docx(&parts);
    let mut archive = word::archive::Archive::open(&bytes, 7).unwrap();
    assert_eq!(archive.bytes("a"), Ok(Some(b"1234".to_vec())));
    assert_eq!(archive.bytes("b"), Ok(Some(b"567".to_vec())));
    assert!(archive.bytes("c").is_err());
    assert_eq!(archive.bytes("d"), Ok(None));
}

#[test]
fn entities_of_xml_do_not_multiply() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>\
                <w:document xmlns:w=\"w\"><w:body/></w:document>";
    let error = read(Format::Word, &docx(&[("word/document.xml", bomb)])).unwrap_err();
    assert_eq!(error, "its text is broken");
}

#[test]
fn cells_cost_what_they_are_and_not_what_they_claim() {
    let cell = "<td colspan=100 rowspan=100>x</td>";
    let page = format!("<table><tr><th>k</th></tr><tr>{}</tr>", cell.repeat(2000));
    let page = format!("{page}{}</table>", "<tr><td>y</td></tr>".repeat(2000));
    let (written, _) = markdown(Format::Html, page.as_bytes());
    assert_eq!(written.matches(">x</td>").count(), 2000);
    assert!(written.len() < 2_000_000, "{}", written.len());
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>";
    let body = format!("<w:tbl><w:tr>{}</w:tr><w:tr>{0}</w:tr></w:tbl>", cell.repeat(2000));
    let (written, _) = markdown(Format::Word, &document(&body));
    assert!(written.len() < 200_000, "{}", written.len());
}

#[test]
fn control_characters_of_pages_are_left_out() {
    let page = "<title>a&#27;[31mb</title><p>c&#27;[31md&#7;e</p><pre>f&#27;g</pre>\
                <p><img alt='h&#27;i' src='j&#27;.png'> <a href='https://k&#27;/'>l</a></p>";
    let (markdown, _) = markdown(Format::Html, page.as_bytes());
    assert!(!markdown.contains(|c: char| c.is_control() && c != '\n'), "{markdown:?}");
}

#[test]
fn code_in_a_list_keeps_its_empty_lines() {
    let page = "<ul><li>een<pre>a\n\nb</pre></li><li>twee</li></ul>";
    let (markdown, _) = markdown(Format::Html, page.as_bytes());
    assert!(markdown.contains("  a\n\n  b\n"), "{markdown}");
}

/// Reading twice as much takes about twice as long.
#[test]
fn time_is_linear_in_the_size_of_a_document() {
    type Pattern = (&'static str, Format, fn(usize) -> Vec<u8>);
    let patterns: [Pattern; 15] = [
        ("attributes of one tag", Format::Html, |n| {
            let attributes = (0..n).map(|at| format!("a{at}=b "));
            format!("<p {}>x", attributes.collect::<String>()).into()
        }),
        ("paragraphs that nothing closes", Format::Html, |n| "<p><b>x".repeat(n).into()),
        ("links on one line", Format::Html, |n| {
            (0..n).map(|n| format!("<a href=\"x{n}\">woord{n}</a> ")).collect::<String>().into()
        }),
        ("paragraphs on one line", Format::Html, |n| {
            (0..n).map(|n| format!("<p>woord{n}")).collect::<String>().into()
        }),
        ("entities", Format::Html, |n| "<p>&#97;&eacute;&nbsp;&#98;zz</p>".repeat(n).into()),
        ("lists of one item", Format::Html, |n| "<ul><li>x</ul><p></p>".repeat(n).into()),
        ("anchors", Format::Html, |n| {
            (0..n)
                .map(|n| format!("<p id=a{n}>x <a href=#a{n}>y</a></p>"))
                .collect::<String>()
                .into()
        }),
        ("marks inside marks", Format::Html, |n| format!("{}x", "<sub>a<sup>b".repeat(n)).into()),
        ("a long word", Format::Plain, |n| "a".repeat(n * 10).into()),
        ("divided words", Format::Plain, |n| {
            format!("een regel die doorloopt\nin de volgende\n{}", "woord-\n".repeat(n)).into()
        }),
        ("numbers", Format::Plain, |n| "1. regel\n".repeat(n).into()),
        ("numbers of items", Format::Plain, |n| format!("- a\n{}", "7. b\n".repeat(n)).into()),
        ("paragraphs", Format::Plain, |n| "Een zin die ophoudt.\n\n".repeat(n).into()),
        ("notes of Word", Format::Word, |n| {
            let body = paragraph("x").repeat(n);
            let note = |n| format!("<w:footnote w:id=\"{n}\">{}</w:footnote>", paragraph("noot"));
            let notes: String = (0..n).map(note).collect();
            let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
            let notes = format!("<w:footnotes xmlns:w=\"w\">{notes}</w:footnotes>");
            docx(&[("word/document.xml", &xml), ("word/footnotes.xml", &notes)])
        }),
        ("bookmarks of Word", Format::Word, |n| {
            let mark = |n| {
                format!(
                    "<w:p><w:bookmarkStart w:name=\"_Ref{n}\"/><w:hyperlink w:anchor=\"_Ref{n}\">\
                     <w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>"
                )
            };
            document(&(0..n).map(mark).collect::<String>())
        }),
    ];
    for (name, format, make) in patterns {
        let time = |n: usize| -> Duration {
            let bytes = make(n);
            let once = || {
                let start = cpu_time();
                markdown(format, &bytes);
                cpu_time().saturating_sub(start)
            };
            (0..3).map(|_| once()).min().unwrap_or_default()
        };
        let (once, four_times) = (time(1000), time(4000));
        // Quadratic time would be sixteen times as much.
        let most = once * 8 + Duration::from_millis(20);
        assert!(four_times < most, "{name}: {once:?} and {four_times:?}");
    }
}

/// The processor time of this thread, which other programs do not change as they do the clock.
fn cpu_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = statistics.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Words of people, with what they type around them.
fn written_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zé]{1,8}",
        1 => Just("Wijkraad".to_owned()),
        1 => Just("•".to_owned()),
        1 => "[0-9]{1,2}[.)]",
        1 => Just("2.4.8".to_owned()),
        1 => "[-–*_`#>|~^:;()\\[\\]{}\"'“”&<\\\\]{1,3}",
        1 => Just("www.example.org/a_b".to_owned()),
    ];
    let line = proptest::collection::vec(word, 0..8).prop_map(|words| words.join(" "));
    let indent = "[ \t]{0,4}";
    let lines = proptest::collection::vec((indent, line), 0..20);
    lines.prop_map(|lines| {
        lines.into_iter().map(|(indent, line)| format!("{indent}{line}\n")).collect()
    })
}

/// The letters and digits of a text in order, which survive whatever else changes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How often each word of letters is in a text.
fn counted(text: &str) -> std::collections::BTreeMap<String, usize> {
    let mut counted = std::collections::BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        *counted.entry(word.to_owned()).or_default() += 1;
    }
    counted
}

/// Pieces of markup, in no sensible order.
fn broken_html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé ]{0,12}",
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<ul>",
            "<li>",
            "</ul>",
            "<ol start=3>",
            "<table>",
            "<tr>",
            "<td>",
            "<td colspan=9 rowspan=9>",
            "</table>",
            "<b>",
            "</b>",
            "<a href='#x'>",
            "</a>",
            "<h1 id=x>",
            "</h1>",
            "<br>",
            "<img src=a.png alt=b>",
            "<blockquote>",
            "<pre>",
            "</pre>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<main>",
            "</main>",
            "<nav>",
            "</nav>",
            "<figure>",
            "<figcaption>",
            "&amp;",
            "&#0;",
            "<!-- x -->",
            "<script>",
            "</script>",
            "\n",
            "• ",
            "<header>",
            "<svg>",
            "<template>",
            "<select>",
            "<caption>",
            "2.4.8 ",
            "<",
            "&",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Parts of a document of Word, in no sensible order but with matching tags.
fn broken_word() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-zé ]{0,12}".prop_map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")),
        proptest::sample::select(vec![
            "<w:br/>",
            "<w:r><w:br/></w:r>",
            "<w:r><w:tab/></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
            "<w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "<w:r><w:footnoteReference w:id=\"1\"/></w:r>",
            "<w:bookmarkStart w:name=\"x\"/>",
            "<w:pPr><w:numPr><w:ilvl w:val=\"3\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
            "<w:pPr><w:outlineLvl w:val=\"99\"/></w:pPr>",
            "<w:tcPr><w:gridSpan w:val=\"99\"/><w:vMerge/></w:tcPr>",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        let names = vec![
            "p",
            "tbl",
            "tr",
            "tc",
            "sdt",
            "sdtContent",
            "ins",
            "del",
            "hyperlink",
            "r",
            "drawing",
            "txbxContent",
            "AlternateContent",
        ];
        (proptest::sample::select(names), proptest::collection::vec(inner, 0..6))
            .prop_map(|(name, inner)| format!("<w:{name}>{}</w:{name}>", inner.concat()))
    })
}

#[test]
fn a_page_of_nothing_but_tags_is_read_in_time() {
    for tags in ["<div>", "<ul><li>", "<font><p>", "<div/>", "<div><table></div></table>"] {
        let page = format!("<h1>1 Kop</h1>{}<p>woord</p>", tags.repeat(10_000));
        assert!(markdown(Format::Html, page.as_bytes()).0.contains("woord"), "{tags}");
    }
}

#[test]
fn what_a_page_has_too_much_of_is_said() {
    let notes_of = |page: &str| {
        let (markdown, notes) = markdown(Format::Html, page.as_bytes());
        assert!(markdown.contains("woord"), "{markdown}");
        let wanted = |(line, Note { message, .. }): Remark| {
            (message.contains("deep") || message.contains("attributes")).then_some((line, message))
        };
        notes.into_iter().filter_map(wanted).collect::<Vec<_>>()
    };
    // The end of a paragraph does not end what only formats its text.
    let notes = notes_of(&format!("<h1>1 Kop</h1>\n{}<p>woord</p>", "<p><b>x\n".repeat(600)));
    assert!(notes.len() == 1 && notes[0].0 > 500, "{notes:?}");
    let attributes: String = (0..600).map(|at| format!("a{at}=b ")).collect();
    let notes = notes_of(&format!("<h1>1 Kop</h1>\n<p {attributes}id=c>woord</p>"));
    assert!(notes.len() == 1 && notes[0].0 == 2, "{notes:?}");
    let notes = notes_of(&format!("<h1>1 Kop</h1>{}<p>woord</p>", "<div>".repeat(600)));
    assert_eq!(notes.len(), 1, "one cause, one note: {notes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// But for a title that is said twice, which a note names.
    #[test]
    fn plain_text_loses_no_word(text in written_text()) {
        let (markdown, notes) = markdown(Format::Plain, text.as_bytes());
        let is_left_out = |at: usize| {
            notes.iter().any(|(line, note)| *line == at + 1 && note.message.contains("left out"))
        };
        let lines = text.lines().enumerate().filter(|(at, _)| !is_left_out(*at));
        // Programs write the bullet of a second level as the letter o.
        let kept = lines.map(|(_, line)| line.trim_start().strip_prefix("o ").unwrap_or(line));
        let kept = kept.collect::<Vec<_>>().join("\n");
        let (said, shown) = (counted(&kept), counted(&markdown));
        for (word, count) in said {
            // A word that was divided at the end of a line is one with the next now.
            let is_there = shown.get(&word).copied().unwrap_or(0) >= count
                || letters(&markdown).matches(&word).count() >= count;
            prop_assert!(is_there, "{word} of {text:?} is lost in {markdown:?}");
        }
    }

    #[test]
    fn html_does_not_panic(page in broken_html()) {
        markdown(Format::Html, page.as_bytes());
    }

    #[test]
    fn word_does_not_panic(body in broken_word()) {
        markdown(Format::Word, &document(&body));
    }

    #[test]
    fn bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Plain, Format::Html, Format::Word] {
            drop(read(format, &bytes).map(|document| document.into_chapters(None)));
        }
    }
}
