//! Sites of MkDocs: `mkdocs.yml` has the navigation.

mod nav;
mod settings;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_yaml::{Mapping, Value};
use unicode_normalization::UnicodeNormalization;

use self::nav::Entry;
pub use self::settings::Settings;
use super::python_markdown::{Converter, Extensions, without_icons};
use super::site::{Dialect, Page, Place, Site, read_page};
use super::{Draft, Options, book_toml, words_of_theme};
use crate::config;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::number::Number;
use crate::source::name_as_title;

/// Reads the site that `file` describes into the draft.
pub fn read(file: &Path, options: &Options, draft: &mut Draft) {
    let Some(settings) = Settings::read(file, draft) else { return };
    let extensions = Extensions::of(&settings.value);
    let entries = nav::read(&settings);
    let mut reader = Reader {
        settings: &settings,
        extensions: &extensions,
        home: home(&settings, &entries),
        pages: Vec::new(),
        put_in: HashSet::new(),
        draft,
    };
    reader.read(&entries, None);
    reader.read_home();
    reader.read_others();
    reader.redirect();
    let pages = reader.pages;
    if pages.is_empty() {
        let problem = Diagnostic::error("the site has no pages")
            .help(format!("they are looked for in {}", settings.folder.display()));
        return draft.problems.push(problem.at(&settings.text, Span::START));
    }
    draft.files.insert(config::FILE_NAME.into(), new_settings(&settings).into_bytes());
    words_of_theme(settings.language(), draft);
    let slug = if extensions.has_unicode_anchors() { unicode_heading_id } else { heading_id };
    let dialect = Dialect {
        anchor: if extensions.has("emoji") {
            Box::new(move |title| slug(&without_icons(title)))
        } else {
            Box::new(slug)
        },
        again: |id, n| format!("{id}_{n}"),
        terms: false,
        published: published(&settings),
    };
    let base_url = options.base_url.clone().or_else(|| settings.text_of("site_url")?.parse().ok());
    let options = Options { base_url, ..options.clone() };
    let name = settings.text_of("site_name").unwrap_or_default().to_owned();
    let root = settings.folder.clone();
    let shared = (settings.docs != root).then(|| settings.docs.clone());
    let language = settings.translations().map(|found| found.language.to_owned());
    Site { pages, name, root, shared, language, dialect, options: &options }.convert(draft);
}

/// How the addresses of pages follow from their paths.
fn published(settings: &Settings) -> fn(&str) -> String {
    /// A path without its ending, and whether it is the index of its folder.
    fn stem(key: &str) -> (&str, bool) {
        let stem = key.strip_suffix(".md").unwrap_or(key);
        if nav::is_index(key) {
            (stem.trim_end_matches("README").trim_end_matches("index"), true)
        } else {
            (stem, false)
        }
    }
    if settings.has_folders() {
        |key| match stem(key) {
            (folder, true) => folder.to_owned(),
            (stem, false) => format!("{stem}/"),
        }
    } else {
        |key| match stem(key) {
            (folder, true) => format!("{folder}index.html"),
            (stem, false) => format!("{stem}.html"),
        }
    }
}

fn new_settings(settings: &Settings) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut more = String::new();
    let mut add = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            more.push_str(&format!("{key} = {}\n", quoted(value)));
        }
    };
    add("language", Some(settings.language()));
    add("description", settings.text_of("site_description"));
    if let Some(author) = settings.text_of("site_author") {
        more.push_str(&format!("authors = [{}]\n", quoted(author)));
    }
    more.push_str("\n[markdown]\nsmart-punctuation = false\n");
    book_toml(settings.text_of("site_name").unwrap_or("Mijn gids"), &more)
}

