//! Where links lead, now that all chapters are known.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::advice::{self, Advice, Advisor, Lookups, Place};
use super::{Book, Chapter, ChapterId, PIECE, beside};
use crate::diagnostic::{Diagnostic, Text};
use crate::document::{Reference, Role, Target, is_image};
use crate::number::Number;
use crate::paths::{ContentPath, PublicationPath, file_name, split_extension};
use crate::revision::Revision;
use crate::rule::Rule;

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Another site, or mail.
    External(String),
    /// A chapter, and an anchor in it.
    Chapter(ChapterId, Option<String>),
    /// A file below `content/`.
    File(ContentPath),
    /// A page that is made for the guide, such as the list of lessons.
    Page(PublicationPath),
    /// Nowhere; that is reported.
    Broken,
}

/// Where all that a chapter refers to is.
struct Links {
    destinations: Vec<Destination>,
    banner: Option<(Destination, String)>,
    problems: Vec<Diagnostic>,
}

/// The other chapters that links lead to.
fn targets(from: ChapterId, destinations: &[Destination]) -> BTreeSet<ChapterId> {
    let chapter = |destination: &Destination| match *destination {
        Destination::Chapter(to, _) if to != from => Some(to),
        _ => None,
    };
    destinations.iter().filter_map(chapter).collect()
}

impl Book {
    /// Resolves every reference, and notes in every chapter which others refer to it.
    pub(super) fn resolve_all(&mut self) {
        let lookups = Lookups::default();
        let links: Vec<Links> = (0..self.chapters.len())
            .into_par_iter()
            .with_max_len(PIECE)
            .map(|at| self.links(ChapterId(at), &lookups))
            .collect();
        for (at, links) in links.into_iter().enumerate() {
            self.link(ChapterId(at), links);
        }
    }

    /// Resolves the references of one chapter again.
    pub(super) fn resolve(&mut self, id: ChapterId) {
        let links = self.links(id, &Lookups::default());
        self.link(id, links);
    }

    /// Where the references of a chapter lead.
    fn links(&self, id: ChapterId, lookups: &Lookups) -> Links {
        let advisor = Advisor::new(self, lookups);
        let mut problems = Vec::new();
        let references = self[id].document.references.iter();
        let destinations = references
            .map(|reference| self.destination(id, reference, &advisor, &mut problems))
            .collect();
        let banner = self.own_banner(id, &advisor, &mut problems);
        Links { destinations, banner, problems }
    }

    /// Puts links in the place of those a chapter had, here and in the chapters they lead to.
    fn link(&mut self, id: ChapterId, links: Links) {
        let Links { destinations, banner, problems } = links;
        // A broken link without a diagnostic is resolved again too, once its cause is mended.
        if problems.is_empty() && !destinations.contains(&Destination::Broken) {
            self.unresolved.remove(&id)
        } else {
            self.unresolved.insert(id, problems)
        };
        let chapter = &self.chapters[id.0];
        if chapter.destinations == destinations && chapter.banner == banner {
            return;
        }
        let has_new_banner = chapter.banner != banner;
        let before = targets(id, &chapter.destinations);
        let after = targets(id, &destinations);
        for &gone in before.difference(&after) {
            self.change(gone).backlinks.retain(|&from| from != id);
        }
        for &new in after.difference(&before) {
            let backlinks = &mut self.change(new).backlinks;
            if let Err(place) = backlinks.binary_search(&id) {
                backlinks.insert(place, id);
            }
        }
        let chapter = self.change(id);
        chapter.destinations = destinations;
        chapter.banner = banner;
        if has_new_banner {
            // The chapters below show it too.
            chapter.outline = Revision::new();
        }
    }

    /// A chapter that is about to change; copies of the book keep it as it was.
    pub(super) fn change(&mut self, id: ChapterId) -> &mut Chapter {
        let chapter = Arc::make_mut(&mut Arc::make_mut(&mut self.chapters)[id.0]);
        chapter.revision = Revision::new();
        chapter
    }

