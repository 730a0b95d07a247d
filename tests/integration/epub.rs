//! The e-book. `tests/epub` has it checked by the checker of its standard.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use roxmltree::{Document, Node};

use crate::support::{Guide, stderr, wijkengids};

/// An e-book as reading systems find it.
struct Epub {
    names: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Epub {
    fn read(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut epub = Self { names: Vec::new(), files: BTreeMap::new() };
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a whole file");
            epub.names.push(file.name().expect("a name").into_owned());
            epub.files.insert(file.name().expect("a name").into_owned(), bytes);
        }
        epub
    }

    fn built(guide: &Guide) -> Self {
        let output = guide.run(&["build", "--epub"]);
        assert!(output.status.success(), "{}", stderr(&output));
        Self::read(fs::read(guide.path("public/proef.epub")).expect("an e-book"))
    }

    fn text(&self, name: &str) -> &str {
        let bytes = self.files.get(name).unwrap_or_else(|| panic!("{name} in {:?}", self.names));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// The pages by their names.
    fn pages(&self) -> BTreeMap<&str, Document<'_>> {
        let pages = self.names.iter().filter(|name| name.ends_with(".xhtml"));
        pages.map(|name| (name.as_str(), document(self.text(name), name))).collect()
    }

    /// Asserts that all XML is well-formed, that every id is unique and that everything that is
    /// referred to is there and listed. Returns the number of references.
    fn check(&self) -> usize {
        let pages = self.pages();
        let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, page) in &pages {
            for id in page.descendants().filter_map(|node| node.attribute("id")) {
                assert!(ids.entry(name).or_default().insert(id), "{id} is twice in {name}");
            }
        }
        let package = document(self.text("EPUB/package.opf"), "package.opf");
        let listed: BTreeSet<String> = elements(&package, "item")
            .map(|item| format!("EPUB/{}", item.attribute("href").unwrap()))
            .collect();
        let mut checked = 0;
        for (name, page) in &pages {
            assert!(listed.contains(*name), "{name} is not listed");
            let addresses = page.descendants().flat_map(|node| {
                let source = node.attribute("src");
                source.or_else(|| node.attribute("href")).map(str::to_owned)
            });
            for address in addresses.filter(|address| !address.contains(':')) {
                let (file, id) = address.split_once('#').unwrap_or((&address, ""));
                let file =
                    if file.is_empty() { (*name).to_owned() } else { format!("EPUB/{file}") };
                assert!(self.files.contains_key(&file), "{name} refers to {address}");
                assert!(listed.contains(&file), "{name} refers to {address}, which is not listed");
                let has_id = || ids.get(&*file).is_some_and(|ids| ids.contains(id));
                assert!(id.is_empty() || has_id(), "{name} refers to {address}");
                checked += 1;
            }
        }
        let in_archive: BTreeSet<&String> =
            self.names.iter().filter(|name| name.starts_with("EPUB/")).collect();
        assert_eq!(in_archive.len(), listed.len() + 1, "all but the package is listed");
        checked
    }
}

fn document<'a>(text: &'a str, name: &str) -> Document<'a> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    Document::parse_with_options(text, options)
        .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

fn elements<'a, 'd>(
    document: &'d Document<'a>,
    name: &'static str,
) -> impl Iterator<Item = Node<'d, 'a>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The words of a part of a page.
fn words(node: Node<'_, '_>) -> Vec<String> {
    let texts = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
    let text: String = texts.collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A guide of the tests, built elsewhere.
fn built(source: &Path, epub: &str) -> (tempfile::TempDir, Epub) {
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let output =
        wijkengids().arg("build").arg(source).args(["--epub", "--out"]).arg(&public).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let epub = Epub::read(fs::read(public.join(epub)).unwrap());
    (out, epub)
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_archive_is_what_reading_systems_expect() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n")]);
    let epub = Epub::built(&guide);
    assert_eq!(epub.names[..2], ["mimetype", "META-INF/container.xml"]);
    assert_eq!(epub.text("mimetype"), "application/epub+zip");
    let bytes = fs::read(guide.path("public/proef.epub")).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "stored, and without extras");
    let container = document(epub.text("META-INF/container.xml"), "container.xml");
    let root = elements(&container, "rootfile").next().unwrap();
    assert!(epub.files.contains_key(root.attribute("full-path").unwrap()));
}

