//! Sites of MkDocs: `mkdocs.yml` has the navigation.

use std::path::Path;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};
use unicode_normalization::UnicodeNormalization;

use super::python_markdown::{Converter, Extensions};
use super::site::{Dialect, Page, Place, Site, read_page};
use super::{Draft, Options, book_toml, words_of_theme};
use crate::config;
use crate::diagnostic::{Diagnostic, Text};
use crate::number::Number;
use crate::source::name_as_title;

/// Reads the site that `file` describes into the draft.
pub fn read(file: &Path, options: &Options, draft: &mut Draft) {
    let settings_text = match super::read_text(file, draft) {
        Ok(text) => text,
        Err(problem) => return draft.problems.push(problem),
    };
    let settings: Value = match serde_yaml::from_str(&settings_text.content) {
        Ok(settings) => settings,
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            let span = settings_text.rest_of_line(settings_text.offset(line, 1));
            let problem = Diagnostic::error(format!("the settings cannot be read: {error}"));
            return draft.problems.push(problem.at(&settings_text, span));
        }
    };
    let root = file.parent().unwrap_or(Path::new(""));
    let folder = root.join(text_of(&settings, "docs_dir").unwrap_or("docs"));
    let entries = match settings.get("nav") {
        Some(nav) => of_nav(nav),
        None => of_folder(&folder, ""),
    };
    let extensions = Extensions::of(&settings);
    let mut reader = Reader {
        folder: &folder,
        root,
        settings: &settings_text,
        extensions: &extensions,
        pages: Vec::new(),
        draft,
    };
    reader.read(&entries, None);
    let pages = reader.pages;
    if pages.is_empty() {
        let problem = Diagnostic::error("the site has no pages")
            .help(format!("they are looked for in {}", folder.display()));
        return draft.problems.push(problem.at(&settings_text, 0..0));
    }
    note_forgotten(&folder, &pages, &settings_text, draft);
    draft.files.insert(config::FILE_NAME.into(), new_settings(&settings).into_bytes());
    words_of_theme(language(&settings), draft);
    let dialect = Dialect {
        anchor: match extensions.has_unicode_anchors() {
            true => unicode_heading_id,
            false => heading_id,
        },
        again: |id, n| format!("{id}_{n}"),
        published: |key| {
            let stem =
                key.trim_end_matches(".md").trim_end_matches("README").trim_end_matches("index");
            match stem.is_empty() || stem.ends_with('/') {
                true => stem.to_owned(),
                false => format!("{stem}/"),
            }
        },
    };
    let base_url =
        options.base_url.clone().or_else(|| text_of(&settings, "site_url")?.parse().ok());
    let options = Options { base_url, ..options.clone() };
    Site { pages, root: folder, dialect, options: &options }.convert(draft);
}

fn text_of<'a>(settings: &'a Value, key: &str) -> Option<&'a str> {
    settings.get(key)?.as_str()
}

fn language(settings: &Value) -> &str {
    let language = settings.get("theme").and_then(|theme| text_of(theme, "language"));
    language.unwrap_or("en")
}

fn new_settings(settings: &Value) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut more = String::new();
    let mut add = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            more.push_str(&format!("{key} = {}\n", quoted(value)));
        }
    };
    add("language", Some(language(settings)));
    add("description", text_of(settings, "site_description"));
    if let Some(author) = text_of(settings, "site_author") {
        more.push_str(&format!("authors = [{}]\n", quoted(author)));
    }
    more.push_str("\n[markdown]\nsmart-punctuation = false\n");
    book_toml(text_of(settings, "site_name").unwrap_or("Mijn gids"), &more)
}

/// A line of the navigation.
#[derive(Debug)]
enum Entry {
    Page { title: Option<String>, path: String },
    Section { title: String, entries: Vec<Entry> },
}

fn of_nav(nav: &Value) -> Vec<Entry> {
    let Some(items) = nav.as_sequence() else { return Vec::new() };
    let mut entries = Vec::new();
    for item in items {
        if let Some(path) = item.as_str() {
            entries.push(Entry::Page { title: None, path: path.to_owned() });
        }
        for (title, value) in item.as_mapping().into_iter().flatten() {
            let title = title.as_str().unwrap_or_default().to_owned();
            entries.push(match value.as_str() {
                Some(path) => Entry::Page { title: Some(title), path: path.to_owned() },
                None => Entry::Section { title, entries: of_nav(value) },
            });
        }
    }
    entries
}

/// Without navigation the folders are it: the index first, then files, then folders.
fn of_folder(folder: &Path, below: &str) -> Vec<Entry> {
    let Ok(read) = std::fs::read_dir(folder.join(below)) else { return Vec::new() };
    let mut names: Vec<(bool, String)> = read
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.path().is_dir(), entry.file_name().into_string().ok()?)))
        .filter(|(_, name)| !name.starts_with('.'))
        .collect();
    names.sort_by_key(|(is_folder, name)| (!is_index(name), *is_folder, name.clone()));
    let join = |name: &str| crate::book::join(below, name).unwrap_or_else(|| name.to_owned());
    names
        .into_iter()
        .filter_map(|(is_folder, name)| match is_folder {
            true => {
                let entries = of_folder(folder, &join(&name));
                let title = name_as_title(&name).unwrap_or(name);
                (!entries.is_empty()).then_some(Entry::Section { title, entries })
            }
            false => name.ends_with(".md").then(|| Entry::Page { title: None, path: join(&name) }),
        })
        .collect()
}

fn is_index(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("index.md" | "README.md"))
}

struct Reader<'a> {
    folder: &'a Path,
    root: &'a Path,
    settings: &'a Arc<Text>,
    extensions: &'a Extensions,
    pages: Vec<Page>,
    draft: &'a mut Draft,
}

