//! Pages of other sites.

use super::{assert_all_words, folder, import, imported, split, words};
use crate::support::{IMAGE, attributes, files, stderr};

const PAGE: &str = "<!doctype html><html lang=nl><head><title>1.2 Samen | Gids</title><style>p{}</style></head><body>
<nav><a href=\"index.html\">Home</a> <a href=\"1.1.html\">Vorige</a></nav>
<main>
<img src=\"banner.png\" alt=\"banier van de gids\">
<h1>1.2 Samen aan de slag</h1>
<h2>Samen aan de slag</h2>
<ul><li>Eén &amp; al</li><li>Twee <b>vette</b> woorden<ul><li>dieper</li></ul></li></ul>
<p>Een inleiding met <a href=\"1.3.html#x\">het volgende</a>, <a href=\"https://example.org/a?b=c\">een site</a>,
<a href=\"weg.html\">iets ouds</a> en <a href=\"#onder\">onderaan</a>.<br>Nieuwe regel: 5 * 3 [haken] a_b_c.</p>
<h3 id=\"onder\">Onder de streep</h3>
<div>Losse tekst <em>met</em> nadruk en H<sub>2</sub>O, 10 m<sup>2</sup>.</div>
<blockquote><p>Een citaat.</p></blockquote>
<table><caption>Cijfers</caption><tr><th>Jaar</th><th>Aantal</th></tr><tr><td>2010</td><td>a | b</td></tr></table>
<pre><code class=\"language-toml\">[a]\nb = 1</code></pre>
<figure><img src=\"foto.png\" alt=\"Een straat\"><figcaption>De straat</figcaption></figure>
<dl><dt>Wijk</dt><dd>Deel van een stad.</dd></dl>
<ol start=3><li>derde</li><li>vierde</li></ol>
<iframe src=\"https://example.org/film\"></iframe>
</main><footer>Colofon en meer</footer></body></html>";

#[test]
fn a_page_keeps_every_word_and_its_structure() {
    let folder = folder(&[
        ("1.2.html", PAGE),
        ("1.3.html", "<h1>1.3 Verder</h1><p>Tekst.</p>"),
        ("banner.png", IMAGE),
        ("foto.png", IMAGE),
    ]);
    let sources = ["1.2.html", "1.3.html"].map(|name| folder.path().join(name));
    let (guide, site, report) = imported(&sources.each_ref().map(|path| path.to_str().unwrap()));
    let said = "Samen aan de slag Eén & al Twee vette woorden dieper Een inleiding met het volgende, een site, \
                iets ouds en onderaan. Nieuwe regel: 5 * 3 [haken] a_b_c. Onder de streep Losse tekst met nadruk \
                en H2O, 10 m2. Een citaat. Jaar Aantal 2010 a | b [a] b = 1 derde vierde";
    let shown = words(&site, "1.2.html");
    for part in
        [said, "Wijk Deel van een stad.", "Cijfers", "De straat", "https://example.org/film"]
    {
        assert_all_words(&split(part), &shown);
    }
    let page = String::from_utf8(site["1.2.html"].clone()).unwrap();
    let links = attributes(&page, "href");
    for link in ["1.3.html", "https://example.org/a?b=c", "#onder"] {
        assert!(links.contains(&link), "{link} is missing in {links:?}");
    }
    for part in ["alt=\"Een straat\"", "<sub>2</sub>", "<ol start=\"3\">", "<blockquote", "<dl>"] {
        assert!(page.contains(part), "{part} is missing");
    }
    for part in ["words around the <main>", "weg.html is text now", "<iframe> is kept as a link"] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    let chapter = files(guide.path()).into_iter().find(|(path, _)| path.contains("/1.2-")).unwrap();
    let chapter = String::from_utf8(chapter.1).unwrap();
    assert!(
        chapter.contains("::: kader Samen aan de slag") && chapter.contains("banier van de gids"),
        "{chapter}"
    );
}

