//! Themes and house styles.

use crate::support::{Guide, IMAGE, stderr};

fn chapter() -> Guide {
    Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\n\n## Les {.les}\n\nTekst.\n")])
}

fn style(guide: &Guide) -> String {
    let page = guide.read("public/1.html");
    let start = page.find("assets/style.").unwrap();
    let name = page[start..].split('"').next().unwrap();
    guide.read(&format!("public/{name}"))
}

#[test]
fn a_guide_can_override_one_template() {
    let guide = chapter();
    guide.write(
        "themes/eigen/templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Verdwaald in {{ site.title }}</h1>{% endblock main %}",
    );
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[theme]\nname = \"eigen\"\n");
    guide.build();
    assert!(guide.read("public/404.html").contains("<h1>Verdwaald in Proef</h1>"));
    assert!(guide.read("public/1.html").contains("class=\"chapter depth-1\""));
}

#[test]
fn three_colours_make_a_house_style() {
    let guide = chapter();
    let colours = ":root {\n  --utrecht-link-color: #154273;\n  --utrecht-document-color: #1a1a1a;\n  --utrecht-document-background-color: #ffffff;\n}\n";
    guide.write("themes/wijkengids/assets/house-style.css", colours);
    guide.build();
    let style = style(&guide);
    assert!(style.ends_with(colours), "the house style comes last");
    assert!(style.len() > colours.len());
}

#[test]
fn an_illegible_accent_is_darkened_and_reported() {
    let guide = chapter();
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[theme]\naccent = \"#ffe600\"\n");
    let output = guide.run(&["build"]);
    assert!(output.status.success());
    let said = stderr(&output);
    assert!(said.contains("text in #ffe600 cannot be read well on a light page"), "{said}");
    assert!(said.contains("book.toml:5"), "{said}");
    assert!(style(&guide).contains("light-dark(#756a00, #fff380)"), "{}", style(&guide));
}

#[test]
fn the_accent_can_be_set_in_book_toml() {
    let guide = chapter();
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[theme]\naccent = \"#154273\"\naccent-dark = \"#8fb3d9\"\n",
    );
    guide.build();
    assert!(style(&guide).ends_with(
        ":root { --basis-color-action-2-color-default: light-dark(#154273, #8fb3d9); }\n"
    ));
}

#[test]
fn a_guide_with_one_colour_scheme_offers_no_choice() {
    let guide = chapter();
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("<html lang=\"nl\">"), "{page}");
    assert!(page.contains("content=\"light dark\"") && page.contains("id=\"wg-scheme\""));
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[theme]\ncolor-scheme = \"light\"\n");
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("<html lang=\"nl\" data-scheme=\"light\">"), "{page}");
    assert!(page.contains("<meta name=\"color-scheme\" content=\"light\">"));
    assert!(!page.contains("wg-scheme"), "{page}");
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[theme]\ncolor-scheme = \"sepia\"\n");
    let report = stderr(&guide.run(&["build"]));
    assert!(report.contains("sepia") && report.contains("light"), "{report}");
}

#[test]
fn strings_are_overridden_one_by_one() {
    let guide = chapter();
    guide.write("themes/wijkengids/strings/nl.toml", "lesson_n = \"Tip {n}\"\n");
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("<span class=\"lesson-number\">Tip 1</span>"), "{page}");
    assert!(page.contains("Naar de tekst"), "words that are not replaced stay");
}

#[test]
fn banners_of_guide_and_part_override_the_theme() {
    let guide = Guide::with(&[
        (
            "book.toml",
            "[book]\ntitle = \"P\"\n\n[site]\nbanner = { image = \"b/gids.png\", alt = \"De gids\" }\n",
        ),
        ("b/gids.png", IMAGE),
        ("content/deel.png", IMAGE),
        ("content/1-een.md", "---\nbanner: { image: deel.png, alt: Het deel }\n---\n"),
        ("content/1.1-een.md", "x\n"),
        ("content/2-twee.md", "x\n"),
    ]);
    guide.build();
    assert!(guide.read("public/2.html").contains("alt=\"De gids\""));
    assert!(guide.read("public/1.html").contains("alt=\"Het deel\""));
    assert!(guide.read("public/1.1.html").contains("alt=\"Het deel\""));
}

#[test]
fn a_syntax_error_names_template_and_line() {
    let guide = chapter();
    guide.write("themes/wijkengids/templates/404.html", "<p>\n{% if x %}\n</p>\n");
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    assert!(report.contains("themes/wijkengids/templates/404.html:"), "{report}");
}

#[test]
fn an_unknown_value_names_template_and_line_once() {
    let guide = chapter();
    guide.write("content/2-twee.md", "x\n");
    let base = include_str!("../../themes/wijkengids/templates/base.html");
    let base = base.replace("<body", "{{ site.subtitel }}\n<body");
    guide.write("themes/wijkengids/templates/base.html", &base);
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    let line = base.lines().position(|line| line.contains("subtitel")).unwrap() + 1;
    assert!(report.contains(&format!("themes/wijkengids/templates/base.html:{line}:")), "{report}");
    assert!(report.contains("1 error"), "one fault is one error: {report}");
}

