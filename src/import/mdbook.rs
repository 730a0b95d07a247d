//! Books of mdBook: `SUMMARY.md` is the table of contents, and chapters include other files.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_yaml::Mapping;

use super::admonish;
use super::includes::Expander;
use super::native::escape_fences;
use super::site::{Dialect, Page, Site, read_page};
use super::summary::{self, Entry};
use super::{Draft, Options, book_toml, words_of_theme};
use crate::config;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::new::layout::split;

/// The book's `book.toml`, as far as it matters here.
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

/// The marks of lines that are hidden, by language.
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

/// The folder of the book a `SUMMARY.md` belongs to.
pub fn root_of_summary(summary: &Path) -> PathBuf {
    let folder = summary.parent().unwrap_or(Path::new(""));
    let above = folder.parent().map(Path::to_owned).unwrap_or_default();
    if above.join("book.toml").is_file() { above } else { folder.to_owned() }
}

/// Reads the book in `root` into the draft.
pub fn read(root: &Path, options: &Options, draft: &mut Draft) {
    let (settings, settings_text) = read_settings(root, draft);
    let source = settings.book.src.clone().unwrap_or_else(|| "src".into());
    let source = root.join(source);
    let folder = if source.join("SUMMARY.md").is_file() { source } else { root.to_owned() };
    let path = folder.join("SUMMARY.md");
    let Ok(summary) = super::read_text(&path, draft) else {
        draft.problems.push(
            Diagnostic::error(format!(
                "there is no book in {}: SUMMARY.md is missing",
                root.display()
            ))
            .help("name a folder of texts (.txt, .html, .docx), of an mdBook or a MkDocs site, or files"),
        );
        return;
    };
    let entries = summary::read(&summary, draft);
    if entries.is_empty() {
        let problem = Diagnostic::error("the book has no chapters").at(&summary, Span::START);
        return draft.problems.push(problem);
    }
    let mut pages = Vec::new();
    let mut put_in = HashSet::new();
    for entry in entries {
        if let Some(page) = read_entry(entry, &folder, &summary, &settings, &mut put_in, draft) {
            pages.push(page);
        }
    }
    note_forgotten(&folder, &pages, &put_in, &summary, draft);
    redirect(&settings.output.html.redirect, &mut pages, &settings_text, draft);
    draft.files.insert(config::FILE_NAME.into(), new_settings(&settings).into_bytes());
    words_of_theme(settings.language(), draft);
    let dialect = Dialect {
        anchor: Box::new(heading_id),
        again: |id, n| format!("{id}-{n}"),
        published,
        terms: true,
    };
    let name = settings.book.title.unwrap_or_default();
    Site { pages, name, root: folder, shared: None, language: None, dialect, options }
        .convert(draft);
}

/// The address of a page in the book.
fn published(key: &str) -> String {
    let key = key.strip_suffix(".md").unwrap_or(key);
    let (folder, name) = split(key);
    match name.eq_ignore_ascii_case("readme") {
        true if folder.is_empty() => "index.html".into(),
        true => format!("{folder}/index.html"),
        false => format!("{key}.html"),
    }
}

/// Former addresses of the book become aliases of the pages they lead to.
fn redirect(
    redirects: &BTreeMap<String, String>,
    pages: &mut [Page],
    settings: &Arc<Text>,
    draft: &mut Draft,
) {
    for (from, to) in redirects {
        let from = from.trim_start_matches('/');
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = to.split('#').next().unwrap_or_default();
        let address = crate::book::join(folder, path).unwrap_or_default();
        let own = |page: &Page| page.key.as_deref().map(published);
        // The home page of a book is its first chapter.
        let is_home = address.is_empty() || address == "index.html";
        let at = pages.iter().position(|page| own(page).as_ref() == Some(&address));
        let at = at.or(is_home.then(|| pages.iter().position(|page| page.key.is_some())).flatten());
        let page = at.map(|at| &mut pages[at]);
        // What stands after a hash is never sent to who answers.
        let is_plain = !from.contains('#');
        match page {
            Some(page) if is_plain => page.aliases.push(from.to_owned()),
            _ => {
                let line = settings.position(settings.find(from).start()).0;
                let message = format!(
                    "{from} can no longer redirect to {to}: only whole pages lead on, and only to \
                     pages of the guide"
                );
                draft.note(settings, line, message);
            }
        }
    }
}

