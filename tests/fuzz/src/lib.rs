//! What the targets share: turning input into files, and checking everything that results.

use std::fs;
use std::path::Path;

use wijkengids::check::{self, Checks};
use wijkengids::config::RawHtml;
use wijkengids::diagnostic::{self, Diagnostic};
use wijkengids::document::{self, walk};
use wijkengids::editions;
use wijkengids::import::{self, Options as ImportOptions};
use wijkengids::paths::ContentPath;
use wijkengids::source::Source;
use wijkengids::workspace::{self, Options};

/// Reads and parses a chapter, and follows every span into its text.
pub fn chapter(bytes: &[u8]) {
    let path = ContentPath::base().child("1-fuzz.md");
    let source = Source::read(&path, "content/1-fuzz.md", bytes);
    report(&source.diagnostics);
    for raw_html in [RawHtml::Allow, RawHtml::Sanitise, RawHtml::Escape] {
        let options = document::Options {
            language: "nl".into(),
            smart_punctuation: true,
            raw_html,
            embed: Vec::new(), captions: None,
        };
        let document = document::parse(&source.text, source.body, &options);
        report(&document.diagnostics);
        let mut spans: Vec<_> = document.references.iter().map(|found| found.span).collect();
        spans.extend(document.lessons.iter().map(|lesson| lesson.span));
        walk::blocks(&document, &mut |block| spans.push(block.span));
        for span in spans {
            let text = &source.text.content;
            assert!(text.get(span.start()..span.end()).is_some(), "{span:?} is not in the text");
        }
    }
}

/// Formats every message as the terminal would show it.
pub fn report(diagnostics: &[Diagnostic]) {
    for problem in diagnostics {
        let shown = diagnostic::render(problem, false);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
}

/// Writes files into a new folder. The input is cut at lines of `%%`; the first line of a piece
/// chooses one of `names`.
pub fn files(folder: &Path, data: &str, names: &[&str]) {
    for (at, piece) in data.split("%%\n").enumerate() {
        let path = folder.join(names[at % names.len()]);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, piece).expect("a written file");
    }
}

/// Reads, checks and renders a guide.
pub fn guide(root: &Path) {
    report(&check::check(root, &Checks::default()));
    let (guide, problems) = workspace::load(root, &Options { drafts: true, ..Options::default() });
    report(&problems);
    let Some(guide) = guide else { return };
    for (path, artifact) in editions::publication(&guide) {
        if let Err(problem) = artifact.render(&guide) {
            panic!("{path}: {problem}");
        }
    }
}

/// Imports `source`, and checks the result.
pub fn import(source: &Path) {
    let into = tempfile::tempdir().expect("a temporary folder");
    let options = ImportOptions { into: into.path().to_owned(), ..ImportOptions::default() };
    match import::import(&[source.to_owned()], &options) {
        Ok(imported) => {
            report(&imported.notes);
            report(&check::check(into.path(), &Checks::default()));
        }
        Err(problems) => report(&problems),
    }
}
