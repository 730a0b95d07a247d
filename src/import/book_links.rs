//! Where the links of a book lead once its pages have numbers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::draft::Draft;
use super::pages::{PagePath, PageRole, ParsedPage, SourceBook, stem};
use crate::diagnostic::Text;
use crate::document::{self, Reference, Role, Syntax};
use crate::formats::note;
use crate::number::Number;
use crate::paths::{AnyPath, Base, ContentPath, RelativePath};
use crate::span::{Edits, Span};

/// Where a link of the book leads.
enum LinkTarget {
    /// To a page, and a place in it.
    Page(usize, Option<String>),
    /// To a file: where it is, and where it goes.
    File(AnyPath, ContentPath),
    Nothing,
}

/// What an anchor of a page belongs to.
enum Anchor {
    Title,
    Heading(usize),
    Term,
    /// An anchor that the page sets itself.
    Own,
}

/// The anchor of a page that a link means, as the page spells it, and what it belongs to. Older
/// tools wrote capitals, and an `a` before a number.
fn named_anchor(page: &ParsedPage, written: &str) -> Option<(String, Anchor)> {
    let lower = written.to_lowercase();
    let after_a = lower.strip_prefix('a').filter(|rest| rest.starts_with(char::is_numeric));
    [Some(written), Some(lower.as_str()), after_a].into_iter().flatten().find_map(|name| {
        let found = match page.anchors.get(name) {
            Some(None) => Anchor::Title,
            Some(Some(heading)) => Anchor::Heading(*heading),
            None if page.document.anchors.contains(name) => Anchor::Own,
            None if page.terms.contains_key(name) => Anchor::Term,
            None => return None,
        };
        Some((name.to_owned(), found))
    })
}

/// Resolves the links of a book, and records what they lead to.
pub struct BookLinker<'a> {
    book: &'a SourceBook,
    parsed: &'a [ParsedPage],
    by_source: HashMap<&'a AnyPath, usize>,
    /// The headings that links lead to, with the anchors of those links, by page.
    pub wanted: HashMap<usize, BTreeMap<usize, String>>,
    /// The terms that links lead to, with their pages.
    pub wanted_terms: BTreeSet<(usize, String)>,
    /// How many addresses were left out because no link uses them.
    pub unused: usize,
    /// The files that were put into the draft, and their paths there.
    attachments: HashMap<AnyPath, ContentPath>,
}

impl<'a> BookLinker<'a> {
    pub fn new(book: &'a SourceBook, parsed: &'a [ParsedPage]) -> Self {
        let pages = book.pages.iter().enumerate();
        Self {
            book,
            parsed,
            by_source: pages.filter_map(|(at, page)| Some((page.source.as_ref()?, at))).collect(),
            wanted: HashMap::new(),
            wanted_terms: BTreeSet::new(),
            unused: 0,
            attachments: HashMap::new(),
        }
    }

    /// The changes to the links of a page.
    pub fn links(&mut self, at: usize, body: &Text, draft: &mut Draft) -> Edits {
        let mut edits = Edits::default();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let parsed = self.parsed;
        for reference in &parsed[at].document.references {
            let raw = body.slice(reference.address);
            let is_of_site = !matches!(reference.target, document::Target::External(_));
            if reference.syntax == Syntax::Auto || (!is_of_site && !reference.target.is_dangerous())
            {
                continue;
            }
            let nth = seen.entry(raw).and_modify(|count| *count += 1).or_insert(0);
            let written = as_read(reference, raw);
            let new = match self.find(at, &written) {
                _ if raw.is_empty() || !is_of_site => None,
                LinkTarget::Page(page, anchor) => {
                    let place = (raw, *nth);
                    Some(self.page_address(at, page, anchor.as_deref(), place, draft))
                }
                LinkTarget::File(file, path) => self
                    .attach(&file, &path, draft)
                    .map(|path| encode(&path.relative_to(&self.parsed[at].path.folder()))),
                LinkTarget::Nothing => self.outside(at, &written),
            };
            match new {
                Some(new) if new == *written => {}
                Some(new) => edits.replace(reference.address, new),
                None => self.lose((at, body), reference, (raw, *nth), draft, &mut edits),
            }
        }
        for &line in &parsed[at].document.unused {
            edits.replace(line, "");
            self.unused += 1;
        }
        edits
    }

