//! Where links lead, now that all chapters are known.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Book, Chapter, ChapterId};
use crate::diagnostic::Diagnostic;
use crate::document::{Lesson, Reference, Role, Target, is_image};
use crate::number::Number;
use crate::paths::ContentPath;
use crate::revision::Revision;
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

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
    Page(String),
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
        let links: Vec<Links> =
            (0..self.chapters.len()).into_par_iter().map(|at| self.links(ChapterId(at))).collect();
        for (at, links) in links.into_iter().enumerate() {
            self.link(ChapterId(at), links);
        }
    }

    /// Resolves the references of one chapter again.
    pub(super) fn resolve(&mut self, id: ChapterId) {
        let links = self.links(id);
        self.link(id, links);
    }

    /// Where the references of a chapter lead.
    fn links(&self, id: ChapterId) -> Links {
        let mut problems = Vec::new();
        let references = self[id].document.references.iter();
        let destinations =
            references.map(|reference| self.destination(id, reference, &mut problems)).collect();
        let banner = self.own_banner(id, &mut problems);
        Links { destinations, banner, problems }
    }

    /// Puts links in the place of those a chapter had, here and in the chapters they lead to.
    fn link(&mut self, id: ChapterId, links: Links) {
        let Links { destinations, banner, problems } = links;
        if problems.is_empty() {
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
        let chapter = Arc::make_mut(&mut self.chapters[id.0]);
        chapter.revision = Revision::new();
        chapter
    }

    fn destination(
        &self,
        from: ChapterId,
        reference: &Reference,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Destination {
        self.find(from, reference).unwrap_or_else(|problem| {
            if let Some(source) = &self[from].source {
                let span = source.text.first_line(reference.span);
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
    ) -> Result<Destination, Diagnostic> {
        let found = match &reference.target {
            Target::External(address) => Ok(Destination::External(address.clone())),
            Target::Nowhere => Ok(Destination::Broken),
            Target::Here(anchor) => self.place(from, Some(anchor)),
            Target::Number(number, anchor) => {
                self.numbered(number).and_then(|id| self.place(id, anchor.as_ref()))
            }
            Target::Name(name, anchor) => {
                self.named(name).and_then(|id| self.place(id, anchor.as_ref()))
            }
            Target::Path(path, anchor) => {
                let found = self.path(&self[from], path, anchor.as_ref());
                found.map_err(|problem| match reference.role {
                    Role::Image => problem.breaks(Rule::BrokenImage),
                    Role::Source if is_image(path) => problem.breaks(Rule::BrokenImage),
                    _ => problem,
                })
            }
        };
        match reference.role {
            Role::Script => found.and_then(|destination| self.listed_script(destination)),
            Role::Link | Role::Image | Role::Source => found,
        }
    }

    /// Only scripts that the guide lists run on its pages.
    fn listed_script(&self, destination: Destination) -> Result<Destination, Diagnostic> {
        match destination {
            Destination::File(path) if self.registers.scripts.contains(&path) => {
                Ok(Destination::File(path))
            }
            _ => Err(Diagnostic::of(
                Rule::IgnoredHtml,
                "this script does not run: the guide does not list it",
            )
            .help("if you trust it, list it in book.toml:\n[site]\nscripts = [\"content/…\"]")),
        }
    }

    /// Where a target in a chapter leads, whether or not the place within that exists.
    pub fn leads_to(&self, from: ChapterId, target: &Target) -> Destination {
        let target = match target.clone() {
            Target::Number(number, _) => Target::Number(number, None),
            Target::Name(name, _) => Target::Name(name, None),
            Target::Path(path, _) => Target::Path(path, None),
            other => other,
        };
        let reference = Reference::unwritten(target);
        self.destination(from, &reference, &mut Vec::new())
    }

    /// The banner a chapter names in its front matter.
    fn own_banner(
        &self,
        id: ChapterId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Destination, String)> {
        let chapter = &self[id];
        let picture = chapter.front_matter().banner.as_ref()?;
        match self.path(chapter, &picture.image, None) {
            Ok(file @ Destination::File(_)) => Some((file, picture.alt.clone())),
            _ => {
                let source = chapter.source.as_ref()?;
                let span = source.text.find(&picture.image);
                let problem = self.no_such_file(&picture.image).breaks(Rule::BrokenImage);
                diagnostics.push(problem.at(&source.text, span));
                None
            }
        }
    }

    fn numbered(&self, number: &Number) -> Result<ChapterId, Diagnostic> {
        self.by_number(number).ok_or_else(|| {
            let name = number.to_string();
            if self.registers.drafts.contains(&name) {
                return left_out(&name);
            }
            Diagnostic::of(Rule::DanglingReference, format!("there is no chapter {number}"))
                .help(self.near(number))
        })
    }

    /// The existing chapters nearest to a number that does not exist.
    fn near(&self, number: &Number) -> String {
        let before = self.registers.by_number.range(..number.clone()).next_back();
        let after = self.registers.by_number.range(number.clone()..).next();
        let written = number.to_string();
        let numbers: Vec<String> =
            self.registers.by_number.keys().map(ToString::to_string).collect();
        let alike = did_you_mean(&written, numbers.iter().map(String::as_str))
            .and_then(|near| near.parse::<Number>().ok());
        let mut near: Vec<&Number> =
            before.into_iter().chain(after).map(|(number, _)| number).collect();
        near.extend(alike.as_ref());
        near.sort();
        near.dedup();
        let labels: Vec<_> = near
            .into_iter()
            .filter_map(|number| Some(self[self.by_number(number)?].label()))
            .collect();
        if labels.is_empty() {
            "the guide has no numbered chapters yet".into()
        } else {
            format!("the nearest chapters are: {}", labels.join("; "))
        }
    }

    fn named(&self, name: &str) -> Result<ChapterId, Diagnostic> {
        let slug = slug::slugify(name);
        if let Some(id) =
            self.registers.by_name.get(name).or_else(|| self.registers.by_name.get(&slug))
        {
            return Ok(*id);
        }
        if self.registers.drafts.contains(&slug) {
            return Err(left_out(name));
        }
        Err(self.unnamed(name, &slug))
    }

    /// Whoever knows a chapter by its title finds which number it has.
    fn unnamed(&self, name: &str, slug: &str) -> Diagnostic {
        let titled: Vec<_> =
            self.chapters().filter(|(_, chapter)| slug::slugify(&chapter.title) == slug).collect();
        if let [_, _, ..] = titled.as_slice() {
            let labels: Vec<_> = titled.iter().map(|(_, chapter)| chapter.label()).collect();
            let message = format!("`{name}` is the title of {} chapters", titled.len());
            return Diagnostic::of(Rule::AmbiguousReference, message)
                .help(format!("name one of them by its number: {}", labels.join("; ")));
        }
        let names = self.registers.by_name.keys().map(String::as_str);
        let near = titled.first().map(|(_, chapter)| chapter.name.as_str());
        Diagnostic::of(Rule::DanglingReference, format!("there is no chapter `{name}`")).help(
            match near.or_else(|| did_you_mean(slug, names)) {
                Some(near) => format!("did you mean [[{near}]]?"),
                None => "name a chapter by its number, or by its file if it has none".into(),
            },
        )
    }

    /// A chapter, and a place in it that must exist.
    fn place(&self, id: ChapterId, anchor: Option<&String>) -> Result<Destination, Diagnostic> {
        let chapter = &self[id];
        match anchor {
            Some(anchor) if !chapter.document.anchors.contains(anchor) => {
                Err(no_such_anchor(chapter, anchor))
            }
            anchor => Ok(Destination::Chapter(id, anchor.cloned())),
        }
    }

    /// A relative path from a chapter: another chapter's file or page, or any file.
    fn path(
        &self,
        from: &Chapter,
        path: &str,
        anchor: Option<&String>,
    ) -> Result<Destination, Diagnostic> {
        let folder = from.source.as_ref().map_or_else(ContentPath::base, |source| source.folder());
        let Ok(full) = folder.join(path) else {
            return Err(Diagnostic::of(
                Rule::BrokenLink,
                format!("`{path}` lies outside the guide"),
            )
            .help("put the file below content/"));
        };
        if self.registers.files.contains(&full) {
            return Ok(Destination::File(full));
        }
        let as_written = [full.to_string(), format!("{full}.md"), format!("{full}/index.md")];
        let chapter = as_written
            .iter()
            .find_map(|path| self.registers.by_path.get(path.trim_start_matches('/')))
            .or_else(|| self.registers.by_name.get(path.strip_suffix(".html").unwrap_or(path)));
        match chapter {
            Some(&id) => self.place(id, anchor),
            None if self.registers.pages.contains(path) => Ok(Destination::Page(path.to_owned())),
            None => Err(self.draft_at(path).unwrap_or_else(|| self.no_such_file(path))),
        }
    }

    /// What is said of a link to the file or page of a draft.
    fn draft_at(&self, path: &str) -> Option<Diagnostic> {
        let name = path.rsplit('/').next()?;
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
        let number = Number::split_name(stem).map(|(number, _)| number.to_string());
        let label = number.unwrap_or_else(|| stem.to_owned());
        self.registers.drafts.contains(&label).then(|| left_out(&label))
    }

    fn no_such_file(&self, path: &str) -> Diagnostic {
        let name = path.rsplit('/').next().unwrap_or(path);
        let known = self
            .registers
            .files
            .iter()
            .chain(self.registers.by_path.keys())
            .map(ContentPath::as_str);
        let known: Vec<&str> = known.collect();
        let same_name = known.iter().find(|known| known.rsplit('/').next() == Some(name));
        let near = same_name.copied().or_else(|| did_you_mean(path, known.iter().copied()));
        let problem =
            Diagnostic::of(Rule::BrokenLink, format!("there is no file or chapter `{path}`"));
        match near {
            Some(near) => {
                problem.help(format!("there is content/{near}; paths are relative to this file"))
            }
            None => problem.help("paths are relative to this file, and files are below content/"),
        }
    }
}

fn left_out(name: &str) -> Diagnostic {
    Diagnostic::of(Rule::DanglingReference, format!("chapter {name} is a draft and is left out"))
        .help("finish it and remove `draft: true`, or build with --drafts")
}

fn no_such_anchor(chapter: &Chapter, anchor: &str) -> Diagnostic {
    let place = match &chapter.number {
        Some(number) => format!("chapter {number}"),
        None => format!("`{}`", chapter.title),
    };
    let lessons = chapter.document.lessons.len();
    let help = match did_you_mean(anchor, chapter.document.anchors.iter().map(String::as_str)) {
        _ if anchor.starts_with("les-") && lessons > 0 => {
            format!("its lessons are #{} to #{}", Lesson::id(1), Lesson::id(lessons))
        }
        _ if anchor.starts_with("les-") => "it has no lessons".into(),
        Some(near) => format!("did you mean #{near}?"),
        None => "anchors are made of headings, or chosen with {#anchor} behind a heading".into(),
    };
    Diagnostic::of(Rule::BrokenAnchor, format!("{place} has no anchor `{anchor}`")).help(help)
}

/// Joins a relative path to a folder, both below `content/`. A leading slash starts there too.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    Some(ContentPath::new(folder).ok()?.join(path).ok()?.to_string())
}
