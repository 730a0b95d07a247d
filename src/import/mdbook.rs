//! Books of mdBook: `SUMMARY.md` is the table of contents, and chapters include other files.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::admonish;
use super::draft::{Draft, Options};
use super::front_matter;
use super::includes::{Expander, IncludeBudget};
use super::native::escape_fences;
use super::pages::{Dialect, Page, PagePath, SourceBook, stem};
use super::source_folder::{SourceFolder, refusal};
use super::summary::{self, SummaryItem};
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::formats::note;
use crate::messages::message;
use crate::paths::AnyPath;

/// The parts of the book's `book.toml` that are used here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct BookToml {
    book: Book,
    output: Output,
    preprocessor: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Book {
    title: Option<String>,
    authors: Vec<String>,
    description: Option<String>,
    language: Option<String>,
    src: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Output {
    html: HtmlOutput,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct HtmlOutput {
    smart_punctuation: Option<bool>,
    curly_quotes: Option<bool>,
    mathjax_support: bool,
    redirect: BTreeMap<String, String>,
    code: CodeOutput,
}

/// The marks of hidden lines, by language.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CodeOutput {
    hidelines: BTreeMap<String, String>,
}

impl BookToml {
    fn language(&self) -> &str {
        self.book.language.as_deref().unwrap_or("en")
    }
}

/// Reads the book in the folder `root` into the draft.
pub fn read(root: &Path, options: &Options, draft: &mut Draft) {
    if let Err(problem) = read_book(root, options, draft) {
        draft.problems.push(problem);
    }
}

fn read_book(root: &Path, options: &Options, draft: &mut Draft) -> Result<(), Diagnostic> {
    let folder = Rc::new(SourceFolder::open(root)?);
    let (settings, settings_text) = read_settings(&folder, draft)?;
    let pages_folder = pages_folder(&folder, &settings, &settings_text)?;
    let summary = pages_folder.join("SUMMARY.md").ok().filter(|file| folder.is_file(file));
    let Some(summary) = summary else {
        // A file that stands here is in a folder without a name.
        let here = Path::new(".");
        let shown = if root.as_os_str().is_empty() { here } else { root };
        let message = message!("import-no-book", folder = shown.display().to_string());
        return Err(Diagnostic::error(message).help(message!("import-no-book", "help")));
    };
    let summary = folder.read_text(&summary, draft)?;
    let items = summary::read(&summary, draft);
    if items.is_empty() {
        let problem = Diagnostic::error(message!("import-book-empty"));
        return Err(problem.help(message!("import-book-empty", "help")).at(&summary, Span::START));
    }
    let mut reader = ChapterReader {
        folder: &folder,
        pages_folder: &pages_folder,
        summary: &summary,
        settings: &settings,
        included: HashSet::new(),
        draft,
    };
    let pages: Vec<Page> = items.into_iter().filter_map(|item| reader.read(item)).collect();
    reader.note_forgotten(&pages);
    add_settings(&settings, draft);
    let mut book = SourceBook {
        pages,
        name: settings.book.title.clone().unwrap_or_default(),
        folder,
        pages_folder,
        shared_folder: None,
        language: None,
        dialect: Dialect {
            anchor: Box::new(heading_id),
            repeated_anchor: |id, n| format!("{id}-{n}"),
            published,
            terms_have_anchors: true,
        },
        base_url: options.base_url.clone(),
    };
    redirect(&mut book, &settings.output.html.redirect, &settings_text, draft);
    book.convert(draft);
    Ok(())
}

/// The folder with `SUMMARY.md`: the one that the settings name, else the book itself.
fn pages_folder(
    folder: &SourceFolder,
    settings: &BookToml,
    text: &Arc<Text>,
) -> Result<AnyPath, Diagnostic> {
    let base = AnyPath::base();
    let source = settings.book.src.as_deref().unwrap_or("src");
    let named = AnyPath::new(source).map_err(|_| {
        let reason = refusal(&base, source);
        let message = message!("import-pages-outside", folder = source, reason = reason);
        let problem = Diagnostic::error(message).help(message!("import-pages-outside", "help"));
        problem.at(text, text.find(source))
    })?;
    let has_summary =
        |folder_of: &AnyPath| folder_of.join("SUMMARY.md").is_ok_and(|file| folder.is_file(&file));
    Ok(if has_summary(&named) { named } else { base })
}

/// The address of a page in the book.
fn published(page: &PagePath) -> String {
    let stem = stem(page);
    let name = if stem.eq_ignore_ascii_case("readme") { "index" } else { stem };
    page.folder().child(&format!("{name}.html")).to_string()
}

/// Former addresses of the book become aliases of the pages they lead to.
fn redirect(
    book: &mut SourceBook,
    redirects: &BTreeMap<String, String>,
    settings: &Arc<Text>,
    draft: &mut Draft,
) {
    for (from, to) in redirects {
        let from = from.trim_start_matches('/');
        // Browsers do not send what follows a hash to the server.
        let page = target(book, from, to).filter(|_| !from.contains('#'));
        match page.and_then(|page| book.pages.get_mut(page)) {
            Some(page) => page.aliases.push(from.to_owned()),
            None => {
                let note = note!("import-redirect-lost", from = from, to = to.as_str());
                draft.note_at(settings, from, note.about(from));
            }
        }
    }
}

/// The page that an address redirects to.
fn target(book: &SourceBook, from: &str, to: &str) -> Option<usize> {
    let path = to.split('#').next().unwrap_or_default();
    let address = PagePath::new(from).ok()?.folder().join(path).ok()?;
    let mut pages = book.pages.iter();
    pages.position(|page| book.address(page).is_some_and(|own| address == *own)).or_else(|| {
        // The home page of an mdBook is its first chapter.
        let is_home = address.is_base() || address == "index.html";
        book.pages.iter().position(|page| is_home && page.source.is_some())
    })
}

/// Reads the book's settings and their text. The file is optional.
fn read_settings(
    folder: &SourceFolder,
    draft: &mut Draft,
) -> Result<(BookToml, Arc<Text>), Diagnostic> {
    let text = match AnyPath::base().join("book.toml").map(|file| folder.read_text(&file, draft)) {
        Ok(Ok(text)) => text,
        Ok(Err(error)) if !error.cause.is_missing() => return Err(error.into()),
        _ => return Ok((BookToml::default(), Text::new("", ""))),
    };
    let settings = toml::from_str::<BookToml>(&text.content).map_err(|error| {
        let problem = Diagnostic::error(message!("config-broken"));
        let problem = problem.help(message!("config-broken", "help"));
        problem.at(&text, text.span(error.span().unwrap_or_default()))
    })?;
    // Import does what these preprocessors do.
    let is_known = |name: &str| matches!(name, "links" | "index" | "admonish" | "tabs");
    let others = settings.preprocessor.keys().filter(|name| !is_known(name));
    for name in others {
        let note = note!("import-preprocessor", name = name.as_str()).about(name);
        draft.note_at(&text, &format!("preprocessor.{name}"), note);
    }
    if settings.output.html.mathjax_support {
        draft.note_at(&text, "mathjax-support", note!("import-formulas"));
    }
    Ok((settings, text))
}

/// Adds the settings of the new guide.
fn add_settings(settings: &BookToml, draft: &mut Draft) {
    let book = &settings.book;
    let text = |text: &str| toml::Value::from(text).to_string();
    let mut more = String::new();
    if !book.authors.is_empty() {
        let authors: Vec<_> = book.authors.iter().map(|author| text(author)).collect();
        more.push_str(&format!("authors = [{}]\n", authors.join(", ")));
    }
    if let Some(language) = draft.take_language(settings.language()) {
        more.push_str(&format!("language = {}\n", text(language)));
    }
    if let Some(description) = &book.description {
        more.push_str(&format!("description = {}\n", text(description)));
    }
    let html = &settings.output.html;
    let smart = html.smart_punctuation.or(html.curly_quotes).unwrap_or(true);
    more.push_str(&format!("\n[markdown]\nsmart-punctuation = {smart}\n"));
    draft.add_settings(book.title.as_deref().unwrap_or("Mijn gids"), &more);
}

/// Reads the chapters that the table of contents names.
struct ChapterReader<'a> {
    folder: &'a SourceFolder,
    pages_folder: &'a AnyPath,
    summary: &'a Arc<Text>,
    settings: &'a BookToml,
    /// The files that became part of chapters.
    included: HashSet<AnyPath>,
    draft: &'a mut Draft,
}

