//! Advice for broken references: why they are broken, and what may have been meant.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Book, Chapter, ChapterId, known_as};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{as_address, is_image, telephone};
use crate::messages::message;
use crate::number::Number;
use crate::paths::{self, ContentPath};
use crate::rule::Rule;
use crate::source;
use crate::suggestion::{COMPARED, did_you_mean, words};

/// The longest word that says nothing about the heading that begins with it, such as an article.
const SHORTEST: usize = 3;

/// The most names that a reference is compared with.
const CANDIDATES: usize = 1000;

/// How many chapters or anchors advice names.
const NAMED: usize = 5;

/// Lookups over the whole book, made when the first reference leads nowhere.
#[derive(Default)]
pub(super) struct Lookups {
    titles: OnceLock<HashMap<String, Vec<ChapterId>>>,
    /// The paths of all files by the words of their names, with their numbers and without.
    names: OnceLock<HashMap<String, Vec<ContentPath>>>,
    /// The names of all pages, and the paths of all files, in alphabetical order.
    pages: OnceLock<Vec<String>>,
    paths: OnceLock<Vec<ContentPath>>,
}

/// Explains the references of one chapter that lead nowhere.
pub(super) struct Advisor<'a> {
    book: &'a Book,
    lookups: &'a Lookups,
    /// How many references may still be compared.
    left: Cell<usize>,
    /// Where the references are.
    place: Place,
}

/// Where references are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text of a chapter, where spaces and parentheses would end an address.
    Text,
    /// In front matter, where paths are as they are.
    FrontMatter,
    /// In `book.toml`, where paths start in `content/`.
    Settings,
}

/// Nothing where the cause is reported elsewhere: one cause gives one diagnostic.
pub(super) type Advice = Option<Diagnostic>;

impl<'a> Advisor<'a> {
    pub fn new(book: &'a Book, lookups: &'a Lookups) -> Self {
        Self { book, lookups, left: Cell::new(COMPARED), place: Place::Text }
    }

    /// The same for references elsewhere.
    pub fn at(&self, place: Place) -> Self {
        Self { left: self.left.clone(), place, ..*self }
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
        let message = message!("no-chapter", number = number.to_string());
        let near = self.near(number);
        let labels = near.iter().filter_map(|near| {
            let id = self.book.by_number(near)?;
            Some(self.book[id].label())
        });
        let labels: Vec<_> = labels.collect();
        let help = if labels.is_empty() {
            message!("no-chapter", "none")
        } else {
            message!("no-chapter", "near", chapters = labels.join("; "))
        };
        let problem = Diagnostic::of(Rule::DanglingReference, message).help(help);
        Some(near.iter().fold(problem, |problem, near| problem.mend(near.to_string())))
    }

    /// The existing chapters nearest to a number that does not exist.
    fn near(&self, number: &Number) -> Vec<Number> {
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
        near.into_iter().cloned().collect()
    }

    /// There is no chapter of this name. If it is a title, or a number with a word before it, the
    /// advice gives the number.
    pub fn no_name(&self, name: &str, slug: &str, anchor: Option<&str>) -> Advice {
        let registers = &self.book.registers;
        if registers.faulty.names.contains(slug) {
            return None;
        }
        if registers.drafts.contains(slug) {
            return Some(left_out(name));
        }
        if self.titles().get(slug).is_none()
            && let Some(draft) = self.draft_named(name, slug)
        {
            return Some(left_out(&draft));
        }
        let titled = self.titles().get(slug).map_or(&[][..], Vec::as_slice);
        if titled.len() > 1 {
            let labels = titled.iter().take(NAMED).map(|&id| self.book[id].label());
            let more = (titled.len() > NAMED).then(|| "…".to_owned());
            let labels: Vec<_> = labels.chain(more).collect();
            let message = message!("title-of-many", name = name, count = titled.len());
            return Some(Diagnostic::of(Rule::AmbiguousReference, message).help(message!(
                "title-of-many",
                "help",
                chapters = labels.join("; ")
            )));
        }
        let near = titled.first().map(|&id| self.book[id].name.clone());
        let near = near.or_else(|| Some(self.numbered(name)?.to_string()));
        let near = near.or_else(|| self.compare(slug, self.pages()));
        let message = message!("no-chapter-named", name = name);
        let problem = Diagnostic::of(Rule::DanglingReference, message);
        Some(match near {
            Some(near) => {
                let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let near = format!("{near}{anchor}");
                problem.help(message!("meant", near = format!("[[{near}]]"))).mend(near)
            }
            None if is_address(name) => {
                problem.help(message!("no-chapter-named", "address", name = name))
            }
            None => problem.help(message!("no-chapter-named", "help")),
        })
    }

