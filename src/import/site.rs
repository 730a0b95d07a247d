//! A whole book or site in Markdown becomes a guide: every page gets a number and a place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::addresses;
use super::follow::Linker;
use super::native::{self, headings, native, parse, set_anchors, without_title};
use super::{Draft, Options};
use crate::diagnostic::Text;
use crate::document::{Document, text};
use crate::edits::Edits;
use crate::formats::markdown::escape;
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
    /// Former addresses of it in the book, beside its own.
    pub aliases: Vec<String>,
}

/// What differs between the tools that books are made with.
pub struct Dialect {
    /// The anchor of a heading; the second is that of its n-th repetition.
    pub anchor: Box<dyn Fn(&str) -> String>,
    pub again: fn(&str, usize) -> String,
    /// The address of a page in the book as it was published, without what is before it.
    pub published: fn(&str) -> String,
    /// Whether terms that are explained have anchors too.
    pub terms: bool,
}

/// A book that is read.
pub struct Site<'a> {
    pub pages: Vec<Page>,
    /// What the book is called.
    pub name: String,
    /// The folder the paths of pages start in.
    pub root: PathBuf,
    /// Another folder in which files lie, by the same paths.
    pub shared: Option<PathBuf>,
    /// The language that files may name before their ending: `image.en.png`.
    pub language: Option<String>,
    pub dialect: Dialect,
    pub options: &'a Options,
}

/// A page, parsed, and where it goes.
pub struct Target {
    pub path: String,
    pub document: Document,
    /// The anchors of the book's own tool, and the heading each belongs to; the title has none.
    pub anchors: HashMap<String, Option<usize>>,
    /// The anchors of terms, and where each term starts.
    pub terms: HashMap<String, usize>,
}

impl Site<'_> {
    /// Puts the pages of the book into the draft.
    pub fn convert(self, draft: &mut Draft) {
        let paths = self.paths();
        let bodies: Vec<Arc<Text>> =
            self.pages.iter().map(|page| Text::new("", native(&page.body))).collect();
        let targets: Vec<Target> = self
            .pages
            .iter()
            .zip(paths)
            .zip(&bodies)
            .map(|((_, path), body)| {
                let document = parse(body);
                let anchors = self.anchors(&document, body);
                let terms =
                    if self.dialect.terms { native::terms(&body.content) } else { Vec::new() };
                let terms = terms.into_iter().map(|(term, at)| ((self.dialect.anchor)(&term), at));
                Target { path, document, anchors, terms: terms.collect() }
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
            wanted_terms: BTreeSet::new(),
            assets: BTreeMap::new(),
        };
        let mut edits: Vec<Edits> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            edits.push(linker.links(at, body, draft));
        }
        let Linker { wanted, wanted_terms, assets, .. } = linker;
        let aliases = addresses::aliases(&self.pages, &targets, self.dialect.published, draft);
        let texts = edits.into_iter().zip(&bodies).zip(aliases).enumerate();
        for (at, ((mut edits, body), aliases)) in texts {
            set_anchors(body, &targets[at].document, wanted.get(&at), &mut edits);
            for (_, anchor) in wanted_terms.iter().filter(|(page, _)| *page == at) {
                let term = targets[at].terms[anchor];
                edits.replace(body.span(term..term), format!("<a id=\"{anchor}\"></a>"));
            }
            let text = edits.apply(body);
            let content = self.front_matter(at, &targets, aliases, draft)
                + &self.greeting(at, &targets[at])
                + without_title(&text);
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

    /// Where a file may lie.
    pub fn files(&self, path: &str) -> Vec<PathBuf> {
        let folders = [Some(&self.root), self.shared.as_ref()].into_iter().flatten();
        let own = self.language.as_ref().and_then(|language| {
            let (stem, ending) = path.rsplit_once('.')?;
            Some(format!("{stem}.{language}.{ending}"))
        });
        let names: Vec<&str> = own.as_deref().into_iter().chain([path]).collect();
        folders.flat_map(|folder| names.iter().map(|name| folder.join(name))).collect()
    }

    /// Where every page goes: those with pages below them become folders.
    fn paths(&self) -> Vec<String> {
        let mut folders: HashMap<Number, String> = HashMap::new();
        let mut names = addresses::made();
        self.pages
            .iter()
            .map(|page| match &page.place {
                Place::Home => "index.md".into(),
                Place::Front | Place::Back => {
                    let name = slug::slugify(&page.title);
                    // A name that starts with a number would give the page that number.
                    let name = if name.is_empty() || Number::split_name(&name).is_some() {
                        format!("pagina-{name}").trim_end_matches('-').to_owned()
                    } else {
                        name
                    };
                    format!("{}.md", addresses::free_name(&name, &mut names))
                }
                Place::Numbered(number) => {
                    let words = crate::new::name_of(&page.title);
                    let name = if words.is_empty() {
                        number.to_string()
                    } else {
                        format!("{number}-{words}")
                    };
                    let above = number.ancestors().find_map(|above| folders.get(&above));
                    let path = above.map_or(name.clone(), |above| format!("{above}/{name}"));
                    if page.is_parent {
                        folders.insert(number.clone(), path.clone());
                        format!("{path}/index.md")
                    } else {
                        format!("{path}.md")
                    }
                }
            })
            .collect()
    }

    /// The anchors headings have in the book's own tool.
    fn anchors(&self, document: &Document, body: &Text) -> HashMap<String, Option<usize>> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut anchors = HashMap::new();
        let title = document.title.iter().map(|title| (title.clone(), None, None));
        let headings = headings(document).into_iter().enumerate().map(|(at, (heading, span))| {
            let line = body.slice(body.first_line(span));
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

    /// The title of the home page, where it is not that of the guide, which stands above it.
    fn greeting(&self, at: usize, target: &Target) -> String {
        let title = target.document.title.as_deref().unwrap_or_default();
        let is_said = title.is_empty() || title.eq_ignore_ascii_case(&self.name);
        match self.pages[at].place {
            Place::Home if !is_said => format!("## {}\n\n", escape(title).replace('{', "\\{")),
            _ => String::new(),
        }
    }

    fn front_matter(
        &self,
        at: usize,
        targets: &[Target],
        aliases: Vec<String>,
        draft: &mut Draft,
    ) -> String {
        let page = &self.pages[at];
        let mut top = Mapping::new();
        let heading = targets[at].document.title.as_ref().filter(|title| !title.is_empty());
        let own = page.front_matter.get("title").and_then(Value::as_str).map(str::to_owned);
        // What readers saw above the page comes before what its metadata call it.
        let title = heading.or(own.as_ref()).unwrap_or(&page.title);
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
        if !aliases.is_empty() {
            top.insert("aliases".into(), aliases.into());
        }
        for (key, value) in &page.front_matter {
            if !top.contains_key(key) {
                top.insert(key.clone(), value.clone());
            }
        }
        let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
        format!("---\n{yaml}---\n\n")
    }
}

/// Reads a page's source.
pub fn read_page(root: &Path, key: &str, draft: &mut Draft) -> Option<Arc<Text>> {
    match super::read_text(&root.join(key), draft) {
        Ok(text) if text.content.contains('\r') => {
            Some(Text::new(text.path.clone(), with_line_feeds(&text.content)))
        }
        Ok(text) => Some(text),
        Err(problem) => {
            draft.problems.push(problem.help("the table of contents names it"));
            None
        }
    }
}

/// A text whose lines end as those of Windows do not.
pub fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Reads a file that pages put in.
pub fn read_part(file: &Path) -> Option<String> {
    Some(with_line_feeds(&std::fs::read_to_string(file).ok()?))
}