#[test]
fn a_page_that_is_laid_out_with_a_table_keeps_its_structure() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("oud.html");
    let page = "<html><head><title>x</title></head><body bgcolor=\"#fff\"><table width=\"100%\"><tr>\
        <td><a href=\"index.html\">Home</a></td><td><font face=\"Arial\"><b>2.4.7 Kansen</b></font><br><br>\
        Een alinea met <b>vet</b>.<br>\n<br>Een tweede.<p><b>Een tussenkop</b><br>Tekst daaronder.</p>\
        <ul><li>punt</li></ul><table border=1><tr><th>Jaar<th>Aantal<tr><td>2010<td>12</table>\
        </td></tr></table></body></html>";
    std::fs::write(&source, page).unwrap();
    let (guide, _, report) = imported(&[source.to_str().unwrap()]);
    let chapter =
        files(guide.path()).into_iter().find(|(path, _)| path.ends_with("2.4.7-kansen.md"));
    let (_, bytes) = chapter.expect("the chapter has its number");
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text.split_once("\n---\n\n").unwrap().1,
        "Een alinea met **vet**.\n\nEen tweede.\n\n## Een tussenkop\n\nTekst daaronder.\n\n- punt\n\n\
         | Jaar | Aantal |\n| --- | --- |\n| 2010 | 12 |\n"
    );
    for said in ["lays out the page is taken apart", "“Een tussenkop” is bold and alone"] {
        assert!(report.contains(said), "{report}");
    }
}

/// What older pages have: a menu above the title, anchors with a name, one element around all.
const OLD_PAGE: &str = "<html><head><title>x</title></head><body><form action=zoek><center><font face=Arial>
<ul><li><a href=\"index.html\">Menukeuze</a></li></ul>
<h1>2.4.7 Kansen</h1>
<p>Zie <a href=\"#een\">de kop</a> en <a href=\"#hier\">deze plek</a>.</p>
<a name=\"een\"></a><b>Een kop</b><br>Tekst met een <a name=\"hier\">plek</a>.
<ul>los<li>eerste</li><ul><li>dieper</li></ul><li>tweede</li></ul>
<table border=1><tr><th colspan=2>Breed<th>Smal</tr><tr><td rowspan=2>hoog<td>a<td>b<tr><td>c<td>d</table>
<dl><dt>Buiten</dt><dd>Uitleg<dl><dt>Binnen</dt><dd>Eenmaal</dd></dl></dd></dl>
<figure><img src=\"foto.png\" alt=\"Plein\"><figcaption>Foto: <a href=\"https://example.org/maker\">maker</a></figcaption></figure>
<a href=\"https://example.org/kaart\"><h2>Een kaart</h2><p>Met tekst.</p></a>
<input name=q></font></center></form></body></html>";

