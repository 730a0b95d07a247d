//! Books of mdBook: `SUMMARY.md` is the table of contents, and chapters include other files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use serde::Deserialize;
use serde_yaml::Mapping;

use super::includes::Expander;
use super::native::escape_fences;
use super::site::{Dialect, Page, Place, Site, read_page};
use super::{Draft, Options, book_toml, words_of_theme};
use crate::config;
use crate::diagnostic::{Diagnostic, Text};
use crate::number::Number;

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
    match above.join("book.toml").is_file() {
        true => above,
        false => folder.to_owned(),
    }
}

/// Reads the book in `root` into the draft.
pub fn read(root: &Path, options: &Options, draft: &mut Draft) {
    let settings = read_settings(root, draft);
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
            .help("name the folder of an mdBook, of a MkDocs site, or single files"),
        );
        return;
    };
    let entries = read_summary(&summary, draft);
    if entries.is_empty() {
        let problem = Diagnostic::error("the book has no chapters").at(&summary, 0..0);
        return draft.problems.push(problem);
    }
    let mut pages = Vec::new();
    for entry in entries {
        if let Some(page) = read_entry(entry, &folder, &summary, draft) {
            pages.push(page);
        }
    }
    note_forgotten(&folder, &pages, &summary, draft);
    draft.files.insert(config::FILE_NAME.into(), new_settings(&settings).into_bytes());
    words_of_theme(settings.language(), draft);
    let dialect = Dialect {
        anchor: heading_id,
        again: |id, n| format!("{id}-{n}"),
        published: |key| {
            let key = key.strip_suffix(".md").unwrap_or(key);
            match key.strip_suffix("README") {
                Some(folder) => format!("{folder}index.html"),
                None => format!("{key}.html"),
            }
        },
    };
    Site { pages, root: folder, dialect, options }.convert(draft);
}

fn read_settings(root: &Path, draft: &mut Draft) -> BookToml {
    let path = root.join("book.toml");
    if !path.is_file() {
        return BookToml::default();
    }
    let Ok(text) = super::read_text(&path, draft) else { return BookToml::default() };
    match toml::from_str::<BookToml>(&text.content) {
        Ok(settings) => {
            for name in settings.preprocessor.keys() {
                let message = format!(
                    "the preprocessor `{name}` has no counterpart: what it makes is kept as it was written"
                );
                let line = text.position(text.find(&format!("preprocessor.{name}")).start).0;
                draft.note(&text, line, message);
            }
            settings
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let problem =
                Diagnostic::error(format!("book.toml cannot be read: {}", error.message()));
            draft.problems.push(problem.at(&text, span));
            BookToml::default()
        }
    }
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

/// A line of the table of contents.
struct Entry {
    title: String,
    /// The address of the chapter; empty for one that is not written yet.
    address: String,
    place: Place,
    is_parent: bool,
    /// The title of the part it opens.
    part: Option<String>,
    line: usize,
}

/// Reads the table of contents: links before the lists come first, those after them last.
fn read_summary(summary: &Arc<Text>, draft: &mut Draft) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // How many chapters there are so far at each level that is open.
    let mut counts: Vec<usize> = vec![0];
    let mut depth: usize = 0;
    let mut part: Option<String> = None;
    let mut heading: Option<String> = None;
    let mut title: Option<String> = None;
    let mut seen_heading = false;
    for (event, range) in Parser::new(&summary.content).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => {
                depth += 1;
                if counts.len() < depth {
                    counts.push(0);
                }
                if depth > 1
                    && let Some(last) = entries.last_mut()
                {
                    last.is_parent = true;
                }
            }
            Event::End(TagEnd::List(_)) => {
                depth -= 1;
                if depth > 0 {
                    counts.truncate(depth);
                }
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => {
                let text = heading.take().unwrap_or_default();
                // The first heading is that of the table itself.
                let is_title = !seen_heading && entries.is_empty() && level == HeadingLevel::H1;
                seen_heading = true;
                if !is_title {
                    part = Some(text);
                }
            }
            Event::Start(Tag::Link { .. }) => title = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                for open in [&mut heading, &mut title].into_iter().flatten() {
                    open.push_str(&text);
                }
                let stray = heading.is_none() && title.is_none() && !text.trim().is_empty();
                if stray {
                    let line = summary.position(range.start).0;
                    draft.note(summary, line, format!("“{text}” is no chapter and is left out"));
                }
            }
            Event::End(TagEnd::Link) => {
                let written = &summary.content[range.clone()];
                let found = crate::document::spans::find(written, 0).addresses;
                let address = found.last().map_or("", |found| &written[found.address.clone()]);
                let place = match depth {
                    0 if counts[0] == 0 => Place::Front,
                    0 => Place::Back,
                    _ => {
                        counts[depth - 1] += 1;
                        let number: Vec<String> =
                            counts[..depth].iter().map(usize::to_string).collect();
                        match number.join(".").parse::<Number>() {
                            Ok(number) => Place::Numbered(number),
                            Err(_) => Place::Back,
                        }
                    }
                };
                entries.push(Entry {
                    title: title.take().unwrap_or_default(),
                    address: percent_encoding::percent_decode_str(address)
                        .decode_utf8_lossy()
                        .trim_start_matches("./")
                        .to_owned(),
                    place,
                    is_parent: false,
                    part: part.take(),
                    line: summary.position(range.start).0,
                });
            }
            _ => {}
        }
    }
    entries
}