/// Reads the book's settings, and their text.
fn read_settings(root: &Path, draft: &mut Draft) -> (BookToml, Arc<Text>) {
    let path = root.join("book.toml");
    let nothing = || (BookToml::default(), Text::new("", ""));
    if !path.is_file() {
        return nothing();
    }
    let Ok(text) = super::read_text(&path, draft) else { return nothing() };
    let settings = match toml::from_str::<BookToml>(&text.content) {
        Ok(settings) => settings,
        Err(error) => {
            let span = text.span(error.span().unwrap_or_default());
            let problem =
                Diagnostic::error(format!("book.toml cannot be read: {}", error.message()));
            draft.problems.push(problem.at(&text, span));
            return (BookToml::default(), text);
        }
    };
    let line = |key: &str| text.position(text.find(key).start()).0;
    // What these do is done here too.
    let is_known = |name: &str| matches!(name, "links" | "index" | "admonish" | "tabs");
    let others = settings.preprocessor.keys().filter(|name| !is_known(name));
    for name in others {
        let message = format!(
            "the preprocessor `{name}` has no counterpart: what it makes is kept as it was written"
        );
        draft.note(&text, line(&format!("preprocessor.{name}")), message);
    }
    if settings.output.html.mathjax_support {
        draft.note(&text, line("mathjax-support"), "formulas are kept as text");
    }
    (settings, text)
}

/// The new guide's `book.toml`.
fn new_settings(settings: &BookToml) -> String {
    let book = &settings.book;
    let text = |text: &str| toml::Value::from(text).to_string();
    let mut more = String::new();
    if !book.authors.is_empty() {
        let authors: Vec<_> = book.authors.iter().map(|author| text(author)).collect();
        more.push_str(&format!("authors = [{}]\n", authors.join(", ")));
    }
    more.push_str(&format!("language = {}\n", text(settings.language())));
    if let Some(description) = &book.description {
        more.push_str(&format!("description = {}\n", text(description)));
    }
    let html = &settings.output.html;
    let smart = html.smart_punctuation.or(html.curly_quotes).unwrap_or(true);
    more.push_str(&format!("\n[markdown]\nsmart-punctuation = {smart}\n"));
    book_toml(book.title.as_deref().unwrap_or("Mijn gids"), &more)
}

fn read_entry(
    entry: Entry,
    folder: &Path,
    summary: &Arc<Text>,
    settings: &BookToml,
    put_in: &mut HashSet<PathBuf>,
    draft: &mut Draft,
) -> Option<Page> {
    let mut front_matter = Mapping::new();
    if let Some(part) = &entry.part {
        draft.note(summary, entry.line, format!("the part “{part}” starts here: guides have no parts without a number, so it is kept in `extra:`"));
        let extra = Mapping::from_iter([("part".into(), part.as_str().into())]);
        front_matter.insert("extra".into(), extra.into());
    }
    let is_draft = entry.address.is_empty();
    let path = entry.address.split('#').next().unwrap_or_default();
    let key = crate::book::join("", path).unwrap_or_else(|| path.to_owned());
    let (text, body) = if is_draft {
        draft.note(
            summary,
            entry.line,
            format!("“{}” is not written yet: it becomes a draft", entry.title),
        );
        (Arc::clone(summary), String::new())
    } else {
        if !folder.join(&key).is_file() {
            draft.note(
                summary,
                entry.line,
                format!("{key} does not exist: its chapter is empty, as mdBook would make it"),
            );
            return Some(entry.page(Some(key), Arc::clone(summary), String::new(), front_matter));
        }
        let text = read_page(folder, &key, draft)?;
        let mut expander = Expander { folder, text: &text, draft, told: HashSet::new(), put_in };
        let path = folder.join(&key);
        let body = expander.expand(&text.content, path.parent().unwrap_or(folder), 0);
        let hidden = &settings.output.html.code.hidelines;
        let body = escape_fences(&expander.without_hidden_lines(&body, hidden));
        let body = if settings.preprocessor.contains_key("admonish") {
            admonish::convert(&body)
        } else {
            body
        };
        (text, body)
    };
    Some(entry.page((!is_draft).then_some(key), text, body, front_matter))
}

/// Chapters that lie beside the others but are in no table of contents.
fn note_forgotten(
    folder: &Path,
    pages: &[Page],
    put_in: &HashSet<PathBuf>,
    summary: &Arc<Text>,
    draft: &mut Draft,
) {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in walk.filter(|entry| entry.file_type().is_file()) {
        let Some(path) = crate::source::relative(folder, entry.path()) else { continue };
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        let is_put_in = entry.path().canonicalize().is_ok_and(|file| put_in.contains(&file));
        let is_known = is_put_in || pages.iter().any(|page| page.key.as_ref() == Some(&path));
        if path.ends_with(".md") && path != "SUMMARY.md" && !is_hidden && !is_known {
            draft.note(summary, 1, format!("{path} is in no table of contents and is left out"));
        }
    }
}

/// The anchor mdBook makes of a heading.
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
        assert_eq!(published("a/b.md"), "a/b.html");
        assert_eq!(published("README.md"), "index.html");
        assert_eq!(published("a/Readme.md"), "a/index.html");
        assert_eq!(published("a/old-readme.md"), "a/old-readme.html");
    }
}
