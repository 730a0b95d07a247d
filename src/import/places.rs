//! The places of documents that references may lead to: chapters, headings, figures, tables.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::Text;
use crate::document::Anchors;
use crate::formats::walk::{self, LineRole, PartMut};
use crate::formats::{
    Block, Chapter, Exhibit, Grid, Heading, Inline, Kind, number_of, plain, possible_number,
};
use crate::number::Number;

/// A chapter of a document, and what it is called in the guide.
pub struct DocumentChapter<'a> {
    /// Which of the documents it is part of.
    pub document: usize,
    pub text: &'a Arc<Text>,
    /// The number or name that references use.
    pub name: String,
    pub chapter: &'a mut Chapter,
}

/// A place in the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which of the chapters it is in.
    pub part: usize,
    /// Its anchor there; none for the chapter itself.
    pub anchor: Option<String>,
}

/// The places of all documents.
#[derive(Default)]
pub struct Places {
    /// By document and anchor.
    pub anchors: HashMap<(usize, String), Place>,
    /// By document and number, as the document shows it. One that counts anew in each of its parts
    /// has several places of a number.
    pub numbers: HashMap<(usize, String), Vec<Place>>,
    /// Figures and tables, by document and name.
    pub exhibits: HashMap<(usize, String), Place>,
}

/// A chapter, as references find it.
pub struct Named {
    /// The number or name that references use.
    pub name: String,
    /// The chapter of the first level that it is, or is below.
    pub top: Option<String>,
    /// Which of the parts of the document it is in, if each of these counts its chapters anew.
    pub stretch: usize,
    /// Whether it is of the first level.
    pub is_top: bool,
}

/// The chapters in their order, as references find them.
pub fn named(parts: &[DocumentChapter<'_>]) -> Vec<Named> {
    let mut stretch = 0;
    let mut document = None;
    let mut seen: HashSet<&Number> = HashSet::new();
    let mut named = Vec::new();
    for part in parts {
        if document.replace(part.document) != Some(part.document) {
            seen.clear();
        }
        let Chapter { number, said, .. } = &*part.chapter;
        let is_top = number.as_ref().is_some_and(|number| number.depth() == 1);
        if let Some(said) = said.as_ref().filter(|said| is_top && said.depth() == 1)
            && !seen.insert(said)
        {
            stretch += 1;
            seen = HashSet::from([said]);
        }
        let top = number.as_ref().map(|number| {
            let number = number.to_string();
            number.split('.').next().unwrap_or_default().to_owned()
        });
        named.push(Named { name: part.name.clone(), top, stretch, is_top });
    }
    named
}

impl Places {
    /// Collects the places of a chapter, and gives them readable anchors.
    pub fn collect(
        &mut self,
        at: usize,
        part: &mut DocumentChapter<'_>,
        used: &HashSet<(usize, String)>,
    ) {
        let document = part.document;
        let here = |anchor: Option<String>| Place { part: at, anchor };
        for anchor in &part.chapter.anchors {
            self.anchors.entry((document, anchor.clone())).or_insert(here(None));
        }
        if let Some(said) = &part.chapter.said {
            self.numbers.entry((document, said.to_string())).or_default().push(here(None));
        }
        // The title of a counted heading may say that it is an appendix.
        let has_letter = |number: &&Number| {
            let is_counted = part.chapter.said.as_ref().is_some_and(|said| !said.is_appendix());
            number.is_appendix() && is_counted
        };
        if let Some(number) = part.chapter.number.as_ref().filter(has_letter) {
            self.numbers.entry((document, number.to_string())).or_default().push(here(None));
        }
        show_labels(part.chapter);
        let mut collector = Collector {
            places: self,
            at,
            document,
            used,
            anchors: Anchors::default(),
            figures: 0,
            tables: 0,
        };
        collector.blocks(&mut part.chapter.blocks, true);
    }
}

/// Writes the numbers that a word processor counted for the sections of a chapter into their
/// headings.
fn show_labels(chapter: &mut Chapter) {
    for block in &mut chapter.blocks {
        let Kind::Heading(heading) = &mut block.kind else { continue };
        let Some(label) = &heading.label else { continue };
        let moved = label.number.as_ref().and_then(|number| {
            let (said, now) = (chapter.said.as_ref()?, chapter.number.as_ref()?);
            (said != now).then(|| number.rebased(said, now)).flatten()
        });
        let text = moved.map_or_else(|| label.text.clone(), |number| number.to_string());
        if !text.is_empty() {
            heading.content.insert(0, Inline::Text(format!("{text} ")));
        }
    }
}

/// Collects the places of a chapter.
struct Collector<'a> {
    places: &'a mut Places,
    at: usize,
    document: usize,
    used: &'a HashSet<(usize, String)>,
    anchors: Anchors,
    figures: usize,
    tables: usize,
}