    fn destination(
        &self,
        from: ChapterId,
        reference: &Reference,
        advisor: &Advisor<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Destination {
        self.find(from, reference, advisor).unwrap_or_else(|advice| {
            if let (Some(problem), Some(source)) = (advice, &self[from].source) {
                let span = source.text.first_line(reference.span);
                let problem = with_whole_addresses(problem, reference, &source.text);
                diagnostics.push(problem.at(&source.text, span));
            }
            Destination::Broken
        })
    }

    /// Where a reference in a chapter leads, or why it leads nowhere.
    pub(super) fn find(
        &self,
        from: ChapterId,
        reference: &Reference,
        advisor: &Advisor<'_>,
    ) -> Result<Destination, Advice> {
        let found = match &reference.target {
            Target::External(address) => Ok(Destination::External(address.clone())),
            Target::Nowhere => Ok(Destination::Broken),
            Target::Here(anchor) => self.anchored(from, Some(anchor), advisor),
            Target::Number(number, anchor) => {
                let id = self.by_number(number).ok_or_else(|| advisor.no_number(number))?;
                self.anchored(id, anchor.as_ref(), advisor)
            }
            Target::Name(name, anchor) => {
                let id = self.named(name, anchor.as_deref(), advisor)?;
                self.anchored(id, anchor.as_ref(), advisor)
            }
            Target::Path(path, anchor) => {
                let found = self.path(from, path, anchor.as_ref(), advisor);
                let is_image = match reference.role {
                    Role::Image => true,
                    Role::Source => is_image(path),
                    Role::Link | Role::Script => false,
                };
                let of_image = |problem: Diagnostic| problem.breaks(Rule::BrokenImage);
                if is_image { found.map_err(|advice| advice.map(of_image)) } else { found }
            }
        };
        match reference.role {
            Role::Script => found.and_then(|destination| self.listed_script(destination)),
            Role::Link | Role::Image | Role::Source => found,
        }
    }

    /// Only scripts that the guide lists run on its pages.
    fn listed_script(&self, destination: Destination) -> Result<Destination, Advice> {
        match destination {
            Destination::File(path) if self.registers.scripts.contains(&path) => {
                Ok(Destination::File(path))
            }
            _ => Err(Some(advice::unlisted_script())),
        }
    }

    /// The names of the files that links and images seek and do not find, without their extensions
    /// and in lower case. A file of such a name is probably meant, and told with the link.
    pub fn sought(&self) -> BTreeSet<String> {
        let broken = self.iter().flat_map(|(_, chapter)| {
            let all = chapter.document.references.iter().zip(&chapter.destinations);
            all.filter(|(_, destination)| **destination == Destination::Broken)
        });
        let links = broken.filter_map(|(reference, _)| match &reference.target {
            Target::Path(path, _) => Some(path.as_str()),
            _ => None,
        });
        let without_banner = self.iter().filter(|(_, chapter)| chapter.banner.is_none());
        let banners = without_banner.filter_map(|(_, chapter)| {
            Some(chapter.front_matter().banner.as_ref()?.image.as_str())
        });
        links.chain(banners).map(|path| split_extension(file_name(path)).0.to_lowercase()).collect()
    }

    /// Where a target in a chapter leads, whether or not there is such an anchor.
    pub fn leads_to(&self, from: ChapterId, target: &Target) -> Destination {
        let target = match target.clone() {
            Target::Number(number, _) => Target::Number(number, None),
            Target::Name(name, _) => Target::Name(name, None),
            Target::Path(path, _) => Target::Path(path, None),
            other => other,
        };
        let lookups = Lookups::default();
        let advisor = Advisor::new(self, &lookups);
        let reference = Reference::unwritten(target);
        self.find(from, &reference, &advisor).unwrap_or(Destination::Broken)
    }

    /// The banner a chapter names in its front matter.
    fn own_banner(
        &self,
        id: ChapterId,
        advisor: &Advisor<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Destination, String)> {
        let chapter = &self[id];
        let picture = chapter.front_matter().banner.as_ref()?;
        let path = picture.image.as_str();
        let advisor = &advisor.at(Place::FrontMatter);
        let found = self.path(id, path, None, advisor);
        if let Ok(file @ Destination::File(_)) = found {
            return Some((file, picture.alt.clone()));
        }
        let source = chapter.source.as_ref()?;
        let advice = match found {
            Ok(_) => {
                let folder = source.folder();
                folder.join(path).map_or_else(
                    |_| Some(advice::outside(path)),
                    |full| advisor.no_file(path, &folder, &full),
                )
            }
            Err(advice) => advice,
        };
        let problem = advice.map(|problem| problem.breaks(Rule::BrokenImage));
        diagnostics.extend(problem.map(|problem| problem.at(&source.text, source.text.find(path))));
        None
    }

    fn named(
        &self,
        name: &str,
        anchor: Option<&str>,
        advisor: &Advisor<'_>,
    ) -> Result<ChapterId, Advice> {
        let slug = slug::slugify(name);
        let by_name = &self.registers.by_name;
        let found = by_name
            .get(name)
            .or_else(|| by_name.get(&slug))
            .or_else(|| by_name.get(&beside(&slug)));
        found.copied().ok_or_else(|| advisor.no_name(name, &slug, anchor))
    }

    /// A chapter, and an anchor that it must have.
    fn anchored(
        &self,
        id: ChapterId,
        anchor: Option<&String>,
        advisor: &Advisor<'_>,
    ) -> Result<Destination, Advice> {
        let chapter = &self[id];
        match anchor {
            Some(anchor) if !chapter.document.anchors.contains(anchor) => {
                Err(advisor.no_anchor(chapter, anchor))
            }
            anchor => Ok(Destination::Chapter(id, anchor.cloned())),
        }
    }

    /// A relative path from a chapter: another chapter's file or page, or any file.
    fn path(
        &self,
        from: ChapterId,
        path: &str,
        anchor: Option<&String>,
        advisor: &Advisor<'_>,
    ) -> Result<Destination, Advice> {
        let source = self[from].source.as_ref();
        let folder = source.map_or_else(ContentPath::base, |source| source.folder());
        let full = folder.join(path).map_err(|_| Some(advice::outside(path)))?;
        let registers = &self.registers;
        let full = registers.as_on_disk(full);
        if registers.files.contains(&full) {
            return Ok(Destination::File(full));
        }
        let page = path.strip_suffix(".html").unwrap_or(path);
        let of_number = |number: Number| registers.by_number.get(&number);
        let chapter = registers
            .by_path
            .get(&full)
            .or_else(|| registers.by_place.get(&full))
            .or_else(|| registers.by_name.get(page))
            .or_else(|| page.parse().ok().and_then(of_number));
        match (chapter, self.registers.pages.linked.get(path)) {
            (Some(&id), _) => self.anchored(id, anchor, advisor),
            (None, Some(page)) => Ok(Destination::Page(page.clone())),
            (None, None) => Err(advisor.no_file(path, &folder, &full)),
        }
    }
}

/// What may have been meant, each in place of the whole address: what it does not say stays.
fn with_whole_addresses(mut problem: Diagnostic, reference: &Reference, text: &Text) -> Diagnostic {
    let written = text.slice(reference.address);
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (written, String::new()),
    };
    for mend in &mut problem.mends {
        mend.span = Some(reference.address);
        if mend.text.starts_with('#') {
            mend.text.insert_str(0, path);
        } else if !mend.text.contains('#') {
            mend.text.push_str(&anchor);
        }
    }
    problem
}
