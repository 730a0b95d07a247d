//! What the e-book shows otherwise than the site does: films, forms, images that books cannot have,
//! links to what is not in it.

use super::elements::{Role, role};
use super::pictures::can_hold;
use super::rendering::is_web;
use crate::attachments::Attachments;
use crate::book::{Book, Chapter, Destination};
use crate::config::{Config, RawHtml};
use crate::diagnostic::Diagnostic;
use crate::document::{HtmlTag, Role as Use};
use crate::messages::message;
use crate::rule::Rule;

/// Elements with which readers fill in something.
const CONTROLS: [&str; 5] = ["button", "input", "meter", "select", "textarea"];

/// Diagnostics about what an e-book of the guide leaves out, if one is made.
pub fn losses(book: &Book, config: &Config, attachments: &Attachments) -> Vec<Diagnostic> {
    if !config.print.epub {
        return Vec::new();
    }
    let chapters = book.iter().map(|(_, chapter)| chapter);
    chapters
        .flat_map(|chapter| of_chapter(chapter, config.markdown.raw_html, attachments))
        .collect()
}

fn of_chapter(chapter: &Chapter, raw_html: RawHtml, attachments: &Attachments) -> Vec<Diagnostic> {
    let Some(source) = &chapter.source else { return Vec::new() };
    let at = |message: String, help: String, span| {
        Diagnostic::of(Rule::LeftOutOfEpub, message).help(help).at(&source.text, span)
    };
    let document = &chapter.document;
    let images = document.references.iter().zip(&chapter.destinations);
    let images = images.filter(|(reference, _)| reference.role == Use::Image);
    let images = images.filter_map(|(reference, destination)| {
        let address = match destination {
            Destination::External(address) if is_web(address) => address.clone(),
            Destination::File(path) if !can_hold(path.name()) => path.to_string(),
            Destination::File(path) => {
                let path = path.in_guide();
                let is_damaged =
                    attachments.get(&path).is_some() && !attachments.can_be_inert(&path);
                is_damaged.then(|| path.to_string())?
            }
            _ => return None,
        };
        let message = message!("epub-no-image", image = address);
        Some(at(message, message!("epub-no-image", "help"), reference.span))
    });
    let tags = document.tags.iter().filter(|tag| raw_html == RawHtml::Allow && !tag.is_end);
    let tags = tags.filter(|tag| is_lost(tag)).map(|tag| {
        let name = tag.name.as_str();
        let help = if role(name) == Role::Linked {
            message!("epub-no-element", "linked")
        } else {
            message!("epub-no-element", "control")
        };
        at(message!("epub-no-element", name = name), help, tag.span)
    });
    images.chain(tags).collect()
}

fn is_lost(tag: &HtmlTag) -> bool {
    let name = tag.name.as_str();
    (role(name) == Role::Linked && name != "area") || CONTROLS.contains(&name) || name == "noscript"
}