#[test]
fn every_guide_gives_a_book_that_is_whole() {
    let guides = [
        ("tests/guides/english", "a-guide.epub"),
        ("tests/guides/markdown", "markdown.epub"),
        ("tests/guides/sanitise", "sanitise.epub"),
        ("tests/guides/structure", "bouw.epub"),
        ("tests/browser/guide", "proefgids.epub"),
        ("src/handbook", "wijkengids-het-handboek.epub"),
        (".", "wijkengids.epub"),
    ];
    for (source, name) in guides {
        let (_out, epub) = built(&repository().join(source), name);
        assert!(epub.check() > 10, "{source}");
    }
}

#[test]
fn every_word_of_the_site_is_in_the_book() {
    for (source, name) in [
        ("tests/browser/guide", "proefgids.epub"),
        ("src/handbook", "wijkengids-het-handboek.epub"),
    ] {
        let (out, epub) = built(&repository().join(source), name);
        for (path, page) in epub.pages() {
            let chapter = path.trim_start_matches("EPUB/").trim_end_matches(".xhtml");
            if chapter.starts_with('_') || chapter == "index" {
                continue;
            }
            let mut left = words(page.root_element());
            left.sort();
            let html =
                fs::read_to_string(out.path().join(format!("public/{chapter}.html"))).unwrap();
            let html = scraper::Html::parse_document(&html);
            let text = scraper::Selector::parse("div.text").unwrap();
            let hidden = scraper::Selector::parse(".visually-hidden, .copy").unwrap();
            let text = html.select(&text).next().unwrap_or_else(|| panic!("the text of {chapter}"));
            let is_hidden: BTreeSet<_> = text.select(&hidden).map(|hidden| hidden.id()).collect();
            let of_site = text.descendants().filter(|node| {
                node.value().is_text()
                    && !node.ancestors().any(|above| is_hidden.contains(&above.id()))
            });
            let of_site: Vec<&str> =
                of_site.filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
            let of_site = of_site.join(" ");
            for word in
                of_site.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
            {
                let found = left.binary_search_by(|probe| probe.as_str().cmp(word));
                let found =
                    found.unwrap_or_else(|_| panic!("{source}: {chapter} has lost {word:?}"));
                left.remove(found);
            }
        }
    }
}

#[test]
fn words_are_hyphenated_by_readers_of_any_age() {
    let table = "| a |\n|---|\n| verantwoordelijkheid |\n| <i lang=\"en\">responsibility</i> |\n\
                 | `verantwoordelijkheid` |\n";
    let guide = Guide::with(&[("content/1-een.md", &format!("---\ntitle: Een\n---\n\n{table}"))]);
    let epub = Epub::built(&guide);
    let style = epub.text("EPUB/style.css");
    let plain = style.lines().filter(|line| line.trim_start().starts_with("hyphens:"));
    for line in plain {
        for prefix in ["-epub-", "-webkit-"] {
            let older = format!("  {prefix}{}", line.trim_start());
            assert!(style.contains(&format!("{older}\n")), "{older} is missing");
        }
    }
    let cells = style.split("\nth,\ntd {").nth(1).and_then(|rule| rule.split('}').next()).unwrap();
    for part in ["-webkit-hyphens: auto", "word-break: break-word", "overflow-wrap: anywhere"] {
        assert!(cells.contains(part), "{part} is missing: {cells}");
    }
    // Those that know hyphens for no language have soft ones in the cells of tables.
    let page = epub.text("EPUB/1.xhtml");
    assert!(page.contains(">ver\u{ad}ant\u{ad}woor\u{ad}de\u{ad}lijk\u{ad}heid</td>"), "{page}");
    assert!(page.contains("re\u{ad}spon\u{ad}si\u{ad}bil\u{ad}ity</i>"), "{page}");
    assert!(page.contains("<code>verantwoordelijkheid</code>"), "{page}");
    let page = document(page, "1.xhtml");
    let lang = page.root_element().attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    assert!(lang.is_some_and(|lang| !lang.is_empty()), "words have a language");
}