    fn find(&self, at: usize, raw: &str) -> LinkTarget {
        let decoded = percent_encoding::percent_decode_str(raw).decode_utf8_lossy().into_owned();
        let (path, anchor) = decoded.split_once('#').unwrap_or((&decoded, ""));
        let path = path.split('?').next().unwrap_or_default();
        let anchor = (!anchor.is_empty()).then(|| anchor.to_owned());
        if path.is_empty() {
            return LinkTarget::Page(at, anchor);
        }
        let Some(source) = &self.book.pages[at].source else { return LinkTarget::Nothing };
        // A link may start from the page's source, or from the folder it is published as.
        let folders = [source.folder(), source.folder().child(stem(source))];
        let pages = folders.iter().filter_map(|folder| self.book.join(folder, path));
        if let Some(page) = pages.into_iter().find_map(|full| self.page(&full)) {
            return LinkTarget::Page(page, anchor);
        }
        let in_pages = |folder: &AnyPath| {
            let full: PagePath =
                self.book.join(folder, path)?.strip_prefix(&self.book.pages_folder)?;
            let target = attachment_path(&full);
            let files = self.book.candidates(&full).into_iter();
            Some(files.map(move |file| (file, target.clone())).collect::<Vec<_>>())
        };
        // A book may use files that lie beside its pages.
        let beside = source.folder().join(path).ok().map(|file| {
            let target = attachment_beside(&file, source);
            (file, target)
        });
        let [own, published] =
            folders.each_ref().map(|folder| in_pages(folder).unwrap_or_default());
        let file = own
            .into_iter()
            .chain(beside)
            .chain(published)
            .find(|(file, _)| file.extension() != Some("md") && self.book.folder.is_file(file));
        match file {
            Some((file, target)) => LinkTarget::File(file, target),
            None => LinkTarget::Nothing,
        }
    }

    /// The page that the path of a link means.
    fn page(&self, full: &AnyPath) -> Option<usize> {
        let name = full.name().trim_end_matches(".html");
        let folder = full.folder();
        let own = if full.is_base() { full.clone() } else { folder.child(name) };
        let index = (name == "index").then(|| folder.child("README.md"));
        [
            full.clone(),
            own.with_added_extension("md"),
            own.child("index.md"),
            own.child("README.md"),
        ]
        .iter()
        .chain(&index)
        .find_map(|path| self.by_source.get(path).copied())
    }

    /// Puts a file into the draft, and returns its path there.
    fn attach(
        &mut self,
        file: &AnyPath,
        path: &ContentPath,
        draft: &mut Draft,
    ) -> Option<ContentPath> {
        if let Some(path) = self.attachments.get(file) {
            return Some(path.clone());
        }
        match self.book.folder.read(file) {
            Ok(bytes) => {
                let path = draft.add_attachment(path, bytes);
                self.attachments.insert(file.clone(), path.clone());
                Some(path)
            }
            Err(error) => {
                draft.problems.push(error.into());
                None
            }
        }
    }

    fn page_address(
        &mut self,
        from: usize,
        page: usize,
        anchor: Option<&str>,
        (raw, nth): (&str, usize),
        draft: &mut Draft,
    ) -> String {
        let target = &self.parsed[page];
        let anchor = anchor.and_then(|written| match named_anchor(target, written) {
            // The title is the top of the page.
            Some((_, Anchor::Title)) => None,
            Some((anchor, Anchor::Heading(heading))) => {
                self.wanted.entry(page).or_default().insert(heading, anchor.clone());
                Some(anchor)
            }
            Some((anchor, Anchor::Term)) => {
                self.wanted_terms.insert((page, anchor.clone()));
                Some(anchor)
            }
            Some((anchor, Anchor::Own)) => Some(anchor),
            None => {
                let source = &self.book.pages[from].text;
                let line = line_of(source, raw, nth);
                draft.note(source, line, note!("import-place-lost", written = raw).about(raw));
                None
            }
        });
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let address = match (&self.book.pages[page].role, from == page) {
            (_, true) if !anchor.is_empty() => String::new(),
            (PageRole::Numbered(number), _) => number.to_string(),
            _ => encode(&target.path.relative_to(&self.parsed[from].path.folder())),
        };
        format!("{address}{anchor}")
    }