fn read_entry(entry: Entry, folder: &Path, summary: &Arc<Text>, draft: &mut Draft) -> Option<Page> {
    let mut front_matter = Mapping::new();
    if let Some(part) = &entry.part {
        draft.note(summary, entry.line, format!("the part “{part}” starts here: guides have no parts without a number, so it is kept in `extra:`"));
        let extra = Mapping::from_iter([("part".into(), part.as_str().into())]);
        front_matter.insert("extra".into(), extra.into());
    }
    let is_draft = entry.address.is_empty();
    let key = entry.address.split('#').next().unwrap_or_default().to_owned();
    let (text, body) = match is_draft {
        true => {
            draft.note(
                summary,
                entry.line,
                format!("“{}” is not written yet: it becomes a draft", entry.title),
            );
            (Arc::clone(summary), String::new())
        }
        false => {
            if !folder.join(&key).is_file() {
                draft.note(
                    summary,
                    entry.line,
                    format!("{key} does not exist: its chapter is empty, as mdBook would make it"),
                );
                return Some(entry.page(
                    Some(key),
                    Arc::clone(summary),
                    String::new(),
                    front_matter,
                ));
            }
            let text = read_page(folder, &key, draft)?;
            let mut expander = Expander { folder, text: &text, draft };
            let path = folder.join(&key);
            let body = expander.expand(&text.content, path.parent().unwrap_or(folder), 0);
            let body = escape_fences(&expander.without_hidden_lines(&body));
            (text, body)
        }
    };
    Some(entry.page((!is_draft).then_some(key), text, body, front_matter))
}

impl Entry {
    fn page(
        self,
        key: Option<String>,
        text: Arc<Text>,
        body: String,
        front_matter: Mapping,
    ) -> Page {
        Page {
            // A draft with chapters below it stays, as the folder they are in.
            draft: key.is_none() && !self.is_parent,
            key,
            title: self.title,
            place: self.place,
            is_parent: self.is_parent,
            text,
            body,
            front_matter,
        }
    }
}

/// Chapters that lie beside the others but are in no table of contents.
fn note_forgotten(folder: &Path, pages: &[Page], summary: &Arc<Text>, draft: &mut Draft) {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in walk.filter(|entry| entry.file_type().is_file()) {
        let Some(path) = crate::source::relative(folder, entry.path()) else { continue };
        let known = pages.iter().any(|page| page.key.as_ref() == Some(&path));
        if path.ends_with(".md") && path != "SUMMARY.md" && !known {
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
}