#[test]
fn a_cover_is_an_image_that_the_package_names() {
    for (title, name) in [("Proef", "cover.png"), ("日本", "cover.svg")] {
        let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n")]);
        guide.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
        let output = guide.run(&["build", "--epub"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let mut made = fs::read_dir(guide.path("public")).unwrap().map(|file| file.unwrap().path());
        let book = made.find(|path| path.extension().is_some_and(|of| of == "epub")).unwrap();
        let epub = Epub::read(fs::read(book).unwrap());
        let name = if cfg!(feature = "typeset") { name } else { "cover.svg" };
        let cover = &epub.files[&format!("EPUB/{name}")];
        assert!(name.ends_with(".svg") || cover.starts_with(b"\x89PNG"), "{title}");
        let package = epub.text("EPUB/package.opf");
        assert!(package.contains(&format!("href=\"{name}\"")), "{package}");
        assert!(package.contains("properties=\"cover-image\""), "{package}");
        assert!(epub.text("EPUB/_cover.xhtml").contains(&format!("src=\"{name}\"")));
    }
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\n\n![Straat](a.svg \"Straat\")\n"),
        ("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>"),
    ]);
    let read = || fs::read(guide.path("public/proef.epub")).unwrap();
    Epub::built(&guide);
    let first = read();
    fs::remove_dir_all(guide.path("public")).unwrap();
    Epub::built(&guide);
    assert!(first == read());
    let time = || fs::metadata(guide.path("public/proef.epub")).unwrap().modified().unwrap();
    let before = time();
    Epub::built(&guide);
    assert_eq!(time(), before, "what did not change is not uploaded again");
}