impl Reader<'_> {
    fn read(&mut self, entries: &[Entry], above: Option<&Number>) {
        let mut count = 0;
        for (at, entry) in entries.iter().enumerate() {
            let is_home = above.is_none()
                && matches!(entry, Entry::Page { path, .. } if is_index(path) && !path.contains('/'));
            // The index of a section is the text of the section.
            let is_own = above.is_some()
                && at == 0
                && matches!(entry, Entry::Page { path, .. } if is_index(path));
            if is_home || is_own {
                continue;
            }
            count += 1;
            let number = match above {
                Some(above) => format!("{above}.{count}"),
                None => count.to_string(),
            };
            let Ok(number) = number.parse::<Number>() else { continue };
            match entry {
                Entry::Page { title, path } => {
                    self.page(title.as_deref(), path, Place::Numbered(number), false);
                }
                Entry::Section { title, entries } => {
                    let own = entries.first().and_then(|first| match first {
                        Entry::Page { path, .. } if is_index(path) => Some(path),
                        _ => None,
                    });
                    let place = Place::Numbered(number.clone());
                    match own {
                        Some(path) => self.page(Some(title), path, place, true),
                        None => self.pages.push(Page {
                            key: None,
                            title: title.clone(),
                            place,
                            is_parent: true,
                            draft: false,
                            text: Arc::clone(self.settings),
                            body: String::new(),
                            front_matter: Mapping::new(),
                            aliases: Vec::new(),
                        }),
                    }
                    self.read(entries, Some(&number));
                }
            }
        }
        if above.is_none() {
            for entry in entries {
                if let Entry::Page { title, path } = entry
                    && is_index(path)
                    && !path.contains('/')
                {
                    self.page(title.as_deref(), path, Place::Home, false);
                }
            }
        }
    }

    fn page(&mut self, title: Option<&str>, path: &str, place: Place, is_parent: bool) {
        if path.contains("://") {
            let line = self.settings.position(self.settings.find(path).start).0;
            let message = format!("{path} leads to another site and is left out of the contents");
            return self.draft.note(self.settings, line, message);
        }
        if path.contains('*') || !path.ends_with(".md") {
            let line = self.settings.position(self.settings.find(path).start).0;
            return self.draft.note(
                self.settings,
                line,
                format!("`{path}` is no page and is left out"),
            );
        }
        let Some(text) = read_page(self.folder, path, self.draft) else { return };
        let (meta, body) = split_front_matter(&text.content);
        let front_matter = translate(meta, &text, self.draft);
        let mut converter = Converter {
            root: self.root,
            folder: self.folder,
            extensions: self.extensions,
            text: &text,
            draft: self.draft,
        };
        let body = converter.convert(body);
        let own = text.content.lines().find_map(|line| line.strip_prefix("# "));
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let title = title
            .or(own)
            .map(|title| title.split('{').next().unwrap_or(title).trim().to_owned())
            .or_else(|| name_as_title(stem))
            .unwrap_or_default();
        self.pages.push(Page {
            key: Some(path.to_owned()),
            title,
            place,
            is_parent,
            draft: false,
            text,
            body,
            front_matter,
            aliases: Vec::new(),
        });
    }
}

fn note_forgotten(folder: &Path, pages: &[Page], settings: &Arc<Text>, draft: &mut Draft) {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in walk.filter(|entry| entry.file_type().is_file()) {
        let Some(path) = crate::source::relative(folder, entry.path()) else { continue };
        let known = pages.iter().any(|page| page.key.as_ref() == Some(&path));
        if path.ends_with(".md") && !known {
            draft.note(settings, 1, format!("{path} is not in the navigation and is left out"));
        }
    }
}

fn split_front_matter(content: &str) -> (Mapping, &str) {
    let rest = content.strip_prefix("---\n").or_else(|| content.strip_prefix("---\r\n"));
    let end = rest.and_then(|rest| Some((rest, rest.find("\n---")?)));
    let Some((rest, end)) = end else { return (Mapping::new(), content) };
    let body = rest[end + 4..].split_once('\n').map_or("", |(_, body)| body);
    (serde_yaml::from_str(&rest[..end]).unwrap_or_default(), body)
}

/// Front matter of MkDocs in our terms; what we have no key for goes below `extra:`.
fn translate(meta: Mapping, text: &Arc<Text>, draft: &mut Draft) -> Mapping {
    let mut ours = Mapping::new();
    let mut extra = Mapping::new();
    for (key, value) in meta {
        match key.as_str() {
            Some("title") => drop(ours.insert(key, value)),
            Some("description" | "summary") => drop(ours.insert("summary".into(), value)),
            Some("tags") if value.is_sequence() => drop(ours.insert("themes".into(), value)),
            _ => drop(extra.insert(key, value)),
        }
    }
    if !extra.is_empty() {
        let keys: Vec<_> = extra.keys().filter_map(Value::as_str).collect();
        draft.note(text, 1, format!("{} kept below `extra:`", keys.join(", ")));
        ours.insert("extra".into(), extra.into());
    }
    ours
}

/// The anchor Python-Markdown makes of a heading.
fn heading_id(title: &str) -> String {
    let ascii: String = title.nfkd().filter(char::is_ascii).collect();
    let kept: String = ascii
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-'))
        .collect();
    let words = kept.trim().to_lowercase();
    words
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The anchor that PyMdown Extensions makes of a heading, with its accents.
fn unicode_heading_id(title: &str) -> String {
    let kept = title.nfc().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_python_markdown() {
        assert_eq!(heading_id("What's new -- in 2.0?"), "whats-new-in-20");
        assert_eq!(heading_id("Één & twee"), "een-twee");
        assert_eq!(unicode_heading_id("Één & `twee`"), "één--twee");
    }
}