impl Collector<'_> {
    fn place(&mut self, id: String, anchor: &str) {
        let place = Place { part: self.at, anchor: Some(anchor.to_owned()) };
        self.places.anchors.entry((self.document, id)).or_insert(place);
    }

    fn blocks(&mut self, blocks: &mut [Block], is_top: bool) {
        for block in blocks {
            if let Kind::Heading(heading) = &mut block.kind {
                self.heading(heading, is_top);
                continue;
            }
            walk::parts_mut(block, |part| match part {
                PartMut::Line(LineRole::Caption, _) => {}
                PartMut::Line(_, content) => self.line(content),
                PartMut::Blocks(blocks) => self.blocks(blocks, false),
            });
            match &mut block.kind {
                Kind::Table { caption, exhibit, .. }
                | Kind::Grid(Grid { caption, exhibit, .. })
                    if !caption.is_empty() =>
                {
                    self.tables += 1;
                    let id = self.anchors.counted("tab", self.tables);
                    self.exhibit(exhibit, &id);
                }
                Kind::Figure { caption, exhibit, .. } if !caption.is_empty() => {
                    self.figures += 1;
                    let id = self.anchors.counted("fig", self.figures);
                    self.exhibit(exhibit, &id);
                }
                _ => {}
            }
        }
    }

    fn exhibit(&mut self, exhibit: &Exhibit, id: &str) {
        for anchor in &exhibit.anchors {
            self.place(anchor.clone(), id);
        }
        if let Some(name) = &exhibit.name {
            let place = Place { part: self.at, anchor: Some(id.to_owned()) };
            self.places.exhibits.entry((self.document, name.clone())).or_insert(place);
        }
    }

    fn heading(&mut self, heading: &mut Heading, is_top: bool) {
        let number = number_of(heading).map(|(number, _)| number);
        let typed = || possible_number(&plain(&heading.content)).map(|typed| typed.number);
        let number = number.or_else(typed);
        hoist_anchors(&mut heading.content);
        let names = taken_anchors(&mut heading.content);
        let own = heading.id.take();
        let title = plain(&heading.content);
        let id = match own.as_ref().filter(|id| is_readable(id)) {
            Some(id) if self.anchors.take(id) => id.clone(),
            _ => self.anchors.of_heading(&title),
        };
        let names: Vec<String> = own.into_iter().chain(names).collect();
        let is_used = names.iter().any(|name| self.used.contains(&(self.document, name.clone())));
        for name in names {
            self.place(name, &id);
        }
        if let Some(number) = number.filter(|_| is_top) {
            let place = Place { part: self.at, anchor: Some(id.clone()) };
            let key = (self.document, number.to_string());
            self.places.numbers.entry(key).or_default().push(place);
        }
        heading.id = (is_top || is_used).then_some(id);
    }

    /// Gives the anchors in a line readable names, and drops those nothing links to. An anchor named
    /// like a figure or table ("figuur 3") marks its caption.
    fn line(&mut self, content: &mut Vec<Inline>) {
        hoist_anchors(content);
        let has_anchor = content.iter().any(|part| matches!(part, Inline::Anchor(_)));
        if !has_anchor {
            return;
        }
        const WORDS: usize = 5;
        let text = plain(content);
        let start: Vec<&str> = text.split(' ').take(WORDS).collect();
        let start = start.join(" ");
        content.retain_mut(|part| {
            let Inline::Anchor(name) = part else { return true };
            let is_exhibit = name.contains(' ');
            if !is_exhibit && !self.used.contains(&(self.document, name.clone())) {
                return false;
            }
            let id = if is_readable(name) && self.anchors.take(name) {
                name.clone()
            } else {
                self.anchors.of_heading(if is_exhibit { name } else { &start })
            };
            let name = std::mem::replace(name, id.clone());
            if is_exhibit {
                self.exhibit(&Exhibit { name: Some(name), ..Exhibit::default() }, &id);
            } else {
                self.place(name, &id);
            }
            true
        });
    }
}

/// Whether an anchor was named by a person rather than a program.
fn is_readable(id: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    !id.starts_with('_') && !id.is_empty() && id.chars().all(is_plain)
}

/// Moves anchors that are within other parts of a line in front of these.
fn hoist_anchors(content: &mut Vec<Inline>) {
    let mut out = Vec::with_capacity(content.len());
    for mut part in std::mem::take(content) {
        if let Some(inner) = part.inner_mut() {
            hoist_anchors(inner);
            out.extend(taken_anchors(inner).into_iter().map(Inline::Anchor));
        }
        out.push(part);
    }
    *content = out;
}

/// Takes the anchors out of a line.
fn taken_anchors(content: &mut Vec<Inline>) -> Vec<String> {
    let mut names = Vec::new();
    content.retain_mut(|part| match part {
        Inline::Anchor(name) => {
            names.push(std::mem::take(name));
            false
        }
        _ => true,
    });
    names
}