#[test]
fn the_package_says_what_the_book_is() {
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\nupdated: 2026-03-02\n---\n\n![](a.svg)\n"),
        ("content/2-two.md", "---\ntitle: Two\nlang: en\ndate: 2025-01-01\n---\n\nText.\n"),
        ("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\nsubtitle = \"Een & ander\"\nedition = \"Tweede druk\"\n\
         series = \"Gidsen\"\nseries-number = 4\ndate = 2026-05-06\n\
         authors = [\"A. Bee\", \"C. Dee\"]\npublisher = \"Uitgever\"\nlicence = \"CC BY 4.0\"\n\n\
         [site]\nbase-url = \"https://example.org/gids/\"\n",
    );
    let epub = Epub::built(&guide);
    let package = document(epub.text("EPUB/package.opf"), "package.opf");
    let all = |name| -> Vec<String> {
        elements(&package, name).filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    assert_eq!(all("title"), ["Proef", "Een & ander"]);
    assert_eq!(all("creator"), ["A. Bee", "C. Dee"]);
    assert_eq!(all("language"), ["nl", "en"]);
    assert_eq!(all("rights"), ["CC BY 4.0"]);
    assert_eq!(all("source"), ["https://example.org/gids/"]);
    let property = |name: &str| -> Vec<String> {
        let metas =
            elements(&package, "meta").filter(|meta| meta.attribute("property") == Some(name));
        metas.filter_map(|meta| meta.text().map(str::to_owned)).collect()
    };
    assert_eq!(property("dcterms:modified"), ["2026-05-06T00:00:00Z"]);
    assert_eq!(property("belongs-to-collection"), ["Gidsen"]);
    assert_eq!(property("group-position"), ["4"]);
    assert_eq!(property("schema:bookEdition"), ["Tweede druk"]);
    assert_eq!(property("schema:accessModeSufficient"), ["textual,visual"], "an image has no text");
    assert!(property("schema:accessibilitySummary")[0].contains("Niet elke afbeelding"));
    assert_eq!(property("dcterms:conformsTo"), Vec::<String>::new(), "nobody says so");
    let identifier = all("identifier");
    guide.write("content/1-een.md", "---\ntitle: Een\n---\n\n![Streep](a.svg)\n");
    let epub = Epub::built(&guide);
    let package = document(epub.text("EPUB/package.opf"), "package.opf");
    let now = elements(&package, "identifier").next().unwrap().text().unwrap();
    assert_eq!(identifier, [now], "a new edition is the same book");
    assert!(epub.text("EPUB/package.opf").contains(">alternativeText<"));
}

#[cfg(feature = "typeset")]
#[test]
fn a_book_knows_the_pages_of_the_pdf_beside_it() {
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n"),
        ("content/2-twee.md", "---\ntitle: Twee\n---\n\nTekst.\n"),
    ]);
    let long = "Een alinea met woorden die een regel vullen. ".repeat(150);
    let text = format!(
        "---\ntitle: Drie\n---\n\n{long}\n\n## Les {{.les}}\n\nTekst.[^1]\n\n[^1]: Noot.\n"
    );
    guide.write("content/3-drie.md", text);
    assert!(!Epub::built(&guide).text("EPUB/_contents.xhtml").contains("page-list"));
    let mut books = Vec::new();
    // The second build keeps the PDF of the first.
    for _ in 0..2 {
        let output = guide.run(&["build", "--pdf", "--epub"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let epub = Epub::read(fs::read(guide.path("public/proef.epub")).unwrap());
        epub.check();
        let contents = epub.text("EPUB/_contents.xhtml");
        let (_, pages) = contents.split_once("epub:type=\"page-list\"").expect("a list of pages");
        for (page, place) in [(4, "1.xhtml"), (5, "2.xhtml"), (6, "3.xhtml")] {
            assert!(pages.contains(&format!("<a href=\"{place}\">{page}</a>")), "{pages}");
            let mark = format!(
                "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"wg-page-{page}\""
            );
            assert!(epub.text(&format!("EPUB/{place}")).contains(&mark));
        }
        assert!(
            pages.contains("<a href=\"3.xhtml#les-1\">8</a>")
                || pages.contains("<a href=\"3.xhtml#les\">8</a>"),
            "{pages}"
        );
        let package = epub.text("EPUB/package.opf");
        for said in [">pageBreakMarkers<", ">pageNavigation<", "\"pageBreakSource\">proef.pdf<"] {
            assert!(package.contains(said), "{said}: {package}");
        }
        books.push(epub.files);
    }
    assert!(books[0] == books[1]);
}

#[test]
fn conformance_is_claimed_where_the_statement_of_the_guide_does() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n")]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[accessibility]\nstatus = \"full\"\ndate = 2026-01-01\n\
         contact = \"a@example.org\"\norganisation = \"Gemeente\"\n",
    );
    let package = Epub::built(&guide).text("EPUB/package.opf").to_owned();
    assert!(package.contains(">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<"), "{package}");
    assert!(package.contains("a11y:certifiedBy\">Gemeente<"), "{package}");
}

#[test]
fn a_footnote_is_a_note_that_leads_back() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\nNoot[^1] en weer[^1].\n\n[^1]: De noot.\n",
    )]);
    let epub = Epub::built(&guide);
    let pages = epub.pages();
    let page = &pages["EPUB/1.xhtml"];
    let kind = |node: &Node<'_, '_>| {
        node.attribute(("http://www.idpf.org/2007/ops", "type")).unwrap_or_default().to_owned()
    };
    let aside = elements(page, "aside").next().expect("a note");
    assert_eq!(
        (kind(&aside).as_str(), aside.attribute("role")),
        ("footnote", Some("doc-footnote"))
    );
    let references: Vec<_> = elements(page, "a").filter(|a| kind(a) == "noteref").collect();
    assert_eq!(references.len(), 2);
    let to_note = format!("#{}", aside.attribute("id").unwrap());
    assert!(references.iter().all(|a| a.attribute("href") == Some(&to_note)));
    let back = elements(page, "a").filter(|a| a.attribute("role") == Some("doc-backlink"));
    let back: Vec<_> = back.filter_map(|a| a.attribute("href")).collect();
    let ids: Vec<_> =
        references.iter().map(|a| format!("#{}", a.attribute("id").unwrap())).collect();
    assert_eq!(back, ids);
}