/// The home page, and what the navigation calls it; a site that does not list it has it all the
/// same.
fn home(settings: &Settings, entries: &[Entry]) -> Option<(Option<String>, String)> {
    fn listed(entries: &[Entry]) -> Option<(Option<String>, String)> {
        entries.iter().find_map(|entry| match entry {
            Entry::Page { title, path } => {
                (nav::is_index(path) && !path.contains('/')).then(|| (title.clone(), path.clone()))
            }
            Entry::Section { entries, .. } => listed(entries),
        })
    }
    let is_file = |name: &&str| settings.folder.join(settings.file_of(name)).is_file();
    listed(entries).or_else(|| {
        let name = ["index.md", "README.md"].into_iter().find(is_file)?;
        (!settings.excludes(name)).then(|| (None, name.to_owned()))
    })
}

struct Reader<'a> {
    settings: &'a Settings,
    extensions: &'a Extensions,
    home: Option<(Option<String>, String)>,
    pages: Vec<Page>,
    /// The files that are part of other pages.
    put_in: HashSet<PathBuf>,
    draft: &'a mut Draft,
}

impl Reader<'_> {
    fn read(&mut self, entries: &[Entry], above: Option<&Number>) {
        let mut count = 0;
        for (at, entry) in entries.iter().enumerate() {
            // The index of a section is the text of the section.
            let is_own = above.is_some()
                && at == 0
                && matches!(entry, Entry::Page { path, .. } if nav::is_index(path));
            if self.is_home(entry) || is_own {
                continue;
            }
            let number = match above {
                Some(above) => format!("{above}.{}", count + 1),
                None => (count + 1).to_string(),
            };
            let Ok(number) = number.parse::<Number>() else { continue };
            let place = Place::Numbered(number.clone());
            match entry {
                Entry::Page { title, path } => {
                    count += usize::from(self.page(title.as_deref(), path, place, false));
                }
                Entry::Section { title, entries } => {
                    let own = entries.first().filter(|first| !self.is_home(first));
                    let own = own.and_then(|first| match first {
                        Entry::Page { path, .. } if nav::is_index(path) => Some(path),
                        _ => None,
                    });
                    let is_read =
                        own.is_some_and(|path| self.page(Some(title), path, place.clone(), true));
                    if !is_read {
                        let text = Arc::clone(&self.settings.text);
                        self.pages.push(empty(title.clone(), place, true, text));
                    }
                    count += 1;
                    self.read(entries, Some(&number));
                }
            }
        }
    }

    fn is_home(&self, entry: &Entry) -> bool {
        let home = self.home.as_ref().map(|(_, path)| path);
        matches!(entry, Entry::Page { path, .. } if Some(path) == home)
    }

    fn read_home(&mut self) {
        if let Some((title, path)) = self.home.clone() {
            self.page(title.as_deref(), &path, Place::Home, false);
        }
    }

    /// MkDocs publishes pages that are not in the navigation too, so that links lead to them.
    fn read_others(&mut self) {
        let folder = &self.settings.folder;
        for file in files(folder) {
            let path = crate::source::relative(folder, &file);
            let Some(path) = path.and_then(|path| self.settings.page_at(&path)) else { continue };
            let is_contents = nav::literate_file(self.settings)
                .is_some_and(|name| path.rsplit('/').next() == Some(name));
            let is_known = self.pages.iter().any(|page| page.key.as_ref() == Some(&path));
            if is_contents || is_known || self.put_in.contains(&file) {
                continue;
            }
            let message = format!(
                "{path} is not in the navigation: it becomes a chapter without a number, at the end"
            );
            self.draft.note(&self.settings.text, 1, message);
            self.page(None, &path, Place::Back, false);
        }
        let Some(translations) = self.settings.translations() else { return };
        let docs = &self.settings.docs;
        let others = files(docs).filter_map(|file| crate::source::relative(docs, &file));
        let left_out =
            others.filter(|path| path.ends_with(".md") && translations.is_other(path)).count();
        if left_out > 0 {
            let message = format!(
                "pages in other languages are left out ({left_out}), as a guide has one language"
            );
            self.note_setting("i18n", message);
        }
    }

    /// Former addresses that the plugin `redirects` knows become aliases.
    fn redirect(&mut self) {
        let maps = self.settings.plugin("redirects").and_then(|plugin| plugin.get("redirect_maps"));
        for (from, to) in maps.and_then(Value::as_mapping).into_iter().flatten() {
            let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else { continue };
            let path = to.split('#').next().unwrap_or_default();
            let page = self.pages.iter_mut().find(|page| page.key.as_deref() == Some(path));
            match page {
                Some(page) => page.aliases.push(published(self.settings)(from)),
                None => self.note_setting(
                    from,
                    format!("{from} can no longer redirect to {to}, which is no page of the guide"),
                ),
            }
        }
    }

    fn note_setting(&mut self, written: &str, message: String) {
        let text = &self.settings.text;
        let line = text.position(text.find(written).start()).0;
        self.draft.note(text, line, message);
    }

    /// Reads a page, and says whether there is one.
    fn page(&mut self, title: Option<&str>, path: &str, place: Place, is_parent: bool) -> bool {
        if path.contains("://") {
            let message = format!("{path} leads to another site and is left out of the contents");
            self.note_setting(path, message);
            return false;
        }
        if !path.ends_with(".md") {
            self.note_setting(path, format!("`{path}` is no page and is left out"));
            return false;
        }
        if self.pages.iter().any(|page| page.key.as_deref() == Some(path)) {
            let message = format!("{path} is in the navigation twice: the first place is its own");
            self.note_setting(path, message);
            return false;
        }
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let file = self.settings.file_of(path);
        if !self.settings.folder.join(&file).is_file() {
            let message = format!(
                "{path} does not exist: its chapter is empty. A plugin may have made it, or it may \
                 lie elsewhere"
            );
            self.note_setting(path, message);
            let title = title.map(str::to_owned).or_else(|| name_as_title(stem));
            let text = Arc::clone(&self.settings.text);
            let page = empty(title.unwrap_or_default(), place, is_parent, text);
            self.pages.push(Page { key: Some(path.to_owned()), ..page });
            return true;
        }
        let Some(text) = read_page(&self.settings.folder, &file, self.draft) else { return false };
        let (meta, body) = split_front_matter(&text.content);
        let front_matter = translate(meta, &text, self.draft);
        let mut converter = Converter {
            settings: self.settings,
            extensions: self.extensions,
            text: &text,
            put_in: &mut self.put_in,
            draft: self.draft,
        };
        let body = converter.convert(body);
        let own = text.content.lines().find_map(|line| line.strip_prefix("# "));
        let title = title
            .or(own)
            .map(|title| title.split('{').next().unwrap_or(title).trim().to_owned())
            .or_else(|| name_as_title(stem))
            .unwrap_or_default();
        let aliases = self.post_address(path, &front_matter, own.unwrap_or(&title));
        let aliases = aliases.into_iter().collect();
        let page = empty(title, place, is_parent, text);
        self.pages.push(Page { key: Some(path.to_owned()), body, front_matter, aliases, ..page });
        true
    }

    /// The address that the plugin `blog` gives a post: that of its day.
    fn post_address(&self, path: &str, front_matter: &Mapping, title: &str) -> Option<String> {
        let blog = self.settings.plugin("blog")?;
        let folder = blog.get("blog_dir").and_then(Value::as_str).unwrap_or("blog");
        let is_post = path.starts_with(&format!("{folder}/posts/"));
        if !is_post || blog.get("post_url_format").is_some() {
            return None;
        }
        let day = front_matter.get("date")?.as_str()?.replace('-', "/");
        let named = front_matter.get("extra").and_then(|extra| extra.get("slug"));
        let slug = named.and_then(Value::as_str).map_or_else(|| heading_id(title), str::to_owned);
        Some(published(self.settings)(&format!("{folder}/{day}/{slug}.md")))
    }
}

/// The files of a folder and those below it, in order.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path)
}

/// A page without text.
fn empty(title: String, place: Place, is_parent: bool, text: Arc<Text>) -> Page {
    Page {
        key: None,
        title,
        place,
        is_parent,
        draft: false,
        text,
        body: String::new(),
        front_matter: Mapping::new(),
        aliases: Vec::new(),
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
            Some("date") if value.as_str().is_some_and(is_day) => drop(ours.insert(key, value)),
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

/// 2026-03-01
fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
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
