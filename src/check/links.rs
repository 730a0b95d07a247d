//! Link texts, and texts that almost are references.

use std::sync::LazyLock;

use regex::Regex;

use super::CheckedChapter;
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Link, text, walk};
use crate::messages::message;
use crate::number::Number;
use crate::rule::Rule;

/// Texts that mean nothing to readers who only hear or scan the links of a page, one to a line.
const VAGUE: &str = include_str!("vague.txt");

/// Calls `each` for every link.
fn for_each_link<'a>(chapter: &CheckedChapter<'a>, mut each: impl FnMut(&'a Link)) {
    walk::blocks(chapter.document, &mut |block| {
        walk::inlines(block, &mut |inline| {
            if let Inline::Link(link) = inline {
                each(link);
            }
        });
    });
}

/// Links whose only text is what the program adds.
pub fn without_text(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
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
            let problem = Diagnostic::of(Rule::LinkWithoutText, message!("link-without-text"))
                .help(message!("link-without-text", "help"));
            found.push(chapter.at(problem, span));
        }
    });
}

/// What almost is a reference, such as `[[2.4.8]`, `((2.4.8))` and `[2.4.8]`.
static NEAR_REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<open>\[[ \t]?\[?|\(\(|\{\{|<<)[ \t]*(?P<name>[\p{L}\d][^\[\](){}<>|#\n]{0,60}?)[ \t]*(?P<rest>[#|][^\[\](){}<>\n]*)?(?P<close>\][ \t]?\]?|\)\)?|\}\}|>>)(?P<after>[(\[:])?",
    )
    .expect("a valid expression")
});

/// Text in the wrong brackets that is the number or name of a chapter.
pub fn almost_references(chapter: &CheckedChapter<'_>, book: &Book, found: &mut Vec<Diagnostic>) {
    let text = &chapter.source.text;
    for &span in &chapter.document.prose {
        let prose = text.slice(span);
        if prose.starts_with("<!--") {
            continue;
        }
        for near in NEAR_REFERENCE.captures_iter(prose) {
            let [open, close] = ["open", "close"].map(|part| near[part].replace([' ', '\t'], ""));
            let is_double = open.len() > 1 || close.len() > 1;
            let name = near["name"].trim();
            let is_chapter = match name.parse::<Number>() {
                Ok(number) => {
                    (is_double || number.depth() > 1) && book.by_number(&number).is_some()
                }
                Err(_) => is_double && book.by_name(&slug::slugify(name)).is_some(),
            };
            let whole = near.get(0).map_or(0..0, |whole| whole.range());
            let is_escaped = prose.get(..whole.start).is_some_and(|before| before.ends_with('\\'))
                || text.slice(text.span(0..span.start())).ends_with('\\') && whole.start == 0;
            if is_chapter && !is_escaped && near.name("after").is_none() {
                let rest = near.name("rest").map_or("", |rest| rest.as_str());
                let problem = Diagnostic::of(Rule::NearMissLink, message!("near-reference"))
                    .help(message!("meant", near = format!("[[{name}{rest}]]")));
                found.push(chapter.at(problem, text.part(span, whole)));
            }
        }
    }
}

/// "Klik hier".
pub fn vague(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    for_each_link(chapter, |link| {
        let Some(content) = &link.content else { return };
        let said = text::of_inlines(content).to_lowercase();
        let said = said.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.lines().any(|vague| vague == said) {
            let problem = Diagnostic::of(Rule::VagueLink, message!("link-vague", said = said))
                .help(message!("link-vague", "help"));
            found.push(chapter.at(problem, chapter.document.references[link.reference].span));
        }
    });
}