#[test]
fn what_the_book_does_not_have_is_on_the_site() {
    let files = [
        (
            "content/1-een.md",
            "---\ntitle: Een\n---\n\nZie [[2#kop]], [bestand](lijst.csv) en [alles](inhoud.html).\n",
        ),
        ("content/2-twee.md", "---\ntitle: Twee\n---\n\n## Kop\n\nTekst.\n"),
        ("content/lijst.csv", "a,b\n"),
    ];
    let guide = Guide::with(&files);
    let book_toml = |site: &str| {
        format!("[book]\ntitle = \"Proef\"\n[site]\n{site}\n[print]\ninclude = [\"1\"]\n")
    };
    guide.write("book.toml", book_toml(""));
    let epub = Epub::built(&guide);
    assert!(!epub.files.contains_key("EPUB/2.xhtml"));
    assert!(epub.text("EPUB/1.xhtml").contains("href=\"_contents.xhtml\""));
    assert!(!epub.text("EPUB/1.xhtml").contains("2.html"));
    guide.write("book.toml", book_toml("base-url = \"https://example.org/gids/\""));
    let epub = Epub::built(&guide);
    let page = epub.text("EPUB/1.xhtml");
    assert!(page.contains("href=\"https://example.org/gids/2.html#kop\""), "{page}");
    assert!(page.contains("href=\"https://example.org/gids/assets/lijst."), "{page}");
    epub.check();
}

#[test]
fn html_of_authors_becomes_what_books_can_have() {
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "---\ntitle: Een\n---\n\n<center>Midden <font color=red>rood</font></center>\n\n\
             <ul><ul><li>genest</li></ul></ul>\n\n<h2>Kop <div>met blok</div></h2>\n\n\
             <div><b>vet<ul><li>lijst</li></ul></b></div>\n\n<dl><dd>omgekeerd</dd><dt>woord</dt></dl>\n\n\
             <table align=center><tr><td bgcolor=red>cel</td></tr><caption>laat</caption></table>\n\n\
             <p id=x onclick=y>een</p><p>twee<br>drie</p>\n\n<mijn-ding>eigen</mijn-ding> \
             <a href=\"#nergens\">nergens</a> &nbsp; <img src=\"a.svg\">\n\n\
             <svg viewBox=\"0 0 1 1\"><script>x</script><rect width=\"1\"/></svg>\n",
        ),
        (
            "content/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"><script>x</script></svg>",
        ),
    ]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n[check]\nbroken-anchor = \"warn\"\nbroken-link = \"warn\"\n",
    );
    let epub = Epub::built(&guide);
    epub.check();
    let page = epub.text("EPUB/1.xhtml");
    for whole in [
        "<div class=\"center\">Midden <span>rood</span></div>",
        "<ul><li><ul><li>genest</li></ul></li></ul>",
        "Kop <span class=\"block\">met blok</span></h2>",
        "<div class=\"b\">vet<ul><li>lijst</li></ul></div>",
        "<div class=\"dd\">omgekeerd</div><div class=\"dt\">woord</div>",
        "<caption>laat</caption><tbody><tr><td>cel</td></tr></tbody></table>",
        "<p id=\"x\">een</p><p>twee<br/>drie</p>",
        "<span>eigen</span>",
        "<a>nergens</a>",
        "alt=\"\"",
    ] {
        assert!(page.contains(whole), "{whole} is missing in:\n{page}");
    }
    assert!(!page.contains("script"), "{page}");
    let drawing = epub.names.iter().find(|name| name.starts_with("EPUB/images/a.")).unwrap();
    assert!(!epub.text(drawing).contains("script") && !epub.text(drawing).contains("onload"));
    assert!(
        epub.text("EPUB/package.opf")
            .contains("href=\"1.xhtml\" media-type=\"application/xhtml+xml\" properties=\"svg\"")
    );
}

