//! Images: they have an alternative text, and a chapter shows them.

use std::collections::{BTreeSet, HashSet};

use super::{CheckedChapter, of_file};
use crate::book::{Destination, Parsed};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Image, Inline, Target, is_image, walk};
use crate::messages::message;
use crate::paths::{ContentPath, GuidePath, file_name};
use crate::rule::Rule;
use crate::workspace::Manuscript;

/// Images without an alternative text. In HTML `alt=""` says that an image only decorates.
pub fn without_alt(chapter: &CheckedChapter<'_>, found: &mut Vec<Diagnostic>) {
    let mut check = |image: &Image| {
        if image.alt.trim().is_empty() {
            let span = chapter.document.references[image.reference].span;
            found.push(chapter.at(no_alt(), span));
        }
    };
    walk::blocks(chapter.document, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            check(&figure.image);
        }
        walk::inlines(block, &mut |inline| {
            if let Inline::Image(image) = inline {
                check(image);
            }
        });
    });
    let images = chapter.document.tags.iter().filter(|tag| tag.name == "img");
    found.extend(images.filter(|tag| !tag.has_alt).map(|tag| chapter.at(no_alt(), tag.span)));
}

fn no_alt() -> Diagnostic {
    Diagnostic::of(Rule::ImageWithoutAlt, message!("image-without-alt"))
        .help(message!("image-without-alt", "help"))
}

/// Images below `content/` that nothing shows.
pub fn unused(manuscript: &Manuscript, found: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&ContentPath> = manuscript
        .book
        .iter()
        .flat_map(|(_, chapter)| {
            chapter.destinations.iter().chain(chapter.banner.iter().map(|(image, _)| image))
        })
        .filter_map(|destination| match destination {
            Destination::File(path) => Some(path),
            _ => None,
        })
        .collect();
    let site = &manuscript.config.site;
    let pictures: BTreeSet<&GuidePath> =
        [&site.banner, &site.logo].into_iter().flatten().map(|picture| &picture.image).collect();
    // A draft that is left out may show them too, and is no reason to throw them away.
    let drafts: HashSet<&str> = manuscript
        .chapters
        .iter()
        .filter(|(source, _)| source.front_matter.draft)
        .flat_map(files_of)
        .collect();
    let sought = manuscript.book.sought();
    for path in &manuscript.content.files {
        let name = path.name();
        let full = path.in_guide();
        if is_image(name)
            && !used.contains(path)
            && !sought.contains(&path.stem().to_lowercase())
            && !pictures.contains(&full)
            && !drafts.contains(name)
        {
            let problem = Diagnostic::of(Rule::UnusedImage, message!("image-unused"))
                .help(message!("image-unused", "help"));
            found.push(of_file(problem, format!("{}{full}", manuscript.shown)));
        }
    }
}

/// The names of the files to which a chapter refers.
fn files_of((source, document): &Parsed) -> impl Iterator<Item = &str> {
    let paths = document.references.iter().filter_map(|reference| match &reference.target {
        Target::Path(path, _) => Some(path.as_str()),
        _ => None,
    });
    let banner = source.front_matter.banner.iter().map(|banner| banner.image.as_str());
    paths.chain(banner).map(file_name)
}