impl ChapterReader<'_> {
    fn read(&mut self, item: SummaryItem) -> Option<Page> {
        let mut front_matter = Mapping::new();
        if let Some(part) = &item.part {
            self.draft.note(self.summary, item.line, note!("import-part", part = part.as_str()));
            let extra = Mapping::from_iter([("part".into(), part.as_str().into())]);
            front_matter.insert("extra".into(), extra.into());
        }
        let SummaryItem { title, address, role, is_parent, line, .. } = item;
        let empty = Page {
            front_matter,
            ..Page::empty(title.clone(), role, is_parent, Arc::clone(self.summary))
        };
        let path = address.split('#').next().unwrap_or_default();
        if path.is_empty() {
            let note = note!("import-chapter-unwritten", title = title);
            self.draft.note(self.summary, line, note);
            // A draft with chapters below it is kept, as the folder that contains them.
            return Some(Page { is_draft: !is_parent, ..empty });
        }
        let Ok(file) = self.pages_folder.join(path) else {
            let reason = refusal(self.pages_folder, path);
            let note = note!("import-chapter-outside", path = path, reason = reason).about(path);
            self.draft.note(self.summary, line, note);
            return Some(empty);
        };
        let empty = Page { source: Some(file.clone()), ..empty };
        match self.folder.read_text(&file, self.draft) {
            Ok(text) => {
                let expanded = self.expanded(&text, &file);
                let (own, body) = front_matter::read(&expanded, &text, self.draft);
                let body = self.body(body);
                let front_matter = merged(own, empty.front_matter);
                Some(Page { text, body, front_matter, ..empty })
            }
            Err(error) if error.cause.is_missing() => {
                let note = note!("import-chapter-missing", path = path).about(path);
                self.draft.note(self.summary, line, note);
                Some(empty)
            }
            Err(error) => {
                let problem = Diagnostic::from(error).help(message!("import-named-in-summary"));
                self.draft.problems.push(problem);
                None
            }
        }
    }

    /// The Markdown of a chapter with everything that it includes.
    fn expanded(&mut self, text: &Arc<Text>, file: &AnyPath) -> String {
        let mut expander = Expander {
            folder: self.folder,
            text,
            draft: &mut *self.draft,
            noted: HashSet::new(),
            included: &mut self.included,
            open: Vec::new(),
            budget: IncludeBudget::default(),
        };
        let body = expander.expand(&text.content, file);
        let hidden = &self.settings.output.html.code.hidelines;
        expander.without_hidden_lines(&body, hidden)
    }

    /// The same as the Markdown of a guide.
    fn body(&self, expanded: &str) -> String {
        let body = escape_fences(expanded);
        if self.settings.preprocessor.contains_key("admonish") {
            admonish::convert(&body)
        } else {
            body
        }
    }

    /// Notes chapter files that are missing from the table of contents.
    fn note_forgotten(&mut self, pages: &[Page]) {
        let known: HashSet<&AnyPath> =
            pages.iter().filter_map(|page| page.source.as_ref()).collect();
        for file in self.folder.files(self.pages_folder, self.draft) {
            let is_known = self.included.contains(&file) || known.contains(&file);
            if file.extension() == Some("md") && file.name() != "SUMMARY.md" && !is_known {
                let shown = file.relative_to(self.pages_folder);
                let note = note!("import-chapter-forgotten", path = shown.as_str()).about(&shown);
                self.draft.note(self.summary, 1, note);
            }
        }
    }
}

/// The front matter of a page, with what is known of it from elsewhere.
fn merged(mut own: Mapping, known: Mapping) -> Mapping {
    for (key, value) in known {
        match (own.get_mut(&key), value) {
            (Some(Value::Mapping(own)), Value::Mapping(known)) => own.extend(known),
            (_, value) => drop(own.insert(key, value)),
        }
    }
    own
}

/// The anchor that mdBook makes of a heading.
fn heading_id(title: &str) -> String {
    title
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c.to_lowercase().collect()),
            c if c.is_whitespace() => Some("-".to_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_mdbook() {
        assert_eq!(heading_id("What's `match`? _a_"), "whats-match-_a_");
        assert_eq!(heading_id("`Option<T>` & co"), "optiont--co");
    }

    #[test]
    fn addresses_are_those_of_mdbook() {
        let published = |page: &str| published(&PagePath::new(page).unwrap());
        assert_eq!(published("a/b.md"), "a/b.html");
        assert_eq!(published("README.md"), "index.html");
        assert_eq!(published("a/Readme.md"), "a/index.html");
        assert_eq!(published("a/old-readme.md"), "a/old-readme.html");
    }
}
