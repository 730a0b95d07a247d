//! Advice for broken references: why they are broken, and what may have been meant.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Book, Chapter, ChapterId, known_as};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::is_image;
use crate::number::Number;
use crate::paths::{self, ContentPath};
use crate::rule::Rule;
use crate::source;
use crate::suggestion::{COMPARED, did_you_mean};

/// The most names that a reference is compared with.
const CANDIDATES: usize = 1000;

/// How many chapters advice names.
const NAMED: usize = 5;

/// Lookups over the whole book, made when the first reference leads nowhere.
#[derive(Default)]
pub(super) struct Lookups {
    titles: OnceLock<HashMap<String, Vec<ChapterId>>>,
    /// The first path of every file name.
    names: OnceLock<HashMap<String, ContentPath>>,
    /// The names of all pages, and the paths of all files, in alphabetical order.
    pages: OnceLock<Vec<String>>,
    paths: OnceLock<Vec<String>>,
}

/// Explains the references of one chapter that lead nowhere.
pub(super) struct Advisor<'a> {
    book: &'a Book,
    lookups: &'a Lookups,
    /// How many references may still be compared.
    left: Cell<usize>,
}

/// Nothing where the cause is reported elsewhere: one cause gives one diagnostic.
pub(super) type Advice = Option<Diagnostic>;

impl<'a> Advisor<'a> {
    pub fn new(book: &'a Book, lookups: &'a Lookups) -> Self {
        Self { book, lookups, left: Cell::new(COMPARED) }
    }

    /// There is no chapter of this number.
    pub fn no_number(&self, number: &Number) -> Advice {
        let registers = &self.book.registers;
        let name = known_as(number);
        if registers.faulty.names.contains(&name) {
            return None;
        }
        if registers.drafts.contains(&name) {
            return Some(left_out(&number.to_string()));
        }
        let message = format!("there is no chapter {number}");
        Some(Diagnostic::of(Rule::DanglingReference, message).help(self.near(number)))
    }

    /// The existing chapters nearest to a number that does not exist.
    fn near(&self, number: &Number) -> String {
        let by_number = &self.book.registers.by_number;
        let before = by_number.range(..number.clone()).next_back();
        let after = by_number.range(number.clone()..).next();
        let alike = self
            .compare(&number.to_string(), self.pages())
            .and_then(|near| near.parse::<Number>().ok());
        let mut near: Vec<&Number> =
            before.into_iter().chain(after).map(|(number, _)| number).collect();
        near.extend(alike.as_ref());
        near.sort();
        near.dedup();
        let labels: Vec<_> = near
            .into_iter()
            .filter_map(|number| Some(self.book[self.book.by_number(number)?].label()))
            .collect();
        if labels.is_empty() {
            "the guide has no numbered chapters yet".into()
        } else {
            format!("the nearest chapters are: {}", labels.join("; "))
        }
    }

    /// There is no chapter of this name. If it is a title, the advice gives its number.
    pub fn no_name(&self, name: &str, slug: &str) -> Advice {
        let registers = &self.book.registers;
        if registers.faulty.names.contains(slug) {
            return None;
        }
        if registers.drafts.contains(slug) {
            return Some(left_out(name));
        }
        let titled = self.titles().get(slug).map_or(&[][..], Vec::as_slice);
        if titled.len() > 1 {
            let labels = titled.iter().take(NAMED).map(|&id| self.book[id].label());
            let more = (titled.len() > NAMED).then(|| "…".to_owned());
            let labels: Vec<_> = labels.chain(more).collect();
            let message = format!("`{name}` is the title of {} chapters", titled.len());
            return Some(
                Diagnostic::of(Rule::AmbiguousReference, message)
                    .help(format!("name one of them by its number: {}", labels.join("; "))),
            );
        }
        let near = titled.first().map(|&id| self.book[id].name.clone());
        let near = near.or_else(|| self.compare(slug, self.pages()));
        let message = format!("there is no chapter `{name}`");
        Some(Diagnostic::of(Rule::DanglingReference, message).help(match near {
            Some(near) => format!("did you mean [[{near}]]?"),
            None => "name a chapter by its number, or by its file if it has none".into(),
        }))
    }

