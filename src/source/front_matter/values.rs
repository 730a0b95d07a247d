//! Values that can be read, but would be published as something else than was meant.

use std::sync::Arc;

use super::FrontMatter;
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// Languages as people name them, and the tags that browsers know.
const LANGUAGES: [(&str, &str); 30] = [
    ("nederlands", "nl"),
    ("dutch", "nl"),
    ("vlaams", "nl-BE"),
    ("engels", "en"),
    ("english", "en"),
    ("eng", "en"),
    ("fries", "fy"),
    ("frysk", "fy"),
    ("frisian", "fy"),
    ("duits", "de"),
    ("deutsch", "de"),
    ("german", "de"),
    ("frans", "fr"),
    ("français", "fr"),
    ("french", "fr"),
    ("spaans", "es"),
    ("español", "es"),
    ("spanish", "es"),
    ("italiaans", "it"),
    ("italian", "it"),
    ("turks", "tr"),
    ("türkçe", "tr"),
    ("turkish", "tr"),
    ("arabisch", "ar"),
    ("arabic", "ar"),
    ("pools", "pl"),
    ("polish", "pl"),
    ("oekraïens", "uk"),
    ("ukrainian", "uk"),
    ("papiaments", "pap"),
];

/// The start of a comment in HTML.
const COMMENT: &str = "<!--";

/// Reports a language that is no tag, and comments of HTML in texts that know none.
pub fn report(
    front_matter: &FrontMatter,
    text: &Arc<Text>,
    yaml: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut tell = |within: Span, written: &str, message: String, help: String| {
        let place = text.find_in(within, written).unwrap_or(within.before());
        let problem = Diagnostic::of(Rule::NearMissFrontMatter, message).help(help);
        diagnostics.push(problem.at(text, place));
    };
    let FrontMatter { title, summary, goals, lang, .. } = front_matter;
    if let Some(written) = lang.as_deref().filter(|lang| !is_tag(lang)) {
        let help = match tag_of(written) {
            Some(tag) => message!("did-you-mean", near = format!("lang: {tag}")),
            None => message!("front-matter-language", "help"),
        };
        // A title may have the same word.
        let line = text.lines(yaml).find(|line| text.slice(*line).starts_with("lang:"));
        let message = message!("front-matter-language", written = written);
        tell(line.unwrap_or(yaml), written, message, help);
    }
    if title.iter().chain(summary).chain(goals).any(|line| line.contains(COMMENT)) {
        let help = message!("front-matter-html-comment", "help");
        tell(yaml, COMMENT, message!("front-matter-html-comment"), help);
    }
}

/// Whether a text has the form of a language tag: two or three letters, and after hyphens more.
fn is_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |subtag: &str| {
        matches!(subtag.len(), 2 | 3) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_subtag = |subtag: &str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag) && tag_of(text).is_none()
}

/// The tag that a name was meant for.
fn tag_of(name: &str) -> Option<String> {
    let lower = name.trim().to_lowercase();
    let known = LANGUAGES.iter().find(|(known, _)| *known == lower).map(|(_, tag)| (*tag).into());
    let hyphened = || name.contains('_').then(|| name.replace('_', "-")).filter(|tag| is_tag(tag));
    known.or_else(hyphened)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Text;
    use crate::source::front_matter::split;

    fn reported(yaml: &str) -> Vec<(String, String)> {
        let text = Text::new("a.md", format!("---\ntitle: Wonen\n{yaml}\n---\n\nTekst\n"));
        let mut problems = Vec::new();
        split(&text, &mut problems);
        let said = |problem: &crate::diagnostic::Diagnostic| {
            let span = problem.location.as_ref().unwrap().1;
            (text.slice(span).to_owned(), problem.help.clone().unwrap_or_default())
        };
        problems.iter().map(said).collect()
    }

    #[test]
    fn the_name_of_a_language_is_no_tag() {
        for (yaml, part, tag) in [
            ("lang: Engels", "Engels", "lang: en"),
            ("lang: \"Français\"", "Français", "lang: fr"),
            ("lang: eng", "eng", "lang: en"),
            ("lang: nederlands", "nederlands", "lang: nl"),
            ("lang: en_GB", "en_GB", "lang: en-GB"),
        ] {
            let [(place, help)] = &reported(yaml)[..] else { panic!("{yaml}") };
            assert!(place == part && help.contains(tag), "{yaml}: {help}");
        }
        assert_eq!(reported("lang: Klingonees").len(), 1);
        let text = Text::new("a.md", "---\ntitle: Engels leren\nlang: Engels\n---\n");
        let mut problems = Vec::new();
        split(&text, &mut problems);
        assert_eq!(problems[0].position(), Some(("a.md", 3, 7)));
        for yaml in ["lang: nl", "lang: en-GB", "lang: pap", "lang: zh-Hant-TW"] {
            assert!(reported(yaml).is_empty(), "{yaml}");
        }
    }

    #[test]
    fn a_comment_in_a_line_of_text_is_shown() {
        for yaml in ["summary: Kort <!-- concept -->", "goals:\n  - Lezen <!-- nog doen"] {
            let [(place, _)] = &reported(yaml)[..] else { panic!("{yaml}") };
            assert_eq!(place, "<!--", "{yaml}");
        }
        assert!(reported("summary: \"a < b en b > c\"").is_empty());
    }
}