#[test]
fn an_old_page_keeps_its_menu_its_anchors_and_its_columns() {
    let folder = folder(&[("oud.html", OLD_PAGE), ("foto.png", IMAGE)]);
    let source = folder.path().join("oud.html");
    let (guide, site, report) = imported(&[source.to_str().unwrap()]);
    let written = files(guide.path());
    let (_, bytes) = written.iter().find(|(path, _)| path.ends_with("2.4.7-kansen.md")).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let body = text.split_once("\n---\n\n").unwrap().1;
    for part in [
        "- Menukeuze<!-- index.html -->\n",
        "[de kop](#een) en [deze plek](#hier).",
        "## Een kop {#een}\n\n<a id=\"hier\"></a>Tekst met een plek.\n",
        "- los\n- eerste\n  - dieper\n- tweede\n",
        "<th scope=\"colgroup\" colspan=\"2\">Breed</th>\n<th scope=\"col\">Smal</th>\n",
        "<td rowspan=\"2\">hoog</td>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>c</td>\n<td>d</td>\n",
        "Buiten\n: Uitleg\n\n  Binnen\n  : Eenmaal\n",
        "](https://example.org/maker)",
        "## Een kaart\n\nMet tekst.\n",
    ] {
        assert!(body.contains(part), "{part}\nis missing in:\n{body}");
    }
    assert_eq!(body.matches("Eenmaal").count(), 1);
    for part in [
        "“Menukeuze” is above the title at line 3: kept at the start of the text",
        "it led to https://example.org/kaart",
        "a <input> is left out",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
    let page = String::from_utf8(site["2.4.7.html"].clone()).unwrap();
    assert!(attributes(&page, "id").contains(&"hier"));
}

#[test]
fn what_stands_in_the_text_is_not_taken_for_what_surrounds_it() {
    let page = "<html><body><header>Balk</header><main><h1>1.1 Titel</h1><header>Intro</header><p>Tekst</p>\
        <aside>Terzijde</aside><blockquote>Citaat<footer>Bron</footer></blockquote><nav>Menu</nav></main></body></html>";
    let folder = folder(&[("a.html", page)]);
    let source = folder.path().join("a.html");
    let (_, site, report) = imported(&[source.to_str().unwrap()]);
    let shown = words(&site, "1.1.html");
    assert_all_words(&split("Intro Tekst Terzijde Citaat Bron"), &shown);
    assert!(!shown.iter().any(|word| word == "Menu" || word == "Balk"));
    assert!(report.contains("a <nav> is left out: “Menu"), "{report}");
    assert!(report.contains("1 word around the <main> of the page is left out"), "{report}");
}

#[test]
fn articles_beside_each_other_are_all_read() {
    let page = "<body><article><h1>1.1 Een</h1><p>Eerste.</p></article>\
        <article><h1>1.2 Twee</h1><p>Tweede.</p></article></body>";
    let folder = folder(&[("a.html", page)]);
    let source = folder.path().join("a.html");
    let (_, site, _) = imported(&[source.to_str().unwrap()]);
    assert_all_words(&split("Eerste."), &words(&site, "1.1.html"));
    assert_all_words(&split("Tweede."), &words(&site, "1.2.html"));
}

#[test]
fn bullets_and_headings_that_were_only_typed_are_recognised() {
    let page = "<body><p>1.3 Opgaven</p><p>Opgaven</p><p>• een<br>• twee<br>gaat door<br><br>- drie<br>- vier</p>\
        <p>Tussendoor.</p><p>- vijf</p>\n<p>- zes</p><p>Een inleiding.</p><p>Een kop zonder punt</p><p>Tekst eronder.</p></body>";
    let folder = folder(&[("a.html", page)]);
    let source = folder.path().join("a.html");
    let (guide, _, report) = imported(&[source.to_str().unwrap()]);
    let (_, bytes) =
        files(guide.path()).into_iter().find(|(path, _)| path.contains("1.3")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text.split_once("\n---\n\n").unwrap().1,
        "::: kader Opgaven\n- een\n- twee\\\n  gaat door\n\n* drie\n* vier\n:::\n\nTussendoor.\n\n- vijf\n- zes\n\nEen inleiding.\n\n\
         ## Een kop zonder punt\n\nTekst eronder.\n"
    );
    assert!(report.contains("“Een kop zonder punt” is alone"), "{report}");
}

#[test]
fn links_of_headings_to_themselves_are_left_out() {
    let page = "<body><h1 id=een>1.1 Een <a href=\"#een\" title=\"Link\">¶</a></h1>\
        <h2 id=twee><a href=\"#twee\">Twee <b>vet</b></a></h2><p>Zie <a href=\"#drie\">drie</a>.</p>\
        <h2 id=drie>Drie <a href=\"#drie\">#</a></h2><p>Tekst.</p></body>";
    let folder = folder(&[("a.html", page)]);
    let source = folder.path().join("a.html");
    let (guide, ..) = imported(&[source.to_str().unwrap()]);
    let (_, bytes) =
        files(guide.path()).into_iter().find(|(path, _)| path.contains("1.1")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "---\ntitle: Een\n---\n\n## Twee **vet**\n\nZie [drie](#drie).\n\n## Drie {#drie}\n\nTekst.\n"
    );
}

#[test]
fn pictures_in_headings_are_below_them() {
    let page = "<h1><img src=\"plein.png\" alt=\"De gids\"></h1><p>Begin.</p>\
                <h2><a href=\"https://x.nl\"><img src=\"plein.png\" alt=\"\"></a> Bellen</h2><p>Doe dat.</p>\
                <h2><img src=\"plein.png\"></h2><p>Slot.</p>\
                <figure><img src=\"plein.png\" alt=\"x\"><figcaption>Zie <a href=\"https://y.nl\">daar</a> \
                en <em>hier</em></figcaption></figure>";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gids.html"), page).unwrap();
    std::fs::write(folder.path().join("plein.png"), IMAGE).unwrap();
    let guide = folder.path().join("gids");
    let source = folder.path().join("gids.html");
    let output = import(&[source.to_str().unwrap()], &guide);
    assert!(output.status.success(), "{}", stderr(&output));
    let made = files(&guide.join("content")).into_iter();
    let (_, text) = made.into_iter().find(|(path, _)| path.ends_with(".md")).unwrap();
    let text = String::from_utf8(text).unwrap();
    for part in [
        "title: De gids\n---\n\n![De gids](beeld/plein.png)\n\nBegin.",
        "## Bellen\n\n![](beeld/plein.png)\n\nDoe dat.\n\n![](beeld/plein.png)\n\nSlot.",
        "![x](beeld/plein.png \"Zie [daar](https://y.nl) en *hier*\")",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
}

#[test]
fn what_is_told_of_an_import_is_in_the_language_of_the_messages() {
    let bold = "<p><b>Kop</b></p><p>Tekst.</p>".repeat(2);
    let page = format!(
        "<html><body>\n<nav>Menu</nav>\n<main><h1>2.1 Plan</h1>\n<p>Hier staan twee lessen.</p>\n\
         <h2>Een</h2>\n{bold}\n{bold}\n<p><img src=weg.png alt=Plein></p>\n</main></body></html>"
    );
    let folder = folder(&[("plan.html", &page), ("oud.odt", "x")]);
    let source = folder.path().to_str().unwrap();
    let guide = tempfile::tempdir().unwrap();
    let output = import(&[source, "--lang", "nl"], guide.path());
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    for part in [
        "oud.odt is overgeslagen\n  hulp: open het in Word of LibreOffice",
        "1 woord buiten de <main> van de pagina is weggelaten: menu’s en dergelijke",
        "de inleiding kondigt 2 lessen aan, maar er volgt 1 kop: geen kop is een les geworden",
        "4 keer, voor het eerst hier: “Kop” is vet en staat alleen, en is daarom een kop geworden",
        "als het geen kop is; kijk naar de regels 6, 7\n",
        "er is geen afbeelding weg.png; de omschrijving staat op haar plaats",
        "1 hoofdstuk in 2 bestanden, 5 punten om na te kijken",
        "ga verder met: wijkengids check",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn links_that_are_no_page_mail_or_telephone_become_text() {
    let page = "<h1>1 Een</h1><p><a href=\"javascript:alert(1)\">code</a> \
                <a href=\"onenote:x\">blok</a> <a href=\"tel:+31\">bel</a></p>";
    let folder = folder(&[("1.html", page)]);
    let (guide, _, report) = imported(&[folder.path().join("1.html").to_str().unwrap()]);
    let chapter = files(&guide.path().join("content")).into_iter().find(|(p, _)| p.contains("1-"));
    let chapter = String::from_utf8(chapter.unwrap().1).unwrap();
    assert!(chapter.contains("[bel](tel:+31)"), "{chapter}");
    assert!(!chapter.contains("](javascript") && !chapter.contains("](onenote"), "{chapter}");
    assert!(report.contains("leads to no page, mail address or telephone number"), "{report}");
}

#[test]
fn pictures_and_formulas_within_a_page_are_kept() {
    let page = "<h1>1 Een</h1><p>Zie<sup><a href=\"#n1\" id=\"r1\">1</a></sup> de som \
                <math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math> \
                hier.</p><p><img alt=\"rood\" src=\"data:image/png;base64,\
                iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC\
                \"></p><p id=\"n1\">Noot <a href=\"#r1\">terug</a></p>";
    let folder = folder(&[("1.html", page)]);
    let (guide, _, report) = imported(&[folder.path().join("1.html").to_str().unwrap()]);
    let made = files(&guide.path().join("content"));
    let chapter = made.iter().find(|(path, _)| path.ends_with(".md")).unwrap();
    let chapter = String::from_utf8(chapter.1.clone()).unwrap();
    for part in ["de som (a+b)/c hier.", "![rood](beeld/1-beeld.png)", "[terug](#r1)", "id=\"r1\""]
    {
        assert!(chapter.contains(part), "{part} is missing in {chapter}");
    }
    assert!(made.iter().any(|(path, bytes)| path.ends_with("1-beeld.png") && bytes.len() > 60));
    for part in ["is text now: it leads", "there is no image", "a <math> is"] {
        assert!(!report.contains(part), "{part}: {report}");
    }
    assert!(report.contains("a formula is text now: “(a+b)/c”"), "{report}");
}
