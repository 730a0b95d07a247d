//! A whole book or site in Markdown becomes a guide: every page gets a number and a place, and
//! every link, anchor and image is followed there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde_yaml::{Mapping, Value};

use super::super::edits::Edits;
use super::super::layout::{relative, split};
use super::{Draft, Options};
use crate::book::join;
use crate::config::RawHtml;
use crate::diagnostic::Text;
use crate::document::spans::{self, Address, AddressKind};
use crate::document::{self, BlockKind, Document, Heading, text, walk};
use crate::number::Number;
use crate::source::CONTENT;

/// Where a page stands in its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The home page.
    Home,
    /// Without a number, before the others.
    Front,
    /// At its number.
    Numbered(Number),
    /// Without a number, after the others.
    Back,
}

/// A page of the book.
#[derive(Debug)]
pub struct Page {
    /// The path of its source below the book's own folder, with forward slashes; nothing where
    /// there is only a title.
    pub key: Option<String>,
    /// What the table of contents calls it.
    pub title: String,
    pub place: Place,
    /// Whether there are pages below it.
    pub is_parent: bool,
    /// A page that is announced but not written.
    pub draft: bool,
    /// Its source.
    pub text: Arc<Text>,
    /// Its Markdown, with what the book's own tools would have put in.
    pub body: String,
    /// Keys for its front matter.
    pub front_matter: Mapping,
}

/// What differs between the tools that books are made with.
pub struct Dialect {
    /// The anchor of a heading; the second is that of its n-th repetition.
    pub anchor: fn(&str) -> String,
    pub again: fn(&str, usize) -> String,
    /// The address of a page in the book as it was published, without what is before it.
    pub published: fn(&str) -> String,
}

/// A book that is read.
pub struct Site<'a> {
    pub pages: Vec<Page>,
    /// The folder the paths of pages start in.
    pub root: PathBuf,
    pub dialect: Dialect,
    pub options: &'a Options,
}

/// The names of pages that are made for every guide.
const MADE: [&str; 12] = [
    "index", "inhoud", "lessen", "zoeken", "contents", "lessons", "search", "print", "404",
    "chapters", "sitemap", "feed",
];

/// A page, parsed, and where it goes.
struct Target {
    path: String,
    document: Document,
    /// The anchors of the book's own tool, and the heading each belongs to; the title has none.
    anchors: HashMap<String, Option<usize>>,
}