#[test]
fn an_unknown_theme_or_language_is_explained() {
    let guide = chapter();
    guide.write("themes/eigen/strings/fr.toml", "");
    guide.write("book.toml", "[book]\ntitle = \"P\"\n\n[theme]\nname = \"eigne\"\n");
    assert!(stderr(&guide.run(&["build"])).contains("did you mean `eigen`?"));
    guide.write("book.toml", "[book]\ntitle = \"P\"\nlanguage = \"de\"\n");
    assert!(stderr(&guide.run(&["build"])).contains("strings/de.toml"));
}

#[test]
fn another_language_needs_only_its_strings() {
    let guide = chapter();
    guide.write("themes/eigen/strings/fr.toml", "contents = \"Table des matières\"\n");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"P\"\nlanguage = \"fr\"\n\n[theme]\nname = \"eigen\"\n",
    );
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("Table des matières") && page.contains("<html lang=\"fr\">"));
}

#[test]
fn a_copy_of_a_built_in_script_is_published_like_the_original() {
    let guide = chapter();
    guide.build();
    let original = guide.read("public/1.html");
    let script = include_str!("../../themes/wijkengids/assets/site.js");
    guide.write("themes/wijkengids/assets/site.js", script);
    guide.build();
    assert_eq!(guide.read("public/1.html"), original);
    guide.write("themes/wijkengids/assets/site.js", format!("{script}// eigen\n"));
    guide.build();
    assert_ne!(guide.read("public/1.html"), original);
}

#[test]
fn a_footer_leads_to_chapters_pages_and_files() {
    let guide = chapter();
    guide.write("content/privacy.pdf", "pdf");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n[site]\nfooter = \"[een](1.html), [[1]], [p](privacy.pdf)\"\n",
    );
    guide.build();
    let page = guide.read("public/1.html");
    let footer = &page[page.find("<footer").unwrap()..];
    assert_eq!(footer.matches("href=\"1.html\"").count(), 2, "{footer}");
    assert!(footer.contains("href=\"assets/privacy."), "{footer}");
}

#[test]
fn a_footer_that_leads_nowhere_is_an_error() {
    for (footer, wrong) in [
        ("[weg](9.html)", "9.html"),
        ("Zie [[9.9]]", "9.9"),
        ("[weg](weg.pdf)", "weg.pdf"),
        ("[weg](1.html#weg)", "weg"),
        ("[x](javascript:alert)", "javascript:"),
    ] {
        let guide = chapter();
        guide.write(
            "book.toml",
            format!("[book]\ntitle = \"Proef\"\n[site]\nfooter = \"{footer}\"\n"),
        );
        let output = guide.run(&["build"]);
        let report = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{footer}: {report}");
        assert!(report.contains(wrong) && report.contains("book.toml:4:"), "{footer}: {report}");
    }
}

#[test]
fn a_guide_adds_to_every_page_without_a_copy_of_a_template() {
    let guide = chapter();
    guide.write("eigen/kaart.js", "1;\n");
    guide.write("eigen/kaart.css", "p { margin: 0 }\n");
    guide.write(
        "book.toml",
        "[book]\ntitle = \"P\"\n[site]\nscripts = [\"eigen/kaart.js\"]\nstyles = [\"eigen/kaart.css\"]\n",
    );
    let templates = "themes/wijkengids/templates";
    guide.write(
        &format!("{templates}/partials/head.html"),
        "<meta name=\"wijk\" content=\"{{ site.title }}\">\n",
    );
    guide.write(
        &format!("{templates}/partials/scripts.html"),
        "<script src=\"{{ assets[\"teller.js\"] }}\" defer></script>\n",
    );
    guide.write("themes/wijkengids/assets/teller.js", "2;\n");
    // What a page adds to the blocks of the base comes beside it.
    guide.write(
        &format!("{templates}/404.html"),
        "{% extends \"base.html\" %}{% block head %}<meta name=\"een\">{% endblock head %}\
         {% block scripts %}<!-- twee -->{% endblock scripts %}",
    );
    guide.build();
    for page in ["index", "1", "inhoud", "lessen", "zoeken", "404", "print"] {
        let html = guide.read(&format!("public/{page}.html"));
        let (head, body) = html.split_once("</head>").unwrap();
        assert!(head.contains("<meta name=\"wijk\" content=\"P\">"), "{page}: {head}");
        for file in ["<script src=\"assets/kaart.", "href=\"assets/kaart."] {
            assert!(head.contains(file), "{page}: {head}");
        }
        assert!(body.contains("<script src=\"assets/teller."), "{page}");
        assert!(head.contains("script-src 'self'; style-src 'self';"), "{page}: {head}");
    }
    let not_found = guide.read("public/404.html");
    assert!(not_found.contains("<meta name=\"een\">") && not_found.contains("<!-- twee -->"));
}
