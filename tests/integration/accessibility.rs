//! The accessibility statement.

use crate::support::{Guide, stderr};

fn guide(keys: &str) -> Guide {
    let guide =
        Guide::with(&[("content/1-een.md", "Lees de [verklaring](toegankelijkheid.html).\n")]);
    guide.write(
        "book.toml",
        format!(
            "[book]\ntitle = \"Proef\"\npublisher = \"Gemeente Proef\"\n\n[accessibility]\n{keys}\n"
        ),
    );
    guide
}

#[test]
fn the_statement_follows_book_toml_and_every_page_links_to_it() {
    let guide = guide(
        "status = \"first-measures\"\ndate = 2026-03-01\ncontact = \"meld@example.org\"\n\
         [[accessibility.issues]]\nwhat = \"De kaart\"\nmended-by = 2026-12-31",
    );
    guide.build();
    let page = guide.read("public/toegankelijkheid.html");
    for text in [
        "Gemeente Proef wil dat iedereen",
        "Status C",
        "href=\"mailto:meld@example.org\"",
        "<li><strong>De kaart</strong>",
        "31 december 2026",
        "1 maart 2026",
    ] {
        assert!(page.contains(text), "{text} is missing in {page}");
    }
    for name in ["index", "1", "404", "inhoud"] {
        let page = guide.read(&format!("public/{name}.html"));
        assert!(page.contains("href=\"toegankelijkheid.html\""), "{name}");
    }
}

#[test]
fn without_a_statement_there_is_no_page_and_no_link_to_it() {
    let guide = Guide::with(&[("content/1-een.md", "Tekst.\n")]);
    guide.build();
    assert!(!guide.path("public/toegankelijkheid.html").exists());
    assert!(!guide.read("public/1.html").contains("toegankelijkheid"));
}

#[test]
fn a_statement_without_a_date_is_an_error_in_book_toml() {
    let output = guide("status = \"full\"\ncontact = \"meld@example.org\"").run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = stderr(&output);
    assert!(stderr.contains("needs the key `date`") && stderr.contains("book.toml:5"), "{stderr}");
}
