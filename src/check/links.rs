//! Link texts.

use super::Chapter;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Link, text, walk};
use crate::rule::Rule;

/// Texts that mean nothing to readers who only hear or scan the links of a page.
const VAGUE: [&str; 24] = [
    "hier",
    "klik hier",
    "klik",
    "deze link",
    "link",
    "lees meer",
    "lees verder",
    "meer",
    "meer info",
    "meer informatie",
    "lees hier meer",
    "lees hier",
    "deze pagina",
    "website",
    "via deze link",
    "here",
    "click here",
    "click",
    "this link",
    "read more",
    "more",
    "more info",
    "this page",
    "more information",
];

/// Calls `each` for every link.
fn for_each_link<'a>(chapter: &Chapter<'a>, mut each: impl FnMut(&'a Link)) {
    walk::blocks(chapter.document, &mut |block| {
        walk::inlines(block, &mut |inline| {
            if let Inline::Link(link) = inline {
                each(link);
            }
        });
    });
}

/// Links whose only text is what the program adds.
pub fn without_text(chapter: &Chapter<'_>, found: &mut Vec<Diagnostic>) {
    for_each_link(chapter, |link| {
        let span = chapter.document.references[link.reference].span;
        let written = chapter.source.text.slice(span);
        let is_wiki_link = written.starts_with("[[");
        let says_nothing = match &link.content {
            // An image without a text is reported as such.
            Some(content) => {
                !content.iter().any(|inline| matches!(inline, Inline::Image(_)))
                    && text::of_inlines(content).trim().is_empty()
            }
            None => !is_wiki_link,
        };
        // A link that leads nowhere is reported as such.
        if says_nothing && !link.name.is_empty() {
            let problem = Diagnostic::of(Rule::LinkWithoutText, "this link has no text")
                .help("write between the square brackets where it leads");
            found.push(chapter.at(problem, span));
        }
    });
}

/// "Klik hier".
pub fn vague(chapter: &Chapter<'_>, found: &mut Vec<Diagnostic>) {
    for_each_link(chapter, |link| {
        let Some(content) = &link.content else { return };
        let said = text::of_inlines(content).to_lowercase();
        let said = said.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.contains(&said) {
            let message = format!("“{said}” does not say where this link leads");
            let problem = Diagnostic::of(Rule::VagueLink, message)
                .help("name what is there: who uses a screen reader hears the links one by one");
            found.push(chapter.at(problem, chapter.document.references[link.reference].span));
        }
    });
}