#[test]
fn what_a_book_cannot_show_is_reported_and_linked() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\nTekst.\n\n<iframe src=\"https://player.example.org/1\" title=\"Een film\"></iframe>\n\n\
         ![Verre foto](https://player.example.org/a.png)\n\n<select><option>ja<option>nee</select>\n",
    )]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n[site]\nembed = [\"https://player.example.org\"]\n",
    );
    assert!(!stderr(&guide.build()).contains("e-book"), "only where one is made");
    let output = guide.run(&["build", "--epub"]);
    let said = stderr(&output);
    for place in [
        "cannot contain <iframe>",
        "content/1-een.md:7:1",
        "cannot contain the image https://player.example.org/a.png",
        "content/1-een.md:9:1",
        "cannot contain <select>",
        "left-out-of-epub",
    ] {
        assert!(said.contains(place), "{place} is missing in:\n{said}");
    }
    let epub = Epub::read(fs::read(guide.path("public/proef.epub")).unwrap());
    let page = epub.text("EPUB/1.xhtml");
    assert!(page.contains("<a href=\"https://player.example.org/1\">Een film</a>"), "{page}");
    assert!(page.contains("<a href=\"https://player.example.org/a.png\">Verre foto</a>"), "{page}");
    assert!(page.contains("<span>ja</span> <span>nee</span>"), "{page}");
    let output = guide.run(&["--lang", "nl", "build", "--epub"]);
    assert!(stderr(&output).contains("<iframe> kan niet in een e-book"), "{}", stderr(&output));
}

#[test]
fn links_to_what_only_the_site_has_are_counted_where_its_address_is_unknown() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\nTekst, [een](a.pdf), [twee](b.pdf) en [[2]].\n",
    )]);
    for name in ["content/a.pdf", "content/b.pdf"] {
        guide.write(name, "%PDF-1.4\n");
    }
    guide.write("content/2-twee.md", "---\ntitle: Twee\n---\n\n[nog een](a.pdf)\n");
    let book = "[book]\ntitle = \"Proef\"\n[print]\ninclude = [\"1\"]\n";
    guide.write("book.toml", book);
    assert!(!stderr(&guide.build()).contains("only the site has"), "only where one is made");
    let said = stderr(&guide.run(&["build", "--epub"]));
    assert!(said.contains("3 links lead to what only the site has"), "{said}");
    assert!(said.contains("content/1-een.md:5:8") && said.contains("[lost-in-print]"), "{said}");
    let said = stderr(&guide.run(&["--lang", "nl", "build", "--epub"]));
    assert!(said.contains("3 links leiden naar iets dat alleen op de site staat"), "{said}");
    let output = guide.run(&["build", "--epub", "--base-url", "https://example.org/gids/"]);
    assert!(!stderr(&output).contains("only the site has"), "{}", stderr(&output));
}