impl Site<'_> {
    /// Puts the pages of the book into the draft.
    pub fn convert(self, draft: &mut Draft) {
        let paths = self.paths();
        let bodies: Vec<String> = self.pages.iter().map(|page| native(&page.body)).collect();
        let targets: Vec<Target> = self
            .pages
            .iter()
            .zip(paths)
            .zip(&bodies)
            .map(|((_, path), body)| {
                let document = parse(body);
                let anchors = self.anchors(&document, body);
                Target { path, document, anchors }
            })
            .collect();
        let by_key: HashMap<&str, usize> = self
            .pages
            .iter()
            .enumerate()
            .filter_map(|(at, page)| Some((page.key.as_deref()?, at)))
            .collect();
        let mut linker = Linker {
            site: &self,
            targets: &targets,
            by_key,
            wanted: HashMap::new(),
            assets: BTreeMap::new(),
        };
        let mut edits: Vec<Edits> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            edits.push(linker.links(at, body, draft));
        }
        let Linker { wanted, assets, .. } = linker;
        for ((at, mut edits), body) in edits.into_iter().enumerate().zip(&bodies) {
            set_anchors(body, &targets[at].document, wanted.get(&at), &mut edits);
            let content =
                self.front_matter(at, &targets, draft) + without_title(&edits.apply(body));
            draft.files.insert(format!("{CONTENT}/{}", targets[at].path), content.into_bytes());
        }
        for (file, path) in assets {
            match std::fs::read(&file) {
                Ok(bytes) => {
                    draft.files.insert(format!("{CONTENT}/{path}"), bytes);
                }
                Err(error) => {
                    draft.problems.push(crate::diagnostic::Diagnostic::io("read", &file, &error));
                }
            }
        }
    }

    /// Where every page goes: those with pages below them become folders.
    fn paths(&self) -> Vec<String> {
        let mut folders: HashMap<Number, String> = HashMap::new();
        let mut names: BTreeSet<String> = MADE.iter().map(|&name| name.to_owned()).collect();
        self.pages
            .iter()
            .map(|page| match &page.place {
                Place::Home => "index.md".into(),
                Place::Front | Place::Back => {
                    let name = slug::slugify(&page.title);
                    // A name that starts with a number would give the page that number.
                    let name = match name.is_empty() || Number::split_name(&name).is_some() {
                        true => format!("pagina-{name}").trim_end_matches('-').to_owned(),
                        false => name,
                    };
                    let mut free = name.clone();
                    let mut count = 1;
                    while !names.insert(free.clone()) {
                        count += 1;
                        free = format!("{name}-{count}");
                    }
                    format!("{free}.md")
                }
                Place::Numbered(number) => {
                    let words = crate::authoring::new::name_of(&page.title);
                    let name = match words.is_empty() {
                        true => number.to_string(),
                        false => format!("{number}-{words}"),
                    };
                    let above = number.ancestors().find_map(|above| folders.get(&above));
                    let path = above.map_or(name.clone(), |above| format!("{above}/{name}"));
                    match page.is_parent {
                        true => {
                            folders.insert(number.clone(), path.clone());
                            format!("{path}/index.md")
                        }
                        false => format!("{path}.md"),
                    }
                }
            })
            .collect()
    }

    /// The anchors headings have in the book's own tool.
    fn anchors(&self, document: &Document, body: &str) -> HashMap<String, Option<usize>> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut anchors = HashMap::new();
        let title = document.title.iter().map(|title| (title.clone(), None, None));
        let headings = headings(document).into_iter().enumerate().map(|(at, (heading, span))| {
            let line = body[span.clone()].lines().next().unwrap_or_default();
            let chosen = line.contains("{#").then(|| heading.id.clone());
            (text::of_inlines(&heading.content), Some(at), chosen)
        });
        for (title, at, chosen) in title.chain(headings) {
            let anchor = chosen.unwrap_or_else(|| (self.dialect.anchor)(&title));
            let count = counts.entry(anchor.clone()).or_default();
            let anchor = match *count {
                0 => anchor,
                n => (self.dialect.again)(&anchor, n),
            };
            *count += 1;
            anchors.insert(anchor, at);
        }
        anchors
    }

    fn front_matter(&self, at: usize, targets: &[Target], draft: &mut Draft) -> String {
        let page = &self.pages[at];
        let mut top = Mapping::new();
        let heading = targets[at].document.title.as_ref().filter(|title| !title.is_empty());
        let own = page.front_matter.get("title").and_then(Value::as_str).map(str::to_owned);
        let title = own.as_ref().or(heading).unwrap_or(&page.title);
        if let Some(heading) = heading
            && *heading != page.title
            && page.place != Place::Home
        {
            let message = format!(
                "the contents call this “{}”, the page itself “{title}”: the page is followed",
                page.title
            );
            draft.note(&page.text, 1, message);
        }
        top.insert("title".into(), title.as_str().into());
        if page.place == Place::Back {
            top.insert("position".into(), "back".into());
        }
        if page.draft {
            top.insert("draft".into(), true.into());
        }
        if let Some(alias) = self.alias(at) {
            top.insert("aliases".into(), Value::Sequence(vec![alias.into()]));
        }
        for (key, value) in &page.front_matter {
            if !top.contains_key(key) {
                top.insert(key.clone(), value.clone());
            }
        }
        let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
        format!("---\n{yaml}---\n\n")
    }

    /// The old address of a page, where it can be one of the guide: a file beside the others, of a
    /// name that no other page has.
    fn alias(&self, at: usize) -> Option<String> {
        let page = &self.pages[at];
        let is_place = matches!(page.place, Place::Numbered(_) | Place::Front | Place::Back);
        let address = (self.dialect.published)(page.key.as_deref()?);
        let name = address.strip_suffix(".html")?.to_owned();
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
        let lower = name.to_lowercase();
        let is_page = name.parse::<Number>().is_ok()
            || self.pages.iter().any(|other| {
                !matches!(other.place, Place::Numbered(_)) && slug::slugify(&other.title) == lower
            });
        let is_twin = self.pages.iter().enumerate().any(|(other, page)| {
            other != at
                && page.key.as_deref().is_some_and(|key| {
                    (self.dialect.published)(key).to_lowercase() == format!("{lower}.html")
                })
        });
        let free = plain && !MADE.contains(&lower.as_str()) && !is_page && !is_twin;
        (is_place && !page.draft && free).then(|| format!("{name}.html"))
    }
}