    /// The chapters by their titles as slugs.
    fn titles(&self) -> &HashMap<String, Vec<ChapterId>> {
        self.lookups.titles.get_or_init(|| {
            let mut titles: HashMap<String, Vec<ChapterId>> = HashMap::new();
            for (id, chapter) in self.book.chapters() {
                titles.entry(slug::slugify(&chapter.title)).or_default().push(id);
            }
            titles
        })
    }

    /// There is no file or chapter at this path, which is `full` from `content/`.
    pub fn no_file(&self, path: &str, full: &ContentPath) -> Advice {
        if self.book.registers.faulty.holds(full) {
            return None;
        }
        if let Some(draft) = self.draft_at(path) {
            return Some(draft);
        }
        let name = full.name();
        let same_name = self.names().get(name).map(ToString::to_string);
        if is_of_computer(path) {
            return Some(
                Diagnostic::of(Rule::BrokenLink, format!("`{path}` is on your own computer"))
                    .help("readers cannot open it: put the file beside the chapter, and name it from there"),
            );
        }
        let message = format!("there is no file or chapter `{path}`");
        if let Some(path) = self.with_slashes(path, full) {
            return Some(
                Diagnostic::of(Rule::BrokenLink, message)
                    .help(format!("addresses have forward slashes: {path}")),
            );
        }
        if let Some(address) = address_of_site(path) {
            let help = format!("did you mean {address}?");
            return Some(Diagnostic::of(Rule::BrokenLink, message).help(help));
        }
        let near = same_name.or_else(|| self.compare(path, self.paths()));
        Some(Diagnostic::of(Rule::BrokenLink, message).help(match near {
            Some(near) => format!("there is content/{near}; paths are relative to this file"),
            None => "paths are relative to this file, and files are below content/".into(),
        }))
    }

    /// A path with backslashes as it should be written, if something is there.
    fn with_slashes(&self, path: &str, full: &ContentPath) -> Option<String> {
        let full = ContentPath::new(&full.as_str().replace('\\', "/")).ok()?;
        let registers = &self.book.registers;
        let is_there = path.contains('\\')
            && (registers.files.contains(&full) || registers.by_path.contains_key(&full));
        is_there.then(|| path.replace('\\', "/"))
    }

    fn pages(&self) -> &[String] {
        let names = self.book.registers.by_name.keys();
        self.lookups.pages.get_or_init(|| sorted(names))
    }

    fn paths(&self) -> &[String] {
        let registers = &self.book.registers;
        let paths = registers.files.iter().chain(registers.by_path.keys());
        self.lookups.paths.get_or_init(|| sorted(paths))
    }

    fn names(&self) -> &HashMap<String, ContentPath> {
        self.lookups.names.get_or_init(|| {
            let registers = &self.book.registers;
            let mut paths: Vec<&ContentPath> =
                registers.files.iter().chain(registers.by_path.keys()).collect();
            // Of equal names the first path is kept: a hash map has no order.
            paths.sort_by(|a, b| b.cmp(a));
            paths.into_iter().map(|path| (path.name().to_owned(), path.clone())).collect()
        })
    }

    /// The advice for a link to a draft.
    fn draft_at(&self, path: &str) -> Option<Diagnostic> {
        let name = paths::file_name(path);
        let is_page = |end: &str| end == "html" || source::is_chapter_extension(end);
        let (stem, end) = paths::split_extension(name);
        let stem = if end.is_some_and(is_page) { stem } else { name };
        let number = Number::split_name(stem).map(|(number, _)| known_as(&number));
        let label = number.unwrap_or_else(|| stem.to_owned());
        self.book.registers.drafts.contains(&label).then(|| left_out(&label))
    }

