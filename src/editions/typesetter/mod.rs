//! Makes PDFs with Typst, within this program: what the editions for paper have in common.
//!
//! An edition writes calls of functions that one of the theme's templates defines ([`Source`]), and
//! a [`Job`] typesets them.

mod about;
mod beyond;
mod boxes;
mod calls;
mod code;
mod export;
mod fonts;
mod hidden;
mod job;
pub mod language;
mod off_page;
mod pictures;
mod problems;
pub mod process;
mod running;
mod sent;
mod source;
mod template;
mod wording;
mod world;

pub use about::about;
pub use code::{Code, Mark, Place, push_literal, push_words};
pub use job::{Job, Limits, Pdf};
pub use pictures::is_known;
pub use problems::too_small;
pub use running::Running;
pub use source::{Asset, Places, Source, title_place};
pub use template::import;
pub use world::GiveUp;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::time::Duration;

    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::guide::Guide;
    use crate::workspace::{self, Options};

    /// A guide with these templates.
    fn guide(folder: &Path, settings: &str, templates: &[(&str, &str)]) -> Guide {
        let theme = folder.join("themes/wijkengids/templates");
        fs::create_dir_all(&theme).unwrap();
        fs::create_dir(folder.join("content")).unwrap();
        fs::write(folder.join("content/1-een.md"), "---\ntitle: Een\n---\n\nTekst.\n").unwrap();
        let book = format!("[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n{settings}");
        fs::write(folder.join("book.toml"), book).unwrap();
        for (name, text) in templates {
            fs::write(theme.join(name), text).unwrap();
        }
        workspace::load(folder, &Options::default()).0.expect("a sound guide")
    }

    fn source(main: &str) -> Source {
        Source {
            template: "book.typ",
            main: main.to_owned(),
            files: BTreeMap::new(),
            places: Places::default(),
            problems: Vec::new(),
            targets: BTreeMap::new(),
        }
    }

    fn job(guide: &Guide, main: &str) -> Job {
        Job::new(guide, source(main), 0, None)
    }

    const START: &str = "#set document(title: \"Proef\")\n#set text(lang: \"nl\")\n";

    /// What becomes of a book with the template `eigen.typ`.
    fn with_template(template: &str) -> Result<Pdf, Vec<Diagnostic>> {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[("eigen.typ", template)]);
        job(&guide, &format!("{START}#include \"eigen.typ\"\n")).run()
    }

    fn error(template: &str) -> Diagnostic {
        let mut problems = with_template(template).expect_err(template);
        problems.remove(0)
    }

    #[test]
    fn a_book_is_accessible_and_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        let make = || job(&guide, &format!("{START}= Een\nTekst.\n")).run().unwrap();
        let pdf = make();
        assert!(pdf.warnings.is_empty(), "{:?}", pdf.warnings);
        assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&pdf.bytes);
        assert!(text.contains("pdfuaid") && text.contains("wijkengids"));
        assert_eq!(make().bytes, pdf.bytes);
    }

    #[test]
    fn templates_see_nothing_but_the_book() {
        for template in [
            "#read(\"/etc/passwd\")",
            "#read(\"../../../../book.toml\")",
            "#toml(\"book.toml\")",
            "#import \"@preview/cetz:0.4.0\"",
            "#image(\"https://example.org/x.png\")",
            "#plugin(bytes((0, 97, 115, 109, 1, 0, 0, 0)))",
            "#std.plugin(bytes((0, 97, 115, 109, 1, 0, 0, 0)))",
            "#include \"weg.typ\"",
            "#datetime.today()",
        ] {
            let problem = error(&format!("Tekst.\n\n{template}\n"));
            let (path, line, _) = problem.position().expect("a place");
            assert!(path.ends_with("themes/wijkengids/templates/eigen.typ"), "{template}: {path}");
            assert_eq!(line, 3, "{template}: {problem}");
        }
        // What belongs to the theme can be seen.
        assert!(with_template("#image(\"assets/banner.svg\", alt: \"Wijk\")").is_ok());
    }

    #[test]
    fn a_template_without_an_end_is_stopped() {
        for template in [
            "#while true {}",
            "#let f() = f()\n#f()",
            "#show heading: it => it\n#show \"a\": [aa]\na",
            "#let f(x) = [#f(x)]\n#f(1)",
            "#context { counter(page).step(); context { } }\n#show par: it => [#it]\n",
        ] {
            let outcome = with_template(template);
            assert!(outcome.is_ok() || outcome.is_err(), "it came to an end");
        }
        let slow = "#for a in range(9999) { for b in range(9999) { if a + b < 0 [x] } }";
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[("eigen.typ", slow)]);
        let mut job = job(&guide, "#include \"eigen.typ\"");
        job.limits.time = Duration::from_millis(100);
        let running = job.start().unwrap();
        let problems = running.wait().unwrap_err();
        assert!(problems[0].message.contains("within 0 seconds"), "{}", problems[0]);
        assert!(running.goes_on());
    }

    #[test]
    fn what_breaks_the_standard_is_reported_and_not_claimed() {
        let pdf = with_template("= Een\nTekst.\n#image(\"assets/banner.svg\")\n").unwrap();
        let said: Vec<String> = pdf.warnings.iter().map(ToString::to_string).collect();
        let last = said.last().expect("warnings");
        assert!(last.contains("does not claim to be PDF/UA-1"), "{said:?}");
        assert!(said.iter().any(|said| said.contains("eigen.typ:3:")), "{said:?}");
        let text = String::from_utf8_lossy(&pdf.bytes);
        assert!(!text.contains("pdfuaid") && text.contains("/StructTreeRoot"));
        assert!(text.contains("/DisplayDocTitle true"), "the window has a title");
        assert!(lopdf::Document::load_mem(&pdf.bytes).is_ok(), "all of its objects are found");
    }

    #[test]
    fn a_character_without_a_glyph_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        // Nobody assigned this character.
        let pdf = job(&guide, &format!("{START}= Een\nX \u{378} Y")).run().unwrap();
        assert!(pdf.warnings[0].message.contains("U+0378"), "{:?}", pdf.warnings);
    }

    #[test]
    fn all_standards_can_be_kept() {
        for (standard, mark) in [("ua-1", "pdfuaid"), ("a-2a", "pdfaid"), ("a-3a", "pdfaid")] {
            let folder = tempfile::tempdir().unwrap();
            let settings = format!("[print]\npdf-standard = \"{standard}\"\n");
            let guide = guide(folder.path(), &settings, &[]);
            let date = "2026-11-27".parse().ok();
            let pdf = Job::new(&guide, source(&format!("{START}= Een\nTekst.\n")), 0, date)
                .run()
                .unwrap();
            assert!(pdf.warnings.is_empty(), "{standard}: {:?}", pdf.warnings);
            let text = String::from_utf8_lossy(&pdf.bytes);
            assert!(text.contains(mark), "{standard}");
            assert!(text.contains("/DisplayDocTitle true"), "{standard}");
        }
    }

    #[test]
    fn an_archive_asks_for_a_date() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "[print]\npdf-standard = \"a-2a\"\n", &[]);
        let pdf = job(&guide, &format!("{START}= Een\nTekst.\n")).run().unwrap();
        assert!(pdf.warnings[0].message.contains("PDF/A-2a asks for a date"), "{:?}", pdf.warnings);
        assert!(!String::from_utf8_lossy(&pdf.bytes).contains("pdfaid"));
    }

    #[test]
    fn the_hash_covers_templates_and_settings() {
        let hash = |settings: &str, template: &str, main: &str| {
            let folder = tempfile::tempdir().unwrap();
            job(&guide(folder.path(), settings, &[("eigen.typ", template)]), main).hash()
        };
        let one = hash("", "a", "x");
        assert_eq!(one, hash("", "a", "x"));
        assert_ne!(one, hash("", "b", "x"));
        assert_ne!(one, hash("", "a", "y"));
        assert_ne!(one, hash("[print]\npdf-standard = \"1.7\"\n", "a", "x"));
    }

    #[test]
    fn a_broken_picture_leaves_an_empty_place() {
        let folder = tempfile::tempdir().unwrap();
        let guide = guide(folder.path(), "", &[]);
        let main = format!("{START}= Een\n#image(\"x.png\", alt: \"x\")\n");
        let mut source = source(&main);
        source.files.insert("x.png".to_owned(), Asset::Theme("favicon.svg".to_owned()));
        let pdf = Job::new(&guide, source, 0, None).run().unwrap();
        assert!(pdf.warnings[0].message.contains("cannot draw favicon.svg"), "{:?}", pdf.warnings);
    }
}