fn parse(body: &str) -> Document {
    let options = document::Options {
        language: "en".into(),
        smart_punctuation: false,
        raw_html: RawHtml::Allow,
    };
    document::parse(&Text::new("", body), 0, &options)
}

fn headings(document: &Document) -> Vec<(&Heading, std::ops::Range<usize>)> {
    let mut headings = Vec::new();
    walk::blocks(document, &mut |block| {
        if let BlockKind::Heading(heading) = &block.kind {
            headings.push((heading, block.span.clone()));
        }
    });
    headings
}

/// Writes what other Markdown means as this Markdown: `[[` is text, `^` is text, one tilde strikes
/// through, and only a title is of level 1.
fn native(body: &str) -> String {
    static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Alphabetic}\p{Nd})](?:\^[\w+−–-]+\^|~[\w+−–-]+~)")
            .expect("a valid expression")
    });
    let found = spans::find(body, 0);
    let mut edits = Edits::default();
    for address in found.addresses.iter().filter(|address| address.kind == AddressKind::Wiki) {
        let bracket = address.link.start + usize::from(address.is_image);
        edits.replace(bracket..bracket, "\\");
    }
    for script in &found.scripts {
        let (start, end) = (script.start, script.end);
        match &body[start..=start] {
            "^" => {
                edits.replace(start..start, "\\");
                edits.replace(end - 1..end - 1, "\\");
            }
            _ if !body[start..].starts_with("~~") => {
                edits.replace(start..start, "~");
                edits.replace(end..end, "~");
            }
            _ => {}
        }
    }
    for prose in &found.prose {
        for script in SCRIPT.find_iter(&body[prose.clone()]) {
            let mark = prose.start + script.start() + script.as_str().find(['^', '~']).unwrap_or(0);
            edits.replace(mark..mark, "\\");
        }
    }
    for html in &found.html {
        quote_attributes(&body[html.clone()], html.start, &mut edits);
    }
    let mut chosen = BTreeSet::new();
    for (heading, span) in headings(&parse(body)) {
        // Of headings with the same anchor of their own, the first one keeps it.
        let line = body[span.clone()].lines().next().unwrap_or_default();
        let mark = format!("#{}", heading.id);
        if let Some(at) = line.rfind(&mark).filter(|_| line.contains(&format!("{{{mark}")))
            && !chosen.insert(heading.id.clone())
        {
            let start = span.start + at;
            edits.replace(start..start + mark.len(), ".x");
        }
        let written = &body[span.clone()];
        if written.starts_with("# ") || written.starts_with("#\t") {
            edits.replace(span.start..span.start, "#");
        } else if let Some(line) = written.trim_end().rfind('\n')
            && written[line + 1..].trim_start().starts_with('=')
        {
            let start = span.start + line + 1;
            let length = written[line + 1..].trim_end().len();
            edits.replace(start..start + length, "-".repeat(length.max(3)));
        }
    }
    edits.apply(body)
}

/// HTML may leave out quotes; what looks for addresses may not.
fn quote_attributes(html: &str, start: usize, edits: &mut Edits) {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)\s(?:src|href|poster|id|name)\s*=\s*([^\s"'<>=`]+)"#)
            .expect("a valid expression")
    });
    for attribute in BARE.captures_iter(html) {
        let Some(value) = attribute.get(1) else { continue };
        edits.replace(start + value.start()..start + value.start(), "\"");
        edits.replace(start + value.end()..start + value.end(), "\"");
    }
    // An anchor of old: `<a name="x">`.
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)<a\s+(name)\s*=").expect("a valid expression"));
    for anchor in NAME.captures_iter(html) {
        if let Some(name) = anchor.get(1) {
            edits.replace(start + name.start()..start + name.end(), "id");
        }
    }
}

/// A body in which a line of colons is text.
pub fn escape_fences(body: &str) -> String {
    let mut edits = Edits::default();
    for (at, line) in outside_code(body) {
        let text = line.trim_start_matches([' ', '\t', '>']);
        if text.starts_with(":::") {
            let start = at + line.len() - text.len();
            edits.replace(start..start, "\\");
        }
    }
    edits.apply(body)
}