    /// A chapter has no such anchor.
    pub fn no_anchor(&self, chapter: &Chapter, anchor: &str) -> Advice {
        if self.is_in_doubt(chapter) {
            return None;
        }
        let place = match &chapter.number {
            Some(number) => format!("chapter {number}"),
            None => format!("`{}`", chapter.title),
        };
        let help = if !anchor.starts_with("les-") {
            let anchors = &chapter.document.anchors;
            let known = if anchors.len() > CANDIDATES { Vec::new() } else { sorted(anchors) };
            match self.compare(anchor, &known) {
                Some(near) => format!("did you mean #{near}?"),
                None => {
                    "anchors are made of headings, or chosen with {#anchor} behind a heading".into()
                }
            }
        } else if let [first, .., last] = chapter.document.lessons.as_slice() {
            format!("its lessons are #{} to #{}", first.id, last.id)
        } else if let [only] = chapter.document.lessons.as_slice() {
            format!("its only lesson is #{}", only.id)
        } else {
            "it has no lessons".into()
        };
        let message = format!("{place} has no anchor `{anchor}`");
        Some(Diagnostic::of(Rule::BrokenAnchor, message).help(help))
    }

    /// Whether the text of a chapter is not known: it cannot be read, or there is another chapter
    /// of its number, which may be the one that was meant.
    fn is_in_doubt(&self, chapter: &Chapter) -> bool {
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        let is_unread = chapter.document.blocks.is_empty()
            && chapter
                .source
                .as_ref()
                .is_some_and(|source| source.diagnostics.iter().any(is_error));
        let name = chapter.number.as_ref().map_or_else(|| chapter.name.clone(), known_as);
        is_unread || self.book.registers.faulty.names.contains(&name)
    }

    /// The candidate that may have been meant, for the first few references of a chapter. If there
    /// are very many, only the nearest in alphabetical order are compared.
    fn compare(&self, written: &str, sorted: &[String]) -> Option<String> {
        self.left.set(self.left.get().checked_sub(1)?);
        let place = sorted.partition_point(|candidate| candidate.as_str() < written);
        let last = sorted.len().saturating_sub(CANDIDATES);
        let start = place.saturating_sub(CANDIDATES / 2).min(last);
        let near = sorted.iter().skip(start).take(CANDIDATES);
        did_you_mean(written, near.map(String::as_str)).map(ToOwned::to_owned)
    }
}

/// The address of a site or of mail that a path was meant as.
fn address_of_site(path: &str) -> Option<String> {
    let scheme = |name: &str| path.strip_prefix(name)?.strip_prefix("//").map(str::to_owned);
    if path.starts_with("www.") {
        Some(format!("https://{path}"))
    } else if let Some(rest) = scheme("https").or_else(|| scheme("http")) {
        Some(format!("https://{rest}"))
    } else {
        let (name, site) = path.split_once('@')?;
        // Names of images for sharp screens have such a sign too: foto@2x.png.
        let is_mail = !name.contains('/') && site.contains('.') && !site.contains('/');
        let is_mail = is_mail && !is_image(path);
        is_mail.then(|| format!("mailto:{path}"))
    }
}

/// Whether a path starts with a drive of Windows, or with the name of a computer.
fn is_of_computer(path: &str) -> bool {
    let mut chars = path.chars();
    let is_drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next().is_none_or(|c| matches!(c, '/' | '\\'));
    is_drive || path.starts_with('\\')
}

fn sorted<T: ToString>(candidates: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut sorted: Vec<String> = candidates.into_iter().map(|name| name.to_string()).collect();
    sorted.sort_unstable();
    sorted
}

/// A path leads out of `content/`.
pub(super) fn outside(path: &str) -> Diagnostic {
    Diagnostic::of(Rule::BrokenLink, format!("`{path}` lies outside the guide"))
        .help("put the file below content/")
}

/// A script that the guide does not list.
pub(super) fn unlisted_script() -> Diagnostic {
    Diagnostic::of(Rule::IgnoredHtml, "this script does not run: the guide does not list it")
        .help("if you trust it, list it in book.toml:\n[site]\nscripts = [\"content/…\"]")
}

fn left_out(name: &str) -> Diagnostic {
    Diagnostic::of(Rule::DanglingReference, format!("chapter {name} is a draft and is left out"))
        .help("finish it and remove `draft: true`, or build with --drafts")
}
