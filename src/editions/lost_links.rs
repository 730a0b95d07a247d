//! Links in the PDF and the e-book to what only the site has, while nobody knows where the site is.

use super::selection::Selection;
use crate::attachments::Attachments;
use crate::book::{Book, Destination};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::Role;
use crate::messages::message;
use crate::rule::Rule;

/// A diagnostic about all of them, at the first.
pub fn problem(book: &Book, config: &Config, attachments: &Attachments) -> Option<Diagnostic> {
    let is_made = config.print.pdf || config.print.epub;
    if !is_made || config.site.base_url.is_some() {
        return None;
    }
    let selection = Selection::of(book, config);
    let is_lost = |destination: &Destination| match destination {
        // An image that a page shows is in the book.
        Destination::File(path) => {
            attachments.get(&path.in_guide()).is_some_and(|file| file.picture.is_none())
        }
        Destination::Chapter(id, _) => !selection.contains(*id),
        _ => false,
    };
    let lost: Vec<_> = selection
        .chapters()
        .iter()
        .flat_map(|&id| {
            let chapter = &book[id];
            let text = chapter.source.as_ref().map(|source| &source.text);
            let links = chapter.document.references.iter().zip(&chapter.destinations);
            let lost = links.filter(|(link, to)| link.role == Role::Link && is_lost(to));
            lost.filter_map(move |(link, _)| Some((text?, link.span)))
        })
        .collect();
    let (text, span) = *lost.first()?;
    let message = message!("links-lost-in-print", count = lost.len());
    let help = message!("links-lost-in-print", "help");
    Some(Diagnostic::of(Rule::LostInPrint, message).help(help).at(text, span))
}