/// The lines that stand in no fenced block of code, with where each starts.
pub fn outside_code(body: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_start().trim_start_matches("> ");
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| text.chars().take_while(|&c| c == mark).count());
        match (fence, mark) {
            (None, Some(mark)) if length >= 3 => fence = Some((mark, length)),
            (Some((open, least)), Some(mark))
                if mark == open && length >= least && text.trim_end().len() == length =>
            {
                fence = None;
            }
            (None, _) => lines.push((at, line.trim_end_matches(['\n', '\r']))),
            _ => {}
        }
        at += line.len();
    }
    lines
}

/// The text without the title at its start, which front matter says.
fn without_title(body: &str) -> &str {
    let body = body.trim_start();
    match body.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start(),
        None => body,
    }
}

/// Gives headings the anchors that links call them by, where ours would be another.
fn set_anchors(
    body: &str,
    document: &Document,
    wanted: Option<&BTreeMap<usize, String>>,
    edits: &mut Edits,
) {
    let headings = headings(document);
    for (at, anchor) in wanted.into_iter().flatten() {
        let Some((heading, span)) = headings.get(*at) else { continue };
        if heading.id == *anchor {
            continue;
        }
        let line = body[span.clone()].lines().next().unwrap_or_default();
        let closing = line.trim_end().trim_end_matches('#').trim_end();
        match closing.strip_suffix('}').filter(|line| line.contains(" {")) {
            Some(before) => {
                let end = span.start + before.len();
                edits.replace(end..end, format!(" #{anchor}"));
            }
            None => {
                let end = span.start + closing.len();
                let rest = span.start + line.len();
                edits.replace(end..rest, format!(" {{#{anchor}}}"));
            }
        }
    }
}

/// Where a link of the book leads.
enum Found {
    /// To a page, and a place in it.
    Page(usize, Option<String>),
    /// To a file.
    File(PathBuf, String),
    Nothing,
}

struct Linker<'a> {
    site: &'a Site<'a>,
    targets: &'a [Target],
    by_key: HashMap<&'a str, usize>,
    /// The headings that links lead to, with the anchors they are called by, by page.
    wanted: HashMap<usize, BTreeMap<usize, String>>,
    /// The files that are used, and where they go.
    assets: BTreeMap<PathBuf, String>,
}