    /// Where a link out of the book leads, if the book's address on the web is known.
    fn outside(&self, at: usize, raw: &str) -> Option<String> {
        // A preprocessor or plugin may have generated its target; that is unknown here.
        let base = self.book.base_url.as_ref().filter(|_| !raw.contains("{{"))?;
        let source = self.book.pages[at].source.as_ref()?;
        let (path, anchor) = raw.split_at(raw.find('#').unwrap_or(raw.len()));
        let page = self.book.join(&source.folder(), path);
        let page = page.and_then(|page| page.strip_prefix(&self.book.pages_folder));
        if let Some(page) = page.filter(|_| path.ends_with(".md")) {
            let published = (self.book.dialect.published)(&page);
            return Some(base.join(&format!("{published}{anchor}")).ok()?.into());
        }
        let page = base.join(&self.book.address(&self.book.pages[at]).unwrap_or_default()).ok()?;
        let url = match path.strip_suffix(".md") {
            Some(stem) => page.join(&format!("{stem}.html{anchor}")),
            None => page.join(raw),
        };
        Some(url.ok()?.into())
    }

    /// A link that leads nowhere keeps its text, and its address in a comment.
    fn lose(
        &self,
        (at, body): (usize, &Text),
        reference: &Reference,
        (raw, nth): (&str, usize),
        draft: &mut Draft,
        edits: &mut Edits,
    ) {
        let source = &self.book.pages[at].text;
        let note = if reference.role == Role::Link {
            note!("import-link-lost", address = raw)
        } else {
            note!("import-image-lost", address = raw)
        };
        draft.note(source, line_of(source, raw, nth), note);
        if reference.syntax == Syntax::Html {
            edits.replace(reference.address, "#");
            return;
        }
        let comment = format!("<!-- {} -->", raw.replace("--", "- -"));
        edits.replace(reference.span.before().to(reference.text.before()), "");
        edits.replace(reference.text.after().to(reference.span), comment);
        if reference.syntax == Syntax::Reference {
            // Nothing is left that leads there.
            let definition = body.line(body.position(reference.address.start()).0);
            definition.into_iter().for_each(|line| edits.replace(line, ""));
        }
    }
}

/// An address as browsers read it: in HTML, with its entities resolved.
fn as_read<'a>(reference: &Reference, raw: &'a str) -> Cow<'a, str> {
    if reference.syntax != Syntax::Html || !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let html = scraper::Html::parse_fragment(&raw.replace('<', "&lt;"));
    Cow::Owned(html.root_element().text().collect())
}

/// The line of the n-th place of an address in the source, from 0; the first if it came from an
/// included file.
fn line_of(source: &Text, raw: &str, nth: usize) -> usize {
    // The same words may occur in an include and in the text.
    let is_address = |place: &Span| {
        let before = source.slice(source.whole().before().to(place.before()));
        before.ends_with(['(', '<', '"', '\'', '=']) || before.ends_with("]: ")
    };
    let mut places = source.find_all(raw).filter(is_address);
    let first = places.next();
    let place = nth.checked_sub(1).and_then(|more| places.nth(more)).or(first);
    let place = place.unwrap_or_else(|| source.find(raw));
    source.position(place.start()).0
}

/// Where a file goes: to the path it had, but not in a folder that would be taken for a chapter.
fn attachment_path<B: Base>(path: &RelativePath<B>) -> ContentPath {
    let parts = path.parts().map(|part| match Number::split_name(part) {
        Some(_) if !part.contains('.') => format!("map-{part}"),
        _ => part.trim_start_matches('.').to_owned(),
    });
    let path = parts.fold(ContentPath::base(), |folder, part| folder.child(&part));
    if path.folder().is_base() {
        ContentPath::base().child("beeld").child(path.name())
    } else {
        path
    }
}

/// Where a file goes that lies beside the pages: to its path from the nearest folder that has the
/// page too.
fn attachment_beside(file: &AnyPath, page: &AnyPath) -> ContentPath {
    let shared = page.folders().find(|folder| file.is_within(folder));
    let path = shared.and_then(|folder| file.strip_prefix(&folder));
    attachment_path(path.as_ref().unwrap_or(file))
}

fn encode(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}
