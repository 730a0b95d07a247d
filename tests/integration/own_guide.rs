//! The wijkengids itself.

use std::collections::BTreeMap;

use crate::support::{check_links, files, stderr, wijkengids};

const LESSONS: [&str; 10] = [
    "De wijkenaanpak is een voortdurende oefening in geloofwaardigheid",
    "We hebben géén goede criteria om vast te stellen of de wijkenaanpak succesvol is",
    "We weten nog niet goed genoeg wat de werkzame bestanddelen zijn",
    "Er is schuring tussen onderbouw en bovenbouw, de praktijk in de frontlijn en de beleidsmatige werkelijkheid",
    "Wat hebben burgers en frontlijnwerkers nodig om de goede dingen te kunnen doen?",
    "“Beroepsversnellers” moeten duurzaam onderdeel vormen van de organisatie",
    "De relatie met veiligheid en criminaliteit is niet uitgewerkt",
    "Burger centraal. Wat is dat eigenlijk?",
    "De wijkenaanpak in tijden van bezuiniging",
    "Noodzaak van blijvende aanwezigheid van de rijksoverheid",
];

fn build() -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let output = wijkengids()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--strict", "--out"])
        .arg(&public)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    files(&public).into_iter().collect()
}

fn page(site: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(site[name].clone()).unwrap()
}

#[test]
fn chapter_2_4_8_has_ten_lessons_in_order_and_the_index_links_to_each() {
    let site = build();
    let chapter = page(&site, "2.4.8.html");
    let index = page(&site, "lessen.html");
    let mut from = chapter.find("<div class=\"text\">").unwrap();
    for (at, title) in LESSONS.iter().enumerate() {
        let number = at + 1;
        let anchor = format!("id=\"les-{number}\"");
        from +=
            chapter[from..].find(&anchor).unwrap_or_else(|| panic!("lesson {number} is missing"));
        from +=
            chapter[from..].find(title).unwrap_or_else(|| panic!("lesson {number} is not {title}"));
        assert!(index.contains(&format!("<a href=\"2.4.8.html#les-{number}\">{title}</a>")));
    }
}

#[test]
fn the_box_of_2_4_8_has_two_groups_of_six_and_five_tasks() {
    let site = build();
    let chapter = page(&site, "2.4.8.html");
    let start = chapter.find("note-box").unwrap();
    let note = &chapter[start..start + chapter[start..].find("</div>").unwrap()];
    let groups: Vec<_> =
        note.split("<ul>").skip(1).map(|list| list.matches("<li>").count()).collect();
    assert_eq!(groups, [6, 5]);
}

#[test]
fn every_link_of_the_site_resolves() {
    let site = build();
    let checked = check_links(&site);
    assert!(checked > 100, "only {checked} links were found");
}

#[test]
fn two_builds_are_identical_byte_for_byte() {
    assert!(build() == build());
}

#[test]
fn it_holds_the_publication_alone() {
    let site = build();
    let mut pages: Vec<&str> = site.keys().filter_map(|path| path.strip_suffix(".html")).collect();
    pages.sort_unstable();
    let chapters = ["1", "1.2", "1.4", "1.9", "2", "2.4.8", "voorwoord"];
    let made = ["404", "downloads", "index", "inhoud", "lessen", "print", "zoeken"];
    let mut expected = [&chapters[..], &made].concat();
    expected.sort_unstable();
    assert_eq!(pages, expected);
    let cards = site.get("waaier.pdf").expect("a fan of its lessons");
    assert!(cards.starts_with(b"%PDF-1.7"));
    for name in ["inhoud.html", "print.html", "lessen.html", "chapters.js"] {
        let page = page(&site, name).to_lowercase();
        for word in ["markdown", "book.toml", "handboek"] {
            assert!(!page.contains(word), "{name} speaks of {word}");
        }
    }
}