impl Linker<'_> {
    /// The changes to the links of a page.
    fn links(&mut self, at: usize, body: &str, draft: &mut Draft) -> Edits {
        let mut edits = Edits::default();
        for address in spans::find(body, 0).addresses {
            let raw = &body[address.address.clone()];
            let is_of_site = !matches!(address.target, document::Target::External(_));
            if address.kind == AddressKind::Auto || (!is_of_site && !address.target.is_dangerous())
            {
                continue;
            }
            let new = match self.find(at, raw) {
                _ if raw.is_empty() || !is_of_site => None,
                Found::Page(page, anchor) => {
                    Some(self.page_address(at, page, anchor.as_deref(), raw, draft))
                }
                Found::File(file, path) => {
                    let folder = split(&self.targets[at].path).0.to_owned();
                    self.assets.insert(file, path.clone());
                    Some(encode(&relative(&folder, &path)))
                }
                Found::Nothing => self.outside(at, raw),
            };
            match new {
                Some(new) if new == raw => {}
                Some(new) => edits.replace(address.address.clone(), new),
                None => self.lose(at, &address, raw, draft, &mut edits),
            }
        }
        edits
    }

    fn find(&self, at: usize, raw: &str) -> Found {
        let decoded = percent_encoding::percent_decode_str(raw).decode_utf8_lossy().into_owned();
        let (path, anchor) = decoded.split_once('#').unwrap_or((&decoded, ""));
        let path = path.split('?').next().unwrap_or_default();
        let anchor = (!anchor.is_empty()).then(|| anchor.to_owned());
        if path.is_empty() {
            return Found::Page(at, anchor);
        }
        let key = self.site.pages[at].key.as_deref().unwrap_or_default();
        // A page may be named from its source, or from the folder it is published as.
        let folders = [split(key).0.to_owned(), key.trim_end_matches(".md").to_owned()];
        for folder in &folders {
            let Some(full) = join(folder, path) else { continue };
            let stem = full.trim_end_matches(".html").trim_end_matches('/');
            let tries = [
                full.clone(),
                format!("{stem}.md"),
                join(stem, "index.md").unwrap_or_default(),
                join(stem, "README.md").unwrap_or_default(),
                stem.strip_suffix("index")
                    .map(|folder| format!("{folder}README.md"))
                    .unwrap_or_default(),
            ];
            if let Some(page) = tries.iter().find_map(|name| self.by_key.get(name.as_str())) {
                return Found::Page(*page, anchor);
            }
        }
        let root = &self.site.root;
        let inside = folders.iter().filter_map(|folder| join(folder, path));
        let outside = root.join(split(key).0).join(path);
        let file = inside
            .map(|full| (root.join(&full), asset_path(&full)))
            .chain([(outside, asset_path(path))])
            .find(|(file, _)| file.is_file() && !path.ends_with(".md"));
        match file {
            Some((file, target)) => Found::File(file.canonicalize().unwrap_or(file), target),
            None => Found::Nothing,
        }
    }

    fn page_address(
        &mut self,
        from: usize,
        page: usize,
        anchor: Option<&str>,
        raw: &str,
        draft: &mut Draft,
    ) -> String {
        let target = &self.targets[page];
        let anchor = anchor.and_then(|anchor| match target.anchors.get(anchor) {
            // The title is the top of the page.
            Some(None) => None,
            Some(Some(heading)) => {
                self.wanted.entry(page).or_default().insert(*heading, anchor.to_owned());
                Some(anchor)
            }
            None if target.document.anchors.contains(anchor) => Some(anchor),
            None => {
                let source = &self.site.pages[from].text;
                let message = format!(
                    "`{raw}` names a place that its page does not have: it leads to the page now"
                );
                let line = line_of(source, raw);
                draft.note(source, line, message);
                None
            }
        });
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let address = match (&self.site.pages[page].place, from == page) {
            (_, true) if !anchor.is_empty() => String::new(),
            (Place::Numbered(number), _) => number.to_string(),
            _ => encode(&relative(split(&self.targets[from].path).0, &target.path)),
        };
        format!("{address}{anchor}")
    }

    /// Where a link out of the book leads, if it is known where the book stood.
    fn outside(&self, at: usize, raw: &str) -> Option<String> {
        let base = self.site.options.base_url.as_ref()?;
        let key = self.site.pages[at].key.as_deref().unwrap_or_default();
        let page = base.join(&(self.site.dialect.published)(key)).ok()?;
        let url = match raw.strip_suffix(".md") {
            Some(stem) => page.join(&format!("{stem}.html")),
            None => page.join(raw),
        };
        Some(url.ok()?.into())
    }

    /// A link that leads nowhere keeps its text, and its address in a comment.
    fn lose(&self, at: usize, address: &Address, raw: &str, draft: &mut Draft, edits: &mut Edits) {
        let source = &self.site.pages[at].text;
        let what = if address.is_image { "image" } else { "link" };
        let message = format!("the {what} “{raw}” leads to nothing in the book: its text is kept");
        draft.note(source, line_of(source, raw), message);
        if address.kind == AddressKind::Html {
            edits.replace(address.address.clone(), "#");
            return;
        }
        let comment = format!("<!-- {} -->", raw.replace("--", "- -"));
        edits.replace(address.link.start..address.text.start, "");
        edits.replace(address.text.end..address.link.end, comment);
    }
}

/// The line an address stands at in the source; the first if it came from elsewhere.
fn line_of(source: &Text, raw: &str) -> usize {
    source.content.find(raw).map_or(1, |at| source.position(at).0)
}

/// Where a file goes: as it lay, but in no folder that would be taken for a chapter.
fn asset_path(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> = parts
        .map(|part| match Number::split_name(part) {
            Some(_) if !part.contains('.') => format!("map-{part}"),
            _ => part.trim_start_matches('.').to_owned(),
        })
        .collect();
    match parts.as_slice() {
        [name] => format!("beeld/{name}"),
        parts => parts.join("/"),
    }
}

fn encode(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// Reads a page's source.
pub fn read_page(root: &Path, key: &str, draft: &mut Draft) -> Option<Arc<Text>> {
    match super::read_text(&root.join(key), draft) {
        Ok(text) => Some(text),
        Err(problem) => {
            draft.problems.push(problem.help("the table of contents names it"));
            None
        }
    }
}