#[test]
fn drawings_are_sound_whoever_made_them() {
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\n![Kaal](kaal.svg)\n\n![Teken](teken.svg)\n\n\
         <svg viewBox=\"0 0 9 9\"><image href=\"kaal.svg\"/>\
         <foreignObject><p>vreemd</p></foreignObject></svg>\n",
    )]);
    guide.write("content/kaal.svg", "<svg viewBox='0 0 9 9'><g/></svg>");
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
                   <style>@import url(https://example.org/a.css); .a{fill:red}</style>\
                   <g id='1' class='a'/></svg>";
    guide.write("content/teken.svg", drawing);
    let epub = Epub::built(&guide);
    epub.check();
    let drawings: String = epub
        .names
        .iter()
        .filter(|name| name.ends_with("svg"))
        .map(|name| epub.text(name))
        .collect();
    for part in
        [".a{fill:red;}", "id=\"id-1\"", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox"]
    {
        assert!(drawings.contains(part), "{part}: {drawings}");
    }
    assert!(!drawings.contains("a.css"), "{drawings}");
    let page = epub.text("EPUB/1.xhtml");
    assert!(
        page.contains("<image href=\"images/kaal.") && page.contains("<p>vreemd</p>"),
        "{page}"
    );
    // What no browser draws is an error for the site already.
    guide.write("content/kaal.svg", "<svg xmlns='https://example.org'><g/></svg>");
    let said = stderr(&guide.run(&["build", "--epub"]));
    assert!(said.contains("content/1-een.md:5:1") && said.contains("not an image"), "{said}");
    // A drawing that only the filter cannot read stays out of the e-book.
    let many: String = (0..300).map(|n| format!(" data-{n}='x'")).collect();
    let crowded = format!("<svg xmlns='http://www.w3.org/2000/svg'{many}><g/></svg>");
    guide.write("content/kaal.svg", &crowded);
    let output = guide.run(&["build", "--epub"]);
    let said = stderr(&output);
    assert!(output.status.success() && said.contains("content/1-een.md:5:1"), "{said}");
    assert!(said.contains("cannot contain the image content/kaal.svg"), "{said}");
}

#[test]
fn images_have_a_size_for_books_and_the_name_of_their_format() {
    let picture = |width, height, format| {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let guide = Guide::with(&[(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\n![Breed](breed.png \"Breed\")\n\n![Klein](klein.jpg \"Klein\")\n",
    )]);
    guide.write("content/breed.png", picture(2400, 300, image::ImageFormat::Png));
    guide.write("content/klein.jpg", picture(40, 30, image::ImageFormat::Png));
    let epub = Epub::built(&guide);
    epub.check();
    let images: Vec<_> = epub.names.iter().filter(|name| name.contains("/images/")).collect();
    assert!(images[0].contains("breed-1280") && images[0].ends_with(".webp"), "{images:?}");
    assert!(images[1].contains("klein.") && images[1].ends_with(".png"), "{images:?}");
    assert_eq!(images.len(), 2);
}

#[test]
fn a_hostile_guide_gives_a_sound_book() {
    let deep = "<div>".repeat(40);
    let guide = Guide::with(&[
        (
            "content/1-een.md",
            "---\ntitle: '<x> & \"y\" \\u0001'\n---\n\n]]> <!-- --> &#0; &#xB; \u{1}\n",
        ),
        ("content/2-diep.md", &format!("---\ntitle: Diep\n---\n\n{deep}diep\n")),
    ]);
    let rules: String = wijkengids::rule::Rule::ALL
        .iter()
        .filter(|rule| !rule.is_fixed())
        .map(|rule| format!("{} = \"off\"\n", rule.name()))
        .collect();
    guide.write("book.toml", format!("[book]\ntitle = \"Proef\"\n[check]\n{rules}"));
    let epub = Epub::built(&guide);
    for name in ["EPUB/1.xhtml", "EPUB/_contents.xhtml", "EPUB/package.opf"] {
        document(epub.text(name), name);
    }
    assert!(epub.text("EPUB/2.xhtml").contains("diep"));
}

#[test]
fn a_template_that_fails_leaves_the_last_good_book() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\nTekst.\n")]);
    Epub::built(&guide);
    let before = fs::read(guide.path("public/proef.epub")).unwrap();
    guide.write("themes/wijkengids/templates/epub/chapter.html", "{{ er_is_niets }}");
    let output = guide.run(&["build", "--epub"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("epub/chapter.html"), "{}", stderr(&output));
    assert!(before == fs::read(guide.path("public/proef.epub")).unwrap());
}