    /// The draft that a name speaks of: by its title, or by its number behind a word.
    fn draft_named(&self, name: &str, slug: &str) -> Option<String> {
        let registers = &self.book.registers;
        let number = source::number_meant(name).map(|number| known_as(&number));
        let number = number.filter(|number| registers.drafts.contains(number));
        number.or_else(|| registers.draft_titles.contains(slug).then(|| name.to_owned()))
    }

    /// The number that a name seems to speak of, such as `hoofdstuk 1.2` and `§1.2`, if there is a
    /// chapter of it.
    fn numbered(&self, name: &str) -> Option<Number> {
        let number = if self.left.get() > 0 { source::number_meant(name)? } else { return None };
        self.book.by_number(&number).is_some().then_some(number)
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

    /// There is no file or chapter at this path from a folder, which is `full` from `content/`.
    pub fn no_file(&self, path: &str, folder: &ContentPath, full: &ContentPath) -> Advice {
        if self.book.registers.faulty.holds(full) {
            return None;
        }
        if let Some(draft) = self.draft_at(path) {
            return Some(draft);
        }
        if is_of_computer(path) || self.is_of_home(path) {
            return Some(self.of_author(path, folder));
        }
        let message = message!("no-file", path = path);
        let problem = Diagnostic::of(Rule::BrokenLink, message);
        Some(self.file_meant(path, folder, full).added_to(problem))
    }

    /// A path that leads to the computer of its author.
    fn of_author(&self, path: &str, folder: &ContentPath) -> Diagnostic {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        // Almost the same name says nothing of a file that is nowhere in the guide.
        let copy = self.alike(&folder.child(name));
        let copy = copy.filter(|copy| copy.name().eq_ignore_ascii_case(name));
        let help = match copy {
            Some(copy) => self.written(&copy, folder),
            None => message!("file-of-author", "help", name = self.address(name)).into(),
        };
        help.added_to(Diagnostic::of(Rule::BrokenLink, message!("file-of-author", path = path)))
    }

    /// Whether a path starts in the folder of a user or a disk, which the guide does not have too.
    fn is_of_home(&self, path: &str) -> bool {
        const HOMES: [&str; 3] = ["home", "Users", "Volumes"];
        let first = path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let first = first.map_or("", |(first, _)| first);
        let mut all = self.paths().iter();
        HOMES.contains(&first) && !all.any(|path| path.parts().next() == Some(first))
    }

    /// What may have been meant by a path that leads nowhere.
    fn file_meant(&self, path: &str, folder: &ContentPath, full: &ContentPath) -> Meant {
        if let Some(path) = self.with_slashes(path, full) {
            return Meant::one(message!("no-file", "slashes", path = path.as_str()), path);
        }
        if let Some(address) = address_of_site(path).or_else(|| telephone(path)) {
            return Meant::one(message!("meant", near = address.as_str()), address);
        }
        if let Some(near) = self.alike(full).or_else(|| self.misspelt(full)) {
            return self.written(&near, folder);
        }
        match self.chapter_meant(full) {
            Some(number) => {
                let number = number.to_string();
                Meant::one(message!("meant", near = number.as_str()), number)
            }
            None if self.place == Place::Settings => message!("no-file", "of-settings").into(),
            None => message!("no-file", "help").into(),
        }
    }

    /// How a file or chapter is written in a chapter of a folder.
    fn written(&self, file: &ContentPath, folder: &ContentPath) -> Meant {
        let address = self.address(&file.relative_to(folder));
        let help = if file.folder() == *folder {
            message!("meant", near = address.as_str())
        } else {
            message!("no-file", "elsewhere", near = file.to_string(), address = address.as_str())
        };
        Meant::one(help, address)
    }

    fn address(&self, path: &str) -> String {
        if self.place == Place::FrontMatter { path.to_owned() } else { as_address(path) }
    }

    /// The file or chapter whose path differs only in capitals, in the signs between words, in the
    /// form of its letters, in its extension or in the number before its name.
    fn alike(&self, full: &ContentPath) -> Option<ContentPath> {
        let (name, without_number) = keys(full);
        let found = self.names().get(&name).or_else(|| self.names().get(&without_number?))?;
        let is_of_kind = |path: &&ContentPath| kind(path.name()) == kind(full.name());
        let differs = |path: &&ContentPath| {
            let other_folder = words(path.folder().as_str()) != words(full.folder().as_str());
            (keys(path).0 != name, other_folder, path.name() != full.name(), (*path).clone())
        };
        found.iter().filter(is_of_kind).min_by_key(differs).cloned()
    }

    /// The file or chapter in the same folder whose name is spelt almost as this; of a folder that
    /// is not there, the file of this name in one that is spelt almost so.
    fn misspelt(&self, full: &ContentPath) -> Option<ContentPath> {
        if self.left.get() == 0 {
            return None;
        }
        let (folder, name) = (full.folder(), full.name());
        let beside = self.paths().iter().filter(|path| path.folder() == folder);
        let beside = sorted(beside.map(ContentPath::name));
        if !beside.is_empty() {
            return Some(folder.child(&self.compare(name, &beside)?));
        }
        let of_name = self.paths().iter().filter(|path| path.name() == name);
        let folders = sorted(of_name.map(ContentPath::folder));
        Some(ContentPath::new(&self.compare(folder.as_str(), &folders)?).ok()?.child(name))
    }

    /// The number of a path, if there is a chapter of it: its file may have another name by now.
    fn chapter_meant(&self, full: &ContentPath) -> Option<Number> {
        let name = source::without_extension(full.name());
        if is_image(full.name()) { None } else { self.numbered(name) }
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

    fn paths(&self) -> &[ContentPath] {
        self.lookups.paths.get_or_init(|| {
            let registers = &self.book.registers;
            let paths = registers.files.iter().chain(registers.by_path.keys());
            let mut paths: Vec<ContentPath> = paths.cloned().collect();
            paths.sort_unstable();
            paths
        })
    }

    fn names(&self) -> &HashMap<String, Vec<ContentPath>> {
        self.lookups.names.get_or_init(|| {
            let mut names: HashMap<String, Vec<ContentPath>> = HashMap::new();
            for path in self.paths() {
                let (name, without_number) = keys(path);
                for key in std::iter::once(name).chain(without_number) {
                    names.entry(key).or_default().push(path.clone());
                }
            }
            names
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
        let message = match &chapter.number {
            Some(number) => {
                message!("no-anchor-in-number", number = number.to_string(), anchor = anchor)
            }
            None => message!("no-anchor-in-title", title = chapter.title.as_str(), anchor = anchor),
        };
        let help = match chapter.document.lessons.as_slice() {
            _ if !anchor.starts_with("les-") => self.anchor_meant(chapter, anchor),
            [first, .., last] => {
                let (first, last) = (first.id.as_str(), last.id.as_str());
                message!("no-anchor", "lessons", first = first, last = last).into()
            }
            [only] => {
                let help = message!("no-anchor", "only-lesson", only = only.id.as_str());
                Meant::one(help, format!("#{}", only.id))
            }
            [] => message!("no-anchor", "no-lessons").into(),
        };
        Some(help.added_to(Diagnostic::of(Rule::BrokenAnchor, message)))
    }

    /// What may have been meant by an anchor that a chapter does not have.
    fn anchor_meant(&self, chapter: &Chapter, anchor: &str) -> Meant {
        let near: Vec<String> =
            self.near_anchors(chapter, anchor).into_iter().map(|near| format!("#{near}")).collect();
        let help = match near.as_slice() {
            [] => message!("no-anchor", "help"),
            [near] => message!("meant", near = near.as_str()),
            near => message!("no-anchor", "alike", anchors = near.join(", ")),
        };
        Meant { help, near }
    }

    /// The anchors of a chapter that are almost this one: made of the same words, beginning with
    /// them, spelt almost so, or beginning with the same word.
    fn near_anchors(&self, chapter: &Chapter, anchor: &str) -> Vec<String> {
        let anchors = &chapter.document.anchors;
        let slug = slug::slugify(anchor);
        if anchors.contains(&slug) {
            return vec![slug];
        }
        if anchors.len() > CANDIDATES || slug.is_empty() || self.left.get() == 0 {
            return Vec::new();
        }
        let known = sorted(anchors);
        let near = self.compare(anchor, &known);
        let beginning_with = |words: &str| -> Vec<String> {
            let rest = |anchor: &&String| {
                anchor
                    .strip_prefix(words)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            known.iter().filter(rest).take(NAMED).cloned().collect()
        };
        let mut found = beginning_with(&slug);
        if found.is_empty() {
            found.extend(near);
        }
        if found.is_empty() {
            let first = slug.split('-').next().unwrap_or_default();
            found = if first.len() > SHORTEST { beginning_with(first) } else { found };
        }
        found
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

/// What may have been meant, in words, and as addresses; of an anchor only `#anchor`.
struct Meant {
    help: String,
    near: Vec<String>,
}

impl Meant {
    fn one(help: String, near: String) -> Self {
        Self { help, near: vec![near] }
    }

    fn added_to(self, problem: Diagnostic) -> Diagnostic {
        self.near.into_iter().fold(problem.help(self.help), Diagnostic::mend)
    }
}

impl From<String> for Meant {
    fn from(help: String) -> Self {
        Self { help, near: Vec::new() }
    }
}

/// The address of a site or of mail that a path was meant as.
fn address_of_site(path: &str) -> Option<String> {
    let scheme = |name: &str| path.strip_prefix(name)?.strip_prefix("//").map(str::to_owned);
    if path.starts_with("www.") || is_of_domain(path) {
        Some(format!("https://{path}"))
    } else if let Some(rest) = scheme("https").or_else(|| scheme("http")) {
        Some(format!("https://{rest}"))
    } else {
        let (name, site) = path.split_once('@')?;
        // Names of images for sharp screens have such a sign too: foto@2x.png.
        let is_mail = !name.contains('/') && site.contains('.') && !site.contains('/');
        let is_mail = is_mail && !is_image(path);
        let address =
            path.strip_prefix("mailto").unwrap_or(path).trim_start_matches(['.', ';', '/']);
        is_mail.then(|| format!("mailto:{address}"))
    }
}

/// Whether a path starts with the name of a site, such as `nu.nl/weer`, and not of a file.
fn is_of_domain(path: &str) -> bool {
    const DOMAINS: [&str; 9] = ["nl", "be", "com", "org", "net", "eu", "de", "uk", "nu"];
    let site = path.split('/').next().unwrap_or_default();
    let (name, domain) = paths::split_extension(site);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(is_name)
        && domain.is_some_and(|domain| DOMAINS.contains(&domain))
}

/// The kind of a file by its extension: within a kind people take one for another.
fn kind(name: &str) -> &str {
    const WRITTEN: [&str; 19] = [
        "", "md", "markdown", "html", "htm", "pdf", "docx", "doc", "odt", "rtf", "txt", "xlsx",
        "xls", "ods", "csv", "pptx", "ppt", "odp", "epub",
    ];
    let extension = name.strip_prefix(source::without_extension(name)).unwrap_or_default();
    let extension = extension.trim_start_matches('.');
    if is_image(name) {
        "image"
    } else if WRITTEN.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        "written"
    } else {
        extension
    }
}

/// The words of the name of a file, with the number before them and without. The text of a folder
/// is called after its folder.
fn keys(path: &ContentPath) -> (String, Option<String>) {
    let folder = path.folder();
    let is_index = source::is_index_stem(path.stem());
    let name = if is_index { folder.name() } else { source::without_extension(path.name()) };
    let key = |name: &str| if is_index { format!("{}/", words(name)) } else { words(name) };
    let without_number = Number::split_name(name).map(|(_, rest)| rest);
    (key(name), without_number.filter(|rest| !rest.is_empty()).map(key))
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
    Diagnostic::of(Rule::BrokenLink, message!("outside-guide", path = path))
        .help(message!("outside-guide", "help"))
}

/// A script that the guide does not list.
pub(super) fn unlisted_script() -> Diagnostic {
    Diagnostic::of(Rule::IgnoredHtml, message!("unlisted-script"))
        .help(message!("unlisted-script", "help"))
}

fn left_out(name: &str) -> Diagnostic {
    Diagnostic::of(Rule::DanglingReference, message!("draft-left-out", name = name))
        .help(message!("draft-left-out", "help"))
}
/// Whether a name is the address of a page or of a person.
fn is_address(name: &str) -> bool {
    let is_mail = name.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    name.starts_with("https://") || name.starts_with("http://") || is_mail
}
